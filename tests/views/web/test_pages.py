"""What the pages show, and that their data and tables are the same."""

from __future__ import annotations

import csv
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient
from tests.store.pattern_reader import readings, report
from tests.views.web.conftest import SCRIPT, TEXTS

from dragoman.store import RecordFolder
from dragoman.views.web.app import make_app
from dragoman.views.web.looking import OpenRecord
from dragoman.views.web.page import table_of
from dragoman.views.web.pages.overview import Counted

PAGES = {
    "overview": "",
    "search": "?q=ceasefire",
    "report": "?id=second",
    "actor": "?name=Russia",
    "pair": "?first=Russia&second=UKR",
    "issues": "",
    "issue": "?id=ceasefire",
    "commitments": "?as_of=2025-06-01",
    "agreements": "?as_of=2025-05-01",
    "graph": "",
}


class Seen(HTMLParser):
    """What a browser would make of a page: elements with their attributes, and the words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def address(name: str) -> str:
    return ("/" if name == "overview" else f"/{name}") + PAGES[name]


def data(client: TestClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_its_data_and_its_table(client: TestClient, name: str) -> None:
    page = client.get(address(name))
    assert page.status_code == 200
    links = [attributes.get("href") or "" for tag, attributes in Seen(page.text).elements if tag == "a"]
    (table,) = [link for link in links if link.startswith("/csv/")]
    (answer,) = [link for link in links if link.startswith("/api/") and "openapi" not in link]
    assert client.get(answer).headers["content-type"] == "application/json"
    rows = list(csv.DictReader(client.get(table).text.splitlines()))
    assert rows
    assert all(None not in row for row in rows)


@pytest.mark.parametrize("name", PAGES)
def test_answers_are_what_the_description_says(client: TestClient, name: str) -> None:
    description = data(client, "/api/openapi.json")
    operation = description["paths"][f"/api/{name}"]["get"]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.validate(data(client, f"/api/{name}{PAGES[name]}"), schema | {"components": description["components"]})
    given = [part.partition("=")[0] for part in PAGES[name].lstrip("?").split("&") if part]
    assert set(given) <= {one["name"] for one in operation["parameters"]}


def test_a_report_shows_its_whole_text_with_every_item_in_place(client: TestClient) -> None:
    answer = data(client, "/api/report?id=second")
    text = TEXTS["second"][1]
    assert "".join(piece["text"] for piece in answer["pieces"]) == text
    for one in answer["items"]:
        for span in one["line"]["evidence"]:
            marked = "".join(piece["text"] for piece in answer["pieces"] if one["line"]["id"] in piece["items"])
            assert span["text"] in marked
    page = Seen(client.get("/report?id=second").text)
    anchors = {attributes.get("id") for _, attributes in page.elements}
    assert {f"item-{one['line']['id']}" for one in answer["items"]} <= anchors
    (inner,) = [one for one in answer["items"] if one["depth"] == 1]
    assert any("m-depth-1" in (attributes.get("class") or "") for tag, attributes in page.elements if tag == "mark")
    assert inner["line"]["inside"] in {one["line"]["id"] for one in answer["items"]}


def test_an_item_has_an_address_of_its_own(client: TestClient) -> None:
    (found,) = data(client, "/api/search?kind=commitment")["items"]
    answer = client.get(f"/item?id={found['id']}", follow_redirects=False)
    assert answer.headers["location"] == f"/report?id=first&item={found['id']}#item-{found['id']}"
    page = Seen(client.get(f"/report?id=first&item={found['id']}").text)
    chosen = [attributes for tag, attributes in page.elements if "m-selected" in (attributes.get("class") or "")]
    assert chosen
    assert client.get("/item?id=zzz").status_code == 404


def test_search_by_words_and_conditions(client: TestClient) -> None:
    assert len(data(client, "/api/search?q=ceasefire&kind=position")["items"]) == 2
    assert len(data(client, "/api/search?q=ceasefire&kind=position&until=2025-03-15")["items"]) == 1
    few = data(client, "/api/search?limit=1")
    assert few["more"] is True
    assert "Nothing meets all of this" in client.get("/search?q=zebra").text


def test_a_pair_keeps_cooperation_and_conflict_apart(client: TestClient) -> None:
    answer = data(client, "/api/pair?first=Russia&second=Ukraine")
    (month,) = answer["periods"]
    assert (month["cooperation"]["events"], month["conflict"]["events"]) == (0, 1)
    assert {line["kind"] for line in answer["timeline"]} == {"event", "relation"}
    assert data(client, "/api/pair?first=RUS&second=UKR&until=2025-03-15")["timeline"] == []


def test_an_issue_by_stance_with_its_dispute(client: TestClient) -> None:
    answer = data(client, "/api/issue?id=ceasefire")
    assert {group["stance"] for group in answer["stances"]} == {"supports", "opposes"}
    assert len(answer["disputes"]) == 1
    assert data(client, "/api/issue?id=ceasefire&as_of=2025-03-15")["disputes"] == []


def test_commitments_as_of_a_day(client: TestClient) -> None:
    (one,) = data(client, "/api/commitments?as_of=2025-06-01")["commitments"]
    assert one["status"] == "overdue"
    (one,) = data(client, "/api/commitments?as_of=2025-05-10")["commitments"]
    assert one["status"] == "due"
    assert data(client, "/api/commitments?as_of=2025-06-01&status=kept")["commitments"] == []


def test_without_a_day_it_is_that_of_the_latest_report_and_says_so(client: TestClient) -> None:
    assert data(client, "/api/commitments")["as_of"] == {"day": "2025-04-01", "source": "latest report"}
    page = client.get("/commitments").text
    assert "because no day was chosen" in page
    assert "as_of=2025-04-01" in page, "the permanent address names the day"
    assert "the day that you chose" in client.get("/agreements?as_of=2025-05-01").text


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2025-05-01", "in force; ends in 19 days"),
        ("2025-05-19", "in force; ends in 1 day"),
        ("2025-05-20", "in force; ends on this day"),
        ("2025-05-22", "expired 2 days ago"),
    ],
)
def test_clocks_of_agreements(client: TestClient, day: str, told: str) -> None:
    (one,) = data(client, f"/api/agreements?as_of={day}&ended=true")["agreements"]
    assert one["clock"]["text"] == told


def test_agreements_of_the_register_between_two_states(client: TestClient) -> None:
    found = data(client, "/api/agreements?as_of=2025-01-21&first=USA&second=Russia")["agreements"]
    (start,) = [one for one in found if one["name"] == "New START"]
    assert start["clock"]["days"] == 380
    assert "suspended by RUS; ends in 380 days" in start["clock"]["text"]


def test_who_talks_to_whom(client: TestClient) -> None:
    ties = data(client, "/api/graph")["ties"]
    assert {(tie["source"], tie["target"], tie["cooperation"], tie["conflict"]) for tie in ties} == {
        ("RUS", "UKR", 0, 1), ("RUS", "IRN", 1, 0),
    }  # fmt: skip
    assert data(client, "/api/graph?until=2025-03-15")["ties"] == []


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("actor?name=Nobody+Such", 404, "nobody called"),
        ("pair?first=Atlantis&second=USA", 404, "no state is called"),
        ("report?id=zzz", 404, "no report"),
        ("report?id=first&item=zzz", 404, "no item"),
        ("issue?id=zzz", 404, "no issue"),
        ("pair?first=USA&second=US", 404, "no state"),
        ("pair?first=USA&second=USA", 400, "one country"),
        ("pair?first=USA&second=RUS&since=2025-02-01&until=2025-01-01", 400, "later than"),
        ("commitments?as_of=2025-02-30", 400, "is no day"),
        ("commitments?as_of=yesterday", 400, "is no day"),
        ("search?q=-", 400, "no word"),
        ("search?colour=red", 400, "no parameter"),
        ("search?limit=0", 400, "limit"),
        ("search?q=a&q=b", 400, "given twice"),
        ("search?q=" + "a" * 600, 400, "longer than"),
        ("actor", 400, "needs name"),
    ],
)
def test_what_cannot_be_answered_is_a_plain_page(client: TestClient, path: str, status: int, told: str) -> None:
    page = client.get(f"/{path}")
    assert page.status_code == status
    assert told in Seen(page.text).words
    answer = client.get(f"/api/{path}")
    assert answer.status_code == status
    assert told in answer.json()["error"]


def test_no_such_page(client: TestClient) -> None:
    assert client.get("/zzz").status_code == 404
    assert client.get("/static/../app.py").status_code == 404


def test_a_table_starts_no_formula(client: TestClient) -> None:
    assert table_of(Counted, [Counted("=1+1", 2)]).splitlines() == ["name,items", "'=1+1,2"]
    assert SCRIPT in client.get("/csv/search?kind=statement").text


def test_what_is_written_later_is_seen_at_the_next_request(tmp_path: Path) -> None:
    with RecordFolder.create(tmp_path / "record") as folder:
        folder.write(readings(report("Ann of NOR told Bob of SWE: yes.")), method="m1")
        opened = OpenRecord(folder.path)
        client = TestClient(make_app(opened), base_url="http://127.0.0.1")
        assert data(client, "/api/pair?first=NOR&second=SWE")["between"] == 1
        folder.write(readings(report("Ann of NOR met Bob of SWE.", "r2", "2025-05-01")), method="m1")
        assert data(client, "/api/pair?first=NOR&second=SWE")["between"] == 2
        opened.close()


def test_an_empty_record_says_how_to_fill_it(tmp_path: Path) -> None:
    RecordFolder.create(tmp_path / "record").close()
    opened = OpenRecord(tmp_path / "record")
    client = TestClient(make_app(opened), base_url="http://127.0.0.1")
    assert "dragoman read" in client.get("/").text
    for path in ("/search", "/issues", "/graph", "/pair?first=USA&second=RUS"):
        assert client.get(path).status_code == 200
    assert client.get("/commitments").status_code == 400
    assert client.get("/commitments?as_of=2025-01-01").status_code == 200
    opened.close()
