"""Deterministic chance, and smooth lines through points."""

import random
from collections.abc import Sequence

Point = tuple[float, float]


class Chance:
    """A sequence of numbers that depends on a name only.

    Only `random()` of the standard generator is used: its sequence is guaranteed to stay the same
    across Python versions, which `choice` or `shuffle` are not.
    """

    def __init__(self, name: str) -> None:
        self._generator = random.Random(name)

    def between(self, low: float, high: float) -> float:
        """Return a number from `low` to `high`."""
        return low + (high - low) * self._generator.random()

    def pick(self, options: Sequence[str]) -> str:
        """Return one of the options."""
        return options[int(self._generator.random() * len(options))]

    def below(self, share: float) -> bool:
        """Return True in a `share` (0 to 1) of the cases."""
        return self._generator.random() < share


def smooth_line(points: Sequence[Point], *, closed_to: float | None = None) -> str:
    """Return SVG path data of a smooth line through points (Catmull-Rom as cubic Béziers).

    Args:
        points: At least two points.
        closed_to: Ordinate down to which the area below the line is closed; None leaves it open.
    """
    padded = [points[0], *points, points[-1]]
    parts = ["M{:.1f} {:.1f}".format(*points[0])]
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        parts.append(
            "C{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f}".format(
                start[0] + (end[0] - before[0]) / 6,
                start[1] + (end[1] - before[1]) / 6,
                end[0] - (after[0] - start[0]) / 6,
                end[1] - (after[1] - start[1]) / 6,
                *end,
            )
        )
    if closed_to is not None:
        parts.append(f"V{closed_to:.1f}H{points[0][0]:.1f}Z")
    return "".join(parts)


def polygon(points: Sequence[Point]) -> str:
    """Return SVG path data of a closed polygon."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"
