"""Exports of each program, as it writes them, become the right questions."""

from pathlib import Path

import pytest

from tests.importers.exports import (
    FRAMAFORMS,
    GOOGLE,
    KOBO_NAMES,
    LIMESURVEY_CODES,
    MICROSOFT,
    XLSFORM,
    answer_in_full,
    head_in_words,
    label_kobo,
    list_codes,
    list_labels,
    list_reasons,
    list_types,
    make_lss,
    pick,
    read_draft,
    write_csv,
    write_ods,
    write_xlsx,
)
from vises_site.importers.drafts import Draft

AGREEMENT = [
    "Pas du tout d'accord", "Plutôt pas d'accord", "Plutôt d'accord", "Tout à fait d'accord",
]  # fmt: skip
LIMESURVEY_TYPES = {
    "accueil": "choix-unique",
    "confiance-SQ001": "échelle",
    "confiance-SQ002": "échelle",
    "moyens": "choix-multiple",
    "note": "échelle",
    "enfants": "nombre",
    "revenir": "choix-unique",
}
LIMESURVEY_REASONS = {
    "id": "respondent",
    "submitdate": "time",
    "lastpage": "technical",
    "startlanguage": "technical",
    "seed": "technical",
    "token": "respondent",
    "startdate": "time",
    "datestamp": "time",
    "ipaddr": "device",
    "accueil-other": "other-words",
    "idees": "identifying-words",
}


