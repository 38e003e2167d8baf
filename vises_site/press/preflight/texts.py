"""Where the texts of a content stream stand, and how large.

Source: ISO 32000-2, 9.3 (text state), 9.4 (text objects).
"""

from dataclasses import replace
from typing import Any

import pikepdf

from vises_site.press.preflight.geometry import (
    IDENTITY,
    Box,
    intersect,
    measure_scale,
    multiply,
    overlaps,
    transform_box,
)
from vises_site.press.preflight.graphics import Mark, State

DESCENT, ASCENT = -0.2, 0.75
"""Usual depth and height of a line, as shares of its size."""

_INVISIBLE = (3, 7)
_STROKED = (1, 5)


class TextCursor:
    """Where the next text goes."""

    def __init__(self) -> None:
        self.matrix = self.line = IDENTITY

    def begin(self) -> None:
        """Go to the origin."""
        self.matrix = self.line = IDENTITY

    def move(self, x: float, y: float) -> None:
        """Go to the beginning of another line."""
        self.matrix = self.line = multiply((1, 0, 0, 1, x, y), self.line)

    def place(self, operands: Any) -> None:
        """Take a transformation instead of the present one."""
        a, b, c, d, e, f = (float(value) for value in operands)
        self.matrix = self.line = (a, b, c, d, e, f)

    def show(self, parts: Any, state: State) -> Mark | None:
        """Go over a text, and return it; None for one that nobody sees.

        Args:
            parts: Strings, and numbers that move back by thousandths of the size.
            state: The graphics state.
        """
        advance = self._measure(parts, state) * state.stretch
        matrix = multiply(self.matrix, state.ctm)
        self.matrix = multiply((1, 0, 0, 1, advance, 0), self.matrix)
        if state.text_mode in _INVISIBLE or not advance:
            return None
        low, high = (state.rise + share * state.size for share in (DESCENT, ASCENT))
        box: Box = transform_box(matrix, (0, low, advance, high))
        if not overlaps(box, state.clip):
            return None
        paint = state.stroke if state.text_mode in _STROKED else state.fill
        return Mark(
            "text",
            intersect(box, state.clip),
            paint,
            state,
            abs(state.size * measure_scale(matrix)),
        )

    def _measure(self, parts: Any, state: State) -> float:
        advance, font = 0.0, state.font
        for part in parts:
            if isinstance(part, pikepdf.String):
                codes = bytes(part)
                width, count = font.measure(codes) if font else (500.0 * len(codes), len(codes))
                spaces = codes.count(b" ") if not font or font.code_length == 1 else 0
                advance += width / 1000 * state.size + count * state.character_gap
                advance += spaces * state.word_gap
            else:
                advance -= float(part) / 1000 * state.size
        return advance


def set_spacing(state: State, name: str, value: float) -> State:
    """Return a state after one of the operators that take a single number of the text state."""
    changes: dict[str, tuple[str, Any]] = {
        "TL": ("leading", value),
        "Ts": ("rise", value),
        "Tz": ("stretch", value / 100),
        "Tc": ("character_gap", value),
        "Tw": ("word_gap", value),
        "Tr": ("text_mode", int(value)),
    }
    key, changed = changes[name]
    return replace(state, **{key: changed})
