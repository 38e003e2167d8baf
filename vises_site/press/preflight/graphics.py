"""What is current while a page is drawn, and what the page then shows.

Source: ISO 32000-2, 8.4 (graphics state).
"""

from dataclasses import dataclass, field, replace
from typing import Any, Literal

import pikepdf

from vises_site.press.preflight.colours import DEVICE_GRAY, UNKNOWN, ColourSpace, Inks
from vises_site.press.preflight.fonts import Font
from vises_site.press.preflight.geometry import Box, Matrix

Kind = Literal["fill", "stroke", "text", "image", "shading"]


@dataclass(frozen=True, slots=True)
class Paint:
    """A current colour.

    Attributes:
        space: Its colour space.
        values: Its components.
        pattern: Name of the pattern that it is; empty for a plain colour.
    """

    space: ColourSpace = DEVICE_GRAY
    values: tuple[float, ...] = (0.0,)
    pattern: str = ""

    @property
    def inks(self) -> Inks:
        """What it prints."""
        try:
            return self.space.to_inks(self.values)
        except (IndexError, ValueError):
            return UNKNOWN.to_inks(())


@dataclass(frozen=True, slots=True)
class State:
    """The graphics state; lengths in points."""

    ctm: Matrix
    clip: Box
    fill: Paint = Paint()
    stroke: Paint = Paint()
    line_width: float = 1.0
    overprints_fill: bool = False
    overprints_stroke: bool = False
    overprint_mode: int = 0
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    blend: str = "Normal"
    has_soft_mask: bool = False
    font: Font | None = None
    size: float = 0.0
    leading: float = 0.0
    rise: float = 0.0
    stretch: float = 1.0
    character_gap: float = 0.0
    word_gap: float = 0.0
    text_mode: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A placed image.

    Attributes:
        width_px: Its own width.
        height_px: Its own height.
        bits: Bits of a component.
        dpi: Pixels to the inch where it is placed, in its coarser direction.
        has_soft_mask: Whether parts of it are half transparent.
    """

    width_px: int
    height_px: int
    bits: int
    dpi: float
    has_soft_mask: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """Something drawn.

    Attributes:
        kind: What it is.
        box: Where it is seen on the page, in points of the page's own space.
        paint: Its colour; for an image, its colour space.
        state: What else was current.
        length_pt: Width of a line, size of a text as placed, or the smaller side of a filled shape.
        picture: What an image is.
        is_rectangle: Whether a filled shape is an upright rectangle.
    """

    kind: Kind
    box: Box
    paint: Paint
    state: State
    length_pt: float = 0.0
    picture: Picture | None = None
    is_rectangle: bool = False


@dataclass(slots=True)
class Page:
    """All that a page draws.

    Attributes:
        marks: In the order of drawing.
        damage: What could not be read.
        groups: Colour spaces in which transparent parts are mixed, by name.
    """

    marks: list[Mark] = field(default_factory=list)
    damage: list[str] = field(default_factory=list)
    groups: set[str] = field(default_factory=set)


def apply_parameters(state: State, source: Any) -> State:
    """Return a state after an entry of `ExtGState` was applied."""
    changed: dict[str, Any] = {}
    if "/LW" in source:
        changed["line_width"] = float(source.LW)
    if "/OP" in source:  # stands for both, unless the other is given too
        changed["overprints_stroke"] = changed["overprints_fill"] = bool(source.OP)
    if "/op" in source:
        changed["overprints_fill"] = bool(source["/op"])
    if "/OPM" in source:
        changed["overprint_mode"] = int(source.OPM)
    if "/CA" in source:
        changed["stroke_alpha"] = float(source.CA)
    if "/ca" in source:
        changed["fill_alpha"] = float(source["/ca"])
    if "/BM" in source:
        mode = source.BM[0] if isinstance(source.BM, pikepdf.Array) else source.BM
        changed["blend"] = str(mode)[1:]
    if "/SMask" in source:
        changed["has_soft_mask"] = not isinstance(source.SMask, pikepdf.Name)
    if "/Font" in source:
        changed["size"] = float(source.Font[1])
    return replace(state, **changed)
