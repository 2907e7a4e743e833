"""From what a call names to documents: files, folders and standard input, each read by its kind."""

from __future__ import annotations

import datetime
import io
import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import BinaryIO, Literal

from dragoman.config import Config
from dragoman.errors import EmptyInputError, FormatError, InputError, NotFoundError
from dragoman.sources.found import Found, Note, Source
from dragoman.sources.lines import csv_rows, json_rows
from dragoman.sources.opening import input_error, opened
from dragoman.sources.table import table_documents
from dragoman.sources.text import text_documents

__all__ = ["documents", "find_sources", "is_one_report"]

Kind = Literal["text", "html", "json lines", "csv", "tsv", "parquet", "json"]

#: What a name ends in, without `.gz`, and how such a file is read.
KINDS: dict[str, Kind] = {
    ".jsonl": "json lines",
    ".ndjson": "json lines",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
}
#: In folders only files with these endings, or with none, are taken: the others are seldom reports.
READ_IN_FOLDERS = frozenset({*KINDS, ".txt", ".text", ".md", ""}) - {".json"}

#: How a web page begins, after white space, a byte-order mark and comments.
PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
#: How JSON Lines begin.
JSON_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"[^\"\n]{1,100}\"\s*:")


def find_sources(paths: Iterable[str], config: Config) -> Iterator[Source | Note | InputError]:
    """Yield the files that a call means, and an error for each path that means none.

    Args:
        paths: Files, folders (read with all that is in them, in the order of the names; hidden files, and
            folders reached before by a link, are left out), or `-` for standard input.
        config: The limits.
    """
    for path in paths:
        if path == "-":
            yield Source("standard input", None)
            continue
        try:
            status = os.stat(path)  # noqa: PTH116 - Path("") is the current folder, and no one means that
        except FileNotFoundError:
            yield NotFoundError(path or "''", "no such file or folder", "check the path")
        except (OSError, ValueError) as error:
            yield input_error(path, error)
        else:
            if stat.S_ISDIR(status.st_mode):
                yield from Folder(path, config).sources()
            else:
                yield Source(path, path)


class Folder:
    """One walk through a folder that was named."""

    def __init__(self, path: str, config: Config) -> None:
        self.path = path
        self.config = config
        #: Device and number of each folder that was entered: links may lead back to one.
        self.entered: set[tuple[int, int]] = set()
        self.skipped: Counter[str] = Counter()
        self.found = 0

    def sources(self) -> Iterator[Source | Note | InputError]:
        """Yield the files in order, errors for folders that cannot be listed, a note on what was left out."""
        yield from self._walk(self.path, 0)
        left_out = ", ".join(f"{kind} ({count:,})" for kind, count in sorted(self.skipped.items()))
        if not self.found:
            what = f"nothing in this folder can be read{f' (left out: {left_out})' if left_out else ''}"
            yield EmptyInputError(self.path, what, "name the files themselves, or another folder")
        elif left_out:
            yield Note(self.path, f"left out: {left_out}", "name such a file itself to have it read")

    def _walk(self, folder: str, depth: int) -> Iterator[Source | InputError]:
        try:
            status = os.stat(folder)  # noqa: PTH116 - names stay as they were given
            if (status.st_dev, status.st_ino) in self.entered:
                return
            self.entered.add((status.st_dev, status.st_ino))
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            self.found += 1
            yield input_error(folder, error)
            return
        for entry in entries:
            if entry.name.startswith("."):
                continue
            kind = _kind_of_entry(entry)
            if kind == "folder":
                if depth < self.config.max_folder_depth:
                    yield from self._walk(entry.path, depth + 1)
                else:
                    self.skipped[f"folders more than {depth} levels down"] += 1
            elif kind == "other":
                self.skipped["links to nothing and special files"] += 1
            elif ending(entry.name) in READ_IN_FOLDERS:
                self.found += 1
                yield Source(entry.path, entry.path)
            else:
                self.skipped[f"{ending(entry.name)} files"] += 1


