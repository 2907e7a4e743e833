"""Whether two proposals are on the same issue, on our labelled pairs: `python benchmarks/issue_pairs.py`."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import numpy as np

from common import ROOT, percent, read_lines, report, shared
from dragoman.analysis.encoder.session import Encoder
from dragoman.analysis.encoder.windows import windows
from dragoman.analysis.quotations import find_quotations
from dragoman.analysis.reading import MODEL_FOLDER
from dragoman.analysis.segmentation import Segmenter
from dragoman.document import Document
from dragoman.record.content_words import ContentWords, cosine
from dragoman.record.issue_likeness import SAME_ISSUE, MatterReader, likeness

PAIRS = ROOT / "training" / "labels" / "issue_pairs.jsonl"
CORPORA = {
    "statedept": "statedept_press_releases",
    "china_mfa": "china_mfa_pressconf",
    "un_debate": "un_general_debate_2010_2022",
}
Scores = Sequence[float]


def proposals(part: str) -> list[tuple[str, str, bool]]:
    """Return the pairs of a part with their words; the documents are found by the hash of their text."""
    texts: dict[str, str] = {}
    for name in CORPORA.values():
        for row in read_lines(shared(f"data/text/{name}.jsonl.gz")):
            texts[Document.id_for(row["text"])] = row["text"]

    def words(side: dict[str, object]) -> str:
        text = texts[str(side["document"])]
        return " ".join(text[start:end] for start, end in side["towards"])  # type: ignore[attr-defined]

    rows = map(json.loads, PAIRS.read_text(encoding="utf-8").splitlines())
    return [(words(row["first"]), words(row["second"]), row["same"]) for row in rows if row["part"] == part]


def encoder_scorer() -> Callable[[str, str], float]:
    """Return the cosine of the encoder's states, averaged over the words with their weights."""
    encoder, segmenter, words = Encoder(MODEL_FOLDER), Segmenter(), ContentWords()

    def state(text: str) -> np.ndarray:
        segmentation = segmenter(Document(id="proposal", text=text, origin="proposal"))
        table = encoder.word_pieces(segmentation, find_quotations(segmentation))
        readings = [one for group in encoder.read(table, windows(segmentation, table)) for one in group]
        states = np.concatenate([one.states[one.window.core_first - one.window.first :] for one in readings])
        keys = [words.key(token.text) for token in segmentation.tokens]
        weights = np.array([words.weight(key) ** 2 if key else 0.0 for key in keys]) + 1e-6
        return np.asarray((states * weights[:, None]).sum(0) / weights.sum())

    def score(first: str, second: str) -> float:
        left, right = state(first), state(second)
        return float(left @ right / (np.linalg.norm(left) * np.linalg.norm(right)))

    return score


def best_threshold(scores: Scores, same: Sequence[bool]) -> float:
    """Return the score from which on answering "same" gives the best F1."""
    return max(set(scores), key=lambda bar: f1(answers(scores, same, bar))[2])


def answers(scores: Scores, same: Sequence[bool], threshold: float) -> list[tuple[bool, bool]]:
    """Return each answer beside its label."""
    return [(score >= threshold, wanted) for score, wanted in zip(scores, same, strict=True)]


def f1(given: Sequence[tuple[bool, bool]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of answers beside the labels."""
    right = sum(found and wanted for found, wanted in given)
    precision = right / max(1, sum(found for found, _ in given))
    recall = right / max(1, sum(wanted for _, wanted in given))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def area(scores: Scores, same: Sequence[bool]) -> float:
    """Return the area under the curve: how often a same pair scores above one that is not."""
    above = [score for score, wanted in zip(scores, same, strict=True) if wanted]
    below = [score for score, wanted in zip(scores, same, strict=True) if not wanted]
    return sum((high > low) + (high == low) / 2 for high in above for low in below) / (len(above) * len(below))


def main() -> None:
    """Score each way, and report."""
    words, reader, encoder = ContentWords(), MatterReader(), encoder_scorer()

    def lexical(first: str, second: str) -> float:
        return cosine(words.vector(first), words.vector(second))

    def ours(first: str, second: str) -> float:
        return likeness(reader.of_text(first), reader.of_text(second))

    ways: dict[str, Callable[[str, str], float]] = {
        "cosine of weighted words": lexical,
        "cosine of the encoder's weighted states": encoder,
        "sum of these two": lambda first, second: lexical(first, second) + encoder(first, second),
        "likeness of matter (used)": ours,
    }
    seen, unseen = proposals("development"), proposals("test")
    rows = []
    for name, way in ways.items():
        wanted, held_out = [same for *_, same in seen], [same for *_, same in unseen]
        scores, others = [[way(first, second) for first, second, _ in pairs] for pairs in (seen, unseen)]
        bar = SAME_ISSUE if way is ours else best_threshold(scores, wanted)
        rows.append(
            (
                name,
                percent(f1(answers(scores, wanted, bar))[2]),
                percent(area(scores, wanted)),
                *map(percent, f1(answers(others, held_out, bar))),
                percent(area(others, held_out)),
            )
        )
    note = (
        f"{len(seen)} pairs for development, {len(unseen)} test pairs of other positions, labelled when all was fixed. "
        "The thresholds, the form of the likeness and the words of formula come from the development pairs."
    )
    header = ("likeness", "dev F1", "dev area", "test precision", "test recall", "test F1", "test area")
    report("same issue or not, labelled pairs", header, rows, note)


if __name__ == "__main__":
    main()
