"""Words, titles and addresses of reports are shown, never run."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests.views.web.conftest import BREAKOUT, SCRIPT
from tests.views.web.test_pages import PAGES, Seen, address

from dragoman.views.web.rendering import body, safe_link

OWN_SCRIPTS = {"/static/vendor/htmx.min.js", "/static/pages.js", "/static/vendor/cytoscape.min.js", "/static/graph.js"}
HOSTILE = [*map(address, PAGES), "/report?id=first", f"/search?q={quote(BREAKOUT)}", f"/actor?name={quote(BREAKOUT)}"]
HOSTILE += [f"/search?since={quote(SCRIPT)}", f"/report?id={quote(SCRIPT)}", f"/agreements?first={quote(SCRIPT)}"]


@pytest.mark.parametrize("path", HOSTILE)
def test_nothing_hostile_becomes_part_of_the_page(client: TestClient, path: str) -> None:
    page = Seen(client.get(path).text)
    assert {attributes.get("src") for tag, attributes in page.elements if tag == "script"} <= OWN_SCRIPTS
    assert not [tag for tag, _ in page.elements if tag in {"style", "img", "iframe", "object", "base", "b"}]
    for _, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action"):
            value = attributes.get(name)
            assert value is None or value.startswith(("/", "#", "https://example.org/a")), value


def test_hostile_words_are_shown_as_they_are(client: TestClient) -> None:
    words = Seen(client.get("/report?id=second").text).words
    assert SCRIPT in words
    assert BREAKOUT in words
    assert "\u202e" not in words, "a mark that turns the direction of writing is written out"
    assert "javascript:alert(4)" in Seen(client.get("/report?id=first").text).words


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/x", "https://example.org/x"),
        (" http://example.org ", "http://example.org"),
        ("HTTPS://example.org", "HTTPS://example.org"),
        ("javascript:alert(1)", None),
        (" javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,<script>", None),
        ("https:alert(1)", None),
        ("//example.org", None),
        ("file:///etc/passwd", None),
        ("http://[", None),
        ("https://exa\u202emple.org", None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(url: str | None, link: str | None) -> None:
    assert safe_link(url) == link


@given(st.text())
def test_text_without_marks_of_control_is_shown_as_it_is(text: str) -> None:
    if text.isprintable():
        assert body(text) == text
    assert body(f"a\n\tb\r\n{text}").startswith("a\n\tb\r\n")
