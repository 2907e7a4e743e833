"""Reads one noun phrase as an actor: its head decides what it is, the words attached to the head whose it is."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import msgspec

from dragoman.resolution.names import Gazetteer, NameEntry, NameMention
from dragoman.resolution.owners import SEVERAL, Owners, Whose
from dragoman.resolution.parts import BODY, PERSON, STATE, Part, Words, base_phrase, cut, is_attached, trimmed
from dragoman.resolution.referents import ActorType
from dragoman.resolution.roles import Role, Roles
from dragoman.resolution.tenures import Tenure, Tenures

__all__ = ["Reader", "Reading"]

GOVERNMENT = frozenset({"capital", "seat"})
#: Sectors that a person keeps only as long as the office: a former minister belongs to the elite (ELI), which is what
#: CAMEO and PLOVER call former officials.
OF_OFFICE = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP", "IGO", ""})
#: Offices that one person holds at a time, so that the office and a day tell the person.
SINGLE = frozenset({
    "president", "prime minister", "chancellor", "vice president", "foreign minister", "defence minister", "monarch",
    "supreme leader", "pope", "secretary-general", "crown prince", "high representative",
})  # fmt: skip
#: "dozens of protesters": what is counted is the head.
QUANTITIES = frozenset({
    "dozens", "hundreds", "thousands", "scores", "tens", "number", "majority", "handful", "some", "many", "most",
    "all", "one", "two", "three", "several", "millions", "rest", "few", "both", "none", "each", "group", "team",
    "crowd", "crowds", "coalition", "groups", "part", "percent",
})  # fmt: skip
#: Endings of a participle behind a head: "allied with", "led by", "carrying".
PARTICIPLES = ("ed", "ing", "held", "loyal")
PLURAL_DEMONYM_ENDINGS = ("s", "men", "women", "ese", "sh", "ch", "ss")
#: Codes that stand in front of no state: bodies of several states, and groups and firms of none.
WITHOUT_STATE = frozenset({"IGO", "NGO", "NGM", "IMG", "MNC"})
#: What a code of the user's tells of the kind of actor; an office, if nothing.
TYPE_OF_SECTOR: dict[str, ActorType] = {
    "IGO": "organisation", "NGO": "organisation", "NGM": "organisation", "MNC": "organisation", "BUS": "organisation",
    "MED": "organisation", "PTY": "organisation", "REB": "armed_group", "UAF": "armed_group", "IMG": "armed_group",
    "CVL": "people", "REF": "people", "OPP": "people",
}  # fmt: skip
NOT_NAMED = "described, not named"


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What a phrase says of an actor; empty strings where it says nothing."""

    type: ActorType = "other"
    name: str = ""
    country: str = ""
    sector: str = ""
    #: A code of its own (IGOUNO); otherwise country and sector make it.
    code: str = ""
    #: Why the name or the country is not known.
    reason: str = ""


