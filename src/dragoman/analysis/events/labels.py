"""The labels of the heads for events: PLOVER's types (Halterman et al. 2023), and how real an event is."""

from __future__ import annotations

__all__ = ["QUAD_CLASSES", "REALITIES", "TYPES"]

#: In the order of the model's outputs.
TYPES = (
    "AGREE", "SUPPORT", "CONSULT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
#: Quad class of each type, 1 to 4: verbal and material cooperation, verbal and material conflict.
QUAD_CLASSES = (1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4)
REALITIES = ("happened", "ongoing", "planned", "hypothetical", "negated", "historical")
