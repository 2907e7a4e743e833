"""The manifest of a model: what files it has, so that a test can tell whether they are the ones that were measured."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

__all__ = ["write_manifest"]


def write_manifest(folder: Path) -> None:
    """Write the name, size and SHA-256 of each file of a model's folder into `manifest.json`."""
    files = sorted(path for path in folder.iterdir() if path.name not in {"manifest.json", "README.md"})
    rows = [
        {"file": path.name, "bytes": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        for path in files
    ]
    manifest = {"model": "reader", "version": 1, "files": rows}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
