"""Bars that are divided: one after the other from the left, or on both sides of a middle."""

from collections.abc import Sequence

from vises_site.render.charts.drawing import OVER, Drawing, Scale
from vises_site.render.charts.lettering import LEADING, fits, measure, wrap
from vises_site.render.charts.parts import Piece, Stack, find_outline, find_word_ink, lay_parts
from vises_site.render.charts.wording import HIDDEN

_LABEL_SHARE = 0.3
_HEADING_LINES = 3


def draw_stacks(drawing: Drawing, stacks: Sequence[Stack], is_scale: bool) -> None:
    """Draw divided bars below each other, their parts named once."""
    frame = drawing.frame
    laid = [lay_parts(stack.parts, is_scale) for stack in stacks]
    pieces = [piece for row in laid for piece in row]
    low = min((p.start for p in pieces), default=0.0)
    high = max((p.end for p in pieces), default=100.0)
    is_named = any(stack.label for stack in stacks)
    left = 0.0 if frame.is_narrow or not is_named else _find_label_width(drawing, stacks)
    scale = Scale(min(low, 0), high, left, frame.width)
    top = _draw_names(drawing, stacks, laid, scale)
    for stack, row in zip(stacks, laid, strict=True):
        top = _draw_stack(drawing, stack, row, scale, top, is_named, is_scale)
    drawing.height = top - drawing.frame.em(0.2)


def _find_label_width(drawing: Drawing, stacks: Sequence[Stack]) -> float:
    frame = drawing.frame
    widest = max(max(measure(s.label, frame.size), measure(s.detail, frame.small)) for s in stacks)
    return min(widest, _LABEL_SHARE * frame.width) + frame.em(1)


def _draw_names(
    drawing: Drawing, stacks: Sequence[Stack], laid: list[list[Piece]], scale: Scale
) -> float:
    """Write the parts' names over the first bar where all fit there, else as a key."""
    frame = drawing.frame
    first = laid[0]
    has_gap = any(piece.part is None for row in laid for piece in row)
    is_direct = (
        bool(first)
        and not has_gap
        and not frame.is_narrow
        and all(
            p.part
            and fits(
                p.part.label, _measure_piece(scale, p) - frame.em(0.4), frame.small, _HEADING_LINES
            )
            for p in first
        )
    )
    if not is_direct:
        shown = next((stack.parts for stack in stacks if stack.parts), ())
        return draw_key(drawing, [(part.label, part.ink) for part in shown], has_gap)
    headings = [
        (piece, wrap(piece.part.label, _measure_piece(scale, piece) - frame.em(0.4), frame.small))
        for piece in first
        if piece.part
    ]
    lines = max(len(words) for _piece, words in headings)
    for piece, words in headings:
        middle = frame.small * LEADING * (lines - len(words) / 2)
        drawing.add_lines(scale.place(piece.start), middle, words, "ink-100", frame.small)
    return frame.small * LEADING * lines + frame.em(0.2)


def _measure_piece(scale: Scale, piece: Piece) -> float:
    return scale.place(piece.end) - scale.place(piece.start)


def draw_key(drawing: Drawing, entries: Sequence[tuple[str, str]], has_gap: bool = False) -> float:
    """Draw the names of colours in even lines, in the order of the bars' parts."""
    frame = drawing.frame
    indent = frame.em(1.1)
    named = [*entries, *([(HIDDEN, "")] if has_gap else [])]
    words = [wrap(label, frame.width - indent, frame.small) for label, _ink in named]
    widths = [indent + max(measure(line, frame.small) for line in lines) for lines in words]
    y = frame.small * 0.75
    index = 0
    for count in fill_lines(widths, frame.em(0.9), frame.width):
        x, deepest = 0.0, 1
        for entry in range(index, index + count):
            _draw_swatch(drawing, x, y, frame.em(0.75), named[entry][1])
            for number, line in enumerate(words[entry]):
                drop = number * frame.small * LEADING
                drawing.add_words(x + indent, y + drop, line, size=frame.small)
            deepest = max(deepest, len(words[entry]))
            x += widths[entry] + frame.em(0.9)
        index += count
        y += frame.small * (1.5 + (deepest - 1) * LEADING)
    return y - frame.small * 0.75 + frame.em(0.5)


def fill_lines(widths: Sequence[float], gap: float, width: float) -> list[int]:
    """Return how many things stand on each line: the fewest lines, and those as even as can be.

    >>> fill_lines([20, 20, 20, 20], 5, 80)
    [2, 2]
    """
    fewest = len(_fill(widths, gap, width))
    for percent in range(1, 100):
        filled = _fill(widths, gap, width * percent / 100)
        if len(filled) == fewest:
            return filled
    return _fill(widths, gap, width)


def _fill(widths: Sequence[float], gap: float, width: float) -> list[int]:
    counts, used = [0], 0.0
    for each in widths:
        if counts[-1] and used + each > width:
            counts.append(0)
            used = 0.0
        counts[-1] += 1
        used += each + gap
    return counts


def _draw_swatch(drawing: Drawing, x: float, y: float, side: float, ink: str) -> None:
    if not ink:
        draw_hatching(drawing, x, y - side / 2, side, side)
        return
    outline = find_outline(ink)
    drawing.add_bar(drawing.plane, (x, x + side), y - side / 2, side, ink, "", outline)


