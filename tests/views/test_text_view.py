"""The text view says everything that is known, and plainly what is not."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from dragoman.document import Document, Span
from dragoman.record.items import Item, Statement
from dragoman.views.text import count_kinds, document_view, rendered, summary


@pytest.fixture
def show(document: Document) -> Callable[..., str]:
    def show(items: list[Item], *, width: int = 200, color: bool = False, **changes: object) -> str:
        changed = msgspec.structs.replace(document, **changes)
        return rendered(document_view(changed, items), width=width, color=color)

    return show


def test_heading_says_title_day_publisher_and_place(show: Callable[..., str]) -> None:
    assert show([]).splitlines()[:2] == [
        "Envoy in the north",
        "2025-01-21 (from --date) · Norland Times · in/report.txt",
    ]


def test_heading_says_what_an_unknown_day_means(show: Callable[..., str]) -> None:
    lines = show([], date=None, date_from="not given").splitlines()
    assert lines[1].startswith("date not known: relative dates stay unresolved · ")


def test_heading_says_why_a_day_is_not_known(show: Callable[..., str]) -> None:
    assert "date not known (the table's date cannot be read: 'x')" in show(
        [], date=None, date_from="the table's date cannot be read: 'x'"
    )


def test_nothing_found_is_said(show: Callable[..., str]) -> None:
    assert "Nothing found: no statement, event," in show([])


def test_kinds_come_in_their_order(show: Callable[..., str], items: list[Item]) -> None:
    lines = filter(None, show(items[::-1]).splitlines())
    headings = [line for line in lines if line.partition(" ")[0].isupper() and line[0] != " "]
    assert headings == [
        "STATEMENTS (2)", "EVENTS (1)", "POSITIONS (1)", "COMMITMENTS (1)", "AGREEMENTS (1)", "RELATIONS (1)",
        "ACTORS (1, mentioned 2 times)", "TIMES (2)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "  1. Ann Onym (“he”) [NORGOV] says · direct",
        "    “We want peace [b]now[/b], and the envoy agrees.”",
        "    on 2025-01-20 (“On Monday”) · reported by “said”",
        "      2. speaker “he” not known: pronoun not traced · says · indirect · private, hedged",
        "  AID (CAMEO 07) · Norland [NOR] → Norland [NOR] · planned",
        "    contexts: economic · intensity +7 · in statement 1",
        "  Norland [NOR] is willing: peace",
        "    as of 2025-01-21 · in statement 1",
        "  Norland [NOR] promises",
        "    “aid”",
        "    no plan stated · status not known",
        "  Lake Treaty (LT)",
        "    parties: Norland [NOR] · subject: water",
        "    signed 2010-04-08 (register) · expires 2030 (report)",
        "    status in force on 2025-01-21",
        "  NOR and SUD: lowest since",
        "  he [NORGOV] person · “he” ×2",
        "  “Monday” 2025-01-20 · date",
        "  “now” unresolved · date PRESENT_REF",
    ],
)
def test_each_kind_is_shown_in_full(show: Callable[..., str], items: list[Item], line: str) -> None:
    assert line in show(items).splitlines()


def test_items_come_in_the_order_of_the_text(
    show: Callable[..., str], make_statement: Callable[..., Statement]
) -> None:
    later = make_statement(id="s3", content=[Span(80, 87, "pledged")], evidence=[Span(80, 87, "pledged")])
    shown = show([later, make_statement()])
    assert shown.index("We want peace") < shown.index("pledged")


def test_statements_that_are_inside_each_other_are_not_lost(
    show: Callable[..., str], make_statement: Callable[..., Statement]
) -> None:
    shown = show([make_statement(id="a", inside="b"), make_statement(id="b", inside="a")])
    assert shown.count("Ann Onym") == 2


def test_statement_inside_one_that_is_not_there_is_shown(
    show: Callable[..., str], make_statement: Callable[..., Statement]
) -> None:
    assert show([make_statement(inside="gone")]).count("Ann Onym") == 1


def test_reasons_for_what_is_not_known_are_shown(
    show: Callable[..., str], make_statement: Callable[..., Statement]
) -> None:
    shown = show([make_statement(said_on=None, unknown={"said_on": "no report date"})])
    assert "    day it was said not known: no report date" in shown.splitlines()


def test_reason_that_many_share_is_said_once(
    show: Callable[..., str], make_statement: Callable[..., Statement]
) -> None:
    shown = show([make_statement(id=str(n), said_on=None, unknown={"said_on": "not said"}) for n in range(5)])
    assert shown.count("not said") == 1
    assert "  day it was said not known of 5: not said" in shown.splitlines()


def test_speakers_without_a_name_are_said_to_have_none(
    show: Callable[..., str], make_statement: Callable[..., Statement]
) -> None:
    shown = show([make_statement(named=False, unknown={"speakers": "the text gives no name"})])
    assert "  1. Ann Onym (“he”) [NORGOV] says · direct · not named: the text gives no name" in shown.splitlines()


def test_folded_lines_keep_their_indent(show: Callable[..., str], make_statement: Callable[..., Statement]) -> None:
    shown = show([make_statement(content=[Span(0, 500, "word " * 100)])], width=60)
    assert {line[:4] for line in shown.splitlines() if "word" in line} == {"    "}


def test_long_quotation_is_cut_with_a_count(show: Callable[..., str], make_statement: Callable[..., Statement]) -> None:
    shown = show([make_statement(content=[Span(0, 1500, "word " * 300)])])
    assert "… (+899 characters)" in shown


def test_long_lines_are_folded_to_the_width(show: Callable[..., str], make_statement: Callable[..., Statement]) -> None:
    shown = show([make_statement(content=[Span(0, 500, "word " * 100)])], width=60)
    assert max(map(len, shown.splitlines())) <= 60
    assert shown.count("word") == 100


def test_what_a_terminal_would_obey_is_written_out(
    show: Callable[..., str], make_statement: Callable[..., Statement]
) -> None:
    shown = show(
        [make_statement(content=[Span(0, 9, "a\x1b[31mb\x07\u202ec\ud800")])], title="t\x1b]0;x\x07", origin="a\nb"
    )
    assert set("\x1b\x07\u202e\ud800").isdisjoint(shown)
    assert "“a\\x1b[31mb\\x07\\u202ec\\ud800”" in shown


def test_color_is_only_written_when_asked_for(show: Callable[..., str], items: list[Item]) -> None:
    assert "\x1b[" not in show(items)
    assert "\x1b[" in show(items, color=True)


def test_document_is_shown_whole(show: Callable[..., str], document: Document) -> None:
    from dragoman.record.items import DocumentItem

    item = DocumentItem(
        id="r1", sha256=document.sha256, text="First.\n\nSecond [/b] line.", origin="r1.txt", date=None,
        date_from="not given", title=None, publisher=None, url=None,
    )  # fmt: skip
    shown = show([item])
    assert "DOCUMENT r1" in shown
    assert "  First.\n\n  Second [/b] line.\n" in shown


@pytest.mark.parametrize(
    ("counts", "documents", "failures", "line"),
    [
        ({"statement": 1, "event": 2}, 1, 0, "1 document: 1 statement, 2 events, in 0.50 s"),
        ({}, 2, 1, "2 documents: nothing found, 1 not read, in 0.50 s"),
        ({"relation": 1000, "document": 1}, 1, 0, "1 document: 1,000 relations, in 0.50 s"),
    ],
)
def test_summary_counts_kinds(counts: dict[str, int], documents: int, failures: int, line: str) -> None:
    assert rendered(summary(counts, documents, failures, 0.5), width=100, color=False) == f"{line}\n"


def test_counts_are_by_kind(items: list[Item]) -> None:
    assert count_kinds(items) == {
        "statement": 2, "event": 1, "position": 1, "commitment": 1, "agreement": 1, "relation": 1, "actor": 2,
        "time": 2,
    }  # fmt: skip
