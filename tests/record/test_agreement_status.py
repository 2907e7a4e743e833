from __future__ import annotations

import datetime

import pytest

from dragoman.record.agreement_status import Known, days, status_on
from dragoman.record.items import AgreementDate


def known(planned: bool = False, by: tuple[str, ...] = (), **dates: str) -> dict[str, Known]:
    return {
        what: Known(AgreementDate(value=value, from_="report", by=list(by)), planned) for what, value in dates.items()
    }


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-05", "2024-02-05", "2024-02-05"),
    ],
)
def test_days_of_a_date(value: str, first: str, last: str) -> None:
    assert days(value) == (datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (known(signed="2010"), ["signed"]),
        (known(signed="2010", in_force="2011"), ["in_force"]),
        (known(signed="2025-03-01"), ["unsigned"]),
        (known(signed="2010", in_force="2026"), ["signed"]),
        (known(in_force="2011", expires="2020-06-14"), ["expired"]),
        (known(in_force="2011", expires="2020-06-15"), ["in_force"]),
        (known(in_force="2011", expires="2015", extended_to="2030"), ["in_force"]),
        (known(in_force="2011", suspended="2019"), ["in_force", "suspended"]),
        (known(in_force="2011", suspended="2019", by=("RUS",)), ["in_force", "suspended_by_party"]),
        (known(in_force="2011", withdrawn="2019", by=("USA",)), ["in_force", "withdrawn_by_party"]),
        (known(in_force="2011", withdrawn="2021"), ["in_force"]),
        (known(expires="2020"), ["expired"]),
        (known(planned=True, expires="2020"), ["unknown"]),
        ({}, ["unknown"]),
    ],
)
def test_status_on_the_fifteenth_of_june_2020(dates: dict[str, Known], expected: list[str]) -> None:
    status, reason = status_on(dates, None, datetime.date(2020, 6, 15))
    assert status == expected
    assert (reason is not None) == (expected == ["unknown"])


def test_without_a_day_nothing_is_said() -> None:
    assert status_on(known(signed="2010"), None, None) == (["unknown"], "the report has no date")
