"""Covers of glued books."""

import io

import pikepdf
import pytest

from tests.press.faults import make_sound
from vises_site.press.covers import build_cover, compute_spine_mm, take_inside
from vises_site.press.preflight.demands import PRINTING_HOUSE, hold_single_sheets
from vises_site.press.preflight.inspection import inspect_pdf
from vises_site.press.preflight.plates import render_plates
from vises_site.press.profiles import POINTS_PER_MM

pytestmark = pytest.mark.slow

SPINE = (0.1, 0.6, 0.3, 0.0)


def make_cover(spine_mm: float = 8.0) -> bytes:
    return build_cover(make_sound(), spine_mm, SPINE, "Un titre au dos", "FOGRA39")


@pytest.mark.parametrize(
    ("pages", "grammage", "bulk", "spine_mm"),
    [(96, 90, 1.2, 5.2), (200, 115, 0.8, 9.2), (4, 80, 1.3, 0.2)],
)
def test_a_spine_is_as_thick_as_its_leaves(
    pages: int, grammage: float, bulk: float, spine_mm: float
) -> None:
    assert compute_spine_mm(pages, grammage, bulk) == spine_mm


def test_back_spine_and_front_lie_side_by_side_with_one_bleed() -> None:
    with pikepdf.open(io.BytesIO(make_cover())) as pdf:
        assert len(pdf.pages) == 2
        page = pdf.pages[0]
        trim, bleed, media = (
            [float(v) / POINTS_PER_MM for v in box]
            for box in (page.TrimBox, page.BleedBox, page.MediaBox)
        )
    assert trim[2] - trim[0] == pytest.approx(148 + 8 + 148, abs=0.02)
    assert trim[3] - trim[1] == pytest.approx(210, abs=0.02)
    assert [trim[0] - bleed[0], bleed[3] - trim[3]] == pytest.approx([3, 3], abs=0.02)
    assert bleed[0] - media[0] == pytest.approx(10, abs=0.02)


def test_each_part_has_its_colour_from_edge_to_edge() -> None:
    (plates, gaps), (inner, _gaps) = render_plates(make_cover(), range(2))
    assert not gaps
    middle = inner.inks[inner.inks.shape[0] // 4]
    glued = slice(round((13 + 144) * POINTS_PER_MM), round((13 + 160) * POINTS_PER_MM))
    assert not middle[glued].any()
    row = plates.inks[plates.inks.shape[0] // 4]

    def look(mm_from_trim: float) -> list[float]:
        column = round((13 + mm_from_trim) * POINTS_PER_MM)
        return [round(float(v) / 255, 2) for v in row[column]]

    cover = pytest.approx([0.8, 0.4, 0.4, 0.2], abs=0.01)
    assert look(-2.5) == cover
    assert look(147) == cover
    assert look(148.6) == pytest.approx(list(SPINE), abs=0.01)
    assert look(155.4) == pytest.approx(list(SPINE), abs=0.01)
    assert look(157) == cover
    assert look(148 + 8 + 148 + 2.5) == cover


def test_a_cover_passes_its_preflight_and_is_the_same_twice() -> None:
    report = inspect_pdf(make_cover(), "c.pdf", hold_single_sheets(PRINTING_HOUSE))
    assert [(f.code, f.what) for f in report.findings] == []
    assert make_cover() == make_cover()


def test_a_narrow_spine_bears_no_title() -> None:
    assert len(make_cover(4.0)) < len(make_cover(8.0))


def test_the_inside_has_not_the_four_pages_of_the_cover() -> None:
    with pikepdf.open(io.BytesIO(make_sound())) as pdf:
        for page in list(pdf.pages):
            pdf.pages.append(page)
        whole = io.BytesIO()
        pdf.save(whole)
    with pikepdf.open(io.BytesIO(take_inside(whole.getvalue()))) as inside:
        assert len(inside.pages) == 4
        assert "/OutputIntents" in inside.Root
