"""Candidates for attributions: every place where a verb, a noun or "according to" may report what somebody says.

Each candidate is complete (source, cue, content) and brings the features by which `analysis.attributions` decides
whether it is one.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.analysis.complements import Complement, clause_end, find_complement
from dragoman.analysis.phrases import (
    AUXILIARY,
    FINITE,
    NOUN,
    VERB,
    Tagged,
    VerbGroup,
    noun_phrase_ending,
    noun_phrase_from,
    subject_before,
    verb_groups,
)
from dragoman.analysis.quotations import Quotation
from dragoman.document import Sentence

__all__ = ["Candidate", "candidates", "noun_owner"]

Range = tuple[int, int]
#: Frames in which nothing that could be reported follows the cue.
EMPTY_FRAMES = frozenset({"end", "comma"})


#: Words that look like a subject and are none: "There are reports that ...", "let me say".
NO_SOURCES = frozenset({"there", "what", "me", "him", "us", "them", "which", "here"})
BEFORE_SAID_INFINITIVE = frozenset({
    "meet", "speak", "talk", "call", "gather", "convene", "visit", "travel", "host", "continue", "go", "want", "wish",
    "like", "begin", "rise", "join", "hasten", "write", "come", "hold", "use", "proceed", "refuse", "decline",
})  # fmt: skip
#: A content's length counts in steps: 1 token, 2 or 3, 4 to 7, more.
LENGTH_STEPS = (2, 4, 8)
PRONOUN_CLASSES = {"it": "it", "this": "it", "i": "I", "we": "I", "you": "you"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible attribution; ranges are half-open token indices."""

    #: Word or lemma that the tables of cues know it by.
    lemma: str
    frame: str
    #: before: source, cue, content. after: content, source, cue. inverted: content, cue, source.
    position: str
    #: Index of the main word of the cue.
    head: int
    source: Range | None
    cue: Range
    content: tuple[Range, ...]
    addressee: Range | None
    features: tuple[str, ...]
    negated: bool = False
    modal: int | None = None


def candidates(
    text: Tagged, sentence: Sentence, quotations: Sequence[Quotation], noun_cues: frozenset[str]
) -> Iterator[Candidate]:
    """Yield the candidates of one sentence, those of verbs first.

    Args:
        text: The tagged document.
        sentence: The sentence that the cue stands in.
        quotations: The quotations that touch the sentence.
        noun_cues: Nouns that may report ("pledge", "hope").
    """
    yield from _verb_candidates(text, sentence, quotations)
    for at in range(sentence.first, sentence.last):
        if text.tags[at] in {"NN", "NNS"} and text.word(at) in noun_cues:
            for found in _noun_candidate(text, at, sentence, quotations):
                if not _is_asked(text, found, sentence):
                    yield found
        elif text.word(at) == "according" and at + 1 < sentence.last and text.word(at + 1) == "to":
            yield from _according_to(text, at, sentence, quotations)


def _verb_candidates(text: Tagged, sentence: Sentence, quotations: Sequence[Quotation]) -> Iterator[Candidate]:
    """Yield the candidates of the sentence's verbs, keeping track of who is the subject of what."""
    outer: Range | None = None
    carried: Range | None = None  # the subject of the last verb
    finite: Range | None = None  # the subject of the last finite verb
    before: VerbGroup | None = None
    modal: int | None = None  # of the last finite verb: "will meet to discuss" has discussed nothing yet
    for group in verb_groups(text, sentence):
        low = _low(group, sentence, quotations)
        is_finite = text.tags[group.head] in FINITE or group.modal is not None or group.head > group.first
        source, how = _subject(text, group, low, outer, finite if is_finite else carried)
        carried = source or carried
        if is_finite and not group.infinitive:
            finite, modal = source or finite, group.modal
        if text.lemmas[group.head] in AUXILIARY or text.tags[group.head] == "MD":
            continue
        if group.modal is None and how in {"infinitive", "conjoined", "participle"}:
            group = group._replace(modal=modal)
        if _is_unsaid(text, group, before):
            before = group
            continue
        before = group
        found = _verb_candidate(text, group, sentence, quotations, source, how)
        if found is not None and not _is_asked(text, found, sentence):
            yield found
            outer = found.source or outer
            if found.frame == "person-to":
                carried = found.addressee or carried