def draw_hatching(drawing: Drawing, x: float, y: float, width: float, height: float) -> None:
    """Fill a box with oblique lines: something is there that is not shown."""
    step = drawing.frame.em(0.36)
    offset = step / 2
    while offset < width + height:
        start = (x + max(0, offset - height), y + min(offset, height))
        end = (x + min(offset, width), y + max(0, offset - width))
        drawing.add_rule(start, end, "quiet-100", level=OVER)
        offset += step
    for edge in (y, y + height):
        drawing.add_rule((x, edge), (x + width, edge), "quiet-100", level=OVER)


def _draw_stack(
    drawing: Drawing,
    stack: Stack,
    row: list[Piece],
    scale: Scale,
    top: float,
    is_named: bool,
    is_scale: bool,
) -> float:
    frame = drawing.frame
    thick = frame.em(1.5 if is_named else 2.1)
    has_small = _has_small(drawing, row, scale)
    above = frame.em((1.15 if frame.is_narrow else 0.95) if has_small else 0.15)
    if is_named and frame.is_narrow:
        top = _draw_name_above(drawing, stack, top)
    bar_top = top + above
    lines = (
        []
        if frame.is_narrow or not is_named
        else wrap(stack.label, scale.start - frame.em(1), frame.size)
    )
    if lines:
        bar_top = max(bar_top, top + (len(lines) * frame.em(LEADING) + frame.small - thick) / 2)
        _draw_name_beside(drawing, stack, lines, bar_top + thick / 2)
    if not row:
        drawing.add_words(
            scale.start, bar_top + thick / 2, stack.remark, "quiet-100", frame.small, italic=True
        )
    for piece in row:
        _draw_piece(drawing, piece, scale, bar_top, thick)
    _write_small(drawing, row, scale, bar_top)
    if is_scale and row:
        # The middle shows around each bar, and never through words
        x = scale.place(0)
        start = bar_top - (0 if has_small or frame.is_narrow else frame.em(0.35))
        drawing.add_rule((x, start), (x, bar_top + thick + frame.em(0.35)), "ink-100")
    below = max(0.0, (len(lines) * frame.em(LEADING) + frame.small - thick) / 2)
    return bar_top + thick + below + frame.em(0.9 if frame.is_narrow else 0.55)


def _draw_name_above(drawing: Drawing, stack: Stack, top: float) -> float:
    frame = drawing.frame
    detail = measure(stack.detail, frame.small)
    lines = wrap(stack.label, frame.width - detail - frame.em(0.8), frame.size)
    height = len(lines) * frame.em(LEADING)
    drawing.add_lines(0, top + height / 2, lines)
    drawing.add_words(
        frame.width,
        top + height - frame.em(LEADING) / 2,
        stack.detail,
        "quiet-100",
        frame.small,
        anchor="end",
    )
    return top + height


def _draw_name_beside(drawing: Drawing, stack: Stack, lines: list[str], middle: float) -> None:
    frame = drawing.frame
    shift = frame.small * LEADING / 2 if stack.detail else 0
    drawing.add_lines(0, middle - shift, lines)
    if stack.detail:
        below = middle + len(lines) * frame.em(LEADING) / 2
        drawing.add_words(0, below, stack.detail, "quiet-100", frame.small)


def _draw_piece(drawing: Drawing, piece: Piece, scale: Scale, top: float, thick: float) -> None:
    frame = drawing.frame
    if piece.part is None:
        x = scale.place(piece.start)
        draw_hatching(
            drawing, x + frame.em(0.08), top, _measure_piece(scale, piece) - frame.em(0.16), thick
        )
        return
    ink = piece.part.ink
    drawing.add_bar(
        scale, (piece.start, piece.end), top, thick, ink, piece.part.title, find_outline(ink)
    )
    if piece.start:
        x = scale.place(piece.start)
        drawing.add_rule((x, top - 1), (x, top + thick + 1), "paper-100", frame.em(0.1), level=OVER)
    if _holds(drawing, piece, scale):
        drawing.add_words(
            (scale.place(piece.start) + scale.place(piece.end)) / 2,
            top + thick / 2,
            piece.part.figure,
            find_word_ink(ink),
            bold=True,
            anchor="middle",
        )


def _holds(drawing: Drawing, piece: Piece, scale: Scale) -> bool:
    """Tell whether a part is wide enough for its number."""
    assert piece.part
    width = measure(piece.part.figure, drawing.frame.size, bold=True) + drawing.frame.em(0.5)
    return width <= _measure_piece(scale, piece)


def _has_small(drawing: Drawing, row: list[Piece], scale: Scale) -> bool:
    return any(p.part and p.part.value and not _holds(drawing, p, scale) for p in row)


def _write_small(drawing: Drawing, row: list[Piece], scale: Scale, top: float) -> None:
    """Write the numbers of narrow parts over them, as far as there is room."""
    frame = drawing.frame
    free = 0.0
    for piece in row:
        if piece.part is None or not piece.part.value or _holds(drawing, piece, scale):
            continue
        half = measure(piece.part.figure, frame.small) / 2
        middle = (scale.place(piece.start) + scale.place(piece.end)) / 2
        middle = min(max(middle, half), frame.width - half)
        if middle - half >= free:
            drawing.add_words(
                middle,
                top - frame.small * 0.55,
                piece.part.figure,
                size=frame.small,
                anchor="middle",
            )
            free = middle + half + frame.em(0.3)
