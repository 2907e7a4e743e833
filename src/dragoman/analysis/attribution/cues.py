"""Candidates for attributions: every place where a verb, a noun or "according to" may report what somebody says.

Each candidate is complete (source, cue, content) and brings the features by which `analysis.attribution.reader` decides
whether it is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.analysis.attribution.candidates import EMPTY_FRAMES, Candidate, Range, is_asked, takes_preposition
from dragoman.analysis.attribution.complements import Complement, clause_end, find_complement
from dragoman.analysis.attribution.cue_features import verb_features
from dragoman.analysis.attribution.cue_sources import find_source
from dragoman.analysis.attribution.leading_contents import content_before
from dragoman.analysis.attribution.noun_cues import according_to, noun_candidate
from dragoman.analysis.attribution.unsaid import has_no_speaker
from dragoman.analysis.phrases import AUXILIARY, FINITE, Tagged, VerbGroup, noun_phrase_from, verb_groups
from dragoman.analysis.quotations import Quotation
from dragoman.document import Sentence

__all__ = ["candidates"]

#: Words that look like a subject and are none: "There are reports that ...", "let me say".
NO_SOURCES = frozenset({"there", "what", "me", "him", "us", "them", "which", "here"})
#: Verbs that report as a participle right behind their subject: "a spokesman saying that ...".
REDUCED = frozenset({"say", "tell", "quote", "accuse", "urge", "call", "demand", "announce", "warn", "state", "claim"})
#: Verbs whose participle tells what a deed shows: "Kuwait sent aid, underscoring its support".
SHOWN_BY_DEEDS = frozenset({
    "underscore", "underline", "highlight", "emphasize", "emphasise", "support", "confirm", "condemn", "welcome",
    "recognize", "recognise", "oppose", "reject", "commit", "acknowledge",
})  # fmt: skip
#: Verbs behind which an infinitive reports: "met to discuss", "want to thank".
BEFORE_SAID_INFINITIVE = frozenset({
    "meet", "speak", "talk", "call", "gather", "convene", "visit", "travel", "host", "continue", "go", "want", "wish",
    "like", "begin", "rise", "join", "hasten", "write", "come", "hold", "use", "proceed", "refuse", "decline",
})  # fmt: skip


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
    words = text.words[sentence.first : sentence.last]
    if noun_cues.isdisjoint(words) and "according" not in words:
        return
    for at in range(sentence.first, sentence.last):
        if text.tags[at] in {"NN", "NNS"} and text.word(at) in noun_cues:
            for found in noun_candidate(text, at, sentence, quotations):
                if not is_asked(text, found, sentence, quotations):
                    yield found
        elif text.word(at) == "according" and at + 1 < sentence.last and text.word(at + 1) == "to":
            yield from according_to(text, at, sentence, quotations)


def _verb_candidates(text: Tagged, sentence: Sentence, quotations: Sequence[Quotation]) -> Iterator[Candidate]:
    """Yield the candidates of the sentence's verbs, keeping track of who is the subject of what."""
    outer: Range | None = None
    carried: Range | None = None  # the subject of the last verb
    finite: Range | None = None  # the subject of the last finite verb
    outer_tag = finite_tag = ""
    before: VerbGroup | None = None
    modal: int | None = None  # of the last finite verb: "will meet to discuss" has discussed nothing yet
    for group in verb_groups(text, sentence):
        low = _low(group, sentence, quotations)
        is_finite = text.tags[group.head] in FINITE or group.modal is not None or group.head > group.first
        same_tense = outer_tag == text.tags[group.head] != finite_tag
        source, how = find_source(
            text, group, low, outer, outer if same_tense and outer else finite if is_finite else carried
        )
        carried = source or carried
        if is_finite and not group.infinitive:
            finite, modal, finite_tag = source or finite, group.modal, text.tags[group.head]
        if text.lemmas[group.head] in AUXILIARY or text.tags[group.head] == "MD":
            continue
        if group.modal is None and how in {"infinitive", "conjoined", "participle"}:
            group = group._replace(modal=modal)
        if _is_unsaid(text, group, before):
            before = group
            continue
        before = group
        if has_no_speaker(text, source):
            group = group._replace(negated=True)
        found = _verb_candidate(text, group, sentence, quotations, source, how)
        if found is not None and not is_asked(text, found, sentence, quotations):
            yield found
            outer, outer_tag = found.source or outer, text.tags[group.head]
            if found.frame == "person-to":
                carried = found.addressee or carried


