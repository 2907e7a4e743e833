"""Loads the pipeline for a program that does nothing but read."""

from __future__ import annotations

import gc

from dragoman.config import Config
from dragoman.engine.local import Reader

__all__ = ["pipeline"]


def pipeline(config: Config) -> Reader:
    """Return the whole pipeline; imported here, because only those who read load the tables and the models."""
    from dragoman.pipeline import Pipeline

    loaded = Pipeline(config)
    gc.freeze()  # the tables live as long as the program: looking for garbage among them only takes time
    return loaded
