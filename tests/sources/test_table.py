"""One row of a table is one report; a row that holds none is named, and the others go on."""

from __future__ import annotations

import datetime
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

from dragoman.config import Config
from dragoman.document import Document
from dragoman.errors import EmptyInputError, EncodingError, FormatError, TooLargeError

DAY = datetime.date(2025, 1, 21)
FULL = {
    "id": "7", "text": "One.\r\n“Two.”", "date": "2025-01-20", "title": "T", "publisher": "P",
    "url": "https://news.example/1",
}  # fmt: skip


def lines(*rows: object) -> bytes:
    return "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows).encode()


def parquet(**columns: object) -> bytes:
    stream = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns), stream)
    return stream.getvalue()


CSV = 'id,text,date,title,publisher,url\n7,"One.\r\n“Two.”",2025-01-20,T,P,https://news.example/1\n'
PARQUET = parquet(**{key: [value] for key, value in FULL.items()})


@pytest.mark.parametrize(
    ("name", "content", "origin"),
    [
        ("t.jsonl", lines(FULL), "t.jsonl, line 1"),
        ("t.ndjson.gz", gzip.compress(lines(FULL)), "t.ndjson.gz, line 1"),
        ("t.jsonl", lines("", {**FULL, "id": 7, "more": {}}), "t.jsonl, line 2"),
        ("t.json", lines(FULL, FULL | {"text": ""}), "t.json, line 1"),
        ("t.csv", CSV.encode(), "t.csv, line 2"),
        ("t.csv", CSV.encode("utf-8-sig"), "t.csv, line 2"),
        ("t.csv", CSV.encode("utf-16"), "t.csv, line 2"),
        ("t.csv", CSV.replace(",", ";").encode(), "t.csv, line 2"),
        ("t.tsv", CSV.replace(",", "\t").encode(), "t.tsv, line 2"),
        ("t.csv.gz", gzip.compress(CSV.encode()), "t.csv.gz, line 2"),
        ("t.parquet", PARQUET, "t.parquet, row 1"),
        ("t.parquet.gz", gzip.compress(PARQUET), "t.parquet.gz, row 1"),
    ],
)  # fmt: skip
def test_row_becomes_a_document(read: Callable[..., Any], name: str, content: bytes, origin: str) -> None:
    assert read(name, content, date=DAY).only == Document(
        id="7", text="One.\r\n“Two.”", origin=origin, date=datetime.date(2025, 1, 20), date_from="table", title="T",
        publisher="P", url="https://news.example/1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({}, Document.id_for("One.")),
        ({"id": None}, Document.id_for("One.")),
        ({"id": ""}, Document.id_for("One.")),
        ({"url": "https://x.example"}, Document.id_for("https://x.example")),
        ({"id": 12}, "12"),
        ({"id": 12.0}, "12"),
        ({"id": float("nan")}, Document.id_for("One.")),
        ({"id": [1]}, Document.id_for("One.")),
    ],
)
def test_id_is_text_or_a_hash(read: Callable[..., Any], row: dict[str, object], expected: str) -> None:
    assert read("t.jsonl", lines({"text": "One.", **row})).only.id == expected


@pytest.mark.parametrize(
    ("value", "date", "date_from"),
    [
        ("2025-01-20T10:00:00Z", datetime.date(2025, 1, 20), "table"),
        ("Mon, 20 Jan 2025 10:00:00 GMT", datetime.date(2025, 1, 20), "table"),
        ("", DAY, "--date"),
        (None, DAY, "--date"),
    ],
)
def test_date_of_the_row_beats_that_of_the_call(
    read: Callable[..., Any], value: object, date: datetime.date, date_from: str
) -> None:
    document = read("t.jsonl", lines({"text": "One.", "date": value}), date=DAY).only
    assert (document.date, document.date_from) == (date, date_from)


def test_date_that_cannot_be_read_is_named_and_taken_as_not_known(read: Callable[..., Any]) -> None:
    outcome = read("t.jsonl", lines({"text": "One.", "date": "last week"}), date=DAY)
    reason = "'last week' is no date in ISO 8601 or RFC 2822"
    assert (outcome.only.date, outcome.only.date_from) == (None, f"the table's date cannot be read: {reason}")
    assert [(note.where, note.what) for note in outcome.notes] == [("t.jsonl, line 1", f"{reason}, taken as not known")]
    assert outcome.errors == []


def test_repeated_ids_are_said_once_and_all_kept(read: Callable[..., Any]) -> None:
    outcome = read("t.jsonl", lines(*[{"text": f"{number}.", "id": number % 2} for number in range(5)]))
    assert len(outcome.documents) == 5
    assert [note.what for note in outcome.notes] == [
        "3 rows repeat the id of an earlier one, first '0' in line 3; all were read"
    ]


