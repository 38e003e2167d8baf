"""The picture that stands for a page where its address is passed on, drawn from the theme's tokens.

1200 × 630 pixels, as Open Graph asks. Never a face: words on a colour, the landscape of the
record, and the path that runs between them. Pages without words of their own have the site's.
"""

import io
from dataclasses import dataclass, replace
from itertools import pairwise

from PIL import ImageDraw

from vises_site.press.profiles import SHEETS
from vises_site.render.drawings import draw_cover
from vises_site.render.landscapes import choose_landscape, draw_landscape
from vises_site.render.paths import draw_meeting, draw_way
from vises_site.render.scenes import DAYLIGHT
from vises_site.render.sharing.lettering import BOLD, PLAIN, VOICE, fit_lines
from vises_site.render.sharing.raster import draw_pixels
from vises_site.render.tokens import Palette

WIDTH_PX, HEIGHT_PX = 1200, 630
MEDIA_TYPE = "image/jpeg"

_MARGIN, _TOP = 72, 64
_PANEL = 812
"""Where the picture begins; the words end before the path that runs on its edge."""
_LANE = 104
_TEXT = _PANEL - _LANE // 2 - 22 - _MARGIN
_FOOT = 548
_MARK = (
    "M3 1C9 10 15 12 14.5 20C14 28 9 32 6 39",
    "M31 1C25 10 19 12 19.5 20C20 28 25 32 28 39",
)
"""The site's mark, as in its header."""


@dataclass(frozen=True, slots=True)
class ShareImage:
    """What the picture of a page shows; all texts in final typography.

    Attributes:
        view: What stands at its right: `landscape`, `stations`, `cover` or `meeting`.
        name: Slug of the record, which gives landscape and path.
        ground: Colour of the ground, as a token's name.
        words: What stands large.
        kicker: What stands above it; empty for nothing.
        who: Whose words they are; empty for nothing.
        details: What follows; empty for nothing.
        site: Name of the site.
        ways: Slugs whose paths are drawn where several meet, or of as many voices or steps.
        cover: Format and colour of a cover; empty for none.
    """

    view: str
    name: str
    ground: str
    words: str
    kicker: str = ""
    who: str = ""
    details: tuple[str, ...] = ()
    site: str = ""
    ways: tuple[str, ...] = ()
    cover: tuple[str, ...] = ()

    @property
    def ink(self) -> str:
        """Colour of the words, as a token's name."""
        return "ink" if self.ground == "paper" else "paper"


def render_image(image: ShareImage) -> bytes:
    """Return the picture as a JPEG without anything beside its pixels."""
    palette = Palette("screen")
    picture = draw_pixels(_draw_scene(image, palette), WIDTH_PX, HEIGHT_PX)
    draw, ink = ImageDraw.Draw(picture), palette.colour(image.ink)
    y = _TOP
    if image.kicker:
        y = fit_lines(image.kicker.upper(), BOLD, _TEXT, 60, range(22, 25)).draw(
            draw, _MARGIN, y, ink
        )
        y += 10
    told = [fit_lines(text, PLAIN, _TEXT, 84, range(23, 28)) for text in image.details if text]
    who = [fit_lines(image.who, BOLD, _TEXT, 44, range(24, 35))] if image.who else []
    set_below = [*who, *told]
    room = _FOOT - 30 - y - sum(lines.height_px for lines in set_below) - 18
    words = fit_lines(image.words, VOICE, _TEXT, room, range(32, 113))
    y = words.draw(draw, _MARGIN, y, ink) + 18
    for lines in set_below:
        y = lines.draw(draw, _MARGIN, y, ink)
    fit_lines(image.site, BOLD, _TEXT - 50, 40, range(18, 25)).draw(
        draw, _MARGIN + 44, _FOOT + 8, ink
    )
    if image.view == "cover":
        _letter_cover(draw, image, palette)
    content = io.BytesIO()
    picture.save(content, "JPEG", quality=85)
    return content.getvalue()


def _draw_scene(image: ShareImage, palette: Palette) -> str:
    ground, ink = palette.colour(image.ground), palette.colour(image.ink)
    draw = {
        "landscape": _draw_view,
        "stations": _draw_stations,
        "cover": _draw_book,
        "meeting": _draw_ways,
    }[image.view]
    mark = "".join(
        f'<path d="{line}" fill="none" stroke="{colour}" stroke-width="3.4"/>'
        for line, colour in zip(_MARK, (ink, palette.colour("genet")), strict=True)
    )
    return (
        f'<svg viewBox="0 0 {WIDTH_PX} {HEIGHT_PX}">'
        f'<rect width="{WIDTH_PX}" height="{HEIGHT_PX}" fill="{ground}"/>{draw(image, palette)}'
        f'<g transform="translate({_MARGIN} {_FOOT})">{mark}</g></svg>'
    )


