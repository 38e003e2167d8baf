"""Fonts and colour spaces that content streams name, each read once."""

from typing import Any

import pikepdf

from vises_site.press.preflight.colours import ColourSpace, read_colour_space
from vises_site.press.preflight.fonts import Font, read_font

_DAMAGE = (AttributeError, KeyError, TypeError, ValueError, IndexError)


class Lookup:
    """Finds what resources hold.

    Args:
        damage: Receives the names of what could not be read.
    """

    def __init__(self, damage: list[str]) -> None:
        self._damage = damage
        self._fonts: dict[Any, Font | None] = {}
        self._spaces: dict[Any, ColourSpace] = {}

    def find_font(self, resources: Any, name: str) -> Font | None:
        """Return a font; None for one that is damaged."""
        try:
            source = resources.Font[name]
            key = source.objgen if source.is_indirect else id(source)
            if key not in self._fonts:
                self._fonts[key] = read_font(source)
        except _DAMAGE:
            self._damage.append(f"font {name}")
            return None
        return self._fonts[key]

    def find_space(self, resources: Any, source: Any) -> ColourSpace:
        """Return a colour space, given by its name or as it is defined."""
        key = (id(resources), str(source)) if isinstance(source, pikepdf.Name) else None
        if key is None:
            return read_colour_space(source, resources)
        if key not in self._spaces:
            self._spaces[key] = read_colour_space(source, resources)
        return self._spaces[key]
