"""Figures in words: plain French that anybody can read aloud, without a claim of cause."""

from collections.abc import Iterable

from vises_site.model.results import Distribution, Result, Share
from vises_site.render.charts.lettering import clean_label, format_number, format_percent
from vises_site.text.typography import NARROW, NO_BREAK

HIDDEN = "masqué pour protéger les personnes"
"""What is said of a count that is not shown; why it is not is said of none."""

INTERVAL = f"Intervalle à 95{NARROW}%{NO_BREAK}:"

HIDDEN_SHORT = "masqué"
NOBODY = "aucune réponse"

ALL_HIDDEN = (
    "Les réponses à cette question sont masquées pour protéger les personnes qui ont répondu."
)
NO_ANSWER = "Personne n’a répondu à cette question."
OPEN_ANSWERS = "Les réponses à cette question sont des textes : elles se lisent, sans graphique."

TURNED = "Ces réponses s’écrivent de droite à gauche : le tableau les donne."

SMALLEST_TO_ROUND = 20
"""Below so many answers, people are counted one by one and not « sur 10 »."""

_EXACT = {
    0: "personne",
    25: "un quart des personnes",
    50: "la moitié des personnes",
    75: "trois quarts des personnes",
    100: "toutes les personnes",
}


def count_people(count: int) -> str:
    """Return a number of people in words.

    >>> count_people(1), count_people(12)
    ('1 personne', '12 personnes')
    """
    return f"{format_number(count)} personne{'s' if count > 1 else ''}"


def count_answers(count: int) -> str:
    """Return a number of answers in words; zero is singular in French."""
    return f"{format_number(count)} réponse{'s' if count > 1 else ''}"


def say_fraction(count: int, total: int) -> str:
    """Return a share of people in everyday words, with the people themselves in parentheses.

    >>> say_fraction(7, 12)
    '7 personnes sur 12'
    >>> say_fraction(68, 100)
    'près de 7 personnes sur 10 (68 sur 100)'
    """
    if total < SMALLEST_TO_ROUND:
        return f"{count_people(count)} sur {format_number(total)}"
    counted = f"{format_number(count)} sur {format_number(total)}"
    return f"{_say_share(100 * count / total)} ({counted})"


def _say_share(percent: float) -> str:
    if percent in _EXACT:
        return _EXACT[int(percent)]
    if percent < 10:
        return "moins de 1 personne sur 10"
    if percent > 90:
        return "plus de 9 personnes sur 10"
    tenth = round(percent / 10)
    named = f"{tenth} personne{'s' if tenth > 1 else ''} sur 10"
    return _say_nearness(percent - 10 * tenth) + (
        "la moitié des personnes" if tenth == 5 else named
    )


def _say_nearness(difference: float) -> str:
    """Return how a share in percent lies to the tenth that is named instead of it."""
    if abs(difference) < 0.5:
        return ""
    if difference < 0:
        return "près de " if difference >= -3 else "un peu moins de "
    return "un peu plus de "


def quote(label: str) -> str:
    """Return an answer's label between French quotation marks."""
    return clean_label(f"« {clean_label(label)} »")


def describe_place(result: Result) -> str:
    """Return the source and the period, which every figure carries."""
    return clean_label(f"Source : {result.source}, {result.period}")


def describe_share(result: Result, distribution: Distribution, share: Share) -> str:
    """Return all that a mark says of itself: numerator, denominator, period, source."""
    of_whom = f"{clean_label(distribution.label)}, " if distribution.label else ""
    label = f"{of_whom}{quote(share.label)} : "
    if distribution.answered == 0:
        return clean_label(f"{label}{NOBODY}. {describe_place(result)}.")
    if share.count is None or share.percent is None or distribution.answered is None:
        return clean_label(f"{label}{HIDDEN}. {describe_place(result)}.")
    counted = f"{count_people(share.count)} sur {format_number(distribution.answered)}"
    text = f"{label}{counted}, soit {format_percent(share.percent)}. {_say_interval(share)}"
    return clean_label(f"{text}{describe_place(result)}.")


def _say_interval(share: Share) -> str:
    if share.low is None or share.high is None:
        return ""
    low, high = format_percent(round(share.low)), format_percent(round(share.high))
    return f"{INTERVAL} de {low} à {high}. "


def join_words(parts: Iterable[str], last: str = "et") -> str:
    """Return parts as an enumeration.

    >>> join_words(["a", "b", "c"])
    'a, b et c'
    """
    listed = list(parts)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {last} {listed[-1]}"
