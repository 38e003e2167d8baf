"""The path (*le chemin*): one line per voice, drawn from the record's name.

Before, the line wanders; during the accompaniment it finds a rhythm; after, it goes its own way.
Two voices give two lines that approach, run side by side and part.
"""

from dataclasses import dataclass

from vises_site.render.curves import Chance, Point, smooth_line

MEETING_PLACE = 0.86
"""Share of a cover's width at which the ways meet: beside the title, never behind it."""


@dataclass(frozen=True, slots=True)
class Way:
    """The lines of one testimony in a box.

    Attributes:
        width: Width of the box, in the unit that the caller chose.
        height: Height of the box.
        lines: SVG path data, one a voice.
        ends: Where each line ends.
    """

    width: float
    height: float
    lines: tuple[str, ...]
    ends: tuple[Point, ...]


def draw_way(name: str, voices: int, width: float, height: float) -> Way:
    """Draw the way of one or several voices from the top of a box to its bottom.

    Args:
        name: The record's slug; the same name gives the same lines.
        voices: Number of lines.
        width: Width of the box.
        height: Height of the box.
    """
    chance = Chance(f"way:{name}")
    steps = max(6, round(height / width * 1.6))
    lines, ends = [], []
    for voice in range(voices):
        side = 0.0 if voices == 1 else (voice / (voices - 1) * 2 - 1)
        points = []
        for step in range(steps + 1):
            part = step / steps
            swing = width * 0.34 * _swing(part) if voices == 1 else width * 0.12 * _swing(part)
            centre = width / 2 + side * width * 0.34 * _distance(part)
            offset = 0.0 if step in (0, steps) else chance.between(-swing, swing)
            points.append((centre + offset, height * part))
        lines.append(smooth_line(points))
        ends.append(points[-1])
    return Way(width, height, tuple(lines), tuple(ends))


def draw_meeting(names: list[str], width: float, height: float) -> list[str]:
    """Draw the ways of many records over a box: from its edges they meet, then go on together.

    Returns:
        SVG path data, one a name, in the order of the names.
    """
    lines = []
    count = max(len(names), 1)
    for index, name in enumerate(names):
        chance = Chance(f"meeting:{name}")
        spread = (index + 0.5) / count
        start_x = width * (-0.05 + 1.1 * spread)
        bundle = (spread - 0.5) * width * 0.13
        points: list[Point] = [(start_x, -height * 0.04)]
        for part in (0.16, 0.3, 0.44):
            pull = (part / 0.44) ** 1.5
            x = start_x * (1 - pull) + (width * MEETING_PLACE + bundle) * pull
            wander = width * 0.09 * (1 - pull)
            points.append((x + chance.between(-wander, wander), height * part))
        for part in (0.56, 0.68, 0.8, 0.92, 1.04):
            wave = width * -0.06 * (0.5 - abs(part - 0.72))
            drift = (part - 0.5) ** 2 * bundle * 7
            points.append((width * MEETING_PLACE + bundle + wave + drift, height * part))
        lines.append(smooth_line(points))
    return lines


def _swing(part: float) -> float:
    """Return how far the line wanders: much before, little during, freely but calmly after."""
    if part < 0.3:
        return 1.0
    if part < 0.7:
        return 1.0 - (part - 0.3) / 0.4 * 0.75
    return 0.25 + (part - 0.7) * 0.5


def _distance(part: float) -> float:
    """Return how far apart two lines are: apart, near, apart again."""
    if part < 0.28:
        return 1.0 - part / 0.28 * 0.68
    if part < 0.72:
        return 0.32
    return 0.32 + (part - 0.72) / 0.28 * 0.55
