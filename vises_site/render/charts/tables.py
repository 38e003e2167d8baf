"""The table that always stands behind a chart: the same figures, none left out."""

from collections.abc import Iterator
from dataclasses import dataclass

from vises_site.model.results import Distribution, Result, Share, Summary
from vises_site.render.charts.figures import Figures
from vises_site.render.charts.lettering import clean_label, format_percent, format_value
from vises_site.render.charts.wording import HIDDEN_SHORT, NOBODY
from vises_site.text.typography import NO_BREAK

NOTHING = "–"
MOST_COLUMNS = 5
"""More groups stand below each other, so that no table is wider than a page."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of ready words.

    Attributes:
        caption: What it shows.
        columns: Heads, that of the rows' names first.
        rows: Cells of each row, its name first.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def build_table(result: Result) -> Table:
    """Return the figures of a result."""
    caption = clean_label(result.question.label)
    if isinstance(result.everyone, Summary):
        return _build_summaries(result, caption)
    if not result.groups:
        return _build_single(result.everyone, caption)
    groups = [group for group in result.groups if isinstance(group, Distribution)]
    if len(groups) > MOST_COLUMNS:
        return _build_turned(groups, caption)
    columns = ("Réponse", *(clean_label(group.label) for group in groups))
    rows = [
        (clean_label(shares[0].label), *map(_write_cell, groups, shares))
        for shares in zip(*(group.shares for group in groups), strict=True)
    ]
    rows += [(name, *(cells)) for name, cells in _list_totals(groups)]
    return Table(caption, columns, tuple(rows))


def _build_single(everyone: Distribution, caption: str) -> Table:
    columns = ("Réponse", "Personnes", "Part", "Intervalle à 95 %")
    rows = [(clean_label(share.label), *_write_share(everyone, share)) for share in everyone.shares]
    for name, (cell,) in _list_totals([everyone]):
        rows.append((name, cell, "", ""))
    return Table(caption, columns, tuple(rows))


def _build_turned(groups: list[Distribution], caption: str) -> Table:
    """Return many groups: a row for each answer of each of them."""
    rows = [
        (clean_label(group.label), clean_label(share.label), *_write_share(group, share))
        for group in groups
        for share in group.shares
    ]
    columns = ("Groupe", "Réponse", "Personnes", "Part", "Intervalle à 95 %")
    return Table(caption, columns, tuple(rows))


def _list_totals(groups: list[Distribution]) -> Iterator[tuple[str, list[str]]]:
    yield "Ont répondu", [_write_count(group.answered) for group in groups]
    yield "Sans réponse", [_write_count(group.missing) for group in groups]


def _write_count(count: int | None) -> str:
    return HIDDEN_SHORT if count is None else format_value(count)


def _write_cell(group: Distribution, share: Share) -> str:
    if group.answered == 0:
        return NOBODY
    if share.count is None or share.percent is None or group.answered is None:
        return HIDDEN_SHORT
    return f"{format_percent(share.percent)} ({_write_ratio(group, share.count)})"


def _write_ratio(group: Distribution, count: int) -> str:
    """Return a numerator and its denominator, which stay on one line."""
    return f"{format_value(count)}{NO_BREAK}sur{NO_BREAK}{_write_count(group.answered)}"


def _write_share(group: Distribution, share: Share) -> tuple[str, str, str]:
    if group.answered == 0:
        return NOBODY, NOTHING, NOTHING
    if share.count is None or share.percent is None or group.answered is None:
        return HIDDEN_SHORT, HIDDEN_SHORT, NOTHING
    counted = _write_ratio(group, share.count)
    if share.low is None or share.high is None:
        return counted, format_percent(share.percent), NOTHING
    low, high = format_percent(round(share.low)), format_percent(round(share.high))
    return counted, format_percent(share.percent), f"{low} à {high}"


def _build_summaries(result: Result, caption: str) -> Table:
    unit = f" ({clean_label(result.question.unit)})" if result.question.unit else ""
    columns = ("Groupe", "Réponses", f"Médiane{unit}", "1er quartile", "3e quartile", "Moyenne")
    # Waves are not added up: most people answered in each of them
    together = [] if result.is_wave and result.groups else [result.everyone]
    figures = [f for f in (*together, *result.groups) if isinstance(f, Summary)]
    rows = []
    for figure in figures:
        quartiles = figure.quartiles or (None, None)
        numbers = (figure.median, *quartiles, figure.mean)
        cells = [NOTHING if n is None else format_value(round(n, 1)) for n in numbers]
        if figure.answered is None:
            cells = [HIDDEN_SHORT] * len(numbers)
        name = clean_label(figure.label) or "Ensemble"
        rows.append((name, _write_count(figure.answered), *cells))
    return Table(caption, columns, tuple(rows))


def build_figures_table(figures: Figures) -> Table:
    """Return simple counts: a row for each series, a column for each period.

    Many periods stand below each other.
    """
    caption = clean_label(figures.label)
    rows = [
        (clean_label(s.label), *(NOTHING if v is None else format_value(v) for v in s.values))
        for s in figures.series
    ]
    columns = ("", *figures.periods)
    if len(figures.periods) > MOST_COLUMNS:
        turned = list(zip(columns, *rows, strict=True))
        return Table(caption, turned[0], tuple(turned[1:]))
    return Table(caption, columns, tuple(rows))
