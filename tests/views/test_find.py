"""`dragoman find`, as a person at a terminal and a script call it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.store.pattern_reader import readings, report

from dragoman.errors import UsageError
from dragoman.store import Query, RecordFolder
from dragoman.views.cli import run
from dragoman.views.finding import COLUMNS, find, hit_lines

SANCTIONS = "Ann of NOR told Bob of SUD: the sanctions on grain will stay."
GRAIN = "Cleo of SUD told Ann of NOR: grain, grain, grain. Ann of NOR met Cleo of SUD."
HOSTILE = "Bob of SUD told Ann of NOR: <script>alert(1)</script>, said the envoy."


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "record"
    with RecordFolder.create(path) as folder:
        folder.write(readings(
            report(SANCTIONS, "r1", "2025-01-01", title="Sanctions stay"),
            report(GRAIN, "r2", "2025-02-01", title="Grain\x1b[31m\n and more"),
        ))  # fmt: skip
        folder.write(readings(report(HOSTILE, "r3", "2025-03-01", title="=cmd()", publisher="The Envoy")))
    return path


def printed(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    assert run(["find", *(str(one) for one in arguments)]) == 0
    return capsys.readouterr().out


def test_the_best_comes_first_and_each_line_names_report_and_characters(
    record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head, first, second = printed(capsys, "grain", "--record", record, "--kind", "statement").splitlines()
    assert head.split() == ["day", "kind", "who", "what", "report", "characters"]
    assert first.split()[:3] == ["2025-02-01", "statement", "says"]
    assert "Cleo → Ann" in first
    place = first.split()[-1]
    report_id, _, span = place.rpartition(":")
    start, end = map(int, span.split("-"))
    assert report_id == "r2"
    assert "grain, grain" in GRAIN[start:end]
    assert second.split()[-1].startswith("r1:")


def test_nothing_that_a_terminal_obeys_is_printed(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "grain", "--record", record)
    assert "\x1b" not in text
    assert r"Grain\x1b[31m and more" in text


@pytest.mark.parametrize(
    ("conditions", "reports"),
    [
        (["--speaker", "Bob"], ["r3"]),
        (["--speaker", "NORGOV"], ["r1"]),
        (["--actor", "Bob"], ["r3", "r1"]),
        (["--since", "2025-02-01", "--until", "2025-02-28"], ["r2"]),
        (["--type", "consult"], ["r2"]),
        (["--report", "r1"], ["r1"]),
        (["--kind", "event", "--kind", "position"], ["r2"]),
        (["--openness", "private"], []),
        (["--limit", "1", "--kind", "statement"], ["r3"]),
        (["--country", "NOR", "--as-of-batch", "1"], ["r2", "r1"]),
    ],
)
def test_conditions_without_words_give_the_latest_first(
    record: Path, capsys: pytest.CaptureFixture[str], conditions: list[str], reports: list[str]
) -> None:
    lines = printed(capsys, "--record", record, *conditions, "--format", "jsonl").splitlines()
    assert list(dict.fromkeys(json.loads(line)["report"] for line in lines)) == reports


def test_csv_is_read_back_whole(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "envoy", "--record", record, "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(text))
    assert tuple(row) == COLUMNS
    assert (row["title"], row["publisher"], row["what"]) == (
        "=cmd()", "The Envoy", "<script>alert(1)</script>, said the envoy"
    )  # fmt: skip
    assert row["evidence"] == HOSTILE[int(row["start"]) : int(row["end"])]


def test_a_country_may_be_given_by_its_name(record: Path) -> None:
    with RecordFolder.open(record) as folder:
        assert {hit.report for hit in find(folder.snapshot(), "", Query(country="Norway"))} == {"r1", "r2", "r3"}


def test_what_only_the_report_holds_is_said(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "stay", "--record", record, "--kind", "event") == ""
    assert run(["find", "stay", "--record", str(record), "--kind", "event"]) == 0
    message = capsys.readouterr().err
    assert "nothing found" in message
    assert "r1 Sanctions stay" in message


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "nothing to look for"),
        (["--country", "Atlantis"], "no state"),
        (["--type", "shouts"], "no item has the type"),
        (["--since", "2025-02-01", "--until", "2025-01-01"], "later than"),
        (["...", "--kind", "event"], "no word to look for"),
        (["grain", "--as-of-batch", "7"], "no batch 7"),
    ],
)
def test_a_wrong_call_says_what_to_do(
    record: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    assert run(["find", *arguments, "--record", str(record)]) == 2
    assert says in capsys.readouterr().err


def test_the_environment_names_the_folder(
    record: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAGOMAN_RECORD", str(record))
    assert "r1:" in printed(capsys, "sanctions")


@pytest.mark.parametrize("width", [40, 100, 200])
def test_the_table_keeps_to_its_width_where_it_can(record: Path, width: int) -> None:
    with RecordFolder.open(record) as folder:
        lines = list(hit_lines(find(folder.snapshot(), "grain"), "table", width))
    assert len(lines) == 3
    assert all(len(line) <= max(width, 130) for line in lines)


def test_a_folder_that_is_no_record_is_an_error(tmp_path: Path) -> None:
    assert run(["find", "x", "--record", str(tmp_path)]) == 1
    with pytest.raises(UsageError), RecordFolder.create(tmp_path / "new") as folder:
        find(folder.snapshot())
