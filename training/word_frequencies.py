"""Count in how many passages words stand, and write `src/dragoman/data/word_frequencies.csv`.

    python training/word_frequencies.py

Counted in releases of the US State Department (public domain), White House briefings (public domain) and speeches in
the UN General Debate (CC0): some documents of each, in passages of about fifty words. The counts are facts about the
texts; no text is kept.
"""

from __future__ import annotations

import collections
import csv
import gzip
import json
import os
import pathlib

from dragoman.record.content_words import PASSAGES, ContentWords

ROOT = pathlib.Path(__file__).parent.parent
SHARED = pathlib.Path(os.environ.get("DRAGOMAN_SHARED", ROOT.parent / "shared"))
TABLE = ROOT / "src" / "dragoman" / "data" / "word_frequencies.csv"
FILES = ("statedept_press_releases", "un_general_debate_2010_2022", "whitehouse_press_briefings_2009_2017")
EVERY = {"whitehouse_press_briefings_2009_2017": 20}
WORDS_IN_PASSAGE = 50
#: Rarer words, in passages of `PASSAGES`, weigh nearly as much as unknown ones and are left out.
FEWEST = 12
SOURCE = "counted by training/word_frequencies.py"


def main() -> None:
    """Count, scale to `PASSAGES` and write."""
    if not TABLE.exists():
        TABLE.write_text("word,passages,source\n", encoding="utf-8")
    words = ContentWords()
    counts: collections.Counter[str] = collections.Counter()
    total = 0
    for name in FILES:
        with gzip.open(SHARED / "data" / "text" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number % EVERY.get(name, 5):
                    continue
                text = json.loads(line)["text"].split()
                for at in range(0, len(text), WORDS_IN_PASSAGE):
                    counts.update(set(words.keys(" ".join(text[at : at + WORDS_IN_PASSAGE]))))
                    total += 1
    scaled = {word: round(count * PASSAGES / total) for word, count in counts.items()}
    kept = sorted((word for word, count in scaled.items() if count >= FEWEST), key=lambda word: (-scaled[word], word))
    with TABLE.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(("word", "passages", "source"))
        writer.writerows((word, scaled[word], SOURCE) for word in kept)
    print(f"{len(kept)} words, from {total} passages")


if __name__ == "__main__":
    main()
