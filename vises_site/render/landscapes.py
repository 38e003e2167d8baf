"""The landscape (*le paysage*): a small Walloon view where there is no portrait.

Four flat layers at an hour of the day, drawn from the record's name: never a silhouette, never
an invented face. The same name gives the same view in every medium.
"""

from dataclasses import dataclass
from math import pi, sin

from vises_site.render.curves import Chance, Point, polygon, smooth_line
from vises_site.render.tokens import Palette

HOURS: dict[str, dict[str, tuple[str, float]]] = {
    "dawn": {
        "sky": ("genet", 0.22), "band": ("brique", 0.14), "light": ("genet", 0.85),
        "far": ("terril", 0.3), "middle": ("meuse", 0.5), "near": ("meuse", 0.86),
        "ground": ("mousse", 0.78), "water": ("genet", 0.14), "window": ("genet", 0.9),
        "slate": ("terril", 0.9),
    },
    "day": {
        "sky": ("meuse", 0.16), "band": ("paper", 1.0), "light": ("genet", 0.62),
        "far": ("meuse", 0.34), "middle": ("mousse", 0.55), "near": ("mousse", 0.95),
        "ground": ("genet", 0.62), "water": ("meuse", 0.2), "window": ("paper", 1.0),
        "slate": ("terril", 0.85),
    },
    "evening": {
        "sky": ("brique", 0.3), "band": ("genet", 0.5), "light": ("genet", 1.0),
        "far": ("brique", 0.52), "middle": ("terril", 0.68), "near": ("terril", 1.0),
        "ground": ("brique", 0.85), "water": ("genet", 0.34), "window": ("genet", 1.0),
    },
    "rain": {
        "sky": ("terril", 0.24), "band": ("meuse", 0.16), "light": ("paper", 1.0),
        "far": ("terril", 0.38), "middle": ("meuse", 0.42), "near": ("meuse", 0.8),
        "ground": ("mousse", 0.5), "water": ("terril", 0.16), "window": ("genet", 0.95),
    },
    "night": {
        "sky": ("meuse", 0.9), "band": ("meuse", 0.74), "light": ("paper", 1.0),
        "far": ("terril", 0.8), "middle": ("meuse", 1.0), "near": ("terril", 1.0),
        "ground": ("mousse", 0.9), "water": ("meuse", 0.55), "window": ("genet", 1.0),
    },
}  # fmt: skip
"""Colour and strength of each layer, by hour."""

MIDDLES = ("terrils", "hills", "wood")
NEARS = ("roofs", "poplars", "wood", "gardens")


@dataclass(frozen=True, slots=True)
class Landscape:
    """What a landscape shows: enough to draw it at any size.

    Attributes:
        name: Slug from which it is drawn.
        hour: One of `HOURS`.
        middle: What stands in the middle distance.
        near: What stands near.
        has_river: True where the Meuse passes.
    """

    name: str
    hour: str
    middle: str
    near: str
    has_river: bool


def choose_landscape(name: str) -> Landscape:
    """Choose what a record's landscape shows."""
    chance = Chance(f"landscape:{name}")
    return Landscape(
        name=name,
        hour=chance.pick(("dawn", "day", "evening", "rain", "night", "dawn", "day", "evening")),
        middle=chance.pick(MIDDLES),
        near=chance.pick(NEARS),
        has_river=chance.below(0.55),
    )


def draw_landscape(landscape: Landscape, palette: Palette, width: int, height: int) -> str:
    """Return the landscape as an SVG document without text, `width` × `height` user units."""
    chance = Chance(f"drawing:{landscape.name}")
    colours = {
        layer: palette.colour(name, strength)
        for layer, (name, strength) in HOURS[landscape.hour].items()
    }
    horizon = height * chance.between(0.5, 0.6)
    shapes = [
        f'<rect width="{width}" height="{height}" fill="{colours["sky"]}"/>',
        _draw_band(chance, colours["band"], width, height, horizon),
        _draw_light(chance, landscape.hour, colours["light"], width, height, horizon),
        _draw_hills(chance, colours["far"], width, height, horizon - height * 0.04, 0.07),
        _draw_middle(chance, landscape.middle, colours["middle"], width, height, horizon),
    ]
    ground = horizon + height * chance.between(0.2, 0.26)
    if landscape.has_river:
        shapes.append(_draw_river(chance, colours["water"], width, height, horizon))
    shapes.append(_draw_near(chance, landscape.near, colours, width, height, ground))
    shapes.append(_draw_ground(chance, landscape.near, colours, width, height, ground))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" preserveAspectRatio="xMidYMid slice">'
        + "".join(shapes)
        + "</svg>"
    )


