"""The commands that look across reports: commitments, positions, series."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from tests.records import Records

from dragoman.resolution.referents import Date
from dragoman.views.cli import run
from dragoman.views.jsonl import jsonl


@pytest.fixture
def record(tmp_path: Path) -> Path:
    records = Records()
    records.report("first", "2025-03-01", "Russia pledged to free the sailors by May 2025. Russia opposes a ceasefire.")
    may = Date(
        text="May 2025", start=0, end=1, type="DATE", value="2025-05", earliest="2025-05-01", latest="2025-05-31"
    )
    records.commitment("first", "Russia", "free the sailors", may)
    records.position("first", "Russia", "opposes", "a ceasefire")
    records.report("second", "2025-04-01", "Ukraine backs a ceasefire. Russia shelled Ukraine \x1b[31m.")
    records.position("second", "Ukraine", "supports", "a ceasefire")
    records.event("second", "Russia", "Ukraine", "shelled", 4, -9.0)
    path = tmp_path / "record.jsonl"
    path.write_bytes(jsonl([*records.documents.values(), *records.items]))
    return path


def printed(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    assert run([str(one) for one in arguments]) == 0
    return capsys.readouterr().out


def test_commitments_as_of_a_day(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "commitments", "--record", record, "--as-of", "2025-06-01", "--actor", "Russia")
    assert text.startswith("OVERDUE")
    assert "Russia [RUSGOV] promised: “free the sailors”" in text
    (line,) = printed(
        capsys, "commitments", "--record", record, "--as-of", "2025-05-01", "--format", "jsonl"
    ).splitlines()
    assert json.loads(line)["status"] == "due"
    assert printed(capsys, "commitments", "--record", record, "--as-of", "2025-05-01", "--status", "kept") == ""


def test_today_is_never_assumed(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["commitments", "--record", str(record)]) == 2
    assert "--as-of" in capsys.readouterr().err


def test_positions_by_issue_and_disputes(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "positions", "--record", record, "--issue", "ceasefire").count("ceasefire”") == 2
    assert printed(capsys, "positions", "--record", record, "--disputes").startswith("DISPUTE over ceasefire")
    assert printed(capsys, "positions", "--record", record, "--disputes", "--actor", "France") == ""
    assert printed(capsys, "positions", "--record", record, "--disputes", "--as-of", "2025-03-15") == ""


def test_the_user_names_issues(record: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    names = tmp_path / "issues.csv"
    names.write_text("group,name,merged_into\nceasefire,The truce,\n", encoding="utf-8")
    assert printed(capsys, "positions", "--record", record, "--issues", names).startswith("The truce (ceasefire)")
    names.write_text("group,name\nceasefire,The truce\n", encoding="utf-8")
    assert run(["positions", "--record", str(record), "--issues", str(names)]) == 1
    assert "issues.csv, line 1" in capsys.readouterr().err


def test_series_in_each_layout(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "series", "Russia", "UKR", "--record", record, "--by", "month")
    assert "-9.0" in text
    (row,) = csv.DictReader(printed(capsys, "series", "RUS", "UKR", "--record", record, "--format", "csv").splitlines())
    assert (row["start"], row["conflict_events"], row["cooperation_intensity_sum"]) == ("2025-04-01", "1", "")
    (line,) = printed(
        capsys, "series", "RUS", "UKR", "--record", record, "--by", "week", "--format", "jsonl"
    ).splitlines()
    assert json.loads(line)["conflict"]["events"] == 1


@pytest.mark.parametrize(
    "arguments",
    [("RUS", "RUS"), ("RUS", "Nowhere"), ("RUS", "UKR", "--since", "2025-02-01", "--until", "2025-01-01")],
)
def test_a_wrong_call_is_one_line(arguments: tuple[str, ...], record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["series", *arguments[:2], "--record", str(record), *arguments[2:]]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_record_without_its_documents_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = Records()
    records.report("first", "2025-03-01", "Russia opposes a ceasefire.")
    records.position("first", "Russia", "opposes", "a ceasefire")
    path = tmp_path / "bare.jsonl"
    path.write_bytes(jsonl(records.items))
    assert run(["positions", "--record", str(path)]) == 1
    assert "--documents" in capsys.readouterr().err


def test_nothing_that_a_terminal_would_obey_is_printed(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hostile = record.with_name("hostile.jsonl")
    hostile.write_bytes(record.read_bytes().replace(b"free the sailors", b"free\\u001b[31m sailors"))
    assert "\x1b" not in printed(capsys, "commitments", "--record", hostile, "--as-of", "2025-06-01")
