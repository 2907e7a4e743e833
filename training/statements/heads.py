"""Train the heads that read the act, the openness and the certainty of a statement from hand labels.

    python -m training.statements.heads [--model FOLDER] [--check]

Multinomial logistic regressions on the encoder's states of cue, source and content, and on what the rules say: the
act that the tables give the cue, its form, negation, hedges. `--check` measures them by folds of documents, beside the
rules alone, and writes nothing. The weights go into `heads.npz` of the model, next to those of the links.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.analysis.attribution.acts import ActReader
from dragoman.analysis.attribution.attributes import ATTRIBUTES, SURE, attribute_features, rule_features
from dragoman.analysis.attribution.attributions import Attribution
from dragoman.analysis.attribution.chances import softmax
from dragoman.analysis.attribution.grammar import GrammarReader
from dragoman.analysis.attribution.weighing import CandidateWeigher
from dragoman.analysis.attribution.window_spans import pooled_states
from dragoman.analysis.encoder.windows import windows
from dragoman.analysis.lemmas import VerbLemmas
from dragoman.analysis.modality import ModalityReader
from dragoman.analysis.phrases import Tagged, lemmatize
from dragoman.analysis.quotations import Quotation, find_quotations
from dragoman.analysis.reading import MODEL_FOLDER, DocumentReader
from dragoman.analysis.segmentation import Segmenter
from dragoman.analysis.tagging import Tagger
from dragoman.document import Document
from training.statements.labels import LABELS, first_labels, texts
from training.statements.manifest import write_manifest

FOLDS = 10
#: Strength of the pull towards the rules' answer for each kind of feature, and how far it is trusted: chosen by folds.
PULL = {"states": 25.0, "rules": 3.0}
TRUST = 3.5
STEPS = 250
#: Part of the pooled states (0 the cue, 2 the first words of the content) to the number of its directions.
DIRECTIONS = {0: 48, 2: 32}
#: The attributes for which states and rules together beat the rules. For certainty they are right more often, but by
#: calling hedged statements asserted: the rules stay alone there, because a lost hedge is worse than one too many.
SHIPPED = ("act",)

Matrix = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Statements with their labels: features by kind, the labels, the document and the rules' own answer."""

    states: Matrix
    rules: Matrix
    answers: dict[str, list[str]]
    documents: list[str]
    by_rules: dict[str, list[str]]
    #: For each statement: has it an addressee, is one found, and do the two share a character?
    addressed: list[tuple[bool, bool, bool]]


def states_of(
    reader: DocumentReader, text: Tagged, quotations: Sequence[Quotation], found: Attribution
) -> NDArray[Any] | None:
    """Return the states of a labelled attribution, as the heads read them; `None` if the window cuts it."""
    segmentation = text.segmentation
    table = reader.encoder.word_pieces(segmentation, quotations)
    parts = [found.cue, *found.content, *([found.source] if found.source else [])]
    low, high = min(first for first, _ in parts), max(last for _, last in parts)
    readings = reader.encoder.read(table, windows(segmentation, table))
    for reading in (one for group in readings for one in group):
        first, last = reading.window.first, reading.window.last
        if first <= found.cue[0] and found.cue[1] <= last and (first <= low < last):
            inside = [(a - first, min(b, last) - first) for a, b in found.content if a < last]
            source = (found.source[0] - first, found.source[1] - first) if found.source else None
            if high > last and (not inside or (source is not None and source[1] > last - first)):
                return None
            cue = (found.cue[0] - first, found.cue[1] - first)
            return pooled_states(reading.states, source, cue, inside)
    return None


