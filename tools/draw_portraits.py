"""Draw the ten demo portraits of vises-site: still lifes, printed as JPEG.

In the demo nobody lends a face: a portrait is an object that the person chose.
Every picture is an SVG of flat shapes, rasterised by headless Chromium; roughness
of the cut edge and stippled shading are SVG filters with fixed seeds, paper grain
is added with Pillow. The same script always prints the same picture.

Usage: ``python tools/draw_portraits.py [OUTPUT_DIR]``

Without argument the pictures are written to ``testimonies/`` of this project.
Needs Playwright, Pillow and a Chromium at ``/usr/bin/chromium``.
"""

import io
import math
import random
import sys
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Page, sync_playwright

WIDTH_PX, HEIGHT_PX, OVERSAMPLING = 1600, 2000, 2
CHROMIUM = "/usr/bin/chromium"
ROOT = Path(__file__).resolve().parent.parent

INK, PAPER = "#1d1b1a", "#fbf7f0"
CREAM1, CREAM2, CREAM3, CREAM4 = "#f3ead9", "#e8dac2", "#d5c2a3", "#b79f7c"
MEUSE0, MEUSE1, MEUSE2 = "#12383f", "#1f5a63", "#3f7f86"
MEUSE3, MEUSE4, MEUSE5 = "#7fabab", "#b3ccc7", "#dbe6df"
BRIQUE0, BRIQUE1, BRIQUE2, BRIQUE3, BRIQUE4 = (
    "#6e2a1e", "#a8452f", "#c4654a", "#dc9a80", "#efcdbb",
)  # fmt: skip
GENET0, GENET1, GENET2, GENET3 = "#b88a22", "#e3b93c", "#edcf78", "#f5e5b8"
TERRIL0, TERRIL1, TERRIL2, TERRIL3, TERRIL4 = (
    "#332e42", "#5b5468", "#857d92", "#b3acb9", "#d9d4d9",
)  # fmt: skip
MOUSSE0, MOUSSE1, MOUSSE2, MOUSSE3 = "#36441f", "#5c6f3a", "#84955a", "#b4bf8f"
CARROT0, CARROT1, CARROT2 = "#a85528", "#cf7a37", "#e39d57"
SHADOW = "#3c3350"

Point = tuple[float, float]


# --- Shapes: each returns SVG path data --------------------------------------


def oval(cx: float, cy: float, rx: float, ry: float) -> str:
    """Return an ellipse around (cx, cy), in px of the picture."""
    return (
        f"M{cx - rx:.1f} {cy:.1f}a{rx:.1f} {ry:.1f} 0 1 0 {2 * rx:.1f} 0"
        f"a{rx:.1f} {ry:.1f} 0 1 0 {-2 * rx:.1f} 0Z"
    )


def box(x: float, y: float, width: float, height: float) -> str:
    """Return an upright rectangle."""
    return f"M{x:.1f} {y:.1f}h{width:.1f}v{height:.1f}h{-width:.1f}Z"


def poly(*points: Point) -> str:
    """Return a closed straight-sided shape."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def curve(points: Iterable[Point], *, closed: bool = True) -> str:
    """Return a smooth line through the points (Catmull-Rom as béziers)."""
    dots = list(points)
    count = len(dots)
    parts = [f"M{dots[0][0]:.1f} {dots[0][1]:.1f}"]
    for i in range(count if closed else count - 1):
        if closed:
            a, b, c, d = (dots[(i + k - 1) % count] for k in range(4))
        else:
            a, b, c, d = (dots[min(max(i + k - 1, 0), count - 1)] for k in range(4))
        parts.append(
            f"C{b[0] + (c[0] - a[0]) / 6:.1f} {b[1] + (c[1] - a[1]) / 6:.1f} "
            f"{c[0] - (d[0] - b[0]) / 6:.1f} {c[1] - (d[1] - b[1]) / 6:.1f} "
            f"{c[0]:.1f} {c[1]:.1f}"
        )
    return "".join(parts) + ("Z" if closed else "")


# --- Marks: each returns SVG elements ----------------------------------------


def fill(d: str, colour: str, opacity: float = 1) -> str:
    """Return a flat shape of cut paper."""
    return f'<path d="{d}" fill="{colour}" opacity="{opacity}"/>'


def stroke(d: str, colour: str, width: float, cap: str = "round", dash: str = "") -> str:
    """Return a painted line of even width (px)."""
    return (
        f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width}" '
        f'stroke-linecap="{cap}" stroke-linejoin="round" stroke-dasharray="{dash}"/>'
    )


def dry(d: str, colour: str, soft: str = "mid", opacity: float = 1) -> str:
    """Return a shape that thins out to stipple inside its edge: fine, mid or wide."""
    return f'<g filter="url(#dry-{soft})" opacity="{opacity}">{fill(d, colour)}</g>'


def streaks(d: str, colour: str, way: str = "across", opacity: float = 1) -> str:
    """Return a shape laid down with a dry brush, its hairs running across or down."""
    return f'<g filter="url(#brush-{way})" opacity="{opacity}">{fill(d, colour)}</g>'


def form(d: str, colour: str, *tones: str) -> str:
    """Return a flat shape with tones that stay within its outline."""
    name = f"c{zlib.crc32(d.encode()):08x}"
    clip = f'<clipPath id="{name}"><path d="{d}"/></clipPath>'
    return f'{clip}{fill(d, colour)}<g clip-path="url(#{name})">{"".join(tones)}</g>'


def punched(d: str, colour: str, *tones: str) -> str:
    """Return a form whose inner outlines are holes."""
    return f'<g fill-rule="evenodd">{form(d, colour, *tones)}</g>'


def at(x: float, y: float, *marks: str, turn: float = 0, size: float = 1) -> str:
    """Return marks drawn around (0, 0), placed at (x, y), turned by degrees."""
    how = f"translate({x:.1f} {y:.1f}) rotate({turn:.2f}) scale({size:.3f})"
    return f'<g transform="{how}">{"".join(marks)}</g>'


def cast(marks: str, dx: float, dy: float, opacity: float = 0.5, how: str = "") -> str:
    """Return the shadow that marks throw on a wall, shifted by (dx, dy) px."""
    return (
        f'<g style="mix-blend-mode:multiply" opacity="{opacity}" '
        f'transform="translate({dx} {dy}) {how}"><g filter="url(#flat)">{marks}</g></g>'
    )


def shade(d: str, opacity: float = 0.5, soft: str = "") -> str:
    """Return a multiplied shadow shape, with a stippled edge if soft is given."""
    mark = dry(d, SHADOW, soft) if soft else fill(d, SHADOW)
    return f'<g style="mix-blend-mode:multiply" opacity="{opacity}">{mark}</g>'


def glow(d: str, colour: str = PAPER, opacity: float = 0.3) -> str:
    """Return a patch of sunlight."""
    return f'<g style="mix-blend-mode:soft-light" opacity="{opacity}">{fill(d, colour)}</g>'


# --- The press: filters, rasterising, grain ----------------------------------


def render_filters(seed: int) -> str:
    """Return the filters of the family: cut edge, stipple, dry brush, flat shadow."""
    common = 'x="-25%" y="-25%" width="150%" height="150%" '
    srgb = 'color-interpolation-filters="sRGB"'
    parts = [
        f'<filter id="cut" filterUnits="userSpaceOnUse" x="-40" y="-40" width="1680" '
        f'height="2080" {srgb}><feTurbulence type="fractalNoise" baseFrequency="0.011" '
        f'numOctaves="2" seed="{seed}" result="wave"/><feDisplacementMap '
        'in="SourceGraphic" in2="wave" scale="15" xChannelSelector="R" '
        'yChannelSelector="G" result="wavy"/><feTurbulence type="fractalNoise" '
        f'baseFrequency="0.16" numOctaves="2" seed="{seed + 7}" result="tooth"/>'
        '<feDisplacementMap in="wavy" in2="tooth" scale="3.5" xChannelSelector="R" '
        'yChannelSelector="G"/></filter>',
        f'<filter id="flat" {common}{srgb}><feFlood flood-color="{SHADOW}"/>'
        '<feComposite in2="SourceAlpha" operator="in"/></filter>',
    ]
    for name, blur, tooth in (("fine", 12, 0.55), ("mid", 34, 0.5), ("wide", 85, 0.5)):
        parts.append(
            f'<filter id="dry-{name}" {common}{srgb}><feGaussianBlur in="SourceAlpha" '
            f'stdDeviation="{blur}" result="soft"/><feTurbulence type="fractalNoise" '
            f'baseFrequency="{tooth}" numOctaves="2" seed="{seed + 3}" result="grit"/>'
            '<feComposite in="soft" in2="grit" operator="arithmetic" k1="0" k2="1" '
            'k3="1.25" k4="-1.35"/><feComponentTransfer result="mask"><feFuncA '
            'type="linear" slope="9" intercept="0"/></feComponentTransfer>'
            '<feComposite in="SourceGraphic" in2="mask" operator="in"/></filter>'
        )
    for name, hairs in (("across", "0.004 0.11"), ("down", "0.11 0.004")):
        parts.append(
            f'<filter id="brush-{name}" {common}{srgb}><feTurbulence '
            f'type="fractalNoise" baseFrequency="{hairs}" numOctaves="3" '
            f'seed="{seed + 11}"/><feComponentTransfer result="mask"><feFuncA '
            'type="linear" slope="9" intercept="-4.3"/></feComponentTransfer>'
            '<feComposite in="SourceGraphic" in2="mask" operator="in"/></filter>'
        )
    return "".join(parts)


def render_svg(number: int, marks: list[str]) -> str:
    """Return the complete SVG of a picture; its number seeds the filters."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH_PX}" '
        f'height="{HEIGHT_PX}" viewBox="0 0 {WIDTH_PX} {HEIGHT_PX}">'
        f"<defs>{render_filters(number * 20)}</defs>"
        f'<g filter="url(#cut)"><path d="{box(-40, -40, 1680, 2080)}" '
        f'fill="{PAPER}"/>{"".join(marks)}</g></svg>'
    )


def rasterise(page: Page, svg: str) -> Image.Image:
    """Return the SVG as sRGB pixels, smoothed down from a larger drawing."""
    page.set_content(f'<body style="margin:0">{svg}</body>')
    large = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    return large.resize((WIDTH_PX, HEIGHT_PX), Image.Resampling.LANCZOS)


