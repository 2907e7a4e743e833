"""What a speaker does by a statement, for whom it was said, and how surely: act, openness, certainty.

The rules look words up in tables; heads on the encoder's states, trained by `training/statements/heads.py` on hand
labels, weigh what the rules say with what the states show.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.analysis.attribution.acts import ActReader
from dragoman.analysis.attribution.attributions import Attribution, Range
from dragoman.analysis.attribution.chances import softmax
from dragoman.analysis.modality import ModalityReader
from dragoman.analysis.phrases import QUOTATION_MARKS, Tagged, VerbGroup, verb_groups
from dragoman.document import Sentence

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "ATTRIBUTES",
    "SURE",
    "AttributeHeads",
    "Attributes",
    "RuleReading",
    "attribute_features",
    "parts_around",
    "rule_features",
]

#: Attribute to its closed set, in the order of the weights.
ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "act": (
        "says", "promises", "demands", "offers", "refuses", "accuses", "threatens", "praises", "denies", "admits",
        "hopes", "doubts", "asks",
    ),
    "openness": ("public", "private", "leaked"),
    "certainty": ("asserted", "hedged", "denied"),
}  # fmt: skip
#: Modals that make a cue something that is not, or not yet, said, so that it is hedged: "could argue", "may call for".
UNSAID_MODALS = frozenset({
    "should", "must", "need", "ought", "shall", "would", "could", "may", "might", "can", "will",
    "'ll", "’ll", "'d", "’d",
    "ca", "wo", "cannot",
})  # fmt: skip
FRAMES = ("that", "to", "quote", "colon", "wh", "clause", "phrase", "gerund", "for", "of", "on", "with", "about", "end")
POSITIONS = ("before", "after", "inverted", "noun")
#: The heads overrule the rules only if they are as sure as this. By folds of the hand labels, acts but `says` are then
#: right as often as those of the rules (89 in 100), and there are more of them.
SURE = 0.5
#: A content is searched for its main verb so many tokens far.
LONGEST_SEARCH = 120


class Attributes(NamedTuple):
    """What a speaker does by a statement, for whom it is said, and how surely."""

    act: str
    openness: str
    certainty: str


@dataclass(frozen=True, slots=True)
class RuleReading:
    """What the rules say of an attribution."""

    answers: dict[str, str]
    #: Yes or no: negation, hedges, questions and the like, always in the same order.
    signs: tuple[bool, ...]
    frame: str
    position: str


def rule_features(text: Tagged, found: Attribution, acts: ActReader, modality: ModalityReader) -> RuleReading:
    """Return what the rules say of an attribution."""
    sentence = text.segmentation.sentence_of(found.head)
    around = parts_around(found, sentence)
    act = acts.act(text, found)
    is_hedged_cue = modality.has(text, "hedge", [(max(0, found.cue[0] - 2), found.cue[1])])
    is_hedged_content = _is_hedged(text, found.content[0], modality)
    is_unsaid = found.modal is not None and text.word(found.modal) in UNSAID_MODALS
    # "I would like to stress" stresses
    is_unsaid = is_unsaid and "like" not in {text.word(at) for at in range(*found.cue)}
    if found.negated or act == "denies":
        certainty = "denied"
    else:
        certainty = "hedged" if is_unsaid or is_hedged_cue or is_hedged_content else "asserted"
    is_leaked, is_private = (modality.has(text, kind, around) for kind in ("leaked", "private"))
    openness = "leaked" if is_leaked else "private" if is_private else "public"
    first, last = found.content[0]
    words = [text.word(at) for at in range(first, min(last, first + LONGEST_SEARCH))]
    end = found.content[-1][1]
    signs = (
        found.negated,
        found.modal is not None,
        is_unsaid,
        is_hedged_cue,
        is_hedged_content,
        is_leaked,
        is_private,
        found.source is None,
        found.addressee is not None,
        words[0] in QUOTATION_MARKS,
        "?" in {text.word(at) for at in range(max(first, end - 2), min(end + 2, len(text.tags)))},
        any(word in {"will", "would", "shall", "’ll", "'ll"} for word in words[:12]),
        any(word in {"should", "must", "need", "needs"} for word in words[:12]),
        any(word in {"not", "never", "no"} or word.endswith(("n't", "n’t")) for word in words[:8]),
        found.source is not None and text.word(found.source[0]) in {"i", "we"},
    )
    return RuleReading({"act": act, "openness": openness, "certainty": certainty}, signs, found.frame, found.position)


def _is_hedged(text: Tagged, content: Range, modality: ModalityReader) -> bool:
    """Tell whether the main clause of a content is hedged."""
    first, last = content
    if last - first > LONGEST_SEARCH:
        return False
    group = _main_verb(text, first, last)
    if group is None:
        return False
    return modality.hedges(text, group) or modality.has(text, "hedge", [(first, min(last, group.last))])


def _main_verb(text: Tagged, first: int, last: int) -> VerbGroup | None:
    """Return the first finite verb group of a content."""
    for group in verb_groups(text, Sentence(0, 0, first, last, 0)):
        if not group.infinitive and text.tags[group.first] != "VBG":
            return group
    return None


def parts_around(found: Attribution, sentence: Sentence) -> list[Range]:
    """Return the parts of the cue's sentence that lie outside source and content."""
    taken = sorted([*found.content, *([found.source] if found.source else [])])
    parts, at = [], sentence.first
    for first, last in taken:
        if first > at:
            parts.append((at, min(first, sentence.last)))
        at = max(at, last)
    if at < sentence.last:
        parts.append((at, sentence.last))
    return [(first, last) for first, last in parts if first < last]


