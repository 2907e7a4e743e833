"""The shapes of temporal expressions, written in the names of the classes of `data/time_words.csv`.

A pattern is a regular expression over classes instead of characters: every name stands for one word of that class.
The first pattern that fits at the earliest place wins, so those of longer expressions come first.
"""

from __future__ import annotations

import re

from dragoman.analysis.times.words import OTHER, TimeWords

__all__ = ["PATTERNS", "compiled"]

MONTH = "(?: month | doubtful_month | short_month dot? )"
WEEKDAY = "(?: weekday | short_weekday dot? )"
EDGE = "(?: the? edge_noun of )? (?: the? edge hyphen? )?"
DAY = (
    f"(?: (?: {WEEKDAY} comma? )?"
    f" (?: {MONTH} the? day (?: range day (?! of? {MONTH} ) )? (?: comma? year | comma? apostrophe two_digits )?"
    f" | the? day (?: range the? day )? of? {MONTH} (?: comma? year )? ) )"
)
DAY_REFERENCE = f"(?: {DAY} | day_word | (?: this? shift )? weekday )"
CLOCK = (
    "(?: (?: number | clock_time | dotted_time ) (?: am_pm | oclock ) zone{0,2} | clock_time zone{1,2}"
    " | (?<= at|by|until|from ) clock_time | moment )"
)
#: Bounded, so that a table of figures does not take time that grows with the square of its length.
NUMBERS = "(?: (?: number | article? scale ) (?: (?: hyphen | and )? (?: number | scale ) ){0,5} )"
AMOUNT = (
    f"(?: article? vague_number of? unit_adjective? | {NUMBERS} (?: and article half | and? fraction )?"
    f" (?: (?: to | and | hyphen ) {NUMBERS} )? | article half? | half article )"
)
UNIT = "(?: unit | units )"
YEAR_OF = "(?: of? fiscal? year | of (?: the | the? this? shift ) fiscal? year_unit | shift year_unit )"

#: Name of the builder and the pattern.
PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso_date", "year hyphen two_digits hyphen two_digits"),
    ("slashed_iso_date", "slashed_iso_date"),
    ("numeric_date", "numeric_date"),
    ("clock", f"{CLOCK} (?: comma? on? {DAY_REFERENCE} )?"),
    ("clock", f"{DAY_REFERENCE} comma? at? {CLOCK}"),
    ("part_of_day", f"{EDGE} (?: the? part_of_day of {DAY_REFERENCE} | tonight | shift part_of_day )"),
    ("part_of_day", f"{EDGE} part_of_day (?: day_word | weekday )"),
    ("part_of_day", f"{EDGE} {DAY_REFERENCE} {EDGE} part_of_day"),
    ("part_of_day", f"(?: (?<= in|by|during|on ) {EDGE} | (?: the? edge hyphen? ) ) the? part_of_day"),
    ("calendar_date", f"{EDGE} {DAY}"),
    ("calendar_month", f"{EDGE} {MONTH} comma? (?: of? year | of? shift year_unit )"),
    ("shifted_month", f"{EDGE} the? this? (?: span_shift | this ) (?: month | doubtful_month | short_month dot )"),
    ("quarter", f"{EDGE} (?: the | whose )? fiscal? hyphen? ordinal hyphen? quarter (?: {YEAR_OF} )?"),
    (
        "quarter",
        f"{EDGE} the? (?: year possessive? | year_unit hyphen? offset | this? shift year_unit possessive )"
        " fiscal? ordinal hyphen? quarter",
    ),
    ("half", f"{EDGE} the? (?: ordinal | shift ) half {YEAR_OF}"),
    ("part_code", "part_code (?: of? year )?"),
    ("season", f"{EDGE} the? season of? year"),
    ("season", f"{EDGE} the? this? shift season"),
    ("season", f"(?<= in|over|during|by|since|until ) {EDGE} the? season (?! of )"),
    ("decade", f"{EDGE} the? apostrophe? decade"),
    ("century", f"{EDGE} the? ordinal hyphen? century (?! era )"),
    ("day_after", "the day_unit before_after day_word"),
    (
        "offset",
        f"{AMOUNT} unit_adjective? hyphen? {UNIT} (?: and article half | or so )?"
        " (?: hyphen? offset | from past_now )",
    ),
    ("year_ago", "the? year_unit hyphen? offset (?: quarter | period | unit )?"),
    ("length", f"the? span_shift (?: vague_number of? | {NUMBERS} ) unit_adjective? {UNIT}"),
    ("shifted", f"{EDGE} the? this? shift fiscal? (?: unit | weekend )"),
    ("vague_days", "these units | recent units | coming units | the units ahead"),
    ("within", "edge in the (?: unit | weekend )"),
    ("definite", f"the? edge_noun of the (?: unit | weekend ) | {EDGE} the (?: quarter | weekend ) (?! hyphen )"),
    ("year_end", "year_unit (?: hyphen | possessive )? end"),
    ("day_word", f"{EDGE} day_word"),
    (
        "recurring",
        f"every (?: ordinal | number | other )?"
        f" (?: {UNIT} | weekend | weekday part_of_day? | part_of_day | month | season )",
    ),
    ("recurring", f"{NUMBERS}? times article unit"),
    ("recurring", "on? weekdays"),
    ("frequency", "frequency"),
    ("weekday", f"{EDGE} the? (?: this? shift )? weekday"),
    ("in_length", f"(?<= in ) {AMOUNT} unit_adjective? {UNIT} (?: and article half )?"),
    ("length", f"{AMOUNT} unit_adjective? hyphen? {UNIT} (?: and article half )?"),
    ("bare_length", "(?<= over|for|after|in|within|of|through ) units"),
    ("month", f"{EDGE} month"),
    (
        "month",
        "(?: the? edge hyphen? | the? edge_noun of | (?<= month_context ) ) (?: doubtful_month | short_month dot )",
    ),
    ("holiday", "holiday eve? day_title? year?"),
    ("spoken_year", "number number (?: hyphen? number )? (?! units|unit|scale )"),
    ("the_year", "the year_unit year"),
    ("whole_year", "(?<= for|of|in|over ) the full? (?: fiscal? year_unit | unit )"),
    ("year", f"{EDGE} fiscal? year"),
    ("past_future", "the near? past_future"),
    ("now", "now"),
)  # fmt: skip


def compiled(words: TimeWords) -> re.Pattern[str]:
    """Return one expression over the symbols of words; the group that matched is `p` and the pattern's index.

    No expression begins with a word that has no class, so that one look at it is enough. The groups are empty and stand
    behind their patterns: one in front would keep `re` from passing over a pattern by its first word.
    """
    alternatives = []
    for index, (_, pattern) in enumerate(PATTERNS):
        code = re.sub(r"[a-z]\w*", lambda match: words.character_class(match.group()), pattern)
        alternatives.append(f"(?:{''.join(code.split())})(?P<p{index}>)")
    return re.compile(f"(?=[^{OTHER}])(?:{'|'.join(alternatives)})")
