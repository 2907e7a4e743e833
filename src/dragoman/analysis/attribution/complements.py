"""What stands behind a reporting verb or noun, and how far it reaches.

The frame of a cue is the form of what follows it: "said *that* ...", "promised *to* ...", "called *for* ...", "told
reporters *“...”*". It decides whether the word reports at all, and where the reported words begin and end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dragoman.analysis.phrases import (
    DAYS,
    FINITE,
    NOUN,
    QUOTATION_MARKS,
    TIME_NOUNS,
    VERB,
    Tagged,
    noun_phrase_from,
)
from dragoman.analysis.quotations import Quotation
from dragoman.document import Sentence

__all__ = ["Complement", "clause_end", "find_complement"]

WH_WORDS = frozenset({"what", "how", "why", "whether", "if"})
#: The reported words may begin this many tokens behind the cue: "said in a statement on Friday that ...".
REACH = 18
#: Words that end a reported clause when they stand behind a comma.
BREAKS_BEHIND_COMMA = frozenset({"but", "while", "although", "though", "whereas", "adding", "saying", "noting", "yet"})
PREPOSITIONS = frozenset({
    "of", "for", "about", "on", "with", "to", "against", "upon", "in", "from", "at", "over", "by", "into", "toward",
    "towards",     "as",
})  # fmt: skip


#: Words that "to" with a bare word joins as an infinitive, whatever the tagger makes of that word.
BEFORE_INFINITIVE = frozenset({
    "willingness", "readiness", "unwillingness", "reluctance", "desire", "refusal", "pledge", "promise", "vow", "offer",
    "ready", "willing", "unwilling", "reluctant", "prepared", "decision", "intention", "plan", "plans",
    "refused", "agreed", "decided", "pledged", "promised", "vowed", "offered", "wants", "wanted", "planned",
})  # fmt: skip


#: Verbs with the one spoken to as their object. Behind another verb, "that" after a noun begins a relative clause.
WITH_ADDRESSEE = frozenset({
    "tell", "inform", "assure", "reassure", "remind", "warn", "notify", "convince", "persuade", "promise", "ask",
    "brief",
    "advise", "caution", "write", "urge", "call", "address", "reply", "text", "email", "show",
})  # fmt: skip


#: Prepositions that may stand between a cue and "that": "said *in* Geneva *on* Friday that".
BEFORE_CONTENT = frozenset({
    "in", "at", "on", "during", "after", "before", "with", "by", "from", "for", "through", "via", "to",
})  # fmt: skip


class Complement(NamedTuple):
    """What follows a cue: its form, the token where the reported words begin, and who is addressed."""

    #: that, quote, colon, to, wh, clause, phrase, gerund, person-to, comma, end, other, or `of`, `for`, ...
    frame: str
    #: Token index where the content begins; the index behind the cue if nothing follows.
    start: int
    #: Token range of the one spoken to ("told *reporters* that"), or `None`.
    addressee: tuple[int, int] | None = None


def find_complement(text: Tagged, at: int, sentence: Sentence, quotations: Sequence[Quotation]) -> Complement:
    """Return what follows a cue that ends right before `at`."""
    last = sentence.last
    start = at
    while start < last and (step := _passed_over(text, start)):
        start += step
    if start >= last:
        return Complement("end", at)
    distant = _distant(text, start, last, quotations)
    if distant is not None and not (distant.addressee and text.lemmas[at - 1] not in WITH_ADDRESSEE):
        return distant
    return _adjacent(text, start, last)


def _passed_over(text: Tagged, at: int) -> int:
    """Return how many words between cue and content belong to neither: "*again*", "*Friday*", "*at length*"."""
    word = text.word(at)
    following = text.word(at + 1) if at + 1 < len(text.tags) else ""
    if word == "a" and at + 2 < len(text.tags) and text.word(at + 2) == "ago":
        return 3
    if (word, following) in {("at", "length"), ("in", "detail"), ("in", "depth")}:
        return 2
    if word in TIME_NOUNS or (word in DAYS and word != "on"):
        return int(following not in {"'s", "’s"})
    return int(text.tags[at] in {"RB", "RP"} and word not in {"not", "so", "more", "less", "most"})


def _distant(text: Tagged, start: int, last: int, quotations: Sequence[Quotation]) -> Complement | None:
    """Find "that", a colon or a quotation behind an addressee, a time or a place."""
    openings = {opening for quotation in quotations for opening in quotation.openings[:1]}
    for at in range(start, min(last, start + REACH)):
        word, tag = text.word(at), text.tags[at]
        if at > start and text.tags[start] == "IN" and text.word(start) not in BEFORE_CONTENT:
            return None
        between = (start, at) if at > start and text.tags[start] not in {"IN", "TO"} else None
        if at in openings and at + 1 < last:
            if at > start and not (text.word(at - 1) in {",", ":"} or at - start <= 1):
                return None  # words in quotation marks inside the clause
            return Complement("quote", at, _trimmed(text, between))
        if word == ":":
            return Complement("colon", at + 1, _trimmed(text, between)) if at + 1 < last else None
        if (
            word == "that"
            and tag in {"IN", "WDT"}
            and not _is_relative(text, at, start)
            and _begins_clause(text, at, last)
        ):
            return Complement("that", at, _trimmed(text, between))
        if (
            tag in VERB
            or word == "about"
            or tag in {"MD", "TO", "WP", "WRB"}
            or (word in {".", ";", "?", "!", "and", "but"})
        ):
            return None
        if word == "," and not (at + 1 < last and (at + 1 in openings or text.word(at + 1) == "that")):
            return None
    return None


def _begins_clause(text: Tagged, that: int, last: int) -> bool:
    """Tell whether a clause follows "that": in "we said that because ..." it is a pronoun."""
    if that + 1 < last and text.tags[that + 1] in FINITE:
        return False  # "reports that characterize this": a relative clause
    return that + 1 < last and text.word(that + 1) not in {
        "because",
        "and",
        "but",
        ".",
        ",",
        "in",
        "to",
        "with",
        "from",
        "?",
        ";",
    }


def _is_relative(text: Tagged, at: int, start: int) -> bool:
    """Tell whether "that" begins a relative clause: "condemned the attack that killed ten"."""
    return at > start and at + 1 < len(text.tags) and text.tags[at + 1] in FINITE


def _trimmed(text: Tagged, between: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return the first noun phrase of what stands between cue and content: the one spoken to."""
    if between is None:
        return None
    phrase = noun_phrase_from(text, between[0], between[1])
    if phrase is None or text.tags[phrase[1] - 1] == "CD" or text.tags[phrase[0]] == "CD":
        return None
    return phrase


