"""Where organisms are, by the list of places that ships with the theme."""

import csv
from functools import cache

from vises_site.language import gettext as _
from vises_site.load.sources import Source
from vises_site.model.organism import Organism, OrganismFields
from vises_site.model.place import Gazetteer, Place
from vises_site.model.vocabulary import fold
from vises_site.theme import MAPS_PATH


@cache
def read_gazetteer() -> Gazetteer:
    """Return all municipalities of Belgium, then the localities of Wallonia."""
    with (MAPS_PATH / "communes.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter=";")
        return Gazetteer(_parse_place(row) for row in rows)


def _parse_place(row: dict[str, str]) -> Place:
    return Place(
        name=row["nom"],
        province=row["province"],
        latitude=float(row["latitude"]) if row["latitude"] else None,
        longitude=float(row["longitude"]) if row["longitude"] else None,
        postcodes=tuple(row["codes postaux"].split()),
        other_names=tuple(filter(None, row["autres noms"].split(", "))),
    )


def is_abroad(fields: OrganismFields) -> bool:
    """Tell whether an organism says of itself that it lies in no province of Belgium."""
    return bool(fields.province) and not read_gazetteer().is_province(fields.province or "")


def find_place(fields: OrganismFields) -> Place | None:
    """Return where an organism is: by its municipality, or else by its address."""
    gazetteer, province = read_gazetteer(), fields.province or ""
    if is_abroad(fields):
        return None
    if fields.municipality and (place := gazetteer.find(fields.municipality, province)):
        return place
    return gazetteer.find_in_address(fields.address, province) if fields.address else None


def check_place(organism: Organism, source: Source) -> None:
    """Warn of a municipality that is not known, and of a province that is not its own."""
    fields, gazetteer = organism.fields, read_gazetteer()
    if not fields.municipality or is_abroad(fields):
        return
    place = gazetteer.find(fields.municipality, fields.province or "")
    if place is None:
        names = gazetteer.suggest(fields.municipality)
        source.report_at(
            ("commune",),
            "unknown-place",
            _("no municipality or locality « {name} » is known").format(name=fields.municipality),
            _("the name of a municipality, such as Namur or La Louvière"),
            _("write « {nearest} »").format(nearest=" », « ".join(names))
            if names
            else _("correct the name; outside Belgium, write the region in « province »"),
            severity="warning",
        )
    elif fields.province and fold(place.province) != fold(fields.province):
        source.report_at(
            ("province",),
            "other-province",
            _("{place} does not lie in « {province} »").format(
                place=place.name, province=fields.province
            ),
            _("the province of the municipality"),
            _("write « {nearest} »").format(nearest=place.province),
            severity="warning",
        )
