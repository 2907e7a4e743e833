"""Reads the names of one document in its own context.

Tells the person from the state ("Michael Jordan"), links a family name to the full name that stands elsewhere in the
document, learns the persons whom the document itself introduces ("Polish Foreign Minister Jan Kowalski"), and the
titles that it gives to those whom the tables know.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dragoman.analysis.segmentation import Segmentation
from dragoman.resolution.names import Gazetteer, NameEntry, NameMention, fold_all
from dragoman.resolution.parts import DATES, Part, Words, cut, is_attached, is_capitalised
from dragoman.resolution.roles import Role, Roles

__all__ = ["read_names", "words_of"]

STATE_KINDS = frozenset({"name", "capital", "city", "region", "abbreviation"})
#: "in May", "on 4 May", "since May": the month, not Theresa May.
BEFORE_MONTH = frozenset({
    "in", "on", "since", "by", "until", "till", "from", "last", "early", "late", "mid", "of", "this", "next",
    "through", "to", "and", "-",
})  # fmt: skip
#: Share of capitalised words from which a sentence is a headline, in which capitals tell nothing.
HEADLINE_SHARE = 0.7
#: Words of the longest full name that is believed.
LONGEST_NAME = 5
#: More tokens than this between a name and what it is said to be, and the two may not belong together.
LONGEST_APPOSITION = 9


class Introduction(NamedTuple):
    """What a document says of a person."""

    name: str
    #: The name's tokens, without accents.
    words: tuple[str, ...]
    country: str
    sector: str


def words_of(segmentation: Segmentation, names: Iterable[NameMention], plain: Sequence[str] | None = None) -> Words:
    """Return the document's words with the names found in it."""
    plain = fold_all(segmentation) if plain is None else plain
    return Words(
        plain,
        [word.lower() for word in plain],
        {name.first: name for name in names},
        frozenset(sentence.first for sentence in segmentation.sentences),
    )


def read_names(segmentation: Segmentation, gazetteer: Gazetteer, roles: Roles) -> list[NameMention]:
    """Return every known or introduced name in a document, from left to right, without overlaps."""
    plain = fold_all(segmentation)
    found = list(gazetteer.find(segmentation, plain))
    words = words_of(segmentation, found, plain)
    headlines = _headlines(segmentation, plain)
    kept = [name for name in found if not _is_other_name(name, words, roles, gazetteer, headlines)]
    words = words._replace(names={name.first: name for name in kept})
    introduced = list(_introduced(segmentation, words, roles, gazetteer))
    titles = _titles(words, roles, kept)
    names = {name.first: _in_context(name, words, kept, titles) for name in kept}
    for mention in _mentions_of_introduced(segmentation, words, roles, introduced):
        names[mention.first] = mention
    return [names[first] for first in sorted(names)]


def _headlines(segmentation: Segmentation, plain: Sequence[str]) -> frozenset[int]:
    """Return the tokens of sentences in which most words have a capital."""
    tokens: set[int] = set()
    for sentence in segmentation.sentences:
        words = [word for word in plain[sentence.first : sentence.last] if word[0].isalpha()]
        if len(words) > 2 and sum(word[0].isupper() for word in words) >= HEADLINE_SHARE * len(words):
            tokens.update(range(sentence.first, sentence.last))
    return frozenset(tokens)


def _is_other_name(
    name: NameMention, words: Words, roles: Roles, gazetteer: Gazetteer, headlines: frozenset[int]
) -> bool:
    """Tell whether a known name is only a part of another one: "Michael Jordan", "Trump Tower", "in May"."""
    entry = name.entries[0]
    if entry.kind == "surname" and _is_month(name, words):
        return True
    before, after = name.first - 1, name.last
    if entry.kind == "person" and before >= 0 and words.plain[before] in gazetteer.given_names:
        # "Bruno Eduardo Rodríguez Parrilla" is no Eduardo Rodríguez
        return before not in words.names and after < len(words.plain) and _continues(words, roles, after)
    if entry.kind not in STATE_KINDS and entry.kind != "surname":
        return False
    is_personal = entry.kind == "surname" or entry.doubt == "name"
    if before >= 0 and words.plain[before] in gazetteer.given_names and before not in words.names and is_personal:
        return True
    if name.first in headlines:
        return False
    if is_personal and before >= 0 and before not in words.openings and _is_unknown(words, roles, before):
        return not _ends_name(words, before)
    if entry.kind == "abbreviation" or (name.first in words.openings and entry.kind != "surname"):
        return False
    return after < len(words.plain) and after not in words.openings and _continues(words, roles, after)


