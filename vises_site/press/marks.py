"""What stands around a printer's page for those who print and cut it, outside the bleed.

Crop and bleed marks, registration marks, a colour bar and a line that names the page.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from vises_site.press.outlines import draw_text, fit_title
from vises_site.press.profiles import POINTS_PER_MM

MARGIN_MM = 10.0
"""Room for marks around the bleed."""

GAP_MM = 1.0
CROP_LENGTH_MM, BLEED_MARK_LENGTH_MM = 5.0, 2.5
TARGET_RADIUS_MM = 1.6
PATCH_MM = 4.0
LINE_PT = 0.25
NAME_PT = 5.0

ALL = "VisesAll"
"""Our name of the colour that all plates print: marks must be on each of them."""

PATCHES = (
    (1, 0, 0, 0),
    (0, 1, 0, 0),
    (0, 0, 1, 0),
    (0, 0, 0, 1),
    (1, 1, 0, 0),
    (0, 1, 1, 0),
    (1, 0, 1, 0),
    (0, 0, 0, 0.5),
    (0.5, 0.4, 0.4, 0),
)
"""Solids, their overprints, half black, and the grey of three inks that shows a drift at once.

Source of the grey: ISO 12647-2, grey balance of the midtone for coated paper.
"""


def add_marks(pdf: pikepdf.Pdf, title: str, details: str) -> None:
    """Widen all pages of a PDF by `MARGIN_MM` beyond their bleed, and draw the marks there.

    Args:
        pdf: Its pages have a TrimBox and a BleedBox.
        title: Names the document in a line above each page; cut short where it is too long.
        details: Follows the title, whole; each page adds its number.
    """
    colour = _make_registration_colour(pdf)
    total = len(pdf.pages)
    for number, page in enumerate(pdf.pages, start=1):
        frame = _Frame.of(page)
        page.MediaBox = pikepdf.Array([round(value, 4) for value in frame.media])
        page.contents_add(b"q", prepend=True)
        drawn = "\n".join(frame.draw(title, f"{details} – {number}/{total}"))
        page.contents_add(f"Q q\n{drawn}\nQ".encode())
        if "/ColorSpace" not in page.Resources:
            page.Resources.ColorSpace = pikepdf.Dictionary()
        page.Resources.ColorSpace[f"/{ALL}"] = colour


def _make_registration_colour(pdf: pikepdf.Pdf) -> pikepdf.Object:
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    name = pikepdf.Name
    return pdf.make_indirect(pikepdf.Array([name.Separation, name.All, name.DeviceCMYK, tint]))


@dataclass(frozen=True, slots=True)
class _Frame:
    """The boxes of a page: left, bottom, right, top, in points."""

    trim: tuple[float, ...]
    bleed: tuple[float, ...]

    @classmethod
    def of(cls, page: pikepdf.Page) -> "_Frame":
        return cls(*(tuple(float(v) for v in box) for box in (page.trimbox, page.bleedbox)))

    @property
    def media(self) -> tuple[float, ...]:
        return self._grow(MARGIN_MM)

    def _grow(self, mm: float) -> tuple[float, ...]:
        length = mm * POINTS_PER_MM
        left, bottom, right, top = self.bleed
        return left - length, bottom - length, right + length, top + length

    def draw(self, title: str, details: str) -> Iterator[str]:
        """Yield the drawing instructions of all marks."""
        yield f"/{ALL} CS 1 SCN /{ALL} cs 1 scn {LINE_PT} w 0 J [] 0 d"
        yield from self._draw_corners(self.trim, CROP_LENGTH_MM)
        yield from self._draw_corners(self.bleed, BLEED_MARK_LENGTH_MM)
        yield from self._draw_targets()
        yield from self._write(title, details)
        yield from self._draw_bar()

    def _draw_corners(self, box: tuple[float, ...], length_mm: float) -> Iterator[str]:
        """Yield lines that go on with the edges of a box, from outside the bleed outwards."""
        near, far = self._grow(GAP_MM), self._grow(GAP_MM + length_mm)
        left, bottom, right, top = box
        for x in (left, right):
            yield from (_line(x, near[1], x, far[1]), _line(x, near[3], x, far[3]))
        for y in (bottom, top):
            yield from (_line(near[0], y, far[0], y), _line(near[2], y, far[2], y))

    def _draw_targets(self) -> Iterator[str]:
        """Yield a circle and a cross in the middle of each side."""
        left, bottom, right, top = self._grow(MARGIN_MM / 2)
        x, y = (left + right) / 2, (bottom + top) / 2
        radius = TARGET_RADIUS_MM * POINTS_PER_MM
        for cx, cy in ((x, bottom), (x, top), (left, y), (right, y)):
            yield _circle(cx, cy, radius)
            yield _line(cx - 1.6 * radius, cy, cx + 1.6 * radius, cy)
            yield _line(cx, cy - 1.6 * radius, cx, cy + 1.6 * radius)

    def _draw_bar(self) -> Iterator[str]:
        """Yield the patches, at the foot, between the left corner and the middle."""
        size = PATCH_MM * POINTS_PER_MM
        x = self.trim[0] + 8 * POINTS_PER_MM
        y = self._grow(MARGIN_MM / 2)[1] - size / 2
        for place, inks in enumerate(PATCHES):
            values = " ".join(f"{ink:g}" for ink in inks)
            yield f"{values} k {x + place * size:.3f} {y:.3f} {size:.3f} {size:.3f} re f"

    def _write(self, title: str, details: str) -> Iterator[str]:
        """Yield a line as outlines, above everything: it needs no font in the file."""
        y = self._grow(MARGIN_MM - 2)[3]
        text = fit_title(title, details, self.trim[2] - self.trim[0], NAME_PT)
        yield from draw_text(text, self.trim[0], y, NAME_PT)


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f"{x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l S"


def _circle(x: float, y: float, radius: float) -> str:
    """Return a circle of four cubic curves. Source of the constant: 4/3 · (√2 − 1)."""
    k = radius * 0.5523
    curves = [
        (radius, k, k, radius, 0, radius),
        (-k, radius, -radius, k, -radius, 0),
        (-radius, -k, -k, -radius, 0, -radius),
        (k, -radius, radius, -k, radius, 0),
    ]
    drawn = " ".join(
        " ".join(f"{x + dx:.3f} {y + dy:.3f}" for dx, dy in zip(c[::2], c[1::2], strict=True))
        + " c"
        for c in curves
    )
    return f"{x + radius:.3f} {y:.3f} m {drawn} s"
