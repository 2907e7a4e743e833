"""Every table of knowledge is what its schema says."""

from __future__ import annotations

import collections
import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

import dragoman

DATA = Path(dragoman.__file__).parent / "data"
SCHEMAS = DATA / "schema"
TABLES = sorted(path.stem for path in DATA.glob("*.csv"))


def schema(table: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SCHEMAS / f"{table}.json").read_text(encoding="utf-8"))
    return loaded


def lines(table: str) -> list[list[str]]:
    """Return the header and the rows of a table."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.reader(handle, strict=True))


def cells(table: str) -> list[tuple[int, dict[str, Any], str]]:
    """Return each cell of a table with the number of its row and the description of its column."""
    columns = schema(table)["columns"]
    return [
        (number, column, cell)
        for number, row in enumerate(lines(table)[1:], start=2)
        for column, cell in zip(columns, row, strict=True)
    ]


def test_there_are_tables() -> None:
    assert TABLES


def test_every_schema_describes_a_table_and_every_table_has_a_schema() -> None:
    assert sorted(path.stem for path in SCHEMAS.glob("*.json")) == TABLES


@pytest.mark.parametrize("table", TABLES)
def test_schema_is_complete(table: str) -> None:
    described = schema(table)
    assert set(described) == {"title", "description", "licence", "columns"}
    assert all(described[key] for key in described)
    for column in described["columns"]:
        assert {"name", "description", "required"} <= set(column) <= {
            "name", "description", "required", "pattern",
        }, column  # fmt: skip
        assert column["description"], column
        assert isinstance(column["required"], bool), column
        re.compile(column.get("pattern", ""))


@pytest.mark.parametrize("table", TABLES)
def test_columns_are_those_of_the_schema(table: str) -> None:
    assert lines(table)[0] == [column["name"] for column in schema(table)["columns"]]


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_as_many_cells_as_the_header(table: str) -> None:
    header, *rows = lines(table)
    assert [number for number, row in enumerate(rows, start=2) if len(row) != len(header)] == []


@pytest.mark.parametrize("table", TABLES)
def test_every_row_names_its_source(table: str) -> None:
    column = next(column for column in schema(table)["columns"] if column["name"] == "source")
    assert column["required"]


@pytest.mark.parametrize("table", TABLES)
def test_required_cells_are_filled(table: str) -> None:
    empty = [(number, column["name"]) for number, column, cell in cells(table) if column["required"] and not cell]
    assert empty == []


@pytest.mark.parametrize("table", TABLES)
def test_every_value_matches_the_pattern_of_its_column(table: str) -> None:
    """A pattern speaks of one value; a cell may hold several, separated by `|`."""
    wrong = [
        (number, column["name"], value)
        for number, column, cell in cells(table)
        for value in (cell.split("|") if cell else [])
        if not re.fullmatch(column.get("pattern", ".+"), value)
    ]
    assert wrong == []


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_begins_or_ends_with_a_space(table: str) -> None:
    assert [(number, cell) for number, _, cell in cells(table) if cell != cell.strip()] == []


@pytest.mark.parametrize("table", TABLES)
def test_no_row_stands_twice(table: str) -> None:
    counted = collections.Counter(tuple(row) for row in lines(table))
    assert [row for row, times in counted.items() if times > 1] == []
