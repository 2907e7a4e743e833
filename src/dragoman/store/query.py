"""What is asked of a record, as conditions on the catalog."""

from __future__ import annotations

import datetime
import re

import msgspec

from dragoman.errors import UsageError

__all__ = ["Query", "full_text"]

#: A phrase in double quotes or a word, either of them left out if it follows `-`; a word may end in `*`.
PART = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """Which items are asked for: all that meet every condition that is given."""

    #: statement, event, position, commitment, agreement, relation; none is all.
    kinds: tuple[str, ...] = ()
    #: Who says it: words of the name, all of which must occur, or a whole PLOVER code. Finds statements.
    speaker: str | None = None
    #: Who takes part, in any role: words of the name, or a whole PLOVER code.
    actor: str | None = None
    #: ISO 3166-1 alpha-3 code of the country of anyone who takes part.
    country: str | None = None
    #: What sort of its kind it is: an event type (`AGREE`), an act (`promises`), a stance, a claim, a status.
    type: str | None = None
    #: Words of the issue of a position, a context of an event, the subject of an agreement.
    issue: str | None = None
    #: public, private, leaked. Finds statements.
    openness: str | None = None
    #: The first day, and the last, of the item itself, or of the report if the item has no date.
    since: datetime.date | None = None
    until: datetime.date | None = None
    #: The id of the report.
    report: str | None = None


def full_text(words: str) -> str:
    """Return words as a query of FTS5: all must occur, phrases in double quotes as they are.

    Args:
        words: Words and phrases; `sanction*` stands for all that begin so, `-word` must not occur.

    Raises:
        UsageError: There is no word in it, or only such as must not occur.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, word in PART.findall(words.replace("\0", " ")):
        text = phrase or word
        if not any(character.isalnum() for character in text):
            continue
        star = "*" if word.endswith("*") else ""
        quoted = '"' + text.removesuffix("*").replace('"', " ") + '"' + star
        (unwanted if minus else wanted).append(quoted)
    if not wanted:
        raise UsageError(f"no word to look for in '{words}': give at least one, such as sanctions")
    return " AND ".join(wanted) + "".join(f" NOT {one}" for one in unwanted)
