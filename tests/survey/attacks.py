"""An attacker on a survey's published figures: integer programming, independent of our code.

What a reader does not know is how many people of each *kind* – a combination of groups, no group
included – gave each answer to each question. All that is published is linear in these numbers.
If a hidden cell of 1 to t − 1 people cannot be t or more in any table of whole numbers that
agrees with everything published, the reader knows that it is small: a leak.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from vises_site.model.results import Distribution, Result, Summary

Figures = dict[str, tuple[Result, ...]]
MOST_PEOPLE = 1000
SILENT, OTHER, GIVEN = "?silent", "?other", "?given"


@dataclass(frozen=True)
class Cell:
    """What an attacker wants to know: how many of a group gave an answer."""

    question: str
    by: str
    group: str
    row: str


@dataclass
class World:
    """The unknowns, and what is known of them.

    Each entity – a question, or an option of a multiple choice – has a block of unknowns,
    rows × kinds.
    """

    makers: list[str]
    kinds: list[tuple[str, ...]]
    blocks: dict[str, dict[str, int]] = field(default_factory=dict)
    rows: list[tuple[np.ndarray, float]] = field(default_factory=list)
    lows: list[float] = field(default_factory=list)
    highs: list[float] = field(default_factory=list)
    size: int = 0
    impossible: list[int] = field(default_factory=list)

    def add_entity(self, name: str, rows: Sequence[str]) -> None:
        self.blocks[name] = {
            row: self.size + rank * len(self.kinds) for rank, row in enumerate(rows)
        }
        self.size += len(rows) * len(self.kinds)

    def select(self, name: str, rows: Sequence[str], by: str = "", group: str = "") -> np.ndarray:
        kinds = [
            rank
            for rank, kind in enumerate(self.kinds)
            if not by or kind[self.makers.index(by)] == group
        ]
        starts = [self.blocks[name][row] for row in rows]
        return np.array([start + kind for start in starts for kind in kinds], dtype=int)

    def add(self, columns: np.ndarray, low: float, high: float, less: np.ndarray | None = None):
        weights = np.ones(len(columns))
        if less is not None:
            columns = np.concatenate([columns, less])
            weights = np.concatenate([weights, -np.ones(len(less))])
        self.rows.append((columns, weights))
        self.lows.append(low)
        self.highs.append(high)

    def solve(self, wanted: list[np.ndarray]) -> np.ndarray:
        """Return a table that agrees with everything, in which what is wanted is most."""
        cost = np.zeros(self.size)
        for columns in wanted:
            cost[columns] -= 1
        matrix = csr_matrix(
            (
                np.concatenate([weights for _c, weights in self.rows]),
                (
                    np.repeat(np.arange(len(self.rows)), [len(c) for c, _w in self.rows]),
                    np.concatenate([columns for columns, _w in self.rows]),
                ),
            ),
            shape=(len(self.rows), self.size),
        )
        highs = np.full(self.size, float(MOST_PEOPLE))
        highs[self.impossible] = 0
        found = milp(
            cost,
            constraints=LinearConstraint(matrix, self.lows, self.highs),
            bounds=Bounds(0, highs),
            integrality=np.ones(self.size),
        )
        assert found.x is not None, found.message
        return np.round(found.x)


def find_leaks(
    figures: Figures,
    truth: Figures,
    asked: int,
    known_kinds: dict[tuple[str, ...], int] | None = None,
) -> list[Cell]:
    """Return the hidden small cells that a reader finds out to be small.

    Args:
        figures: What is published.
        truth: The same with nothing hidden, to know which hidden cells are small.
        asked: How many people were asked; 0 where nobody is told.
        known_kinds: How many people there are of each kind, where the attacker knows even that.
    """
    left = list(list_targets(figures, truth))
    if not left:
        return []
    world = build_world(figures, asked, known_kinds)
    threshold = next(iter(figures.values()))[0].threshold
    leaks = []
    while left:
        # All at once: a table in which several are large clears them all
        solution = world.solve([find_columns(world, figures, cell) for cell in left])
        cleared = {c for c in left if solution[find_columns(world, figures, c)].sum() >= threshold}
        if not cleared:
            columns = find_columns(world, figures, left[0])
            if world.solve([columns])[columns].sum() < threshold:
                leaks.append(left[0])
            cleared = {left[0]}
        left = [cell for cell in left if cell not in cleared]
    return leaks


def list_targets(figures: Figures, truth: Figures) -> Iterator[Cell]:
    for name, results in figures.items():
        for result, real in zip(results, truth[name], strict=True):
            by = result.by.id if result.by else ""
            parts = zip(list_parts(result), list_parts(real), strict=True)
            for part, whole in parts:
                yield from _list_small(result, part, whole, by)


def list_parts(result: Result) -> tuple[Distribution | Summary, ...]:
    return result.groups if result.by else (result.everyone,)


def _list_small(
    result: Result, part: Distribution | Summary, whole: Distribution | Summary, by: str
) -> Iterator[Cell]:
    name, smalls = result.question.id, range(1, result.threshold)
    if isinstance(part, Summary) or isinstance(whole, Summary):
        if part.answered is None and whole.answered in smalls:
            yield Cell(name, by, part.code, GIVEN)
        return
    for share, fact in zip(part.shares, whole.shares, strict=True):
        assert fact.count is not None
        assert whole.answered is not None
        if share.count is not None:
            continue
        assert (share.percent, share.low, share.high) == (None, None, None)
        if fact.count in smalls:
            yield Cell(name, by, part.code, share.code)
        if result.question.type == "choix-multiple" and whole.answered - fact.count in smalls:
            yield Cell(f"{name}[{share.code}]", by, part.code, OTHER)


def find_columns(world: World, figures: Figures, cell: Cell) -> np.ndarray:
    name = cell.question
    if name in figures and figures[name][0].question.type == "choix-multiple":
        name = f"{name}[{cell.row}]"
    return world.select(name, [cell.row], cell.by, cell.group)


def list_entities(result: Result) -> Iterator[tuple[str, list[str]]]:
    question = result.question
    codes = [modality.code for modality in question.modalities]
    if question.type == "choix-multiple":
        for code in codes:
            yield f"{question.id}[{code}]", [code, OTHER, SILENT]
    else:
        yield question.id, [*(codes if question.type != "nombre" else [GIVEN]), SILENT]


def build_world(
    figures: Figures, asked: int, known_kinds: dict[tuple[str, ...], int] | None
) -> World:
    makers = {r.by.id: r.by for results in figures.values() for r in results if r.by}
    kinds = list(product(*([*(m.code for m in by.modalities), SILENT] for by in makers.values())))
    world = World(list(makers), kinds)
    for results in figures.values():
        for name, rows in list_entities(results[0]):
            world.add_entity(name, rows)
    first = next(iter(world.blocks))
    everybody = world.select(first, list(world.blocks[first]))
    world.add(everybody, asked, asked or MOST_PEOPLE)
    _add_kinds(world, known_kinds)
    for name, results in figures.items():
        if name in makers:
            # Who is in a group is who gave that answer
            for row, start in world.blocks[name].items():
                place = world.makers.index(name)
                world.impossible += [start + r for r, k in enumerate(kinds) if k[place] != row]
        for result in results:
            for part in list_parts(result):
                _add_part(world, result, part)
    return world


def _add_kinds(world: World, known_kinds: dict[tuple[str, ...], int] | None) -> None:
    """Kinds have as many people in one question as in any other."""
    first = next(iter(world.blocks))
    for rank, kind in enumerate(world.kinds):
        sizes = {
            name: np.array([start + rank for start in rows.values()])
            for name, rows in world.blocks.items()
        }
        for name in list(sizes)[1:]:
            world.add(sizes[name], 0, 0, less=sizes[first])
        if known_kinds is not None:
            world.add(sizes[first], known_kinds.get(kind, 0), known_kinds.get(kind, 0))


def _add_part(world: World, result: Result, part: Distribution | Summary) -> None:
    place = (result.by.id if result.by else "", part.code)
    for name, rows in list_entities(result):
        if part.answered is not None:
            world.add(world.select(name, rows[:-1], *place), part.answered, part.answered)
        if part.missing is not None:
            world.add(world.select(name, [SILENT], *place), part.missing, part.missing)
    if isinstance(part, Summary):
        return
    name = result.question.id
    is_multiple = result.question.type == "choix-multiple"
    ticked = []
    for share in part.shares:
        entity = f"{name}[{share.code}]" if is_multiple else name
        columns = world.select(entity, [share.code], *place)
        ticked.append(columns)
        if share.count is not None:
            world.add(columns, share.count, share.count)
    if is_multiple and part.answered:
        # Whoever answered ticked something
        world.add(np.concatenate(ticked), part.answered, np.inf)
    if part.median is not None and part.answered is not None:
        codes = [m.code for m in result.question.modalities]
        rank = [m.label for m in result.question.modalities].index(part.median)
        up_to = world.select(name, codes[: rank + 1], *place)
        world.add(up_to, (part.answered + 1) // 2, np.inf)
        world.add(world.select(name, codes[:rank], *place), 0, (part.answered - 1) // 2)
