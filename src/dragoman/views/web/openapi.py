"""The description of the data behind the pages, in OpenAPI 3.1, made from the types of questions and answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from dragoman import __version__
from dragoman.views.web.page import Page

__all__ = ["openapi"]


def openapi(pages: Sequence[Page]) -> dict[str, Any]:
    """Return the description of the pages' data."""
    _, described = msgspec.json.schema_components([page.asked for page in pages])
    answers, components = msgspec.json.schema_components(
        [page.answers for page in pages], ref_template="#/components/schemas/{name}"
    )
    error = {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Dragoman: data of the pages over a record folder",
            "version": __version__,
            "description": "Every page of `dragoman serve` at /PAGE has its data at /api/PAGE, and its table at "
            "/csv/PAGE, for the same parameters.",
        },
        "paths": {
            f"/api/{page.api_name}": {
                "get": {
                    "operationId": page.api_name,
                    "summary": page.about,
                    "parameters": _parameters(described[page.asked.__name__]),
                    "responses": {
                        "200": _json("The answer.", answer),
                        "400": _json("A parameter cannot be understood.", error),
                        "404": _json("The record has no such thing.", error),
                    },
                }
            }
            for page, answer in zip(pages, answers, strict=True)
        },
        "components": {"schemas": components},
    }


def _parameters(schema: dict[str, Any]) -> list[dict[str, Any]]:
    required = set(schema.get("required", ()))
    return [
        {"name": name, "in": "query", "required": name in required, "schema": one}
        for name, one in schema["properties"].items()
    ]


def _json(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}
