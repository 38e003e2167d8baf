"""Lines over time, each named where it ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from vises_site.render.charts.drawing import Drawing, Scale
from vises_site.render.charts.lettering import LEADING, clean_label, measure, wrap
from vises_site.render.charts.wording import HIDDEN_SHORT

# Ink, width in multiples of the type size, dash, and the look of its dots
_LOOKS = (
    ("world-100", 0.16, (), "world-100", ""),
    ("ink-100", 0.1, (), "paper-100", "ink-100"),
    ("quiet-100", 0.1, (0.5, 0.3), "quiet-100", ""),
    ("world-100", 0.1, (0.15, 0.25), "paper-100", "world-100"),
    ("ink-100", 0.1, (0.8, 0.25, 0.15, 0.25), "ink-100", ""),
    ("quiet-100", 0.1, (), "paper-100", "quiet-100"),
)
MOST_LINES = len(_LOOKS)


@dataclass(frozen=True, slots=True)
class Line:
    """What is followed over time.

    Attributes:
        label: Its name, in final typography.
        values: One for each time; None where it is hidden or unknown.
        figures: The numbers that are read.
        titles: All that each says of itself.
    """

    label: str
    values: tuple[float | None, ...]
    figures: tuple[str, ...]
    titles: tuple[str, ...]


def draw_lines(
    drawing: Drawing, lines: Sequence[Line], times: Sequence[str], high: float, is_hiding: bool
) -> None:
    """Draw lines over time from 0 to a highest value.

    Args:
        drawing: Takes the marks.
        lines: At most as many as there are looks.
        times: Names of the times, in order.
        high: Value at the top.
        is_hiding: Whether a missing value is one that protects people.
    """
    frame = drawing.frame
    names = _set_names(drawing, lines)
    right = max(measure(word, frame.small) for words in names for word in words) + frame.em(0.9)
    starts = [_find_figure(line, first=True) for line in lines]
    left = max(measure(figure, frame.small, True) for figure in starts) + frame.em(0.9)
    x = Scale(0, max(len(times) - 1, 1), left, frame.width - right)
    bottom = frame.em(11)
    y = Scale(0, high, bottom, frame.em(0.8))
    _draw_times(drawing, times, x, bottom)
    for index, line in enumerate(lines):
        _draw_line(drawing, line, index, x, y)
    _write_starts(drawing, lines, starts, x, y)
    _write_names(drawing, lines, names, x, y)
    drawing.height = bottom + frame.em(1.5)
    if is_hiding:
        _write_hidden(drawing, lines, times)


def _find_figure(line: Line, first: bool) -> str:
    figures = [f for f, v in zip(line.figures, line.values, strict=True) if v is not None]
    return figures[0 if first else -1] if figures else ""


def _set_names(drawing: Drawing, lines: Sequence[Line]) -> list[list[str]]:
    """Return each line's name and last number, broken to fit beside its end."""
    frame = drawing.frame
    width = frame.width * (0.36 if frame.is_narrow else 0.32)
    return [
        wrap(f"{_find_figure(line, first=False)} {line.label}".strip(), width, frame.small)
        for line in lines
    ]


def _draw_times(drawing: Drawing, times: Sequence[str], x: Scale, bottom: float) -> None:
    frame = drawing.frame
    drawing.add_rule((x.start, bottom), (x.end, bottom), "quiet-100", frame.size / 16)
    free = -frame.width
    last = len(times) - 1
    for index, time in enumerate(times):
        half = measure(time, frame.small) / 2
        place = min(max(x.place(index), half), frame.width - half)
        tick = x.place(index)
        drawing.add_rule(
            (tick, bottom), (tick, bottom + frame.em(0.25)), "quiet-100", frame.size / 16
        )
        # The last one is always named: those before it make room
        is_last_free = (
            index == last
            or place + half + frame.em(0.5) <= x.place(last) - measure(times[last], frame.small) / 2
        )
        if place - half >= free and is_last_free:
            drawing.add_words(
                place, bottom + frame.em(0.9), time, size=frame.small, anchor="middle"
            )
            free = place + half + frame.em(0.5)


