"""The `export` command."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Annotated

import typer

from dragoman.views.calling import RECORD, with_messages

__all__ = ["ExportFormat", "add_command"]


class ExportFormat(enum.StrEnum):
    """What is written."""

    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    plover = "plover"
    cameo = "cameo"
    phoenix = "phoenix"


def add_command(app: typer.Typer) -> None:
    """Add the command to the program."""

    @app.command()
    def export(
        format: Annotated[  # noqa: A002 - it is the name of the option
            ExportFormat,
            typer.Option(
                help="All items: jsonl is the record itself with its texts; csv and parquet are a folder with a flat "
                "table for each kind. Events: plover is PLOVER JSON; cameo the tab-separated layout of ICEWS; phoenix "
                "that of Phoenix."
            ),
        ],
        file: Annotated[
            Path | None,
            typer.Argument(metavar="[RECORD.jsonl]", help="A record written by 'dragoman read --format jsonl'."),
        ] = None,
        record: Annotated[
            Path | None,
            typer.Option(
                "--record", envvar=RECORD, metavar="FOLDER", help="A folder that 'dragoman read --record' has made."
            ),
        ] = None,
        out: Annotated[
            Path | None,
            typer.Option(
                metavar="PATH",
                help="Where to write: a file, for csv and parquet a folder. Standard output if not given.",
            ),
        ] = None,
        all_realities: Annotated[
            bool,
            typer.Option("--all-realities", help="Of the layouts of events: also hypothetical, negated or history."),
        ] = False,
    ) -> None:
        """Write a record, or its events, for other programs.

        Example: dragoman export --record my-record --format csv --out tables
        """

        def work() -> None:
            from dragoman.errors import UsageError
            from dragoman.views.exports.run import export_record

            path = file or record
            if path is None:
                raise UsageError("export needs a record: --record FOLDER, or a file in JSON Lines")
            export_record(path, format.value, out, all_realities=all_realities)

        with_messages(work)
