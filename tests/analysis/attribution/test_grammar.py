from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.analysis.attribution.grammar import GrammarReader
from dragoman.analysis.attribution.spoken_turns import turn_attributions
from dragoman.analysis.attribution.weighing import CandidateWeigher
from dragoman.analysis.phrases import Tagged
from dragoman.analysis.quotations import find_quotations
from dragoman.analysis.turns import find_turns

Tag = Callable[[str], Tagged]


def place(text: Tagged, words: str) -> tuple[int, int]:
    """Return the token range of some words."""
    start = text.segmentation.document.text.index(words)
    inside = [at for at, t in enumerate(text.segmentation.tokens) if start <= t.start < start + len(words)]
    return inside[0], inside[-1] + 1


@pytest.mark.parametrize(
    ("raw", "source", "cue", "content", "expected"),
    [
        ("Iran said that the talks failed.", "Iran", "said", "that the talks failed", ("say", "that", "before", False)),
        ("“We go,” the envoy has said.", "the envoy", "has said", "“We go,”", ("say", "end", "after", False)),
        ("“We go,” said Merkel.", "Merkel", "said", "“We go,”", ("say", "end", "inverted", False)),
        ("Kyiv did not say that it would go.", "Kyiv", "did not say", "that it would go",
         ("say", "that", "before", True)),
        ("According to Reuters, talks failed.", "Reuters", "According to", "talks failed",
         ("according to", "according", "before", False)),
        ("The deal amazes the envoys of Iran.", "the envoys of Iran", "amazes", "The deal",
         ("amaze", "clause", "inverted", False)),
    ],
)  # fmt: skip
def test_grammar_of_a_cue(
    tag: Tag, raw: str, source: str, cue: str, content: str, expected: tuple[str, str, str, bool]
) -> None:
    text = tag(raw)
    candidates = [one for _, one in CandidateWeigher()(text, find_quotations(text.segmentation))]
    found = GrammarReader(text, candidates)(place(text, source), place(text, cue), [place(text, content)])
    lemma, _, position, negated = expected
    assert (lemma, position, negated) == (found.lemma, found.position, found.negated)


def test_the_one_told_is_the_addressee(tag: Tag) -> None:
    text = tag("Wang told reporters that the talks failed.")
    candidates = [one for _, one in CandidateWeigher()(text, find_quotations(text.segmentation))]
    content = [place(text, "that the talks failed")]
    found = GrammarReader(text, candidates)(place(text, "Wang"), place(text, "told"), content)
    assert found.addressee is not None
    assert "reporters" == text.text(*found.addressee)


def test_a_turn_is_a_statement_of_its_label(tag: Tag) -> None:
    text = tag("QUESTION: Will you go?\n\nMR. CARNEY: We will.\n\nWe must.\n\nQ Why?")
    found = list(turn_attributions(text, find_turns(text.segmentation)))
    shown = [(text.text(*one.source) if one.source else "", one.act, len(one.content)) for one in found]
    assert [("QUESTION", "asks", 1), ("MR. CARNEY", "says", 2), ("", "asks", 1)] == shown
    assert "We will." == text.text(*found[1].content[0])
