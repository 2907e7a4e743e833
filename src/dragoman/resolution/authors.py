"""Who signs a report: the "I" and the "we" of a press release.

Releases name their author in a line of its own above the text ("Antony J. Blinken, Secretary of State"). Only such a
line, with a name that is known for its office, makes an author; a publisher never does.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.analysis.phrases import FINITE, Tagged
from dragoman.resolution.actors import ActorResolver, NameMention
from dragoman.resolution.referents import Actor

__all__ = ["find_author"]

#: A byline is no longer than this, in tokens.
LONGEST_BYLINE = 16


def find_author(text: Tagged, resolver: ActorResolver, names: Sequence[NameMention]) -> Actor | None:
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
