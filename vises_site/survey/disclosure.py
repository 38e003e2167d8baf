"""Small groups stay hidden: what may be published of a survey, decided once for all of it.

A reader who knows this code, the threshold *t* and everything that an evaluation publishes must
not find out a count of 1 to t − 1 people, nor that it is below t. So the whole evaluation is
decided here at once – every question's plain table and every table by groups or waves – and a
chart, page or data file that shows only a part of it shows nothing more.

**Who answered is known.** How many were asked and how many answered stand in every note, so
that they are taken as known. Not to have answered is no answer and tells nothing of a person;
two exceptions are made below (4).

The scheme hides few cells, and in a pattern which is safe by construction rather than by search:

1.  *Everyone* (`covers.cover_answers`). Of a single choice, counts below t are hidden, the zeros
    with them, and, where these are too few together, the smallest of the others with all its
    ties: any hidden count could then be the largest of them. The sum S of what is hidden can be
    computed from the rest; S ≥ t, and all of it might be any one of them. The choice depends on
    the counts only, not on their order, and stops early only where another table with that
    count at t or more would have been published in the very same way. Each option of a multiple
    choice is a yes or no of its own: hidden where either is below t. Where fewer than 2t people
    all give one answer, that is hidden too: it would tell of each of them.
2.  *Groups* (`_choose_groups`). A group of fewer than 2t people is not shown: of any yes and no,
    one would be small. Those in no group and in hidden groups can be computed together, as
    everyone less the groups shown, so they count as one more group, which must have 2t people
    too; else the next smallest is hidden with them, as are those whose size is hidden in 1. Who
    of these people is in which hidden group shows nowhere, so that any of them could be.
3.  *Answers by groups* (`covers.cover_groups`). An answer is shown in all groups of all
    breakdowns or in none. It is hidden where any group has 1 to t − 1 of it, and further
    answers with it until, in each group, those hidden are nobody or at least t together. Proof:
    let a reader know for every single person whether the answer is one of the hidden ones; that
    is more than all tables tell, however the groups of different breakdowns overlap. What is
    unknown are counts x[answer, kind of person] with known sums over answers and over people;
    such a table exists for any one sum of cells up to min(row sum, column sum) – the Fréchet
    bound of a two-way transportation polytope is attained, in integers. The row sum is a
    count of everyone, at least t (or the hidden ones of rule 1, at least t together), the column
    sum at least t. So every hidden cell may be t or more. Where an answer's sum is hidden too,
    the rows of rule 1 count as one row.
4.  *Silence* that is someone's answer elsewhere: where exactly those who gave one answer were
    not asked another question (or only they were), its numbers of answers repeat that
    answer's count; where that is hidden, so is the other question. A question that fewer than t
    answered is hidden, and so is its breakdown where fewer than t of one group answered it.
5.  *Differences between breakdowns* (`_is_nested`). Where a group, or several, contain groups of
    another breakdown and all but 1 to t − 1 people, subtraction would tell of these: the later
    breakdown is withheld as a whole; waves come first. Groups are not broken down by each other.
6.  *Numbers*: see `covers.may_show_median` and those beside it; the mean of the groups that show
    none can be computed too, and must be one that may be shown.

Percentages and intervals are functions of shown counts and of the number of answers: the hidden
answers are apportioned as one, so that no remainder betrays them; a median is told where it
follows from what is shown.

Sources: L. Willenborg and T. de Waal, *Elements of Statistical Disclosure Control* (Springer,
2001), chapters 6 and 8 (sensitive cells, feasibility intervals, linked tables); A. Hundepool et
al., *Statistical Disclosure Control* (Wiley, 2012), chapters 4 and 5 (secondary suppression,
singletons, group disclosure, differencing).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from vises_site.model.codebook import Codebook, Question
from vises_site.survey.covers import (
    Columns,
    cover_answers,
    cover_groups,
    may_show_mean,
    merge_columns,
)
from vises_site.survey.tables import Choices, Counts, NumberTable, Ranks, Responses, Table
from vises_site.survey.tabulation import find_answered, find_members, list_breakdowns, tabulate

MOST_SUBSETS = 10
"""Up to so many groups, all their unions are tried against another breakdown's."""

