"""Pictures that authors add: are they pictures, and of a sane size?"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import ExifTags, Image, ImageFile, UnidentifiedImageError

from vises_site.language import gettext as _
from vises_site.load.sources import Source
from vises_site.load.vectors import MAXIMUM_SVG_BYTES, draw_svg, has_letters, parse_svg

MAXIMUM_PIXELS = 80_000_000
CHECKED_PX = 64
"""As large as that a drawing must be shown to be known as one."""

MAXIMUM_SIDE_PX = 16_000
"""No format for the web has longer sides: WebP ends at 16,383 pixels."""
MAXIMUM_BYTES = 40_000_000
LYING = (5, 6, 7, 8)
"""Orientations in Exif of pictures that are turned by a quarter before they are shown."""

PRINTED_WIDTH_PX = 910
"""Narrowest portrait for a page of A5 with its bleed, 154 mm at 150 dpi."""

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "TIFF", "GIF")
VECTOR = ".svg"
EXTENSIONS = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".tif", ".tiff", ".gif", VECTOR)


def check_picture(source: Source, path: Path, spot: tuple[str | int, ...]) -> None:
    """Report a file that is no picture, or one that is too large to be opened safely.

    Its size is read from its header before anything is decoded.
    """
    try:
        if path.suffix.lower() == VECTOR:
            _check_drawing(source, path, spot)
            return
        is_sane = path.stat().st_size <= MAXIMUM_BYTES and _is_sane(path)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, RuntimeError, EOFError):
        line, column = source.locate(spot)
        key = ".".join(map(str, spot))
        report_invalid_picture(source, path.name, line=line, column=column, key=key)
        return
    if not is_sane:
        source.report_at(
            spot,
            "picture-too-large",
            _("the picture « {name} » is too large").format(name=path.name),
            _("at most {pixels} million pixels and {size} MB").format(
                pixels=MAXIMUM_PIXELS // 1_000_000, size=MAXIMUM_BYTES // 1_000_000
            ),
            _("export it again, 3000 pixels wide at most"),
        )


def check_sharpness(source: Source, path: Path, spot: tuple[str | int, ...]) -> None:
    """Warn of a portrait that a printing house would refuse on a page of the smallest brochure."""
    if path.suffix.lower() == VECTOR:
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path, formats=FORMATS) as picture:
                lies = picture.getexif().get(ExifTags.Base.Orientation) in LYING
                width_px = picture.height if lies else picture.width
    except (OSError, ValueError, Image.DecompressionBombError):
        return  # said elsewhere
    if width_px < PRINTED_WIDTH_PX:
        source.report_at(
            spot,
            "small-portrait",
            _("the portrait « {name} » is {width} pixels wide: it will be blurred in print").format(
                name=path.name, width=width_px
            ),
            _("at least {least} pixels, better {wanted}").format(
                least=PRINTED_WIDTH_PX, wanted=2 * PRINTED_WIDTH_PX
            ),
            _("ask for the original photograph, as it came out of the camera or telephone"),
            severity="warning",
        )


def report_invalid_picture(
    source: Source, name: str, *, line: int, column: int, key: str = ""
) -> None:
    """Report a file that is no picture, where it is named."""
    source.report(
        "invalid-picture",
        _("« {name} » is not a picture that can be read").format(name=name),
        _("a picture in one of the formats JPEG, PNG, WebP, AVIF, TIFF, GIF, SVG"),
        _("export the picture again as JPEG"),
        line=line,
        column=column,
        key=key,
    )


def _check_drawing(source: Source, path: Path, spot: tuple[str | int, ...]) -> None:
    """Report a vector drawing that is none, or that would lose its letters."""
    if path.stat().st_size > MAXIMUM_SVG_BYTES:
        raise OSError
    draw_svg(path, CHECKED_PX)
    if has_letters(parse_svg(path.read_bytes())):
        source.report_at(
            spot,
            "letters-in-drawing",
            _("the letters in « {name} » will be missing").format(name=path.name),
            _("a drawing whose letters are shapes"),
            _("in the drawing program, turn the text into paths, or export the drawing as PNG"),
            severity="warning",
        )


@contextmanager
def _reading_strictly() -> Iterator[None]:
    """Let no picture pass that is cut short: WeasyPrint, once imported, makes Pillow lenient."""
    previous, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = previous


def _is_sane(path: Path) -> bool:
    with warnings.catch_warnings(), _reading_strictly():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(path, formats=FORMATS) as picture:
                is_large = picture.width * picture.height > MAXIMUM_PIXELS
                if is_large or max(picture.size) > MAXIMUM_SIDE_PX:
                    return False
                picture.verify()
            with Image.open(path, formats=FORMATS) as picture:
                # Small where the format can be read so: a picture cut short must show itself
                picture.draft("RGB", (64, 64))
                picture.load()
                return True
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            return False
