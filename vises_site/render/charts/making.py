"""Charts from figures: drawn, said in words, noted and tabled, for one medium."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from vises_site.model.charts import Kind
from vises_site.model.results import Result, Summary
from vises_site.render.charts.alternatives import describe_figures, describe_result
from vises_site.render.charts.bars import Bar, draw_bars
from vises_site.render.charts.chart import Chart
from vises_site.render.charts.choosing import choose_kind, is_empty, is_hidden
from vises_site.render.charts.dots import (
    MOST_GROUPS,
    draw_dots,
    draw_spreads,
    find_round_end,
)
from vises_site.render.charts.drawing import Drawing
from vises_site.render.charts.engine import render_svg
from vises_site.render.charts.figures import Figures
from vises_site.render.charts.frames import WEB_FRAMES, Frame
from vises_site.render.charts.lettering import clean_label, format_value
from vises_site.render.charts.lines import MOST_LINES, Line, draw_lines
from vises_site.render.charts.multiples import draw_multiples
from vises_site.render.charts.notes import write_figures_note, write_note
from vises_site.render.charts.reading import (
    list_distributions,
    read_bars,
    read_cells,
    read_dots,
    read_lines,
    read_panels,
    read_spreads,
    read_stack,
)
from vises_site.render.charts.stacks import draw_stacks
from vises_site.render.charts.tables import build_figures_table, build_table
from vises_site.render.charts.waffles import draw_waffle
from vises_site.render.charts.wording import ALL_HIDDEN, NO_ANSWER, OPEN_ANSWERS, TURNED
from vises_site.text.scripts import has_turned_words


def render_chart(
    result: Result,
    kind: Kind = "automatique",
    frames: tuple[Frame, ...] = WEB_FRAMES,
    world: str = "meuse",
) -> Chart:
    """Draw a survey's result.

    Args:
        result: The figures; one in which all is hidden gives a sentence.
        kind: How to draw it; a kind that it cannot have is passed over.
        frames: Boxes, one drawing each.
        world: Colour token of the page; on the web the page's own world comes before it.
    """
    chosen = choose_kind(result, kind)
    sentence = _find_sentence(result)
    alternative = sentence or describe_result(result)
    note, table = write_note(result), build_table(result)
    title = clean_label(result.question.label)
    if sentence or chosen is None:
        return Chart("", title, alternative, note, table, sentence=sentence)
    chosen = _settle_kind(result, chosen)
    drawings = [_draw_result(result, chosen, frame) for frame in frames]
    return _finish(Chart(chosen, title, alternative, note, table), drawings, world)


def render_figures(
    figures: Figures,
    kind: Kind = "automatique",
    frames: tuple[Frame, ...] = WEB_FRAMES,
    world: str = "meuse",
) -> Chart:
    """Draw simple counts: `lignes` over several periods, else `barres`.

    Args:
        figures: The counts.
        kind: `lignes`, `barres`, or either as it fits.
        frames: Boxes, one drawing each.
        world: Colour token of the page.
    """
    is_known = any(value is not None for series in figures.series for value in series.values)
    title, alternative = clean_label(figures.label), describe_figures(figures)
    note, table = write_figures_note(figures), build_figures_table(figures)
    if not is_known:
        return Chart("", title, alternative, note, table, sentence="Aucun chiffre n’est connu.")
    is_line = len(figures.periods) > 1 and len(figures.series) <= MOST_LINES
    chosen = "lignes" if is_line and kind != "barres" else "barres"
    drawings = []
    for frame in frames:
        drawing = Drawing(frame)
        (_draw_figure_lines if chosen == "lignes" else _draw_figure_bars)(drawing, figures)
        drawings.append(drawing)
    return _finish(Chart(chosen, title, alternative, note, table), drawings, world)


def _finish(chart: Chart, drawings: list[Drawing], world: str) -> Chart:
    """Give a chart its drawings; on paper the engine cannot set words that run from the right."""
    is_turned = has_turned_words(chart.alternative + "".join(map("".join, chart.table.rows)))
    if is_turned and any(drawing.frame.medium != "web" for drawing in drawings):
        return replace(chart, kind="", sentence=TURNED)
    return replace(
        chart,
        drawings=tuple(render_svg(d, chart.alternative, world) for d in drawings),
        sizes=tuple((d.frame.width, round(d.height, 1)) for d in drawings),
    )


def _find_sentence(result: Result) -> str:
    """Return what stands instead of a chart; empty where there is something to draw."""
    if result.question.type == "texte":
        return OPEN_ANSWERS
    figures = result.groups or (result.everyone,)
    if all(is_empty(figure) for figure in figures):
        return NO_ANSWER
    if all(is_hidden(figure) or is_empty(figure) for figure in figures):
        return ALL_HIDDEN
    return ""


def _draw_result(result: Result, kind: Kind, frame: Frame) -> Drawing:
    drawing = Drawing(frame)
    if isinstance(result.everyone, Summary):
        draw_spreads(drawing, read_spreads(result), clean_label(result.question.unit or ""))
    else:
        _DRAWERS[kind](drawing, result)
    return drawing


def _settle_kind(result: Result, kind: Kind) -> Kind:
    """Return a kind in which these figures can be drawn, which depends on what is hidden.

    Nobody can be drawn for a hidden count: bars say that it is hidden.
    """
    groups = list_distributions(result)
    if kind == "gaufre" and groups[0].is_hidden:
        return "barres"
    if kind == "barres" and len(groups) > 1:
        return "petits-multiples"
    if kind == "points" and groups and not 1 < len(groups) <= MOST_GROUPS:
        return "petits-multiples"
    return kind


def _draw_bars(drawing: Drawing, result: Result) -> None:
    (group,) = list_distributions(result)
    drawing.height = draw_bars(drawing, read_bars(result, group), 0, 100)


def _draw_divided(drawing: Drawing, result: Result, is_scale: bool) -> None:
    stacks = [read_stack(result, group, is_scale) for group in list_distributions(result)]
    draw_stacks(drawing, stacks, is_scale)


def _draw_multiples(drawing: Drawing, result: Result) -> None:
    panels = read_panels(result)
    shown = next(panel.bars for panel in panels if panel.bars)
    draw_multiples(drawing, panels, [bar.label for bar in shown])


def _draw_dots(drawing: Drawing, result: Result) -> None:
    groups = [clean_label(group.label) for group in list_distributions(result)]
    draw_dots(drawing, read_dots(result), groups)


def _draw_lines(drawing: Drawing, result: Result) -> None:
    times = [clean_label(group.label) for group in list_distributions(result)]
    lines = read_lines(result)
    values = [value for line in lines for value in line.values if value is not None]
    high = min(100.0, 1.1 * max(values, default=100.0)) or 100.0
    draw_lines(drawing, lines, times, high, is_hiding=True)


def _draw_waffle(drawing: Drawing, result: Result) -> None:
    (everyone,) = list_distributions(result)
    draw_waffle(drawing, read_cells(result, everyone), everyone.answered or 0)


_DRAWERS: dict[Kind, Callable[[Drawing, Result], None]] = {
    "barres": _draw_bars,
    "empilé": partial(_draw_divided, is_scale=False),
    "divergent": partial(_draw_divided, is_scale=True),
    "lignes": _draw_lines,
    "points": _draw_dots,
    "petits-multiples": _draw_multiples,
    "gaufre": _draw_waffle,
}


def _draw_figure_lines(drawing: Drawing, figures: Figures) -> None:
    values = [v for series in figures.series for v in series.values if v is not None]
    lines = [
        Line(
            clean_label(series.label),
            series.values,
            tuple("" if v is None else format_value(v) for v in series.values),
            tuple(
                _title_figure(figures, series.label, period, value)
                for period, value in zip(figures.periods, series.values, strict=True)
            ),
        )
        for series in figures.series
    ]
    times = [clean_label(period) for period in figures.periods]
    draw_lines(drawing, lines, times, 1.05 * max(values) or 1.0, is_hiding=False)


def _draw_figure_bars(drawing: Drawing, figures: Figures) -> None:
    """Draw each series' periods, or the series of a single period, below each other."""
    bars = []
    for series in figures.series:
        for period, value in zip(figures.periods, series.values, strict=True):
            parts = [series.label] if len(figures.series) > 1 or len(figures.periods) == 1 else []
            parts += [period] if len(figures.periods) > 1 else []
            figure = "" if value is None else format_value(value)
            title = _title_figure(figures, series.label, period, value)
            bars.append(Bar(clean_label(", ".join(parts)), value, figure, "", title, "inconnu"))
    high = find_round_end(max(bar.value for bar in bars if bar.value is not None))
    drawing.height = draw_bars(drawing, bars, 0, high, is_share=False)


def _title_figure(figures: Figures, label: str, period: str, value: float | None) -> str:
    unit = f" {figures.unit}" if figures.unit else ""
    said = "inconnu" if value is None else f"{format_value(value)}{unit}"
    return clean_label(f"{label}, {period} : {said}. Source : {figures.source}.")
