"""`dragoman brief`: one page, every line with its source, nothing that the record does not hold."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from tests.records import Records

from dragoman.errors import UsageError
from dragoman.record.contents import RecordContents
from dragoman.resolution.referents import Date
from dragoman.views.brief import Brief, draft_brief
from dragoman.views.brief.layouts import html_page, markdown_lines, text_lines
from dragoman.views.brief.sections import LINES
from dragoman.views.cli import run
from dragoman.views.jsonl import jsonl

HOSTILE = '<script>alert(1)</script>" onmouseover="x [a](javascript:alert(1)) \x1b[31m'


@pytest.fixture
def records() -> Records:
    records = Records()
    records.report("first", "2025-03-01", "Russia pledged to free the sailors by May 2025. Russia opposes a ceasefire.")
    may = Date(
        text="May 2025", start=0, end=1, type="DATE", value="2025-05", earliest="2025-05-01", latest="2025-05-31"
    )
    records.commitment("first", "Russia", "free the sailors", may)
    records.position("first", "Russia", "opposes", "a ceasefire")
    records.report(
        "second", "2025-04-01",
        "Ukraine backs a ceasefire. Russia shelled Ukraine. Russia said that the fleet of Ukraine must go.",
    )  # fmt: skip
    records.position("second", "Ukraine", "supports", "a ceasefire")
    records.event("second", "Russia", "Ukraine", "shelled", 4, -9.0)
    records.statement("second", "Russia", "that the fleet of Ukraine must go", "demands")
    records.report("third", "2025-07-01", "France said that the talks in Paris will go on for weeks.")
    records.statement("third", "France", "that the talks in Paris will go on for weeks")
    records.report("undated", None, "Russia said that the day is not known to anybody.")
    records.statement("undated", "Russia", "that the day is not known to anybody")
    return records


def contents(records: Records) -> RecordContents:
    return RecordContents.of([*records.documents.values(), *records.items])


def draft(records: Records, *names: str, as_of: str | None = None, **options: object) -> Brief:
    import datetime

    day = datetime.date.fromisoformat(as_of) if as_of else None
    return draft_brief(contents(records), names, as_of=day, **options)  # type: ignore[arg-type]


def section(brief: Brief, key: str) -> list[str]:
    return [line.text for one in brief.sections if one.key == key for line in one.lines]


def test_the_day_is_the_one_asked_for_or_that_of_the_latest_report(records: Records) -> None:
    brief = draft(records, "Russia")
    assert (brief.as_of, brief.as_of_from, brief.kind) == ("2025-07-01", "latest report", "actor")
    assert (brief.reports, brief.undated, brief.later) == (3, 1, 0)
    brief = draft(records, "Russia", as_of="2025-04-02")
    assert (brief.as_of, brief.as_of_from, brief.later) == ("2025-04-02", "demanded", 1)


def test_a_pair(records: Records) -> None:
    brief = draft(records, "Russia", "Ukraine", as_of="2025-04-02")
    assert brief.kind == "pair"
    assert section(brief, "statements") == ["Russia demands"]
    assert section(brief, "events") == ["Russia → Ukraine: AID, intensity -9"]
    assert len(section(brief, "disputes")) == 1
    assert section(brief, "commitments") == []
    assert section(brief, "changes") == section(brief, "events")  # it is of this month, and loud
    assert [row.start for row in brief.series][-1] == "2025-04-01"
    assert brief.series[-1].conflict.events == 1


def test_commitments_are_followed_to_the_day(records: Records) -> None:
    (open_,) = section(draft(records, "Russia", as_of="2025-04-02"), "commitments")
    (overdue,) = section(draft(records, "Russia", as_of="2025-07-01"), "commitments")
    assert open_.startswith("open")
    assert overdue.startswith("overdue")


def test_an_issue(records: Records) -> None:
    brief = draft(records, "ceasefire")
    assert brief.kind == "issue"
    assert set(section(brief, "positions")) == {"Russia opposes", "Ukraine supports"}
    assert draft(records, "Ukraine", issue=True).kind == "issue"
    assert draft(records, "Ukraine").kind == "actor"


def test_what_is_not_known_is_said(records: Records) -> None:
    notes = {one.key: one.not_known for one in draft(records, "France").sections}
    assert notes["commitments"] == ["no commitment in the record"]
    assert notes["positions"] == ["no position in the record"]
    assert notes["events"][0] == "no event in the record"


def test_every_line_points_to_its_words(records: Records) -> None:
    for names in (["Russia"], ["Russia", "Ukraine"], ["ceasefire"]):
        for one in draft(records, *names).sections:
            for line in one.lines:
                assert line.citations
                for citation in line.citations:
                    if citation.source == "register":
                        continue
                    document = records.documents[citation.report or ""]
                    assert (citation.day, citation.title) == (document.date, document.title or document.origin)
                    assert document.text[citation.start : citation.end].startswith((citation.evidence or "?")[:5])
            assert len(one.lines) <= LINES


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (["Atlantis", "Russia"], "nobody in the record is called 'Atlantis'"),
        (["Russia", "RUS"], "one actor"),
        (["xylophones"], "nothing in the record"),
        (["the of"], "no word"),
        ([" "], "about one actor"),
    ],
)
def test_whom_nobody_knows(records: Records, names: list[str], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        draft(records, *names)


def test_a_day_before_the_first_report_is_refused(records: Records) -> None:
    with pytest.raises(UsageError, match="no report up to"):
        draft(records, "Russia", as_of="2020-01-01")


class Tags(HTMLParser):
    """What a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def hostile(records: Records) -> Brief:
    for name, one in records.documents.items():
        records.documents[name] = msgspec.structs.replace(
            one,
            title=HOSTILE,
            publisher=HOSTILE,
            url="javascript:alert(1)" if name == "first" else "https://a.org/?x=<b>",
        )
    return draft(records, "Russia")


def test_a_hostile_title_is_text_in_the_page(hostile: Brief) -> None:
    page = Tags()
    page.feed(html_page(hostile))
    assert not {"script", "iframe", "img", "link", "object"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "src"]
    links = [value or "" for name, value in page.attributes if name == "href"]
    assert links
    assert all(link == "https://a.org/?x=<b>" for link in links)
    assert "<script>alert(1)</script>" in page.text


def test_a_hostile_title_is_text_in_markdown_and_the_terminal(hostile: Brief) -> None:
    markdown = "\n".join(markdown_lines(hostile))
    assert "<" not in markdown
    assert not re.search(r"(?<!\\)\]\((?!https://)", markdown)
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", "\n".join([markdown, *text_lines(hostile)]))


def test_the_command_prints_each_layout(records: Records, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "record.jsonl"
    path.write_bytes(jsonl([*records.documents.values(), *records.items]))
    printed = {}
    for layout in ("text", "markdown", "html", "json"):
        assert run(["brief", "Russia", "Ukraine", "--record", str(path), "--format", layout]) == 0
        printed[layout] = capsys.readouterr().out
    found = json.loads(printed["json"])
    assert found["sections"][1]["lines"][0]["citations"][0]["report"] == "second"
    assert msgspec.convert(found, Brief) == draft(records, "Russia", "Ukraine")
    assert all(
        "the state of play on 2025" in text.replace("\\-", "-") for name, text in printed.items() if name != "json"
    )
    assert run(["brief", "Russia", "Atlantis", "--record", str(path)]) == 2
