"""`vises import survey`, from the export to the evaluation's folder."""

import csv
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from tests.conftest import Workspace
from tests.importers.exports import (
    FRAMAFORMS,
    GOOGLE,
    KOBO_NAMES,
    LIMESURVEY_CODES,
    MICROSOFT,
    Rows,
    answer_in_full,
    make_lss,
    write_csv,
    write_xlsx,
)
from vises_site.cli.main import main
from vises_site.language import set_language
from vises_site.model.codebook import Codebook, Question

EXPORTS: dict[str, Rows] = {
    "limesurvey": LIMESURVEY_CODES,
    "limesurvey-full": answer_in_full(LIMESURVEY_CODES),
    "kobotoolbox": KOBO_NAMES,
    "google-forms": GOOGLE,
    "microsoft-forms": MICROSOFT,
    "framaforms": FRAMAFORMS,
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, code: int = 0) -> Result:
    set_language("fr")
    result = CliRunner().invoke(main, ["import", "survey", *arguments])
    assert result.exit_code == code, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def read_codebook(path: Path) -> Codebook:
    """Read a codebook as authors' files are: every scalar is a text."""
    return Codebook.model_validate(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader))


def check_cells(question: Question, rows: list[dict[str, str]]) -> None:
    codes = [modality.code for modality in question.modalities]
    if question.type == "choix-multiple":
        for code in codes:
            assert {row[f"{question.id}[{code}]"] for row in rows} <= {"", "0", "1"}
    elif question.type == "nombre":
        assert all(float(row[question.id]) is not None for row in rows if row[question.id])
    else:
        assert {row[question.id] for row in rows} <= {"", *codes}


