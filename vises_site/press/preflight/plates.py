"""The plates of a page: how much of each ink falls on each of its points.

A PDF engine that knows RGB alone can render plates all the same: each colour of a copy of the
file is replaced by the lightness of its inks. One copy carries cyan, magenta and yellow in the
three channels of RGB, another carries black. Mixing, clipping and knocking out are the same in
each channel as they are on each plate, since both happen ink by ink.

Where an object overprints, an ink that it has none of leaves what is below: such an object is
multiplied into its copy. An ink that it does have then adds up instead of replacing: the sum is
never too low.
"""

import io
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pikepdf
import pypdfium2

from vises_site.press.preflight.colours import Inks, read_colour_space
from vises_site.press.preflight.functions import UnknownFunctionError, read_function
from vises_site.press.preflight.pixels import UnreadableImageError, read_pixels
from vises_site.press.preflight.recolouring import (
    BLEND,
    MODES,
    PATTERN_SPACE,
    Light,
    Recolouring,
    tint,
)

Plate = Literal["colours", "black"]
PLATES: tuple[Plate, ...] = ("colours", "black")
Values = npt.NDArray[np.uint8]

DPI = 72
"""Fine enough for areas of a square millimetre, coarse enough for fifty pages in seconds."""

SHADING_STEPS = 64
FORM_DEPTH = 20
KEPT_IMAGES = 60
_DAMAGE = (AttributeError, KeyError, TypeError, ValueError, IndexError, pikepdf.PdfError)


@dataclass(frozen=True, slots=True)
class Plates:
    """The inks of one page.

    Attributes:
        inks: Height × width × (cyan, magenta, yellow, black), 0 for none to 255 for a solid.
        dpi: Pixels to the inch.
    """

    inks: Values
    dpi: int

    @property
    def total_percent(self) -> npt.NDArray[np.float32]:
        """Height × width: the sum of the inks on each point, in percent."""
        cyan, magenta, yellow, black = (self.inks[:, :, i].astype(np.uint16) for i in range(4))
        total: npt.NDArray[np.float32] = (cyan + magenta + yellow + black).astype(np.float32)
        return total / np.float32(2.55)

    @property
    def mean_percent(self) -> list[float]:
        """How much of the page each ink covers, in percent."""
        points = max(1, self.inks.shape[0] * self.inks.shape[1])
        sums = (int(np.sum(self.inks[:, :, i], dtype=np.uint64)) for i in range(4))
        return [round(total / points / 2.55, 2) for total in sums]


def render_plates(
    content: bytes, pages: range, dpi: int = DPI
) -> Iterator[tuple[Plates, list[str]]]:
    """Yield the plates of pages, cut to their MediaBox, and what could not be rendered.

    Args:
        content: A PDF.
        pages: Which pages, from 0.
        dpi: Pixels to the inch.

    Raises:
        pikepdf.PdfError: The file cannot be read.
    """
    copies, gaps = _make_copies(content, pages)
    colours, black = (pypdfium2.PdfDocument(copy) for copy in copies)
    try:
        for index in pages:
            light = _render(colours[index], dpi), _render(black[index], dpi, grey=True)
            inks = np.empty((*light[0].shape[:2], 4), np.uint8)
            np.subtract(255, light[0], out=inks[:, :, :3])
            np.subtract(255, light[1], out=inks[:, :, 3])
            yield Plates(inks, dpi), gaps.get(index, [])
    finally:
        colours.close()
        black.close()


def _render(page: pypdfium2.PdfPage, dpi: int, *, grey: bool = False) -> Values:
    """Return height × width × (red, green, blue), or height × width for greys."""
    bitmap = page.render(
        scale=dpi / 72,
        draw_annots=False,
        may_draw_forms=False,
        rev_byteorder=True,
        grayscale=grey,
    )
    pixels: Values = bitmap.to_numpy()
    pixels = (pixels if grey else pixels[:, :, :3]).copy()
    bitmap.close()
    return pixels


