"""Noun phrases and verb groups over tagged tokens: the shallow syntax that the other readers share.

Positions are token indices into the document; ranges are half-open. Nothing here looks beyond the sentence that it is
given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.analysis.lemmas import VerbLemmas
from dragoman.analysis.segmentation import Segmentation
from dragoman.document import Sentence

__all__ = [
    "Tagged",
    "VerbGroup",
    "begins_anew",
    "lemmatize",
    "noun_phrase_ending",
    "noun_phrase_from",
    "subject_before",
    "verb_groups",
]

NOUN = frozenset({"NN", "NNS", "NNP", "NNPS"})
VERB = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
#: Tags that may stand inside a base noun phrase.
INSIDE_NOUN_PHRASE = NOUN | {
    "DT", "PDT", "PRP$", "JJ", "JJR", "JJS", "CD", "POS", "HYPH", "$", "#", "NFP", "WP$", "AFX", "SYM",
}  # fmt: skip
PRONOUN = frozenset({"PRP", "WP", "WDT", "EX"})
AUXILIARY = frozenset({"be", "have", "do", "get"})
#: The modals of what is to come; the others leave it open.
WILL = frozenset({"will", "shall", "’ll", "'ll"})
#: Between the parts of a longer name or description of a speaker: "the president of France", "the envoy to Syria".
LINKING_PREPOSITIONS = frozenset({"of", "for", "in", "to", "at", "on", "from", "with"})
#: Days that may stand between a subject and its verb: "Mr. Gowdy on Thursday said".
DAYS = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "on",
})  # fmt: skip
SPANS_OF_TIME = frozenset({
    "hours", "day", "days", "week", "weeks", "weekend", "month", "months", "year", "years", "decade", "decades",
})  # fmt: skip
BEFORE_DAY = frozenset({"on", "last", "next", "this", "by", "since", "until", "late", "early"})
TIME_NOUNS = frozenset({"today", "yesterday", "tomorrow", "tonight"})
QUOTATION_MARKS = frozenset({"“", "”", '"', "''", "``", "«", "»", "„"})


@dataclass(frozen=True, slots=True)
class Tagged:
    """A segmented document with a part of speech and a lower-case form for each token; verbs have their lemma."""

    segmentation: Segmentation
    tags: tuple[str, ...]
    #: Lower-case word, or the lemma of a verb.
    lemmas: tuple[str, ...]
    #: The text of each token in lower case.
    words: tuple[str, ...]
    #: The verb groups of the token ranges that were asked for: several readers ask for those of each sentence.
    groups: dict[tuple[int, int], tuple[VerbGroup, ...]] = field(default_factory=dict, repr=False, compare=False)

    def word(self, at: int) -> str:
        """Return the token's text in lower case."""
        return self.words[at]

    def is_joined(self, at: int) -> bool:
        """Tell whether a token touches both its neighbours, as a hyphen does."""
        tokens = self.segmentation.tokens
        if not 0 < at < len(tokens) - 1:
            return False
        return tokens[at - 1].end == tokens[at].start and tokens[at].end == tokens[at + 1].start

    def text(self, first: int, last: int) -> str:
        """Return the document's text from the first token's start to the last one's end."""
        start, end = self.offsets(first, last)
        return self.segmentation.document.text[start:end]

    def offsets(self, first: int, last: int) -> tuple[int, int]:
        """Return the character offsets of a token range."""
        tokens = self.segmentation.tokens
        return tokens[first].start, tokens[last - 1].end


class VerbGroup(NamedTuple):
    """A verb with its auxiliaries, negation and adverbs: "has not yet said"."""

    first: int
    #: Index of the main verb.
    head: int
    #: One past the main verb (and its particle).
    last: int
    passive: bool
    negated: bool
    #: Index of a modal ("could"), or `None`.
    modal: int | None
    #: "to" directly before it: an infinitive.
    infinitive: bool


def lemmatize(segmentation: Segmentation, tags: Sequence[str], lemmas: VerbLemmas) -> Tagged:
    """Return the document with tags and lemmas."""
    tags = _with_finite_verbs(segmentation, _with_verbs_behind_names(segmentation, tags))
    words = tuple(token.text.lower() for token in segmentation.tokens)
    forms = (
        lemmas(token.text) if tag in VERB or tag == "MD" else word
        for token, word, tag in zip(segmentation.tokens, words, tags, strict=True)
    )
    return Tagged(segmentation, tuple(tags), tuple(forms), words)


