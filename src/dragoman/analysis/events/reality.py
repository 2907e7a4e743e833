"""How real an event is: what the verb group and its clause say plainly, and else what the model thinks."""

from __future__ import annotations

from dragoman.analysis.events.heads import FoundEvent
from dragoman.analysis.phrases import WILL, Tagged, VerbGroup

__all__ = ["CONDITIONS", "CONDITION_REACH", "RealityReader"]

POSSIBLE = frozenset({"would", "could", "might", "may", "can", "should", "must"})
CONDITIONS = frozenset({"if", "unless", "whether"})
#: Done by being said, so that "would like to thank" and "must condemn" do it.
PERFORMED_BY_SAYING = frozenset({"SUPPORT", "ACCUSE", "REQUEST", "REJECT", "AGREE", "THREATEN", "CONCEDE"})
#: How far before the verb group a condition may stand, in words.
CONDITION_REACH = 8
#: Where the words leave it open, the model decides if it is at least so sure.
SURE = 0.5


class RealityReader:
    """Tells how real an event is."""

    def __call__(self, text: Tagged, event: FoundEvent, head: int, group: VerbGroup | None) -> str:
        """Return happened, ongoing, planned, hypothetical, negated or historical.

        Args:
            text: The tagged document.
            event: What the model sees.
            head: The word that names the act.
            group: The verb group of that word, if it is a verb.
        """
        said = self._by_grammar(text, event.event_type, head, group)
        if said is not None:
            return said
        if event.reality == "negated" and group is not None:
            return "happened"  # a verb that is negated shows it
        return event.reality if event.reality_chance >= SURE else "happened"

    @staticmethod
    def _by_grammar(text: Tagged, event_type: str, head: int, group: VerbGroup | None) -> str | None:
        sentence = text.segmentation.sentence_of(head)
        low = max(sentence.first, (group.first if group is not None else head) - CONDITION_REACH)
        conditional = any(word in CONDITIONS for word in text.words[low:head])
        if group is None:
            if conditional:
                return "hypothetical"
            before = text.words[max(0, head - 2) : head]
            return "negated" if "no" in before else None
        if group.negated:
            return "negated"
        performed = event_type in PERFORMED_BY_SAYING
        modal = text.word(group.modal) if group.modal is not None else ""
        if modal in WILL:
            return None if performed else "planned"
        if modal in POSSIBLE:
            return None if performed else "hypothetical"
        return "hypothetical" if conditional else None
