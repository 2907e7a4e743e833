"""PolNeAR as the reader is taught it: articles, statements within statements made from them, windows with labels.

PolNeAR (Newell, Margolin and Ruths 2018) annotates no statement within another. So that the reader learns them, some
sentences are put into the mouth of another source, in the words of an attribution taken from elsewhere in the training
part: "The talks failed, he said." becomes "Mr. Rubio warned that the talks failed, he said.", and the attributions of
the sentence become inner ones.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.analysis.attribution.labels import LAYERS, OUTER_LAYERS, encode
from dragoman.analysis.encoder.pieces import PieceTable, WordPieces
from dragoman.analysis.encoder.windows import WINDOW_PIECES, Window, windows
from dragoman.analysis.quotations import find_quotations
from dragoman.analysis.segmentation import Segmentation, Segmenter
from dragoman.document import Document

__all__ = [
    "ROOT",
    "SEED",
    "SHARED",
    "Article",
    "Attribution",
    "Example",
    "Framing",
    "examples",
    "framings",
    "read_articles",
    "split",
    "with_framings",
]

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("DRAGOMAN_SHARED") or ROOT.parent / "shared")
SEED = 20261124
#: Articles of the training part that are kept aside, to choose thresholds on.
HELD_OUT = 60
Ranges = list[tuple[int, int]]
#: One sentence in so many is put into another source's mouth.
FRAMED_SHARE = 0.12
#: A framed sentence has at most this many characters.
LONGEST_FRAMED = 320
#: First words of a sentence that are written small inside another one.
SMALL_WORDS = frozenset({
    "The", "A", "An", "In", "On", "At", "It", "He", "She", "They", "We", "This", "That", "These", "Those", "But", "And",
    "As", "If", "For", "While", "When", "There", "Our", "His", "Her", "Their", "Its", "Some", "Many", "Most", "All",
    "According", "After", "Before", "One", "Two", "Both", "Other", "Others", "Last", "By", "With", "From", "So",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution: half-open character ranges."""

    source: Ranges
    cue: Ranges
    content: Ranges
    #: 0 for a statement of the report, 1 for one within a statement.
    depth: int = 0

    def parts(self) -> Ranges:
        """Return all ranges."""
        return [*self.source, *self.cue, *self.content]

    def moved(self, by: int, depth: int | None = None) -> Attribution:
        """Return it `by` characters further on."""
        move = [[(start + by, end + by) for start, end in part] for part in (self.source, self.cue, self.content)]
        return Attribution(move[0], move[1], move[2], self.depth if depth is None else depth)


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its attributions."""

    name: str
    text: str
    attributions: list[Attribution]
    #: Character ranges in which inner statements are annotated.
    known_inside: Ranges = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Framing:
    """The words around a content: offsets of source and cue are relative to `before` or, behind it, to `after`."""

    before: str
    after: str
    source: Ranges
    cue: Ranges
    quoted: bool


def read_articles(path: Path, limit: int | None = None) -> list[Article]:
    """Read a file of PolNeAR in JSON Lines."""
    articles: list[Article] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if limit is not None and len(articles) == limit:
                break
            row = json.loads(line)
            found = [
                Attribution(_pairs(one["source"]), _pairs(one["cue"]), _pairs(one["content"]))
                for one in row["attributions"]
            ]
            articles.append(Article(row["doc"], row["text"], found))
    return articles


def _pairs(parts: Iterable[Sequence[int]]) -> Ranges:
    return [(start, end) for start, end in parts]


def split(articles: list[Article]) -> tuple[list[Article], list[Article]]:
    """Return the articles to train on, and those kept aside."""
    order = list(articles)
    random.Random(SEED).shuffle(order)
    return order[HELD_OUT:], order[:HELD_OUT]


def framings(articles: Iterable[Article]) -> list[Framing]:
    """Return the ways in which the articles put a whole clause into somebody's mouth."""
    found: list[Framing] = []
    for article in articles:
        for one in article.attributions:
            framing = _framing(article.text, one)
            if framing is not None:
                found.append(framing)
    return found


