"""The vendored fonts, and how documents for paper are given them."""

from vises_site.render.pdf import Asset
from vises_site.theme import FONTS_PATH

FONT_FACES = (
    ("Newsreader Text", "newsreader-text", 400, "normal"),
    ("Newsreader Text", "newsreader-text-italic", 400, "italic"),
    ("Newsreader Text", "newsreader-text-semibold", 600, "normal"),
    ("Newsreader Display", "newsreader-display", 400, "normal"),
    ("Newsreader Display", "newsreader-display-italic", 400, "italic"),
    ("Atkinson", "atkinson-regular", 400, "normal"),
    ("Atkinson", "atkinson-italic", 400, "italic"),
    ("Atkinson", "atkinson-bold", 700, "normal"),
)
"""Family, file without extension, weight and style of every vendored font."""


def list_font_faces() -> list[tuple[str, str, int, str]]:
    """Return the faces of a document for paper: each, and its extension as a family of its own."""
    extended = [(f"{f} Ext", f"{stem}-ext", w, style) for f, stem, w, style in FONT_FACES]
    return [*FONT_FACES, *extended]


def list_font_assets() -> dict[str, Asset]:
    """Return the fonts' files, by name."""
    return {path.name: path for path in sorted(FONTS_PATH.glob("*.woff2"))}