def _adjacent(text: Tagged, start: int, last: int) -> Complement:
    word, tag = text.word(start), text.tags[start]
    if tag == "TO" or (word == "to" and start + 1 < last and text.tags[start + 1] == "VB"):
        return Complement("to", start)
    if word == "to" and text.word(start - 1) in BEFORE_INFINITIVE and not _begins_phrase(text, start + 1, last):
        return Complement("to", start)  # "willingness to engage": the tagger may not know the verb
    if word == "not" and start + 1 < last and text.word(start + 1) == "to":
        return Complement("to", start)
    if word in WH_WORDS:
        return Complement("wh", start)
    if word in PREPOSITIONS:
        return Complement("to-phrase" if word == "to" else word, start + 1)
    if word in {",", "—", "–", "--", "("}:
        return Complement("comma", start)
    if word in {".", "?", "!", ";"} or word in QUOTATION_MARKS:
        return Complement("end", start)
    if tag == "VBG":
        return Complement("gerund", start)
    return _phrase_or_clause(text, start, last)


def _begins_phrase(text: Tagged, at: int, last: int) -> bool:
    return at >= last or text.tags[at] in {"DT", "PRP", "PRP$", "NNP", "NNPS", "NNS", "CD"}


def _phrase_or_clause(text: Tagged, start: int, last: int) -> Complement:
    phrase = noun_phrase_from(text, start, last)
    if phrase is None:
        return Complement("other", start)
    behind = phrase[1]
    while behind < last and text.tags[behind] == "RB":
        behind += 1
    if behind >= last:
        return Complement("phrase", start)
    if text.tags[behind] in FINITE and text.tags[behind - 1] != "WDT":
        return Complement("clause", start)
    if text.tags[behind] == "TO":
        return Complement("person-to", start, phrase)
    if text.word(behind) in WH_WORDS:
        return Complement("wh", behind, phrase)
    later = _clause_later(text, phrase[1], last)
    return Complement("clause" if later else "phrase", start)


def _clause_later(text: Tagged, at: int, last: int) -> bool:
    """Tell whether a finite verb follows a longer subject: "said [the head of the mission in Kabul] would ..."."""
    for here in range(at, min(last, at + 12)):
        if text.word(here) == "and" and here + 1 < last and text.tags[here + 1] == "PRP":
            return False  # "announced aid, and he thanked ..."
        if text.tags[here] in FINITE:
            return text.tags[here - 1] not in {"WDT", "WP"} and text.tags[here - 1] != "IN"
        if text.tags[here] in VERB or text.word(here) in {
            ",",
            ";",
            ":",
            "who",
            "which",
            "that",
            "because",
            "as",
            "when",
            "if",
            "after",
            "before",
        }:
            return False
    return False


