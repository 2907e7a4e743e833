"""Cuts the words of a phrase into names, roles and what joins them.

Positions are token indices into the document; ranges are half-open.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from dragoman.resolution.names import NameMention
from dragoman.resolution.roles import Role, Roles

__all__ = [
    "BODY", "PERSON", "STATE", "Part", "PartKind", "Words", "base_phrase", "cut", "is_attached", "is_capitalised",
    "trimmed",
]  # fmt: skip

#: Kinds of names for a state or a part of it, for a person, and for a body.
STATE = frozenset({"name", "adjective", "demonym", "abbreviation", "capital", "city", "region", "seat"})
PERSON = frozenset({"person", "surname", "introduced"})
BODY = frozenset({"organisation", "bare_organisation"})

#: name: a known name. role: an office, group or title. proper: capitalised words that no table knows. 's: the
#: possessive. link: a preposition. break: what ends the first noun phrase. and, hyphen, article: as they say. past,
#: future: "former", "incoming". pronoun. word: anything else.
PartKind = Literal[
    "name", "role", "proper", "'s", "link", "break", "and", "hyphen", "article", "past", "future", "pronoun", "word"
]

PRONOUNS = frozenset({
    "he", "she", "it", "they", "him", "her", "them", "we", "us", "i", "me", "you", "who", "whom", "which",
    "that", "this", "these", "those", "himself", "herself", "itself", "themselves", "his", "its", "their",
    "our", "my", "your", "whose", "hers", "theirs", "ours", "mine", "yours", "one", "others", "both", "some",
    "many", "all", "none", "everyone", "everybody", "someone", "somebody", "anyone", "anybody", "nobody",
    "most", "each",
})  # fmt: skip
LINKS = frozenset({
    "of", "for", "in", "to", "at", "on", "from", "with", "by", "against", "about", "over", "into", "near",
    "within", "inside", "across", "under", "between", "among", "towards", "toward", "as", "outside", "after",
    "before", "during", "through", "throughout", "around", "since", "until", "than", "like", "including",
    "without", "behind", "via",
})  # fmt: skip
BREAKS = frozenset({
    ",", ";", ":", "(", ")", "—", "–", "--", ".", "?", "!", "who", "which", "that", "whose", "whom", "where",
    "…", "...",
})  # fmt: skip
JOINS = frozenset({"and", "&", "or"})
PAST = frozenset({
    "former", "ex", "late", "erstwhile", "ousted", "deposed", "then", "onetime", "retired", "toppled",
})  # fmt: skip
FUTURE = frozenset({"elect", "elected", "incoming", "designate", "nominee"})
#: Small words inside a person's name: "Dominique de Villepin", "Abdullah bin Zayed", "Ban Ki-moon".
PARTICLES = frozenset({
    "de", "da", "do", "dos", "del", "della", "di", "du", "la", "le", "van", "von", "der", "den", "bin",
    "ibn", "al", "el", "ul", "e",
})  # fmt: skip
DATES = frozenset({
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February",
    "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
})  # fmt: skip
#: Words that begin a sentence with a capital, more often than a name does.
OPENERS = frozenset({
    "however", "but", "if", "while", "although", "though", "when", "because", "since", "despite", "meanwhile",
    "yet", "so", "there", "here", "now", "today", "yesterday", "also", "even", "what", "why", "how", "still",
    "only", "not", "no", "more", "earlier", "later", "last", "next", "first", "second", "instead",
    "nevertheless", "moreover", "such", "several", "dozens", "hundreds", "thousands", "two", "three", "four",
    "five", "six", "seven", "eight", "nine", "ten", "senior", "top", "local", "according", "asked", "speaking",
    "addressing", "once", "like", "unlike",
})  # fmt: skip
ARTICLES = frozenset({"the", "a", "an", "any", "every", "no", "another", "other"})
#: "pro-Russian", "ex-Soviet": the state is not the one that acts.
PREFIXES = frozenset({"pro", "anti", "non", "ex", "post", "pre"})


class Part(NamedTuple):
    """A stretch of a phrase: `kind` tells which of `mention` and `role` is set."""

    kind: PartKind
    first: int
    last: int
    #: Lower-case text of the first token.
    word: str
    mention: NameMention | None = None
    role: Role | None = None


class Words(NamedTuple):
    """The words of a document as this package compares them, and the known names among them."""

    #: Without accents.
    plain: Sequence[str]
    #: Without accents and in lower case.
    lower: Sequence[str]
    #: Known names by the index of their first token.
    names: dict[int, NameMention]
    #: Indices of the tokens that begin a sentence.
    openings: frozenset[int]


def cut(words: Words, roles: Roles, first: int, last: int) -> list[Part]:
    """Return the parts of a token range, from left to right, without gaps."""
    parts: list[Part] = []
    at = first
    while at < last:
        word = words.lower[at]
        is_small = words.plain[at].islower() and word not in KIND_OF
        if is_small and at not in words.names and not roles.may_begin(word):
            part = Part("word", at, at + 1, word)  # two words in three
        else:
            part = _part_at(words, roles, at, last)
        parts.append(part)
        at = part.last
    return parts


def _part_at(words: Words, roles: Roles, at: int, last: int) -> Part:
    word = words.lower[at]
    mention = words.names.get(at)
    if mention is not None and mention.last > last:
        mention = None
    role = roles.at(words.lower, at, last) if roles.may_begin(word) else None
    if mention is not None and (role is None or role[0] <= mention.last):
        return Part("name", at, mention.last, word, mention=mention)
    if role is not None and not (word in LINKS or word in PRONOUNS):
        return Part("role", at, role[0], word, role=role[1])
    kind = KIND_OF.get(word)
    if kind is not None:
        return Part(kind, at, at + 1, word)
    if is_capitalised(words, at):
        return Part("proper", at, _proper_end(words, roles, at, last), word)
    return Part("word", at, at + 1, word)


SMALL_WORDS: tuple[tuple[PartKind, frozenset[str]], ...] = (
    ("article", ARTICLES),
    ("'s", frozenset({"'s", "'"})),
    ("link", LINKS),
    ("break", BREAKS),
    ("and", JOINS),
    ("hyphen", frozenset({"-", "‑", "/"})),
    ("past", PAST),
    ("future", FUTURE),
    ("pronoun", PRONOUNS),
)
#: Small word to its kind; the first kind that has it holds.
KIND_OF: dict[str, PartKind] = {word: kind for kind, members in reversed(SMALL_WORDS) for word in members}


def is_capitalised(words: Words, at: int) -> bool:
    """Tell whether a token may be part of a proper name: it has a capital that its place does not explain."""
    text = words.plain[at]
    if not text[0].isupper() or text in DATES:
        return False
    return at not in words.openings or words.lower[at] not in OPENERS


def _proper_end(words: Words, roles: Roles, at: int, last: int) -> int:
    """Return one past the last word of an unknown name: capitalised words, initials, particles, hyphens."""
    end = at + 1
    while end < last and words.lower[end] not in JOINS:
        text = words.plain[end]
        if end in words.names and not _is_name_like(words, end, last):
            break
        if text == "." and len(words.plain[end - 1]) == 1:
            end += 1
            continue
        inside = text in PARTICLES or text == "-"
        if inside and end + 1 < last and words.plain[end + 1][0].isalpha():
            if text == "-" and words.plain[end + 1][0].islower() and not _is_asian_given_name(words, end):
                break
            end += 2
            continue
        if not (text[0].isupper() and text not in DATES) or roles.at(words.lower, end, last):
            break
        end += 1
    return end


def _is_asian_given_name(words: Words, hyphen: int) -> bool:
    """Tell whether "Ki-moon" is meant rather than "Kurdish-led": one short syllable on either side."""
    return len(words.plain[hyphen - 1]) <= 5 and len(words.plain[hyphen + 1]) <= 5


def _is_name_like(words: Words, at: int, last: int) -> bool:
    """Tell whether a known name is a family name that ends an unknown one: "Melania Trump", "Michael Jordan"."""
    mention = words.names[at]
    return mention.last <= last and all(entry.kind == "surname" for entry in mention.entries)


def is_attached(parts: Sequence[Part], at: int) -> bool:
    """Tell whether a state's name describes the head behind it: not so in "French-speaking", "pro-Russian"."""
    if at + 2 < len(parts) and parts[at + 1].kind == "hyphen" and parts[at + 2].kind in {"word", "proper"}:
        return parts[at + 2].word in {"based", "class"}  # "an Arleigh Burke-class destroyer"
    return not (at >= 2 and parts[at - 1].kind == "hyphen" and parts[at - 2].word in PREFIXES)


