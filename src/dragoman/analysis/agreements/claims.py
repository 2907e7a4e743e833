"""The sentences and clauses in which a text says something of an agreement.

Three shapes count: a sentence whose subject is the agreement ("This pact remains the sole foundation ..."), a clause
that hangs on its name ("New START, which is slated to expire ..."), and one that dates something that happened to it.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from dragoman.analysis.agreements.dates import DatedFact, Place, place_tokens
from dragoman.analysis.phrases import FINITE, Tagged
from dragoman.document import Sentence

__all__ = ["AgreementClaim", "find_claims"]

#: What may stand between the start of a sentence and the agreement that is its subject.
OPENING_TAGS = frozenset({"DT", "JJ", "CD", "PDT", "``", "''", '"'})
OPENING_WORDS = frozenset({"however", "today", ",", "“", '"', "but", "and", "moreover", "indeed", "yet", "although"})
DASHES = frozenset({"—", "–", "--", ";", ":"})
#: Most tokens of an insertion between a subject and its verb.
INSERTION = 30
#: A dated clause is shown with its whole sentence up to so many tokens, so that it can be understood.
WHOLE_SENTENCE = 40


class AgreementClaim(NamedTuple):
    """Where the text says something of an agreement; offsets are half-open characters."""

    start: int
    end: int
    #: Index into the mentions that were given.
    mention: int
    #: relative: a clause with "which"; behind "he said that", outside quotation marks, it is the report's own voice.
    shape: Literal["sentence", "relative", "dated"]


def find_claims(
    text: Tagged, mentions: Sequence[Place], facts: Sequence[DatedFact], dates: Sequence[Place]
) -> list[AgreementClaim]:
    """Return what the text says of the agreements mentioned, in order; for each agreement no claim within another.

    Args:
        text: The document.
        mentions: Where agreements are mentioned, in order.
        facts: What happened to them on dates: the result of `AgreementDateReader` for the same mentions.
        dates: The temporal expressions; a comma within one ends no clause.
    """
    found: list[AgreementClaim] = []
    starts = [sentence.start for sentence in text.segmentation.sentences]
    for index, mention in enumerate(mentions):
        sentence = text.segmentation.sentences[bisect.bisect_right(starts, mention.start) - 1]
        tokens = place_tokens(text, mention)
        if _is_subject(text, sentence, tokens):
            found.append(AgreementClaim(sentence.start, sentence.end, index, "sentence"))
            continue
        clause = _relative(text, sentence, tokens[1], dates)
        if clause is not None:
            found.append(AgreementClaim(*text.offsets(*clause), index, "relative"))
    for fact in facts:
        covered = any(claim.start <= fact.end - 1 < claim.end and claim.mention == fact.mention for claim in found)
        if covered or fact.noun:
            continue
        sentence = text.segmentation.sentences[bisect.bisect_right(starts, fact.start) - 1]
        whole = sentence.last - sentence.first <= WHOLE_SENTENCE
        place = (sentence.start, sentence.end) if whole else (fact.start, fact.end)
        found.append(AgreementClaim(*place, fact.mention, "dated"))
    return sorted(set(found))


def _is_subject(text: Tagged, sentence: Sentence, mention: tuple[int, int]) -> bool:
    """Tell whether the sentence begins with the agreement and a finite verb follows it."""
    for at in range(sentence.first, mention[0]):
        if text.tags[at] not in OPENING_TAGS and text.word(at) not in OPENING_WORDS:
            return False
    at = _behind_brackets(text, mention[1], sentence.last)
    if at < sentence.last and text.word(at) == "," and not _is_list(text, at, sentence.last):
        closing = next((i for i in range(at + 1, min(at + INSERTION, sentence.last)) if text.word(i) == ","), at)
        at = closing + 1
    while at < sentence.last and text.tags[at] == "RB":
        at += 1
    ends = text.word(sentence.last - 1) not in {"?", "”"}
    return ends and at < sentence.last and text.tags[at] in FINITE


def _is_list(text: Tagged, comma: int, last: int) -> bool:
    """Tell whether a comma goes on with further subjects: "The CTBT, the NPT and ..."."""
    return comma + 1 < last and text.word(comma + 1) in {"and", "or"}


def _behind_brackets(text: Tagged, at: int, last: int) -> int:
    if at < last and text.word(at) == "(":
        return next((i + 1 for i in range(at, last) if text.word(i) == ")"), at)
    if at < last and text.word(at) == ")":
        return at + 1  # the mention is the acronym within the brackets
    return at


def _relative(text: Tagged, sentence: Sentence, at: int, dates: Sequence[Place]) -> tuple[int, int] | None:
    """Return the token range of ", which ..." right behind an agreement."""
    at = _behind_brackets(text, at, sentence.last)
    if at + 2 >= sentence.last or text.word(at) != "," or text.word(at + 1) != "which":
        return None
    if text.tags[at + 2] not in FINITE | {"RB"}:
        return None
    return at + 1, _clause_end(text, sentence, at + 2, list(_commas(text, sentence, dates)))


def _commas(text: Tagged, sentence: Sentence, dates: Sequence[Place]) -> Iterator[int]:
    """Yield the commas that belong to a date."""
    for date in dates:
        if sentence.start <= date.start < sentence.end:
            yield from range(*place_tokens(text, date))


def _clause_end(text: Tagged, sentence: Sentence, at: int, dated: Sequence[int]) -> int:
    """Return where a clause ends: at its comma, dash or the last mark of the sentence."""
    for end in range(at, sentence.last):
        if (text.word(end) == "," and end not in dated) or text.word(end) in DASHES:
            return end
    end = sentence.last
    while end > at and not text.word(end - 1)[0].isalnum():
        end -= 1
    return end
