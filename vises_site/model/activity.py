"""What an organism counts year by year, and what of it may be published.

A count of people below the threshold could tell of one of them. `hide_small_groups` takes it out,
and with it whatever would give it back; sums over organisms are made of what is left.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SMALLEST_GROUP = 5
"""Fewer people than that are not counted in public."""

STATUSES = (
    "revenu d'intégration",
    "chômage",
    "mutuelle",
    "allocation de handicap",
    "pension",
    "emploi",
    "sans revenu",
    "autre statut",
)
EXITS = ("vers l'emploi", "vers une formation qualifiante", "vers d'autres suites")
MEANS = ("Région", "commune ou CPAS", "fonds européens", "recettes propres", "autres moyens")
SPENDING = ("personnel", "fonctionnement", "équipement", "autres dépenses")

UNSPECIFIED = "non précisé"
"""Label of what a total holds beyond its details."""


@dataclass(frozen=True, slots=True)
class Rubric:
    """One thing that the sector counts.

    Attributes:
        name: Its name, as it is written and read.
        unit: What one is, in the plural; empty for people, who are named by the rubric.
        details: How it may be broken down, in the order in which it is shown.
        is_people: Whether people are counted: then small groups are hidden.
        decimals: Digits that a number may have after the comma.
    """

    name: str
    unit: str = ""
    details: tuple[str, ...] = ()
    is_people: bool = False
    decimals: int = 0


RUBRICS = (
    Rubric("bénéficiaires", details=STATUSES, is_people=True),
    Rubric("stagiaires", details=STATUSES, is_people=True),
    Rubric("heures", "heures", decimals=2),
    Rubric("ateliers", "ateliers"),
    Rubric("sorties", details=EXITS, is_people=True),
    Rubric("partenariats", "partenariats"),
    Rubric("personnel", "équivalents temps plein", decimals=2),
    Rubric("heures de formation du personnel", "heures", decimals=2),
    Rubric("moyens", "euros", MEANS, decimals=2),
    Rubric("dépenses", "euros", SPENDING, decimals=2),
)
"""All of them, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an organism's figures.

    Attributes:
        rubric: What is counted.
        detail: One of the rubric's details; empty for the total.
        counts: One for each year; None where nothing was written.
    """

    rubric: Rubric
    detail: str
    counts: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Activity:
    """An organism's figures as written; never given to a renderer.

    Attributes:
        years: In order.
        rows: In the order of `RUBRICS` and of their details, the total first.
        source: Whence they are, in words; empty where the file does not tell.
    """

    years: tuple[int, ...]
    rows: tuple[Row, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A count of one year.

    Attributes:
        value: The number; None where it is unknown or hidden.
        is_hidden: Whether it protects somebody.
    """

    value: float | None = None
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """What may be published of one rubric.

    Attributes:
        rubric: What is counted.
        totals: One for each year.
        parts: Each detail that is told, with one cell for each year.
    """

    rubric: Rubric
    totals: tuple[Cell, ...]
    parts: tuple[tuple[str, tuple[Cell, ...]], ...] = ()

    def list_parts(self, index: int) -> list[tuple[str, float]]:
        """Return the details of one year that are shown and not zero."""
        cells = ((label, cells[index]) for label, cells in self.parts)
        return [(label, cell.value) for label, cell in cells if cell.value]


