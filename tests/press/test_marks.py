"""Marks for those who print and cut, and nothing of them on what remains."""

import io
import subprocess
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops

from tests.press.pages import make_pages
from vises_site.press.marks import ALL, add_marks

MM = 10
"""Pixels of a millimetre at 254 dpi."""

OUTSIDE_MM = 13
"""From the edge of the paper to the trimmed page: 10 mm of room, 3 mm of bleed."""


def mark(content: bytes, title: str = "Une brochure") -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        add_marks(pdf, title, " – 148 × 210 mm – FOGRA39")
        finished = io.BytesIO()
        pdf.save(finished)
    return finished.getvalue()


def draw(content: bytes, folder: Path) -> Image.Image:
    (folder / "a.pdf").write_bytes(content)
    target = folder / "a"
    command = ["pdftoppm", "-r", "254", "-gray", "-png", "-singlefile", folder / "a.pdf", target]
    subprocess.run(command, check=True)
    return Image.open(folder / "a.png").convert("L")


@pytest.fixture
def marked(tmp_path: Path) -> Image.Image:
    return draw(mark(make_pages(4)), tmp_path)


def find_darkest(image: Image.Image, box_mm: tuple[float, float, float, float]) -> int:
    low, _high = image.crop([round(v * MM) for v in box_mm]).getextrema()
    return int(low)


def test_nothing_of_the_page_changes(marked: Image.Image, tmp_path: Path) -> None:
    plain = draw(make_pages(4), tmp_path)
    assert plain.width == pytest.approx(154 * MM, abs=2)
    inside = marked.crop((10 * MM, 10 * MM, 10 * MM + plain.width, 10 * MM + plain.height))
    _low, most = ImageChops.difference(
        inside.crop((9, 9, plain.width - 9, plain.height - 9)),
        plain.crop((9, 9, plain.width - 9, plain.height - 9)),
    ).getextrema()
    assert most < 40  # edges fall elsewhere between pixels


def test_crop_marks_go_on_with_the_edges_of_the_trimmed_page(marked: Image.Image) -> None:
    for x in (OUTSIDE_MM, OUTSIDE_MM + 148):
        assert find_darkest(marked, (x - 0.2, 5, x + 0.2, 8)) < 140
        assert find_darkest(marked, (x + 0.5, 4, x + 2, 6.4)) > 250
    for y in (OUTSIDE_MM, OUTSIDE_MM + 210):
        assert find_darkest(marked, (5, y - 0.2, 8, y + 0.2)) < 140
        assert find_darkest(marked, (164 + 4, y - 0.2, 164 + 6, y + 0.2)) < 140


def test_bleed_marks_go_on_with_the_edges_of_the_bleed(marked: Image.Image) -> None:
    for x in (10, 164):
        assert find_darkest(marked, (x - 0.2, 7, x + 0.2, 8.5)) < 140


def test_registration_marks_stand_in_the_middle_of_each_side(marked: Image.Image) -> None:
    for x, y in ((87, 5), (87, 225), (5, 118), (169, 118)):
        assert find_darkest(marked, (x - 2.3, y - 0.2, x - 1.8, y + 0.2)) < 140


def test_marks_are_on_every_plate_and_speak_no_rgb() -> None:
    with pikepdf.open(io.BytesIO(mark(make_pages(4)))) as pdf:
        for page in pdf.pages:
            assert page.Resources.ColorSpace[f"/{ALL}"][1] == "/All"
            last = pikepdf.parse_content_stream(page.Contents[-1])
            operators = {str(instruction.operator) for instruction in last}
            assert {"CS", "cs", "k"} <= operators
            assert not operators & {"rg", "RG", "Tf", "Do"}


def test_a_long_title_is_cut_and_unknown_letters_are_left_out(tmp_path: Path) -> None:
    image = draw(mark(make_pages(4), "Très long titre \u4e2d " * 40), tmp_path)
    assert find_darkest(image, (OUTSIDE_MM, 0.3, OUTSIDE_MM + 60, 2)) < 140
    assert find_darkest(image, (OUTSIDE_MM + 120, 0.3, OUTSIDE_MM + 148, 2)) < 140
    assert find_darkest(image, (OUTSIDE_MM + 148.5, 0.3, 174, 2)) > 250