def _path(data: str, colour: str) -> str:
    return f'<path d="{data}" fill="{colour}"/>'


def _draw_band(chance: Chance, colour: str, width: int, height: int, horizon: float) -> str:
    top = horizon - height * chance.between(0.2, 0.3)
    points = [(width * x / 5, top + height * chance.between(-0.015, 0.015)) for x in range(-1, 7)]
    return _path(smooth_line(points, closed_to=height), colour)


def _draw_light(
    chance: Chance, hour: str, colour: str, width: int, height: int, horizon: float
) -> str:
    radius = min(width, height) * (0.045 if hour == "night" else chance.between(0.07, 0.11))
    x = width * chance.between(0.16, 0.84)
    low = {"dawn": 0.12, "evening": 0.1, "day": 0.34, "rain": 0.4, "night": 0.36}[hour]
    y = max(horizon - height * low * chance.between(0.8, 1.1), radius * 1.8)
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}"/>'


def _draw_hills(
    chance: Chance, colour: str, width: int, height: int, base: float, relief: float
) -> str:
    count = max(5, round(width / height * 5))
    points = [
        (width * x / (count - 2), base + height * relief * chance.between(-1, 0.6))
        for x in range(-1, count)
    ]
    return _path(smooth_line(points, closed_to=height), colour)


def _draw_middle(
    chance: Chance, kind: str, colour: str, width: int, height: int, horizon: float
) -> str:
    if kind == "wood":
        return _draw_crowns(chance, colour, width, height, horizon + height * 0.05, 0.045)
    if kind == "hills":
        return _draw_hills(chance, colour, width, height, horizon + height * 0.05, 0.1)
    shapes = [_draw_hills(chance, colour, width, height, horizon + height * 0.08, 0.02)]
    count = 2 if width > height else 1
    for index in range(count + chance.below(0.5)):
        centre = width * (chance.between(0.1, 0.4) + 0.5 * (index % 2))
        shapes.append(_draw_terril(chance, colour, centre, horizon + height * 0.1, height))
    return "".join(shapes)


def _draw_terril(chance: Chance, colour: str, centre: float, base: float, height: int) -> str:
    """Draw a spoil tip: an almost regular cone, its top worn, one slope a little hollow."""
    rise, half = height * chance.between(0.2, 0.3), height * chance.between(0.3, 0.4)
    lean = half * chance.between(-0.12, 0.12)
    points: list[Point] = [
        (centre - half * 1.15, base + 2),
        (centre - half * 0.8, base - rise * 0.16),
        (centre - half * 0.36 + lean, base - rise * 0.62),
        (centre - half * 0.1 + lean, base - rise * 0.97),
        (centre + half * 0.06 + lean, base - rise),
        (centre + half * 0.4 + lean, base - rise * 0.56),
        (centre + half * 0.82, base - rise * 0.14),
        (centre + half * 1.2, base + 2),
    ]
    return _path(smooth_line(points, closed_to=base + height * 0.1), colour)


def _draw_river(chance: Chance, colour: str, width: int, height: int, horizon: float) -> str:
    top = horizon + height * 0.13
    bend = width * chance.between(-0.12, 0.12)
    surface = [
        (-10.0, top),
        (width * 0.3, top - height * 0.012),
        (width * 0.6 + bend, top + height * 0.01),
        (width + 10.0, top - height * 0.006),
    ]
    return _path(smooth_line(surface, closed_to=height), colour)


def _draw_crowns(
    chance: Chance, colour: str, width: int, height: int, base: float, size: float
) -> str:
    """Draw the edge of a wood: rounded crowns that overlap."""
    x, crowns = -height * 0.05, []
    while x < width + height * 0.05:
        radius = height * size * chance.between(0.7, 1.5)
        lift = radius * chance.between(0.2, 0.9)
        crowns.append(
            f'<ellipse cx="{x:.1f}" cy="{base - lift:.1f}" rx="{radius:.1f}" '
            f'ry="{radius * chance.between(1.0, 1.35):.1f}"/>'
        )
        x += radius * chance.between(0.7, 1.15)
    below = (
        f'<rect x="-5" y="{base - 2:.1f}" width="{width + 10}" height="{height - base + 4:.1f}"/>'
    )
    return f'<g fill="{colour}">{"".join(crowns)}{below}</g>'


