"""Why a phrase is read as it is: every actor that it may mean, with a score and the reason.

A score is a share: how well the words fit a name in the tables, times how well its bearer fits the day. Scores of one
phrase add up to one; they order the candidates and are no chances.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

import msgspec

from dragoman import knowledge, user_knowledge
from dragoman.analysis.segmentation import Segmenter
from dragoman.document import Document
from dragoman.resolution.actors import ActorResolver
from dragoman.resolution.names import UserCode, fold
from dragoman.resolution.state_codes import state_names
from dragoman.resolution.tenures import ELECTED_BEFORE_TERM, Tenure

__all__ = ["ActorCandidate", "ActorExplainer"]

#: How well words fit: the full name, another form of it, the family name, some words of a full name.
WHOLE, ALIAS, SURNAME, PART = 1.0, 0.95, 0.7, 0.3
#: How well a person fits the day: in office, about to be, known without a day, out of office before and behind.
IN_OFFICE, ELECTED, NO_DAY, OVER, NOT_YET = 1.0, 0.5, 0.6, 0.15, 0.02
#: How often news that names no more than a family name means the bearer of an office: head of state or government,
#: foreign or defence minister, any other.
HEADS = frozenset({
    "president", "acting president", "interim president", "prime minister", "acting prime minister", "chancellor",
    "monarch", "king", "queen", "emperor", "sultan", "emir", "supreme leader", "general secretary", "leader",
    "military leader", "head of state", "chairman of the presidency", "member of the presidency", "governor-general",
    "crown prince", "secretary-general", "first secretary", "interim prime minister",
})  # fmt: skip
MINISTERS = frozenset({"foreign minister", "defence minister"})
OF_HEAD, OF_MINISTER, OF_OTHER = 1.0, 0.8, 0.5
#: Kinds of names that are no actor by themselves but the state that they belong to.
OF_STATES = {
    "name": "name of the state", "adjective": "adjective of the state", "demonym": "people of the state",
    "abbreviation": "abbreviation of the state", "capital": "capital: stands for the government",
    "city": "city of the state", "region": "region counted to the state", "seat": "seat: stands for the government",
}  # fmt: skip
PLACE_SCORE, DOUBT_SCORE = 0.4, 0.5
STATE_SCORES = {"city": 0.4, "region": 0.5}


class ActorCandidate(msgspec.Struct, frozen=True):
    """One actor that a phrase may mean."""

    name: str
    #: ISO 3166-1 alpha-3, or empty.
    country: str
    #: PLOVER string, or empty.
    code: str
    #: Share of all candidates' fit, 0 to 1.
    score: float
    reason: str


class ActorExplainer:
    """Lists the candidates of a phrase. Build it once: it loads the tables."""

    def __init__(self) -> None:
        self._resolver = ActorResolver()
        self._tenures = self._resolver.tenures
        self._segmenter = Segmenter()
        #: Folded words of a name to its bearers and how well it fits.
        self._persons: dict[str, dict[str, float]] = {}
        self._by_word: dict[str, set[str]] = {}
        for row in knowledge.rows("persons"):
            forms = [(row["person"], WHOLE), *((alias, ALIAS) for alias in knowledge.values(row["aliases"]))]
            forms += [(surname, SURNAME) for surname in knowledge.values(row["surnames"])]
            for form, fit in forms:
                key = _key(form)
                known = self._persons.setdefault(key, {})
                known[row["person"]] = max(fit, known.get(row["person"], 0.0))
                for word in key.split():
                    self._by_word.setdefault(word, set()).add(key)
        self._states: dict[str, list[tuple[str, str, str]]] = {}
        for row in knowledge.rows("state_names"):
            self._states.setdefault(_key(row["phrase"]), []).append((row["code"], row["kind"], row["ambiguous"]))
        self._organisations: dict[str, list[dict[str, str]]] = {}
        for row in knowledge.rows("organisations"):
            for form in (row["name"], *knowledge.values(row["aliases"]), *knowledge.values(row["bare_aliases"])):
                self._organisations.setdefault(_key(form), []).append(row)
        self._own: dict[str, list[tuple[str, str, str, str]]] = {}
        for row in user_knowledge.rows("actors", user_knowledge.ACTOR_COLUMNS):
            cells = (row["name"], row["code"], row["from"], row["until"])
            self._own.setdefault(_key(row["phrase"]), []).append(cells)
        self._state_names = state_names()

    def __call__(self, phrase: str, on: datetime.date | None = None) -> list[ActorCandidate]:
        """Return the candidates of a phrase, the best first; empty if no table knows any of its words.

        Args:
            phrase: A name or a description, such as "Washington", "Putin" or "the French foreign minister".
            on: The day of the report, `None` if not known.
        """
        found = {
            (one.name, one.country): one for one in sorted(self._candidates(phrase, on), key=lambda one: one.score)
        }
        total = sum(one.score for one in found.values())
        shares = [msgspec.structs.replace(one, score=round(one.score / total, 3)) for one in found.values()]
        return sorted(shares, key=lambda one: (-one.score, one.name))

    def _candidates(self, phrase: str, on: datetime.date | None) -> Iterator[ActorCandidate]:
        key = _key(phrase)
        if key in self._own:
            for name, code, since, until in self._own[key]:
                fits = UserCode(code, since, until).holds(on)
                country = code[:3] if code[:3] in self._state_names else ""
                span = f" from {since or 'ever'} until {until or 'now'}" if since or until else ""
                yield ActorCandidate(name, country, code, WHOLE if fits else OVER, f"your own table{span}")
            return
        for code, kind, doubt in self._states.get(key, ()):
            name = self._state_names.get(code, code)
            is_government = kind in {"capital", "seat"}
            score = STATE_SCORES.get(kind, WHOLE)
            yield ActorCandidate(name, code, f"{code}GOV" if is_government else code, score, OF_STATES[kind])
            if kind == "capital":
                why = "the city itself, where something takes place ('in', 'to', a dateline)"
                yield ActorCandidate(f"{phrase} (city)", code, "", PLACE_SCORE, why)
            if doubt:
                why = "another meaning of the name" + (
                    "" if doubt in {"*", "name"} else f", beside {doubt.replace('|', ', ')}"
                )
                yield ActorCandidate(f"{phrase} (not the state)", "", "", DOUBT_SCORE, why)
        for row in self._organisations.get(key, ()):
            code = row["code"] or row["country"] + row["sector"]
            yield ActorCandidate(
                row["name"], row["country"], code, WHOLE, f"{row['type'].replace('_', ' ')} of this name"
            )
        persons = self._persons.get(key) or self._by_parts(key)
        for person, fit in persons.items():
            tenure, share, why = _on_the_day(self._tenures.of(person), on)
            score = fit * share * _prominence(tenure)
            how = {WHOLE: "full name", ALIAS: "form of the name", SURNAME: "family name"}.get(fit, "part of the name")
            yield ActorCandidate(person, tenure.country, tenure.country + tenure.sector, score, f"{how}; {why}")
        if not persons and key not in self._states and key not in self._organisations:
            yield from self._read(phrase, on)

    def _by_parts(self, key: str) -> dict[str, float]:
        """Return the persons one of whose names shares enough words with a longer or shorter one."""
        words = key.split()
        shared: dict[str, float] = {}
        for word in words:
            for form in self._by_word.get(word, ()):
                theirs = form.split()
                common = len(set(words) & set(theirs))
                is_family_name = common == len(theirs) == 1 and words[-1] == word
                if common < 2 and not is_family_name and len(words) > 1:
                    continue
                for person in self._persons[form]:
                    fit = PART * 2 * common / (len(words) + len(theirs))
                    shared[person] = max(fit, shared.get(person, 0.0))
        return shared

    def _read(self, phrase: str, on: datetime.date | None) -> Iterator[ActorCandidate]:
        """Yield what the reader of phrases makes of a description."""
        segmentation = self._segmenter(Document(id="", text=phrase, origin="", date=on))
        if not segmentation.tokens:
            return
        names = self._resolver.names(segmentation)
        actor, reason = self._resolver.resolve(segmentation, 0, len(phrase), names, on)
        if actor.name or actor.country or actor.sector:
            yield ActorCandidate(
                actor.name or actor.text, actor.country or "", actor.code or "", WHOLE,
                f"described as {actor.type.replace('_', ' ')}" + (f"; {reason}" if reason else ""),
            )  # fmt: skip


def _key(form: str) -> str:
    """Return the words of a name for comparison: lower case, no accents, no marks."""
    plain = "".join(c if c.isalnum() or c in "'" else " " for c in fold(form).lower())
    words = plain.replace("'", "").split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _on_the_day(terms: Sequence[Tenure], on: datetime.date | None) -> tuple[Tenure, float, str]:
    """Return the term that fits a day best, how well, and in words."""
    ranked = [(_fit(term, on), term) for term in terms]
    share, term = max(ranked, key=lambda pair: (pair[0] * _prominence(pair[1]), pair[1].first))
    until = term.end.isoformat() if term.end else f"known until {term.known}"
    span = f"{term.office}{' of ' + (term.country or term.organisation)} from {term.first} to {until}"
    if on is None:
        return term, share, f"no day given; {span}"
    held = {
        IN_OFFICE: "in office that day",
        ELECTED: "about to take office",
        OVER: "out of office",
        NOT_YET: "not yet in office",
    }
    return term, share, f"{held.get(share, 'perhaps still in office')}: {span}"


def _prominence(term: Tenure) -> float:
    """Return how often the bearer of an office is meant."""
    return OF_HEAD if term.office in HEADS else OF_MINISTER if term.office in MINISTERS else OF_OTHER


def _fit(term: Tenure, on: datetime.date | None) -> float:
    if on is None:
        return NO_DAY
    if term.holds(on):
        return IN_OFFICE
    if on < term.first:
        return ELECTED if term.first - on <= ELECTED_BEFORE_TERM else NOT_YET
    return OVER if term.is_over(on) else NO_DAY
