"""Words for persons and groups: what they say of gender, of number, and of what kind of actor is meant."""

from __future__ import annotations

from typing import Literal, NamedTuple

from dragoman import knowledge
from dragoman.resolution.names import fold
from dragoman.resolution.roles import Roles

__all__ = ["Gender", "Noun", "NounKind", "PersonWords"]

Gender = Literal["male", "female", ""]
NounKind = Literal["person", "group", "country", "thing"]


class Noun(NamedTuple):
    """What a common noun says of those whom it names."""

    kind: NounKind
    gender: Gender
    is_plural: bool


class PersonWords:
    """The table of words for persons, with the table of roles behind it."""

    def __init__(self, roles: Roles) -> None:
        #: Given name, without accents, to gender.
        self.names: dict[str, Gender] = {}
        #: Title in front of a name to gender.
        self.titles: dict[str, Gender] = {}
        self._nouns: dict[str, Noun] = {}
        for row in knowledge.rows("person_words"):
            gender: Gender = row["gender"]  # type: ignore[assignment]  # a closed set, checked with the table
            if row["kind"] == "name":
                self.names[fold(row["word"])] = gender
            elif row["kind"] == "title":
                self.titles[row["word"]] = gender
            else:
                kind: NounKind = "person" if row["kind"] == "noun" else row["kind"]  # type: ignore[assignment]  # so too
                self._nouns[row["word"]] = Noun(kind, gender, row["number"] == "plural")
        self._add_roles(roles)

    def noun(self, word: str, tag: str) -> Noun:
        """Return what a noun in lower case, with its tag, says; an unknown one is a thing."""
        known = self._nouns.get(word)
        if known is None and tag == "NNS":
            known = self._nouns.get(_singular(word))
        if known is None:
            return Noun("thing", "", tag == "NNS")
        return known if known.is_plural or tag != "NNS" else known._replace(is_plural=True)

    def _add_roles(self, roles: Roles) -> None:
        for role in roles.all():
            word = role.phrase.split()[-1]
            if role.is_head and role.type in {"person", "people"}:
                self._nouns.setdefault(word, Noun("person", "", role.type == "people"))
            elif role.is_head and role.type != "other" and len(role.phrase.split()) == 1:
                self._nouns.setdefault(word, Noun("group", "", False))


def _singular(word: str) -> str:
    """Return the singular of a regular plural."""
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word