class Reader:
    """Reads token ranges of one document as actors."""

    def __init__(
        self, words: Words, gazetteer: Gazetteer, roles: Roles, tenures: Tenures, on: datetime.date | None
    ) -> None:
        self._words = words
        self._gazetteer = gazetteer
        self._roles = roles
        self._tenures = tenures
        self._on = on
        self._owners = Owners(gazetteer, tenures)

    def read(self, first: int, last: int) -> Reading:
        """Return what the tokens from `first` to `last` (half-open) say."""
        return self._read(cut(self._words, self._roles, first, last))

    def _read(self, parts: list[Part]) -> Reading:
        parts = trimmed(parts)
        if not parts:
            return Reading(reason="no words that name an actor")
        if all(part.kind in {"pronoun", "article"} for part in parts):
            return Reading(reason="pronoun: not traced")
        base, rest = base_phrase(parts)
        if _is_quantity(base) and len(rest) > 1 and rest[0].word == "of":
            counted = self._read(rest[1:])
            if counted.type != "other":
                return counted if counted.type == "armed_group" else _several(counted)
        named = self._name_behind(base, rest)
        if named is not None:
            return named
        base = _without_participle(base)
        head = base[-1] if base else parts[-1]
        if head.mention is not None:
            return self._named(base, rest, head.mention)
        if head.role is not None:
            return self._described(base, rest, head.role)
        if head.kind == "proper":
            return self._unknown_name(base, rest, head)
        return self._unknown(base)

    def _name_behind(self, base: Sequence[Part], rest: Sequence[Part]) -> Reading | None:
        """Read "the prime minister of Israel Benjamin Netanyahu": the name stands behind the office."""
        if not base or base[-1].role is None or len(rest) < 3 or rest[0].kind != "link":
            return None
        tail = rest[-1]
        if rest[-2].kind not in {"name", "role"} or any(part.kind == "break" for part in rest):
            return None
        if tail.mention is not None and tail.mention.entries[0].kind in PERSON:
            return self._person([*base, tail], rest[:-1], tail.mention)
        if tail.kind == "proper" and tail.last - tail.first > 1:
            return self._unknown_name([*base, tail], rest[:-1], tail)
        return None

    # names

    def _named(self, base: Sequence[Part], rest: Sequence[Part], mention: NameMention) -> Reading:
        entry = mention.entries[0]
        if entry.kind in PERSON:
            return self._person(base, rest, mention)
        if entry.kind in BODY:
            return self._body(base, rest, mention)
        if entry.kind == "user":
            return self._of_user(entry.key)
        if len(base) > 1 and base[-2].kind == "hyphen" and not is_attached(base, len(base) - 1):
            return Reading(reason="the state is named, but does not act")
        countries = {p.mention.entries[0].key for p in base if p.mention and p.mention.entries[0].kind in STATE}
        if len(countries) > 1:
            return Reading(reason=SEVERAL)
        return self._state(entry, mention.text)

    def _of_user(self, name: str) -> Reading:
        """Read a name of the user's tables by the code that it has on the report's day."""
        known = self._gazetteer.user_codes[name]
        fitting = [one.code for one in known if one.holds(self._on)]
        if not fitting:
            why = "the report has no date" if self._on is None else f"none holds on {self._on}"
            return Reading(name=name, reason=f"the user's tables have codes of {name} for other days: {why}")
        code = fitting[0]
        country = code[:3] if code[:3] in self._gazetteer.states else ""
        sector = code[3:6] if country else code[:3] if code[:3] in WITHOUT_STATE else ""
        kind: ActorType = "government" if code == country else TYPE_OF_SECTOR.get(sector, "office")
        return Reading(type=kind, name=name, country=country, sector=sector, code=code)

    def _state(self, entry: NameEntry, text: str) -> Reading:
        if entry.doubt or not entry.key:
            return Reading(reason=entry.doubt or "the name has several meanings")
        country, name = entry.key, self._gazetteer.states.get(entry.key, "")
        if entry.kind in {"city", "region"}:
            return Reading(country=country, reason="a place")
        if entry.kind in {"adjective", "demonym"}:
            plural = text.endswith(PLURAL_DEMONYM_ENDINGS)
            return Reading(type="people" if plural else "person", country=country, reason="" if plural else NOT_NAMED)
        if entry.office:
            return Reading(type="office", name=entry.office, country=country, sector="GOV")
        sector = "GOV" if entry.kind in GOVERNMENT else ""
        return Reading(type="government", name=name, country=country, sector=sector)

    def _body(self, base: Sequence[Part], rest: Sequence[Part], mention: NameMention) -> Reading:
        entry = mention.entries[0]
        if entry.kind == "bare_organisation":
            whose = self._owners.of(base[:-1], rest, is_local=False)
            country = self._gazetteer.organisations[entry.key].country
            if (whose.country or whose.reason) and whose.country != country:
                role = self._roles.named(mention.text)
                return self._office_of(role, whose) if role else Reading(type="office", country=whose.country)
        body = self._gazetteer.organisations[entry.key]
        return Reading(
            type=body.type, name=body.name, country=body.country, sector=body.sector, code=body.code,
        )  # fmt: skip

    # persons

    def _person(self, base: Sequence[Part], rest: Sequence[Part], mention: NameMention) -> Reading:
        title = next((part.role for part in reversed(base[:-1]) if part.role), None)
        past = any(part.kind == "past" for part in base)
        entry = self._which_person(mention, title)
        if entry is None:
            return self._titled(base, rest, title, "", f"several persons are called {mention.text}")
        if entry.kind == "introduced":
            return self._introduced(base, rest, entry, title)
        if entry.doubt and title is None:
            return Reading(type="person", reason=f"“{mention.text}”: {entry.doubt}")
        if entry.doubt and not self._supports(entry, title):
            return self._titled(base, rest, title, "", f"“{mention.text}”: {entry.doubt}")
        return self._office_holder(entry, title, past, self._owners.of(base[:-1], rest, is_local=False))

    def _introduced(self, base: Sequence[Part], rest: Sequence[Part], entry: NameEntry, title: Role | None) -> Reading:
        if title is not None and title.is_head:
            titled = self._titled(base, rest, title, entry.key, "")
            if titled.country or not entry.country:
                return titled
        reason = "" if entry.country else "the document does not say for whom this person speaks"
        return Reading(type="person", name=entry.key, country=entry.country, sector=entry.sector, reason=reason)

    def _which_person(self, mention: NameMention, title: Role | None) -> NameEntry | None:
        """Return the one person that a name may stand for, or `None`."""
        entries = mention.entries
        if len(entries) > 1 and title is not None:
            entries = tuple(entry for entry in entries if self._supports(entry, title)) or entries
        if len(entries) > 1 and self._on is not None:
            entries = tuple(entry for entry in entries if self._tenures.on(entry.key, self._on))
        return entries[0] if len(entries) == 1 else None

    def _supports(self, entry: NameEntry, title: Role | None) -> bool:
        """Tell whether a title in front of a family name fits what the table knows of the person."""
        if title is None:
            return False
        fitting = [
            tenure
            for tenure in self._tenures.of(entry.key)
            if (title.office and tenure.office == title.office) or _same_office(title.phrase, tenure.office)
        ]
        if self._on is None:
            return bool(fitting)
        return any(tenure.first <= self._on and not tenure.is_over(self._on) for tenure in fitting)

    def _office_holder(self, entry: NameEntry, title: Role | None, past: bool, whose: Whose) -> Reading:
        tenure = self._tenures.on(entry.key, self._on) if self._on else None
        country = self._country_of(entry.key, tenure, whose)
        said = self._sector_of_title(entry.key, title) or (whose.sector if title is not None else "")
        if said or past:
            sector = "ELI" if past else said
            if tenure is not None and not past and tenure.organisation:
                return self._for_body(entry.key, tenure.organisation)
            # "EU foreign policy chief Kaja Kallas" speaks for no country
            of_many = whose.organisation is not None and not whose.organisation.country and not whose.country
            if whose.organisation is not None and (not country or said == "IGO" or (of_many and not past)):
                return self._for_body(entry.key, whose.organisation.name)
            return _person(entry.key, country, sector)
        if tenure is not None:
            if tenure.organisation:
                return self._for_body(entry.key, tenure.organisation)
            return _person(entry.key, tenure.country, tenure.sector)
        if entry.sector:
            return _person(entry.key, country, entry.sector)
        bodies = {t.organisation for t in self._tenures.of(entry.key) if title and t.office == title.office}
        if len(bodies) == 1 and (body := bodies.pop()):
            return self._for_body(entry.key, body)
        return msgspec.structs.replace(_person(entry.key, country, ""), reason=self._no_office(entry.key))

    def _sector_of_title(self, person: str, title: Role | None) -> str:
        """Return the sector that a title says; for short ones ("Secretary") that of the office it may be short for."""
        if title is None or not title.is_head:
            return ""
        terms = (tenure for tenure in self._tenures.of(person) if _same_office(title.phrase, tenure.office))
        return title.sector or next((tenure.sector for tenure in terms), "")

    def _country_of(self, person: str, tenure: Tenure | None, whose: Whose) -> str:
        return (tenure.country if tenure else "") or self._tenures.country(person) or whose.country

    def _for_body(self, person: str, organisation: str) -> Reading:
        body = self._gazetteer.organisations[organisation]
        return Reading(type="person", name=person, country=body.country, sector=body.sector, code=body.code)

    def _no_office(self, person: str) -> str:
        if self._on is None:
            return "the report has no date, so the office held is not known"
        terms = self._tenures.of(person)
        last = max(terms, key=lambda tenure: tenure.first)
        if last.end is None and last.known is not None and self._on > last.known:
            return f"the table knows of the office of {last.office} up to {last.known} only"
        return f"the table knows of no office held on {self._on}"

    def _titled(
        self, base: Sequence[Part], rest: Sequence[Part], title: Role | None, name: str, reason: str
    ) -> Reading:
        """Read a person by the title in front of the name: country and sector come from the words."""
        if title is None or not title.is_head:
            return Reading(type="person", name=name, sector=title.sector if title else "", reason=reason)
        described = self._described(base[:-1], rest, title, with_name=True)
        why = reason or ("" if described.country or described.code.startswith("IGO") else "no country is named")
        return msgspec.structs.replace(described, type="person", name=name, reason=why)

    def _unknown_name(self, base: Sequence[Part], rest: Sequence[Part], head: Part) -> Reading:
        before = base[-2] if len(base) > 1 else None
        name = " ".join(self._words.plain[head.first : head.last])
        if before is not None and before.role is not None and before.role.is_title:
            return self._titled(base, rest, before.role, "", f"{name} is not in the tables")
        whose = self._owners.of(base[:-1], (), is_local=False)
        if rest and rest[0].word == "," and len(rest) > 1:
            apposition = self._read(list(rest[1:]))
            if apposition.type in {"person", "people", "office"} and (apposition.sector or apposition.country):
                why = "" if apposition.country else "no country is named"
                return msgspec.structs.replace(
                    apposition, type="person", name="", reason=why or f"{name}: not a full name"
                )
        return Reading(country=whose.country, reason=f"{name} is not in the tables")

    # descriptions

    def _described(self, base: Sequence[Part], rest: Sequence[Part], role: Role, *, with_name: bool = False) -> Reading:
        """Read a phrase whose head is a role: "Russian officials", "the president of France"."""
        at = next(i for i in range(len(base) - 1, -1, -1) if base[i].role is role)
        owned = any(part.word in {"his", "her", "their", "its", "our", "my", "your"} for part in base[:at])
        whose = self._owners.of(base[:at], () if owned else rest, is_local=role.is_local)
        if owned and not whose.country:  # but "his Saudi counterpart"
            return Reading(type=role.type, sector=role.sector, reason="whose: pronoun not traced")
        kinds = {part.kind for part in base}
        if "past" in kinds and role.type in {"person", "people"} and _sector(role, whose) in OF_OFFICE:
            reason = "" if role.type == "people" and whose.country else whose.reason or NOT_NAMED
            return Reading(type=role.type, country=whose.country, sector="ELI", reason=reason)
        if not with_name and role.office in SINGLE and self._is_the_one(base):
            holder = self._holder(role, whose, base)
            if holder is not None:
                return holder
        return self._office_of(role, whose)

    def _office_of(self, role: Role, whose: Whose) -> Reading:
        sector = _sector(role, whose)
        reason = whose.reason
        if not reason and role.type == "person":
            reason = NOT_NAMED
        body = whose.organisation
        if body is not None and (not body.country or body.country == whose.country):
            code = body.code if not body.country else ""
            return Reading(
                type=role.type, country=body.country, code=code, reason=reason,
                sector=sector if body.country else body.sector,
            )  # fmt: skip
        if not whose.country and not reason:
            reason = "no country is named"
        return Reading(type=role.type, country=whose.country, sector=sector, reason=reason)

    def _is_the_one(self, base: Sequence[Part]) -> bool:
        """Tell whether a phrase means the one holder: not "a president", "any prime minister"."""
        return not any(part.kind == "article" and part.word != "the" for part in base)

    def _holder(self, role: Role, whose: Whose, base: Sequence[Part]) -> Reading | None:
        """Return who holds an office on the report's day; `None` if the table does not tell."""
        place = whose.country or (whose.organisation.name if whose.organisation else "")
        if role.office == "pope":
            place = "VAT"
        if not place or whose.reason:
            return None
        if not self._tenures.knows_office(place, role.office):
            return None
        sector = role.sector or "GOV"
        if self._on is None:
            why = f"the report has no date, so who was {role.office} is not known"
            return Reading(type="person", country=whose.country, sector=sector, code=_igo(whose), reason=why)
        tenure = self._tenures.holder(place, role.office, self._on)
        if any(part.kind == "future" for part in base):
            return self._elected(place, role, base, tenure, self._on)
        if tenure is None:
            why = f"the table does not tell who was {role.office} on {self._on}"
            return Reading(type="person", country=whose.country, sector=sector, code=_igo(whose), reason=why)
        if tenure.organisation:
            return self._for_body(tenure.person, tenure.organisation)
        return _person(tenure.person, tenure.country, tenure.sector)

    def _elected(
        self, place: str, role: Role, base: Sequence[Part], tenure: Tenure | None, on: datetime.date
    ) -> Reading:
        """Read "the newly elected president": the next one, if a term is about to begin, else the present one."""
        successor = self._tenures.successor(place, role.office, on)
        if successor is not None:
            why = f"not yet {role.office} on {on}"
            return Reading(type="person", name=successor.person, country=successor.country, reason=why)
        words = {part.word for part in base}
        if tenure is None or not words & {"elected"}:
            return Reading(type="person", country=place if len(place) == 3 else "", reason=NOT_NAMED)
        return _person(tenure.person, tenure.country, tenure.sector)

    def _unknown(self, base: Sequence[Part]) -> Reading:
        whose = self._owners.of(base[:-1], (), is_local=False)
        return Reading(country=whose.country, reason=whose.reason or "the head is no known kind of actor")


