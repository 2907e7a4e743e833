from __future__ import annotations

import pytest

from dragoman.resolution.imports.dictionaries import read_dictionary
from dragoman.resolution.imports.rows import day
from dragoman.resolution.imports.tables import is_table, read_table

PETRARCH = """
; a comment
VLADIMIR_PUTIN_ ; CountryInfo
+V._PUTIN
\t[RUSELI <19990808]
\t[RUSGOV 19990809-20240101]
FREEDONIA_ [FRD]
"""


def test_petrarch_has_forms_and_dates() -> None:
    found = read_dictionary(PETRARCH.splitlines(), "actors.txt")
    assert not found.errors
    rows = {(row.phrase, row.code, row.since, row.until) for row in found.actors}
    assert ("Vladimir Putin", "RUSGOV", "1999-08-09", "2024-01-01") in rows
    assert ("V. Putin", "RUSELI", "", "1999-08-08") in rows
    assert ("Freedonia", "FRD", "", "") in rows
    assert {row.name for row in found.actors} == {"Vladimir Putin", "Freedonia"}


def test_tabari_has_everything_on_one_line() -> None:
    found = read_dictionary(["BORIS_YELTSIN [RUSELI <910612][RUSGOV 910612-991231][RUSELI >991231]"], "actors")
    assert [(row.code, row.since, row.until) for row in found.actors] == [
        ("RUSELI", "", "1991-06-12"),
        ("RUSGOV", "1991-06-12", "1999-12-31"),
        ("RUSELI", "1999-12-31", ""),
    ]


def test_agents_become_kinds_of_actors() -> None:
    lines = ["!MINIST! = MINISTER, MINISTRY", "POLICEMAN_ {POLICEMEN_} [~COP]", "!MINIST!_OF_PEACE_ [~GOV]"]
    found = read_dictionary(lines, "agents")
    singular = {(row.phrase, row.sector) for row in found.roles if not row.plural}
    assert singular == {("policeman", "COP"), ("minister of peace", "GOV"), ("ministry of peace", "GOV")}
    assert ("policemen", "COP") in {(row.phrase, row.sector) for row in found.roles if row.plural}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("X_ [RUS >22000101]", "no day that an office"),
        ("X_ [RUS 20200101-20100101]", "ends before it begins"),
        ("X_ [rus]", "no code"),
        ("NAME_ALONE_", "without a code"),
        ("[RUS]", "without a name"),
        ("+OTHER_FORM_", "without a name"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(line: str, reason: str) -> None:
    found = read_dictionary(["GOOD_ [FRA]", "", line] if line[0] not in "[+" else [line, "GOOD_ [FRA]"], "list")
    assert len(found.errors) == 1
    assert reason in found.errors[0].reason
    assert "Good" in {row.phrase for row in found.actors}


def test_tables_of_ones_own_and_of_leaders() -> None:
    assert is_table("name,code,from,until")
    assert not is_table("VLADIMIR_PUTIN_ [RUS]")
    plain = ["name,aliases,code,from,until", "Ann Bee,A. Bee,FRAGOV,2001,2005-02-01", "Nobody,,fra,,"]
    found = read_table(plain, "mine.csv", {"FRA": "FRA"}, {})
    assert [(row.phrase, row.name, row.code) for row in found.actors] == [
        ("Ann Bee", "Ann Bee", "FRAGOV"), ("A. Bee", "Ann Bee", "FRAGOV"),
    ]  # fmt: skip
    assert [(error.line, error.text[:6]) for error in found.errors] == [(3, "Nobody")]
    leaders = ["stateabb,leader,sdate,smonth,syear,emonth,eyear", "FRN,Bee,17,5,1995,5,2007", "XXX,Cee,1,1,2000,1,2001"]
    found = read_table(leaders, "reign.csv", {}, {"FRN": "FRA"})
    assert [(row.code, row.since, row.until) for row in found.actors] == [("FRAGOV", "1995-05-17", "2007-05-28")]
    assert len(found.errors) == 1


@pytest.mark.parametrize(
    ("value", "iso"), [("940303", "1994-03-03"), ("20010120", "2001-01-20"), ("050000", "2005-01-01")]
)
def test_days_of_the_dictionaries(value: str, iso: str) -> None:
    assert day(value) == iso
