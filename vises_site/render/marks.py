"""Marks on a map: set apart where they would overlap, named where there is room."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Point = tuple[float, float]
Box = tuple[float, float, float, float]

GAP = 4.0
"""Units between two marks that were set apart."""

NAME_SIZE = 21.0
"""Height of the letters of a name, in units of the map."""

LETTER_WIDTH = 0.47
"""Mean width of a letter, in heights: a little too wide rather than too narrow."""

CAPTION_SIZE, CAPTION_WIDTH = 15.0, 0.75
"""Height of the letters of a caption, and their mean width in heights, spaces included."""

MOST_ROUNDS = 300


@dataclass(frozen=True, slots=True)
class Mark:
    """One link on the map.

    Attributes:
        x: Its middle, in units of the map.
        y: Its middle.
        origin: Where the place is, from which a mark may have been moved aside.
        kind: `sis`, `cisp` or `both`, which is also its form.
        text: Its number in the list, or how many organisms it stands for.
        slugs: Its organisms.
        name: What is written beside it; empty where there is no room.
        name_point: Where that begins, or ends, or has its middle.
        anchor: Which of the three, as SVG calls it.
    """

    x: float
    y: float
    origin: Point
    kind: str
    text: str
    slugs: tuple[str, ...]
    name: str = ""
    name_point: Point = (0, 0)
    anchor: Literal["start", "middle", "end"] = "start"

    @property
    def is_moved(self) -> bool:
        """Whether it stands so far from its place that a line should lead there."""
        return math.dist((self.x, self.y), self.origin) > 3


@dataclass(frozen=True, slots=True)
class Caption:
    """A name on the ground.

    Attributes:
        text: The name in French.
        x: Middle of a province's, beginning of a river's.
        y: Its line.
        kind: `province` or `river`.
    """

    text: str
    x: float
    y: float
    kind: Literal["province", "river"]


def scatter_marks(marks: Sequence[Mark], radius: float, bounds: Point) -> tuple[Mark, ...]:
    """Set marks apart until none overlaps another, each as near to its place as may be.

    Args:
        marks: In the order of the list.
        radius: Half the width of each.
        bounds: Width and height of the map, which they do not leave.
    """
    points = [[mark.x, mark.y] for mark in marks]
    distance = 2 * radius + GAP
    for _round in range(MOST_ROUNDS):
        is_still = True
        for index, first in enumerate(points):
            for other in range(index + 1, len(points)):
                second = points[other]
                is_still &= not _push_apart(first, second, distance, index + other)
        for point in points:
            point[0] = min(max(point[0], radius), bounds[0] - radius)
            point[1] = min(max(point[1], radius), bounds[1] - radius)
        if is_still:
            break
    return tuple(
        replace(mark, x=round(x, 1), y=round(y, 1))
        for mark, (x, y) in zip(marks, points, strict=True)
    )


def _push_apart(first: list[float], second: list[float], distance: float, turn: int) -> bool:
    """Move two points away from one another; tell whether they were too near."""
    dx, dy = second[0] - first[0], second[1] - first[1]
    if abs(dx) >= distance or abs(dy) >= distance:
        return False
    found = math.hypot(dx, dy)
    if found >= distance - 0.05:
        return False
    if found < 0.01:  # at the same place: each pair in a direction of its own
        dx, dy, found = math.cos(2.4 * turn), math.sin(2.4 * turn), 1.0
        missing = distance / 2
    else:
        missing = (distance - found) / 2
    first[0] -= dx / found * missing
    first[1] -= dy / found * missing
    second[0] += dx / found * missing
    second[1] += dy / found * missing
    return True


def label_marks(
    marks: Sequence[Mark], radius: float, names: Mapping[str, str], bounds: Point
) -> tuple[Mark, ...]:
    """Write names beside the marks of single organisms, where they cover nothing.

    Args:
        marks: Set apart already.
        radius: Half the width of each.
        names: Of the organisms, by slug.
        bounds: Width and height of the map.
    """
    taken: list[Box] = [
        (mark.x - radius, mark.y - radius, mark.x + radius, mark.y + radius) for mark in marks
    ]
    labelled = []
    for mark in marks:
        name = names.get(mark.slugs[0], "") if len(mark.slugs) == 1 else ""
        for candidate in _list_candidates(mark, radius, name) if name else ():
            box = measure_name(candidate)
            is_inside = box[0] >= 0 and box[1] >= 0 and box[2] <= bounds[0] and box[3] <= bounds[1]
            if is_inside and not any(overlaps(box, other) for other in taken):
                taken.append(box)
                labelled.append(candidate)
                break
        else:
            labelled.append(mark)
    return tuple(labelled)


def place_captions(
    captions: Sequence[Caption], marks: Sequence[Mark], radius: float
) -> tuple[Caption, ...]:
    """Move captions up or down to where they cover no mark; leave out those that find no room."""
    taken = [(m.x - radius, m.y - radius, m.x + radius, m.y + radius) for m in marks]
    taken += [measure_name(mark) for mark in marks if mark.name]
    placed = []
    for caption in captions:
        width = len(caption.text) * CAPTION_SIZE * CAPTION_WIDTH
        left = caption.x - (width / 2 if caption.kind == "province" else 0)
        for shift in (0, -30, 30, -55, 55) if caption.kind == "province" else (0,):
            y = caption.y + shift
            box = (left, y - CAPTION_SIZE, left + width, y + CAPTION_SIZE * 0.3)
            if not any(overlaps(box, other) for other in taken):
                taken.append(box)
                placed.append(replace(caption, y=y))
                break
    return tuple(placed)


def _list_candidates(mark: Mark, radius: float, name: str) -> list[Mark]:
    """Return a mark with its name at its right, left, below and above, the best first."""
    aside, rise = radius + 8, NAME_SIZE * 0.34
    places: list[tuple[Point, Literal["start", "middle", "end"]]] = [
        ((mark.x + aside, mark.y + rise), "start"),
        ((mark.x - aside, mark.y + rise), "end"),
        ((mark.x, mark.y + radius + NAME_SIZE), "middle"),
        ((mark.x, mark.y - radius - NAME_SIZE * 0.4), "middle"),
    ]
    return [
        replace(mark, name=name, name_point=(round(x, 1), round(y, 1)), anchor=anchor)
        for (x, y), anchor in places
    ]


def measure_name(mark: Mark) -> Box:
    """Return the room of a mark's name: left, top, right, bottom."""
    width = len(mark.name) * NAME_SIZE * LETTER_WIDTH
    x, y = mark.name_point
    left = {"start": x, "middle": x - width / 2, "end": x - width}[mark.anchor]
    return left, y - NAME_SIZE * 0.8, left + width, y + NAME_SIZE * 0.25


def overlaps(one: Box, other: Box) -> bool:
    """Tell whether two rooms have a part in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
