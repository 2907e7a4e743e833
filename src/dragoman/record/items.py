"""The item types of the record, version 1.

Every item is one JSON object. Every field of its kind is always present: `None` or an empty list where not known,
and then `unknown` says why. Offsets are half-open, in Unicode code points, into the document's text.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from dragoman.document import Span
from dragoman.resolution.referents import Actor, ActorType, Date, DateType, Issue, Place

__all__ = [
    "RECORD_VERSION",
    "Act",
    "ActorMention",
    "Agreement",
    "AgreementDate",
    "AgreementStatus",
    "Certainty",
    "Commitment",
    "CommitmentStatus",
    "DocumentItem",
    "Event",
    "EventType",
    "Item",
    "Manner",
    "Openness",
    "Position",
    "Reality",
    "Relation",
    "RelationClaim",
    "Stance",
    "Statement",
    "TimeMention",
]

RECORD_VERSION = 1

#: direct: the speaker's own words in quotation marks. indirect: reported in the report's words. mixed: both.
Manner = Literal["direct", "indirect", "mixed"]
#: What the speaker does by saying it.
Act = Literal[
    "says", "promises", "demands", "offers", "refuses", "accuses", "threatens", "praises", "denies", "admits",
    "hopes", "doubts", "asks",
]  # fmt: skip
#: public: said for all to hear. private: said behind closed doors. leaked: made public against the speaker's will.
Openness = Literal["public", "private", "leaked"]
#: asserted: put forward as so. hedged: with "may", "reportedly" and the like. denied: put forward as not so.
Certainty = Literal["asserted", "hedged", "denied"]
#: The 16 event types of PLOVER.
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
#: Whether an event took place, as the report tells it.
Reality = Literal["happened", "ongoing", "planned", "hypothetical", "negated", "historical"]
#: Where an actor stands on a proposal.
Stance = Literal[
    "supports", "opposes", "demands", "offers", "willing", "unwilling", "conditional", "undecided",
]  # fmt: skip
#: What became of a commitment. `kept` and `broken` only with evidence of their own.
CommitmentStatus = Literal["open", "due", "overdue", "kept", "broken", "unknown"]
#: What is claimed of the relation between two states.
RelationClaim = Literal[
    "better", "worse", "lowest_since", "highest_since", "cut", "restored", "thaw", "strained",
]  # fmt: skip
#: Where an agreement stands on a day; several may hold at once.
AgreementStatus = Literal[
    "unsigned", "signed", "in_force", "suspended", "suspended_by_party", "withdrawn_by_party", "expired",
    "terminated", "unknown",
]  # fmt: skip


class ItemBase(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """The fields that every item has."""

    #: Hash of what is said and where: reading a document twice gives the same id.
    id: str
    #: The document's id.
    report: str
    #: The spans that the item rests on; never empty.
    evidence: list[Span]
    #: The rule or model, with its version.
    method: str
    #: From 0 to 1; calibrated where `method` says so.
    confidence: float
    #: Field name to the reason why it is not known.
    unknown: dict[str, str]


class Statement(ItemBase, frozen=True, kw_only=True, tag="statement"):
    """Who said, thought, hoped or denied what."""

    #: The words that name the speaker.
    source: list[Span]
    #: The words that report.
    cue: list[Span]
    #: The words that are reported; a quotation broken by "he said" is one content of two spans.
    content: list[Span]
    #: Empty if unknown.
    speakers: list[Actor]
    manner: Manner
    act: Act
    addressees: list[Actor]
    #: Id of the statement that this one is reported within, or `None`.
    inside: str | None
    #: Who published the report; never stands in for nesting.
    publishers: list[str]
    #: Are the speakers identified?
    named: bool
    openness: Openness
    certainty: Certainty
    said_on: Date | None
    #: Where it was said: a meeting, an interview.
    occasion: list[Span] | None
    #: Through what it was said: state television, a letter.
    channel: list[Span] | None


class Event(ItemBase, frozen=True, kw_only=True, tag="event"):
    """Who did what to whom, in PLOVER and CAMEO."""

    actors: list[Actor]
    #: Empty for reciprocal events, whose parties are all `actors`.
    recipients: list[Actor]
    event_type: EventType
    #: PLOVER mode, or `None`.
    mode: str | None
    #: PLOVER contexts.
    contexts: list[str]
    #: CAMEO code: the full one where the text supports it, else the root.
    cameo: str | None
    #: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    quad_class: Literal[1, 2, 3, 4]
    #: PLOVER scale, from -10 (conflict) to 10 (cooperation).
    intensity: float | None
    reality: Reality
    date: Date | None
    place: Place | None
    #: The words that name the event.
    trigger: list[Span]
    #: Id of the statement that the event is told in, or `None` if the report tells it in its own voice.
    inside: str | None


class Position(ItemBase, frozen=True, kw_only=True, tag="position"):
    """Where an actor stands on an issue, as of a day."""

    actor: Actor
    issue: Issue
    #: The proposal.
    towards: list[Span]
    stance: Stance
    certainty: Certainty
    #: ISO 8601 at its real precision, or `None`.
    as_of: str | None
    disputed_by: list[Actor]
    #: Ids of the statements that it rests on.
    statements: list[str]


class Commitment(ItemBase, frozen=True, kw_only=True, tag="commitment"):
    """A discrete, specific, future-oriented undertaking (the G7 Research Group's definition)."""

    promisers: list[Actor]
    promisees: list[Actor]
    action: list[Span]
    due: Date | None
    condition: list[Span]
    #: Does the text say how it is to be done? `None` if it says nothing about that.
    plan_stated: bool | None
    status: CommitmentStatus
    #: The day that `status` holds for, ISO 8601, or `None`.
    status_on: str | None
    statements: list[str]


class AgreementDate(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """A day in the life of an agreement, and who says so."""

    #: ISO 8601 at its real precision.
    value: str
    #: The report that was read, or the register that Dragoman ships.
    from_: Literal["report", "register"]
    #: ISO 3166-1 alpha-3 codes of the countries that did it (suspended, withdrew); empty if all.
    by: list[str] = []
    #: Empty if from the register.
    evidence: list[Span] = []


class Agreement(ItemBase, frozen=True, kw_only=True, tag="agreement"):
    """An agreement that the report names."""

    name: str
    aliases: list[str]
    parties: list[Actor]
    subject: str | None
    signed: AgreementDate | None
    in_force: AgreementDate | None
    expires: AgreementDate | None
    extended_on: AgreementDate | None
    extended_to: AgreementDate | None
    suspended: AgreementDate | None
    withdrawn: AgreementDate | None
    status: list[AgreementStatus]
    #: The day that `status` holds for, ISO 8601, or `None`.
    status_on: str | None
    #: What this report says of it in its own voice.
    claims: list[Span]
    statements: list[str]


class Relation(ItemBase, frozen=True, kw_only=True, tag="relation"):
    """What a report claims of the relation between two states."""

    #: Two ISO 3166-1 alpha-3 codes in alphabetical order.
    pair: tuple[str, str]
    claim: RelationClaim
    compared_with: Date | None
    certainty: Certainty
    #: ISO 8601 at its real precision, or `None`.
    as_of: str | None
    statements: list[str]


class MentionBase(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """The fields that every mention has."""

    report: str
    text: str
    start: int
    end: int


class ActorMention(MentionBase, frozen=True, kw_only=True, tag="actor"):
    """One mention of an actor: the fields of `Actor`, and which entity it is."""

    name: str | None
    type: ActorType
    country: str | None
    sector: str | None
    code: str | None
    wikidata: str | None
    trail: list[Span]
    #: The same for all mentions of one actor in the report.
    entity: str


class TimeMention(MentionBase, frozen=True, kw_only=True, tag="time"):
    """One temporal expression: the fields of `Date`."""

    type: DateType
    timex: str | None
    value: str | None
    earliest: str | None
    latest: str | None


class DocumentItem(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="document"):
    """A document as it was read: the text that all offsets point into."""

    id: str
    sha256: str
    text: str
    #: Where it was read from: a path, a path and row, or `standard input`.
    origin: str
    #: ISO 8601, or `None`.
    date: str | None
    #: Where the date comes from, or why there is none.
    date_from: str
    title: str | None
    publisher: str | None
    url: str | None


Item = Statement | Event | Position | Commitment | Agreement | Relation | ActorMention | TimeMention | DocumentItem
