"""The day of publication that a table or a call states."""

from __future__ import annotations

import datetime
import email.utils

__all__ = ["publication_day"]


def publication_day(value: object) -> datetime.date:
    """Return the day that a cell names, in the time zone that it is written in.

    Args:
        value: A date, or text in ISO 8601 (`2025-01-21`, `2025-01-21T23:30:00-05:00`) or RFC 2822
            (`Tue, 21 Jan 2025 23:30:00 -0500`).

    Raises:
        ValueError: It is neither, or names no single day.
    """
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    text = str(value).strip()
    try:
        return datetime.datetime.fromisoformat(text).date()
    except ValueError:
        pass
    try:
        return email.utils.parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        raise ValueError(f"'{text}' is no date in ISO 8601 or RFC 2822") from None
