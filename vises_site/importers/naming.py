"""Names of questions, by which data, codebook and findings cite them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vises_site.importers.fields import LEFT_OUT_KINDS, Field, tidy
from vises_site.importers.multiples import make_code
from vises_site.model.vocabulary import fold

_CODED_SHARE = 0.6
_SHORT = re.compile(r"[A-Za-z_][\w.-]{0,39}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Name:
    """A question's name.

    Attributes:
        id: What it is called in what is written.
        folded: All names by which it can be asked for, folded.
        has_options: Whether another question of that name has a column for each answer.
    """

    id: str
    folded: frozenset[str]
    has_options: bool = False


def name_questions(questions: Sequence[tuple[str, Sequence[str], Field]]) -> list[Name]:
    """Give a name to each question: the form's own code, else `q` and its place.

    Args:
        questions: Of each its name in the export, the headings of its columns, and what the first
            of them holds.
    """
    options = {question for question, _headings, found in questions if found.kind == "option"}
    asked = [question for question, _headings, found in questions if not _is_technical(found)]
    codes = {question for question in asked if _SHORT.fullmatch(question)}
    if len(codes) < _CODED_SHARE * len(asked):
        codes = set()  # a word here and there is no code
    codes |= {q for q, _h, found in questions if _is_technical(found) and _SHORT.fullmatch(q)}
    taken, named = set(codes), set[str]()
    names, number = [], 0
    for question, headings, found in questions:
        number += not _is_technical(found)
        if question in codes:
            name = question if question not in named or question in options else ""
        else:
            name = ""
        is_summary = found.kind == "choix-multiple" and question in options
        name = name or _make_name(question, found, number, taken)
        named.add(question)
        folded = {fold(name), fold(question), fold(found.label), fold(tidy(question))}
        folded |= {fold(heading) for heading in headings}
        names.append(Name(name, frozenset(folded), is_summary))
    return names


def _is_technical(found: Field) -> bool:
    return found.kind in LEFT_OUT_KINDS


def _make_name(question: str, found: Field, number: int, taken: set[str]) -> str:
    """Make a name for a question whose own is no code."""
    if _is_technical(found):
        return make_code(question, taken)
    name = f"q{number}"
    while name in taken:
        name += "-2"
    taken.add(name)
    return name
