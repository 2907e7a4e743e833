"""Finds the words that stand for an agreement, and says which agreement each stands for.

An agreement is named in full, by an alias or an acronym of the register; by a capitalised name that the register does
not know ("the Prespa Agreement"); by an acronym that the text itself brings in; or referred back to ("this pact").
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from dragoman.analysis.segmentation import Segmentation
from dragoman.resolution.agreement_names import AgreementNames, AgreementWords
from dragoman.resolution.agreement_register import AgreementRegister, RegisteredAgreement

__all__ = ["AgreementFinder", "AgreementMention", "Recognised"]

#: name: by a name or alias of the register. unlisted: by a name that the register does not know. acronym: by letters
#: that the text brought in behind a name. back reference: by "this pact" and the like.
Recognised = Literal["name", "unlisted", "acronym", "back reference"]

#: "This pact" is looked for this many sentences back; farther off, readers need the name again.
SENTENCES_BACK = 3
#: A name of the register with so many words is recognised in any case of its letters ("treaty on the
#: non-proliferation ..." in resolutions); a shorter one only as it is written in the register.
WORDS_OF_A_LONG_NAME = 3
#: White space that names are broken with: a line break in the middle, or behind the hyphen of "Non-Proliferation".
LOOSE_SPACE = re.compile(r"(?<!-)(\s{2,})|(?<=\w-)\s+(?=[A-Za-z])")
ACRONYM = re.compile(r"\s?\((?:the )?[“\"‘']?([A-Z][\w-]*[A-Z][\w-]*)[”\"’']?\)")
#: Characters written in several ways, each made one; no character becomes two, so that offsets stay.
ALIKE = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212\u2018\u2019\u00a0\n\t\u0130", "------''   i")


class AgreementMention(NamedTuple):
    """Words that stand for an agreement: `text == document.text[start:end]`."""

    start: int
    end: int
    text: str
    #: Name of the agreement: the register's, else the first name in the text. Equal names mean one agreement.
    name: str
    #: The register's entry; `None` if it has none, or several that the name may mean.
    entry: RegisteredAgreement | None
    how: Recognised
    #: The kinds of instrument that it may be, as nouns that refer back to it know them.
    kinds: frozenset[str]
    #: Why there is no entry.
    reason: str | None = None


class PlainText:
    """A text with its white space and dashes made alike, and the way back to the offsets of the original."""

    def __init__(self, original: str) -> None:
        parts: list[str] = []
        self._starts = [0]
        self._shifts = [0]
        at = length = 0
        for match in LOOSE_SPACE.finditer(original):
            kept = original[at : match.start()] + (" " if match.group(1) else "")
            parts.append(kept)
            length += len(kept)
            at = match.end()
            self._starts.append(length)
            self._shifts.append(at - length)
        parts.append(original[at:])
        #: The text to search in.
        self.text = "".join(parts).translate(ALIKE)

    def offset(self, at: int) -> int:
        """Return where a character of the plain text stands in the original."""
        return at + self._shifts[bisect.bisect_right(self._starts, at) - 1]


def _lowered(text: str) -> str:
    """Return the text in lower case, character for character, with "?" for what UTF-8 cannot write."""
    lower = text.lower()
    if len(lower) != len(text):  # "İ" becomes two characters
        lower = "".join(one if len(one := letter.lower()) == 1 else letter for letter in text)
    return lower.encode("utf-8", "replace").decode("utf-8")


class AgreementFinder:
    """Finds the mentions of agreements in a document."""

    def __init__(self, register: AgreementRegister | None = None) -> None:
        self.register = register or AgreementRegister()
        self._words = AgreementWords()
        self._names = AgreementNames(self._words)
        self._nouns = {noun.removesuffix("s") for noun in self._words.kinds}
        self._meanings: dict[str, list[RegisteredAgreement]] = {}
        self._spellings: dict[str, set[str]] = {}
        for entry in self.register.agreements:
            for name in dict.fromkeys((entry.name, *entry.aliases)):
                plain = name.translate(ALIKE)
                self._spellings.setdefault(plain.lower(), set()).add(plain)
                meanings = self._meanings.setdefault(plain.lower(), [])
                if entry not in meanings:
                    meanings.append(entry)
        self._patterns = list(self._meanings)
        self._automaton = AhoCorasick(self._patterns, matchkind=MatchKind.LeftmostLongest)

    def __call__(self, segmentation: Segmentation) -> list[AgreementMention]:
        """Return the mentions of agreements, in the order of the text; no two overlap."""
        named = self._listed(segmentation)
        named += self._unlisted(segmentation, named)
        named.sort()
        named += self._acronyms(segmentation, named)
        named.sort()
        back = [
            reference
            for reference in self._back_references(segmentation, named)
            if not any(name.start < reference.end and reference.start < name.end for name in named)
        ]
        return sorted([*named, *back])

    def _listed(self, segmentation: Segmentation) -> list[AgreementMention]:
        plain = PlainText(segmentation.document.text)
        found: list[tuple[int, int, list[RegisteredAgreement]]] = []
        for pattern, low, high in self._automaton.find_matches_as_indexes(_lowered(plain.text)):
            if self._is_name(plain.text, low, high, self._patterns[pattern]):
                start, end = plain.offset(low), plain.offset(high - 1) + 1
                found.append((start, end, self._meanings[self._patterns[pattern]]))
        certain = {meanings[0].name for _, _, meanings in found if len(meanings) == 1}
        return [
            self._registered(segmentation, start, end, self._possible(segmentation, meanings, certain))
            for start, end, meanings in found
        ]

    def _is_name(self, plain: str, start: int, end: int, pattern: str) -> bool:
        """Tell whether a match of letters is the name: whole words, in the right case, not part of a larger name."""
        if (start and plain[start - 1].isalnum()) or (end < len(plain) and plain[end].isalnum()):
            return False
        written, spellings = plain[start:end], self._spellings[pattern]
        if written not in spellings and (pattern.count(" ") + 1 < WORDS_OF_A_LONG_NAME or written[0].islower()):
            return False
        if written.isupper() and self._words.is_shouted(plain, start, end):
            return False
        return not self._words.is_larger_name(plain, end)

    @staticmethod
    def _possible(
        segmentation: Segmentation, meanings: Sequence[RegisteredAgreement], certain: set[str]
    ) -> list[RegisteredAgreement]:
        """Return the meanings that a name can have here: those named without doubt elsewhere in the text, if any."""
        if len(meanings) == 1:
            return list(meanings)
        on = segmentation.document.date
        left = [
            entry
            for entry in meanings
            if on is None or not any(fact.known_as_of > on for fact in entry.dates if fact.what == "signed")
        ]
        return [entry for entry in left if entry.name in certain] or left or list(meanings)

    @staticmethod
    def _registered(
        segmentation: Segmentation, start: int, end: int, meanings: Sequence[RegisteredAgreement]
    ) -> AgreementMention:
        text = segmentation.document.text[start:end]
        if len(meanings) == 1:
            entry = meanings[0]
            return AgreementMention(start, end, text, entry.name, entry, "name", frozenset({entry.kind}))
        kinds = frozenset(entry.kind for entry in meanings)
        reason = "it may be " + " or ".join(entry.name for entry in meanings)
        return AgreementMention(start, end, text, " ".join(text.split()), None, "name", kinds, reason)

    def _unlisted(self, segmentation: Segmentation, named: Sequence[AgreementMention]) -> list[AgreementMention]:
        taken = {at for mention in named for at in range(mention.start, mention.end)}
        found = []
        for start, end, kind in self._names(segmentation):
            if not taken.isdisjoint(range(start, end)):
                continue
            text = segmentation.document.text[start:end]
            name = " ".join(text.split())
            found.append(
                AgreementMention(
                    start, end, text, name, None, "unlisted", frozenset({kind}), "it is not in the register"
                )
            )
        return found

    @staticmethod
    def _acronyms(segmentation: Segmentation, named: Sequence[AgreementMention]) -> list[AgreementMention]:
        """Return later uses of letters that stand in brackets behind a name: "the Agreement on X and Y (AXY)"."""
        text = segmentation.document.text
        taken = {at for mention in named for at in range(mention.start, mention.end)}
        meaning: dict[str, AgreementMention] = {}
        for mention in named:
            match = ACRONYM.match(text, mention.end)
            if match and match.start(1) not in taken and _is_acronym_of(match.group(1), mention.text):
                meaning.setdefault(match.group(1), mention)
        found = []
        for letters, mention in meaning.items():
            for match in re.finditer(rf"(?<!\w){re.escape(letters)}(?!\w)", text):
                if match.start() > mention.start and match.start() not in taken:
                    found.append(mention._replace(start=match.start(), end=match.end(), text=letters, how="acronym"))
        return found

    def _back_references(self, segmentation: Segmentation, named: Sequence[AgreementMention]) -> list[AgreementMention]:
        """Return the mentions such as "this pact", each with the agreement last named."""
        if not named:
            return []
        found: list[AgreementMention] = []
        recent: list[tuple[int, AgreementMention]] = []
        unnamed: dict[str, int] = {}
        waiting = list(reversed(named))
        for number, sentence in enumerate(segmentation.sentences):
            for at in range(sentence.first, sentence.last):
                token = segmentation.tokens[at]
                while waiting and waiting[-1].start <= token.start:
                    recent.append((number, waiting.pop()))
                if token.text.lower().removesuffix("s") not in self._nouns or (
                    recent and token.start < recent[-1][1].end
                ):
                    continue
                if self._words.introduces(segmentation, sentence.first, at):
                    # "a trade agreement": the words that follow may speak of that one
                    recent = []
                    continue
                first = self._words.reference(segmentation, sentence.first, at, sentence.last)
                if first is None:
                    continue
                noun = token.text.lower()
                antecedent = self._antecedent(noun, number, recent)
                if antecedent is None:
                    unnamed[noun] = number
                elif number - unnamed.get(noun, -9) > SENTENCES_BACK:
                    start = segmentation.tokens[first].start
                    text = segmentation.document.text[start : token.end]
                    reference = antecedent._replace(start=start, end=token.end, text=text, how="back reference")
                    found.append(reference)
                    recent.append((number, reference))
        return found

    def _antecedent(
        self, noun: str, sentence: int, recent: Sequence[tuple[int, AgreementMention]]
    ) -> AgreementMention | None:
        """Return the agreement last named that the noun can stand for; `None` if two stand equally near."""
        kinds = self._words.kinds[noun]
        near = [
            (at, mention)
            for at, mention in recent
            if sentence - at <= SENTENCES_BACK and not kinds.isdisjoint(mention.kinds)
        ]
        if not near:
            return None
        last = near[-1][0]
        if len({mention.name for at, mention in near if at == last}) > 1:
            return None
        return near[-1][1]


def _is_acronym_of(letters: str, name: str) -> bool:
    """Tell whether capital letters in brackets shorten a name: most are first letters of its words, in order."""
    initials = [word[0].upper() for word in re.findall(r"\w+", name)]
    capitals = [letter for letter in letters if letter.isupper()]
    matched = at = 0
    for capital in capitals:
        if capital in initials[at:]:
            at = initials.index(capital, at) + 1
            matched += 1
    return len(capitals) >= 2 and matched >= len(capitals) * 0.6
