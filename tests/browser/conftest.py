"""Chromium, and pages to look at in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.served import FLAGS, chromium_path, read_examples, served
from tests.views.web.conftest import write_hostile

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
Visit = Callable[..., Any]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Return Debian's Chromium; without it or Playwright the tests are skipped."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs the extra: pip install 'dragoman[browser]'")
    path = chromium_path()
    if path is None:
        pytest.skip("needs Chromium: apt install chromium")
    with playwright.sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def examples(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of pages over the example reports."""
    folder = tmp_path_factory.mktemp("browser") / "examples"
    read_examples(folder)
    with served(folder) as address:
        yield address


@pytest.fixture(scope="session")
def hostile(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of pages over reports whose words would like to be scripts."""
    folder: Path = tmp_path_factory.mktemp("browser") / "hostile"
    write_hostile(folder)
    with served(folder) as address:
        yield address


@pytest.fixture
def visit(browser: Any) -> Iterator[Visit]:
    """Return a function that opens an address in a new window.

    At the end the test fails if the page complained, raised, opened a dialog, or asked anything of another machine.
    """
    contexts, complaints = [], []

    def note(message: Any) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(f"console: {message.text}")

    def look_where(request: Any) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:http://127.0.0.1:")):
            complaints.append(f"request to {request.url}")

    def dismiss(dialog: Any) -> None:
        complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def visit(address: str, *, size: dict[str, int] = DESKTOP, **options: Any) -> Any:
        context = browser.new_context(viewport=size, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on("dialog", dismiss)
        context.on("request", look_where)
        answer = page.goto(address)
        assert answer.status == 200, answer.status
        return page

    yield visit
    for context in contexts:
        context.close()
    assert complaints == []
