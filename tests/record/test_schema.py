"""The JSON Schema of the record is strict, and says which fields there are."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import msgspec
import pytest

from dragoman.document import Span
from dragoman.record.items import Relation, TimeMention
from dragoman.record.schema import record_schema

SCHEMA = record_schema()
OBJECTS = sorted(name for name, body in SCHEMA["$defs"].items() if body.get("type") == "object")

RELATION = Relation(
    id="1",
    report="r",
    evidence=[Span(0, 1, "a")],
    method="rule:test",
    confidence=0.5,
    unknown={},
    pair=("NOR", "SUD"),
    claim="cut",
    compared_with=None,
    certainty="asserted",
    as_of=None,
    statements=[],
)
TIME = TimeMention(
    report="r", text="now", start=0, end=3, type="DATE", timex=None, value=None, earliest=None, latest=None
)


def as_json(item: object) -> Any:
    return json.loads(msgspec.json.encode(item))


def is_valid(item: Any) -> bool:
    return bool(jsonschema.Draft202012Validator(SCHEMA).is_valid(item))


def test_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_every_kind_is_in_it() -> None:
    assert set(SCHEMA["discriminator"]["mapping"]) == {
        "statement", "event", "position", "commitment", "agreement", "relation", "actor", "time", "document",
    }  # fmt: skip


@pytest.mark.parametrize("name", OBJECTS)
def test_every_object_requires_its_fields_and_forbids_others(name: str) -> None:
    definition = SCHEMA["$defs"][name]
    assert definition["required"] == list(definition["properties"])
    assert definition["additionalProperties"] is False


@pytest.mark.parametrize("item", [RELATION, TIME])
def test_items_are_valid(item: object) -> None:
    assert is_valid(as_json(item))


@pytest.mark.parametrize(
    "change",
    [{"claim": "splendid"}, {"pair": ["NOR"]}, {"extra": 1}, {"evidence": [{"start": 0}]}, {"kind": "rumour"}],
)
def test_a_wrong_field_is_invalid(change: dict[str, object]) -> None:
    assert not is_valid({**as_json(RELATION), **change})


@pytest.mark.parametrize("field", sorted(as_json(RELATION)))
def test_a_missing_field_is_invalid(field: str) -> None:
    assert not is_valid({key: value for key, value in as_json(RELATION).items() if key != field})
