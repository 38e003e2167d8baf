"""An organism's figures as they are read: large numbers, a line over years, a table."""

from dataclasses import dataclass

from vises_site.assemble.activity import CountedAndTold, SectorCount
from vises_site.model.activity import Cell, Counted, PublishedActivity, Rubric, Sum
from vises_site.render.charts.chart import Chart
from vises_site.render.charts.figures import Figures, Series
from vises_site.render.charts.frames import WEB_FRAMES, Frame
from vises_site.render.charts.keeping import ChartStore
from vises_site.render.charts.keyfigures import KeyFigure
from vises_site.render.charts.lettering import clean_label, format_number
from vises_site.render.charts.tables import NOTHING, Table
from vises_site.render.charts.wording import HIDDEN, HIDDEN_SHORT
from vises_site.text.typography import NO_BREAK

HEADLINES = ("bénéficiaires", "stagiaires", "heures", "ateliers", "sorties")
"""Rubrics that stand large; the others are in the table."""

MOST_HEADLINES = 4
FEWEST_YEARS = 3
"""Fewer years make no line."""

_WORDS = {"heures": "heures valorisées", "personnel": "équivalents temps plein"}
_GROUPED = "regroupés pour protéger les personnes"


@dataclass(frozen=True, slots=True)
class CountView:
    """Figures ready to be set.

    Attributes:
        year: The year of the large numbers.
        key_figures: The large numbers.
        table: All figures.
        note: Source and years, and what is hidden.
        chart: The people over the years; None where there are too few.
    """

    year: int
    key_figures: tuple[KeyFigure, ...]
    table: Table
    note: str
    chart: Chart | None = None


def build_count_view(
    told: CountedAndTold,
    charts: ChartStore,
    frames: tuple[Frame, ...] = WEB_FRAMES,
    world: str = "meuse",
) -> CountView:
    """Return an organism's figures, ready to be set.

    Args:
        told: The figures.
        charts: Draws the line.
        frames: Boxes of the line, one drawing each; none for no line.
        world: Colour token of the document.
    """
    activity = told.activity
    last = len(activity.years) - 1
    chosen = [c for c in activity.counted if c.rubric.name in HEADLINES and _is_told(c, last)]
    return CountView(
        activity.years[last],
        tuple(_build_key_figure(counted, last) for counted in chosen[:MOST_HEADLINES]),
        _build_table(activity, told.organism.fields.name),
        _write_note(activity),
        _draw_people(activity, charts, frames, world),
    )


def build_sector_view(sector: SectorCount) -> CountView:
    """Return what organisms counted together, ready to be set."""
    chosen = [s for s in sector.sums if s.rubric.name in HEADLINES][:MOST_HEADLINES]
    figures = tuple(
        KeyFigure(
            _format(one.total),
            clean_label(_name(one.rubric, one.total)),
            _list_sum(one),
            _count_organisms(one.organisms, sector),
        )
        for one in chosen
    )
    rows = [
        (
            clean_label(_label_row(one.rubric)),
            _format(one.total),
            f"{one.organisms} sur {sector.known}",
        )
        for one in sector.sums
    ]
    caption = clean_label(f"Ce que les organismes ont compté ensemble en {sector.year}")
    table = Table(caption, ("", str(sector.year), "Organismes"), tuple(rows))
    note = (
        f"Sommes des chiffres publiés par {sector.organisms} organisme"
        f"{'s' if sector.organisms > 1 else ''} sur {sector.known}, année {sector.year}. "
        "Source : les chiffres d’activité de chaque organisme, sur sa page."
    )
    return CountView(sector.year, figures, table, clean_label(note))


def _is_told(counted: Counted, index: int) -> bool:
    cell = counted.totals[index]
    return cell.value is not None or cell.is_hidden


def _name(rubric: Rubric, value: float | None) -> str:
    """Return what a number counts; up to one it is singular, as French has it."""
    name = _WORDS.get(rubric.name, rubric.name)
    if value is None or value >= 2:
        return name
    return " ".join(word.removesuffix("s") for word in name.split(" "))


