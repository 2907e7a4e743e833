"""A program whose children write into a record folder, to be killed: started once, since it loads slowly.

For each path on standard input it prints the id of a child that writes there, and after one more line the child's
exit status.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
from tests.store.pattern_reader import readings, report

from dragoman.document import Document
from dragoman.store import RecordFolder

__all__ = ["batches", "write_all"]

BATCHES = 40


def batches() -> list[list[Document]]:
    """Return batches of documents; some come twice, and some are changed later."""
    text = "Ann of NOR told Bob of SUD: peace is {0}. Cid of WES met Bob of SUD. "
    return [
        [report(text.format(f"{number} and {batch}") * 3, f"r{number}") for number in (batch, batch + 1, batch // 2)]
        for batch in range(BATCHES)
    ]


def write_all(path: Path) -> None:
    """Write all batches into a record folder."""
    with RecordFolder.create(path) as folder:
        for batch in batches():
            folder.write(readings(*batch), method="m1")


def main() -> None:
    """Serve until standard input ends."""
    pa.Table.from_pylist([{"a": 1}])  # loads what pyarrow loads at the first use
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            write_all(Path(line.rstrip("\n")))
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        sys.stdin.readline()  # its number stays its own until it is waited for
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