def _with_verbs_behind_names(segmentation: Segmentation, tags: Sequence[str]) -> list[str]:
    """Return the tags, a plural between a name and an article turned into a verb: "China *supports* all proposals"."""
    mended = list(tags)
    for first, last in ((sentence.first, sentence.last) for sentence in segmentation.sentences):
        for at in range(first + 1, last - 1):
            if tags[at] == "NNS" and tags[at - 1] == "NNP" and tags[at + 1] in {"DT", "PDT", "PRP$"}:
                word = segmentation.tokens[at].text
                if word.islower() and word.endswith("s"):
                    mended[at] = "VBZ"
    return mended


def _with_finite_verbs(segmentation: Segmentation, tags: Sequence[str]) -> list[str]:
    """Return the tags, a lone participle behind a noun turned into the past tense where the sentence has no verb.

    "Russia imposed sanctions": without an auxiliary and without another finite verb, "imposed" is the past tense,
    whatever the tagger thought.
    """
    mended = list(tags)
    for first, last in ((sentence.first, sentence.last) for sentence in segmentation.sentences):
        if any(tag in FINITE for tag in tags[first:last]):
            continue
        for at in range(first + 1, last):
            if tags[at] == "VBN" and tags[at - 1] in NOUN | {"PRP", "RB"}:
                mended[at] = "VBD"
                break
    return mended


def verb_groups(text: Tagged, sentence: Sentence) -> tuple[VerbGroup, ...]:
    """Return the verb groups of a sentence from left to right."""
    place = sentence.first, sentence.last
    known = text.groups.get(place)
    if known is None:
        known = text.groups[place] = tuple(_read_verb_groups(text, sentence))
    return known


def _read_verb_groups(text: Tagged, sentence: Sentence) -> Iterator[VerbGroup]:
    at = sentence.first
    while at < sentence.last:
        if text.tags[at] not in VERB and text.tags[at] not in {"MD", "TO"}:
            at += 1
            continue
        group = _verb_group(text, at, sentence.last)
        if group is None:
            at += 1
        else:
            yield group
            at = max(group.last, at + 1)


def _verb_group(text: Tagged, first: int, last: int) -> VerbGroup | None:
    """Read the verb group that begins at a token."""
    head, modal = None, None
    at = first + (text.tags[first] == "TO")
    while at < last and _belongs(text, at, head, modal):
        if text.tags[at] in VERB:
            head = at
        elif text.tags[at] == "MD":
            modal = at
        at += 1
    if head is None:
        if modal is None:
            return None
        head = modal
    if head == first and _is_within_noun_phrase(text, first):
        return None
    yet = text.tags[first] == "TO" and text.word(first - 1) == "yet"
    negated = yet or any(_negates(text.word(i)) for i in range(first, at))
    passive = text.tags[head] in {"VBN", "VBD"} and any(text.lemmas[i] in {"be", "get"} for i in range(first, head))
    return VerbGroup(first, head, _with_particle(text, head, last), passive, negated, modal, text.tags[first] == "TO")


def _belongs(text: Tagged, at: int, head: int | None, modal: int | None) -> bool:
    """Tell whether a token goes on with the verb group that has this head and modal so far."""
    tag = text.tags[at]
    if tag in VERB:
        return head is None or (text.lemmas[head] in AUXILIARY and _may_follow(text, head, at))
    if tag == "MD":
        return head is None and modal is None
    return text.word(at) == "not" or (tag in {"RB", "RBR"} and text.word(at) not in {"so", "then", "as"})


def _is_within_noun_phrase(text: Tagged, at: int) -> bool:
    """Tell whether a participle belongs to a noun: "the meeting", "Putin's professed willingness", "newly elected"."""
    if text.tags[at] not in {"VBG", "VBN", "VBD"} or at == 0:
        return False
    before = at - 2 if text.tags[at - 1] == "RB" and at > 1 else at - 1
    return text.tags[before] in {"DT", "PRP$", "POS"}


def _negates(word: str) -> bool:
    return word in {"not", "never", "cannot"} or word.endswith(("n't", "n’t"))


