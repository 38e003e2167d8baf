"""The design tokens, spoken in the colour language of each medium."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from vises_site.theme import TOKENS_PATH

Medium = Literal["screen", "print"]


@cache
def read_tokens() -> dict[str, Any]:
    """Return the tokens of the theme."""
    return tomllib.loads(TOKENS_PATH.read_text(encoding="utf-8"))


def list_colours() -> list[str]:
    """Return the names of all colours."""
    return list(read_tokens()["colour"])


def find_inks(name: str) -> tuple[float, float, float, float]:
    """Return the inks of a colour, each 0 for none to 1 for a solid."""
    cyan, magenta, yellow, black = (ink / 100 for ink in read_tokens()["colour"][name]["cmyk"])
    return cyan, magenta, yellow, black


def _parse_hex(value: str) -> tuple[int, int, int]:
    return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16)


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours as one medium writes them.

    Attributes:
        medium: `screen` for hexadecimal RGB, `print` for `device-cmyk()`.
    """

    medium: Medium = "screen"

    def colour(self, name: str, strength: float = 1.0) -> str:
        """Return a colour in CSS.

        Args:
            name: Name of the token.
            strength: 1 for the full colour, towards 0 for a tint of it on the paper.
        """
        token = read_tokens()["colour"][name]
        if self.medium == "print":
            inks = " ".join(f"{round(ink * strength)}%" for ink in token["cmyk"])
            return f"device-cmyk({inks})"
        ground = _parse_hex(read_tokens()["colour"]["paper"]["screen"])
        mixed = (
            round(g + (c - g) * strength)
            for c, g in zip(_parse_hex(token["screen"]), ground, strict=True)
        )
        return "#" + "".join(f"{channel:02x}" for channel in mixed)


def compute_contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two hexadecimal colours, from 1 to 21.

    Source: WCAG 2.2, definition of contrast ratio.
    """

    def luminance(value: str) -> float:
        channels = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
            for c in (channel / 255 for channel in _parse_hex(value))
        ]
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]

    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)
