"""What the `record` commands print."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import typer

from dragoman.store.checking import Checked
from dragoman.store.comparison import Change, Comparison
from dragoman.store.folder import RecordFolder
from dragoman.store.layout import ItemOfRecord, encodable, kind_of
from dragoman.views.counted import counted
from dragoman.views.visible import one_line

__all__ = ["check_folder", "comparison_lines", "print_changes", "print_errors"]

#: Characters of an item's evidence that are shown.
SHOWN = 90
#: Characters of a value that is shown beside the one before.
SHOWN_VALUE = 60


def check_folder(path: Path) -> None:
    """Print what is wrong with a record folder.

    Raises:
        RecordError: It cannot be opened.
        typer.Exit: With status 1, if something is wrong.
    """
    faults = 0
    with RecordFolder.open(path) as folder:
        for found in folder.check():
            if isinstance(found, Checked):
                _print_checked(found, faults)
            else:
                faults += 1
                typer.echo(f"{one_line(found.where)}: {one_line(found.what)}")
    if faults:
        raise typer.Exit(1)


def _print_checked(found: Checked, faults: int) -> None:
    if found.strangers:
        sys.stderr.write(
            f"dragoman: {counted(found.strangers, 'file')} of a write that was broken off; it counts for nothing, and "
            "the next write removes it\n"
        )
    verdict = counted(faults, "fault") if faults else "all is in order"
    batches = f"{found.batches:,} {'batch' if found.batches == 1 else 'batches'}"
    typer.echo(
        f"{batches}, {counted(found.documents, 'text')}, {found.items:,} items and mentions, "
        f"{counted(found.spans, 'span')} checked: {verdict}"
    )


def print_changes(path: Path, report: str | None, *, as_json: bool) -> None:
    """Print what changed when documents were read again.

    Raises:
        RecordError: The folder cannot be opened.
        UsageError: It has no such document.
    """
    with RecordFolder.open(path) as folder:
        none = True
        for comparison in folder.compare(report):
            none = False
            if as_json:
                typer.echo(msgspec.json.encode(comparison._asdict()).decode())
            else:
                for line in comparison_lines(comparison):
                    typer.echo(encodable(line))
        if none:
            sys.stderr.write("dragoman: nothing was read more than once\n")


def comparison_lines(found: Comparison) -> Iterator[str]:
    """Yield the lines that say what changed in one document."""
    yield (
        f"report {one_line(found.report)}: {found.old_method} (batch {found.old_seq}) -> {found.new_method} "
        f"(batch {found.new_seq}){', of another text, date or title' if found.document_changed else ''}"
    )
    yield f"  {found.same} the same, {len(found.changed)} changed, {len(found.gone)} gone, {len(found.new)} new"
    for item in found.gone:
        yield f"  - {_shown(item)}"
    for item in found.new:
        yield f"  + {_shown(item)}"
    for change in found.changed:
        yield f"  ~ {_shown(change.new)}"
        yield from (f"      {line}" for line in _values(change))


def _shown(item: ItemOfRecord) -> str:
    words = one_line(" … ".join(dict.fromkeys(span.text for span in item.evidence)))
    return f"{kind_of(item)} {item.id}: {words if len(words) <= SHOWN else words[: SHOWN - 1] + '…'}"


def _values(change: Change) -> Iterator[str]:
    for field in change.fields:
        old, new = (_value(getattr(item, field.replace("from", "from_"), None)) for item in (change.old, change.new))
        yield f"{field}: {old} -> {new}"


def _value(value: object) -> str:
    """Return a value in few words: of an actor or a span what is read first."""
    if isinstance(value, list):
        return ", ".join(_value(one) for one in value) or "none"
    for field in ("name", "label", "value", "text"):
        if getattr(value, field, None):
            return one_line(str(getattr(value, field)))[:SHOWN_VALUE]
    return "none" if value is None else one_line(str(value))[:SHOWN_VALUE]


def print_errors(path: Path, *, retry: bool, as_json: bool) -> None:
    """Print what could not be read into a record folder.

    Raises:
        RecordError: It cannot be opened.
        typer.Exit: With status 1, if something was read again and still could not be read.
    """
    if retry:
        from dragoman.views.recording import read_again

        read_again(path)
    with RecordFolder.open(path) as folder:
        unread = folder.runs.unread()
    for one in unread:
        if as_json:
            typer.echo(msgspec.json.encode(one).decode())
        else:
            typer.echo(f"{one_line(one.place)}: {one_line(one.what)}; {one_line(one.advice)}")
    if not unread:
        sys.stderr.write("dragoman: all that was named has been read\n")
    if unread and retry:
        raise typer.Exit(1)
