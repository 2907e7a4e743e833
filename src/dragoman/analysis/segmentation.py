"""Paragraphs, sentences and tokens."""

from __future__ import annotations

import bisect
import re
import statistics
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman import knowledge
from dragoman.document import Document, Sentence, Token

__all__ = ["Segmentation", "Segmenter"]

#: A word with inner apostrophes, dots or hyphens kept whole where they belong to it ("U.S.", "long-term", "don't"),
#: a number with its separators, a doubled quotation mark, or any one other character.
TOKEN = re.compile(
    r"""
    (?:[^\W\d_]\.){2,}                     # U.S.  U.N.  p.m.
  | \d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s)?\b  # 1,234.5  12:30  5th  1990s
  | ['’](?:s|m|ll|re|ve|d)\b             # the possessive and "I'm", "we'll" are two tokens
  | \w+(?:['’](?!(?:s|m|ll|re|ve|d)\b)\w+)*  # words, with don't and o'clock whole
  | ``|''|--|\.\.\.
  | \S
    """,
    re.VERBOSE,
)
CLOSERS = frozenset("\"'”’»)]") | {"''"}
ENDERS = frozenset({".", "!", "?", "…", "..."})
#: What the last token of a sentence ends in, quotation marks and brackets aside.
END_MARKS = frozenset(".!?…")
#: The parts of a text that stand on a line of their own: blank lines, or lines, where no line is wrapped by hand.
BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
#: A line that goes on in lower case goes on with the sentence.
LINE = re.compile(r"(?<=[.!?:;\"”’)])\n+|\n+(?!\s*[a-z])|\n{2,}")
#: Characters in the median line of a text that was wrapped by hand (72 to 80 columns, or narrow print columns).
WRAPPED_LINE_WIDTH = (35, 100)


@dataclass(frozen=True, slots=True)
class Segmentation:
    """A document with its tokens and sentences."""

    document: Document
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]

    def sentence_of(self, token: int) -> Sentence:
        """Return the sentence that holds a token."""
        return self.sentences[bisect.bisect_right(self.sentences, token, key=lambda s: s.first) - 1]

    def paragraph_of(self, token: int) -> tuple[int, int]:
        """Return the half-open token range of the paragraph that holds a token."""
        number = self.sentence_of(token).paragraph
        first = bisect.bisect_left(self.sentences, number, key=lambda sentence: sentence.paragraph)
        last = bisect.bisect_right(self.sentences, number, key=lambda sentence: sentence.paragraph)
        return self.sentences[first].first, self.sentences[last - 1].last


