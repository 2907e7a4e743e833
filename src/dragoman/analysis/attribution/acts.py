"""What a speaker does by saying it: promises, demands, denies, or plainly says.

The tables `data/cues.csv` and `data/cue_frames.csv` give the act for a cue, and for a cue in one frame where that
differs ("asked whether" asks, "asked for" demands).
"""

from __future__ import annotations

from dragoman import knowledge
from dragoman.analysis.attribution.attributions import Attribution
from dragoman.analysis.phrases import NOUN, Tagged

__all__ = ["ActReader"]

#: Verbs that carry no act of their own: the noun behind them does ("expressed hope").
LIGHT_VERBS = frozenset({
    "express", "voice", "convey", "reiterate", "reaffirm", "repeat", "underline", "underscore", "stress", "emphasise",
    "emphasize", "make", "give", "issue", "offer", "state", "extend", "send",
})  # fmt: skip


class ActReader:
    """Reads the act of an attribution from its cue."""

    def __init__(self) -> None:
        self._acts: dict[tuple[str, str], str] = {}
        for row in knowledge.rows("cues"):
            self._acts[row["cue"], row["part_of_speech"]] = row["act"]
        self._framed = {(row["cue"], row["frame"]): row["act"] for row in knowledge.rows("cue_frames")}

    def act(self, text: Tagged, found: Attribution) -> str:
        """Return the act of an attribution; `says` where the tables name no other."""
        if found.position == "noun":
            return self._acts.get((found.lemma, "noun"), "says")
        if found.lemma in LIGHT_VERBS and found.head + 1 < found.cue[1]:
            noun = self._noun_act(text, (found.head + 1, found.cue[1]))
            if noun is not None:
                return noun
        if found.lemma in LIGHT_VERBS and found.frame in {"phrase", "clause", "person-to"}:
            noun = self._noun_act(text, found.content[0])
            if noun is not None:
                return noun
        return self._framed.get((found.lemma, found.frame)) or self._acts.get((found.lemma, "verb"), "says")

    def _noun_act(self, text: Tagged, content: tuple[int, int]) -> str | None:
        """Return the act of the first noun of a content: "hope for renewed engagement"."""
        for at in range(content[0], min(content[1], content[0] + 5)):
            if text.tags[at] in NOUN:
                act = self._acts.get((text.word(at), "noun"))
                if act is not None:
                    return act
            elif text.tags[at] in {"IN", "TO", "VBD", "VBZ"}:
                return None
        return None
