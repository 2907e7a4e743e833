"""The common nouns for actors: offices, groups and titles, with their PLOVER sectors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dragoman import knowledge, user_knowledge
from dragoman.resolution.names import fold
from dragoman.resolution.referents import ActorType

__all__ = ["Role", "Roles"]


class Role(NamedTuple):
    """What an office, group or title says of its bearer."""

    phrase: str
    #: May it stand in front of a name ("President", "Mr.")?
    is_title: bool
    #: May it be the head of a description ("the president")?
    is_head: bool
    type: ActorType
    #: PLOVER sector, or empty: the role alone does not tell.
    sector: str
    #: The office as the table of persons names it, or empty.
    office: str
    #: Does "in" with a place tell the country ("police in Paris", but not "diplomats in Paris")?
    is_local: bool
    #: Does the sector of the body that it belongs to come first ("police spokesman")?
    inherits: bool


class Roles:
    """The table of roles, looked up by the words of a text."""

    def __init__(self) -> None:
        self._roles: dict[tuple[str, ...], Role] = {}
        self._lengths: dict[str, int] = {}
        for row in (*knowledge.rows("roles"), *_user_roles()):
            words = _words(row["phrase"])
            kind: ActorType = row["type"]  # type: ignore[assignment]  # a closed set, checked with the table
            self._roles[words] = Role(
                row["phrase"], row["kind"] != "head", row["kind"] != "title", kind, row["sector"], row["office"],
                bool(row["local"]), bool(row["inherits"]),
            )  # fmt: skip
            self._lengths[words[0]] = max(len(words), self._lengths.get(words[0], 0))

    def may_begin(self, word: str) -> bool:
        """Tell whether a role begins with a word, in lower case and without accents."""
        return word in self._lengths

    def at(self, words: Sequence[str], at: int, last: int) -> tuple[int, Role] | None:
        """Return the longest role that begins at a word and where it ends; `None` if there is none.

        Args:
            words: The words in lower case, without accents.
            at: Index of the first word.
            last: One past the last word that the role may cover.
        """
        longest = self._lengths.get(words[at])
        if longest is None:  # most words: this is asked of every word of a document
            return None
        for length in range(min(longest, last - at), 0, -1):
            role = self._roles.get(tuple(words[at : at + length]))
            if role:
                return at + length, role
        return None

    def all(self) -> Iterable[Role]:
        """Return every role of the table."""
        return self._roles.values()

    def named(self, phrase: str) -> Role | None:
        """Return the role that a phrase is, in whatever case."""
        return self._roles.get(_words(phrase.lower()))


def _user_roles() -> Iterator[dict[str, str]]:
    """Yield the user's own words for kinds of actor, in the form of our table."""
    for row in user_knowledge.rows("roles", user_knowledge.ROLE_COLUMNS):
        plural = row["number"] == "plural"
        yield {
            "phrase": row["phrase"], "kind": "head" if plural else "both", "type": "people" if plural else "person",
            "sector": row["sector"], "office": "", "local": "", "inherits": "",
        }  # fmt: skip


def _words(phrase: str) -> tuple[str, ...]:
    """Return a phrase as the tokens of a text in lower case: "Lt. Gen." is four of them, "chargé" is "charge"."""
    plain = fold(phrase).replace("-", " - ").replace(".", " . ").replace("'s ", " 's ")
    return tuple(plain.split())
