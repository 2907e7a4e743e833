"""Packs sentences of the event sets, and of GUM, into windows as the reader meets them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.analysis.encoder.pieces import WordPieces
from dragoman.analysis.encoder.windows import WINDOW_PIECES, windows
from dragoman.analysis.quotations import find_quotations
from dragoman.analysis.segmentation import Segmentation, Segmenter
from dragoman.document import Document
from training.events.corpus import EventSentence
from training.gum import GumDocument
from training.statements.corpus import Example, example
from training.tagger import merged

__all__ = ["Packed", "SentenceWords", "pack", "packed", "plain_windows", "tagged_windows"]

Ranges = list[tuple[int, int]]
#: Pieces of a window are about this many a character; a packed window stays below its limit.
CHARACTERS = 850
#: Words of GUM that one token may cover.
MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """Half-open word ranges of a sentence in its window; those of its events count from its first word."""

    first: int
    last: int
    triggers: list[Ranges]
    actors: list[Ranges]
    recipients: list[Ranges]


@dataclass(frozen=True, slots=True)
class Packed:
    """A window of some sentences."""

    example: Example
    sentences: list[EventSentence]
    words: list[SentenceWords]


def pack(
    sentences: Sequence[EventSentence], segmenter: Segmenter, word_pieces: WordPieces, rng: random.Random
) -> Iterator[Packed]:
    """Yield windows of one to several sentences, in random order and company."""
    order = list(sentences)
    rng.shuffle(order)
    group: list[EventSentence] = []
    limit = rng.randint(100, CHARACTERS)
    for sentence in order:
        if group and sum(len(one.text) for one in group) + len(sentence.text) > limit:
            yield packed(group, segmenter, word_pieces, rng)
            group, limit = [], rng.randint(100, CHARACTERS)
        group.append(sentence)
    if group:
        yield packed(group, segmenter, word_pieces, rng)


def packed(
    group: list[EventSentence], segmenter: Segmenter, word_pieces: WordPieces, rng: random.Random | None = None
) -> Packed:
    """Return some sentences as one window."""
    text, starts = "", []
    for sentence in group:
        text += (rng or random.Random(0)).choice((" ", "\n\n")) if text else ""
        starts.append(len(text))
        text += sentence.text
    segmentation, row = _window(text, segmenter, word_pieces)
    count = len(row.words)
    words = [_words(segmentation, start, sentence, count) for start, sentence in zip(starts, group, strict=True)]
    kept = [at for at, one in enumerate(words) if one.last > one.first]
    return Packed(row, [group[at] for at in kept], [words[at] for at in kept])


def _window(text: str, segmenter: Segmenter, word_pieces: WordPieces) -> tuple[Segmentation, Example]:
    segmentation = segmenter(Document(id="", text=text, origin=""))
    table = word_pieces(segmentation, find_quotations(segmentation))
    first = next(windows(segmentation, table, first_limit=WINDOW_PIECES, overlap=0))
    return segmentation, example(first, table, word_pieces, [], [False] * len(segmentation.tokens))


def _words(segmentation: Segmentation, start: int, sentence: EventSentence, count: int) -> SentenceWords:
    def ranges(places: Ranges, low: int) -> Ranges:
        found = []
        for a, b in places:
            inside = [
                at for at, token in enumerate(segmentation.tokens[:count])
                if token.start < start + b and start + a < token.end
            ]  # fmt: skip
            if inside:
                found.append((inside[0] - low, inside[-1] + 1 - low))
        return found

    first, last = next(iter(ranges([(0, len(sentence.text))], 0)), (0, 0))
    events = sentence.events
    return SentenceWords(
        first,
        last,
        [ranges(event.trigger, first) for event in events],
        [ranges(event.actors, first) for event in events],
        [ranges(event.recipients, first) for event in events],
    )


def plain_windows(
    texts: Iterable[str], segmenter: Segmenter, word_pieces: WordPieces, rng: random.Random
) -> Iterator[Example]:
    """Yield one window of each text, at random, with no labels."""
    for text in texts:
        segmentation = segmenter(Document(id="", text=text, origin=""))
        table = word_pieces(segmentation, find_quotations(segmentation))
        found = list(windows(segmentation, table, overlap=0))
        if found:
            yield example(rng.choice(found), table, word_pieces, [], [False] * len(segmentation.tokens))


def tagged_windows(
    documents: Iterable[GumDocument], tags: Sequence[str], segmenter: Segmenter, word_pieces: WordPieces
) -> Iterator[tuple[Example, list[int]]]:
    """Yield windows of GUM with the number of each word's part of speech, -1 where it has none of `tags`."""
    for document in documents:
        segmentation = segmenter(Document(id=document.name, text=document.text, origin=document.name))
        table = word_pieces(segmentation, find_quotations(segmentation))
        numbers = [tags.index(tag) if tag in tags else -1 for tag in part_of_speech(segmentation, document)]
        for window in windows(segmentation, table, overlap=0):
            row = example(window, table, word_pieces, [], [False] * len(segmentation.tokens))
            yield row, numbers[window.first : window.last]


def part_of_speech(segmentation: Segmentation, document: GumDocument) -> Iterator[str]:
    """Yield the part of speech of each of our tokens; one that covers several of theirs ("don't") has the verb's."""
    at = 0
    for token in segmentation.tokens:
        while at < len(document.words) and document.words[at][1] <= token.start:
            at += 1
        inside = [tag for start, _, tag in document.words[at : at + MOST_WORDS] if start < token.end]
        yield merged(inside) if inside else ""
