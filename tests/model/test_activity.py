"""What is published of an organism's figures gives no small group away."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from scipy.optimize import linprog

from vises_site.model.activity import (
    RUBRICS,
    SMALLEST_GROUP,
    UNSPECIFIED,
    Activity,
    Cell,
    PublishedActivity,
    Row,
    Sum,
    find_hidden,
    find_shared_year,
    hide_small_groups,
    sum_activities,
)

PEOPLE = RUBRICS[0]
HOURS = next(rubric for rubric in RUBRICS if rubric.name == "heures")
SPENDING = next(rubric for rubric in RUBRICS if rubric.name == "dépenses")


def publish(total: float | None, *parts: float | None) -> tuple[Cell, list[Cell]]:
    """Publish one year of one organism; return its total and its parts, the rest last."""
    rows = [Row(PEOPLE, "", (total,))] if total is not None else []
    rows += [Row(PEOPLE, d, (p,)) for d, p in zip(PEOPLE.details, parts, strict=False)]
    (counted,) = hide_small_groups(Activity((2025,), tuple(rows)), "essai").counted
    return counted.totals[0], [cells[0] for _label, cells in counted.parts]


HIDDEN = Cell(is_hidden=True)


def test_what_is_large_enough_is_shown() -> None:
    assert publish(84, 60, 24) == (Cell(84), [Cell(60), Cell(24)])
    assert publish(None, 60, 0, 24) == (Cell(84), [Cell(60), Cell(0), Cell(24)])


def test_what_a_total_holds_beyond_its_details_is_told() -> None:
    assert publish(84, 50, 24) == (Cell(84), [Cell(50), Cell(24), Cell(10)])


def test_a_small_group_is_hidden_with_another() -> None:
    assert publish(None, 40, 3, 25, 12) == (Cell(80), [Cell(40), HIDDEN, Cell(25), HIDDEN])


def test_where_two_are_too_few_all_are_hidden() -> None:
    assert publish(None, 40, 3, 25, 5) == (Cell(73), [HIDDEN] * 4)


def test_a_small_rest_hides_a_detail() -> None:
    assert publish(83, 40, 40) == (Cell(83), [Cell(40), HIDDEN])


def test_a_small_total_is_hidden_with_all_its_details() -> None:
    assert publish(4, 4, 0) == (HIDDEN, [HIDDEN, HIDDEN])
    assert publish(None, 2, 1) == (HIDDEN, [HIDDEN, HIDDEN])


def test_a_total_of_nobody_is_shown() -> None:
    assert publish(0) == (Cell(0), [])


def test_without_a_total_only_small_groups_are_hidden() -> None:
    assert publish(None, 40, 3, None) == (Cell(), [Cell(40), HIDDEN, Cell()])


def test_hours_and_euros_are_never_hidden() -> None:
    rows = (
        Row(HOURS, "", (3.0,)),
        Row(SPENDING, "", (None,)),
        Row(SPENDING, "personnel", (2.5,)),
    )
    hours, spending = hide_small_groups(Activity((2025,), rows), "essai").counted
    assert hours.totals == (Cell(3.0),)
    assert spending.totals == (Cell(2.5),)


def list_compositions(total: int, count: int) -> Iterator[tuple[int, ...]]:
    for first in product(range(total + 1), repeat=count - 1):
        if sum(first) <= total:
            yield (*first, total - sum(first))


@pytest.mark.parametrize(("count", "threshold"), [(2, 5), (3, 5), (3, 3), (4, 3), (5, 3)])
def test_whoever_knows_the_rule_cannot_work_out_a_hidden_part(count: int, threshold: int) -> None:
    for total in range(threshold, 24 if count < 5 else 13):
        alike = defaultdict(list)
        for parts in list_compositions(total, count):
            hidden = find_hidden(parts, threshold)
            shown = tuple(None if h else p for p, h in zip(parts, hidden, strict=True))
            alike[shown].append(parts)
        for shown, tables in alike.items():
            for place, value in enumerate(shown):
                if value is None:
                    assert len({table[place] for table in tables}) > 1, (total, shown, tables)
                else:
                    assert value == 0 or value >= threshold


@pytest.mark.parametrize("count", [1, 2, 3])
def test_nor_with_a_total_that_its_details_do_not_reach(count: int) -> None:
    for total in range(1, 21):
        alike = defaultdict(list)
        for parts in list_compositions(total, count + 1):
            alike[repr(publish(total, *parts[:-1]))].append(parts)
        for said, tables in alike.items():
            shown_total, cells = publish(total, *tables[0][:-1])
            assert shown_total.is_hidden == (total < SMALLEST_GROUP)
            for place, cell in enumerate(cells):
                if cell.is_hidden and not shown_total.is_hidden:
                    assert len({table[place] for table in tables}) > 1, said


def make_sector(chance: random.Random) -> tuple[list[PublishedActivity], list[bool]]:
    """Make organisms full of small groups; tell whose details reach the total."""
    published, complete = [], []
    details = PEOPLE.details[: chance.randint(2, 6)]
    for _organism in range(chance.randint(1, 5)):
        parts = [chance.choice((0, 1, 2, 3, 4, 5, 6, 9, 14, 30, None)) for _ in details]
        known = sum(part or 0 for part in parts)
        total = chance.choice((None, known, known + chance.randint(0, 9)))
        rows = [Row(PEOPLE, "", (total,))] if total is not None else []
        rows += [Row(PEOPLE, d, (part,)) for d, part in zip(details, parts, strict=True)]
        published.append(hide_small_groups(Activity((2025,), tuple(rows)), "essai"))
        complete.append(total in (None, known) and None not in parts)
    return published, complete


def attack(
    published: Sequence[PublishedActivity], sums: Sequence[Sum], complete: Sequence[bool]
) -> list[float]:
    """Return how far apart the least and the most are that each hidden number can be.

    The attacker knows all pages of organisms and the sums, that nobody is counted twice, and
    whose details are known to reach the total.
    """
    names: dict[tuple[int, str], int] = {}
    bounds: list[tuple[float, float | None]] = []
    equations: list[tuple[dict[int, float], float]] = []
    counted = [activity.counted[0] for activity in published]
    for index, one in enumerate(counted):
        written = {label: cells[0].value for label, cells in one.parts}
        written.setdefault(UNSPECIFIED, 0.0 if complete[index] else None)
        for label, value in written.items():
            names[index, label] = len(bounds)
            bounds.append((0, None) if value is None else (value, value))
        if (total := one.totals[0].value) is not None:
            own = {place: 1.0 for (owner, _label), place in names.items() if owner == index}
            equations.append((own, total))
    for each in sums:
        taking_part = [i for i, one in enumerate(counted) if one.totals[0].value is not None]
        places = {key: place for key, place in names.items() if key[0] in taking_part}
        equations.append((dict.fromkeys(places.values(), 1.0), each.total))
        if each.parts:
            rest = {p: 1.0 for k, p in places.items() if k[1] == UNSPECIFIED or not bounds[p][1]}
            equations.append((rest, each.rest))
    targets = [
        names[index, label]
        for index, one in enumerate(counted)
        for label, cells in one.parts
        if cells[0].is_hidden
    ]
    matrix = [[row.get(i, 0.0) for i in range(len(bounds))] for row, _value in equations]
    values = [value for _row, value in equations]
    return [_measure_range(target, matrix, values, bounds) for target in targets]


def _measure_range(
    target: int,
    matrix: list[list[float]],
    values: list[float],
    bounds: list[tuple[float, float | None]],
) -> float:
    ends = []
    for sign in (1, -1):
        cost = [0.0] * len(bounds)
        cost[target] = sign
        found = linprog(cost, A_eq=matrix or None, b_eq=values or None, bounds=bounds)
        if found.status == 3:  # without end
            return float("inf")
        assert found.status == 0, found.message
        ends.append(sign * found.fun)
    return float(ends[1] - ends[0])


def test_pages_and_sums_together_give_no_hidden_number_back() -> None:
    chance = random.Random(5)
    attacked = 0
    for _sector in range(120):
        published, complete = make_sector(chance)
        ranges = attack(published, sum_activities(published, 2025), complete)
        attacked += len(ranges)
        assert all(width >= SMALLEST_GROUP - 1 for width in ranges), published
    assert attacked > 300


def test_the_attack_finds_what_one_hidden_group_alone_would_give_away() -> None:
    counted = hide_small_groups(
        Activity((2025,), tuple(Row(PEOPLE, d, (9,)) for d in PEOPLE.details[:3])), "essai"
    ).counted[0]
    first, second, third = counted.parts
    careless = type(counted)(PEOPLE, counted.totals, (first, second, (third[0], (HIDDEN,))))
    published = [PublishedActivity((2025,), (careless,), "essai")]
    assert attack(published, (), [True]) == [pytest.approx(0)]


def test_sums_are_made_of_published_figures_alone() -> None:
    chance = random.Random(7)
    for _sector in range(50):
        published, _complete = make_sector(chance)
        for one in sum_activities(published, 2025):
            shown = [a.counted[0] for a in published if a.counted[0].totals[0].value is not None]
            assert one.total == sum(c.totals[0].value or 0 for c in shown)
            assert one.organisms == len(shown)
            for label, value in one.parts:
                cells = [dict(counted.parts).get(label, (Cell(),))[0] for counted in shown]
                assert value == sum(cell.value or 0 for cell in cells)
            if one.parts:
                assert one.total == sum(value for _label, value in one.parts) + one.rest


def test_sums_are_those_of_the_year_that_most_organisms_gave() -> None:
    years = [(2022, 2023, 2024), (2023, 2024), (2024, 2025)]
    activities = [PublishedActivity(each, (), "essai") for each in years]
    assert find_shared_year(activities) == 2024
    assert find_shared_year([]) is None
