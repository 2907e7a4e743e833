"""From a web page come the article and what the page says of itself."""

from __future__ import annotations

import datetime
import gzip
from collections.abc import Callable
from typing import Any

import pytest

from dragoman.config import Config
from dragoman.document import Document
from dragoman.errors import EncodingError, NoArticleError, TooLargeError

PARAGRAPHS = "".join(
    f"<p>The envoy of Norland said on Monday that round {number} of the talks with Sudland would begin in "
    "spring, and that both sides had agreed to send letters to the capital’s “old” palace.</p>"
    for number in range(5)
)
HEAD = """<title>Talks to begin</title><meta property="og:site_name" content="Norland Times">
<meta property="og:title" content="Talks to begin"><link rel="canonical" href="https://news.example/talks">
<meta property="article:published_time" content="1987-06-12T09:00:00Z">"""


def page(head: str = HEAD, body: str = PARAGRAPHS) -> str:
    menu = "".join(f"<li><a href='/{number}'>Section {number}</a></li>" for number in range(9))
    return (
        f"<!DOCTYPE html>\n<html><head>{head}</head><body><nav><ul>{menu}</ul></nav><article>{body}</article>"
        "<footer>Copyright 2031</footer></body></html>"
    )


def test_article_comes_with_what_the_page_says_of_itself(read: Callable[..., Any]) -> None:
    document = read("a.html", page()).only
    assert document.text.startswith("The envoy of Norland said on Monday that round 0")
    assert "Section" not in document.text
    assert "Copyright" not in document.text
    assert (document.title, document.publisher, document.url) == (
        "Talks to begin", "Norland Times", "https://news.example/talks",
    )  # fmt: skip
    assert (document.date, document.date_from) == (datetime.date(1987, 6, 12), "page")
    assert document.id == Document.id_for(document.text)


@pytest.mark.parametrize("name", ["a.htm", "a.xhtml", "a.html.gz", "a.txt", "a"])
def test_page_is_known_by_its_name_or_its_beginning(read: Callable[..., Any], name: str) -> None:
    content = page().encode()
    document = read(name, gzip.compress(content) if name.endswith(".gz") else content).only
    assert document.title == "Talks to begin"


def test_call_wins_over_the_page_and_says_so(read: Callable[..., Any]) -> None:
    outcome = read("a.html", page(), date=datetime.date(1987, 6, 13))
    assert (outcome.only.date, outcome.only.date_from) == (datetime.date(1987, 6, 13), "--date")
    assert [note.what for note in outcome.notes] == ["the page gives its date as 1987-06-12, taken as 1987-06-13"]


def test_agreeing_dates_need_no_note(read: Callable[..., Any]) -> None:
    assert read("a.html", page(), date=datetime.date(1987, 6, 12)).notes == []


def test_date_is_not_searched_for_in_the_text(read: Callable[..., Any]) -> None:
    body = f"<p>The treaty was signed on March 3, 2019.</p>{PARAGRAPHS}"
    document = read("a.html", page("<title>Talks</title>", body)).only
    assert (document.date, document.date_from) == (None, "not given on the page")


def test_day_beyond_today_is_what_the_page_says(read: Callable[..., Any]) -> None:
    """The record must not depend on the day on which a page is read."""
    assert read("a.html", page(HEAD.replace("1987-06-12", "2099-06-12"))).only.date == datetime.date(2099, 6, 12)


@pytest.mark.parametrize("declared", ["windows-1252", "iso-8859-1"])
def test_declared_encoding_is_used_without_a_note(read: Callable[..., Any], declared: str) -> None:
    outcome = read("a.html", page(f'<meta charset="{declared}">{HEAD}').encode("cp1252"))
    assert "the capital’s “old” palace" in outcome.only.text
    assert outcome.notes == []


def test_xhtml_with_a_declaration_is_read(read: Callable[..., Any]) -> None:
    outcome = read("a", f'<?xml version="1.0" encoding="utf-8"?>\n{page()}')
    assert outcome.only.title == "Talks to begin"


@pytest.mark.parametrize("body", ["", "<div id=root></div><noscript>Please turn on JavaScript.</noscript>"])
def test_page_without_an_article_is_an_error(read: Callable[..., Any], body: str) -> None:
    outcome = read("a.html", page(body=body))
    assert outcome.documents == []
    assert [type(error) for error in outcome.errors] == [NoArticleError]


def test_picture_with_the_name_of_a_page_is_an_error(read: Callable[..., Any]) -> None:
    assert [type(error) for error in read("a.html", b"\x89PNG\r\n").errors] == [EncodingError]


def test_page_over_the_limit_is_an_error(read: Callable[..., Any]) -> None:
    outcome = read("a.html", page(), config=Config(max_document_bytes=100))
    assert [type(error) for error in outcome.errors] == [TooLargeError]


def test_libraries_do_not_write_to_standard_error(read: Callable[..., Any], capfd: pytest.CaptureFixture[str]) -> None:
    read("a.html", "<html><p>")
    assert capfd.readouterr().err == ""
