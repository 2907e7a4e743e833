from __future__ import annotations

import pytest

from dragoman.analysis.lemmas import VerbLemmas


@pytest.mark.parametrize(
    ("forms", "lemma"),
    [
        ("said says saying", "say"), ("urged urges urging", "urge"), ("accused accusing", "accuse"),
        ("denied denies denying", "deny"), ("admitted admits", "admit"), ("condemned condemning", "condemn"),
        ("visited visits", "visit"), ("announced announcing", "announce"), ("applauded applauding", "applaud"),
        ("required requiring", "require"), ("revealed", "reveal"), ("imposed imposing", "impose"),
        ("expelled", "expel"), ("warned warns", "warn"), ("discussed discusses", "discuss"), ("agreed", "agree"),
        ("sought", "seek"), ("withdrew withdrawn", "withdraw"), ("hoped hopes", "hope"), ("imprisoned", "imprison"),
    ],
)  # fmt: skip
def test_all_forms_of_a_verb_have_one_lemma(forms: str, lemma: str) -> None:
    lemmas = VerbLemmas()
    assert {lemma} == {lemmas(form) for form in [*forms.split(), lemma]}
