"""Names of questions, by which data, codebook and findings cite them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vises_site.importers.fields import Field, tidy
from vises_site.model.vocabulary import fold

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
    codes = {question for question, _headings, _found in questions if _SHORT.fullmatch(question)}
    taken: set[str] = set()
    names = []
    for place, (question, headings, found) in enumerate(questions, start=1):
        wanted = question if _SHORT.fullmatch(question) else f"q{place}"
        is_summary = found.kind == "choix-multiple" and question in options
        name, number = wanted, 2
        while name in taken or (name != question and name in codes):
            name, number = f"{wanted}-{number}", number + 1
        taken |= {name} - ({question} if is_summary else set())
        folded = {fold(name), fold(question), fold(found.label), fold(tidy(question))}
        folded |= {fold(heading) for heading in headings}
        names.append(Name(name, frozenset(folded), is_summary))
    return names
