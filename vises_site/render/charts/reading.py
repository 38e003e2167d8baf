"""A survey's figures in the shapes that charts are drawn from."""

from collections.abc import Sequence

from vises_site.model.results import Distribution, Result, Share, Summary
from vises_site.render.charts.bars import Bar
from vises_site.render.charts.choosing import is_empty, is_hidden
from vises_site.render.charts.dots import Dot, DotRow, Spread
from vises_site.render.charts.lettering import (
    clean_label,
    format_number,
    format_percent,
    format_value,
)
from vises_site.render.charts.lines import Line
from vises_site.render.charts.multiples import Panel
from vises_site.render.charts.parts import Part, Stack, choose_inks
from vises_site.render.charts.waffles import Cell
from vises_site.render.charts.wording import (
    HIDDEN,
    HIDDEN_SHORT,
    NOBODY,
    count_answers,
    describe_place,
    describe_share,
)


def list_distributions(result: Result) -> list[Distribution]:
    """Return what is drawn: the groups, or everyone where there are none."""
    figures = result.groups or (result.everyone,)
    return [figure for figure in figures if isinstance(figure, Distribution)]


def read_bars(result: Result, distribution: Distribution) -> tuple[Bar, ...]:
    """Return a distribution as bars; where several answers were possible, the longest first."""
    if result.question.type != "choix-multiple":
        shares: Sequence[Share] = distribution.shares
    else:
        # By everyone's answers, so that all groups have the same order
        everyone = result.everyone if isinstance(result.everyone, Distribution) else distribution
        order = order_by_frequency(everyone, list_distributions(result))
        shares = sorted(distribution.shares, key=lambda share: order.index(share.code))
    return tuple(_read_bar(result, distribution, share) for share in shares)


def order_by_frequency(everyone: Distribution, groups: Sequence[Distribution]) -> list[str]:
    """Return the codes of answers, the most frequent first, hidden ones last."""
    sums: dict[str, int] = {}
    for share in everyone.shares:
        if share.count is not None:
            sums[share.code] = share.count
    if not sums:
        for share in (share for group in groups for share in group.shares):
            if share.count is not None:
                sums[share.code] = sums.get(share.code, 0) + share.count
    codes = [share.code for share in everyone.shares]
    return sorted(codes, key=lambda code: -sums.get(code, -1))


def _read_bar(result: Result, distribution: Distribution, share: Share) -> Bar:
    title = describe_share(result, distribution, share)
    label = clean_label(share.label)
    # A share whose denominator is hidden is not shown: it could not be understood
    if share.count is None or share.percent is None or distribution.answered is None:
        remark = NOBODY if distribution.answered == 0 else HIDDEN_SHORT
        return Bar(label, None, "", "", title, remark)
    detail = f"{format_number(share.count)} sur {format_number(distribution.answered)}"
    return Bar(label, float(share.percent), format_percent(share.percent), detail, title)


def read_stack(result: Result, distribution: Distribution, is_scale: bool) -> Stack:
    """Return a distribution as a divided bar."""
    label = clean_label(distribution.label)
    answered = distribution.answered
    detail = count_answers(answered) if answered is not None and label else ""
    if is_hidden(distribution) or is_empty(distribution) or answered is None:
        return Stack(label, "", (), NOBODY if is_empty(distribution) else HIDDEN)
    inks = choose_inks(len(distribution.shares), is_scale)
    parts = tuple(
        Part(
            clean_label(share.label),
            None if share.percent is None else float(share.percent),
            "" if share.percent is None else format_percent(share.percent),
            describe_share(result, distribution, share),
            ink,
        )
        for share, ink in zip(distribution.shares, inks, strict=True)
    )
    return Stack(label, detail, parts)


def read_dots(result: Result) -> list[DotRow]:
    """Return the answers with a dot for each group."""
    groups = list_distributions(result)
    bars = [read_bars(result, group) for group in groups]
    return [
        DotRow(row[0].label, tuple(Dot(bar.value, bar.figure, bar.title) for bar in row))
        for row in zip(*bars, strict=True)
    ]


def read_lines(result: Result) -> list[Line]:
    """Return the answers over the groups, which are times."""
    groups = list_distributions(result)
    # Not by frequency: a line is followed by its name
    bars = [[_read_bar(result, group, share) for share in group.shares] for group in groups]
    return [
        Line(
            row[0].label,
            tuple(bar.value for bar in row),
            tuple(bar.figure for bar in row),
            tuple(bar.title for bar in row),
        )
        for row in zip(*bars, strict=True)
    ]


def read_panels(result: Result) -> list[Panel]:
    """Return the groups as panels of bars."""
    panels = []
    for group in list_distributions(result):
        label = clean_label(group.label)
        if is_hidden(group):
            panels.append(Panel(label, "", ()))
            continue
        detail = "" if group.answered is None else count_answers(group.answered)
        panels.append(Panel(label, detail, read_bars(result, group)))
    return panels


def read_cells(result: Result, distribution: Distribution) -> list[Cell]:
    """Return a distribution without hidden counts as people."""
    inks = choose_inks(len(distribution.shares), is_scale=False)
    total = distribution.answered or 0
    return [
        Cell(
            clean_label(share.label),
            share.count or 0,
            format_percent(share.percent or 0),
            f"{format_number(share.count or 0)} sur {format_number(total)}",
            describe_share(result, distribution, share),
            ink,
        )
        for share, ink in zip(distribution.shares, inks, strict=True)
    ]


def read_spreads(result: Result) -> list[Spread]:
    """Return numbers as medians between quartiles."""
    unit = clean_label(result.question.unit or "")
    spreads = []
    for figure in result.groups or (result.everyone,):
        if not isinstance(figure, Summary):
            continue
        label = clean_label(figure.label)
        detail = "" if figure.answered is None else count_answers(figure.answered)
        title = ""
        if figure.median is not None:
            middle = f"{format_value(figure.median)} {unit}".strip()
            of_whom = f"{label}, " if label else ""
            title = f"{of_whom}médiane : {middle} ({detail}). {describe_place(result)}."
        spreads.append(Spread(label, detail, figure.median, figure.quartiles, clean_label(title)))
    return spreads
