"""United States posts since 1990: `python benchmarks/us_offices.py`.

For each term of a post that the table of persons carries: does the holder hold it there on a day in the middle of the
term? The list only checks ours, which was written without it.
"""

from __future__ import annotations

import csv
import datetime

from common import percent, report, shared
from dragoman import knowledge
from dragoman.resolution.names import fold
from dragoman.resolution.tenures import Tenures

#: Post in the list, role in it, and the office as our table names it.
POSTS = (
    ("secretary", "secretary", "foreign minister"),
    ("deputy-secretary", "deputy-secretary", "deputy secretary of state"),
    ("representative-to-un", "", "ambassador to the United Nations"),
    ("us-trade-representative", "us-trade-representative", "trade representative"),
)
FIRST = datetime.date(1990, 1, 1)


#: Days into a term whose end the list does not tell.
INTO_TERM = datetime.timedelta(days=90)


def day(value: str) -> datetime.date:
    """Return a day of the list; the first of a month or year where it tells no more."""
    return datetime.date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value)


def middle(row: dict[str, str]) -> datetime.date | None:
    """Return a day in the middle of a term, or `None` if it ended before 1990."""
    if not row["started"]:
        return None
    started = day(row["started"])
    ended = day(row["ended"]) if row["ended"] else started + 2 * INTO_TERM
    if ended < FIRST or ended <= started:
        return None
    return max(started, FIRST) + (ended - max(started, FIRST)) / 2


def main() -> None:
    """Score and report."""
    tenures = Tenures(knowledge.rows("persons"))
    by_name: dict[str, list[str]] = {}
    for person in {row["person"] for row in knowledge.rows("persons") if row["country"] == "USA"}:
        by_name.setdefault(fold(person).lower().split()[-1], []).append(person)
    rows, missing = [], []
    with shared("data/actors/us_offices_pocom.csv").open(encoding="utf-8") as lines:
        listed = list(csv.DictReader(lines))
    for post, role, office in POSTS:
        count = right = 0
        for row in listed:
            if row["post"] != post or (role and row["role"] != role) or (on := middle(row)) is None:
                continue
            count += 1
            held = {
                person
                for person in by_name.get(fold(row["surname"]).lower().split()[-1], ())
                for tenure in tenures.of(person)
                if tenure.office == office and tenure.holds(on)
            }
            right += bool(held)
            if not held:
                missing.append(f"{row['forename']} {row['surname']} ({office}, {on.year})")
        rows.append((office, count, percent(right / max(1, count))))
    report(
        "posts of the United States since 1990", ("post", "terms", "right, %"), rows, f"Missed: {'; '.join(missing)}."
    )


if __name__ == "__main__":
    main()
