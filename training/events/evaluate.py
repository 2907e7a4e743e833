"""What the heads for events find in sentences that a run left aside: `python -m training.events.evaluate RUN --fold N`.

Types are chosen by one threshold on the chance of the sentence; spans by one on the chance of each word. This looks at
the network alone; `benchmarks/events.py` measures the whole reading.
"""

from __future__ import annotations

import argparse
import collections
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch

from dragoman.analysis.encoder.pieces import WordPieces
from dragoman.analysis.events.labels import QUAD_CLASSES, REALITIES, TYPES
from dragoman.analysis.segmentation import Segmenter
from training.events.corpus import EventSentence, fold_of, sentences
from training.events.kinds import PARTS_OF_SPEECH
from training.events.model import EventReader, trigger_weights
from training.events.train import tag_batch
from training.events.windows import Packed, packed, tagged_windows
from training.gum import read_documents
from training.statements.corpus import SHARED
from training.statements.model import Shape, batch_of
from training.statements.train import TOKENIZER

THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6)


def read(model: EventReader, rows: Sequence[EventSentence]) -> Iterator[dict[str, Any]]:
    """Yield the scores of each sentence alone."""
    word_pieces, segmenter = WordPieces(TOKENIZER), Segmenter()
    for one in rows:
        row: Packed = packed([one], segmenter, word_pieces)
        if not row.sentences:
            continue
        with torch.no_grad():
            states = model.states(batch_of([row.example], word_pieces.padding))[0]
            kinds = model.kind(states)
            spans = []
            for number, event in enumerate(one.events):
                weights = trigger_weights(kinds, event, row.words[0].triggers[number], one.quad)
                state = weights @ states
                chances = torch.sigmoid(model.argument_scores(state, states))
                spans.append((chances, row.words[0].actors[number], row.words[0].recipients[number],
                              int(model.reality(state).argmax())))  # fmt: skip
        yield {"sentence": one, "whole": torch.sigmoid(torch.logsumexp(kinds, 0)), "spans": spans}


def types_of(one: EventSentence) -> set[str]:
    """Return the types of a sentence, RETREAT and CONCEDE as one."""
    return {merged(event.types[0]) for event in one.events}


def merged(kind: str) -> str:
    """Return the type under which a set counts that knows only YIELD."""
    return "YIELD" if kind in {"RETREAT", "CONCEDE"} else kind


def f1(hits: float, found: float, wanted: float) -> tuple[float, float, float]:
    """Return precision, recall and F1 in hundredths."""
    p, r = hits / max(1, found), hits / max(1, wanted)
    return round(100 * p, 1), round(100 * r, 1), round(200 * p * r / max(1e-9, p + r), 1)


def report(results: Sequence[dict[str, Any]]) -> None:
    """Print the figures of each set."""
    by_origin: dict[str, list[dict[str, Any]]] = collections.defaultdict(list)
    for result in results:
        by_origin[result["sentence"].origin].append(result)
    for origin, rows in by_origin.items():
        print(origin, len(rows))
        for threshold in THRESHOLDS:
            line: dict[str, object] = {"threshold": threshold}
            found = [{TYPES[at] for at in range(len(TYPES)) if row["whole"][at] > threshold} for row in rows]
            if rows[0]["sentence"].has_types:
                gold = [types_of(row["sentence"]) for row in rows]
                mine = [{merged(kind) for kind in kinds} for kinds in found]
                line["types"] = f1(
                    sum(len(a & b) for a, b in zip(gold, mine, strict=True)), sum(map(len, mine)), sum(map(len, gold))
                )
                empty = [kinds for kinds, wanted in zip(mine, gold, strict=True) if not wanted]
                line["empty wrong"] = f"{sum(map(bool, empty))}/{len(empty)}"
            else:
                line["found on quads"] = [
                    f"{sum(bool(k) for k, r in zip(found, rows, strict=True) if r['sentence'].quad == quad)}"
                    f"/{sum(r['sentence'].quad == quad for r in rows)}"
                    for quad in range(5)
                ]
                best = [
                    QUAD_CLASSES[int(row["whole"].argmax())] if kinds else 0
                    for kinds, row in zip(found, rows, strict=True)
                ]
                f = [f1(sum(b == q == r["sentence"].quad for b, r in zip(best, rows, strict=True)), best.count(q),
                        sum(r["sentence"].quad == q for r in rows))[2] for q in range(1, 5)]  # fmt: skip
                line["quad macro"] = (round(sum(f) / 4, 1), f)
            print("  ", json.dumps(line))
        for role, name in enumerate(("actor", "recipient")):
            hits = found_words = wanted_words = 0
            for row in rows:
                for span in row["spans"]:
                    own = {at for at, chance in enumerate(span[0][role].tolist()) if chance > 0.5}
                    theirs = {at for first, last in span[1 + role] for at in range(first, last)}
                    hits, found_words, wanted_words = (
                        hits + len(own & theirs),
                        found_words + len(own),
                        wanted_words + len(theirs),
                    )
            print("  ", name, "words", f1(hits, found_words, wanted_words))
        labelled = [
            (e.reality, s[3])
            for row in rows
            for e, s in zip(row["sentence"].events, row["spans"], strict=True)
            if e.reality >= 0
        ]
        if labelled:
            wrong = collections.Counter((REALITIES[a], REALITIES[b]) for a, b in labelled if a != b)
            print("   reality", sum(a == b for a, b in labelled), len(labelled), wrong.most_common(6))


def tags(model: EventReader) -> float:
    """Return the share of words of GUM's development part whose part of speech is right."""
    word_pieces, segmenter = WordPieces(TOKENIZER), Segmenter()
    right = count = 0
    for row in tagged_windows(
        read_documents(SHARED / "data" / "coreference" / "gum", "dev"), PARTS_OF_SPEECH, segmenter, word_pieces
    ):
        batch, wanted = tag_batch([row], word_pieces.padding)
        with torch.no_grad():
            found = model.part_of_speech(model.states(batch)).argmax(-1)
        right += int(((found == wanted) & (wanted >= 0)).sum())
        count += int((wanted >= 0).sum())
    return right / count


def main() -> None:
    """Evaluate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("--fold", type=int, required=True)
    options = parser.parse_args()
    model = EventReader(Shape())
    model.load_state_dict(torch.load(options.run / "model.pt", weights_only=True))
    model.eval()
    report(list(read(model, [one for one in sentences() if fold_of(one) == options.fold])))
    print("parts of speech, GUM dev:", round(100 * tags(model), 2))


if __name__ == "__main__":
    main()
