from __future__ import annotations

import datetime
from typing import NamedTuple

from dragoman.analysis.lemmas import VerbLemmas
from dragoman.analysis.phrases import lemmatize
from dragoman.analysis.segmentation import Segmenter
from dragoman.analysis.tagging import Tagger
from dragoman.document import Document
from dragoman.record.items import Relation
from dragoman.record.relations import RelationBuilder
from dragoman.resolution.referents import Date

SEGMENT, TAG, LEMMAS, BUILD = Segmenter(), Tagger(), VerbLemmas(), RelationBuilder()


class Country(NamedTuple):
    start: int
    end: int
    country: str


def relation(text: str, year: str | None = None, date: datetime.date | None = None) -> Relation:
    segmentation = SEGMENT(Document(id="r", text=text, origin="test", date=date))
    countries = [
        Country(text.index(name), text.index(name) + len(name), code)
        for name, code in (("Russia", "RUS"), ("Turkey", "TUR"))
    ]
    start = text.index(year) if year else 0
    dates = [Date(text=year, start=start, end=start + len(year), type="DATE", value=year)] if year else []
    [item] = BUILD.build(lemmatize(segmentation, TAG(segmentation), LEMMAS), dates, countries)
    return item


def test_item_holds_pair_claim_and_words() -> None:
    item = relation("Relations between Turkey and Russia have deteriorated.", date=datetime.date(2025, 1, 21))
    assert (item.pair, item.claim, item.certainty, item.as_of) == (("RUS", "TUR"), "worse", "asserted", "2025-01-21")
    assert [span.text for span in item.evidence] == ["Relations between Turkey and Russia have deteriorated"]
    assert item.unknown == {"compared_with": "the text compares it with no date"}


def test_comparison_is_a_date() -> None:
    item = relation("Relations between Turkey and Russia are at their lowest point since 1962.", "1962")
    assert item.compared_with is not None
    assert (item.claim, item.compared_with.value) == ("lowest_since", "1962")
    assert item.evidence[0].text.endswith("since 1962")


def test_as_of_is_the_day_that_the_text_names() -> None:
    item = relation("Ties between Russia and Turkey were severed in 2015.", "2015", datetime.date(2025, 1, 21))
    assert item.as_of == "2015"


def test_without_any_date_as_of_is_not_known() -> None:
    item = relation("Relations between Turkey and Russia have deteriorated.")
    assert (item.as_of, item.unknown["as_of"]) == (None, "the report has no date")
