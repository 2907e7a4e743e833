"""Finds the phrases of a document that may stand for actors, with what their words say: the material of coreference.

Named persons, states and bodies, capitalised names that no table knows, common nouns for persons, groups and states,
plural nouns (which "they" may mean) and pronouns of the third person. Where a phrase stands in its clause is told by
the words next to it.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import Literal

from dragoman.analysis.phrases import FINITE, NOUN, VERB, Tagged
from dragoman.analysis.quotations import Quotation
from dragoman.document import Sentence
from dragoman.resolution.names import NameMention, fold
from dragoman.resolution.parts import BODY, DATES, PERSON, STATE
from dragoman.resolution.person_words import Noun, NounKind, PersonWords
from dragoman.resolution.phrases import PRONOUNS, Phrase

__all__ = ["NounPhrases"]

BEFORE_HEAD = frozenset({"DT", "PDT", "JJ", "JJR", "JJS", "CD", "HYPH", "AFX", "VBN", "VBG"}) | NOUN
NAME_TAGS = frozenset({"NNP", "NNPS"})
ADVERBS = frozenset({"RB", "RBR", "RBS"})
QUANTITIES = frozenset({
    "some", "many", "most", "all", "both", "several", "few", "one", "two", "three", "four", "five", "none", "each",
    "dozens", "hundreds", "thousands", "millions", "group", "groups", "number", "majority", "members", "pair", "half",
})  # fmt: skip
#: Behind these a clause begins, though they are tagged as prepositions.
CLAUSES = frozenset({"that", "if", "because", "while", "when", "as", "although", "though", "before", "after", "since"})
#: An adverbial before the subject is no longer than this, in tokens: "On Monday in Geneva, Putin said".
LONGEST_ADVERBIAL = 8
#: Days and months are capitalised and are nobody.
NOBODY = frozenset(DATES) | {"I", "Internet", "God", "English", "Christmas"}


class NounPhrases:
    """Finds phrases; knows the words for persons and the verbs that report."""

    def __init__(self, words: PersonWords, saying: frozenset[str]) -> None:
        self._words = words
        self._saying = saying

    def find(self, text: Tagged, names: Sequence[NameMention], quotations: Sequence[Quotation]) -> list[Phrase]:
        """Return the phrases of a document in the order of their heads."""
        named = {at: name for name in names for at in range(name.first, name.last)}
        opened = [quotation.first for quotation in quotations]
        found: list[Phrase] = []
        for number, sentence in enumerate(text.segmentation.sentences):
            for phrase in self._in_sentence(text, named, number, sentence):
                phrase.paragraph = sentence.paragraph
                at = bisect.bisect_right(opened, phrase.head) - 1
                if at >= 0 and quotations[at].covers(phrase.head):
                    phrase.quotation = at
                found.append(phrase)
        return found

    def _in_sentence(
        self, text: Tagged, named: dict[int, NameMention], number: int, sentence: Sentence
    ) -> list[Phrase]:
        found: list[Phrase] = []
        at, tags = sentence.first, text.tags
        while at < sentence.last:
            tag = tags[at]
            if tag in {"PRP", "PRP$"}:
                pronoun = PRONOUNS.get(text.word(at))
                if pronoun is not None:
                    found.append(self._pronoun(text, at, pronoun, number, sentence))
                if tag != "PRP$":
                    at += 1
                    continue
            elif (tag not in BEFORE_HEAD or tag in {"VBN", "VBG"}) and at not in named:
                at += 1
                continue
            last, head = self._end(text, named, at, sentence.last)
            if head is not None:
                phrase = self._phrase(text, named, (at, head + 1), number)
                if phrase is not None:
                    self._with_quantity(text, phrase, sentence)
                    self._place(text, phrase, sentence, found)
                    found.append(phrase)
            at = max(last, at + 1)
        return found

    def _end(self, text: Tagged, named: dict[int, NameMention], first: int, high: int) -> tuple[int, int | None]:
        """Return where the words of a phrase end, and its head: the last noun before that."""
        at, head, tags = first, None, text.tags
        if tags[at] == "PRP$":
            at += 1
        while at < high:
            if at in named:
                name = named[at]
                at, head = name.last, name.last - 1
                if name.entries[0].kind in PERSON:
                    break
                continue
            tag = tags[at]
            if tag in NOUN:
                if (
                    head is not None
                    and tag in NAME_TAGS
                    and tags[head] not in NAME_TAGS
                    and not self._may_be_title(text, head)
                ):
                    break  # "in his memory Byron composed"
                head = at
            elif (
                tag not in BEFORE_HEAD
                or (tag in {"DT", "PDT"} and at > first and tags[at - 1] != "PDT")
                or (head and tag in {"VBN", "VBG"})
            ):
                break
            at += 1
        return at, head

    def _pronoun(self, text: Tagged, at: int, pronoun: str, number: int, sentence: Sentence) -> Phrase:
        phrase = Phrase("pronoun", "" if pronoun == "they" else "person", at, at + 1, number)
        phrase.pronoun = pronoun
        phrase.is_plural = pronoun == "they"
        phrase.gender = "male" if pronoun == "he" else "female" if pronoun == "she" else ""
        if text.tags[at] == "PRP$" or text.word(at) in {"his", "their"}:
            phrase.position = "possessive"
        else:
            self._place(text, phrase, sentence, [])
            if text.word(at) in {"him", "her", "them"} and phrase.position in {"subject", "other"}:
                phrase.position = "object"
        return phrase

    def _phrase(self, text: Tagged, named: dict[int, NameMention], span: tuple[int, int], number: int) -> Phrase | None:
        first, last = span
        head = last - 1
        name = named.get(head)
        if name is not None:
            return self._known(text, name, first, number)
        if text.tags[head] in NAME_TAGS and text.segmentation.tokens[head].text not in NOBODY:
            return self._unknown(text, first, last, number)
        noun = self._words.noun(text.word(head), text.tags[head])
        if noun.kind == "thing" and not noun.is_plural:
            return None  # no actor, and no rival for "they"
        return self._described(text, first, last, noun, number)

    def _known(self, text: Tagged, name: NameMention, first: int, number: int) -> Phrase | None:
        entry = name.entries[0]
        if entry.kind in STATE:
            if entry.kind in {"adjective", "city", "region"}:
                return None
            is_place = entry.kind == "capital"  # most often where something is
            phrase = Phrase("name", "thing" if is_place else "country", first, name.last, number)
            if entry.kind == "demonym":
                phrase = Phrase("noun", "person", first, name.last, number)
                phrase.noun = text.word(name.last - 1)
                phrase.is_plural = phrase.noun.endswith(("s", "men", "ese"))
                return phrase
        elif entry.kind in BODY:
            phrase = Phrase("name", "group", first, name.last, number)
        else:
            phrase = Phrase("name", "person", first, name.last, number)
            phrase.name = tuple(fold(token.text) for token in text.segmentation.tokens[name.first : name.last])
            full = tuple(fold(word) for word in entry.key.split())
            self._title(text, phrase, first, name.first)
            phrase.gender = phrase.gender or (self._words.names.get(full[0], "") if full else "")
        phrase.key = entry.key if len(name.entries) == 1 else f"{entry.key}?"
        return phrase

    def _unknown(self, text: Tagged, first: int, last: int, number: int) -> Phrase | None:
        tokens = text.segmentation.tokens
        begin = last - 1
        while begin > first and (text.tags[begin - 1] in NAME_TAGS or text.tags[begin - 1] == "HYPH"):
            begin -= 1
        while begin < last - 1 and self._is_title(tokens[begin].text):
            begin += 1
        words = tuple(fold(token.text) for token in tokens[begin:last])
        if words[0] in DATES or not words[-1][0].isalpha():
            return None
        noun = self._words.noun(words[-1].lower(), "NN")
        what: NounKind | Literal[""] = noun.kind if noun.kind in {"group", "country"} else ""
        if (
            not what
            and text.word(first) in {"the", "a", "an"}
            and not any(self._is_title(one.text) for one in tokens[first:begin])
        ):
            what = "thing"  # "the Sea Org", "a Camry": whatever it is, it is no person
        phrase = Phrase("unknown", what, first, last, number)
        phrase.name = words
        phrase.is_plural = text.tags[last - 1] == "NNPS"
        self._title(text, phrase, first, begin)
        if not what and (phrase.gender or phrase.title or (words[0] in self._words.names and not phrase.is_plural)):
            phrase.what = "person"
            phrase.gender = phrase.gender or self._words.names.get(words[0], "")
        return phrase

    def _may_be_title(self, text: Tagged, at: int) -> bool:
        """Tell whether a common noun may stand in front of a name: "spokesman Peskov", "the company Tesla"."""
        noun = self._words.noun(text.word(at), "NN")
        return noun.kind in {"person", "group"} or text.tags[at + 1 : at + 2] == ("HYPH",)

    def _is_title(self, word: str) -> bool:
        if word in self._words.titles:
            return True
        noun = self._words.noun(word.lower(), "NN")
        return noun.kind == "person" and not noun.is_plural

    @staticmethod
    def _with_quantity(text: Tagged, phrase: Phrase, sentence: Sentence) -> None:
        """Let "some of the candidates" and "a group of girls" begin with what is counted or grouped."""
        at = phrase.first - 2
        if not phrase.is_plural or at < sentence.first or text.word(at + 1) != "of" or text.word(at) not in QUANTITIES:
            return
        phrase.first = at - 1 if at > sentence.first and text.tags[at - 1] in {"DT", "RB"} else at
        phrase.determiner = ""
        phrase.is_plural = text.word(at) not in {"one", "each", "none"}

    def _title(self, text: Tagged, phrase: Phrase, first: int, begin: int) -> None:
        """Note the title and the other words in front of a name."""
        before = [text.segmentation.tokens[at].text for at in range(first, begin)]
        if not before:
            return
        last = before[-1]
        phrase.gender = self._words.titles.get(last, "")
        noun = self._words.noun(last.lower(), "NN")
        if noun.kind == "person":
            phrase.title = last.lower()
            phrase.gender = phrase.gender or noun.gender
        phrase.modifiers = tuple(word.lower() for word in before[:-1])

    def _described(self, text: Tagged, first: int, last: int, noun: Noun, number: int) -> Phrase:
        phrase = Phrase("noun", noun.kind, first, last, number)
        phrase.noun = text.word(last - 1)
        phrase.gender, phrase.is_plural = noun.gender, noun.is_plural
        words = [text.word(at) for at in range(first, last - 1)]
        if words and text.tags[first] in {"DT", "PDT", "PRP$"}:
            phrase.determiner = words.pop(0)
        phrase.modifiers = tuple(words)
        return phrase

    def _place(self, text: Tagged, phrase: Phrase, sentence: Sentence, before: Sequence[Phrase]) -> None:
        """Tell where in its clause a phrase stands."""
        tags, after, previous = text.tags, phrase.last, phrase.first - 1
        if (
            after < sentence.last
            and (tags[after] == "POS" or text.word(after) in {"'s", "’s"})
            and tags[after] not in VERB
        ):
            phrase.position = "possessive"
            return
        while after < sentence.last and tags[after] in ADVERBS:
            after += 1
        is_free = previous < sentence.first or tags[previous] not in {"IN", "TO"} or text.word(previous) in CLAUSES
        if after < sentence.last and tags[after] in FINITE and is_free:
            phrase.position = "subject"
            verb = self._main(text, after, sentence.last)
            phrase.says = text.lemmas[verb] in self._saying
        elif previous < sentence.first:
            phrase.position = "subject"
        elif tags[previous] in VERB:
            phrase.position = "object"
            is_inverted = previous > sentence.first and not text.word(previous - 1).isalpha()
            if text.lemmas[previous] in self._saying and (is_inverted or previous == sentence.first):
                phrase.position, phrase.says = "subject", True
        elif tags[previous] in {"IN", "TO"} and text.word(previous) not in CLAUSES:
            phrase.position = "oblique"
            if text.word(previous) == "to" and text.word(previous - 1) == "according":
                phrase.says = True
        elif text.word(previous) in {"and", "or"} and before and before[-1].last == previous:
            phrase.position = before[-1].position
        elif (
            text.word(previous) == "," and previous - sentence.first <= LONGEST_ADVERBIAL and not before_subject(before)
        ):
            phrase.position = "subject"

    @staticmethod
    def _main(text: Tagged, at: int, high: int) -> int:
        """Return the last verb of the group that begins at a finite verb: "has said"."""
        verb = at
        while at + 1 < high and (text.tags[at + 1] in VERB or text.tags[at + 1] in ADVERBS):
            at += 1
            verb = at if text.tags[at] in VERB else verb
        return verb


def before_subject(before: Sequence[Phrase]) -> bool:
    """Tell whether a sentence has a subject already."""
    return any(phrase.position == "subject" for phrase in before)
