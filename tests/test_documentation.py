"""What the documents show exists, and what they publish is what the program does."""

from __future__ import annotations

import functools
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
WRITTEN = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md"]
PAGES = sorted([*(ROOT / name for name in WRITTEN), *DOCS.rglob("*.md")])
#: A command stands at the start of a line of code, or alone between backticks.
COMMAND = re.compile(r"(?:^[ >$|]*|`)(?:cat \S+ \| )?((?:\.venv/bin/)?(?:dragoman|make|python) [^`\n]*)", re.MULTILINE)


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def commands(text: str) -> list[str]:
    """Return the commands that a page shows, without what the shell would do with their output."""
    found = [match[1].strip() for match in COMMAND.finditer(text)]
    return [re.split(r"\s+[>|#]\s|\s+2>|\s+&&", command)[0].removeprefix(".venv/bin/") for command in found]


SHOWN = sorted({(named(page), command) for page in PAGES for command in commands(page.read_text(encoding="utf-8"))})


@functools.cache
def options_of(*subcommand: str) -> set[str]:
    """Return the options of a subcommand of the program; fail if there is no such subcommand."""
    result = subprocess.run(
        [sys.executable, "-m", "dragoman", *subcommand, "--help"],
        env=os.environ | {"COLUMNS": "200", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    return set(re.findall(r"--[a-z][a-z-]*", result.stdout))


def test_the_documents_show_commands() -> None:
    """Guards this file: a pattern that finds nothing would pass everything."""
    shown = {command for _, command in SHOWN}
    assert "make demo" in shown
    assert any(command.startswith("dragoman read ") for command in shown)
    assert any(command.startswith("python benchmarks/") for command in shown)


@pytest.mark.parametrize(("page", "command"), SHOWN)
def test_command_shown_exists(page: str, command: str) -> None:
    program, *words = shlex.split(command.replace("'s ", "s "))
    if program == "make":
        targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
        assert {word for word in words if "=" not in word} <= set(targets), page
    elif program == "python":
        assert words[0].startswith("-") or (ROOT / words[0]).is_file(), page
    elif words[0].startswith("-"):
        assert words[0] in {"--help", "--version"}, page
    else:
        given = {word.partition("=")[0] for word in words if word.startswith("--")}
        command_words = words[:2] if words[0] in {"actors", "record"} else words[:1]
        assert given <= options_of(*command_words), page


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_to_files_lead_somewhere(page: Path) -> None:
    """`zensical build --strict` sees the links within `docs`; this sees those of the other pages too."""
    links = re.findall(r"\]\(([^)\s#]+)(?:#[^)\s]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


def test_every_page_is_in_the_navigation() -> None:
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[2]
    pages = {page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")}
    assert set(re.findall(r"(\S+\.md)$", navigation, re.MULTILINE)) == pages


def test_generated_pages_are_up_to_date() -> None:
    """Covers the JSON Schema, the pages of the command line, the record and the tables, and the tutorial."""
    command = [sys.executable, "docs/generate.py", "--check"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")


def test_makefile_names_every_benchmark() -> None:
    line = next(
        line for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines() if "for script in" in line
    )
    scripts = set(line.partition(" in ")[2].partition(";")[0].split())
    helpers = {"common", "textacy_quotations"}
    assert scripts == {path.stem for path in (ROOT / "benchmarks").glob("*.py")} - helpers


def test_constraints_name_exact_versions_and_no_addresses() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    wrong = [line for line in lines if not re.fullmatch(r"#.*|[A-Za-z0-9._-]+==[0-9][0-9A-Za-z.]*", line)]
    assert wrong == []
    assert not any("://" in line for line in lines)
