"""What a questionnaire gives, from its files to the blocks of a page and of a report."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import ORGANISM, PUBLICATION, TODAY, Workspace
from vises_site.assemble.publication import build_publication
from vises_site.build.surveys import add_figures
from vises_site.load.sources import Project
from vises_site.model.library import Library
from vises_site.model.publishable import Publishable, publishable
from vises_site.press.profiles import PRINT
from vises_site.render.paper import PaperRenderer
from vises_site.render.pictures import PictureStore
from vises_site.render.web import WebRenderer

ANSWERS = [
    (service, str(1 + (rank * 7 // 3 + len(service)) % 4), wave)
    for wave in ("1", "2")
    for service in ("la-passerelle", "le-relais")
    for rank in range(40)
]
CODEBOOK = """titre: Enquête
groupes: [service]
vague: vague
questions:
  - id: vague
    libellé: Quand ?
    type: choix-unique
    modalités: [{code: 1, libellé: Avant}, {code: 2, libellé: Après}]
  - id: service
    libellé: Où ?
    type: choix-unique
    modalités:
      - {code: la-passerelle, libellé: La Passerelle}
      - {code: le-relais, libellé: Le Relais}
  - {id: oser, libellé: J'ose, type: échelle, modalités: [1, 2, 3, 4], public: oui}
  - {id: secret, libellé: Mon secret, type: échelle, modalités: [0, 1], public: non}
"""
EVALUATION = """---
titre: Une évaluation
organismes: [la-passerelle]
dispositif: SIS
période: 2018
question: Et quoi ?
collecte:
  - {méthode: Questionnaire, données: r.csv, codebook: q.yml, du: 2018-02-01, au: 2018-06-30}
constats:
  - {énoncé: Ils osent., preuves: [oser, secret]}
---
/// graphique | oser
    par: service
///

/// chiffres-clés
    questions: [oser=4]
///
"""


@pytest.fixture
def project(tmp_path: Path) -> Workspace:
    rows = "".join(f"{service},{answer},1,{wave}\n" for service, answer, wave in ANSWERS)
    return Workspace(tmp_path).write(
        {
            "content/organismes/la-passerelle.md": ORGANISM,
            "content/organismes/le-relais.md": ORGANISM.replace("La Passerelle", "Le Relais"),
            "content/evaluations/une/index.md": EVALUATION,
            "content/evaluations/une/q.yml": CODEBOOK,
            "content/evaluations/une/r.csv": "service,oser,secret,vague\n" + rows,
            "content/publications/rapport.md": PUBLICATION.replace(
                "genre: brochure", "genre: rapport"
            ).replace("témoignages: {dispositif: SIS}", "évaluation: une"),
        }
    )


def load(project: Workspace) -> tuple[Library, set[Path]]:
    folders = Project(project.root, project.root / "content", project.root / "testimonies")
    return add_figures(folders, project.load(), project.root / ".vises")


def show(project: Workspace) -> Publishable:
    library, _used = load(project)
    assert [p for p in library.problems if p.severity == "error"] == []
    return publishable(library, "brochure", TODAY)


def test_figures_are_counted_and_what_is_not_public_is_nowhere(project: Workspace) -> None:
    results = show(project).results["une"]
    assert list(results) == ["oser"]
    wave = next(result for result in results["oser"] if result.is_wave)
    counted = Counter(answer for _service, answer, when in ANSWERS if when == "2")
    after = wave.groups[1]
    assert {share.code: share.count for share in after.shares} == counted
    assert after.answered == 80


def test_figures_are_computed_once_for_each_content(project: Workspace) -> None:
    first, used = load(project)
    [kept] = used
    before = kept.stat().st_mtime_ns
    again, _used = load(project)
    assert again.results == first.results
    assert again.problems == first.problems
    assert kept.stat().st_mtime_ns == before
    path = project.root / "content/evaluations/une/r.csv"
    path.write_text(path.read_text().replace("la-passerelle,1", "la-passerelle,2", 1))
    changed, other = load(project)
    assert other != used
    assert changed.results != first.results


def test_damaged_figures_of_the_cache_are_computed_again(project: Workspace) -> None:
    first, used = load(project)
    for path in used:
        path.write_bytes(b'{"results": 3}')
    assert load(project)[0].results == first.results


def test_problems_of_the_answers_are_told_every_time(project: Workspace) -> None:
    path = project.root / "content/evaluations/une/r.csv"
    path.write_text(path.read_text().replace("la-passerelle,1", "la-pasrelle,1", 1))
    for _time in range(2):
        problems = load(project)[0].problems
        assert [(p.path, p.severity) for p in problems] == [
            ("content/evaluations/une/r.csv", "error")
        ]


def test_the_page_of_an_evaluation_shows_its_figures(project: Workspace) -> None:
    shown = show(project)
    renderer = WebRenderer(shown, {})
    prose = renderer._make_addressing("evaluations/une/index.md")["prose"]
    html = str(prose(shown.evaluations["une"].body + "\n\n/// tableau | secret\n///\n"))
    assert html.count("<figure") == 1
    assert 'class="key-figures"' in html
    assert "Mon secret" not in html
    assert "n’est pas un classement" in html
    assert "une même personne a pu répondre" in html
    # Not among all answers of both waves: of the last wave alone
    share = Counter(a for _s, a, when in ANSWERS if when == "2")["4"]
    assert re.search(rf"<dt>{share}\s+sur\s+80</dt>", html)


def test_a_report_shows_the_same_figures_in_print_colours(project: Workspace) -> None:
    shown = show(project)
    spec = build_publication(shown, shown.publications["rapport"])
    store = PictureStore(project.root, project.root / ".vises")
    html, assets = PaperRenderer(shown, spec, PRINT, store).render()
    charts = [name for name in assets if name.startswith("chart-")]
    assert len(charts) == 2  # the finding's evidence, wave by wave, and the block's, by service
    for name in charts:
        svg = assets[name]
        assert isinstance(svg, bytes)
        assert b"device-cmyk" in svg
        assert b"rgb(" not in svg
    assert "Mon secret" not in html
    assert "Les réponses en tableaux" in html


def test_words_of_a_questionnaire_are_inert(project: Workspace) -> None:
    hostile = '<img src=x onerror=alert(1)>&"</title></svg><script>'
    path = project.root / "content/evaluations/une/q.yml"
    codebook = path.read_text().replace("J'ose", f"'{hostile}'").replace("La Passerelle", hostile)
    path.write_text(codebook.replace("titre: Enquête", f"titre: '{hostile}'"))
    shown = show(project)
    prose = WebRenderer(shown, {})._make_addressing("evaluations/une/index.md")["prose"]
    html = str(prose(shown.evaluations["une"].body))
    assert "&lt;img src=x" in html
    assert "<img" not in html
    assert "<script" not in html


def test_another_evaluations_question_is_named_with_it(project: Workspace) -> None:
    shown = show(project)
    assert shown.select_result("oser", "deux") is None
    assert shown.select_result("oser", "une", "service") is not None
    twice = {"une": shown.results["une"], "deux": shown.results["une"]}
    both = replace(shown, results=twice)
    assert both.select_result("oser") is None
    assert both.select_result("oser", home="deux") is not None
