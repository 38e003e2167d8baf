"""The box in which a chart is drawn, and the media it is drawn for."""

from dataclasses import dataclass
from typing import Literal

from vises_site.press.profiles import POINTS_PER_MM, Sheet

ChartMedium = Literal["web", "screen", "print"]
"""`web` takes its colours from the page's styles, `screen` and `print` are those of a palette."""

NARROW_EM = 30
"""Below so many times the type size, labels stand above what they name instead of beside it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A box and its type.

    Attributes:
        width: Width in the medium's unit: pixels on the web, points on paper.
        size: Size of labels in the same unit; the smallest type is `small`.
        medium: How colours are spoken.
    """

    width: float
    size: float
    medium: ChartMedium = "web"

    @property
    def small(self) -> float:
        """Size of what comes second: 7 pt at least on paper."""
        return self.size * 0.9

    @property
    def hairline(self) -> float:
        """Width of the finest rule: never under the quarter of a point that a press holds."""
        return self.size / 16

    @property
    def is_narrow(self) -> bool:
        """Whether labels must stand above what they name."""
        return self.width < NARROW_EM * self.size

    def em(self, count: float) -> float:
        """Return a length from one in multiples of the label size."""
        return count * self.size


WEB_WIDE = Frame(640, 16)
WEB_NARROW = Frame(320, 15)
"""The same chart on a telephone: its words keep their size, its layout is another."""

WEB_FRAMES = (WEB_WIDE, WEB_NARROW)
"""Both, between which the page chooses."""

LARGEST_PAPER_EM = 46
"""A chart stays small on a large sheet: it stands beside words."""


def make_paper_frame(sheet: Sheet, medium: ChartMedium) -> Frame:
    """Return the frame of charts in the text column of a sheet."""
    width = (sheet.width_mm - sheet.inner_mm - sheet.outer_mm) * POINTS_PER_MM
    size = 8.0 if sheet.scale < 1.2 else 8.5
    return Frame(round(min(width, LARGEST_PAPER_EM * size), 1), size, medium)
