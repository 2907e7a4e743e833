"""The register of agreements against another table: `python benchmarks/agreements_register.py`.

For each agreement of the register whose name or alias is a title in the table of the Global Governance Observatory
(manytreaties): are the days of signature and of entry into force the same, at the precision that both have? Every
disagreement is listed, for a person to judge.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from common import percent, report, shared
from dragoman import knowledge
from dragoman.resolution.agreement_register import AgreementRegister, RegisteredAgreement
from dragoman.resolution.names import fold

#: Fields of the register, and columns of the table.
COMPARED = (("signed", "Signature"), ("in_force", "Force"))
SMALL_WORDS = frozenset(["the", "of", "on", "and", "for", "to", "a", "an", "in", "concerning", "between"])
#: A name of fewer words may be that of anything.
WORDS_OF_A_NAME = 2
CITED = "GGO manytreaties"


class Compared(NamedTuple):
    """A day of the register, and those that the table gives for agreements of the same name."""

    agreement: str
    what: str
    ours: str
    theirs: tuple[str, ...]
    #: The register has the day from that very table.
    copied: bool

    @property
    def agrees(self) -> bool:
        """Tell whether one of the table's days is ours at the precision that both have."""
        return any(self.ours.startswith(day) or day.startswith(self.ours) for day in self.theirs)


def key(name: str) -> str:
    """Return what a name is compared by: its words, small ones and their order left out."""
    return " ".join(sorted(set(re.findall(r"[a-z0-9]+", fold(name).lower())) - SMALL_WORDS))


def titles(path: Path) -> dict[str, list[dict[str, str]]]:
    """Return the rows of the table by each of their titles."""
    found: dict[str, list[dict[str, str]]] = {}
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            for name in {row["Title"], re.sub(r"\s*\([^)]*\)", "", row["Title"]), row["TitleAlt"]} - {""}:
                found.setdefault(key(name), []).append(row)
    return found


def matched(register: Iterable[RegisteredAgreement], listed: dict[str, list[dict[str, str]]]) -> Iterator[Compared]:
    """Yield the days of the agreements that both know."""
    copied = copied_days()
    for entry in register:
        keys = [key(name) for name in dict.fromkeys((entry.name, *entry.aliases))]
        rows = [row for name in keys if len(name.split()) >= WORDS_OF_A_NAME for row in listed.get(name, ())]
        for what, column in COMPARED:
            facts = entry.known(what, None)
            # the table writes "1927-12-10?" for a day that it doubts
            days = tuple(sorted({row[column] for row in rows if re.fullmatch(r"\d{4}(-\d\d){0,2}", row[column])}))
            if facts and days:
                yield Compared(entry.name, what, facts[0].value, days, (entry.name, what) in copied)


def copied_days() -> set[tuple[str, str]]:
    """Return the days of the register whose source is the table itself."""
    return {(row["agreement"], row["what"]) for row in knowledge.rows("agreement_dates") if CITED in row["source"]}


def main() -> None:
    """Compare and report."""
    register = AgreementRegister().agreements
    compared = list(matched(register, titles(shared("data/agreements/agreements_GGO.csv"))))
    rows = []
    for what, _ in COMPARED:
        some = [one for one in compared if one.what == what]
        own = [one for one in some if not one.copied]
        agree, own_agree = (sum(one.agrees for one in days) for days in (some, own))
        rows.append(
            (what, len(some), percent(agree / max(1, len(some))), len(own), percent(own_agree / max(1, len(own))))
        )
    apart = "; ".join(
        f"{one.agreement} {one.what} {one.ours}, the table {' or '.join(one.theirs)}"
        for one in compared
        if not one.agrees
    )
    report(
        "the register of agreements against the table of manytreaties",
        ("day", "in both", "the same, %", "of them not copied from it", "the same, %"),
        rows,
        f"{len({one.agreement for one in compared})} of {len(register)} agreements have a title in the table. The"
        " table gives the day of adoption as that of signature, where the register has the day on which signing began:"
        f" that is most of what follows. Apart: {apart}.",
    )


if __name__ == "__main__":
    main()
