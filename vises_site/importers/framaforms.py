"""What exports of Framaforms hold, a Drupal site with the module Webform.

Source: Drupal, Webform 7.x-4.x, `includes/webform.report.inc` and `components/*.inc`: three rows
of headings, of which the first holds the form's title, the second the name of what has several
columns, the third everything else; of several boxes the ticked ones hold an X.
"""

from collections.abc import Sequence

from vises_site.importers.fields import Answer, Column, Field, Kind, tidy
from vises_site.language import gettext as _
from vises_site.model.vocabulary import fold

HEADING_ROWS = 3
_DETAILS: dict[str, Kind] = {
    "serial": "respondent",
    "sid": "respondent",
    "time": "time",
    "submitted-time": "time",
    "completed-time": "time",
    "modified-time": "time",
    "draft": "technical",
    "ip-address": "device",
    "uid": "respondent",
    "username": "contact",
    "webform-serial": "respondent",
    "webform-sid": "respondent",
    "webform-time": "time",
    "webform-submitted-time": "time",
    "webform-completed-time": "time",
    "webform-modified-time": "time",
    "webform-draft": "technical",
    "webform-ip-address": "device",
    "webform-uid": "respondent",
    "webform-username": "contact",
    "numero-de-serie": "respondent",
    "serie": "respondent",
    "numero": "respondent",
    "identifiant": "respondent",
    "heure": "time",
    "date": "time",
    "heure-de-soumission": "time",
    "date-de-soumission": "time",
    "soumis-le": "time",
    "heure-d'achevement": "time",
    "heure-de-fin": "time",
    "date-de-fin": "time",
    "termine-le": "time",
    "heure-de-modification": "time",
    "date-de-modification": "time",
    "modifie-le": "time",
    "brouillon": "technical",
    "adresse-ip": "device",
    "nom-d'utilisateur": "contact",
    "utilisateur": "contact",
}
_MOST_DETAILS = 9
_TICK = "X"
SEPARATORS = (",",)


def is_framaforms(rows: Sequence[Sequence[str]]) -> bool:
    """Tell by the three rows of headings whether an export is of Webform."""
    if len(rows) < HEADING_ROWS or sum(map(bool, rows[0])) > 1:
        return False
    details = [fold(cell) in _DETAILS for cell in rows[2][:_MOST_DETAILS]]
    return details[0] and sum(details) >= 2


def find_title(rows: Sequence[Sequence[str]]) -> str:
    """Return the form's title, which stands in the first cell."""
    return tidy(rows[0][0], 280)


def list_headings(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a heading for each column: the third row's, which each column has."""
    return [name or parent for parent, name in zip(rows[1], rows[2], strict=True)]


def describe_columns(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[Field]:
    """Return what each column holds, in their order.

    Nothing in the file tells where what has several columns ends: it goes on as long as the
    columns look alike.
    """
    parents, names = rows[1], rows[2]
    fields: list[Field] = []
    parent, ticks, scale, in_details = "", False, set[str](), True
    for place, column in enumerate(columns):
        name = tidy(names[place] or parents[place])
        kind = _DETAILS.get(fold(names[place]), "")
        in_details = in_details and kind != ""
        values = set(column.values) - {""}
        if in_details:
            fields.append(Field(name, name, kind))
            continue
        if parents[place]:
            parent, ticks, scale = tidy(parents[place]), values <= {_TICK}, set(values)
        elif parent and not _goes_on(values, scale, ticks=ticks):
            if ticks and _is_other(name):
                fields.append(Field(f"{parent} – {name}", f"{parent} – {name}", "other"))
                parent = ""
                continue
            parent = ""
        if not parent:
            fields.append(Field(name, name, separators=SEPARATORS))
        elif ticks:
            fields.append(Field(parent, parent, "option", Answer(name, name)))
        else:
            scale |= values
            label = f"{parent} – {name}"
            doubt = _("a row of the grid « {name} », or a question of its own?")
            notes = () if parents[place] else (doubt.format(name=parent),)
            fields.append(Field(label, label, grid=parent, notes=notes))
    return fields


def _goes_on(values: set[str], scale: set[str], *, ticks: bool) -> bool:
    return values <= {_TICK} if ticks else bool(values & scale)


def _is_other(name: str) -> bool:
    return fold(name).startswith(("autre", "other", "anders", "andere"))
