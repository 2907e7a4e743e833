"""One bad document is an error, and the others go on."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

import pytest

from dragoman.config import Config
from dragoman.document import Document
from dragoman.engine.local import Defect, Known, LocalEngine, Reading
from dragoman.errors import InputError
from dragoman.record.items import Item, TimeMention
from dragoman.sources.found import Note, Source

CONFIG = Config()


class Fake:
    """Finds one time in every document, and fails on those that say so."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def read(self, document: Document, *, mentions: bool = False) -> Sequence[Item]:
        if "fail" in document.text:
            raise self.error
        found = TimeMention(
            report=document.id, text=document.text[0], start=0, end=1, type="DATE", timex=None, value=None,
            earliest=None, latest=None,
        )  # fmt: skip
        return [found] if mentions else []


@pytest.fixture
def table(tmp_path: Path) -> Source:
    path = tmp_path / "t.jsonl"
    path.write_text('{"text": "One."}\n{"text": "fail"}\nbroken\n{"text": "Two.", "date": "soon"}\n')
    return Source("t.jsonl", str(path))


def test_what_comes_out_is_in_the_order_of_the_input(table: Source) -> None:
    outcomes = list(LocalEngine(Fake(KeyError("x")), CONFIG).read(table))
    assert [type(one) for one in outcomes[:2]] == [Reading, Defect]
    assert [isinstance(one, InputError | Note) for one in outcomes[2:]] == [True, True, False]
    assert isinstance(outcomes[4], Reading)
    assert outcomes[4].document.text == "Two."


@pytest.mark.parametrize("error", [KeyError("x"), RecursionError(), MemoryError(), ZeroDivisionError("a\nb")])
def test_unexpected_error_is_called_a_defect(table: Source, error: Exception) -> None:
    (defect,) = [one for one in LocalEngine(Fake(error), CONFIG).read(table) if isinstance(one, Defect)]
    assert defect.where == "t.jsonl, line 2"
    assert type(error).__name__ in defect.what
    assert "a defect in Dragoman, please report" in defect.advice


def test_unexpected_error_of_a_source_is_called_a_defect(table: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    def explode(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("dragoman.engine.local.documents", explode)
    (defect,) = LocalEngine(Fake(KeyError()), CONFIG).read(table)
    assert isinstance(defect, Defect)
    assert defect.where == "t.jsonl"


def test_keyboard_is_obeyed(table: Source) -> None:
    class Interrupted(Fake):
        def read(self, document: Document, *, mentions: bool = False) -> Sequence[Item]:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(LocalEngine(Interrupted(KeyError()), CONFIG).read(table))


@pytest.mark.parametrize("mentions", [True, False])
def test_date_and_mentions_are_handed_on(table: Source, mentions: bool) -> None:
    day = datetime.date(2025, 1, 21)
    first = next(LocalEngine(Fake(KeyError()), CONFIG, date=day, mentions=mentions).read(table))
    assert isinstance(first, Reading)
    assert first.document.date == day
    assert len(first.items) == mentions


def test_what_is_known_is_not_read(table: Source) -> None:
    engine = LocalEngine(Fake(KeyError("x")), CONFIG, known=lambda document: document.text in {"One.", "fail"})
    first, second, *others = engine.read(table)
    assert (first, second) == (Known("t.jsonl, line 1"), Known("t.jsonl, line 2"))
    assert [one.document.text for one in others if isinstance(one, Reading)] == ["Two."]