def _build_key_figure(counted: Counted, index: int) -> KeyFigure:
    cell = counted.totals[index]
    label = clean_label(_name(counted.rubric, cell.value))
    if cell.value is None:
        return KeyFigure("", label, HIDDEN, "")
    shown = counted.list_parts(index)
    parts = [_write_part(name, value) for name, value in shown]
    if any(cells[index].is_hidden for _name, cells in counted.parts):
        rest = cell.value - sum(value for _name, value in shown)
        parts.append(_write_part(_GROUPED, rest) if shown else f"détail {HIDDEN}")
    return KeyFigure(_format(cell.value), label, " ; ".join(parts), "")


def _write_part(name: str, value: float) -> str:
    """Return a detail and its number, which stay on one line but for a long name's beginning."""
    *first, last = name.split(" ")
    return clean_label(" ".join([*first, f"{last}{NO_BREAK}:{NO_BREAK}{_format(value)}"]))


def _list_sum(one: Sum) -> str:
    parts = [_write_part(name, value) for name, value in one.parts]
    if one.rest:
        parts.append(_write_part(f"{_GROUPED}, ou non précisés", one.rest))
    return " ; ".join(parts)


def _count_organisms(count: int, sector: SectorCount) -> str:
    return "" if count == sector.organisms else f"{count} organismes sur {sector.known}"


def _label_row(rubric: Rubric) -> str:
    unit = rubric.unit if rubric.unit not in ("", rubric.name, "heures") else ""
    name = f"{rubric.name} ({unit})" if unit else rubric.name
    return name[0].upper() + name[1:]


def _build_table(activity: PublishedActivity, name: str) -> Table:
    rows = []
    for counted in activity.counted:
        rows.append((clean_label(_label_row(counted.rubric)), *map(_write_cell, counted.totals)))
        rows += [
            (clean_label(f"dont {label}"), *map(_write_cell, cells))
            for label, cells in counted.parts
        ]
    columns = ("", *map(str, activity.years))
    return Table(clean_label(f"Chiffres d’activité de {name}"), columns, tuple(rows))


def _write_cell(cell: Cell) -> str:
    if cell.is_hidden:
        return HIDDEN_SHORT
    return NOTHING if cell.value is None else _format(cell.value)


def _format(value: float) -> str:
    """Return a number with the decimals that it has, two at most."""
    decimals = next(d for d in (0, 1, 2) if d == 2 or round(value, d) == round(value, 2))
    return format_number(value, decimals)


def _write_note(activity: PublishedActivity) -> str:
    first, last = activity.years[0], activity.years[-1]
    period = str(last) if first == last else f"{first}-{last}"
    period = "" if period in activity.source else f", {period}"
    cells = (c for one in activity.counted for _label, row in one.parts for c in row)
    totals = (cell for one in activity.counted for cell in one.totals)
    hidden = any(cell.is_hidden for cell in (*cells, *totals))
    protects = " Masqué : pour protéger les personnes." if hidden else ""
    return clean_label(f"Source : {activity.source}{period}.{protects}")


def _draw_people(
    activity: PublishedActivity, charts: ChartStore, frames: tuple[Frame, ...], world: str
) -> Chart | None:
    people = next((c for c in activity.counted if c.rubric.name in HEADLINES[:2]), None)
    if people is None or not frames:
        return None
    known = [index for index, cell in enumerate(people.totals) if cell.value is not None]
    if len(known) < FEWEST_YEARS:
        return None
    first, last = activity.years[known[0]], activity.years[known[-1]]
    name = people.rubric.name
    figures = Figures(
        f"{name[0].upper()}{name[1:]}, de {first} à {last}",
        tuple(str(activity.years[index]) for index in known),
        (Series(name, tuple(people.totals[index].value for index in known)),),
        activity.source,
    )
    return charts.draw(figures, "lignes", frames, world)