def _kind_of_entry(entry: os.DirEntry[str]) -> Literal["folder", "file", "other"]:
    try:
        return "folder" if entry.is_dir() else "file" if entry.is_file() else "other"
    except OSError:  # a link that leads to itself
        return "other"


def documents(
    source: Source, *, date: datetime.date | None, config: Config, standard_input: BinaryIO | None = None
) -> Iterator[Found]:
    """Yield the documents of one file or stream, notes on what was assumed, errors for what cannot be read.

    Args:
        source: What to read.
        date: The day of publication for reports that state none; it overrules a page's own, with a note.
        config: The limits.
        standard_input: Stands in for standard input.
    """
    try:
        with opened(source, config, standard_input) as stream:
            yield from _read(stream, source, date, config)
    except InputError as error:
        yield error
    except OSError as error:
        yield input_error(source.name, error)


def _read(stream: io.BufferedReader, source: Source, date: datetime.date | None, config: Config) -> Iterator[Found]:
    name = source.name
    match kind_of(source, stream):
        case "text":
            yield from text_documents(stream, name, date=date, config=config)
        case "html":
            from dragoman.sources.html import html_documents  # only for pages: see there

            yield from html_documents(stream, name, date=date, config=config)
        case "json lines":
            yield from table_documents(json_rows(stream, name, config), name, date=date, config=config)
        case "csv" | "tsv" as kind:
            rows = csv_rows(stream, name, config, delimiter="," if kind == "csv" else "\t")
            yield from table_documents(rows, name, date=date, config=config)
        case "parquet":
            from dragoman.sources.parquet import parquet_rows  # only for such tables: see there

            whole_file = source.path if source.path and is_parquet_file(source.path) else None
            yield from table_documents(parquet_rows(stream, name, whole_file), name, date=date, config=config)
        case "json":
            raise FormatError(name, "JSON, not JSON Lines", "write one object a line and name it .jsonl")


def kind_of(source: Source, stream: io.BufferedReader) -> Kind:
    """Return how to read an input: by its name, else by how it begins."""
    head = stream.peek(4096)[:8192]
    kind = KINDS.get(ending(source.path or ""))
    if kind == "json":
        # Many write JSON Lines under this name.
        first, _, second = head.partition(b"\n")
        return "json lines" if first.rstrip().endswith(b"}") and JSON_OBJECT.match(second or first) else "json"
    if kind:
        return kind
    if PAGE.match(head):
        return "html"
    if head.startswith(b"PAR1"):
        return "parquet"
    if not ending(source.path or "") and JSON_OBJECT.match(head):
        return "json lines"
    if not ending(source.path or ""):
        return _kind_of_header(head.split(b"\n", 1)[0])
    return "text"


def is_one_report(source: Source, config: Config) -> bool:
    """Say whether an input is a file that is one report: a text or a page, no table and no stream.

    Only the first bytes are looked at, and only of a file that can be opened again.
    """
    if source.path is None or not os.path.isfile(source.path):  # noqa: PTH113 - names stay as they were given
        return False
    try:
        with opened(source, config) as stream:
            return kind_of(source, stream) in {"text", "html"}
    except (InputError, OSError):  # whoever reads it will say so
        return True


def _kind_of_header(line: bytes) -> Kind:
    """Say whether a first line is the header of a table: cells between commas or tabs, one of them "text"."""
    for delimiter, kind in ((b"\t", "tsv"), (b",", "csv"), (b";", "csv")):
        cells = [cell.strip(b' "\r\xef\xbb\xbf') for cell in line.split(delimiter)]
        if len(cells) > 1 and b"text" in cells:
            return "tsv" if kind == "tsv" else "csv"
    return "text"


def is_parquet_file(path: str) -> bool:
    """Say whether a path leads to a Parquet table that is not packed, and that can be read in any order."""
    if not os.path.isfile(path):  # noqa: PTH113 - names stay as they were given
        return False
    with open(path, "rb") as file:  # noqa: PTH123
        return file.read(4) == b"PAR1"


def ending(path: str) -> str:
    """Return what the name of a file ends in, in lower case and without `.gz`."""
    name = PurePath(path).name.lower().removesuffix(".gz")
    return PurePath(name).suffix