def _draw_view(image: ShareImage, palette: Palette) -> str:
    """Return the record's landscape, and the path on its edge: light beside it, dark upon it."""
    scene = choose_landscape(image.name)
    scene = replace(scene, hour=DAYLIGHT.get(scene.hour, scene.hour))
    wide = WIDTH_PX - _PANEL
    view = draw_landscape(scene, palette, wide, HEIGHT_PX)
    inner = view[view.index(">") + 1 : view.rindex("</svg>")]
    name = image.name.removeprefix("organisme-")
    light, dark = (
        _draw_lane(name, len(image.ways) or 1, colours, palette)
        for colours in (("paper", "genet"), (image.ground, "terril"))
    )
    box = f'x="{_PANEL}" y="0" width="{wide}" height="{HEIGHT_PX}"'
    return (
        f'{light}<svg {box} viewBox="{_PANEL} 0 {wide} {HEIGHT_PX}">'
        f'<g transform="translate({_PANEL} 0)">{inner}</g>{dark}</svg>'
    )


def _draw_lane(name: str, voices: int, colours: tuple[str, str], palette: Palette) -> str:
    way = draw_way(name, voices, _LANE, HEIGHT_PX)
    lines = "".join(
        f'<path d="{line}" fill="none" stroke="{palette.colour(colour)}" stroke-width="5"/>'
        for line, colour in zip(way.lines, colours * 4, strict=False)
    )
    return f'<g transform="translate({_PANEL - _LANE // 2} 0)">{lines}</g>'


def _draw_stations(image: ShareImage, palette: Palette) -> str:
    """Return the path of an evaluation, with a point for each of its steps."""
    wide, count = WIDTH_PX - _PANEL, max(len(image.ways), 2)
    points = [
        (_PANEL + wide * (0.5 + 0.24 * (-1) ** step), HEIGHT_PX * (step + 0.5) / count)
        for step in range(count)
    ]
    middle, before = _PANEL + wide * 0.5, HEIGHT_PX / count / 4
    line, way = f"M{middle:.1f} -20", [(middle, -20.0), *points, (middle, HEIGHT_PX + 20.0)]
    for (from_x, from_y), (x, y) in pairwise(way):
        line += f"C{from_x:.1f} {from_y + before:.1f} {x:.1f} {y - before:.1f} {x:.1f} {y:.1f}"
    stops = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="17" fill="{palette.colour("genet")}"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="8" fill="{palette.colour("terril")}"/>'
        for x, y in points
    )
    return (
        f'<rect x="{_PANEL}" y="0" width="{wide}" height="{HEIGHT_PX}" '
        f'fill="{palette.colour("terril")}"/><path d="{line}" fill="none" '
        f'stroke="{palette.colour("paper")}" stroke-width="5"/>{stops}'
    )


def _place_cover(image: ShareImage) -> tuple[int, int, float]:
    """Return the place of a cover and its size, as pixels for each unit of its drawing."""
    sheet = SHEETS[image.cover[0]]
    high = 486
    wide = high * sheet.width_mm / sheet.height_mm
    return round(WIDTH_PX - 58 - wide), (HEIGHT_PX - high) // 2, wide / sheet.width_mm


def _draw_book(image: ShareImage, palette: Palette) -> str:
    sheet = SHEETS[image.cover[0]]
    x, y, scale = _place_cover(image)
    art = draw_cover(image.name, list(image.ways), image.cover[1], palette, sheet, bleed_mm=0)
    inner = art[art.index(">") + 1 : art.rindex("</svg>")]
    wide, high = round(sheet.width_mm * scale), round(sheet.height_mm * scale)
    view = f"0 0 {sheet.width_mm * 4:g} {sheet.height_mm * 4:g}"
    shade = palette.colour("ink", 0.14)
    return (
        f'<rect x="{x + 9}" y="{y + 9}" width="{wide}" height="{high}" fill="{shade}"/>'
        f'<svg x="{x}" y="{y}" width="{wide}" height="{high}" viewBox="{view}">{inner}</svg>'
    )


def _letter_cover(draw: ImageDraw.ImageDraw, image: ShareImage, palette: Palette) -> None:
    x, y, scale = _place_cover(image)
    sheet = SHEETS[image.cover[0]]
    wide, high = sheet.width_mm * scale, sheet.height_mm * scale
    margin = round(wide * 0.09)
    title = fit_lines(image.words, VOICE, round(wide * 0.66), round(high * 0.4), range(18, 47))
    title.draw(draw, x + margin, y + margin, palette.colour("paper"))


def _draw_ways(image: ShareImage, palette: Palette) -> str:
    """Return the paths of many voices, which meet and go on together."""
    wide = WIDTH_PX - _PANEL + 40
    colours = ("paper", "genet") if image.ground != "paper" else ("meuse", "brique", "genet")
    lines = "".join(
        f'<path d="{line}" fill="none" stroke="{palette.colour(colours[i % len(colours)])}" '
        f'stroke-width="4"/>'
        for i, line in enumerate(draw_meeting(list(image.ways) or [image.name], wide, HEIGHT_PX))
    )
    return f'<g transform="translate({_PANEL - 40} 0)">{lines}</g>'
