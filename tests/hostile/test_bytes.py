"""Pictures, documents and tables that are not what they seem: named, or made harmless."""

import pikepdf
import pytest
from PIL import ImageFile

from tests.conftest import Workspace
from tests.hostile.commands import build, check, list_codes
from tests.hostile.corpus import write_record
from tests.hostile.makers import (
    SCRIPT,
    leave_as_it_is,
    make_gif_header,
    make_pdf,
    make_picture,
    make_png,
    make_png_bomb,
    make_svg,
    make_svg_of_uses,
    make_tiff,
    make_workbook,
    make_workbook_bomb,
    set_root,
)

LOCKED = pikepdf.Encryption(user="a", owner="b")
LARGE = 2_000_000_000

FILES: dict[str, dict[str, tuple[str, bytes]]] = {
    "picture-too-large": {
        "a PNG of 60,000 pixels": ("a.png", make_png(60_000, 60_000, rows=b"x")),
        "a PNG of 2 billion pixels": ("a.png", make_png(2**31 - 1, 2**31 - 1, rows=b"x")),
        "a GIF of 60,000 pixels": ("a.gif", make_gif_header(60_000, 60_000)),
        "a TIFF of 65,535 pixels": ("a.tif", make_tiff(65_535, 65_535)),
        "a TIFF of 4 billion pixels": ("a.tiff", make_tiff(2**32 - 1, 2**32 - 1)),
    },
    "invalid-picture": {
        "a PNG of no pixels": ("a.png", make_png(0, 0, rows=b"x")),
        "a PNG with a huge profile": ("a.png", make_png_bomb(b"iCCP")),
        "a PNG with a huge text": ("a.png", make_png_bomb(b"zTXt")),
        "a PNG without pixels": ("a.png", make_png()[:60]),
        "a GIF of no pixels": ("a.gif", make_gif_header(0, 0)),
        "a JPEG cut short": ("a.jpg", make_picture("JPEG", 900, 600)[:2_000]),
        "a GIF cut short": ("a.gif", make_picture("GIF", 900, 600)[:900]),
        "a WebP cut short": ("a.webp", make_picture("WEBP", 900, 600)[:-40]),
        "a WebP of rubbish": ("a.webp", make_picture("WEBP")[:-30] + b"\0" * 30),
        "an AVIF cut short": ("a.avif", make_picture("AVIF", 900, 600)[:-40]),
        "an AVIF without its picture": ("a.avif", make_picture("AVIF").replace(b"pitm", b"xxxx")),
        "a drawing named PNG": ("a.png", make_svg("<script>tripwire()</script>")),
        "a page named JPEG": ("a.jpg", b"<html>" + SCRIPT),
        "an empty picture": ("a.jpg", b""),
        "a PostScript file named TIFF": ("a.tif", b"%!PS-Adobe-3.0 EPSF-3.0\n"),
        "a drawing with entities": ("a.svg", b'<!DOCTYPE x [<!ENTITY a "b">]>' + make_svg("&a;")),
        "a drawing of 500 levels": ("a.svg", make_svg("<g>" * 500 + "</g>" * 500)),
        "a drawing that is a page": ("a.svg", b"<html>" + SCRIPT + b"</html>"),
    },
    "invalid-file": {
        "a page named PDF": ("a.pdf", b"<html>" + SCRIPT),
        "a page behind five letters": ("a.pdf", b"%PDF-" + SCRIPT),
        "a PDF with a password": ("a.pdf", make_pdf(leave_as_it_is, encryption=LOCKED)),
        "a PDF without pages": ("a.pdf", make_pdf(set_root(Pages=pikepdf.Name.x))),
        "a page named MP3": ("a.mp3", SCRIPT),
        "a page named WAV": ("a.wav", SCRIPT),
        "a page named OGG": ("a.ogg", SCRIPT),
        "a workbook that is none": ("a.xlsx", b"a;b\n1;2\n"),
        "a workbook cut short": ("a.xlsx", make_workbook({"a": b"x" * 99})[:-9]),
    },
    "data-too-large": {
        "a workbook of 2 GB": ("a.xlsx", make_workbook_bomb(LARGE)),
        "a sheet of 2 GB": ("a.ods", make_workbook_bomb(LARGE)),
        "a workbook of 10,001 members": (
            "a.xlsx",
            make_workbook({str(number): b"" for number in range(10_001)}),
        ),
        "a table of 1,000,001 rows": ("a.csv", b"a\n" * 1_000_001),
        "a table with old Mac line ends": ("a.csv", b"a\r" * 1_000_001),
    },
}


