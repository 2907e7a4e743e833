"""A small record with hostile words in it, and the pages over it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.records import Records

from dragoman.document import Document, Span
from dragoman.record.items import Agreement, AgreementDate, Item
from dragoman.resolution.referents import Actor, Date
from dragoman.store import RecordFolder
from dragoman.views.web.app import make_app
from dragoman.views.web.looking import OpenRecord

SCRIPT = "<script>alert(1)</script>"
BREAKOUT = "\"><img src=x onerror=alert(2)>' onmouseover='alert(3)"
TEXTS = {
    "first": (
        "2025-03-01",
        "Russia pledged to free the sailors by May 2025. Russia opposes a ceasefire. Iran told France of it.",
    ),
    "second": (
        "2025-04-01",
        "Ukraine backs a ceasefire. Russia shelled Ukraine. Russia aided Iran. Relations are worse. "
        f"{SCRIPT} \u202e{BREAKOUT}",
    ),
}
TITLES = {"first": f"Sailors {SCRIPT}", "second": BREAKOUT}
URLS = {"first": "javascript:alert(4)", "second": 'https://example.org/a"onclick="alert(5)'}


def hostile_records() -> Records:
    """Return items on the two texts."""
    records = Records()
    for report, (date, text) in TEXTS.items():
        records.report(report, date, text)
    may = Date(
        text="May 2025", start=38, end=46, type="DATE", value="2025-05", earliest="2025-05-01", latest="2025-05-31"
    )
    records.commitment("first", "Russia", "free the sailors", may)
    records.position("first", "Russia", "opposes", "a ceasefire")
    records.position("second", "Ukraine", "supports", "a ceasefire")
    records.event("second", "Russia", "Ukraine", "shelled", 4, -9.0)
    records.event("second", "Russia", "Iran", "aided", 2, 7.0)
    outer = records.statement("second", "Russia", f"Relations are worse. {SCRIPT}")
    inner = records.statement("second", "Ukraine", SCRIPT)
    records.items[-1] = inner = type(inner)(
        **{name: getattr(inner, name) for name in inner.__struct_fields__}
        | {"inside": outer.id, "speakers": [Actor(text="x", start=0, end=1, name=BREAKOUT, code="<b>")]}
    )
    records.relation("second", "RUS", "UKR", "worse", "Relations are worse")
    ends = Span(38, 46, "May 2025")
    records.items.append(
        Agreement(
            **records.common("first", ends), name=f"Sailors' Treaty {SCRIPT}", aliases=[],
            parties=[records.actor("first", "Russia")], subject=None, signed=None, in_force=None,
            expires=AgreementDate(value="2025-05-20", from_="report", evidence=[ends]), extended_on=None,
            extended_to=None, suspended=None, withdrawn=None, status=["in_force"], status_on=None, claims=[],
            statements=[],
        )
    )  # fmt: skip
    return records


def write_hostile(path: Path) -> None:
    """Write the record."""
    records = hostile_records()
    with RecordFolder.create(path) as folder:
        readings: list[tuple[Document, list[Item]]] = []
        for report, (date, text) in TEXTS.items():
            document = Document(
                id=report, text=text, origin=report, date=datetime.date.fromisoformat(date), date_from="table",
                title=TITLES[report], publisher=SCRIPT, url=URLS[report],
            )  # fmt: skip
            readings.append((document, [item for item in records.items if getattr(item, "report", "") == report]))
        folder.write(readings, method="m1")


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenRecord]:
    """Return an open record, to be looked at only."""
    path = tmp_path_factory.mktemp("web") / "record"
    write_hostile(path)
    opened = OpenRecord(path)
    yield opened
    opened.close()


@pytest.fixture
def client(record: OpenRecord) -> TestClient:
    """Return a browser of a kind, over pages that listen on this machine alone."""
    return TestClient(make_app(record), base_url="http://127.0.0.1")
