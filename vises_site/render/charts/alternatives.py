"""What is said instead of a chart, written from the same figures."""

from collections.abc import Iterator, Sequence

from vises_site.model.results import Distribution, Result, Share, Summary
from vises_site.render.charts.figures import Figures
from vises_site.render.charts.lettering import clean_label, format_percent, format_value
from vises_site.render.charts.wording import (
    HIDDEN,
    HIDDEN_SHORT,
    NOBODY,
    count_answers,
    count_people,
    join_words,
    quote,
    say_fraction,
)

MOST_SPOKEN = 4
"""So many answers are said one by one where groups are compared; the table holds all."""

IN_TABLE = "Le tableau donne tous les chiffres."


def describe_result(result: Result) -> str:
    """Return a result in words."""
    sentences = [clean_label(result.question.label)]
    if isinstance(result.everyone, Summary):
        sentences += _list_summaries(result)
    elif result.groups:
        sentences += _list_compared(result, [g for g in result.groups if _has_shares(g)])
    else:
        sentences += _list_shares(result, result.everyone)
    return " ".join(_close(sentence) for sentence in sentences if sentence)


def _has_shares(figure: Distribution | Summary) -> bool:
    return isinstance(figure, Distribution)


def _close(sentence: str) -> str:
    ready = clean_label(sentence)
    return ready if ready.endswith((".", "!", "?", "…")) else f"{ready}."


def _list_shares(result: Result, everyone: Distribution) -> Iterator[str]:
    """Yield what everyone answered: a scale by its sides, other answers by their number."""
    shown = [share for share in everyone.shares if share.count is not None]
    total = everyone.answered or 0
    if result.question.type == "échelle" and len(shown) == len(everyone.shares):
        yield from _list_sides(everyone, total)
    ordered = shown
    if result.question.type == "choix-multiple":
        ordered = sorted(shown, key=lambda share: -(share.count or 0))
    for index, share in enumerate(ordered):
        assert share.count is not None
        said = say_fraction(share.count, total) if not index else count_people(share.count)
        yield f"{quote(share.label)} : {said}"
    if len(shown) < len(everyone.shares):
        labels = [quote(share.label) for share in everyone.shares if share.count is None]
        yield f"{join_words(labels)} : {HIDDEN}"


def _list_sides(everyone: Distribution, total: int) -> Iterator[str]:
    shares = everyone.shares
    half = len(shares) // 2
    if half > 1:
        low = sum(share.count or 0 for share in shares[:half])
        high = sum(share.count or 0 for share in shares[-half:])
        yield f"Du côté de {quote(shares[-1].label)} : {say_fraction(high, total)}"
        yield f"Du côté de {quote(shares[0].label)} : {say_fraction(low, total)}"
    if everyone.median:
        yield f"La réponse du milieu est {quote(everyone.median)}"


def _list_compared(result: Result, groups: Sequence[Distribution | Summary]) -> Iterator[str]:
    """Yield each answer over the groups, or over time."""
    distributions = [group for group in groups if isinstance(group, Distribution)]
    codes = [share.code for share in distributions[0].shares] if distributions else []
    spoken = _choose_spoken(distributions, codes)
    for code in spoken:
        shares = [_find(group, code) for group in distributions]
        parts = [
            f"{clean_label(group.label)}, {_say_share(group, share)}"
            for group, share in zip(distributions, shares, strict=True)
        ]
        text = f"{quote(shares[0].label)} : {' ; '.join(parts)}"
        yield text + (_say_change(shares) if result.is_wave else "")
    if len(spoken) < len(codes):
        yield IN_TABLE
    if result.is_wave:
        yield "Ces chiffres disent ce qui change d’une fois à l’autre ; ils ne disent pas pourquoi"


def _choose_spoken(groups: Sequence[Distribution], codes: list[str]) -> list[str]:
    """Return the codes of the most frequent answers, in the codebook's order."""
    totals = {code: sum(_find(group, code).count or 0 for group in groups) for code in codes}
    ranked = sorted(codes, key=lambda code: -totals[code])[:MOST_SPOKEN]
    return [code for code in codes if code in ranked]


def _find(group: Distribution, code: str) -> Share:
    return next(share for share in group.shares if share.code == code)


def _say_share(group: Distribution, share: Share) -> str:
    if group.answered == 0:
        return NOBODY
    if share.count is None or share.percent is None or group.answered is None:
        return HIDDEN_SHORT
    counted = f"{format_value(share.count)} sur {format_value(group.answered)}"
    return f"{format_percent(share.percent)} ({counted})"


def _say_change(shares: Sequence[Share]) -> str:
    """Return the difference between the first and the last time, and how sure it is."""
    first, last = shares[0], shares[-1]
    if len(shares) < 2 or first.percent is None or last.percent is None:
        return ""
    points = last.percent - first.percent
    if not points:
        return ", sans changement"
    plural = "s" if abs(points) > 1 else ""
    text = f", soit {abs(points)} point{plural} de {'plus' if points > 0 else 'moins'}"
    return text + (" ; cet écart peut être dû au hasard" if overlap(first, last) else "")


def overlap(first: Share, second: Share) -> bool:
    """Tell whether the 95 % intervals of two shares have values in common.

    Where they have none, the two differ by more than chance. Where they have, that is not sure:
    the test is stricter than one of two proportions, on purpose. Source: N. Schenker and
    J. Gentleman, The American Statistician 55 (2001), p. 182-186.
    """
    if first.low is None or first.high is None or second.low is None or second.high is None:
        return True
    return first.low <= second.high and second.low <= first.high


def _list_summaries(result: Result) -> Iterator[str]:
    unit = clean_label(result.question.unit or "")
    for figure in result.groups or (result.everyone,):
        assert isinstance(figure, Summary)
        name = f"{clean_label(figure.label)} : " if figure.label else ""
        if figure.answered is None or figure.median is None:
            yield f"{name}{NOBODY if figure.answered == 0 else HIDDEN}"
            continue
        middle = f"{format_value(figure.median)} {unit}".strip()
        text = f"{name}la moitié donne {middle} ou moins"
        if figure.quartiles:
            low, high = map(format_value, figure.quartiles)
            text += f", et la moitié du milieu de {low} à {high} {unit}".rstrip()
        yield f"{text[0].upper()}{text[1:]} ({count_answers(figure.answered)})"


def describe_figures(figures: Figures) -> str:
    """Return simple counts in words: first and last of each series."""
    sentences = [clean_label(figures.label)]
    unit = f" {clean_label(figures.unit)}" if figures.unit else ""
    for series in figures.series:
        known = [
            (p, v) for p, v in zip(figures.periods, series.values, strict=True) if v is not None
        ]
        if not known:
            sentences.append(f"{series.label} : chiffre inconnu")
            continue
        parts = [
            f"{format_value(value)}{unit} en {period}"
            for period, value in known[:: len(known) - 1 or 1]
        ]
        sentences.append(f"{series.label} : {' ; '.join(parts)}")
    if len(figures.periods) > 2:
        sentences.append(IN_TABLE)
    return " ".join(_close(sentence) for sentence in sentences)