def _draw_near(
    chance: Chance, kind: str, colours: dict[str, str], width: int, height: int, ground: float
) -> str:
    if kind == "roofs":
        return _draw_roofs(chance, colours, width, height, ground)
    if kind == "poplars":
        return _draw_poplars(chance, colours["near"], width, height, ground)
    if kind == "wood":
        return _draw_crowns(chance, colours["near"], width, height, ground + height * 0.01, 0.06)
    return _draw_hills(chance, colours["near"], width, height, ground - height * 0.02, 0.035)


def _draw_roofs(
    chance: Chance, colours: dict[str, str], width: int, height: int, ground: float
) -> str:
    """Draw a row of terraced houses, slate roofs, some windows lit."""
    x, walls, windows = -height * chance.between(0.02, 0.1), [], []
    unit = height * 0.095
    while x < width:
        house = unit * chance.between(0.8, 1.35)
        wall, pitch = unit * chance.between(0.85, 1.4), unit * chance.between(0.45, 0.75)
        top = ground - wall
        if chance.below(0.22):
            outline = [(x, top), (x, top - pitch * 0.2), (x + house, top - pitch * 0.2)]
            outline.append((x + house, top))
        else:
            peak = x + house * chance.between(0.42, 0.58)
            outline = [(x - 2, top), (peak, top - pitch), (x + house + 2, top)]
        walls.append(polygon([*outline, (x + house, height * 1.0), (x, height * 1.0)]))
        if chance.below(0.6):
            left = x + house * chance.between(0.62, 0.74)
            walls.append(
                polygon(
                    [
                        (left, top - pitch * 0.75),
                        (left + unit * 0.13, top - pitch * 0.75),
                        (left + unit * 0.13, top),
                        (left, top),
                    ]
                )
            )
        for column in (0.22, 0.6):
            if chance.below(0.42):
                side = unit * 0.17
                windows.append(
                    f'<rect x="{x + house * column:.1f}" y="{top + unit * 0.28:.1f}" '
                    f'width="{side:.1f}" height="{side * 1.35:.1f}"/>'
                )
        x += house + (unit * chance.between(0.3, 1.1) if chance.below(0.2) else 0)
    lit = f'<g fill="{colours["window"]}">{"".join(windows)}</g>'
    slate = colours.get("slate", colours["near"])
    return _path("".join(walls), slate) + lit


def _draw_poplars(chance: Chance, colour: str, width: int, height: int, ground: float) -> str:
    shapes = [_draw_hills(chance, colour, width, height, ground, 0.012)]
    x = width * chance.between(0.02, 0.14)
    while x < width:
        rise = height * chance.between(0.13, 0.22)
        half = rise * chance.between(0.1, 0.14)
        shapes.append(
            f'<ellipse cx="{x:.1f}" cy="{ground - rise * 0.5:.1f}" rx="{half:.1f}" '
            f'ry="{rise * 0.56:.1f}" fill="{colour}"/>'
        )
        x += height * (chance.between(0.06, 0.1) if chance.below(0.6) else chance.between(0.2, 0.4))
    return "".join(shapes)


def _draw_ground(
    chance: Chance, kind: str, colours: dict[str, str], width: int, height: int, ground: float
) -> str:
    top = ground + height * 0.03
    count = 6
    points = [
        (width * x / (count - 2), top + height * 0.02 * sin(x * pi / 2.3) + chance.between(-2, 2))
        for x in range(-1, count)
    ]
    # A little below the frame, so that no rounding shows what lies behind
    shapes = [_path(smooth_line(points, closed_to=height * 1.1), colours["ground"])]
    if kind == "gardens":
        shapes.append(_draw_furrows(chance, colours["near"], width, height, top))
    return "".join(shapes)


def _draw_furrows(chance: Chance, colour: str, width: int, height: int, top: float) -> str:
    """Draw the rows of a kitchen garden, running to one point."""
    vanishing = width * chance.between(0.3, 0.7)
    rows = []
    for row in range(-7, 8):
        near_x = vanishing + row * width * 0.16
        far_x = vanishing + row * width * 0.045
        thick = width * 0.012
        rows.append(
            polygon(
                [
                    (far_x, top + height * 0.05),
                    (far_x + thick * 0.3, top + height * 0.05),
                    (near_x + thick, height * 1.0),
                    (near_x - thick, height * 1.0),
                ]
            )
        )
    return _path("".join(rows), colour)
