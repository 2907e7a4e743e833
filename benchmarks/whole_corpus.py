"""All releases of the State Department read into one record folder: `python benchmarks/whole_corpus.py [JOBS]`.

Reports what the run took as a whole program, start-up included, and checks the record that came out.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from common import dragoman_program, one_thread, read_lines, report, shared, write_lines

MEBIBYTE = 1024 * 1024


def main() -> None:
    """Measure and report."""
    jobs = int(sys.argv[1]) if len(sys.argv) > 1 else 2
    releases = list(read_lines(shared("data/text/statedept_press_releases.jsonl.gz")))
    words = sum(len(release["text"].split()) for release in releases)
    columns = ("text", "date", "title", "url")
    with tempfile.TemporaryDirectory() as folder:
        table, record = Path(folder, "releases.jsonl"), Path(folder, "record")
        write_lines(table, ({name: release.get(name) for name in columns} for release in releases))
        began = time.perf_counter()
        command = [dragoman_program(), "read", str(table), "--record", str(record), "--jobs", str(jobs)]
        subprocess.run(command, check=True, env=one_thread())
        wall, spent = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = spent.ru_utime + spent.ru_stime
        size = sum(path.stat().st_size for path in record.rglob("*") if path.is_file())
        checked = subprocess.run(
            [dragoman_program(), "record", "check", str(record)], check=True, capture_output=True, text=True
        )
    rows = [
        ("documents", f"{len(releases):,}"),
        ("words", f"{words:,}"),
        ("documents per CPU-second", f"{len(releases) / cpu:.2f}"),
        ("words per CPU-second", f"{words / cpu:,.0f}"),
        (f"minutes of wall time, {jobs} jobs", f"{wall / 60:.1f}"),
        ("memory of the largest process at its peak, MiB", f"{spent.ru_maxrss / 1024:,.0f}"),
        ("size on disk, MiB", f"{size / MEBIBYTE:,.1f}"),
    ]
    said = " ".join((checked.stdout or checked.stderr).split())
    report("all releases in one record", ("measure", "figure"), rows, f"`dragoman record check`: {said}")


if __name__ == "__main__":
    main()
