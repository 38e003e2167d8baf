"""Pixels of the theme's own drawings, quicker than a renderer of any SVG gives them.

A drawing becomes a page of PDF, which PDFium fills: a third of the time that a renderer of SVG
takes to draw and to encode, and a site of a thousand voices has a thousand pictures.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree as ET

import pypdfium2
from PIL import Image

_PART = re.compile(r"[MCLVHZ]|-?\d+(?:\.\d+)?")
_MOVE = re.compile(r"translate\((-?[\d.]+)[ ,]+(-?[\d.]+)\)")
_ARC = 0.5523
"""How far the handles of four curves stand that together are almost a circle."""


def draw_pixels(svg: str, width_px: int, height_px: int) -> Image.Image:
    """Return a drawing in RGB.

    Args:
        svg: A drawing of the theme: nested documents, groups that move, paths with absolute
            commands, rectangles, circles and ellipses, each filled or stroked in one colour.
        width_px: Width of the picture, as that of the drawing.
        height_px: Height of the picture.
    """
    root = ET.fromstring(svg)
    content = "\n".join([f"1 0 0 -1 0 {height_px} cm", *_write_children(root, "#000000")])
    pdf = pypdfium2.PdfDocument(_wrap(content.encode("ascii"), width_px, height_px))
    try:
        picture: Image.Image = pdf[0].render(scale=1).to_pil()
        return picture.convert("RGB") if picture.mode != "RGB" else picture
    finally:
        pdf.close()


def _wrap(content: bytes, width: int, height: int) -> bytes:
    """Return a PDF of one page."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Resources<<>>/Contents 4 0 R>>"
        % (width, height),
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
    )
    pdf, places = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, start=1):
        places.append(len(pdf))
        pdf += b"%d 0 obj%s\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(pdf)
    return pdf + b"xref\n0 5\n0000000000 65535 f \n" + table + end


def _write_children(parent: ET.Element, fill: str) -> Iterator[str]:
    for element in parent:
        name = element.tag.rpartition("}")[2]
        own = element.get("fill", fill)
        if name == "svg":
            keys = ("x", "y", "width", "height")
            x, y, width, height = (float(element.get(key, "0")) for key in keys)
            left, top, wide, _high = map(float, element.get("viewBox", "0 0 1 1").split())
            scale = width / wide
            move = f"{scale:.5f} 0 0 {scale:.5f} {x - left * scale:.2f} {y - top * scale:.2f} cm"
            yield f"q {x:.2f} {y:.2f} {width:.2f} {height:.2f} re W n {move}"
            yield from _write_children(element, own)
            yield "Q"
        elif name == "g":
            moved = _MOVE.search(element.get("transform", ""))
            yield f"q 1 0 0 1 {moved[1]} {moved[2]} cm" if moved else "q"
            yield from _write_children(element, own)
            yield "Q"
        else:
            yield from _write_shape(name, element, own)


def _write_shape(name: str, element: ET.Element, fill: str) -> Iterator[str]:
    stroke = element.get("stroke", "none")
    if fill != "none":
        yield f"{_write_colour(fill)} rg {_write_outline(name, element)} f"
    if stroke != "none":
        width = element.get("stroke-width", "1")
        outline = _write_outline(name, element)
        yield f"{_write_colour(stroke)} RG {width} w 1 J 1 j {outline} S"


def _write_colour(colour: str) -> str:
    return " ".join(f"{int(colour[i : i + 2], 16) / 255:.3f}" for i in (1, 3, 5))


def _write_outline(name: str, element: ET.Element) -> str:
    if name == "path":
        return _write_path(element.get("d", ""))
    if name == "rect":
        return " ".join(element.get(key, "0") for key in ("x", "y", "width", "height")) + " re"
    x, y = float(element.get("cx", "0")), float(element.get("cy", "0"))
    wide = float(element.get("rx") or element.get("r") or "0")
    high = float(element.get("ry") or element.get("r") or "0")
    corners = ((wide, 0.0), (0.0, high), (-wide, 0.0), (0.0, -high), (wide, 0.0))
    parts = [f"{x + wide:.2f} {y:.2f} m"]
    for (x1, y1), (x2, y2) in pairwise(corners):
        points = (x1 + x2 * _ARC, y1 + y2 * _ARC, x2 + x1 * _ARC, y2 + y1 * _ARC, x2, y2)
        placed = (value + (y if index % 2 else x) for index, value in enumerate(points))
        parts.append(" ".join(f"{value:.2f}" for value in placed) + " c")
    return " ".join(parts)


def _write_path(data: str) -> str:
    """Return path data as PDF's operators."""
    written: list[str] = []
    command, numbers, here = "", list[str](), ["0", "0"]
    for part in _PART.findall(data):
        if part.isalpha():
            command, numbers = part, []
            if part == "Z":
                written.append("h")
            continue
        numbers.append(part)
        if command in "HV":
            here[command == "V"] = part
            written.append(f"{here[0]} {here[1]} l")
            numbers = []
        elif len(numbers) == (6 if command == "C" else 2):
            here = numbers[-2:]
            written.append(" ".join(numbers) + {"M": " m", "L": " l", "C": " c"}[command])
            numbers = []
    return " ".join(written)
