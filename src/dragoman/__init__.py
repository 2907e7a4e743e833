"""Dragoman turns reports of diplomacy into a record in which every item points to the characters it comes from."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.config import Config
    from dragoman.document import Document
    from dragoman.pipeline import Pipeline
    from dragoman.views.answers import Hits, Items
    from dragoman.views.api import Record, read
    from dragoman.views.api import open_record as open  # noqa: A004 - always written dragoman.open

__all__ = ["Config", "Document", "Hits", "Items", "Pipeline", "Record", "__version__", "open", "read"]

__version__ = "0.1.0"

#: Name to the module that has it, and its name there. Loaded when first asked for: `dragoman --help` is instant.
PLACES = {
    "Config": ("dragoman.config", "Config"),
    "Document": ("dragoman.document", "Document"),
    "Hits": ("dragoman.views.answers", "Hits"),
    "Items": ("dragoman.views.answers", "Items"),
    "Pipeline": ("dragoman.pipeline", "Pipeline"),
    "Record": ("dragoman.views.api", "Record"),
    "open": ("dragoman.views.api", "open_record"),
    "read": ("dragoman.views.api", "read"),
}


def __getattr__(name: str) -> Any:
    if name not in PLACES:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    module, there = PLACES[name]
    value = getattr(importlib.import_module(module), there)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
