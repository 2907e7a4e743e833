"""One phrase of a document that may stand for an actor, with what its words say."""

from __future__ import annotations

from typing import Literal

from dragoman.resolution.person_words import Gender, NounKind

__all__ = ["PRONOUNS", "Phrase", "PhraseKind", "Position"]

#: Pronoun to class: he, she, they.
PRONOUNS = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
    "they": "they", "them": "they", "their": "they", "theirs": "they", "themselves": "they",
}  # fmt: skip
#: name: in the tables. unknown: capitalised words in no table. noun: described. pronoun: as it says.
PhraseKind = Literal["name", "unknown", "noun", "pronoun"]
Position = Literal["subject", "object", "possessive", "oblique", "other"]


class Phrase:
    """One phrase: half-open token range, its head, and what its words say."""

    __slots__ = (
        "determiner", "first", "gender", "head", "is_plural", "key", "kind", "last", "modifiers", "name", "noun",
        "paragraph", "position", "pronoun", "quotation", "says", "sentence", "title", "what",
    )  # fmt: skip

    def __init__(self, kind: PhraseKind, what: NounKind | Literal[""], first: int, last: int, sentence: int) -> None:
        self.kind = kind
        #: Person, group, country, thing; empty where the words do not tell.
        self.what = what
        self.first = first
        self.last = last
        self.head = last - 1
        self.sentence = sentence
        self.paragraph = 0
        #: The words of a name, without accents and titles.
        self.name: tuple[str, ...] = ()
        #: The full name in the tables; empty if it is in none.
        self.key = ""
        #: Class of a pronoun: he, she, they.
        self.pronoun = ""
        #: Head of a description in lower case.
        self.noun = ""
        #: The other words of a description, or of a title before a name, in lower case.
        self.modifiers: tuple[str, ...] = ()
        #: Role in front of a name in lower case: "president" in "President Biden".
        self.title = ""
        #: The article or pronoun that a description begins with: "the", "a", "his".
        self.determiner = ""
        self.gender: Gender = ""
        self.is_plural = False
        self.position: Position = "other"
        #: Is it the subject of a verb that reports?
        self.says = False
        #: Index of the quotation that it stands in, or -1.
        self.quotation = -1
