"""What a page draws: its content streams, read with their graphics state.

Source: ISO 32000-2, 8.4 (graphics state), 8.5 (paths), 8.9 (images), 9.3 and 9.4 (text).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pikepdf

from vises_site.press.preflight.colours import (
    DEVICE_CMYK,
    DEVICE_GRAY,
    DEVICE_RGB,
    ColourSpace,
    read_colour_space,
)
from vises_site.press.preflight.geometry import (
    IDENTITY,
    Box,
    Matrix,
    intersect,
    measure_scale,
    multiply,
    overlaps,
    transform_box,
)
from vises_site.press.preflight.graphics import (
    Kind,
    Mark,
    Page,
    Paint,
    Picture,
    State,
    apply_parameters,
)
from vises_site.press.preflight.images import read_image, read_inline_image
from vises_site.press.preflight.lookup import Lookup
from vises_site.press.preflight.texts import TextCursor, set_spacing
from vises_site.press.preflight.tracing import PathTrace

FORM_DEPTH = 20
INSTRUCTION_LIMIT = 5_000_000
"""A page that draws more than any real one: forms in forms can multiply without end."""

_POINT_OPERATORS = frozenset(("m", "l", "c", "v", "y"))
_FILLING = frozenset(("f", "F", "f*", "B", "B*", "b", "b*"))
_STROKING = frozenset(("S", "s", "B", "B*", "b", "b*"))
_ENDING = _FILLING | _STROKING | {"n"}
_SHOWING = frozenset(("Tj", "TJ", "'", '"'))
_MOVING = frozenset(("BT", "Tf", "Tm", "T*", "Td", "TD"))
_SPACING = frozenset(("TL", "Ts", "Tz", "Tc", "Tw", "Tr"))
_DAMAGE = (AttributeError, KeyError, TypeError, ValueError, IndexError)


class TooComplexError(Exception):
    """The page draws more than any real page does."""


def read_page(page: pikepdf.Page) -> Page:
    """Return what a page draws.

    Raises:
        TooComplexError: It draws more than any real page does.
    """
    read = Page()
    reader = _Reader(read)
    box = tuple(float(value) for value in page.mediabox)
    reader.note_group(page.obj)
    state = State(IDENTITY, (box[0], box[1], box[2], box[3]))
    reader.run(page, page.obj.get("/Resources", pikepdf.Dictionary()), state, 0)
    return read


class _Reader:
    """Runs content streams.

    Args:
        page: Where what they draw is collected.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0
        self.lookup = Lookup(page.damage)

    def note_group(self, holder: Any) -> None:
        group = holder.get("/Group")
        if group is not None and "/CS" in group:
            space = read_colour_space(group.CS, holder.get("/Resources"))
            self.page.groups.add(space.family)

    def run(self, stream: Any, resources: Any, state: State, depth: int) -> None:
        try:
            instructions = pikepdf.parse_content_stream(stream)
        except (pikepdf.PdfError, pikepdf.PdfParsingError) as error:
            self.page.damage.append(str(error))
            return
        self.count += len(instructions)
        if self.count > INSTRUCTION_LIMIT:
            raise TooComplexError
        _Run(self, resources, state, depth).follow(instructions)


