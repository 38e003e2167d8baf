"""Small exports, written by hand as each program writes them."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from vises_site.importers.drafts import Draft, DraftQuestion
from vises_site.importers.survey import Imported, import_survey

Rows = Sequence[Sequence[object]]


def write_csv(
    path: Path, rows: Rows, *, separator: str = ",", encoding: str = "utf-8", quotes: bool = False
) -> Path:
    text = io.StringIO()
    quoting = csv.QUOTE_ALL if quotes else csv.QUOTE_MINIMAL
    csv.writer(text, delimiter=separator, quoting=quoting).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_xlsx(path: Path, sheets: dict[str, Rows]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def write_ods(path: Path, rows: Rows) -> Path:
    document = OpenDocumentSpreadsheet()
    table = Table(name="Feuille1")
    for row in rows:
        line = TableRow()
        for value in row:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=str(value)))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(str(path))
    return path


def read_draft(path: Path, structure: Path | None = None, **options: object) -> Draft:
    imported = import_survey(path, structure, **options)  # type: ignore[arg-type]
    assert imported.draft is not None, imported.problems
    return imported.draft


def read_codes(imported: Imported) -> list[str]:
    assert imported.draft is None
    return [problem.code for problem in imported.problems]


def list_types(draft: Draft) -> dict[str, str]:
    return {question.id: question.type for question in draft.questions}


def list_reasons(draft: Draft) -> dict[str, str]:
    return {left.id: left.reason for left in draft.left_out}


def pick(draft: Draft, name: str) -> DraftQuestion:
    return next(question for question in draft.questions if question.id == name)


def list_labels(draft: Draft, name: str) -> list[str]:
    return [answer.label for answer in pick(draft, name).answers]


def list_codes(draft: Draft, name: str) -> list[str]:
    return [answer.code for answer in pick(draft, name).answers]


# LimeSurvey: results-survey123456.csv, exported with question codes and answer codes
LIMESURVEY_CODES: Rows = [
    ["id", "submitdate", "lastpage", "startlanguage", "seed", "token", "startdate", "datestamp",
     "ipaddr", "accueil", "accueil[other]", "confiance[SQ001]", "confiance[SQ002]", "moyens[SQ001]",
     "moyens[SQ002]", "moyens[SQ003]", "moyens[other]", "note", "enfants", "idees", "revenir"],
    ["1", "2024-05-14 09:12:33", "3", "fr", "193845", "x7Kq2", "2024-05-14 09:01:10",
     "2024-05-14 09:12:33", "10.0.0.1", "A1", "", "AO01", "AO02", "Y", "", "Y", "", "4", "2",
     "Plus de lumière", "Y"],
    ["2", "2024-05-14 10:12:33", "3", "fr", "193846", "p7Kq2", "2024-05-14 10:01:10",
     "2024-05-14 10:12:33", "10.0.0.2", "A2", "", "AO02", "AO02", "", "Y", "", "", "5", "0", "",
     "Y"],
    ["3", "", "1", "fr", "193847", "s7Kq2", "2024-05-14 11:01:10", "2024-05-14 11:12:33",
     "10.0.0.3", "", "", "", "", "", "", "", "", "", "", "", ""],
    ["4", "2024-05-15 09:12:33", "3", "fr", "193848", "z7Kq2", "2024-05-15 09:01:10",
     "2024-05-15 09:12:33", "10.0.0.4", "-oth-", "Par ma cousine Fatima", "AO04", "AO03", "", "",
     "Y", "vélo de Marc", "3", "1", "Rien", "N"],
    ["5", "2024-05-15 10:12:33", "3", "fr", "193849", "r7Kq2", "2024-05-15 10:01:10",
     "2024-05-15 10:12:33", "10.0.0.5", "A1", "", "AO02", "AO01", "Y", "Y", "", "", "4", "12,5",
     "Écrivez-moi : sam@exemple.be", "Y"],
]  # fmt: skip

LIMESURVEY_LABELS = {
    "id": "ID de la réponse",
    "submitdate": "Date de soumission",
    "lastpage": "Dernière page",
    "startlanguage": "Langue de départ",
    "seed": "Tête de série",
    "token": "Code d'accès",
    "startdate": "Date de lancement",
    "datestamp": "Date de la dernière action",
    "ipaddr": "Adresse IP",
    "accueil": "Comment êtes-vous arrivé chez nous ?",
    "accueil[other]": "Comment êtes-vous arrivé chez nous ? [Autre]",
    "confiance[SQ001]": "Que pensez-vous de ceci ? [Je me sens écouté]",
    "confiance[SQ002]": "Que pensez-vous de ceci ? [J'ose parler]",
    "moyens[SQ001]": "Comment venez-vous ? [Bus]",
    "moyens[SQ002]": "Comment venez-vous ? [Train]",
    "moyens[SQ003]": "Comment venez-vous ? [À pied]",
    "moyens[other]": "Comment venez-vous ? [Autre]",
    "note": "Quelle note donnez-vous à l'accueil ?",
    "enfants": "Combien d'enfants avez-vous ?",
    "idees": "Que faut-il changer ?",
    "revenir": "Reviendrez-vous ?",
}
_AGREEMENT = {
    "AO01": "Tout à fait d'accord",
    "AO02": "Plutôt d'accord",
    "AO03": "Plutôt pas d'accord",
    "AO04": "Pas du tout d'accord",
}
_LISTS = {"A1": "Par un proche", "A2": "Par un service", "-oth-": "Autre"}
_YES_NO = {"Y": "Oui", "N": "Non", "": "N/A"}


def answer_in_full(rows: Rows) -> list[list[str]]:
    """Return a LimeSurvey export with full answers, as the program makes it of the codes."""
    heads = [str(head) for head in rows[0]]
    full = [heads]
    for row in rows[1:]:
        cells = []
        for head, cell in zip(heads, map(str, row), strict=True):
            if head.startswith("confiance["):
                cells.append(_AGREEMENT.get(cell, ""))
            elif head == "accueil":
                cells.append(_LISTS.get(cell, ""))
            elif head == "revenir":
                cells.append(_YES_NO[cell])
            elif head.startswith("moyens[SQ"):
                cells.append("Oui" if cell else "Non" if row[1] else "N/A")
            else:
                cells.append(cell)
        full.append(cells)
    return full


def head_in_words(rows: Rows, *, codes: bool = False) -> list[list[object]]:
    """Return a LimeSurvey export whose headings are full questions, behind codes or alone."""
    heads = [
        f"{head}. {LIMESURVEY_LABELS[str(head)]}" if codes else LIMESURVEY_LABELS[str(head)]
        for head in rows[0]
    ]
    return [list(heads), *(list(row) for row in rows[1:])]


_QUESTIONS = [
    # qid, type, code, words, other, sub-questions, answers
    ("11", "L", "accueil", "<p>Comment êtes-vous arrivé&nbsp;chez nous ?</p>", "Y", {},
     {"A1": "Par un proche", "A2": "Par un service", "A3": "Par une affiche"}),
    ("12", "F", "confiance", "Que pensez-vous de ceci ?", "N",
     {"SQ001": "Je me sens écouté", "SQ002": "J'ose parler"}, _AGREEMENT),
    ("13", "M", "moyens", "Comment venez-vous ?", "Y",
     {"SQ001": "Bus", "SQ002": "Train", "SQ003": "À pied"}, {}),
    ("14", "5", "note", "Quelle note donnez-vous à l'accueil ?", "N", {}, {}),
    ("15", "N", "enfants", "Combien d'enfants avez-vous ?", "N", {}, {}),
    ("16", "T", "idees", "Que faut-il changer ?", "N", {}, {}),
    ("17", "Y", "revenir", "Reviendrez-vous ?", "N", {}, {}),
    ("18", "X", "merci", "Merci !", "N", {}, {}),
]  # fmt: skip


def _row(**cells: str) -> str:
    inside = "".join(f"    <{tag}><![CDATA[{text}]]></{tag}>\n" for tag, text in cells.items())
    return f"   <row>\n{inside}   </row>\n"


def _section(name: str, rows: list[str]) -> str:
    return f" <{name}>\n  <fields>\n  </fields>\n  <rows>\n{''.join(rows)}  </rows>\n </{name}>\n"


def make_lss(*, old: bool = False) -> bytes:
    """Return a structure file as LimeSurvey 5 and 6 write it, or as 2 and 3 did."""
    questions, parts, words, answers, labels = [], [], [], [], []
    for qid, kind, code, text, other, below, offered in _QUESTIONS:
        spoken = {"question": text, "language": "fr"}
        same = {"qid": qid, "parent_qid": "0", "type": kind, "title": code, "other": other}
        questions.append(_row(**same, **(spoken if old else {}), question_order="1"))
        words.append(_row(qid=qid, **spoken))
        for number, (name, said) in enumerate(below.items()):
            own = f"{qid}{number}"
            spoken = {"question": said, "language": "fr"}
            same = {"qid": own, "parent_qid": qid, "type": "T", "title": name, "scale_id": "0"}
            same["question_order"] = str(number)
            parts.append(_row(**same, **(spoken if old else {})))
            words.append(_row(qid=own, **spoken))
        for number, (name, said) in enumerate(offered.items()):
            aid = f"{qid}9{number}"
            same = {"qid": qid, "code": name, "sortorder": str(number), "scale_id": "0"}
            answers.append(
                _row(**same, **({"answer": said, "language": "fr"} if old else {"aid": aid}))
            )
            labels.append(_row(aid=aid, answer=said, language="fr"))
    title = [_row(surveyls_title="L'accueil", surveyls_language="fr")]
    sections = [_section("answers", answers)]
    if not old:
        sections.append(_section("answer_l10ns", labels))
    sections += [_section("questions", questions), _section("subquestions", parts)]
    if not old:
        sections.append(_section("question_l10ns", words))
    sections.append(_section("surveys_languagesettings", title))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<document>\n'
        " <LimeSurveyDocType>Survey</LimeSurveyDocType>\n <DBVersion>623</DBVersion>\n"
        " <languages>\n  <language>fr</language>\n </languages>\n"
        f"{''.join(sections)}</document>\n"
    ).encode()


# KoboToolbox: XML values and headers, multiple choices « both », groups with « / »
KOBO_NAMES: Rows = [
    ["start", "end", "today", "deviceid", "profil/genre", "profil/age", "visite/moyens",
     "visite/moyens/bus", "visite/moyens/train", "visite/moyens/pied", "visite/frequence", "lieu",
     "_lieu_latitude", "_lieu_longitude", "_lieu_altitude", "_lieu_precision", "photo", "photo_URL",
     "remarque", "__version__", "_id", "_uuid", "_submission_time", "_validation_status", "_notes",
     "_status", "_submitted_by", "_tags", "_index"],
    *(
        ["2024-05-14T09:01:10.000+02:00", "2024-05-14T09:12:33.000+02:00", "2024-05-14", "ee:1",
         *own,
         f"50.46 4.86 {number} 5", "50.46", "4.86", str(number), "5", f"{number}.jpg",
         f"https://exemple.be/{number}.jpg", words, "vA1", str(6100 + number), f"uuid-{number}",
         "2024-05-14T07:12:40", "", "", "submitted_via_web", "enqueteur", "", str(number)]
        for number, (own, words) in enumerate(
            [
                (["f", "34", "bus pied", "1", "0", "1", "souvent"], "Merci"),
                (["h", "41", "train", "0", "1", "0", "jamais"], ""),
                (["f", "34", "", "", "", "", "parfois"], "Mme Dupont m'a aidée"),
                (["x", "29", "bus train", "1", "1", "0", "souvent"], "Trop loin"),
            ],
            start=1,
        )
    ),
]  # fmt: skip

XLSFORM: dict[str, Rows] = {
    "survey": [
        ["type", "name", "label::English (en)", "label::Français (fr)", "required"],
        ["start", "start", None, None, None],
        ["end", "end", None, None, None],
        ["today", "today", None, None, None],
        ["deviceid", "deviceid", None, None, None],
        ["begin_group", "profil", "You", "Vous", None],
        ["select_one genres", "genre", "You are", "Vous êtes", "true"],
        ["integer", "age", "Your age", "Votre âge", None],
        ["end_group", None, None, None, None],
        ["begin_group", "visite", "Visit", "Visite", None],
        ["select_multiple moyens", "moyens", "How do you come?", "Comment venez-vous ?", None],
        ["select_one frequences", "frequence", "How often?", "Venez-vous souvent ?", None],
        ["end_group", None, None, None, None],
        ["geopoint", "lieu", "Where", "Où êtes-vous ?", None],
        ["image", "photo", "Picture", "Photo", None],
        ["text", "remarque", "Remark", "Remarque", None],
        ["note", "merci", "Thanks", "Merci", None],
    ],
    "choices": [
        ["list_name", "name", "label::English (en)", "label::Français (fr)"],
        ["genres", "f", "Woman", "Une femme"],
        ["genres", "h", "Man", "Un homme"],
        ["genres", "x", "Other", "Autrement"],
        ["moyens", "pied", "On foot", "À pied"],
        ["moyens", "bus", "Bus", "En bus"],
        ["moyens", "train", "Train", "En train"],
        ["frequences", "jamais", "Never", "Jamais"],
        ["frequences", "parfois", "Sometimes", "Parfois"],
        ["frequences", "souvent", "Often", "Souvent"],
        ["frequences", "toujours", "Always", "Toujours"],
    ],
    "settings": [["form_title", "form_id"], ["Visites", "visites"]],
}


def label_kobo(rows: Rows) -> list[list[object]]:
    """Return a KoboToolbox export with labels instead of names, without groups."""
    words = {
        "profil/genre": "Vous êtes",
        "profil/age": "Votre âge",
        "visite/moyens": "Comment venez-vous ?",
        "visite/moyens/bus": "Comment venez-vous ?/En bus",
        "visite/moyens/train": "Comment venez-vous ?/En train",
        "visite/moyens/pied": "Comment venez-vous ?/À pied",
        "visite/frequence": "Venez-vous souvent ?",
        "lieu": "Où êtes-vous ?",
        **{
            f"_lieu_{part}": f"_Où êtes-vous ?_{part}"
            for part in ("latitude", "longitude", "altitude", "precision")
        },
        "photo": "Photo",
        "photo_URL": "Photo_URL",
        "remarque": "Remarque",
    }
    answers = {
        "f": "Une femme", "h": "Un homme", "x": "Autrement", "bus pied": "En bus À pied",
        "train": "En train", "bus train": "En bus En train", "souvent": "Souvent",
        "jamais": "Jamais", "parfois": "Parfois",
    }  # fmt: skip
    heads: list[object] = [words.get(str(head), head) for head in rows[0]]
    return [heads, *([answers.get(str(cell), cell) for cell in row] for row in rows[1:])]


GOOGLE: Rows = [
    ["Horodateur", "Nom d'utilisateur", "Votre prénom", "Comment avez-vous connu le centre ?",
     "Votre avis [Je me sens écouté]", "Votre avis [J'ose parler]", "Quel âge avez-vous ?",
     "Recommanderiez-vous le centre, de 0 à 10 ?", "Votre filière", "Que faut-il changer ?"],
    ["2024/05/14 9:12:33 AM UTC+2", "luc@exemple.be", "Luc", "Par un ami;Affiche",
     "Tout à fait d'accord", "D'accord", "54", "8", "Cuisine", "Plus de lumière"],
    ["2024/05/14 9:13:33 AM UTC+2", "a@exemple.be", "Aline", "Par un ami", "D'accord",
     "Tout à fait d'accord", "31", "7", "Bureau", "Appelez-moi au 0470 12 34 56"],
    ["2024/05/15 9:13:33 AM UTC+2", "b@exemple.be", "Bea", "Affiche;Site web", "Pas d'accord",
     "Sans avis", "31", "10", "Cuisine", ""],
    ["2024/05/15 9:14:33 AM UTC+2", "c@exemple.be", "Cem", "Site web", "Pas du tout d'accord",
     "D'accord", "40", "3", "Bureau", "Rien"],
    ["2024/05/15 9:15:33 AM UTC+2", "d@exemple.be", "Dora", "", "D'accord", "D'accord", "22", "3",
     "Cuisine", "Les horaires"],
]  # fmt: skip

MICROSOFT: Rows = [
    ["ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom",
     "Heure de la dernière modification", "Êtes-vous satisfait de l'accueil ?\xa0",
     "Qu'est-ce qui vous aide ?", "Depuis quand venez-vous ?", "Total points", "Points - Quiz",
     "Votre service"],
    *(
        [number, f"5/14/24 9:{number:02}:33", f"5/14/24 9:{number + 10}:33", "anonymous", "", "",
         *own]
        for number, own in enumerate(
            [
                ["Satisfait", "Le groupe;L'écoute;", "Moins de 6 mois", 0, 0, "Namur"],
                ["Très satisfait", "Le groupe;", "1 à 3 ans", 0, 0, "Dinant"],
                ["Insatisfait", "L'écoute;", "6 mois à 1 an", 0, 0, "Namur"],
                ["Satisfait", "", "Plus de 3 ans", 0, 0, "Dinant"],
            ],
            start=1,
        )
    ),
]  # fmt: skip

# Framaforms: three rows of headings; « select » as separate columns, a grid, simple questions
FRAMAFORMS: Rows = [
    ["L'accueil", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", ""],
    ["Informations sur la soumission", "", "", "", "", "", "", "", "",
     "Comment venez-vous ?", "", "", "Votre avis", "", "", "", "", ""],
    ["Numéro de série", "SID", "Heure de soumission", "Heure d'achèvement",
     "Heure de modification", "Brouillon", "Adresse IP", "UID", "Nom d'utilisateur",
     "Bus", "Train", "À pied", "On m'écoute", "On m'aide", "Votre statut", "Votre e-mail",
     "Nombre d'heures par semaine", "Un mot encore"],
    ["1", "5001", "14/05/2024 - 09:12", "14/05/2024 - 09:12", "14/05/2024 - 09:12", "0",
     "10.0.0.1", "0", "", "X", "", "X", "Souvent", "Toujours", "Stagiaire", "luc@exemple.be",
     "12,5", "Merci"],
    ["2", "5002", "14/05/2024 - 10:12", "14/05/2024 - 10:12", "14/05/2024 - 10:12", "0",
     "10.0.0.2", "0", "", "", "X", "", "Parfois", "Souvent", "Employé", "", "20", ""],
    ["3", "5003", "14/05/2024 - 11:12", "14/05/2024 - 11:12", "14/05/2024 - 11:12", "0",
     "10.0.0.3", "0", "", "", "", "", "Jamais", "Parfois", "Stagiaire", "", "8", "Bravo à tous"],
]  # fmt: skip
