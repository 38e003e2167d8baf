"""Key figures: a few numbers in large type, each with all it needs to be understood alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from vises_site.model.results import Result, Share, Summary
from vises_site.render.charts.lettering import (
    clean_label,
    format_number,
    format_percent,
    format_value,
)
from vises_site.render.charts.wording import (
    HIDDEN,
    INTERVAL,
    SMALLEST_TO_ROUND,
    count_answers,
    describe_place,
)


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number and what it counts, in plain text.

    Attributes:
        figure: The number, such as `21 sur 31`; empty where it is hidden.
        label: What it counts.
        detail: The same as a percentage with its interval; empty where it would say too much.
        note: Source and period.
    """

    figure: str
    label: str
    detail: str
    note: str


def build_key_figures(result: Result, codes: Sequence[str] = ()) -> list[KeyFigure]:
    """Return the key figures of a question: of everyone, or of the last wave.

    Args:
        result: The figures.
        codes: Codes of the answers that are shown, in their order; the first one where empty.
    """
    note = f"{describe_place(result)}."
    question = clean_label(result.question.label)
    figure = result.everyone
    if result.is_wave and result.groups:
        figure = result.groups[-1]
        note = clean_label(f"{figure.label}. {note}")
    if isinstance(figure, Summary):
        return [_build_median(result, figure, question, note)]
    by_code = {share.code: share for share in figure.shares}
    chosen = [by_code[code] for code in codes if code in by_code]
    return [
        _build_share(share, figure.answered, question, note)
        for share in chosen or figure.shares[:1]
    ]


def _build_share(share: Share, answered: int | None, question: str, note: str) -> KeyFigure:
    label = clean_label(f"{question} « {share.label} »")
    if share.count is None or not answered:
        hidden = HIDDEN if share.count is None or answered is None else count_answers(0)
        return KeyFigure("", label, hidden[0].upper() + hidden[1:], note)
    figure = clean_label(f"{format_number(share.count)} sur {format_number(answered)}")
    if share.percent is None or answered < SMALLEST_TO_ROUND:
        return KeyFigure(figure, label, "", note)
    detail = format_percent(share.percent)
    if share.low is not None and share.high is not None:
        low, high = format_percent(round(share.low)), format_percent(round(share.high))
        detail += f", {INTERVAL.lower()} de {low} à {high}"
    return KeyFigure(figure, label, clean_label(detail), note)


def _build_median(result: Result, everyone: Summary, question: str, note: str) -> KeyFigure:
    if everyone.answered is None or everyone.median is None:
        hidden = HIDDEN if everyone.answered is None else count_answers(0)
        return KeyFigure("", question, hidden[0].upper() + hidden[1:], note)
    unit = result.question.unit or ""
    figure = clean_label(f"{format_value(everyone.median)} {unit}")
    detail = f"Médiane : la moitié donne ce nombre ou moins ({count_answers(everyone.answered)})"
    return KeyFigure(figure, question, detail, note)