def _may_follow(text: Tagged, auxiliary: int, at: int) -> bool:
    """Tell whether a verb can continue the group of an auxiliary: "has said", "was asked", "did go"."""
    lemma, tag = text.lemmas[auxiliary], text.tags[at]
    if lemma == "be":
        return tag in {"VBG", "VBN", "VBD"}
    if lemma == "have":
        return tag in {"VBN", "VBD"}
    if lemma == "do":
        return tag in {"VB", "VBP"}
    return tag in {"VBN", "VBD"}


def _with_particle(text: Tagged, head: int, last: int) -> int:
    return head + 2 if head + 1 < last and text.tags[head + 1] == "RP" else head + 1


def noun_phrase_ending(text: Tagged, last: int, low: int) -> tuple[int, int] | None:
    """Return the base noun phrase that ends right before `last`, not reaching below `low`; `None` if there is none."""
    if last <= low:
        return None
    if text.tags[last - 1] in PRONOUN:
        return (last - 1, last)
    at = last
    while at > low and is_inside_noun_phrase(text, at - 1) and not (at < last and begins_anew(text, at)):
        at -= 1
    while at < last and (text.tags[at] == "POS" or text.word(at) in {"'s", "’s", "-"}):
        at += 1
    if at < last and (text.tags[last - 1] in NOUN or text.tags[last - 1] in {"DT", "CD", "POS"}):
        return (at, last)
    return None


def begins_anew(text: Tagged, at: int) -> bool:
    """Tell whether a noun phrase begins at an article, though a noun stands before it: "a letter the campaign sent"."""
    return at > 0 and text.tags[at] in {"DT", "PRP$"} and text.tags[at - 1] in NOUN


def is_inside_noun_phrase(text: Tagged, at: int) -> bool:
    """Tell whether a token may stand inside a noun phrase without "of" and the like."""
    tag = text.tags[at]
    if text.word(at) == "under" and at + 1 < len(text.tags) and text.word(at + 1) in {"secretary", "secretaries"}:
        return True  # "Under Secretary Nuland"
    if text.word(at) in DAYS and at > 0 and text.word(at - 1) in BEFORE_DAY:
        return False
    if text.word(at) in TIME_NOUNS or text.word(at) == "q":  # "Q" begins a question in transcripts
        return False
    if text.word(at) in {"-", "–"} and not text.is_joined(at):
        return False  # a dash, such as that of a dateline
    if tag in INSIDE_NOUN_PHRASE or text.word(at) in {"-", "&", "'", "’"}:
        return True
    # "the elected president", "the ruling party": a participle between the article and the noun
    return tag in {"VBN", "VBG"} and at > 0 and text.tags[at - 1] in {"DT", "PRP$", "JJ", "RB", "HYPH", "POS"}


def noun_phrase_from(text: Tagged, first: int, high: int) -> tuple[int, int] | None:
    """Return the noun phrase that begins at `first`, with "of" phrases and names joined by "and", up to `high`."""
    at = first
    if at < high and text.tags[at] in PRONOUN:
        return (at, at + 1)
    while at < high and (
        is_inside_noun_phrase(text, at)
        or (text.tags[at] == "RB" and at + 1 < high and text.tags[at + 1] in {"JJ", "VBN"})
    ):
        at += 1
    if at == first or not any(text.tags[i] in NOUN or text.tags[i] in {"DT", "CD"} for i in range(first, at)):
        return None
    end = _over_list(text, at, high)
    while end + 1 < high and text.word(end) in {"of", "and", "&"}:
        following = noun_phrase_from(text, end + 1, high)
        if following is None or text.tags[following[0]] in PRONOUN:
            break
        if text.word(end) == "and" and following[1] < high and text.tags[following[1]] in FINITE:
            break
        end = _over_list(text, following[1], high)
    return (first, end)


def _over_list(text: Tagged, end: int, high: int) -> int:
    """Return where a list of names ends that goes on behind a noun phrase: "France, Germany, and Italy"."""
    at = end
    if text.tags[end - 1] not in {"NNP", "NNPS"}:
        return end
    while at + 1 < high and text.word(at) == "," and text.tags[at + 1] in {"NNP", "NNPS"}:
        at += 1
        while at < high and text.tags[at] in {"NNP", "NNPS"}:
            at += 1
    is_list = at > end and at + 1 < high and text.word(at + (text.word(at) == ",")) == "and"
    return at + (text.word(at) == ",") if is_list else end


