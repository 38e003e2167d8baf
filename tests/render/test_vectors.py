from pathlib import Path

import pytest

from vises_site.load.vectors import has_letters, parse_svg
from vises_site.press.profiles import PRINT, SCREEN
from vises_site.render.pictures import PictureStore, encode_for_paper, open_picture

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
RED = '<rect width="10" height="10" fill="#c00"/>'


def write(folder: Path, inside: str, head: str = 'viewBox="0 0 20 10">') -> Path:
    path = folder / "logo.svg"
    path.write_text(f"{HEAD}{head}{inside}</svg>", encoding="utf-8")
    return path


def test_a_drawing_becomes_pixels(tmp_path: Path) -> None:
    picture = open_picture(write(tmp_path, RED))
    assert (picture.mode, picture.size) == ("RGBA", (2000, 1000))
    assert picture.getpixel((10, 10)) == (204, 0, 0, 255)
    assert picture.getpixel((1990, 10)) == (0, 0, 0, 0)
    assert open_picture(write(tmp_path, RED, 'viewBox="0 0 10 40">')).height == 2000


@pytest.mark.parametrize(
    "inside",
    [
        '<script>fetch("https://evil.example/")</script>',
        '<image href="file:///etc/passwd" width="10" height="10"/>',
        '<image xlink:href="secret.png" width="20" height="10"/>',
        '<foreignObject width="20" height="10"><p>x</p></foreignObject>',
        '<style>@import url("https://evil.example/x.css");</style>',
        '<use href="https://evil.example/x.svg#a"/>',
        '<use xlink:href="other.svg#a"/>',
        '<rect width="20" height="10" fill="url(https://evil.example/x.svg#a)"/>',
        '<a href="javascript:alert(1)"><rect width="20" height="10"/></a>',
        '<rect onload="alert(1)" width="0" height="0"/><animate href="#x" attributeName="x"/>',
        "<!-- c --><?php x ?>",
    ],
)
def test_what_is_no_shape_is_left_out(tmp_path: Path, inside: str) -> None:
    (tmp_path / "secret.png").write_bytes(b"\x89PNG")
    picture = open_picture(write(tmp_path, f"{inside}{RED}"))
    assert picture.getpixel((10, 10)) == (204, 0, 0, 255)
    assert picture.getpixel((1990, 10))[3] in (0, 255)
    if "fill=" not in inside:
        assert picture.getpixel((1990, 10)) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html/>",
        b"<svg",
        b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>",
        b"<svg>" + b"<g>" * 500 + b"</g>" * 500 + b"</svg>",
        b"<svg>\0</svg>",
        b"<svg>" + b" " * 2_100_000 + b"</svg>",
        b"\x89PNG\r\n",
    ],
)
def test_what_is_no_plain_drawing_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.svg").write_bytes(content)
    with pytest.raises(OSError, match=r"."):
        open_picture(tmp_path / "a.svg")


def test_a_bomb_of_references_is_refused(tmp_path: Path) -> None:
    groups = "".join(
        f'<g id="a{n}">' + f'<use xlink:href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 12)
    )
    bomb = f'<defs><g id="a0">{RED}</g>{groups}</defs><use xlink:href="#a11"/>'
    with pytest.raises(OSError, match="nodes limit"):
        open_picture(write(tmp_path, bomb))


def test_letters_are_noticed() -> None:
    assert has_letters(parse_svg(f"{HEAD}><g><text>La</text></g></svg>".encode()))
    assert not has_letters(parse_svg(f"{HEAD}>{RED}</svg>".encode()))


def test_transparency_is_paper_white_in_print(tmp_path: Path) -> None:
    from io import BytesIO

    from PIL import Image

    path = write(tmp_path, RED)
    for profile, white in ((SCREEN, (255, 255, 255)), (PRINT, (0, 0, 0, 0))):
        picture = Image.open(BytesIO(encode_for_paper(path, profile, (50, 50))))
        corner = picture.getpixel((picture.width - 5, 5))
        assert all(abs(a - b) < 4 for a, b in zip(corner, white, strict=True))
    store = PictureStore(tmp_path, tmp_path / "cache")
    assert store.make_clean_copy(path).name.endswith(".svg.png")
    assert store.make_clean_copy(path).read_bytes().startswith(b"\x89PNG")