def _is_unsaid(text: Tagged, group: VerbGroup, before: VerbGroup | None) -> bool:
    """Tell whether a verb only says what is to be said, or goes without saying.

    An infinitive reports something behind few verbs: "met to discuss", "want to thank"; not behind "have to" or "it is
    reasonable to".
    """
    if group.infinitive:
        return before is None or text.lemmas[before.head] not in BEFORE_SAID_INFINITIVE
    if text.tags[group.head] == "VBG" and group.first == group.head:
        return text.word(group.first - 1) in {"without", "for", "of", "from", "instead", "before"}
    return False


def _is_asked(text: Tagged, found: Candidate, sentence: Sentence) -> bool:
    """Tell whether the cue stands in a question: "Could you talk about ...?", "Did they say that ...?"."""
    if found.source is None or "?" not in {
        text.word(at) for at in range(max(sentence.first, sentence.last - 2), sentence.last)
    }:
        return False
    first = found.source[0]
    auxiliary = first > sentence.first and (text.tags[first - 1] == "MD" or text.lemmas[first - 1] in AUXILIARY)
    return text.word(first) == "you" or auxiliary or found.position == "noun"


def _low(group: VerbGroup, sentence: Sentence, quotations: Sequence[Quotation]) -> int:
    """Return the first token where the subject may stand: in the same quotation, or in the sentence."""
    inner = next((q for q in quotations if q.covers(group.head)), None)
    return max(sentence.first, inner.first + 1) if inner else sentence.first


def _verb_candidate(
    text: Tagged,
    group: VerbGroup,
    sentence: Sentence,
    quotations: Sequence[Quotation],
    subject: Range | None,
    how: str,
) -> Candidate | None:
    if subject is not None and subject[1] - subject[0] == 1 and text.word(subject[0]) in NO_SOURCES:
        return None
    if subject is not None and any(text.tags[at] == "UH" for at in range(*subject)):
        return None  # "Well, Mr. President, thank you"
    complement = find_complement(text, group.last, sentence, quotations)
    if subject is not None and _is_relative_object(text, subject, complement):
        return None
    inner = next((q for q in quotations if q.covers(group.head)), None)
    low = _low(group, sentence, quotations)
    before = _content_before(text, group, subject, complement, sentence, quotations, low)
    if before is not None and complement.frame not in {"that", "clause", "wh"}:
        return _trailing(text, group, complement, subject, before, sentence, quotations, how)
    if complement.frame in EMPTY_FRAMES or complement.start >= sentence.last or text.tags[complement.start] in FINITE:
        return None
    end = clause_end(text, complement.start, sentence, complement.frame, quotations)
    if inner is not None:
        end = min(end, inner.last - 1)
    if not _is_content(text, complement, end):
        return None
    content: tuple[Range, ...] = ((complement.start, end),)
    cue = (
        _cue_start(text, group),
        max(group.last, complement.start) if _takes_preposition(complement) else group.last,
    )
    features = _features(text, group, complement, subject, "before", quotations, content, how)
    return Candidate(
        text.lemmas[group.head], complement.frame, "before", group.head, subject, cue, content, complement.addressee,
        features, group.negated, group.modal,
    )  # fmt: skip


def _is_relative_object(text: Tagged, subject: Range, complement: Complement) -> bool:
    """Tell whether what is said stands before the cue in a relative clause: "what Applebaum called Autocracy Inc."."""
    before = text.word(subject[0] - 1) if subject[0] > 0 else ""
    return before in {"what", "which", "whom"} and complement.frame not in {"that", "quote", "to", "wh"}


