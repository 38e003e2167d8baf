"""Which kinds of chart a question can have, and which one it gets where none is asked for."""

from typing import Literal, get_args

from vises_site.model.codebook import Question
from vises_site.survey.results import Distribution, Result, Summary

Kind = Literal[
    "automatique",
    "barres",
    "empilé",
    "divergent",
    "lignes",
    "points",
    "petits-multiples",
    "gaufre",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What an author may ask for."""

LARGEST_STACK = 6
"""More parts of a bar cannot be told apart in grey."""

LARGEST_SCALE = 11
LARGEST_LINES = 6
LARGEST_DOTS = 4


def list_kinds(question: Question, groups: int = 0, is_wave: bool = False) -> tuple[Kind, ...]:
    """Return the kinds of chart that a question can have, the fittest first.

    Args:
        question: The question; one of open answers has none.
        groups: Number of groups that its result is broken down by; 0 for none.
        is_wave: Whether the groups are waves.
    """
    count = len(question.modalities)
    if question.type == "texte":
        return ()
    if question.type == "nombre":
        return ("points",)
    if question.type == "échelle":
        return _list_for_scale(count, groups, is_wave)
    if not groups:
        return _list_for_everyone(question, count)
    return _list_for_groups(question, count, groups, is_wave)


def _list_for_scale(count: int, groups: int, is_wave: bool) -> tuple[Kind, ...]:
    kinds: list[Kind] = ["divergent"] if 2 <= count <= LARGEST_SCALE else []
    if count <= LARGEST_STACK:
        kinds.append("empilé")
    if not groups:
        return (*kinds, "barres", "gaufre") if count <= LARGEST_STACK else (*kinds, "barres")
    if is_wave and count <= LARGEST_LINES and groups > 1:
        kinds.append("lignes")
    return (*kinds, "points", "petits-multiples")


def _list_for_everyone(question: Question, count: int) -> tuple[Kind, ...]:
    if question.type == "choix-multiple":
        return ("barres",)
    if count == 2:
        return ("gaufre", "barres", "empilé")
    return ("barres", "empilé", "gaufre") if count <= LARGEST_STACK else ("barres",)


def _list_for_groups(
    question: Question, count: int, groups: int, is_wave: bool
) -> tuple[Kind, ...]:
    kinds: list[Kind] = []
    if is_wave and groups > 2 and count <= LARGEST_LINES:
        kinds.append("lignes")
    if question.type == "choix-unique" and count <= LARGEST_STACK and not is_wave:
        kinds.append("empilé")
    if groups <= LARGEST_DOTS:
        kinds.append("points")
    kinds.append("petits-multiples")
    if question.type == "choix-unique" and count <= LARGEST_STACK and is_wave:
        kinds.append("empilé")
    if is_wave and groups == 2 and count <= LARGEST_LINES:
        kinds.append("lignes")
    return (*kinds, "barres")


def choose_kind(result: Result, wanted: Kind = "automatique") -> Kind | None:
    """Return the kind that a result is drawn in; None for open answers.

    A kind that the question cannot have is passed over: whoever reads the author's file says so.
    """
    kinds = list_kinds(result.question, len(result.groups), result.is_wave)
    return wanted if wanted in kinds else next(iter(kinds), None)


def is_hidden(figure: Distribution | Summary) -> bool:
    """Tell whether nothing at all of a group may be shown."""
    if isinstance(figure, Summary):
        return figure.answered is None
    return figure.answered is None or all(share.count is None for share in figure.shares)


def is_empty(figure: Distribution | Summary) -> bool:
    """Tell whether nobody of a group answered."""
    return figure.answered == 0
