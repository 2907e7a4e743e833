"""The actor and agent dictionaries of TABARI (Schrodt 2009) and PETRARCH (Norris, Schrodt and Beieler 2017).

TABARI: a name and its codes on one line. PETRARCH: a name, its other forms on lines that begin with `+`, and its codes
with their dates on lines of their own. Agents: a word, its plural in braces, and a code that begins with `~`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.resolution.imports.rows import Imported, ImportedActor, ImportedRole, LineError, day

__all__ = ["read_dictionary"]

CODE = re.compile(r"\[([^\]\[]*)\]")
PLURAL = re.compile(r"\{([^}]*)\}")
COMMENT = re.compile(r"\s*(?:;|#).*$")
SET = re.compile(r"^!(\w+)!\s*=\s*(.+)$")
#: Written small within a name.
SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "la", "du", "del", "von", "van", "bin", "ibn"})
#: A single word in capitals of up to so many letters may be an abbreviation.
LONGEST_ABBREVIATION = 5
Coded = tuple[str, str, str]


class _Reading:
    """The state of reading one dictionary."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self.found = Imported([], [], [])
        self._forms: list[str] = []
        self._codes: list[Coded] = []
        self._plurals: list[str] = []
        self._line = 0
        self._begun_at = 0
        self._begun_with = ""
        self._sets: dict[str, list[str]] = {}

    def read(self, lines: Iterable[str]) -> Imported:
        for number, raw in enumerate(lines, 1):
            self._line = number
            line = COMMENT.sub("", raw.rstrip("\n")).strip()
            if not line or line.startswith(("<!--", "-->")):
                continue
            try:
                self._take(line)
            except ValueError as error:
                self.found.errors.append(LineError(number, raw.strip(), str(error)))
        self._finish()
        return self.found

    def _take(self, line: str) -> None:
        members = SET.match(line)
        if members:
            self._sets[members[1].upper()] = [one.strip() for one in members[2].split(",") if one.strip()]
            return
        codes = list(self._coded(line))
        if line.startswith("["):  # codes of the name above
            if not self._forms:
                raise ValueError("a code without a name above it")
            self._codes.extend(codes)
            return
        words = CODE.sub("", line)
        plurals = [one for cell in PLURAL.findall(words) for one in cell.split(",")]
        phrase = PLURAL.sub("", words).strip()
        if phrase.startswith("+"):
            if not self._forms:
                raise ValueError("another form without a name above it")
            self._forms.append(phrase[1:])
            self._codes.extend(codes)
            return
        self._finish()
        if not re.search(r"\w", phrase):
            raise ValueError("no name")
        self._begun_at, self._begun_with = self._line, line
        self._forms, self._codes, self._plurals = [phrase], codes, plurals

    def _coded(self, line: str) -> Iterator[Coded]:
        """Yield code, first day and end of each pair of brackets."""
        for cell in CODE.findall(line):
            parts = cell.split()
            if not parts or not re.fullmatch(r"~?[A-Z*]{2,}~?|~[A-Z]{3,}", parts[0]):
                raise ValueError(f"[{cell}] is no code")
            if len(parts) > 2:
                raise ValueError(f"[{cell}] has more than a code and a date")
            since, until = _dates(parts[1]) if len(parts) == 2 else ("", "")
            yield parts[0], since, until

    def _finish(self) -> None:
        """Keep the name that ends here."""
        if not self._forms:
            return
        forms, codes = [clean for form in self._forms for clean in self._variants(form)], self._codes
        if not codes or not forms:
            self.found.errors.append(LineError(self._begun_at, self._begun_with, "a name without a code"))
        source = f"{self._origin}, line {self._begun_at}"
        for code, since, until in codes:
            if code.startswith("~"):
                self._keep_agent(forms, code[1:], source)
            else:
                self.found.actors.extend(
                    ImportedActor(form, forms[0], code.rstrip("~"), since, until, source) for form in forms
                )
        self._forms, self._codes, self._plurals = [], [], []

    def _keep_agent(self, forms: list[str], code: str, source: str) -> None:
        plurals = [clean for one in self._plurals for clean in self._variants(one)]
        self.found.roles.extend(ImportedRole(form.lower(), code[:3], False, source) for form in forms)
        if not self._plurals:
            plurals = [form + "s" for form in forms if not form.endswith("s")]
        self.found.roles.extend(ImportedRole(form.lower(), code[:3], True, source) for form in plurals)

    def _variants(self, form: str) -> list[str]:
        """Return a form in usual spelling; one with a set of words in it (!MINIST!) once for each of them."""
        inside = re.search(r"!(\w+)!", form)
        if inside:
            members = self._sets.get(inside[1].upper(), [])
            return [one for word in members for one in self._variants(form.replace(inside[0], word))]
        words = [word for word in re.split(r"[_\s]+", form.strip()) if word]
        if not words:
            return []
        usual = " ".join(
            word.lower() if at and word.lower() in SMALL else _cased(word) for at, word in enumerate(words)
        )
        # "NATO" may be an abbreviation as well as a name
        is_short = len(words) == 1 and words[0].isupper() and len(words[0]) <= LONGEST_ABBREVIATION
        return [usual, words[0]] if is_short and words[0] != usual else [usual]


def read_dictionary(lines: Iterable[str], origin: str) -> Imported:
    """Read a dictionary of actors or agents.

    Args:
        lines: Its lines.
        origin: The name of the file, for the source of each row.
    """
    return _Reading(origin).read(lines)


def _dates(restriction: str) -> tuple[str, str]:
    """Return the days of `<940303`, `>940303` and `940303-960101`; the day behind the last is the end."""
    if restriction.startswith("<"):
        return "", day(restriction[1:])
    if restriction.startswith(">"):
        return day(restriction[1:]), ""
    since, dash, until = restriction.partition("-")
    if not dash:
        raise ValueError(f"{restriction} is no date restriction")
    first, last = day(since), day(until)
    if first > last:
        raise ValueError(f"{restriction} ends before it begins")
    return first, last


def _cased(word: str) -> str:
    """Return a word of a dictionary in capitals as news writes a name."""
    if not word.isupper() or len(word) <= 1 or "." in word:
        return word
    return "-".join(part.capitalize() for part in word.split("-"))
