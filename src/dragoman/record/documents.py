"""Documents as items of the record."""

from __future__ import annotations

from dragoman.document import Document
from dragoman.record.items import DocumentItem

__all__ = ["document_item"]


def document_item(document: Document) -> DocumentItem:
    """Return the `document` item of what was read."""
    return DocumentItem(
        id=document.id,
        sha256=document.sha256,
        text=document.text,
        origin=document.origin,
        date=document.date.isoformat() if document.date else None,
        date_from=document.date_from,
        title=document.title,
        publisher=document.publisher,
        url=document.url,
    )
