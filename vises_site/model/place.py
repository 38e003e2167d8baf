"""Where organisms are: municipalities and localities by the names that authors write."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from vises_site.model.vocabulary import fold

WALLOON_PROVINCES = ("Brabant wallon", "Hainaut", "Liège", "Luxembourg", "Namur")
"""The provinces of the map, in the order in which they are listed."""

_CODE = re.compile(r"(?<!\d)(?:b[-\s]?)?(\d{4})(?!\d)", re.IGNORECASE)
_CODE_AND_NAME = re.compile(r"(?<!\d)(?:b[-\s]?)?(\d{4})\s+([^\d,;()]{2,60})", re.IGNORECASE)
_SEPARATORS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality or a locality.

    Attributes:
        name: In French.
        province: In French; « Bruxelles » for the municipalities of that region.
        latitude: In degrees; None where it is not known, which never is so in Wallonia.
        longitude: In degrees, as the latitude.
        postcodes: Of a municipality; empty for a locality.
        other_names: In other languages.
    """

    name: str
    province: str
    latitude: float | None
    longitude: float | None
    postcodes: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()

    @property
    def is_on_map(self) -> bool:
        """Whether it lies in Wallonia, which the map shows."""
        return self.province in WALLOON_PROVINCES and self.latitude is not None


def fold_place(name: str) -> str:
    """Reduce the name of a place to what is compared.

    >>> fold_place("St-Vith") == fold_place("SAINT VITH"), fold_place("4000 Liège (Outremeuse)")
    (True, 'liege')
    """
    bare = _CODE.sub(" ", re.sub(r"\([^)]*\)", " ", name))
    folded = _SEPARATORS.sub("-", fold(bare)).strip("-")
    return re.sub(r"(?<![a-z])s(te?)-", lambda m: f"sain{m[1]}-", folded)


class Gazetteer:
    """The places that are known.

    Args:
        places: Of several of the same name the first counts, unless a province tells them apart.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = tuple(places)
        self._by_name: dict[str, list[Place]] = {}
        self._by_code: dict[str, Place] = {}
        self._provinces = {fold(place.province) for place in self.places}
        for place in self.places:
            self._by_name.setdefault(fold_place(place.name), []).append(place)
            for code in place.postcodes:
                self._by_code.setdefault(code, place)
        for place in self.places:
            for name in place.other_names:
                self._by_name.setdefault(fold_place(name), []).append(place)

    def is_province(self, name: str) -> bool:
        """Tell whether a province of Belgium bears a name, without regard to accents and case."""
        return fold(name) in self._provinces

    def find(self, written: str, province: str = "") -> Place | None:
        """Return the place that an author means, by its name or else its postal code.

        Args:
            written: Such as `Namur`, `5000 Namur` or `NAMUR`.
            province: Tells places of the same name apart; accents and case do not matter.
        """
        if named := self._by_name.get(fold_place(written)):
            own = [place for place in named if fold(place.province) == fold(province)]
            return (own or named)[0]
        code = _CODE.search(written)
        return self._by_code.get(code[1]) if code else None

    def find_in_address(self, address: str, province: str = "") -> Place | None:
        """Return the place that an address ends with: a postal code, with or without a name."""
        for code, name in reversed(_CODE_AND_NAME.findall(address)):
            if place := self.find(f"{code} {name}", province):
                return place
        codes = [self._by_code[code] for code in _CODE.findall(address) if code in self._by_code]
        return codes[-1] if codes else None

    def suggest(self, written: str, count: int = 3) -> list[str]:
        """Return the names most like one that is not known, the nearest first."""
        near = difflib.get_close_matches(fold_place(written), self._by_name, n=count, cutoff=0.7)
        return list(dict.fromkeys(self._by_name[name][0].name for name in near))
