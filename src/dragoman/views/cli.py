"""The command line: what scripts and people at a terminal call.

Data go to standard output, messages to standard error. Exit status: 0 all was read, 1 some inputs
could not be read (each is named), 2 the call was wrong, 130 stopped from the keyboard, 141 whoever
read the output went away.
"""

from __future__ import annotations

import datetime
import errno
import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from dragoman import __version__
from dragoman.errors import WorkerError
from dragoman.views import across_reports, asking, exporting, serve_command
from dragoman.views.calling import RECORD, STOPPED, WRONG_CALL, Layout, day, output_closed, with_messages
from dragoman.views.record_commands import record_app
from dragoman.views.visible import one_line

__all__ = ["app", "main", "run"]

app = typer.Typer(
    name="dragoman",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


#: What the tables of actors know.
actors_app = typer.Typer(help="Ask the tables of actors, and add to them.", add_completion=False, rich_markup_mode=None)
app.add_typer(actors_app, name="actors")
app.add_typer(record_app, name="record")


def main() -> NoReturn:
    """Run the command line with the arguments of the process, and exit."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run the command line and return its exit status.

    Args:
        arguments: What comes after the name of the program.
    """
    try:
        if not arguments:
            app(args=["--help"], prog_name="dragoman", standalone_mode=False)
            return WRONG_CALL
        return int(app(args=arguments, prog_name="dragoman", standalone_mode=False) or 0)
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EBADF, errno.EIO, errno.EDQUOT, errno.EFBIG}:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.stderr.write(
            f"dragoman: standard output: cannot be written ({error.strerror}); make room and run it again\n"
        )
        return 1
    except Exception as error:
        # typer brings its own copy of click or uses the installed one; errors of usage have this in both.
        if not hasattr(error, "format_message"):
            raise
        message = one_line(" ".join(str(error.format_message()).split()).removeprefix("Value error, "))
        if message:
            sys.stderr.write(f"dragoman: {message} Try 'dragoman read --help'.\n")
        return WRONG_CALL


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def dragoman(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Read reports of diplomacy into a record in which every item points to the characters it comes from."""


@app.command()
def read(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Files, folders, or - for standard input. Text, web pages (.html), tables (.jsonl, .csv, "
            ".tsv, .parquet) with a column 'text' and optionally 'id', 'date', 'title', 'publisher', 'url'; "
            "each also packed (.gz).",
        ),
    ],
    date: Annotated[
        datetime.date | None,
        typer.Option(
            parser=day,
            metavar="YYYY-MM-DD",
            help="The day the reports were published. The date of a table's row goes before it. Without one, "
            "'on Monday' stays unresolved.",
        ),
    ] = None,
    format: Annotated[  # noqa: A002 - it is the name of the option
        Layout, typer.Option(help="text is for reading; jsonl is one item a line.")
    ] = Layout.text,
    mentions: Annotated[bool, typer.Option("--mentions", help="Also print every mention of actors and times.")] = False,
    documents: Annotated[
        bool,
        typer.Option("--documents", help="Also print the text of each document, as all offsets count it."),
    ] = False,
    record: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Keep what is read in this folder, which is made if it is not there, instead of printing it. "
            "What it has already is not read again.",
        ),
    ] = None,
    jobs: Annotated[
        int,
        typer.Option(
            min=1, metavar="N", help="How many processes read at once; the record comes in the same order. One a core."
        ),
    ] = 1,
) -> None:
    """Print what reports say: statements, events, positions, commitments, agreements, relations.

    Example: dragoman read examples/report.txt --date 2025-03-14
    """
    if record is not None:
        from dragoman.views.recording import record_paths

        with_messages(lambda: record_paths(paths, record, date=date, jobs=jobs))
        return
    try:
        # Imported here so that --help and --version answer at once.
        from dragoman.views.reading import ReadingRun

        failed = ReadingRun(
            paths, date=date, as_text=format is Layout.text, mentions=mentions, with_documents=documents, jobs=jobs
        ).run()
    except KeyboardInterrupt:
        sys.stderr.write("dragoman: stopped from the keyboard; what was printed before is whole\n")
        raise typer.Exit(STOPPED) from None
    except BrokenPipeError:
        raise output_closed() from None
    except WorkerError as error:
        sys.stderr.write(f"dragoman: {one_line(str(error))}\n")
        raise typer.Exit(1) from None
    raise typer.Exit(int(failed))


@app.command()
def agreements(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="An agreement by its name or acronym.")] = None,
    between: Annotated[
        tuple[str, str] | None,
        typer.Option("--between", metavar="A B", help="Only those of which both states are parties."),
    ] = None,
    as_of: Annotated[
        datetime.date | None,
        typer.Option("--as-of", parser=day, metavar="YYYY-MM-DD", help="The day that is asked about."),
    ] = None,
    ended: Annotated[bool, typer.Option("--ended", help="Also those that did not bind on that day.")] = False,
    output: Annotated[
        Layout, typer.Option("--format", help="Lines with tabs, or one JSON object a line.")
    ] = Layout.text,
) -> None:
    """Print the agreements of the register that bound two states on a day, those that end next first.

    Example: dragoman agreements --between RUS USA --as-of 2025-01-21
    """
    from dragoman.errors import UsageError
    from dragoman.views.agreements import agreement_lines
    from dragoman.views.agreements import agreements as asked_for

    def run() -> None:
        if as_of is None:
            raise UsageError("agreements needs a day: --as-of YYYY-MM-DD (today is never assumed)")
        found = asked_for(name, between or (), as_of, ended=ended)
        for line in agreement_lines(found, as_json=output is Layout.jsonl):
            typer.echo(line)

    with_messages(run)


@actors_app.command()
def explain(
    phrase: Annotated[str, typer.Argument(metavar="PHRASE", help="A name or a description of an actor.")],
    date: Annotated[
        datetime.date | None,
        typer.Option(parser=day, metavar="YYYY-MM-DD", help="The day of the report: who held the office then."),
    ] = None,
) -> None:
    """Print whom a phrase may mean, with a score and the reason for each.

    Example: dragoman actors explain "Washington" --date 2025-01-21
    """
    from dragoman.resolution.explanation import ActorExplainer
    from dragoman.views.actors import explanation_lines

    for line in explanation_lines(phrase, ActorExplainer()(phrase, date)):
        typer.echo(line)


@actors_app.command("import")
def import_list(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A dictionary of TABARI or PETRARCH, a CSV with 'name' and 'code', or leaders as REIGN.",
        ),
    ],
) -> None:
    """Add a list of actors to your own tables, which win over the built-in ones; name each line that cannot be read."""
    from dragoman.views.actors_import import import_actors

    def run() -> None:
        for line in import_actors(file):
            typer.echo(one_line(line))

    with_messages(run)


@actors_app.command("unmatched")
def unmatched_phrases(
    record: Annotated[
        Path,
        typer.Argument(
            metavar="RECORD",
            envvar=RECORD,
            help="A folder made by 'dragoman read --record', or a file written by 'dragoman read --format jsonl'.",
        ),
    ],
) -> None:
    """Print the phrases of a record that stand for an actor and matched nothing, the most frequent first."""
    from dragoman.views.actors import unmatched, unmatched_lines

    def run() -> None:
        for line in unmatched_lines(unmatched(record)):
            typer.echo(line)

    with_messages(run)


exporting.add_command(app)
across_reports.add_commands(app)
asking.add_commands(app)
serve_command.add_serve(app)
