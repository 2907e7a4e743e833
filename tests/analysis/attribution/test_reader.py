from __future__ import annotations

from collections.abc import Callable

import pytest

Attribute = Callable[[str], list[tuple[str, str, str]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“We are ready,” Lavrov said.",
            ("Lavrov", "said", "“We are ready,”"),
        ),
        (
            "“We are ready,” said Lavrov, the foreign minister.",
            ("Lavrov, the foreign minister", "said", "“We are ready,”"),
        ),
        (
            "“We are ready,” she said, “but not for long.”",
            ("she", "said", "“We are ready,” | “but not for long.”"),
        ),
        (
            "“We are ready,” he said. “We have waited for years.”",
            ("he", "said", "“We are ready,” | “We have waited for years.”"),
        ),
        (
            "Lavrov said, “We are ready.”",
            ("Lavrov", "said", "“We are ready.”"),
        ),
        (
            "Lavrov told reporters in Geneva on Friday that the talks had failed.",
            ("Lavrov", "told", "that the talks had failed"),
        ),
        (
            "The talks had failed, a senior official said on Friday.",
            ("a senior official", "said", "The talks had failed"),
        ),
        (
            "According to Reuters, the talks have failed.",
            ("Reuters", "According to", "the talks have failed"),
        ),
        (
            "The talks have failed, according to two diplomats.",
            ("two diplomats", "according to", "The talks have failed"),
        ),
        (
            "Russian officials privately admit that their hopes may be shattered.",
            ("Russian officials", "privately admit", "that their hopes may be shattered"),
        ),
        (
            "The minister denied that any troops had crossed the border.",
            ("The minister", "denied", "that any troops had crossed the border"),
        ),
        (
            "Merkel, who met Xi on Monday, said the talks were useful.",
            ("Merkel", "said", "the talks were useful"),
        ),
        (
            "The government promised to withdraw its forces by June, but it gave no details.",
            ("The government", "promised", "to withdraw its forces by June"),
        ),
        (
            "“One day we will leave.\n\n“That day has come,” the president said.",
            ("the president", "said", "“One day we will leave. | “That day has come,”"),
        ),
    ],
)
def test_source_cue_and_content_are_found(attribute: Attribute, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in attribute(text)


@pytest.mark.parametrize(
    "text",
    [
        "The river rose by two metres and flooded the town.",
        "Protesters marched through the capital.",
        "The New Strategic Arms Reduction Treaty limits warheads.",
        "",
        "1990",
    ],
)
def test_no_attribution_where_nobody_says_anything(attribute: Attribute, text: str) -> None:
    assert attribute(text) == []
