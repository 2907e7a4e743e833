"""The dictionary form of English verbs.

Irregular forms come from a table; the rest follow the rules of spelling. A lemma here is a key for the tables of cues
and event verbs: it must be the same for all forms of a verb, and right for those that the tables name.
"""

from __future__ import annotations

import re

from dragoman import knowledge

__all__ = ["VerbLemmas"]

#: Endings of a stem that lost an "e" before "-ed" or "-ing" (announc-ed, urg-ing), and those that did not although
#: they look alike (visit-ed, reveal-ed).
LOST_E = re.compile(
    r"(?:[vcuz]|[aeiourlny]s|[rdl]g|[aei]g|[aeu]ng|(?<![eo])at|ut|(?<!i)ot|[^aeo]ir|[^eoai]ar|[^o]ur|[^aeiou]or|"
    r"[bptdgfck]l|[^aeo]il|ul|[^aoe]in|[^i]on|[^ei]am|[^c]um|[^eo]ad|[^aoe]id|[^ao]ud|[cp]ed|od|[^eo]ak|ik|[vo]ok|ap|[hc]op|wip)$"
)
KEPT = re.compile(
    r"(?:zz|ss|focus|[ao]ngs|tion|ious|ough|ook|ruin|origin|reason|prison|abandon|mention|favor|labor|error|mirror|anchor|author|doctor|format|chat|pilot|riot|debut|begin|develop|limit|edit|admon|gas|bus|canvas)$"
)
DOUBLED = re.compile(r"([bdgmnprt])\1$")


class VerbLemmas:
    """Finds the lemma of a verb form."""

    def __init__(self) -> None:
        self._irregular: dict[str, str] = {}
        for row in knowledge.rows("irregular_verbs"):
            for form in knowledge.values(row["forms"]):
                self._irregular.setdefault(form, row["lemma"])

    def __call__(self, form: str) -> str:
        """Return the lemma of a verb form; a form that is no verb gives a stable key all the same."""
        form = form.lower()
        return self._irregular.get(form) or _regular(form)


def _regular(form: str) -> str:
    if form.endswith(("ies", "ied")) and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return form[:-2]
    if form.endswith("s") and not form.endswith(("ss", "us", "is")) and len(form) > 3:
        return form[:-1]
    if form.endswith("eed"):
        return form
    for ending in ("ing", "ed"):
        stem = form[: -len(ending)]
        if form.endswith(ending) and len(stem) > 2 and re.search("[aeiouy]", stem):
            return _restored(stem)
    return form


def _restored(stem: str) -> str:
    """Return the stem with the letter back that the ending took, or without the one that it doubled."""
    if DOUBLED.search(stem):
        return stem[:-1]
    if LOST_E.search(stem) and not KEPT.search(stem):
        return stem + "e"
    return stem
