"""Small multiples: the same bars for each group, side by side where there is room."""

from collections.abc import Sequence
from dataclasses import dataclass

from vises_site.render.charts.bars import Bar
from vises_site.render.charts.dots import find_round_end
from vises_site.render.charts.drawing import Drawing, Scale
from vises_site.render.charts.lettering import LEADING, measure, wrap
from vises_site.render.charts.wording import HIDDEN

_COLUMN_EM = 7.5
"""Least width of a column, in multiples of the type size."""

_LABEL_SHARE = 0.34


@dataclass(frozen=True, slots=True)
class Panel:
    """The bars of one group.

    Attributes:
        label: The group, in final typography.
        detail: What is said below its name.
        bars: One for each answer, the same answers in each panel; empty where none is shown.
    """

    label: str
    detail: str
    bars: tuple[Bar, ...]


def draw_multiples(drawing: Drawing, panels: Sequence[Panel], labels: Sequence[str]) -> None:
    """Draw panels of bars: columns beside the answers' names, or one below the other."""
    frame = drawing.frame
    values = [bar.value for panel in panels for bar in panel.bars if bar.value is not None]
    high = min(100.0, find_round_end(max(values, default=100.0)))
    if frame.is_narrow:
        _draw_below(drawing, panels, labels, high)
        return
    widest = max(measure(label, frame.size) for label in labels)
    left = min(widest, _LABEL_SHARE * frame.width) + frame.em(1)
    most = max(1, int((frame.width - left) // frame.em(_COLUMN_EM)))
    bands = -(-len(panels) // most)
    columns = -(-len(panels) // bands)
    top = 0.0
    for start in range(0, len(panels), columns):
        top = _draw_band(drawing, panels[start : start + columns], columns, labels, left, top, high)
        top += frame.em(1)
    drawing.height = top - frame.em(1)


def _draw_below(
    drawing: Drawing, panels: Sequence[Panel], labels: Sequence[str], high: float
) -> None:
    """Draw panels below each other, each with the answers' names again."""
    frame = drawing.frame
    widest = max(measure(label, frame.small) for label in labels)
    left = min(widest, 0.5 * frame.width) + frame.em(0.8)
    top = 0.0
    for panel in panels:
        top = _write_head(drawing, panel, 0, frame.width, top, 1) + frame.em(0.1)
        for bar in panel.bars:
            lines = wrap(bar.label, left - frame.em(0.8), frame.small)
            height = len(lines) * frame.small * LEADING + frame.em(0.35)
            drawing.add_lines(0, top + height / 2, lines, size=frame.small)
            _draw_cell(drawing, bar, left, frame.width - left, top + height / 2, high)
            top += height
        if not panel.bars:
            words = frame.em(1.2)
            drawing.add_words(0, top + words / 2, HIDDEN, "quiet-100", frame.small, italic=True)
            top += words
        top += frame.em(0.9)
    drawing.height = top - frame.em(0.9)


def _write_head(
    drawing: Drawing, panel: Panel, x: float, width: float, top: float, lines: int
) -> float:
    """Write a panel's name, its last line at the same height as its neighbours'."""
    frame = drawing.frame
    words = wrap(panel.label, width, frame.small, bold=True)
    line = frame.small * LEADING
    lines = max(lines, len(words))
    middle = top + lines * line - len(words) * line / 2
    drawing.add_lines(x, middle, words, size=frame.small, bold=True)
    top += lines * line
    drawing.add_words(x, top + line / 2, panel.detail, "quiet-100", frame.small)
    return top + line


def _draw_band(
    drawing: Drawing,
    panels: Sequence[Panel],
    columns: int,
    labels: Sequence[str],
    left: float,
    top: float,
    high: float,
) -> float:
    frame = drawing.frame
    gap = frame.em(1.1)
    width = (frame.width - left + gap) / columns - gap
    heads = max(len(wrap(panel.label, width, frame.small, bold=True)) for panel in panels)
    places = [left + index * (width + gap) for index in range(len(panels))]
    for panel, x in zip(panels, places, strict=True):
        bottom = _write_head(drawing, panel, x, width, top, heads)
    top = bottom + frame.em(0.25)
    first = top
    for row, label in enumerate(labels):
        lines = wrap(label, left - frame.em(1), frame.size)
        height = max(len(lines) * frame.em(LEADING), frame.em(LEADING)) + frame.em(0.5)
        drawing.add_lines(0, top + height / 2, lines)
        for panel, x in zip(panels, places, strict=True):
            if panel.bars:
                _draw_cell(drawing, panel.bars[row], x, width, top + height / 2, high)
        top += height
    for panel, x in zip(panels, places, strict=True):
        if not panel.bars:
            words = wrap(HIDDEN, width, frame.small)
            drawing.add_lines(
                x,
                first + len(words) * frame.small * LEADING / 2 + frame.em(0.3),
                words,
                "quiet-100",
                frame.small,
            )
    return top


def _draw_cell(
    drawing: Drawing, bar: Bar, x: float, width: float, middle: float, high: float
) -> None:
    frame = drawing.frame
    room = measure("100 %", frame.small, bold=True) + frame.em(0.4)
    scale = Scale(0, high, x, x + width - room)
    half = frame.em(0.4)
    drawing.add_rule((x, middle - half), (x, middle + half), "world-100", frame.size / 12)
    if bar.value is None:
        remark = bar.remark
        drawing.add_words(x + frame.em(0.35), middle, remark, "quiet-100", frame.small, italic=True)
        return
    drawing.add_bar(scale, (0, bar.value), middle - half, 2 * half, "world-100", bar.title)
    drawing.add_words(
        scale.place(bar.value) + frame.em(0.35), middle, bar.figure, size=frame.small, bold=True
    )
