"""Temporal expressions on TimeML files: `python benchmarks/dates.py`."""

from __future__ import annotations

import datetime
import html
import importlib.util
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

from common import percent, report, shared
from dragoman.analysis.segmentation import Segmenter
from dragoman.analysis.times.finder import TimeFinder
from dragoman.document import Document
from dragoman.resolution.dates import DateResolver

#: Folder, and what it was used for.
SETS = (("TimeBank", "worked on"), ("AQUAINT", "held out"))
NOTE = (
    "`value` asks for the same TIMEX3 value as the annotators', span overlap for the same stretch of text; the speed "
    "is that of finding and resolving alone, in sentences per CPU-second. The rules were written while looking at "
    "TimeBank, and never at AQUAINT."
)


#: MEANTIME is annotated up to this sentence of each document, counted from 0.
LAST_ANNOTATED = 5
#: Tokens of MEANTIME that stand right behind the one before, or before the one behind.
CLOSING = frozenset(".,;:!?%)]}'’”") | {"'s", "’s", "n't", "''"}
OPENING = frozenset("([{“‘$#")


def main() -> None:
    """Score and report."""
    scorer = load(shared("score/score_dates.py"))
    rows = [score(scorer, shared(f"data/dates/timebank/TBAQ-cleaned/{name}"), name, use) for name, use in SETS]
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(shared("data/dates/meantime/intra-doc_annotation").rglob("*.xml")):
            Path(folder, f"{path.stem}.tml").write_text(time_ml(path), encoding="utf-8")
        rows.append(score(scorer, Path(folder), "MEANTIME", "held out"))
    report("dates", ("set", "use", "expressions", "span F1", "value P", "value R", "value F1", "speed"), rows, NOTE)


def time_ml(path: Path) -> str:
    """Return a document of MEANTIME (Minard et al. 2016) as TimeML: its tokens joined as in print, dates marked."""
    root = ElementTree.parse(path).getroot()  # data that we were given, not the web's
    opens: dict[str, str] = {}
    closes: set[str] = set()
    created = ""
    for mark in root.iter("TIMEX3"):
        tokens = [anchor.get("t_id", "") for anchor in mark.iter("token_anchor")]
        if mark.get("functionInDocument") == "CREATION_TIME":
            created = mark.get("value", "")
        if tokens:
            opens[tokens[0]] = f'<TIMEX3 value="{mark.get("value", "")}">'
            closes.add(tokens[-1])
    text, before, sentence = "", "", ""
    for token in root.iter("token"):
        if int(token.get("sentence", "0")) > LAST_ANNOTATED:
            break
        word, number = token.text or "", token.get("t_id", "")
        if token.get("sentence") != sentence:
            text, sentence = text + ("\n\n" if text else ""), token.get("sentence", "")
        elif word not in CLOSING and before not in OPENING:
            text += " "
        text += opens.get(number, "") + html.escape(word) + ("</TIMEX3>" if number in closes else "")
        before = word
    return f'<DCT><TIMEX3 value="{created}">{created}</TIMEX3></DCT>\n<TEXT>{text}</TEXT>'


def load(path: Path) -> ModuleType:
    """Import a module from its file."""
    specification = importlib.util.spec_from_file_location(path.stem, path)
    if specification is None or specification.loader is None:
        raise SystemExit(f"{path} is no module")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def score(scorer: ModuleType, folder: Path, name: str, use: str) -> tuple[object, ...]:
    """Return the row of one set."""
    segment, find, resolve = Segmenter(), TimeFinder(), DateResolver()
    segmentations = [segment(document) for document in documents(scorer, folder)]
    start = time.process_time()
    dates = [(one.document.id, resolve(one, find(one))) for one in segmentations]
    speed = sum(len(one.sentences) for one in segmentations) / (time.process_time() - start)
    items = [
        {"kind": "time", "report": report_id, "start": date.start, "end": date.end, "timex": date.timex}
        for report_id, found in dates
        for date, _ in found
    ]
    scores = scorer.score(str(folder), items)
    value = scores["value"]
    figures = (scores["span"]["f1"], value["p"], value["r"], value["f1"])
    return name, use, scores["gold"], *map(percent, figures), round(speed)


def documents(scorer: ModuleType, folder: Path) -> Iterator[Document]:
    """Yield the documents of a folder of TimeML files."""
    for one in scorer.documents(str(folder)):
        day = datetime.date.fromisoformat(one["date"]) if one["date"] else None
        yield Document(id=one["id"], text=one["text"], origin=one["id"], date=day)


if __name__ == "__main__":
    main()
