"""Images that content streams place: how fine they are, and in which colours.

Source: ISO 32000-2, 8.9.
"""

from collections.abc import Callable
from typing import Any

from vises_site.press.preflight.colours import DEVICE_RGB, UNKNOWN, ColourSpace
from vises_site.press.preflight.geometry import Matrix
from vises_site.press.preflight.graphics import Paint, Picture, State

FindSpace = Callable[[Any], ColourSpace]
"""Returns a colour space of the stream's resources."""

CODED_BITS = 8
"""Bits of a component of an image that says so itself."""


def read_image(source: Any, state: State, find_space: FindSpace) -> tuple[Picture, Paint]:
    """Return an image where it is placed, and its colour space as a colour."""
    if source.get("/ImageMask", False):
        paint, bits = state.fill, 1
    elif "/ColorSpace" in source:
        paint, bits = _take(find_space(source.ColorSpace)), int(source.get("/BitsPerComponent", 8))
    else:
        paint, bits = _take(_find_coded_space(source)), CODED_BITS
    width, height = int(source.Width), int(source.Height)
    dpi = _measure_dpi(width, height, state.ctm)
    return Picture(width, height, bits, dpi, "/SMask" in source), paint


def read_inline_image(image: Any, state: State, find_space: FindSpace) -> tuple[Picture, Paint]:
    """Return an image that stands in the stream itself, and its colour space as a colour."""
    if image.image_mask:
        paint, bits = state.fill, 1
    else:
        written = image.obj.get("/ColorSpace", image.obj.get("/CS"))
        paint, bits = _take(find_space(written)), int(image.bits_per_component)
    width, height = int(image.width), int(image.height)
    return Picture(width, height, bits, _measure_dpi(width, height, state.ctm), False), paint


def _take(space: ColourSpace) -> Paint:
    return Paint(space, space.initial)


def _find_coded_space(source: Any) -> ColourSpace:
    """Return the space of an image that carries it itself, as JPEG 2000 does: taken as RGB."""
    return DEVICE_RGB if "/JPXDecode" in str(source.get("/Filter")) else UNKNOWN


def _measure_dpi(width_px: int, height_px: int, ctm: Matrix) -> float:
    """Return the pixels to the inch of the unit square that an image fills; infinite for none."""
    a, b, c, d, _e, _f = ctm
    sides = ((width_px, (a * a + b * b) ** 0.5), (height_px, (c * c + d * d) ** 0.5))
    return min((px * 72 / side for px, side in sides if side > 0), default=float("inf"))
