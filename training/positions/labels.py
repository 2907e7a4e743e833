"""Hand labels of positions, commitments and claims about relations: from what annotators wrote to stand-off labels.

    python -m training.positions.labels WORKSHEET ANSWERS... --annotator NAME --out training/labels/positions_N.jsonl

A worksheet holds text and is never committed; labels hold document ids, offsets and labels only. How to label is in
`training/labels/POSITIONS.md`.
"""

from __future__ import annotations

import json
from typing import Any

from training.events.labels import lines_of, places, write_labels
from training.statements.labels import LABELS

__all__ = ["Labelled", "read_labels"]

Labelled = dict[str, Any]


def located(text: str, answer: dict[str, Any], shift: int) -> dict[str, list[dict[str, Any]]]:
    """Return the labels of a passage with offsets in place of words, `shift` characters further on.

    Raises:
        ValueError: A phrase is not there.
    """

    def ranges(phrases: list[str | None]) -> list[list[int]]:
        found = places(text, [phrase for phrase in phrases if phrase])
        return [[start + shift, end + shift] for start, end in found]

    return {
        "positions": [
            {"actor": ranges([one["actor"]]), "code": one["code"], "towards": ranges([one["towards"]]),
             "stance": one["stance"]}
            for one in answer["positions"]
        ],
        "commitments": [
            {"promisers": ranges(one["promisers"]), "codes": one["codes"], "promisees": ranges(one["promisees"]),
             "action": ranges([one["action"]]), "due": ranges([one["due"]]),
             "condition": ranges([one["condition"]]), "plan": one["plan"]}
            for one in answer["commitments"]
        ],
        "relations": [
            {"pair": sorted(one["pair"]), "claim": one["claim"], "words": ranges([one["words"]])}
            for one in answer["relations"]
        ],
    }  # fmt: skip


def read_labels(kind: str) -> list[Labelled]:
    """Return the rows of `KIND_*.jsonl`: `positions` are first labels, `positions_second` those of a second reader."""
    second = kind.endswith("_second")
    paths = sorted(LABELS.glob(f"{kind}_*.jsonl"))
    return [json.loads(line) for path in paths if second or "second" not in path.stem for line in lines_of(path)]


def passage_label(row: Labelled, answer: Labelled) -> tuple[Labelled, Labelled]:
    """Return which passage a row of the worksheet is, and its labels."""
    where = {"corpus": row["corpus"], "document": row["document"], "passage": row["passage"]}
    return where, located(row["text"], answer, row["passage"][0])


def main() -> None:
    """Write labels with offsets."""
    write_labels(__doc__, passage_label)


if __name__ == "__main__":
    main()
