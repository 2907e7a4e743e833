"""Hand labels of events: turning what annotators wrote down into stand-off labels, and reading these.

    python -m training.events.labels WORKSHEET ANSWERS... --annotator NAME --out training/labels/events_NAME.jsonl

A worksheet holds text and is never committed; labels hold document ids, offsets and labels only. How to label is in
`training/labels/EVENTS.md`. The sentences that we wrote ourselves (`own_*.jsonl`) are our own and hold their text.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from training.statements.corpus import SHARED
from training.statements.labels import LABELS, texts

__all__ = ["labelled", "lines_of", "places", "read_labels", "whole_texts", "write_labels"]

Row = dict[str, Any]
#: The corpus of the sentences of quad class 0 that were read again.
QUADS = "conflibert_quad_train"
FIELDS = ("type", "mode", "cameo", "actor_codes", "recipient_codes", "reality")


def lines_of(path: Path) -> list[str]:
    """Return the lines of a file, without empty ones."""
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def places(text: str, phrases: Sequence[str]) -> list[list[int]]:
    """Return where phrases stand in a text whose white space may differ; "words#2" is their second place.

    Raises:
        ValueError: A phrase is not there.
    """
    found = []
    for phrase in phrases:
        words, _, number = phrase.partition("#")
        pattern = r"\s+".join(re.escape(word) for word in words.split())
        matches = list(re.finditer(pattern, text))
        # a whole word is meant rather than a part of one, if there is one
        whole = [m for m in matches if not re.match(r"\w", text[m.end() : m.end() + 1])
                 and not re.match(r"\w", text[max(0, m.start() - 1) : m.start()])] or matches  # fmt: skip
        at = int(number or 1) - 1
        if at >= len(whole):
            raise ValueError(f"{phrase!r} is not in {text!r}")
        found.append([whole[at].start(), whole[at].end()])
    return found


def located(text: str, events: Sequence[dict[str, Any]], shift: int = 0) -> list[dict[str, Any]]:
    """Return events with offsets in place of words, `shift` characters further on."""
    found = []
    for event in events:
        parts = {
            "trigger": places(text, [event["trigger"]]),
            "actors": places(text, event["actors"]),
            "recipients": places(text, event["recipients"]),
        }
        moved = {name: [[start + shift, end + shift] for start, end in ranges] for name, ranges in parts.items()}
        found.append(moved | {name: event[name] for name in FIELDS})
    return found


def read_labels(kind: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of `events_KIND_*.jsonl`."""
    for path in sorted(LABELS.glob(f"events_{kind}_*.jsonl")):
        yield from map(json.loads, lines_of(path))


def labelled(kind: str) -> Iterator[tuple[str, str, str, list[dict[str, Any]]]]:
    """Yield document, name, text and events of each labelled sentence; offsets are in the sentence."""
    rows = list(read_labels(kind))
    whole = whole_texts({(row["corpus"], row["document"]) for row in rows})
    for row in rows:
        text = whole[row["corpus"], row["document"]]
        low, high = row["sentence"] or (0, len(text))
        events = [
            one | {role: [[a - low, b - low] for a, b in one[role]] for role in ("trigger", "actors", "recipients")}
            for one in row["events"]
        ]
        yield row["document"], f"{row['document']}-{low}", text[low:high], events


def whole_texts(wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return the texts of some documents, by corpus and document id."""
    return {key: text for corpus in sorted({c for c, _ in wanted}) for key, text in _texts(corpus) if key in wanted}


def _texts(corpus: str) -> Iterator[tuple[tuple[str, str], str]]:
    if corpus == QUADS:
        for line in lines_of(SHARED / "data" / "events" / f"{QUADS}.jsonl"):
            row = json.loads(line)
            yield (corpus, row["id"]), row["text"]
        return
    for name, text in texts(corpus):
        yield (corpus, name), text


def write_labels(description: str | None, label: Callable[[Row, Row], tuple[Row, Row]]) -> None:
    """Write the labels of a worksheet with offsets, as the arguments of the call want it.

    Args:
        description: What the command says of itself.
        label: From a row of the worksheet and the answer to it to where the labels stand, and the labels.
    """
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("worksheet", type=Path)
    parser.add_argument("answers", type=Path, nargs="+")
    parser.add_argument("--annotator", required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    rows = {row["item"]: row for row in map(json.loads, lines_of(options.worksheet))}
    with options.out.open("w", encoding="utf-8") as out:
        for path in options.answers:
            for answer in map(json.loads, lines_of(path)):
                where, labels = label(rows[answer["item"]], answer)
                out.write(json.dumps(where | {"annotator": options.annotator} | labels) + "\n")


def sentence_label(row: Row, answer: Row) -> tuple[Row, Row]:
    """Return which sentence a row of the worksheet is, and its events."""
    low, high = row["sentence"] or (0, len(row["text"]))
    where = {"corpus": row["corpus"], "document": row["document"], "sentence": [low, high]}
    return where, {"events": located(row["text"], answer["events"], low)}


def main() -> None:
    """Write labels with offsets."""
    write_labels(__doc__, sentence_label)


if __name__ == "__main__":
    main()
