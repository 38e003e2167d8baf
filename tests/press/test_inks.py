"""Inks of printed pages: pictures below the limit, black over the rest."""

import io

import numpy as np
import pikepdf
import pytest
from PIL import Image

from tests.press.faults import FADED, damage, draw, make_sound
from vises_site.press.inking import prepare_inks
from vises_site.press.inks import CODING_PERCENT, limit_inks


def measure(picture: Image.Image) -> np.ndarray:
    return np.asarray(picture).astype(int).sum(axis=2) / 2.55


def make_noise() -> Image.Image:
    values = np.random.default_rng(7).integers(0, 256, (60, 80, 4), dtype=np.uint8)
    return Image.fromarray(values, "CMYK")


@pytest.mark.parametrize("limit", [300, 260, 200])
def test_no_point_has_more_ink_than_the_limit(limit: float) -> None:
    limited = limit_inks(make_noise(), limit)
    assert measure(limited).max() <= limit - CODING_PERCENT + 1


def test_points_below_the_limit_stay_as_they_are() -> None:
    picture = make_noise()
    limited = limit_inks(picture, 300)
    below = measure(picture) <= 300 - CODING_PERCENT
    assert below.any()
    assert not below.all()
    assert (np.asarray(limited)[below] == np.asarray(picture)[below]).all()


def test_grey_gives_way_to_black_and_the_hue_stays() -> None:
    dark = Image.new("CMYK", (1, 1), (230, 204, 204, 153))
    cyan, magenta, yellow, black = limit_inks(dark, 300).getpixel((0, 0))
    assert black > 153
    assert cyan - magenta == pytest.approx(230 - 204, abs=1)
    assert magenta == yellow


def read_states(content: bytes) -> list[tuple[str, bool]]:
    """Return what is written after each state of a page, and whether it overprints."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        page = pdf.pages[1]
        over, saved, shown = False, [], []
        for instruction in pikepdf.parse_content_stream(page):
            if str(instruction.operator) == "q":
                saved.append(over)
            elif str(instruction.operator) == "Q":
                over = saved.pop()
            elif str(instruction.operator) == "gs":
                state = page.Resources.ExtGState[str(instruction.operands[0])]
                over = bool(state.get("/op", over))
            elif str(instruction.operator) in ("f", "TJ", "Tj"):
                shown.append((str(instruction.operator), over))
    return shown


def test_black_prints_over_and_colours_do_not() -> None:
    drawing = draw(
        "0 0 0 1 k 9 9 9 9 re f q .5 0 0 0 k 9 9 9 9 re f Q 9 9 9 9 re f 0 0 0 0 k 9 9 9 9 re f"
    )
    inked = damage(prepare_inks, damage(drawing))
    fills = [over for operator, over in read_states(inked) if operator == "f"]
    assert fills[-4:] == [True, False, True, False]


def test_links_and_needless_groups_go() -> None:
    with pikepdf.open(io.BytesIO(make_sound())) as pdf:
        assert all("/Annots" not in page.obj and "/Group" not in page.obj for page in pdf.pages)


def test_groups_stay_where_something_is_transparent() -> None:
    def add_group(pdf: pikepdf.Pdf) -> None:
        group = pikepdf.Dictionary(S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceCMYK)
        pdf.pages[1].obj.Group = group
        draw("/A gs 9 9 9 9 re f", ExtGState={"A": FADED})(pdf)

    with pikepdf.open(io.BytesIO(damage(prepare_inks, damage(add_group)))) as pdf:
        assert "/Group" in pdf.pages[1].obj
