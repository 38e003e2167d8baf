"""Groups beside each other as dots on one line, and the spread of numbers around a median."""

from collections.abc import Sequence
from dataclasses import dataclass

from vises_site.render.charts.drawing import Drawing, Scale
from vises_site.render.charts.lettering import LEADING, format_value, measure, wrap
from vises_site.render.charts.wording import HIDDEN, HIDDEN_SHORT

# Shape, fill and outline of each group: told apart without colour
_LOOKS = (
    ("circle", "world-100", ""),
    ("circle", "paper-100", "world-100"),
    ("diamond", "quiet-100", ""),
    ("square", "paper-100", "quiet-100"),
    ("triangle-up", "world-45", "world-100"),
    ("square", "ink-100", ""),
    ("diamond", "paper-100", "ink-100"),
    ("triangle-down", "ink-100", ""),
)
MOST_GROUPS = len(_LOOKS)

_LABEL_SHARE = 0.42


@dataclass(frozen=True, slots=True)
class Dot:
    """One group's share.

    Attributes:
        value: In percent; None where it is hidden.
        figure: The number that is read.
        title: All that it says of itself.
    """

    value: float | None
    figure: str
    title: str


@dataclass(frozen=True, slots=True)
class DotRow:
    """An answer, and how many of each group gave it.

    Attributes:
        label: The answer, in final typography.
        dots: One for each group, in the groups' order.
    """

    label: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """Numbers that a group gave.

    Attributes:
        label: The group; empty for everyone.
        detail: What is said below its name.
        median: Half gave no more; None where it is hidden.
        quartiles: Between them lies the middle half.
        title: All that it says of itself.
    """

    label: str
    detail: str
    median: float | None
    quartiles: tuple[float, float] | None
    title: str


def draw_dots(drawing: Drawing, rows: Sequence[DotRow], groups: Sequence[str]) -> None:
    """Draw a line for each answer with a dot for each group, under a key of the groups."""
    frame = drawing.frame
    top = _draw_key(drawing, groups)
    if frame.is_narrow:
        left = 0.0
    else:
        widest = max(measure(row.label, frame.size) for row in rows)
        left = min(widest, _LABEL_SHARE * frame.width) + frame.em(0.9)
    # Room for the number beside a dot at 0, and beside one at 100
    number = measure("100 %", frame.small, bold=True) + frame.em(0.9)
    hidden = max(_count_hidden(row) for row in rows)
    room = max(number, measure(_say_hidden(hidden), frame.small) + frame.em(0.7) if hidden else 0)
    scale = Scale(0, 100, left + number * 0.8, frame.width - room)
    for row in rows:
        lines = wrap(row.label, (left or frame.width) - frame.em(0.9), frame.size)
        height = len(lines) * frame.em(LEADING)
        if frame.is_narrow:
            drawing.add_lines(0, top + height / 2, lines)
            middle = top + height + frame.em(0.7)
            top = middle + frame.em(0.95)
        else:
            middle = top + max(height, frame.em(LEADING)) / 2 + frame.em(0.3)
            drawing.add_lines(0, middle, lines)
            top += height + frame.em(0.65)
        _draw_row(drawing, row, scale, middle)
    drawing.height = top


def _draw_key(drawing: Drawing, groups: Sequence[str]) -> float:
    frame = drawing.frame
    x, line = 0.0, frame.small * 1.5
    y = line / 2
    for index, group in enumerate(groups):
        words = wrap(group, frame.width - frame.em(1.3), frame.small)
        width = frame.em(1.2) + max(measure(word, frame.small) for word in words)
        if x and x + width > frame.width:
            x, y = 0.0, y + line
        _draw_symbol(drawing, drawing.plane, (x + frame.em(0.45), y), index, "")
        for number, word in enumerate(words):
            drawing.add_words(
                x + frame.em(1.2), y + number * frame.small * LEADING, word, size=frame.small
            )
        y += (len(words) - 1) * frame.small * LEADING
        x += width + frame.em(1.2)
    return y + line / 2 + frame.em(0.4)


def _draw_symbol(
    drawing: Drawing, scale: Scale, value: tuple[float, float], index: int, title: str
) -> None:
    shape, fill, outline = _LOOKS[index]
    radius = drawing.frame.em(0.36 if outline else 0.4)
    drawing.add_dot(scale, drawing.plane, value, radius, fill, title, shape, outline)


def _draw_row(drawing: Drawing, row: DotRow, scale: Scale, middle: float) -> None:
    frame = drawing.frame
    drawing.add_rule((scale.start, middle), (scale.end, middle), "line-100", frame.size / 12)
    for end in (scale.start, scale.end):
        tick = frame.em(0.22)
        drawing.add_rule((end, middle - tick), (end, middle + tick), "line-100", frame.size / 12)
    shown = [(dot.value, index, dot) for index, dot in enumerate(row.dots) if dot.value is not None]
    if not shown:
        words = _say_hidden(len(row.dots))
        drawing.add_words(
            scale.end + frame.em(0.6), middle, words, "quiet-100", frame.small, italic=True
        )
        return
    low, high = min(shown)[0], max(shown)[0]
    drawing.add_rule(
        (scale.place(low), middle), (scale.place(high), middle), "quiet-45", frame.em(0.16)
    )
    # Backwards, so that the first group lies on top
    for value, index, dot in sorted(shown, key=lambda item: -item[1]):
        _draw_symbol(drawing, scale, (value, middle), index, dot.title)
    _write_figures(drawing, row, scale, middle)


