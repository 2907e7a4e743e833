from __future__ import annotations

import pytest
from tests.analysis.agreements.treaties import ENTRY, LAKE, RUN_TOGETHER

from dragoman.analysis.agreements.treaty_texts import TreatyReader
from dragoman.document import Document
from dragoman.resolution.referents import Actor
from dragoman.resolution.treaty_parties import TreatyParties

READ, PARTIES = TreatyReader(), TreatyParties()
BODY = (
    "\nHave agreed as follows:\nArticle 1. Each Contracting Party shall act.\nArticle 2. All shall.\nArticle 3. None.\n"
)


def parties(text: str) -> list[Actor]:
    document = Document(id="r", text=text, origin="test")
    treaty = READ(text)
    assert treaty is not None
    found = PARTIES(document, treaty)
    assert all(text[actor.start : actor.end] == actor.text for actor in found)
    return found


def codes(text: str) -> list[str]:
    return [actor.country or actor.name or "" for actor in parties(text)]


def test_states_that_articles_mention_are_no_parties() -> None:
    assert codes(LAKE.replace("{entry}", ENTRY)) == ["FIN", "KEN"]


def test_names_in_small_letters_run_together_and_an_organisation() -> None:
    assert codes(RUN_TOGETHER) == ["SWE", "POL", "European Economic Community"]


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("The French Republic, the Swiss Confederation and the Hellenic Republic,", ["FRA", "CHE", "GRC"]),
        ("The Governments of Dahomey, Upper Volta and the Republic of the Niger,", ["BEN", "BFA", "NER"]),
        ("The Union of Soviet Socialist Republics and Great Britain,", ["SUN", "GBR"]),
        ("His Majesty the King of the Belgians, and the President of the United States of America,", ["BEL", "USA"]),
        ("The Kingdom of Norway, meeting at Luxembourg, and the Commonwealth of Australia,", ["NOR", "AUS"]),
        ("The Democratic Republic of the Congo and the Republic of the Congo,", ["COD", "COG"]),
        ("The republic of angolathe kingdom of lesothothe republic of zimbabwe", ["AGO", "LSO", "ZWE"]),
        ("Côte d’Ivoire and Türkiye,", ["CIV", "TUR"]),
        ("The States Parties to this Convention,", []),
        ("The Parties to the Charter of the United Nations,", []),
    ],
)
def test_parties_in_the_preamble(opening: str, expected: list[str]) -> None:
    assert codes(f"CONVENTION ON FISH\n\n{opening}\nRecalling the help of Japan,{BODY}") == expected


def test_parties_above_the_signatures() -> None:
    signatures = (
        "In witness whereof the undersigned have signed. Done at Rome on 2 May 1980, to be kept by the Government"
        " of Italy. For the Government of Ghana: (signed) For Togo: (signed)"
    )
    assert codes(f"PROTOCOL ON FISH\n\nThe Contracting Parties,{BODY}{signatures}") == ["GHA", "TGO"]


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        ("Article 4. It is open for signature by Canada, Japan and the Russian Federation. Peru may accede.",
         ["CAN", "JPN", "RUS"]),
        ("Article 4. It is open for signature by all States. It is kept by Switzerland.", []),
    ],
)  # fmt: skip
def test_parties_that_an_article_lists(article: str, expected: list[str]) -> None:
    assert codes(f"CONVENTION ON FISH\n\nThe Contracting Parties,{BODY}{article}") == expected
