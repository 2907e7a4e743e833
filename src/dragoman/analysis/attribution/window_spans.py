"""From what the model sees in a window to attributions: spans by the best tags, joined by the best links."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.analysis.attribution.attributions import Range
from dragoman.analysis.attribution.chains import ScoredSpan, best_tags, layer_spans, with_rules
from dragoman.analysis.attribution.chances import softmax
from dragoman.analysis.attribution.confidence import Confidence
from dragoman.analysis.attribution.labels import LAYERS, OUTER_LAYERS, TAGS
from dragoman.analysis.attribution.links import CONTENT, SOURCE, Links

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dragoman.analysis.encoder.session import WindowReading

__all__ = ["LinkedSpans", "WindowDecoder", "pooled_states"]

#: A source whose words score lower than this, in log odds, is not the cue's.
LOWEST_SOURCE_LINK = -2.0
#: The same for a content, which always belongs to some cue.
LOWEST_CONTENT_LINK = -4.0
#: What a content counts for that is found by the links alone.
RESCUED_LINK = 0.0
#: The first words of a content tell most of its form: "that", "to", "whether".
FIRST_WORDS = 12
#: Below this chance nobody asks for the states.
LOWEST_CHANCE = 0.2


@dataclass(frozen=True, slots=True)
class LinkedSpans:
    """A cue with its source and content; half-open ranges of the document's tokens."""

    source: Range | None
    cue: Range
    content: tuple[Range, ...]
    #: Found by the inner layers: a statement within a statement.
    is_inner: bool
    #: What the chance is reckoned from: name to value.
    features: dict[str, float]
    #: The chance that all of it is right.
    chance: float
    #: Mean states of cue, source and content, end to end: what the heads for the act and the like read. `None` where
    #: the chance is so low that nobody asks.
    states: NDArray[Any] | None


class WindowDecoder:
    """Turns readings of windows into linked spans."""

    def __init__(self, links: Links, confidence: Confidence) -> None:
        self._links = links
        self._confidence = confidence
        self._transitions = with_rules(links.transitions)

    def __call__(self, readings: Sequence[WindowReading]) -> Iterator[list[LinkedSpans]]:
        """Yield the attributions of each of some windows, outer ones first."""
        if not readings:
            return
        emissions = [one.emissions.reshape(len(one.emissions), len(LAYERS), len(TAGS)) for one in readings]
        tags = best_tags(emissions, self._transitions)
        depth = len(OUTER_LAYERS)
        for reading, own, best in zip(readings, emissions, tags, strict=True):
            layers = layer_spans(best, softmax(own))
            yield [
                *self._linked(reading, layers[:depth], is_inner=False),
                *self._linked(reading, layers[depth:], is_inner=True),
            ]

    def _linked(
        self, reading: WindowReading, layers: Sequence[list[ScoredSpan]], *, is_inner: bool
    ) -> Iterator[LinkedSpans]:
        sources, cues, contents = layers
        if not cues:
            return
        import numpy as np

        scores = np.stack(
            [self._links.scores(reading.states, reading.word_side, (cue.first, cue.last)) for cue in cues], axis=1
        )
        owned: list[list[tuple[float, ScoredSpan]]] = [[] for _ in cues]
        for content, links in zip(contents, _links_of(contents, scores[CONTENT]), strict=True):
            link, best = max((link, number) for number, link in enumerate(links))
            if link > LOWEST_CONTENT_LINK:
                owned[best].append((link, content))
        source_links = _links_of(sources, scores[SOURCE])
        for at, (cue, own) in enumerate(zip(cues, owned, strict=True)):
            rescued = None if own else _likely_content(scores[CONTENT, at], cue)
            if rescued is not None:
                own.append((RESCUED_LINK, rescued))
            if not own:
                continue
            linked = [(links[at], number) for number, links in enumerate(source_links)]
            link, number = max(linked, default=(-9.0, -1))
            source = sources[number] if link > LOWEST_SOURCE_LINK else None
            yield self._joined(reading, source, link, cue, own, is_inner=is_inner, is_rescued=rescued is not None)

    def _joined(
        self,
        reading: WindowReading,
        source: ScoredSpan | None,
        source_link: float,
        cue: ScoredSpan,
        contents: Sequence[tuple[float, ScoredSpan]],
        *,
        is_inner: bool,
        is_rescued: bool,
    ) -> LinkedSpans:
        base = reading.window.first
        spans = [content for _, content in contents]
        words = sum(span.last - span.first for span in spans)
        features = {
            "cue": _odds(cue.inside),
            "cue edges": _odds(cue.edges),
            "source": _odds(source.inside) if source else 0.0,
            "source edges": _odds(source.edges) if source else 0.0,
            "source link": min(max(source_link, -6.0), 6.0),
            "no source": float(source is None),
            "content": min(_odds(span.inside) for span in spans),
            "content edges": min(_odds(span.edges) for span in spans),
            "content link": min(max(min(link for link, _ in contents), -6.0), 6.0),
            "content by links": float(is_rescued),
            "content parts": float(len(spans) - 1),
            "content length": math.log(words),
        }
        chance = self._confidence(features)
        return LinkedSpans(
            (base + source.first, base + source.last) if source else None,
            (base + cue.first, base + cue.last),
            tuple((base + span.first, base + span.last) for span in spans),
            is_inner,
            features,
            chance,
            None
            if chance < LOWEST_CHANCE
            else pooled_states(
                reading.states,
                (source.first, source.last) if source else None,
                (cue.first, cue.last),
                [(span.first, span.last) for span in spans],
            ),
        )


def pooled_states(states: NDArray[Any], source: Range | None, cue: Range, content: Sequence[Range]) -> NDArray[Any]:
    """Return the mean states of the cue, the source (or the cue again), the content's first words and the content.

    Args:
        states: Tokens by width.
        source: Half-open ranges of rows of `states`, as are the others.
        cue: The words that report.
        content: The words that are reported.
    """
    import numpy as np

    words = np.concatenate([states[first:last] for first, last in content])
    parts = [states[cue[0] : cue[1]], states[slice(*(source or cue))], words[:FIRST_WORDS], words]
    pooled: NDArray[Any] = np.concatenate([part.mean(axis=0) for part in parts])
    return pooled


def _links_of(spans: Sequence[ScoredSpan], scores: NDArray[Any]) -> list[list[float]]:
    """Return for each span how strongly it belongs to each cue: the mean of its words' scores, cues by tokens."""
    return [scores[:, span.first : span.last].mean(axis=1).tolist() for span in spans]


def _likely_content(scores: NDArray[Any], cue: ScoredSpan) -> ScoredSpan | None:
    """Return the stretch of words that the links alone hold to be the content of a cue without one."""
    best, total, first, found = 0.0, 0.0, 0, None
    for at, score in enumerate(scores.tolist()):
        value = -50.0 if cue.first <= at < cue.last else min(max(score, -6.0), 6.0)
        if total <= 0:
            total, first = 0.0, at
        total += value
        if total > best:
            best, found = total, (first, at + 1)
    return ScoredSpan(*found, 0.5, 0.5) if found is not None else None


def _odds(chance: float) -> float:
    """Return the log odds of a chance, held within bounds."""
    chance = min(max(chance, 0.002), 0.998)
    return math.log(chance / (1 - chance))