def _framing(text: str, one: Attribution) -> Framing | None:
    if len(one.source) != 1 or len(one.cue) != 1 or len(one.content) != 1:
        return None
    (start, end), source, cue = one.content[0], one.source[0], one.cue[0]
    low, high = min(source[0], cue[0]), max(source[1], cue[1])
    content = text[start:end]
    if high <= start:
        before = text[low:start]
        if len(before) > 120 or "\n" in before or not content.startswith("that "):
            return None
        moved = [(source[0] - low, source[1] - low)], [(cue[0] - low, cue[1] - low)]
        return Framing(before, "", *moved, quoted=False)
    if end <= low:
        after = text[end:high]
        quoted = content.endswith(("”", '"'))
        if len(after) > 120 or "\n" in after or not (quoted or after.startswith(",")):
            return None
        if len(content) < 40:
            return None
        moved = [(source[0] - end, source[1] - end)], [(cue[0] - end, cue[1] - end)]
        return Framing("", after, *moved, quoted=quoted)
    return None


def with_framings(article: Article, segmenter: Segmenter, pool: Sequence[Framing], rng: random.Random) -> Article:
    """Return the article with some sentences put into another source's mouth; one with inner statements stays."""
    if article.known_inside:
        return article
    segmentation = segmenter(Document(id=article.name, text=article.text, origin=article.name))
    pieces: list[str] = []
    moved: list[Attribution] = []
    known: Ranges = []
    done, shift = 0, 0
    rest = sorted(article.attributions, key=lambda one: min(one.parts()))
    for sentence in segmentation.sentences:
        start, end = sentence.start, sentence.end
        if rng.random() >= FRAMED_SHARE or not 40 <= end - start <= LONGEST_FRAMED:
            continue
        touching = [one for one in rest if any(low < end and start < high for low, high in one.parts())]
        if any(not (start <= low and high <= end) for one in touching for low, high in one.parts()):
            continue
        if not touching and rng.random() < 0.7:
            continue
        framing = rng.choice(pool)
        sentence_text = article.text[start:end]
        if not sentence_text.endswith(".") or (framing.quoted and any(mark in sentence_text for mark in '"“”')):
            continue
        framed = _framed(sentence_text, framing)
        if framed is None:
            continue
        new_text, outer, inner_start = framed
        rest = [one for one in rest if one not in touching]
        earlier = [one for one in rest if max(high for _, high in one.parts()) <= start]
        rest = [one for one in rest if one not in earlier]
        moved.extend(one.moved(shift) for one in earlier)
        pieces.extend([article.text[done:start], new_text])
        at = start + shift
        moved.append(outer.moved(at))
        known.append((outer.content[0][0] + at, outer.content[0][1] + at))
        moved.extend(one.moved(at + inner_start - start, depth=1) for one in touching)
        done, shift = end, shift + len(new_text) - (end - start)
    pieces.append(article.text[done:])
    moved.extend(one.moved(shift) for one in rest if min(low for low, _ in one.parts()) >= done)
    return Article(article.name, "".join(pieces), moved, known)


def _framed(sentence: str, framing: Framing) -> tuple[str, Attribution, int] | None:
    """Return the new sentence, its outer attribution, and where the old sentence begins in it."""
    body = sentence[:-1]
    first_word = body.split(" ", 1)[0]
    if framing.before:
        if first_word in SMALL_WORDS:
            body = body[0].lower() + body[1:]
        before = framing.before[0].upper() + framing.before[1:]
        text = f"{before}that {body}."
        content = [(len(before), len(text) - 1)]
        return text, Attribution(framing.source, framing.cue, content), len(before) + len("that ")
    if framing.quoted:
        quote = f"“{body},”"
        text = quote + framing.after.lstrip('”",') + "."
        lost = len(framing.after) - len(framing.after.lstrip('”",'))
        by, inner = len(quote) - lost, 1
    else:
        quote = body
        text = quote + framing.after + "."
        by, inner = len(quote), 0
    move = [[(start + by, end + by) for start, end in part] for part in (framing.source, framing.cue)]
    return text, Attribution(move[0], move[1], [(0, len(quote))]), inner


