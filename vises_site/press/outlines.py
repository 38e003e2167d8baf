"""Texts as filled outlines, for what stands on a printer's sheet without a font of its own."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

from vises_site.theme import FONTS_PATH


class _PathPen(BasePen):  # type: ignore[misc]
    """Writes a glyph as path instructions of a PDF."""

    def __init__(self, glyphs: Any) -> None:
        super().__init__(glyphs)
        self.parts: list[str] = []

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self.parts.append(f"{point[0]:g} {point[1]:g} m")

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self.parts.append(f"{point[0]:g} {point[1]:g} l")

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self.parts.append(" ".join(f"{x:.2f} {y:.2f}" for x, y in points) + " c")

    def _closePath(self) -> None:  # noqa: N802
        self.parts.append("h")


@cache
def _open_font() -> Any:
    return TTFont(FONTS_PATH / "atkinson-regular.woff2")


@cache
def _outline(character: str) -> tuple[str, float]:
    """Return a character's path and width, in units of the font; nothing where it has none."""
    font = _open_font()
    name = font.getBestCmap().get(ord(character))
    if name is None:
        return "", 0
    glyphs = font.getGlyphSet()
    pen = _PathPen(glyphs)
    glyphs[name].draw(pen)
    return " ".join(pen.parts), glyphs[name].width


def _find_scale(size_pt: float) -> float:
    return size_pt / float(_open_font()["head"].unitsPerEm)


def measure_text(text: str, size_pt: float) -> float:
    """Return how wide a text is, in points."""
    return sum(_outline(character)[1] for character in text) * _find_scale(size_pt)


def fit_title(title: str, details: str, width: float, size_pt: float) -> str:
    """Return title and details, the title cut short where both are wider than `width` points."""
    text, kept = title + details, title
    while kept and measure_text(text, size_pt) > width:
        kept = kept[:-1]
        text = f"{kept}…{details}"
    return text


def draw_text(text: str, x: float, y: float, size_pt: float) -> Iterator[str]:
    """Yield the drawing instructions of a text as filled paths, from a point of its base line."""
    scale = _find_scale(size_pt)
    yield f"q {scale:.6f} 0 0 {scale:.6f} {x:.3f} {y:.3f} cm"
    for character in text:
        path, advance = _outline(character)
        if path:
            yield f"{path} f"
        yield f"1 0 0 1 {advance:g} 0 cm"
    yield "Q"
