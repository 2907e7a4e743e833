"""Days of publication are read in two forms, and never guessed."""

from __future__ import annotations

import datetime

import pytest

from dragoman.sources.dates import publication_day

DAY = datetime.date(2025, 1, 21)


@pytest.mark.parametrize(
    "value",
    [
        "2025-01-21", " 2025-01-21 ", "20250121", 20250121, "2025-01-21T23:30:00Z", "2025-01-21 23:30:00-05:00",
        "2025-W04-2", "Tue, 21 Jan 2025 23:30:00 -0500", "21 Jan 2025 10:00 GMT", DAY,
        datetime.datetime(2025, 1, 21, 23, 30, tzinfo=datetime.UTC),
    ],
)  # fmt: skip
def test_is_read_in_the_zone_that_it_is_written_in(value: object) -> None:
    assert publication_day(value) == DAY


@pytest.mark.parametrize(
    "value",
    ["January 21, 2025", "21/01/2025", "2025", "2025-01", "2025-02-30", "31 Feb 2025 10:00 GMT", "soon", True,
     1737417600, "0000-00-00"],
)  # fmt: skip
def test_what_is_no_single_day_is_an_error(value: object) -> None:
    with pytest.raises(ValueError, match="no date in ISO 8601 or RFC 2822"):
        publication_day(value)
