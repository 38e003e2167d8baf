"""Vega-Lite to SVG as our pages want it: flat, without identifiers, in each medium's colours."""

import re
from collections.abc import Iterator
from html import escape
from xml.etree import ElementTree

from vises_site.render.charts.drawing import Drawing
from vises_site.render.charts.frames import Frame
from vises_site.render.fonts import PLAIN_SCRIPTS
from vises_site.render.tokens import Palette
from vises_site.text.scripts import find_scripts

VEGA_LITE = "6.4"
"""Version of the grammar: another one may draw other bytes."""

_LONG_NUMBER = re.compile(r"-?\d+\.\d+(?:e[-+]?\d+)?|-?\d+e[-+]?\d+")
_KEPT = (
    "d",
    "transform",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "text-anchor",
    "font-size",
    "font-weight",
    "font-style",
)
_NAMESPACE = "{http://www.w3.org/2000/svg}"


def render_svg(drawing: Drawing, alternative: str, world: str) -> str:
    """Return a drawing as SVG.

    On the web its colours are classes and its type is the page's; on paper both are named in it.

    Args:
        drawing: The marks.
        alternative: What is said instead of it.
        world: Colour token that stands for `world`.
    """
    # Imported late: it brings an engine of its own, which most commands never need
    import vl_convert

    svg = vl_convert.vegalite_to_svg(
        drawing.build_spec(), vl_version=VEGA_LITE, allowed_base_urls=[]
    )
    marks = "".join(_list_marks(ElementTree.fromstring(svg), drawing.frame, world))
    return f"{_open(drawing, alternative)}{marks}</svg>"


def _open(drawing: Drawing, alternative: str) -> str:
    width, height = f"{drawing.frame.width:g}", f"{drawing.height:.1f}"
    box = f'viewBox="0 0 {width} {height}" fill="none" stroke-miterlimit="10"'
    if drawing.frame.medium == "web":
        label = escape(alternative, quote=True)
        return f'<svg {box} width="{width}" height="{height}" role="img" aria-label="{label}">'
    xmlns = 'xmlns="http://www.w3.org/2000/svg"'
    return f'<svg {xmlns} {box} width="{width}pt" height="{height}pt">'


def _list_marks(root: ElementTree.Element, frame: Frame, world: str) -> Iterator[str]:
    for element in root.iter():
        tag = element.tag.removeprefix(_NAMESPACE)
        is_drawn = element.get("fill") or element.get("stroke")
        if tag in ("path", "text", "line", "rect") and is_drawn:
            yield _write_mark(tag, element, frame, world)


def _write_mark(tag: str, element: ElementTree.Element, frame: Frame, world: str) -> str:
    kept = (*_KEPT, "x", "y", "x1", "x2", "y1", "y2", "width", "height")
    members = {name: _shorten(element.get(name, "")) for name in kept if element.get(name)}
    members |= _write_inks(element, frame, world)
    if tag == "text" and frame.medium != "web":
        members["font-family"] = _list_families(element.text or "")
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in members.items())
    title = element.get("aria-label", "") if frame.medium == "web" and tag != "text" else ""
    inner = f"<title>{escape(title, quote=False)}</title>" if title else ""
    inner += escape(element.text or "", quote=False) if tag == "text" else ""
    return f"<{tag}{attributes}>{inner}</{tag}>" if inner else f"<{tag}{attributes}/>"


def _shorten(value: str) -> str:
    """Round numbers to hundredths, and leave out the unit of a size."""
    rounded = _LONG_NUMBER.sub(
        lambda match: f"{float(match[0]):.2f}".rstrip("0").rstrip("."), value
    )
    return rounded.removesuffix("px")


def _write_inks(element: ElementTree.Element, frame: Frame, world: str) -> dict[str, str]:
    inks = {name: element.get(name, "") for name in ("fill", "stroke")}
    if frame.medium == "web":
        classes = [f"{name[0]}-{ink}" for name, ink in inks.items() if ink]
        return {"class": " ".join(classes)}
    return {name: speak(ink, frame, world) for name, ink in inks.items() if ink}


def speak(ink: str, frame: Frame, world: str) -> str:
    """Return the colour of an ink's name on paper or in a picture."""
    assert frame.medium != "web"
    token, _dash, strength = ink.rpartition("-")
    # On paper there is no night
    name = {"world": world, "mid": "ink"}.get(token, token)
    return Palette(frame.medium).colour(name, int(strength) / 100)


def _list_families(text: str) -> str:
    """Return the families of a text, without quotes, which the PDF engine takes for letters."""
    scripts = [f"{PLAIN_SCRIPTS} {script.name}" for script in find_scripts(text)]
    return ",".join(["Atkinson", "Atkinson Ext", *scripts])
