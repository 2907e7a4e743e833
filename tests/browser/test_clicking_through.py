"""What a person does: search, open evidence, go to its place in the text, follow links, take a table along."""

from __future__ import annotations

import csv
from pathlib import Path
from urllib.parse import quote

import pytest
from tests.browser.conftest import DESKTOP, PHONE, Visit
from tests.views.web.conftest import BREAKOUT, SCRIPT

ALL_COMMITMENTS = "[...document.querySelectorAll('#results .tag')].every((tag) => tag.textContent === 'commitment')"


def test_from_a_search_to_the_words_in_the_report(examples: str, visit: Visit) -> None:
    page = visit(f"{examples}/")
    page.get_by_role("searchbox", name="Search the record").fill("ceasefire")
    page.get_by_role("button", name="Search").first.click()
    page.wait_for_url("**/search?q=ceasefire")
    first = page.locator(".items > li").first
    first.locator("summary").click()
    assert first.locator("blockquote").first.is_visible()
    assert "characters" in first.inner_text()
    first.locator(".item-foot a").last.click()
    page.wait_for_url("**/report?id=*&item=*#item-*")
    chosen = page.locator(".text .m-selected")
    assert chosen.count() >= 1
    assert chosen.first.evaluate(
        "one => { const box = one.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }"
    ), "the words are in sight"


def test_a_filter_changes_the_results_and_the_address(examples: str, visit: Visit) -> None:
    page = visit(f"{examples}/search")
    page.get_by_label("Kind").focus()
    page.get_by_label("Kind").select_option("commitment")
    page.wait_for_url("**/search?*kind=commitment*")
    page.wait_for_function(
        "[...document.querySelectorAll('#results .tag')].every((tag) => tag.textContent === 'commitment')"
    )
    assert page.evaluate("document.activeElement.id") == "f-kind", "the keyboard stays where it was"
    assert "kind=commitment" in page.get_by_role("link", name="CSV").get_attribute("href")
    address = page.url
    page.goto(address)
    assert page.get_by_label("Kind").input_value() == "commitment", "the address is permanent"


def test_a_click_on_marked_words_leads_to_their_item(examples: str, visit: Visit) -> None:
    page = visit(f"{examples}/report?id=talks")
    page.locator(".text .m-said").first.click()
    page.wait_for_function("location.hash.startsWith('#card-')")
    assert page.locator(".report-items li.selected").count() == 1
    assert page.locator(".text .m-selected").count() >= 1


def test_the_keyboard_is_enough(examples: str, visit: Visit) -> None:
    page = visit(f"{examples}/search?q=ceasefire")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.locator("main summary").first.focus()
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid", "what has the focus is seen"
    page.keyboard.press("Enter")
    assert page.locator("main blockquote").first.is_visible()


def test_a_table_is_taken_along(examples: str, visit: Visit, tmp_path: Path) -> None:
    page = visit(f"{examples}/commitments?as_of=2025-06-01")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    download.value.save_as(tmp_path / "table.csv")
    with (tmp_path / "table.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == page.locator(".items > li").count()
    assert {row["status_on"] for row in rows} == {"2025-06-01"}


def test_links_lead_from_page_to_page(examples: str, visit: Visit) -> None:
    page = visit(f"{examples}/")
    page.get_by_role("link", name="Russia and United States").click()
    assert page.locator(".chart rect").count() >= 1
    page.get_by_role("link", name="Agreements that bind both").click()
    assert "New START" in page.locator("main").inner_text()
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Issues").click()
    page.locator("table.data a").first.click()
    assert page.locator(".stance").count() >= 1


def test_the_graph_is_drawn(examples: str, visit: Visit) -> None:
    page = visit(f"{examples}/graph")
    page.wait_for_selector(".graph-drawn canvas")
    page.get_by_label("Sides").select_option("actors")
    page.wait_for_url("**/graph?*by=actors*")
    page.wait_for_selector(".graph-drawn canvas")


@pytest.mark.parametrize("path", ["/graph", "/pair?first=USA&second=RUS", "/search?kind=event", "/report?id=talks"])
def test_nothing_needs_a_script(examples: str, visit: Visit, path: str) -> None:
    page = visit(examples + path, java_script_enabled=False)
    if "graph" in path or "pair" in path:
        assert page.locator("main svg").is_visible()
    if "search" in path:
        page.locator("main summary").first.click()
        assert page.locator("main blockquote").first.is_visible()
    assert page.locator("h1").is_visible()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(
    "path",
    [
        "/", "/search", f"/search?q={quote(SCRIPT)}", "/report?id=first", "/report?id=second", "/issues",
        "/graph?by=actors", "/actor?name=Russia", "/pair?first=RUS&second=UKR", "/commitments", "/agreements",
        f"/search?type={quote(BREAKOUT)}",
    ],
)  # fmt: skip
def test_hostile_words_do_nothing(hostile: str, visit: Visit, path: str, size: dict[str, int]) -> None:
    page = visit(hostile + path, size=size)
    for summary in page.locator("main summary").all():
        summary.click()
    page.mouse.move(200, 300)
    assert page.locator("main img, main script").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
