"""Who did what to whom, as the words say it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.analysis.events.mention import EventMention
from dragoman.analysis.events.reader import EventReader
from dragoman.analysis.phrases import Tagged
from dragoman.analysis.quotations import find_quotations
from dragoman.analysis.reading import DocumentReader

Tag = Callable[[str], Tagged]
Read = Callable[[str], tuple[Tagged, list[EventMention]]]


@pytest.fixture(scope="module")
def read(tag: Tag, document_reader: DocumentReader) -> Read:
    reader = EventReader()

    def run(words: str) -> tuple[Tagged, list[EventMention]]:
        text = tag(words)
        found = document_reader(text.segmentation, find_quotations(text.segmentation)).events
        return text, [readings[0] for readings in reader(text, found)]

    return run


@pytest.mark.parametrize(
    ("words", "event_type", "actor", "recipient", "reality"),
    [
        ("Russian President Vladimir Putin congratulated Donald Trump.", "SUPPORT", "Putin", "Trump", "happened"),
        ("Iran condemned the Israeli attack on its embassy.", "ACCUSE", "Iran", "Israeli", "happened"),
        ("Three activists were arrested by Egyptian police on Monday.", "COERCE", "police", "activists", "happened"),
        ("Ukraine rejected Russia’s demands.", "REJECT", "Ukraine", "Russia", "happened"),
        ("Israeli warplanes bombed targets in southern Lebanon.", "ASSAULT", "Israeli", "", "happened"),
        ("Protesters marched through Paris to denounce the war.", "PROTEST", "Protesters", "", "happened"),
        ("The United States imposed sanctions on Belarus.", "COERCE", "United States", "Belarus", "happened"),
    ],
)
def test_actor_and_recipient_come_from_the_clause(
    read: Read, words: str, event_type: str, actor: str, recipient: str, reality: str
) -> None:
    text, found = read(words)
    (event,) = [one for one in found if one.event_type == event_type]
    assert actor in " ".join(text.text(*part) for part in event.actors)
    assert recipient in " ".join(text.text(*part) for part in event.recipients)
    assert reality == event.reality


@pytest.mark.parametrize(
    "words",
    [
        "The talks were long.",
        "The film opens on Friday and stars two Canadian actors.",
        "The minister said that the economy grew by two per cent last year.",
        "I don't have anything further on that.",
    ],
)
def test_no_event_is_an_answer(read: Read, words: str) -> None:
    assert read(words)[1] == []


@pytest.mark.parametrize(
    ("words", "actors", "recipients"),
    [
        ("Ukraine rejected Russia’s demands.", ["Ukraine"], ["Russia"]),
        (
            "Theresa May met German Chancellor Angela Merkel in Berlin.",
            ["Theresa May", "German Chancellor Angela Merkel"],
            [],
        ),
        ("Rebels killed three soldiers near Khorog.", ["Rebels"], ["three soldiers"]),
    ],
)
def test_phrases_are_whole_and_no_place_is_a_recipient(
    read: Read, words: str, actors: list[str], recipients: list[str]
) -> None:
    text, found = read(words)
    assert actors == [text.text(*part) for part in found[0].actors]
    assert all(text.text(*part).startswith(tuple(recipients)) for part in found[0].recipients)


def test_what_is_denied_by_the_verb_is_negated(read: Read) -> None:
    assert {event.reality for event in read("Russia did not attack Poland.")[1]} <= {"negated"}
