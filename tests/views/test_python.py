"""Dragoman from Python, as a notebook uses it."""

from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path

import pytest
from tests.store.pattern_reader import readings, report

import dragoman
from dragoman.errors import EmptyInputError, RecordError, UsageError
from dragoman.record.items import Event, Statement
from dragoman.store import RecordFolder
from dragoman.views.flat_tables import ALL_KINDS, TABLES

FIRST = "Ann of NOR told Bob of SUD on 2025-01-20: peace \ud83d is near. Ann of NOR met Bob of SUD."
SECOND = "Bob of SUD wants peace and bread. Relations of NOR and SUD are worse."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "record"
    with RecordFolder.create(path) as folder:
        folder.write(readings(report(FIRST, "r1", "2025-01-21", title="Peace?", publisher="The Norland Times")))
        folder.write(readings(report(SECOND, "r2", None)))
    return path


def test_every_public_name_is_there_and_none_is_loaded_before_it_is_asked_for() -> None:
    assert all(getattr(dragoman, name) is not None for name in dragoman.__all__)
    assert set(dir(dragoman)) == set(dragoman.__all__)
    with pytest.raises(AttributeError, match="nothing_such"):
        _ = dragoman.nothing_such
    program = "import sys, dragoman; print('dragoman.pipeline' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout == "False\n"


def test_read_gives_typed_items_and_a_data_frame() -> None:
    text = "Iran rejected the proposal. “We are ready to talk,” Sergey Lavrov said on Monday."
    items = dragoman.read(text, "2025-03-14", title="Ready", id="one")
    days = [item.said_on.value for item in items if isinstance(item, Statement) and item.said_on]
    assert days == ["2025-03-10"]
    assert items[0] is next(iter(items))
    assert len(items[:2]) == 2
    frame = items.to_pandas()
    assert set(frame["kind"]) >= {"statement", "event"}
    assert set(frame["report"]) == {"one"}
    assert set(frame["title"]) == {"Ready"}
    assert len(items) == len(frame)
    events = items.of_kind("event")
    assert all(isinstance(item, Event) for item in events)
    assert list(events.to_pandas()["actor_countries"]) == ["IRN"] * len(events)
    assert "statement" in repr(items)


@pytest.mark.parametrize(
    ("text", "date", "error"),
    [(" \n", None, EmptyInputError), ("Iran agreed.", "14 March", UsageError), ("Iran agreed.", "2025", UsageError)],
)
def test_read_says_what_is_wrong(text: str, date: str | None, error: type[Exception]) -> None:
    with pytest.raises(error):
        dragoman.read(text, date)


def test_a_record_is_asked(path: Path) -> None:
    with dragoman.open(path) as record:
        assert (len(record.items()), len(record.items("event")), len(record.items(report="r2"))) == (4, 1, 2)
        (hit,) = record.find("near", kind="statement", speaker="Ann", since="2025-01-20", until=datetime.date.max)
        document = record.document(hit.report)
        assert document is not None
        assert document.text[hit.start : hit.end].startswith("Ann of NOR told")
        assert record.item(hit.id) == record.items("statement")[0]
        assert [one.report for one in record.documents()] == ["r1", "r2"]
        table = record.sql("SELECT count(*) AS n FROM statements")
        assert table.to_pylist() == [{"n": 1}]
        earlier = record.snapshot(1)
        assert (earlier.batch, len(earlier.items()), record.batch) == (1, 2, 2)


def test_tables_of_a_record(path: Path) -> None:
    with dragoman.open(path) as record:
        hits = record.find(country="Norway").to_pandas()
        assert list(hits["day"])[:2] == [datetime.date(2025, 1, 21), datetime.date(2025, 1, 20)]
        assert hits["day"].isna().sum() == 1
        everything = record.items().to_arrow()
        assert everything.column_names == [column.name for column in ALL_KINDS]
        for kind, columns in TABLES.items():
            assert record.items(kind).to_arrow().column_names == [column.name for column in columns]
        (row,) = record.items("statement").to_arrow().to_pylist()
        (position,) = record.items("position").to_arrow().to_pylist()
    told = ("Ann", "NORGOV", "NOR", datetime.date(2025, 1, 20), "peace \ufffd is near", "The Norland Times")
    assert tuple(
        row[name] for name in ("speakers", "speaker_codes", "speaker_countries", "day", "content", "publisher")
    ) == told  # fmt: skip
    assert (position["day"], position["day_from"], position["disputed_by"]) == (None, "unknown", None)


def test_a_record_says_what_is_wrong(path: Path, tmp_path: Path) -> None:
    with pytest.raises(RecordError):
        dragoman.open(tmp_path / "nothing")
    with dragoman.open(path) as record:
        for wrong in (
            lambda: record.items("events"), lambda: record.find("x", kind="events"), record.find,
            lambda: record.find("x", since="January"), lambda: record.snapshot(9), lambda: record.sql("DROP TABLE x"),
        ):  # fmt: skip
            with pytest.raises(UsageError):
                wrong()


def test_the_documentation_names_every_column() -> None:
    page = (Path(__file__).parents[2] / "docs/howto/python.md").read_text(encoding="utf-8")
    for columns in (ALL_KINDS, *TABLES.values()):
        assert [column.name for column in columns if f"`{column.name}`" not in page] == []
