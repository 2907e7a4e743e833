from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.analysis.attribution.weighing import CandidateWeigher
from dragoman.analysis.phrases import Tagged
from dragoman.analysis.quotations import find_quotations
from dragoman.analysis.stance_mention import StanceMention
from dragoman.analysis.stances import StanceReader

Tag = Callable[[str], Tagged]


def read(text: Tagged) -> list[StanceMention]:
    quotations = find_quotations(text.segmentation)
    return StanceReader()(text, CandidateWeigher()(text, quotations), quotations)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ukraine rejected the Russian proposal for a ceasefire.",
         [("opposes", "Ukraine", "the Russian proposal for a ceasefire")]),
        ("Iran does not support the new resolution.", [("opposes", "Iran", "the new resolution")]),
        ("China called for an immediate end to the fighting.",
         [("demands", "China", "an immediate end to the fighting")]),
        ("Putin expressed Moscow’s willingness to engage in discussions about arms.",
         [("willing", "Moscow", "engage in discussions about arms")]),
        ("France is ready to host the talks.", [("willing", "France", "host the talks")]),
        ("France is not ready to host the talks.", [("unwilling", "France", "host the talks")]),
        ("He underlined the importance of lasting solutions rather than interim ones.",
         [("supports", None, "lasting solutions"), ("opposes", None, "interim ones")]),
        ("“The goal should not be a brief truce, but a long peace,” he said.",
         [("opposes", None, "a brief truce"), ("supports", None, "a long peace")]),
        ("China supports all proposals on a truce.", [("supports", "China", "all proposals on a truce")]),
        ("Peru will continue to oppose the embargo.", [("opposes", "Peru", "the embargo")]),
        ("Peru may oppose the embargo.", []),
        ("France called on Russia to withdraw its troops.", [("demands", "France", "Russia to withdraw its troops")]),
        ("China is opposed to sanctions on Iran.", [("opposes", "China", "sanctions on Iran")]),
        ("China is against sanctions on Iran.", [("opposes", "China", "sanctions on Iran")]),
        ("The store is open to the public.", []),
        ("The minister emphasized U.S. support for a two-state solution.",
         [("supports", "U.S.", "a two-state solution")]),
        ("Ghana reaffirms its commitment to the Paris accord.", [("supports", "Ghana", "the Paris accord")]),
        ("Ghana reaffirms its commitment to the partnership.", []),
        ("Ghana is committed to strengthening the dialogue.", []),
        ("The minister stressed the importance of a ceasefire.", [("supports", "The minister", "a ceasefire")]),
        ("Mali condemned the embargo.", [("opposes", "Mali", "the embargo")]),
        ("Mali condemned the attack.", []),
        ("The talks went on.", []),
    ],
)  # fmt: skip
def test_stance_holder_and_proposal_are_read(tag: Tag, text: str, expected: list[tuple[str, str | None, str]]) -> None:
    tagged = tag(text)
    shown = [(m.stance, tagged.text(*m.holder) if m.holder else None, tagged.text(*m.towards)) for m in read(tagged)]
    assert expected == shown


def test_the_one_who_rejects_a_demand_is_found(tag: Tag) -> None:
    tagged = tag("His insistence on the recognition of Russia’s claims, which Ukraine rejects, remains.")
    mention = read(tagged)[0]
    assert mention.disputed_by is not None
    assert (mention.stance, tagged.text(*mention.disputed_by)) == ("demands", "Ukraine")
