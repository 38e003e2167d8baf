"""What LimeSurvey's exports of answers hold.

Source: LimeSurvey, `application/helpers/admin/export/Writer.php` and `SurveyObj.php` (headings:
codes, full text, or both; answers: codes or full answers), and its manual, *Exporting results*.
"""

import re
from collections import Counter
from collections.abc import Sequence

from vises_site.importers.fields import Answer, Column, Field, Kind, Structure, tidy
from vises_site.language import gettext as _
from vises_site.model.vocabulary import fold

NOT_SHOWN = frozenset(("n/a", "sans-objet", "n.v.t."))
"""What full answers say where a question was not shown."""

_TECHNICAL: dict[str, Kind] = {
    "id": "respondent",
    "submitdate": "time",
    "lastpage": "technical",
    "startlanguage": "technical",
    "seed": "technical",
    "token": "respondent",
    "startdate": "time",
    "datestamp": "time",
    "ipaddr": "device",
    "refurl": "device",
    "interviewtime": "time",
}
_WORDED: dict[str, str] = {
    "id": "Response ID|ID de la réponse|ID de réponse|Antwoord-ID",
    "submitdate": "Date submitted|Date de soumission|Datum ingestuurd|Datum verzonden",
    "lastpage": "Last page|Dernière page|Laatste pagina",
    "startlanguage": "Start language|Langue de départ|Langue de début|Begintaal|Starttaal",
    "seed": "Seed|Tête de série|Graine|Beginwaarde",
    "token": "Token|Access code|Jeton|Code d'accès|Invitation|Code d'invitation|Toegangscode",
    "startdate": "Date started|Date de lancement|Date de début|Startdatum",
    "datestamp": "Date last action|Date de la dernière action|Datum laatste actie",
    "ipaddr": "IP address|Adresse IP|IP-adres",
    "refurl": "Referrer URL|URL de référence|URL référente|Verwijzende URL|Verwijzings-URL",
    "interviewtime": "Total time|Temps total|Totale tijd",
}
_CODES = {fold(word): code for code, words in _WORDED.items() for word in words.split("|")}
_TIMING = re.compile(r"(?:questionTime|groupTime)\d*|(?:Group|Question) time: .*", re.IGNORECASE)
_BOTH = re.compile(r"([A-Za-z]\w*(?:\[[^\]]*\])*)\. (\S.*)", re.DOTALL)
_CODED = re.compile(r"([A-Za-z]\w*)((?:\[[^\]]*\])+)")
_PLAIN_CODE = re.compile(r"[A-Za-z]\w*(?:\[[^\]]*\])*")
_WORDED_PART = re.compile(r"(.*\S) ?\[([^\[\]]*)\]", re.DOTALL)
_TICKED = {"y", "oui", "yes", "ja"}
_UNTICKED = {"n", "non", "no", "nee", ""}
_OTHER_WORDS = {"other", "autre", "anders", "andere"}
_COMMENT_WORDS = {"comment", "commentaire", "opmerking", "commentaar"}


def find_marks(headings: Sequence[str]) -> int:
    """Count the headings that LimeSurvey alone puts above its own columns."""
    first = [_split(heading)[0] for heading in headings]
    return sum(_name_technical(code) != "" for code in first)


def _name_technical(heading: str) -> str:
    code = heading if heading in _TECHNICAL else _CODES.get(fold(heading), "")
    return code or ("interviewtime" if _TIMING.fullmatch(heading) else "")


def _split(heading: str) -> tuple[str, str]:
    """Return code and words of a heading that has both; the heading and nothing otherwise."""
    match = _BOTH.fullmatch(heading)
    return (match[1], match[2]) if match else (heading, "")


def describe_columns(columns: Sequence[Column], structure: Structure | None) -> list[Field]:
    """Return what each column holds, in their order."""
    parts = [_split(column.heading) for column in columns]
    has_both = sum(bool(words) for _code, words in parts) * 5 >= len(parts) * 4
    names = parts if has_both else [(column.heading, "") for column in columns]
    bases = Counter(_find_base(code, words)[0] for code, words in names)
    sets = _gather_values(columns, names)
    fields = []
    for column, (code, words) in zip(columns, names, strict=True):
        technical = _name_technical(code) or (words and _name_technical(words))
        if technical:
            fields.append(Field(code, words or column.heading, _TECHNICAL[str(technical)]))
            continue
        known = structure and (structure.find(code) or (words and structure.find(words)))
        if known:
            fields.append(known)
            continue
        base, part, label, part_label = _find_parts(code, words)
        values = sets.get(base, set()) if bases[base] > 1 else set()
        fields.append(_guess(base, part, label, part_label, values))
    return fields


def _find_base(code: str, words: str) -> tuple[str, str]:
    base, part, _label, _part_label = _find_parts(code, words)
    return base, part


def _find_parts(code: str, words: str) -> tuple[str, str, str, str]:
    """Return question, sub-question, and the words of both; the sub-question may be empty."""
    if coded := _CODED.fullmatch(code):
        part = coded[2][1:-1].replace("][", "_")
        worded = _WORDED_PART.fullmatch(words) if words else None
        label, part_label = (worded[1], worded[2]) if worded else (words or coded[1], part)
        return coded[1], part, tidy(label), tidy(part_label)
    if _PLAIN_CODE.fullmatch(code):
        return code, "", tidy(words or code), ""
    if worded := _WORDED_PART.fullmatch(code):
        return tidy(worded[1]), tidy(worded[2]), tidy(worded[1]), tidy(worded[2])
    return tidy(code), "", tidy(code), ""


def _gather_values(
    columns: Sequence[Column], names: Sequence[tuple[str, str]]
) -> dict[str, set[str]]:
    """Return all that stands below the columns of one question, words typed aside."""
    sets: dict[str, set[str]] = {}
    for column, (code, words) in zip(columns, names, strict=True):
        base, part = _find_base(code, words)
        if part and not _is_typed(part):
            found = {fold(value) for value in set(column.values)}
            sets.setdefault(base, set()).update(found - NOT_SHOWN)
    return sets


def _is_typed(part: str) -> bool:
    plain = fold(part)
    return plain in _OTHER_WORDS | _COMMENT_WORDS or plain.endswith("comment")


def _guess(base: str, part: str, label: str, part_label: str, values: set[str]) -> Field:
    """Tell from what stands below a question whether its columns are ticks or rows of a grid."""
    if not part:
        return Field(base, label, answers=())
    name = f"{base}-{part}"
    plain = fold(part)
    ticks = bool(values & _TICKED) and values <= _TICKED | _UNTICKED
    if plain in _OTHER_WORDS:
        if ticks:
            return Field(base, label, "option", Answer("other", _("Other")), has_other=True)
        return Field(name, f"{label} – {part_label}", "other")
    if plain in _COMMENT_WORDS or plain.endswith("comment"):
        return Field(name, f"{label} – {part_label}", "texte")
    if ticks:
        note = _("boxes to tick, or a grid of yes and no? its columns hold yes and no only")
        doubtful = bool(values & {"n", "non", "no", "nee"})
        return Field(
            base,
            label,
            "option",
            Answer(part, part_label),
            notes=(note,) if doubtful else (),
        )
    return Field(name, f"{label} – {part_label}", grid=base)
