"""Positions and commitments on hand-labelled passages: `python benchmarks/positions.py`.

Each passage is read in its document, up to its end. A position is found if its country or body and its stance are those
of the label, and its proposal shares words with it; a commitment if a promiser and words of the action are
(`training.positions.matching`). Training leaves fold 0 of the documents aside; this measures on that fold.
"""

from __future__ import annotations

import collections
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from common import ROOT, percent, report, shared

sys.path.insert(0, str(ROOT))

from dragoman.document import Document
from dragoman.pipeline import Pipeline
from dragoman.record.items import Commitment, Item, Position
from training.events.corpus import fold_of_document
from training.events.labels import whole_texts
from training.positions.labels import Labelled, read_labels
from training.positions.matching import same_commitment, same_place, same_position
from training.statements.agreement import matched
from training.statements.labels import About, about

FOLD = 0
One = dict[str, Any]


def passages() -> Iterator[tuple[Labelled, list[Item]]]:
    """Yield each labelled passage of the fold with the items that are found in it."""
    rows = [row for row in read_labels("positions") if fold_of_document(row["document"]) == FOLD]
    texts = whole_texts({(row["corpus"], row["document"]) for row in rows})
    heads = {name: head for corpus in {corpus for corpus, _ in texts} for name, head in about(corpus)}
    pipeline = Pipeline()
    for row in rows:
        low, high = row["passage"]
        known = heads.get(row["document"], About())
        text = texts[row["corpus"], row["document"]][:high]
        document = Document(id=row["document"], text=text, origin="", **known._asdict())
        yield row, [item for item in pipeline.read(document) if start_of(item) >= low]


def start_of(item: Item) -> int:
    """Return where the proposal of a position or the action of a commitment begins; -1 for other items."""
    if isinstance(item, Position):
        return item.towards[0].start
    return item.action[0].start if isinstance(item, Commitment) else -1


def as_labels(items: Sequence[Item]) -> dict[str, list[One]]:
    """Return positions and commitments as an annotator writes them."""
    return {
        "positions": [
            {"code": item.actor.code, "stance": item.stance, "towards": [[s.start, s.end] for s in item.towards]}
            for item in items
            if isinstance(item, Position)
        ],
        "commitments": [
            {"codes": [actor.code for actor in item.promisers], "action": [[s.start, s.end] for s in item.action]}
            for item in items
            if isinstance(item, Commitment)
        ],
    }


def main() -> None:
    """Score and report."""
    shared("data/text/statedept_press_releases.jsonl.gz")
    measures = (
        ("positions", "actor, stance and words", same_position),
        ("positions", "words alone", lambda left, right: same_place(left["towards"], right["towards"])),
        ("commitments", "actor and words", same_commitment),
        ("commitments", "words alone", lambda left, right: same_place(left["action"], right["action"])),
    )
    counts = {(kind, name): collections.Counter[str]() for kind, name, _ in measures}
    for row, items in passages():
        found = as_labels(items)
        for kind, name, same in measures:
            both = len(list(matched(row[kind], found[kind], same)))
            counts[kind, name].update(both=both, found=len(found[kind]), wanted=len(row[kind]))
    table = []
    for (kind, name), count in counts.items():
        precision, recall = count["both"] / max(1, count["found"]), count["both"] / max(1, count["wanted"])
        f1 = 2 * count["both"] / max(1, count["found"] + count["wanted"])
        table.append((f"{kind}: {name}", count["wanted"], percent(precision), percent(recall), percent(f1)))
    note = (
        "Hand-labelled passages of fold 0 of five by document, which training left aside. Two annotators agree at F1 "
        ".737 on positions and .909 on commitments (`python -m training.positions.matching`)."
    )
    report("positions and commitments", ("measure", "labelled", "P", "R", "F1"), table, note)


if __name__ == "__main__":
    main()
