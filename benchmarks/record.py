"""A record folder of a million statements: size, memory, and CPU time of what is asked: `python benchmarks/record.py`.

Real items of 60 releases are written again and again under other ids and days, until there are so many statements.
One document in a hundred is then read again, so that snapshots have readings to leave out. Questions are asked by a
process of its own, each once to warm it and then several times with different keys.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from common import one_thread, read_lines, report, shared
from dragoman.document import Document
from dragoman.record.items import Item, Statement
from dragoman.store import Query, RecordFolder, Snapshot

RELEASES = 60
#: Copies of the releases that are written together.
COPIES = 8
METHOD = "benchmark"
FIRST_DAY = datetime.date(2010, 1, 1)
DAYS = 5000
WORDS = ("sanctions", "human rights", "peace agreement", '"United States"', "support*", "nuclear weapons", "said")
PARTNERS = ("RUS", "CHN", "UKR", "IND", "AFG")
Readings = list[tuple[Document, Sequence[Item]]]


def main() -> None:
    """Write a record, measure, and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        print(json.dumps(measure(arguments.measure)))
        return
    readings = read_releases(shared("data/text/statedept_press_releases.jsonl.gz"))
    with tempfile.TemporaryDirectory() as temporary:  # some 1.5 GB for a million
        path = Path(temporary, "record")
        began = time.process_time()
        items = write(path, readings, arguments.statements)
        speed = items / (time.process_time() - began)
        ask = [sys.executable, __file__, "--measure", str(path)]
        first = json.loads(subprocess.run(ask, check=True, capture_output=True, env=one_thread()).stdout)
        read_again(path, readings)
        second = json.loads(subprocess.run(ask, check=True, capture_output=True, env=one_thread()).stdout)
        size = {part: disk(path / part) for part in ("catalog.sqlite", "segments")}
    rows = [(name, first["ms"][name], second["ms"][name], limit) for name, limit in LIMITS.items()]
    report(
        f"a record of {arguments.statements:,} statements",
        ("question, CPU ms in a warm process, the slowest key", "as first read", "1 in 100 read again", "at most"),
        rows,
        f"{items:,} items of {first['documents']:,} documents, written at {speed:,.0f} items a CPU-second (the reading "
        f"itself not counted). On disk: segments {size['segments']:,.0f} MB, catalog {size['catalog.sqlite']:,.0f} MB. "
        f"Peak memory of the process that asks: {second['peak']:,.0f} MB. The texts are copies of {RELEASES}, which "
        "pack better than real ones, and a word stands in more items than in a real record of that size.",
    )


#: What is asked, and the CPU time that it may take, in milliseconds.
LIMITS = {
    "one item by id": 1,
    "latest 50 of a speaker": 50,
    "monthly series of two countries": 100,
    "search, the best 50": 200,
    "search within one speaker and a year": 200,
    "search within statements, one country": 200,
    "all counts of an overview": 500,
}


def read_releases(path: Path) -> Readings:
    """Return releases, evenly spaced, with what Dragoman reads in them."""
    from dragoman.pipeline import Pipeline  # here, because the process that asks does without

    rows = list(read_lines(path))
    pipeline = Pipeline()
    found: Readings = []
    for number, row in enumerate(rows[:: len(rows) // RELEASES][:RELEASES]):
        document = Document(id=str(number), text=row["text"], origin="release", date=FIRST_DAY, title=row.get("title"))
        found.append((document, pipeline.read(document)))
    return found


def copies(readings: Readings, number: int) -> Iterator[tuple[Document, Sequence[Item]]]:
    """Yield readings under other ids, and on another day."""
    day = FIRST_DAY + datetime.timedelta(days=number * 37 % DAYS)
    for document, items in readings:
        copy = msgspec.structs.replace(
            document, id=f"{document.id}-{number}", date=day, text=f"{document.text}\n{number}"
        )
        yield copy, [replace_id(item, copy.id, number) for item in items]


def replace_id(item: Item, document: str, number: int) -> Item:
    """Return an item of another document."""
    identity = f"{getattr(item, 'id', '')[:10]}{number:06x}"
    return msgspec.structs.replace(item, id=identity, report=document)


def write(path: Path, readings: Readings, statements: int) -> int:
    """Write copies until there are so many statements; return the number of items."""
    a_copy = sum(isinstance(item, Statement) for _, items in readings for item in items)
    items = 0
    with RecordFolder.create(path) as folder:
        for start in range(0, -(-statements // a_copy), COPIES):
            numbers = range(start, min(start + COPIES, -(-statements // a_copy)))
            batch = [one for number in numbers for one in copies(readings, number)]
            items += folder.write(batch, method=METHOD).items
    return items


def read_again(path: Path, readings: Readings) -> None:
    """Write one copy in a hundred as another method would."""
    with RecordFolder.open(path) as folder:
        last = sum(1 for _ in folder.snapshot().documents()) // len(readings)
        for number in range(0, last, 100):
            folder.write(list(copies(readings, number)), method=f"{METHOD} 2")


def measure(path: Path) -> dict[str, object]:
    """Ask a record, and return milliseconds, documents, and peak memory in MB."""
    with RecordFolder.open(path) as folder:
        snapshot = folder.snapshot()
        documents = [entry.report for entry in snapshot.documents()]
        chosen = random.Random(6).sample(documents, 40)
        ids = [item.id for item in snapshot.items(reports=chosen)][:200]
        names = [name for name, _ in snapshot.count("actor", limit=8)]
        within = Query(speaker=names[1], since=datetime.date(2015, 1, 1), until=datetime.date(2015, 12, 31))
        ms = {
            "one item by id": slowest(snapshot.item, ids, 5),
            "latest 50 of a speaker": slowest(lambda name: snapshot.latest(Query(speaker=name), 50), names),
            "monthly series of two countries": slowest(lambda code: snapshot.series("USA", code), PARTNERS),
            "search, the best 50": slowest(lambda words: snapshot.search(words, limit=50), WORDS),
            "search within one speaker and a year": slowest(lambda words: snapshot.search(words, within, 50), WORDS),
            "search within statements, one country": slowest(
                lambda words: snapshot.search(words, Query(kinds=("statement",), country="CHN"), 50), WORDS
            ),
            "all counts of an overview": slowest(overview, [snapshot]),
        }
    return {"ms": {name: f"{value:.2f}" for name, value in ms.items()}, "documents": len(documents), "peak": peak()}


def peak() -> float:
    """Return the peak memory of this process in MB: what the program that started it had used does not count."""
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def overview(snapshot: Snapshot) -> None:
    """Ask what the first page shows."""
    snapshot.count("kind")
    snapshot.count("month")
    snapshot.count("type", kind="event", limit=20)
    snapshot.count("actor", limit=20)
    snapshot.count("country", limit=20)
    snapshot.latest(limit=20)


def slowest(ask: Callable[[Any], object], keys: Sequence[Any], times: int = 3) -> float:
    """Return the CPU time of the slowest key, in milliseconds: of several times the middle one, once warm."""
    found = []
    for key in keys:
        ask(key)
        spent = []
        for _ in range(times):
            began = time.process_time()
            ask(key)
            spent.append(time.process_time() - began)
        found.append(sorted(spent)[len(spent) // 2])
    return 1000 * max(found)


def disk(path: Path) -> float:
    """Return the size of a file or a folder in MB."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files) / 1e6


if __name__ == "__main__":
    main()
