"""The text view: what a report says, for reading in a terminal."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from dragoman.document import Document
from dragoman.record.items import ActorMention, DocumentItem, Item, TimeMention
from dragoman.views.blocks import HEADINGS, Numbers, block, common_reasons, kind_of, nested
from dragoman.views.visible import one_line, visible
from dragoman.views.words import CODE, DIM, MARK, NAME, readable

__all__ = ["count_kinds", "document_view", "rendered", "summary"]

#: Lines longer than this tire the eye, however wide the terminal, in columns.
WIDEST = 110

#: One of it, several of it.
KIND_WORDS = {
    "statement": ("statement", "statements"),
    "event": ("event", "events"),
    "position": ("position", "positions"),
    "commitment": ("commitment", "commitments"),
    "agreement": ("agreement", "agreements"),
    "relation": ("relation", "relations"),
    "actor": ("mention of actors", "mentions of actors"),
    "time": ("mention of times", "mentions of times"),
}


def rendered(view: RenderableType, *, width: int, color: bool) -> str:
    """Return a view as text.

    Args:
        view: What `document_view` or `summary` returned.
        width: Columns of the terminal.
        color: Whether to write the codes for colour.
    """
    console = Console(
        file=io.StringIO(),
        width=max(40, min(width, WIDEST)),
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    with console.capture() as capture:
        console.print(view)
    # Rich fills lines up to the width, which makes a mess of copied text.
    return "".join(f"{line.rstrip()}\n" for line in capture.get().split("\n")[:-1])


def document_view(document: Document, items: Sequence[Item]) -> Group:
    """Return the view of one document.

    Args:
        document: What was read.
        items: What was read in it, of all kinds and in any order.
    """
    parts: list[RenderableType] = [*_heading(document)]
    for item in items:
        if isinstance(item, DocumentItem):
            parts.append(_full_text(item))
    numbers = Numbers(items)
    found = False
    for kind, heading in HEADINGS.items():
        of_kind = [item for item in items if kind_of(item) == kind]
        if not of_kind:
            continue
        found = True
        parts.append(Text(f"\n{heading} ({len(of_kind)})", style="bold cyan"))
        common = common_reasons(of_kind)
        for depth, item in nested(of_kind):
            first, *rest = block(item, numbers, common)
            parts.append(Padding(first, (0, 0, 0, 2 + 4 * depth)))
            parts.extend(Padding(line, (0, 0, 0, 4 + 4 * depth)) for line in rest)
        for (field, reason), count in common.items():
            why = f"{readable(one_line(field))} not known of {count}: {one_line(reason)}"
            parts.append(Padding(Text(why, style=MARK), (0, 0, 0, 2)))
    if not found:
        parts.append(Text("\nNothing found: no statement, event, position, commitment, agreement or relation."))
    parts.extend(_actor_mentions([item for item in items if isinstance(item, ActorMention)]))
    parts.extend(_time_mentions([item for item in items if isinstance(item, TimeMention)]))
    parts.append(Text())
    return Group(*parts)


def _heading(document: Document) -> list[Text]:
    title = one_line(document.title or document.origin)
    if document.date:
        day = Text(f"{document.date.isoformat()} ({_date_from(document.date_from)})")
    else:
        why = f" ({one_line(document.date_from)})" if document.date_from != "not given" else ""
        day = Text(f"date not known{why}: relative dates stay unresolved", style=MARK)
    rest = [document.publisher, document.origin if document.title else None, document.url]
    line = Text(" · ").join([day, *(Text(one_line(part), style=DIM) for part in rest if part)])
    return [Text(title, style="bold reverse" if document.title else "bold"), line]


def _date_from(source: str) -> str:
    names = {"table": "from the table", "--date": "from --date", "page": "from the page"}
    return names.get(source, one_line(source))


def _full_text(item: DocumentItem) -> Group:
    body = "\n".join(visible(line) for line in item.text.splitlines())
    head = Text(f"\nDOCUMENT {one_line(item.id)}", style="bold cyan")
    return Group(head, Text(f"  sha256 {item.sha256}", style=DIM), Padding(Text(body), (0, 0, 0, 2)))


def _actor_mentions(mentions: Sequence[ActorMention]) -> list[RenderableType]:
    if not mentions:
        return []
    entities: dict[str, list[ActorMention]] = {}
    for mention in mentions:
        entities.setdefault(mention.entity, []).append(mention)
    parts: list[RenderableType] = [
        Text(f"\nACTORS ({len(entities)}, mentioned {len(mentions)} times)", style="bold cyan")
    ]
    for several in entities.values():
        named = next((mention for mention in several if mention.name), several[0])
        line = Text(one_line(named.name or named.text), style=NAME)
        if named.code:
            line.append(f" [{one_line(named.code)}]", style=CODE)
        line.append(f" {named.type.replace('_', ' ')}", style=DIM)
        words = Counter(one_line(mention.text) for mention in several)
        line.append(f" · {_counted(words)}")
        parts.append(Padding(line, (0, 0, 0, 2)))
    return parts


def _counted(words: Mapping[str, int]) -> str:
    return ", ".join(f"“{word}”{f' ×{count}' if count > 1 else ''}" for word, count in words.items())


def _time_mentions(mentions: Sequence[TimeMention]) -> list[RenderableType]:
    if not mentions:
        return []
    parts: list[RenderableType] = [Text(f"\nTIMES ({len(mentions)})", style="bold cyan")]
    for mention in mentions:
        line = Text(f"“{one_line(mention.text)}”")
        if mention.value:
            line.append(f" {one_line(mention.value)}", style=NAME)
        elif mention.earliest or mention.latest:
            line.append(f" {one_line(mention.earliest or '…')} to {one_line(mention.latest or '…')}", style=NAME)
        else:
            line.append(" unresolved", style=MARK)
        line.append(f" · {mention.type.lower()}", style=DIM)
        if mention.timex and mention.timex != mention.value:
            line.append(f" {one_line(mention.timex)}", style=DIM)
        parts.append(Padding(line, (0, 0, 0, 2)))
    return parts


def count_kinds(items: Iterable[Item]) -> Counter[str]:
    """Return how many items there are of each kind."""
    return Counter(kind_of(item) for item in items)


def summary(counts: Mapping[str, int], documents: int, failures: int, seconds: float) -> Text:
    """Return the last line of a run.

    Args:
        counts: Items of each kind, over all documents.
        documents: Documents that were read.
        failures: Inputs and documents that were not.
        seconds: What it took.
    """
    several = [
        f"{counts[kind]:,} {one if counts[kind] == 1 else more}"
        for kind, (one, more) in KIND_WORDS.items()
        if counts.get(kind)
    ]
    head = f"{documents:,} {'document' if documents == 1 else 'documents'}"
    tail = f", {failures:,} not read" if failures else ""
    return Text(f"{head}: {', '.join(several) or 'nothing found'}{tail}, in {seconds:.2f} s", style=DIM)
