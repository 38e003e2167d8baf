"""The pixels of images in a PDF, as inks.

Source: ISO 32000-2, 8.9.5 (image dictionaries).
"""

import io
from typing import Any

import numpy as np
import numpy.typing as npt
import pikepdf
from PIL import Image

from vises_site.press.preflight.colours import (
    DEVICE_CMYK,
    DEVICE_GRAY,
    DEVICE_RGB,
    ColourSpace,
    convert_rgb_image,
    read_colour_space,
)

PIXELS_LIMIT = 150_000_000
LARGEST_SIDE_PX = 1000
"""Images are made smaller to this before they are measured: no page needs more points."""

Values = npt.NDArray[np.uint8]
_CODED = {"/DCTDecode", "/JPXDecode", "/DCT"}
_BY_COMPONENTS = {1: DEVICE_GRAY, 3: DEVICE_RGB, 4: DEVICE_CMYK}


class UnreadableImageError(Exception):
    """The image is damaged, too large, or of a kind that is not read."""


def read_pixels(source: Any, resources: Any) -> Values:
    """Return an image's inks: height × width × 4, 0 for none to 255 for a solid.

    Args:
        source: An image that is no stencil.
        resources: Where its colour space is looked up.

    Raises:
        UnreadableImageError: It is damaged, too large, or of a kind that is not read.
    """
    width, height = int(source.Width), int(source.Height)
    if width * height > PIXELS_LIMIT:
        raise UnreadableImageError(f"{width} × {height} pixels")
    try:
        samples, bits = _read_samples(source, width, height)
    except (OSError, ValueError, pikepdf.PdfError, NotImplementedError) as error:
        raise UnreadableImageError(str(error)) from error
    if "/ColorSpace" in source:
        space = read_colour_space(source.ColorSpace, resources)
    else:
        space = _BY_COMPONENTS.get(samples.shape[2], DEVICE_CMYK)
    return _make_inks(_shrink(samples, space), space, bits, source.get("/Decode"))


def _read_samples(source: Any, width: int, height: int) -> tuple[Values, int]:
    """Return the raw samples, height × width × components, and their bits; 16 become 8."""
    filters = source.get("/Filter", [])
    names = {str(f) for f in (filters if isinstance(filters, pikepdf.Array) else [filters])}
    if names & _CODED:
        return _read_coded(source)
    bits = int(source.get("/BitsPerComponent", 1))
    data = np.frombuffer(source.read_bytes(), dtype=np.uint8)
    rows = data[: len(data) - len(data) % height].reshape(height, -1)
    if bits == 16:
        rows, bits = rows[:, ::2], 8
    elif bits < 8:
        flat = np.unpackbits(rows, axis=1).reshape(height, -1, bits)
        weights = (1 << np.arange(bits - 1, -1, -1)).astype(np.uint8)
        rows = (flat * weights).sum(axis=2, dtype=np.uint8)
    components = rows.shape[1] // width
    if not components:
        raise UnreadableImageError("not enough data")
    return rows[:, : width * components].reshape(height, width, components), bits


def _read_coded(source: Any) -> tuple[Values, int]:
    filters = source.get("/Filter")
    is_wrapped = isinstance(filters, pikepdf.Array) and len(filters) > 1
    encoded = _unwrap(source) if is_wrapped else source.read_raw_bytes()
    with Image.open(io.BytesIO(encoded), formats=("JPEG", "JPEG2000")) as picture:
        picture.load()
        samples = np.asarray(picture)
        if picture.format == "JPEG" and picture.mode == "CMYK":
            samples = 255 - samples  # Pillow has turned round what Adobe's programs write
    return samples.reshape(*samples.shape[:2], -1), 8


def _unwrap(source: Any) -> bytes:
    """Return the coded picture inside Flate or ASCII coding."""
    with pikepdf.new() as pdf:
        outer = pdf.make_stream(source.read_raw_bytes())
        outer.Filter = pikepdf.Array(list(source.Filter)[:-1])
        return outer.read_bytes()


def _shrink(samples: Values, space: ColourSpace) -> Values:
    """Return fewer samples where there are many; indices cannot be averaged, and are picked."""
    step = -(-max(samples.shape[:2]) // LARGEST_SIDE_PX)
    if step < 2:
        return samples
    if space.palette is not None:
        return samples[::step, ::step]
    mode = {1: "L", 3: "RGB", 4: "CMYK"}.get(samples.shape[2])
    if mode is None:
        return samples[::step, ::step]
    picture = Image.fromarray(np.ascontiguousarray(samples).squeeze(), mode).reduce(step)
    smaller: Values = np.asarray(picture)
    return smaller.reshape(*smaller.shape[:2], -1)


def _make_inks(samples: Values, space: ColourSpace, bits: int, decode: Any) -> Values:
    top = (1 << bits) - 1
    if space.palette is not None:
        table = np.array(space.palette, dtype=np.float32)
        picked: Values = (table[np.minimum(samples[:, :, 0], len(table) - 1)] * 255).astype(
            np.uint8
        )
        return picked
    if bits == 8 and decode is None:
        return _convert(samples, space)
    values: npt.NDArray[np.float32] = samples.astype(np.float32) / np.float32(top)
    if decode is not None:
        low, high = np.array([float(v) for v in decode], dtype=np.float32).reshape(-1, 2).T
        values = low + values * (high - low)
    levels: Values = (np.clip(values, 0, 1) * 255).round().astype(np.uint8)
    return _convert(levels, space)


def _convert(levels: Values, space: ColourSpace) -> Values:
    """Return the inks of components from 0 to 255."""
    if space.name in ("Separation", "DeviceN", "Lab") or levels.shape[2] != space.components:
        return _look_up(levels, space)
    if space.family == "cmyk":
        return levels
    if space.family == "gray":
        none = np.zeros_like(levels)
        return np.dstack([none, none, none, 255 - levels])
    return np.asarray(convert_rgb_image(Image.fromarray(np.ascontiguousarray(levels), "RGB")))


def _look_up(levels: Values, space: ColourSpace) -> Values:
    """Return the inks of samples whose space only tells them one by one."""
    if levels.shape[2] != space.components:
        raise UnreadableImageError(f"{levels.shape[2]} components for {space.components}")
    flat = levels.reshape(-1, levels.shape[2])
    colours, places = np.unique(
        flat >> 2 << 2 if flat.shape[1] > 1 else flat, axis=0, return_inverse=True
    )
    scale = 100 if space.family == "lab" else 1
    table = np.array([space.to_inks(row * scale) for row in colours / 255], dtype=np.float32)
    inks: Values = (table[places.reshape(-1)] * 255).round().astype(np.uint8)
    return inks.reshape(*levels.shape[:2], 4)
