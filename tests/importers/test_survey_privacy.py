"""Columns that may tell who answered are left out, unless somebody keeps them knowingly."""

from collections import Counter
from pathlib import Path

import pytest

from tests.importers.exports import (
    GOOGLE,
    list_codes,
    list_reasons,
    pick,
    read_codes,
    read_draft,
    write_csv,
)
from vises_site.importers.identifying import Reason, find_reason
from vises_site.importers.rendering import render_answers, render_codebook
from vises_site.importers.survey import import_survey

IDENTIFYING: list[tuple[str, list[str], Reason]] = [
    ("Nom", ["Luc", "Luc", "Aline", "Aline"], "name"),
    ("Votre prénom", ["Luc"] * 9 + ["Aline"] * 9, "name"),
    ("First name", ["Luc", "Aline"], "name"),
    ("Voornaam", ["Luc", "Aline"], "name"),
    ("Quel est votre nom de famille ?", ["Maes", "Maes"], "name"),
    ("Courriel", ["a", "b"], "e-mail"),
    ("Votre adresse e-mail", ["a", "b"], "e-mail"),
    ("GSM", ["0470", "0471"], "telephone"),
    ("Numéro de téléphone", ["0470", "0471"], "telephone"),
    ("Date de naissance", ["1970-01-01", "1980-01-01"], "birth"),
    ("Année de naissance", ["1970", "1980"], "birth"),
    ("Numéro de registre national", ["x", "y"], "national-number"),
    ("NISS", ["x", "y"], "national-number"),
    ("IBAN", ["x", "y"], "account"),
    ("Adresse", ["Rue Haute 1", "Rue Basse 2"], "address"),
    ("Coordonnées GPS", ["50.46", "4.86"], "place"),
    ("Adresse IP", ["10.0.0.1"], "device"),
    ("numero_de_dossier", ["D1", "D2"], "respondent"),
    ("Quand êtes-vous venu ?", ["14/05/2024", "15/05/2024"], "date"),
    ("Rempli", ["2024-05-14 10:11:12", "2024-05-14T10:11:13Z"], "time"),
    ("Suite", ["1", "2", "3", "4", "5", "6"], "unique"),
    ("Chiffre", [str(n * 7919 + 100_000) for n in range(9)], "unique"),
    ("Clef", [f"k{n}x" for n in range(9)], "unique"),
]


@pytest.mark.parametrize(("heading", "values", "reason"), IDENTIFYING)
def test_what_identifies_is_seen(heading: str, values: list[str], reason: Reason) -> None:
    assert find_reason("", [heading], Counter(values), is_closed=False) == reason


HARMLESS = [
    ("Avez-vous une adresse e-mail ?", ["oui", "non", "oui"]),
    ("Utilisez-vous le téléphone du service ?", ["Souvent", "Jamais", "Parfois"]),
    ("Combien d'adresses en deux ans ?", ["1", "2", "1"]),
    ("Nom du service", ["Accueil"] * 6 + ["Atelier"] * 6),
    ("Trajet entre domicile et centre", ["Bus"] * 6 + ["Train"] * 6),
    ("Quel nom donneriez-vous à cette activité si vous pouviez choisir ?", ["a", "a"]),
    ("Âge", ["18", "19", "22", "20", "45", "31"]),
    ("Dépenses du mois", ["12,5", "80,25", "13,5", "99,1", "7,2", "8,9"]),
]


@pytest.mark.parametrize(("heading", "values"), HARMLESS)
def test_what_does_not_identify_stays(heading: str, values: list[str]) -> None:
    assert find_reason("", [heading], Counter(values), is_closed=False) is None


def test_nothing_of_what_is_left_out_is_written(tmp_path: Path) -> None:
    draft = read_draft(write_csv(tmp_path / "a.csv", GOOGLE))
    written = render_answers(draft) + render_codebook(draft)
    for word in ("Luc", "Aline", "exemple.be", "0470", "2024", "lumière", "horaires"):
        assert word.encode() not in written


def test_a_question_is_kept_by_its_name_or_heading(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", GOOGLE)
    for name in ("q1", "Votre prénom", "votre-prenom"):
        draft = read_draft(path, kept=[name])
        assert pick(draft, "q1").cells["q1"] == ["Luc", "Aline", "Bea", "Cem", "Dora"]
        assert any("gardé sur demande" in note for note in pick(draft, "q1").notes)
    assert "q8" in list_reasons(draft)


def test_words_that_are_kept_are_searched(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", GOOGLE)
    imported = import_survey(path, kept=["q8"])
    assert imported.draft is not None
    assert pick(imported.draft, "q8").type == "texte"
    (warning,) = imported.problems
    assert (warning.code, warning.severity) == ("identity-answer", "warning")
    assert (warning.line, warning.column) == (3, 10)
    assert "0470 12 34 56" in warning.what


def test_a_name_to_keep_must_be_there(tmp_path: Path) -> None:
    imported = import_survey(write_csv(tmp_path / "a.csv", GOOGLE), kept=["q33", "zzz"])
    assert read_codes(imported) == ["unknown-column", "unknown-column"]
    assert "« q3 »" in imported.problems[0].mend


def test_words_typed_beside_other_are_gathered(tmp_path: Path) -> None:
    words = ["Par un ami"] * 8 + ["Par une affiche"] * 7 + ["ma cousine Fatima", "M. Dupont"]
    path = write_csv(tmp_path / "a.csv", [["Comment ?", "Bus ?"], *([w, "oui"] for w in words)])
    draft = read_draft(path)
    assert list_codes(draft, "q1") == ["Par un ami", "Par une affiche", "autre"]
    assert b"Fatima" not in render_answers(draft) + render_codebook(draft)
    assert any("2 réponses" in note for note in pick(draft, "q1").notes)
    kept = read_draft(path, kept=["q1"])
    assert "ma cousine Fatima" in list_codes(kept, "q1")


def test_words_typed_beside_boxes_are_gathered(tmp_path: Path) -> None:
    cells = ["Bus;Train", "Bus", "Train;Vélo", "Vélo;Bus"] * 4 + ["Bus;la voiture de Jean"]
    path = write_csv(tmp_path / "a.csv", [["Comment ?", "Oui ?"], *([c, "oui"] for c in cells)])
    draft = read_draft(path)
    assert list_codes(draft, "q1") == ["bus", "train", "velo", "autre"]
    assert b"Jean" not in render_answers(draft) + render_codebook(draft)
    assert pick(draft, "q1").cells["q1[autre]"][-2:] == ["0", "1"]


def test_the_order_of_answering_is_not_written(tmp_path: Path) -> None:
    rows = [["Bus ?", "Train ?"], ["oui", "non"], ["non", "oui"], ["oui", "oui"], ["", ""]]
    ahead = read_draft(write_csv(tmp_path / "a.csv", rows))
    back = read_draft(write_csv(tmp_path / "b.csv", [rows[0], *rows[:0:-1]]))
    assert render_answers(ahead) == render_answers(back)
    assert render_answers(ahead).decode() == "q1,q2\nnon,oui\noui,non\noui,oui\n"