def _make_copies(content: bytes, pages: range) -> tuple[list[bytes], dict[int, list[str]]]:
    """Return a copy for each of `PLATES`, and what could not be converted, by page.

    On the pages that are asked for, the colours of each are the lightness of some inks.
    """
    shared = _Shared()
    gaps: dict[int, list[str]] = {}
    with ExitStack() as stack:
        files = [stack.enter_context(pikepdf.open(io.BytesIO(content))) for _plate in PLATES]
        presses = [_Press(pdf, plate, shared) for pdf, plate in zip(files, PLATES, strict=True)]
        for index in pages:
            for pdf, press in zip(files, presses, strict=True):
                press.gaps = []
                press.convert_page(pdf.pages[index])
            if presses[0].gaps:
                gaps[index] = list(dict.fromkeys(presses[0].gaps))
            # A long document's instructions would fill the memory
            shared.streams.clear()
        return [_save_plainly(pdf) for pdf in files], gaps


def _save_plainly(pdf: pikepdf.Pdf) -> bytes:
    copy = io.BytesIO()
    pdf.save(copy, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return copy.getvalue()


@dataclass(slots=True)
class _Shared:
    """What both copies of a file need, by object number.

    Attributes:
        pixels: Inks of images.
        streams: Instructions of the present page and its forms, their colours not chosen yet.
    """

    pixels: dict[Any, Values] = field(default_factory=dict)
    streams: dict[Any, list[Any]] = field(default_factory=dict)


class _Press:
    """Replaces the colours of a PDF by the lightness of their inks.

    Args:
        pdf: Is changed.
        plate: Which inks: cyan, magenta and yellow, or black.
        shared: What the copies share.

    Attributes:
        gaps: What could not be converted, and stays as it was.
    """

    def __init__(self, pdf: pikepdf.Pdf, plate: Plate, shared: _Shared) -> None:
        self.pdf, self.plate, self._shared = pdf, plate, shared
        self.gaps: list[str] = []
        self._done: set[Any] = set()
        self._parameters = {
            f"{BLEND}{mode}": pdf.make_indirect(pikepdf.Dictionary(BM=pikepdf.Name(f"/{mode}")))
            for mode in MODES
        }
        self._pattern_space = pikepdf.Array([pikepdf.Name.Pattern, pikepdf.Name.DeviceRGB])

    def lighten(self, inks: Inks) -> Light:
        """Return the RGB that stands for inks on these plates."""
        cyan, magenta, yellow, black = inks
        if self.plate == "black":
            return 1 - black, 1 - black, 1 - black
        return 1 - cyan, 1 - magenta, 1 - yellow

    def convert_page(self, page: pikepdf.Page) -> None:
        page.obj.CropBox = page.obj.MediaBox = pikepdf.Array(list(page.mediabox))
        page.obj.Rotate = 0
        resources = page.obj.get("/Resources")
        if resources is None:
            resources = page.obj.Resources = pikepdf.Dictionary()
        written = self.convert_stream(page, resources)
        page.obj.Contents = self.pdf.make_stream(written)
        self.convert_resources(resources, 0)
        _speak_rgb(page.obj)

    def convert_stream(self, stream: Any, resources: Any) -> bytes:
        try:
            written = self.read_stream(stream, resources)
        except (pikepdf.PdfError, pikepdf.PdfParsingError) as error:
            self.gaps.append(str(error))
            return b""
        if "/ExtGState" not in resources:
            resources.ExtGState = pikepdf.Dictionary()
        for name, parameters in self._parameters.items():
            resources.ExtGState[name] = parameters
        if "/ColorSpace" not in resources:
            resources.ColorSpace = pikepdf.Dictionary()
        resources.ColorSpace[PATTERN_SPACE] = self._pattern_space
        return pikepdf.unparse_content_stream(list(tint(written, self.lighten)))

    def read_stream(self, stream: Any, resources: Any) -> list[Any]:
        """Return the instructions of a page or form; both copies of a file need them."""
        key = stream.objgen
        if key not in self._shared.streams:
            instructions = pikepdf.parse_content_stream(stream)
            self._shared.streams[key] = Recolouring(resources).rewrite(instructions)
        return self._shared.streams[key]

    def convert_resources(self, resources: Any, depth: int) -> None:
        """Convert what a stream names: forms, images, tiles and shadings, each once."""
        for kind, convert in (
            ("/XObject", self.convert_object),
            ("/Pattern", self.convert_pattern),
            ("/Shading", self.convert_shading),
        ):
            for name, source in list(resources.get(kind, pikepdf.Dictionary()).items()):
                if source.is_indirect and source.objgen in self._done:
                    continue
                self._done.add(source.objgen if source.is_indirect else (id(resources), name))
                try:
                    convert(source, resources, depth)
                except (*_DAMAGE, UnreadableImageError, UnknownFunctionError) as error:
                    self.gaps.append(f"{name[1:]}: {error}")

    def convert_object(self, source: Any, resources: Any, depth: int) -> None:
        if source.get("/Subtype") == "/Image":
            self.convert_image(source, resources)
        elif source.get("/Subtype") == "/Form" and depth < FORM_DEPTH:
            self.convert_form(source, resources, depth)

    def convert_form(self, source: Any, resources: Any, depth: int) -> None:
        if "/Resources" not in source:
            source.Resources = pikepdf.Dictionary(resources)
        source.write(self.convert_stream(source, source.Resources))
        self.convert_resources(source.Resources, depth + 1)
        _speak_rgb(source)

    def convert_image(self, source: Any, resources: Any) -> None:
        if source.get("/ImageMask", False):
            return
        inks = self.read_image(source, resources)
        chosen = inks[:, :, 3:] if self.plate == "black" else inks[:, :, :3]
        light = np.subtract(255, chosen, dtype=np.uint8)
        height, width = light.shape[:2]
        source.write(light.tobytes())
        source.Width, source.Height, source.BitsPerComponent = width, height, 8
        gray = pikepdf.Name.DeviceGray
        source.ColorSpace = gray if self.plate == "black" else pikepdf.Name.DeviceRGB
        for key in ("/Decode", "/Intent"):
            if key in source:
                del source[key]

    def read_image(self, source: Any, resources: Any) -> Values:
        """Return an image's inks; both copies of a file need them."""
        pixels = self._shared.pixels
        if source.objgen not in pixels:
            inks = read_pixels(source, resources)
            if len(pixels) >= KEPT_IMAGES or not source.is_indirect:
                return inks
            pixels[source.objgen] = inks
        return pixels[source.objgen]

    def convert_pattern(self, source: Any, resources: Any, depth: int) -> None:
        if int(source.PatternType) == 2:
            self.convert_shading(source.Shading, resources, depth)
        elif depth < FORM_DEPTH:
            self.convert_form(source, resources, depth)

    def convert_shading(self, source: Any, resources: Any, _depth: int) -> None:
        """Replace the function of a shading by a table of lightness."""
        space = read_colour_space(source.ColorSpace, resources)
        if int(source.ShadingType) not in (2, 3):
            raise UnknownFunctionError("a shading of a kind that is not measured")
        function = read_function(source.Function)
        low, high = (float(value) for value in source.get("/Domain", [0, 1]))
        steps = (low + (high - low) * i / (SHADING_STEPS - 1) for i in range(SHADING_STEPS))
        colours = [self.lighten(space.to_inks(function([step]))) for step in steps]
        table = bytes(round(255 * value) for colour in colours for value in colour)
        sampled = self.pdf.make_stream(table)
        sampled.FunctionType, sampled.Size, sampled.BitsPerSample = 0, [SHADING_STEPS], 8
        sampled.Domain, sampled.Range = [low, high], [0, 1, 0, 1, 0, 1]
        source.Function, source.ColorSpace = sampled, pikepdf.Name.DeviceRGB


def _speak_rgb(holder: Any) -> None:
    """Mix the transparent parts of a page or form in RGB, as the copy's colours are."""
    if "/Group" in holder and "/CS" in holder.Group:
        group = pikepdf.Dictionary(holder.Group)
        group.CS = pikepdf.Name.DeviceRGB
        holder.Group = group