@pytest.fixture(autouse=True)
def _lenient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave Pillow as WeasyPrint does, which reads pictures that are cut short."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)


@pytest.mark.parametrize(
    ("code", "name"), [(code, name) for code, files in FILES.items() for name in files]
)
def test_a_file_is_refused(project: Workspace, code: str, name: str) -> None:
    path, content = FILES[code][name]
    assert list_codes(project.write({f"content/{path}": content})) == [code]


@pytest.mark.parametrize(
    ("path", "size", "code"),
    [
        ("a.jpg", 41_000_000, "picture-too-large"),
        ("a.svg", 41_000_000, "invalid-picture"),
        ("a.pdf", 101_000_000, "data-too-large"),
        ("a.mp3", 101_000_000, "data-too-large"),
        ("a.csv", 201_000_000, "data-too-large"),
        ("a.xlsx", 201_000_000, "data-too-large"),
    ],
)
def test_a_giant_file_is_not_read(project: Workspace, path: str, size: int, code: str) -> None:
    with (project.root / "content" / path).open("wb") as file:
        file.truncate(size)
    assert list_codes(project) == [code]


PORTRAITS: dict[str, bytes] = {
    "1 pixel wide and 20,000 high": make_picture("PNG", 1, 20_000),
    "20,000 pixels wide and 1 high": make_picture("PNG", 20_000, 1),
    "of 5,000 frames": make_tiff(9, 9, frames=5_000),
    "without end": make_tiff(9, 9)[:-4] + (8).to_bytes(4, "little"),
    "cut short": make_picture("JPEG", 900, 600)[:2_000],
}


@pytest.mark.slow
@pytest.mark.parametrize("name", PORTRAITS)
def test_a_portrait_is_named_or_shown(project: Workspace, name: str) -> None:
    project.write({"testimonies/la-passerelle/portrait.png": PORTRAITS[name]})
    project.write(dict([write_record("testimony", "essai")]))
    assert build(project, "--no-publications") == (0 if check(project) else 1)


DRAWINGS: dict[str, bytes] = {
    "of ten groups used ten times each": make_svg_of_uses(10),
    "of six groups used thirteen times each": make_svg_of_uses(6, 13),
    "that is a line": make_svg("<path d='M0 0h1v9z'/>", 'viewBox="0 0 1 1000000"'),
    "of any size": make_svg("<path d='M0 0h1v9z'/>", 'width="1e30" height="1e30"'),
    "of a pattern of points": make_svg(
        '<pattern id="p" width="1e-6" height="1e-6" patternUnits="userSpaceOnUse">'
        '<path d="M0 0h9v9z"/></pattern><path fill="url(#p)" d="M0 0h40v40z"/>'
    ),
    "of a pattern of itself": make_svg(
        '<pattern id="p" width="9" height="9"><path fill="url(#p)" d="M0 0h9v9z"/></pattern>'
        '<path fill="url(#p)" d="M0 0h40v40z"/>'
    ),
    "that uses itself": make_svg('<g id="a"><use href="#a"/></g><use href="#a"/>'),
    "dashed without end": make_svg(
        '<path stroke="red" stroke-dasharray="1e-7" stroke-width="9" d="M0 0h40000000"/>'
    ),
    "that runs": make_svg(
        "<script>tripwire()</script><style>@import url(//evil.example/a.css);</style>"
        '<image href="file:///etc/passwd"/><image xlink:href="https://evil.example/a.png"/>'
        '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="x"/></foreignObject>'
        '<a href="javascript:tripwire()"><path onclick="tripwire()" d="M0 0h9v9z"/></a>',
        'viewBox="0 0 40 40" onload="tripwire()"',
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_becomes_pixels_or_a_problem(project: Workspace, name: str) -> None:
    project.write({"content/a.svg": DRAWINGS[name], "content/page.md": "# P\n\n![x](a.svg)\n"})
    status = build(project, "--no-publications")
    assert status == (0 if check(project) else 1)
    if status == 0:
        site = {path.name: path for path in (project.root / "site").rglob("*.*")}
        assert "a.svg" not in site
        assert b"tripwire" not in site["a.svg.png"].read_bytes()
