"""LimeSurvey's structure file (`.lss`), which tells types, answers and their order.

Source: LimeSurvey manual, *Question types* and *Survey structure file format*; the sections
`questions`, `subquestions`, `question_l10ns`, `answers`, `answer_l10ns` of the file itself, and
their older form, in which the words stand in `questions` and `answers`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

from vises_site.importers.fields import Answer, Field, Kind, Structure, tidy
from vises_site.language import gettext as _
from vises_site.load.sources import Source

_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_SECTIONS = (
    "questions",
    "subquestions",
    "question_l10ns",
    "answers",
    "answer_l10ns",
    "surveys_languagesettings",
)
Row = dict[str, str]

_YES, _NO, _UNCERTAIN = "Y", "N", "U"
_TEXTS = {"S", "T", "U", "Q", ";"}
_NUMBERS = {"N", "K", ":"}
_LISTS = {"L", "!", "O", "^"}
_TICKS = {"M", "P"}
_GRIDS = {"F", "H"}
_OTHER_WORDS = ("Other", "Autre", "Anders", "Andere")
_COMMENT_WORDS = ("Comment", "Commentaire", "Opmerking", "Commentaar")
_RANK_WORDS = ("Rank", "Rang", "Rangorde")
"""How headings in words name what LimeSurvey adds, in the languages that it exports."""
_OTHERS: dict[str, Kind] = {"D": "date", "|": "file", "*": "technical", "I": "technical"}


def parse_lss(source: Source, content: bytes) -> Structure | None:
    """Return what a structure file tells, or None after a problem."""
    sections = _parse_sections(source, content)
    if sections is None:
        return None
    language = _find_language(sections)
    words = {
        (row.get("qid", ""), row.get("language", "")): row.get("question", "")
        for row in sections["question_l10ns"]
    }
    structure = Structure("limesurvey", _find_title(sections, language))
    answers = _list_answers(sections, language)
    rows = [r for r in sections["questions"] if _speaks(r, language)]
    parts: dict[str, list[Row]] = {}
    for row in (*rows, *(r for r in sections["subquestions"] if _speaks(r, language))):
        row["words"] = tidy(row.get("question") or words.get((row.get("qid", ""), language), ""))
        if row.get("parent_qid", "0") != "0" and row.get("title"):
            parts.setdefault(row["parent_qid"], []).append(row)
    for row in rows:
        if row.get("parent_qid", "0") == "0" and row.get("title") and row.get("qid"):
            below = sorted(parts.get(row["qid"], []), key=_order)
            for code, heading, found in _list_fields(row, below, answers.get(row["qid"], {})):
                structure.add(code, heading, found)
    if not structure.by_code:
        _report(source, _("the structure file names no question"))
        return None
    return structure


def _parse_sections(source: Source, content: bytes) -> dict[str, list[Row]] | None:
    """Return the rows of each section; declarations, with which entities are made, are refused."""
    if _DECLARATION.search(content):
        _report(source, _("the structure file declares a document type"))
        return None
    parser: Any = ElementTree.XMLPullParser(("end",))
    sections: dict[str, list[Row]] = {name: [] for name in _SECTIONS}
    rows: list[Row] = []
    try:
        parser.feed(content)
        for _event, element in parser.read_events():
            if element.tag == "row":
                rows.append({child.tag: (child.text or "").strip() for child in element})
                element.clear()
            elif element.tag == "rows":
                pass
            elif element.tag in sections:
                sections[element.tag] += rows
                rows = []
            elif any(child.tag == "rows" for child in element):
                rows = []
        parser.close()
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        # The latter two: an encoding that nobody knows
        line, column = getattr(error, "position", (1, 0))
        _report(source, _("the structure file is no XML that can be read"), line, column + 1)
        return None
    return sections


def _report(source: Source, what: str, line: int = 1, column: int = 1) -> None:
    source.report(
        "invalid-structure",
        what,
        _("a structure file: .lss of LimeSurvey, or the XLSForm of KoboToolbox"),
        _("export the structure again, and give that file as it is"),
        line=line,
        column=column,
    )


def _find_language(sections: dict[str, list[Row]]) -> str:
    """Return the language to read: French where it is there, else the first."""
    spoken = [
        row["language"]
        for name in ("question_l10ns", "questions")
        for row in sections[name]
        if row.get("language")
    ]
    return next((lang for lang in spoken if lang.startswith("fr")), spoken[0] if spoken else "")


def _speaks(row: Row, language: str) -> bool:
    return row.get("language", language) == language


def _order(row: Row) -> tuple[int, int]:
    scale, order = row.get("scale_id", "0"), row.get("question_order", row.get("sortorder", "0"))
    return (int(scale) if scale.isdecimal() else 0, int(order) if order.isdecimal() else 0)


def _find_title(sections: dict[str, list[Row]], language: str) -> str:
    for row in sections["surveys_languagesettings"]:
        if row.get("surveyls_language", language) == language:
            return tidy(row.get("surveyls_title", ""), 280)
    return ""


def _list_answers(
    sections: dict[str, list[Row]], language: str
) -> dict[str, dict[str, tuple[Answer, ...]]]:
    """Return the answers of each question by scale, in their order."""
    words = {
        row.get("aid", ""): row.get("answer", "")
        for row in sections["answer_l10ns"]
        if _speaks(row, language)
    }
    gathered: dict[str, dict[str, list[Answer]]] = {}
    for row in sorted(sections["answers"], key=_order):
        if _speaks(row, language) and row.get("code"):
            label = tidy(row.get("answer") or words.get(row.get("aid", ""), ""), 280)
            scales = gathered.setdefault(row.get("qid", ""), {})
            scale = scales.setdefault(row.get("scale_id", "0"), [])
            scale.append(Answer(row["code"], label or row["code"]))
    return {
        qid: {scale: tuple(found) for scale, found in scales.items()}
        for qid, scales in gathered.items()
    }


def _number(least: int, most: int) -> tuple[Answer, ...]:
    return tuple(Answer(str(n), str(n)) for n in range(least, most + 1))


def _list_own_answers(kind: str) -> tuple[Kind, tuple[Answer, ...]]:
    """Return type and answers of the question types that bring their own."""
    yes_no = (Answer(_YES, _("Yes")), Answer(_NO, _("No")))
    known: dict[str, tuple[Kind, tuple[Answer, ...]]] = {
        "Y": ("choix-unique", yes_no),
        "G": ("choix-unique", (Answer("F", _("Female")), Answer("M", _("Male")))),
        "5": ("échelle", _number(1, 5)),
        "A": ("échelle", _number(1, 5)),
        "B": ("échelle", _number(1, 10)),
        "C": ("choix-unique", (*yes_no, Answer(_UNCERTAIN, _("Uncertain")))),
        "E": (
            "échelle",
            (Answer("D", _("Decrease")), Answer("S", _("Same")), Answer("I", _("Increase"))),
        ),
    }
    return known.get(kind, ("", ()))


def _list_fields(
    row: Row, parts: list[Row], answers: dict[str, tuple[Answer, ...]]
) -> Iterator[tuple[str, str, Field]]:
    """Yield code, heading in words and field of each column that a question has in an export."""
    kind, code, words = row.get("type", ""), row["title"], row["words"] or row["title"]
    offered = answers.get("0", ())
    has_other = row.get("other") == "Y"
    if kind in _TICKS:
        yield from _list_ticks(code, words, parts, has_other=has_other)
    elif kind == "1":
        for part in parts:
            for scale in ("0", "1"):
                name = f"{code}-{part['title']}-{int(scale) + 1}"
                label = f"{words} – {part['words']} ({int(scale) + 1})"
                found = Field(name, label, "choix-unique", answers=answers.get(scale, ()))
                key = f"{code}[{part['title']}][{int(scale) + 1}]"
                yield key, label, _settle(found)
    elif kind == "R":
        for rank in range(1, len(offered) + 1):
            label = f"{words} – {rank}"
            found = Field(f"{code}-{rank}", label, "choix-unique", answers=offered)
            for word in _RANK_WORDS:
                yield f"{code}[{rank}]", f"{words} [{word} {rank}]", _settle(found)
    elif parts:
        yield from _list_grid(kind, code, words, parts, offered)
    else:
        yield from _list_single(kind, code, words, offered, has_other=has_other)


def _settle(found: Field) -> Field:
    return replace(found, is_certain=True)


def _list_ticks(
    code: str, words: str, parts: list[Row], *, has_other: bool
) -> Iterator[tuple[str, str, Field]]:
    for part in parts:
        option = Answer(part["title"], part["words"] or part["title"])
        heading = f"{words} [{part['words']}]"
        yield (
            f"{code}[{part['title']}]",
            heading,
            _settle(Field(code, words, "option", option, has_other=has_other)),
        )
        comment = Field(f"{code}-{part['title']}comment", f"{words} – {part['words']}", "texte")
        for word in _COMMENT_WORDS:
            yield f"{code}[{part['title']}comment]", f"{heading}[{word}]", _settle(comment)
    if has_other:
        option = Answer("other", _("Other"))
        found = Field(code, words, "option", option, has_other=True)
        for word in _OTHER_WORDS:
            yield f"{code}[other]", f"{words} [{word}]", _settle(found)


def _list_grid(
    kind: str, code: str, words: str, parts: list[Row], offered: tuple[Answer, ...]
) -> Iterator[tuple[str, str, Field]]:
    rows = [part for part in parts if part.get("scale_id", "0") == "0"]
    columns = [part for part in parts if part.get("scale_id", "0") == "1"]
    own, own_answers = _list_own_answers(kind)
    type_of: Kind = own or ("choix-unique" if kind in _GRIDS else _name_kind(kind))
    for row in rows:
        for column in columns or [{}]:
            part = row["title"] + (f"_{column['title']}" if column else "")
            heard = f"[{row['words']}]" + (f"[{column['words']}]" if column else "")
            said = row["words"] + (f" – {column['words']}" if column else "")
            found = Field(
                f"{code}-{part}", f"{words} – {said}", type_of, answers=own_answers or offered
            )
            yield f"{code}[{part}]", f"{words} {heard}", _settle(found)


def _name_kind(kind: str) -> Kind:
    if kind in _NUMBERS:
        return "nombre"
    return _OTHERS.get(kind, "texte")


def _list_single(
    kind: str, code: str, words: str, offered: tuple[Answer, ...], *, has_other: bool
) -> Iterator[tuple[str, str, Field]]:
    own, own_answers = _list_own_answers(kind)
    if kind == "X":
        return  # a text to be read: no column
    if kind in _LISTS:
        found = Field(code, words, "choix-unique", answers=offered, has_other=has_other)
        yield code, words, _settle(found)
        if has_other:
            typed = Field(f"{code}-other", " – ".join((words, _("Other"))), "other")
            for word in _OTHER_WORDS:
                yield f"{code}[other]", f"{words} [{word}]", _settle(typed)
        if kind == "O":
            comment = Field(f"{code}-comment", " – ".join((words, _("Comment"))), "texte")
            for word in _COMMENT_WORDS:
                yield f"{code}[comment]", f"{words} [{word}]", _settle(comment)
        return
    yield code, words, _settle(Field(code, words, own or _name_kind(kind), answers=own_answers))
