"""How much ink falls on a page, held against what the paper can take."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pikepdf

from vises_site.language import gettext as _
from vises_site.press.preflight.boxes import PageBoxes, read_boxes
from vises_site.press.preflight.demands import Demands
from vises_site.press.preflight.findings import Finding, Report, measure_place, sort_findings
from vises_site.press.preflight.geometry import Box
from vises_site.press.preflight.plates import DPI, Plates, render_plates
from vises_site.press.profiles import POINTS_PER_MM

ROUNDING_PERCENT = 2.5
"""Four inks rounded to whole steps of 255, and what JPEG adds."""

SPECK_MM2 = 1.0
"""Smaller areas dry in time."""


@dataclass(frozen=True, slots=True)
class Inks:
    """The ink on the pages of a document.

    Attributes:
        pages: The most ink on one point, in percent, and how much of the page each ink covers.
        findings: Where it is too much, or could not be measured.
    """

    pages: tuple[tuple[float, tuple[float, ...]], ...]
    findings: tuple[Finding, ...]


def measure_inks(content: bytes, demands: Demands, part: int = 0, parts: int = 1) -> Inks:
    """Measure how much ink falls on each page, its bleed included.

    Args:
        content: A PDF.
        demands: What it is held against.
        part: Which part of the pages, from 0.
        parts: In how many parts the pages are shared out.

    Raises:
        pikepdf.PdfError: The file cannot be read.
    """
    bleed_pt = demands.bleed_mm * POINTS_PER_MM
    pages: list[tuple[float, tuple[float, ...]]] = []
    findings: list[Finding] = []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        all_boxes = [read_boxes(page) for page in pdf.pages]
    count = len(all_boxes)
    chosen = range(part * count // parts, (part + 1) * count // parts)
    for index, (plates, gaps) in zip(chosen, render_plates(content, chosen), strict=True):
        boxes, number = all_boxes[index], index + 1
        shown, box = cut_plates(plates, boxes, bleed_pt)
        total = shown.total_percent
        pages.append((round(float(total.max(initial=0.0)), 1), tuple(shown.mean_percent)))
        findings += _check_coverage(total, box, boxes, demands.ink_percent, number)
        if gaps:
            findings.append(
                Finding(
                    "ink-not-measured",
                    "warning",
                    _("the ink of some objects cannot be measured: {what}").format(what=gaps[0]),
                    _("pictures and gradients that can be read"),
                    _("export the document again, or ask the printing house"),
                    number,
                    count=len(gaps),
                )
            )
    return Inks(tuple(pages), tuple(findings))


def add_inks(report: Report, *parts: Inks) -> Report:
    """Return a report that tells of the ink too, measured in one part or more."""
    measured = [page for inks in parts for page in inks.pages]
    pages = tuple(
        replace(facts, ink_max_percent=most, ink_mean_percent=mean)
        for facts, (most, mean) in zip(report.pages, measured, strict=True)
    )
    findings = [*report.findings, *(finding for inks in parts for finding in inks.findings)]
    return replace(report, pages=pages, findings=sort_findings(findings))


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


def _check_coverage(
    total: npt.NDArray[np.float32], box: Box, boxes: PageBoxes, limit_percent: float, number: int
) -> Iterator[Finding]:
    """Yield where a page takes more ink than its paper can.

    Args:
        total: The sum of the inks on each point of the page and its bleed, in percent.
        box: What they show, in points.
        boxes: The page's boxes.
        limit_percent: The most ink, all inks together; 0 for no limit.
        number: Of the page.
    """
    wet = total > limit_percent + ROUNDING_PERCENT
    area_mm2 = float(wet.sum()) * (25.4 / DPI) ** 2
    if limit_percent and area_mm2 >= SPECK_MM2:
        most = round(float(total[wet].max()))
        yield Finding(
            "ink-limit",
            "error",
            _("{percent} % of ink on {area} mm²").format(percent=most, area=round(area_mm2)),
            _("at most {percent} %").format(percent=round(limit_percent)),
            _("convert the picture with a profile of less ink, or lighten the colour"),
            number,
            measure_place(_surround(wet, box), boxes.trimmed),
        )


def _surround(wet: npt.NDArray[np.bool_], box: Box) -> Box:
    """Return the box of the points that are true."""
    rows, columns = np.flatnonzero(wet.any(axis=1)), np.flatnonzero(wet.any(axis=0))
    step = 72 / DPI
    return (
        box[0] + float(columns[0]) * step,
        box[3] - float(rows[-1] + 1) * step,
        box[0] + float(columns[-1] + 1) * step,
        box[3] - float(rows[0]) * step,
    )
