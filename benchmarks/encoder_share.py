"""The whole reading beside the bare pass of its encoder, one thread: `python benchmarks/encoder_share.py`.

Both read the same releases in the same process, by turns. The bare pass runs the network on windows that do not
overlap, their inputs made beforehand; the whole reading does everything from text to items.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

import onnxruntime

from common import read_lines, report, shared
from dragoman.analysis.encoder.pieces import WordPieces
from dragoman.analysis.encoder.session import inputs
from dragoman.analysis.encoder.windows import windows
from dragoman.analysis.quotations import find_quotations
from dragoman.analysis.reading import MODEL_FOLDER
from dragoman.analysis.segmentation import Segmenter
from dragoman.document import Document
from dragoman.pipeline import Pipeline
from dragoman.sources.dates import publication_day

RELEASES = 100
RUNS = 3


def bare_pass(documents: list[Document]) -> Callable[[], object]:
    """Return a function that runs the network over the documents and nothing else."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        str(MODEL_FOLDER / "reader.onnx"), options, providers=["CPUExecutionProvider"]
    )
    segmenter, word_pieces = Segmenter(), WordPieces(MODEL_FOLDER / "tokenizer.json")
    given: list[dict[str, Any]] = []
    for document in documents:
        segmentation = segmenter(document)
        table = word_pieces(segmentation, find_quotations(segmentation))
        given.extend(inputs(table, word_pieces, one) for one in windows(segmentation, table, overlap=0))
    return lambda: [session.run(None, one) for one in given]


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds of a piece of work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Measure and report."""
    rows = list(read_lines(shared("data/text/statedept_press_releases.jsonl.gz")))
    rows = rows[:: len(rows) // RELEASES][:RELEASES]
    documents = [
        Document(id=str(number), text=row["text"], origin=row["url"], date=publication_day(row["date"]))
        for number, row in enumerate(rows)
    ]
    words = sum(len(row["text"].split()) for row in rows)
    pipeline = Pipeline()
    bare = bare_pass(documents)

    def whole() -> object:
        return [pipeline.read(document) for document in documents]

    whole()  # warms the caches of both
    pairs = [(seconds(bare), seconds(whole)) for _ in range(RUNS)]
    table = []
    for name, times in (("encoder alone", [a for a, _ in pairs]), ("`read`, the whole record", [b for _, b in pairs])):
        speeds = [words / one for one in times]
        table.append((name, *(f"{value:,.0f}" for value in (statistics.median(speeds), min(speeds), max(speeds)))))
    ratios = [b / a for a, b in pairs]
    note = (
        f"The whole reading takes {statistics.median(ratios):.2f} times the bare pass (from {min(ratios):.2f} to "
        f"{max(ratios):.2f}). {len(rows)} releases, {words:,} words, {RUNS} runs, one thread, warm."
    )
    report("the encoder's share, words per CPU-second", ("what", "median", "least", "most"), table, note)


if __name__ == "__main__":
    main()
