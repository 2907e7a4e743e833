"""What every command of the command line does alike: exit statuses, messages, days, the record folder."""

from __future__ import annotations

import datetime
import enum
import os
import sys
from collections.abc import Callable

import typer

from dragoman.views.visible import one_line

__all__ = ["OUTPUT_CLOSED", "RECORD", "STOPPED", "WRONG_CALL", "Layout", "day", "output_closed", "with_messages"]

WRONG_CALL = 2
STOPPED = 130
OUTPUT_CLOSED = 141
#: The environment variable that names the record folder.
RECORD = "DRAGOMAN_RECORD"


class Layout(enum.StrEnum):
    """How an answer is printed: for reading, or one JSON object a line."""

    text = "text"
    jsonl = "jsonl"


def day(value: str) -> datetime.date:
    """Return the day that an option gives.

    Raises:
        typer.BadParameter: It is no day, or written in another way.
    """
    try:
        found = datetime.date.fromisoformat(value)
    except ValueError:
        found = None
    if found is None or found.isoformat() != value:
        raise typer.BadParameter(f"'{value}' is no day; write it as YYYY-MM-DD, such as 2025-01-21.")
    return found


def with_messages(work: Callable[[], None]) -> None:
    """Do something; what goes wrong on purpose is one line on standard error and exit status 1."""
    from dragoman.errors import DragomanError, UsageError

    try:
        work()
    except DragomanError as error:
        sys.stderr.write(f"dragoman: {one_line(str(error))}\n")
        raise typer.Exit(WRONG_CALL if isinstance(error, UsageError) else 1) from None
    except KeyboardInterrupt:
        sys.stderr.write("dragoman: stopped from the keyboard\n")
        raise typer.Exit(STOPPED) from None
    except BrokenPipeError:
        raise output_closed() from None


def output_closed() -> typer.Exit:
    """Return the exit of `dragoman read ... | head`: nothing is wrong, and nothing more may be written at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return typer.Exit(OUTPUT_CLOSED)
