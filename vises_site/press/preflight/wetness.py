"""How much ink falls on a page, held against what the paper can take."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from vises_site.language import gettext as _
from vises_site.press.preflight.boxes import PageBoxes
from vises_site.press.preflight.findings import Finding, measure_place
from vises_site.press.preflight.geometry import Box
from vises_site.press.preflight.plates import Plates

ROUNDING_PERCENT = 2.5
"""Four inks rounded to whole steps of 255, and what JPEG adds."""

SPECK_MM2 = 1.0
"""Smaller areas dry in time."""


def cut_plates(plates: Plates, boxes: PageBoxes, bleed_pt: float) -> tuple[Plates, Box]:
    """Return the plates of a page and its bleed alone, and the box that they show, in points."""
    scale = plates.dpi / 72
    height, width = plates.inks.shape[:2]
    trim, media = boxes.trimmed, boxes.media
    left = max(0, round((trim[0] - bleed_pt - media[0]) * scale))
    right = min(width, round((trim[2] + bleed_pt - media[0]) * scale))
    top = max(0, round((media[3] - trim[3] - bleed_pt) * scale))
    bottom = min(height, round((media[3] - trim[1] + bleed_pt) * scale))
    shown = Plates(plates.inks[top:bottom, left:right], plates.dpi)
    box = (
        media[0] + left / scale,
        media[3] - bottom / scale,
        media[0] + right / scale,
        media[3] - top / scale,
    )
    return shown, box


def measure_maximum(plates: Plates) -> float:
    """Return the most ink on any point, in percent, all inks together."""
    return round(float(plates.total_percent.max(initial=0.0)), 1)


def check_coverage(
    plates: Plates, box: Box, boxes: PageBoxes, limit_percent: float, number: int
) -> Iterator[Finding]:
    """Yield where a page takes more ink than its paper can.

    Args:
        plates: Of the page and its bleed.
        box: What they show, in points.
        boxes: The page's boxes.
        limit_percent: The most ink, all inks together; 0 for no limit.
        number: Of the page.
    """
    total = plates.total_percent
    wet = total > limit_percent + ROUNDING_PERCENT
    area_mm2 = float(wet.sum()) * (25.4 / plates.dpi) ** 2
    if limit_percent and area_mm2 >= SPECK_MM2:
        most = round(float(total[wet].max()))
        yield Finding(
            "ink-limit",
            "error",
            _("{percent} % of ink on {area} mm²").format(percent=most, area=round(area_mm2)),
            _("at most {percent} %").format(percent=round(limit_percent)),
            _("convert the picture with a profile of less ink, or lighten the colour"),
            number,
            measure_place(_surround(wet, plates.dpi, box), boxes.trimmed),
        )


def _surround(wet: npt.NDArray[np.bool_], dpi: int, box: Box) -> Box:
    """Return the box of the points that are true."""
    rows, columns = np.flatnonzero(wet.any(axis=1)), np.flatnonzero(wet.any(axis=0))
    step = 72 / dpi
    return (
        box[0] + float(columns[0]) * step,
        box[3] - float(rows[-1] + 1) * step,
        box[0] + float(columns[-1] + 1) * step,
        box[3] - float(rows[0]) * step,
    )
