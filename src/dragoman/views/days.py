"""Days as they are given on the command line."""

from __future__ import annotations

import datetime

import typer

__all__ = ["day_given"]


def day_given(value: str) -> datetime.date:
    """Return the day that was given.

    Raises:
        typer.BadParameter: It is not written as YYYY-MM-DD, or there is no such day.
    """
    try:
        day = datetime.date.fromisoformat(value)
    except ValueError:
        day = None
    if day is None or day.isoformat() != value:
        raise typer.BadParameter(f"'{value}' is no day; write it as YYYY-MM-DD, such as 2025-01-21.")
    return day
