"""Splits a phrase that names several actors: "X, Y and members of his team"."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from dragoman.analysis.phrases import NOUN, Tagged
from dragoman.resolution.names import NameMention

__all__ = ["Range", "leans_on", "split"]

Range = tuple[int, int]
#: Words for a state that may stand before a noun: "British", "U.S.".
ATTRIBUTES = frozenset({"adjective", "abbreviation"})


def split(text: Tagged, names: Sequence[NameMention], phrase: Range) -> list[Range]:
    """Return the parts of a phrase, split at "and" and the commas; "Trinidad and Tobago" stays whole.

    Args:
        text: The document.
        names: Its known names, in order.
        phrase: Half-open token range.
    """
    first, last = phrase
    joined = [at for at in range(first + 1, last - 1) if text.word(at) in {"and", "&"}]
    for at in joined:
        start, end = text.offsets(at, at + 1)
        if _is_within_name(names, start, end):
            continue
        left = at - 1 if text.word(at - 1) == "," else at
        if leans_on(text, names, (first, left), (at + 1, last)):
            return [*_attributes(text, (first, left)), *split(text, names, (at + 1, last))]
        if _stands_alone(text, first, left) and _stands_alone(text, at + 1, last):
            return [*_listed(text, names, (first, left)), *split(text, names, (at + 1, last))]
    return [phrase]


def leans_on(text: Tagged, names: Sequence[NameMention], left: Range, right: Range) -> bool:
    """Tell whether a part is only the words for states before the head of the next: "Indian and Chinese troops".

    Args:
        text: The document.
        names: Its known names, in order.
        left: The part, without the comma or "and" behind it.
        right: What follows.
    """
    first, last = left
    while first < last:
        if text.word(first) not in {"the", ",", "both"}:
            name = _name_at(names, first)
            if name is None or name.last > last or name.entries[0].kind not in ATTRIBUTES:
                return False
            first = name.last - 1
        first += 1
    name = _name_at(names, right[0])
    return (
        name is not None
        and name.entries[0].kind in ATTRIBUTES
        and name.last < right[1]
        and text.tags[name.last] in NOUN | {"JJ"}
        and text.tags[right[1] - 1] in {"NNS", "NNPS", "NN"}
    )


def _attributes(text: Tagged, phrase: Range) -> list[Range]:
    """Split words for states at their commas: "French, German and Italian leaders"."""
    first, last = phrase
    comma = next((at for at in range(first, last) if text.word(at) == ","), None)
    return [phrase] if comma is None else [(first, comma), *_attributes(text, (comma + 1, last))]


def _name_at(names: Sequence[NameMention], token: int) -> NameMention | None:
    at = bisect.bisect_left(names, token, key=lambda name: name.first)
    return names[at] if at < len(names) and names[at].first == token else None


def _is_within_name(names: Sequence[NameMention], start: int, end: int) -> bool:
    """Tell whether characters lie inside a known name, which does not end or begin with them."""
    at = bisect.bisect_left(names, start, key=lambda name: name.start) - 1
    return at >= 0 and names[at].start < start and names[at].end > end


def _listed(text: Tagged, names: Sequence[NameMention], phrase: Range) -> list[Range]:
    """Split names at commas: "France, Germany"; a comma before a description ("X, the minister") splits nothing."""
    first, last = phrase
    states = _states_behind(text, names, phrase)
    if states:  # "the foreign ministers of Australia, Canada"
        return [(first, states[0][0] - 1), *states]
    if not all(text.tags[at] in NOUN | {"CC", "DT", ","} for at in range(first, last)):
        return [phrase]
    for at in range(first + 1, last - 1):
        if text.word(at) == "," and text.tags[at + 1] != "DT":
            return [(first, at), *_listed(text, names, (at + 1, last))]
    return [phrase]


def _states_behind(text: Tagged, names: Sequence[NameMention], phrase: Range) -> list[Range]:
    """Return the states that stand behind commas and end a phrase; nothing if something else stands there."""
    first, last = phrase
    found: list[Range] = []
    commas = [at for at in range(first + 1, last) if text.word(at) == ","]
    for start, end in zip(commas, [*commas[1:], last][: len(commas)], strict=True):
        begin = start + 2 if text.word(start + 1) == "the" else start + 1
        name = _name_at(names, begin)
        if name is None or name.last != end or name.entries[0].kind not in {"name", "abbreviation"}:
            return []
        found.append((start + 1, end))
    return found


def _stands_alone(text: Tagged, first: int, last: int) -> bool:
    """Tell whether a part can name an actor by itself: it has a noun, and does not lean on the other part."""
    if last <= first or text.word(last - 1) in {",", "of", "for"}:
        last -= 1
    tags = text.tags[first:last]
    return any(tag in NOUN or tag == "PRP" for tag in tags) and tags[-1] in NOUN | {"PRP"}
