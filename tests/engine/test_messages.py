"""What is sent over a pipe comes out as it was, whatever is in it."""

from __future__ import annotations

import datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.document import Document
from dragoman.engine.local import Defect, Outcome, Reading
from dragoman.engine.messages import Answer, FromWorker, NotStarted, Ready, Shard, decode, encode, outcomes, wired
from dragoman.engine.tasks import Task
from dragoman.errors import EncodingError, InputError, NoArticleError
from dragoman.record.items import TimeMention
from dragoman.sources.found import Note, Source

#: Also halves of surrogate pairs: they come from broken JSON and from names of files that are no UTF-8.
TEXT = st.text(st.characters(exclude_categories=()))
DOCUMENT = st.builds(
    Document, id=TEXT, text=TEXT, origin=TEXT, date=st.none() | st.dates(), title=st.none() | TEXT,
    publisher=st.none() | TEXT, url=st.none() | TEXT,
)  # fmt: skip
TIME = st.builds(
    TimeMention, report=TEXT, text=TEXT, start=st.integers(0, 2**40), end=st.integers(0, 2**40), type=st.just("DATE"),
    timex=st.none() | TEXT, value=TEXT, earliest=TEXT, latest=TEXT,
)  # fmt: skip
OUTCOME = st.one_of(
    st.builds(Reading, DOCUMENT, st.lists(TIME, max_size=3)),
    st.builds(Note, TEXT, TEXT, TEXT),
    st.builds(Defect, TEXT, TEXT, TEXT),
)
TASK = st.one_of(
    st.builds(lambda document: Task(document, len(document.text)), DOCUMENT),
    st.builds(lambda name, path, characters: Task(Source(name, path), characters), TEXT, TEXT, st.integers(0, 2**40)),
)


@given(st.lists(OUTCOME, max_size=3))
def test_outcomes_come_out_as_they_were_sent(found: list[Outcome]) -> None:
    answer = decode(encode(Answer([wired(outcome) for outcome in found])), Answer)
    assert list(outcomes(answer)) == found


@given(st.lists(TASK, max_size=3))
def test_tasks_come_out_as_they_were_sent(tasks: list[Task]) -> None:
    assert list(decode(encode(Shard.of(tasks)), Shard).unpacked()) == tasks


@pytest.mark.parametrize("kind", [InputError, EncodingError, NoArticleError])
def test_an_error_stays_of_its_kind(kind: type[InputError]) -> None:
    (error,) = outcomes(Answer([wired(kind("a.txt", "bad", "mend it"))]))
    assert type(error) is kind
    assert (error.where, error.what, error.advice) == ("a.txt", "bad", "mend it")


@pytest.mark.parametrize("message", [Ready(), NotStarted("no model"), NotStarted("\ud800")])
def test_other_messages_come_out_as_they_were_sent(message: Ready | NotStarted) -> None:
    assert decode(encode(message), FromWorker) == message  # type: ignore[arg-type]


@pytest.mark.parametrize("data", [b"", b"{", b"{}", b"\xc1", b"\x80", b'{"type": "pickle"}'])
def test_what_is_no_message_is_refused(data: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        decode(data, FromWorker)  # type: ignore[arg-type]


def test_a_day_stays_a_day_when_the_text_is_no_utf_8() -> None:
    document = Document(id="1", text="\ud800", origin="a", date=datetime.date(2025, 1, 21))
    (task,) = decode(encode(Shard.of([Task(document, 1)])), Shard).unpacked()
    assert task.content == document
