"""Small multiples: the same bars for each group, side by side where there is room."""

from collections.abc import Sequence
from dataclasses import dataclass

from vises_site.render.charts.bars import Bar, draw_bars
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
    if frame.is_narrow:
        _draw_below(drawing, panels)
        return
    widest = max(measure(label, frame.size) for label in labels)
    left = min(widest, _LABEL_SHARE * frame.width) + frame.em(1)
    most = max(1, int((frame.width - left) // frame.em(_COLUMN_EM)))
    bands = -(-len(panels) // most)
    columns = -(-len(panels) // bands)
    top = 0.0
    for start in range(0, len(panels), columns):
        top = _draw_band(drawing, panels[start : start + columns], columns, labels, left, top)
        top += frame.em(1)
    drawing.height = top - frame.em(1)


def _draw_below(drawing: Drawing, panels: Sequence[Panel]) -> None:
    frame = drawing.frame
    top = 0.0
    for panel in panels:
        top = _write_head(drawing, panel, 0, frame.width, top, 1)
        if panel.bars:
            top = draw_bars(drawing, panel.bars, top + frame.em(0.3), 100)
        else:
            drawing.add_words(0, top + frame.em(0.6), HIDDEN, "quiet-100", frame.small, italic=True)
            top += frame.em(1.2)
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
                _draw_cell(drawing, panel.bars[row], x, width, top + height / 2)
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


def _draw_cell(drawing: Drawing, bar: Bar, x: float, width: float, middle: float) -> None:
    frame = drawing.frame
    room = measure("100 %", frame.small, bold=True) + frame.em(0.4)
    scale = Scale(0, 100, x, x + width - room)
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
