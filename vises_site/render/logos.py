"""Logos of organisms on paper: on a white label, or on a dark one where they are white."""

import io
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageColor, ImageFilter

from vises_site.press.profiles import Profile
from vises_site.render.pictures import PictureStore, convert_to_inks, name_colours, open_picture
from vises_site.render.tokens import Palette, read_tokens
from vises_site.writing import write_whole

WIDTH_PX = 1000
"""More than 600 dpi at the largest size: logos are drawn in fine lines."""

AREA_MM2, WIDEST_MM, HIGHEST_MM = 480.0, 42.0, 20.0
"""All logos take about the same room, so that a wide one does not look smaller than a square."""

WHITE = 225
"""Grey level from which a colour is lost on white paper."""

WHITE_SHARE = 0.4
"""Share of an outline from which a logo that is white there was drawn for dark grounds."""

_RECIPE = "1"
"""Changes when the same logo would give other bytes."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo as a document shows it.

    Attributes:
        path: Its picture in the cache.
        is_light: Whether it stands on a dark label rather than on a white one.
        width_mm: Its width on an A5 page.
        height_mm: Its height there.
    """

    path: Path
    is_light: bool
    width_mm: float
    height_mm: float


def make_logo(store: PictureStore, path: str, profile: Profile) -> Logo | None:
    """Return a logo flattened onto the label that it lies on; None for an empty picture.

    Args:
        store: The pictures, and the cache.
        path: The logo, relative to the project.
        profile: The kind of PDF.

    Raises:
        OSError: The file is no picture, or too large.
    """
    folder = store.cache / "paper"
    stem = f"{store.hash_file(path)}-logo-{_RECIPE}-{name_colours(profile)}"
    on_white, on_ink = folder / f"{stem}.jpg", folder / f"{stem}-ink.jpg"
    found = next((file for file in (on_white, on_ink) if file.is_file()), None)
    if found is None:
        picture = _crop(open_picture(store.root / path))
        if picture is None:
            return None
        found = on_ink if is_for_dark_grounds(picture) else on_white
        write_whole(found, _encode(picture, "ink" if found == on_ink else "", profile))
    with Image.open(found) as made:
        width_mm, height_mm = fit_logo(made.width / made.height)
    return Logo(found, found == on_ink, width_mm, height_mm)


def fit_logo(ratio: float) -> tuple[float, float]:
    """Return a logo's width and height in mm from how many times it is as wide as high.

    >>> fit_logo(1.0)
    (20.0, 20.0)
    >>> fit_logo(6.0)
    (42.0, 7.0)
    """
    width = min(math.sqrt(AREA_MM2 * ratio), WIDEST_MM, HIGHEST_MM * ratio)
    return round(width, 2), round(width / ratio, 2)


def is_for_dark_grounds(picture: Image.Image) -> bool:
    """Tell whether a logo would be lost on white: its outline, against nothing, is white.

    White inside another colour is no sign of it: that is how logos for paper are drawn.
    """
    if picture.mode != "RGBA":
        return False
    visible = picture.getchannel("A").point(lambda level: 255 * (level > 127))
    inner = visible.filter(ImageFilter.MinFilter(5))
    outline = ImageChops.subtract(visible, inner)
    white = picture.convert("L").point(lambda level: 255 * (level >= WHITE))
    lost = ImageChops.multiply(outline, white)
    total = outline.histogram()[255]
    return bool(total) and lost.histogram()[255] / total >= WHITE_SHARE


def _crop(picture: Image.Image) -> Image.Image | None:
    """Return a logo without the empty room around it, in a sane size; None where all is empty."""
    if picture.mode == "RGBA":
        box = picture.getchannel("A").getbbox()
        if box is None:
            return None
        picture = picture.crop(box)
    scale = min(1.0, WIDTH_PX / max(picture.size))
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Image.Resampling.LANCZOS)


def _encode(picture: Image.Image, ground: str, profile: Profile) -> bytes:
    """Return a logo as a JPEG in a profile's colours, on a token's colour or on white.

    It is laid on its ground in the ground's own inks: converted from RGB, those would be others
    than the label's around it.
    """
    colours = picture.convert("RGB")
    if profile.icc:
        colours = convert_to_inks(colours, profile)
    token = read_tokens()["colour"][ground] if ground else {}
    if profile.medium == "print":
        inks = token.get("cmyk", (0, 0, 0, 0))
        plain: Any = tuple(round(ink * 2.55) for ink in inks)
    else:
        plain = ImageColor.getrgb(Palette("screen").colour(ground) if ground else "#ffffff")
    flat = Image.new(colours.mode, colours.size, plain)
    flat.paste(colours, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    content = io.BytesIO()
    flat.save(content, "JPEG", quality=94, subsampling=0, optimize=True)
    return content.getvalue()
