"""What speaks for and against an actor being the one that a pronoun or a description means.

Every feature is a few readable words; `data/antecedent_weights.csv` has their weights. What can never be is no
feature, but a rule: `may_be`.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.analysis.phrases import FINITE, Tagged
from dragoman.resolution.entities import Entity
from dragoman.resolution.phrases import Phrase

__all__ = ["description_features", "may_be", "may_be_called", "nobody_features", "pronoun_features"]

NEGATED = frozenset({"no", "any", "every", "each"})
#: Descriptions that are seldom of somebody mentioned before.
NOBODY_IN_PARTICULAR = frozenset({"media", "press", "public", "people", "police", "business", "military", "world"})
#: These do not tell one office holder from another.
WORDS_OF_TIME = frozenset({"newly", "elected", "new", "current", "present", "incumbent", "outgoing", "incoming"})
REFLEXIVE = frozenset({"himself", "herself", "themselves"})
MARKS = frozenset({",", ";", ":", "—", "–", "--", "(", ")", "“", "”", '"'})
CLAUSE_WORDS = frozenset({"that", "who", "which", "whom", "if", "because", "when", "while", "as", "and", "but", "or"})


def may_be(text: Tagged, pronoun: Phrase, entity: Entity) -> bool:
    """Tell whether gender, number and the grammar of the clause let a pronoun mean an entity."""
    last = entity.last
    if pronoun.pronoun == "they":
        if not entity.is_plural and not entity.members and entity.what not in {"group", "country"}:
            return last.pronoun == "they"
    elif not _may_be_one_person(entity) or (entity.gender and entity.gender != pronoun.gender):
        return False
    if last.sentence != pronoun.sentence or pronoun.position == "possessive" or last.last > pronoun.first:
        return True
    if text.word(pronoun.first) in REFLEXIVE:
        return last.position == "subject" or last.last == pronoun.first
    return not _in_one_clause(text, last, pronoun)


def _may_be_one_person(entity: Entity) -> bool:
    return not entity.is_plural and not entity.members and entity.what in {"person", ""}


def _in_one_clause(text: Tagged, subject: Phrase, pronoun: Phrase) -> bool:
    """Tell whether a pronoun is an object of the clause whose subject a phrase is: "Putin met him"."""
    if subject.position != "subject" or pronoun.position not in {"object", "oblique"}:
        return False
    finite = 0
    for at in range(subject.last, pronoun.first):
        if text.word(at) in MARKS or text.word(at) in CLAUSE_WORDS or text.tags[at] == "TO":
            return False
        finite += text.tags[at] in FINITE
    return finite <= 2


def pronoun_features(pronoun: Phrase, entity: Entity, rank: int, rivals: int, topic: Entity | None) -> list[str]:
    """Return the features of an entity as what a pronoun means.

    Args:
        pronoun: The pronoun.
        entity: What it may mean.
        rank: How many other candidates were mentioned since.
        rivals: How many candidates there are.
        topic: The person mentioned most.
    """
    last = entity.last
    they = "they" if pronoun.pronoun == "they" else "he"
    back = min(pronoun.sentence - last.sentence, 4)
    near = min(back, 2)
    form = last.kind if last.kind != "pronoun" else "same" if last.pronoun == pronoun.pronoun else "pronoun"
    agrees = "same" if entity.gender and entity.gender == pronoun.gender else "open"
    count = len(entity.phrases)
    often = "1" if count == 1 else "2" if count == 2 else "3-5" if count < 6 else "6+"
    kind = "members" if entity.members else entity.what or "unknown"
    found = [
        f"{they}:back={back}",
        f"{they}:last={last.position}+back={near}",
        f"{they}:form={form}+back={near}",
        f"{they}:rank={min(rank, 4)}",
        f"{they}:kind={kind}",
        f"{they}:often={often}",
        f"{they}:{pronoun.position}+last={last.position}",
        f"{they}:named={entity.is_named}",
    ]
    if they == "he":
        found.append(f"he:gender={agrees}")
        found.append(f"he:evidence={'table' if entity.key else kind}+gender={agrees}")
    if rivals == 1:
        found.append(f"{they}:alone")
    if entity is topic:
        found.append(f"{they}:topic")
    if last.paragraph != pronoun.paragraph:
        found.append(f"{they}:other paragraph")
    if pronoun.says and last.says:
        found.append(f"{they}:both say+back={near}")
    if (pronoun.quotation >= 0) != (last.quotation >= 0):
        found.append(f"{they}:{'into' if pronoun.quotation >= 0 else 'out of'} a quotation")
    elif pronoun.quotation >= 0:
        found.append(f"{they}:{'one' if pronoun.quotation == last.quotation else 'another'} quotation")
    if back == 0:
        gap = pronoun.first - last.last
        found.append(f"{they}:gap={'0-3' if gap < 4 else '4-9' if gap < 10 else '10+'}")
    if (
        back == 1
        and entity.phrases[-1].position != "subject"
        and any(phrase.position == "subject" and phrase.sentence == last.sentence for phrase in entity.phrases[-4:])
    ):
        found.append(f"{they}:subject of the sentence before")
    return found


def nobody_features(phrase: Phrase, rivals: int) -> list[str]:
    """Return the features of a phrase meaning none of the candidates."""
    if phrase.kind == "pronoun":
        they = "they" if phrase.pronoun == "they" else "he"
        return [
            f"{they}:nobody",
            f"{they}:nobody of {min(rivals, 5)}",
            f"{they}:nobody+quoted={phrase.quotation >= 0}",
            f"{they}:nobody+{phrase.position}",
        ]
    return [
        "the:nobody",
        f"the:nobody of {min(rivals, 5)}",
        f"the:nobody+{phrase.determiner}",
        f"the:nobody+{phrase.what}+{'several' if phrase.is_plural else 'one'}",
        f"the:nobody+words={min(len(phrase.modifiers), 2)}",
    ]


def may_be_called(description: Phrase, entity: Entity) -> bool:
    """Tell whether kind, gender, number and the other words let a description mean an entity."""
    if entity.members or entity.is_plural != description.is_plural or description.noun in NOBODY_IN_PARTICULAR:
        return False
    if entity.gender and description.gender and entity.gender != description.gender:
        return False
    if description.what == "country" and not (entity.key and description.determiner == "the"):
        return False  # "this country" is mostly the one where the words are said
    if description.noun in entity.nouns:
        if entity.phrases[0].determiner in NEGATED:
            return False
        return known_words(entity.phrases).issuperset(set(description.modifiers) - WORDS_OF_TIME)
    return entity.is_named and entity.what == description.what and not description.modifiers


def description_features(
    description: Phrase, entity: Entity, rank: int, rivals: int, *, is_followed: bool
) -> list[str]:
    """Return the features of an entity as what a description means; `is_followed`: "of" or "who" follows it."""
    last = entity.last
    back = description.sentence - last.sentence
    far = "0" if back == 0 else "1" if back == 1 else "2-4" if back < 5 else "5-19" if back < 20 else "20+"
    called = "same" if description.noun in entity.nouns else "other" if entity.nouns else "none"
    named = "named" if entity.is_named else "described"
    found = [
        f"the:called={called}+{named}",
        f"the:called={called}+back={far}",
        f"the:{description.determiner}+called={called}",
        f"the:rank={min(rank, 3)}+called={called}",
        f"the:last={last.position}",
        f"the:kind={entity.what or 'unknown'}+called={called}",
        f"the:called={called}+words={'some' if description.modifiers else 'none'}",
    ]
    if is_followed:
        found.append(f"the:followed+called={called}")
    if rivals == 1:
        found.append(f"the:alone+called={called}")
    if len(entity.phrases) > 2:
        found.append("the:mentioned often")
    if last.kind == "pronoun":
        found.append("the:last is a pronoun")
    return found


def known_words(phrases: Sequence[Phrase]) -> set[str]:
    """Return the words that an entity was lately described with, nouns aside."""
    return {word for phrase in phrases[-8:] for word in phrase.modifiers}
