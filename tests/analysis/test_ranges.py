from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.ranges import RangeIndex

RANGES = st.lists(st.tuples(st.integers(0, 500), st.integers(1, 200)).map(lambda r: (r[0], r[0] + r[1])), max_size=20)


@given(RANGES, st.integers(0, 700), st.integers(1, 100))
def test_every_range_that_touches_a_place_is_near_it(ranges: list[tuple[int, int]], first: int, size: int) -> None:
    index: RangeIndex[tuple[int, int]] = RangeIndex()
    for one in ranges:
        index.add(one, [one])
    touching = [one for one in ranges if one[0] < first + size and one[1] > first]
    near = list(index.near(first, first + size))
    assert all(one in near for one in touching)


def test_what_is_far_away_is_not_near() -> None:
    index: RangeIndex[str] = RangeIndex()
    index.add("far", [(10_000, 10_010)])
    assert [] == list(index.near(0, 100))
