"""The path that a content stream is about to paint.

Source: ISO 32000-2, 8.5 (path construction).
"""

from dataclasses import dataclass, field
from typing import Any

from vises_site.press.preflight.geometry import Box, Matrix, surround, transform, transform_box


@dataclass(slots=True)
class PathTrace:
    """A path under construction.

    Attributes:
        numbers: Across and up of its points, and of those that bend it, before they are placed on
            the page: the transformation cannot change within a path.
        rectangles: How many rectangles it was begun with.
        segments: How many of its parts are no rectangles.
        clips: Whether what follows is cut to it.
    """

    numbers: list[float] = field(default_factory=list)
    rectangles: int = 0
    segments: int = 0
    clips: bool = False

    @property
    def is_rectangle(self) -> bool:
        """Whether it is one rectangle and nothing else."""
        return self.rectangles == 1 and not self.segments

    def add_points(self, operands: Any) -> None:
        """Go on to the points of a line or curve."""
        self.numbers += map(float, operands)
        self.segments += 1

    def add_rectangle(self, operands: Any) -> None:
        """Add a rectangle, given by a corner, its width and its height."""
        x, y, width, height = map(float, operands)
        self.numbers += (x, y, x + width, y, x + width, y + height, x, y + height)
        self.rectangles += 1

    def surround(self, ctm: Matrix) -> Box:
        """Return the smallest box around the path on the page; `NOWHERE` for no points."""
        xs, ys = self.numbers[::2], self.numbers[1::2]
        if xs and not ctm[1] and not ctm[2]:
            return transform_box(ctm, (min(xs), min(ys), max(xs), max(ys)))
        return surround(transform(ctm, x, y) for x, y in zip(xs, ys, strict=False))
