"""The JSON Schema of the record, generated from the item types."""

from __future__ import annotations

from typing import Any

import msgspec

from dragoman.record.items import RECORD_VERSION, Item

__all__ = ["record_schema"]


def record_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that every line of `--format jsonl` is valid against."""
    schema = msgspec.json.schema(Item)
    for definition in schema["$defs"].values():
        if definition.get("type") == "object" and "properties" in definition:
            # Fields with a default may be left out when an item is made, yet are always written.
            definition["required"] = list(definition["properties"])
            definition["additionalProperties"] = False
            for field in definition["properties"].values():
                field.pop("default", None)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Dragoman record, version {RECORD_VERSION}: one item",
        **schema,
    }
