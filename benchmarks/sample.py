"""Items drawn at random for judging by eye: `python benchmarks/sample.py [--seed N] [--count 50] [--out FILE]`.

Reads 150 State Department releases that were not read while the rules were written (`releases_read.txt` lists those
that were), prints items per 1,000 words, and writes COUNT items with the text around them. A reader then marks each
as right or wrong; what they found is entered in RESULTS.md by hand, with the seed.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import random
from pathlib import Path
from typing import Any

import msgspec

from common import ROOT, read_lines, report, shared
from dragoman.document import Document
from dragoman.pipeline import Pipeline
from dragoman.record.items import Item
from dragoman.sources.dates import publication_day

RELEASES = 150  # or as many as are left
AROUND = 250


def fingerprint(address: str) -> str:
    """Return what `releases_read.txt` knows a release by."""
    return hashlib.sha256(address.encode()).hexdigest()[:10]


def document(row: dict[str, Any]) -> Document:
    """Return a release as a document."""
    return Document(
        id=row["url"], text=row["text"], origin=row["url"], date=publication_day(row["date"]), title=row["title"]
    )


def shown(number: int, source: Document, item: Item) -> str:
    """Return an item with the text around its evidence, for a reader."""
    evidence = getattr(item, "evidence", [])
    low = max(0, min(span.start for span in evidence) - AROUND)
    high = min(len(source.text), max(span.end for span in evidence) + AROUND)
    if high - low > 2000:
        high = low + 2000
    fields = msgspec.json.format(msgspec.json.encode(item), indent=1).decode()
    return f"=== {number}. {source.title} ({source.date})\n--- text\n{source.text[low:high]}\n--- item\n{fields}\n"


def main() -> None:
    """Draw, write and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--out", type=Path, default=Path("sample.txt"))
    options = parser.parse_args()
    path = shared("data/text/statedept_press_releases.jsonl.gz")
    read = set((ROOT / "benchmarks" / "releases_read.txt").read_text(encoding="utf-8").split())
    rng = random.Random(options.seed)
    unread = [row for row in read_lines(path) if fingerprint(row["url"]) not in read]
    rows = rng.sample(unread, min(RELEASES, len(unread)))
    pipeline = Pipeline()
    sources = [document(row) for row in rows]
    pool = [(source, item) for source in sources for item in pipeline.read(source)]
    drawn = rng.sample(pool, options.count)
    texts = [shown(number, source, item) for number, (source, item) in enumerate(drawn, start=1)]
    options.out.write_text("\n".join(texts), encoding="utf-8")
    words = sum(len(source.text.split()) for source in sources)
    kinds = collections.Counter(type(item).__name__.lower() for _, item in pool)
    rows_out = [("all", len(pool), f"{1000 * len(pool) / words:.2f}")]
    rows_out += [(kind, count, f"{1000 * count / words:.2f}") for kind, count in kinds.most_common()]
    note = f"{len(rows)} unread releases, {words:,} words, seed {options.seed}; {options.count} items drawn."
    report("items in unread releases", ("kind", "items", "per 1,000 words"), rows_out, note)


if __name__ == "__main__":
    main()
