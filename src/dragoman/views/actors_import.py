"""Reads an actor list of another project, or of one's own, into the user's tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman import knowledge, user_knowledge
from dragoman.errors import NotFoundError
from dragoman.resolution.imports.dictionaries import read_dictionary
from dragoman.resolution.imports.rows import Imported
from dragoman.resolution.imports.tables import is_table, read_table

__all__ = ["import_actors", "read_actor_file"]


def read_actor_file(path: Path) -> Imported:
    """Return what a list says: a dictionary of TABARI or PETRARCH, a plain CSV, or a table like REIGN.

    Raises:
        NotFoundError: There is no such file.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, IsADirectoryError):
        raise NotFoundError(str(path), "no such file", "name a dictionary or a CSV table") from None
    except UnicodeDecodeError:
        text = path.read_text(encoding="latin-1")
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    if is_table(first):
        own = {row["code"]: row["code"] for row in knowledge.rows("states")}
        others = {row["cow"]: row["code"] for row in knowledge.rows("state_codes")}
        return read_table(lines, path.name, own, own | others)
    return read_dictionary(lines, path.name)


def import_actors(path: Path) -> Iterator[str]:
    """Add a list to the user's tables; yield each line that could not be read, and the counts."""
    found = read_actor_file(path)
    for error in found.errors:
        yield f"{path}, line {error.line}: {error.reason}: {error.text}"
    actors = [
        dict(zip(user_knowledge.ACTOR_COLUMNS, (a.phrase, a.name, a.code, a.since, a.until, a.source), strict=True))
        for a in found.actors
    ]
    roles = [
        {"phrase": r.phrase, "sector": r.sector, "number": "plural" if r.plural else "singular", "source": r.source}
        for r in found.roles
    ]
    if actors:
        yield f"{len(actors)} names into {user_knowledge.write('actors', user_knowledge.ACTOR_COLUMNS, actors)}"
    if roles:
        yield f"{len(roles)} kinds of actor into {user_knowledge.write('roles', user_knowledge.ROLE_COLUMNS, roles)}"
    yield f"{len(found.errors)} lines could not be read"
