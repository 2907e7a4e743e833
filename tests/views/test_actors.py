"""The tables of actors at the command line: the user's own lists win."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.views.cli import run


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRAGOMAN_KNOWLEDGE", str(tmp_path / "knowledge"))
    return tmp_path / "knowledge"


def test_an_imported_name_wins_over_ours(tmp_path: Path, own_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "list.txt").write_text("KREMLIN_ [FRDGOV]\nBROKEN_ [RUS\n", encoding="utf-8")
    assert run(["actors", "import", str(tmp_path / "list.txt")]) == 0
    told = capsys.readouterr().out
    assert "line 2" in told
    assert "1 lines could not be read" in told
    assert run(["actors", "explain", "Kremlin"]) == 0
    assert "FRDGOV" in capsys.readouterr().out
    # importing twice changes nothing
    before = (own_folder / "actors.csv").read_bytes()
    assert run(["actors", "import", str(tmp_path / "list.txt")]) == 0
    assert (own_folder / "actors.csv").read_bytes() == before


def test_the_reader_uses_the_code_of_the_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "list.txt").write_text("ZOG_THE_FIRST [FRDGOV 20000101-20100101][FRDELI >20100101]\n", encoding="utf-8")
    run(["actors", "import", str(tmp_path / "list.txt")])
    (tmp_path / "report.txt").write_text("Zog the First spoke on television.", encoding="utf-8")
    capsys.readouterr()
    for day, code in (("2005-01-01", "FRDGOV"), ("2015-01-01", "FRDELI")):
        run(["read", str(tmp_path / "report.txt"), "--date", day, "--mentions", "--format", "jsonl"])
        rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert code in {row["code"] for row in rows if row["kind"] == "actor"}


def test_a_missing_list_is_one_clear_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["actors", "import", "nowhere.txt"]) == 1
    assert "no such file" in capsys.readouterr().err


def test_phrases_that_matched_nothing_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "report.txt").write_text(
        "The Blorbist delegation said that talks had failed. The Blorbist delegation said that it would leave.",
        encoding="utf-8",
    )
    run(["read", str(tmp_path / "report.txt"), "--format", "jsonl"])
    (tmp_path / "record.jsonl").write_text(capsys.readouterr().out, encoding="utf-8")
    assert run(["actors", "unmatched", str(tmp_path / "record.jsonl")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split("\t")[:2] == ["count", "phrase"]
