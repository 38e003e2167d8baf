"""Bars, each with its name and its number: nobody has to look anything up."""

from collections.abc import Sequence
from dataclasses import dataclass

from vises_site.render.charts.drawing import Drawing, Scale
from vises_site.render.charts.lettering import LEADING, measure, wrap
from vises_site.render.charts.wording import HIDDEN_SHORT

_THICK = 0.8
"""Height of a bar in multiples of the type size."""

_LABEL_SHARE = 0.42
"""Most of the width that labels take beside bars."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar as it is drawn.

    Attributes:
        label: Its name, in final typography.
        value: Its length; None where it is hidden or unknown.
        figure: The number that is read.
        detail: What stands after it, quietly.
        title: All that the bar says of itself.
        remark: What stands in the place of a bar that has no value.
    """

    label: str
    value: float | None
    figure: str
    detail: str
    title: str
    remark: str = HIDDEN_SHORT


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a row's parts stand, from the left.

    Attributes:
        label: Width of the names; all of the width where they stand above.
        scale: The bars.
        figure: Where the number ends.
        detail: Where what follows it begins.
    """

    label: float
    scale: Scale
    figure: float
    detail: float


def draw_bars(
    drawing: Drawing, bars: Sequence[Bar], top: float, high: float, is_share: bool = True
) -> float:
    """Draw bars below each other; return where they end.

    Args:
        drawing: Takes the marks.
        bars: From top to bottom.
        top: Where they begin.
        high: Value of the longest bar that there could be.
        is_share: Whether a fine line goes on to the whole.
    """
    columns = _set_columns(drawing, bars, high)
    draw = _draw_above if drawing.frame.is_narrow else _draw_beside
    for bar in bars:
        top = draw(drawing, bar, columns, top, is_share)
    return top


def _set_columns(drawing: Drawing, bars: Sequence[Bar], high: float) -> Columns:
    frame = drawing.frame
    figure = max(measure(bar.figure, frame.size, bold=True) for bar in bars)
    detail = max(measure(bar.detail, frame.small) for bar in bars)
    remark = max((measure(b.remark, frame.small) for b in bars if b.value is None), default=0)
    gap = frame.em(0.45) if detail else 0
    end = frame.width - max(figure + gap + detail, remark)
    ends = (frame.width - gap - detail, frame.width - detail)
    if frame.is_narrow:
        return Columns(end - frame.em(0.8), Scale(0, high, 0, frame.width), *ends)
    widest = max(measure(bar.label, frame.size) for bar in bars)
    label = min(widest, _LABEL_SHARE * frame.width)
    scale = Scale(0, high, label + frame.em(0.9), end - frame.em(0.9))
    return Columns(label, scale, *ends)


def _draw_beside(drawing: Drawing, bar: Bar, columns: Columns, top: float, is_share: bool) -> float:
    frame = drawing.frame
    lines = wrap(bar.label, columns.label, frame.size)
    height = len(lines) * frame.em(LEADING) + frame.em(0.55)
    middle = top + height / 2
    drawing.add_lines(0, middle, lines)
    _draw_bar(drawing, bar, columns.scale, middle, is_share)
    _write_figure(drawing, bar, columns, middle, is_share)
    return top + height


def _draw_above(drawing: Drawing, bar: Bar, columns: Columns, top: float, is_share: bool) -> float:
    frame = drawing.frame
    lines = wrap(bar.label, columns.label, frame.size)
    height = len(lines) * frame.em(LEADING)
    drawing.add_lines(0, top + height / 2, lines)
    _write_figure(drawing, bar, columns, top + height - frame.em(LEADING) / 2, True)
    middle = top + height + frame.em(0.2 + _THICK / 2)
    _draw_bar(drawing, bar, columns.scale, middle, is_share)
    return middle + frame.em(_THICK / 2 + 0.65)


def _draw_bar(drawing: Drawing, bar: Bar, scale: Scale, middle: float, is_share: bool) -> None:
    frame = drawing.frame
    if bar.value is None:
        drawing.add_rule(
            (scale.start, middle),
            (scale.end, middle),
            "quiet-100",
            frame.size / 10,
            (0, frame.em(0.3)),
        )
        return
    if is_share:
        drawing.add_rule((scale.start, middle), (scale.end, middle), "line-100", frame.size / 12)
        tick = frame.em(0.22)
        drawing.add_rule(
            (scale.end, middle - tick), (scale.end, middle + tick), "line-100", frame.size / 12
        )
    half = frame.em(_THICK / 2)
    drawing.add_rule(
        (scale.start, middle - half), (scale.start, middle + half), "world-100", frame.size / 12
    )
    drawing.add_bar(scale, (0, bar.value), middle - half, 2 * half, "world-100", bar.title)


def _write_figure(
    drawing: Drawing, bar: Bar, columns: Columns, middle: float, is_column: bool
) -> None:
    """Write a bar's number below those of its neighbours, or at the bar's own end."""
    frame = drawing.frame
    if bar.value is None:
        drawing.add_words(
            frame.width, middle, bar.remark, "quiet-100", frame.small, italic=True, anchor="end"
        )
        return
    if not is_column:
        x = columns.scale.place(bar.value) + frame.em(0.45)
        drawing.add_words(x, middle, bar.figure, bold=True)
        return
    drawing.add_words(columns.figure, middle, bar.figure, bold=True, anchor="end")
    if bar.detail:
        drawing.add_words(columns.detail, middle, bar.detail, "quiet-100", frame.small)
