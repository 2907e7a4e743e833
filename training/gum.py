"""Reads GUM (Zeldes 2017): the text as it was, and who is meant where, for the coreference benchmark and training."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["GENRES", "GumDocument", "GumMention", "read_documents"]

#: The kinds of text that are closest to reports about diplomacy.
GENRES = ("news", "interview", "speech", "bio")
#: One bracket of the column of entities: an opening one, with or without its end, or the end of an earlier one.
BRACKET = re.compile(r"\((?P<opened>[^()]*)(?P<closed>\))?|(?P<ended>[^()]+)\)")
#: Two mentions whose entities together are meant: "SplitAnte=11<20,12<20".
SPLIT = re.compile(r"([^<,|]+)<([^<,|]+)")


@dataclass(slots=True)
class GumMention:
    """One mention: half-open characters of the whole and of its head, and whom it means."""

    start: int
    end: int
    head_start: int
    head_end: int
    entity: str
    type: str
    #: First and last word's part of speech.
    tags: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(slots=True)
class GumDocument:
    """One document with its mentions in the order of the text."""

    name: str
    genre: str
    text: str
    mentions: list[GumMention]
    #: Entity to the entities that it is made up of ("they": two persons named apart).
    members: dict[str, set[str]] = field(default_factory=dict)
    #: Half-open characters and part of speech of each word.
    words: list[tuple[int, int, str]] = field(default_factory=list)


def read_documents(folder: Path, part: str) -> Iterator[GumDocument]:
    """Yield the documents of a part in the order of their names.

    Args:
        folder: The folder of GUM, with `splits.md` and `conllu`.
        part: train or dev.

    Raises:
        ValueError: Another part: the test documents are for nobody's eyes.
    """
    if part not in {"train", "dev"}:
        raise ValueError(f"{part}: only train and dev are read")
    names = _names(folder / "splits.md", part)
    for path in sorted((folder / "conllu").glob("*.conllu")):
        genre = path.stem.split("_")[1]
        if path.stem in names and genre in GENRES:
            yield _Reading(path.stem, genre).read(path.read_text(encoding="utf-8"))


def _names(splits: Path, part: str) -> set[str]:
    sections = re.split(r"^## ", splits.read_text(encoding="utf-8"), flags=re.MULTILINE)
    (section,) = (one for one in sections if one.splitlines()[0].strip() == part)
    return set(re.findall(r"\* (\S+)", section))


class _Reading:
    """The state of reading one file."""

    def __init__(self, name: str, genre: str) -> None:
        self._document = GumDocument(name, genre, "", [])
        self._text: list[str] = []
        self._length = 0
        #: Start, end, tag and word of each token.
        self._tokens: list[tuple[int, int, str, str]] = []
        self._open: list[tuple[str, str, str, int]] = []

    def read(self, content: str) -> GumDocument:
        covered = 0
        space = ""
        for line in content.split("\n"):
            if line.startswith("# newpar") and not line.startswith("# newpar_block"):
                space = "\n\n" if self._tokens else ""
                continue
            cells = line.split("\t")
            if len(cells) != 10 or "." in cells[0]:
                continue
            if "-" in cells[0]:  # several words written as one: "don't"
                covered = int(cells[0].split("-")[1])
                self._write(space)
                space = "" if "SpaceAfter=No" in cells[9] else " "
                continue
            is_within = covered and int(cells[0]) <= covered
            if not is_within:
                covered = 0
                self._write(space)
            start = self._length
            self._write(cells[1])
            self._tokens.append((start, self._length, cells[4], cells[1]))
            self._brackets(cells[9])
            if not is_within:
                space = "" if "SpaceAfter=No" in cells[9] else " "
        self._document.text = "".join(self._text)
        self._document.words = [(start, end, tag) for start, end, tag, _ in self._tokens]
        self._document.mentions.sort(key=lambda one: (one.start, -one.end))
        return self._document

    def _write(self, words: str) -> None:
        self._text.append(words)
        self._length += len(words)

    def _brackets(self, misc: str) -> None:
        cells = dict(cell.split("=", 1) for cell in misc.split("|") if "=" in cell)
        for bracket in BRACKET.finditer(cells.get("Entity", "")):
            if bracket["opened"] is not None:
                entity, kind, _, _, _, head, *_ = bracket["opened"].split("-", 6)
                self._open.append((entity.split("[")[0], kind, head, len(self._tokens) - 1))
                if bracket["closed"]:
                    self._close(self._open.pop())
            else:
                ended = bracket["ended"].split("[")[0]
                at = next((i for i in range(len(self._open) - 1, -1, -1) if self._open[i][0] == ended), None)
                if at is not None:
                    self._close(self._open.pop(at))
        for part, whole in SPLIT.findall(cells.get("SplitAnte", "")):
            self._document.members.setdefault(whole, set()).add(part)

    def _close(self, opened: tuple[str, str, str, int]) -> None:
        entity, kind, head, first = opened
        tokens: Sequence[tuple[int, int, str, str]] = self._tokens[first:]
        heads = [tokens[int(at) - 1] for at in head.split(",") if at.isdigit() and int(at) <= len(tokens)] or tokens
        self._document.mentions.append(
            GumMention(
                tokens[0][0], tokens[-1][1], heads[0][0], heads[-1][1], entity, kind,
                tuple(token[2] for token in tokens), tuple(token[3] for token in tokens),
            )
        )  # fmt: skip