def _count_hidden(row: DotRow) -> int:
    return sum(dot.value is None for dot in row.dots)


def _say_hidden(count: int) -> str:
    return f"{count} {HIDDEN_SHORT}{'s' if count > 1 else ''}" if count > 1 else HIDDEN_SHORT


def _write_figures(drawing: Drawing, row: DotRow, scale: Scale, middle: float) -> None:
    """Write the least number at the left of its dot and the largest at the right of its own."""
    frame = drawing.frame
    shown = sorted((dot.value, dot.figure) for dot in row.dots if dot.value is not None)
    gap = frame.em(0.65)
    least, figure = shown[0]
    most, largest = shown[-1]
    place = scale.place(most) + gap
    drawing.add_words(place, middle, largest, size=frame.small, bold=True)
    if least < most:
        left = scale.place(least) - gap
        drawing.add_words(left, middle, figure, size=frame.small, bold=True, anchor="end")
    hidden = _count_hidden(row)
    if hidden and place + measure(largest, frame.small, bold=True) < scale.end:
        drawing.add_words(
            scale.end + frame.em(0.6),
            middle,
            _say_hidden(hidden),
            "quiet-100",
            frame.small,
            italic=True,
        )


def draw_spreads(drawing: Drawing, spreads: Sequence[Spread], unit: str) -> None:
    """Draw a median in the middle half of the numbers, for each group."""
    frame = drawing.frame
    values = [v for s in spreads for v in (s.median, *(s.quartiles or ())) if v is not None]
    high = find_round_end(max(values, default=1.0))
    is_named = any(spread.label for spread in spreads)
    left = 0.0
    if is_named and not frame.is_narrow:
        widest = max(
            max(measure(s.label, frame.size), measure(s.detail, frame.small)) for s in spreads
        )
        left = min(widest, _LABEL_SHARE * frame.width) + frame.em(1)
    scale = Scale(0, high, left, frame.width - frame.em(1.5))
    top = frame.em(0.2)
    for spread in spreads:
        top = _draw_spread(drawing, spread, scale, top, unit)
    drawing.add_rule((scale.start, top), (scale.end, top), "line-100", frame.size / 12)
    middle = top + frame.small * 0.8
    for value, anchor in ((0.0, "start"), (high, "end")):
        words = f"{format_value(value)} {unit}".strip() if value else "0"
        x = scale.place(value)
        drawing.add_words(x, middle, words, "quiet-100", frame.small, anchor=anchor)  # type: ignore[arg-type]
    drawing.height = middle + frame.small * 0.7


def find_round_end(value: float) -> float:
    """Return the next number of one digit and zeros, or half of it, that is not smaller.

    >>> find_round_end(37), find_round_end(4.2)
    (40.0, 5.0)
    """
    power = 1.0
    while power * 10 < value:
        power *= 10
    while power > value > 0:
        power /= 10
    return next(
        (
            power * step
            for step in (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
            if power * step >= value
        ),
        1.0,
    )


def _draw_spread(drawing: Drawing, spread: Spread, scale: Scale, top: float, unit: str) -> float:
    frame = drawing.frame
    lines = []
    if spread.label:
        width = scale.start - frame.em(1) if scale.start else frame.width
        lines = wrap(spread.label, width, frame.size)
    words_height = len(lines) * frame.em(LEADING)
    if frame.is_narrow:
        drawing.add_lines(0, top + words_height / 2, lines)
        top += words_height
    middle = top + frame.em(1.5)
    if lines and not frame.is_narrow:
        middle = max(middle, top + (words_height + frame.small) / 2)
        drawing.add_lines(0, middle - frame.small * LEADING / 2, lines)
        drawing.add_words(0, middle + words_height / 2, spread.detail, "quiet-100", frame.small)
    if spread.median is None:
        drawing.add_words(scale.start, middle, HIDDEN, "quiet-100", frame.small, italic=True)
        return middle + frame.em(1)
    if spread.quartiles:
        drawing.add_bar(
            scale, spread.quartiles, middle - frame.em(0.22), frame.em(0.44), "world-25"
        )
    drawing.add_dot(
        scale, drawing.plane, (spread.median, middle), frame.em(0.42), "world-100", spread.title
    )
    figure = f"{format_value(spread.median)} {unit}".strip()
    half = measure(figure, frame.size, bold=True) / 2
    x = min(max(scale.place(spread.median), scale.start + half), frame.width - half)
    drawing.add_words(x, middle - frame.em(0.95), figure, bold=True, anchor="middle")
    return max(
        middle + frame.em(0.9), top + words_height + frame.small + frame.em(0.5) if lines else 0
    )
