"""Hand-labelled passages of releases, briefings and speeches as articles to train on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from training.statements.corpus import Article, Attribution
from training.statements.labels import POLNEAR, first_labels, texts

__all__ = ["labelled_articles"]

#: A statement that is this part of its passage is the frame of it: a speaker's turn, or "the below is attributable to".
FRAME_SHARE = 0.6


def labelled_articles(documents: Mapping[str, str] | None = None) -> list[Article]:
    """Return each labelled passage as an article; inner statements are annotated everywhere in it.

    Turns are left to the rules for transcripts: what is said in them counts as outer here, as the reader meets it.

    Args:
        documents: Document id to text; the shared texts if not given.
    """
    rows = [row for row in first_labels() if row["corpus"] != POLNEAR]
    whole = documents if documents is not None else _texts_of(rows)
    found = []
    for number, row in enumerate(rows):
        low, high = row["passage"]
        text = whole[row["document"]][low:high]
        frames = {at for at, one in enumerate(row["statements"]) if _is_frame(one, high - low)}
        attributions = [
            Attribution(
                _moved(one["source"], low),
                _moved(one["cue"], low),
                _moved(one["content"], low),
                _depth(row, at, frames),
            )
            for at, one in enumerate(row["statements"])
            if at not in frames
        ]
        found.append(Article(f"passage {number}", text, attributions, [(0, high - low)]))
    return found


def _texts_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    wanted = {(row["corpus"], row["document"]) for row in rows}
    return {name: text for corpus in {c for c, _ in wanted} for name, text in texts(corpus) if (corpus, name) in wanted}


def _is_frame(statement: Mapping[str, Any], length: int) -> bool:
    """Tell whether a statement is a turn or as long as its passage: not what the model is to find."""
    cue = statement["cue"]
    is_turn = not cue or (len(cue) == 1 and cue[0][1] - cue[0][0] == 1 and statement["manner"] == "direct")
    size = sum(end - start for start, end in statement["content"])
    return is_turn or size > FRAME_SHARE * length


def _depth(row: Mapping[str, Any], at: int, frames: set[int]) -> int:
    """Return how many statements that are no frames a statement is told within."""
    depth, parent, seen = 0, row["statements"][at]["inside"], {at}
    while parent is not None and parent not in seen:
        seen.add(parent)
        depth += parent not in frames
        parent = row["statements"][parent]["inside"]
    return depth


def _moved(parts: Iterable[tuple[int, int]], low: int) -> list[tuple[int, int]]:
    return [(start - low, end - low) for start, end in parts]