@pytest.mark.parametrize(
    ("broken", "what"),
    [
        ('{"text": "a', "broken JSON (unterminated string)"),
        ("nonsense", "broken JSON (expecting value)"),
        ("[1]", "JSON, but no object"),
        ("[" * 100_000, "nested too deeply"),
        ('{"text": 5}', "its text is no text but a number"),
        ('{"text": ""}', "its text is empty"),
        ('{"text": null}', "its text is empty"),
        ('{"id": 3}', "no 'text' (it has: 'id')"),
        ('{"text": "' + "x" * 90 + '"}', "a text of over 80 characters"),
        ('{"text": "' + "x" * 900 + '"}', "a line of over 160 characters"),
        ('{"n": ' + "9" * 9000 + "}", "broken JSON (a number that is too long)"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("position", [0, 1, 2])
def test_line_that_is_no_report_is_named_and_the_others_go_on(
    read: Callable[..., Any], broken: str, what: str, position: int
) -> None:
    config = Config() if broken.startswith(("[[", '{"n"')) else Config(max_cell_characters=80)
    rows: list[object] = [{"text": "One."}, {"text": "Two."}]
    rows.insert(position, broken)
    outcome = read("t.jsonl", lines(*rows), config=config)
    assert outcome.texts == ["One.", "Two."]
    assert [(error.where, error.what) for error in outcome.errors] == [(f"t.jsonl, line {position + 1}", what)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [('"a\\u0000b"', "a\0b"), ('"a\\ud800b"', "a\ud800b"), ('"\\ud83d\\ude00"', "\U0001f600")],
)
def test_odd_characters_are_kept(read: Callable[..., Any], text: str, expected: str) -> None:
    assert read("t.jsonl", f'{{"text": {text}, "n": NaN}}').texts == [expected]


@pytest.mark.parametrize(
    ("name", "content", "columns"),
    [
        ("t.jsonl", lines(*[{"id": 1, "body": "x"}] * 30), "'id', 'body'"),
        ("t.csv", b"id,body\n1,x\n", "'id', 'body'"),
        ("t.csv", b"\n", "none"),
        ("t.parquet", parquet(id=[1], body=["x"]), "'id', 'body'"),
    ],
)
def test_table_without_a_text_column_names_its_columns(
    read: Callable[..., Any], name: str, content: bytes, columns: str
) -> None:
    outcome = read(name, content)
    assert outcome.documents == []
    assert [(type(error), error.what) for error in outcome.errors] == [
        (FormatError, f"no column 'text' (columns: {columns})")
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [("t.jsonl", b"\n \n"), ("t.csv", b"id,text\n"), ("t.csv", b"text\n\n\n"), ("t.parquet", parquet(text=[]))],
)
def test_table_without_rows_is_an_error(read: Callable[..., Any], name: str, content: bytes) -> None:
    assert [(type(error), error.what) for error in read(name, content).errors] == [
        (EmptyInputError, "a table without rows")
    ]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("1,a,b,c", "4 cells, the header has 2"),
        ("1", "1 cells, the header has 2"),
        ('1,"a"b', "cannot be parsed (',' expected after '\"')"),
        ("1,", "its text is empty"),
    ],
)
def test_row_of_csv_that_is_no_report_is_named_and_the_others_go_on(
    read: Callable[..., Any], row: str, what: str
) -> None:
    outcome = read("t.csv", f'id,text\n1,"One.\nOn."\n{row}\n3,Three.\n')
    assert outcome.texts == ["One.\nOn.", "Three."]
    assert [(error.where, error.what) for error in outcome.errors] == [("t.csv, line 4", what)]


def test_quotation_mark_that_is_never_closed_does_not_hide_the_rest(read: Callable[..., Any]) -> None:
    outcome = read("t.csv", 'id,text\n1,One.\n2,"Two.\n3,Three.\n')
    assert outcome.texts == ["One."]
    assert [(error.where, error.what) for error in outcome.errors] == [
        ("t.csv, line 3", "cannot be parsed (unexpected end of data)")
    ]


def test_cell_longer_than_the_librarys_limit_is_read(read: Callable[..., Any]) -> None:
    text = "word " * 100_000
    assert read("t.csv", f"text\n{text}\n").texts == [text]


@pytest.mark.parametrize("length", [101, 190, 200, 5000])
def test_cell_over_our_limit_is_an_error(read: Callable[..., Any], length: int) -> None:
    outcome = read("t.csv", f"id,text\n1,One.\n2,{'x' * length}\n", config=Config(max_cell_characters=100))
    assert outcome.texts == ["One."]
    assert [error.where for error in outcome.errors] == ["t.csv, line 3"]


@pytest.mark.parametrize("name", ["t.csv", "t.jsonl"])
def test_bytes_that_are_no_utf_8_are_read_with_one_note(read: Callable[..., Any], name: str) -> None:
    text = "“We will go,” the minister’s aide said in Genève."
    rows = ['{"text": "Plain."}', *[json.dumps({"text": text, "id": n}, ensure_ascii=False) for n in (1, 2)]]
    if name == "t.csv":
        rows = ["id,text", "1,Plain.", f'2,"{text}"', f'3,"{text}"']
    outcome = read(name, "\n".join(rows).encode("cp1252"))
    assert outcome.texts == ["Plain.", text, text]
    line = 3 if name == "t.csv" else 2
    assert [note.what for note in outcome.notes] == [
        f"line {line} and perhaps others are not in UTF-8, read as Windows-1252"
    ]


def test_rows_before_the_end_of_a_file_that_is_cut_off_are_read(read: Callable[..., Any]) -> None:
    content = gzip.compress(lines(*[{"text": f"{number}. " * 50} for number in range(5000)]))
    outcome = read("t.jsonl.gz", content[:-2000])
    assert len(outcome.documents) > 500
    assert outcome.errors[-1].what == "the gzip file is cut off, and what comes after was not read"


def test_table_that_unpacks_to_too_much_is_stopped(read: Callable[..., Any]) -> None:
    content = gzip.compress(lines(*[{"text": "x" * 1000}] * 1000))
    outcome = read("t.jsonl.gz", content, config=Config(max_unpacked_bytes=300_000))
    assert 0 < len(outcome.documents) <= 300
    assert [type(error) for error in outcome.errors] == [TooLargeError]


def test_table_over_the_limit_is_not_opened(read: Callable[..., Any]) -> None:
    outcome = read("t.jsonl", lines(FULL), config=Config(max_table_bytes=10))
    assert [type(error) for error in outcome.errors] == [TooLargeError]


@pytest.mark.parametrize("name", ["t.csv", "t.jsonl", "t.parquet"])
def test_what_is_no_table_is_an_error(read: Callable[..., Any], name: str) -> None:
    outcome = read(name, b"%PDF-1.7 and so on")
    assert [type(error) for error in outcome.errors] == [FormatError if "parquet" in name else EncodingError]


def test_json_that_is_no_json_lines_is_an_error(read: Callable[..., Any]) -> None:
    assert [error.what for error in read("t.json", b'[\n {"text": "a"}\n]').errors] == ["JSON, not JSON Lines"]


def test_damaged_parquet_is_an_error(read: Callable[..., Any]) -> None:
    content = bytearray(parquet(text=["One."] * 1000))
    content[-20:-8] = b"\xff" * 12
    assert [type(error) for error in read("t.parquet", bytes(content)).errors] == [FormatError]


def test_parquet_has_types_of_its_own(read: Callable[..., Any]) -> None:
    zone = pyarrow.timestamp("ns", "America/New_York")
    content = parquet(
        id=pyarrow.array([1, 2], pyarrow.int64()),
        text=pyarrow.array([b"One.", b"\xff"], pyarrow.binary()),
        date=pyarrow.array([1737433800123456789, None], zone),
    )
    outcome = read("t.parquet", content)
    assert [(one.id, one.text, one.date) for one in outcome.documents] == [("1", "One.", datetime.date(2025, 1, 20))]
    assert [error.what for error in outcome.errors] == ["its text is not in UTF-8"]


def test_parquet_dates_and_dictionaries_are_read(read: Callable[..., Any]) -> None:
    content = parquet(
        text=pyarrow.array(["One.", "One."]).dictionary_encode(), date=pyarrow.array([DAY, None]), id=["a", "b"]
    )
    outcome = read("t.parquet", content)
    assert [(one.text, one.date) for one in outcome.documents] == [("One.", DAY), ("One.", None)]


def test_parquet_text_that_is_no_utf_8_is_an_error_of_its_row(read: Callable[..., Any]) -> None:
    text = pyarrow.array([b"One.", b"\xff\xfe"], pyarrow.binary()).view(pyarrow.string())
    outcome = read("t.parquet", parquet(text=text))
    assert outcome.texts == ["One."]
    assert [error.where for error in outcome.errors] == ["t.parquet, row 2"]


def test_rows_come_one_at_a_time(tmp_path: Path) -> None:
    """A table is never held in memory: the first row is there before the second is read."""
    from dragoman.sources.found import Source
    from dragoman.sources.inputs import documents

    class Endless(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return b'{"text": "One."}\n'.ljust(size or 0)

    found = documents(Source("-", None), date=None, config=Config(), standard_input=Endless())
    assert isinstance(next(found), Document)