def attribute_features(reading: RuleReading) -> NDArray[Any]:
    """Return what the rules say as numbers, for the heads."""
    import numpy as np

    values = [float(reading.answers[name] == one) for name, classes in ATTRIBUTES.items() for one in classes]
    values.extend(float(reading.frame == frame) for frame in FRAMES)
    values.extend(float(reading.position == position) for position in POSITIONS)
    values.extend(float(sign) for sign in reading.signs)
    return np.array(values, np.float32)


class AttributeHeads:
    """The trained heads; without weights the rules answer alone."""

    def __init__(self, tables: Mapping[str, NDArray[Any]]) -> None:
        """Take the weights from the arrays of `heads.npz`."""
        self._acts, self._modality = ActReader(), ModalityReader()
        self._weights = {name: tables[f"{name}_weights"] for name in ATTRIBUTES if f"{name}_weights" in tables}
        self._mean = tables.get("state_mean")

    def __call__(
        self, text: Tagged, found: Sequence[Attribution], states: Sequence[NDArray[Any] | None] = ()
    ) -> list[Attributes]:
        """Return act, openness and certainty of each attribution.

        Args:
            text: The tagged document.
            found: Its attributions.
            states: The states of each, as `LinkedSpans.states` has them; without them the rules answer alone.
        """
        import numpy as np

        readings = [rule_features(text, one, self._acts, self._modality) for one in found]
        answers = [dict(reading.answers) for reading in readings]
        seen_at = [at for at, one in enumerate(states) if one is not None]
        if not seen_at or not self._weights:
            return [Attributes(**answer) for answer in answers]
        rules = np.array([attribute_features(readings[at]) for at in seen_at])
        seen = np.array([states[at] for at in seen_at]) - self._mean
        rows = np.hstack([seen, rules, np.ones((len(rules), 1), np.float32)])
        for name, weights in self._weights.items():
            chances = softmax(rows @ weights)
            for at, best, chance in zip(seen_at, chances.argmax(axis=1), chances.max(axis=1), strict=True):
                if chance >= SURE:
                    answers[at][name] = ATTRIBUTES[name][best]
        return [Attributes(**answer) for answer in answers]