@pytest.fixture(params=["current", "old"])
def lss(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "limesurvey_survey_123456.lss"
    path.write_bytes(make_lss(old=request.param == "old"))
    return path


def check_limesurvey(draft: Draft) -> None:
    assert draft.product == "limesurvey"
    assert list_types(draft) == LIMESURVEY_TYPES
    assert list_reasons(draft) == LIMESURVEY_REASONS
    assert list_labels(draft, "confiance-SQ001") == AGREEMENT
    assert pick(draft, "confiance-SQ001").label == "Que pensez-vous de ceci ? – Je me sens écouté"
    assert list_codes(draft, "accueil") == ["A1", "A2", "A3", "autre"]
    assert pick(draft, "accueil").cells["accueil"] == ["A1", "A2", "", "autre", "A1"]
    assert pick(draft, "accueil").label == "Comment êtes-vous arrivé chez nous ?"
    assert list_labels(draft, "moyens") == ["Bus", "Train", "À pied", "Autre"]
    assert pick(draft, "moyens").cells == {
        "moyens[SQ001]": ["1", "0", "", "0", "1"],
        "moyens[SQ002]": ["0", "1", "", "0", "1"],
        "moyens[SQ003]": ["1", "0", "", "1", "0"],
        "moyens[other]": ["0", "0", "", "1", "0"],
    }
    assert list_codes(draft, "note") == ["1", "2", "3", "4", "5"]
    assert pick(draft, "enfants").cells["enfants"] == ["2", "0", "", "1", "12.5"]
    assert list_codes(draft, "revenir") == ["Y", "N"]
    assert pick(draft, "revenir").cells["revenir"] == ["Y", "Y", "", "N", "Y"]
    assert (draft.people, draft.silent, draft.title) == (5, 1, "L'accueil")


def test_limesurvey_codes_with_its_structure(tmp_path: Path, lss: Path) -> None:
    path = write_csv(tmp_path / "a.csv", LIMESURVEY_CODES, encoding="utf-8-sig", quotes=True)
    check_limesurvey(read_draft(path, lss))


def test_limesurvey_full_answers_with_its_structure(tmp_path: Path, lss: Path) -> None:
    path = write_csv(tmp_path / "a.csv", answer_in_full(LIMESURVEY_CODES), quotes=True)
    check_limesurvey(read_draft(path, lss))


@pytest.mark.parametrize("codes", [False, True], ids=["text", "code and text"])
def test_limesurvey_questions_in_words_with_their_structure(
    tmp_path: Path, lss: Path, codes: bool
) -> None:
    rows = head_in_words(answer_in_full(LIMESURVEY_CODES), codes=codes)
    draft = read_draft(write_xlsx(tmp_path / "a.xlsx", {"Sheet1": rows}), lss)
    assert list_types(draft) == LIMESURVEY_TYPES
    assert sorted(list_reasons(draft).values()) == sorted(LIMESURVEY_REASONS.values())
    assert list_labels(draft, "confiance-SQ001") == AGREEMENT
    assert pick(draft, "moyens").cells["moyens[SQ003]"] == ["1", "0", "", "1", "0"]


def test_limesurvey_codes_alone_are_guessed(tmp_path: Path) -> None:
    draft = read_draft(write_csv(tmp_path / "a.csv", LIMESURVEY_CODES, quotes=True))
    types = list_types(draft)
    assert types["moyens"] == "choix-multiple"
    assert types["revenir"] == "choix-unique"
    assert types["enfants"] == "nombre"
    assert types["confiance-SQ001"] == "choix-unique"
    assert list_reasons(draft)["idees"] == "identifying-words"
    assert list_codes(draft, "moyens") == ["SQ001", "SQ002", "SQ003", "other"]
    assert "A1" in list_codes(draft, "accueil")


@pytest.mark.parametrize("codes", [False, True], ids=["text", "code and text"])
def test_limesurvey_full_answers_alone_are_guessed(tmp_path: Path, codes: bool) -> None:
    rows = head_in_words(answer_in_full(LIMESURVEY_CODES), codes=codes)
    draft = read_draft(write_csv(tmp_path / "a.csv", rows, quotes=True))
    assert draft.product == "limesurvey"
    scale = next(q for q in draft.questions if q.label.endswith("Je me sens écouté"))
    assert scale.type == "échelle"
    assert [a.label for a in scale.answers] == AGREEMENT  # those of all rows of the grid
    ticks = next(q for q in draft.questions if q.type == "choix-multiple")
    assert ticks.label == "Comment venez-vous ?"
    assert [a.label for a in ticks.answers] == ["Bus", "Train", "À pied", "Autre"]
    assert next(iter(ticks.cells.values())) == ["1", "0", "", "0", "1"]
    assert {"time", "device", "respondent"} <= set(list_reasons(draft).values())


KOBO_REASONS = {"time", "date", "device", "place", "file", "respondent", "contact", "technical"}


@pytest.fixture
def xlsform(tmp_path: Path) -> Path:
    return write_xlsx(tmp_path / "form.xlsx", XLSFORM)


@pytest.mark.parametrize("words", [False, True], ids=["names", "labels"])
def test_kobotoolbox_with_its_form(tmp_path: Path, xlsform: Path, words: bool) -> None:
    rows = label_kobo(KOBO_NAMES) if words else KOBO_NAMES
    draft = read_draft(write_xlsx(tmp_path / "a.xlsx", {"Visites": rows}), xlsform)
    assert draft.product == "kobotoolbox"
    assert list_types(draft) == {
        "genre": "choix-unique",
        "age": "nombre",
        "moyens": "choix-multiple",
        "frequence": "échelle",
    }
    assert list_labels(draft, "genre") == ["Une femme", "Un homme", "Autrement"]
    assert pick(draft, "genre").cells["genre"] == ["f", "h", "f", "x"]
    assert list_labels(draft, "moyens") == ["À pied", "En bus", "En train"]
    assert pick(draft, "moyens").cells == {
        "moyens[pied]": ["1", "0", "", "0"],
        "moyens[bus]": ["1", "0", "", "1"],
        "moyens[train]": ["0", "1", "", "1"],
    }
    assert list_labels(draft, "frequence") == ["Jamais", "Parfois", "Souvent", "Toujours"]
    assert pick(draft, "frequence").label == "Venez-vous souvent ?"
    reasons = list_reasons(draft)
    assert set(reasons.values()) >= KOBO_REASONS - {"device"}
    assert reasons["remarque"] == "identifying-words"


def test_kobotoolbox_alone_is_guessed(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", KOBO_NAMES, separator=";", quotes=True)
    draft = read_draft(path)
    assert draft.product == "kobotoolbox"
    assert pick(draft, "visite-moyens").type == "choix-multiple"
    assert pick(draft, "visite-moyens").cells["visite-moyens[bus]"] == ["1", "0", "", "1"]
    assert pick(draft, "age").type == "nombre"
    assert list_labels(draft, "frequence") == ["jamais", "parfois", "souvent"]
    assert set(list_reasons(draft).values()) >= KOBO_REASONS


def test_kobotoolbox_ticks_in_one_column(tmp_path: Path, xlsform: Path) -> None:
    places = [p for p, head in enumerate(KOBO_NAMES[0]) if "moyens/" not in str(head)]
    rows = [[row[place] for place in places] for row in KOBO_NAMES]
    path = write_csv(tmp_path / "a.csv", rows, separator=";", quotes=True)
    assert pick(read_draft(path, xlsform), "moyens").cells == {
        "moyens[pied]": ["1", "0", "", "0"],
        "moyens[bus]": ["1", "0", "", "1"],
        "moyens[train]": ["0", "1", "", "1"],
    }
    worded = label_kobo(rows)
    path = write_csv(tmp_path / "b.csv", worded, separator=";", quotes=True)
    assert pick(read_draft(path, xlsform), "moyens").cells["moyens[pied]"] == ["1", "0", "", "0"]


def test_kobotoolbox_hashtags_are_no_person(tmp_path: Path) -> None:
    rows = [KOBO_NAMES[0], ["#meta"] + [""] * (len(KOBO_NAMES[0]) - 1), *KOBO_NAMES[1:]]
    assert read_draft(write_csv(tmp_path / "a.csv", rows, separator=";")).people == 4


@pytest.mark.parametrize("joint", [";", ", "])
def test_google_forms(tmp_path: Path, joint: str) -> None:
    rows = [[str(cell).replace(";", joint) for cell in row] for row in GOOGLE]
    draft = read_draft(write_csv(tmp_path / "a.csv", rows))
    assert draft.product == "google-forms"
    assert list_types(draft) == {
        "q2": "choix-multiple",
        "q3": "échelle",
        "q4": "échelle",
        "q5": "nombre",
        "q6": "échelle",
        "q7": "choix-unique",
    }
    assert pick(draft, "q2").cells == {
        "q2[affiche]": ["1", "0", "1", "0", ""],
        "q2[par-un-ami]": ["1", "1", "0", "0", ""],
        "q2[site-web]": ["0", "0", "1", "1", ""],
    }
    assert list_labels(draft, "q3") == [
        "Pas du tout d'accord", "Pas d'accord", "D'accord", "Tout à fait d'accord",
    ]  # fmt: skip
    assert pick(draft, "q3").label == "Votre avis – Je me sens écouté"
    assert pick(draft, "q4").cells["q4"][2] == ""
    assert pick(draft, "q5").unit == "ans"
    assert list_codes(draft, "q6") == [str(n) for n in range(11)]
    assert list_reasons(draft) == {
        "Horodateur": "time",
        "nom-d-utilisateur": "name",
        "q1": "name",
        "q8": "identifying-words",
    }  # fmt: skip


def test_microsoft_forms(tmp_path: Path) -> None:
    draft = read_draft(write_xlsx(tmp_path / "a.xlsx", {"Form1": MICROSOFT}))
    assert draft.product == "microsoft-forms"
    assert list_types(draft) == {
        "q1": "échelle", "q2": "choix-multiple", "q3": "choix-unique", "q4": "choix-unique",
    }  # fmt: skip
    assert list_labels(draft, "q1") == ["Insatisfait", "Satisfait", "Très satisfait"]
    assert pick(draft, "q1").label == "Êtes-vous satisfait de l'accueil ?"
    assert pick(draft, "q2").cells == {
        "q2[l-ecoute]": ["1", "0", "1", ""],
        "q2[le-groupe]": ["1", "1", "0", ""],
    }
    assert list_labels(draft, "q3") == [
        "Moins de 6 mois", "6 mois à 1 an", "1 à 3 ans", "Plus de 3 ans",
    ]  # fmt: skip
    reasons = list(list_reasons(draft).values())
    assert reasons.count("time") == 2
    assert {"respondent", "e-mail", "technical", "empty"} <= set(reasons)


@pytest.mark.parametrize(
    ("separator", "encoding"),
    [("\t", "utf-16"), (";", "cp1252"), (",", "utf-8"), ("\t", "utf-16-le")],
)
def test_framaforms(tmp_path: Path, separator: str, encoding: str) -> None:
    path = write_csv(tmp_path / "a.csv", FRAMAFORMS, separator=separator, encoding=encoding)
    draft = read_draft(path)
    assert (draft.product, draft.title) == ("framaforms", "L'accueil")
    labels = {question.label: question.type for question in draft.questions}
    assert labels == {
        "Comment venez-vous ?": "choix-multiple",
        "Votre avis – On m'écoute": "échelle",
        "Votre avis – On m'aide": "échelle",
        "Votre statut": "choix-unique",
        "Nombre d'heures par semaine": "nombre",
    }
    ticks = draft.questions[0]
    assert list(ticks.cells.values()) == [["1", "0", ""], ["0", "1", ""], ["1", "0", ""]]
    for row in draft.questions[1:3]:
        assert [a.label for a in row.answers] == ["Jamais", "Parfois", "Souvent", "Toujours"]
    assert list(ticks.cells) == ["q1[bus]", "q1[train]", "q1[a-pied]"]
    assert list(draft.questions[-1].cells.values()) == [["12.5", "20", "8"]]
    reasons = list(list_reasons(draft).values())
    assert reasons.count("time") == 3
    assert {"respondent", "device", "e-mail", "words"} <= set(reasons)


def test_framaforms_with_words_beside_its_boxes(tmp_path: Path) -> None:
    words = ["Autre…", "la voiture de Jean", "", ""]
    rows = [
        [*row[:12], word, *row[12:]] for row, word in zip(FRAMAFORMS, ["", "", *words], strict=True)
    ]
    draft = read_draft(write_csv(tmp_path / "a.csv", rows))
    assert [a.label for a in draft.questions[0].answers] == ["Bus", "Train", "À pied"]
    assert "other-words" in list_reasons(draft).values()
    assert draft.questions[1].label == "Votre avis – On m'écoute"


def test_limesurvey_grids_of_yes_and_no_are_doubted(tmp_path: Path) -> None:
    rows = [["id", "submitdate", "q[a]", "q[b]", "q[bcomment]"]]
    rows += [[str(n), "2024-05-14 10:00:00", "Y", "N", "voilà"] for n in range(4)]
    draft = read_draft(write_csv(tmp_path / "a.csv", rows))
    assert list_types(draft) == {"q": "choix-multiple"}
    assert "ou une grille" in pick(draft, "q").notes[0]
    assert list_reasons(draft)["q-bcomment"] == "words"


def test_an_unknown_program_and_an_open_document(tmp_path: Path) -> None:
    rows = [
        ["Service", "Venez-vous en bus ?", "Dépenses"],
        ["Accueil", "oui", "1 234,50 €"],
        ["Atelier", "non", "12 €"],
        ["Accueil", "oui", "80,5 €"],
        ["Atelier", "non", ""],
    ]
    draft = read_draft(write_ods(tmp_path / "a.ods", rows))
    assert draft.product == "autre"
    assert list_types(draft) == {"q1": "choix-unique", "q2": "choix-unique", "q3": "nombre"}
    spent = draft.questions[-1]
    assert (spent.unit, list(spent.cells.values())) == ("€", [["1234.5", "12", "80.5", ""]])
    assert list_codes(draft, "q2") == ["oui", "non"]


def test_the_program_can_be_said(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", GOOGLE)
    assert read_draft(path, product="autre").product == "autre"
