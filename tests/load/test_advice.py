"""Measures of a project's texts, and advice about the organism's own."""

from tests.conftest import TESTIMONY, Workspace
from vises_site.load.falc import report_falc
from vises_site.load.readability import advise_authors, measure_texts
from vises_site.load.sources import Project, Source
from vises_site.problems import Problem, drop_advice, report_problems

LONG = "Nous " + "marchons et " * 15 + "nous rions."
HARD = (
    "L'accompagnement socioprofessionnel institutionnalisé présuppose l'interdisciplinarité. " * 25
)


def advise(workspace: Workspace) -> list[Problem]:
    library = workspace.load()
    project = Project(workspace.root, workspace.root / "content", workspace.root / "testimonies")
    return advise_authors(measure_texts(project, library), library.glossary)


def test_own_pages_get_advice_with_their_lines(workspace: Workspace) -> None:
    workspace.write(
        {"content/page.md": f"---\ntitre: Page\n---\nBref.\n\n{LONG}\n\nLe GSM sonne.\n"}
    )
    found = [(p.path, p.line, p.code, p.severity) for p in advise(workspace)]
    assert found == [
        ("content/page.md", 6, "long-sentence", "advice"),
        ("content/page.md", 8, "unexplained-acronym", "advice"),
    ]
    workspace.write({"content/glossaire.yml": "GSM: téléphone portable\n"})
    assert [p.code for p in advise(workspace)] == ["long-sentence"]


def test_a_hard_page_is_said_with_its_words(workspace: Workspace) -> None:
    workspace.write({"content/page.md": f"# Page\n\n{HARD}\n"})
    hard, rare = advise(workspace)
    assert (hard.code, hard.line, rare.code) == ("hard-text", 3, "rare-words")
    assert "interdisciplinarité" in rare.what


def test_passive_pages_are_said(workspace: Workspace) -> None:
    workspace.write({"content/page.md": "# Page\n\n" + "La lettre est envoyée. Il lit. " * 4})
    (problem,) = advise(workspace)
    assert (problem.code, problem.line) == ("passive-voice", 3)
    assert "4 phrases sur 8" in problem.what


def test_the_words_of_witnesses_are_measured_and_get_no_advice(workspace: Workspace) -> None:
    workspace.write({"testimonies/la-passerelle/luc.md": f"{TESTIMONY}\n{LONG} Le GSM.\n{HARD}"})
    library = workspace.load()
    project = Project(workspace.root, workspace.root / "content", workspace.root / "testimonies")
    texts = measure_texts(project, library)
    luc = texts[-1]
    assert (luc.kind, luc.path) == ("testimony", "testimonies/la-passerelle/luc.md")
    assert luc.measured
    assert luc.measured.longest
    assert luc.measured.longest.line == TESTIMONY.count("\n") + 2
    assert advise_authors(texts, library.glossary) == []


def test_a_text_in_a_language_without_a_dictionary_has_no_score(workspace: Workspace) -> None:
    text = TESTIMONY.replace("dispositif: SIS", "dispositif: SIS\nlangue: nl")
    workspace.write(
        {
            "testimonies/la-passerelle/luc.md": text,
            "content/index.nl.md": "---\ntitre: Welkom\naccroche: Stemmen\n---\nWelkom.\n",
        }
    )
    project = Project(workspace.root, workspace.root / "content", workspace.root / "testimonies")
    texts = measure_texts(project, workspace.load())
    unmeasured = {one.path: one.language for one in texts if one.measured is None}
    assert unmeasured == {"testimonies/la-passerelle/luc.md": "nl", "content/index.nl.md": "nl"}


def test_easy_texts_are_held_against_the_rules_with_their_source() -> None:
    source = Source("luc.falc.md", "")
    report_falc(source, "Il reste 24 % des gens.\n\nLe SIS aide.\n", 7)
    percentage, acronym = source.problems
    assert (percentage.code, percentage.line, percentage.severity) == (
        "falc-percentage",
        7,
        "warning",
    )
    assert (acronym.code, acronym.line, acronym.severity) == ("falc-acronym", 9, "advice")
    assert "Inclusion Europe" in acronym.expected


def test_advice_counts_nowhere() -> None:
    source = Source("luc.falc.md", "")
    report_falc(source, "Le SIS aide.")
    assert report_problems(source.problems) == {"problems": [], "errors": 0, "warnings": 0}
    assert drop_advice(source.problems) == []
