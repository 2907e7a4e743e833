"""Agreements read from their own texts: `python benchmarks/treaty_texts.py [--half develop|measure] [--misses]`.

Scored against the table that comes with 290 treaty texts. The texts are split by a hash of their ids: the rules were
written with one half in view; of the other half only scores were seen. The part of the program that reads treaties asks
no model, so it is called by itself; the pipeline calls the same.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from common import Row, percent, read_lines, report, shared
from dragoman import knowledge
from dragoman.analysis.agreements.written_dates import WrittenDates
from dragoman.analysis.times.readings import CalendarDate
from dragoman.document import Document
from dragoman.record.items import Agreement
from dragoman.record.treaties import TreatyBuilder
from dragoman.resolution.names import fold

#: Codes that the table writes otherwise than ISO 3166-1, and states that it counts as their successors.
SAME = {
    "ALG": "DZA", "EUU": "EUE", "EUR": "EUE", "KOS": "XKX", "PRU": "DEU", "ROM": "ROU", "ZAR": "COD",
    "SUN": "RUS", "YUG": "SRB", "SCG": "SRB", "CSK": "CZE", "DDR": "DEU", "UAR": "EGY", "TGK": "TZA", "ZAN": "TZA",
    "RHO": "ZWE", "YMD": "YEM", "YAR": "YEM", "VDR": "VNM", "DRV": "VNM",
}  # fmt: skip
#: The table counts what became the European Union among the parties.
EUROPEAN = ("EUE", "IGOEUR", "european ")
#: A title counts as right if so many of its words, and of the table's, are the other's.
TITLE_OVERLAP = 0.6
#: What the table calls the texts that are no resolutions or reports; Dragoman reads English only.
AGREEMENTS = frozenset({"Agreement", "Protocol", "Amendment"})
ENGLISH = re.compile(r"\b(?:the|of|and|shall)\b", re.IGNORECASE)
SHARE_OF_ENGLISH = 0.08
MEASURES = ("treaty text found", "title", "signed", "signed, where the text has the date", "in force", "parties",
            "parties, where the text names half of them", "parties, where the text names all of them")  # fmt: skip


class Score(collections.Counter[str]):
    """Right, wrong and missed."""

    def add(self, found: set[str], gold: set[str]) -> None:
        """Count what was found against what there is."""
        self.update(right=len(found & gold), wrong=len(found - gold), missed=len(gold - found))

    @property
    def row(self) -> tuple[str, str, str, int]:
        """Precision, recall and F1 in percent, and the number of answers in the table."""
        right, wrong, missed = self["right"], self["wrong"], self["missed"]
        return (
            percent(right / max(1, right + wrong)),
            percent(right / max(1, right + missed)),
            percent(2 * right / max(1, 2 * right + wrong + missed)),
            right + missed,
        )


class Case(NamedTuple):
    """A text, what the table says, and what was read."""

    row: dict[str, Any]
    read: Agreement | None


def half(identity: str) -> str:
    """Return the half that a text belongs to."""
    return "measure" if int(hashlib.sha256(identity.encode()).hexdigest(), 16) % 2 else "develop"


def parties(codes: Iterable[str]) -> set[str]:
    """Return codes as they are compared."""
    return {SAME.get(code, code) for code in codes}


def read_parties(item: Agreement | None) -> set[str]:
    """Return the codes of the parties that were read; other organisations than the European are not in the table."""
    found = item.parties if item else []
    states = {party.country for party in found if party.country}
    european = {EUROPEAN[0] for party in found if party.code == EUROPEAN[1]}
    return parties(states) | european


def words(title: str) -> set[str]:
    """Return the words of a title, small ones left out."""
    return {word for word in re.findall(r"[a-z0-9]+", fold(title).lower()) if len(word) > 3}


def is_title(found: str, gold: str) -> bool:
    """Tell whether two titles are of one agreement."""
    one, other = words(found), words(gold)
    return bool(one and other) and len(one & other) >= TITLE_OVERLAP * max(len(one), len(other))


def names() -> dict[str, list[str]]:
    """Return the names of each state, in small letters without accents."""
    found: dict[str, list[str]] = {EUROPEAN[0]: [EUROPEAN[2]]}
    for row in knowledge.rows("state_names"):
        if row["kind"] in {"name", "adjective"} and len(row["phrase"]) > 3:
            found.setdefault(SAME.get(row["code"], row["code"]), []).append(fold(row["phrase"]).lower())
    return found


def score(cases: Iterable[Case]) -> Iterator[tuple[str, Score]]:
    """Yield a score for each measure."""
    scores = {measure: Score() for measure in MEASURES}
    dates, named = WrittenDates(), names()
    for row, item in cases:
        text = row["text"]
        in_text = {
            f"{e.reading.year:04}-{e.reading.month:02}-{e.reading.day:02}"
            for e in dates.find(text, 0, len(text))
            if isinstance(e.reading, CalendarDate)
        }
        signed = {item.signed.value} if item and item.signed else set()
        scores["treaty text found"].add({"it"} if item else set(), {"it"})
        scores["title"].add({(is_title(item.name, row["title"]) and "right") or "wrong"} if item else set(), {"right"})
        scores["signed"].add(signed, {row["signature"]})
        if row["signature"] in in_text:
            scores["signed, where the text has the date"].add(signed, {row["signature"]})
        force = {row["force"]} if row["force"] else set()
        scores["in force"].add({item.in_force.value} if item and item.in_force else set(), force)
        gold, found = parties(row["parties"]), read_parties(item)
        if not gold:
            continue
        low = fold(text).lower()
        said = sum(any(name in low for name in named.get(code, ())) for code in gold)
        scores["parties"].add(found, gold)
        if said >= len(gold) / 2:
            scores["parties, where the text names half of them"].add(found, gold)
        if said == len(gold):
            scores["parties, where the text names all of them"].add(found, gold)
    yield from scores.items()


def is_english_agreement(row: dict[str, Any]) -> bool:
    """Tell whether a text is an agreement by the table, and in English by its small words."""
    text = row["text"]
    return row["type"] in AGREEMENTS and len(ENGLISH.findall(text)) > SHARE_OF_ENGLISH * len(text.split())


def misses(cases: Iterable[Case]) -> Iterator[str]:
    """Yield what went wrong, for those who work on the rules; only ever asked of the half for developing."""
    for row, item in cases:
        signed = item.signed.value if item and item.signed else None
        gold, found = parties(row["parties"]), read_parties(item)
        yield (
            f"{row['treatyID']} signed {signed} of {row['signature']};"
            f" wrong {sorted(found - gold)[:12]} missed {sorted(gold - found)[:12]};"
            f" {item.name if item else 'NO TREATY'}"
        )


def main() -> None:
    """Read, score and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("develop", "measure"))
    parser.add_argument("--misses", action="store_true", help="list the mistakes in the half for developing")
    options = parser.parse_args()
    build: Callable[[Document], Agreement | None] = TreatyBuilder().build
    halves: dict[str, list[Case]] = {"develop": [], "measure": []}
    for row in read_lines(shared("data/agreements/treaty_texts.jsonl.gz")):
        part = half(row["treatyID"])
        if options.half in {None, part}:
            document = Document(id=row["treatyID"], text=row["text"], origin="treaty texts")
            halves[part].append(Case(row, build(document)))
    if options.misses:
        print("\n".join(misses(halves["develop"])))
        return
    rows: list[Row] = []
    for part, cases in halves.items():
        english = [case for case in cases if is_english_agreement(case.row)]
        for name, some in (("all", cases), ("agreements in English", english)):
            if some:
                rows.extend((part, f"{name} ({len(some)})", measure, *found.row) for measure, found in score(some))
    report(
        "agreements read from their own texts",
        ("half", "texts", "what", "precision", "recall", "F1", "answers"),
        rows,
        "The rules were written on the half for developing; mistakes in the other half were never looked at, but its"
        " scores were seen four times while rules were still added, and the rows for agreements in English were chosen"
        " after the first of them. The table's parties are those of a later day, most of them acceded, and its entry"
        " into force is the event itself: most texts can name neither. Some texts are resolutions and reports, some are"
        ' not in English. "Has the date": the program\'s own reader of dates, run over the whole text, finds it.',
    )


if __name__ == "__main__":
    main()
