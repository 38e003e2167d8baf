"""KoboToolbox's structure file: an XLSForm, with the sheets `survey` and `choices`.

Source: XLSForm.org, *Question types*, *Multiple choice questions*, *Multiple language support*.
"""

import re

from vises_site.importers.fields import Answer, Field, Kind, Structure, tidy
from vises_site.importers.kobotoolbox import SEPARATORS
from vises_site.importers.workbooks import read_workbook
from vises_site.language import gettext as _
from vises_site.load.sources import Source

_KINDS: dict[str, Kind] = {
    "integer": "nombre",
    "decimal": "nombre",
    "range": "nombre",
    "text": "texte",
    "date": "date",
    "time": "time",
    "datetime": "time",
    "geopoint": "place",
    "geotrace": "place",
    "geoshape": "place",
    "image": "file",
    "audio": "file",
    "video": "file",
    "file": "file",
    "background-audio": "file",
    "barcode": "respondent",
    "phonenumber": "contact",
    "phone": "contact",
    "email": "contact",
    "username": "contact",
    "start": "time",
    "end": "time",
    "today": "date",
    "deviceid": "device",
    "subscriberid": "device",
    "simserial": "device",
    "audit": "device",
    "hidden": "technical",
    "calculate": "",
    "acknowledge": "",
    "trigger": "",
}
_WORDLESS = ("note", "begin", "end_", "end group", "end repeat", "xml-external", "csv-external")
_CHOICE = re.compile(r"(select_one|select one|select_multiple|select multiple|rank) +(\S+)(.*)")
Rows = list[dict[str, str]]


def parse_xlsform(source: Source, content: bytes) -> Structure | None:
    """Return what an XLSForm tells, or None after a problem."""
    survey = _read_rows(source, content, "survey")
    if survey is None:
        return None
    choices = _read_rows(source, content, "choices") or []
    source.problems[:] = [p for p in source.problems if p.code != "unknown-sheet"]
    structure = Structure("kobotoolbox")
    lists: dict[str, list[Answer]] = {}
    column, words = _find_label_column(survey), _find_label_column(choices)
    for row in choices:
        name = row.get("list_name") or row.get("list name") or row.get("listname") or ""
        code = row.get("name") or row.get("value") or ""
        if name and code:
            lists.setdefault(name, []).append(Answer(code, tidy(row.get(words) or code, 280)))
    groups: list[str] = []
    for row in survey:
        kind, name = row.get("type", "").strip(), row.get("name", "").strip()
        if kind.startswith("begin"):
            groups.append(name)
        elif kind.startswith(("end_", "end ")) and groups:
            groups.pop()
        elif name and not kind.startswith(_WORDLESS):
            found = _build_field(kind, name, tidy(row.get(column) or name), lists)
            structure.add("/".join((*filter(None, groups), name)), found.label, found)
            structure.add(name, found.label, found)
    if not structure.by_code:
        source.report(
            "invalid-structure",
            _("the structure file names no question"),
            _("a structure file: .lss of LimeSurvey, or the XLSForm of KoboToolbox"),
            _("export the structure again, and give that file as it is"),
        )
        return None
    return structure


def _read_rows(source: Source, content: bytes, name: str) -> Rows | None:
    """Return a sheet's rows by their headings."""
    book = read_workbook(source, content, name)
    if book is None:
        return None
    filled = [row for _line, row in book.rows if any(row)]
    heads = [head.strip().lower() for head in filled[0]] if filled else []
    return [dict(zip(heads, row, strict=False)) for row in filled[1:]]


def _find_label_column(rows: Rows) -> str:
    """Return the column of labels: the French one where there are several languages."""
    heads = [head for row in rows[:1] for head in row]
    labels = [head for head in dict.fromkeys(heads) if head.split("::")[0].strip() == "label"]
    french = [head for head in labels if re.search(r"fran[cç]|\(fr\)|::fr", head)]
    return (french or labels or ["label"])[0]


def _build_field(kind: str, name: str, label: str, lists: dict[str, list[Answer]]) -> Field:
    match = _CHOICE.fullmatch(kind)
    if match is None:
        known = _KINDS.get(kind, "")
        return Field(name, label, known, is_certain=kind in _KINDS and known != "")
    answers = tuple(lists.get(match[2], ()))
    has_other = "or_other" in match[3] or "or other" in match[3]
    if match[1].endswith("multiple"):
        return Field(
            name,
            label,
            "choix-multiple",
            answers=answers,
            has_other=has_other,
            separators=SEPARATORS,
            is_certain=True,
        )
    if match[1] == "rank":
        return Field(name, label, "technical", is_certain=True)
    return Field(name, label, "choix-unique", answers=answers, has_other=has_other, is_certain=True)
