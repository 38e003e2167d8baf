"""Vector drawings that contributors made, as pixels: nothing of an SVG ever reaches a reader.

A drawing may hold scripts, load files and fetch addresses; the renderer is given only shapes.
"""

import io
import re
from pathlib import Path
from xml.etree import ElementTree

import resvg_py
from PIL import Image

from vises_site.load.vectors import HREFS, parse_svg

WIDTH_PX = 2000
"""Width of a drawing: 170 mm on paper at 300 dpi; a tall one is as high."""

_SHAPES = frozenset(
    "svg g defs symbol use path rect circle ellipse line polyline polygon linearGradient "
    "radialGradient stop clipPath mask pattern title desc".split()
)
_REFERENCE = re.compile(r"url\(\s*['\"]?(?!\s*['\"]?#)")


def draw_svg(path: Path) -> Image.Image:
    """Return a drawing in RGBA, `WIDTH_PX` wide or high.

    Raises:
        OSError: It is no drawing that can be shown.
    """
    root = parse_svg(path.read_bytes())
    keep_shapes(root)
    text = ElementTree.tostring(root, encoding="unicode")
    try:
        # No fonts of the machine: the same drawing must give the same pixels everywhere
        small = _render(text, 64, None)
        is_wide = small.width >= small.height
        return _render(text, WIDTH_PX if is_wide else None, None if is_wide else WIDTH_PX)
    except ValueError as error:
        raise OSError(f"{path.name}: {error}") from error


def _render(text: str, width: int | None, height: int | None) -> Image.Image:
    content = resvg_py.svg_to_bytes(
        svg_string=text, width=width, height=height, skip_system_fonts=True
    )
    return Image.open(io.BytesIO(content)).convert("RGBA")


def keep_shapes(element: ElementTree.Element) -> None:
    """Take out of a drawing whatever is no shape, and whatever leads out of it."""
    for child in list(element):
        if not isinstance(child.tag, str) or child.tag.rpartition("}")[2] not in _SHAPES:
            element.remove(child)
        else:
            keep_shapes(child)
    for name, value in list(element.attrib.items()):
        leads_out = name in HREFS and not value.strip().startswith("#")
        if leads_out or name.lower().startswith("on") or _REFERENCE.search(value):
            del element.attrib[name]
