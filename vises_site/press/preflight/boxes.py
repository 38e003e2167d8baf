"""The boxes of pages: where they are cut, how far they bleed, how many there are.

Source: ISO 32000-2, 14.11.2 (page boundaries).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf

from vises_site.language import gettext as _
from vises_site.press.preflight.demands import Demands
from vises_site.press.preflight.findings import Finding
from vises_site.press.preflight.geometry import Box, grow, straighten
from vises_site.press.profiles import POINTS_PER_MM

TOLERANCE_PT = 0.3
"""A tenth of a millimetre: producers round."""


@dataclass(frozen=True, slots=True)
class PageBoxes:
    """The boxes of one page, in points; None for one that the file does not give.

    Attributes:
        media: The whole page.
        trim: The page after cutting.
        bleed: What is printed.
        crop: What viewers show.
        unit: Size of the page's unit, in points.
    """

    media: Box
    trim: Box | None
    bleed: Box | None
    crop: Box | None
    unit: float

    @property
    def trimmed(self) -> Box:
        """The page after cutting: the best that the file tells."""
        return self.trim or self.crop or self.media

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height of the trimmed page."""
        left, bottom, right, top = self.trimmed
        scale = self.unit / POINTS_PER_MM
        return round((right - left) * scale, 1), round((top - bottom) * scale, 1)


def read_boxes(page: pikepdf.Page) -> PageBoxes:
    """Return the boxes of a page; one that is no rectangle counts as not given."""
    media = _read_box(page.obj, "/MediaBox") or straighten(page.mediabox)
    trim = _read_box(page.obj, "/TrimBox") or _read_box(page.obj, "/ArtBox")
    crop, bleed = _read_box(page.obj, "/CropBox"), _read_box(page.obj, "/BleedBox")
    return PageBoxes(media, trim, bleed, crop, float(page.obj.get("/UserUnit", 1)))


def _read_box(page: Any, key: str) -> Box | None:
    """Return a box of a page, or of the folder of pages that it lies in."""
    for _depth in range(50):
        if key in page:
            try:
                return straighten(page[key])
            except (TypeError, ValueError):
                return None
        if key not in ("/MediaBox", "/CropBox") or "/Parent" not in page:
            return None
        page = page.Parent
    return None


def check_boxes(pages: Sequence[PageBoxes], demands: Demands) -> Iterator[Finding]:
    """Yield what is wrong with the boxes and the number of pages."""
    yield from _check_count(len(pages), demands)
    usual = pages[0].size_mm if pages else (0.0, 0.0)
    for number, boxes in enumerate(pages, start=1):
        if max(abs(a - b) for a, b in zip(boxes.size_mm, usual, strict=True)) > 0.2:
            yield Finding(
                "page-size",
                "error",
                _("a page of {size} mm").format(size=_name_size(boxes.size_mm)),
                _("{size} mm, as on the first page").format(size=_name_size(usual)),
                _("give all pages one size"),
                number,
            )
        if demands.is_printed:
            yield from _check_printed(boxes, number, demands)


def _name_size(size_mm: tuple[float, float]) -> str:
    return " × ".join(f"{length:g}" for length in size_mm)


def _check_count(count: int, demands: Demands) -> Iterator[Finding]:
    found = _("{count} pages").format(count=count)
    if count % demands.page_multiple and count > 2:
        yield Finding(
            "page-count",
            "error",
            found,
            _("a multiple of {multiple}").format(multiple=demands.page_multiple),
            _("add planned pages: folded sheets have no single page"),
        )
    if count < demands.pages_minimum or 0 < demands.pages_maximum < count:
        yield Finding(
            "page-range",
            "error",
            found,
            _("from {low} to {high} pages").format(
                low=demands.pages_minimum, high=demands.pages_maximum or "…"
            ),
            _("choose another binding, or another number of pages"),
        )


def _check_printed(boxes: PageBoxes, number: int, demands: Demands) -> Iterator[Finding]:
    if boxes.trim is None:
        yield Finding(
            "trim-missing",
            "error",
            _("no TrimBox: nothing tells where to cut"),
            _("a TrimBox on each page"),
            _("export the document again as PDF/X"),
            number,
        )
        return
    bleed = demands.bleed_mm * POINTS_PER_MM - TOLERANCE_PT
    if not _holds(boxes.bleed or boxes.trim, grow(boxes.trim, bleed)):
        yield Finding(
            "bleed-missing",
            "error",
            _("{mm} mm of bleed").format(mm=_measure_bleed(boxes)),
            _("{mm} mm on each side").format(mm=round(demands.bleed_mm, 1)),
            _("export the document again with its bleed"),
            number,
        )
    for name, box in (("MediaBox", boxes.media), ("CropBox", boxes.crop)):
        if box and not _holds(grow(box, TOLERANCE_PT), boxes.bleed or boxes.trim):
            yield Finding(
                "box-order",
                "error",
                _("the {box} cuts the bleed or the trimmed page").format(box=name),
                _("MediaBox and CropBox around the BleedBox, BleedBox around the TrimBox"),
                _("export the document again as PDF/X"),
                number,
            )
    if boxes.unit != 1:
        yield Finding(
            "user-unit",
            "error",
            _("the page counts in units of {unit} pt").format(unit=f"{boxes.unit:g}"),
            _("units of one point"),
            _("export the document at its true size"),
            number,
        )


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer[0] <= inner[0]
        and outer[1] <= inner[1]
        and outer[2] >= inner[2]
        and outer[3] >= inner[3]
    )


def _measure_bleed(boxes: PageBoxes) -> float:
    """Return the smallest bleed of the four sides, in millimetres."""
    trim, bleed = boxes.trimmed, boxes.bleed or boxes.trimmed
    sides = (trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3])
    return round(max(min(sides), 0) / POINTS_PER_MM, 1)