def _draw_line(drawing: Drawing, line: Line, index: int, x: Scale, y: Scale) -> None:
    frame = drawing.frame
    ink, width, dash, fill, outline = _LOOKS[index]
    points = list(enumerate(line.values))
    drawing.add_line(
        x, y, [(float(i), v) for i, v in points], ink, frame.em(width), tuple(map(frame.em, dash))
    )
    for place, value in points:
        if value is not None:
            radius = frame.em(0.28)
            drawing.add_dot(x, y, (place, value), radius, fill, line.titles[place], outline=outline)


def _write_starts(
    drawing: Drawing, lines: Sequence[Line], starts: list[str], x: Scale, y: Scale
) -> None:
    """Write the first number of each line: beside the first time, or over a later one."""
    frame = drawing.frame
    wanted, figures = [], []
    for line, figure in zip(lines, starts, strict=True):
        known = [place for place, value in enumerate(line.values) if value is not None]
        if known and known[0] == 0:
            wanted.append((y.place(line.values[0] or 0), frame.small * LEADING))
            figures.append(figure)
        elif len(known) > 1:
            _write_later_start(drawing, lines, line, known[0], figure, x, y)
    for middle, figure in zip(spread_out(wanted, y.start), figures, strict=True):
        drawing.add_words(
            x.start - frame.em(0.6), middle, figure, size=frame.small, bold=True, anchor="end"
        )


def _write_later_start(
    drawing: Drawing,
    lines: Sequence[Line],
    line: Line,
    place: int,
    figure: str,
    x: Scale,
    y: Scale,
) -> None:
    """Write a line's first number over its dot, or under it, unless other lines pass there."""
    frame = drawing.frame
    at = y.place(line.values[place] or 0)
    others = [y.place(other.values[place] or 0) for other in lines if other is not line]
    for shift in (-0.85, 0.85):
        middle = at + frame.em(shift)
        if all(abs(other - middle) > frame.em(0.8) for other in others):
            drawing.add_words(
                x.place(place), middle, figure, size=frame.small, bold=True, anchor="middle"
            )
            return


def _write_names(
    drawing: Drawing, lines: Sequence[Line], names: list[list[str]], x: Scale, y: Scale
) -> None:
    frame = drawing.frame
    wanted, words = [], []
    for line, name in zip(lines, names, strict=True):
        known = [value for value in line.values if value is not None]
        if known:
            wanted.append((y.place(known[-1]), len(name) * frame.small * LEADING))
            words.append(name)
    for middle, name in zip(spread_out(wanted, y.start), words, strict=True):
        drawing.add_lines(x.end + frame.em(0.7), middle, name, size=frame.small)


def spread_out(wanted: Sequence[tuple[float, float]], lowest: float) -> list[float]:
    """Move heights apart as little as needed for boxes around them not to touch.

    Args:
        wanted: Middle and height of each box.
        lowest: Where the middle of the lowest box may be at most.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index][0])
    places = [middle for middle, _height in wanted]
    for before, index in pairwise(order):
        least = places[before] + (wanted[before][1] + wanted[index][1]) / 2
        places[index] = max(places[index], least)
    limit = lowest + (wanted[order[-1]][1] / 2 if order else 0)
    for index in reversed(order):
        half = wanted[index][1] / 2
        places[index] = min(places[index], limit - half)
        limit = places[index] - half
    return places


def _write_hidden(drawing: Drawing, lines: Sequence[Line], times: Sequence[str]) -> None:
    """Say below the times which values are not shown."""
    frame = drawing.frame
    for line in lines:
        missing = [t for t, value in zip(times, line.values, strict=True) if value is None]
        if missing:
            text = clean_label(f"{line.label} : {HIDDEN_SHORT} ({', '.join(missing)})")
            for words in wrap(text, frame.width, frame.small):
                drawing.add_words(
                    0,
                    drawing.height + frame.small / 2,
                    words,
                    "quiet-100",
                    frame.small,
                    italic=True,
                )
                drawing.height += frame.small * LEADING
