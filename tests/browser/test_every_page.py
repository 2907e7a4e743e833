"""Every page at both widths and in both schemes: no complaint, nothing cut off, nothing serious for axe."""

from __future__ import annotations

import hashlib
import json
import urllib.request
from pathlib import Path
from urllib.parse import quote

import pytest
from tests.browser.conftest import DESKTOP, PHONE, Visit

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
PATHS = {
    "overview": "/",
    "search": "/search?q=treaty",
    "report": "/report?id=talks",
    "actor": "/actor?name=France",
    "pair": "/pair?first=USA&second=RUS&by=week",
    "issues": "/issues",
    "issue": "/issue?id={issue}",
    "commitments": "/commitments?as_of=2025-06-01",
    "agreements": "/agreements?as_of=2025-06-01&first=USA&second=Russia",
    "graph": "/graph",
}
#: Gives the serious findings of axe, in words.
FINDINGS = """async () => (await axe.run()).violations
    .filter((one) => ["serious", "critical"].includes(one.impact))
    .map((one) => one.id + ": " + one.nodes.map((node) => node.html + " " + node.failureSummary).join("; "))"""


def test_axe_is_the_one_that_the_table_names() -> None:
    table = (AXE.parent / "README.md").read_text(encoding="utf-8")
    assert hashlib.sha256(AXE.read_bytes()).hexdigest() in table


@pytest.fixture(scope="module")
def issue(examples: str) -> str:
    """Return the id of the largest issue."""
    with urllib.request.urlopen(f"{examples}/api/issues") as answer:
        return quote(json.load(answer)["issues"][0]["id"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("name", PATHS)
def test_page(examples: str, issue: str, visit: Visit, name: str, size: dict[str, int], scheme: str) -> None:
    page = visit(examples + PATHS[name].format(issue=issue), size=size, color_scheme=scheme)
    if name == "graph":
        page.wait_for_selector(".graph-drawn canvas")
    assert page.locator("h1").count() == 1
    assert page.locator(".empty").count() == 0 or name in {"issue", "issues"}, "the examples fill every page"
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], "something sticks out to the right"
    for summary in page.locator("main summary").all()[:40]:
        summary.click()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(FINDINGS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], "open evidence sticks out"
