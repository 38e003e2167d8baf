import pytest

from tests.assemble.test_layouts import make
from vises_site.assemble.publication import Spread
from vises_site.press.profiles import SHEETS
from vises_site.render.mosaics import build_mosaic
from vises_site.render.passages import insert_halfway, mark_questions


def lay(*lengths: int, sheet: str = "A5") -> list[list[tuple[str, float, float]]]:
    """Return the slug, height in mm and text size in points of each cell, page by page."""
    spreads = tuple(Spread(make(f"v{i}", n), "mosaïque", None) for i, n in enumerate(lengths))
    pages = build_mosaic(spreads, SHEETS[sheet], 10, 14)
    return [
        [(c.spread.testimony.slug if c.spread else "", c.height_mm, c.size_pt) for c in page]
        for page in pages
    ]


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("lengths", [(130,) * 4, (12, 130, 60), (90, 90), (12, 12, 12, 12)])
def test_cells_fill_their_pages_and_hold_every_voice_once(
    lengths: tuple[int, ...], sheet: str
) -> None:
    pages = lay(*lengths, sheet=sheet)
    for page in pages:
        assert sum(height for _, height, _ in page) == pytest.approx(SHEETS[sheet].height_mm)
    shown = [slug for page in pages for slug, _, _ in page if slug]
    assert shown == [f"v{i}" for i in range(len(lengths))]


@pytest.mark.parametrize("lengths", [(20, 25), (60, 90), (70, 80, 75), (30, 40, 50, 60)])
def test_cells_of_facing_pages_meet_or_clearly_differ(lengths: tuple[int, ...]) -> None:
    for page in lay(*lengths):
        assert all(height == pytest.approx(5 * round(height / 5)) for _, height, _ in page)


def test_no_text_is_smaller_than_text_elsewhere_and_few_words_are_larger() -> None:
    sizes = {slug: size for page in lay(12, 130, 60) for slug, _, size in page if slug}
    assert min(sizes.values()) >= 10
    assert sizes["v0"] > sizes["v1"]


def test_neighbours_have_different_grounds() -> None:
    spreads = tuple(Spread(make(f"v{i}", 100), "mosaïque", None) for i in range(4))
    for page in build_mosaic(spreads, SHEETS["A5"], 10, 14):
        grounds = [cell.ground for cell in page]
        assert len(set(grounds)) == len(grounds)


def test_only_questions_are_marked_as_questions() -> None:
    assert "question" not in mark_questions("<p><strong>Attention.</strong></p>")
    assert "question" not in mark_questions("<p><strong>Et ?</strong> Non.</p>")


def test_a_single_paragraph_is_not_interrupted() -> None:
    assert insert_halfway("<p>seul</p>", "<hr>") == "<p>seul</p>"