class Gatherer:
    """Reads the documents that have labels, and gathers what the heads see of each labelled statement."""

    def __init__(self, folder: Path) -> None:
        self.reader = DocumentReader(folder)
        self.segmenter, self.tagger, self.lemmas = Segmenter(), Tagger(), VerbLemmas()
        self.weigher, self.acts, self.modality = CandidateWeigher(), ActReader(), ModalityReader()

    def __call__(self, rows: list[dict[str, Any]]) -> Labelled:
        """Return the labelled statements of some passages."""
        wanted: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for row in rows:
            wanted.setdefault((row["corpus"], row["document"]), []).append(row)
        states, rules, documents, addressed = [], [], [], []
        answers: dict[str, list[str]] = {name: [] for name in ATTRIBUTES}
        by_rules: dict[str, list[str]] = {name: [] for name in ATTRIBUTES}
        for corpus in sorted({corpus for corpus, _ in wanted}):
            for name, text in texts(corpus):
                for row in wanted.get((corpus, name), []):
                    for features, given, label, told in self._statements(text, row):
                        states.append(features[0])
                        rules.append(features[1])
                        documents.append(name)
                        addressed.append(told)
                        for attribute in ATTRIBUTES:
                            answers[attribute].append(label[attribute])
                            by_rules[attribute].append(given[attribute])
        return Labelled(np.array(states), np.array(rules), answers, documents, by_rules, addressed)

    def _statements(
        self, whole: str, row: dict[str, Any]
    ) -> Iterator[tuple[tuple[Matrix, Matrix], dict[str, str], dict[str, Any], tuple[bool, bool, bool]]]:
        """Yield features, the rules' answers, the label and the addressee of each statement of a passage."""
        low = max(0, whole.rfind("\n", 0, max(0, row["passage"][0] - 300)))
        text_here = whole[low : row["passage"][1] + 600]
        segmentation = self.segmenter(Document(id=row["document"], text=text_here, origin=row["document"]))
        quotations = find_quotations(segmentation)
        text = lemmatize(segmentation, self.tagger(segmentation), self.lemmas)
        candidates = [candidate for _, candidate in self.weigher(text, quotations)]
        grammar = GrammarReader(text, candidates)
        starts = {at: n for n, token in enumerate(segmentation.tokens) for at in range(token.start, token.end)}

        def ranges(parts: list[list[int]]) -> list[tuple[int, int]]:
            found = []
            for start, end in parts:
                covered = [starts[at - low] for at in range(start, end) if at - low in starts]
                if covered:
                    found.append((covered[0], covered[-1] + 1))
            return found

        for label in row["statements"]:
            source, cue, content = (ranges(label[role]) for role in ("source", "cue", "content"))
            if not cue or not content:
                continue
            how = grammar(source[0] if source else None, cue[0], content)
            found = Attribution(
                how.lemma, how.frame, how.position, how.head, source[0] if source else None, cue[0], tuple(content),
                how.addressee, how.negated, how.modal, 1.0,
            )  # fmt: skip
            states = states_of(self.reader, text, quotations, found)
            if states is None:
                continue
            rules = rule_features(text, found, self.acts, self.modality)
            wanted = ranges(label["addressee"])
            given = how.addressee
            same = given is not None and any(first < given[1] and given[0] < last for first, last in wanted)
            told = (bool(wanted), given is not None, same)
            yield (states, attribute_features(rules)), rules.answers, label, told


@dataclass(frozen=True, slots=True)
class Projection:
    """The main directions of the states of cue and content (principal components), so that few labels suffice."""

    mean: Matrix
    directions: Matrix

    def __call__(self, states: Matrix) -> Matrix:
        """Return the states along the directions."""
        result: Matrix = (states - self.mean) @ self.directions
        return result


def project(states: Matrix) -> Projection:
    """Return the main directions of each part of the pooled states that is used."""
    width = states.shape[1] // 4
    directions = np.zeros((states.shape[1], sum(DIRECTIONS.values())))
    at = 0
    for part, count in DIRECTIONS.items():
        own = states[:, part * width : (part + 1) * width]
        _, sizes, axes = np.linalg.svd(own - own.mean(0), full_matrices=False)
        directions[part * width : (part + 1) * width, at : at + count] = axes[:count].T / (
            sizes[0] / len(states) ** 0.5
        )
        at += count
    return Projection(states.mean(0), directions)