class Segmenter:
    """Splits a document into paragraphs, sentences and tokens."""

    def __init__(self) -> None:
        self._abbreviations = frozenset(row["abbreviation"] for row in knowledge.rows("abbreviations"))

    def __call__(self, document: Document) -> Segmentation:
        """Return the tokens and sentences of a document; every token lies in just one sentence."""
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        for number, (start, end) in enumerate(paragraphs(document.text)):
            first = len(tokens)
            tokens.extend(tokenize(document.text, start, end))
            for low, high in self._sentence_ranges(tokens, first):
                sentences.append(Sentence(tokens[low].start, tokens[high - 1].end, low, high, number))
        return Segmentation(document, tuple(tokens), tuple(sentences))

    def _sentence_ranges(self, tokens: list[Token], first: int) -> Iterator[tuple[int, int]]:
        """Yield half-open token ranges, from `first` to the end of the list, that are one sentence each."""
        low, here = first, first
        while here < len(tokens):
            here += 1
            if tokens[here - 1].text[-1] not in END_MARKS or not self._may_end(tokens, here - 1):
                continue
            while here < len(tokens) and self._closes(tokens, here):
                here += 1
            if here == len(tokens) or self._may_begin(tokens, here):
                yield low, here
                low = here
        if low < len(tokens):
            yield low, len(tokens)

    def _may_end(self, tokens: list[Token], at: int) -> bool:
        """Tell whether the token may be a sentence's last mark."""
        text = tokens[at].text
        if text in ENDERS:
            if text != "." or at == 0 or tokens[at - 1].end != tokens[at].start:
                return True
            word = tokens[at - 1].text
            return word not in self._abbreviations and not (len(word) == 1 and word.isupper() and word != "I")
        # "the U.S." may end a sentence; the next word decides
        if text == "D.C.":
            return at + 1 < len(tokens) and tokens[at + 1].text[0].isupper()
        return text.endswith(".") and len(text) > 1 and at + 1 < len(tokens) and _starts_sentence(tokens[at + 1].text)

    @staticmethod
    def _closes(tokens: list[Token], at: int) -> bool:
        """Tell whether the token closes a quotation or bracket right behind the sentence's last mark."""
        return tokens[at].text in CLOSERS and tokens[at].start == tokens[at - 1].end

    @staticmethod
    def _may_begin(tokens: list[Token], at: int) -> bool:
        """Tell whether a sentence may begin with the token."""
        text = tokens[at].text
        if tokens[at].start == tokens[at - 1].end:
            return text in {"“", '"', "``"}  # "... said.“We ..." of careless pages
        if text[0].isupper() or text[0].isdigit() or not text[0].isalnum():
            return text not in {",", ";", ")", "-", "–", "—", "--"}
        return tokens[at - 1].text in {".", "!", "?"} and text[0].islower() and len(text) > 1 and text[1].isupper()


def _starts_sentence(word: str) -> bool:
    """Tell whether a word that follows "U.S." begins a new sentence rather than a name: "The", "He", "In"."""
    return word in {
        "The", "A", "An", "He", "She", "It", "They", "We", "I", "This", "That", "These", "Those", "But", "In", "On",
        "At", "And", "However", "Both", "His", "Her", "Their", "Its", "If", "As", "After", "For", "While", "When",
        "There", "Our", "You", "“", '"',
    }  # fmt: skip


def tokenize(text: str, start: int, end: int) -> Iterator[Token]:
    """Yield the tokens of `text[start:end]`; hyphenated words are split, so that "US-Russia" names both."""
    for match in TOKEN.finditer(text, start, end):
        yield Token(*match.span(), match.group())


def words_of_name(name: str) -> tuple[str, ...]:
    """Return the tokens of a name, without their places."""
    return tuple(TOKEN.findall(name))


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the half-open character ranges of the paragraphs, without the white space around them.

    A line break ends a paragraph unless the text was wrapped by hand, when only a blank line or a line that ends a
    sentence well before the margin does.
    """
    ranges: list[tuple[int, int]] = []
    low = 0
    breaks = _line_breaks(text)
    for start, end in [*breaks, (len(text), len(text))]:
        stripped = text[low:start].strip()
        if stripped:
            begin = low + text[low:start].index(stripped)
            ranges.append((begin, begin + len(stripped)))
        low = end
    return ranges


def _line_breaks(text: str) -> list[tuple[int, int]]:
    lines = [len(line) for line in text.split("\n") if line.strip()]
    if len(lines) < 5 or not _is_wrapped(text, lines):
        return [match.span() for match in LINE.finditer(text)]
    margin = statistics.median(lines) * 0.75
    found: list[tuple[int, int]] = []
    for match in re.finditer(r"\n\s*", text):
        before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()].rstrip()
        after = text[match.end() : match.end() + 1]
        ends = before.endswith((".", "!", "?", "”", '"', ":")) or not before
        if (BLANK_LINE.match(match.group()) and not after.islower()) or (ends and len(before) < margin):
            found.append(match.span())
    return found


def _is_wrapped(text: str, lines: list[int]) -> bool:
    low, high = WRAPPED_LINE_WIDTH
    if not low <= statistics.median(lines) <= high:
        return False
    lower = len(re.findall(r"[^.!?:\s][^\S\n]*\n[^\S\n]*[a-z]", text))
    return lower > len(lines) * 0.3
