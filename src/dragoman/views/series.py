"""`dragoman series`: the course of a relation, as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

import msgspec

from dragoman.record.relation_series import RelationPeriod, Side

__all__ = ["series_lines"]

SIDES = ("cooperation", "conflict")
#: The cells of the terminal's table: heading, and width.
COLUMNS = (("from", 10), ("reports", 7))
SIDE_COLUMNS = (("events", 6), ("days", 4), ("rep.", 4), ("sum", 7), ("median", 6), ("top day", 7))


def series_lines(rows: Iterable[RelationPeriod], pair: tuple[str, str], layout: str) -> Iterator[str]:
    """Yield a table for reading, CSV with a header, or one JSON object for each period.

    Args:
        rows: The periods.
        pair: The two countries' codes, in the order in which they were asked for.
        layout: text, csv or jsonl.
    """
    if layout == "jsonl":
        for row in rows:
            yield msgspec.json.encode({"pair": pair, **msgspec.to_builtins(row)}).decode()
    elif layout == "csv":
        yield from _csv(rows, pair)
    else:
        yield from _table(rows, pair)


def _csv(rows: Iterable[RelationPeriod], pair: tuple[str, str]) -> Iterator[str]:
    side = [field.name for field in msgspec.structs.fields(Side)]
    plain = [field.name for field in msgspec.structs.fields(RelationPeriod) if field.name not in SIDES]
    yield _csv_line(["first", "second", *plain, *(f"{name}_{field}" for name in SIDES for field in side)])
    for row in rows:
        cells = [getattr(row, name) for name in plain]
        cells += [getattr(getattr(row, name), field) for name in SIDES for field in side]
        yield _csv_line([*pair, *("" if cell is None else cell for cell in cells)])


def _csv_line(cells: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()


def _table(rows: Iterable[RelationPeriod], pair: tuple[str, str]) -> Iterator[str]:
    first, second = pair
    width = sum(size + 1 for _, size in SIDE_COLUMNS) - 1
    lead = sum(size + 1 for _, size in COLUMNS)
    yield f"{first} and {second}"
    yield " " * lead + "cooperation".ljust(width) + " | " + "conflict".ljust(width) + " |"
    side = " ".join(name.rjust(size) for name, size in SIDE_COLUMNS)
    lead_names = "from       reports"
    yield f"{lead_names} {side} | {side} | {'said':>9} {'claims':>7}"
    for row in rows:
        said = f"{row.statements_first_on_second}/{row.statements_second_on_first}"
        claims = f"+{row.claims_better} -{row.claims_worse}"
        sides = " | ".join(_side(one) for one in (row.cooperation, row.conflict))
        yield f"{row.start} {row.reports_read:>7} {sides} | {said:>9} {claims:>7}"
    yield ""
    yield "reports: read in these days, whatever they are about. rep.: those that tell the events. said: statements of "
    yield f"{first} that name {second} / of {second} that name {first}. claims: relation said to be better, worse."


def _side(side: Side) -> str:
    cells = (
        str(side.events), str(side.days), str(side.reports),
        "-" if side.intensity_sum is None else f"{side.intensity_sum:+.1f}",
        "-" if side.intensity_median is None else f"{side.intensity_median:+.1f}",
        "-" if side.largest_day_share is None else f"{side.largest_day_share:.0%}",
    )  # fmt: skip
    return " ".join(cell.rjust(size) for cell, (_, size) in zip(cells, SIDE_COLUMNS, strict=True))
