"""The note under a chart: how many answered, whence, when, and how sure it is."""

from collections.abc import Iterator

from vises_site.model.results import Distribution, Result, Summary
from vises_site.render.charts.figures import Figures
from vises_site.render.charts.lettering import clean_label, format_number
from vises_site.render.charts.wording import HIDDEN, INTERVAL, count_answers, describe_place

SURE_POINTS = 10
"""Half of a 95 % interval, in points, up to which a share says something.

That is about a hundred answers: 1.96 × √(0.5 × 0.5 / 96) = 0.10. Source of the rule: W. Cochran,
Sampling Techniques, 3rd ed. (1977), section 4.4, with his margin of 10 points.
"""

_TOO_SMALL = "groupe trop petit pour conclure"


def write_note(result: Result) -> str:
    """Return the note under a survey's chart, in plain text."""
    return clean_label(" ".join(f"{part}." for part in _list_parts(result)))


def _list_parts(result: Result) -> Iterator[str]:
    yield _count(result.everyone, result)
    if result.question.type == "choix-multiple":
        yield "Plusieurs réponses étaient possibles"
    if result.is_pooled:
        yield "Toutes les vagues ensemble : une même personne a pu répondre à chacune"
    figures = result.groups or (result.everyone,)
    distributions = [f for f in figures if isinstance(f, Distribution)]
    if any(figure.is_hidden for figure in distributions) or any(
        isinstance(f, Summary) and f.answered is None for f in figures
    ):
        yield "Masqué : pour protéger les personnes"
    yield describe_place(result)
    yield from _say_certainty(distributions)


def _count(everyone: Distribution | Summary, result: Result) -> str:
    if everyone.answered is None:
        return f"Nombre de réponses {HIDDEN}"
    text = count_answers(everyone.answered)
    if everyone.missing:
        text += f", {format_number(everyone.missing)} sans réponse"
    if result.groups:
        text += " en tout"
    return text


def find_margin(distributions: list[Distribution]) -> float | None:
    """Return half of the widest 95 % interval that is shown, in points; None without one."""
    halves = [
        (share.high - share.low) / 2
        for distribution in distributions
        for share in distribution.shares
        if share.count is not None and share.low is not None and share.high is not None
    ]
    return max(halves, default=None)


def _say_certainty(distributions: list[Distribution]) -> Iterator[str]:
    margin = find_margin(distributions)
    if margin is None:
        return
    points = max(1, round(margin))
    plural = "s" if points > 1 else ""
    text = f"{INTERVAL} au plus {points} point{plural} de part et d’autre"
    if points <= SURE_POINTS:
        yield text
        return
    small = [d for d in distributions if (find_margin([d]) or 0) > SURE_POINTS + 0.5]
    if len(distributions) == 1:
        yield f"{text} ; {_TOO_SMALL}"
    elif len(small) == len(distributions):
        yield f"{text} ; groupes trop petits pour conclure"
    else:
        names = ", ".join(clean_label(distribution.label) for distribution in small)
        yield f"{text} ; {_TOO_SMALL} : {names}"


def write_figures_note(figures: Figures) -> str:
    """Return the note under simple counts."""
    unit = f"En {figures.unit}. " if figures.unit else ""
    period = "" if figures.period in figures.source else f", {figures.period}"
    return clean_label(f"{unit}Source : {figures.source}{period}.")
