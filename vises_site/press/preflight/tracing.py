"""The path that a content stream is about to paint.

Source: ISO 32000-2, 8.5 (path construction).
"""

from dataclasses import dataclass, field
from typing import Any

from vises_site.press.preflight.geometry import Matrix, transform


@dataclass(slots=True)
class PathTrace:
    """A path under construction.

    Attributes:
        points: Its points and those that bend it, on the page.
        rectangles: How many rectangles it was begun with.
        segments: How many of its parts are no rectangles.
        clips: Whether what follows is cut to it.
    """

    points: list[tuple[float, float]] = field(default_factory=list)
    rectangles: int = 0
    segments: int = 0
    clips: bool = False

    @property
    def is_rectangle(self) -> bool:
        """Whether it is one rectangle and nothing else."""
        return self.rectangles == 1 and not self.segments

    def add_points(self, operands: Any, ctm: Matrix) -> None:
        """Go on to the points of a line or curve."""
        numbers = [float(value) for value in operands]
        pairs = range(0, len(numbers) - 1, 2)
        self.points += [transform(ctm, *numbers[i : i + 2]) for i in pairs]
        self.segments += 1

    def add_rectangle(self, operands: Any, ctm: Matrix) -> None:
        """Add a rectangle, given by a corner, its width and its height."""
        x, y, width, height = (float(value) for value in operands)
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        self.points += [transform(ctm, *corner) for corner in corners]
        self.rectangles += 1
