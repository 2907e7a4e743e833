"""The catalog of a record folder: one SQLite database in WAL mode, and how an older one is brought up to date.

A transaction makes a batch visible as a whole. A snapshot is a number (`seq`): rows of a later batch do not count,
nor do readings that had been replaced by then.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import suppress
from pathlib import Path

from dragoman.errors import RecordError
from dragoman.store.layout import CATALOG, FORMAT, SEGMENTS

__all__ = ["busy_error", "connect", "create_catalog"]

#: How long a writer waits for another one, in seconds. A batch takes about one.
PATIENCE = 60.0
#: "Drgm" in ASCII: what `file` and SQLite can know a catalog by.
APPLICATION = 0x4472676D

VERSION_1 = """
CREATE TABLE batches (
    seq INTEGER PRIMARY KEY,      -- 1, 2, 3, ...: what the record knew then is all up to it
    name TEXT NOT NULL UNIQUE,    -- a hash of what is in it
    last_item INTEGER NOT NULL,   -- the highest number of an item at that time
    written TEXT NOT NULL         -- when, UTC, ISO 8601
) STRICT;
CREATE TABLE segments (
    path TEXT PRIMARY KEY,        -- from the record folder
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,           -- the name of the table
    rows INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX segments_by_seq ON segments (seq, kind);
CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    report TEXT NOT NULL,         -- the document's id
    digest TEXT NOT NULL,         -- of its text, date, title, publisher, address
    seq INTEGER NOT NULL,
    row INTEGER NOT NULL,         -- in the segment of its batch
    sha256 TEXT NOT NULL,         -- of the text in UTF-8
    characters INTEGER NOT NULL,
    origin TEXT NOT NULL,
    date TEXT,
    date_from TEXT NOT NULL,
    title TEXT,
    publisher TEXT,
    url TEXT,
    UNIQUE (report, digest)
) STRICT;
CREATE TABLE readings (           -- a document read by a method
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    report TEXT NOT NULL,
    document INTEGER NOT NULL,
    method TEXT NOT NULL,
    seq INTEGER NOT NULL,
    until INTEGER,                -- the seq that brought the next reading of the report; NULL: this is the current one
    first_item INTEGER NOT NULL,  -- its items have the numbers from here
    last_item INTEGER NOT NULL    -- to here
) STRICT;
CREATE INDEX readings_by_report ON readings (report, number);
CREATE INDEX readings_replaced ON readings (until) WHERE until IS NOT NULL;
CREATE INDEX readings_by_document ON readings (document);
CREATE TABLE items (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    reading INTEGER NOT NULL,
    day INTEGER NOT NULL,         -- 20250121; 0 is unknown
    day_from TEXT NOT NULL,
    type TEXT,                    -- act, event type, stance, status, claim
    openness TEXT,
    until INTEGER                 -- that of its reading
) STRICT;
CREATE INDEX items_by_id ON items (id);
CREATE INDEX items_by_kind ON items (kind, day);
CREATE INDEX items_by_type ON items (type, day);
CREATE INDEX items_not_public ON items (openness, day) WHERE openness <> 'public';
CREATE TABLE bodies (number INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
CREATE TABLE actors (             -- each actor that an item names, once
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,           -- who that is; if not known, the words of the text
    known INTEGER NOT NULL,       -- 1 if it is a name
    type TEXT NOT NULL,
    country TEXT NOT NULL,        -- '' is unknown
    code TEXT NOT NULL,
    UNIQUE (name, known, type, country, code)
) STRICT;
CREATE INDEX actors_by_code ON actors (code);
CREATE TABLE item_actors (
    actor INTEGER NOT NULL, day INTEGER NOT NULL, item INTEGER NOT NULL, role TEXT NOT NULL,
    PRIMARY KEY (actor, day, item, role)
) STRICT, WITHOUT ROWID;
CREATE TABLE item_countries (
    country TEXT NOT NULL, day INTEGER NOT NULL, item INTEGER NOT NULL,
    PRIMARY KEY (country, day, item)
) STRICT, WITHOUT ROWID;
CREATE TABLE item_pairs (         -- from whom to whom, as countries
    first TEXT NOT NULL, second TEXT NOT NULL, day INTEGER NOT NULL, item INTEGER NOT NULL,
    kind TEXT NOT NULL,
    reality TEXT,                 -- of events
    intensity REAL,
    PRIMARY KEY (first, second, day, item)
) STRICT, WITHOUT ROWID;
CREATE TABLE tallies (            -- how many items a batch added, less those that it replaced
    by TEXT NOT NULL,             -- month, type, actor, country
    key TEXT NOT NULL, kind TEXT NOT NULL, seq INTEGER NOT NULL, number INTEGER NOT NULL,
    PRIMARY KEY (by, key, kind, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE issues (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE item_issues (
    issue INTEGER NOT NULL, day INTEGER NOT NULL, item INTEGER NOT NULL,
    PRIMARY KEY (issue, day, item)
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE item_words USING fts5
    (words, names, content='', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE document_words USING fts5
    (title, text, content='', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE actor_words USING fts5
    (name, content='', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE issue_words USING fts5
    (name, content='', tokenize='unicode61 remove_diacritics 2');
INSERT INTO item_words (item_words, rank) VALUES ('rank', 'bm25(1.0, 0.5)');
CREATE TABLE runs (
    number INTEGER PRIMARY KEY,
    began TEXT NOT NULL,          -- UTC, ISO 8601
    ended TEXT,                   -- NULL: under way, or killed
    method TEXT NOT NULL,
    read INTEGER NOT NULL DEFAULT 0,
    known INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE errors (             -- what could not be read, and still cannot, as far as is known
    input TEXT NOT NULL,          -- the whole path; '' is standard input
    name TEXT NOT NULL,           -- the path as it was given
    place TEXT NOT NULL,          -- the path and the row
    what TEXT NOT NULL,
    advice TEXT NOT NULL,
    defect INTEGER NOT NULL,      -- 1 if Dragoman failed, not the input
    date TEXT,                    -- what --date said
    run INTEGER NOT NULL,
    PRIMARY KEY (input, place, what)
) STRICT, WITHOUT ROWID;
"""

#: What brings a folder from each version to the next, from 0, which has nothing in it.
MIGRATIONS = (VERSION_1,)


def connect(folder: Path) -> sqlite3.Connection:
    """Open the catalog of a record folder, and bring it up to date.

    Raises:
        RecordError: It is no record folder, one of a later version, or cannot be opened.
    """
    path = folder / CATALOG
    if not path.is_file():
        what = "no record folder" if folder.is_dir() else "no such folder"
        raise RecordError(str(folder), what, "name a folder that 'dragoman read --record' has made")
    try:
        return _opened(folder, path)
    except sqlite3.Error as error:
        raise RecordError(
            str(folder), f"the catalog cannot be opened ({error})",
            f"see that you may read and write {CATALOG}, or fetch it from a copy",
        ) from None  # fmt: skip


def create_catalog(folder: Path) -> None:
    """Make a folder a record folder, unless it is one.

    Raises:
        RecordError: There is something else in it, or it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        others = {entry.name for entry in folder.iterdir()} - {SEGMENTS}
        if not (folder / CATALOG).exists():
            if any(not name.startswith(CATALOG) for name in others):
                raise RecordError(
                    str(folder), "not empty, and no record folder", "name a new folder, or an empty one"
                )  # fmt: skip
            (folder / CATALOG).touch()
    except OSError as error:
        raise RecordError(
            str(folder), f"cannot be made ({error.strerror})", "name a folder that you may write to"
        ) from None


def busy_error(folder: Path, error: sqlite3.Error | OSError) -> RecordError:
    """Return what to say if the catalog cannot be written."""
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        what = f"another program has been writing for {PATIENCE:.0f} seconds"
        return RecordError(str(folder), what, "wait until it has ended, and run this again")
    return RecordError(str(folder), f"cannot be written ({error})", "make room, or see that you may write to it")


def _opened(folder: Path, path: Path) -> sqlite3.Connection:
    # Statements of our own begin and end the transactions.
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        # In this order: another program may be making the tables, and they come with the version.
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        version = _version(connection)
        if version > FORMAT:
            raise RecordError(
                str(folder), f"a record folder of version {version}, and this Dragoman knows up to {FORMAT}",
                "install a newer Dragoman",
            )  # fmt: skip
        if version == 0 and tables:
            raise RecordError(str(folder), f"{CATALOG} is another program's database", "name another folder")
        if version < FORMAT:
            _migrate(connection)
        # Power may fail: a batch that is visible is on the disk.
        connection.executescript("PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;")
    except BaseException:
        connection.close()
        raise
    return connection


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring the catalog to the newest version, in one transaction; of two programs that try, one finds it done."""
    _set_wal(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        for number, script in enumerate(MIGRATIONS[_version(connection) :], _version(connection) + 1):
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def _set_wal(connection: sqlite3.Connection) -> None:
    """Set WAL mode. SQLite does not wait here if another program does the same at the same time."""
    for _ in range(100):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            time.sleep(0.02)
        else:
            return
    connection.execute("PRAGMA journal_mode=WAL")


def _statements(script: str) -> list[str]:
    """Return the statements of a script: `executescript` would end the transaction."""
    lines = [line.split("--")[0].rstrip() for line in script.splitlines()]
    return [statement for statement in "\n".join(lines).split(";") if statement.strip()]
