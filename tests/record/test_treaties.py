from __future__ import annotations

import datetime

import pytest
from tests.analysis.agreements.treaties import ENTRY, LAKE, NEWS, RUN_TOGETHER

from dragoman.document import Document
from dragoman.pipeline import Pipeline
from dragoman.record.items import Agreement
from dragoman.record.treaties import TreatyBuilder

BUILD = TreatyBuilder().build
DAY = datetime.date(2000, 1, 1)
TREATY = LAKE.replace("{entry}", ENTRY)


def item(text: str, day: datetime.date | None = DAY) -> Agreement:
    found = BUILD(Document(id="r", text=text, origin="test", date=day))
    assert found is not None
    spans = [*found.evidence, *found.claims, *(span for date in (found.signed, found.in_force, found.expires) if date
             for span in date.evidence)]  # fmt: skip
    assert all(text[span.start : span.end] == span.text for span in spans)
    return found


def values(found: Agreement) -> list[str | None]:
    return [date.value if date else None for date in (found.signed, found.in_force, found.expires)]


def test_item_of_a_treaty() -> None:
    found = item(TREATY)
    assert found.name.endswith("GOVERNMENT OF THE REPUBLIC OF KENYA ON THE SHARING OF LAKE DATA")
    assert [party.country for party in found.parties] == ["FIN", "KEN"]
    assert values(found) == ["1998-04-23", "1999-03-01", "2009-02-28"]
    assert (found.status, found.status_on) == (["in_force"], "2000-01-01")
    assert found.signed is not None
    assert (found.signed.from_, found.signed.evidence[0].text[:12]) == ("report", "twenty-third")
    assert "Done at Nairobi" in found.evidence[1].text


@pytest.mark.parametrize(
    ("day", "status"),
    [("1998-05-01", "signed"), ("1999-03-01", "in_force"), ("2009-02-28", "in_force"), ("2009-03-01", "expired")],
)
def test_status_holds_for_the_day_of_the_document(day: str, status: str) -> None:
    assert item(TREATY, datetime.date.fromisoformat(day)).status == [status]


@pytest.mark.parametrize(
    ("entry", "in_force", "reason"),
    [
        ("This Agreement shall enter into force on signature.", "1998-04-23", None),
        ("This Agreement shall enter into force after the exchange of notes.", None,
         "it enters into force when the parties have told one another; the text gives no date"),
        ("This Agreement shall enter into force on 1 May 1999, if all have ratified it.", None,
         "the text names 1999-05-01 but makes it depend on a condition"),
        ("Nothing more.", None, "the text does not say when it enters into force"),
    ],
)  # fmt: skip
def test_entry_into_force_or_why_there_is_none(entry: str, in_force: str | None, reason: str | None) -> None:
    found = item(LAKE.replace("{entry}", entry))
    assert (values(found)[1], found.unknown.get("in_force")) == (in_force, reason)


def test_what_a_text_does_not_give_has_a_reason() -> None:
    found = item(RUN_TOGETHER, None)
    assert values(found) == ["1972-06-09", None, None]
    assert found.status == ["unknown"]
    empty = {"in_force", "expires", "suspended", "withdrawn", "subject", "status_on", "status"}
    assert empty <= found.unknown.keys()


def test_agreement_of_the_register_keeps_what_the_register_knows() -> None:
    text = (
        "Convention on International Trade in Endangered Species of Wild Fauna and Flora\n\nThe Contracting"
        " States,\nHave agreed as follows:\nArticle 1\nAll.\nArticle 2\nNone.\nArticle 3\nSome.\nIn witness whereof"
        " they have signed. Done at Washington this fourth day of March, one thousand nine hundred and seventy-three."
    )
    found = item(text)
    assert found.name == "Convention on International Trade in Endangered Species"
    assert found.signed is not None
    assert (found.signed.value, found.unknown["signed"]) == ("1973-03-04", "the register says 1973-03-03")
    assert found.in_force is not None
    assert (found.in_force.value, found.in_force.from_) == ("1975-07-01", "register")


def test_news_of_a_treaty_is_not_taken_for_it() -> None:
    assert BUILD(Document(id="r", text=NEWS, origin="test", date=DAY)) is None


def test_pipeline_reads_the_treaty_once_and_the_agreements_that_it_names() -> None:
    text = TREATY.replace("Desiring to", "Recalling the Paris Agreement and desiring to")
    found = [one for one in Pipeline().read(Document(id="r", text=text, origin="test", date=DAY))
             if isinstance(one, Agreement)]  # fmt: skip
    assert found[0] == item(text)
    assert [one.name for one in found[1:]] == ["Paris Agreement"]
