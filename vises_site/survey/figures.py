"""The figures of a survey: counted, protected, and in the form that everything is made from."""

import math
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from vises_site.model.codebook import Codebook, Modality, Question
from vises_site.model.results import Distribution, Result, Share, Summary
from vises_site.survey.covers import may_show_median, may_show_quartiles
from vises_site.survey.disclosure import Plan, plan_disclosure
from vises_site.survey.statistics import (
    apportion_percents,
    find_known_median_rank,
    find_quantile,
    measure_interval,
    round_percent,
)
from vises_site.survey.tables import NumberTable, Responses, Table
from vises_site.survey.tabulation import Tabulation, tabulate_all

_DECIMALS = 2


def compute_results(
    codebook: Codebook, responses: Responses, source: str, period: str
) -> dict[str, tuple[Result, ...]]:
    """Return all that may be published of a survey.

    Args:
        codebook: The questionnaire.
        responses: Everyone's answers to it.
        source: Whence the figures come, as readers are told.
        period: When, in words.

    Returns:
        By id of each public question that is not an open one, in the codebook's order: its
        plain result, then one by each group and wave. Groups and waves are not broken down.
    """
    tables = tabulate_all(codebook, responses)
    return build_results(
        codebook, tables, plan_disclosure(codebook, responses, tables), source, period
    )


def build_results(
    codebook: Codebook, tables: Tabulation, plan: Plan, source: str, period: str
) -> dict[str, tuple[Result, ...]]:
    """Return what a plan shows of the tables of a survey; see `compute_results`."""
    results: dict[str, tuple[Result, ...]] = {}
    for name, plain in tables.plain.items():
        question = plain.question
        everyone = _describe(plain, 0, plan, None, None)
        plainly = Result(question, source, period, everyone, threshold=plan.threshold)
        found = [replace(plainly, is_pooled=codebook.wave is not None)]
        for by in tables.breakdowns:
            table = tables.crossed.get((name, by.id))
            if table is not None:
                is_wave = by.id == codebook.wave
                found.append(
                    Result(
                        question,
                        source,
                        period,
                        everyone,
                        tuple(
                            _describe(table, rank + 1, plan, by, modality)
                            for rank, modality in enumerate(by.modalities)
                        ),
                        by,
                        is_wave,
                        plan.threshold,
                        is_pooled=codebook.wave is not None and not is_wave,
                    )
                )
        results[name] = tuple(found)
    return results


def _describe(
    table: Table | NumberTable,
    column: int,
    plan: Plan,
    by: Question | None,
    group: Modality | None,
) -> Distribution | Summary:
    """Return one column of a table as it may be shown."""
    name = table.question.id
    is_hidden = name in plan.hidden
    if by is not None:
        is_hidden |= (name, by.id) in plan.withheld
        is_hidden |= column - 1 in plan.groups.get(by.id, ())
    code, label = (group.code, group.label) if group is not None else ("", "")
    answered = None if is_hidden else int(table.answered[column])
    missing = None if is_hidden else _count_missing(int(table.missing[column]), plan.threshold)
    if isinstance(table, NumberTable):
        shown = plan.means.get((name, by.id if by is not None else ""), frozenset())
        has_mean = (column - 1 if by is not None else 0) in shown
        return _summarise(table, column, code, label, answered, missing, has_mean, plan.threshold)
    covered = plan.answers.get(name, frozenset())
    if by is not None:
        cells = plan.cells.get((name, by.id), frozenset())
        covered = frozenset(rank for rank, place in cells if place == column - 1)
    shares = _list_shares(table, column, answered, covered)
    median = None
    if table.question.type == "échelle" and answered is not None:
        rank = find_known_median_rank([share.count for share in shares], answered)
        median = None if rank is None else table.question.modalities[rank].label
    return Distribution(code, label, answered, missing, shares, median)


def _count_missing(missing: int, threshold: int) -> int | None:
    """Return how many did not answer, unless they are few: what they kept silent is theirs.

    The number of those who answered is shown beside, so that this is courtesy, not protection;
    `disclosure` says why none is needed.
    """
    return None if 0 < missing < threshold else missing


def _list_shares(
    table: Table, column: int, answered: int | None, covered: frozenset[int]
) -> tuple[Share, ...]:
    counts: list[int | None] = [
        None if answered is None or rank in covered else int(count)
        for rank, count in enumerate(table.counts[:, column])
    ]
    total = answered or 0
    percents = _list_percents(counts, total, table.is_multiple)
    shares = []
    for modality, count, percent in zip(table.question.modalities, counts, percents, strict=True):
        low: float | None = None
        high: float | None = None
        if count is not None and total:
            low, high = (round(end, _DECIMALS) for end in measure_interval(count, total))
        shares.append(Share(modality.code, modality.label, count, percent, low, high))
    return tuple(shares)


def _list_percents(counts: Sequence[int | None], total: int, is_multiple: bool) -> list[int | None]:
    """Return the percentages of shown counts, from these and the total alone."""
    if is_multiple:
        return [None if count is None else round_percent(count, total) for count in counts]
    shown = [count for count in counts if count is not None]
    apportioned = iter(apportion_percents([*shown, total - sum(shown)]))
    return [None if count is None else next(apportioned) for count in counts]


def _summarise(
    table: NumberTable,
    column: int,
    code: str,
    label: str,
    answered: int | None,
    missing: int | None,
    has_mean: bool,
    threshold: int,
) -> Summary:
    values = table.values[column]
    median: float | None = None
    mean: float | None = None
    quartiles: tuple[float, float] | None = None
    if answered is not None and may_show_median(values, threshold):
        ordered = values.tolist()
        median = round(find_quantile(ordered, Fraction(1, 2)), _DECIMALS)
        if may_show_quartiles(values, threshold):
            low, high = (find_quantile(ordered, Fraction(quarter, 4)) for quarter in (1, 3))
            quartiles = (round(low, _DECIMALS), round(high, _DECIMALS))
        if has_mean:
            mean = round(math.fsum(ordered) / len(ordered), _DECIMALS)
    return Summary(code, label, answered, missing, median, quartiles, mean)
