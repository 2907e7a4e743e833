from __future__ import annotations

import datetime

import pytest

from dragoman.resolution.explanation import ActorExplainer

EXPLAIN = ActorExplainer()


@pytest.mark.parametrize(
    ("phrase", "day", "name", "code"),
    [
        ("Putin", "2009-01-21", "Vladimir Putin", "RUSGOV"),
        ("Nelson Mandela", "1995-06-01", "Nelson Mandela", "ZAFGOV"),
        ("the Kremlin", "2020-01-01", "Russia", "RUSGOV"),
        ("Washington", "2025-01-21", "United States", "USAGOV"),
        ("the French foreign minister", "2019-01-21", "Jean-Yves Le Drian", "FRAGOV"),
    ],
)
def test_the_best_candidate_fits_the_day(phrase: str, day: str, name: str, code: str) -> None:
    best = EXPLAIN(phrase, datetime.date.fromisoformat(day))[0]
    assert (name, code) == (best.name, best.code)


def test_an_office_left_counts_less_than_one_held() -> None:
    before, after = (EXPLAIN("Putin", datetime.date(year, 6, 1))[0].reason for year in (1995, 2010))
    assert "not yet in office" in before
    assert "in office that day" in after


def test_a_capital_may_be_a_city() -> None:
    found = EXPLAIN("Washington")
    assert len(found) > 1
    assert any("city" in one.name for one in found)
    assert sum(one.score for one in found) == pytest.approx(1.0, abs=0.01)


def test_what_no_table_knows_has_no_candidate() -> None:
    assert EXPLAIN("Qwertyuiop Zxcvb") == []
