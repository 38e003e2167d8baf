"""The rhythm of a publication: which opening each voice gets, and where a page breathes.

All is known of each unit (its possible shapes, how many pages each takes, on which side it has to
begin); what is looked for is the cheapest series of shapes whose pages come out as whole sheets.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Side = Literal["left", "right", ""]

SHEET_PAGES = 4
"""A folded sheet has four pages: a brochure's page count is a multiple of it."""

BREATH_COST = 2.2
"""What a landscape between two voices costs, in comparison with the wrong shape of one."""

FACING_COST = 3.0
"""What it costs that this landscape faces a page that would have closed with one of its own."""

REPEAT_COST = 6.0
"""What two voices in a row cost that begin alike and are set alike."""

LIKENESS_COST = 2.0
"""What two voices in a row cost that begin alike, with words that are set otherwise."""

FILLER_COSTS = (0.0, 0.8, 1.8, 3.6)
"""What planned pages before the back cover cost, by their number."""

BREATHS_PER_UNITS = 6
"""One landscape page at most for so many units, and one more."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One way to lay a unit out.

    Attributes:
        name: Its opening, a space, and how its words are set; the same twice in a row is dear.
            Empty for what is no voice.
        pages: How many pages it takes.
        side: The side that its first page must be on; empty for any.
        cost: How far it is from the best shape of this unit.
        is_open: Whether its last page leaves room for a landscape.
    """

    name: str
    pages: int
    side: Side = ""
    cost: float = 0.0
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit's shape and its first page; `breath` where a landscape page stands before it."""

    shape: Shape
    page: int
    breath: bool


@dataclass(frozen=True, slots=True)
class _Way:
    cost: float
    page: int
    breaths: int
    placed: tuple[Placed, "_Chain"] | None


_Chain = tuple[Placed, "_Chain"] | None


def plan_rhythm(units: Sequence[Sequence[Shape]], first_page: int) -> tuple[list[Placed], int]:
    """Return the shape and place of each unit, and how many planned pages follow the last.

    Args:
        units: The possible shapes of each unit, in their order on paper. One without a side is
            among them, or a landscape page may bring it to its side.
        first_page: Number of the page on which the first unit begins, from 1.
    """
    most = 1 + len(units) // BREATHS_PER_UNITS
    ways: dict[tuple[int, str, int], _Way] = {(first_page % 4, "", 0): _Way(0, first_page, 0, None)}
    for shapes in units:
        following: dict[tuple[int, str, int], _Way] = {}
        for (_rest, last, _count), way in ways.items():
            for shape in shapes:
                for breath in (False, True):
                    _extend(following, way, last, shape, breath, most)
        ways = following or ways
    best = min(ways.values(), key=lambda way: way.cost + FILLER_COSTS[count_fillers(way.page)])
    chain, placed = best.placed, []
    while chain:
        placed.append(chain[0])
        chain = chain[1]
    return placed[::-1], count_fillers(best.page)


def count_fillers(next_page: int) -> int:
    """Return how many pages are missing before a back cover, given the next page's number."""
    return -next_page % SHEET_PAGES


def _extend(
    following: dict[tuple[int, str, int], _Way],
    way: _Way,
    last: str,
    shape: Shape,
    breath: bool,
    most: int,
) -> None:
    page = way.page + breath
    is_wrong = shape.side and (shape.side == "left") != (page % 2 == 0)
    if way.breaths + breath > most and not (breath and shape.side):
        return
    if is_wrong:
        return
    cost = way.cost + shape.cost + breath * BREATH_COST * (1 + 2 * (way.breaths >= most))
    if breath and way.page % 2 and way.placed and way.placed[0].shape.is_open:
        cost += FACING_COST
    if shape.name and shape.name == last:
        cost += REPEAT_COST
    elif shape.name and shape.name.split()[0] == last.partition(" ")[0]:
        cost += LIKENESS_COST
    name = shape.name
    key = ((page + shape.pages) % SHEET_PAGES, name, min(way.breaths + breath, most))
    if key not in following or cost < following[key].cost:
        chain = (Placed(shape, page, breath), way.placed)
        following[key] = _Way(cost, page + shape.pages, way.breaths + breath, chain)