def _is_month(name: NameMention, words: Words) -> bool:
    if words.plain[name.first] not in DATES:
        return False
    before, after = name.first - 1, name.last
    if after < len(words.plain) and words.plain[after][0].isdigit():
        return True
    return before >= 0 and (words.lower[before] in BEFORE_MONTH or words.plain[before][0].isdigit())


def _is_unknown(words: Words, roles: Roles, at: int) -> bool:
    """Tell whether a token is a capitalised word that is no role and no known name."""
    word = words.plain[at]
    if not word[0].isalpha() or not is_capitalised(words, at) or at in words.names or word.isupper():
        return False
    return not (roles.at(words.lower, at, at + 1) or _ends_role(words, roles, at))


def _ends_role(words: Words, roles: Roles, at: int) -> bool:
    return any(
        (role := roles.at(words.lower, first, at + 1)) and role[0] == at + 1 for first in range(max(0, at - 3), at)
    )


def _ends_name(words: Words, at: int) -> bool:
    return any(first in words.names and words.names[first].last == at + 1 for first in range(max(0, at - 6), at + 1))


def _continues(words: Words, roles: Roles, at: int) -> bool:
    """Tell whether a name goes on in the token behind it: "Trump Tower"."""
    return (
        words.plain[at][0].isupper()
        and words.plain[at] not in DATES
        and at not in words.names
        and not words.plain[at].isupper()
        and roles.at(words.lower, at, len(words.plain)) is None
    )


def _titles(words: Words, roles: Roles, names: Sequence[NameMention]) -> dict[str, str]:
    """Return the sector of the title that the document gives to a person, by full name; ELI for a former office."""
    sectors: dict[str, str] = {}
    for name in names:
        entry = name.entries[0]
        if entry.kind not in {"person", "surname"} or len(name.entries) > 1:
            continue
        role, former = _title_before(words, roles, name.first)
        if role is not None and role.sector:
            sectors.setdefault(entry.key, "ELI" if former else role.sector)
    return sectors


def _title_before(words: Words, roles: Roles, at: int) -> tuple[Role | None, bool]:
    """Return the title right in front of a token, and whether "former" stands in front of it."""
    for first in range(max(0, at - 6), at):
        role = roles.at(words.lower, first, at)
        if role and role[0] == at and role[1].is_title:
            near = words.lower[max(0, first - 3) : first]
            return role[1], any(word in {"former", "ex", "late"} for word in near)
    return None, False


def _in_context(name: NameMention, words: Words, kept: Sequence[NameMention], titles: dict[str, str]) -> NameMention:
    entries = name.entries
    kind = entries[0].kind
    if kind == "surname":
        full = {other.entries[0].key for other in kept if other.entries[0].kind == "person"}
        here = tuple(entry for entry in entries if entry.key in full)
        entries = tuple(entry._replace(doubt="") for entry in here) or entries
    if kind in {"person", "surname"}:
        entries = tuple(entry._replace(sector=titles.get(entry.key, "")) for entry in entries)
    else:
        entries = tuple(entry._replace(doubt=_doubt(entry, words, kept)) for entry in entries)
    return name if entries == name.entries else name._replace(entries=entries)


def _doubt(entry: NameEntry, words: Words, kept: Sequence[NameMention]) -> str:
    """Return why a state's name may mean something else in this document, or nothing."""
    if entry.doubt in {"", "name"}:
        return ""
    if entry.doubt == "*":
        same = any(o.key == entry.key and not o.doubt for other in kept for o in other.entries)
        return "" if same and entry.key else "the name has several meanings, and the document does not tell which"
    against = set(entry.doubt.split("|")).intersection(words.plain)
    return f"“{min(against)}” in the document speaks for another meaning of the name" if against else ""


def _introduced(segmentation: Segmentation, words: Words, roles: Roles, gazetteer: Gazetteer) -> Iterable[Introduction]:
    """Yield the unknown persons whom the document names in full, with what it says of them."""
    for sentence in segmentation.sentences:
        here = range(sentence.first, sentence.last)
        # without a title and without a given name nobody is introduced; most sentences need not be cut
        if not any(words.plain[at] in gazetteer.given_names or roles.may_begin(words.lower[at]) for at in here):
            continue
        parts = cut(words, roles, sentence.first, sentence.last)
        for at, part in enumerate(parts):
            if part.kind != "proper" or part.last - part.first < 2:
                continue
            before = parts[at - 1].role if at else None
            title = before if before is not None and before.is_title else None
            if title is None and words.plain[part.first] not in gazetteer.given_names:
                continue
            if not _is_person_like(words.plain[part.first : part.last]):
                continue
            name = _text(segmentation, part)
            said = _said_before(parts, at) if title else _said_behind(parts, at)
            yield Introduction(name, tuple(words.plain[part.first : part.last]), *said)


