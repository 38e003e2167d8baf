"""Colour spaces of a PDF, and the inks that a colour in one of them prints.

Source: ISO 32000-2, 8.6.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import pikepdf
from PIL import Image, ImageCms

from vises_site.press.preflight.functions import UnknownFunctionError, read_function
from vises_site.theme import ICC_PATH

Family = Literal["gray", "cmyk", "rgb", "lab", "spot", "pattern", "unknown"]
Inks = tuple[float, float, float, float]
"""Cyan, magenta, yellow and black, each 0 for no ink to 1 for a solid."""

NO_INK: Inks = (0.0, 0.0, 0.0, 0.0)
ALL_INKS: Inks = (1.0, 1.0, 1.0, 1.0)
PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
_DEVICE: dict[str, tuple[Family, int]] = {
    "/DeviceGray": ("gray", 1),
    "/G": ("gray", 1),
    "/CalGray": ("gray", 1),
    "/DeviceRGB": ("rgb", 3),
    "/RGB": ("rgb", 3),
    "/CalRGB": ("rgb", 3),
    "/Lab": ("lab", 3),
    "/DeviceCMYK": ("cmyk", 4),
    "/CMYK": ("cmyk", 4),
    "/CalCMYK": ("cmyk", 4),
    "/Pattern": ("pattern", 0),
}
_ICC_FAMILIES: dict[int, Family] = {1: "gray", 3: "rgb", 4: "cmyk"}
_DEPTH_LIMIT = 8


@dataclass(frozen=True, slots=True)
class ColourSpace:
    """A colour space.

    Attributes:
        family: What kind of numbers it takes; for an indexed space, its base's.
        name: What the file calls it, without slash.
        components: How many numbers a colour has.
        to_inks: The inks of a colour.
        spots: Names of inks that are no process colours, in order.
        is_registration: Whether it prints on all plates.
        palette: Colours of an indexed space in its base; None for others.
    """

    family: Family
    name: str
    components: int
    to_inks: Callable[[Sequence[float]], Inks]
    spots: tuple[str, ...] = ()
    is_registration: bool = False
    palette: tuple[Inks, ...] | None = None

    @property
    def initial(self) -> tuple[float, ...]:
        """The colour that is current where the space was just chosen."""
        if self.spots or self.is_registration or self.name in ("Separation", "DeviceN"):
            return (1.0,) * self.components
        return (0.0, 0.0, 0.0, 1.0) if self.components == 4 else (0.0,) * self.components


@cache
def _make_rgb_transform() -> Any:
    return ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        str(ICC_PATH / "FOGRA39L_coated.icc"),
        "RGB",
        "CMYK",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def convert_rgb_image(picture: Image.Image) -> Image.Image:
    """Return an RGB picture in the inks that a printing house would make of it."""
    converted = ImageCms.applyTransform(picture, _make_rgb_transform())
    assert converted is not None
    return converted


@cache
def _convert_rgb(red: float, green: float, blue: float) -> Inks:
    pixel = Image.new("RGB", (1, 1), tuple(round(255 * _unit(v)) for v in (red, green, blue)))
    cyan, magenta, yellow, black = convert_rgb_image(pixel).tobytes()
    return cyan / 255, magenta / 255, yellow / 255, black / 255


def _unit(value: float) -> float:
    return min(max(float(value), 0.0), 1.0)


def _ink_gray(values: Sequence[float]) -> Inks:
    return 0.0, 0.0, 0.0, 1 - _unit(values[0])


def _ink_cmyk(values: Sequence[float]) -> Inks:
    cyan, magenta, yellow, black = (_unit(value) for value in values)
    return cyan, magenta, yellow, black


def _ink_rgb(values: Sequence[float]) -> Inks:
    return _convert_rgb(*(_unit(value) for value in values))


def _ink_all(values: Sequence[float]) -> Inks:
    return (_unit(values[0]),) * 4


def _ink_lab(values: Sequence[float]) -> Inks:
    """Lightness only: Lab is a finding of its own, its ink need not be exact."""
    return _convert_rgb(*(_unit(values[0] / 100),) * 3)


_TO_INKS: dict[str, Callable[[Sequence[float]], Inks]] = {
    "gray": _ink_gray,
    "cmyk": _ink_cmyk,
    "rgb": _ink_rgb,
    "lab": _ink_lab,
}
UNKNOWN = ColourSpace("unknown", "?", 1, lambda _values: ALL_INKS)
DEVICE_GRAY = ColourSpace("gray", "DeviceGray", 1, _ink_gray)
DEVICE_RGB = ColourSpace("rgb", "DeviceRGB", 3, _ink_rgb)
DEVICE_CMYK = ColourSpace("cmyk", "DeviceCMYK", 4, _ink_cmyk)
PATTERN = ColourSpace("pattern", "Pattern", 0, lambda _values: NO_INK)


def read_colour_space(source: Any, resources: Any = None, depth: int = 0) -> ColourSpace:
    """Return a colour space; one that is damaged or of no known kind prints all inks.

    Args:
        source: Name or array.
        resources: Where names that are no device's are looked up.
        depth: How many spaces this one lies in.
    """
    try:
        return _read(source, resources, depth)
    except (AttributeError, KeyError, TypeError, ValueError, IndexError, pikepdf.PdfError):
        return UNKNOWN


def _read(source: Any, resources: Any, depth: int) -> ColourSpace:
    if depth > _DEPTH_LIMIT:
        return UNKNOWN
    if isinstance(source, pikepdf.Name):
        if str(source) in _DEVICE:
            return _make_device(str(source))
        return _read(resources.ColorSpace[str(source)], resources, depth + 1)
    kind = str(source[0])
    if kind == "/ICCBased":
        return _read_icc(source[1])
    if kind == "/Pattern" and len(source) > 1:
        base = _read(source[1], resources, depth + 1)
        return ColourSpace("pattern", "Pattern", base.components, base.to_inks, base.spots)
    if kind in ("/Indexed", "/I"):
        return _read_indexed(source, resources, depth)
    if kind in ("/Separation", "/DeviceN"):
        return _read_tints(source, resources, depth)
    return _make_device(kind)


def _make_device(kind: str) -> ColourSpace:
    family, components = _DEVICE[kind]
    if family == "pattern":
        return PATTERN
    long = {"/G": "DeviceGray", "/RGB": "DeviceRGB", "/CMYK": "DeviceCMYK"}.get(kind, kind[1:])
    return ColourSpace(family, long, components, _TO_INKS[family])


def _read_icc(stream: Any) -> ColourSpace:
    components = int(stream.N)
    family = _ICC_FAMILIES[components]
    if components == 3 and stream.read_bytes()[16:20] == b"Lab ":
        family = "lab"
    return ColourSpace(family, "ICCBased", components, _TO_INKS[family])


def _read_indexed(source: Any, resources: Any, depth: int) -> ColourSpace:
    base = _read(source[1], resources, depth + 1)
    table = source[3]
    data = table.read_bytes() if isinstance(table, pikepdf.Stream) else bytes(table)
    size = base.components
    scale = 100 / 255 if base.family == "lab" else 1 / 255
    entries = range(min(int(source[2]) + 1, len(data) // size))
    palette = tuple(
        base.to_inks([value * scale for value in data[i * size : (i + 1) * size]]) for i in entries
    )

    def look_up(values: Sequence[float]) -> Inks:
        return palette[min(max(int(values[0]), 0), len(palette) - 1)]

    return ColourSpace(base.family, base.name, 1, look_up, base.spots, palette=palette)


def _read_tints(source: Any, resources: Any, depth: int) -> ColourSpace:
    """Read a Separation or DeviceN space: inks by their names, others by their tint transform."""
    kind, names = str(source[0])[1:], source[1]
    named = [str(n)[1:] for n in (names if isinstance(names, pikepdf.Array) else [names])]
    spots = tuple(n for n in named if n not in (*PROCESS, "All", "None"))
    if named == ["All"]:
        return ColourSpace("cmyk", kind, 1, _ink_all, (), is_registration=True)
    if not spots:

        def by_name(values: Sequence[float]) -> Inks:
            tints = dict(zip(named, values, strict=False))
            return _ink_cmyk([tints.get(ink, 0.0) for ink in PROCESS])

        return ColourSpace("cmyk", kind, len(named), by_name)
    alternate = _read(source[2], resources, depth + 1)
    try:
        function = read_function(source[3])
    except UnknownFunctionError:
        return ColourSpace("spot", kind, len(named), lambda _values: ALL_INKS, spots)

    def by_function(values: Sequence[float]) -> Inks:
        try:
            return alternate.to_inks(function(values))
        except (UnknownFunctionError, IndexError, ValueError):
            return ALL_INKS

    family: Family = "spot" if alternate.family in ("cmyk", "gray") else alternate.family
    return ColourSpace(family, kind, len(named), by_function, spots)


def read_icc_space(profile: bytes) -> str:
    """Return the data colour space of an ICC profile, as `CMYK`, `RGB` or `GRAY`; empty for none.

    Source: ICC.1:2022, 7.2.6.
    """
    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    except (OSError, ImageCms.PyCMSError):
        return ""
    return str(opened.profile.xcolor_space).strip()
