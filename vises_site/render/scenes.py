"""What lies under the words of a poster or a card: colour, landscape, path and foot."""

from dataclasses import replace

from vises_site.render.composition import POINT_RADIUS, Composition
from vises_site.render.drawings import UNITS_PER_MM
from vises_site.render.landscapes import choose_landscape, draw_landscape
from vises_site.render.paths import draw_way
from vises_site.render.tokens import Palette

DAYLIGHT = {"night": "dawn"}
"""Hours that would melt into the flat colour, and what stands for them."""


def draw_scene(
    composition: Composition,
    name: str,
    voices: int,
    world: str,
    palette: Palette,
    bleed_mm: float = 0,
) -> str:
    """Return the ground of a poster or a card as SVG.

    Args:
        composition: What stands where; a landscape fills the picture's place without a portrait.
        name: Slug of the record, which gives landscape and path.
        voices: Number of lines of the path.
        world: Colour of the ground.
        palette: Colours of the medium.
        bleed_mm: Added on all sides.
    """
    frame = composition.frame
    width = round((frame.width_mm + 2 * bleed_mm) * UNITS_PER_MM)
    height = round((frame.height_mm + 2 * bleed_mm) * UNITS_PER_MM)
    body = round((frame.body_mm + bleed_mm) * UNITS_PER_MM, 2)
    view = _draw_view(composition, name, palette, bleed_mm)
    light, dark = (
        _draw_way(composition, name, voices, colours, palette, bleed_mm)
        for colours in (("paper", "genet"), (world, "terril"))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width / UNITS_PER_MM:g}mm" height="{height / UNITS_PER_MM:g}mm">'
        f'<rect width="{width}" height="{height}" fill="{palette.colour(world)}"/>{light}'
        f"{view.replace('</svg>', f'{dark}</svg>')}"
        f'<svg y="{body}" width="{width}" height="{height - body}" '
        f'viewBox="0 {body} {width} {height - body}"><rect y="{body}" width="{width}" '
        f'height="{height - body}" fill="{palette.colour("paper")}"/>{dark}</svg></svg>'
    )


def _draw_view(composition: Composition, name: str, palette: Palette, bleed_mm: float) -> str:
    """Return the landscape in its place, reaching into the bleed at the edges that it touches."""
    picture = composition.picture
    if picture is None or composition.has_portrait:
        return ""
    left = 0 if picture.x == 0 else picture.x + bleed_mm
    top = 0 if picture.y == 0 else picture.y + bleed_mm
    right = picture.x + picture.width + bleed_mm * (2 if _ends_at_right(composition) else 1)
    bottom = picture.y + picture.height + bleed_mm
    x, y, width, height = (
        round(value * UNITS_PER_MM) for value in (left, top, right - left, bottom - top)
    )
    scene = choose_landscape(name)
    drawn = draw_landscape(
        replace(scene, hour=DAYLIGHT.get(scene.hour, scene.hour)), palette, width, height
    )
    inner = drawn[drawn.index(">") + 1 : drawn.rindex("</svg>")]
    # The inner document cuts what it holds; its path is drawn in the outer one's units
    return (
        f'<svg x="{x}" y="{y}" width="{width}" height="{height}" '
        f'viewBox="{x} {y} {width} {height}"><g transform="translate({x} {y})">{inner}</g></svg>'
    )


def _ends_at_right(composition: Composition) -> bool:
    picture = composition.picture
    return picture is not None and picture.x + picture.width >= composition.frame.width_mm - 0.01


def _draw_way(
    composition: Composition,
    name: str,
    voices: int,
    colours: tuple[str, str],
    palette: Palette,
    bleed_mm: float,
) -> str:
    """Return the path from the head into the foot, a point at its end."""
    lane, frame = composition.lane, composition.frame
    width, height = lane.width * UNITS_PER_MM, (lane.height + bleed_mm) * UNITS_PER_MM
    way = draw_way(name, voices, width, height)
    stroke = frame.stroke_mm * UNITS_PER_MM
    radius = stroke * POINT_RADIUS
    drawn = "".join(
        f'<path d="{line}" fill="none" stroke-width="{stroke:.1f}" stroke="{ink}"/>'
        f'<circle cx="{end[0]:.1f}" cy="{end[1]:.1f}" r="{radius:.1f}" fill="{ink}"/>'
        for line, end, ink in zip(
            way.lines, way.ends, [palette.colour(c) for c in colours * 4], strict=False
        )
    )
    return f'<g transform="translate({(lane.x + bleed_mm) * UNITS_PER_MM:.1f} 0)">{drawn}</g>'
