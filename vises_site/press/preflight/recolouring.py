"""The colours of a content stream replaced by the lightness of their inks: see `plates`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pikepdf

from vises_site.press.preflight.colours import (
    DEVICE_CMYK,
    DEVICE_GRAY,
    DEVICE_RGB,
    NO_INK,
    ColourSpace,
    Inks,
    read_colour_space,
)

Light = tuple[float, float, float]
BLEND = "/VisesBlend"
PATTERN_SPACE = "/VisesPattern"
MODES = (
    "Normal Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight "
    "Difference Exclusion Hue Saturation Color Luminosity"
).split()
_DAMAGE = (AttributeError, KeyError, TypeError, ValueError, IndexError, pikepdf.PdfError)


@dataclass(frozen=True, slots=True)
class _Current:
    """What a colour operator depends on.

    Attributes:
        fill: Current space of fills.
        stroke: Current space of lines.
        fill_inks: What fills print.
        stroke_inks: What lines print.
        overprints_fill: Whether fills overprint.
        overprints_stroke: Whether lines overprint.
        mode: 1 where an ink that a colour has none of leaves what is below.
        blend: How what is drawn mixes with what is below.
        mixed: How the copy mixes it; empty where that is not known, as at the start of a form.
    """

    fill: ColourSpace = DEVICE_GRAY
    stroke: ColourSpace = DEVICE_GRAY
    fill_inks: Inks = (0.0, 0.0, 0.0, 1.0)
    stroke_inks: Inks = (0.0, 0.0, 0.0, 1.0)
    overprints_fill: bool = False
    overprints_stroke: bool = False
    mode: int = 0
    blend: str = "Normal"
    mixed: str = ""


@dataclass(frozen=True, slots=True)
class Tint:
    """A colour operator whose colour is not yet chosen.

    Attributes:
        operator: `RG`, `rg`, `SCN` or `scn`.
        inks: What it prints.
        pattern: What follows the colour: names of a pattern, or nothing.
    """

    operator: pikepdf.Operator
    inks: Inks
    pattern: tuple[Any, ...] = ()


def tint(written: Sequence[Any], lighten: Callable[[Inks], Light]) -> Iterator[Any]:
    """Yield instructions whose tints became the lightness of some of their inks.

    Args:
        written: Instructions, and tints.
        lighten: Returns the RGB that stands for inks.
    """
    for item in written:
        if isinstance(item, Tint):
            light = (round(value, 5) for value in lighten(item.inks))
            yield [*light, *item.pattern], item.operator
        else:
            yield item


class Recolouring:
    """One content stream, whose colours are replaced.

    Args:
        resources: Of the stream.
    """

    def __init__(self, resources: Any) -> None:
        self.resources = resources
        self.now = _Current()
        self.saved: list[_Current] = []
        self.written: list[Any] = []

    def rewrite(self, instructions: Sequence[Any]) -> list[Any]:
        """Return the instructions, with tints in place of colours."""
        for instruction in instructions:
            name = str(instruction.operator)
            try:
                if name in _DRAWING:
                    self._mix(name)
                if name not in _COLOURING or not self._replace(name, instruction.operands):
                    self.written.append(instruction)
            except _DAMAGE:
                self.written.append(instruction)
        return self.written

    def _write(self, operands: Sequence[Any], name: str) -> None:
        self.written.append((list(operands), _OPERATORS[name]))

    def _replace(self, name: str, operands: Any) -> bool:
        """Write what stands for an instruction; False where it stays as it is."""
        if name == "q":
            self.saved.append(self.now)
            return False
        if name == "Q":
            self.now = self.saved.pop() if self.saved else self.now
            return False
        if name == "gs":
            self._note_parameters(self.resources.ExtGState[str(operands[0])])
            return False
        is_stroke = name.isupper()
        if name.lower() == "cs":
            return self._choose(is_stroke, operands[0])
        if name.lower() in _DEVICES:
            space = _DEVICES[name.lower()]
            self._remember(is_stroke, space)
        else:
            space = self.now.stroke if is_stroke else self.now.fill
        if isinstance(operands[-1], pikepdf.Name):
            return self._keep_pattern(is_stroke, space, operands)
        self._paint(is_stroke, space.to_inks([float(value) for value in operands]))
        return True

    def _remember(self, is_stroke: bool, space: ColourSpace) -> None:
        if is_stroke:
            self.now = replace(self.now, stroke=space)
        else:
            self.now = replace(self.now, fill=space)

    def _choose(self, is_stroke: bool, source: Any) -> bool:
        space = read_colour_space(source, self.resources)
        self._remember(is_stroke, space)
        if space.family == "pattern":
            return False
        self._paint(is_stroke, space.to_inks(space.initial))
        return True

    def _keep_pattern(self, is_stroke: bool, space: ColourSpace, operands: Any) -> bool:
        """Keep a coloured pattern; one without colours of its own is painted in a converted one."""
        if len(operands) == 1:
            return False
        inks = space.to_inks([float(value) for value in operands[:-1]])
        name = PATTERN_SPACE
        self._write([pikepdf.Name(name)], "CS" if is_stroke else "cs")
        operator = _OPERATORS["SCN" if is_stroke else "scn"]
        self.written.append(Tint(operator, inks, (operands[-1],)))
        return True

    def _paint(self, is_stroke: bool, inks: Inks) -> None:
        self.written.append(Tint(_OPERATORS["RG" if is_stroke else "rg"], inks))
        if is_stroke:
            self.now = replace(self.now, stroke_inks=inks)
        else:
            self.now = replace(self.now, fill_inks=inks)

    def _note_parameters(self, source: Any) -> None:
        blend = source.get("/BM", pikepdf.Name(f"/{self.now.blend}"))
        blend = blend[0] if isinstance(blend, pikepdf.Array) else blend
        over = source.get("/OP", self.now.overprints_stroke)
        self.now = replace(
            self.now,
            overprints_stroke=bool(over),
            overprints_fill=bool(source.get("/op", source.get("/OP", self.now.overprints_fill))),
            mode=int(source.get("/OPM", self.now.mode)),
            blend=str(blend)[1:] if str(blend)[1:] in MODES else "Normal",
            mixed="",
        )

    def _mix(self, name: str) -> None:
        """Let an ink that an overprinting colour has none of leave what is below."""
        now = self.now
        if name in _DRAWING_OBJECTS:
            overprints = False
        elif name in _DRAWING_LINES:
            overprints = now.overprints_stroke and now.stroke_inks != NO_INK
        else:
            overprints = now.overprints_fill and now.fill_inks != NO_INK
        is_below_kept = overprints and now.mode == 1 and now.blend == "Normal"
        mode = "Multiply" if is_below_kept else now.blend
        if mode != now.mixed:
            self._write([pikepdf.Name(f"{BLEND}{mode}")], "gs")
            self.now = replace(now, mixed=mode)


_OPERATORS = {name: pikepdf.Operator(name) for name in "RG rg SCN scn CS cs gs".split()}
_DRAWING_OBJECTS = frozenset(("Do", "sh", "INLINE IMAGE"))
_DRAWING_LINES = frozenset(("S", "s"))
_DRAWING_FILLS = frozenset(("f", "F", "f*", "B", "B*", "b", "b*", "Tj", "TJ", "'", '"'))
_DRAWING = _DRAWING_OBJECTS | _DRAWING_LINES | _DRAWING_FILLS
_DEVICES = {"g": DEVICE_GRAY, "rg": DEVICE_RGB, "k": DEVICE_CMYK}
_COLOURING = frozenset(
    ("q", "Q", "gs", "cs", "CS", "sc", "SC", "scn", "SCN", "g", "G", "rg", "RG", "k", "K")
)
