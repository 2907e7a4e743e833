"""SQL over one snapshot: DuckDB in memory, over the snapshot's segments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import UsageError
from dragoman.store.layout import DOCUMENTS, TABLES
from dragoman.store.segments import schema_of

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

__all__ = ["HELPER_VIEWS", "run_sql"]

#: An actor within an item, as columns of its own.
ACTOR = "a.text, a.name, a.type, a.country, a.sector, a.code"
ITEM = "t.id, t.report, t.day"


def _parties(table: str, roles: Iterable[tuple[str, str]]) -> str:
    return " UNION ALL ".join(
        f"SELECT {ITEM}, '{role}' AS role, {ACTOR} FROM {table} t, UNNEST({column}) AS u(a)" for role, column in roles
    )


#: Views that take lists apart: one row for each actor of an item.
HELPER_VIEWS = {
    "statement_speakers": _parties("statements", [("speaker", "t.speakers")]),
    "statement_addressees": _parties("statements", [("addressee", "t.addressees")]),
    "event_actors": _parties("events", [("actor", "t.actors"), ("recipient", "t.recipients")]),
    "position_actors": _parties("positions", [("holder", "[t.actor]"), ("disputer", "t.disputed_by")]),
    "commitment_actors": _parties("commitments", [("promiser", "t.promisers"), ("promisee", "t.promisees")]),
    "agreement_parties": _parties("agreements", [("party", "t.parties")]),
    "item_actors": " UNION ALL ".join(
        f"SELECT '{kind}' AS kind, * FROM {view}"
        for kind, view in (
            ("statement", "statement_speakers"), ("statement", "statement_addressees"), ("event", "event_actors"),
            ("position", "position_actors"), ("commitment", "commitment_actors"), ("agreement", "agreement_parties"),
        )
    ),
    "event_pairs": (
        "SELECT DISTINCT e.id, e.report, e.day, e.event_type, e.mode, e.quad_class, e.intensity, e.reality, "
        "a.country AS source, b.country AS target FROM events e "
        "JOIN event_actors a ON a.id = e.id AND a.role = 'actor' "
        "JOIN event_actors b ON b.id = e.id AND b.role = CASE WHEN len(e.recipients) = 0 THEN 'actor' ELSE 'recipient' "
        "END WHERE a.country <> b.country"
    ),
    "evidence": " UNION ALL ".join(
        f"SELECT '{kind}' AS kind, {ITEM}, s.start, s.\"end\", s.text FROM {TABLES[kind]} t, UNNEST(t.evidence) AS u(s)"
        for kind in ("statement", "event", "position", "commitment", "agreement", "relation")
    ),
}  # fmt: skip


def run_sql(query: str, files: Mapping[str, Sequence[Path]], replaced: Sequence[str]) -> pa.Table:
    """Return the result of a query over the files of a snapshot.

    Args:
        query: One SELECT.
        files: The segments of each table.
        replaced: Ids of the readings in them that no longer count.

    Raises:
        UsageError: The query cannot be understood or done.
    """
    import duckdb

    with duckdb.connect(":memory:") as connection:
        _make_views(connection, files, replaced)
        try:
            statements = connection.extract_statements(query)
            # Any other kind could write, if only into the segments.
            if [one.type for one in statements] != [duckdb.StatementType.SELECT]:
                raise UsageError("the SQL must be one SELECT")
            found: pa.Table = connection.sql(query).to_arrow_table()
        except duckdb.Error as error:
            raise UsageError(f"the SQL cannot be done: {error}") from None
    return found


def _make_views(
    connection: duckdb.DuckDBPyConnection, files: Mapping[str, Sequence[Path]], replaced: Sequence[str]
) -> None:
    import pyarrow as pa

    connection.register("replaced_rows", pa.table({"reading": pa.array(replaced, pa.string())}))
    connection.execute("CREATE TEMP TABLE replaced AS SELECT reading FROM replaced_rows")
    connection.unregister("replaced_rows")
    current = "ANTI JOIN replaced USING (reading)" if replaced else ""
    for table, paths in files.items():
        rows = _rows(connection, table, paths)
        if table == DOCUMENTS:
            columns = "d.* EXCLUDE (raw), r.reading, r.method, r.seq"
            select = f"SELECT {columns} FROM {rows} d JOIN readings r USING (report, digest)"
        else:
            select = f"SELECT * FROM {rows} {current}"
        # readings come first: documents need them
        connection.execute(f"CREATE VIEW {table} AS {select}")
    for name, select in HELPER_VIEWS.items():
        connection.execute(f"CREATE VIEW {name} AS {select}")
    # From here on the query of a stranger may run.
    allowed = [str(path.resolve()) for paths in files.values() for path in paths]
    connection.execute("SET allowed_paths = $paths", {"paths": allowed})
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _rows(connection: duckdb.DuckDBPyConnection, table: str, files: Iterable[Path]) -> str:
    paths = ", ".join("'" + str(path.resolve()).replace("'", "''") + "'" for path in files)
    if paths:
        return f"read_parquet([{paths}], union_by_name = true)"
    connection.register(f"no_{table}", schema_of(table).empty_table())
    return f"no_{table}"
