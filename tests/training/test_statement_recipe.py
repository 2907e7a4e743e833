"""The recipe of the reader of statements still runs, on sentences of its own: train, break off, export, read."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="needs the training extra")
pytest.importorskip("onnx", reason="needs the training extra")

from dragoman.analysis.attribution.reader import AttributionReader
from dragoman.analysis.lemmas import VerbLemmas
from dragoman.analysis.phrases import lemmatize
from dragoman.analysis.reading import DocumentReader
from dragoman.analysis.segmentation import Segmenter
from dragoman.analysis.tagging import Tagger
from dragoman.document import Document
from training.events.model import EventReader
from training.statements.corpus import read_articles
from training.statements.export import export
from training.statements.train import TINY, Run

SOURCES = ("Mr. Lavrov", "The minister", "Officials in Tehran", "Reuters", "She", "The Kremlin spokesman")
CUES = ("said", "warned", "insisted", "told reporters", "has denied")
CLAUSES = (
    "the talks would go on for another week",
    "no deal had been reached in Geneva",
    "the border would stay closed to all traffic",
    "its troops were ready to leave the town",
)
PLAIN = ("The weather in Vienna was fine on that day.", "The road runs along the river to the sea.")


def corpus(path: Path) -> None:
    """Write a small corpus in the form of PolNeAR's: most sentences put a clause into somebody's mouth."""
    rng = random.Random(1)
    with path.open("w", encoding="utf-8") as handle:
        for number in range(12):
            text, attributions = "", []
            for _ in range(30):
                if rng.random() < 0.2:
                    text += rng.choice(PLAIN) + " "
                    continue
                source, cue, clause = rng.choice(SOURCES), rng.choice(CUES), rng.choice(CLAUSES)
                at = len(text)
                sentence = f"{source} {cue} that {clause}."
                cue_at = at + len(source) + 1
                content_at = cue_at + len(cue) + 1
                attributions.append({
                    "source": [[at, at + len(source)]],
                    "cue": [[cue_at, cue_at + len(cue)]],
                    "content": [[content_at, at + len(sentence) - 1]],
                })  # fmt: skip
                text += sentence + (" " if rng.random() < 0.7 else "\n\n")
            handle.write(json.dumps({"doc": f"article {number}", "text": text, "attributions": attributions}) + "\n")


def losses(run: Path) -> list[float]:
    """Return the losses of the tags that a run has logged."""
    return [json.loads(line)["chain"] for line in (run / "log.jsonl").read_text(encoding="utf-8").splitlines()]


def test_a_tiny_model_learns_resumes_exports_and_reads(
    tmp_path: Path, teach_events: Callable[[EventReader], None]
) -> None:
    import torch

    data = tmp_path / "corpus.jsonl"
    corpus(data)
    articles = read_articles(data)
    Run(tmp_path / "run", articles, TINY, 4, None).train()
    again = Run(tmp_path / "run", articles, TINY, 12, None)
    again.train()
    assert again.step > 3 * len(losses(tmp_path / "run"))
    learned = losses(tmp_path / "run")
    assert learned[-1] < 0.95 * learned[0]

    torch.manual_seed(1)
    model = EventReader(TINY)
    model.load_state_dict(torch.load(tmp_path / "run" / "model.pt", weights_only=True), strict=False)
    teach_events(model)
    torch.save(model.state_dict(), tmp_path / "all.pt")
    export(tmp_path / "all.pt", tmp_path / "model")
    reader = DocumentReader(tmp_path / "model")
    attributions = AttributionReader(reader.tables, threshold=0.0)
    segmentation = Segmenter()(
        Document(id="test", text="Mr. Lavrov said that no deal had been reached.", origin="test")
    )
    read = reader(segmentation, [])
    text = lemmatize(segmentation, Tagger()(segmentation), VerbLemmas())
    for found in attributions(text, read.spans, []):
        assert 0 <= found.cue[0] < found.cue[1] <= len(segmentation.tokens)
        assert found.content


def test_the_same_seed_trains_the_same_weights(tmp_path: Path) -> None:
    import torch

    data = tmp_path / "corpus.jsonl"
    corpus(data)
    articles = read_articles(data, limit=3)
    models = []
    for name in ("one", "two"):
        run = Run(tmp_path / name, articles, TINY, 1, None)
        run.train()
        models.append(run.average.state_dict())
    # sums over threads differ in the last digit
    assert all(torch.allclose(values, models[1][name], atol=1e-5) for name, values in models[0].items())
