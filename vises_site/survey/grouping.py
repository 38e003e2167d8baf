"""Which groups of a breakdown stay hidden: rules 2 and 5 of `disclosure`."""

from itertools import combinations

import numpy as np

from vises_site.model.codebook import Codebook, Question
from vises_site.survey.covers import cover_cells, merge_columns
from vises_site.survey.tables import Counts, Ranks, Responses, Table
from vises_site.survey.tabulation import AnyTable, Tabulation, find_members

MOST_SUBSETS = 10
"""Up to so many groups, all their unions are tried against another breakdown's."""


def plan_groups(
    tables: Tabulation,
    codebook: Codebook,
    responses: Responses,
    answers: dict[str, frozenset[int]],
    hidden: set[str],
) -> tuple[dict[str, frozenset[int]], set[str]]:
    """Return the groups that stay hidden, and the breakdowns that do as a whole."""
    wave, floor = codebook.wave, codebook.threshold
    groups: dict[str, frozenset[int]] = {}
    dropped: set[str] = set()
    kept: list[Ranks] = []
    # Waves are what a comparison over time needs: they are kept first
    for by in sorted(tables.breakdowns, key=lambda by: by.id != wave):
        members = find_members(responses, by)
        sizes = np.bincount(members, minlength=len(by.modalities) + 1)
        chosen = _choose_groups(tables, by, sizes, answers, hidden, floor)
        groups[by.id] = chosen
        columns = np.where(np.isin(members, [*chosen, len(sizes) - 1]), len(sizes) - 1, members)
        is_apart = any(
            _is_nested(_cross(columns, other), floor) or _is_nested(_cross(other, columns), floor)
            for other in kept
        )
        if is_apart or len(chosen) == len(by.modalities):
            dropped.add(by.id)
        else:
            kept.append(columns.astype(np.int16))
    return groups, dropped


def _choose_groups(
    tables: Tabulation,
    by: Question,
    sizes: Counts,
    answers: dict[str, frozenset[int]],
    hidden: set[str],
    floor: int,
) -> frozenset[int]:
    """Return the groups to hide: the smallest ones, so many that most figures can be shown."""
    order = sorted(range(len(by.modalities)), key=lambda rank: (sizes[rank], rank))
    empty = [rank for rank in order if sizes[rank] == 0]
    # A size that the question's own table hides must not come back as the size of a group
    secret = answers.get(by.id, frozenset())
    small = sum(sizes[rank] > 0 and (sizes[rank] < 2 * floor or rank in secret) for rank in order)
    best, best_score = frozenset(order), -1
    for count in range(small, len(order) - len(empty)):
        chosen = order[len(empty) : len(empty) + count]
        together = int(sizes[chosen].sum() + sizes[-1])
        if 0 < together < 2 * floor:
            continue
        trial = frozenset([*chosen, *(empty if chosen else [])])
        score = _count_shown(tables, by, trial, answers, hidden, floor)
        if score > best_score:
            best, best_score = trial, score
    return best


def _count_shown(
    tables: Tabulation,
    by: Question,
    chosen: frozenset[int],
    answers: dict[str, frozenset[int]],
    hidden: set[str],
    floor: int,
) -> int:
    """Return how many cells a breakdown would show if certain groups were hidden."""
    shown = 0
    for name, covered in answers.items():
        table = tables.crossed.get((name, by.id))
        if name in hidden or not isinstance(table, Table) or has_small_base(table, chosen, floor):
            continue
        is_alone = len(tables.breakdowns) == 1
        columns = [merge_columns(table, chosen)]
        hidden_cells = cover_cells(table, columns, covered, floor, is_alone=is_alone)[0]
        shown += int(np.count_nonzero(~hidden_cells[:, :-1]))
    return shown


def _cross(first: Ranks, second: Ranks) -> Counts:
    width = int(second.max(initial=0)) + 1
    height = int(first.max(initial=0)) + 1
    joint = first.astype(np.int64) * width + second
    return np.bincount(joint, minlength=height * width).reshape(height, width).astype(np.int64)


def _is_nested(crossed: Counts, floor: int) -> bool:
    """Tell whether columns contain whole rows and all but 1 to `floor` − 1 people."""
    width = crossed.shape[1]
    sizes = range(1, width) if width <= MOST_SUBSETS else (1, width - 1)
    rows = crossed.sum(axis=1)
    for size in sizes:
        for chosen in combinations(range(width), size):
            inside = crossed[:, chosen].sum(axis=1)
            if 0 < int(inside.sum() - inside[inside == rows].sum()) < floor:
                return True
    return False


def has_small_base(table: AnyTable, hidden: frozenset[int], floor: int) -> bool:
    """Tell whether fewer than `floor` people of a group, but someone, answered."""
    last = len(table.answered) - 2
    bases = [int(table.answered[rank + 1]) for rank in range(last) if rank not in hidden]
    return any(0 < base < floor for base in (*bases, int(table.answered[0]) - sum(bases)))
