"""The user's own names of issues: a CSV file with the columns `group,name,merged_into`."""

from __future__ import annotations

import csv
from pathlib import Path

from dragoman.errors import FormatError, NotFoundError
from dragoman.record.issue_groups import IssueName

__all__ = ["COLUMNS", "read_issue_names"]

COLUMNS = ("group", "name", "merged_into")


def read_issue_names(path: Path) -> dict[str, IssueName]:
    """Return what the user says of issues: group id to name and the group that it is part of.

    Raises:
        NotFoundError: There is no such file.
        FormatError: The columns are others, a line has too few or too many cells, or a group stands twice.
    """
    advice = f"write lines of {','.join(COLUMNS)}"
    try:
        handle = path.open(encoding="utf-8-sig", newline="")
    except (FileNotFoundError, IsADirectoryError):
        raise NotFoundError(str(path), "no such file", advice) from None
    names: dict[str, IssueName] = {}
    with handle:
        try:
            reader = csv.reader(handle, strict=True)
            if tuple(next(reader, ())) != COLUMNS:
                raise FormatError(f"{path}, line 1", "no header of issue names", f"begin with {','.join(COLUMNS)}")
            for cells in reader:
                where = f"{path}, line {reader.line_num}"
                if not cells:
                    continue
                if len(cells) != len(COLUMNS) or not cells[0].strip():
                    raise FormatError(where, f"{len(cells)} cells or no group", advice)
                group, name, merged_into = (cell.strip() for cell in cells)
                if group in names:
                    raise FormatError(where, f"the group {group!r} stands twice", "keep one line for each group")
                names[group] = IssueName(name=name or None, merged_into=merged_into or None)
        except (UnicodeDecodeError, csv.Error) as error:
            raise FormatError(str(path), f"no CSV in UTF-8 ({error})", advice) from None
    return names