def clause_end(text: Tagged, start: int, sentence: Sentence, frame: str, quotations: Sequence[Quotation]) -> int:
    """Return one past the last token of the reported words that begin at `start`."""
    last = _without_final_mark(text, sentence, quotations)
    if frame in {"quote"}:
        covering = next((q for q in quotations if q.covers(start)), None)
        if covering is not None:
            return min(covering.last, max(last, covering.last))
    at = start + 1
    while at < last:
        inside = next((q for q in quotations if q.first < at < q.last), None)
        if inside is not None:
            at = inside.last
            continue
        if _breaks(text, at, last, frame):
            return at
        at += 1
    while last - 1 > start and text.word(last - 1) in {",", "–", "—", "--"}:
        last -= 1
    overlong = next((q for q in quotations if start < q.first < last < q.last), None)
    return overlong.last if overlong is not None else max(last, start + 1)


def _without_final_mark(text: Tagged, sentence: Sentence, quotations: Sequence[Quotation]) -> int:
    last = sentence.last
    while last - 1 > sentence.first and text.word(last - 1) in {".", "!", "?", "…", "...", ";", ":", ","}:
        last -= 1
    return last


def _breaks(text: Tagged, at: int, last: int, frame: str) -> bool:
    word = text.word(at)
    following = text.word(at + 1) if at + 1 < last else ""
    if word == "and" and text.tags[min(at + 1, last - 1)] == "PRP" and text.word(min(at + 2, last - 1)) == "also":
        return True  # "and he also criticized ..."
    if word == ";":
        return frame != "that" or following not in {"and", "that"}
    if word in {",", "—", "–", "--"}:
        if (following in BREAKS_BEHIND_COMMA and word == ",") or (
            following == "according" and text.word(at + 2) == "to"
        ):
            return True
        if _is_trailing_source(text, at + 1, last):
            return True
        if following == "and" and at + 2 < last and _starts_verb(text, at + 2, last):
            return True
        return frame in {
            "phrase",
            "of",
            "for",
            "about",
            "against",
            "on",
            "with",
            "to",
            "as",
        } and _starts_clause(text, at + 1, last)
    if (
        word == "and"
        and frame not in {"that", "clause", "wh", "quote", "according"}
        and _has_own_subject(text, at + 1, last)
    ):
        return True
    if frame == "phrase" and word == "and" and following == "to" and text.tags[at + 2] == "VB":
        return True
    if (
        word == "and"
        and frame not in {"that", "clause", "wh", "quote", "according"}
        and _has_own_subject(text, at + 1, last)
    ):
        return True
    if word in {"and", "but"} and _starts_verb(text, at + 1, last) and text.tags[at - 1] != "VBD":
        verb = text.tags[_skip_adverbs(text, at + 1, last)]
        return verb in {"VBD", "VBN"} or (verb == "VBZ" and frame not in {"that", "clause", "wh", "quote"})
    return False


def _has_own_subject(text: Tagged, at: int, last: int) -> bool:
    """Tell whether a clause with a subject of its own begins here: "and the Secretary expressed ..."."""
    phrase = noun_phrase_from(text, at, last)
    if phrase is None or phrase[1] >= last:
        return False
    behind = phrase[1] + (text.tags[phrase[1]] == "RB")
    return behind < last and text.tags[behind] in {"VBD", "VBZ", "VBP"} and text.tags[at] != "VBG"


def _is_trailing_source(text: Tagged, at: int, last: int) -> bool:
    """Tell whether a source and its verb end the sentence here: "..., the agency reported"."""
    phrase = noun_phrase_from(text, at, last)
    if phrase is None or phrase[1] >= last or text.tags[phrase[1]] not in {"VBD", "VBZ", "VBP"}:
        return False
    behind = phrase[1] + 1
    return behind >= last or (text.word(behind) in {"on", "in", "at"} and behind + 3 >= last)


def _skip_adverbs(text: Tagged, at: int, last: int) -> int:
    while at < last - 1 and text.tags[at] == "RB":
        at += 1
    return at


def _starts_verb(text: Tagged, at: int, last: int) -> bool:
    """Tell whether a finite verb without a subject of its own begins here: "and suggested ..."."""
    at = _skip_adverbs(text, at, last)
    if at >= last:
        return False
    # the tagger may take the past tense for a participle; with an object it is a verb
    is_past = text.tags[at] == "VBN" and at + 1 < last and text.tags[at + 1] in {"DT", "PRP$", "JJ", "NNP", "TO", "IN"}
    return is_past or text.tags[at] in {"VBD", "VBZ", "MD"}


def _starts_clause(text: Tagged, at: int, last: int) -> bool:
    """Tell whether a clause of its own begins here: a subject and a finite verb, or a participle."""
    if at >= last:
        return True
    if text.word(at) == "including" or (text.word(at) == "as" and text.word(at + 1) == "well"):
        return False
    if text.tags[at] == "VBG" or text.word(at) in {
        "which",
        "who",
        "after",
        "before",
        "as",
        "when",
        "where",
        "because",
        "since",
        "with",
    }:
        return True
    phrase = noun_phrase_from(text, at, last)
    return phrase is not None and phrase[1] < last and text.tags[phrase[1]] in FINITE and text.tags[at] not in NOUN
