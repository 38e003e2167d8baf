"""Pictures in inks: no more of them on one point than the paper can take."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]

BAND_ROWS = 128
"""Rows of a picture that are reckoned with at a time: as numbers they take forty times the room."""

CODING_PERCENT = 6.0
"""What JPEG may add to a point at the quality that we use."""


def replace_grey(picture: Image.Image, percent: float) -> Image.Image:
    """Return a CMYK picture in which black stands for a share of the grey of the other three.

    Args:
        picture: In CMYK.
        percent: How much of what cyan, magenta and yellow have in common gives way to black.
    """
    if not percent:
        return picture

    def replace(band: Pixels) -> Pixels:
        inks = band.astype(np.float32)
        grey = inks[:, :, :3].min(axis=2, keepdims=True) * np.float32(percent / 100)
        grey = np.minimum(grey, 255 - inks[:, :, 3:])
        replaced = np.concatenate([inks[:, :, :3] - grey, inks[:, :, 3:] + grey], axis=2)
        return replaced.round().astype(np.uint8)

    return _change_bands(picture, replace)


def _change_bands(picture: Image.Image, change: Callable[[Pixels], Pixels]) -> Image.Image:
    """Return a CMYK picture with each point changed, a few rows at a time."""
    pixels = np.array(picture)
    for top in range(0, len(pixels), BAND_ROWS):
        band = pixels[top : top + BAND_ROWS]
        band[:] = change(band)
    return Image.fromarray(pixels, "CMYK")


def limit_inks(picture: Image.Image, limit_percent: float) -> Image.Image:
    """Return a CMYK picture without a point of more ink than a limit.

    Where there is too much, the grey component – what cyan, magenta and yellow have in common –
    gives way to black, which darkens with a third of the ink; what is still too much is taken from
    the three colours in proportion, so that the hue stays. The trade calls the first grey
    component replacement, the second under colour removal.

    Args:
        picture: In CMYK.
        limit_percent: The most ink, all inks together.
    """
    return _change_bands(picture, lambda band: _limit_band(band, limit_percent))


def _limit_band(band: Pixels, limit_percent: float) -> Pixels:
    inks = band.astype(np.float32) / np.float32(2.55)
    colours, black = inks[:, :, :3], inks[:, :, 3:]
    allowed = np.float32(limit_percent - CODING_PERCENT)
    excess = np.maximum(colours.sum(axis=2, keepdims=True) + black - allowed, 0)
    if not excess.any():
        return band
    # Taking d off each colour and adding d of black leaves 2 d less ink
    grey = np.minimum(np.minimum(excess / 2, colours.min(axis=2, keepdims=True)), 100 - black)
    colours, black = colours - grey, black + grey
    total = np.maximum(colours.sum(axis=2, keepdims=True), np.float32(1e-6))
    colours = colours * np.clip((allowed - black) / total, 0, 1)
    limited = np.concatenate([colours, black], axis=2) * np.float32(2.55)
    return limited.round().astype(np.uint8)
