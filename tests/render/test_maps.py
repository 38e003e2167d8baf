"""Where marks stand on the map, and what the list beside it says."""

import math
import re
from dataclasses import replace
from datetime import date

import pytest

from tests.conftest import TODAY, Workspace
from vises_site.load.places import read_gazetteer
from vises_site.model.publishable import publishable
from vises_site.render.maps import ELSEWHERE, MOST_MARKS, NO_PLACE, RADII, PlacesMap, read_land
from vises_site.render.marks import Mark, label_marks, measure_name, overlaps, scatter_marks


def build_map(workspace: Workspace, on_date: date = TODAY) -> PlacesMap:
    return PlacesMap(publishable(workspace.load(on_date), "site", on_date))


def write_organisms(workspace: Workspace, communes: list[str]) -> None:
    for index, commune in enumerate(communes):
        line = f"commune: {commune}\n" if commune else ""
        text = f"---\nnom: Maison {index}\ndispositifs: [CISP]\n{line}---\nUn lieu.\n"
        workspace.write({f"content/organismes/maison-{index}.md": text})


def make_mark(x: float, y: float, slug: str = "a") -> Mark:
    return Mark(x, y, (x, y), "sis", "1", (slug,))


def list_corners(path: str) -> list[tuple[float, float]]:
    """Return the corners of a path of relative steps."""
    corners = []
    for start, steps in re.findall(r"M([^l]+)l([^z]+)z", path):
        x, y = map(float, start.split(","))
        corners.append((x, y))
        for step in steps.split():
            dx, dy = map(float, step.split(","))
            x, y = x + dx, y + dy
            corners.append((x, y))
    return corners


def contains(path: str, point: tuple[float, float]) -> bool:
    """Tell by the rule of even and odd whether a point lies in the first ring of a path."""
    ring = list_corners(path.split("z")[0] + "z")
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def test_towns_lie_in_the_province_that_is_drawn_for_them() -> None:
    land = read_land()
    paths = {name: path for name, path, _middle in land.provinces}
    for town in ("Namur", "Charleroi", "Verviers", "Arlon", "Wavre", "Tournai", "Dinant", "Huy"):
        place = read_gazetteer().find(town)
        assert place is not None
        point = land.locate(place)
        assert point is not None
        assert [name for name, path in paths.items() if contains(path, point)] == [place.province]


def test_distances_on_the_map_are_those_of_the_country() -> None:
    land = read_land()
    namur, liege = (read_gazetteer().find(name) for name in ("Namur", "Liège"))
    assert namur is not None
    assert liege is not None
    points = land.locate(namur), land.locate(liege)
    assert points[0] is not None
    assert points[1] is not None
    metres = math.dist(points[0], points[1]) * land.plane["metres_per_unit"]
    assert metres == pytest.approx(53_000, rel=0.03)


def test_the_drawing_stays_inside_its_frame() -> None:
    land = read_land()
    for path in (land.outline, *(path for _name, path, _middle in land.provinces)):
        for x, y in list_corners(path):
            assert 0 < x < land.width
            assert 0 < y < land.height


@pytest.mark.parametrize("count", [2, 7, 40])
def test_marks_at_one_place_are_set_apart(count: int) -> None:
    marks = scatter_marks([make_mark(500, 300, str(n)) for n in range(count)], 16, (1000, 600))
    for index, one in enumerate(marks):
        assert 16 <= one.x <= 984
        for other in marks[index + 1 :]:
            assert math.dist((one.x, one.y), (other.x, other.y)) >= 32
    assert any(one.is_moved for one in marks)


def test_a_mark_that_is_alone_stays() -> None:
    marks = scatter_marks([make_mark(100, 100), make_mark(300, 100)], 16, (1000, 600))
    assert [(one.x, one.y, one.is_moved) for one in marks] == [
        (100, 100, False),
        (300, 100, False),
    ]


def test_names_cover_neither_marks_nor_one_another() -> None:
    marks = [make_mark(100 + 45 * n, 100 + 12 * (n % 3), str(n)) for n in range(12)]
    names = {str(n): f"La Maison numéro {n}" for n in range(12)}
    labelled = label_marks(marks, 16, names, (1000, 600))
    boxes = [measure_name(one) for one in labelled if one.name]
    assert boxes
    for index, box in enumerate(boxes):
        assert box[0] >= 0
        assert box[2] <= 1000
        assert not any(overlaps(box, other) for other in boxes[index + 1 :])
        for one in marks:
            assert not overlaps(box, (one.x - 16, one.y - 16, one.x + 16, one.y + 16))


def test_a_name_without_room_is_left_to_the_list() -> None:
    marks = [make_mark(60 + 34 * x, 60 + 34 * y, f"{x}-{y}") for x in range(9) for y in range(9)]
    names = {one.slugs[0]: "Un nom plutôt long" for one in marks}
    labelled = label_marks(marks, 16, names, (1000, 600))
    middle = next(one for one in labelled if one.slugs == ("4-4",))
    assert middle.name == ""
    assert replace(middle, name="") == make_mark(60 + 34 * 4, 60 + 34 * 4, "4-4")


def test_the_list_says_what_the_map_shows(workspace: Workspace) -> None:
    write_organisms(workspace, ["Arlon", "MONS", "", "Ixelles", "Nulle-part", "Mons"])
    places = build_map(workspace)
    listed = [(r.name, [(e.number, e.organism.slug) for e in r.entries]) for r in places.regions]
    assert listed == [
        ("Hainaut", [(1, "maison-1"), (2, "maison-5")]),
        ("Luxembourg", [(3, "maison-0")]),
        ("Namur", [(4, "la-passerelle")]),
        ("Bruxelles", [(0, "maison-3")]),
        (ELSEWHERE, [(0, "maison-4")]),
        (NO_PLACE, [(0, "maison-2")]),
    ]
    assert [(one.text, one.slugs) for one in places.wide] == [
        (str(entry.number), (entry.organism.slug,)) for entry in places.on_map
    ]
    assert len({region.anchor for region in places.regions}) == len(places.regions)


def test_many_organisms_share_marks_and_none_is_lost(workspace: Workspace) -> None:
    towns = [p.name for p in read_gazetteer().places if p.postcodes and p.is_on_map]
    write_organisms(workspace, towns)
    places = build_map(workspace)
    for size, marks in (("wide", places.wide), ("narrow", places.narrow)):
        assert len(marks) <= MOST_MARKS[size]
        slugs = [slug for one in marks for slug in one.slugs]
        assert sorted(slugs) == sorted(entry.organism.slug for entry in places.on_map)
        assert {len(one.slugs) > 1 for one in marks if one.text.startswith("×")} == {True}
        for index, one in enumerate(marks):
            for other in marks[index + 1 :]:
                assert math.dist((one.x, one.y), (other.x, other.y)) >= 2 * RADII[size]


def test_the_same_organisms_give_the_same_map(workspace: Workspace) -> None:
    write_organisms(workspace, ["Liège", "Seraing", "Herstal", "Liège", "Ans"])
    first, second = build_map(workspace), build_map(workspace)
    assert first.wide == second.wide
    assert first.narrow == second.narrow
    assert first.captions == second.captions


def test_readers_choose_among_the_municipalities(workspace: Workspace) -> None:
    communes = {name: (codes, at) for name, codes, at in build_map(workspace).communes}
    assert len(communes) == 261 + 19
    assert communes["Huy"][0] == "4500"
    assert re.fullmatch(r"\d+,\d+", communes["Huy"][1])
