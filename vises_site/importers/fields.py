"""What columns of an export are, as a product or its structure file tells."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from vises_site.model.vocabulary import fold
from vises_site.text.invisible import INVISIBLE

Product = Literal[
    "limesurvey", "kobotoolbox", "google-forms", "microsoft-forms", "framaforms", "autre"
]
PRODUCT_NAMES: dict[Product, str] = {
    "limesurvey": "LimeSurvey",
    "kobotoolbox": "KoboToolbox",
    "google-forms": "Google Forms",
    "microsoft-forms": "Microsoft Forms",
    "framaforms": "Framaforms",
    "autre": "",
}

Kind = Literal[
    "",  # to be guessed from the answers
    "choix-unique",
    "choix-multiple",  # all that were ticked in one cell
    "option",  # one column for each that may be ticked
    "other",  # words typed beside « other »
    "échelle",
    "nombre",
    "texte",
    "date",
    "time",
    "place",
    "file",
    "contact",
    "respondent",
    "device",
    "technical",
]

LEFT_OUT_KINDS = frozenset(
    ("date", "time", "place", "file", "contact", "respondent", "device", "technical")
)
"""Kinds that are no answers for figures: their column is left out unless it is kept by name."""

OTHER = "-oth-"
"""What LimeSurvey's data hold where « other » was chosen."""
OTHER_CODE = "autre"
"""What stands for it in what is written."""
OTHER_WORDS = frozenset(("other", "autre", "autres", "anders", "andere"))
"""How forms name it, folded."""
_TAG = re.compile(r"<[^<>]{0,2000}>")
_SPACE = re.compile(r"\s+")
LONGEST_LABEL = 280
LONGEST_QUESTION = 2_000


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that a form offers.

    Attributes:
        code: What stands for it in the data.
        label: Its words.
    """

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """What one column holds.

    Attributes:
        question: Name of the question; columns of one multiple choice share it.
        label: The question's words.
        kind: How it is answered; empty where only the answers can tell.
        option: Of a multiple choice with one column each, the answer that the column stands for.
        answers: All that is offered, in the form's order; empty where it is unknown.
        has_other: Whether something else may be typed.
        grid: Name of the grid of which the question is a row; its rows have the same answers.
        separators: By what several answers in one cell may be joined, the likeliest first.
        is_certain: Whether a structure file says so, rather than a guess from the headings.
        notes: What should be looked at again.
    """

    question: str
    label: str
    kind: Kind = ""
    option: Answer | None = None
    answers: tuple[Answer, ...] = ()
    has_other: bool = False
    grid: str = ""
    separators: tuple[str, ...] = ()
    is_certain: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the export.

    Attributes:
        number: Its place, from 1.
        heading: Its heading, or headings joined by ` – `.
        values: Its cells, without those of the heading rows.
    """

    number: int
    heading: str
    values: tuple[str, ...]


@dataclass(slots=True)
class Structure:
    """What a structure file tells.

    Attributes:
        product: Whose file it is.
        title: Title of the questionnaire.
        by_code: Fields by the column's code.
        by_heading: Fields by what a heading in words says, folded.
    """

    product: Product
    title: str = ""
    by_code: dict[str, Field] = field(default_factory=dict)
    by_heading: dict[str, Field] = field(default_factory=dict)

    def add(self, code: str, heading: str, found: Field) -> None:
        """Remember a field under its code and its heading."""
        self.by_code.setdefault(code, found)
        self.by_heading.setdefault(fold(heading), found)

    def find(self, heading: str) -> Field | None:
        """Return the field that a heading names, by code or in words."""
        return self.by_code.get(heading) or self.by_heading.get(fold(tidy(heading)))


def tidy(text: str, longest: int = LONGEST_QUESTION) -> str:
    """Return a text on one line, without marks of HTML and characters that nobody sees.

    >>> tidy("<p>Comment&nbsp;va ?</p>")
    'Comment va ?'
    """
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = html.unescape(text)
    plain = _SPACE.sub(" ", INVISIBLE.sub("", text)).strip()
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"


def find_other(answers: Iterable[Answer]) -> str | None:
    """Return the code of the answer « other », or None where it is not among the answers."""
    return next((a.code for a in answers if {fold(a.code), fold(a.label)} & OTHER_WORDS), None)
