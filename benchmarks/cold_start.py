"""CPU seconds to read one short report, imports included: `python benchmarks/cold_start.py`."""

from __future__ import annotations

import html
import statistics
import tempfile
from pathlib import Path

from common import ROOT, child_cpu_seconds, dragoman_program, report

EXAMPLE = ROOT / "examples" / "report.txt"
RUNS = 7


def page(text: str) -> str:
    """Return a text as a web page with what surrounds an article on a page."""
    paragraphs = "\n".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n\n"))
    return (
        "<!DOCTYPE html><html lang='en'><head><title>A report</title></head><body>"
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/world'>World</a></li></ul></nav>"
        f"<article><h1>A report</h1>\n{paragraphs}\n</article><footer>Contact</footer></body></html>"
    )


def measured(path: Path) -> list[float]:
    """Return the CPU seconds of several runs over one file, after one run that is not counted."""
    command = [dragoman_program(), "read", str(path), "--date", "2025-03-14"]
    child_cpu_seconds(command)
    return [child_cpu_seconds(command) for _ in range(RUNS)]


def main() -> None:
    """Measure and report."""
    with tempfile.TemporaryDirectory() as folder:
        web_page = Path(folder, "report.html")
        web_page.write_text(page(EXAMPLE.read_text(encoding="utf-8")), encoding="utf-8")
        rows = []
        for name, path in (("plain text", EXAMPLE), ("HTML page", web_page)):
            seconds = measured(path)
            rows.append((name, f"{statistics.median(seconds):.2f}", f"{min(seconds):.2f}", f"{max(seconds):.2f}"))
    header = ("`dragoman read` of one report", "median", "least", "most")
    report("cold start, CPU seconds", header, rows, f"User and system time of the whole process, {RUNS} runs.")


if __name__ == "__main__":
    main()
