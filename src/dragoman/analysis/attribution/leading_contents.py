"""What is said before its cue: "The talks failed, he said", "“We agree,” said Lavrov"."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.analysis.attribution.candidates import EMPTY_FRAMES, Range
from dragoman.analysis.attribution.complements import WITH_ADDRESSEE, Complement
from dragoman.analysis.phrases import DAYS, FINITE, Tagged, VerbGroup, noun_phrase_from
from dragoman.analysis.quotations import Quotation
from dragoman.document import Sentence

__all__ = ["content_before"]


def content_before(
    text: Tagged,
    group: VerbGroup,
    subject: Range | None,
    complement: Complement,
    sentence: Sentence,
    quotations: Sequence[Quotation],
    low: int,
) -> tuple[Range, Range | None] | None:
    """Return content that stands before its cue ("..., he said", "“...” said X") and the source, if it is there."""
    begin = subject[0] if subject is not None and subject[1] <= group.first else group.first
    for start in {begin, group.first}:
        mark = start - 1
        if mark <= low:
            continue
        if text.word(mark) in {",", "”", '"', "''", "—", "–", "--", "?", "!", "»"} and text.tags[
            group.head
        ] in FINITE | {"VBN", "VB"}:
            closed = next(
                (q for q in quotations if q.last == mark + 1 or (text.word(mark) == "," and q.last == mark)),
                None,
            )
            if closed is not None:
                first = (
                    min(closed.first, max(closed.first, sentence.first))
                    if closed.first >= sentence.first
                    else closed.first
                )
                first = _back_to_clause(text, first, sentence, quotations)
                return (first, closed.last), (
                    subject if start == begin and begin != group.first else _inverted(text, group, sentence)
                )
            if (
                text.word(mark) == ","
                and start == begin
                and _may_trail(text, group, low, complement)
                and any(text.tags[i] in FINITE for i in range(low, mark))
            ):
                if start == group.first:
                    return (low, mark), _inverted(text, group, sentence)
                return (low, mark), subject
    return None


def _may_trail(text: Tagged, group: VerbGroup, low: int, complement: Complement) -> bool:
    """Tell whether unquoted words before a source can be what it says: no adverbial, and nothing else follows."""
    if text.tags[low] == "VBG":
        return False  # "Recognizing the challenge, the Ministers committed to ..."
    if text.tags[low] in {"IN", "WRB", "CC"} and complement.frame not in EMPTY_FRAMES:
        return False
    if complement.frame == "on":  # "he said on Monday", not "we call on Cuba"
        return text.word(complement.start) in DAYS
    if complement.frame == "phrase":
        return text.lemmas[group.head] in WITH_ADDRESSEE
    return complement.frame in EMPTY_FRAMES | {"in", "at", "by", "from", "to-phrase", "other"}


def _back_to_clause(text: Tagged, first: int, sentence: Sentence, quotations: Sequence[Quotation]) -> int:
    """Return where content begins whose end is quoted: 'The plan is "a disaster," he said'."""
    if first <= sentence.first:
        return first
    if any(text.tags[i] in FINITE for i in range(sentence.first, first)) and text.word(first - 1) not in {
        ",",
        ":",
    }:
        return sentence.first
    return first


def _inverted(text: Tagged, group: VerbGroup, sentence: Sentence) -> Range | None:
    """Return the source behind its verb: "“...,” said Maria Zakharova, a spokeswoman for the ministry"."""
    phrase = noun_phrase_from(text, group.last, sentence.last)
    if phrase is None:
        return None
    end = phrase[1]
    while end + 1 < sentence.last and text.word(end) in {",", "of", "for", "in", "at", "with"}:
        following = noun_phrase_from(text, end + 1, sentence.last)
        if following is None or (text.word(end) == "," and text.tags[end + 1] not in {"DT", "NN", "JJ", "PRP$"}):
            break
        end = following[1]
    return (phrase[0], end)
