"""Places are found by whatever spelling authors use."""

import pytest

from vises_site.load.places import find_place, read_gazetteer
from vises_site.model.organism import OrganismFields
from vises_site.model.place import WALLOON_PROVINCES, Gazetteer, Place


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Liège", "Liège"),
        ("LIEGE", "Liège"),
        ("4000 Liège", "Liège"),
        ("B-4000 liège", "Liège"),
        ("Luik", "Liège"),
        ("Lie\u0300ge", "Liège"),
        ("st vith", "Saint-Vith"),
        ("Mont-de-l'Enclus", "Mont-de-l’Enclus"),
        ("Namur (Salzinnes)", "Namur"),
        ("5000", "Namur"),
        ("Jambes", "Jambes"),
    ],
)
def test_a_place_is_found_in_odd_spellings(written: str, name: str) -> None:
    place = read_gazetteer().find(written)
    assert place is not None
    assert place.name == name


def test_every_municipality_of_wallonia_has_a_position_inside_it() -> None:
    walloon = [p for p in read_gazetteer().places if p.province in WALLOON_PROVINCES]
    assert len([p for p in walloon if p.postcodes]) == 261
    for place in walloon:
        assert place.is_on_map
        assert 2.8 < (place.longitude or 0) < 6.5
        assert 49.4 < (place.latitude or 0) < 50.9


def test_the_province_tells_places_of_one_name_apart() -> None:
    places = [Place("Hamois", "Namur", 50.3, 5.1), Place("Hamois", "Liège", 50.5, 5.5)]
    gazetteer = Gazetteer(places)
    assert gazetteer.find("Hamois", "liege") is places[1]
    assert gazetteer.find("Hamois") is places[0]
    assert gazetteer.find("Hamois", "Hainaut") is places[0]


def test_names_like_an_unknown_one_are_proposed() -> None:
    assert read_gazetteer().suggest("Charlroi")[0] == "Charleroi"
    assert read_gazetteer().suggest("Zzzzzz") == []


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"commune": "Huy", "adresse": "rue X 1, 4000 Liège"}, "Huy"),
        ({"adresse": "rue de l’Exemple 1200, 6000 Charleroi"}, "Charleroi"),
        ({"adresse": "rue de la Gare 3, 7100"}, "La Louvière"),
        ({"adresse": "chaussée de Namur 4, 5300 Andenne (près de la gare)"}, "Andenne"),
        ({"commune": "Pas-une-commune", "adresse": "rue X, 4500 Huy"}, "Huy"),
        ({"commune": "Lille"}, "Lille"),
        ({"commune": "Lille", "province": "Nord"}, None),
        ({"adresse": "rue sans numéro"}, None),
        ({"adresse": "9999"}, None),
        ({}, None),
    ],
)
def test_an_organism_has_a_place_by_its_municipality_or_its_address(
    fields: dict[str, str], name: str | None
) -> None:
    members = {"nom": "Essai", "dispositifs": ["SIS"], **fields}
    place = find_place(OrganismFields.model_validate(members))
    assert (place.name if place else None) == name
