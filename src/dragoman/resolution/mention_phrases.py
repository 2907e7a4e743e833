"""Finds the phrases of a sentence that may be mentions of actors, around known names and roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.resolution.names import NameMention
from dragoman.resolution.parts import PERSON, STATE, Part, is_attached

__all__ = ["mention_phrases"]

#: Words that may stand between a state and the noun that it describes: "Russia's top diplomat".
BETWEEN = frozenset({
    "top", "senior", "local", "regional", "federal", "high", "ranking", "level", "several", "some", "many", "most",
    "two", "three", "four", "five", "six", "dozen", "young", "new", "newly", "current", "outgoing", "chief", "deputy",
    "special", "permanent", "military", "civilian", "religious", "political", "public", "retired", "hardline",
    "reformist", "conservative", "liberal", "leftist", "ethnic", "armed", "elite", "ruling", "main", "largest",
    "state", "own", "second", "first", "supreme", "veteran", "prominent", "leading", "influential", "official",
    "anonymous", "unnamed", "unidentified", "longtime", "nuclear", "opposition", "pro", "anti",
})  # fmt: skip
#: Behind these, "of" and capitalised words tell which one it is.
MINISTRIES = frozenset({"ministry", "department", "minister", "office", "bureau", "institute", "commission"})
NOUN_TAGS = frozenset({"NN", "NNS"})
#: Behind a hyphen, these let a name describe what follows: "a Paris-based group", "an Arleigh Burke-class destroyer".
ATTACHING = frozenset({"based", "class"})


def mention_phrases(parts: Sequence[Part], tags: Sequence[str] | None) -> Iterator[tuple[int, int]]:
    """Yield the phrases of a sentence that may be mentions, as half-open ranges of its parts."""
    at = 0
    while at < len(parts):
        if not _begins(parts, at):
            at += 1
            continue
        end = _end_of_phrase(parts, at, tags)
        last = _last_head(parts, at, end, tags)
        if last <= at:
            at = max(end, at + 1)
            continue
        is_described = parts[last - 1].role is not None
        last = _with_owner(parts, at, last)
        yield _with_article(parts, at, is_described=is_described), last
        at = last


def _begins(parts: Sequence[Part], at: int) -> bool:
    return parts[at].kind in {"name", "role", "past"}


def _end_of_phrase(parts: Sequence[Part], at: int, tags: Sequence[str] | None) -> int:
    """Return one past the last part that may belong to the phrase beginning at a part."""
    end = at + 1
    while end < len(parts):
        part, before = parts[end], parts[end - 1]
        if part.kind == "hyphen":
            if not (before.mention and end + 1 < len(parts) and parts[end + 1].word in ATTACHING):
                break
            end += 2
            continue
        if part.kind == "'s":
            end += 1
            continue
        if part.kind == "proper" and not before.role and not _names_a_ministry(parts, end):
            break
        if before.mention is not None and before.mention.entries[0].kind in PERSON:
            break
        if part.mention is not None and _is_apart(before, part.mention):
            break
        if part.kind in {"name", "role", "proper", "past", "future"} or _may_describe(part, tags):
            end += 1
            continue
        break
    return end


def _names_a_ministry(parts: Sequence[Part], at: int) -> bool:
    """Tell whether unknown capitalised words name a body with the role behind them: "China's Commerce Ministry"."""
    return parts[at - 1].kind in {"'s", "name"} and at + 1 < len(parts) and parts[at + 1].role is not None


def _may_describe(part: Part, tags: Sequence[str] | None) -> bool:
    """Tell whether a word may stand between a state and the noun that it describes."""
    return part.word in BETWEEN or (part.kind == "word" and tags is not None and tags[part.first] == "JJ")


def _is_apart(before: Part, mention: NameMention) -> bool:
    """Tell whether a name begins a phrase of its own: two names side by side, but "Russian President" is one."""
    if before.mention is None:
        return before.kind == "word" or (before.role is not None and mention.entries[0].kind in STATE)
    kind = before.mention.entries[0].kind
    return kind not in STATE and mention.entries[0].kind in STATE


def _last_head(parts: Sequence[Part], at: int, end: int, tags: Sequence[str] | None) -> int:
    """Return one past the last part that can be a head, going back from `end`; `at` if there is none."""
    for last in range(end, at, -1):
        part = parts[last - 1]
        is_modifier = part.role is not None or (part.mention and part.mention.entries[0].kind == "capital")
        if is_modifier and _is_noun(parts, last, tags):
            continue  # "military bases", "the Prague speech"
        if part.kind == "proper" and last - 2 >= at and parts[last - 2].role is not None:
            return last
        if part.role is not None and part.role.is_head:
            return last
        if part.mention is not None and _stands_alone(parts, last - 1):
            return last
    return at


def _is_noun(parts: Sequence[Part], at: int, tags: Sequence[str] | None) -> bool:
    return tags is not None and at < len(parts) and parts[at].kind == "word" and tags[parts[at].first] in NOUN_TAGS


def _stands_alone(parts: Sequence[Part], at: int) -> bool:
    """Tell whether a name is an actor by itself: not so an adjective, a city, or a state in "French-speaking"."""
    mention = parts[at].mention
    if mention is None:
        return False
    kind = mention.entries[0].kind
    if kind in {"adjective", "city", "region"}:
        return False
    return kind not in STATE or is_attached(parts, at)


def _with_owner(parts: Sequence[Part], at: int, last: int) -> int:
    """Return the end of a phrase with the "of France" behind its head."""
    if parts[last - 1].role is None or last + 1 >= len(parts) or parts[last].word not in {"of", "for"}:
        return last
    if parts[last + 1].kind == "proper" and parts[last - 1].word in MINISTRIES:
        return last + 2  # "China's Ministry of Commerce"
    if any(part.mention is not None for part in parts[at:last]):
        return last
    end = last + 1
    while end < len(parts) and (parts[end].kind == "article" or parts[end].kind == "role"):
        end += 1
    if end < len(parts) and parts[end].kind == "name":
        mention = parts[end].mention
        whole = mention is not None and (mention.entries[0].kind not in PERSON | {"adjective"})
        if whole and not (end + 1 < len(parts) and parts[end + 1].kind == "'s"):
            return end + 1
    return last


def _with_article(parts: Sequence[Part], at: int, *, is_described: bool) -> int:
    """Return the phrase's first part, with its article and, before a described actor, "newly elected", "senior"."""
    while at > 0 and is_described and (parts[at - 1].kind in {"past", "future"} or parts[at - 1].word in BETWEEN):
        at -= 1
    return at - 1 if at > 0 and parts[at - 1].kind == "article" else at
