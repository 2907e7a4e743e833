"""Writes the page of the record from the item types, their docstrings and the comments above their fields."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

__all__ = ["cell", "record_page"]


def cell(text: str) -> str:
    """Return a text as it may stand in a cell of a table in Markdown."""
    return text.replace("|", "\\|").replace("\n", " ")


class Source:
    """A module whose types are described: classes and closed sets, with the comments above their fields."""

    def __init__(self, path: Path) -> None:
        self._lines = path.read_text(encoding="utf-8").splitlines()
        self._body = ast.parse("\n".join(self._lines)).body

    def classes(self) -> Iterator[ast.ClassDef]:
        """Yield the classes in the order of the file."""
        yield from (node for node in self._body if isinstance(node, ast.ClassDef))

    def closed_sets(self) -> Iterator[tuple[str, list[str], str]]:
        """Yield each closed set of words: its name, its members and what is said of them."""
        for node in self._body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript):
                name, members = node.targets[0], node.value
                if isinstance(name, ast.Name) and ast.unparse(members.value) == "Literal":
                    yield name.id, literal_values(members), self.comment_above(node.lineno)

    def fields(self, node: ast.ClassDef) -> Iterator[tuple[str, str, str]]:
        """Yield each field of a class: its name in JSON, its type in words, its comment."""
        for statement in node.body:
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                name = statement.target.id.rstrip("_")
                yield name, type_in_words(statement.annotation), self.comment_above(statement.lineno)

    def comment_above(self, line: int) -> str:
        """Return the `#:` comment that ends just above a line, in one line."""
        found: list[str] = []
        for text in reversed(self._lines[: line - 1]):
            if not text.strip().startswith("#:"):
                break
            found.append(text.strip().removeprefix("#:").strip())
        return " ".join(reversed(found)).replace("`None`", "`null`")


def literal_values(node: ast.Subscript) -> list[str]:
    """Return the members of a `Literal`."""
    members = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    return [str(ast.literal_eval(member)) for member in members]


PLAIN_TYPES = {"str": "text", "int": "number", "float": "number", "bool": "true or false", "None": "null"}


def type_in_words(node: ast.expr) -> str:
    """Return a type annotation in words, with links to the types that this page describes."""
    if isinstance(node, ast.BinOp):
        return f"{type_in_words(node.left)} or {type_in_words(node.right)}"
    if isinstance(node, ast.Subscript):
        outer, inner = ast.unparse(node.value), node.slice
        if outer == "Literal":
            return ", ".join(f"`{value}`" for value in literal_values(node))
        if outer == "list":
            return f"list of {type_in_words(inner)}"
        if outer == "tuple":
            return "list of two texts"
        return "object of texts"
    name = ast.unparse(node)
    return PLAIN_TYPES.get(name) or f"[{name}](#{name.lower()})"


def record_page(package: Path) -> str:
    """Return the page of the record: kinds, the types within them, and the closed sets."""
    items = Source(package / "record" / "items.py")
    referents = Source(package / "resolution" / "referents.py")
    document = Source(package / "document.py")
    kinds = {node.name: node for node in items.classes()}
    bases = {"ItemBase": "Fields of every item", "MentionBase": "Fields of every mention"}
    parts = [
        "# Record\n",
        "Version 1. One item is one JSON object, one a line. Every field of its kind is always present:\n"
        "`null` or an empty list where not known or where there is none; `unknown` says why something is not\n"
        "known. Where the text simply has none (no addressee, no mode, nobody who disputes) it says nothing.\n"
        "Offsets are half-open, in\n"
        "Unicode code points from 0, into the document's text. For machines:\n"
        "[record.schema.json](record.schema.json), the JSON Schema of one item.\n",
    ]
    for name, node in kinds.items():
        parts.append(type_section(items, node, bases.get(name)))
    parts.append(type_section(document, next(node for node in document.classes() if node.name == "Span"), None))
    parts += [type_section(referents, node, None) for node in referents.classes()]
    for source in (items, referents):
        for name, members, comment in source.closed_sets():
            parts.append(f"## {name}\n\n{comment}\n\n{', '.join(f'`{member}`' for member in members)}\n")
    return "\n".join(parts)


def type_section(source: Source, node: ast.ClassDef, heading: str | None) -> str:
    """Return the description of one type: what it is, and a table of its fields."""
    tags = [keyword.value for keyword in node.keywords if keyword.arg == "tag"]
    kind = f"`kind` is `{ast.literal_eval(tags[0])}`. " if tags else ""
    base = ast.unparse(node.bases[0]) if node.bases else ""
    shared = {
        "ItemBase": "Besides these it has the [fields of every item](#fields-of-every-item).",
        "MentionBase": "Besides these it has the [fields of every mention](#fields-of-every-mention).",
    }
    rows = [f"| `{name}` | {cell(kind_of)} | {cell(words)} |" for name, kind_of, words in source.fields(node)]
    words = f"{ast.get_docstring(node) or ''}\n\n{kind}{shared.get(base, '')}".strip().replace("`None`", "`null`")
    return "\n".join(
        [
            f"## {heading or node.name}\n",
            f"{words}\n",
            "| field | type | meaning |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )
