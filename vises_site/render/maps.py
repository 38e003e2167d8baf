"""The map of Wallonia: where organisms are, without any server of tiles."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from vises_site.interface import mark
from vises_site.load.places import read_gazetteer
from vises_site.model.organism import Organism
from vises_site.model.place import WALLOON_PROVINCES, Place
from vises_site.model.publishable import Publishable
from vises_site.model.vocabulary import fold
from vises_site.render.marks import Caption, Mark, Point, label_marks, place_captions, scatter_marks
from vises_site.text.typography import set_words
from vises_site.theme import MAPS_PATH

PROVINCES = (
    mark("Brabant wallon"),
    mark("Hainaut"),
    mark("Liège"),
    mark("Luxembourg"),
    mark("Namur"),
    mark("Bruxelles"),
)
"""Provinces, and the region, that have names of their own in other languages."""

ELSEWHERE = mark("Ailleurs")
NO_PLACE = mark("Sans adresse publiée")
_OURS = {*PROVINCES, ELSEWHERE, NO_PLACE}

RADII = {"wide": 16.0, "narrow": 34.0}
"""Half the width of a mark in units of the map, on a screen and on a telephone."""

MOST_MARKS = {"wide": 60, "narrow": 16}
"""Beyond that many, organisms that are near one another share a mark."""

RIVER_NAMES = (
    Caption(mark("Meuse"), 797, 70, "river"),
    Caption(mark("Sambre"), 330, 262, "river"),
)
"""Where the names of the rivers begin, below the marks."""

MOST_NAMED = 24
"""Beyond that many marks their names stand in the list only."""


@dataclass(frozen=True, slots=True)
class Land:
    """What is drawn below the marks, in units of the map.

    Attributes:
        width: Of the map.
        height: Of the map.
        outline: Path of Wallonia with few points, for small maps.
        provinces: Name, path and middle of each.
        rivers: Name and path of each.
        plane: West and north border, in degrees; units per degree; metres per unit.
    """

    width: int
    height: int
    outline: str
    provinces: tuple[tuple[str, str, Point], ...]
    rivers: tuple[tuple[str, str], ...]
    plane: dict[str, float]

    def locate(self, place: Place) -> Point | None:
        """Return the point of a place, wherever it is; None where its position is not known."""
        if place.latitude is None or place.longitude is None:
            return None
        x = (place.longitude - self.plane["west"]) * self.plane["per_longitude"]
        y = (self.plane["north"] - place.latitude) * self.plane["per_latitude"]
        return round(x, 1), round(y, 1)


@cache
def read_land() -> Land:
    """Return the map that ships with the theme."""
    read: dict[str, Any] = json.loads((MAPS_PATH / "wallonie.json").read_text("utf-8"))
    return Land(
        width=read["width"],
        height=read["height"],
        outline=read["outline"],
        provinces=tuple(
            (each["name"], each["path"], (each["label"][0], each["label"][1]))
            for each in read["provinces"]
        ),
        rivers=tuple((each["name"], each["path"]) for each in read["rivers"]),
        plane=read["plane"],
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """An organism in the list.

    Attributes:
        organism: The organism.
        number: Of its mark; 0 for one that is not on the map.
        point: Its place on the map's plane, also beyond the border; None for none.
    """

    organism: Organism
    number: int
    point: Point | None


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the list.

    Attributes:
        name: Of a province, or of what an author calls it, or `ELSEWHERE` or `NO_PLACE`.
        is_ours: Whether the interface knows the name in other languages.
        anchor: Its id on the page.
        entries: Its organisms, by name.
    """

    name: str
    is_ours: bool
    anchor: str
    entries: tuple[Entry, ...]


class PlacesMap:
    """The places of the organisms that may be shown.

    Args:
        shown: What may appear on the site.
    """

    def __init__(self, shown: Publishable) -> None:
        self._organisms = tuple(shown.organisms.values())

    radii = RADII

    @property
    def land(self) -> Land:
        """The ground of the map."""
        return read_land()

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """The list: the provinces of the map, then other regions, then those without a place."""
        found: dict[str, list[Organism]] = {}
        for organism in self._organisms:
            found.setdefault(name_region(organism), []).append(organism)
        known = (*WALLOON_PROVINCES, ELSEWHERE, NO_PLACE)
        others = sorted((name for name in found if name not in known), key=fold)
        names = [*WALLOON_PROVINCES, *others, ELSEWHERE, NO_PLACE]
        regions: list[Region] = []
        number = 0
        for name in names:
            entries = []
            for organism in sorted(found.get(name, ()), key=_sort_by_place):
                place = organism.place
                point = self.land.locate(place) if place else None
                is_on_map = place is not None and place.is_on_map
                number += is_on_map
                entries.append(Entry(organism, number if is_on_map else 0, point))
            if entries:
                anchor = f"lieu-{len(regions) + 1}"
                regions.append(Region(name, name in _OURS, anchor, tuple(entries)))
        return tuple(regions)

    @cached_property
    def on_map(self) -> tuple[Entry, ...]:
        """The organisms that have a mark, by number."""
        return tuple(entry for region in self.regions for entry in region.entries if entry.number)

    @cached_property
    def wide(self) -> tuple[Mark, ...]:
        """The marks of the map on a screen, with names where there is room."""
        marks = self._build_marks("wide")
        names = {
            entry.organism.slug: set_words(entry.organism.fields.name, "fr")
            for entry in self.on_map
        }
        if len(marks) > MOST_NAMED:
            return marks
        return label_marks(marks, RADII["wide"], names, (self.land.width, self.land.height))

    @cached_property
    def captions(self) -> tuple[Caption, ...]:
        """Names of provinces and rivers on a screen's map, where they cover no mark."""
        provinces = [
            Caption(name, *middle, "province") for name, _path, middle in self.land.provinces
        ]
        return place_captions([*provinces, *RIVER_NAMES], self.wide, RADII["wide"])

    @cached_property
    def narrow(self) -> tuple[Mark, ...]:
        """The marks of the map on a telephone: larger, and numbers only."""
        return self._build_marks("narrow")

    @cached_property
    def communes(self) -> tuple[tuple[str, str, str], ...]:
        """Name, postal codes and point of the municipalities among which a reader finds theirs."""
        provinces = (*WALLOON_PROVINCES, PROVINCES[-1])
        found = []
        for place in read_gazetteer().places:
            if place.postcodes and place.province in provinces and (at := self.land.locate(place)):
                found.append((place.name, " ".join(place.postcodes), f"{at[0]:.0f},{at[1]:.0f}"))
        return tuple(found)

    def find_point(self, organism: Organism) -> Point | None:
        """Return the point of an organism that lies on the map."""
        place = organism.place
        return self.land.locate(place) if place is not None and place.is_on_map else None

    def find_anchor(self, slug: str) -> str:
        """Return the id of the part of the list in which an organism stands."""
        return next(
            region.anchor
            for region in self.regions
            for entry in region.entries
            if entry.organism.slug == slug
        )

    def has_kind(self, kind: str) -> bool:
        """Tell whether there is an organism of a kind."""
        return any(name_kind(organism) == kind for organism in self._organisms)

    def name_kind(self, organism: Organism) -> str:
        """Return the form of an organism's mark."""
        return name_kind(organism)

    def list_points(self, dispositif: str) -> list[Point]:
        """Return the points of the organisms of a dispositif, each point once."""
        entries = (e for e in self.on_map if dispositif in e.organism.fields.dispositifs)
        return sorted({entry.point for entry in entries if entry.point is not None})

    def count(self, dispositif: str) -> int:
        """Count the organisms of a dispositif, whether on the map or not."""
        return sum(dispositif in organism.fields.dispositifs for organism in self._organisms)

    def _build_marks(self, size: str) -> tuple[Mark, ...]:
        marks = [
            Mark(
                x=entry.point[0],
                y=entry.point[1],
                origin=entry.point,
                kind=name_kind(entry.organism),
                text=str(entry.number),
                slugs=(entry.organism.slug,),
            )
            for entry in self.on_map
            if entry.point is not None
        ]
        if len(marks) > MOST_MARKS[size]:
            marks = _join_marks(marks, RADII[size], MOST_MARKS[size])
        bounds = (self.land.width, self.land.height)
        return scatter_marks(marks, RADII[size], bounds)


def name_region(organism: Organism) -> str:
    """Return under which heading an organism is listed."""
    fields = organism.fields
    if organism.place is not None:
        return organism.place.province
    has_place = fields.municipality or fields.address
    return fields.province or (ELSEWHERE if has_place else NO_PLACE)


def name_kind(organism: Organism) -> str:
    """Return the form of an organism's mark."""
    dispositifs = organism.fields.dispositifs
    return "both" if len(set(dispositifs)) > 1 else dispositifs[0].lower()


def _sort_by_place(organism: Organism) -> tuple[str, str, str]:
    place = organism.place.name if organism.place else ""
    return fold(place), fold(organism.fields.name), organism.slug


def _join_marks(marks: Sequence[Mark], radius: float, most: int) -> list[Mark]:
    """Join marks that lie in one square of a grid, the finest that leaves few enough."""
    side = radius * 2
    while True:
        squares: dict[tuple[int, int], list[Mark]] = {}
        for one in marks:
            key = math.floor(one.x / side), math.floor(one.y / side)
            squares.setdefault(key, []).append(one)
        if len(squares) <= most:
            return [_join(together) for together in squares.values()]
        side *= 1.25


def _join(together: Sequence[Mark]) -> Mark:
    first = together[0]
    if len(together) == 1:
        return first
    x = sum(one.x for one in together) / len(together)
    y = sum(one.y for one in together) / len(together)
    slugs = tuple(slug for one in together for slug in one.slugs)
    kinds = {one.kind for one in together}
    kind = kinds.pop() if len(kinds) == 1 else "both"
    return replace(first, x=x, y=y, origin=(x, y), kind=kind, text=f"×{len(together)}", slugs=slugs)
