"""Where somebody stands: supports, opposes, demands, is willing, as the words say it.

Three readers, each for one way of putting it: the verb of an attribution ("Kyiv rejects the plan"), a noun with its
owner ("Moscow's willingness to talk"), and a few fixed forms ("the goal should not be X but Y", "the importance of X
rather than Y", "is ready to talk"). Cues and frames are in `data/stances.csv`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman import knowledge
from dragoman.analysis.attribution.candidates import Candidate
from dragoman.analysis.attribution.complements import clause_end, find_complement
from dragoman.analysis.attribution.noun_cues import noun_owner
from dragoman.analysis.phrases import NOUN, VERB, WILL, Tagged, noun_phrase_from, subject_before, verb_groups
from dragoman.analysis.quotations import Quotation, end_within_quotation, touching
from dragoman.analysis.stance_forms import AIMS, WORTH, of_aims, of_worth
from dragoman.analysis.stance_mention import Range, StanceMention
from dragoman.document import Sentence

__all__ = ["StanceReader"]

COMMITTING = frozenset({"commit", "committed", "commitment"})
#: Words of stance that are often no more than courtesy.
COURTEOUS = frozenset({"welcome", "applaud"}) | COMMITTING | WORTH
BLAMING = frozenset({"condemn", "denounce", "deplore"})
DISPUTES = frozenset({"reject", "dispute", "deny", "oppose", "contest", "refuse"})
NEGATED = {"supports": "opposes", "offers": "unwilling", "willing": "unwilling"}
#: A verb of the table tells a stance from this chance on: a stance need not be an attribution, but nonsense is neither.
LOWEST_CHANCE = 0.05
#: Words that make a professed stance doubtful.
DOUBTFUL = frozenset({"professed", "alleged", "supposed", "apparent", "purported", "claimed"})


class StanceReader:
    """Finds stances in the attributions and sentences of a document."""

    def __init__(self) -> None:
        self._stances = {
            (row["cue"], row["part_of_speech"], row["frame"]): row["stance"] for row in knowledge.rows("stances")
        }
        self._weak = {row["word"]: row["kind"] for row in knowledge.rows("weak_proposals")}
        self._verbs = {cue for cue, part, _ in self._stances if part == "verb"}
        self._nouns = {cue for cue, part, _ in self._stances if part == "noun"}
        self._adjectives = {cue for cue, part, _ in self._stances if part == "adjective"}

    def may_hold(self, text: Tagged, sentence: Sentence) -> bool:
        """Tell whether a sentence has a verb that may tell a stance."""
        return not self._verbs.isdisjoint(text.lemmas[sentence.first : sentence.last])

    def __call__(
        self, text: Tagged, weighed: Sequence[tuple[float, Candidate]], quotations: Sequence[Quotation]
    ) -> list[StanceMention]:
        """Return the stances of a document in the order of their heads.

        Args:
            text: The tagged document.
            weighed: What `CandidateWeigher` returns, whose verbs may tell a stance.
            quotations: The document's quotations.
        """
        found = [*self._of_verbs(text, weighed)]
        for sentence in text.segmentation.sentences:
            words = text.words[sentence.first : sentence.last]
            near = touching(quotations, sentence.first, sentence.last)
            if not self._nouns.isdisjoint(words):
                found.extend(self._of_nouns(text, sentence, near))
            if not self._adjectives.isdisjoint(words):
                found.extend(self._of_adjectives(text, sentence, near))
            if not AIMS.isdisjoint(words):
                found.extend(of_aims(text, sentence))
            if not WORTH.isdisjoint(words):
                found.extend(of_worth(text, sentence))
        strong = [mention for mention in found if not self._is_weak(text, mention)]
        return sorted(strong, key=lambda mention: (mention.head, mention.towards))

    def _is_weak(self, text: Tagged, mention: StanceMention) -> bool:
        """Tell whether it takes no side: committed to a partnership, violence condemned; or no proposal is left."""
        first, last = mention.towards
        if not any(text.tags[at] in NOUN or text.tags[at] in VERB for at in range(first, last)):
            return True
        said = text.lemmas[mention.head]
        if said in COMMITTING and text.tags[first] == "VBG":
            return True  # "committed to strengthening": a direction, and no proposal
        phrase = noun_phrase_from(text, first, last)
        if phrase is None or not (said in COURTEOUS or said in BLAMING):
            return False
        kind = self._weak.get(text.word(phrase[1] - 1))
        return kind == ("violence" if said in BLAMING else "vague")

    def _of_verbs(self, text: Tagged, weighed: Sequence[tuple[float, Candidate]]) -> Iterator[StanceMention]:
        for chance, found in weighed:
            stance = self._stances.get((found.lemma, "verb", found.frame))
            if stance is None or found.position != "before" or found.source is None:
                continue
            if chance < LOWEST_CHANCE or not _is_held(text, found):
                continue
            if found.negated:
                stance = NEGATED.get(stance)
            if stance is not None:
                yield StanceMention(stance, _bare(text, found.content[0]), found.source, found.head)

    def _of_nouns(self, text: Tagged, sentence: Sentence, quotations: Sequence[Quotation]) -> Iterator[StanceMention]:
        for at in range(sentence.first, sentence.last):
            if text.word(at) not in self._nouns or text.tags[at] not in {"NN", "NNS"}:
                continue
            complement = find_complement(text, at + 1, sentence, quotations)
            stance = self._stances.get((text.word(at), "noun", complement.frame))
            holder, how = _noun_owner(text, at, sentence)
            if stance is None or holder is None or how == "object-of-other":
                continue
            end = clause_end(text, complement.start, sentence, complement.frame, quotations)
            end = end_within_quotation(quotations, at, end)
            end = _before_next_phrase(text, complement.start, end)
            relative = _relative_clause(text, complement.start, end)
            towards = _bare(text, (complement.start, relative if relative is not None else end))
            disputed = _disputer(text, relative, sentence) if relative is not None else None
            doubtful = text.word(at - 1) in DOUBTFUL
            yield StanceMention(stance, towards, holder, at, disputed, doubtful)

    def _of_adjectives(
        self, text: Tagged, sentence: Sentence, quotations: Sequence[Quotation]
    ) -> Iterator[StanceMention]:
        for group in verb_groups(text, sentence):
            if group.modal is not None or group.infinitive:
                continue
            at = group.head
            if not (at > group.first and text.word(at) in self._adjectives):  # "is opposed to"
                if text.lemmas[at] not in {"be", "stand", "remain"}:
                    continue
                at = group.last
                while at < sentence.last and text.tags[at] == "RB":
                    at += 1
            frame = self._frame_of_adjective(text, at, sentence)
            if frame is None:
                continue
            holder = subject_before(text, group.first, sentence.first)
            stance: str | None = self._stances[text.word(at), "adjective", frame]
            if group.negated and stance is not None:
                stance = NEGATED.get(stance)
            if holder is None or stance is None or _is_supposed(text, sentence, holder[0]):
                continue
            start = at + 2 if frame == "to-phrase" else at + 1
            end = end_within_quotation(quotations, at, clause_end(text, at + 1, sentence, "to", quotations))
            yield StanceMention(stance, _bare(text, (start, end)), holder, at)

    def _frame_of_adjective(self, text: Tagged, at: int, sentence: Sentence) -> str | None:
        """Return the frame of an adjective of the table: "ready *to talk*", "opposed *to sanctions*", "against"."""
        if at + 2 >= sentence.last or text.word(at) not in self._adjectives:
            return None
        if text.word(at + 1) != "to":
            frame = "phrase"  # "against sanctions"
        elif text.tags[at + 2] in {"VB", "VBP"}:
            frame = "to"
        elif text.tags[at + 2] == "NN" and (text.word(at), "adjective", "to-phrase") not in self._stances:
            frame = "to"  # a verb that looks like a noun: "ready to talk"; not "open to the public"
        else:
            frame = "to-phrase"
        return frame if (text.word(at), "adjective", frame) in self._stances else None


def _is_held(text: Tagged, found: Candidate) -> bool:
    """Tell whether the verb says what somebody does want: no "may support", no "to support", but "will support"."""
    if found.modal is not None and text.word(found.modal) not in WILL:
        return False
    if "how:infinitive" not in found.features:
        return True
    before = found.head - 1
    while before > 0 and text.tags[before] in {"RB", "TO"}:
        before -= 1
    return text.lemmas[before] == "continue"


def _noun_owner(text: Tagged, at: int, sentence: Sentence) -> tuple[Range | None, str]:
    """Return whose willingness it is: also that of the name before it, "U.S. support"."""
    first = at
    while first > sentence.first and text.tags[first - 1] in {"NNP", "NNPS"}:
        first -= 1
    if first < at:
        return (first, at), "name"
    holder, how = noun_owner(text, at, sentence)
    if how == "possessive" and holder is not None and text.tags[holder[0]] == "PRP$":
        verb = holder[0] - 1
        if text.tags[verb] in VERB and text.word(holder[0]) in {"its", "their"}:
            return subject_before(text, verb, sentence.first) or holder, how  # "Ghana reiterates its support"
    return holder, how


def _is_supposed(text: Tagged, sentence: Sentence, at: int) -> bool:
    """Tell whether the clause that begins at a token is a condition, or a question that is left open."""
    if text.word(sentence.last - 1) == "?":
        return True
    return any(text.word(i) in {"if", "whether", "unless"} for i in range(max(sentence.first, at - 3), at))


def _bare(text: Tagged, content: Range) -> Range:
    """Return a content without the "that" or "to" that leads it in."""
    first, last = content
    if first + 1 < last and text.word(first) in {"that", "to"}:
        first += 1
    while last - 1 > first and text.word(last - 1) in {",", "."}:
        last -= 1
    return first, last


def _before_next_phrase(text: Tagged, first: int, last: int) -> int:
    """Return where a proposal ends at the latest: at a comma, unless it goes on with what it includes or with "and"."""
    for at in range(first + 1, last - 1):
        if text.word(at) == "," and text.word(at + 1) not in {"including", "namely", "and", "or", "especially", "such"}:
            listed = any(text.word(i) in {"and", "or"} and text.word(i - 1) == "," for i in range(at + 1, last))
            if not listed:
                return at
    return last


def _relative_clause(text: Tagged, first: int, last: int) -> int | None:
    """Return the index of the comma before ", which ..."."""
    for at in range(first, min(last + 1, len(text.tags) - 1)):
        if text.word(at) == "," and text.word(at + 1) == "which":
            return at
    return None


def _disputer(text: Tagged, comma: int, sentence: Sentence) -> Range | None:
    """Return the subject of ", which Ukraine rejects"."""
    phrase = noun_phrase_from(text, comma + 2, sentence.last)
    if phrase is None or phrase[1] >= sentence.last:
        return None
    at = phrase[1]
    while at < sentence.last - 1 and (text.tags[at] == "RB" or text.lemmas[at] in {"have", "be"}):
        at += 1
    return phrase if text.lemmas[at] in DISPUTES else None