def _is_unsaid(text: Tagged, group: VerbGroup, before: VerbGroup | None) -> bool:
    """Tell whether a verb only says what is to be said, or goes without saying.

    An infinitive reports something behind few verbs: "met to discuss", "want to thank"; not behind "have to" or "it is
    reasonable to".
    """
    if group.infinitive:
        if before is None or text.word(before.head) == "going":
            return True
        return text.lemmas[before.head] not in BEFORE_SAID_INFINITIVE
    if text.tags[group.head] == "VBG" and group.first == group.head:
        return text.tags[group.first - 1] == "IN" and text.word(group.first - 1) not in {"while", "though", "although"}
    return False


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
    complement = find_complement(text, group.last, sentence, quotations)
    if _is_no_cue(text, group, how, sentence) or (
        subject is not None and _is_no_source(text, group, subject, complement)
    ):
        return None
    inner = next((q for q in quotations if q.covers(group.head)), None)
    low = _low(group, sentence, quotations)
    before = content_before(text, group, subject, complement, sentence, quotations, low)
    if before is not None and complement.frame not in {"that", "clause", "wh"}:
        return _trailing(text, group, complement, subject, before, sentence, quotations, how)
    if complement.frame in EMPTY_FRAMES or complement.start >= sentence.last or _is_no_content(text, complement.start):
        return None
    end = clause_end(text, complement.start, sentence, complement.frame, quotations)
    if inner is not None:
        end = min(end, inner.last - 1)
    if not _is_content(text, complement, end):
        return None
    content: tuple[Range, ...] = ((complement.start, end),)
    cue = (
        _cue_start(text, group),
        max(group.last, complement.start) if takes_preposition(complement) else group.last,
    )
    features = verb_features(text, group, complement, subject, "before", quotations, content, how)
    return Candidate(
        text.lemmas[group.head], complement.frame, "before", group.head, subject, cue, content, complement.addressee,
        features, group.negated, group.modal,
    )  # fmt: skip


def _is_no_cue(text: Tagged, group: VerbGroup, how: str, sentence: Sentence) -> bool:
    """Tell whether a verb reports nothing where it stands."""
    lemma = text.lemmas[group.head]
    if group.passive:
        return True  # "she was asked": the subject does not speak
    if group.first == group.head and text.tags[group.head] == "VBN":
        return True  # a participle: "the emergency declared in May", "as called for in the act"
    if how == "reduced" and lemma not in REDUCED:
        return True
    if how == "participle" and lemma in SHOWN_BY_DEEDS:
        return True
    if lemma in {"support", "back"} and text.tags[group.head] in {"VBG", "VBN", "VBD"}:
        return True  # "is supporting partnerships", "has supported them with aid": a deed
    return lemma == "welcome" and _is_hosting(text, group, sentence)


def _is_no_source(text: Tagged, group: VerbGroup, subject: Range, complement: Complement) -> bool:
    """Tell whether the subject of a verb is nobody, or somebody who is only supposed to speak."""
    before = text.word(subject[0] - 1) if subject[0] > 0 else ""
    if subject[1] - subject[0] == 1 and text.word(subject[0]) in NO_SOURCES:
        return True
    if any(text.tags[at] == "UH" for at in range(*subject)):
        return True  # "Well, Mr. President, thank you"
    if before in {"if", "whether", "unless"}:
        return True
    if text.lemmas[group.head] == "quote" and text.word(subject[0]) in {"i", "we"}:
        return True  # "he said, and I quote"
    if before == "as" and complement.frame not in {"that", "quote"}:
        return True  # "as I noted a short while ago, ...": what was noted is the sentence around it
    if before == "when" and text.tags[group.head] in {"VBP", "VBZ"}:
        return True  # "when governments deny this right"
    # what is said stands before the cue: "what Applebaum called Autocracy Inc."
    return before in {"what", "which", "whom"} and complement.frame not in {"that", "quote", "to", "wh"}


def _is_hosting(text: Tagged, group: VerbGroup, sentence: Sentence) -> bool:
    """Tell whether somebody is welcomed to a place: "welcomed the leaders to the summit" is no praise."""
    phrase = noun_phrase_from(text, group.last, sentence.last)
    return phrase is not None and phrase[1] < sentence.last and text.word(phrase[1]) == "to"


def _is_no_content(text: Tagged, at: int) -> bool:
    """Tell whether no content begins with a token: a verb, "and", "when"."""
    return text.tags[at] in FINITE | {"CC"} or text.word(at) in {"when", "where"}


def _is_content(text: Tagged, complement: Complement, end: int) -> bool:
    """Tell whether there is enough to be a content: one word alone is none, but for a name or a quotation."""
    words = [text.tags[at] for at in range(complement.start, end) if text.tags[at][0].isalpha()]
    if complement.frame == "quote" or (words and set(words) <= {"NNP", "NNPS"}):
        return bool(words)
    return len(words) >= (3 if complement.frame == "that" else 2)


def _cue_start(text: Tagged, group: VerbGroup) -> int:
    """Return where the cue begins: with its auxiliaries and adverbs, but without the "to" of an infinitive."""
    first = group.first + 1 if group.infinitive and group.first < group.head else group.first
    while first > 0 and not group.infinitive and text.tags[first - 1] == "RB":
        first -= 1
    return first


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
    if complement.frame == "comma" and text.tags[min(complement.start + 1, sentence.last - 1)] in FINITE:
        return None  # "the time, we believe, is now"
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
    features = verb_features(text, group, complement, source, position, quotations, content, how)
    return Candidate(
        text.lemmas[group.head], complement.frame, position, group.head, source, (_cue_start(text, group), group.last),
        content, addressee, features, group.negated, group.modal,
    )  # fmt: skip


def _spoken_to(text: Tagged, group: VerbGroup, sentence: Sentence) -> Range | None:
    if text.lemmas[group.head] not in {"tell", "assure", "inform", "remind", "warn"}:
        return None
    return noun_phrase_from(text, group.last, sentence.last)
