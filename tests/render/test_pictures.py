import io
from pathlib import Path

import pytest
from PIL import Image

from vises_site.press.profiles import PRINT, SCREEN
from vises_site.render.pictures import PictureStore
from vises_site.render.portraits import name_portrait


def make_photo(path: Path, size: tuple[int, int] = (1600, 900)) -> None:
    picture = Image.new("RGB", size, "#a8452f")
    picture.paste("#1b5560", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010E] = "SECRET-DESCRIPTION"
    exif.get_ifd(0x8825)[2] = (50.0, 28.0, 1.0)
    buffer = io.BytesIO()
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>SECRET-XMP</x:xmpmeta>"
    picture.save(buffer, "JPEG", exif=exif, xmp=xmp, comment=b"SECRET-COMMENT")
    path.write_bytes(buffer.getvalue())


@pytest.fixture
def store(tmp_path: Path) -> PictureStore:
    make_photo(tmp_path / "photo.jpg")
    return PictureStore(tmp_path, tmp_path / "cache")


def test_pictures_leave_upright_in_three_formats_without_metadata(store: PictureStore) -> None:
    picture = store.make_portrait("photo.jpg", "luc")
    assert (picture.width_px, picture.height_px) == (800, 1422)
    assert {v.encoding for v in picture.variants} == {"avif", "webp", "jpg"}
    assert [v.width_px for v in picture.select("jpg")] == [480, 800]
    for variant in picture.variants:
        content = variant.path.read_bytes()
        assert b"SECRET" not in content
        with Image.open(variant.path) as sized:
            assert not sized.getexif()
            assert sized.height > sized.width
        assert variant.uri.startswith("images/luc-")


def test_the_same_picture_gives_the_same_bytes(store: PictureStore, tmp_path: Path) -> None:
    first = [v.path.read_bytes() for v in store.make_portrait("photo.jpg", "luc").variants]
    other = PictureStore(tmp_path, tmp_path / "other")
    assert first == [v.path.read_bytes() for v in other.make_portrait("photo.jpg", "luc").variants]


def test_small_pictures_are_not_enlarged(store: PictureStore, tmp_path: Path) -> None:
    Image.new("RGB", (300, 200)).save(tmp_path / "small.png")
    assert [v.width_px for v in store.make_portrait("small.png", "a").select("jpg")] == [300]


def test_pictures_for_paper_are_in_the_profile_s_colours(store: PictureStore) -> None:
    for profile, mode in ((SCREEN, "RGB"), (PRINT, "CMYK")):
        path = store.make_paper_copy("photo.jpg", profile, (50, 20))
        with Image.open(path) as picture:
            assert picture.mode == mode
        assert b"SECRET" not in path.read_bytes()


def test_pictures_in_print_are_as_fine_as_their_box_needs(tmp_path: Path) -> None:
    Image.new("RGB", (4000, 3000)).save(tmp_path / "grand.png")
    large = PictureStore(tmp_path, tmp_path / "cache")
    widths = []
    for box_mm in ((50.8, 10.0), (50.8, 76.2), (1000.0, 10.0)):
        with Image.open(large.make_paper_copy("grand.png", PRINT, box_mm)) as picture:
            widths.append(picture.size)
    # 300 dpi on the side that fills the box, and never more pixels than there are
    assert widths[0] == pytest.approx((600, 450), abs=4)
    assert widths[1] == pytest.approx((1200, 900), abs=6)
    assert widths[2] == (4000, 3000)


def test_copies_of_page_pictures_are_clean(store: PictureStore, tmp_path: Path) -> None:
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(tmp_path / "logo.png")
    copy = store.make_clean_copy(tmp_path / "photo.jpg")
    assert b"SECRET" not in copy.read_bytes()
    with Image.open(store.make_clean_copy(tmp_path / "logo.png")) as logo:
        assert logo.mode == "RGBA"


def test_file_names_tell_the_displayed_name_only() -> None:
    assert name_portrait("Élodie", "testimonies/x/vrai-nom.jpg") == "elodie"
    assert name_portrait("Ωμέγα", "testimonies/x/vrai-nom.jpg").startswith("portrait-")
