"""Whether the confidence of statements means what it says, on PolNeAR dev: `python benchmarks/confidence.py`."""

from __future__ import annotations

import sys

from common import ROOT, percent, report, shared

sys.path.insert(0, str(ROOT))

from dragoman.analysis.reading import DocumentReader
from training.statements.calibrate import calibrate


def main() -> None:
    """Fit by folds, and report."""
    shared("data/attribution/polnear_dev.jsonl")
    found = calibrate(DocumentReader())
    rows = [(name, count, percent(mean), percent(share)) for name, count, mean, share in found.reliability]
    note = (
        f"Expected calibration error {found.error:.3f}. All that the model finds is counted, kept or not; slope and "
        "shift are fitted on the other folds of articles."
    )
    report("confidence of statements, PolNeAR dev by folds", ("confidence", "statements", "mean", "right"), rows, note)


if __name__ == "__main__":
    main()