AnyTable = Table | NumberTable


@dataclass(frozen=True, slots=True)
class Plan:
    """What is published of a survey.

    Attributes:
        threshold: Smallest number of people that a cell may show.
        hidden: Ids of questions of which nothing is shown.
        answers: Modalities hidden in everyone, by question id.
        grouped_answers: Modalities hidden in all groups, by question id.
        groups: Groups that stay hidden, by id of the question that makes them.
        withheld: Breakdowns of which nothing is shown, by ids of question and groups.
        means: Columns of a number's table whose mean is shown, by ids of question and groups
            (an empty id for everyone, alone in its column).
    """

    threshold: int
    hidden: frozenset[str] = frozenset()
    answers: dict[str, frozenset[int]] = field(default_factory=dict)
    grouped_answers: dict[str, frozenset[int]] = field(default_factory=dict)
    groups: dict[str, frozenset[int]] = field(default_factory=dict)
    withheld: frozenset[tuple[str, str]] = frozenset()
    means: dict[tuple[str, str], frozenset[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Tabulation:
    """All tables that a survey could publish, nothing hidden yet.

    Attributes:
        plain: Each public question's counts in everyone.
        crossed: Its counts by groups, by ids of question and groups.
        breakdowns: The questions that make groups or waves.
    """

    plain: dict[str, AnyTable]
    crossed: dict[tuple[str, str], AnyTable]
    breakdowns: list[Question]


def tabulate_all(codebook: Codebook, responses: Responses) -> Tabulation:
    """Count every public question, plainly and by groups and waves."""
    breakdowns = list_breakdowns(codebook)
    makers = {by.id for by in breakdowns}
    public = [q for q in codebook.questions if q.public and q.type != "texte"]
    return Tabulation(
        {question.id: tabulate(responses, question) for question in public},
        {
            (question.id, by.id): tabulate(responses, question, by)
            for question in public
            if question.id not in makers
            for by in breakdowns
        },
        breakdowns,
    )


def plan_disclosure(codebook: Codebook, responses: Responses, tables: Tabulation) -> Plan:
    """Decide what of a survey may be published."""
    floor = codebook.threshold
    answers = {
        name: cover_answers(table, floor)
        for name, table in tables.plain.items()
        if isinstance(table, Table) and table.answered[0] >= floor
    }
    silent = dict(_find_routed(codebook, responses, tables))
    counts = {name: table.counts[:, 0] for name, table in _list_single(codebook, responses)}
    hidden = {name for name, table in tables.plain.items() if table.answered[0] < floor}
    hidden |= {
        name
        for name, sources in silent.items()
        for source, rank in sources
        if rank in answers.get(source, ()) or 0 < counts[source][rank] < floor
    }
    groups, dropped = _plan_groups(tables, codebook, responses, answers, hidden)
    withheld = {pair for pair in tables.crossed if pair[1] in dropped or pair[0] in hidden}
    for (name, by), table in tables.crossed.items():
        if _has_small_base(table, groups[by], floor):
            withheld.add((name, by))
    grouped = {
        name: _cover(tables, name, answers[name], groups, withheld, floor)
        for name in answers
        if name not in hidden
    }
    withheld |= {
        (name, by)
        for name, by in tables.crossed
        for source, rank in silent.get(name, ())
        if rank in grouped.get(source, ())
    }
    means = _plan_means(tables, groups, withheld, hidden, floor)
    return Plan(floor, frozenset(hidden), answers, grouped, groups, frozenset(withheld), means)


def _cover(
    tables: Tabulation,
    name: str,
    covered: frozenset[int],
    groups: dict[str, frozenset[int]],
    withheld: set[tuple[str, str]],
    floor: int,
) -> frozenset[int]:
    columns: list[Columns] = []
    for by in tables.breakdowns:
        table = tables.crossed.get((name, by.id))
        if isinstance(table, Table) and (name, by.id) not in withheld:
            columns.append(merge_columns(table, groups[by.id]))
    plain = tables.plain[name]
    if not columns or not isinstance(plain, Table):
        return covered
    return cover_groups(plain, columns, covered, floor)


def _has_small_base(table: AnyTable, hidden: frozenset[int], floor: int) -> bool:
    """Tell whether fewer than `floor` people of a group, but someone, answered."""
    last = len(table.answered) - 2
    bases = [int(table.answered[rank + 1]) for rank in range(last) if rank not in hidden]
    return any(0 < base < floor for base in (*bases, int(table.answered[0]) - sum(bases)))


# Groups


def _plan_groups(
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
        if name in hidden or not isinstance(table, Table) or _has_small_base(table, chosen, floor):
            continue
        rows = cover_groups(table, [merge_columns(table, chosen)], covered, floor)
        shown += (len(table.counts) - len(rows)) * (len(by.modalities) - len(chosen))
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


# Silence


def _list_single(codebook: Codebook, responses: Responses) -> Iterator[tuple[str, Table]]:
    makers = {by.id for by in list_breakdowns(codebook)}
    for question in codebook.questions:
        is_known = question.public or question.id in makers
        if is_known and isinstance(responses.answers.get(question.id), Choices):
            table = tabulate(responses, question)
            if isinstance(table, Table):
                yield question.id, table


def _find_routed(
    codebook: Codebook, responses: Responses, tables: Tabulation
) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Yield the questions that exactly those who gave an answer skipped, or alone answered."""
    single = list(_list_single(codebook, responses))
    for name, table in tables.plain.items():
        answered = find_answered(responses.answers[name])
        if not table.answered[0] or not table.missing[0]:
            continue
        known = [int(table.answered[0]), int(table.missing[0])]
        found = []
        for other, counted in single:
            ranks = responses.answers[other]
            if other == name or not isinstance(ranks, Choices):
                continue
            for rank in np.flatnonzero(np.isin(counted.counts[:, 0], known)):
                given = ranks.ranks == rank
                if (given == answered).all() or (given == ~answered).all():
                    found.append((other, int(rank)))
        if found:
            yield name, found


# Numbers


def _plan_means(
    tables: Tabulation,
    groups: dict[str, frozenset[int]],
    withheld: set[tuple[str, str]],
    hidden: set[str],
    floor: int,
) -> dict[tuple[str, str], frozenset[int]]:
    means: dict[tuple[str, str], frozenset[int]] = {}
    for name, table in tables.plain.items():
        if isinstance(table, NumberTable) and name not in hidden:
            is_shown = may_show_mean(table.values[0], floor)
            means[(name, "")] = frozenset({0} if is_shown else ())
    for (name, by), table in tables.crossed.items():
        if isinstance(table, NumberTable) and (name, by) not in withheld and means[(name, "")]:
            means[(name, by)] = _choose_means(table, groups[by], floor)
    return means


def _choose_means(table: NumberTable, hidden: frozenset[int], floor: int) -> frozenset[int]:
    """Return the groups whose mean is shown, so that the others' common mean may be known."""
    last = len(table.values) - 2
    shown = [
        rank
        for rank in range(last)
        if rank not in hidden and may_show_mean(table.values[rank + 1], floor)
    ]
    shown.sort(key=lambda rank: (-len(table.values[rank + 1]), rank))
    while shown:
        rest = [table.values[rank + 1] for rank in range(last + 1) if rank not in shown]
        values = np.concatenate(rest) if rest else np.array([])
        if not len(values) or may_show_mean(values, floor):
            break
        shown.pop()
    return frozenset(shown)
