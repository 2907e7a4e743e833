"""Templates and what they call: everything that is written into a page is escaped, and addresses are looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import jinja2
import msgspec

from dragoman.document import Span
from dragoman.resolution.state_codes import state_names
from dragoman.store.layout import encodable
from dragoman.views.counted import counted
from dragoman.views.visible import OBEYED, one_line, visible
from dragoman.views.web.asking import Asked

__all__ = ["Templates", "address", "safe_link"]

#: Kinds of addresses that a link may have; `javascript:` and the like run in the page.
LINKED_SCHEMES = frozenset({"http", "https"})
#: Words of a line that are shown at first, in characters.
SHOWN_WORDS = 320
LAYOUT = frozenset("\n\r\t")
LAYOUT_PARTS = re.compile(r"([\n\r\t])")


class Templates:
    """The templates of the pages."""

    def __init__(self, folder: Path) -> None:
        names = state_names()
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folder),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(
            line=one_line,
            words=words,
            cut=cut,
            plain=plain,
            readable=readable,
            thousands=thousands,
            body=body,
            state=lambda code: names.get(code, code),
        )
        self._environment.globals.update(address=address, safe_link=safe_link, counted=counted)

    def page(self, name: str, **values: Any) -> bytes:
        """Return a page in UTF-8."""
        return encodable(self._environment.get_template(name).render(**values)).encode()


def address(path: str, asked: Asked | Mapping[str, object] | None = None, anchor: str = "", **changes: object) -> str:
    """Return the address of a page with what it is asked; what is not given or as usual stays out of it.

    Args:
        path: Such as `/search`.
        asked: What a page was asked.
        anchor: The place on the page.
        changes: Other values of parameters; `None` leaves one out.
    """
    values: dict[str, object] = {}
    if isinstance(asked, Asked):
        usual = {field.name: field.default for field in msgspec.structs.fields(asked)}
        values = {name: value for name in usual if (value := getattr(asked, name)) != usual[name]}
    elif asked is not None:
        values = dict(asked)
    values |= changes
    written = {
        name: encodable("true" if value is True else str(value))
        for name, value in values.items()
        if value is not None and value is not False and value != ""
    }
    query = f"?{urlencode(written)}" if written else ""
    return path + query + (f"#{anchor}" if anchor else "")


def safe_link(url: str | None) -> str | None:
    """Return an address that a link may have, `None` for one that might do something instead of leading somewhere."""
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in LINKED_SCHEMES or not parts.netloc or OBEYED.search(url):
        return None
    return url.strip()


def words(spans: Iterable[Span]) -> str:
    """Return the words of spans on one line, `…` between them."""
    return " … ".join(one_line(span.text) for span in spans)


def cut(text: str, length: int = SHOWN_WORDS) -> str:
    """Return a text that is not longer than so many characters."""
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " …"


def plain(name: str) -> str:
    """Return a name of the record in words: `lowest_since` as "lowest since"."""
    return name.replace("_", " ")


def readable(name: str) -> str:
    """Return an event type or another name of a closed set in small letters."""
    return plain(name).lower()


def thousands(number: int) -> str:
    """Return a number with commas."""
    return f"{number:,}"


def body(text: str) -> str:
    """Return a piece of a report for the page: lines and tabs stay, what turns the direction of writing is shown."""
    return "".join(part if part in LAYOUT else visible(part) for part in LAYOUT_PARTS.split(text))
