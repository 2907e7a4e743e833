"""Tells whether a document is the text of an agreement, and cuts it into title, preamble, body and signatures.

No model is asked. A treaty is known by set phrases that news does not use together: an enacting formula, a clause of
testimony ("In witness whereof ... Done at ..."), numbered articles, a rule of entry into force. The words are in
`data/treaty_words.csv`. Case does not count, nor do line breaks, which many copies of treaties have lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from dragoman import knowledge

__all__ = ["Range", "TreatyReader", "TreatyText"]

Range = tuple[int, int]

#: The title, and what tells that a text is an agreement at all, stand among the first characters; the longest
#: preambles, with every plenipotentiary named, reach so far.
HEAD, LONGEST_TITLE, LONGEST_PREAMBLE = 400, 350, 20_000
#: So much of a text without an enacting formula or recital is taken for its preamble.
SHORT_PREAMBLE = 1_500
#: Signatures are looked for so far behind the clause of testimony.
SIGNATURES = 6_000
#: Points that make a treaty, and how many articles count as "articles", and how many "shall" as a legal text.
ENOUGH, ARTICLES, SHALLS = 4, 3, 10

#: A label that an archive put on a line of its own: "MainText:".
LABEL = re.compile(r"[\ufeff\s]*(?:main ?text\s*:\s*)?[\s(*]*", re.IGNORECASE)
ARTICLE = re.compile(r"\bart(?:icle|\.)\s*(?:\d{1,3}|[ivx]{1,6})\b", re.IGNORECASE)
IN_FORCE = re.compile(
    r"\b(?:it|(?:this|the|the present)\s+\w+(?:\s+\w+){0,2})\s+"
    r"(?:(?:shall|will)\s+(?:\w+\s+)?)?(?:enter|come)s?\s+into\s+(?:force|effect)",
    re.IGNORECASE,
)
SHALL = re.compile(r"\bshall\b", re.IGNORECASE)
#: "Done at" that begins a sentence: above the signatures, where "In witness whereof" is missing.
DOING = re.compile(
    r"(?<=[.;:)\n])\s{0,9}(?:thus\s+)?done\s+(?:and\s+signed\s+)?(?:at|in)\b[^.;]{1,200}\b[12]\d{3}\b", re.IGNORECASE
)
SENTENCE_END = re.compile(r"(?<=[a-z)]{3})[.;](?=\s|[a-z])|\n\s*\n")
NEXT_LINE = re.compile(r"\n(?!\s*\n)")
PARTY_OPENING = re.compile(
    r"(?<!between)(?<!between )(?<!and )(?<!of )(?<!to )\bthe\s+(?:governments?\s+of|government\s+and"
    r"|kingdom\s+of|republic\s+of|signatory|undersigned|representatives|nations|member\s+states|states)\b",
    re.IGNORECASE,
)
#: Where a word ends; in copies without line breaks the next part may follow at once.
WORD_END = r"(?:\b|(?=source:|src:|preamble|article))"
#: Behind these words a line of a title goes on in the next.
UNFINISHED = re.compile(r"(?:\b(?:the|of|on|and|for|to|in|between|concerning|with|a|by)|[,–-])$", re.IGNORECASE)
#: What hangs on the end of a title: marks of footnotes and brackets.
TAIL = re.compile(r"[\s*.,:;(\[–-]+$")


class TreatyText(NamedTuple):
    """The parts of the text of an agreement, as half-open characters; the parts do not overlap."""

    #: `None` if the text has none.
    title: Range | None
    #: What the title calls the agreement, in small letters: "convention"; without a title what its articles call it.
    instrument: str
    #: From the title to the first recital: where the parties are named.
    opening: Range
    #: The rest, up to the clause of testimony.
    body: Range
    #: From "In witness whereof", or else "Done at", on; `None` if there is none.
    testimony: Range | None


class TreatyReader:
    """Recognises texts of agreements."""

    def __init__(self) -> None:
        words: dict[str, list[str]] = {}
        for row in knowledge.rows("treaty_words"):
            words.setdefault(row["category"], []).append(row["word"])
        self._instrument = re.compile(_phrases(words["instrument"]).pattern + r"(?!\s+series)", re.IGNORECASE)
        # in copies whose lines are lost the next part may follow without a space: "pollutantssource:"
        self._title_end = re.compile(_phrases(words["title end"]).pattern.removeprefix(r"\b"), re.IGNORECASE)
        self._recital = _phrases(words["recital"])
        # "on the sharing of data" is no recital
        self._recital_behind_comma = re.compile(rf"[,;\n]\s*{self._recital.pattern}", re.IGNORECASE)
        self._enacting = _phrases(words["enacting"])
        # "In witness whereof, I have hereunto set my hand" is a proclamation's
        self._witness = re.compile(_phrases(words["witness"]).pattern + r"(?!,?\s+I\b)", re.IGNORECASE)
        self._parties = _phrases(words["parties"])
        self._amending = _phrases(words["amending"])
        self._note = _phrases(words["note"])
        self._exchange = _phrases(words["exchange"])

    def __call__(self, text: str) -> TreatyText | None:
        """Return the parts of a treaty, or `None` if the text is not one."""
        title = self._title(text)
        start = title[1] if title else LABEL.match(text).end()  # type: ignore[union-attr]  # it may be empty
        enacting = self._enacting.search(text, start, start + LONGEST_PREAMBLE)
        witness = self._witness.search(text, enacting.end() if enacting else start)
        if self._points(text, title, bool(enacting), bool(witness)) < ENOUGH:
            return None
        opening = (start, self._opening_end(text, start, enacting.start() if enacting else None))
        last = witness.start() if witness else _last_doing(text, opening[1])
        end = len(text) if last is None else last
        testimony = None if last is None else (last, min(len(text), last + SIGNATURES))
        return TreatyText(title, self._kind(text, title), opening, (min(opening[1], end), end), testimony)

    def _points(self, text: str, title: Range | None, enacting: bool, witness: bool) -> int:
        """Return how much speaks for a treaty; no news has a clause of testimony."""
        start = LABEL.match(text).end()  # type: ignore[union-attr]  # it may be empty
        headed = title is not None or PARTY_OPENING.match(text, start) is not None
        points = 2 * enacting + 3 * witness + headed
        if points == 0:
            return 0
        points += _count(ARTICLE, text, ARTICLES)
        points += _count(SHALL, text, SHALLS)
        points += bool(self._parties.search(text))
        points += bool(IN_FORCE.search(text))
        points += 2 * bool(DOING.search(text))
        if title is None:
            return points
        notes = self._note.search(text) and self._exchange.search(text)
        amends = "amend" in text[slice(*title)].lower() and self._amending.search(text)
        return points + 3 * bool(notes or amends)

    def _title(self, text: str) -> Range | None:
        """Return the heading that names the instrument."""
        start = LABEL.match(text).end()  # type: ignore[union-attr]  # it may be empty
        found = self._instrument.search(text, start, start + HEAD)
        if found is None:
            return None
        line = text.rfind("\n", start, found.start()) + 1
        start = max(start, line)
        start += len(text[start:]) - len(text[start:].lstrip(' \t\ufeff*(“"'))
        end = min(len(text), start + LONGEST_TITLE)
        stops = [end]
        for pattern in (SENTENCE_END, self._recital_behind_comma, PARTY_OPENING):
            stop = pattern.search(text, found.end(), end)
            if stop:
                stops.append(stop.start())
        stop = self._title_end.search(text, found.end(), end)
        stops.append(stop.start() if stop else end)
        stops.append(self._line_end(text, found.end(), end))
        end = min(stops)
        end -= len(text[start:end]) - len(TAIL.sub("", text[start:end]))
        is_text = self._recital.match(text, start) or ARTICLE.match(text, start)
        return (start, end) if end >= found.end() and found.start() >= start and not is_text else None

    def _line_end(self, text: str, at: int, limit: int) -> int:
        """Return where the last line of a title ends; a line that breaks off in a phrase, or in capitals, goes on."""
        for newline in NEXT_LINE.finditer(text, at, limit):
            before = text[max(0, newline.start() - 60) : newline.start()].rstrip()
            behind = text[newline.end() : newline.end() + 40].split("\n")[0].strip()
            if not behind:
                return newline.start()
            shouted = before[-20:].isupper() and behind.isupper()
            if not (UNFINISHED.search(before) or behind[0].islower() or shouted):
                return newline.start()
        return limit

    def _opening_end(self, text: str, start: int, enacting: int | None) -> int:
        limit = min(len(text), start + SHORT_PREAMBLE if enacting is None else enacting)
        recital = self._recital.search(text, start, limit)
        return recital.start() if recital else limit

    def _kind(self, text: str, title: Range | None) -> str:
        if title:
            return self._instrument.search(text, *title).group().lower()  # type: ignore[union-attr]  # found before
        called = re.search(rf"\b(?:this|the present)\s+({self._instrument.pattern})", text, re.IGNORECASE)
        return called.group(1).lower() if called else "agreement"


def _last_doing(text: str, start: int) -> int | None:
    """Return where the last "Done at" with a year begins, for treaties without "In witness whereof"."""
    found = list(DOING.finditer(text, start))
    return found[-1].start() if found else None


def _count(pattern: re.Pattern[str], text: str, enough: int) -> bool:
    """Tell whether a pattern is found so many times."""
    return any(number == enough for number, _ in enumerate(pattern.finditer(text), start=1))


def _phrases(words: Iterable[str]) -> re.Pattern[str]:
    """Return an expression for phrases: whole words, any case, any white space."""
    ordered = sorted(words, key=len, reverse=True)
    each = (re.escape(word).replace(r"\ ", r"\s+") + (WORD_END if word[-1].isalnum() else "") for word in ordered)
    return re.compile(rf"\b(?:{'|'.join(each)})", re.IGNORECASE)
