"""A whole record as JSON Lines, CSV and Parquet, read back as its users read it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from tests.store.pattern_reader import readings, report

from dragoman.record.items import DocumentItem
from dragoman.store import RecordFolder
from dragoman.views.cli import run
from dragoman.views.flat_tables import TABLES
from dragoman.views.jsonl import read_items

TEXT = (
    'Ann of NOR told Bob of SUD: peace, "soon"\r\nor later\u2028; grain. Ann of NOR met Bob of SUD. '
    "Bob of SUD wants bread."
)
FILES = {"statements", "events", "positions", "commitments", "agreements", "relations", "reports"}


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "record"
    with RecordFolder.create(path) as folder:
        folder.write(readings(report(TEXT, "007", "2025-01-21", title='=1+1,"quoted"\n', publisher="Norland Times")))
        folder.write(readings(report(TEXT, "r2", None)))
    return path


def export(record: Path, layout: str, out: Path) -> Path:
    assert run(["export", "--record", str(record), "--format", layout, "--out", str(out)]) == 0
    return out


def test_csv_in_pandas(record: Path, tmp_path: Path) -> None:
    out = export(record, "csv", tmp_path / "new" / "tables")
    assert {path.name for path in out.iterdir()} == {f"{name}.csv" for name in FILES}
    statements = pd.read_csv(out / "statements.csv", dtype={"report": str}, parse_dates=["day"])
    assert list(statements.columns) == [column.name for column in TABLES["statement"]]
    assert list(statements["report"]) == ["007", "r2"]
    assert list(statements["day"]) == [pd.Timestamp("2025-01-21"), pd.NaT]
    first = statements.iloc[0]
    assert (first["speakers"], first["addressee_countries"], first["title"]) == ("Ann", "SUD", '=1+1,"quoted"\n')
    assert first["content"] == 'peace, "soon" or later ; grain'
    assert statements["named"].dtype == bool
    assert pd.read_csv(out / "commitments.csv").empty
    assert list(pd.read_csv(out / "reports.csv", dtype=str)["report"]) == ["007", "r2"]


def test_parquet_in_pyarrow_has_the_same_cells(record: Path, tmp_path: Path) -> None:
    tables, texts = export(record, "parquet", tmp_path / "parquet"), export(record, "csv", tmp_path / "csv")
    for name in FILES:
        table = pq.read_table(tables / f"{name}.parquet").to_pandas().astype(object)
        text = pd.read_csv(texts / f"{name}.csv", dtype=str, keep_default_na=False)
        assert list(table.columns) == list(text.columns)
        shown = table.map(lambda cell: "" if pd.isna(cell) else str(cell).lower() if cell in (True, False) else cell)
        assert shown.map(str).values.tolist() == text.values.tolist()
    days = pq.read_table(tables / "events.parquet").column("day").type
    assert str(days) == "date32[day]"


def test_jsonl_is_the_record_with_its_texts(record: Path, tmp_path: Path) -> None:
    out = export(record, "jsonl", tmp_path / "record.jsonl")
    items = list(read_items(out))
    documents = [item for item in items if isinstance(item, DocumentItem)]
    assert [one.text for one in documents] == [TEXT, TEXT]
    with RecordFolder.open(record) as folder:
        assert [item for item in items if not isinstance(item, DocumentItem)] == list(folder.snapshot().items())
    # and from it the same tables
    assert run(["export", str(out), "--format", "csv", "--out", str(tmp_path / "again")]) == 0
    once = export(record, "csv", tmp_path / "once")
    for name in FILES:
        assert (tmp_path / "again" / f"{name}.csv").read_bytes() == (once / f"{name}.csv").read_bytes()


@pytest.mark.parametrize(("layout", "rows"), [("cameo", 4), ("phoenix", 4), ("plover", 2)])
def test_events_of_a_folder(record: Path, tmp_path: Path, layout: str, rows: int) -> None:
    out = export(record, layout, tmp_path / "events")
    read = pd.read_json(out, lines=True) if layout == "plover" else pd.read_csv(out, sep="\t", dtype=str)
    assert len(read) == rows


def test_phrases_that_matched_nothing_of_a_folder(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["actors", "unmatched", str(record)]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "count\tphrase\treport\tstart\tend"


def test_an_export_that_breaks_off_leaves_what_was_there(record: Path, tmp_path: Path) -> None:
    out = tmp_path / "record.jsonl"
    out.write_text("mine")
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{no item}")
    assert run(["export", str(broken), "--format", "jsonl", "--out", str(out)]) == 1
    assert out.read_text() == "mine"
    assert {path.name for path in tmp_path.iterdir()} == {"record", "record.jsonl", "broken.jsonl"}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--format", "csv"], "name a folder"),
        (["--format", "csv", "--out", "FILE"], "is a file"),
        (["--format", "jsonl", "--out", "FOLDER"], "is a folder"),
        (["--format", "plover", "--out", "FOLDER/no/such"], "cannot be written"),
    ],
)
def test_a_wrong_call(
    record: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    file = tmp_path / "file"
    file.write_text("mine")
    names = {"FILE": str(file), "FOLDER": str(tmp_path), "FOLDER/no/such": str(tmp_path / "no" / "such")}
    assert run(["export", "--record", str(record), *(names.get(one, one) for one in arguments)]) == 2
    assert says in capsys.readouterr().err
    assert file.read_text() == "mine"


def test_without_a_record(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRAGOMAN_RECORD", raising=False)
    assert run(["export", "--format", "jsonl"]) == 2
    assert "--record" in capsys.readouterr().err