def subject_before(text: Tagged, verb: int, low: int) -> tuple[int, int] | None:
    """Return the noun phrase that is the subject of the verb group beginning at `verb`.

    Looks left, over adverbs and over an insertion between commas or dashes ("X, who met Y, said"), and takes what
    belongs to the phrase: "the president of France", "Tom Malinowski, the assistant secretary". Not below `low`.
    """
    at = verb
    while at > low and (text.tags[at - 1] in {"RB", "RBR"} or text.word(at - 1) in DAYS):
        at -= 1
    if at > low and text.word(at - 1) in {",", "—", "–", "--", ")"}:
        return _subject_before_insertion(text, at - 1, low)
    if at > low and text.tags[at - 1] in {"WP", "WDT"}:
        return (at - 1, at)
    phrase = _extended_left(text, at, low)
    if phrase is not None and text.word(phrase[1] - 1) in SPANS_OF_TIME and text.tags[phrase[0] - 1] == "IN":
        return subject_before(text, phrase[0] - 1, low)  # "we over many months offered"
    return phrase


def _subject_before_insertion(text: Tagged, mark: int, low: int) -> tuple[int, int] | None:
    opening = "(" if text.word(mark) == ")" else text.word(mark)
    at = mark - 1
    while at > low and text.word(at) != opening:
        if text.word(at) in QUOTATION_MARKS:
            return None
        at -= 1
    if text.word(at + 1) in {"and", "or"}:  # the end of a list: ", which includes Russia, China, and Pakistan,"
        starts = [
            i for i in range(low + 1, at) if text.word(i) == "," and text.word(i + 1) in {"which", "who", "whose"}
        ]
        at = starts[-1] if starts else at
    if at <= low:
        return None
    phrase = _extended_left(text, at, low)
    if phrase is None:
        return None
    if text.tags[at + 1] == "IN" or any(text.tags[i] in FINITE for i in range(at, mark)):
        return phrase  # an adverbial or a clause: "X, who met Y, said"
    return (phrase[0], mark)  # an apposition belongs to the name: "X, the minister, said"


def _extended_left(text: Tagged, last: int, low: int) -> tuple[int, int] | None:
    """Return the noun phrase ending at `last` with what stands before its "of", "for", "in" or "and"."""
    phrase = noun_phrase_ending(text, last, low)
    if phrase is None:
        return None
    first, listed = phrase[0], False
    while first - 1 > low:
        word = text.word(first - 1)
        if word not in LINKING_PREPOSITIONS | {"and", "&", "or"} and not (listed and word == ","):
            break
        comma = word == "and" and text.word(first - 2) == ","
        before = noun_phrase_ending(text, first - 1 - comma, low)
        if before is None or not _may_join(text, before, word, phrase, low):
            break
        if comma and text.word(before[0] - 1) != ",":
            break  # "with Israel, and the Secretary noted": no list of three
        first, listed = before[0], listed or word == "and"
    return (first, last)


def _may_join(text: Tagged, before: tuple[int, int], word: str, phrase: tuple[int, int], low: int) -> bool:
    """Tell whether a noun phrase and the word behind it belong to the phrase that follows."""
    if text.tags[before[1] - 1] in {"PRP", "EX"}:
        return False
    if word in {"and", "&", "or", ","}:
        is_name = text.tags[before[1] - 1] in {"NNP", "NNPS"}
        return (
            text.tags[phrase[1] - 1] != "PRP" and not _is_after_verb(text, before[0], low) and (word != "," or is_name)
        )
    return word == "of" or not _is_after_preposition_or_verb(text, before[0], low)


def _is_after_verb(text: Tagged, at: int, low: int) -> bool:
    return at > low and (text.tags[at - 1] in VERB or text.tags[at - 1] in {"TO", "IN", "RP"})


def _is_after_preposition_or_verb(text: Tagged, at: int, low: int) -> bool:
    return at > low and text.tags[at - 1] in VERB | {"IN", "TO", "RP"} and text.word(at - 1) not in {"that", "if", "as"}
