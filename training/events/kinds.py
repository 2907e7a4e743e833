"""The parts of speech that the recipe teaches, in the order of the head's outputs."""

from __future__ import annotations

__all__ = ["PARTS_OF_SPEECH"]

#: Penn Treebank tags (Marcus et al. 1993) as GUM has them; one that is rarer is not learned.
PARTS_OF_SPEECH = (
    "NN", "IN", "NNP", "DT", "JJ", ",", "NNS", ".", "PRP", "RB", "VBD", "CC", "VB", "CD", "VBN", "VBZ", "VBP", "VBG",
    "PRP$", "TO", "MD", ":", "-LRB-", "-RRB-", "WDT", "''", "HYPH", "``", "NNPS", "POS", "WRB", "WP", "RP", "JJR",
    "RBR", "JJS", "EX", "FW", "SYM", "UH", "PDT", "RBS", "WP$", "$", "LS",
)  # fmt: skip