def trimmed(parts: Sequence[Part]) -> list[Part]:
    """Return the parts without marks at either end."""
    first, last = 0, len(parts)
    while first < last and parts[first].kind in {"break", "and", "hyphen", "'s"}:
        first += 1
    while last > first and parts[last - 1].kind in {"break", "and", "hyphen", "'s", "link"}:
        last -= 1
    return list(parts[first:last])


def base_phrase(parts: Sequence[Part]) -> tuple[list[Part], list[Part]]:
    """Return the first noun phrase without what follows its head, and the rest."""
    for at, part in enumerate(parts):
        if part.kind in {"link", "break"} and at:
            return _without_possessive(parts[:at]), list(parts[at:])
        if part.kind == "and" and at and not _is_shared_head(parts, at):
            return _without_possessive(parts[:at]), list(parts[at:])
    return _without_possessive(parts), []


def _is_shared_head(parts: Sequence[Part], at: int) -> bool:
    """Tell whether "and" joins two states before one head: "US and Russian officials"."""
    left = all(part.kind in {"article", "hyphen", "'s"} or _is_state(part) for part in parts[:at])
    right = parts[at + 1 :]
    return left and len(right) > 1 and _is_state(right[0]) and right[1].kind not in {"link", "break", "and"}


def _is_state(part: Part) -> bool:
    return part.mention is not None and part.mention.entries[0].kind in STATE


def _without_possessive(parts: Sequence[Part]) -> list[Part]:
    kept = list(parts)
    while kept and kept[-1].kind in {"'s", "hyphen", "future"}:
        kept.pop()
    return kept
