from __future__ import annotations

import pytest
from tests.analysis.agreements.treaties import ENTRY, LAKE, NOTES, RUN_TOGETHER

from dragoman.analysis.agreements.treaty_clauses import TreatyClause, TreatyClauses, TreatyDates
from dragoman.analysis.agreements.treaty_texts import TreatyReader

READ, CLAUSES = TreatyReader(), TreatyClauses()


def dates(text: str) -> TreatyDates:
    treaty = READ(text)
    assert treaty is not None
    return CLAUSES(text, treaty)


def lake(entry: str) -> tuple[str, TreatyDates]:
    text = LAKE.replace("{entry}", entry)
    return text, dates(text)


def signed(text: str) -> str | None:
    found = dates(text).signed
    return text[found.start : found.end] if found else None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (LAKE, "twenty-third day of April, one thousand nine hundred and ninety-eight"),
        (RUN_TOGETHER, "9 june 1972"),
        (NOTES, "4 May 1961"),
        # another treaty's date, in the body
        (LAKE.replace("Article 2", "Article 2. The Convention done at Bonn on 9 June 1969 holds."),
         "twenty-third day of April, one thousand nine hundred and ninety-eight"),
        (LAKE[: LAKE.index("In witness")], None),
        (LAKE.replace("LAKE DATA", "LAKE DATA\n\nNairobi, 2 May 1998")[: LAKE.index("In witness")], "2 May 1998"),
        (LAKE.replace("LAKE DATA", "LAKE DATA UNDER THE CONVENTION OF 2 MAY 1998")[: LAKE.index("In witness")], None),
    ],
)  # fmt: skip
def test_day_of_signature(text: str, day: str | None) -> None:
    assert signed(text) == day


def test_agreement_that_was_opened_for_signature() -> None:
    opened = "This Agreement shall be open for signature at Nairobi from 2 March to 31 August 1998."
    text = LAKE[: LAKE.index("In witness")].replace("{entry}", opened)
    found = dates(text).signed
    assert found is not None
    assert text[found.start : found.end] == "2 March"


@pytest.mark.parametrize(
    ("entry", "on"),
    [
        (ENTRY, "date"),
        ("It shall enter into force on the first day of May, 1999.", "date"),
        ("This Agreement shall enter into force on the date of its signature.", "signature"),
        ("This Agreement enters into force upon signature.", "signature"),
        ("This Agreement shall come into force thirty days after the second ratification.", "ratification"),
        ("This Agreement shall enter into force when the Parties have notified one another.", "notification"),
        ("This Agreement shall enter into force on 1 May 1999, provided that all have ratified it.", "condition"),
        ("This Agreement shall enter into force before 1 May 1999.", "other"),
    ],
)
def test_entry_into_force(entry: str, on: str) -> None:
    text, found = lake(entry)
    assert found.in_force is not None
    assert found.in_force.on == on
    assert text[found.in_force.start : found.in_force.end] in entry


@pytest.mark.parametrize(
    "entry",
    [
        "Amendments shall enter into force on 1 May 1999.",
        "This Article shall enter into force on 1 May 1999.",
        "For each State that accedes, this Agreement shall for each such State enter into force on 1 May 1999.",
        "Nothing is said.",
    ],
)
def test_what_enters_into_force_is_not_the_agreement(entry: str) -> None:
    assert lake(entry)[1].in_force is None


@pytest.mark.parametrize(
    ("entry", "words", "term"),
    [
        (ENTRY, "remain in force until 28 February 2009", None),
        ("This Agreement is concluded for a period of ten years.", "is concluded for a period of ten years",
         "period of ten years"),
        ("It shall remain in force for an unlimited period.", "remain in force for an unlimited period",
         "unlimited period"),
    ],
)  # fmt: skip
def test_end(entry: str, words: str, term: str | None) -> None:
    text, found = lake(entry)
    assert isinstance(found.expires, TreatyClause)
    assert (text[found.expires.start : found.expires.end], found.expires.term) == (words, term)


def test_term_of_an_office_is_no_end_of_the_agreement() -> None:
    assert lake("The secretary shall be appointed for a term of four years.")[1].expires is None
