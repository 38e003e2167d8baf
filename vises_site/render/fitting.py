"""The largest size at which words fit a box: longer ones are smaller, down to a floor."""

from dataclasses import dataclass
from math import ceil

from vises_site.render.measuring import POINT_MM, balance_lines, count_lines, measure_text

STEP_PT = 2
LEADING = 1.13
"""Line height of large words, as a multiple of their size."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Words in lines at a size.

    Attributes:
        lines: The lines, in final typography.
        size_pt: Their size in points.
        height_mm: Height of all lines, those included that the engine must break within a word.
        is_whole: Whether no line is wider than the box.
    """

    lines: tuple[str, ...]
    size_pt: float
    height_mm: float
    is_whole: bool


def fit_words(
    text: str, width_mm: float, height_mm: float, largest_pt: float, floor_pt: float, stem: str
) -> Fitted | None:
    """Set words as large as a box allows; None where they do not fit at the smallest size.

    Args:
        text: In final typography.
        width_mm: Width of the box.
        height_mm: Height of the box.
        largest_pt: Size to begin with.
        floor_pt: Size below which nobody reads them from afar.
        stem: The font's file without extension.
    """
    size = largest_pt
    while size > floor_pt:
        lead_mm = size * LEADING * POINT_MM
        if count_lines(text, width_mm, size, stem) * lead_mm <= height_mm:
            fitted = set_words(text, width_mm, size, stem)
            if fitted.height_mm <= height_mm and fitted.is_whole:
                return fitted
        size -= STEP_PT
    fitted = set_words(text, width_mm, floor_pt, stem)
    return fitted if fitted.height_mm <= height_mm else None


def count_rows(text: str, width_mm: float, size_pt: float, stem: str) -> int:
    """Return in how many rows words stand, those included that are broken within a word."""
    words = text.split(" ")
    broken = sum(ceil(measure_text(word, stem, size_pt) / width_mm) - 1 for word in words if word)
    return count_lines(" ".join(words), width_mm, size_pt, stem) + broken


def set_words(text: str, width_mm: float, size_pt: float, stem: str) -> Fitted:
    """Set words at a size, in lines as even as possible."""
    lines = tuple(balance_lines(text, width_mm, size_pt, stem))
    rows = sum(max(1, ceil(measure_text(line, stem, size_pt) / width_mm)) for line in lines)
    return Fitted(lines, size_pt, rows * size_pt * LEADING * POINT_MM, rows == len(lines))
