from __future__ import annotations

import collections
import datetime

import pytest

from dragoman import knowledge
from dragoman.resolution.agreement_register import AgreementRegister

REGISTER = AgreementRegister()


def test_holds_the_agreements_that_news_names() -> None:
    assert len(REGISTER.agreements) >= 60


def test_every_date_belongs_to_an_agreement() -> None:
    names = {entry.name for entry in REGISTER.agreements}
    assert {row["agreement"] for row in knowledge.rows("agreement_dates")} <= names


def test_no_name_stands_twice() -> None:
    counted = collections.Counter(entry.name for entry in REGISTER.agreements)
    assert [name for name, times in counted.items() if times > 1] == []


def test_every_party_is_a_state() -> None:
    states = {row["code"] for row in knowledge.rows("states")}
    assert {code for entry in REGISTER.agreements for code in entry.parties} - states == set()


def test_in_force_never_lies_before_signature() -> None:
    early = []
    for entry in REGISTER.agreements:
        signed, in_force = entry.known("signed", None), entry.known("in_force", None)
        same = min(len(fact.value) for fact in (*signed, *in_force)) if signed and in_force else 0
        if same and in_force[0].value[:same] < signed[0].value[:same]:
            early.append(entry.name)
    assert early == []


def test_what_has_happened_was_not_known_before() -> None:
    foretold = [
        (entry.name, fact.what)
        for entry in REGISTER.agreements
        for fact in entry.dates
        if fact.what in {"signed", "extended_on", "suspended", "rejoined"} and fact.known_as_of.isoformat() < fact.value
    ]
    assert foretold == []


@pytest.mark.parametrize(
    ("day", "expires"),
    [("2009-01-01", []), ("2015-01-01", ["2021-02-05"]), ("2025-01-21", ["2021-02-05", "2026-02-05"])],
)
def test_term_of_new_start_as_it_was_known(day: str, expires: list[str]) -> None:
    entry = REGISTER.named("New START")
    assert entry is not None
    assert [fact.value for fact in entry.known("expires", datetime.date.fromisoformat(day))] == expires


def test_alias_of_several_agreements_names_none() -> None:
    assert REGISTER.named("Vienna Convention") is None
    assert REGISTER.named("NPT") is REGISTER.named("Non-Proliferation Treaty")