def _is_content(text: Tagged, complement: Complement, end: int) -> bool:
    """Tell whether there is enough to be a content: one word alone is none, but for a name or a quotation."""
    words = [text.tags[at] for at in range(complement.start, end) if text.tags[at][0].isalpha()]
    if complement.frame == "quote" or (words and set(words) <= {"NNP", "NNPS"}):
        return bool(words)
    return len(words) >= (3 if complement.frame == "that" else 2)


def _takes_preposition(complement: Complement) -> bool:
    return complement.frame not in {
        "that", "quote", "colon", "to", "wh", "clause", "phrase", "gerund", "person-to", "comma", "end", "other",
    }  # fmt: skip


def _cue_start(text: Tagged, group: VerbGroup) -> int:
    """Return where the cue begins: with its auxiliaries and adverbs, but without the "to" of an infinitive."""
    first = group.first + 1 if group.infinitive and group.first < group.head else group.first
    while first > 0 and not group.infinitive and text.tags[first - 1] == "RB":
        first -= 1
    return first


def _subject(
    text: Tagged, group: VerbGroup, low: int, outer: Range | None, carried: Range | None
) -> tuple[Range | None, str]:
    """Return the source of a verb, and how it was found.

    Args:
        text: The tagged document.
        group: The verb.
        low: The first token where the subject may stand.
        outer: The source of the last cue of the sentence.
        carried: The subject of the verb before, or the one who was asked to do this.
    """
    previous = text.word(group.first - 1) if group.first > low else ""
    if previous in {"and", "but", "or"}:
        return carried or _first_subject(text, group.first, low), "conjoined"
    if text.tags[group.head] == "VBG" and group.first == group.head:
        if group.first > low and text.tags[group.first - 1] in NOUN:
            return subject_before(text, group.first, low), "reduced"
        return outer or _first_subject(text, group.first, low), "participle"
    if group.infinitive:
        return carried or _first_subject(text, group.first, low), "infinitive"
    subject = subject_before(text, group.first, low)
    if subject is None:
        return (outer, "outer") if previous == "," else (None, "none")
    return subject, "subject"


def _first_subject(text: Tagged, before: int, low: int) -> Range | None:
    """Return the subject of the first finite verb of the sentence."""
    for at in range(low, before):
        if text.tags[at] in FINITE:
            subject = subject_before(text, at, low)
            if subject is not None:
                return subject
    return None


def _content_before(
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
                and _may_trail(text, low, complement)
                and any(text.tags[i] in FINITE for i in range(low, mark))
            ):
                if start == group.first:
                    return (low, mark), _inverted(text, group, sentence)
                return (low, mark), subject
    return None


def _may_trail(text: Tagged, low: int, complement: Complement) -> bool:
    """Tell whether unquoted words before a source can be what it says: no adverbial, and nothing else follows."""
    if text.tags[low] in {"IN", "WRB"} and complement.frame not in EMPTY_FRAMES:
        return False
    return complement.frame not in {"phrase", "to", "gerund", "person-to", "colon", "quote"}


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


def _trailing(
    text: Tagged,
    group: VerbGroup,
    complement: Complement,
    subject: Range | None,
    before: tuple[Range, Range | None],
    sentence: Sentence,
    quotations: Sequence[Quotation],
    how: str,
) -> Candidate | None:
    first, source = before
    if source is None and not any(q.last == first[1] for q in quotations):
        return None
    position = "after" if source is not None and source[1] <= group.first else "inverted"
    spans = [first]
    behind = complement.start if complement.frame == "quote" else None
    if behind is None:
        for quotation in quotations:
            if group.last < quotation.first < sentence.last and text.word(quotation.first - 1) in {",", ":"}:
                behind = quotation.first
                break
    following = next((q for q in quotations if q.first == behind), None) if behind is not None else None
    if following is not None:
        spans.append((following.first, following.last))
    content = tuple(spans)
    addressee = _spoken_to(text, group, sentence) if position == "after" else None
    features = _features(text, group, complement, source, position, quotations, content, how)
    return Candidate(
        text.lemmas[group.head], complement.frame, position, group.head, source, (_cue_start(text, group), group.last),
        content, addressee, features, group.negated, group.modal,
    )  # fmt: skip