@pytest.mark.parametrize("name", EXPORTS)
def test_what_is_written_fits_together(folder: Path, name: str) -> None:
    write_csv(folder / "export.csv", EXPORTS[name])
    run("export.csv")
    codebook = read_codebook(folder / "questionnaire.yml")
    with (folder / "reponses.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    headings = list(rows[0])
    wanted = [
        name
        for q in codebook.questions
        for name in (
            [f"{q.id}[{m.code}]" for m in q.modalities] if q.type == "choix-multiple" else [q.id]
        )
    ]
    assert headings == wanted
    assert not any(question.public for question in codebook.questions)
    for question in codebook.questions:
        check_cells(question, rows)


def test_the_summary_says_what_was_done(folder: Path) -> None:
    write_csv(folder / "export.csv", LIMESURVEY_CODES)
    (folder / "a.lss").write_bytes(make_lss())
    output = run("export.csv", "--structure", "a.lss").stdout
    assert "LimeSurvey" in output
    assert (
        "4 personnes, 7 questions (1 choix-multiple, 2 choix-unique, 1 nombre, 3 échelle)" in output
    )
    assert "1 ligne sans aucune réponse" in output
    assert "ipaddr : l'adresse ou le numéro d'un appareil" in output
    assert "confiance-SQ001 (échelle) : une échelle courante" in output
    assert "    données: reponses.csv\n    codebook: questionnaire.yml\n    effectif: 4" in output


def test_the_summary_speaks_english(folder: Path) -> None:
    write_csv(folder / "export.csv", GOOGLE)
    output = run("export.csv", "--lang", "en").stdout
    assert "Read as an export of: Google Forms" in output
    assert "a person's name" in output
    assert "# to check:" in (folder / "questionnaire.yml").read_text(encoding="utf-8")


def test_the_codebook_says_what_is_a_guess(folder: Path) -> None:
    write_csv(folder / "export.csv", GOOGLE)
    run("export.csv")
    text = (folder / "questionnaire.yml").read_text(encoding="utf-8")
    assert text.startswith("# Un brouillon")
    assert "    # à vérifier : type et ordre : devinés d'après une échelle courante" in text
    assert text.count("    public: non\n") == text.count("  - id: ") == 6
    assert "# - q1 : le nom d'une personne" in text


def test_the_same_export_gives_the_same_bytes(folder: Path) -> None:
    write_csv(folder / "export.csv", MICROSOFT)
    run("export.csv", "-o", "un")
    run("export.csv", "-o", "deux")
    for name in ("reponses.csv", "questionnaire.yml"):
        assert (folder / "un" / name).read_bytes() == (folder / "deux" / name).read_bytes()


def test_corrected_files_are_not_overwritten(folder: Path) -> None:
    write_csv(folder / "export.csv", GOOGLE)
    (folder / "questionnaire.yml").write_text("à moi", encoding="utf-8")
    assert "existe déjà" in run("export.csv", code=1).output
    assert not (folder / "reponses.csv").exists()
    run("export.csv", "--force")
    assert "à moi" not in (folder / "questionnaire.yml").read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_is_told(folder: Path) -> None:
    write_csv(folder / "export.csv", GOOGLE)
    (folder / "fichier").write_text("", encoding="utf-8")
    output = run("export.csv", "-o", "fichier/dedans", code=1).output
    assert "ne peut pas être écrit" in output


def test_other_sheets_and_formulas_are_told(folder: Path) -> None:
    rows = [["Bus ?", "Train ?"], ["oui", "=1+1"], ["non", "oui"], ["oui", "non"]]
    write_xlsx(folder / "export.xlsx", {"Réponses": rows, "Aide": [["a"]]})
    output = run("export.xlsx").stdout
    assert "Feuille lue : « Réponses » ; non lues : Aide" in output
    assert "contient des formules" in output
    assert "un programme que l'on ne connaît pas ici" in output


def test_the_export_itself_is_never_overwritten(folder: Path) -> None:
    before = write_csv(folder / "reponses.csv", GOOGLE).read_bytes()
    assert "l'export lui-même" in run("reponses.csv", "--force", code=1).output
    assert (folder / "reponses.csv").read_bytes() == before


def test_problems_are_told_and_nothing_is_written(folder: Path) -> None:
    (folder / "export.csv").write_text("a,b,a\n1,2\n", encoding="utf-8")
    output = run("export.csv", code=1).output
    assert "export.csv:2:3" in output
    assert "rien n'a été écrit" in output
    assert [path.name for path in folder.iterdir()] == ["export.csv"]


def test_formulas_are_disarmed(folder: Path) -> None:
    words = ["=1+1", "+32", "@SUM(A1)", "-oui", "oui", "-3", "=-", "+-"]
    rows = [["Choix ?", "=Titre ?"], *([word, "oui"] for word in words * 5)]
    write_csv(folder / "export.csv", rows)
    run("export.csv", "--keep", "Choix ?")
    codebook = read_codebook(folder / "questionnaire.yml")
    text = (folder / "reponses.csv").read_text(encoding="utf-8")
    assert not any(line.startswith(("=", "+", "@", "-o")) for line in text.splitlines())
    codes = {modality.code for modality in codebook.questions[0].modalities}
    assert {line.split(",")[0] for line in text.splitlines()[1:]} == codes
    assert "=1+1" in {modality.label for modality in codebook.questions[0].modalities}


def test_words_that_are_kept_are_disarmed(folder: Path) -> None:
    rows = [["Un mot", "Bus ?"], ["=CMD() rien que pour voir", "oui"], ["rien d'autre", "non"]]
    write_csv(folder / "export.csv", rows)
    run("export.csv", "--keep", "q1")
    assert "'=CMD()" in (folder / "reponses.csv").read_text(encoding="utf-8")


def test_a_headings_words_cannot_break_the_codebook(folder: Path) -> None:
    heads = ["a: b # c", "- d\n  e: [", '"f" \\ {g}', "non", "12", "!!python/x", "\u202eab"]
    write_csv(folder / "export.csv", [heads, ["oui"] * 7, ["non"] * 7])
    run("export.csv")
    labels = [q.label for q in read_codebook(folder / "questionnaire.yml").questions]
    assert labels == ["a: b # c", "- d e: [", '"f" \\ {g}', "non", "12", "!!python/x", "ab"]


def test_two_places_are_one_too_many(folder: Path) -> None:
    write_csv(folder / "export.csv", GOOGLE)
    assert "pas les deux" in run("export.csv", "--evaluation", "a", "-o", "b", code=2).output
    assert "mkdocs.yml" in run("export.csv", "--evaluation", "a", code=1).output


def test_drafts_go_beside_their_evaluation(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace.root)
    evaluations = workspace.root / "content/evaluations"
    workspace.write({"content/evaluations/accueil/index.md": "---\ntitre: Accueil\n---\n"})
    write_csv(workspace.root / "export.csv", GOOGLE)
    for name, advice in (
        ("acueil", "écrivez « accueil »"),
        ("../evaluations/accueil", "il n'y a pas d'évaluation"),
        ("zzzzz", "vises new evaluation zzzzz"),
    ):
        assert advice in run("export.csv", "--evaluation", name, code=1).output
    run("export.csv", "--evaluation", "accueil")
    assert {path.name for path in (evaluations / "accueil").iterdir()} == {
        "index.md", "questionnaire.yml", "reponses.csv",
    }  # fmt: skip
    assert list(evaluations.iterdir()) == [evaluations / "accueil"]


def test_a_process_tells_the_result_on_stdout(workspace: Workspace) -> None:
    write_csv(workspace.root / "export.csv", GOOGLE)
    done = workspace.run("import", "survey", "export.csv")
    assert "Google Forms" in done.stdout
    assert "écrit : reponses.csv" in done.stderr
