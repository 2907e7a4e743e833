"""The codes of states, and their names."""

from __future__ import annotations

from dragoman import knowledge

__all__ = ["find_state_code", "state_names"]


def state_names() -> dict[str, str]:
    """Return the ISO 3166-1 alpha-3 codes of all states with their names."""
    return {row["code"]: row["name"] for row in knowledge.rows("states")}


def find_state_code(words: str) -> str | None:
    """Return the ISO 3166-1 alpha-3 code of a state, given by its code or one of its names, or `None`."""
    wanted = words.strip().lower()
    for row in knowledge.rows("states"):
        if wanted in {row["code"].lower(), row["name"].lower()}:
            return row["code"]
    for row in knowledge.rows("state_names"):
        if row["kind"] == "name" and row["phrase"].lower() == wanted:
            return row["code"]
    return None
