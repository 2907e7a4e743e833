"""Every setting with its default, its unit and its reason."""

from __future__ import annotations

import msgspec

__all__ = ["Config"]


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """Settings of one run; pass your own to change a default."""

    #: Largest plain text or HTML file, in bytes. One report is one file: 50 million bytes are 8 million
    #: words, several times the longest report in the world, so more than that is a table or a mistake.
    max_document_bytes: int = 50_000_000
    #: Largest table (JSON Lines, CSV, Parquet), in bytes before decompression. Tables are read row by row.
    max_table_bytes: int = 20_000_000_000
    #: Largest table after decompression, in bytes: a small `.gz` may unpack to a disk full.
    max_unpacked_bytes: int = 100_000_000_000
    #: Largest single cell of a table, in characters. A row over this is reported and left out.
    max_cell_characters: int = 50_000_000
    #: Deepest folder below a folder that was named, in levels.
    max_folder_depth: int = 20
    #: Longest that a worker may take for a document (`--jobs` above 1), in seconds, beside what its length allows: a
    #: release takes a third of a second, so five minutes are a machine that is overloaded, not a reading that is slow.
    max_document_seconds: float = 300.0
    #: What its length allows: one second for so many characters. Some 10,000 are read in a CPU-second.
    least_characters_per_second: float = 500.0