def _without_participle(base: list[Part]) -> list[Part]:
    """Return a noun phrase without the participle that follows its head: "officers led (by ...)"."""
    is_participle = len(base) > 1 and base[-1].kind == "word" and base[-1].word.endswith(PARTICIPLES)
    head = base[-2] if is_participle else None
    return base[:-1] if head is not None and (head.role is not None or head.mention is not None) else base


def _is_quantity(base: Sequence[Part]) -> bool:
    return bool(base) and base[-1].word in QUANTITIES


def _several(reading: Reading) -> Reading:
    return msgspec.structs.replace(reading, type="people") if reading.type == "person" else reading


def _person(name: str, country: str, sector: str) -> Reading:
    return Reading(
        type="person", name=name, country=country, sector=sector, reason="" if country else "no country is known",
    )  # fmt: skip


def _sector(role: Role, whose: Whose) -> str:
    if whose.sector and (role.inherits or not role.sector):
        return whose.sector
    return role.sector


def _igo(whose: Whose) -> str:
    return whose.organisation.code if whose.organisation and not whose.country else ""


def _same_office(phrase: str, office: str) -> bool:
    """Tell whether a title such as "secretary" or "spokesman" may be short for an office of the table."""
    if phrase == "secretary":
        return office in {"foreign minister", "defence minister"}
    if phrase in {"spokesman", "spokeswoman", "spokesperson", "press secretary"}:
        return office.endswith("spokesperson")
    if phrase in {"minister", "leader", "director", "senator", "king", "queen"}:
        return office.endswith(phrase) or (phrase in {"king", "queen"} and office == "monarch")
    return phrase == "chairman" and office in {"president", "leader"}
