"""Where the parts of a chart and of a graph stand, computed here so that pages show them without any script."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import msgspec

__all__ = ["Bar", "BarChart", "Mark", "bar_chart", "placed"]

WIDTH = 760
HALF = 110
LEFT, RIGHT, TOP, BOTTOM = 44, 8, 14, 30
#: At most so many names of periods stand below the bars.
MOST_NAMES = 9
#: Rounds in which the points of a graph find their places.
ROUNDS = 300


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """Both counts of a period, in the chart's own units."""

    start: str
    x: float
    width: float
    cooperation: int
    conflict: int
    up: float
    down: float


class Mark(msgspec.Struct, frozen=True):
    """A name along an axis."""

    at: float
    text: str


class BarChart(msgspec.Struct, frozen=True, kw_only=True):
    """Cooperation above the line, conflict below it; one scale for both."""

    width: int
    height: int
    left: int
    right: int
    #: Where the line between both stands.
    zero: float
    bars: list[Bar]
    names: list[Mark]
    scale: list[Mark]


def bar_chart(periods: Sequence[tuple[str, int, int]], *, by_month: bool) -> BarChart:
    """Return a chart of periods: first day, events of cooperation, events of conflict."""
    highest = max((max(up, down) for _, up, down in periods), default=0) or 1
    step = _step(highest)
    top = math.ceil(highest / step) * step
    zero, room = TOP + HALF, WIDTH - LEFT - RIGHT
    slot = room / max(len(periods), 1)
    width = min(max(slot * 0.7, 1.0), 36.0)
    bars = [
        Bar(
            start=start,
            x=round(LEFT + slot * number + (slot - width) / 2, 2),
            width=round(width, 2),
            cooperation=up,
            conflict=down,
            up=round(HALF * up / top, 2),
            down=round(HALF * down / top, 2),
        )
        for number, (start, up, down) in enumerate(periods)
    ]
    every = math.ceil(len(bars) / MOST_NAMES) or 1
    return BarChart(
        width=WIDTH,
        height=TOP + 2 * HALF + BOTTOM,
        left=LEFT,
        right=WIDTH - RIGHT,
        zero=zero,
        bars=bars,
        names=[
            Mark(round(bar.x + bar.width / 2, 2), bar.start[:7] if by_month else bar.start) for bar in bars[::every]
        ],
        scale=[Mark(round(zero - HALF * count / top, 2), str(abs(count))) for count in range(-top, top + 1, step)],
    )


def _step(highest: int) -> int:
    """Return a round step that cuts a scale into at most four."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if highest <= 4 * step:
                return step
        size *= 10


def placed(
    names: Sequence[str], ties: Mapping[tuple[str, str], int], width: float, height: float
) -> dict[str, tuple[float, float]]:
    """Return where the points of a graph stand: those tied together near each other (Fruchterman and Reingold 1991).

    The same graph always looks the same: nothing is drawn by lot.

    Args:
        names: The points; the busiest first.
        ties: Two points to how strongly they are tied.
        width: Of the picture.
        height: Of the picture.
    """
    if not names:
        return {}
    ideal = math.sqrt(1.0 / len(names))
    x = [0.5 + 0.4 * math.cos(2 * math.pi * number / len(names)) for number in range(len(names))]
    y = [0.5 + 0.4 * math.sin(2 * math.pi * number / len(names)) for number in range(len(names))]
    index = {name: number for number, name in enumerate(names)}
    strongest = max(ties.values(), default=1)
    pulls = [(index[one], index[other], 0.3 + 0.7 * count / strongest) for (one, other), count in ties.items()]
    for turn in range(ROUNDS):
        heat = 0.08 * (1 - turn / ROUNDS)
        dx, dy = [0.0] * len(names), [0.0] * len(names)
        for one in range(len(names)):
            for other in range(one + 1, len(names)):
                _push(one, other, x, y, dx, dy, ideal)
        for one, other, strength in pulls:
            away = math.hypot(x[one] - x[other], y[one] - y[other]) or 1e-6
            force = away / ideal * strength
            for at, change in ((x, dx), (y, dy)):
                move = (at[one] - at[other]) * force
                change[one] -= move
                change[other] += move
        for one in range(len(names)):
            # a little towards the middle, so that points without ties stay in the picture
            dx[one] += (0.5 - x[one]) * 0.5
            dy[one] += (0.5 - y[one]) * 0.5
            far = math.hypot(dx[one], dy[one]) or 1e-6
            x[one] += dx[one] / far * min(far, heat)
            y[one] += dy[one] / far * min(far, heat)
    return {
        name: (round(_scaled(x, number) * width, 1), round(_scaled(y, number) * height, 1))
        for name, number in index.items()
    }


def _push(one: int, other: int, x: list[float], y: list[float], dx: list[float], dy: list[float], ideal: float) -> None:
    apart = math.hypot(x[one] - x[other], y[one] - y[other]) or 1e-6
    force = ideal * ideal / (apart * apart)
    for at, change in ((x, dx), (y, dy)):
        move = (at[one] - at[other]) * force
        change[one] += move
        change[other] -= move


def _scaled(values: list[float], number: int) -> float:
    """Return a value between 0.08 and 0.92 of the room that all take."""
    low, high = min(values), max(values)
    return 0.5 if high - low < 1e-9 else 0.08 + 0.84 * (values[number] - low) / (high - low)
