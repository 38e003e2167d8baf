"""Logos on paper: on the label that their colours need, and without an edge around them."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from vises_site.press.profiles import PRINT, SCREEN
from vises_site.render.logos import Logo, make_logo
from vises_site.render.pictures import PictureStore

CLEAR = (0, 0, 0, 0)
WHITE = (255, 255, 255, 255)
BLUE = (30, 60, 160, 255)


def draw(folder: Path, outer: tuple[int, ...], inner: tuple[int, ...]) -> PictureStore:
    """Write a disk in a wide empty picture, with another disk in it."""
    picture = Image.new("RGBA", (600, 300), CLEAR)
    pen = ImageDraw.Draw(picture)
    pen.ellipse((200, 50, 400, 250), fill=outer)
    pen.ellipse((240, 90, 360, 210), fill=inner)
    picture.save(folder / "logo.png")
    return PictureStore(folder, folder / "cache")


def make(store: PictureStore, profile: object = SCREEN) -> Logo:
    logo = make_logo(store, "logo.png", SCREEN if profile is SCREEN else PRINT)
    assert logo is not None
    return logo


@pytest.mark.parametrize(
    ("outer", "inner", "is_light"),
    [(BLUE, CLEAR, False), (WHITE, CLEAR, True), (WHITE, BLUE, True), (BLUE, WHITE, False)],
)
def test_a_logo_that_white_paper_would_swallow_gets_a_dark_label(
    tmp_path: Path, outer: tuple[int, ...], inner: tuple[int, ...], is_light: bool
) -> None:
    assert make(draw(tmp_path, outer, inner)).is_light == is_light


def test_what_is_clear_is_the_colour_of_the_label(tmp_path: Path) -> None:
    store = draw(tmp_path, BLUE, CLEAR)
    with Image.open(make(store).path) as picture:
        assert picture.mode == "RGB"
        assert picture.getpixel((0, 0)) == (255, 255, 255)
    with Image.open(make(store, PRINT).path) as picture:
        assert picture.mode == "CMYK"
        assert picture.getpixel((0, 0)) == (0, 0, 0, 0)


def test_a_dark_label_is_black_ink_alone_on_paper(tmp_path: Path) -> None:
    logo = make(draw(tmp_path, WHITE, CLEAR), PRINT)
    with Image.open(logo.path) as picture:
        corner = picture.getpixel((0, 0))
    assert isinstance(corner, tuple)
    assert max(corner[:3]) <= 2
    assert corner[3] >= 253


def test_the_empty_room_around_a_logo_is_cut_off(tmp_path: Path) -> None:
    logo = make(draw(tmp_path, BLUE, CLEAR))
    assert (logo.width_mm, logo.height_mm) == (20, 20)


def test_an_empty_picture_is_no_logo(tmp_path: Path) -> None:
    assert make_logo(draw(tmp_path, CLEAR, CLEAR), "logo.png", SCREEN) is None


def test_a_logo_is_made_once(tmp_path: Path) -> None:
    store = draw(tmp_path, WHITE, CLEAR)
    first = make(store)
    made_at = first.path.stat().st_mtime_ns
    again = make(PictureStore(tmp_path, tmp_path / "cache"))
    assert again == first
    assert again.path.stat().st_mtime_ns == made_at
