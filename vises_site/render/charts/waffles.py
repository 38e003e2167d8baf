"""People as dots: one for each where they are few, ten tenths of all where they are many."""

from collections.abc import Sequence
from dataclasses import dataclass

from vises_site.render.charts.drawing import Drawing, Scale
from vises_site.render.charts.lettering import LEADING, measure, wrap

MOST_PEOPLE = 50
"""So many people are drawn one by one."""

_ROW = 10


@dataclass(frozen=True, slots=True)
class Cell:
    """An answer in a waffle.

    Attributes:
        label: The answer, in final typography.
        count: People who gave it.
        figure: The number that is read.
        detail: What follows it.
        title: All that it says of itself.
        ink: Its colour.
    """

    label: str
    count: int
    figure: str
    detail: str
    title: str
    ink: str


def draw_waffle(drawing: Drawing, cells: Sequence[Cell], total: int) -> None:
    """Draw people in rows of ten, and what they answered."""
    frame = drawing.frame
    is_by_one = total <= MOST_PEOPLE
    side = frame.em(1.55 if is_by_one else 2.1)
    step = side * 1.28
    rows = -(-total // _ROW) if is_by_one else 1
    width = step * (min(total, _ROW) if is_by_one else _ROW) - (step - side)
    if is_by_one:
        _draw_people(drawing, cells, side, step)
    else:
        _draw_tenths(drawing, cells, total, side, step)
    bottom = rows * step - (step - side)
    scope = "Un rond : une personne" if is_by_one else "Un carré : une personne sur dix"
    drawing.add_words(0, bottom + frame.em(0.9), scope, "quiet-100", frame.small)
    bottom += frame.em(1.5)
    if frame.is_narrow:
        drawing.height = _write_answers(drawing, cells, 0, bottom + frame.em(0.5)) + frame.em(0.2)
        return
    height = _measure_answers(drawing, cells, width + frame.em(2))
    top = max(0.0, (rows * step - height) / 2)
    drawing.height = max(bottom, _write_answers(drawing, cells, width + frame.em(2), top))


def _draw_people(drawing: Drawing, cells: Sequence[Cell], side: float, step: float) -> None:
    inks = [cell for cell in cells for _person in range(cell.count)]
    for index, cell in enumerate(inks):
        row, column = divmod(index, _ROW)
        centre = (column * step + side / 2, row * step + side / 2)
        outline = _outline(cell.ink)
        radius = side / 2 - (drawing.frame.size / 18 if outline else 0)
        plane = drawing.plane
        drawing.add_dot(plane, plane, centre, radius, cell.ink, cell.title, outline=outline)


def _outline(ink: str) -> str:
    token, _dash, strength = ink.rpartition("-")
    return f"{token}-100" if int(strength) < 85 else ""


def _draw_tenths(
    drawing: Drawing, cells: Sequence[Cell], total: int, side: float, step: float
) -> None:
    """Draw ten squares of which each answer fills its exact part, as in one long bar."""
    start = 0.0
    for cell in cells:
        end = start + 10 * cell.count / total
        for square in range(10):
            low, high = max(start, square), min(end, square + 1)
            if high - low > 1e-9:
                scale = Scale(square, square + 1, square * step, square * step + side)
                drawing.add_bar(scale, (low, high), 0, side, cell.ink, cell.title)
        start = end
    for square in range(10):
        corners = (square * step, square * step + side)
        for x in corners:
            drawing.add_rule((x, 0), (x, side), "world-100", drawing.frame.size / 14, level=2)
        for y in (0.0, side):
            drawing.add_rule(
                (corners[0], y), (corners[1], y), "world-100", drawing.frame.size / 14, level=2
            )


def _measure_answers(drawing: Drawing, cells: Sequence[Cell], x: float) -> float:
    frame = drawing.frame
    left = x + frame.em(1.25)
    lines = sum(len(wrap(cell.label, frame.width - left, frame.size)) for cell in cells)
    return lines * frame.em(LEADING) + len(cells) * frame.em(LEADING + 0.5) - frame.em(0.5)


def _write_answers(drawing: Drawing, cells: Sequence[Cell], x: float, top: float) -> float:
    """Write each answer beside its colour, its numbers below; return where they end."""
    frame = drawing.frame
    left = x + frame.em(1.25)
    for cell in cells:
        lines = wrap(cell.label, frame.width - left, frame.size)
        first = top + frame.em(LEADING) / 2
        outline = _outline(cell.ink)
        plane = drawing.plane
        drawing.add_dot(
            plane, plane, (x + frame.em(0.4), first), frame.em(0.36), cell.ink, outline=outline
        )
        height = len(lines) * frame.em(LEADING)
        drawing.add_lines(left, top + height / 2, lines)
        middle = top + height + frame.em(LEADING) / 2
        drawing.add_words(left, middle, cell.figure, bold=True)
        after = left + measure(cell.figure, frame.size, bold=True) + frame.em(0.45)
        drawing.add_words(after, middle, cell.detail, "quiet-100", frame.small)
        top += height + frame.em(LEADING + 0.5)
    return top - frame.em(0.5)
