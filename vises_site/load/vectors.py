"""Vector drawings that authors add: are they drawings, and harmless to read?"""

import re
from typing import Any
from xml.etree import ElementTree

MAXIMUM_SVG_BYTES = 2_000_000
MAXIMUM_SVG_DEPTH = 60
HREFS = ("href", "{http://www.w3.org/1999/xlink}href")

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
