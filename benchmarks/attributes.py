"""Act, openness and certainty against hand labels, by folds of documents: `python benchmarks/attributes.py`."""

from __future__ import annotations

import sys

from common import ROOT, percent, report, shared

sys.path.insert(0, str(ROOT))

from dragoman.analysis.reading import MODEL_FOLDER
from training.statements.agreement import agreements
from training.statements.heads import Gatherer, check
from training.statements.labels import first_labels, second_labels


def main() -> None:
    """Measure the heads and the annotators, and report both."""
    shared("data/attribution/polnear_train.jsonl")
    shared("data/text/statedept_press_releases.jsonl.gz")
    data = Gatherer(MODEL_FOLDER)(first_labels())
    rows = [(attribute, kind, percent(right), percent(macro)) for attribute, kind, right, macro in check(data)]
    note = f"{len(data.documents)} statements of {len(set(data.documents))} documents, ten folds of documents."
    report("act, openness and certainty, hand labels", ("label", "reader", "accuracy", "macro F1"), rows, note)
    labelled, found, same = (sum(one[at] for one in data.addressed) for at in range(3))
    addressees = [(labelled, found, percent(same / found), percent(same / labelled))]
    report("addressees, hand labels", ("labelled", "found", "precision", "recall"), addressees, "Found by rules alone.")
    shares = [(name, count, percent(same), f"{kappa:.2f}") for name, count, same, kappa in agreements()]
    note = (
        f"{len(second_labels())} of {len(first_labels())} passages, labelled a second time without sight of the first."
    )
    report("agreement of two annotators", ("label", "statements", "same", "Cohen's kappa"), shares, note)


if __name__ == "__main__":
    main()
