"""Readers that the tests of this folder share; built once, they keep no state between texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.analysis.attribution.attributions import Attribution
from dragoman.analysis.attribution.reader import AttributionReader
from dragoman.analysis.attribution.weighing import CandidateWeigher
from dragoman.analysis.lemmas import VerbLemmas
from dragoman.analysis.phrases import Tagged, lemmatize
from dragoman.analysis.quotations import find_quotations
from dragoman.analysis.reading import DocumentReader
from dragoman.analysis.segmentation import Segmentation, Segmenter
from dragoman.analysis.tagging import Tagger
from dragoman.analysis.turns import find_turns
from dragoman.document import Document

Tag = Callable[[str], Tagged]
Attribute = Callable[[str], list[dict[str, object]]]


@pytest.fixture(scope="session")
def segment() -> Callable[[str], Segmentation]:
    segmenter = Segmenter()
    return lambda text: segmenter(Document(id="test", text=text, origin="test"))


@pytest.fixture(scope="session")
def document_reader() -> DocumentReader:
    return DocumentReader()


@pytest.fixture(scope="session")
def tag(segment: Callable[[str], Segmentation]) -> Tag:
    tagger, lemmas = Tagger(), VerbLemmas()

    def run(text: str) -> Tagged:
        segmentation = segment(text)
        return lemmatize(segmentation, tagger(segmentation), lemmas)

    return run


@pytest.fixture(scope="session")
def attribute(tag: Tag, document_reader: DocumentReader) -> Callable[[str], list[tuple[str, str, str]]]:
    """Return a function that gives source, cue and content of each attribution as strings."""
    reader, weigher = AttributionReader(document_reader.tables), CandidateWeigher()

    def show(text: Tagged, found: Attribution) -> tuple[str, str, str]:
        source = text.text(*found.source) if found.source else ""
        return source, text.text(*found.cue), " | ".join(text.text(*part) for part in found.content)

    def run(raw: str) -> list[tuple[str, str, str]]:
        text = tag(raw)
        quotations = find_quotations(text.segmentation)
        turns = find_turns(text.segmentation)
        spans = document_reader(text.segmentation, quotations).spans
        return [show(text, found) for found in reader(text, spans, quotations, turns, weigher(text, quotations))]

    return run
