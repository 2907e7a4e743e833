"""The trained models that the package ships are those that their manifests name."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import dragoman

MODELS = Path(dragoman.__file__).parent / "models"
MANIFESTS = sorted(MODELS.rglob("manifest.json"))
#: All weights together, in bytes.
MOST_BYTES = 30_000_000
#: A report that goes through every head.
PROGRAM = """
import sys
from dragoman.document import Document
from dragoman.pipeline import Pipeline
items = Pipeline().read(Document(id="one", text="“We will talk,” Mr. Lavrov told reporters.", origin="one"))
assert items
print(*sys.modules, sep="\\n")
"""


def test_every_file_is_the_one_in_its_manifest() -> None:
    assert MANIFESTS
    for manifest in MANIFESTS:
        listed = json.loads(manifest.read_text(encoding="utf-8"))["files"]
        there = {path.name for path in manifest.parent.iterdir()} - {"manifest.json", "README.md"}
        assert there == {row["file"] for row in listed}
        for row in listed:
            content = (manifest.parent / row["file"]).read_bytes()
            assert (row["bytes"], row["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())


def test_the_weights_are_small() -> None:
    assert sum(path.stat().st_size for path in MODELS.rglob("*") if path.is_file()) <= MOST_BYTES


def test_reading_needs_no_training_library_and_no_pickle() -> None:
    result = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    loaded = set(result.stdout.split())
    assert {"onnxruntime", "tokenizers"} <= loaded
    assert loaded & {"torch", "spacy", "transformers", "sklearn", "onnx", "safetensors"} == set()
