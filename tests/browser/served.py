"""`dragoman serve` over a record, as a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["EXAMPLES", "chromium_path", "read_examples", "served"]

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "reports.jsonl"
CHROMIUM = ("chromium", "chromium-browser")
#: Without sandbox, because tests may run as root; and so that the browser itself asks nobody for anything.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def chromium_path() -> str | None:
    """Return where Debian's Chromium is, `None` if it is not installed."""
    import shutil

    return next((path for name in CHROMIUM if (path := shutil.which(name))), None)


def read_examples(folder: Path) -> None:
    """Read the example reports into a record folder."""
    subprocess.run(
        [sys.executable, "-m", "dragoman", "read", str(EXAMPLES), "--record", str(folder)],
        check=True, capture_output=True, env=_environment(),
    )  # fmt: skip


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a record folder, and give the address of its pages."""
    process = subprocess.Popen(
        [sys.executable, "-m", "dragoman", "serve", "--record", str(folder), "--port", "0"],
        stderr=subprocess.PIPE, text=True, env=_environment(),
    )  # fmt: skip
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert address is not None, line
        yield address.group()
    finally:
        process.terminate()
        process.wait(30)
        if process.stderr is not None:
            process.stderr.close()


def _environment() -> dict[str, str]:
    """Return an environment in which the code of this checkout is run."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "src")}