@dataclass(frozen=True, slots=True)
class Example:
    """A window as the model is taught it; all lists are as long as its words or its pieces."""

    #: Word pieces, with the first and last mark.
    ids: list[int]
    cases: list[int]
    spaces: list[int]
    quotes: list[int]
    #: Position of the first piece of each word.
    words: list[int]
    #: One list of tags for each layer.
    tags: list[list[int]]
    #: For each word, whether the inner layers are annotated there.
    inner_known: list[bool]
    #: Word ranges of each cue, with those of its source and its content.
    links: list[tuple[tuple[int, int], Ranges, Ranges]]


def examples(
    articles: Iterable[Article], segmenter: Segmenter, word_pieces: WordPieces, rng: random.Random
) -> Iterator[Example]:
    """Yield the windows of the articles, cut at boundaries that differ each time."""
    for article in articles:
        segmentation = segmenter(Document(id=article.name, text=article.text, origin=article.name))
        if not segmentation.tokens:
            continue
        table = word_pieces(segmentation, find_quotations(segmentation))
        limit = rng.randint(WINDOW_PIECES // 2, WINDOW_PIECES)
        places = token_places(segmentation, article)
        for window in windows(segmentation, table, first_limit=limit, overlap=0):
            yield example(window, table, word_pieces, places, _known(segmentation, article))


@dataclass(frozen=True, slots=True)
class Place:
    """An attribution in half-open token ranges."""

    source: Ranges
    cue: Ranges
    content: Ranges
    depth: int


def token_places(segmentation: Segmentation, article: Article) -> list[Place]:
    """Return the attributions in token ranges; a token belongs to a range of which it has a character."""
    token_at: dict[int, int] = {}
    for index, token in enumerate(segmentation.tokens):
        for character in range(token.start, token.end):
            token_at[character] = index

    def ranges(parts: Ranges) -> Ranges:
        found = []
        for start, end in parts:
            covered = [token_at[character] for character in range(start, end) if character in token_at]
            if covered:
                found.append((covered[0], covered[-1] + 1))
        return found

    places = [Place(ranges(a.source), ranges(a.cue), ranges(a.content), a.depth) for a in article.attributions]
    return [place for place in places if place.cue and place.content]


def _known(segmentation: Segmentation, article: Article) -> list[bool]:
    """Tell for each token whether the inner layers are annotated: outside all contents, and in framed sentences."""
    contents = [part for one in article.attributions if one.depth == 0 for part in one.content]
    unknown = bytearray(len(article.text) + 1)
    for start, end in contents:
        unknown[start:end] = b"\1" * (end - start)
    for start, end in article.known_inside:
        unknown[start:end] = b"\0" * (end - start)
    return [not unknown[token.start] for token in segmentation.tokens]


def example(
    window: Window, table: PieceTable, word_pieces: WordPieces, places: Sequence[Place], known: Sequence[bool]
) -> Example:
    """Return one window with its labels; what lies outside it is left out."""
    first, last = window.first, window.last
    low = table.offsets[first]
    offsets = [table.offsets[at] - low + 1 for at in range(first, last)]
    counts = [table.count(at, at + 1) for at in range(first, last)]

    def spread(values: bytes) -> list[int]:
        return [0, *(value for value, count in zip(values[first:last], counts, strict=True) for _ in range(count)), 0]

    def inside(ranges: Ranges) -> Ranges:
        return [(max(a, first) - first, min(b, last) - first) for a, b in ranges if a < last and first < b]

    tags = []
    for number in range(len(LAYERS)):
        role = OUTER_LAYERS[number % len(OUTER_LAYERS)]
        depth = number // len(OUTER_LAYERS)
        spans = [part for place in places if place.depth == depth for part in inside(getattr(place, role))]
        tags.append(encode(last - first, spans))
    links = [(inside(p.cue)[0], inside(p.source), inside(p.content)) for p in places if inside(p.cue)]
    return Example(
        [word_pieces.first, *table.ids[low : table.offsets[last]], word_pieces.last],
        spread(table.cases),
        spread(table.spaces),
        spread(table.quotes),
        offsets,
        tags,
        list(known[first:last]),
        links,
    )
