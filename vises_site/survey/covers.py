"""Which answers of one question stay hidden: the rules that `disclosure` explains and applies.

Everything here works on counts alone; `floor` is the codebook's threshold, at least 3.
"""

from dataclasses import dataclass

import numpy as np

from vises_site.survey.tables import Counts, Flags, Numbers, Table

DOMINANCE_PERCENT = 10
"""Nobody may learn another's number more closely than that. See `may_show_mean`."""


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Disjoint groups that together are everyone, those that stay hidden counted as one.

    Attributes:
        counts: Modalities × groups.
        answered: How many answered, by group.
    """

    counts: Counts
    answered: Counts


def merge_columns(table: Table, hidden: frozenset[int]) -> Columns:
    """Return the columns that can be told apart: groups shown, then all other people as one.

    Args:
        table: Counts whose first column is everyone and whose last are those in no group.
        hidden: Ranks of the groups that stay hidden.
    """
    last = table.counts.shape[1] - 2
    shown = [rank + 1 for rank in range(last) if rank not in hidden]
    rest = [rank + 1 for rank in sorted(hidden)] + [last + 1]
    counts = np.column_stack([table.counts[:, shown], table.counts[:, rest].sum(axis=1)])
    answered = np.append(table.answered[shown], table.answered[rest].sum())
    return Columns(counts, answered)


def cover_answers(table: Table, floor: int) -> frozenset[int]:
    """Return the modalities whose counts in everyone stay hidden. At least `floor` answered."""
    counts, answered = table.counts[:, 0], int(table.answered[0])
    everything = frozenset(range(len(counts)))
    if table.is_multiple:
        flagged = _flag_small(counts, floor) | _flag_small(answered - counts, floor)
        flagged |= (counts == answered) & (answered < 2 * floor)
        return _as_ranks(flagged)
    if answered < 2 * floor and (counts == answered).any():
        return everything
    small = _flag_small(counts, floor)
    if not small.any():
        return frozenset()
    hidden = small | (counts == 0)
    together = int(counts[hidden].sum())
    rest = counts[~hidden]
    if not len(rest):
        return everything
    least = int(rest.min())
    if together <= floor or least <= max(floor, together - floor + 1):
        hidden |= counts == least
    return _as_ranks(hidden)


def cover_cells(
    table: Table, columns: list[Columns], covered: frozenset[int], floor: int, *, is_alone: bool
) -> list[Flags]:
    """Return which counts of each breakdown stay hidden, modalities × its columns.

    Args:
        table: The counts of everyone, in its first column.
        columns: The groups of each breakdown; in each group nobody or at least `floor` answered.
        covered: Modalities hidden in everyone already.
        floor: The threshold.
        is_alone: Whether the one breakdown is the only one that is published of this question.
    """
    rows = cover_groups(table, columns, covered, floor)
    hidden = [np.zeros(part.counts.shape, dtype=np.bool_) for part in columns]
    for flags in hidden:
        flags[sorted(covered if is_alone else rows)] = True
    if not is_alone:
        return hidden
    part, flags = columns[0], hidden[0]
    extra = sorted(rows - covered)
    if table.is_multiple:
        for rank in extra:
            yes = part.counts[rank : rank + 1]
            block = np.concatenate([yes, part.answered - yes])
            flags[rank, _choose_columns(block, _flag_lone(yes, part.answered, floor), floor)] = True
    elif extra:
        block = part.counts[extra]
        lone = _flag_lone(block, part.answered, floor)
        if covered:
            block = np.concatenate([block, part.counts[sorted(covered)].sum(axis=0, keepdims=True)])
        flags[np.ix_(np.array(extra), np.flatnonzero(_choose_columns(block, lone, floor)))] = True
    return hidden


def _choose_columns(block: Counts, lone: Flags, floor: int) -> Flags:
    """Return the groups in which a block of rows is hidden: so many that each row may be large.

    Args:
        block: Rows that are hidden together × groups.
        lone: Where all of a small group are in one row, of the first rows of the block.
        floor: The threshold.
    """
    chosen: Flags = np.array(np.concatenate([_flag_small(block, floor), lone]).any(axis=0))
    while True:
        sums = block[:, chosen].sum(axis=1)
        others = (sums.sum() - sums)[: len(lone)]
        is_wide = not _flag_small(sums, floor).any()
        is_wide &= not (lone[:, chosen].any(axis=1) & (others < floor)).any()
        left = np.flatnonzero(~chosen & (block.sum(axis=0) > 0))
        if is_wide or not len(left):
            return chosen
        chosen[min(left, key=lambda column: (int(block[:, column].sum()), int(column)))] = True


def is_free(
    part: Columns, several: Counts, flags: Flags, covered: frozenset[int], floor: int
) -> bool:
    """Tell whether every small count of a multiple choice that is hidden in groups may be large.

    Whoever answered ticked something, which ties options to each other. A count may be large all
    the same if so many people who ticked it elsewhere ticked something else as well: their tick
    may be another person's. The same holds of the count of those who did not tick it.

    Args:
        part: The groups of one breakdown.
        several: How many of them ticked an option and another one too, options × groups.
        flags: What is hidden.
        covered: Options hidden in everyone: how many ticked them is not known.
        floor: The threshold.
    """
    yes, no = part.counts, part.answered - part.counts
    lent = np.where(flags, several, 0)
    lent = lent.sum(axis=1, keepdims=True) - lent
    spare = np.where(flags, no, 0)
    spare = spare.sum(axis=1, keepdims=True) - spare
    known = np.array([[rank not in covered] for rank in range(len(yes))])
    stuck = _flag_small(yes, floor) & known & (lent < floor - yes)
    stuck |= _flag_small(no, floor) & ((several < floor - no) | (known & (spare < floor - no)))
    return not bool((stuck & flags).any())


def cover_groups(
    table: Table, columns: list[Columns], covered: frozenset[int], floor: int
) -> frozenset[int]:
    """Return the modalities that are hidden in groups: in all of them, as far as this can tell.

    The arguments are those of `cover_cells`.
    """
    counts = np.concatenate([part.counts for part in columns], axis=1)
    answered = np.concatenate([part.answered for part in columns])
    total = table.counts[:, 0]
    is_shared = (total > 0) & (total < table.answered[0])
    flagged = _flag_small(counts, floor).any(axis=1)
    flagged |= _flag_lone(counts, answered, floor).any(axis=1) & is_shared
    if table.is_multiple:
        flagged |= _flag_small(answered - counts, floor).any(axis=1)
        return covered | _as_ranks(flagged)
    flagged[list(covered)] = True
    while flagged.any() and not _is_wide(counts, total, flagged, floor):
        left = [rank for rank in range(len(total)) if not flagged[rank] and total[rank] > 0]
        if not left:
            return frozenset(range(len(total)))
        flagged[min(left, key=lambda rank: (total[rank], rank))] = True
    return _as_ranks(flagged)


def _flag_lone(counts: Counts, answered: Counts, floor: int) -> Flags:
    """Return where all of a small group gave the same answer."""
    flags: Flags = (counts == answered) & (answered > 0) & (answered < 2 * floor)
    return flags


def _is_wide(counts: Counts, total: Counts, flagged: Flags, floor: int) -> bool:
    """Tell whether what is hidden leaves room for doubt in each group."""
    together = counts[flagged].sum(axis=0)
    return not _flag_small(together, floor).any() and int((total[flagged] > 0).sum()) > 1


def _flag_small(counts: Counts, floor: int) -> Flags:
    flags: Flags = (counts > 0) & (counts < floor)
    return flags


def _as_ranks(flagged: Flags) -> frozenset[int]:
    return frozenset(int(rank) for rank in np.flatnonzero(flagged))


def may_show_median(values: Numbers, floor: int) -> bool:
    """Tell whether a median rests on enough people: `floor` on each side of it."""
    return len(values) >= 2 * floor and _differs_enough(values, floor)


def may_show_quartiles(values: Numbers, floor: int) -> bool:
    """Tell whether quartiles rest on enough people: `floor` in each quarter."""
    return len(values) >= 4 * floor and _differs_enough(values, floor)


def may_show_mean(values: Numbers, floor: int) -> bool:
    """Tell whether a mean, and so a sum, tells nothing of one person.

    Besides `may_show_median`, the p% rule: the total less the two largest numbers is at least
    10 % of the largest, or who gave the second largest could estimate the largest too well.
    Source: A. Hundepool et al., *Statistical Disclosure Control* (Wiley, 2012), section 4.2.2.
    """
    if not may_show_median(values, floor):
        return False
    sizes = np.sort(np.abs(values))
    others = float(sizes[:-2].sum())
    return float(sizes[-1]) == 0 or others * 100 >= DOMINANCE_PERCENT * float(sizes[-1])


def _differs_enough(values: Numbers, floor: int) -> bool:
    """Tell whether nobody, or enough people, gave another number than the commonest one.

    Of twenty people of whom nineteen have no child, the mean would tell the twentieth's.
    """
    _kinds, counts = np.unique(values, return_counts=True)
    others = len(values) - int(counts.max())
    return others == 0 or others >= floor
