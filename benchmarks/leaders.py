"""Heads of state and government by name and day: `python benchmarks/leaders.py`.

REIGN's leaders, each month of their spells from 1990 to March 2021: is the best candidate of the name on that day of
the right state? The table only checks ours, which were written without it.
"""

from __future__ import annotations

import collections
import csv
import datetime
from collections.abc import Iterator

from common import percent, report, shared
from dragoman import knowledge
from dragoman.resolution.explanation import ActorExplainer

FIRST, LAST = 1990 * 12, 2021 * 12 + 2


def countries() -> dict[str, str]:
    """Return the number of a state in the Correlates of War as its alpha-3 code, by the name of the state."""
    codes = {row["phrase"].lower(): row["code"] for row in knowledge.rows("state_names") if row["kind"] == "name"}
    codes |= {row["name"].lower(): row["code"] for row in knowledge.rows("states")}
    with shared("data/actors/peacesciencer_cow_states.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    return {str(int(float(row["ccode"]))): codes.get(row["statenme"].lower(), "") for row in rows}


def months(row: dict[str, str]) -> Iterator[datetime.date]:
    """Yield a day of each month of a spell: the middle, in the first month its end."""
    begin = int(row["syear"]) * 12 + int(row["smonth"] or 1) - 1
    end = int(row["eyear"]) * 12 + int(row["emonth"] or 12) - 1
    for month in range(max(begin, FIRST), min(end, LAST) + 1):
        yield datetime.date(month // 12, month % 12 + 1, 28 if month == begin else 15)


def main() -> None:
    """Score and report."""
    explain, codes = ActorExplainer(), countries()
    count = right = 0
    wrong: collections.Counter[str] = collections.Counter()
    with shared("data/actors/leaderlist_3_21.csv").open(encoding="cp1252", errors="replace") as lines:
        for row in csv.DictReader(lines):
            wanted = codes.get(row["ccode"], "")
            if not row["leader"] or not row["eyear"] or not wanted:
                continue
            for day in months(row):
                found = explain(row["leader"], day)
                count += 1
                if found and found[0].country == wanted:
                    right += 1
                else:
                    wrong[f"{row['leader']} ({wanted})"] += 1
    note = "Most months wrong: " + ", ".join(f"{name} {months}" for name, months in wrong.most_common(8)) + "."
    rows = [(count, percent(right / count))]
    report("leaders, country-months 1990 to March 2021", ("months", "right state, %"), rows, note)


if __name__ == "__main__":
    main()
