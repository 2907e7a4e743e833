"""Who may ask, and what every answer forbids."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.views.cli import run
from dragoman.views.web.app import make_app
from dragoman.views.web.looking import OpenRecord

TOKEN = "correcthorsebattery"


@pytest.mark.parametrize("path", ["/", "/api/overview", "/static/style.css", "/zzz", "/search?since=x"])
def test_every_answer_has_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8765", 200),
        ("localhost:8765", 200),
        ("[::1]:8765", 200),
        ("evil.example:8765", 421),
        ("127.0.0.1.evil.example", 421),
        ("192.168.0.7", 421),
        ("", 421),
    ],
)
def test_a_name_that_was_pointed_to_this_machine_is_refused(client: TestClient, host: str, status: int) -> None:
    answer = client.get("/api/overview", headers={"host": host})
    assert answer.status_code == status
    assert (b"reports" in answer.content) is (status == 200)


def test_only_get(client: TestClient) -> None:
    assert client.post("/search").status_code == 405
    assert client.delete("/").status_code == 405
    assert client.head("/").status_code == 200


def test_others_need_the_token(record: OpenRecord) -> None:
    client = TestClient(make_app(record, host="0.0.0.0", token=TOKEN), base_url="http://192.0.2.7:8765")
    for path in ("/", "/api/overview", "/static/style.css", "/?token=wrong", "/?token="):
        assert client.get(path).status_code == 401
    assert client.get("/", headers={"authorization": "Bearer wrong"}).status_code == 401
    assert client.get("/", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    first = client.get(f"/search?q=ceasefire&token={TOKEN}", follow_redirects=False)
    assert first.headers["location"] == "/search?q=ceasefire", "the token does not stay in the address"
    assert "HttpOnly" in first.headers["set-cookie"]
    assert "samesite=strict" in first.headers["set-cookie"].lower()
    assert client.get("/").status_code == 200, "the cookie is enough from now on"
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--host", "0.0.0.0"], "--token"),
        (["--host", "example.org"], "--token"),
        (["--token", "short"], "letters and digits"),
        (["--token", "with spaces in between"], "letters and digits"),
    ],
)
def test_others_are_not_let_in_by_mistake(
    record: OpenRecord, options: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["serve", "--record", str(record.path), *options]) == 2
    assert told in capsys.readouterr().err


def test_no_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--record", str(tmp_path / "none")]) == 1
    assert str(tmp_path / "none") in capsys.readouterr().err
