"""The two evaluations of the demo, as their readers find them."""

import csv
import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Workspace
from vises_site.load.codebooks import read_codebook
from vises_site.load.sources import Project

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("unmeasured")]

TEXT_FILES = {".html", ".csv", ".json", ".xml", ".txt", ".js", ".css", ".svg"}
STAGES = (
    "Pourquoi s’interroger",
    "Qui a pris part",
    "Le chemin parcouru",
    "Le cadre d’analyse",
    "La récolte",
    "Ce qui apparaît",
    "Ce qui a été décidé",
    "Ce que cela a changé",
    "Ce qui a été difficile",
    "Ce qu’il a fallu",
    "Le récit",
    "Les voix à côté des constats",
)


def list_open_answers(demo: Workspace) -> set[str]:
    """Return what people answered in their own words, where it is long enough to be known again."""
    found = set()
    project = Project(demo.root, demo.root / "content", demo.root / "testimonies")
    for folder in (demo.root / "content/evaluations").iterdir():
        for path in folder.glob("*.yml"):
            _source, codebook = read_codebook(project, path)
            assert codebook
            names = {question.id for question in codebook.questions if question.type == "texte"}
            data = folder / path.name.replace("questionnaire-", "").replace(".yml", ".csv")
            with data.open(encoding="utf-8-sig", newline="") as file:
                for row in csv.DictReader(file, delimiter=";"):
                    found |= {row[name] for name in names if len(row[name] or "") > 15}
    return found


def read_words(path: Path) -> str:
    if path.suffix == ".pdf":
        done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
        return " ".join(done.stdout.decode().split())
    return path.read_text(encoding="utf-8")


def test_what_people_answered_in_their_own_words_is_nowhere(demo: Workspace) -> None:
    answers = list_open_answers(demo)
    assert len(answers) > 20
    files = [p for top in ("site", "imprimerie") for p in (demo.root / top).rglob("*")]
    names = {path.name for path in files}
    assert not names & {"stagiaires.csv", "partenaires.csv", "participants.csv"}
    for path in files:
        if path.is_file() and (path.suffix in TEXT_FILES or path.suffix == ".pdf"):
            words = read_words(path)
            assert not [answer for answer in answers if answer in words], path


@pytest.mark.parametrize("slug", ["plus-value-sis", "qualite-de-la-communication"])
def test_an_evaluation_tells_its_whole_story_on_one_page(demo: Workspace, slug: str) -> None:
    page = (demo.root / f"site/evaluations/{slug}/index.html").read_text(encoding="utf-8")
    places = [page.index(f">{stage}<") for stage in STAGES]
    assert places == sorted(places)
    # Each finding leads to its evidence and to what was decided, and these lead back
    targets = set(re.findall(r'href="#([\w-]+)"', page))
    ids = set(re.findall(r'\bid="([\w-]+)"', page))
    assert targets <= ids
    assert any(target.startswith("question-") for target in targets)
    assert any(target.startswith("action-") for target in targets)
    assert any(target.startswith("constat-") for target in targets)


def test_the_report_shows_the_numbers_of_the_page(demo: Workspace) -> None:
    page = (demo.root / "site/evaluations/plus-value-sis/index.html").read_text(encoding="utf-8")
    report = demo.root / "imprimerie/rapport-plus-value-sis/rapport-plus-value-sis-archive.pdf"
    words = read_words(report)
    cells = set(re.findall(r"<td>(\d+\s%\s\(\d+\ssur\s\d+\))</td>", page))
    assert len(cells) > 10
    shown = re.sub(r"\s", " ", words)
    assert not [cell for cell in cells if re.sub(r"\s", " ", cell) not in shown]
    names = subprocess.run(["pdfdetach", "-list", str(report)], capture_output=True, check=True)
    assert b"plus-value-sis-resultats.csv" in names.stdout


def test_the_controls_of_reports_find_nothing(demo: Workspace) -> None:
    control = demo.root / "imprimerie/rapport-plus-value-sis/controle.json"
    assert json.loads(control.read_bytes())["errors"] == 0
