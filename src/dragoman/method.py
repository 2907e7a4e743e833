"""Which version of Dragoman read a report: the package, the trained models, the tables and the rules.

Two readings of one text by one method give the same items. So a record folder reads a report again only when its
text, or this, has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from dragoman import __version__, user_knowledge

__all__ = ["method_version"]

#: What a reading depends on, in the package. The models' weights are in: their manifests hold their hashes.
PARTS = ("analysis", "resolution", "record", "data", "models", "pipeline.py", "knowledge.py", "document.py")
ENDINGS = frozenset({".py", ".csv", ".json", ".gz"})


def method_version() -> str:
    """Return the version of the package, and a hash of its models, tables and rules, and of the user's own tables.

    It takes some 20 milliseconds: ask once a run.
    """
    digest = hashlib.blake2b(digest_size=6)
    package = resources.files("dragoman")
    for part in PARTS:
        _add(digest, part, package / part)
    own = user_knowledge.folder()
    if own.is_dir():
        for table in sorted(own.glob("*.csv")):
            _add_file(digest, f"user/{table.name}", table)
    return f"{__version__}+{digest.hexdigest()}"


def _add(digest: hashlib.blake2b, name: str, file: Traversable) -> None:
    for path, one in _files(name, file):
        _add_file(digest, path, one)


def _files(name: str, file: Traversable) -> Iterator[tuple[str, Traversable]]:
    if file.is_dir():
        for one in sorted(file.iterdir(), key=lambda entry: entry.name):
            if one.name != "__pycache__":
                yield from _files(f"{name}/{one.name}", one)
    elif Path(name).suffix in ENDINGS and not name.endswith("tokenizer.json"):
        yield name, file


def _add_file(digest: hashlib.blake2b, name: str, file: Traversable) -> None:
    content = file.read_bytes()
    digest.update(f"{name}\0{len(content)}\0".encode())
    digest.update(content)
