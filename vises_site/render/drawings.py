"""Drawings of printed pages: covers, plates and the path in the margin, as SVG in millimetres."""

from dataclasses import replace

from vises_site.press.profiles import Sheet
from vises_site.render.landscapes import choose_landscape, draw_landscape
from vises_site.render.paths import draw_meeting, draw_way
from vises_site.render.tokens import Palette

UNITS_PER_MM = 4
"""Drawings are made in quarter millimetres, so that one decimal is finer than any printer."""

COVER_HOURS = {"meuse": "day", "brique": "dawn", "terril": "evening"}
"""Hour of the cover's landscape, by colour world: each genre is known from afar."""

_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" '
    'width="{mm_w}mm" height="{mm_h}mm">'
)


def open_drawing(width_mm: float, height_mm: float) -> tuple[str, int, int]:
    """Return the head of a drawing, and its width and height in its own units."""
    width, height = round(width_mm * UNITS_PER_MM), round(height_mm * UNITS_PER_MM)
    return (
        _SVG.format(w=width, h=height, mm_w=f"{width_mm:g}", mm_h=f"{height_mm:g}"),
        width,
        height,
    )


def draw_plate(
    name: str, palette: Palette, width_mm: float, height_mm: float, hour: str = ""
) -> str:
    """Return a landscape that fills a box, at its own hour or at another one."""
    width, height = round(width_mm * UNITS_PER_MM), round(height_mm * UNITS_PER_MM)
    scene = choose_landscape(name)
    return draw_landscape(replace(scene, hour=hour or scene.hour), palette, width, height)


def draw_way_strip(
    name: str,
    voices: int,
    dispositif: str,
    palette: Palette,
    sheet: Sheet,
    bleed_mm: float,
    side: str,
    foot: str = "",
) -> str:
    """Return the page background of a testimony: its path in the outer margin, head to foot.

    Args:
        name: The testimony's slug.
        voices: Number of lines.
        dispositif: Gives the first line's colour.
        palette: Colours of the medium.
        sheet: The page.
        bleed_mm: Added on all sides.
        side: `left` or `right` page.
        foot: What stands at the page's foot, before the path.
    """
    head, width, height = open_drawing(
        sheet.width_mm + 2 * bleed_mm, sheet.height_mm + 2 * bleed_mm
    )
    strip = sheet.outer_mm * 0.5 * UNITS_PER_MM
    way = draw_way(name, voices, strip, height)
    edge = (bleed_mm + sheet.outer_mm * 0.16) * UNITS_PER_MM
    x = edge if side == "left" else width - edge - strip
    first, second = ("meuse", "brique") if dispositif == "SIS" else ("brique", "meuse")
    lines = "".join(
        f'<path d="{line}" fill="none" stroke="{palette.colour(colour)}" stroke-width="3.2"/>'
        for line, colour in zip(way.lines, (first, second, "mousse", "terril") * 2, strict=False)
    )
    return f'{head}<g transform="translate({x:.1f} 0)">{lines}</g>{foot}</svg>'


def draw_foot(
    name: str, hour: str, height_mm: float, palette: Palette, sheet: Sheet, bleed_mm: float
) -> str:
    """Return a landscape at the foot of a page, to stand inside the drawing of the whole page.

    Args:
        name: The record's slug, which chooses the landscape.
        hour: The hour of its day.
        height_mm: Its height down to the trimmed edge.
        palette: Colours of the medium.
        sheet: The page.
        bleed_mm: Added on all sides.
    """
    _head, width, height = open_drawing(
        sheet.width_mm + 2 * bleed_mm, sheet.height_mm + 2 * bleed_mm
    )
    high = round((height_mm + bleed_mm) * UNITS_PER_MM)
    view = draw_landscape(replace(choose_landscape(name), hour=hour), palette, width, high)
    inner = view[view.index(">") + 1 : view.rindex("</svg>")]
    # A picture of its own: what the layers draw above it stays out of the text
    return (
        f'<svg x="0" y="{height - high}" width="{width}" height="{high}" '
        f'viewBox="0 0 {width} {high}" overflow="hidden">{inner}</svg>'
    )


def wrap_foot(foot: str, sheet: Sheet, bleed_mm: float) -> str:
    """Return the background of a page that has nothing but a landscape at its foot."""
    head, *_size = open_drawing(sheet.width_mm + 2 * bleed_mm, sheet.height_mm + 2 * bleed_mm)
    return f"{head}{foot}</svg>"


def draw_cover(
    name: str, voices: list[str], world: str, palette: Palette, sheet: Sheet, bleed_mm: float
) -> str:
    """Return a cover: a colour, a landscape at its foot, and all paths that meet.

    Args:
        name: Slug of the publication, which chooses the landscape.
        voices: Slugs of its testimonies, one path each.
        world: Colour of the genre.
        palette: Colours of the medium.
        sheet: The page.
        bleed_mm: Added on all sides.
    """
    head, width, height = open_drawing(
        sheet.width_mm + 2 * bleed_mm, sheet.height_mm + 2 * bleed_mm
    )
    foot = round(height * 0.34)
    scene = replace(choose_landscape(f"couverture-{name}"), hour=COVER_HOURS.get(world, "day"))
    view = draw_landscape(scene, palette, width, foot)
    inner = view[view.index(">") + 1 : view.rindex("</svg>")]
    ground = palette.colour(world)
    lines = draw_meeting(voices, width, height * 0.98)

    def draw_lines(plain: str) -> str:
        return "".join(
            f'<path d="{line}" fill="none" stroke-width="3.4" '
            f'stroke="{palette.colour("genet" if index % 4 == 2 else plain)}"/>'
            for index, line in enumerate(lines)
        )

    # Light on the colour, dark on the landscape: a white line would vanish in a white sky
    return (
        f'{head}<rect width="{width}" height="{height}" fill="{ground}"/>{draw_lines("paper")}'
        f'<svg x="0" y="{height - foot}" width="{width}" height="{foot}" '
        f'viewBox="0 {height - foot} {width} {foot}">'
        f'<g transform="translate(0 {height - foot})">{inner}</g>{draw_lines(world)}</svg></svg>'
    )
