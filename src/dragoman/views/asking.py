"""The commands that ask a record folder: find, brief."""

from __future__ import annotations

import datetime
import enum
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.views.calling import RECORD, day, with_messages

if TYPE_CHECKING:
    from dragoman.store.query import Query

__all__ = ["add_commands"]

FOLDER = typer.Option(
    "--record", envvar=RECORD, metavar="FOLDER", help="A folder that 'dragoman read --record' has made."
)
#: Characters of a line where nobody looks at a terminal.
PLAIN_WIDTH = 200


class Kind(enum.StrEnum):
    """The kinds of items."""

    statement = "statement"
    event = "event"
    position = "position"
    commitment = "commitment"
    agreement = "agreement"
    relation = "relation"


class OpennessName(enum.StrEnum):
    """How openly something was said."""

    public = "public"
    private = "private"
    leaked = "leaked"


class Layout(enum.StrEnum):
    """How what was found is printed."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


class BriefLayout(enum.StrEnum):
    """How a brief is printed."""

    text = "text"
    markdown = "markdown"
    html = "html"
    json = "json"


def _day_option(name: str, text: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(name, parser=day, metavar="YYYY-MM-DD", help=text)
    return option


def add_commands(app: typer.Typer) -> None:
    """Add the commands to the program."""

    @app.command()
    def find(
        record: Annotated[Path, FOLDER],
        words: Annotated[
            str,
            typer.Argument(
                metavar='["WORDS"]',
                help='All must occur; "a phrase", begin* and -without are understood. Without words the latest come '
                "first.",
            ),
        ] = "",
        speaker: Annotated[
            str | None, typer.Option(metavar="NAME", help="Who says it: words of a name, or a code.")
        ] = None,
        actor: Annotated[str | None, typer.Option(metavar="NAME", help="Who takes part, in any role.")] = None,
        country: Annotated[
            str | None, typer.Option(metavar="STATE", help="The country of anyone who takes part: Russia or RUS.")
        ] = None,
        kind: Annotated[list[Kind] | None, typer.Option(help="Only this kind; may be repeated.")] = None,
        type: Annotated[  # noqa: A002 - it is the name of the option
            str | None,
            typer.Option(metavar="TYPE", help="An act (demands), event type (ACCUSE), stance, claim or status."),
        ] = None,
        issue: Annotated[
            str | None, typer.Option(metavar="WORDS", help="Words of a position's issue, or an event's context.")
        ] = None,
        openness: Annotated[OpennessName | None, typer.Option(help="How openly it was said.")] = None,
        since: Annotated[datetime.date | None, _day_option("--since", "First day.")] = None,
        until: Annotated[datetime.date | None, _day_option("--until", "Last day.")] = None,
        report: Annotated[str | None, typer.Option(metavar="ID", help="Only this report.")] = None,
        limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many.")] = 20,
        batch: Annotated[
            int | None,
            typer.Option("--as-of-batch", metavar="N", help="What the record knew after its batch N, and no more."),
        ] = None,
        output: Annotated[
            Layout, typer.Option("--format", help="A table for reading, one JSON object a line, or CSV.")
        ] = Layout.table,
    ) -> None:
        """Print the items of a record that hold some words, the best first, or that meet conditions.

        Example: dragoman find "human rights" --record my-record --country China --kind statement
        """

        def work() -> None:
            from dragoman.store.query import Query

            query = Query(
                kinds=tuple(one.value for one in kind or ()), speaker=speaker, actor=actor, country=country,
                type=type, issue=issue, openness=openness.value if openness else None, since=since, until=until,
                report=report,
            )  # fmt: skip
            _find(record, words, query, limit, batch, output)

        with_messages(work)

    @app.command()
    def brief(
        names: Annotated[
            list[str],
            typer.Argument(metavar="ACTOR [ACTOR] | ISSUE", help="One actor, two, or the words of an issue."),
        ],
        record: Annotated[
            Path,
            typer.Option(
                "--record",
                envvar=RECORD,
                metavar="FOLDER",
                help="A record folder, or a file written by 'dragoman read --format jsonl --documents'.",
            ),
        ],
        as_of: Annotated[
            datetime.date | None,
            _day_option("--as-of", "The day; that of the latest report if not given. Later reports do not count."),
        ] = None,
        days: Annotated[int, typer.Option(min=1, max=3660, metavar="N", help="So many days count as new.")] = 30,
        issue: Annotated[bool, typer.Option("--issue", help="Take the words for an issue, not for an actor.")] = False,
        output: Annotated[
            BriefLayout, typer.Option("--format", help="For the terminal, Markdown, one page of HTML, or JSON.")
        ] = BriefLayout.text,
    ) -> None:
        """Print the state of play of an actor, a pair or an issue on one page; every line names its source.

        Example: dragoman brief USA China --record my-record --as-of 2022-08-02
        """
        with_messages(lambda: _brief(record, names, as_of, days, output, issue=issue))


def _find(record: Path, words: str, query: Query, limit: int, batch: int | None, output: Layout) -> None:
    from dragoman.store.folder import RecordFolder
    from dragoman.store.layout import encodable
    from dragoman.views.finding import find, hit_lines, reports_with
    from dragoman.views.visible import one_line

    with RecordFolder.open(record) as folder:
        snapshot = folder.snapshot(batch)
        hits = find(snapshot, words, query, limit)
        elsewhere = reports_with(snapshot, words) if words.strip() and not hits else []
    for line in hit_lines(hits, output.value, _width()):
        typer.echo(encodable(line))
    if not hits:
        sys.stderr.write("dragoman: nothing found\n")
    for report in elsewhere:
        title = one_line(report.title or report.publisher or report.origin)
        sys.stderr.write(f"dragoman: the words stand in a report, in no such item: {report.report} {title}\n")


def _width() -> int:
    return shutil.get_terminal_size((PLAIN_WIDTH, 0)).columns if sys.stdout.isatty() else PLAIN_WIDTH


def _brief(
    record: Path, names: list[str], as_of: datetime.date | None, days: int, output: BriefLayout, *, issue: bool
) -> None:
    import json

    import msgspec

    from dragoman.store.layout import encodable
    from dragoman.views.brief import draft_brief
    from dragoman.views.brief.layouts import html_page, markdown_lines, text_lines
    from dragoman.views.record_files import load_record

    found = draft_brief(load_record(record), names, as_of=as_of, days=days, issue=issue)
    if output is BriefLayout.json:
        lines = iter([json.dumps(msgspec.to_builtins(found), ensure_ascii=True)])
    elif output is BriefLayout.html:
        lines = iter([html_page(found).rstrip("\n")])
    else:
        lines = markdown_lines(found) if output is BriefLayout.markdown else text_lines(found)
    for line in lines:
        typer.echo(encodable(line))
