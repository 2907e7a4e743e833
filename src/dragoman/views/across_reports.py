"""The commands that look across the reports of a record: commitments, positions, series."""

from __future__ import annotations

import datetime
import enum
from pathlib import Path
from typing import Annotated

import typer

from dragoman.views.calling import RECORD, Layout, day, with_messages

__all__ = ["add_commands"]

KEPT = typer.Option(
    "--record",
    envvar=RECORD,
    metavar="FOLDER",
    help="A record folder, or a file written by 'dragoman read --format jsonl --documents'.",
)
AS_OF = typer.Option(
    "--as-of", parser=day, metavar="YYYY-MM-DD", help="The day that is asked about; later reports do not count."
)
ACTOR = typer.Option("--actor", metavar="A", help="By state (Russia, RUS), PLOVER code (RUSGOV, IGOUNO) or name.")


class TableLayout(enum.StrEnum):
    """How a table is printed."""

    text = "text"
    csv = "csv"
    jsonl = "jsonl"


class Status(enum.StrEnum):
    """What has become of a commitment."""

    open = "open"
    due = "due"
    overdue = "overdue"
    kept = "kept"
    broken = "broken"
    unknown = "unknown"


class By(enum.StrEnum):
    """The periods of a series."""

    week = "week"
    month = "month"


class RealityName(enum.StrEnum):
    """Whether an event took place."""

    happened = "happened"
    ongoing = "ongoing"
    planned = "planned"
    hypothetical = "hypothetical"
    negated = "negated"
    historical = "historical"


def add_commands(app: typer.Typer) -> None:
    """Add the commands to the program."""

    @app.command()
    def commitments(
        record: Annotated[Path, KEPT],
        actor: Annotated[str | None, ACTOR] = None,
        as_of: Annotated[datetime.date | None, AS_OF] = None,
        status: Annotated[list[Status] | None, typer.Option("--status", help="Only these; may be repeated.")] = None,
        output: Annotated[
            Layout, typer.Option("--format", help="For reading, or one JSON object a line.")
        ] = Layout.text,
    ) -> None:
        """Print what was promised by a day: open, due, overdue; kept or broken where a report says so.

        Example: dragoman commitments --record my-record --actor USA --as-of 2022-08-01
        """
        with_messages(lambda: _commitments(record, actor, as_of, status or [], output))

    @app.command()
    def positions(
        record: Annotated[Path, KEPT],
        actor: Annotated[str | None, ACTOR] = None,
        issue: Annotated[
            str | None, typer.Option("--issue", metavar="WORDS", help="Words, or the id of a group.")
        ] = None,
        as_of: Annotated[datetime.date | None, AS_OF] = None,
        disputes: Annotated[bool, typer.Option("--disputes", help="Only sides that want opposite things.")] = False,
        changes: Annotated[bool, typer.Option("--changes", help="Only sides that have turned round.")] = False,
        issues: Annotated[
            Path | None, typer.Option("--issues", metavar="FILE.csv", help="Your names: group,name,merged_into.")
        ] = None,
        output: Annotated[
            Layout, typer.Option("--format", help="For reading, or one JSON object a line.")
        ] = Layout.text,
    ) -> None:
        """Print where actors stand, by issue across reports; with --disputes or --changes what pulls apart.

        Example: dragoman positions --record my-record --issue sanctions --disputes
        """
        with_messages(
            lambda: _positions(
                record, actor, issue, as_of, issues, disputes=disputes, changes=changes, as_json=output is Layout.jsonl
            )
        )

    @app.command()
    def series(
        first: Annotated[str, typer.Argument(metavar="A", help="A country, by name or code.")],
        second: Annotated[str, typer.Argument(metavar="B", help="The other one.")],
        record: Annotated[Path, KEPT],
        by: Annotated[By, typer.Option("--by", help="The periods.")] = By.month,
        since: Annotated[
            datetime.date | None, typer.Option("--since", parser=day, metavar="YYYY-MM-DD", help="First day.")
        ] = None,
        until: Annotated[
            datetime.date | None, typer.Option("--until", parser=day, metavar="YYYY-MM-DD", help="Last day.")
        ] = None,
        reality: Annotated[
            list[RealityName] | None,
            typer.Option("--reality", help="Which events count; may be repeated. Without it: happened and ongoing."),
        ] = None,
        output: Annotated[
            TableLayout, typer.Option("--format", help="For reading, CSV, or one JSON object a line.")
        ] = TableLayout.text,
    ) -> None:
        """Print the course of a relation by week or month: cooperation and conflict apart, with their counts.

        Example: dragoman series USA Russia --record my-record --by month
        """
        with_messages(lambda: _series(first, second, record, by, since, until, reality or [], output))


def _commitments(
    record: Path, actor: str | None, as_of: datetime.date | None, status: list[Status], output: Layout
) -> None:
    from dragoman.errors import UsageError
    from dragoman.views.commitments import commitment_lines
    from dragoman.views.commitments import commitments as asked_for
    from dragoman.views.record_files import load_record

    if as_of is None:
        raise UsageError("commitments needs a day: --as-of YYYY-MM-DD (today is never assumed)")
    found = asked_for(load_record(record), as_of, actor=actor, status=[one.value for one in status])
    for line in commitment_lines(found, as_json=output is Layout.jsonl):
        typer.echo(line)


def _positions(
    record: Path,
    actor: str | None,
    issue: str | None,
    as_of: datetime.date | None,
    names: Path | None,
    *,
    disputes: bool,
    changes: bool,
    as_json: bool,
) -> None:
    from dragoman.views.issue_names import read_issue_names
    from dragoman.views.positions import PositionViews, change_lines, dispute_lines, issue_lines
    from dragoman.views.record_files import load_record

    views = PositionViews(load_record(record), as_of, read_issue_names(names) if names is not None else None)
    lines: list[str] = []
    if disputes:
        lines.extend(dispute_lines(views.disputes(actor=actor, issue=issue), as_json=as_json))
    if changes:
        lines.extend(change_lines(views.changes(actor=actor, issue=issue), as_json=as_json))
    if not (disputes or changes):
        lines.extend(issue_lines(views.issues(actor=actor, issue=issue), as_json=as_json))
    for line in lines:
        typer.echo(line)


def _series(
    first: str,
    second: str,
    record: Path,
    by: By,
    since: datetime.date | None,
    until: datetime.date | None,
    realities: list[RealityName],
    output: TableLayout,
) -> None:
    from dragoman.errors import UsageError
    from dragoman.record.relation_series import HAPPENED, relation_series
    from dragoman.views.agreements import state_code
    from dragoman.views.record_files import load_record
    from dragoman.views.series import series_lines

    pair = state_code(first), state_code(second)
    if pair[0] == pair[1]:
        raise UsageError(f"{first!r} and {second!r} are one country; give two")
    if since is not None and until is not None and since > until:
        raise UsageError(f"--since {since} is later than --until {until}")
    wanted = frozenset(one.value for one in realities) or HAPPENED
    rows = relation_series(load_record(record), *pair, by.value, since=since, until=until, realities=wanted)  # type: ignore[arg-type]
    for line in series_lines(rows, pair, output.value):
        typer.echo(line)
