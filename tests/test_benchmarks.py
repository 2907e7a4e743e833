"""The benchmarks say what is missing, and lay their figures out in tables."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from common import find_shared, markdown_table, read_lines, write_lines

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"


@pytest.mark.parametrize(
    "name",
    ["seed", "attributions", "events", "dates", "actors", "speed", "jobs", "record", "positions", "treaty_texts"],
)
def test_benchmark_without_its_data_says_so_and_changes_nothing(name: str, tmp_path: Path) -> None:
    results = (BENCHMARKS / "RESULTS.md").read_bytes()
    result = subprocess.run(
        [sys.executable, BENCHMARKS / f"{name}.py"],
        env=os.environ | {"DRAGOMAN_SHARED": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(f"{name}.py: skipped, because there is no ")
    assert (BENCHMARKS / "RESULTS.md").read_bytes() == results


def test_shared_data_are_found_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "set.jsonl").write_text("{}\n", encoding="utf-8")
    monkeypatch.setenv("DRAGOMAN_SHARED", str(tmp_path))
    assert find_shared("set.jsonl") == tmp_path / "set.jsonl"
    assert find_shared("other.jsonl") is None


def test_table_puts_figures_to_the_right_and_words_to_the_left() -> None:
    expected = "| name |    F1 |\n| ---- | ----: |\n| a    |  35.4 |\n| long | 1,234 |"
    assert markdown_table(("name", "F1"), [("a", "35.4"), ("long", "1,234")]) == expected


def test_lines_come_back_as_they_were_written(tmp_path: Path) -> None:
    lines: list[dict[str, object]] = [{"text": "“Oui”\u2028", "n": 1}, {"text": ""}]
    write_lines(tmp_path / "lines.jsonl", lines)
    assert list(read_lines(tmp_path / "lines.jsonl")) == lines
