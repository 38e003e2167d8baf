"""The blocks that show what a survey found, as authors write them.

/// graphique | q3
par: filière
type: barres
///

/// chiffres-clés
questions: [q3=oui, q5]
///
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from vises_site.model.charts import KINDS, Kind
from vises_site.model.vocabulary import fold

FIGURE_BLOCKS = ("graphique", "tableau", "chiffres-clés")
OPTIONS = {
    "graphique": ("par", "type", "évaluation"),
    "tableau": ("par", "évaluation"),
    "chiffres-clés": ("questions", "évaluation"),
}
"""Options of each block, as they are written."""

_HOME = re.compile(r"(?:^|/)evaluations/([a-z0-9-]+)(?:/|\.md$)")


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """What a block asks for.

    Attributes:
        questions: Ids of questions, each with the codes of the answers that are meant.
        by: Id of the question by whose answers a figure is broken down; empty for everyone.
        kind: How a chart is drawn.
        evaluation: The evaluation that asked; empty where the author leaves it open.
    """

    questions: tuple[tuple[str, tuple[str, ...]], ...]
    by: str = ""
    kind: Kind = "automatique"
    evaluation: str = ""


def read_figure_block(
    name: str, argument: str, options: Mapping[str, str | list[str]]
) -> FigureBlock:
    """Return what a block asks for; what is not understood is passed over.

    >>> read_figure_block("chiffres-clés", "", {"questions": ["q3=oui", "q5", "q3=non"]}).questions
    (('q3', ('oui', 'non')), ('q5', ()))
    """
    wanted = options.get("questions", []) if name == "chiffres-clés" else [argument]
    named: dict[str, list[str]] = {}
    for item in [wanted] if isinstance(wanted, str) else wanted:
        question, _equals, code = (part.strip() for part in item.partition("="))
        named.setdefault(question, []).extend([code] if code else [])
    return FigureBlock(
        tuple((question, tuple(codes)) for question, codes in named.items()),
        _read_word(options, "par"),
        find_kind(_read_word(options, "type")) or "automatique",
        _read_word(options, "évaluation"),
    )


def find_kind(word: str) -> Kind | None:
    """Return the kind of chart that a word means, or None."""
    return {fold(kind): kind for kind in KINDS}.get(fold(word))


def find_home(uri: str) -> str:
    """Return the evaluation in whose own text a file is, or an empty string.

    >>> find_home("content/evaluations/plus-value/index.md")
    'plus-value'
    """
    match = _HOME.search(uri)
    return match[1] if match else ""


def _read_word(options: Mapping[str, str | list[str]], name: str) -> str:
    value = options.get(fold(name), "")
    return value if isinstance(value, str) else ""