@dataclass(frozen=True, slots=True)
class PublishedActivity:
    """What may be published of an organism's figures.

    Attributes:
        years: In order.
        counted: What was counted, in the order of `RUBRICS`.
        source: Whence the figures are; never empty.
    """

    years: tuple[int, ...]
    counted: tuple[Counted, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Sum:
    """One rubric in one year over several organisms, made of their published figures alone.

    Attributes:
        rubric: What is counted.
        total: Sum of the published totals.
        organisms: How many organisms it is made of.
        parts: Sum of what each of them shows of each detail.
        rest: What of the total no detail shows: grouped to protect people, or not specified.
    """

    rubric: Rubric
    total: float
    organisms: int
    parts: tuple[tuple[str, float], ...] = ()
    rest: float = 0.0


def find_hidden(parts: Sequence[float], threshold: int = SMALLEST_GROUP) -> list[bool]:
    """Tell which parts of a published total are hidden, so that no part can be worked out.

    Where a part is between 1 and the threshold, all parts below the threshold are hidden, zeros
    too, and with them the last part that is not below it. That one is chosen by its place and
    not by its size, and all parts are hidden where those chosen add up to less than
    `threshold + (threshold - 1) * (count - 1)`. So for somebody who knows this rule, each small
    part can still be any number below the threshold (where it is the only one: any but zero):
    whichever it is, the same parts are hidden and the same numbers shown.

    Args:
        parts: What adds up to the total.
        threshold: Smallest number that is shown, at least 3.

    >>> find_hidden([40, 3, 25, 12])
    [False, True, False, True]
    >>> find_hidden([40, 0, 25])
    [False, False, False]
    >>> find_hidden([2, 5])
    [True, True]
    """
    if not any(0 < part < threshold for part in parts):
        return [False] * len(parts)
    hidden = [part < threshold for part in parts]
    large = [index for index, part in enumerate(parts) if part >= threshold]
    if large:
        hidden[large[-1]] = True
    together = sum(part for part, flag in zip(parts, hidden, strict=True) if flag)
    if together < threshold + (threshold - 1) * (sum(hidden) - 1):
        return [True] * len(parts)
    return hidden


def hide_small_groups(activity: Activity, source: str) -> PublishedActivity:
    """Reduce an organism's figures to what may be published.

    Args:
        activity: Its figures; no detail adds up to more than its total.
        source: Whence they are, where the file does not tell.
    """
    counted = []
    for rubric in dict.fromkeys(row.rubric for row in activity.rows):
        rows = [row for row in activity.rows if row.rubric is rubric]
        counted.append(_reduce_rubric(rubric, rows, len(activity.years)))
    return PublishedActivity(activity.years, tuple(counted), activity.source or source)


def _reduce_rubric(rubric: Rubric, rows: list[Row], years: int) -> Counted:
    given = next((row.counts for row in rows if not row.detail), (None,) * years)
    details = [row for row in rows if row.detail]
    columns = [
        _reduce_year(rubric, given[year], [row.counts[year] for row in details])
        for year in range(years)
    ]
    parts = [
        (row.detail, tuple(cells[place] for _total, cells in columns))
        for place, row in enumerate(details)
    ]
    rest = tuple(cells[-1] for _total, cells in columns)
    if any(cell.value for cell in rest):
        parts.append((UNSPECIFIED, rest))
    return Counted(rubric, tuple(total for total, _cells in columns), tuple(parts))


def _reduce_year(
    rubric: Rubric, total: float | None, details: list[float | None]
) -> tuple[Cell, list[Cell]]:
    """Return the total of one year, then its details and what they leave unspecified."""
    known = {place: value for place, value in enumerate(details) if value is not None}
    if total is None and known and len(known) == len(details):
        total = sum(known.values())
    elif total is not None and known:
        rest = round(total - sum(known.values()), 2)
        if rest or len(known) < len(details):
            known[len(details)] = rest
    cells = [Cell(known.get(place)) for place in range(len(details) + 1)]
    if not rubric.is_people:
        return Cell(total), cells
    if total is not None and 0 < total < SMALLEST_GROUP:
        flags = [True] * len(known)
    elif total is None:  # nothing that could be subtracted from
        flags = [value < SMALLEST_GROUP for value in known.values()]
    else:
        flags = find_hidden(list(known.values()))
    for place, is_hidden in zip(known, flags, strict=True):
        if is_hidden:
            cells[place] = Cell(is_hidden=True)
    is_small = total is not None and 0 < total < SMALLEST_GROUP
    return Cell(is_hidden=True) if is_small else Cell(total), cells


def find_shared_year(activities: Iterable[PublishedActivity]) -> int | None:
    """Return the year for which most organisms gave figures, the latest of them; None for none."""
    years = [year for activity in activities for year in activity.years]
    return max(years, key=lambda year: (years.count(year), year), default=None)


def sum_activities(activities: Sequence[PublishedActivity], year: int) -> tuple[Sum, ...]:
    """Return what organisms counted together in a year, by rubric.

    Nothing but published figures goes into it: it tells nothing that their pages do not tell.
    """
    found: dict[Rubric, list[tuple[float, list[tuple[str, float]]]]] = {}
    for activity in activities:
        if year not in activity.years:
            continue
        index = activity.years.index(year)
        for counted in activity.counted:
            total = counted.totals[index].value
            if total is not None:
                found.setdefault(counted.rubric, []).append((total, counted.list_parts(index)))
    return tuple(_add_up(rubric, found[rubric]) for rubric in RUBRICS if rubric in found)


def _add_up(rubric: Rubric, members: list[tuple[float, list[tuple[str, float]]]]) -> Sum:
    total = sum(total for total, _parts in members)
    parts: dict[str, float] = dict.fromkeys(rubric.details, 0.0)
    for _total, shown in members:
        for label, value in shown:
            if label in parts:
                parts[label] += value
    told = tuple((label, value) for label, value in parts.items() if value)
    rest = round(total - sum(value for _label, value in told), 2) if told else 0.0
    return Sum(rubric, total, len(members), told, rest)
