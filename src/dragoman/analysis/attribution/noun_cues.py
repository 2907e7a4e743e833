"""Candidates whose cue is a noun ("Trump's pledge to ...") or "according to"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.analysis.attribution.candidates import EMPTY_FRAMES, Candidate, Range, takes_preposition
from dragoman.analysis.attribution.complements import clause_end, find_complement
from dragoman.analysis.phrases import FINITE, VERB, Tagged, noun_phrase_ending, noun_phrase_from, subject_before
from dragoman.analysis.quotations import Quotation
from dragoman.document import Sentence

__all__ = ["according_to", "noun_candidate", "noun_owner"]

#: Verbs whose subject owns the noun that they have for an object: "expressed hope", not "saw reports".
EXPRESSING = frozenset({
    "express", "voice", "convey", "reiterate", "repeat", "reaffirm", "underscore", "stress", "emphasize", "emphasise",
    "make", "issue", "give", "share", "have", "hold", "raise", "announce", "declare", "renew", "add", "state",
})  # fmt: skip


def noun_candidate(text: Tagged, at: int, sentence: Sentence, quotations: Sequence[Quotation]) -> Iterator[Candidate]:
    """Yield the candidate of a noun that may report, if it has an owner and a content."""
    complement = find_complement(text, at + 1, sentence, quotations)
    source, how = noun_owner(text, at, sentence)
    if complement.frame == "by" or how == "by":
        following = find_complement(text, source[1], sentence, quotations) if source else complement
        complement = following
    if complement.frame in EMPTY_FRAMES | {
        "quote",
        "clause",
        "phrase",
        "gerund",
        "person-to",
        "other",
        "colon",
        "by",
    }:
        return
    end = clause_end(text, complement.start, sentence, complement.frame, quotations)
    inner = next((q for q in quotations if q.covers(at)), None)
    if inner is not None:
        end = min(end, inner.last - 1)
    if end <= complement.start + 1 or source is None:
        return
    features = (
        "noun", "n:" + text.word(at), "nf:" + complement.frame, f"n:{text.word(at)}+{complement.frame}", "nhow:" + how,
        f"n:{text.word(at)}+{how}", f"nhow:{how}+{complement.frame}",
    )  # fmt: skip
    cue_end = complement.start if takes_preposition(complement) and how != "by" else at + 1
    yield Candidate(
        text.word(at),
        complement.frame,
        "noun",
        at,
        source,
        (at, cue_end),
        ((complement.start, end),),
        None,
        features,
    )


def noun_owner(text: Tagged, at: int, sentence: Sentence) -> tuple[Range | None, str]:
    """Return whose pledge or hope it is, and how that is said.

    "Trump's pledge" and "his hope" are `possessive`, "statements by X" is `by`, "X expressed hope" is `object`.
    """
    phrase = noun_phrase_ending(text, at + 1, sentence.first)
    first = phrase[0] if phrase is not None else at
    for here in range(at - 1, first - 1, -1):
        if text.tags[here] == "PRP$":
            return (here, here + 1), "possessive"
        if text.tags[here] == "POS" or text.word(here) in {"'s", "’s"}:
            return (first, here), "possessive"
    if at + 1 < sentence.last and text.word(at + 1) in {"by", "within", "from", "among"}:
        source = noun_phrase_from(text, at + 2, sentence.last)
        if source is not None:
            return source, "by"
    verb = first - 1
    while verb > sentence.first and text.tags[verb] in {"RB", "IN"}:
        verb -= 1
    if verb > sentence.first and text.tags[verb] in VERB and text.lemmas[verb] in EXPRESSING:
        start = verb
        while start > sentence.first and (text.tags[start - 1] in VERB or text.tags[start - 1] in {"RB", "MD"}):
            start -= 1
        if any(text.tags[at] in {"MD", "TO"} for at in range(start, verb)) or text.tags[start - 1] == "TO":
            return None, "none"  # "will come to the view that": nobody holds it yet
        return subject_before(text, start, sentence.first), "object"
    return None, "none"


def according_to(text: Tagged, at: int, sentence: Sentence, quotations: Sequence[Quotation]) -> Iterator[Candidate]:
    """Yield the candidate of "according to", before or behind what it reports."""
    if at > sentence.first and (text.tags[at - 1] in VERB or text.tags[at - 1] == "MD"):
        return  # "should be according to the needs"
    source = noun_phrase_from(text, at + 2, sentence.last)
    if at + 4 < sentence.last and text.tags[at + 2] == "JJ" and text.word(at + 3) == ",":
        source = noun_phrase_from(text, at + 4, sentence.last)  # "according to multiple, credible reports"
    if source is None or text.tags[source[0]] in {"WP", "WDT"}:
        return
    end = source[1]
    while end + 1 < sentence.last and text.word(end) in {"in", "at", "by", "for", "from", "on", "with"}:
        following = noun_phrase_from(text, end + 1, sentence.last)
        if following is None:
            break
        end = following[1]
    source = (source[0], end)
    last = sentence.last
    while last - 1 > sentence.first and text.word(last - 1) in {".", "!", "?"}:
        last -= 1
    begins = at == sentence.first or text.word(at - 1) in {"and", "but", "“"}
    # "And he, according to the documents, is part of it": what stands before is no clause yet
    ahead = any(text.tags[i] in FINITE for i in range(sentence.first, at)) and at - sentence.first >= last - end
    behind = any(text.tags[i] in FINITE for i in range(end, last))
    begins = begins or (behind and not ahead)
    if not (begins or any(text.tags[i] in FINITE for i in range(sentence.first, at))):
        return  # no clause on either side
    if begins and end < last:
        start = end + 1 if text.word(end) == "," else end
        if text.word(start) in {"who", "which"}:  # "According to two diplomats, who spoke in private, ..."
            start = next((at + 1 for at in range(start, last) if text.word(at) == ","), last)
        content: Range = (start, last)
    else:
        start = next(
            (i + 1 for i in range(sentence.first, min(sentence.first + 8, at)) if text.word(i) == ":"), sentence.first
        )
        stop = at - 1 if text.word(at - 1) in {",", "—", "–", "--"} else at
        content = (start, stop)
        covering = next((q for q in quotations if q.first < sentence.first < q.last <= at), None)
        if covering is not None:
            content = (covering.first, stop)
    if content[1] <= content[0]:
        return
    position = "before" if begins else "after"
    features = ("according", "according:" + position)
    yield Candidate("according to", "according", position, at, source, (at, at + 2), (content,), None, features)
