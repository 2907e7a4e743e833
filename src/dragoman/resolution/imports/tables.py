"""Actor lists as tables: a plain CSV of one's own, and spells of leaders as REIGN (Bell 2016) has them.

Plain: a column `name` (or `phrase`), and either `code` or `country` and `sector`; optionally `aliases` separated by
`|`, `from` and `until` (days, half-open). REIGN: `leader`, a state (`stateabb`, a code of three letters), and the day,
month and year of the beginning and the end of the spell.
"""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Iterable, Iterator, Mapping

from dragoman.resolution.imports.rows import Imported, ImportedActor, LineError

__all__ = ["is_table", "read_table"]

PLAIN_NAMES = ("name", "phrase", "actor")
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def is_table(first_line: str) -> bool:
    """Tell whether the first line of a file is the header of a table that can be read here."""
    columns = {cell.strip().lower().strip('"') for cell in first_line.split(",")}
    plain = bool(columns & set(PLAIN_NAMES)) and bool(columns & {"code", "country"})
    return plain or ("leader" in columns and "syear" in columns)


def read_table(
    lines: Iterable[str], origin: str, states: Mapping[str, str], spell_states: Mapping[str, str]
) -> Imported:
    """Read a table.

    Args:
        lines: Its lines, the header first.
        origin: The name of the file, for the source of each row.
        states: Alpha-3 codes, by themselves.
        spell_states: Codes that tables of leaders use, those of the Correlates of War first, to alpha-3 codes.
    """
    found = Imported([], [], [])
    reader = csv.DictReader(lines, skipinitialspace=True)
    for row in reader:
        cells = {
            (name or "").strip().lower(): (value or "").strip() for name, value in row.items() if isinstance(value, str)
        }
        line = reader.line_num
        if not any(cells.values()):
            continue
        try:
            source = f"{origin}, line {line}"
            rows = _of_reign(cells, source, spell_states) if "leader" in cells else _plain(cells, source, states)
            found.actors.extend(rows)
        except ValueError as error:
            found.errors.append(LineError(line, ",".join(cells.values()), str(error)))
    return found


def _plain(cells: Mapping[str, str], source: str, states: Mapping[str, str]) -> Iterator[ImportedActor]:
    name = next((cells[column] for column in PLAIN_NAMES if cells.get(column)), "")
    if not name:
        raise ValueError("no name")
    code = cells.get("code") or states.get(cells.get("country", ""), cells.get("country", "")) + cells.get("sector", "")
    if not re.fullmatch(r"[A-Z]{3,15}", code):
        raise ValueError(f"{code or 'nothing'} is no code: alpha-3 state and PLOVER sector in capitals are wanted")
    since, until = cells.get("from", ""), cells.get("until", "")
    for value in (since, until):
        if value and not DAY.fullmatch(value):
            raise ValueError(f"{value} is no day: YYYY-MM-DD is wanted")
    if since and until and since > until:
        raise ValueError(f"it ends on {until}, before it begins on {since}")
    for form in (name, *(alias.strip() for alias in cells.get("aliases", "").split("|") if alias.strip())):
        yield ImportedActor(form, name, code, since, until, source)


def _of_reign(cells: Mapping[str, str], source: str, states: Mapping[str, str]) -> Iterator[ImportedActor]:
    name = cells["leader"]
    if not name:
        raise ValueError("no leader")
    state = cells.get("stateabb") or cells.get("country") or ""
    country = states.get(state)
    if country is None:
        raise ValueError(f"no state of the tables has the code {state or 'nothing'}")
    since = _day(cells, "s", 1)
    until = _day(cells, "e", 28) if cells.get("eyear") else ""
    yield ImportedActor(name, name, f"{country}GOV", since, until, source)


def _day(cells: Mapping[str, str], which: str, unknown_day: int) -> str:
    try:
        numbers = [int(float(cells.get(f"{which}{part}") or default)) for part, default in
                   (("year", 0), ("month", 1), ("date", unknown_day))]  # fmt: skip
        return datetime.date(*numbers).isoformat()
    except (ValueError, OverflowError):
        raise ValueError(f"{'begins' if which == 's' else 'ends'} on no day") from None
