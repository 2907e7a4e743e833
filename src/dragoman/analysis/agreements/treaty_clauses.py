"""What the clauses of a treaty say of its days: signature, entry into force, end.

Only what the words say outright is a date. "Enters into force on signature" makes the day of signature that of the
entry; "thirty days after the tenth ratification" makes none, and is kept as the reason why.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from dragoman.analysis.agreements.treaty_texts import Range, TreatyText
from dragoman.analysis.agreements.written_dates import WrittenDates
from dragoman.analysis.times.readings import CalendarDate, TimeExpression

__all__ = ["TreatyClause", "TreatyClauses", "TreatyDates"]

#: Characters between "Done" and its date, for places, copies and languages may stand there; and between the verb of a
#: clause in the body and its date.
TO_DATE_OF_DOING, TO_DATE = 260, 90
#: How far behind or before "In witness whereof" the word "Done" may stand.
TO_DONE = 1_200
#: No more than so many clauses of a kind are read: one treaty has few.
MOST = 200
#: The heading may carry the date so far behind the title: "Geneva, 10 October 1980".
BEHIND_TITLE, ABOUT_ANOTHER = 260, 200

DONE = re.compile(
    r"(?:\b|(?<=[a-z]))(?:done|signed|given|concluded|executed|drawn up|made|adopted|dated)\b", re.IGNORECASE
)
#: "Done" that begins a sentence, so that it is not that of another treaty, "the Agreement done at Bonn".
DOING = re.compile(
    r"(?:(?<=[.;:)\]\n])|\A)\s{0,9}(?:thus\s+)?(?:done|signed|concluded|executed|drawn\s+up|dated)"
    r"(?:\s+and\s+(?:signed|sealed|opened for signature))?,?\s+(?:at|in|on|this|the)\b",
    re.IGNORECASE,
)
OPENED = re.compile(
    r"\b(?:this|the present|the)\s+(?:\w+\s+){1,4}?(?:shall|was|is|will)\s+(?:be\s+|remain\s+)?open(?:ed)?"
    r"\s+for\s+signature",
    re.IGNORECASE,
)
#: A date in the heading that is another treaty's: "to the Convention of 9 March 1964".
OF_ANOTHER = re.compile(
    r"(?:convention|agreement|treaty|protocol|resolution|amended|revised|acceded|annex|decision)\b[^.;\n]{0,150}"
    r"(?<!\()\b(?:of|on|dated|in|and|at\s+\w+)[\s,]+(?:the\s+)?\Z",
    re.IGNORECASE,
)
#: "From 2 March to 31 August 1982": the year stands at the end only.
SPAN = re.compile(
    r"\b(?:from|between)\s+(?P<first>(?:the\s+)?\w+\s+(?:of\s+)?\w+)\s+(?:to|until|till|and)\b", re.IGNORECASE
)
#: A day to which something is limited or on which it hangs.
LIMIT = re.compile(r"\b(?:until|till|before|by|to|after)\s+(?:the\s+)?\Z", re.IGNORECASE)
CONDITION = re.compile(r"\s{0,4},?\s{0,4}(?:or|if|provided|on\s+condition|subject\s+to|unless)\b", re.IGNORECASE)
ENTRY = re.compile(
    r"\b(?P<subject>it|this|the\s+present|the)\b(?P<between>(?:\s+\w+){0,6}?)\s+(?:shall|will|enters?|comes?|takes?|is\s+to)"
    r"\b[^.;]{0,60}?(?:(?:enter|come)s?\s+in(?:to)?\s+(?:force|effect|operation)|into\s+(?:force|effect|operation)"
    r"|takes?\s+effect|become\s+effective|be\s+effective)",
    re.IGNORECASE,
)
#: Clauses on something else than the whole: an amendment, a state that joins later, application before entry.
ON_A_PART = re.compile(
    r"amendment|annex|accession|article|provisional|for each|with respect to|in respect of|such|decision",
    re.IGNORECASE,
)
ON_SIGNATURE = re.compile(
    r"\s{0,4},?\s{0,4}(?:immediately\s+)?(?:on|upon|from|as\s+from|as\s+of|at|since|with)\s+(?:the\s+)?(?:date\s+|day\s+|moment\s+|time\s+)?"
    r"(?:of\s+)?(?:its\s+|the\s+|their\s+)?(?:signature|signing|being\s+signed|execution)\b(?!\s+by\s+(?:all|at|the)|\s+of\s+the)",
    re.IGNORECASE,
)
BEFORE_DATE = re.compile(
    r"(?:\bon|\bfrom|\bas\s+from|\bas\s+of|\bas\s+at|\bwith\s+effect\s+from|,)\s+(?:the\s+)?(?:\w+day,?\s+(?:the\s+)?)?\Z",
    re.IGNORECASE,
)
END = re.compile(
    r"\b(?:remain|continue|be|stay)\s+in\s+(?:force|effect|operation)\s+(?:until|till|up\s+to|through)\b"
    r"|\bshall\s+(?:expire|terminate|cease\s+to\s+(?:be\s+in\s+force|have\s+effect|apply))\s+on\b",
    re.IGNORECASE,
)
TERM = re.compile(
    r"\b(?:(?:remain|continue|be|stay)s?\s+in\s+(?:force|effect|operation)|(?:is|be|been)\s+concluded|force\s+and\s+remain)"
    r"\b[^.;]{0,60}?\bfor\s+(?:an?\s+)?(?P<term>(?:\w+\s+)?"
    r"(?:period|term|duration)\s+of\s+[^.,;]{1,40}?years?|(?:unlimited|indefinite)\s+(?:period|duration|term)(?:\s+of\s+time)?"
    r"|[\w-]{1,12}\s+years)",
    re.IGNORECASE,
)


class TreatyClause(NamedTuple):
    """A clause on the entry into force or the end of a treaty; offsets are half-open characters."""

    start: int
    end: int
    #: date: it names one. condition: it names one, but for a case only. signature: on the day of signature.
    #: ratification, notification: when the parties have done so. term: a length without a day. other: none of these.
    on: Literal["date", "condition", "signature", "ratification", "notification", "term", "other"]
    date: TimeExpression | None = None
    #: The words that say how long it lasts: "period of ten years".
    term: str | None = None


class TreatyDates(NamedTuple):
    """What a treaty says of its days."""

    #: The day of signature, and the words before it that say so.
    signed: TimeExpression | None
    done: Range | None
    in_force: TreatyClause | None
    expires: TreatyClause | None


class TreatyClauses:
    """Reads the clauses of treaties."""

    def __init__(self) -> None:
        self._dates = WrittenDates()

    def __call__(self, text: str, treaty: TreatyText) -> TreatyDates:
        """Return what the clauses of a treaty say of its days.

        Args:
            text: The document's text.
            treaty: Its parts, as `TreatyReader` cuts them.
        """
        signed, done = next(self._signatures(text, treaty), (None, None))
        return TreatyDates(signed, done, self._entry(text, treaty.body), self._end(text, treaty.body))

    def _signatures(self, text: str, treaty: TreatyText) -> Iterator[tuple[TimeExpression, Range]]:
        """Yield the day of signature and the words that tell it, the surest reading first."""
        if treaty.testimony:
            start = treaty.testimony[0]
            yield from self._behind(text, DONE, start, start + TO_DONE, TO_DATE_OF_DOING)
            yield from self._behind(text, DOING, max(treaty.opening[0], start - TO_DONE), start, TO_DATE_OF_DOING)
        yield from reversed(list(self._behind(text, DOING, treaty.opening[1], len(text), TO_DATE_OF_DOING)))
        yield from self._in_heading(text, treaty)
        yield from self._opened(text, treaty)

    def _behind(
        self, text: str, words: re.Pattern[str], start: int, end: int, reach: int
    ) -> Iterator[tuple[TimeExpression, Range]]:
        found = list(words.finditer(text, start, min(end, len(text))))[-MOST:]
        for match in found:
            date = self._dates.first(text, match.end(), min(len(text), match.end() + reach))
            if date is not None:
                last = [one for one in found if one.end() <= date.start][-1]
                yield date, (last.end() - len(last.group().lstrip()), date.end)

    def _opened(self, text: str, treaty: TreatyText) -> Iterator[tuple[TimeExpression, Range]]:
        """Yield the day on which the agreement was opened for signature."""
        for match in itertools.islice(OPENED.finditer(text, treaty.opening[0]), MOST):
            end = _clause_end(text, match.end(), len(text))
            date = self._dates.first(text, match.end(), end)
            if date is None:
                continue
            span = SPAN.search(text, match.end(), date.start)
            if span is not None and isinstance(date.reading, CalendarDate) and date.reading.year:
                date = self._dates.of(text, *span.span("first"), date.reading.year)
            if date is not None and not LIMIT.search(text, match.end(), date.start):
                yield date, (match.start(), date.end)

    def _in_heading(self, text: str, treaty: TreatyText) -> Iterator[tuple[TimeExpression, Range]]:
        start = treaty.title[0] if treaty.title else treaty.opening[0]
        end = min(len(text), treaty.opening[0] + BEHIND_TITLE)
        for date in self._dates.find(text, start, end):
            if not OF_ANOTHER.search(text, max(start, date.start - ABOUT_ANOTHER), date.start):
                yield date, (date.start, date.end)

    def _entry(self, text: str, body: Range) -> TreatyClause | None:
        """Return the clause on the entry into force: of several one that names a day, else the first."""
        found: list[TreatyClause] = []
        for match in itertools.islice(ENTRY.finditer(text, *body), MOST):
            if ON_A_PART.search(match.group()) or _is_past_whole(match):
                continue
            clause = self._clause_of_entry(text, match, body[1])
            if clause.on in {"date", "signature"}:
                return clause
            found.append(clause)
        return found[0] if found else None

    def _clause_of_entry(self, text: str, match: re.Match[str], limit: int) -> TreatyClause:
        date = self._dates.first(text, match.end(), min(limit, match.end() + TO_DATE))
        end = _clause_end(text, match.end(), limit)
        if date is not None and date.end <= end and BEFORE_DATE.search(text, match.end() - 1, date.start):
            on: Literal["date", "condition"] = "condition" if CONDITION.match(text, date.end) else "date"
            return TreatyClause(match.start(), date.end, on, date)
        signature = ON_SIGNATURE.match(text, match.end())
        if signature:
            return TreatyClause(match.start(), signature.end(), "signature")
        rest = text[match.end() : end].lower()
        if "ratif" in rest or "deposit" in rest or "accept" in rest or "approv" in rest:
            return TreatyClause(match.start(), end, "ratification")
        if "notif" in rest or "notes" in rest or "inform" in rest:
            return TreatyClause(match.start(), end, "notification")
        return TreatyClause(match.start(), end, "other")

    def _end(self, text: str, body: Range) -> TreatyClause | None:
        """Return the clause on the end, or on how long it lasts."""
        for match in itertools.islice(END.finditer(text, *body), MOST):
            date = self._dates.first(text, match.end(), min(body[1], match.end() + TO_DATE))
            if date is not None and not re.search("[.;]", text[match.end() : date.start]):
                return TreatyClause(match.start(), date.end, "date", date)
        term = TERM.search(text, *body)
        if term is None:
            return None
        return TreatyClause(term.start(), term.end(), "term", term=" ".join(term["term"].split()).lower())


def _is_past_whole(match: re.Match[str]) -> bool:
    """Tell whether "the ... shall enter into force" speaks of something else than the agreement."""
    return match["subject"].lower() == "the" and not re.match(
        r"\s+(?:present\s+)?(?:\w+\s+)?(?:agreement|convention|treaty|protocol|charter|statute|constitution|pact|accord)\b",
        match["between"],
        re.IGNORECASE,
    )


def _clause_end(text: str, at: int, limit: int) -> int:
    stop = re.compile(r"[.;](?:\s|$|[a-z])|\n\s*\n").search(text, at, min(limit, at + 400))
    return stop.start() if stop else min(limit, at + 400)
