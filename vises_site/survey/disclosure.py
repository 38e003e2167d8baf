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
2.  *Groups* (`grouping`). A group of fewer than 2t people is not shown: of any yes and no,
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
    the rows of rule 1 count as one row. Where a question has one breakdown only, groups in which
    nothing is small need not hide it: those that do are made so many that the row sums within
    them are 0 or at least t, and the same bound holds there. The options of a multiple choice are
    tied by each person's ticking one at least: `covers.is_free` looks for another set of answers
    in which the count is t or more, and without one the question's breakdowns are withheld.
4.  *Silence* that is someone's answer elsewhere: where exactly those who gave one answer were
    not asked another question (or only they were), its numbers of answers repeat that
    answer's count; where that is hidden, so is the other question. A question that fewer than t
    answered is hidden, and so is its breakdown where fewer than t of one group answered it.
5.  *Differences between breakdowns* (`grouping`). Where a group, or several, contain groups of
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

import numpy as np

from vises_site.model.codebook import Codebook
from vises_site.survey.covers import (
    cover_answers,
    cover_cells,
    is_free,
    may_show_mean,
    merge_columns,
)
from vises_site.survey.grouping import has_small_base, plan_groups
from vises_site.survey.tables import Choices, NumberTable, Responses, Table, Ticks
from vises_site.survey.tabulation import Tabulation, find_answered, list_breakdowns, tabulate

Routes = dict[str, list[tuple[str, int]]]
"""By question: the answers, as question and rank, of just those who skipped or alone answered."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is published of a survey.

    Attributes:
        threshold: Smallest number of people that a cell may show.
        hidden: Ids of questions of which nothing is shown.
        answers: Modalities hidden in everyone, by question id.
        cells: Modality and group of the counts that are hidden, by ids of question and groups.
        groups: Groups that stay hidden, by id of the question that makes them.
        withheld: Breakdowns of which nothing is shown, by ids of question and groups.
        means: Columns of a number's table whose mean is shown, by ids of question and groups
            (an empty id for everyone, alone in its column).
    """

    threshold: int
    hidden: frozenset[str] = frozenset()
    answers: dict[str, frozenset[int]] = field(default_factory=dict)
    cells: dict[tuple[str, str], frozenset[tuple[int, int]]] = field(default_factory=dict)
    groups: dict[str, frozenset[int]] = field(default_factory=dict)
    withheld: frozenset[tuple[str, str]] = frozenset()
    means: dict[tuple[str, str], frozenset[int]] = field(default_factory=dict)


def plan_disclosure(codebook: Codebook, responses: Responses, tables: Tabulation) -> Plan:
    """Decide what of a survey may be published."""
    floor = codebook.threshold
    answers = {
        name: cover_answers(table, floor)
        for name, table in tables.plain.items()
        if isinstance(table, Table) and table.answered[0] >= floor
    }
    routes = dict(_find_routed(codebook, responses, tables))
    hidden = {name for name, table in tables.plain.items() if table.answered[0] < floor}
    _hide_routed(hidden, routes, answers, codebook, responses)
    groups, dropped = plan_groups(tables, codebook, responses, answers, hidden)
    withheld = {
        (name, by)
        for (name, by), table in tables.crossed.items()
        if by in dropped or name in hidden or has_small_base(table, groups[by], floor)
    }
    withheld |= set(_find_tied(tables, responses, answers, groups, withheld, floor))
    cells = {
        (name, by): covered
        for name in answers
        if name not in hidden
        for by, covered in _cover(tables, name, answers[name], groups, withheld, floor)
    }
    withheld |= {
        (name, by)
        for name, by in tables.crossed
        for source, rank in routes.get(name, ())
        if any(rank == row for row, _group in cells.get((source, by), ()))
    }
    means = _plan_means(tables, groups, withheld, hidden, floor)
    return Plan(floor, frozenset(hidden), answers, cells, groups, frozenset(withheld), means)


def _cover(
    tables: Tabulation,
    name: str,
    covered: frozenset[int],
    groups: dict[str, frozenset[int]],
    withheld: set[tuple[str, str]],
    floor: int,
) -> Iterator[tuple[str, frozenset[tuple[int, int]]]]:
    """Yield the hidden counts of a question, by modality and group, for each breakdown."""
    plain = tables.plain[name]
    crossed = {
        by.id: table
        for by in tables.breakdowns
        if isinstance(table := tables.crossed.get((name, by.id)), Table)
        and (name, by.id) not in withheld
    }
    if not crossed or not isinstance(plain, Table):
        return
    columns = [merge_columns(table, groups[by]) for by, table in crossed.items()]
    hidden = cover_cells(plain, columns, covered, floor, is_alone=len(crossed) == 1)
    for (by, table), flags in zip(crossed.items(), hidden, strict=True):
        shown = [rank for rank in range(table.counts.shape[1] - 2) if rank not in groups[by]]
        places = np.argwhere(flags[:, :-1]).tolist()
        yield by, frozenset((row, shown[column]) for row, column in places)


def _find_tied(
    tables: Tabulation,
    responses: Responses,
    answers: dict[str, frozenset[int]],
    groups: dict[str, frozenset[int]],
    withheld: set[tuple[str, str]],
    floor: int,
) -> Iterator[tuple[str, str]]:
    """Yield all breakdowns of the multiple choices whose options betray each other in groups."""
    for name, plain in tables.plain.items():
        ticks = responses.answers[name]
        if name not in answers or not isinstance(ticks, Ticks) or not isinstance(plain, Table):
            continue
        makers = [
            by
            for by in tables.breakdowns
            if (name, by.id) in tables.crossed and (name, by.id) not in withheld
        ]
        crossed = [t for by in makers if isinstance(t := tables.crossed[(name, by.id)], Table)]
        columns = [
            merge_columns(table, groups[by.id]) for by, table in zip(makers, crossed, strict=True)
        ]
        if not columns:
            continue
        covered = answers[name]
        hidden = cover_cells(plain, columns, covered, floor, is_alone=len(columns) == 1)
        both = Ticks(ticks.chosen & (ticks.chosen.sum(axis=1) > 1)[:, None], ticks.answered)
        among = Responses(responses.count, {**responses.answers, name: both})
        for by, part, flags in zip(makers, columns, hidden, strict=True):
            several = tabulate(among, plain.question, by)
            if isinstance(several, Table) and not is_free(
                part, merge_columns(several, groups[by.id]).counts, flags, covered, floor
            ):
                yield from ((name, other.id) for other in makers)
                break


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


def _hide_routed(
    hidden: set[str],
    routes: Routes,
    answers: dict[str, frozenset[int]],
    codebook: Codebook,
    responses: Responses,
) -> None:
    """Add the questions whose number of answers would repeat a hidden count."""
    counts = {name: table.counts[:, 0] for name, table in _list_single(codebook, responses)}
    before = -1
    while before != len(hidden):
        before = len(hidden)
        hidden |= {
            name
            for name, sources in routes.items()
            for source, rank in sources
            if source in hidden
            or rank in answers.get(source, ())
            or counts[source][rank] < codebook.threshold
        }


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
