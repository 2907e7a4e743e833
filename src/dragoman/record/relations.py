"""Builds relations: what a report claims of two states."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from dragoman.analysis.agreements.dates import CountryPlace
from dragoman.analysis.phrases import Tagged
from dragoman.analysis.relation_claims import RelationClaimReader, RelationMention
from dragoman.record.identity import item_id
from dragoman.record.items import Relation, RelationClaim, Statement
from dragoman.resolution.referents import Date

__all__ = ["METHOD", "RelationBuilder"]

METHOD = "rules/relations-1"
#: How often an item is right whose states both stand beside the noun, and one whose states include the subject of the
#: verb; by judgement from reading, not calibrated yet.
BOTH_BESIDE, BY_SUBJECT = 0.85, 0.75


class RelationBuilder:
    """Turns the claims about relations in a document into items."""

    def __init__(self) -> None:
        self._reader = RelationClaimReader()

    def build(
        self,
        text: Tagged,
        dates: Sequence[Date],
        countries: Sequence[CountryPlace],
        statements: Sequence[Statement] = (),
    ) -> list[Relation]:
        """Return an item for each claim, in the order of the text.

        Args:
            text: The document.
            dates: Its temporal expressions, resolved, in order.
            countries: Words that stand for countries, in order.
            statements: What others say in it; each claim names those that it lies in.
        """
        return [self._item(text, found, dates, statements) for found in self._reader(text, countries, dates)]

    @staticmethod
    def _item(text: Tagged, found: RelationMention, dates: Sequence[Date], statements: Sequence[Statement]) -> Relation:
        document = text.segmentation.document
        compared = dates[found.compared] if found.compared is not None else None
        unknown = {}
        if compared is None:
            since = found.claim.endswith("_since")
            unknown["compared_with"] = "no date stands behind “since”" if since else "the text compares it with no date"
        when = dates[found.when] if found.when is not None else None
        as_of = when.value if when is not None else document.date.isoformat() if document.date else None
        if when is not None and as_of is None:
            unknown["as_of"] = f"“{when.text}” could not be resolved to a day"
        elif as_of is None:
            unknown["as_of"] = "the report has no date"
        return Relation(
            id=item_id("relation", document.id, found.pair, found.claim, found.start, found.end),
            report=document.id,
            evidence=[document.span(found.start, found.end)],
            method=METHOD,
            confidence=BOTH_BESIDE if found.both_beside else BY_SUBJECT,
            unknown=unknown,
            pair=found.pair,
            claim=cast(RelationClaim, found.claim),
            compared_with=compared,
            certainty=found.certainty,
            as_of=as_of,
            statements=[
                statement.id
                for statement in statements
                if any(span.start < found.end and found.start < span.end for span in statement.content)
            ],
        )
