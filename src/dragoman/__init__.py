"""Dragoman turns reports of diplomacy into a record in which every item points to the characters it comes from."""

from dragoman.config import Config
from dragoman.document import Document
from dragoman.pipeline import Pipeline

__all__ = ["Config", "Document", "Pipeline", "__version__"]

__version__ = "0.1.0"
