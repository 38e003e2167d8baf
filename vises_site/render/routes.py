"""The path of an evaluation over two facing pages, its steps above and below it."""

from dataclasses import dataclass, replace

from vises_site.model.evaluation import Evaluation, Step
from vises_site.press.profiles import Sheet
from vises_site.render.curves import Chance, Point, smooth_line
from vises_site.render.drawings import UNITS_PER_MM, open_drawing
from vises_site.render.landscapes import choose_landscape, draw_landscape
from vises_site.render.measuring import POINT_MM, count_lines
from vises_site.render.tokens import Palette
from vises_site.text.typography import set_text

STEPS = (4, 10)
"""An evaluation with fewer or more steps keeps them as a list."""

MIDDLE = 0.44
"""Share of the page's height at which the path runs."""

SWING = (0.012, 0.05)
"""Shares of the page's height by which the path leaves its middle."""

FOOT = 0.24
"""Share of the page's height that the landscape takes at the foot."""

SIZES_PT = ((13.0, 18.0), (11.5, 16.0), (10.0, 14.0), (9.5, 13.0), (9.0, 12.5), (8.5, 12.0))
"""Sizes of the words along a path and distances of their lines: the largest that fits is taken."""

LARGE_PT = 10.0
"""On A5, words along a path are not larger than text."""

GAP_MM, STEM_MM, TITLE_MM = 4.0, 5.0, 16.0


@dataclass(frozen=True, slots=True)
class Stop:
    """One step on the path.

    Attributes:
        step: The step.
        number: Its number, from 1.
        x_mm: Left edge of its words, from the left edge of its page; its dot stands above or below.
        y_mm: Height of its dot.
        width_mm: Width of its words.
        is_above: Whether its words stand above the path.
    """

    step: Step
    number: int
    x_mm: float
    y_mm: float
    width_mm: float
    is_above: bool


@dataclass(frozen=True, slots=True)
class Route:
    """The stops of the left page and of the right one, and the size of their words in points."""

    sides: tuple[tuple[Stop, ...], tuple[Stop, ...]]
    size_pt: float
    lead_pt: float


def build_route(evaluation: Evaluation, sheet: Sheet) -> Route | None:
    """Return the path of an evaluation; None where its steps do not fit along one."""
    steps = evaluation.fields.steps
    if not STEPS[0] <= len(steps) <= STEPS[1]:
        return None
    half = -(-len(steps) // 2)
    chance = Chance(f"route:{evaluation.slug}")
    left = _place(steps[:half], 0, chance, sheet)
    right = _place(steps[half:], half, chance, sheet)
    for size_pt, lead_pt in SIZES_PT:
        if size_pt > LARGE_PT and sheet.scale < 1.2:
            continue
        if all(_measure(s, size_pt, lead_pt) <= _find_room(s, sheet) for s in (*left, *right)):
            return Route((left, right), size_pt, lead_pt)
    return None


def _place(steps: tuple[Step, ...], first: int, chance: Chance, sheet: Sheet) -> tuple[Stop, ...]:
    """Return the stops of one page, above and below the path in turn."""
    part = (sheet.width_mm - 2 * sheet.outer_mm) / (len(steps) + 1)
    stops = []
    for index, step in enumerate(steps, start=first):
        is_above = index % 2 == 0
        swing = sheet.height_mm * chance.between(*SWING)
        y_mm = sheet.height_mm * MIDDLE + (-swing if is_above else swing)
        x_mm = sheet.outer_mm + (index - first) * part
        stops.append(Stop(step, index + 1, x_mm, y_mm, 2 * part - GAP_MM, is_above))
    return tuple(stops)


def _find_room(stop: Stop, sheet: Sheet) -> float:
    if stop.is_above:
        return stop.y_mm - STEM_MM - sheet.top_mm - TITLE_MM * sheet.scale
    return sheet.height_mm * (1 - FOOT) - stop.y_mm - STEM_MM - 2


def _measure(stop: Stop, size_pt: float, lead_pt: float) -> float:
    title = count_lines(set_text(stop.step.title), stop.width_mm * 0.97, size_pt, "atkinson-bold")
    words = set_text(stop.step.decision or "")
    lines = count_lines(words, stop.width_mm * 0.97, size_pt, "atkinson-regular") if words else 0
    return (1 + title + lines) * lead_pt * POINT_MM


def draw_route(
    route: Route, name: str, colour: str, palette: Palette, sheet: Sheet, bleed_mm: float, side: int
) -> str:
    """Return the background of one of the two pages: the path, its stops and a landscape.

    Args:
        route: The path.
        name: Slug of the evaluation, which chooses the landscape.
        colour: Token of the path's colour.
        palette: Colours of the medium.
        sheet: The page.
        bleed_mm: Added on all sides.
        side: 0 for the left page, 1 for the right one.
    """
    unit = UNITS_PER_MM
    page_mm = sheet.width_mm
    head, _width, height = open_drawing(page_mm + 2 * bleed_mm, sheet.height_mm + 2 * bleed_mm)
    points: list[Point] = [(-12 * unit, sheet.height_mm * (MIDDLE - 0.06) * unit)]
    dots = []
    for index, stops in enumerate(route.sides):
        for stop in stops:
            dot = ((stop.x_mm + index * page_mm + 1.6) * unit, stop.y_mm * unit)
            end = dot[1] + (-STEM_MM if stop.is_above else STEM_MM) * unit
            dots.append((dot, end))
            points.append(dot)
    points.append(((2 * page_mm + 12) * unit, sheet.height_mm * (MIDDLE - 0.05) * unit))
    # Both pages show the same drawing, each its half: the path crosses the fold unbroken
    wide, foot = (
        round((2 * page_mm + 2 * bleed_mm) * unit),
        round((sheet.height_mm * FOOT + bleed_mm) * unit),
    )
    scene = replace(choose_landscape(f"chemin-{name}"), hour="day")
    view = draw_landscape(scene, palette, wide, foot)
    view = view[view.index(">") + 1 : view.rindex("</svg>")]
    shift = bleed_mm * unit - side * page_mm * unit
    ink, genet = palette.colour(colour), palette.colour("genet")
    wide_line, fine_line = f"{1.1 * unit:.1f}", f"{0.25 * unit:.1f}"
    drawn = (
        f'<path d="{smooth_line(points)}" fill="none" stroke="{ink}" stroke-width="{wide_line}"/>'
    )
    for (x, y), end in dots:
        stem = f"M{x:.1f} {y:.1f}V{end:.1f}"
        drawn += (
            f'<path d="{stem}" fill="none" stroke="{ink}" stroke-width="{fine_line}"/>'
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2.1 * unit:.1f}" fill="{genet}"/>'
        )
    return (
        f'{head}<g transform="translate({-side * page_mm * unit:.1f} {height - foot})">{view}</g>'
        f'<g transform="translate({shift:.1f} {bleed_mm * unit:.1f})">{drawn}</g></svg>'
    )
