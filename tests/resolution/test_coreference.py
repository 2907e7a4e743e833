"""Pronouns and descriptions are traced to whom they mean, or left unknown with the reason."""

from __future__ import annotations

import datetime
import time

import pytest

from dragoman.analysis.lemmas import VerbLemmas
from dragoman.analysis.phrases import Tagged, lemmatize
from dragoman.analysis.quotations import find_quotations
from dragoman.analysis.segmentation import Segmenter
from dragoman.analysis.tagging import Tagger
from dragoman.analysis.turns import find_turns
from dragoman.document import Document
from dragoman.resolution.actors import ActorResolver
from dragoman.resolution.authors import find_authors
from dragoman.resolution.participants import Participants, Resolved
from dragoman.resolution.referents import Actor
from dragoman.resolution.unstated import HomeWords, Unstated

SEGMENTER, TAGGER, LEMMAS, RESOLVER = Segmenter(), Tagger(), VerbLemmas(), ActorResolver()


def prepared(words: str) -> tuple[Tagged, Participants]:
    document = Document(id="1", text=words, origin="test", date=datetime.date(2025, 3, 14))
    segmentation = SEGMENTER(document)
    text = lemmatize(segmentation, TAGGER(segmentation), LEMMAS)
    names = RESOLVER.names(segmentation)
    mentions = RESOLVER.mentions(segmentation, names, document.date, text.tags)
    authors = find_authors(text, find_turns(segmentation), RESOLVER, names)
    unstated = Unstated(None, HomeWords(), [], [(sentence.start, sentence.end) for sentence in segmentation.sentences])
    return text, Participants(text, RESOLVER, names, mentions, find_quotations(segmentation), authors, unstated)


def resolved(words: str, phrase: str, *, speaker: str | None = None) -> Resolved:
    """Resolve the last place where a phrase stands."""
    text, participants = prepared(words)
    return participants.of(tokens(text, phrase), speaker=who(text, participants, speaker) if speaker else None)


def tokens(text: Tagged, phrase: str) -> tuple[int, int]:
    length = len(phrase.split())
    places = range(len(text.tags) - length, -1, -1)
    return next((at, at + length) for at in places if text.text(at, at + length) == phrase)


def who(text: Tagged, participants: Participants, name: str) -> Actor:
    return participants.of(tokens(text, name)).actors[0]


@pytest.mark.parametrize(
    ("words", "phrase", "names"),
    [
        ("Vladimir Putin arrived in Minsk. He met soldiers.", "He", ["Vladimir Putin"]),
        ("Jane Doe arrived in Minsk. She said that she was tired.", "She", ["Jane Doe"]),
        ("Jane Doe met Donald Trump. She said that talks went on.", "She", ["Jane Doe"]),
        ("Angela Merkel met Donald Trump. He said that talks went on.", "He", ["Donald Trump"]),
        ("Vladimir Putin left. His plane took off.", "His", ["Vladimir Putin"]),
        ("Dmitry Peskov, Kremlin spokesman, spoke. The spokesman smiled.", "The spokesman", ["Dmitry Peskov"]),
        (
            "Foreign Minister Sergei Lavrov met Foreign Minister Wang Yi. The two ministers agreed.",
            "The two ministers",
            ["Sergey Lavrov", "Wang Yi"],
        ),
    ],
)
def test_a_phrase_is_traced_to_whom_it_means(words: str, phrase: str, names: list[str]) -> None:
    found = resolved(words, phrase).actors
    assert names == [actor.name for actor in found]
    assert all(actor.trail for actor in found)


def test_they_are_the_officials_of_the_sentence_before() -> None:
    (officials,) = resolved("Russian officials gathered in Moscow. They said that they had no hope.", "They").actors
    assert ("people", "RUS", ["Russian officials"]) == (
        officials.type,
        officials.country,
        [span.text for span in officials.trail],
    )


@pytest.mark.parametrize(
    ("words", "phrase", "reason"),
    [
        ("He left.", "He", "no person"),
        ("Angela Merkel arrived in Paris. He left.", "He", "no person"),  # gender
        ("Two ships met. Vladimir Putin greeted him.", "him", "no person"),  # not himself
        ("The sanctions failed. They were lifted.", "They", "things"),
    ],
)
def test_what_is_not_sure_stays_unknown_with_the_reason(words: str, phrase: str, reason: str) -> None:
    (actor,), why, *_ = resolved(words, phrase)
    assert (None, []) == (actor.name, actor.trail)
    assert reason in (why or "")


def test_whoever_speaks_is_not_he_in_his_own_quoted_words() -> None:
    words = "Donald Trump spoke on Friday. “He is right,” Vladimir Putin said."
    (actor,), *_ = resolved(words, "He", speaker="Vladimir Putin")
    assert actor.name in {None, "Donald Trump"}


def test_the_trail_keeps_every_mention_from_the_name_on() -> None:
    (actor,), *_ = resolved("Vladimir Putin arrived. He greeted the crowd. Then he left.", "he")
    assert ["Vladimir Putin", "He"] == [span.text for span in actor.trail]


def test_a_name_that_no_table_knows_is_a_person_if_the_text_says_so() -> None:
    (actor,), *_ = resolved("Professor Mbali Nkosi spoke. The crowd cheered Nkosi.", "Nkosi")
    assert ("Mbali Nkosi", "person") == (actor.name, actor.type)


def test_time_grows_with_the_length_of_the_document_and_no_faster() -> None:
    part = "Vladimir Putin met Xi Jinping in Minsk. He said that they were glad. The president left with his men.\n\n"

    def seconds(times: int) -> float:
        text, participants = prepared(part * times)
        started = time.process_time()
        for at in range(len(text.tags)):
            if text.word(at) in {"he", "they", "his"}:
                participants.of((at, at + 1))
        return time.process_time() - started

    assert seconds(2000) < 20 * seconds(200)
