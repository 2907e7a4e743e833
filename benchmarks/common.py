"""What the benchmarks share: finding the data, running the scorers, printing a table and keeping it."""

from __future__ import annotations

import datetime
import gzip
import json
import os
import platform
import re
import resource
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

__all__ = [
    "ROOT",
    "child_cpu_seconds",
    "dragoman_program",
    "find_shared",
    "one_thread",
    "percent",
    "read_lines",
    "report",
    "run_scorer",
    "shared",
    "write_lines",
]

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "RESULTS.md"
Row = Sequence[object]
#: What a cell of figures holds; it may be empty.
FIGURE = re.compile(r"[-+]?[\d.,]*")


def find_shared(part: str) -> Path | None:
    """Return the path of a file of shared data; if there is none, say so and return `None`.

    The folder is the one that DRAGOMAN_SHARED names, else `shared` beside the checkout.

    Args:
        part: The path inside the folder, such as `data/attribution/polnear_dev.jsonl`.
    """
    path = Path(os.environ.get("DRAGOMAN_SHARED") or ROOT.parent / "shared") / part
    if path.exists():
        return path
    print(
        f"{Path(sys.argv[0]).name}: skipped, because there is no {part} in the folder of shared data "
        "(DRAGOMAN_SHARED, else ../shared beside the checkout)"
    )
    return None


def shared(part: str) -> Path:
    """Return the path of a file of shared data; if there is none, say so and end the program with status 0.

    Args:
        part: The path inside the folder, such as `data/attribution/polnear_dev.jsonl`.
    """
    path = find_shared(part)
    if path is None:
        raise SystemExit(0)
    return path


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file in JSON Lines, compressed if its name ends in `.gz`."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as handle:
        yield from (json.loads(line) for line in handle if line.strip())


def write_lines(path: Path, objects: Iterable[Mapping[str, object]]) -> None:
    """Write objects to a file in JSON Lines."""
    with path.open("w", encoding="utf-8") as handle:
        handle.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in objects)


def run_scorer(scorer: Path, gold: Path, predictions: Iterable[Mapping[str, object]], *options: str) -> Any:
    """Run a scorer that takes GOLD, PREDICTIONS and `--json OUT`; return what it wrote to OUT.

    Raises:
        subprocess.CalledProcessError: The scorer failed; what it said is on standard error.
    """
    with tempfile.TemporaryDirectory() as folder:
        predicted, out = Path(folder, "predicted.jsonl"), Path(folder, "scores.json")
        write_lines(predicted, predictions)
        command = [sys.executable, str(scorer), str(gold), str(predicted), "--json", str(out), *options]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return json.loads(out.read_text(encoding="utf-8"))


def dragoman_program() -> str:
    """Return the `dragoman` program installed beside the Python that runs the benchmark."""
    program = Path(sys.executable).parent / "dragoman"
    if not program.exists():
        raise SystemExit("there is no dragoman beside this Python: run `make benchmark`, or install it here first")
    return str(program)


def one_thread() -> dict[str, str]:
    """Return an environment in which numerical libraries use one thread."""
    names = (
        "OMP_NUM_THREADS",
        "MKL_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "BLIS_NUM_THREADS",
        "ARROW_NUM_THREADS",
    )
    return os.environ | dict.fromkeys((*names, "NUMEXPR_NUM_THREADS", "RAYON_NUM_THREADS"), "1")


def child_cpu_seconds(command: Sequence[str]) -> float:
    """Run a program to its end, one thread, output thrown away; return its CPU seconds, user and system.

    Raises:
        subprocess.CalledProcessError: The program failed.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=one_thread())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)


def percent(share: float) -> str:
    """Write a share between 0 and 1 as a percentage with one decimal."""
    return f"{100 * share:.1f}"


def commit() -> str:
    """Return the short hash of the commit, with `+` if the checkout differs from it (results aside)."""

    def git(*arguments: str) -> str:
        command = ["git", "-C", str(ROOT), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    changed = git("status", "--porcelain", "--", ".", ":(exclude)benchmarks/RESULTS.md")
    return git("rev-parse", "--short", "HEAD") + ("+" if changed else "")


def markdown_table(header: Row, rows: Iterable[Row]) -> str:
    """Lay out a table in Markdown: figures to the right, words to the left."""
    lines = [[str(cell) for cell in row] for row in (header, *rows)]
    columns = [Column(cells) for cells in zip(*lines, strict=True)]
    rule = [column.rule for column in columns]
    laid_out = [[column.pad(cell) for column, cell in zip(columns, line, strict=True)] for line in lines]
    return "\n".join(f"| {' | '.join(line)} |" for line in [laid_out[0], rule, *laid_out[1:]])


class Column:
    """How one column of a table is laid out."""

    def __init__(self, cells: Sequence[str]) -> None:
        self.width = max(3, *(len(cell) for cell in cells))
        self.figures = all(FIGURE.fullmatch(cell) for cell in cells[1:])

    @property
    def rule(self) -> str:
        """The line under the header, which says where the cells stand."""
        return "-" * (self.width - 1) + (":" if self.figures else "-")

    def pad(self, cell: str) -> str:
        """Return a cell as wide as the column."""
        return cell.rjust(self.width) if self.figures else cell.ljust(self.width)


def report(title: str, header: Row, rows: Iterable[Row], note: str = "") -> None:
    """Print one table and append it to RESULTS.md with the day, the command and the commit.

    Args:
        title: What was measured.
        header: The names of the columns.
        rows: The figures, one line each.
        note: What a reader has to know to understand them.
    """
    table = markdown_table(header, list(rows))
    day = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    command = shlex.join(["python", f"benchmarks/{Path(sys.argv[0]).name}", *sys.argv[1:]])
    machine = f"Python {platform.python_version()}, {platform.machine()}"
    section = f"## {day}: {title}\n\n`{command}` at commit {commit()} ({machine})\n\n{table}\n"
    if note:
        section += f"\n{note}\n"
    print(section)
    with RESULTS.open("a", encoding="utf-8") as handle:
        handle.write(f"\n{section}")
