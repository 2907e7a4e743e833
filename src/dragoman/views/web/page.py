"""A page: one handler whose answer becomes HTML, JSON and CSV alike."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from dragoman.views.web.asking import Asked
from dragoman.views.web.looking import Look

__all__ = ["Page", "table_of"]

#: With one of these at its start a cell is a formula to a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Page:
    """What stands behind an address."""

    #: Its address is `/name`, that of its data `/api/name` and `/csv/name`; empty for the overview.
    name: str
    #: What it shows, in a sentence: the description in `/api/openapi.json`.
    about: str
    asked: type[Asked]
    answers: type
    #: Takes the record and what is asked.
    answer: Callable[[Look, Any], Any]
    #: The answer as rows of a table: the struct of a row, and what makes them.
    row: type[msgspec.Struct]
    rows: Callable[[Any], Sequence[msgspec.Struct]]
    #: In the navigation; `None` for pages that lead from another.
    label: str | None = None

    @property
    def template(self) -> str:
        """Name of the template."""
        return f"{self.api_name}.html"

    @property
    def api_name(self) -> str:
        """The name, for the overview too."""
        return self.name or "overview"


def table_of(row: type[msgspec.Struct], rows: Iterable[msgspec.Struct]) -> str:
    """Return rows as CSV with a header, to be opened in a spreadsheet too: text that it would run begins with `'`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    columns = [field.name for field in msgspec.structs.fields(row)]
    writer.writerow(columns)
    writer.writerows([_cell(getattr(one, column)) for column in columns] for one in rows)
    return out.getvalue()


def _cell(value: str | int | float | None) -> str | int | float:
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
