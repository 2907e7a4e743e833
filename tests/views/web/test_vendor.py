"""The libraries that are shipped are the ones that the table names."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import dragoman

VENDOR = Path(dragoman.__file__).parent / "views" / "web" / "static" / "vendor"
ROW = re.compile(r"\| `([\w.-]+)` \| `([0-9a-f]{64})` \|")


def test_the_table_names_every_library_with_its_hash() -> None:
    named = dict(ROW.findall((VENDOR / "README.md").read_text(encoding="utf-8")))
    assert named == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in VENDOR.glob("*.js")}
    assert all((VENDOR / f"{name.split('.')[0]}.LICENSE").is_file() for name in named)
