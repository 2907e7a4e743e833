from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.agreements.treaties import ENTRY, LAKE, NEWS, NOTES, PROCLAMATION, RUN_TOGETHER

from dragoman.analysis.agreements.treaty_texts import TreatyReader, TreatyText

READ = TreatyReader()
BETWEEN = "AGREEMENT BETWEEN THE GOVERNMENT OF THE REPUBLIC OF FINLAND AND THE GOVERNMENT OF THE REPUBLIC OF KENYA"


def read(text: str) -> TreatyText:
    treaty = READ(text)
    assert treaty is not None
    return treaty


@pytest.mark.parametrize(
    ("text", "title", "instrument"),
    [
        (LAKE, f"{BETWEEN}\nON THE SHARING OF LAKE DATA", "agreement"),
        (RUN_TOGETHER, "convention on the counting of cranes", "convention"),
        (NOTES, "Exchange of notes on the ferry", "exchange of notes"),
        (f"United Nations\n{LAKE}".replace("SHARING OF", "SHARING\nOF"),
         f"{BETWEEN}\nON THE SHARING\nOF LAKE DATA", "agreement"),
    ],
)  # fmt: skip
def test_title(text: str, title: str, instrument: str) -> None:
    treaty = read(text)
    assert treaty.title is not None
    assert (text[slice(*treaty.title)], treaty.instrument) == (title, instrument)


def test_parties_are_looked_for_before_the_recitals_and_signatures_behind_the_testimony() -> None:
    treaty = read(LAKE)
    assert LAKE[slice(*treaty.opening)].strip().endswith("Republic of Kenya,")
    assert treaty.testimony is not None
    assert LAKE[slice(*treaty.testimony)].startswith("In witness whereof")
    assert LAKE[slice(*treaty.body)].strip().startswith("Desiring")


def test_text_without_in_witness_whereof_is_signed_where_it_says_done() -> None:
    treaty = read(RUN_TOGETHER)
    assert treaty.testimony is not None
    assert RUN_TOGETHER[slice(*treaty.testimony)].startswith("done at visby")


def test_treaty_without_a_title() -> None:
    treaty = read(LAKE[LAKE.index("The Government") :].replace("agreement", "Pact"))
    assert (treaty.title, treaty.instrument) == (None, "agreement")


@pytest.mark.parametrize(
    "text",
    [
        "",
        NEWS,
        PROCLAMATION,
        "The General Assembly, Recalling the Convention on the Rights of the Child, Decides that all shall report.",
        "They have agreed as follows, the minister said: nobody shall leave.",
    ],
)
def test_other_texts_are_no_treaties(text: str) -> None:
    assert READ(text) is None


@given(st.text(max_size=60), st.text(max_size=60), st.integers(0, len(LAKE)))
def test_parts_lie_within_the_text_and_apart(before: str, behind: str, cut: int) -> None:
    text = before + LAKE.replace("{entry}", ENTRY)[:cut] + behind
    treaty = READ(text)
    if treaty is None:
        return
    ends = [place for part in (treaty.title, treaty.opening, treaty.body, treaty.testimony) if part for place in part]
    assert ends == sorted(ends)
    assert 0 <= ends[0] <= ends[-1] <= len(text)
