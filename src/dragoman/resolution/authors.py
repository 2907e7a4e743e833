"""Whose "I" and "we" it is: the author of a press release, or the speaker whose turn it is in a transcript.

Releases name their author in a line of its own above the text ("Antony J. Blinken, Secretary of State"). Only such a
line, with a name that is known for its office, makes an author; a publisher never does. In a transcript the label of
the turn tells; where it is no more than "A", for an answer, the one official whom the title names ("Foreign Ministry
Spokesperson Geng Shuang's Regular Press Conference") gives it.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dragoman.analysis.phrases import FINITE, Tagged
from dragoman.analysis.segmentation import Segmenter
from dragoman.analysis.turns import Turn
from dragoman.document import Document
from dragoman.resolution.actors import ActorResolver, NameMention
from dragoman.resolution.referents import Actor

__all__ = ["ANSWERS", "Authors", "find_authors"]

Authors = list[tuple[int, Actor | None]]
"""From which token on whose words they are, in text order; `None` where nobody is known."""

#: Labels of those who answer.
ANSWERS = frozenset({"a", "answer"})
#: A byline is no longer than this, in tokens.
LONGEST_BYLINE = 16


def find_authors(text: Tagged, turns: Sequence[Turn], resolver: ActorResolver, names: Sequence[NameMention]) -> Authors:
    """Return whose words the parts of a document are."""
    if not turns:
        return [(0, _byline(text, resolver, names))]
    labels = [text.segmentation.document.text[turn.label_start : turn.label_end].strip().lower() for turn in turns]
    answerer = _answerer(text.segmentation.document, resolver) if ANSWERS & set(labels) else None
    authors: Authors = [(0, None)]
    for turn, label in zip(turns, labels, strict=True):
        if label in ANSWERS:
            authors.append((turn.first, answerer))
        else:
            authors.append((turn.first, None if turn.is_anonymous else _named(text, turn, resolver, names)))
    return authors


def _answerer(document: Document, resolver: ActorResolver) -> Actor | None:
    """Return the one official whom the title of a transcript names, without a place in its text; `None` if nobody."""
    if not document.title:
        return None
    title = Segmenter()(Document(id="", text=document.title, origin="", date=document.date))
    names = resolver.names(title)
    persons = [name for name in names if name.entries[0].kind == "person"]
    found = [resolver.resolve(title, name.start, name.end, names, document.date)[0] for name in persons]
    officials = {one.name: one for one in found if one.type == "person" and one.name and one.sector == "GOV"}
    if len(officials) != 1:
        return None
    (official,) = officials.values()
    return msgspec.structs.replace(official, text="", start=0, end=0)


def _named(text: Tagged, turn: Turn, resolver: ActorResolver, names: Sequence[NameMention]) -> Actor | None:
    segmentation = text.segmentation
    actor, _ = resolver.resolve(segmentation, turn.label_start, turn.label_end, names, segmentation.document.date)
    if actor.type != "person" or actor.name is None:
        return None
    # "FOREIGN MINISTER BIN MUBARAK" is no president of long ago: a family name alone is not enough
    document = segmentation.document
    in_office = document.date is not None and resolver.holds_office(actor.name, document.date)
    return actor if in_office or actor.name in document.text else None


def _byline(text: Tagged, resolver: ActorResolver, names: Sequence[NameMention]) -> Actor | None:
    """Return the person whom the first line names as the author, or `None`."""
    sentences = text.segmentation.sentences
    if len(sentences) < 2 or sentences[0].paragraph == sentences[1].paragraph:
        return None
    first, last = sentences[0].first, sentences[0].last
    if last - first > LONGEST_BYLINE or text.word(last - 1) in {".", "!", "?", ":"}:
        return None
    if any(text.tags[at] in FINITE for at in range(first, last)):
        return None
    start, end = text.offsets(first, last)
    actor, _ = resolver.resolve(text.segmentation, start, end, names, text.segmentation.document.date)
    return actor if actor.type == "person" and actor.name is not None and actor.country is not None else None
