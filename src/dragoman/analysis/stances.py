"""Where somebody stands: supports, opposes, demands, is willing, as the words say it.

Three readers, each for one way of putting it: the verb of an attribution ("Kyiv rejects the plan"), a noun with its
owner ("Moscow's willingness to talk"), and a few fixed forms ("the goal should not be X but Y", "the importance of X
rather than Y", "is ready to talk"). Cues and frames are in `data/stances.csv`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman import knowledge
from dragoman.analysis.attribution.candidates import Candidate
from dragoman.analysis.attribution.complements import clause_end, find_complement
from dragoman.analysis.attribution.noun_cues import noun_owner
from dragoman.analysis.phrases import Tagged, noun_phrase_from, subject_before, verb_groups
from dragoman.analysis.quotations import Quotation, touching
from dragoman.document import Sentence

__all__ = ["StanceMention", "StanceReader"]

Range = tuple[int, int]
AIMS = frozenset({"goal", "aim", "objective", "priority", "purpose", "task", "solution", "answer"})
WORTH = frozenset({"significance", "importance", "necessity", "need", "value", "urgency"})
DISPUTES = frozenset({"reject", "dispute", "deny", "oppose", "contest", "refuse"})
NEGATED = {"supports": "opposes", "offers": "unwilling", "willing": "unwilling"}
#: A verb of the table tells a stance from this chance on: a stance need not be an attribution, but nonsense is neither.
LOWEST_CHANCE = 0.05
#: Words that make a professed stance doubtful.
DOUBTFUL = frozenset({"professed", "alleged", "supposed", "apparent", "purported", "claimed"})


@dataclass(frozen=True, slots=True)
class StanceMention:
    """One stance; ranges are half-open token indices."""

    stance: str
    towards: Range
    #: Who holds it, or `None`: the speaker of the statement that `head` stands in.
    holder: Range | None
    #: Token index of the word that tells the stance.
    head: int
    disputed_by: Range | None = None
    #: Called into doubt by the report: "professed willingness".
    doubtful: bool = False


class StanceReader:
    """Finds stances in the attributions and sentences of a document."""

    def __init__(self) -> None:
        self._stances = {
            (row["cue"], row["part_of_speech"], row["frame"]): row["stance"] for row in knowledge.rows("stances")
        }
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
                found.extend(_of_aims(text, sentence))
            if not WORTH.isdisjoint(words):
                found.extend(_of_worth(text, sentence))
        return sorted(found, key=lambda mention: (mention.head, mention.towards))

    def _of_verbs(self, text: Tagged, weighed: Sequence[tuple[float, Candidate]]) -> Iterator[StanceMention]:
        for chance, found in weighed:
            stance = self._stances.get((found.lemma, "verb", found.frame))
            if stance is None or found.position != "before" or found.source is None or found.modal is not None:
                continue
            if chance < LOWEST_CHANCE or "how:infinitive" in found.features:
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
            holder, how = noun_owner(text, at, sentence)
            if stance is None or holder is None or how == "object-of-other":
                continue
            end = clause_end(text, complement.start, sentence, complement.frame, quotations)
            end = _within_quotation(quotations, at, end)
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
            if text.lemmas[group.head] not in {"be", "stand", "remain"} or group.modal is not None or group.infinitive:
                continue
            at = group.last
            while at < sentence.last and text.tags[at] == "RB":
                at += 1
            if at + 1 >= sentence.last or text.word(at) not in self._adjectives or text.word(at + 1) != "to":
                continue
            if text.tags[min(at + 2, sentence.last - 1)] not in {"VB", "NN", "VBP"}:
                continue  # "open to the public"
            holder = subject_before(text, group.first, sentence.first)
            stance: str | None = self._stances[text.word(at), "adjective", "to"]
            if group.negated and stance is not None:
                stance = NEGATED.get(stance)
            if holder is None or stance is None or _is_supposed(text, sentence, holder[0]):
                continue
            end = _within_quotation(quotations, at, clause_end(text, at + 1, sentence, "to", quotations))
            yield StanceMention(stance, _bare(text, (at + 1, end)), holder, at)


def _within_quotation(quotations: Sequence[Quotation], at: int, end: int) -> int:
    """Return where a proposal ends that begins in a quotation: with it at the latest, without its mark and comma."""
    inner = next((quotation for quotation in quotations if quotation.covers(at)), None)
    return min(end, inner.last - 1) if inner is not None else end


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


def _of_aims(text: Tagged, sentence: Sentence) -> Iterator[StanceMention]:
    """Read "the goal should (not) be X, but Y" of whoever speaks."""
    for at in range(sentence.first, sentence.last - 4):
        if text.word(at) not in AIMS or text.word(at + 1) not in {"should", "must"}:
            continue
        negated = text.word(at + 2) == "not"
        verb = at + 3 if negated else at + 2
        if text.word(verb) != "be":
            continue
        start = verb + 1
        end = _until(text, start, sentence.last, {",", ".", ";", "”", '"', "—", "–"})
        if end > start:
            yield StanceMention("opposes" if negated else "supports", (start, end), None, at)
        if not negated:
            continue
        for but in range(end, sentence.last - 1):
            if text.word(but) == "but" and text.word(but - 1) in {",", "—", "–"}:
                stop = _until(text, but + 1, sentence.last, {",", ".", ";", "”", '"'})
                if stop > but + 1:
                    yield StanceMention("supports", (but + 1, stop), None, but)
                break


def _of_worth(text: Tagged, sentence: Sentence) -> Iterator[StanceMention]:
    """Read "the importance of X rather than Y" of whoever speaks."""
    for at in range(sentence.first, sentence.last - 2):
        if text.word(at) not in WORTH or text.word(at + 1) not in {"of", "for"}:
            continue
        stop = _until(text, at + 2, sentence.last, {",", ".", ";", "”", '"', "rather", "instead", "—", "–"})
        if stop >= sentence.last or text.word(stop) not in {"rather", "instead"}:
            continue
        yield StanceMention("supports", (at + 2, stop), None, at)
        end = _until(text, stop + 2, sentence.last, {",", ".", ";", "”", '"', "—", "–"})
        if end > stop + 2:
            yield StanceMention("opposes", (stop + 2, end), None, stop)


def _until(text: Tagged, first: int, last: int, marks: set[str]) -> int:
    at = first
    while at < last and text.word(at) not in marks:
        at += 1
    return at