def lay_grain(picture: Image.Image, seed: int) -> Image.Image:
    """Return the picture on paper: fine tooth, and pigment pooling in soft clouds."""
    rng = random.Random(seed)
    grain = Image.new("L", picture.size, 128)
    for step, blur, weight in ((1, 0.8, 0.11), (5, 1.0, 0.11), (64, 1.2, 0.10)):
        size = (WIDTH_PX // step + 1, HEIGHT_PX // step + 1)
        noise = Image.frombytes("L", size, rng.randbytes(size[0] * size[1]))
        noise = noise.filter(ImageFilter.GaussianBlur(blur))
        noise = noise.resize(picture.size, Image.Resampling.BICUBIC)
        # Blurring flattens noise, so each octave is stretched back before mixing.
        noise = noise.point([int(min(255, max(0, 128 + (v - 128) * 2.6))) for v in range(256)])
        layer = Image.blend(Image.new("L", picture.size, 128), noise, weight)
        grain = ImageChops.add(grain, layer, 1, -128)
    return ImageChops.soft_light(picture, Image.merge("RGB", (grain, grain, grain)))


# --- The ten still lifes -----------------------------------------------------


def draw_coffee_pot() -> list[str]:
    """Draw a red enamel coffee pot and a mug on a set table."""
    body = (
        "M508 792C500 1010 412 1380 396 1600Q390 1690 700 1700Q1010 1690 1004 1600"
        "C988 1380 900 1010 892 792Z"
    )
    spout = (
        "M470 1500C330 1440 356 1190 312 1010C292 930 250 884 176 846L196 806"
        "C250 800 306 806 340 846C404 920 408 1040 440 1120C452 1150 470 1180 480 1200Z"
    )
    handle = "M880 880C1010 800 1190 850 1196 1010C1200 1180 1110 1300 962 1370"
    lid = "M520 786C534 700 630 668 700 668C770 668 866 700 880 786Q700 838 520 786Z"
    mug = (
        "M1130 1468C1132 1600 1146 1720 1162 1770Q1270 1806 1378 1770C1394 1720 1408 1600 1410"
        " 1468Z"
    )
    return [
        form(box(-40, -40, 1680, 1480), MEUSE3,
             streaks(box(-40, -40, 1680, 1480), MEUSE4, "across", 0.22),
             fill(poly((-40, 120), (900, 420), (1240, 1440), (-40, 1440)), MEUSE4),
             fill(poly((250, 190), (300, 200), (540, 1440), (470, 1440)), MEUSE3),
             fill(poly((-40, 690), (1010, 770), (1030, 820), (-40, 760)), MEUSE3)),
        form(box(-40, 1400, 1680, 700), CREAM1,
             *(fill(poly((800 + k * 250 - 30, 1380), (800 + k * 250 + 30, 1380),
                         (800 + k * 470 + 62, 2050), (800 + k * 470 - 62, 2050)), GENET2)
               for k in range(-5, 6)),
             fill(box(-40, 1464, 1680, 30), GENET1, 0.75),
             fill(box(-40, 1590, 1680, 46), GENET1, 0.75),
             fill(box(-40, 1790, 1680, 76), GENET1, 0.75)),
        fill(box(-40, 1392, 1680, 16), CREAM3),
        shade("M420 1650C560 1740 900 1730 1180 1680L1640 1560L1640 1404L1300 1404"
              "L1010 1560Z", 0.42),
        shade("M1160 1768Q1300 1830 1640 1770L1640 1640L1400 1690Z", 0.4),
        cast(stroke(handle, INK, 50) + fill(body, INK), 430, 30, 0.24, "skewX(-12)"),
        stroke(handle, BRIQUE0, 66), stroke(handle, BRIQUE1, 48),
        stroke("M890 866C1000 806 1130 830 1166 930", BRIQUE2, 14),
        form(spout, BRIQUE1,
             fill("M176 846C250 884 292 930 312 1010C356 1190 330 1440 470 1500"
                  "L380 1500C250 1440 300 1190 262 1010Z", BRIQUE2),
             dry("M330 840C420 930 420 1130 500 1220L470 1520L400 1500C400 1300 390"
                 " 1050 300 900Z", BRIQUE0, "fine")),
        fill("M172 850L194 802Q262 792 336 840Q306 826 262 828Q212 834 190 856Z", INK),
        form(body, BRIQUE1,
             dry("M330 700L640 700C610 1100 560 1500 560 1760L300 1760Z", BRIQUE2, "mid"),
             dry("M790 700L1100 700L1100 1800L850 1800C900 1450 830 1100 790 700Z",
                 BRIQUE0, "mid"),
             fill("M546 860C540 1060 492 1330 474 1540C470 1580 508 1590 516 1552"
                  "C540 1360 574 1080 584 868C584 840 548 838 546 860Z", BRIQUE4),
             fill("M476 1600Q476 1630 496 1632Q512 1630 514 1604Q494 1592 476 1600Z",
                  BRIQUE4),
             fill("M900 1240C912 1300 930 1400 940 1490C932 1400 930 1300 900 1240Z",
                  BRIQUE2)),
        stroke("M400 1612Q404 1690 700 1696Q996 1690 1000 1612", INK, 15),
        form(lid, BRIQUE1,
             dry("M500 640L690 640Q620 700 640 840L500 840Z", BRIQUE2, "fine"),
             dry("M760 640L900 640L900 840L780 840Z", BRIQUE0, "fine"),
             fill("M574 742Q590 704 640 696Q604 720 600 752Z", BRIQUE4)),
        stroke("M508 792Q700 852 892 792", INK, 15),
        fill("M676 640L724 640L732 680L668 680Z", INK),
        form(oval(700, 630, 54, 42), INK, fill(oval(680, 612, 20, 12), TERRIL2)),
        stroke("M1396 1520C1500 1500 1530 1560 1510 1620C1490 1680 1430 1700 1380 1700",
               CREAM3, 34),
        stroke("M1396 1516C1494 1496 1522 1556 1502 1614C1482 1672 1430 1690 1380 1690",
               CREAM1, 22),
        form(mug, PAPER,
             dry("M1260 1400L1460 1400L1460 1850L1240 1850Z", CREAM3, "mid"),
             fill("M1100 1530Q1270 1580 1440 1530L1440 1564Q1270 1614 1100 1564Z", MEUSE1)),
        form(oval(1270, 1468, 141, 40), CREAM2,
             fill(oval(1276, 1482, 128, 32), BRIQUE0),
             fill(oval(1240, 1490, 60, 10), BRIQUE1)),
        stroke(oval(1270, 1468, 141, 40), MEUSE1, 11),
        shade(poly((420, 1838), (560, 1850), (640, 1800), (540, 1780)), 0.4),
        fill(poly((250, 1770), (340, 1740), (440, 1764), (352, 1800)), PAPER),
        fill(poly((250, 1770), (352, 1800), (352, 1890), (252, 1858)), CREAM1),
        fill(poly((352, 1800), (440, 1764), (438, 1850), (352, 1890)), CREAM4),
    ]  # fmt: skip


def draw_bricks(rng: random.Random, bottom: int) -> str:
    """Return a sunlit wall of hand-laid bricks from the top edge down to bottom."""
    tones = [BRIQUE3] * 6 + ["#e3ab93", "#d68f73", "#cf8468", "#e6b6a0"]
    marks = [fill(box(-40, -40, 1680, bottom + 40), BRIQUE4)]
    for row in range(bottom // 78 + 1):
        x = -240.0 + (row % 2) * 110 + rng.uniform(-8, 8)
        while x < WIDTH_PX + 40:
            width = 208 + rng.uniform(-10, 10)
            y = row * 78 + rng.uniform(-2, 2)
            brick = box(x, y, width - 11, 66)
            marks.append(fill(brick, rng.choice(tones)))
            if rng.random() < 0.2:
                marks.append(streaks(brick, BRIQUE2, "across", 0.6))
            x += width
    return "".join(marks)


def draw_wheel(cx: float, cy: float) -> str:
    """Return a bicycle wheel of 350 px radius with crossing spokes."""
    spokes = "".join(
        f"M{cx + 26 * math.cos(a + lean):.1f} {cy + 26 * math.sin(a + lean):.1f}"
        f"L{cx + 318 * math.cos(a):.1f} {cy + 318 * math.sin(a):.1f}"
        for k in range(28)
        for a, lean in [(k * math.tau / 28, 1.2 if k % 2 else -1.2)]
    )
    return (
        stroke(spokes, CREAM1, 4)
        + stroke(oval(cx, cy, 340, 340), INK, 32)
        + stroke(oval(cx, cy, 314, 314), CREAM2, 14)
        + fill(oval(cx, cy, 30, 30), TERRIL2) + fill(oval(cx, cy, 13, 13), INK)
    )  # fmt: skip


def draw_broom_in_basket(rng: random.Random) -> str:
    """Return a wicker basket with flowering broom, around (0, 0) at its rim."""
    basket = "M-190 0L190 0L150 250Q0 274-150 250Z"
    marks = []
    for k in range(17):
        lean = -1.15 + k * 0.145 + rng.uniform(-0.05, 0.05)
        reach = rng.uniform(250, 400)
        tip = (reach * math.sin(lean), 30 - reach * math.cos(lean))
        foot = 70 * math.sin(lean)
        marks.append(
            stroke(
                f"M{foot:.0f} 40Q{foot * 1.6:.0f} {tip[1] / 2:.0f} {tip[0]:.0f} {tip[1]:.0f}",
                MOUSSE1,
                9,
            )
        )
        for j in range(9):
            t = 0.42 + j * 0.07
            x = foot + (tip[0] - foot) * t + rng.uniform(-26, 26)
            y = 40 + (tip[1] - 40) * t + rng.uniform(-22, 22)
            colour = rng.choice([GENET1, GENET1, GENET2, GENET0, MOUSSE2])
            marks.append(
                at(
                    x,
                    y,
                    fill("M0-20C22-20 26 8 2 20C-24 10-20-18 0-20Z", colour),
                    turn=rng.uniform(0, 360),
                )
            )
    weave = "".join(
        fill(box(-200 + col * 46 + (row % 2) * 23, 22 + row * 38, 34, 24), GENET0, 0.75)
        for row in range(6)
        for col in range(9)
    )
    marks.append(
        form(
            basket,
            CREAM3,
            weave,
            dry(box(40, -20, 260, 320), CREAM4, "mid", 0.9),
            fill(box(-200, -4, 400, 26), CREAM4),
        )
    )
    return "".join(marks)  # fmt: skip


def draw_bicycle() -> list[str]:
    """Draw a blue bicycle with broom in its basket, leaning on a brick wall."""
    rng = random.Random(2)
    frame = "M650 872C760 1010 900 1170 1050 1400M600 945C690 1120 880 1290 1062 1412"
    stays = "M1050 1400L1490 1360M1160 1010L1490 1360"
    seat = "M1050 1400L1200 960"
    fork = "M628 800L570 1020C550 1150 510 1230 440 1360"
    bars = "M648 716C560 690 560 640 640 636C760 630 830 690 880 760"
    saddle = (
        "M1080 830C1150 800 1290 800 1360 780Q1392 790 1384 850C1370 900 1290 900 1240 880C1190"
        " 860 1090 880 1074 850Z"
    )
    tubes = "".join(stroke(d, MEUSE1, 34) for d in (frame, seat, fork)) + stroke(stays, MEUSE1, 24)
    front, rear = draw_wheel(440, 1360), draw_wheel(1490, 1360)
    guards = "M84 1310A360 360 0 0 1 690 1102M1170 1180A366 366 0 0 1 1700 1070"
    basket = at(420, 740, draw_broom_in_basket(rng), turn=-3)
    whole = (
        front
        + rear
        + tubes
        + stroke(bars, INK, 22)
        + fill(saddle, INK)
        + basket
        + stroke(guards, INK, 20)
    )
    return [
        draw_bricks(rng, 1660),
        fill(poly((1120, -40), (1640, -40), (1640, 330), (1120, 330)), PAPER),
        fill(box(1160, -40, 480, 330), MEUSE2),
        fill(poly((1160, -40), (1380, -40), (1190, 290), (1160, 290)), MEUSE3),
        fill(box(1372, -40, 30, 330), PAPER),
        shade(box(1160, -40, 40, 330), 0.4),
        fill(box(1060, 330, 600, 62), CREAM2), fill(box(1060, 376, 600, 22), CREAM4),
        shade(poly((1060, 398), (1640, 398), (1640, 470), (1130, 470)), 0.4),
        form(box(-40, 1640, 1680, 420), TERRIL3,
             streaks(box(-40, 1640, 1680, 420), TERRIL4, "across", 0.3),
             fill(box(-40, 1640, 1680, 34), TERRIL1),
             fill(poly((420, 1674), (400, 1674), (250, 2040), (280, 2040)), TERRIL2),
             fill(poly((1010, 1674), (990, 1674), (970, 2040), (1000, 2040)), TERRIL2),
             fill(box(-40, 1880, 1680, 16), TERRIL2)),
        cast(whole, 92, 44, 0.5),
        shade("M120 1716Q440 1690 760 1730L880 1790Q440 1760 120 1716Z", 0.45),
        shade("M1190 1716Q1440 1690 1640 1730L1640 1790Q1440 1770 1190 1716Z", 0.45),
        rear, front,
        stroke(stays, MEUSE0, 24),
        stroke(fork, MEUSE1, 30),
        stroke(guards, MEUSE1, 22),
        stroke("M1390 1040L1640 1040M1420 1040L1490 1330", INK, 16),
        stroke("M1196 975L1215 880", TERRIL2, 22),
        stroke(seat, MEUSE1, 36), stroke(frame, MEUSE1, 36),
        stroke("M642 880C752 1016 888 1170 1036 1390", MEUSE3, 8),
        stroke("M1042 1386L1186 972", MEUSE3, 8),
        stroke("M556 1050C540 1150 494 1230 432 1340", MEUSE3, 7),
        stroke("M632 780L580 990", MEUSE0, 48), stroke("M622 790L574 984", MEUSE2, 10),
        form("M1010 1340C1120 1300 1380 1330 1500 1310Q1560 1360 1500 1410C1380 1420"
             " 1160 1480 1030 1480Q960 1410 1010 1340Z", MEUSE1,
             fill("M1000 1360C1120 1316 1380 1346 1520 1322L1500 1300L1000 1300Z", MEUSE2),
             dry("M1000 1430L1520 1370L1520 1520L1000 1520Z", MEUSE0, "fine")),
        fill(oval(1062, 1408, 44, 44), CREAM2), fill(oval(1062, 1408, 18, 18), INK),
        stroke("M1062 1408L990 1560", TERRIL4, 20),
        fill(poly((920, 1550), (1050, 1566), (1046, 1600), (916, 1584)), INK),
        stroke("M630 790L648 716", TERRIL4, 22),
        stroke(bars, TERRIL4, 20), stroke("M790 664C830 690 856 720 880 760", BRIQUE0, 40),
        form(saddle, BRIQUE0, fill("M1080 826C1150 796 1290 796 1360 776L1380 810"
                                   "C1290 830 1150 826 1080 850Z", BRIQUE2)),
        basket,
        form(oval(572, 1010, 46, 52), CREAM2, fill(oval(556, 1010, 30, 40), GENET2)),
    ]  # fmt: skip


def draw_sewing_machine() -> list[str]:
    """Draw an old sewing machine from which yellow cloth flows off the table."""
    body = (
        "M1000 1400C1030 1270 1040 1150 1000 1060C970 1000 900 972 800 968C690 964 600"
        " 980 584 1010L578 1150Q578 1176 552 1176L452 1176Q428 1176 428 1150L420 880"
        "Q420 780 520 764C700 732 950 722 1100 732Q1270 750 1280 900C1286 1060 1260"
        " 1240 1310 1400Z"
    )
    cloth = (
        "M-40 1346C110 1286 270 1290 400 1356C550 1400 700 1354 850 1400C930 1430 926"
        " 1520 922 1570C916 1690 1010 1790 1030 2060L-40 2060Z"
    )
    wheel = stroke(oval(1362, 890, 40, 150), INK, 50)
    machine = [
        cast(fill(body, INK) + wheel, 200, 50, 0.32),
        shade("M300 1590L1420 1590L1640 1520L1640 1424L1400 1424Z", 0.5),
        fill(oval(1362, 890, 44, 176), INK), fill(oval(1346, 890, 40, 170), TERRIL0),
        stroke(oval(1346, 890, 30, 140), TERRIL2, 10), fill(box(1270, 862, 76, 56), INK),
        stroke("M1322 760Q1308 890 1322 1010", TERRIL3, 7),
        stroke("M1060 740L1060 560", TERRIL2, 14),
        fill(box(1020, 712, 82, 26), CREAM4),
        form("M1000 590L1122 590L1104 620L1104 690L1122 718L1000 718L1018 690L1018 620Z",
             CREAM3, form(box(1012, 610, 98, 92), BRIQUE1,
                          *(fill(box(1000, 624 + k * 22, 120, 6), BRIQUE0) for k in range(4)),
                          fill(box(1022, 610, 20, 92), BRIQUE2))),
        stroke("M1014 640C860 590 720 650 640 700L640 752M640 752Q540 690 452 800"
               "L448 1010L498 1180L502 1390", BRIQUE1, 5),
        form("M300 1410L1420 1410L1450 1450L1450 1560Q1450 1590 1420 1590L300 1590Q270"
             " 1590 270 1560L270 1450Z", BRIQUE0,
             fill(box(250, 1400, 1220, 60), INK), fill(box(250, 1456, 1220, 8), GENET0),
             dry(box(1000, 1460, 500, 160), INK, "mid", 0.7)),
        form(body, "#23262b",
             dry("M400 700L1150 680Q1230 780 1180 820L420 880Z", MEUSE1, "mid"),
             dry("M980 1000L1120 1000L1090 1440L960 1440Z", MEUSE0, "mid"),
             fill("M470 806C600 772 940 756 1090 766C940 778 640 800 500 836Q440 850"
                  " 470 806Z", MEUSE3),
             fill("M446 990Q440 1060 452 1130L474 1130Q462 1060 466 990Z", MEUSE2)),
        stroke("M660 910L1060 880M700 932L1040 908", GENET1, 6),
        at(1150, 910, stroke("M0 0C40-60 90-20 50 10C20 34-10-20 0 0C-40 60-90 20-50-10"
                             "C-20-34 10 20 0 0", GENET1, 8), turn=60),
        at(1120, 1290, fill("M0 0Q26-40 0-86Q-26-40 0 0Z", GENET1),
           *(at(0, 0, fill("M0 0Q20-36 0-70Q-20-36 0 0Z", GENET0), turn=t) for t in (-50, 50))),
        fill(oval(502, 880, 44, 44), GENET0), fill(oval(494, 872, 32, 32), GENET2),
        fill(oval(502, 880, 12, 12), INK),
    ]  # fmt: skip
    needle = [
        stroke("M502 1176L502 1330", TERRIL4, 20), stroke("M502 1320L502 1402", PAPER, 8),
        stroke("M552 1176L552 1384", TERRIL2, 16),
        fill("M440 1380L590 1380Q640 1386 650 1412L450 1412Z", TERRIL4),
        fill("M440 1402L646 1402L650 1412L450 1412Z", TERRIL1),
    ]  # fmt: skip
    return [
        form(box(-40, -40, 1680, 1500), TERRIL3,
             streaks(box(-40, -40, 1680, 1500), TERRIL4, "across", 0.25),
             fill(poly((-40, 60), (760, 300), (900, 1480), (-40, 1480)), TERRIL4),
             fill(poly((300, 150), (350, 166), (500, 1480), (430, 1480)), TERRIL3),
             fill(poly((-40, 560), (800, 700), (806, 750), (-40, 620)), TERRIL3)),
        form(box(-40, 1420, 1680, 640), BRIQUE2,
             streaks(box(-40, 1420, 1680, 640), BRIQUE3, "across", 0.3),
             fill(box(-40, 1420, 1680, 12), BRIQUE3)),
        at(-130, -226, *machine, size=1.15),
        shade("M-40 1400C160 1330 300 1340 420 1400C560 1440 720 1410 900 1450C1010 1500"
              " 990 1590 1010 1680C1040 1800 1100 1900 1110 2060L-40 2060Z", 0.5),
        form(cloth, GENET1,
             dry("M-200 1500C100 1400 300 1420 440 1440C420 1600 330 1900 300 2200L-200 2200Z",
                 GENET2, "wide"),
             dry("M470 1392C420 1560 250 1700 170 2060L300 2060C330 1800 440 1620 500 1394Z",
                  GENET0, "fine"),
             fill("M520 1394C470 1600 350 1800 330 2060L372 2060C400 1820 500 1620 540 1394Z",
                  GENET3),
             dry("M600 1394C600 1560 520 1760 560 2060L690 2060C610 1800 640 1580 640 1396Z",
                  GENET0, "fine"),
             dry("M760 1400C800 1560 820 1800 900 2060L990 2060C900 1800 850 1560 800 1408Z",
                  GENET0, "fine"),
             fill("M380 1376C300 1500 100 1600-40 1830L-40 1930C120 1700 330 1560 420 1388Z",
                  GENET0, 0.7),
             fill("M340 1366C260 1460 80 1540-40 1680L-40 1730C100 1600 290 1500 366 1372Z",
                  GENET3),
             stroke("M-40 1372C100 1316 260 1316 390 1382C540 1424 700 1384 836 1424C900"
                    " 1450 900 1520 896 1560C892 1680 976 1790 1000 2060", BRIQUE1, 7,
                    dash="26 20")),
        at(-130, -226, *needle, size=1.15),
        shade(oval(1330, 1850, 190, 44), 0.5),
        form("M1110 1800C1110 1690 1210 1660 1270 1660C1340 1660 1430 1700 1430 1800"
             "C1430 1870 1110 1870 1110 1800Z", BRIQUE1,
             dry("M1290 1600L1480 1600L1480 1900L1300 1900Q1360 1760 1290 1600Z", BRIQUE0),
             dry("M1080 1660L1230 1640Q1150 1740 1170 1860L1080 1860Z", BRIQUE2, "fine"),
             stroke("M1270 1664Q1180 1740 1190 1860M1270 1664Q1350 1740 1350 1860",
                    BRIQUE0, 6)),
        fill("M1270 1690L1220 1660L1256 1656L1270 1626L1290 1656L1326 1662Z", MOUSSE1),
        stroke("M1200 1690L1150 1560M1340 1700L1400 1580M1380 1730L1480 1660", TERRIL4, 6),
        fill(oval(1150, 1554, 16, 16), PAPER), fill(oval(1402, 1574, 16, 16), GENET1),
        fill(oval(1486, 1656, 16, 16), MEUSE3),
    ]  # fmt: skip


def draw_leek(leaves: Iterable[Point]) -> str:
    """Return a leek that stands on (0, 0); leaves are (lean, reach) of their tips."""
    marks = []
    for k, (lean, reach) in enumerate(leaves):
        side = 1 if lean >= 0 else -1
        tip_x, tip_y, foot = lean, -reach, lean * 0.09
        bend = tip_x * 0.25
        blade = (
            f"M{foot - 34:.0f}-380C{bend - 60:.0f} {-reach * 0.62:.0f} {tip_x - 40 - 12 * side:.0f}"
            f" {tip_y + 150:.0f} {tip_x:.0f} {tip_y:.0f}C{tip_x + 30:.0f} {tip_y + 170:.0f}"
            f" {bend + 80:.0f} {-reach * 0.6:.0f} {foot + 34:.0f}-380Z"
        )
        tone = (MOUSSE1, MOUSSE0, MOUSSE2)[k % 3]
        rib = (
            f"M{foot:.0f}-400C{bend:.0f} {-reach * 0.62:.0f} {tip_x - 14:.0f} {tip_y + 160:.0f}"
            f" {tip_x:.0f} {tip_y + 20:.0f}"
        )
        marks.append(form(blade, tone, stroke(rib, (MOUSSE2, MOUSSE1, MOUSSE3)[k % 3], 7)))
    shaft = (
        "M-44 30L-40-300Q-50-420-92-560Q-98-610-84-650Q-30-580 2-470Q30-560 74-690"
        "Q98-640 90-560Q52-420 40-300L44 30Z"
    )
    marks.append(
        form(
            shaft,
            CREAM1,
            dry(box(-150, -800, 300, 520), MOUSSE2, "mid"),
            fill("M14 40L14-420Q60-520 80-700L190-700L90 40Z", MOUSSE3, 0.5),
            stroke("M-16 20L-16-300Q-20-420-34-530", MOUSSE3, 5),
            stroke("M24 20L22-300Q26-420 44-530", MOUSSE2, 5),
        )
    )
    return "".join(marks)  # fmt: skip


def draw_carrot(rng: random.Random) -> str:
    """Return a carrot whose crown is at (0, 0) and whose root points down 480 px."""
    root = "M-74 6C-80 120-40 300-8 480Q0 500 8 478C44 300 80 120 74 6Q0-44-74 6Z"
    nicks = "".join(
        f"M{x:.0f} {y:.0f}q{rng.uniform(16, 30):.0f} 8 {rng.uniform(30, 46):.0f} 0"
        for y in range(60, 400, 52)
        for x in [rng.uniform(-60, 20) * (1 - y / 520)]
    )
    return form(root, CARROT1, dry("M6-60L120-60L120 520L-6 520Q40 240 6-60Z", CARROT0),
                dry("M-120-60L-30-60Q-40 200 0 480L-120 480Z", CARROT2, "fine"),
                stroke(nicks, CARROT0, 6), fill(oval(0, -8, 40, 16), MOUSSE0))  # fmt: skip


def draw_fern(rng: random.Random, reach: float) -> str:
    """Return a feathery carrot top growing up from (0, 0) by reach px."""
    tone, light = rng.choice([(MOUSSE1, MOUSSE2), (MOUSSE2, MOUSSE3), (MOUSSE1, MOUSSE3)])
    marks = [stroke(f"M0 0L0 {-reach:.0f}", tone, 13)]
    for k in range(15):
        y = -reach * (0.3 + 0.7 * k / 14)
        length = reach * (0.06 + 0.24 * math.sin(math.pi * (k + 4) / 20))
        for side in (-1, 1):
            twig = [stroke(f"M0 0L0 {-length:.0f}", tone, 6)]
            for j in range(7):
                for lean in (-48, 0, 48):
                    lobe = fill(
                        "M0 6C16-6 15-34 0-50C-15-34-16-6 0 6Z", rng.choice([tone, tone, light])
                    )
                    size = (1.15 - 0.08 * j) * length / 130
                    mark = at(0, -length * (0.25 + 0.13 * j), lobe, turn=lean, size=size)
                    twig.append(mark)
            marks.append(at(0, y, *twig, turn=side * (58 - 2.6 * k) + rng.uniform(-7, 7)))
    return "".join(marks)


def draw_crate() -> list[str]:
    """Draw a wooden crate of leeks and carrots fresh from the field."""
    rng = random.Random(4)
    leeks = [(330, -15, [(-330, 960), (-120, 1080), (120, 960), (-220, 800)]),
             (500, -7, [(-240, 1100), (60, 1210), (220, 980), (-60, 960)]),
             (690, 1, [(-200, 1020), (40, 1230), (260, 1060), (120, 880)]),
             (860, 9, [(-160, 1000), (80, 1130), (330, 900), (200, 760)])]  # fmt: skip
    greens = "".join(at(x, 1330, draw_leek(leaves), turn=lean) for x, lean, leaves in leeks)
    ferns = "".join(at(1120 + k * 46, 1220, draw_fern(rng, 520 + 60 * (k % 3)), turn=-14 + 15 * k)
                    for k in range(5))  # fmt: skip
    planks = []
    for k, y in enumerate((1270, 1450, 1630)):
        plank = poly(
            (150, y), (1460, y - 6 + 4 * k), (1452 - 8 * k, y + 150), (162 + 8 * k, y + 152)
        )
        planks.append(
            form(
                plank,
                (GENET3, CREAM2, GENET3)[k],
                streaks(box(100, y - 20, 1400, 190), CREAM3, "across", 0.9),
                dry(box(900, y - 20, 640, 200), CREAM4, "wide"),
                fill(box(100, y + 136, 1400, 30), CREAM4),
            )
        )
    carrots = "".join(
        at(x, y, draw_carrot(rng), turn=turn, size=size)
        for x, y, turn, size in (
            (1300, 1190, -20, 0.95),
            (1010, 1190, 20, 0.92),
            (1210, 1180, -4, 1.06),
            (1110, 1200, 10, 1),
        )
    )
    return [
        form(box(-40, -40, 1680, 1800), MEUSE0,
             streaks(box(-40, -40, 1680, 1800), MEUSE1, "down", 0.5),
             dry(poly((-340, -240), (760, -240), (300, 1900), (-340, 1900)), MEUSE1, "wide")),
        form(box(-40, 1660, 1680, 400), TERRIL1,
             streaks(box(-40, 1660, 1680, 400), TERRIL2, "across", 0.7)),
        shade("M160 1800L1440 1800L1640 1740L1640 1660L1400 1660Z", 0.75),
        fill(poly((190, 1240), (1420, 1240), (1420, 1700), (190, 1700)), "#241f1c"),
        ferns, greens,
        shade(poly((150, 1220), (1460, 1220), (1460, 1290), (150, 1290)), 0.5),
        *planks,
        *(form(poly((x, 1236), (x + 92, 1236), (x + 88 + lean, 1806), (x + 6 + lean, 1806)), CREAM3,
               streaks(box(x - 20, 1220, 140, 600), CREAM2, "down", 0.9),
               fill(box(x + 66, 1220, 60, 600), CREAM4),
               *(fill(oval(x + 34 + lean / 2, y, 9, 9), TERRIL0)
                   for y in (1320, 1372, 1500, 1552, 1680, 1732)))
          for x, lean in ((140, 14), (1384, -18))),
        cast(carrots, 46, 26, 0.5),
        carrots,
        shade("M330 1912Q600 1990 900 1890L860 1860Q600 1900 330 1890Z", 0.6),
        at(330, 1870, stroke("M0 0L-90-40M0 0L-110 0M0 0L-80 36", MOUSSE2, 18),
           draw_carrot(rng), turn=-84, size=1.1),
    ]  # fmt: skip


def draw_handwriting(rng: random.Random, x: float, y: float, width: float) -> str:
    """Return one line of unreadable handwriting starting at (x, y)."""
    words, end = [], x + width
    while x < end - 40:
        stop = min(end, x + rng.uniform(50, 150))
        dots = [(x, y)]
        while x < stop:
            x += rng.uniform(9, 15)
            tall = rng.random()
            rise = 26 if tall < 0.14 else -16 if tall < 0.22 else rng.uniform(7, 13)
            dots += [(x + 5, y - rise), (x + 2, y + rng.uniform(-2, 2))]
        words.append(stroke(curve(dots, closed=False), MEUSE1, 3.6))
        x += 26
    return "".join(words)


def draw_notebook() -> list[str]:
    """Draw an open notebook, a pencil and glasses, seen from above."""
    rng = random.Random(5)
    left = "M0-430C-160-470-420-470-590-440L-600 430C-420 400-160 400 0 440Z"
    right = "M0-430C160-470 420-470 590-440L600 430C420 400 160 400 0 440Z"
    rules = "".join(
        f"M{-560} {y - 20}C-400 {y - 44}-160 {y - 40}-24 {y}M24 {y}C160 {y - 40} 400 {y - 44} 560"
        f" {y - 20}"
        for y in range(-330, 400, 62)
    )
    lines = "".join(
        draw_handwriting(rng, -530, y - 34, 450 if k != 5 else 250)
        for k, y in enumerate(range(-268, 400, 62)) if k != 6
    ) + "".join(draw_handwriting(rng, 70, y - 34, 440 - 250 * (k == 3)) for k,
        y in enumerate(range(-268, -60, 62)))  # fmt: skip
    pages = [
        fill("M-626-466L626-466L632 462L-632 462Z", MEUSE1),
        fill("M-626-466L-600-466L-606 462L-632 462Z", MEUSE2),
        fill(left, CREAM3), fill(right, CREAM3),
        at(0, -12, form(left, PAPER, dry("M-130-520L80-520L80 500L-130 500Z", CREAM3, "mid"))),
        at(0, -12, form(right, CREAM1, dry("M-60-520L90-520L90 500L-60 500Z", CREAM4, "mid"),
                        fill("M330-520L660-520L660 500L480 500Z", PAPER))),
        stroke(rules, MEUSE4, 3), lines,
        fill("M-6-446L22-448C34-100 20 200 60 440L96 600L60 580L34 616L22 440C-6 200 0-100-6-446Z",
            GENET0),
    ]  # fmt: skip
    pencil = [
        fill(box(-330, -24, 560, 48), GENET1), fill(box(-330, -24, 560, 15), GENET2),
        fill(box(-330, 10, 560, 14), GENET0), fill("M230-24L312-7L312 7L230 24Z", CREAM2),
        fill("M230 10L312 4L312 7L230 24Z", CREAM4), fill("M296-10L330 0L296 10Z", INK),
        fill(box(-376, -24, 50, 48), TERRIL3), fill(box(-376, 8, 50, 16), TERRIL2),
        fill("M-376-24L-404-24Q-420 0-404 24L-376 24Z", BRIQUE3),
    ]  # fmt: skip
    frame = (
        stroke(oval(-190, 0, 150, 138) + oval(190, 0, 150, 138), INK, 30)
        + stroke("M-54-36Q0-84 54-36", INK, 26)
        + stroke("M-332-30C-372-60-352-330-324-470Q-308-550-250-580"
                 "M332-30C372-60 352-330 324-470Q308-550 250-580", INK, 24)
    )  # fmt: skip
    where = 'transform="translate(1090 1590) rotate(-22)"'
    return [
        form(box(-40, -40, 1680, 2080), BRIQUE1,
             *(streaks(box(x, -40, 395, 2080), tone, "down", 0.55)
               for x, tone in ((-40, BRIQUE2), (360, BRIQUE0), (760, BRIQUE2), (1160, BRIQUE0))),
             *(fill(box(x, -40, 9, 2080), BRIQUE0) for x in (356, 756, 1156, 1556)),
             dry(poly((-400, -300), (900, -300), (-100, 2000), (-400, 2000)), BRIQUE2, "wide",
                 0.7)),
        shade(oval(1400, 300, 360, 350), 0.5),
        form(oval(1330, 240, 350, 350), CREAM2, dry(oval(1560, 480, 340, 340), CREAM4, "mid"),
             stroke(oval(1330, 240, 318, 318), MEUSE1, 12)),
        shade(oval(1372, 282, 214, 214), 0.45),
        form(oval(1330, 240, 210, 210), CREAM1, dry(box(1330, 30, 230, 460), CREAM3)),
        form(oval(1330, 240, 184, 184), BRIQUE0,
             fill("M1140 200Q1240 40 1420 90Q1260 110 1200 300Z", BRIQUE2),
             shade(poly((1100, 0), (1300, 40), (1160, 460), (1100, 460)), 0.5)),
        at(770, 960, cast("".join(pages[:2]), 74, 40, 0.6), *pages, turn=-14, size=1.08),
        cast(at(1030, 800, *pencil, turn=30, size=1.1), 30, 34, 0.4),
        at(1030, 800, *pencil, turn=30, size=1.1),
        cast(f"<g {where}>{frame}</g>", 44, 40, 0.5),
        f"<g {where}>{fill(oval(-190, 0, 140, 128) + oval(190, 0, 140, 128), MEUSE5, 0.32)}"
        f"{frame}"
        + fill("M-290-40Q-250-110-170-112L-270 50Q-296 10-290-40Z", PAPER, 0.6)
        + fill("M90-40Q130-110 210-112L110 50Q84 10 90-40Z", PAPER, 0.6)
        + stroke("M-334-20Q-320-110-240-138M46-20Q60-110 140-138", TERRIL2, 7)
        + "</g>",
    ]  # fmt: skip


def draw_roller() -> list[str]:
    """Draw a roller leaning on a wall that is half painted yellow."""
    rng = random.Random(6)
    bands = [(-60, 60), (130, 230), (330, 120), (520, 330), (700, 520)]
    paint = []
    for x, top in bands:
        edge = [(x + rng.uniform(0, 10), top + rng.uniform(-6, 6)) for x in range(x, x + 236, 30)]
        foot = 1590 if x < 700 else 1340
        shape = curve([*edge, (x + 232, (top + foot) / 2), (x + 228, foot), (x + 120, foot + 30),
                       (x + 4, foot), (x, (top + foot) / 2)])  # fmt: skip
        paint.append(
            form(shape, GENET1, streaks(box(x - 20, top, 300, 1600), GENET2, "down", 0.55))
        )
        paint.append(streaks(box(x, top - 90, 226, 200), GENET1, "down"))
    sleeve = "M-150-52Q-168 0-150 52L150 52Q168 0 150-52Z"
    wire = "M150 0L196 0Q216 0 216 24L216 120Q216 146 190 156L30 206Q0 216 0 250L0 300"
    pole = "M-20 560L20 560L26 1700L-26 1700Z"
    grip = "M-24 300Q0 284 24 300L36 540Q0 590-36 540Z"
    tool = [
        stroke(wire, TERRIL1, 18),
        fill(pole, CREAM4),
        fill(grip, BRIQUE1),
        fill(sleeve, GENET1),
    ]
    where = {"turn": -13.0, "size": 1.12}
    return [
        form(box(-40, -40, 1680, 1720), TERRIL4,
             streaks(box(-40, -40, 1680, 1720), TERRIL3, "across", 0.3),
             dry(poly((1090, 230), (1480, 170), (1560, 440), (1180, 500)), CREAM1, "mid"),
             dry(poly((1300, 930), (1560, 880), (1590, 1080), (1350, 1130)), CREAM1, "mid"),
             stroke("M1250-40L1230 60L1262 130L1240 200", TERRIL3, 7)),
        *paint,
        glow(poly((-40, 200), (420, 330), (500, 900), (-40, 800)), PAPER, 0.75),
        glow(poly((470, 344), (1010, 490), (1080, 1010), (548, 908)), PAPER, 0.75),
        glow(poly((-40, 860), (508, 962), (590, 1560), (-40, 1480)), PAPER, 0.75),
        glow(poly((556, 970), (1090, 1072), (1170, 1620), (640, 1570)), PAPER, 0.75),
        form(box(-40, 1600, 1680, 130), PAPER, fill(box(-40, 1600, 1680, 18), TERRIL4),
             fill(box(-40, 1704, 1680, 30), TERRIL3)),
        form(box(-40, 1730, 1680, 320), TERRIL1,
             streaks(box(-40, 1730, 1680, 320), TERRIL2, "across", 0.6)),
        form(curve([(-60, 1790), (300, 1760), (700, 1772), (1120, 1752), (1500, 1800),
                    (1420, 1900), (1540, 2080), (500, 2090), (-80, 2080)]), CREAM1,
             fill("M300 1760L420 2080L500 2080Z", CREAM3), fill("M700 1772L640 2080L560 2080Z",
                 CREAM2),
             fill("M1120 1752L1180 2080L1250 2080Z", CREAM3),
             *(fill(oval(rng.uniform(60, 1300), rng.uniform(1800, 1980), r, r * 0.45), GENET1)
               for r in (16, 26, 12, 34, 18, 10))),
        cast(at(838, 500, *tool, **where), 130, 60, 0.36),
        at(838, 500, stroke(wire, TERRIL1, 20), stroke("M150-4L196-4Q212-4 212 24", TERRIL3, 6),
           form(pole, CREAM3, fill(box(4, 540, 40, 1200), CREAM4), streaks(box(-30, 540, 60, 1200),
               CREAM2, "down", 0.7)),
           form(grip, BRIQUE1, dry(box(0, 260, 60, 340), BRIQUE0, "fine"),
               fill("M-22 330L-10 330L-16 520L-26 520Z", BRIQUE3)),
           form(sleeve, GENET1, dry(box(-200, 0, 400, 80), GENET0, "fine"),
               fill(box(-140, -44, 260, 16), GENET3)),
           fill(oval(154, 0, 16, 50), CREAM4), **where),
        shade("M196 1904Q350 1990 560 1936L940 1850L900 1790L510 1830Z", 0.5),
        form("M170 1560L190 1900Q350 1970 510 1900L530 1560Z", TERRIL3,
             dry(box(400, 1500, 200, 500), TERRIL1), fill(box(215, 1540, 34, 460), PAPER),
             fill("M170 1650Q350 1720 530 1650L522 1840Q350 1900 180 1840Z", BRIQUE1),
             dry(box(400, 1600, 200, 320), BRIQUE0, "mid"),
             form(oval(340, 1768, 92, 76), CREAM1, fill(oval(316, 1740, 28, 28), GENET1),
                 fill("M220 1830L330 1764L384 1794L440 1770L460 1860L220 1860Z", TERRIL1))),
        fill("M236 1560L250 1690Q266 1730 280 1690L288 1570M330 1580L336 1770Q350 1800 362 1770"
             "L366 1580Z", GENET1),
        form(oval(350, 1560, 182, 50), TERRIL4, fill(oval(350, 1566, 160, 38), GENET1),
             fill(oval(310, 1562, 90, 14), GENET2)),
        stroke("M170 1566C110 1700 180 1800 240 1840", TERRIL0, 8),
        at(420, 1534, fill("M-250-30L-60-26L-60 26L-250 30Q-290 0-250-30Z", BRIQUE2),
           fill("M-250 6L-60 4L-60 26L-250 30Q-270 20-276 6Z", BRIQUE0),
           fill(box(-64, -62, 76, 124), TERRIL2), fill(box(-64, -62, 76, 26), TERRIL4),
           fill("M12-62L150-56L140-20L156 10L142 60L12 62Z", CREAM3),
           fill("M90-58L150-56L140-20L156 10L142 60L80 62L96 20L84-20Z", GENET1), turn=-8),
    ]  # fmt: skip


def draw_leaf(rng: random.Random, x: float, y: float, radius: float, tone: int) -> str:
    """Return a round scalloped geranium leaf with its dark ring."""
    dots = []
    for k in range(32):
        angle = math.tau * (k / 32) + math.pi / 2
        wave = 1 + 0.07 * math.cos(8 * angle) + rng.uniform(-0.02, 0.02)
        notch = 0.45 if k == 0 else 0.8 if k in (1, 31) else 1
        dots.append(
            (
                radius * wave * notch * math.cos(angle),
                0.86 * radius * wave * notch * math.sin(angle),
            )
        )
    ring = [(0.62 * px, 0.62 * py) for px, py in dots]
    core = [(0.44 * px, 0.44 * py) for px, py in dots]
    base, dark, light = ((MOUSSE0, "#26331a", MOUSSE1), (MOUSSE1, MOUSSE0, MOUSSE2),
                         (MOUSSE2, MOUSSE1, MOUSSE3))[tone]  # fmt: skip
    veins = "".join(
        f"M0 0L{0.86 * dots[k][0]:.0f} {0.86 * dots[k][1]:.0f}" for k in (4, 8, 12, 16, 20, 24, 28)
    )
    return at(x, y, form(curve(dots), base, fill(curve(ring), dark), fill(curve(core), base),
                         stroke(veins, light, max(2.5, radius / 34))),
              turn=rng.uniform(-60, 60))  # fmt: skip


def draw_umbel(rng: random.Random, x: float, y: float, radius: float) -> str:
    """Return a head of geranium flowers; darker florets lie below and to the right."""
    spots = sorted(
        ((rng.uniform(0, math.tau), radius * math.sqrt(rng.random())) for _ in range(58)),
        key=lambda spot: -spot[1],
    )
    marks = [fill(oval(x, y, radius * 0.86, radius * 0.72), BRIQUE1)]
    for angle, reach in spots:
        px, py = reach * math.cos(angle), 0.82 * reach * math.sin(angle)
        light = (px + 1.2 * py) / radius + rng.uniform(-0.35, 0.35)
        colour = (
            BRIQUE0
            if light > 0.75
            else BRIQUE1
            if light > -0.1
            else "#c24a34"
            if light > -0.7
            else "#d9735a"
        )
        petals = "".join(oval(17 * math.cos(t), 17 * math.sin(t), 17, 15)
                         for t in (k * math.tau / 5 for k in range(5)))  # fmt: skip
        marks.append(at(x + px, y + py, fill(petals, colour), fill(oval(0, 0, 5, 5), BRIQUE4),
                        turn=rng.uniform(0, 72), size=rng.uniform(0.85, 1.15)))  # fmt: skip
    return "".join(marks)


def draw_view() -> str:
    """Return what the window shows: a slag heap, gardens and slate roofs in the morning."""
    return "".join([
        fill(box(-40, -40, 1680, 1640), MEUSE5),
        dry(box(-300, 500, 2200, 900), GENET3, "wide"),
        fill(oval(318, 470, 92, 92), PAPER),
        fill("M-40 1180L420 1000L900 1120L1640 980L1640 1600L-40 1600Z", MEUSE4),
        form("M560 1240C770 1080 960 720 1080 580Q1130 530 1180 580C1310 740 1450 960 1700 1120"
             "L1640 1600L560 1600Z",
             TERRIL3, fill("M1130 520C1160 760 1110 1000 1200 1300L1640 1600L1640 900L1180 560Z",
                 TERRIL2),
             fill(curve([(960, 1000), (1040, 900), (1090, 960), (1070, 1100), (960, 1140)]),
                 MOUSSE3)),
        fill("M-40 1330Q400 1180 900 1270T1640 1220L1640 1640L-40 1640Z", MOUSSE3),
        fill("M-40 1360L80 1270L230 1270L330 1370L330 1640L-40 1640Z", CREAM1),
        fill("M-60 1370L70 1250L240 1250L350 1380Z", TERRIL1),
        fill(box(120, 1400, 60, 90), MEUSE2), fill(box(180, 1200, 46, 80), BRIQUE2),
        fill("M1220 1390L1330 1280L1540 1280L1640 1380L1640 1640L1220 1640Z", BRIQUE3),
        fill("M1190 1400L1320 1260L1550 1260L1680 1400Z", TERRIL1),
        fill(box(1400, 1200, 52, 90), BRIQUE1), fill(box(1400, 1420, 70, 100), GENET3),
        fill(curve([(330, 1500), (440, 1400), (560, 1440), (700, 1400), (900, 1480), (1080, 1400),
                    (1230, 1500), (1230, 1660), (330, 1660)]), MOUSSE2),
    ])  # fmt: skip


def draw_geranium() -> list[str]:
    """Draw a red geranium in its clay pot on a window sill above a mining town."""
    rng = random.Random(7)
    pot = "M560 1300L1000 1300L948 1690Q930 1740 780 1742Q630 1740 612 1690Z"
    rim = "M536 1220Q780 1280 1024 1220L1012 1320Q780 1374 548 1320Z"
    heads = [(590, 500, 150), (940, 400, 132), (790, 720, 150), (1120, 800, 112), (340, 790, 108)]
    stems = "".join(
        stroke(f"M{780 + (x - 780) * 0.1:.0f} 1230C{780 + (x - 780) * 0.3:.0f} 1060 {x} {y + 330}"
               f" {x} {y + 50}", MOUSSE1, 15)
        for x, y, _ in heads
    )  # fmt: skip
    places = [(780, 1000, 150), (600, 920, 130), (980, 930, 138), (470, 1060, 130), (1110, 1070,
        132),
              (680, 1150, 150), (900, 1160, 150), (540, 1210, 124), (1040, 1220, 126), (780, 1240,
                  128),
              (400, 1190, 96), (1190, 1210, 96), (830, 860, 100), (660, 1300, 90), (930, 1310,
                  84)]  # fmt: skip
    leaves = "".join(
        draw_leaf(
            rng, x, y, r, 2 if x < 620 or k == 12 else 0 if x > 1000 or k in (9, 13, 14) else 1
        )
        for k, (x, y, r) in enumerate(places)
    )
    return [
        draw_view(),
        fill(box(1452, -40, 200, 1700), PAPER), fill(box(1440, -40, 20, 1700), CREAM3),
        fill(box(-40, 236, 1500, 46), PAPER), fill(box(-40, 278, 1500, 12), CREAM3),
        fill(box(86, -40, 54, 1700), PAPER), fill(box(136, -40, 14, 1700), CREAM3),
        at(110, 0,
        form("M1240-40C1290 300 1250 640 1330 900C1400 1100 1480 1200 1500 1640L1640 1640L1640-40Z",
            GENET3,
             fill("M1380-40C1400 400 1380 800 1500 1240L1540 1640L1590 1640C1560 1200 1480 800"
                  " 1470-40Z", GENET2),
             fill("M1280-40C1330 340 1290 640 1370 900L1400 960C1340 640 1370 300 1330-40Z",
                 GENET2),
             fill("M1560-40L1640-40L1640 1200C1580 900 1560 400 1560-40Z", GENET1))),
        form(box(-40, 1590, 1680, 480), CREAM1, fill(box(-40, 1830, 1680, 260), MEUSE1),
             fill(box(-40, 1802, 1680, 34), CREAM3), streaks(box(-40, 1836, 1680, 260), MEUSE2,
                 "across", 0.4)),
        shade("M640 1720C800 1760 1100 1740 1300 1700C1420 1690 1500 1720 1640 1700L1640 1600L1330"
              " 1594L960 1600Z", 0.42),
        stems, fill(oval(780, 1080, 300, 190), MOUSSE0), leaves,
        fill(oval(780, 1712, 282, 56), BRIQUE0),
        form("M498 1700C510 1790 640 1800 780 1800C920 1800 1050 1790 1062 1700"
             "C1050 1760 920 1772 780 1772C640 1772 510 1760 498 1700Z", BRIQUE2,
             dry(box(850, 1640, 300, 200), BRIQUE0)),
        form(pot, BRIQUE2, dry(box(820, 1240, 300, 560), BRIQUE0), dry(box(420, 1240, 270, 560),
            BRIQUE3),
             shade("M520 1300Q780 1374 1040 1300L1020 1372Q780 1430 540 1372Z", 0.4)),
        form(rim, BRIQUE2, dry(box(850, 1180, 260, 260), BRIQUE0), dry(box(460, 1180, 240, 240),
            BRIQUE3)),
        draw_leaf(rng, 640, 1236, 116, 2), draw_leaf(rng, 900, 1250, 112, 1), draw_leaf(rng, 770,
            1200, 110, 1),
        *(draw_umbel(rng, x, y, r) for x, y, r in heads),
        *(fill(oval(x, y, 24, 11), c) for x, y, c in ((380, 1740, BRIQUE1), (430, 1766, BRIQUE2),
            (1180, 1770, BRIQUE1))),
    ]  # fmt: skip


def draw_bellows() -> str:
    """Return the open bellows of the accordion, folds fanning from box to box."""
    marks, count = [], 12
    for k in range(count):
        t0, t1 = k / count, (k + 1) / count
        (ax, ay), (bx, by) = ((-220 + 570 * t, -300 + 20 * t) for t in (t0, t1))
        (cx, cy), (dx, dy) = ((-220 + 488 * t, 300) for t in (t0, t1))
        lift = 24 * math.sin(math.pi * (t0 + t1) / 2)
        mx, my, nx, ny = (
            (ax + bx) / 2,
            (ay + by) / 2 - 26 - lift,
            (cx + dx) / 2,
            (cy + dy) / 2 + 26 + lift,
        )
        marks.append(fill(poly((ax, ay - lift), (mx, my), (nx, ny), (cx, cy + lift)), BRIQUE2))
        marks.append(fill(poly((mx, my), (bx, by - lift), (dx, dy + lift), (nx, ny)), BRIQUE0))
        marks.append(stroke(f"M{mx:.0f} {my:.0f}L{nx:.0f} {ny:.0f}", BRIQUE3, 5))
        for qx, qy in ((mx, my), (nx, ny)):
            marks.append(fill(oval(qx, qy, 14, 14), GENET1))
    return "".join(marks)


def draw_accordion() -> list[str]:
    """Draw an accordion left open on a bentwood chair."""
    keys = [fill(box(-640, -330, 190, 660), PAPER), fill(box(-640, -330, 20, 660), CREAM3)]
    for k in range(13):
        y = -330 + 660 * k / 13
        keys.append(stroke(f"M-640 {y:.0f}L-450 {y:.0f}", CREAM4, 5))
        if k % 7 not in (0, 3):
            keys.append(fill(box(-560, y - 15, 112, 30), INK))
            keys.append(fill(box(-556, y - 12, 100, 7), TERRIL1))
    treble = (
        "M-460-340Q-460-360-440-360L-236-330Q-216-326-216-306L-216 306Q-216 326-236 330L-440 360Q"
        "-460 360-460 340Z"
    )
    grille = "".join(box(-400, y, 124, 20) for y in range(-250, 260, 46))
    bass = "M0-300L190-280Q236-276 236-230L236 240Q236 290 190 294L0 310Z"
    buttons = "".join(
        oval(70 + 36 * col, -190 + 46 * row + 8 * col, 11, 11)
        for row in range(9)
        for col in range(4)
    )
    accordion = "".join([
        draw_bellows(),
        at(296, 0, form(bass, INK, dry("M150-320L300-320L300 320L150 320Z", TERRIL0),
            fill(box(0, -320, 20, 660), GENET1),
                        fill(buttons, CREAM2)),
           stroke("M206-270C270-160 270 160 206 270", BRIQUE0, 30), turn=8),
        *keys,
        form(treble, INK, fill(box(-240, -400, 30, 800), GENET1),
            dry("M-480-400L-380-400L-380 400L-480 400Z", TERRIL1),
             fill(grille, GENET1), fill("".join(box(-400, y, 124, 7) for y in range(-250, 260, 46)),
                 GENET3)),
        *(fill(oval(-434, y, 12, 12), CREAM2) for y in (-300, 300)),
    ])  # fmt: skip
    back = (
        "M400 1420C380 1000 350 620 480 400C620 200 1010 200 1140 400C1260 620 1220 1000 1200 1420"
    )
    hoop = (
        "M540 1400C530 1080 500 700 590 520C680 380 940 380 1030 520C1110 700 1070 1080 1060 1400"
    )
    legs = "M440 1500L330 2080M1160 1500L1270 2080"
    rear = "M560 1480L520 1940M1040 1480L1080 1940"
    chair = stroke(back, INK, 44) + stroke(hoop, INK, 30)
    return [
        form(box(-40, -40, 1680, 1800), GENET2,
             streaks(box(-40, -40, 1680, 1800), GENET3, "across", 0.35),
             fill(poly((-40, 40), (560, 200), (760, 1760), (-40, 1760)), GENET3),
             fill(poly((-40, 860), (640, 960), (650, 1010), (-40, 920)), GENET2)),
        form(box(-40, 1700, 1680, 360), MEUSE1, fill(box(-40, 1640, 1680, 64), MEUSE2),
             *(fill(poly((800 + k * 260, 1700), (812 + k * 260, 1700), (824 + k * 420, 2060),
                 (800 + k * 420, 2060)), MEUSE0)
               for k in range(-4, 5)),
             streaks(box(-40, 1704, 1680, 360), MEUSE2, "across", 0.4)),
        form(box(-40, 1640, 1680, 66), PAPER, fill(box(-40, 1690, 1680, 20), CREAM3)),
        cast(chair + at(815, 1092, accordion, turn=-4, size=0.98), 180, 60, 0.32),
        shade("M560 1960C800 2000 1300 2000 1640 1920L1640 1800L1200 1840Z", 0.45),
        stroke(rear, TERRIL0, 36),
        stroke(back, TERRIL0, 46), stroke(hoop, TERRIL0, 32),
        stroke("M388 1300C368 960 350 620 476 396C560 270 720 240 820 244", TERRIL2, 10),
        stroke("M532 1300C522 1040 496 700 584 520", TERRIL2, 7),
        stroke(legs, TERRIL0, 46), stroke("M432 1520L326 2060", TERRIL2, 10),
        stroke("M396 1780Q800 1860 1204 1780", TERRIL0, 26),
        fill("M350 1424Q350 1520 800 1530Q1250 1520 1250 1424Z", TERRIL0),
        form(oval(800, 1410, 450, 96), CREAM4, streaks(oval(800, 1410, 450, 96), CREAM3, "across"),
             shade(oval(900, 1430, 470, 70), 0.55, "fine")),
        stroke(oval(800, 1410, 450, 96), TERRIL0, 22), stroke("M352 1400Q370 1330 640 1318",
            TERRIL2, 7),
        at(815, 1092, accordion, turn=-4, size=0.98),
    ]  # fmt: skip


def draw_tiles(rng: random.Random, bottom: int) -> str:
    """Return a wall of glazed green tiles down to bottom."""
    marks = [fill(box(-40, -40, 1680, bottom + 40), MOUSSE3)]
    for row in range(bottom // 204 + 1):
        for col in range(9):
            tile = box(-100 + col * 204, -60 + row * 204, 193, 193)
            tone = rng.choice([MOUSSE1, "#647843", "#6d814b", "#647843"])
            x, y = -100 + col * 204, -60 + row * 204
            marks.append(
                form(
                    tile,
                    tone,
                    fill(poly((x + 14, y + 16), (x + 120, y + 12), (x + 14, y + 80)), MOUSSE2, 0.4),
                )
            )
    return "".join(marks)


def draw_chef_pot() -> list[str]:
    """Draw a tall steaming soup pot on the stove, its ladle hung above."""
    rng = random.Random(9)
    pot = "M290 1010L300 1560Q310 1650 720 1656Q1130 1650 1140 1560L1150 1010Z"
    ladle = [
        stroke("M0-30C-60-30-60-90 0-92C40-92 44-40 20-10L14 560", TERRIL3, 26),
        fill("M-2 540L34 540L40 640L-4 640Z", TERRIL3),
        form("M-150 640C-150 800-80 850 16 850C112 850 182 800 182 640Z", TERRIL3,
             dry("M40 600L230 600L230 900L-40 900Q80 780 40 600Z", TERRIL0),
             fill("M-118 670C-116 740-100 780-70 806C-84 760-92 720-92 670Z", PAPER)),
        form(oval(16, 640, 166, 36), TERRIL1, fill(oval(40, 650, 120, 20), TERRIL0)),
        stroke("M4 0L4 540", PAPER, 6),
    ]  # fmt: skip
    steam = (
        "M556 1040C470 860 640 770 560 620C500 520 590 430 560 330C660 450 590 540 650 640C710 780"
        " 600 850 640 1040Z",
        "M820 1044C740 870 880 770 800 640C740 540 840 420 800 250C930 400 850 520 910 640C970 780"
        " 870 850 890 1044Z",
    )
    towel = "M-40 356L330 356C350 560 320 760 346 1010Q250 1040 150 1020T-40 1030Z"
    return [
        draw_tiles(rng, 1640),
        glow(poly((-40, 300), (700, 500), (1020, 1640), (-40, 1640)), PAPER, 0.45),
        cast(stroke("M-40 330L1700 330", INK, 26) + at(1394, 385, *ladle, size=0.84) + fill(towel,
            INK), 80, 50, 0.5),
        stroke("M-40 330L1700 330", GENET0, 28), stroke("M-40 323L1700 323", GENET2, 8),
        form(towel, PAPER, fill("M60 340L120 340C140 600 110 800 130 1040L70 1040C60 800 80 600 60"
                                " 340Z", CREAM3),
             fill("M230 340L330 340L350 1040L280 1040C260 800 270 560 230 340Z", CREAM2),
             *(fill(f"M-40 {y}Q160 {y + 24} 350 {y - 4}L350 {y - 4 + h}Q160 {y + 24 + h}-40"
                    f" {y + h}Z", BRIQUE1)
               for y, h in ((840, 44), (906, 14), (948, 14))),
             fill(box(-40, 340, 400, 26), CREAM3)),
        at(1394, 385, *ladle, size=0.84),
        form(box(-40, 1620, 1680, 440), INK, fill(box(-40, 1620, 1680, 90), TERRIL0),
             fill(box(-40, 1704, 1680, 12), TERRIL2), dry(box(-240, 1720, 700, 500), TERRIL0,
                 "wide")),
        shade("M600 1690L1140 1690L1640 1670L1640 1630L1100 1630Z", 0.8),
        *(form(oval(x, 1860, 84, 84), TERRIL1, dry(oval(x + 40, 1900, 80, 80), INK, "fine"))
          + stroke(f"M{x} 1860L{x + dx} {1860 - dy}", PAPER, 14)
          for x, dx, dy in ((250, 0, 62), (620, 44, 44), (990, 0, 62), (1360, 0, 62))),
        stroke("M300 1190L200 1190Q160 1190 160 1230L160 1290Q160 1330 200 1330L300 1330", GENET0,
            40),
        stroke("M290 1182L200 1182Q152 1182 152 1230", GENET2, 10),
        stroke("M1140 1190L1240 1190Q1280 1190 1280 1230L1280 1290Q1280 1330 1240 1330L1140 1330",
            GENET0, 40),
        form(pot, TERRIL3,
             dry("M760 900L1300 900L1300 1800L760 1800Q900 1300 760 900Z", TERRIL2, "mid"),
             dry("M960 900L1300 900L1300 1800L1000 1800Q1060 1300 960 900Z", TERRIL0, "mid"),
             dry("M200 900L560 900Q500 1300 540 1800L200 1800Z", TERRIL4, "mid"),
             fill("M368 1120C366 1280 370 1440 378 1560L422 1566C412 1440 408 1280 412 1124Z",
                 PAPER),
             fill("M440 1126L460 1128C456 1290 460 1440 468 1570L450 1568C440 1440 438 1280 440"
                  " 1126Z", PAPER),
             dry("M1080 1000L1120 1000L1116 1640L1076 1640Z", MOUSSE2, "fine"),
             stroke("M290 1560Q310 1610 720 1614Q1130 1610 1150 1560", TERRIL1, 8)),
        *(fill(oval(x, y, 15, 15), GENET2) for x in (306, 1134) for y in (1190, 1330)),
        form(oval(720, 1010, 434, 106), TERRIL4, fill(oval(720, 1016, 402, 84), TERRIL1),
             form(oval(720, 1042, 380, 70), GENET1,
                 shade("M300 940L700 960Q420 1010 420 1120L300 1120Z", 0.4),
                  fill(oval(840, 1060, 170, 22), GENET2))),
        *(fill(oval(x, y, 40, 16), CARROT1) + fill(oval(x, y, 16, 6), CARROT2) for x,
            y in ((600, 1060), (860, 1030), (960, 1068))),
        *(fill(f"M{x - 16} 1690Q{x - 40} 1630 {x + 6} 1584Q{x + 44} 1630 {x + 22} 1690Z", MEUSE2)
          + fill(f"M{x - 8} 1690Q{x - 18} 1656 {x + 4} 1626Q{x + 24} 1656 {x + 12} 1690Z", MEUSE4)
          for x in range(330, 1130, 84)),
        stroke("M220 1692L1220 1692", INK, 30),
        *(fill(d, PAPER, 0.55) for d in steam),
        *(at(x, y, fill("M-34 0Q0-24 34 0Q0 24-34 0Z", MOUSSE1), turn=t) for x, y,
            t in ((700, 1030, 20), (780, 1078, -14), (520, 1028, -30))),
    ]  # fmt: skip


def draw_old_key() -> str:
    """Return a forged key hanging from (0, 0)."""
    bow = oval(0, 60, 96, 104) + oval(0, 56, 52, 60)
    bit = (
        "M22 600L150 600L150 650L110 650L110 676L150 676L150 760L96 760L96 730L66 730L66 760L22"
        " 760Z"
    )
    return "".join([
        punched(bow, TERRIL2, dry(box(10, -60, 160, 320), TERRIL0, "mid"),
            fill("M-84 60Q-84-20-20-36L-20-24Q-66-10-70 60Z", PAPER)),
        form("M-24 156L24 156L24 800Q0 824-24 800Z", TERRIL2, fill(box(4, 100, 40, 760), TERRIL0),
            fill(box(-18, 100, 9, 720), TERRIL4)),
        *(fill(box(-38, y, 76, 22), TERRIL3) + fill(box(4, y, 34, 22), TERRIL1)
            for y in (168, 206, 560)),
        form(bit, TERRIL2, fill(box(20, 600, 140, 12), TERRIL4), dry(box(20, 680, 200, 140),
            TERRIL0, "fine")),
    ])  # fmt: skip


def draw_flat_key(tone: int) -> str:
    """Return a modern cylinder key hanging from (0, 0); tone 0 brass, 1 steel, 2 copper."""
    dark, base, light = (
        (GENET0, GENET1, GENET3),
        (TERRIL2, TERRIL3, PAPER),
        (BRIQUE1, BRIQUE2, BRIQUE4),
    )[tone]
    bow = (
        "M-70-44Q0-84 70-44Q132 10 118 110Q104 196 52 226L52 260L-52 260L-52 226Q-104 196-118 110Q"
        "-132 10-70-44Z"
    )
    blade = (
        "M-44 250L44 250L44 330L64 356L40 392L40 420L62 446L36 486L48 520L30 548L44 590L0 660L-44"
        " 620Z"
    )
    hole = oval(0, 0, 34, 30)
    return "".join([
        form(blade, base, fill(box(-18, 240, 14, 380), dark), fill(box(-44, 240, 10, 420), light),
            dry(box(10, 240, 90, 440), dark, "fine")),
        punched(bow + hole, base, dry(box(30, -100, 140, 400), dark),
            fill("M-92 20Q-104 120-60 190L-76 190Q-124 110-104 20Z", light)),
        stroke("M-50 120Q0 160 50 120M-50 150Q0 190 50 150", dark, 8),
    ])  # fmt: skip


def draw_keys() -> list[str]:
    """Draw a bunch of keys hanging from a brass hook on a blue-violet door."""
    ring = oval(800, 770, 176, 176)
    tag = "M-16-30L16-30L110 90L110 480Q110 510 80 510L-80 510Q-110 510-110 480L-110 90Z"
    hung = [
        at(940, 860,
           punched(tag + oval(0, 50, 24, 24), BRIQUE1, dry(box(20, -60, 140, 620), BRIQUE0),
               fill(box(-110, 180, 220, 150), CREAM1)),
           stroke("M-70 230C-40 200-30 250 0 230S40 240 70 222M-60 280C-30 260 0 300 40 274",
               MEUSE0, 9),
           turn=-52, size=1.05),
        at(900, 910, draw_flat_key(1), turn=-29, size=1.12),
        at(770, 945, draw_flat_key(2), turn=7, size=1.1),
        at(845, 942, draw_flat_key(0), turn=-12, size=1.2),
        at(694, 868, draw_old_key(), turn=31, size=1.2),
    ]  # fmt: skip
    hook = "M800 400L800 560C800 660 900 660 900 580"
    planks = "".join(
        form(box(x, -40, 395, 2080), (TERRIL1, "#62597a", "#574f66", TERRIL1, "#574f66")[k],
             streaks(box(x, -40, 395, 2080), (TERRIL2, TERRIL0)[k % 2], "down", 0.4),
                 fill(box(x, -40, 10, 2080), TERRIL2))
        for k, x in enumerate(range(-240, 1640, 405))
    )  # fmt: skip
    board = "M90 210L1530 196L1540 440L84 452Z"
    return [
        fill(box(-40, -40, 1680, 2080), TERRIL0), planks,
        glow(poly((-40, 520), (620, 440), (1640, 1500), (1640, 2060), (560, 2060), (-40, 1300)),
            GENET3, 0.6),
        cast(fill(board, INK), 50, 56, 0.55),
        form(board, CREAM3, streaks(box(60, 160, 1500, 320), CREAM4, "across", 0.9),
            fill("M90 210L1530 196L1530 216L90 230Z", CREAM1),
             fill("M84 434L1540 420L1540 470L84 470Z", CREAM4)),
        *(fill(oval(x, 326, 15, 15), TERRIL1) for x in (170, 1450)),
        cast(stroke(hook, INK, 36) + stroke(ring, INK, 22) + "".join(hung), 120, 90, 0.6),
        cast("".join(stroke(f"M{x} 350L{x} 500C{x} 590 {x + 90} 590 {x + 90} 520", INK, 30)
            for x in (370, 1230)), 70, 46, 0.45),
        *(form(oval(x, 330, 62, 66), GENET0, fill(oval(x - 10, 322, 46, 48), GENET1))
          + stroke(f"M{x} 340L{x} {500 + d}C{x} {590 + d} {x + 94} {590 + d} {x + 94} {520 + d}",
              GENET0, 36)
          + stroke(f"M{x - 8} 340L{x - 8} {500 + d}C{x} {570 + d} {x + 60} {590 + d} {x + 80}"
                   f" {560 + d}", GENET2, 10)
          + fill(oval(x + 94, 516 + d, 26, 26), GENET1) for x,
              d in ((370, 0), (800, 40), (1230, 0))),
        stroke(ring, TERRIL0, 24), stroke("M640 730A170 170 0 0 1 760 606", TERRIL4, 9),
        *hung,
        stroke("M640 830A176 176 0 0 0 800 946", TERRIL0, 24),
            stroke("M648 840A170 170 0 0 0 790 938", TERRIL3, 7),
        stroke("M800 560C800 640 850 660 880 630", GENET0, 36),
    ]  # fmt: skip


PICTURES: dict[int, tuple[str, Callable[[], list[str]]]] = {
    1: ("la-maison-ouverte/jocelyne.jpg", draw_coffee_pot),
    2: ("les-jardins-du-terril/achille.jpg", draw_bicycle),
    3: ("la-passerelle/olena.jpg", draw_sewing_machine),
    4: ("les-jardins-du-terril/wendy.jpg", draw_crate),
    5: ("l-atelier-du-canal/maurice.jpg", draw_notebook),
    6: ("horizon-metiers/yusuf.jpg", draw_roller),
    7: ("la-passerelle/nadia.jpg", draw_geranium),
    8: ("le-fil-de-l-eau/willy.jpg", draw_accordion),
    9: ("horizon-metiers/lucie.jpg", draw_chef_pot),
    10: ("le-fil-de-l-eau/tesfay.jpg", draw_keys),
}
"""The number of a picture (it seeds filters and grain), its path below testimonies, its maker."""


def write_portraits(output_dir: Path) -> None:
    """Write all pictures below output_dir, as JPEG without metadata.

    Raises:
        playwright.sync_api.Error: Chromium is missing or does not start.
    """
    with sync_playwright() as player:
        browser = player.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(
            viewport={"width": WIDTH_PX, "height": HEIGHT_PX}, device_scale_factor=OVERSAMPLING
        )
        for number, (uri, draw) in PICTURES.items():
            path = output_dir / uri
            path.parent.mkdir(parents=True, exist_ok=True)
            picture = lay_grain(rasterise(page, render_svg(number, draw())), number)
            picture.save(path, quality=88, optimize=True, progressive=True)
            print(f"{path}: {path.stat().st_size / 1000:.0f} kB")
        browser.close()


if __name__ == "__main__":
    write_portraits(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "testimonies")
