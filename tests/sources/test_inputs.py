"""Paths lead to files in a fixed order, and every path that leads nowhere is named."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.config import Config
from dragoman.document import Document
from dragoman.errors import EmptyInputError, InputError, NotFoundError
from dragoman.sources.found import Note, Source
from dragoman.sources.inputs import documents, find_sources


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that makes files in a folder."""

    def folder(*names: str) -> Path:
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("One.")
        return tmp_path

    return folder


def find(*paths: object, config: Config | None = None) -> list[Source | Note | InputError]:
    return list(find_sources([str(path) for path in paths], config or Config()))


def names(found: list[Source | Note | InputError], root: Path) -> list[str]:
    return [os.path.relpath(one.name, root) for one in found if isinstance(one, Source)]


def test_folder_is_walked_in_the_order_of_the_names(folder: Callable[..., Path]) -> None:
    root = folder("b.txt", "a/z.html", "a/b/c.csv.gz", "c", ".hidden.txt", ".git/x.txt", "B.TXT")
    found = find(root)
    assert names(found, root) == ["B.TXT", "a/b/c.csv.gz", "a/z.html", "b.txt", "c"]
    assert len(found) == 5


def test_files_of_other_kinds_are_left_out_with_one_note(folder: Callable[..., Path]) -> None:
    root = folder("a.txt", "b.png", "c.png", "d.pdf")
    found = find(root)
    assert names(found, root) == ["a.txt"]
    assert [one.what for one in found if isinstance(one, Note)] == ["left out: .pdf files (1), .png files (2)"]


def test_file_that_is_named_is_taken_whatever_its_kind(folder: Callable[..., Path]) -> None:
    root = folder("b.log", ".hidden")
    assert names(find(root / "b.log", root / ".hidden"), root) == ["b.log", ".hidden"]


@pytest.mark.parametrize("files", [(), ("a.png",), (".hidden",)])
def test_folder_with_nothing_to_read_is_an_error(folder: Callable[..., Path], files: tuple[str, ...]) -> None:
    (error,) = find(folder(*files))
    assert isinstance(error, EmptyInputError)
    assert error.what.startswith("nothing in this folder can be read")


@pytest.mark.parametrize("path", ["", "no/such/file.txt"])
def test_path_that_leads_nowhere_is_an_error(path: str) -> None:
    (error,) = find(path)
    assert isinstance(error, NotFoundError)


@pytest.mark.parametrize("path", ["a\0b", "x" * 5000])
def test_path_that_cannot_be_one_is_an_error(path: str) -> None:
    (error,) = find(path)
    assert isinstance(error, InputError)


def test_links_in_a_circle_end(folder: Callable[..., Path]) -> None:
    root = folder("a/x.txt")
    (root / "a" / "back").symlink_to(root)
    (root / "self").symlink_to(root / "self")
    (root / "broken").symlink_to(root / "nothing")
    found = find(root)
    assert names(found, root) == ["a/x.txt"]
    assert [one.what for one in found if isinstance(one, Note)] == ["left out: links to nothing and special files (2)"]


def test_folders_too_deep_are_left_out_with_a_note(folder: Callable[..., Path]) -> None:
    root = folder("a/b/c/x.txt", "a/y.txt")
    found = find(root, config=Config(max_folder_depth=2))
    assert names(found, root) == ["a/y.txt"]
    assert [one.what for one in found if isinstance(one, Note)] == ["left out: folders more than 2 levels down (1)"]


def test_folder_that_may_not_be_listed_is_an_error(
    folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = folder("a/x.txt", "b.txt")
    scan = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("a"):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = find(root)
    assert names(found, root) == ["b.txt"]
    assert [(one.where, one.what) for one in found if isinstance(one, InputError)] == [
        (str(root / "a"), "you may not read it")
    ]


def test_order_of_the_call_is_kept(folder: Callable[..., Path]) -> None:
    root = folder("a.txt", "b.txt")
    assert [one.name for one in find(root / "b.txt", "-", root / "a.txt") if isinstance(one, Source)] == [
        str(root / "b.txt"), "standard input", str(root / "a.txt"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        (b"One.", ["One."]),
        (b'{"text": "One."}\n{"text": "Two."}\n', ["One.", "Two."]),
        (b'\xef\xbb\xbf{"id": 1, "text": "One."}', ["One."]),
        (b"{One} and two.", ["{One} and two."]),
    ],
)
def test_standard_input_is_known_by_its_beginning(content: bytes, texts: list[str]) -> None:
    found = documents(Source("standard input", None), date=None, config=Config(), standard_input=io.BytesIO(content))
    assert [one.text for one in found if isinstance(one, Document)] == texts


def test_file_that_is_gone_when_it_is_read_is_an_error(tmp_path: Path) -> None:
    (error,) = documents(Source("a", str(tmp_path / "a")), date=None, config=Config())
    assert isinstance(error, InputError)
    assert error.what == "cannot be opened (No such file or directory)"
