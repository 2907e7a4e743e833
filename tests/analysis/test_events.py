from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.analysis.events import EventReader
from dragoman.analysis.phrases import Tagged

Tag = Callable[[str], Tagged]


def read(text: Tagged) -> list[tuple[str, str, str | None, str]]:
    """Return type, actor, recipient and reality of the first reading of each event."""
    return [
        (
            found[0].pattern.event_type,
            text.text(*found[0].actor),
            text.text(*found[0].recipient) if found[0].recipient else None,
            found[0].reality,
        )
        for found in EventReader()(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Putin congratulated Trump.", [("SUPPORT", "Putin", "Trump", "happened")]),
        ("Iran condemns the Israeli attack.", [("ACCUSE", "Iran", "the Israeli attack", "happened")]),
        (
            "The United States imposed sanctions on Belarus.",
            [("SANCTION", "The United States", "Belarus", "happened")],
        ),
        ("Three activists were arrested by Egypt.", [("COERCE", "Egypt", "Three activists", "happened")]),
        ("Xi will visit Moscow.", [("CONSULT", "Xi", "Moscow", "planned")]),
        ("Merkel met with Macron.", [("CONSULT", "Merkel", "Macron", "happened")]),
        ("Biden hosted Scholz.", [("CONSULT", "Scholz", "Biden", "happened")]),
        ("Ukraine rejected Russia’s demands.", [("REJECT", "Ukraine", "Russia", "happened")]),
    ],
)
def test_actor_and_recipient_come_from_the_clause(
    tag: Tag, text: str, expected: list[tuple[str, str, str | None, str]]
) -> None:
    assert expected == read(tag(text))


@pytest.mark.parametrize(
    "text",
    [
        "Russia did not attack Poland.",
        "If Russia attacks Poland, NATO must act.",
        "Russia may attack Poland.",
        "Allies want to sanction Russia.",
        "The talks were long.",
    ],
)
def test_what_did_not_happen_is_no_event(tag: Tag, text: str) -> None:
    assert read(tag(text)) == []