def _is_person_like(name: Sequence[str]) -> bool:
    """Tell whether unknown capitalised words can be a person: not "Stuart Scott ENSPIRE Award"."""
    capitals = [word for word in name if len(word) > 1 and word.isalpha()]
    return len(capitals) <= LONGEST_NAME and len({word.isupper() for word in capitals}) <= 1


def _said_before(parts: Sequence[Part], at: int) -> tuple[str, str]:
    """Return country and sector of the title in front of a name: "Polish Foreign Minister"."""
    role = parts[at - 1].role
    sector = role.sector if role else ""
    past = False
    for before in range(at - 2, max(-1, at - 7), -1):
        part = parts[before]
        past = past or part.kind == "past"
        if part.kind in {"'s", "article", "past", "hyphen"} or part.role:
            continue
        if part.mention and part.mention.entries[0].kind in STATE_KINDS | {"adjective"}:
            entry = part.mention.entries[0]
            country = entry.key if is_attached(parts, before) and not entry.doubt else ""
            return country, "ELI" if past and sector else sector
        break
    return "", "ELI" if past and sector else sector


def _said_behind(parts: Sequence[Part], at: int) -> tuple[str, str]:
    """Return country and sector of the apposition behind a name: ", Poland's foreign minister,"."""
    if at + 2 >= len(parts) or parts[at + 1].word != ",":
        return "", ""
    country = sector = ""
    former = False
    for behind in range(at + 2, min(len(parts), at + 2 + LONGEST_APPOSITION)):
        part = parts[behind]
        if part.kind in {"break", "and"}:
            break
        former = former or part.kind == "past"
        if part.role and not sector:
            sector = part.role.sector
        elif part.mention and not country and part.mention.entries[0].kind in STATE_KINDS | {"adjective"}:
            country = part.mention.entries[0].key
    return (country, "ELI" if former else sector) if sector else ("", "")


def _text(segmentation: Segmentation, part: Part) -> str:
    tokens = segmentation.tokens
    return " ".join(segmentation.document.text[tokens[part.first].start : tokens[part.last - 1].end].split())


def _mentions_of_introduced(
    segmentation: Segmentation, words: Words, roles: Roles, introduced: Sequence[Introduction]
) -> Iterable[NameMention]:
    """Yield the mentions of introduced persons, by full name or by a family name that only one of them has."""
    best: dict[str, Introduction] = {}
    for person in introduced:
        if person.name not in best or (person.country and not best[person.name].country):
            best[person.name] = person
    families: dict[tuple[str, ...], list[Introduction]] = {}
    for person in best.values():
        families.setdefault(_family_name(person.words), []).append(person)
    known = {family: people[0] for family, people in families.items() if len(people) == 1}
    starts = {family[0] for family in known}
    taken = {at for name in words.names.values() for at in range(name.first, name.last)}
    tokens, text = segmentation.tokens, segmentation.document.text
    free = 0
    for at, word in enumerate(words.plain):
        if word not in starts or at in taken or at < free:
            continue
        for family, person in known.items():
            last = at + len(family)
            if tuple(words.plain[at:last]) != family:
                continue
            first = last - len(person.words)
            if (
                first < free
                or taken.intersection(range(max(first, 0), at))
                or tuple(words.plain[first:last]) != person.words
            ):
                first = at
            # "Herlinda Bobadilla" is not the Juan Bobadilla whom the document introduces
            is_other = first == at and at > 0 and len(person.words) > len(family) and _is_unknown(words, roles, at - 1)
            if is_other or taken.intersection(range(at, last)):
                continue
            free = last
            entry = NameEntry("introduced", person.name, "", "", person.country, person.sector)
            start, end = tokens[first].start, tokens[last - 1].end
            yield NameMention(start, end, text[start:end], (entry,), first, last)
            break


def _family_name(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the last word of a name, whole if it is hyphenated."""
    first = len(words) - 1
    while first >= 2 and words[first - 1] == "-":
        first -= 2
    return words[first:]