def train(states: Matrix, rules: Matrix, answers: list[str], attribute: str) -> Matrix:
    """Return the weights, features by classes, the constant last (Nesterov's accelerated gradient, full batches).

    They are pulled towards taking the rules at their word, so that a few hundred labels mend the rules rather than
    replace them.
    """
    classes = ATTRIBUTES[attribute]
    rows = np.hstack([states, rules, np.ones((len(states), 1))])
    pull = np.concatenate([np.full(states.shape[1], PULL["states"]), np.full(rules.shape[1], PULL["rules"]), [0.01]])
    wanted = np.array([[float(answer == one) for one in classes] for answer in answers])
    start = np.zeros((rows.shape[1], len(classes)))
    before = [name for names in list(ATTRIBUTES.values())[: list(ATTRIBUTES).index(attribute)] for name in names]
    for number in range(len(classes)):
        start[states.shape[1] + len(before) + number, number] = TRUST
    step = 1 / (0.5 * float(np.linalg.eigvalsh(rows.T @ rows)[-1]) + pull.max())
    weights = ahead = start
    for number in range(STEPS):
        following = ahead - step * (rows.T @ (softmax(rows @ ahead) - wanted) + pull[:, None] * (ahead - start))
        ahead = following + number / (number + 3) * (following - weights)
        weights = following
    return weights


def predict(
    states: Matrix, rules: Matrix, weights: Matrix, classes: tuple[str, ...], otherwise: list[str]
) -> list[str]:
    """Return the likeliest class of each row, or what the rules say where none is sure."""
    rows = np.hstack([states, rules, np.ones((len(states), 1))])
    chances = softmax(rows @ weights)
    best = [classes[at] for at in chances.argmax(1)]
    return [one if sure >= SURE else rule for one, sure, rule in zip(best, chances.max(1), otherwise, strict=True)]


def scores(answers: list[str], given: list[str], classes: tuple[str, ...]) -> tuple[float, float]:
    """Return accuracy, and F1 averaged over the classes that occur."""
    right = sum(a == b for a, b in zip(answers, given, strict=True)) / len(answers)
    f1 = []
    for one in classes:
        hits = sum(a == b == one for a, b in zip(answers, given, strict=True))
        total = answers.count(one) + given.count(one)
        if answers.count(one):
            f1.append(2 * hits / total)
    return right, sum(f1) / len(f1)


def check(data: Labelled) -> Iterator[tuple[str, str, float, float]]:
    """Yield attribute, reader, accuracy and macro F1, by folds of documents."""
    order = sorted(set(data.documents))
    fold_of = {name: number % FOLDS for number, name in enumerate(order)}
    folds = np.array([fold_of[name] for name in data.documents])
    for attribute, classes in ATTRIBUTES.items():
        answers = data.answers[attribute]
        yield (attribute, "rules alone", *scores(answers, data.by_rules[attribute], classes))
        given = [""] * len(answers)
        for fold in range(FOLDS):
            held = folds == fold
            seen = project(data.states[~held])
            known = [answer for answer, out in zip(answers, held, strict=True) if not out]
            weights = train(seen(data.states[~held]), data.rules[~held], known, attribute)
            by_rules = [rule for rule, one in zip(data.by_rules[attribute], held, strict=True) if one]
            out = predict(seen(data.states[held]), data.rules[held], weights, classes, by_rules)
            for at, one in zip(np.flatnonzero(held), out, strict=True):
                given[at] = one
        yield (attribute, "rules and states", *scores(answers, given, classes))
        commonest = max(sorted(set(answers)), key=answers.count)
        yield (attribute, "the commonest", *scores(answers, [commonest] * len(answers), classes))


def main() -> None:
    """Check, or train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=MODEL_FOLDER)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    rows = first_labels()
    if not rows:
        print(f"no labels in {LABELS}")
        return
    data = Gatherer(options.model)(rows)
    print(f"{len(data.documents)} statements of {len(set(data.documents))} documents")
    if options.check:
        for attribute, kind, right, macro in check(data):
            print(f"  {attribute:10} {kind:22} accuracy {right:.3f}  macro F1 {macro:.3f}")
        return
    path = options.model / "heads.npz"
    with np.load(path, allow_pickle=False) as tables:
        kept = {name: tables[name] for name in tables.files}
    kept = {name: values for name, values in kept.items() if not name.endswith("_weights") and name != "state_mean"}
    seen = project(data.states)
    for attribute in SHIPPED:
        weights = train(seen(data.states), data.rules, data.answers[attribute], attribute)
        count = seen.directions.shape[1]
        whole = np.concatenate([seen.directions @ weights[:count], weights[count:]])
        kept[f"{attribute}_weights"] = whole.astype(np.float32)
    kept["state_mean"] = seen.mean.astype(np.float32)
    np.savez(path, **kept)
    write_manifest(options.model)
    print(f"written: {path}")


if __name__ == "__main__":
    main()
