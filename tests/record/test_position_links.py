"""Issues grouped over reports; disputes and changes of position."""

from __future__ import annotations

import pytest
from tests.records import Records

from dragoman.record.issue_groups import IssueGrouper, IssueName
from dragoman.record.items import Position
from dragoman.record.position_links import Change, Dispute, PositionLinker

GROUPER, LINKER = IssueGrouper(), PositionLinker()


def linked(*told: tuple[str, str, str, str]) -> tuple[list[Dispute], list[Change]]:
    """Return disputes and changes of positions given as day, actor, stance, proposal."""
    records = Records()
    for number, (day, actor, stance, towards) in enumerate(told):
        records.report(f"r{number}", day, f"{actor}: {towards}.")
        records.position(f"r{number}", actor, stance, towards)
    positions = {one.id: one for one in records.contents().of_kind(Position)}
    groups = GROUPER(positions.values())
    return LINKER.disputes(groups, positions), LINKER.changes(groups, positions)


@pytest.mark.parametrize(
    ("first", "second", "is_dispute"),
    [
        (("supports", "a ceasefire in Donbas"), ("opposes", "a ceasefire in Donbas"), True),
        (("demands", "the lifting of sanctions on grain exports"), ("supports", "sanctions on grain exports"), True),
        (("demands", "the lifting of sanctions on grain exports"), ("opposes", "sanctions on grain exports"), False),
        (("supports", "a ceasefire in Donbas"), ("supports", "a ceasefire in Donbas"), False),
        (("supports", "a ceasefire in Donbas"), ("opposes", "grain exports through Romania"), False),
        (("demands", "Iran not to enrich uranium"), ("opposes", "Iran enriching uranium"), False),
        (("undecided", "a ceasefire in Donbas"), ("opposes", "a ceasefire in Donbas"), False),
    ],
)
def test_a_dispute_is_two_sides_that_pull_apart_on_one_thing(
    first: tuple[str, str], second: tuple[str, str], is_dispute: bool
) -> None:
    disputes, changes = linked(("2025-01-01", "Russia", *first), ("2025-02-01", "Ukraine", *second))
    assert (len(disputes), changes) == (int(is_dispute), [])
    for one in disputes:
        assert one.second is not None
        assert {one.first.report, one.second.report} == {"r0", "r1"}


def test_a_change_shows_both_pieces_of_evidence() -> None:
    ceasefire = "an unconditional ceasefire in Donbas"
    disputes, changes = linked(
        ("2025-01-01", "Russia", "opposes", ceasefire), ("2025-03-01", "Moscow", "supports", ceasefire)
    )
    (one,) = changes
    assert disputes == []
    assert (one.before.as_of, one.after.as_of) == ("2025-01-01", "2025-03-01")
    assert (one.before.evidence[0].text, one.after.evidence[0].text) == (ceasefire, ceasefire)


def test_what_an_actor_says_twice_in_one_day_is_no_change() -> None:
    _, changes = linked(
        ("2025-01-01", "Russia", "opposes", "a ceasefire in Donbas"),
        ("2025-01-01", "Russia", "supports", "a ceasefire in Donbas"),
    )
    assert changes == []


def test_a_dispute_that_one_report_tells_names_the_other_side() -> None:
    records = Records()
    records.report("r", "2025-01-01", "Russia demands control of Donbas, which Ukraine disputes.")
    records.position("r", "Russia", "demands", "control of Donbas", [records.actor("r", "Ukraine")])
    positions = {one.id: one for one in records.contents().of_kind(Position)}
    (one,) = LINKER.disputes(GROUPER(positions.values()), positions)
    assert (one.second, [actor.code for actor in one.disputed_by]) == (None, ["UKRGOV"])


PROPOSALS = [
    ("2025-01-01", "a ceasefire in Donbas"),
    ("2025-01-02", "grain exports through the Black Sea"),
    ("2025-01-03", "the ceasefire in Donbas proposed by Paris"),
    ("2025-01-04", "continue with its constructive role in this regard"),
]


def positions(*told: tuple[str, str]) -> list[Position]:
    records = Records()
    for day, towards in told:
        records.report(f"r{day}", day, f"Russia: {towards}.")
        records.position(f"r{day}", "Russia", "supports", towards)
    return records.contents().of_kind(Position)


def test_positions_on_one_issue_are_one_group_with_a_name_from_the_text() -> None:
    first, second = GROUPER(positions(*PROPOSALS))
    assert (len(first.positions), first.reports, len(second.positions)) == (2, 2, 1)
    assert "ceasefire" in first.name
    assert "grain exports" in second.name


def test_a_formula_tells_no_issue() -> None:
    assert GROUPER(positions(PROPOSALS[3])) == []


def test_later_reports_change_no_group_that_is_there_and_order_does_not_matter() -> None:
    before = {one.id: one.positions for one in GROUPER(positions(*PROPOSALS[:2]))}
    items = positions(*PROPOSALS)
    after = GROUPER(items)
    assert GROUPER(items[::-1]) == after
    for group, members in before.items():
        assert next(one for one in after if one.id == group).positions[: len(members)] == members


def test_the_user_renames_and_merges() -> None:
    items = positions(*PROPOSALS)
    first, second = GROUPER(items)
    names = {
        first.id: IssueName(name="The ceasefire", merged_into=None),
        second.id: IssueName(name=None, merged_into=first.id),
    }
    (merged,) = GROUPER(items, names)
    assert (merged.id, merged.name, len(merged.positions)) == (first.id, "The ceasefire", 3)


def test_merging_in_a_ring_loses_nothing() -> None:
    items = positions(*PROPOSALS)
    first, second = GROUPER(items)
    ring = {
        first.id: IssueName(name=None, merged_into=second.id),
        second.id: IssueName(name=None, merged_into=first.id),
    }
    assert sum(len(group.positions) for group in GROUPER(items, ring)) == 3
