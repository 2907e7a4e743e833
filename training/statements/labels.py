"""Hand labels of statements: drawing passages for an annotator, turning what was written down into stand-off labels.

    python -m training.statements.labels draw-polnear --seed N --count N --out FILE   attributions to label
    python -m training.statements.labels draw-texts --seed N --count N --out FILE     passages to label in full
    python -m training.statements.labels locate WORKSHEET ANSWERS --annotator NAME --out LABELS

A worksheet holds text and is never committed; labels hold document ids, offsets and labels only. How to label is in
`training/labels/GUIDELINES.md`.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import hashlib
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.analysis.attribution.attributes import ATTRIBUTES
from dragoman.analysis.segmentation import Segmenter
from dragoman.document import Document
from dragoman.resolution.state_codes import state_names
from dragoman.sources.dates import publication_day
from training.statements.corpus import ROOT, SHARED

__all__ = [
    "MANNERS",
    "PART_ROLES",
    "About",
    "about",
    "first_labels",
    "read_labels",
    "second_labels",
    "texts",
]

LABELS = ROOT / "training" / "labels"
POLNEAR = "polnear_train"
#: Corpus name to the path of the file and the column that names a document.
RAW_TEXTS = {
    "statedept": "statedept_press_releases.jsonl.gz",
    "whitehouse": "whitehouse_press_briefings_2009_2017.jsonl.gz",
    "un_debate": "un_general_debate_2010_2022.jsonl.gz",
    "china_mfa": "china_mfa_pressconf.jsonl.gz",
}
MANNERS = ("direct", "indirect", "mixed")
PART_ROLES = ("source", "cue", "content", "addressee")
#: Characters of a passage, about.
PASSAGE = 900
#: Characters shown on either side of an attribution.
AROUND = 350


def texts(corpus: str) -> Iterator[tuple[str, str]]:
    """Yield the id and the text of each document of a corpus, in the order of the file; English only."""
    if corpus == POLNEAR:
        with (SHARED / "data/attribution/polnear_train.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield row["doc"], row["text"]
        return
    for name, row in _rows(corpus):
        if row.get("lang", "en") == "en":
            yield name, row["text"]


class About(NamedTuple):
    """What is known of a document from outside its text, as the columns of a table would tell it."""

    title: str | None = None
    date: datetime.date | None = None
    url: str | None = None
    #: Of a speech at the United Nations: the state that speaks, which its labellers were shown.
    author: str | None = None


def about(corpus: str) -> Iterator[tuple[str, About]]:
    """Yield the id of each document of a corpus with what is known of it."""
    if corpus == POLNEAR:
        return
    states = state_names()
    for name, row in _rows(corpus):
        date = publication_day(row["date"]) if row.get("date") else None
        yield name, About(row.get("title"), date, row.get("url"), states.get(row.get("iso3", "")))


def _rows(corpus: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield id and row of each document of a corpus that has a text."""
    with gzip.open(SHARED / "data" / "text" / RAW_TEXTS[corpus], "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["text"]:
                yield hashlib.sha256(row["text"].encode()).hexdigest()[:16], row


def draw_polnear(seed: int, count: int) -> Iterator[dict[str, Any]]:
    """Yield attributions drawn at random, each with the text around it; the order is that of the draw."""
    with (SHARED / "data/attribution/polnear_train.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    everything = [(row, one) for row in rows for one in row["attributions"]]
    for row, one in random.Random(seed).sample(everything, count):
        parts = [part for role in ("source", "cue", "content") for part in one[role]]
        low = max(0, min(start for start, _ in parts) - AROUND)
        high = min(len(row["text"]), max(end for _, end in parts) + AROUND)
        statement = {role: one[role] for role in ("source", "cue", "content")}
        yield {"corpus": POLNEAR, "document": row["doc"], "passage": [low, high], "text": row["text"][low:high],
               "statement": statement} | {
            f"the {role}": [row["text"][start:end] for start, end in one[role]] for role in statement
        }  # fmt: skip


def draw_texts(seed: int, count: int) -> Iterator[dict[str, Any]]:
    """Yield passages drawn at random, as many from each corpus: whole sentences, about `PASSAGE` characters."""
    rng = random.Random(seed)
    documents = {corpus: list(texts(corpus)) for corpus in RAW_TEXTS}
    segmenter = Segmenter()
    for number in range(count):
        corpus = list(RAW_TEXTS)[number % len(RAW_TEXTS)]
        name, text = rng.choice(documents[corpus])
        sentences = segmenter(Document(id=name, text=text, origin=name)).sentences
        first = rng.randrange(max(1, len(sentences) - 4))
        last = first + 1
        while last < len(sentences) and sentences[last].end - sentences[first].start <= PASSAGE:
            last += 1
        low, high = sentences[first].start, sentences[last - 1].end
        yield {"corpus": corpus, "document": name, "passage": [low, high], "text": text[low:high]}


def locate(worksheet: list[dict[str, Any]], answers: list[dict[str, Any]], annotator: str) -> Iterator[dict[str, Any]]:
    """Yield labels with offsets for the answers of an annotator.

    An answer has `item` (the number of the row in the worksheet, from 0) and `statements`; each statement has the
    labels, and its parts as lists of strings copied from the text; `words#2` is the second place where the words stand.

    Raises:
        ValueError: A string is not in the passage, or a label is none of the guidelines'; it says which.
    """
    for answer in answers:
        row = worksheet[answer["item"]]
        statements = []
        for number, given in enumerate(answer["statements"]):
            where = f"item {answer['item']}, statement {number}"
            parts = dict(row.get("statement", {}))
            for role in PART_ROLES:
                if role not in parts:
                    parts[role] = [_find(row, words, where) for words in given.get(role, [])]
            labels = {name: _one_of(given, name, allowed, where) for name, allowed in ATTRIBUTES.items()} | {
                "manner": _one_of(given, "manner", MANNERS, where),
                "named": _one_of(given, "named", (True, False), where),
                "inside": given.get("inside"),
            }
            statements.append(parts | labels)
        yield {"corpus": row["corpus"], "document": row["document"], "passage": row["passage"],
               "annotator": annotator, "statements": statements}  # fmt: skip


def _find(row: dict[str, Any], words: str, where: str) -> list[int]:
    words, _, number = words.partition("#") if words.rpartition("#")[2].isdigit() else (words, "", "1")
    at = -1
    for _ in range(int(number)):
        at = row["text"].find(words, at + 1)
        if at < 0:
            raise ValueError(f"{where}: {words!r} does not stand in the passage {number} times")
    start = row["passage"][0] + at
    return [start, start + len(words)]


def _one_of(given: dict[str, Any], name: str, allowed: tuple[Any, ...], where: str) -> Any:
    if given.get(name) not in allowed:
        raise ValueError(f"{where}: {name} is {given.get(name)!r}, and should be one of {allowed}")
    return given[name]


def read_labels(path: Path) -> list[dict[str, Any]]:
    """Read a file of JSON Lines."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def first_labels() -> list[dict[str, Any]]:
    """Return the labels of the first annotators."""
    return [row for path in sorted(LABELS.glob("statements_*.jsonl")) for row in read_labels(path)]


def second_labels() -> list[dict[str, Any]]:
    """Return the labels of those who read every fifth passage again."""
    return [row for path in sorted(LABELS.glob("second_*.jsonl")) for row in read_labels(path)]


def _write(path: Path, rows: Iterator[dict[str, Any]]) -> None:
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    path.write_text("".join(lines), encoding="utf-8")
    print(f"{len(lines)} rows in {path}")


def main() -> None:
    """Draw a worksheet, or turn answers into labels."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    actions = parser.add_subparsers(dest="action", required=True)
    for name in ("draw-polnear", "draw-texts"):
        draw = actions.add_parser(name)
        draw.add_argument("--seed", type=int, required=True)
        draw.add_argument("--count", type=int, required=True)
        draw.add_argument("--out", type=Path, required=True)
    place = actions.add_parser("locate")
    place.add_argument("worksheet", type=Path)
    place.add_argument("answers", type=Path)
    place.add_argument("--annotator", required=True)
    place.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    if options.action == "locate":
        worksheet, answers = read_labels(options.worksheet), read_labels(options.answers)
        _write(options.out, locate(worksheet, answers, options.annotator))
    elif options.action == "draw-polnear":
        _write(options.out, draw_polnear(options.seed, options.count))
    else:
        _write(options.out, draw_texts(options.seed, options.count))


if __name__ == "__main__":
    main()
