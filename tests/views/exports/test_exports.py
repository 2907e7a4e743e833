"""The layouts that the field loads, read back as the field reads them."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from dragoman.document import Span
from dragoman.record.items import Event
from dragoman.resolution.referents import Actor, Date
from dragoman.views.cli import run
from dragoman.views.jsonl import jsonl


def actor(name: str, country: str, sector: str, start: int) -> Actor:
    return Actor(
        text=name, start=start, end=start + len(name), name=name, type="government", country=country, sector=sector,
        code=country + sector,
    )  # fmt: skip


def event(**changes: object) -> Event:
    day = Date(text="Monday", start=30, end=36, type="DATE", value="2025-01-20")
    fields: dict[str, object] = {
        "id": "e1", "report": "r1", "evidence": [Span(start=0, end=4, text="Iran")], "method": "test",
        "confidence": 0.9, "unknown": {}, "actors": [actor("Iran", "IRN", "GOV", 0)],
        "recipients": [actor("Israel", "ISR", "", 20)],
        "event_type": "ACCUSE", "mode": "disapprove", "contexts": ["diplomatic"], "cameo": "111", "quad_class": 3,
        "intensity": -3.0, "reality": "happened", "date": day, "place": None,
        "trigger": [Span(start=5, end=14, text="con\tdemned")], "inside": None,
    }  # fmt: skip
    return Event(**(fields | changes))  # type: ignore[arg-type]


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "record.jsonl"
    meeting = event(
        id="e2", event_type="CONSULT", cameo="040", date=None, recipients=[],
        actors=[actor("Iran", "IRN", "GOV", 0), actor("Oman", "OMN", "GOV", 9), actor("Qatar", "QAT", "GOV", 19)],
    )  # fmt: skip
    path.write_bytes(jsonl([event(), meeting, event(id="e3", reality="negated"), event(id="e4", actors=[])]))
    return path


@pytest.mark.parametrize(
    ("layout", "columns", "date", "code", "source"),
    [("cameo", 25, "Event Date", "CAMEO Code", "Source Name"), ("phoenix", 31, "Date", "EventCode", "SourceActorFull")],
)
def test_tables_load_in_pandas(
    record: Path, tmp_path: Path, layout: str, columns: int, date: str, code: str, source: str
) -> None:
    out = tmp_path / "events.tsv"
    assert run(["export", str(record), "--format", layout, "--out", str(out)]) == 0
    table = pd.read_csv(out, sep="\t", dtype=str, keep_default_na=False)
    assert table.shape == (1 + 6 + 1, columns)
    assert list(table[code]) == ["111", *["040"] * 6, "111"]
    assert table[date][0].replace("-", "") == "20250120"
    assert table[date][1] == ""
    assert table[source].iloc[-1] == ""
    assert not table.duplicated().any()


def test_plover_json_loads_in_pandas(record: Path, tmp_path: Path) -> None:
    out = tmp_path / "events.jsonl"
    assert run(["export", str(record), "--format", "plover", "--out", str(out), "--all-realities"]) == 0
    table = pd.read_json(out, lines=True)
    assert list(table["event"]) == ["ACCUSE", "CONSULT", "ACCUSE", "ACCUSE"]
    assert [party["code"] for party in table["actor"][1]] == ["IRNGOV", "OMNGOV", "QATGOV"]
    assert table["recipient"][1] == []
    first = json.loads(out.read_text(encoding="utf-8").splitlines()[0])
    assert first["evidence"] == [{"start": 0, "end": 4, "text": "Iran"}]


def test_what_is_no_record_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.jsonl").write_text('{"kind":"event"}\n', encoding="utf-8")
    assert run(["export", str(tmp_path / "bad.jsonl"), "--format", "cameo"]) == 1
    assert "line 1" in capsys.readouterr().err
