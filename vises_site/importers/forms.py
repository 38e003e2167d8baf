"""What exports of Google Forms, of Microsoft Forms and of programs unknown to us hold.

Sources: Google, *View & manage form responses* (answers of boxes are joined by `, ` in Sheets and
by `;` in the CSV of the form; rows of a grid are named `question [row]`); Microsoft, *Check and
share your form results* (answers of boxes are joined by `;`, the last one too).
"""

import re
from collections.abc import Sequence

from vises_site.importers.fields import Column, Field, Kind, tidy
from vises_site.model.vocabulary import fold

_GOOGLE: dict[str, Kind] = {
    "horodateur": "time",
    "horodatage": "time",
    "timestamp": "time",
    "tijdstempel": "time",
    "zeitstempel": "time",
    "email-address": "contact",
    "username": "contact",
    "adresse-e-mail": "contact",
    "adresse-mail": "contact",
    "nom-d'utilisateur": "contact",
    "e-mailadres": "contact",
    "gebruikersnaam": "contact",
    "score": "technical",
}
_GOOGLE_FIRST = frozenset(name for name, kind in _GOOGLE.items() if kind == "time")
_MICROSOFT: dict[str, Kind] = {
    "id": "respondent",
    "start-time": "time",
    "completion-time": "time",
    "last-modified-time": "time",
    "heure-de-debut": "time",
    "heure-de-fin": "time",
    "heure-de-la-derniere-modification": "time",
    "begintijd": "time",
    "tijd-van-voltooien": "time",
    "voltooiingstijd": "time",
    "tijdstip-van-laatste-wijziging": "time",
    "email": "contact",
    "e-mail": "contact",
    "adresse-de-messagerie": "contact",
    "adresse-de-courriel": "contact",
    "adresse-e-mail": "contact",
    "name": "contact",
    "nom": "contact",
    "naam": "contact",
    "language": "technical",
    "langue": "technical",
    "taal": "technical",
    "total-points": "technical",
    "total-des-points": "technical",
    "quiz-feedback": "technical",
    "commentaires-sur-le-questionnaire": "technical",
    "grade-posted-time": "technical",
}
_MICROSOFT_LEAD = 10
"""Columns at the beginning among which those of the program itself stand."""
_MARKS = re.compile(r"(?:Points|Feedback|Commentaires?)\s*[-–]\s.*", re.IGNORECASE)
_GRID = re.compile(r"(.*\S) ?\[([^\[\]]+)\]", re.DOTALL)
GOOGLE_SEPARATORS = (";", ", ")
MICROSOFT_SEPARATORS = (";",)
OTHER_SEPARATORS = (";", "|", ", ", ",")


def is_google(headings: Sequence[str]) -> bool:
    """Tell by the first heading whether an export is Google's."""
    return bool(headings) and fold(headings[0]) in _GOOGLE_FIRST


def is_microsoft(headings: Sequence[str]) -> bool:
    """Tell by the first headings whether an export is Microsoft's."""
    first = [fold(heading) for heading in headings[:_MICROSOFT_LEAD]]
    times = sum(_MICROSOFT.get(name) == "time" for name in first)
    return first[:1] == ["id"] and times >= 2


def describe_google(columns: Sequence[Column]) -> list[Field]:
    """Return what each column of Google Forms holds."""
    return [
        _describe(column, _GOOGLE.get(fold(column.heading), ""), GOOGLE_SEPARATORS)
        for column in columns
    ]


def describe_microsoft(columns: Sequence[Column]) -> list[Field]:
    """Return what each column of Microsoft Forms holds."""
    fields = []
    for place, column in enumerate(columns):
        kind = _MICROSOFT.get(fold(column.heading), "") if place < _MICROSOFT_LEAD else ""
        if _MARKS.fullmatch(column.heading):
            kind = "technical"
        fields.append(_describe(column, kind, MICROSOFT_SEPARATORS))
    return fields


def describe_other(columns: Sequence[Column]) -> list[Field]:
    """Return what each column of another program's export holds."""
    return [_describe(column, "", OTHER_SEPARATORS) for column in columns]


def _describe(column: Column, kind: Kind, separators: tuple[str, ...]) -> Field:
    name = label = tidy(column.heading)
    grid = ""
    if match := _GRID.fullmatch(label):
        grid, label = match[1], f"{match[1]} – {match[2]}"
    return Field(name, label, kind, grid=grid, separators=separators)
