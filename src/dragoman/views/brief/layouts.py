"""A brief as text for the terminal, Markdown, or a page of HTML that needs nothing else. Everything is escaped."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Iterator
from urllib.parse import urlsplit

from dragoman.record.relation_series import RelationPeriod, Side
from dragoman.store.layout import encodable
from dragoman.views.brief.page import Brief, Citation, Line
from dragoman.views.counted import counted
from dragoman.views.item_words import first_words
from dragoman.views.visible import one_line

__all__ = ["html_page", "markdown_lines", "text_lines"]

WIDTH = 110
#: Longer quotations and titles are cut, in characters; the JSON has them whole.
QUOTE, TITLE = 320, 90
#: What Markdown would take for its own marks.
MARKS = re.compile(r"([\\`*_{}\[\]()#+!|~&-])")
SERIES_HEAD = ("month", "reports", "cooperation", "median", "conflict", "median", "said of the other")
STYLE = """
:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem;border-bottom:1px solid #8886}ul{padding-left:1.2rem}
li{margin:.6rem 0}q{font-style:italic}.from{display:block;font-size:.85rem;opacity:.8}.note{opacity:.8}
table{border-collapse:collapse}td,th{padding:.15rem .6rem;text-align:right;border-bottom:1px solid #8884}
"""


def text_lines(brief: Brief) -> Iterator[str]:
    """Yield the lines of a brief for the terminal."""
    yield _title(brief)
    yield from textwrap.wrap(_basis(brief), WIDTH)
    for section in brief.sections:
        yield ""
        yield section.title.upper()
        for note in (*section.counts, *_notes(section.more, section.not_known)):
            yield from textwrap.wrap(one_line(note), WIDTH, initial_indent="  ", subsequent_indent="  ")
        for line in section.lines:
            yield from textwrap.wrap(
                _told(line), WIDTH, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False
            )
            yield from (f"    {_place(citation)}" for citation in line.citations)
    if brief.series:
        yield ""
        yield "COURSE OF THE RELATION BY MONTH"
        yield "  ".join(name.rjust(11) for name in SERIES_HEAD)
        yield from ("  ".join(cell.rjust(11) for cell in _cells(row)) for row in brief.series)
        yield from textwrap.wrap(_series_note(brief), WIDTH)


def markdown_lines(brief: Brief) -> Iterator[str]:
    """Yield the lines of a brief in Markdown."""
    yield f"# {_marked(_title(brief))}"
    yield ""
    yield _marked(_basis(brief))
    for section in brief.sections:
        yield ""
        yield f"## {_marked(section.title)}"
        yield ""
        for note in (*section.counts, *_notes(section.more, section.not_known)):
            yield f"*{_marked(one_line(note))}*"
            yield ""
        for line in section.lines:
            yield f"- {_marked(_told(line))}"
            for citation in line.citations:
                yield f"  - {_linked(citation)}"
    if brief.series:
        yield ""
        yield "## Course of the relation by month"
        yield ""
        yield f"| {' | '.join(SERIES_HEAD)} |"
        yield "|" + "---:|" * len(SERIES_HEAD)
        yield from (f"| {' | '.join(map(_marked, _cells(row)))} |" for row in brief.series)
        yield ""
        yield _marked(_series_note(brief))


def html_page(brief: Brief) -> str:
    """Return a brief as a page of HTML: one file, no script, nothing fetched."""
    return encodable("\n".join(_html(brief)) + "\n")


def _html(brief: Brief) -> Iterator[str]:
    title = _safe(_title(brief))
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    # Whatever a hostile title may smuggle in: nothing runs, nothing is fetched.
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>"
    yield f'<h1>{title}</h1>\n<p class="note">{_safe(_basis(brief))}</p>'
    for section in brief.sections:
        yield f'<section id="{_safe(section.key)}">\n<h2>{_safe(section.title)}</h2>'
        for note in (*section.counts, *_notes(section.more, section.not_known)):
            yield f'<p class="note">{_safe(note)}</p>'
        if section.lines:
            yield "<ul>"
            yield from map(_html_line, section.lines)
            yield "</ul>"
        yield "</section>"
    if brief.series:
        yield '<section id="series">\n<h2>Course of the relation by month</h2>\n<table>\n<thead><tr>'
        yield "".join(f'<th scope="col">{_safe(name)}</th>' for name in SERIES_HEAD) + "</tr></thead>\n<tbody>"
        for row in brief.series:
            yield "<tr>" + "".join(f"<td>{_safe(cell)}</td>" for cell in _cells(row)) + "</tr>"
        yield f'</tbody>\n</table>\n<p class="note">{_safe(_series_note(brief))}</p>\n</section>'
    yield "</main>\n</body>\n</html>"


def _html_line(line: Line) -> str:
    quote = f" <q>{_safe(first_words(line.quote, QUOTE))}</q>" if line.quote else ""
    places = "".join(f'<span class="from">{_html_place(citation)}</span>' for citation in line.citations)
    return f"<li>{_safe(_day(line))}{_safe(line.text)}{quote}{places}</li>"


def _html_place(citation: Citation) -> str:
    place = _safe(_place(citation))
    url = _web_address(citation)
    return f'<a rel="noreferrer noopener" href="{_safe(url)}">{place}</a>' if url else place


def _title(brief: Brief) -> str:
    from_ = "the day asked for" if brief.as_of_from == "demanded" else "the day of the latest report in the record"
    return f"{one_line(brief.about)}: the state of play on {brief.as_of} ({from_})"


def _basis(brief: Brief) -> str:
    parts = [
        f"From {counted(brief.reports, 'report')} of {brief.first_report} to {brief.last_report}; "
        f"{brief.reports_about} of them {'has' if brief.reports_about == 1 else 'have'} something on it."
    ]
    if brief.later:
        parts.append(f"{counted(brief.later, 'later report')} left out.")
    if brief.undated:
        parts.append(f"{counted(brief.undated, 'report')} without a day left out.")
    parts.append("What no report in the record says is not in it. Every line gives the words and their place.")
    return " ".join(parts)


def _notes(more: int, not_known: list[str]) -> Iterator[str]:
    yield from (f"Not known: {one}." for one in not_known)
    if more > 0:
        yield f"{more:,} more in the record."


def _day(line: Line) -> str:
    return f"{line.day} " if line.day else ""


def _told(line: Line) -> str:
    quote = f" “{first_words(one_line(line.quote), QUOTE)}”" if line.quote else ""
    return f"{_day(line)}{one_line(line.text)}{':' if quote else ''}{quote}"


def _place(citation: Citation) -> str:
    if citation.source == "register":
        return "register of agreements"
    title = first_words(one_line(citation.title or citation.publisher or "untitled"), TITLE)
    return (
        f"{one_line(citation.report or '')}:{citation.start}-{citation.end} “{title}”, {citation.day or 'day unknown'}"
    )


def _web_address(citation: Citation) -> str | None:
    """Return the address of a report if it is one of the web: others may run something when they are followed."""
    try:
        return citation.url if citation.url and urlsplit(citation.url).scheme in {"http", "https"} else None
    except ValueError:
        return None


def _linked(citation: Citation) -> str:
    url = _web_address(citation)
    place = _marked(_place(citation))
    # An address with a mark of Markdown or a space in it is shown in full, not linked.
    return f"[{place}]({url})" if url and re.fullmatch(r"[\w:/.?=%~#&+-]+", url) else place


def _marked(text: str) -> str:
    return MARKS.sub(r"\\\1", text).replace("<", "&lt;").replace(">", "&gt;")


def _safe(text: str) -> str:
    return html.escape(one_line(text))


def _cells(row: RelationPeriod) -> tuple[str, ...]:
    return (
        row.start[:7], str(row.reports_read), str(row.cooperation.events), _median(row.cooperation),
        str(row.conflict.events), _median(row.conflict),
        f"{row.statements_first_on_second}/{row.statements_second_on_first}",
    )  # fmt: skip


def _median(side: Side) -> str:
    return "-" if side.intensity_median is None else f"{side.intensity_median:+.1f}"


def _series_note(brief: Brief) -> str:
    return (
        "Events between the two that happened or go on, each as often as reports tell it, with the median of their "
        f"intensities (-10 to 10); statements of the first of {one_line(brief.about)} that name the second, and the "
        "other way round. Reports: read in the month, whatever they are about; where there are none, nothing could be "
        "seen."
    )
