"""The labels of the heads for events and parts of speech, in the order of the model's outputs."""

from __future__ import annotations

__all__ = ["PARTS_OF_SPEECH", "QUAD_CLASSES", "REALITIES", "TYPES"]

#: PLOVER's types (Halterman et al. 2023).
TYPES = (
    "AGREE", "SUPPORT", "CONSULT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
#: Quad class of each type, 1 to 4: verbal and material cooperation, verbal and material conflict.
QUAD_CLASSES = (1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4)
REALITIES = ("happened", "ongoing", "planned", "hypothetical", "negated", "historical")
#: Penn Treebank tags (Marcus et al. 1993) as GUM has them; one that is rarer is not learned.
PARTS_OF_SPEECH = (
    "NN", "IN", "NNP", "DT", "JJ", ",", "NNS", ".", "PRP", "RB", "VBD", "CC", "VB", "CD", "VBN", "VBZ", "VBP", "VBG",
    "PRP$", "TO", "MD", ":", "-LRB-", "-RRB-", "WDT", "''", "HYPH", "``", "NNPS", "POS", "WRB", "WP", "RP", "JJR",
    "RBR", "JJS", "EX", "FW", "SYM", "UH", "PDT", "RBS", "WP$", "$", "LS",
)  # fmt: skip
