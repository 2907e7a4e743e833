"""Items are found by what is asked: parties, days, words, numbers."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.store.pattern_reader import report

from dragoman.errors import UsageError
from dragoman.store import Found, MonthOfPair, Query, RecordFolder
from dragoman.store.query import full_text

REPORTS = (
    report(
        "Ann of NOR told Bob of SUD on 2024-12-30: the lake is ours. Bob of SUD told Ann of NOR: talks on the lake. "
        "Ann of NOR met Bob of SUD. Relations of NOR and SUD are worse.",
        "r1", "2025-01-21", title="The Lake",
    ),
    report(
        "Cid of WES told Ann of NOR: Élan and peace. Ann of NOR met Cid of WES. Cid of WES wants a lake treaty.",
        "r2", "2025-03-01", title="West winds",
    ),
    report("Bob of SUD told Cid of WES: no comment.", "r3", None),
)  # fmt: skip


@pytest.fixture
def record(folder: RecordFolder, write: Callable[..., int]) -> RecordFolder:
    """Return a folder in which an older reading must never be found, and so must a later one."""
    write(report("Ann of NOR told Bob of SUD: an old text of the lake.", "r1", "2020-01-01"))
    write(*REPORTS)
    return folder


def shown(found: list[Found]) -> list[str]:
    """Return what was found in short: kind, report, day."""
    return [f"{one.item.__struct_config__.tag} {one.item.report} {one.day}" for one in found]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(speaker="ann"), ["statement r1 2024-12-30"]),
        (Query(speaker="NORGOV"), ["statement r1 2024-12-30"]),
        (Query(speaker="nobody"), []),
        (Query(actor="ann"), [
            "event r2 2025-03-01", "statement r2 2025-03-01", "event r1 2025-01-21", "statement r1 2025-01-21",
            "statement r1 2024-12-30",
        ]),
        (Query(actor="ann", country="wes"), ["event r2 2025-03-01", "statement r2 2025-03-01"]),
        (Query(speaker="bob", actor="ann"), ["statement r1 2025-01-21"]),
        (Query(country="SUD", kinds=("relation", "event")), ["relation r1 2025-01-21", "event r1 2025-01-21"]),
        (Query(kinds=("statement",)), [
            "statement r2 2025-03-01", "statement r1 2025-01-21", "statement r1 2024-12-30", "statement r3 None",
        ]),
        (Query(kinds=("statement",), since=datetime.date(2025, 1, 1)), [
            "statement r2 2025-03-01", "statement r1 2025-01-21",
        ]),
        (Query(actor="bob", until=datetime.date(2024, 12, 31)), ["statement r1 2024-12-30"]),
        (Query(until=datetime.date(2024, 12, 29)), []),
        (Query(type="consult"), ["event r2 2025-03-01", "event r1 2025-01-21"]),
        (Query(type="worse"), ["relation r1 2025-01-21"]),
        (Query(issue="lake treaty"), ["position r2 2025-03-01"]),
        (Query(issue="diplomatic", country="SUD"), ["event r1 2025-01-21"]),
        (Query(openness="public", report="r3"), ["statement r3 None"]),
        (Query(openness="leaked"), []),
        (Query(report="r3"), ["statement r3 None"]),
        (Query(report="r9"), []),
        (Query(report="r1", actor="ann", kinds=("event",)), ["event r1 2025-01-21"]),
    ],
)  # fmt: skip
def test_latest_first_of_what_meets_a_query(record: RecordFolder, query: Query, expected: list[str]) -> None:
    assert shown(record.snapshot().latest(query)) == expected


def test_the_limit_counts_items_not_roles(record: RecordFolder) -> None:
    assert len(record.snapshot().latest(Query(country="NOR"), limit=3)) == 3
    assert len(record.snapshot().latest(limit=100)) == 8


def test_the_day_says_where_it_comes_from(record: RecordFolder) -> None:
    found = record.snapshot().latest(Query(kinds=("statement",)))
    assert [one.day_from for one in found] == ["report", "report", "said_on", "unknown"]


@pytest.mark.parametrize(
    ("words", "query", "expected"),
    [
        ("lake", Query(kinds=("statement",)), ["statement r1 2024-12-30", "statement r1 2025-01-21"]),
        ("LAKE talks", Query(), ["statement r1 2025-01-21"]),
        ('"the lake is"', Query(), ["statement r1 2024-12-30"]),
        ("elan", Query(), ["statement r2 2025-03-01"]),
        ("treat*", Query(), ["position r2 2025-03-01"]),
        ("lake -talks -ours", Query(country="WES"), ["position r2 2025-03-01"]),
        ("lake", Query(speaker="bob"), ["statement r1 2025-01-21"]),
        ("lake", Query(speaker="nobody"), []),
        ("lake", Query(report="r2"), ["position r2 2025-03-01"]),
        ("cid comment", Query(), ["statement r3 None"]),
        ("old", Query(), []),
    ],
)
def test_search(record: RecordFolder, words: str, query: Query, expected: list[str]) -> None:
    assert sorted(shown(record.snapshot().search(words, query))) == sorted(expected)


def test_the_best_fit_comes_first(folder: RecordFolder, write: Callable[..., int]) -> None:
    write(report("Ann of NOR told Bob of SUD: war and peace and war and many other things of no weight here.", "r1"))
    write(report("Ann of NOR told Bob of SUD: peace peace.", "r2"))
    found = folder.snapshot().search("peace")
    assert [one.item.report for one in found] == ["r2", "r1"]
    assert found[0].score > found[1].score


def test_documents_are_found_by_their_words(record: RecordFolder) -> None:
    snapshot = record.snapshot()
    assert [one.report for one in snapshot.documents(words="lake -winds")] == ["r1"]
    (entry,) = snapshot.documents(reports=["r2"])
    assert (entry.title, entry.date, entry.method, entry.seq, entry.items) == ("West winds", "2025-03-01", "m1", 2, 3)
    assert [one.report for one in snapshot.documents()] == ["r1", "r2", "r3"]
    assert [one.report for one in snapshot.documents(limit=1)] == ["r1"]


@given(st.text(max_size=30))
def test_no_words_break_the_search(text: str) -> None:
    import sqlite3

    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (a)")
    try:
        query = full_text(text)
    except UsageError:
        return
    connection.execute("SELECT * FROM t WHERE t MATCH ?", (query.encode("utf-8", "replace").decode(),)).fetchall()
    connection.close()


@pytest.mark.parametrize("words", ["", " ", "-lake", '"', "* -", "\0"])
def test_nothing_to_look_for_is_said(record: RecordFolder, words: str) -> None:
    with pytest.raises(UsageError, match="no word to look for"):
        record.snapshot().search(words)


def test_counts(record: RecordFolder) -> None:
    count = record.snapshot().count
    assert count("kind") == [("statement", 4), ("event", 2), ("position", 1), ("relation", 1)]
    assert count("month") == [("unknown", 1), ("2024-12", 1), ("2025-01", 3), ("2025-03", 3)]
    assert count("type", kind="event") == [("CONSULT", 2)]
    assert count("actor") == [("Ann", 5), ("Bob", 4), ("Cid", 4)]
    assert count("country", limit=1) == [("NOR", 6)]
    with pytest.raises(UsageError):
        count("colour")  # type: ignore[arg-type]


def test_the_series_of_a_pair(record: RecordFolder) -> None:
    assert record.snapshot().series("nor", "SUD") == [
        MonthOfPair("2024-12", "NOR", "SUD", "statement", 1, None),
        MonthOfPair("2025-01", "NOR", "SUD", "event", 1, 1.5),
        MonthOfPair("2025-01", "NOR", "SUD", "relation", 1, None),
        MonthOfPair("2025-01", "SUD", "NOR", "event", 1, 1.5),
        MonthOfPair("2025-01", "SUD", "NOR", "relation", 1, None),
        MonthOfPair("2025-01", "SUD", "NOR", "statement", 1, None),
    ]
    assert record.snapshot(1).series("SUD", "NOR") == [MonthOfPair("2020-01", "NOR", "SUD", "statement", 1, None)]


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT count(*) AS n FROM statements", [{"n": 4}]),
        ("SELECT count(*) AS n FROM commitments", [{"n": 0}]),
        ("SELECT name FROM statement_speakers ORDER BY day, name", [
            {"name": "Ann"}, {"name": "Bob"}, {"name": "Cid"}, {"name": "Bob"},
        ]),
        ("SELECT DISTINCT source, target FROM event_pairs ORDER BY ALL", [
            {"source": "NOR", "target": "SUD"}, {"source": "NOR", "target": "WES"},
            {"source": "SUD", "target": "NOR"}, {"source": "WES", "target": "NOR"},
        ]),
        ("SELECT report, date, title FROM documents WHERE text LIKE '%peace%'", [
            {"report": "r2", "date": datetime.date(2025, 3, 1), "title": "West winds"},
        ]),
        ("SELECT kind, role, count(*) AS n FROM item_actors GROUP BY ALL ORDER BY ALL", [
            {"kind": "event", "role": "actor", "n": 4}, {"kind": "position", "role": "holder", "n": 1},
            {"kind": "statement", "role": "addressee", "n": 4}, {"kind": "statement", "role": "speaker", "n": 4},
        ]),
        ("SELECT count(*) AS n FROM evidence WHERE text LIKE '% old %'", [{"n": 0}]),
        ("SELECT DISTINCT entity FROM actor_mentions ORDER BY 1", [{"entity": "Ann"}, {"entity": "Bob"},
                                                                   {"entity": "Cid"}]),
    ],
)  # fmt: skip
def test_sql_sees_what_is_current(record: RecordFolder, sql: str, expected: list[dict[str, object]]) -> None:
    found = record.snapshot().sql(sql)
    assert isinstance(found, pa.Table)
    assert found.to_pylist() == expected


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM nothing", "no SQL", "", "SELECT 1; SELECT 2", "CREATE TABLE a (b INT)", "INSTALL httpfs",
        "SELECT * FROM read_text('/etc/hostname')", "COPY (SELECT 1) TO '/tmp/dragoman-test.csv'",
        "SET enable_external_access = true", "ATTACH 'other.db'", "PRAGMA database_list",
    ],
)  # fmt: skip
def test_sql_can_do_nothing_else(record: RecordFolder, sql: str) -> None:
    with pytest.raises(UsageError, match="the SQL"):
        record.snapshot().sql(sql)


def test_sql_before_anything_was_written(folder: RecordFolder) -> None:
    assert folder.snapshot().sql("SELECT * FROM event_pairs").num_rows == 0
    assert folder.snapshot().latest() == []
    assert folder.snapshot().count("month") == []
