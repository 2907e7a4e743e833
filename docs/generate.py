"""Writes the generated pages of the documentation: `python docs/generate.py [--check]`.

Everything here is taken from the program itself, so that the documents cannot drift from it. With `--check`
nothing is written; the exit status is 1 if a page differs from what would be written.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dragoman.record import schema
from dragoman.views import calling, cli
from record_types import cell, record_page

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PACKAGE = ROOT / "src" / "dragoman"
GENERATED = "<!-- Written by docs/generate.py: change the source that it names, not this page. -->\n"


# --- the command line


def command_line_page() -> str:
    """Return the page of the command line: what `--help` says, and the exit statuses."""
    parts = [
        GENERATED,
        "# Command line\n",
        "What a script may rely on. The same from Python: [Python](python.md).\n",
        *(f"## `dragoman {name}`\n\n{help_block(name)}\n" for name in subcommands()),
        "## Exit status\n",
        "| status | meaning |",
        "|---|---|",
        "| 0 | everything was read |",
        "| 1 | some inputs could not be read; each is named on standard error |",
        "| 2 | the call was wrong |",
        f"| {calling.STOPPED} | stopped from the keyboard |",
        f"| {calling.OUTPUT_CLOSED} | whoever read the output went away, as in `dragoman read ... \\| head` |",
    ]
    return "\n".join(parts) + "\n"


def subcommands() -> list[str]:
    """Return the names of the program's subcommands."""
    commands = cli.app.registered_commands
    return sorted(command.name or getattr(command.callback, "__name__", "") for command in commands)


def help_block(name: str) -> str:
    """Return what the program says about one subcommand."""
    command = f"dragoman {name} --help"
    lines = run(command).strip().splitlines()
    return fenced("text", "\n".join([f"$ {command}", *(line.rstrip() for line in lines)]))


def schema_file() -> str:
    """Return the JSON Schema of one item."""
    return json.dumps(schema.record_schema(), indent=2, ensure_ascii=False) + "\n"


# --- the tables


def tables_page() -> str:
    """Return the page of the tables of knowledge, from their schemas."""
    parts = [
        GENERATED,
        "# Tables of knowledge\n",
        "What the rules know about words, names and codes stands in these tables, in `src/dragoman/data`:\n"
        "UTF-8, one header line, `|` between several values of a cell, an empty cell for what is not known.\n"
        "CONTRIBUTING.md says how to add a row.\n",
    ]
    for path in sorted((PACKAGE / "data" / "schema").glob("*.json")):
        parts.append(table_section(path.stem, json.loads(path.read_text(encoding="utf-8"))))
    return "\n".join(parts)


def models_page() -> str:
    """Return the page of the trained models: their model cards."""
    cards = sorted((PACKAGE / "models").rglob("README.md"), reverse=True)
    texts = (re.sub("^# ", "## ", card.read_text(encoding="utf-8")) for card in cards)
    return "\n".join([GENERATED, "# Trained models\n", *texts])


def table_section(name: str, described: dict[str, Any]) -> str:
    """Return the description of one table."""
    rows = [
        f"| `{column['name']}` | {'yes' if column['required'] else 'no'} | {cell(column['description'])} |"
        for column in described["columns"]
    ]
    return "\n".join(
        [
            f"## {described['title']}\n",
            f"`{name}.csv`. {described['description']}\n",
            f"Licence: {described['licence']}\n",
            "| column | always filled | meaning |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


# --- the tutorial


def run(command: str) -> str:
    """Run a `dragoman` command without colour, 100 columns wide; return what it prints."""
    program, *arguments = shlex.split(command)
    if program != "dragoman":
        raise ValueError(f"not a dragoman command: {command}")
    environment = os.environ | {
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "PYTHONIOENCODING": "utf-8",
        # Help without frames: it is read by scripts and in narrow windows.
        "TYPER_USE_RICH": "0",
    }
    result = subprocess.run(
        [sys.executable, "-m", "dragoman", *arguments],
        cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    return result.stdout


def first_item(kind: str) -> dict[str, Any]:
    """Return the first item of a kind in the record of the example report."""
    output = run("dragoman read examples/report.txt --date 2025-03-14 --format jsonl")
    items = [json.loads(line) for line in output.splitlines()]
    return next(item for item in items if item["kind"] == kind)


def output_block(argument: str) -> str:
    """Return what a command prints, all of it or its first lines."""
    command, _, limit = argument.partition(" | lines: ")
    lines = [line.rstrip() for line in DURATION.sub("", run(command)).strip("\n").splitlines()]
    shown = [*lines[: int(limit)], "..."] if limit and len(lines) > int(limit) else lines
    return fenced("text", f"$ {command}\n" + "\n".join(shown))


def evidence_block(kind: str) -> str:
    """Return Python that checks the evidence of an item, and what it prints."""
    span = first_item(kind)["evidence"][0]
    text = (ROOT / "examples" / "report.txt").read_text(encoding="utf-8")
    code = (
        '>>> text = open("examples/report.txt", encoding="utf-8", newline="").read()\n'
        f">>> text[{span['start']}:{span['end']}]\n{text[span['start'] : span['end']]!r}"
    )
    return fenced("python", code)


def fenced(language: str, text: str) -> str:
    """Return a text as a block of code."""
    return f"```{language}\n{text}\n```"


BLOCKS: dict[str, Callable[[str], str]] = {
    "output": output_block,
    "file": lambda path: fenced("text", (ROOT / path).read_text(encoding="utf-8").strip("\n")),
    "item": lambda kind: fenced("json", json.dumps(first_item(kind), indent=2, ensure_ascii=False)),
    "evidence": evidence_block,
}
#: How long a run took differs from run to run.
DURATION = re.compile(r",? in \d+\.\d+ s$", re.MULTILINE)
BLOCK = re.compile(r"(<!-- (\w+): (.+?) -->\n).*?(<!-- end of \2 -->)", re.DOTALL)


def filled(page: str) -> str:
    """Return a page with what the program prints between its marks."""
    return BLOCK.sub(lambda match: f"{match[1]}{BLOCKS[match[2]](match[3])}\n{match[4]}", page)


# --- all of it


def pages() -> dict[Path, str]:
    """Return every generated page with what it has to hold."""
    tutorial = DOCS / "tutorial" / "first-report.md"
    reference = DOCS / "reference"
    return {
        reference / "command-line.md": command_line_page(),
        reference / "record.md": GENERATED + "\n" + record_page(PACKAGE),
        reference / "record.schema.json": schema_file(),
        reference / "tables.md": tables_page(),
        reference / "models.md": models_page(),
        tutorial: filled(tutorial.read_text(encoding="utf-8")),
    }


def outdated() -> list[Path]:
    """Return the pages that are not what they have to be."""
    return [path for path, text in pages().items() if not path.exists() or path.read_text(encoding="utf-8") != text]


def main() -> int:
    """Write the pages, or check them; return the exit status."""
    if "--check" in sys.argv[1:]:
        wrong = outdated()
        for path in wrong:
            print(f"{path.relative_to(ROOT)} is out of date: run `make docs-pages`", file=sys.stderr)
        return 1 if wrong else 0
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
