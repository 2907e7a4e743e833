"""Events as PLOVER JSON (Halterman et al. 2023; PLOVER manual 0.8): one event a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.record.items import Event
from dragoman.resolution.referents import Actor
from dragoman.views.exports.events import RecordEvents

__all__ = ["plover_lines"]


def plover_lines(record: RecordEvents) -> Iterator[bytes]:
    """Yield one line of JSON for each event, with its end.

    Reciprocal events list all parties under `actor`, as the codebook wants it. `attributed_to` names who says that it
    took place; `evidence` has the words and their offsets, `text` the words that name the act.
    """
    for event in record.events:
        yield msgspec.json.encode(_event(event, record.attributed_to(event))) + b"\n"


def _event(event: Event, attributed_to: str) -> dict[str, Any]:
    return {
        "id": event.id,
        "date": event.date.value if event.date else None,
        "event": event.event_type,
        "mode": event.mode,
        "context": event.contexts,
        "actor": [_party(actor) for actor in event.actors],
        "recipient": [_party(actor) for actor in event.recipients],
        "quad_class": event.quad_class,
        "intensity": event.intensity,
        "cameo": event.cameo,
        "reality": event.reality,
        "attributed_to": attributed_to or None,
        "location": {"name": event.place.name, "country": event.place.country} if event.place else None,
        "text": " ".join(span.text for span in event.trigger),
        "evidence": event.evidence,
        "story_id": event.report,
        "coder": event.method,
        "confidence": event.confidence,
    }


def _party(actor: Actor) -> dict[str, Any]:
    return {
        "code": actor.code,
        "country": actor.country,
        "sector": actor.sector,
        "name": actor.name,
        "text": actor.text,
    }
