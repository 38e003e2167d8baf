"""Fonts of a PDF: whether the file carries them, and how wide its texts are."""

import re
from dataclasses import dataclass, field
from typing import Any

_SUBSET = re.compile(r"[A-Z]{6}\+")
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(frozen=True, slots=True)
class Font:
    """A font as a page names it.

    Attributes:
        name: Its PostScript name, without slash and subset prefix.
        kind: Its subtype: `Type0`, `Type1`, `TrueType`, `Type3`.
        is_embedded: Whether the file carries its outlines.
        is_subset: Whether it carries only the glyphs that are used.
        code_length: Bytes of one character code.
        widths: Advance of a code, in thousandths of the size.
        default_width: Advance of all other codes.
    """

    name: str
    kind: str
    is_embedded: bool
    is_subset: bool
    code_length: int = 1
    widths: dict[int, float] = field(default_factory=dict)
    default_width: float = 500.0

    def measure(self, codes: bytes) -> tuple[float, int]:
        """Return the advance of a text in thousandths of its size, and its number of codes."""
        step = self.code_length
        numbers = [int.from_bytes(codes[i : i + step]) for i in range(0, len(codes), step)]
        return sum(self.widths.get(n, self.default_width) for n in numbers), len(numbers)


def read_font(source: Any) -> Font:
    """Return a font of a page's resources.

    Raises:
        AttributeError, KeyError, TypeError, ValueError: It is damaged.
    """
    kind = str(source.Subtype)[1:]
    written = str(source.get("/BaseFont", source.get("/Name", "?")))[1:]
    bare = source.DescendantFonts[0] if kind == "Type0" else source
    descriptor = bare.get("/FontDescriptor")
    is_embedded = kind == "Type3" or (
        descriptor is not None and any(name in descriptor for name in _FILES)
    )
    name, is_subset = _SUBSET.sub("", written, count=1), bool(_SUBSET.match(written))
    if kind == "Type0":
        widths, usual = _read_composite_widths(bare)
        return Font(name, kind, is_embedded, is_subset, 2, widths, usual)
    first = int(source.get("/FirstChar", 0))
    scale = 1000 * float(source.FontMatrix[0]) if kind == "Type3" else 1.0
    widths = {first + i: float(w) * scale for i, w in enumerate(source.get("/Widths", []))}
    usual = float(descriptor.get("/MissingWidth", 500)) if descriptor is not None else 500.0
    return Font(name, kind, is_embedded, is_subset or kind == "Type3", 1, widths, usual)


def _read_composite_widths(font: Any) -> tuple[dict[int, float], float]:
    """Read `W`: a code and the widths from it on, or two codes and one width for all between.

    Source: ISO 32000-2, 9.7.4.3.
    """
    widths: dict[int, float] = {}
    rest = list(font.get("/W", []))
    while len(rest) >= 2:
        first = int(rest.pop(0))
        second = rest.pop(0)
        if hasattr(second, "__iter__"):
            widths.update({first + i: float(width) for i, width in enumerate(second)})
        elif rest:
            width = float(rest.pop(0))
            widths.update(dict.fromkeys(range(first, min(int(second), 0xFFFF) + 1), width))
    return widths, float(font.get("/DW", 1000))
