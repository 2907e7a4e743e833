"""Keeps what was read: record folders, snapshots of them, and queries."""

from dragoman.store.folder import RecordFolder
from dragoman.store.query import Query
from dragoman.store.runs import Unread
from dragoman.store.snapshot import Found, MonthOfPair, ReportEntry, Snapshot
from dragoman.store.writing import Written

__all__ = ["Found", "MonthOfPair", "Query", "RecordFolder", "ReportEntry", "Snapshot", "Unread", "Written"]
