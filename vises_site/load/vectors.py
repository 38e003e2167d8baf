"""Vector drawings that authors add, as pixels: nothing of an SVG ever reaches a reader.

A drawing may hold scripts, load files and fetch addresses; the renderer is given only shapes.
"""

import io
import math
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import resvg_py
from PIL import Image

MAXIMUM_SVG_BYTES = 2_000_000
MAXIMUM_SVG_DEPTH = 60
HREFS = ("href", "{http://www.w3.org/1999/xlink}href")

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.IGNORECASE)
WIDEST = 50.0
WIDTH_PX = 2000
"""Width of a drawing: 170 mm on paper at 300 dpi; a tall one is as high."""

_SHAPES = frozenset(
    "svg g defs symbol use path rect circle ellipse line polyline polygon linearGradient "
    "radialGradient stop clipPath mask pattern title desc".split()
)
_REFERENCE = re.compile(r"url\(\s*['\"]?(?!\s*['\"]?#)")
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def parse_svg(content: bytes) -> ElementTree.Element:
    """Return the root of a drawing.

    Declarations of document types are refused unread, since entities are made with them.

    Raises:
        OSError: It is no SVG, too large, or too deeply nested.
    """
    if len(content) > MAXIMUM_SVG_BYTES or _DECLARATION.search(content) or b"\0" in content:
        raise OSError("not a plain SVG")
    depth = 0
    root: ElementTree.Element | None = None
    parser: Any = ElementTree.XMLPullParser(("start", "end"))
    try:
        parser.feed(content)
        parser.close()
        for event, element in parser.read_events():
            root = element if root is None else root
            depth += 1 if event == "start" else -1
            if depth > MAXIMUM_SVG_DEPTH:
                raise OSError("too deeply nested")
    except ElementTree.ParseError as error:
        raise OSError(str(error)) from error
    if root is None or root.tag.rpartition("}")[2] != "svg":
        raise OSError("not an SVG")
    return root


def has_letters(root: ElementTree.Element) -> bool:
    """Tell whether a drawing holds text, which would need a font of the author's machine."""
    return any(
        isinstance(item.tag, str) and item.tag.rpartition("}")[2] == "text" for item in root.iter()
    )


def draw_svg(path: Path, size_px: int = WIDTH_PX) -> Image.Image:
    """Return a drawing in RGBA.

    Args:
        path: The file.
        size_px: Its longer side.

    Raises:
        OSError: It is no drawing that can be shown.
    """
    root = parse_svg(path.read_bytes())
    keep_shapes(root)
    text = ElementTree.tostring(root, encoding="unicode")
    try:
        # No fonts of the machine: the same drawing must give the same pixels everywhere
        is_wide = measure_ratio(root) >= 1
        return _render(text, size_px if is_wide else None, None if is_wide else size_px)
    except ValueError as error:
        raise OSError(f"{path.name}: {error}") from error


def measure_ratio(root: ElementTree.Element) -> float:
    """Return how many times a drawing is as wide as it is high.

    Raises:
        OSError: It does not say so, or is so narrow that its pixels would fill the memory.
    """
    sides = [float(number) for number in _NUMBER.findall(root.get("viewBox", ""))][2:4]
    if len(sides) != 2:
        given = (_NUMBER.match(root.get(name, "").strip()) for name in ("width", "height"))
        sides = [float(match[0]) for match in given if match]
    if len(sides) != 2 or not all(0 < side < math.inf for side in sides):
        raise OSError("a drawing without a size")
    ratio = sides[0] / sides[1]
    if not 1 / WIDEST <= ratio <= WIDEST:
        raise OSError("a drawing that is a line")
    return ratio


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
