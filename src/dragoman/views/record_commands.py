"""The `record` commands: check a record folder, what changed in it, what could not be read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.views.calling import RECORD, Layout, with_messages

__all__ = ["record_app"]

record_app = typer.Typer(
    help="Check a record folder, see what changed in it, read again what could not be read.",
    add_completion=False,
    rich_markup_mode=None,
)
Folder = Annotated[
    Path, typer.Argument(metavar="FOLDER", envvar=RECORD, help="A folder that 'dragoman read --record' has made.")
]


FormOption = Annotated[Layout, typer.Option("--format", help="text is for reading; jsonl is one JSON object a line.")]


@record_app.command()
def check(folder: Folder) -> None:
    """Check every hash, every span against the stored text, and the catalog; exit status 1 if something is wrong.

    Example: dragoman record check my-record
    """
    from dragoman.views.record import check_folder

    with_messages(lambda: check_folder(folder))


@record_app.command()
def diff(
    folder: Folder,
    report: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Only this document, and then all its readings; else the last two of each."),
    ] = None,
    form: FormOption = Layout.text,
) -> None:
    """Print what changed when documents were read again: items gone, new, and changed.

    Example: dragoman record diff my-record
    """
    from dragoman.views.record import print_changes

    with_messages(lambda: print_changes(folder, report, as_json=form is Layout.jsonl))


@record_app.command()
def errors(
    folder: Folder,
    retry: Annotated[bool, typer.Option("--retry", help="Read them again first.")] = False,
    form: FormOption = Layout.text,
) -> None:
    """Print what could not be read into a record folder, with the reason and what to do.

    Example: dragoman record errors my-record --retry
    """
    from dragoman.views.record import print_errors

    with_messages(lambda: print_errors(folder, retry=retry, as_json=form is Layout.jsonl))
