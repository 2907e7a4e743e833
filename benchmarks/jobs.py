"""Documents per second of wall time with one job and with two: `python benchmarks/jobs.py`.

Both read the same releases in the same run, by turns, each as a whole program: start-up and imports count. The machine
should have two processors and nothing else to do; the processors that each run got say whether it had.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from common import dragoman_program, one_thread, read_lines, report, shared, write_lines

RELEASES = 150
RUNS = 3
JOBS = (1, 2)


class Spent(NamedTuple):
    """What one run took."""

    wall_seconds: float
    #: User and system time of all its processes.
    cpu_seconds: float
    #: The record.
    record: bytes


def run(command: Sequence[str]) -> Spent:
    """Run a program to its end.

    Raises:
        subprocess.CalledProcessError: The program failed.
    """
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    record = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=one_thread()).stdout
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Spent(wall, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, record)


def main() -> None:
    """Measure and report."""
    releases = list(read_lines(shared("data/text/statedept_press_releases.jsonl.gz")))
    releases = releases[:: len(releases) // RELEASES][:RELEASES]
    words = sum(len(release["text"].split()) for release in releases)
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder, "releases.jsonl")
        write_lines(table, ({"text": release["text"], "date": release["date"]} for release in releases))
        commands = {
            jobs: [dragoman_program(), "read", str(table), "--format", "jsonl", "--jobs", str(jobs)] for jobs in JOBS
        }
        runs = [{jobs: run(command) for jobs, command in commands.items()} for _ in range(RUNS)]
    if len({spent.record for one in runs for spent in one.values()}) > 1:
        raise SystemExit("the record of two jobs is not that of one")
    rows = []
    for jobs in JOBS:
        spent = [one[jobs] for one in runs]
        ratios = [one[JOBS[0]].wall_seconds / one[jobs].wall_seconds for one in runs]
        speed = statistics.median(len(releases) / one.wall_seconds for one in spent)
        processors = statistics.median(one.cpu_seconds / one.wall_seconds for one in spent)
        cpu = statistics.median(one.cpu_seconds for one in spent)
        ratio, extent = f"{statistics.median(ratios):.2f}", f"{min(ratios):.2f} to {max(ratios):.2f}"
        rows.append((jobs, f"{speed:.2f}", ratio, extent, f"{cpu:.1f}", f"{processors:.2f}"))
    header = ("jobs", "documents per second", "ratio", "least to most", "CPU seconds", "processors it got")
    note = (
        f"{len(releases)} releases of the State Department, {words:,} words; {RUNS} runs by turns, medians; the same "
        "record from all. A run that got fewer processors than jobs shared the machine with others."
    )
    report("one job and two, wall time", header, rows, note)


if __name__ == "__main__":
    main()