class _Run:
    """One content stream on its way."""

    def __init__(self, reader: _Reader, resources: Any, state: State, depth: int) -> None:
        self.reader, self.resources, self.state, self.depth = reader, resources, state, depth
        self.base = state.ctm
        self.saved: list[State] = []
        self.trace = PathTrace()
        self.cursor = TextCursor()

    def follow(self, instructions: Sequence[Any]) -> None:
        for instruction in instructions:
            name = str(instruction.operator)
            try:
                self.step(name, instruction.operands, instruction)
            except _DAMAGE as error:
                self.reader.page.damage.append(f"{name}: {error}")

    def step(self, name: str, operands: Any, instruction: Any) -> None:
        if name in _POINT_OPERATORS:
            self.trace.add_points(operands)
        elif name in _ENDING:
            self.end_path(name)
        elif name in _STEPS:
            _STEPS[name](self, operands)
        elif name in _SHOWING:
            self.show_text(name, operands)
        elif name in _MOVING:
            self.move_text(name, operands)
        elif name in _SPACING:
            self.state = set_spacing(self.state, name, float(operands[0]))
        elif name == "Do":
            self.draw_object(str(operands[0]))
        elif name == "INLINE IMAGE":
            self.draw_inline(instruction.iimage)
        elif name == "sh":
            source = self.resources.Shading[str(operands[0])]
            space = self.find_space(source.ColorSpace)
            self.add("shading", self.state.clip, Paint(space, space.initial))

    # Paths

    def add_rectangle(self, operands: Any) -> None:
        self.trace.add_rectangle(operands)

    def end_path(self, name: str) -> None:
        state, box = self.state, self.trace.surround(self.state.ctm)
        if self.trace.numbers:
            if name in _FILLING:
                thin = min(box[2] - box[0], box[3] - box[1])
                self.add_painted("fill", box, state.fill, thin, self.trace.is_rectangle)
            if name in _STROKING:
                width = state.line_width * measure_scale(state.ctm)
                left, bottom, right, top = box
                half = width / 2
                outer = (left - half, bottom - half, right + half, top + half)
                self.add_painted("stroke", outer, state.stroke, width)
            if self.trace.clips:
                self.state = replace(state, clip=intersect(box, state.clip))
        self.trace = PathTrace()

    def add_painted(
        self, kind: Kind, box: Box, paint: Paint, length_pt: float, is_rectangle: bool = False
    ) -> None:
        self.add(kind, box, paint, length_pt, is_rectangle=is_rectangle)
        if paint.pattern and overlaps(box, self.state.clip):
            self.draw_pattern(paint.pattern, intersect(box, self.state.clip))

    def add(self, kind: Kind, box: Box, paint: Paint, length_pt: float = 0.0, **more: Any) -> None:
        if overlaps(box, self.state.clip):
            seen = intersect(box, self.state.clip)
            self.reader.page.marks.append(Mark(kind, seen, paint, self.state, length_pt, **more))

    def draw_pattern(self, name: str, box: Box) -> None:
        pattern = self.resources.Pattern[name]
        if int(pattern.PatternType) == 2:
            space = self.find_space(pattern.Shading.ColorSpace)
            self.add("shading", box, Paint(space, space.initial))
        elif self.depth < FORM_DEPTH:
            matrix = multiply(_read_matrix(pattern), self.base)
            resources = pattern.get("/Resources", self.resources)
            plain = self.state.fill.space if int(pattern.PaintType) == 2 else DEVICE_GRAY
            state = replace(self.state, ctm=matrix, clip=box, fill=Paint(plain, plain.initial))
            start = len(self.reader.page.marks)
            self.reader.run(pattern, resources, state, self.depth + 1)
            # A tile repeats: what it shows is shown all over the shape
            marks = self.reader.page.marks
            marks[start:] = [replace(mark, box=box) for mark in marks[start:]]

    # Objects

    def draw_object(self, name: str) -> None:
        source = self.resources.XObject[name]
        kind = str(source.get("/Subtype"))
        if kind == "/Image":
            self.draw_image(source)
        elif kind == "/Form":
            if self.depth >= FORM_DEPTH:
                raise TooComplexError
            matrix = multiply(_read_matrix(source), self.state.ctm)
            box = transform_box(matrix, [float(value) for value in source.BBox])
            self.reader.note_group(source)
            state = replace(self.state, ctm=matrix, clip=intersect(box, self.state.clip))
            resources = source.get("/Resources", self.resources)
            self.reader.run(source, resources, state, self.depth + 1)

    def draw_image(self, source: Any) -> None:
        self.place(*read_image(source, self.state, self.find_space))

    def draw_inline(self, image: Any) -> None:
        self.place(*read_inline_image(image, self.state, self.find_space))

    def place(self, picture: Picture, paint: Paint) -> None:
        box = transform_box(self.state.ctm, (0, 0, 1, 1))
        self.add("image", box, paint, picture=picture)

    def find_space(self, source: Any) -> ColourSpace:
        return self.reader.lookup.find_space(self.resources, source)

    # Colour

    def set_paint(self, is_stroke: bool, paint: Paint) -> None:
        if is_stroke:
            self.state = replace(self.state, stroke=paint)
        else:
            self.state = replace(self.state, fill=paint)

    def set_device(self, is_stroke: bool, space: ColourSpace, operands: Any) -> None:
        values = tuple(float(value) for value in operands)
        self.set_paint(is_stroke, Paint(space, values))

    def choose_space(self, is_stroke: bool, operands: Any) -> None:
        space = self.find_space(operands[0])
        self.set_paint(is_stroke, Paint(space, space.initial))

    def set_colour(self, is_stroke: bool, operands: Any) -> None:
        current = self.state.stroke if is_stroke else self.state.fill
        named = isinstance(operands[-1], pikepdf.Name)
        numbers = operands[:-1] if named else operands
        values = tuple(float(value) for value in numbers)
        self.set_paint(is_stroke, Paint(current.space, values, str(operands[-1]) if named else ""))

    # State

    def save(self, _operands: Any) -> None:
        self.saved.append(self.state)

    def restore(self, _operands: Any) -> None:
        if self.saved:
            self.state = self.saved.pop()

    def concatenate(self, operands: Any) -> None:
        a, b, c, d, e, f = (float(value) for value in operands)
        self.state = replace(self.state, ctm=multiply((a, b, c, d, e, f), self.state.ctm))

    def set_width(self, operands: Any) -> None:
        self.state = replace(self.state, line_width=float(operands[0]))

    def start_clipping(self, _operands: Any) -> None:
        self.trace.clips = True

    def apply_parameters(self, operands: Any) -> None:
        source = self.resources.ExtGState[str(operands[0])]
        self.state = apply_parameters(self.state, source)

    # Text

    def move_text(self, name: str, operands: Any) -> None:
        if name == "BT":
            self.cursor.begin()
        elif name == "Tf":
            font = self.reader.lookup.find_font(self.resources, str(operands[0]))
            self.state = replace(self.state, font=font, size=float(operands[1]))
        elif name == "Tm":
            self.cursor.place(operands)
        elif name == "T*":
            self.cursor.move(0, -self.state.leading)
        else:
            x, y = (float(value) for value in operands)
            if name == "TD":
                self.state = replace(self.state, leading=-y)
            self.cursor.move(x, y)

    def show_text(self, name: str, operands: Any) -> None:
        if name == '"':
            word, character = (float(value) for value in operands[:2])
            self.state = replace(self.state, word_gap=word, character_gap=character)
        if name in ("'", '"'):
            self.cursor.move(0, -self.state.leading)
        parts = operands[0] if name == "TJ" else [operands[-1]]
        mark = self.cursor.show(parts, self.state)
        if mark is not None:
            self.reader.page.marks.append(mark)


def _read_matrix(source: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in source.get("/Matrix", IDENTITY))
    return a, b, c, d, e, f


def _list_colour_steps() -> Iterator[tuple[str, Any]]:
    for lower, upper, space in (
        ("g", "G", DEVICE_GRAY),
        ("rg", "RG", DEVICE_RGB),
        ("k", "K", DEVICE_CMYK),
    ):
        yield lower, lambda run, o, space=space: run.set_device(False, space, o)
        yield upper, lambda run, o, space=space: run.set_device(True, space, o)
    for lower, upper in (("sc", "SC"), ("scn", "SCN")):
        yield lower, lambda run, o: run.set_colour(False, o)
        yield upper, lambda run, o: run.set_colour(True, o)
    yield "cs", lambda run, o: run.choose_space(False, o)
    yield "CS", lambda run, o: run.choose_space(True, o)


_STEPS: dict[str, Any] = {
    **dict(_list_colour_steps()),
    "q": _Run.save,
    "Q": _Run.restore,
    "cm": _Run.concatenate,
    "gs": _Run.apply_parameters,
    "re": _Run.add_rectangle,
    "W": _Run.start_clipping,
    "W*": _Run.start_clipping,
    "w": _Run.set_width,
}
