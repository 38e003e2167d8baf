"""Booklets read back as somebody reads them who folded the sheets."""

import io
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.press.pages import make_pages
from vises_site.press.imposition import impose_booklet, plan_sides
from vises_site.press.profiles import POINTS_PER_MM, SHEETS


def read_halves(path: Path) -> list[tuple[str, str]]:
    """Return what stands on the left and on the right of each side."""
    done = subprocess.run(
        ["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True
    )
    sides = []
    for side in done.stdout.split("<page ")[1:]:
        words = re.findall(r'xMin="([\d.]+)".*>(P\d+)<', side)
        left, right = (word for _x, word in sorted(words, key=lambda found: float(found[0])))
        sides.append((left, right))
    return sides


@pytest.mark.parametrize("count", [4, 8, 12, 20, 40])
def test_a_folded_pile_reads_from_first_to_last(count: int, tmp_path: Path) -> None:
    path = tmp_path / "booklet.pdf"
    path.write_bytes(impose_booklet(make_pages(count), SHEETS["A5"]))
    sides = read_halves(path)
    sheets = list(zip(sides[::2], sides[1::2], strict=True))
    assert len(sheets) == count // 4
    # Leafing through: the right halves of all sheets inwards, then their left halves outwards
    inwards = [page for front, back in sheets for page in (front[1], back[0])]
    outwards = [page for front, back in reversed(sheets) for page in (back[1], front[0])]
    assert inwards + outwards == [f"P{number}" for number in range(1, count + 1)]


@pytest.mark.parametrize(
    ("name", "size", "paper"),
    [
        ("A5", "148mm 210mm", (297, 210)),
        ("A4", "210mm 297mm", (420, 297)),
        ("carré-210", "210mm 210mm", (420, 297)),
    ],
)
def test_pages_lie_on_paper_of_offices(name: str, size: str, paper: tuple[int, int]) -> None:
    content = impose_booklet(make_pages(4, size), SHEETS[name])
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            box = [float(value) / POINTS_PER_MM for value in page.mediabox]
            assert box == pytest.approx([0, 0, *paper], abs=0.01)
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        assert str(pdf.Root.Lang) == "fr"


def test_a_poster_is_no_booklet() -> None:
    with pytest.raises(ValueError, match="no office paper"):
        impose_booklet(make_pages(4, "297mm 420mm"), SHEETS["A3"])


@pytest.mark.parametrize("count", [0, 2, 6])
def test_pages_that_make_no_whole_sheets_are_refused(count: int) -> None:
    with pytest.raises(ValueError, match="whole folded sheets"):
        plan_sides(count)


def draw(content: bytes, tmp_path: Path) -> list[Image.Image]:
    (tmp_path / "b.pdf").write_bytes(content)
    command = ["pdftoppm", "-r", "127", "-png", str(tmp_path / "b.pdf"), str(tmp_path / "b")]
    subprocess.run(command, check=True)
    return [Image.open(path).convert("L") for path in sorted(tmp_path.glob("b-*.png"))]


def test_flats_reach_the_edge_and_stop_at_the_fold(tmp_path: Path) -> None:
    """At 127 dpi a millimetre has five pixels."""
    outer, *_others, inner = draw(impose_booklet(make_pages(40), SHEETS["A5"], 0.4), tmp_path)
    fold, edge = outer.width // 2, outer.width - 2
    dark, white = 90, 250
    assert outer.getpixel((edge, 500)) < dark  # page 1 bleeds over half a millimetre
    assert outer.getpixel((edge - 10, 1)) < dark
    assert outer.getpixel((fold + 2, 500)) < dark
    assert outer.getpixel((fold - 3, 500)) > white
    # Page 21 moved 3.6 mm towards the fold: 3 mm of bleed leave 1.1 mm of paper
    assert inner.getpixel((edge - 2, 500)) > white
    assert inner.getpixel((edge - 8, 500)) < dark
    assert inner.getpixel((fold + 2, 500)) < dark
    assert inner.getpixel((fold - 3, 500)) > white


def test_inner_sheets_move_towards_the_fold(tmp_path: Path) -> None:
    path = tmp_path / "booklet.pdf"
    path.write_bytes(impose_booklet(make_pages(12), SHEETS["A5"], 0.5))
    done = subprocess.run(
        ["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True
    )
    places = {word: float(x) for x, word in re.findall(r'xMin="([\d.]+)".*>(P\d+)<', done.stdout)}
    half = 0.5 * POINTS_PER_MM
    assert places["P3"] - places["P1"] == pytest.approx(-half, abs=0.01)
    assert places["P7"] - places["P1"] == pytest.approx(-3 * half + half, abs=0.01)
    assert places["P4"] - places["P2"] == pytest.approx(half, abs=0.01)


def test_what_is_cut_bleeds_and_has_marks(tmp_path: Path) -> None:
    front, _back = draw(impose_booklet(make_pages(4, "210mm 210mm"), SHEETS["carré-210"]), tmp_path)
    top = round((297 - 210) / 2 * 5)
    assert front.getpixel((front.width - 40, top - 8)) < 90  # 1.6 mm above the trimmed page
    assert front.getpixel((front.width - 40, top - 18)) > 250
    column = [front.getpixel((front.width // 2, y)) for y in range(top - 42, top - 14)]
    assert min(column) < 200  # where to fold
    for x in (10, front.width - 10):  # where to cut, on both sides of the paper
        assert min(front.getpixel((x, y)) for y in (top - 1, top, top + 1)) < 250
        assert front.getpixel((x, top - 8)) > 250


def test_the_same_pages_give_the_same_bytes() -> None:
    pages = make_pages(8)
    assert impose_booklet(pages, SHEETS["A5"]) == impose_booklet(pages, SHEETS["A5"])
