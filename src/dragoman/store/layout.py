"""What lies where in a record folder.

    FOLDER/catalog.sqlite           which segments the record has, look-ups, full text, runs, errors
    FOLDER/segments/KIND/BATCH.parquet   the record itself: written once, never changed

The segments are the truth; all that the catalog says of items can be computed from them.
"""

from __future__ import annotations

from dragoman.record.items import (
    ActorMention,
    Agreement,
    Commitment,
    Event,
    Item,
    Position,
    Relation,
    Statement,
    TimeMention,
)

__all__ = [
    "CATALOG",
    "DOCUMENTS",
    "FORMAT",
    "KINDS",
    "MENTION_KINDS",
    "READINGS",
    "SEGMENTS",
    "TABLES",
    "ItemOfRecord",
    "encodable",
    "kind_of",
]

#: The version of the folder's form. A folder of a later one is refused.
FORMAT = 1
CATALOG = "catalog.sqlite"
SEGMENTS = "segments"
DOCUMENTS = "documents"
READINGS = "readings"

ItemOfRecord = Statement | Event | Position | Commitment | Agreement | Relation
#: The kinds that have ids, and can be looked up and searched.
KINDS: dict[str, type[ItemOfRecord]] = {
    "statement": Statement,
    "event": Event,
    "position": Position,
    "commitment": Commitment,
    "agreement": Agreement,
    "relation": Relation,
}
#: Kept in segments alone, for tables: there are some five times as many of them as of all others.
MENTION_KINDS: dict[str, type[ActorMention] | type[TimeMention]] = {"actor": ActorMention, "time": TimeMention}
#: Kind to the name of its table, which is also the folder of its segments.
TABLES = {**{kind: f"{kind}s" for kind in KINDS}, "actor": "actor_mentions", "time": "time_mentions"}


def kind_of(item: Item) -> str:
    """Return the kind of an item, as the record writes it."""
    return str(item.__struct_config__.tag)


def encodable(text: str) -> str:
    """Return text that UTF-8 can hold: half of a surrogate pair, from broken JSON, becomes U+FFFD, one for one."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)
    return text
