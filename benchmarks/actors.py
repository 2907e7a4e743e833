"""The country of actor phrases: `python benchmarks/actors.py`."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec

from common import percent, read_lines, report, shared, write_lines
from dragoman.document import Document
from dragoman.pipeline import Pipeline
from dragoman.record.items import ActorMention


def main() -> None:
    """Score and report."""
    phrases, scorer = shared("data/actors/actor_phrases_dev.jsonl"), shared("score/score_actors.py")
    pipeline = Pipeline()
    mentions = [
        msgspec.to_builtins(item)
        for phrase in read_lines(phrases)
        for item in pipeline.read(Document(id=phrase["id"], text=phrase["text"], origin=phrase["id"]), mentions=True)
        if isinstance(item, ActorMention)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "predicted.jsonl")
        write_lines(path, mentions)
        command = [sys.executable, str(scorer), str(phrases), str(path)]
        scores = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    rows = [("country right", scores["phrases"], percent(scores["country_right"]))]
    report("actor phrases", ("measure", "phrases", "%"), rows)


if __name__ == "__main__":
    main()
