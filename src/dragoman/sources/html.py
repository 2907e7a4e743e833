"""Web pages: the article, its title, day, publisher and address, without menus, comments and advertisements.

Import this module only when there is a page to read: trafilatura costs a fifth of a second.
"""

from __future__ import annotations

import codecs
import datetime
import io
import logging
import re
from collections.abc import Iterator

import trafilatura
from trafilatura.settings import Document as Page

from dragoman.config import Config
from dragoman.document import Document
from dragoman.errors import FormatError, NoArticleError
from dragoman.sources.dates import publication_day
from dragoman.sources.decoding import Decoded, decode, encoding_note, fits
from dragoman.sources.found import Found, Note
from dragoman.sources.text import whole

__all__ = ["html_documents"]

# Their warnings are about single pages; what matters of them is in our errors.
for _library in ("trafilatura", "htmldate", "courlan", "justext"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

#: Only a date that the page states in its head or address: a date found by searching the text is a guess. The
#: bounds are fixed because the library's own upper bound is today, and a record must not depend on the clock.
DATE_SEARCH = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1900-01-01",
    "max_date": "2100-01-01",
}

#: How far into a page the declaration of its encoding may stand, in bytes (the HTML standard's number).
DECLARATION_BYTES = 1024
DECLARATION = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_:.-]{1,40})""", re.I
)


def html_documents(
    stream: io.BufferedReader, where: str, *, date: datetime.date | None, config: Config
) -> Iterator[Found]:
    """Yield the one document of a web page, after notes on what was assumed.

    Args:
        stream: The bytes of the page.
        where: How messages name it.
        date: The day it was published, if the call says so; it wins over the page's own.
        config: The limits.

    Raises:
        InputError: It is too large, cannot be parsed, or has no article in it.
    """
    decoded = decode_page(whole(stream, where, config), where)
    if decoded.guessed:
        yield encoding_note(decoded.guessed, where)
    page = article(decoded.text, where)
    text = page.text or ""
    if not text.strip():
        raise NoArticleError(where, "no article found in this page", "save its text as a .txt file if there is one")
    stated = page_day(page)
    if date and stated and date != stated:
        yield Note(
            where,
            f"the page gives its date as {stated}, taken as {date}",
            "leave out --date to use the page's",
        )
    yield Document(
        id=Document.id_for(text),
        text=text,
        origin=where,
        date=date or stated,
        date_from="--date" if date else "page" if stated else "not given on the page",
        title=page.title or None,
        publisher=page.sitename or None,
        url=page.url or None,
    )


def decode_page(data: bytes, where: str) -> Decoded:
    """Return the characters of a page: as UTF-8 if they are, else as the page declares, else by a guess."""
    match = DECLARATION.search(data, 0, DECLARATION_BYTES)
    if match and not fits(data, "utf-8"):
        try:
            declared = codecs.lookup(match.group(1).decode("ascii")).name
        except LookupError:
            declared = "unknown"
        # Browsers read both as Windows-1252 (WHATWG Encoding Standard), so that is what authors mean by them.
        declared = "cp1252" if declared in {"iso8859-1", "ascii"} else declared
        try:
            return Decoded(data.decode(declared), None)
        except (UnicodeError, LookupError):
            pass
    return decode(data, where)


def article(markup: str, where: str) -> Page:
    """Return what trafilatura finds in a page.

    Raises:
        FormatError: The page breaks the parser.
        NoArticleError: It finds nothing.
    """
    try:
        page = trafilatura.bare_extraction(
            markup,
            favor_precision=True,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=dict(DATE_SEARCH),
        )
    except Exception as error:  # a parser of other people's pages: whatever it raises, the next page is read
        what = f"the page cannot be parsed ({type(error).__name__})"
        raise FormatError(where, what, "save its text as a .txt file") from error
    if not isinstance(page, Page):
        raise NoArticleError(where, "no article found in this page", "save its text as a .txt file if there is one")
    return page


def page_day(page: Page) -> datetime.date | None:
    """Return the day that a page states, if it is one."""
    try:
        return publication_day(page.date) if page.date else None
    except ValueError:
        return None
