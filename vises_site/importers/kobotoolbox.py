"""What KoboToolbox's exports of answers hold.

Source: kobotoolbox/formpack, `src/formpack/schema/fields.py` (a multiple choice comes as one
column, as one column for each option named `question/option`, or as both; places come with four
columns more) and the columns that its exports add.
"""

import re
from collections import Counter
from collections.abc import Sequence

from vises_site.importers.fields import Answer, Column, Field, Kind, Structure, tidy
from vises_site.language import gettext as _

TECHNICAL: dict[str, Kind] = {
    "start": "time",
    "end": "time",
    "today": "date",
    "username": "contact",
    "deviceid": "device",
    "subscriberid": "device",
    "simserial": "device",
    "phonenumber": "contact",
    "email": "contact",
    "audit": "device",
    "background-audio": "file",
    "_id": "respondent",
    "_uuid": "respondent",
    "_submission_time": "time",
    "_validation_status": "technical",
    "_notes": "technical",
    "_status": "technical",
    "_submitted_by": "contact",
    "__version__": "technical",
    "_version_": "technical",
    "_tags": "technical",
    "_index": "respondent",
    "_parent_index": "respondent",
    "_parent_table_name": "technical",
    "_attachments": "file",
    "_geolocation": "place",
    "_xform_id_string": "technical",
    "_bamboo_dataset_id": "technical",
    "formhub/uuid": "technical",
    "meta/instanceID": "respondent",
    "meta/instanceName": "respondent",
    "meta/rootUuid": "respondent",
    "meta/audit": "device",
}
_OWN = frozenset(name for name in TECHNICAL if name.startswith("_"))
_PLACE = re.compile(r"_(.+)_(?:latitude|longitude|altitude|precision)")
_LINK = "_URL"
_NAMES = re.compile(r"[a-z0-9_]+(?: [a-z0-9_]+)*")
_BINARY = {"0", "1", "true", "false", ""}
SEPARATORS = (" ",)


def find_marks(headings: Sequence[str]) -> int:
    """Count the headings that KoboToolbox alone puts above its own columns."""
    return sum(heading in _OWN for heading in headings)


def is_hashtags(row: Sequence[str]) -> bool:
    """Tell whether a row holds the hashtags that may stand below the headings (HXL)."""
    filled = [cell for cell in row if cell]
    return bool(filled) and all(cell.startswith("#") for cell in filled)


def describe_columns(columns: Sequence[Column], structure: Structure | None) -> list[Field]:
    """Return what each column holds, in their order."""
    headings = {column.heading for column in columns}
    places = {match[1] for heading in headings if (match := _PLACE.fullmatch(heading))}
    files = {heading.removesuffix(_LINK) for heading in headings if heading.endswith(_LINK)}
    parents = _find_parents(columns, headings, structure)
    leaves = Counter(heading.rsplit("/", 1)[-1] for heading in headings)
    fields = []
    for column in columns:
        heading = column.heading
        parent, _slash, option = heading.rpartition("/")
        name = heading.rsplit("/", 1)[-1]
        known = _find_known(structure, heading)
        if heading in TECHNICAL:
            fields.append(Field(heading, heading, TECHNICAL[heading]))
        elif heading in places or _PLACE.fullmatch(heading):
            fields.append(Field(heading, tidy(heading), "place"))
        elif heading in files or (heading.endswith(_LINK) and heading[: -len(_LINK)] in files):
            fields.append(Field(heading, tidy(heading), "file"))
        elif known:
            fields.append(known)
        elif parent in parents:
            fields.append(_describe_option(parent, option, headings, structure))
        elif heading in parents:
            fields.append(Field(heading, tidy(heading), "choix-multiple", separators=SEPARATORS))
        else:
            is_named = re.fullmatch(r"[\w.-]+(?:/[\w.-]+)+", heading) is not None
            question = name if is_named and leaves[name] == 1 else heading.replace("/", "-")
            label = name if is_named else heading
            separators = SEPARATORS if _holds_names(column) else ()
            fields.append(Field(question, tidy(label), separators=separators))
    return fields


def _holds_names(column: Column) -> bool:
    """Tell whether the cells may hold several names of options: words would be cut in pieces."""
    return all(_NAMES.fullmatch(value) for value in set(column.values) if value)


def _find_known(structure: Structure | None, heading: str) -> Field | None:
    """Return the field of a heading, with or without the groups in front of its name."""
    if structure is None:
        return None
    found = structure.find(heading)
    while found is None and "/" in heading:
        heading = heading.partition("/")[2]
        found = structure.find(heading)
    return found


def _find_parents(
    columns: Sequence[Column], headings: set[str], structure: Structure | None
) -> set[str]:
    """Return the multiple choices: those whose columns below hold nothing but 0 and 1."""
    below: dict[str, list[Column]] = {}
    for column in columns:
        parent, slash, _option = column.heading.rpartition("/")
        if slash:
            below.setdefault(parent, []).append(column)
    return {
        parent
        for parent, options in below.items()
        if (parent in headings or len(options) > 1)
        and all({v.lower() for v in set(column.values)} <= _BINARY for column in options)
        and any(any(column.values) for column in options)
        and not (structure and any(structure.find(o.heading) for o in options))
    }


def _describe_option(
    parent: str, option: str, headings: set[str], structure: Structure | None
) -> Field:
    known = _find_known(structure, parent)
    label = known.label if known else tidy(parent.rsplit("/", 1)[-1])
    words = {answer.code: answer.label for answer in known.answers} if known else {}
    codes = {answer.label: answer.code for answer in known.answers} if known else {}
    code = codes.get(option, option)
    note = _("boxes to tick, or a group of questions? its columns hold 0 and 1 only")
    return Field(
        known.question if known else parent.replace("/", "-"),
        label,
        "option",
        Answer(code, words.get(code, tidy(option))),
        answers=known.answers if known else (),
        is_certain=known is not None,
        notes=() if parent in headings or known else (note,),
    )
