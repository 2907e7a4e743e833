"""The code of a state that a user names."""

from __future__ import annotations

from dragoman import knowledge

__all__ = ["find_state_code"]


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