def _spoken_to(text: Tagged, group: VerbGroup, sentence: Sentence) -> Range | None:
    if text.lemmas[group.head] not in {"tell", "assure", "inform", "remind", "warn"}:
        return None
    return noun_phrase_from(text, group.last, sentence.last)


def _noun_candidate(text: Tagged, at: int, sentence: Sentence, quotations: Sequence[Quotation]) -> Iterator[Candidate]:
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
    cue_end = complement.start if _takes_preposition(complement) and how != "by" else at + 1
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
    if verb > sentence.first and text.tags[verb] in VERB:
        start = verb
        while start > sentence.first and (text.tags[start - 1] in VERB or text.tags[start - 1] in {"RB", "MD"}):
            start -= 1
        return subject_before(text, start, sentence.first), "object"
    return None, "none"


def _according_to(text: Tagged, at: int, sentence: Sentence, quotations: Sequence[Quotation]) -> Iterator[Candidate]:
    source = noun_phrase_from(text, at + 2, sentence.last)
    if source is None:
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
    if begins and end < last:
        start = end + 1 if text.word(end) == "," else end
        content: Range = (start, last)
    else:
        stop = at - 1 if text.word(at - 1) in {",", "—", "–", "--"} else at
        content = (sentence.first, stop)
        covering = next((q for q in quotations if q.first < sentence.first < q.last <= at), None)
        if covering is not None:
            content = (covering.first, stop)
    if content[1] <= content[0]:
        return
    position = "before" if begins else "after"
    features = ("according", "according:" + position)
    yield Candidate("according to", "according", position, at, source, (at, at + 2), (content,), None, features)


def _features(
    text: Tagged,
    group: VerbGroup,
    complement: Complement,
    source: Range | None,
    position: str,
    quotations: Sequence[Quotation],
    content: tuple[Range, ...],
    how: str,
) -> tuple[str, ...]:
    lemma, frame = text.lemmas[group.head], complement.frame
    quoted = any(q.first < end and q.last > start for start, end in content for q in quotations)
    begins_quoted = any(q.first in {content[0][0], content[0][0] + 1} for q in quotations)
    length = sum(end - start for start, end in content)
    found = [
        "bias", "v:" + lemma, "f:" + frame, "p:" + position, f"v:{lemma}+{frame}", f"v:{lemma}+{position}",
        f"f:{frame}+{position}", "how:" + how, f"how:{how}+{frame}", "src:" + _source_class(text, source),
        f"src:{_source_class(text, source)}+{frame}", "tag:" + text.tags[group.head],
        f"tag:{text.tags[group.head]}+{how}",
        f"q:{quoted}+{begins_quoted}+{position}", "len:" + str(bisect.bisect(LENGTH_STEPS, length)),
    ]  # fmt: skip
    marks = {
        "passive": group.passive,
        "negated": group.negated,
        "infinitive": group.infinitive,
        "modal": group.modal is not None,
    }
    for name in (name for name, holds in marks.items() if holds):
        found += [name, f"{name}+{frame}"]
    return tuple(found)


def _source_class(text: Tagged, source: Range | None) -> str:
    if source is None:
        return "none"
    head = source[1] - 1
    if text.tags[head] == "PRP":
        return PRONOUN_CLASSES.get(text.word(head), "he")
    if text.tags[head] in {"WP", "WDT"}:
        return "who"
    if any(text.tags[i] in {"NNP", "NNPS"} for i in range(*source)):
        return "name"
    return "noun" if text.tags[head] in NOUN else "other"
