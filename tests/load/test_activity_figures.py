"""Tables of figures as spreadsheets of all kinds save them."""

from pathlib import Path

import pytest

from tests.conftest import ORGANISM, Workspace
from vises_site.model.activity import Activity

TABLE = """rubrique;détail;2024;2025;source
bénéficiaires;;84;91;rapport d'activité
bénéficiaires;RIS;60;61;
heures;;5 120,5;5\u202f480;
dépenses;;1.234.567,50;nd;
"""
FORMS = {
    "utf-8": TABLE.encode(),
    "utf-8 with a mark": TABLE.encode("utf-8-sig"),
    "windows": TABLE.replace("\u202f", "\xa0").replace("\n", "\r\n").encode("cp1252"),
    "old macintosh line ends": TABLE.replace("\n", "\r").encode(),
    "tabs": TABLE.replace(";", "\t").encode(),
    "commas": (
        "Rubrique,Detail,2024,2025,SOURCE\n\nBENEFICIAIRES,,84,91,rapport d'activité\n"
        'bénéficiaires,revenu_d\'intégration,60,61\nheures,,"5120,5",5480\n'
        'dépenses,,"1 234 567,5 €",\n'
    ).encode(),
    "quotes": "\n".join(
        ";".join(f'"{cell}"' for cell in line.split(";")) for line in TABLE.splitlines()
    ).encode(),
    "years in another order": TABLE.replace("2024;2025", "x;2024")
    .replace("x", "2025")
    .replace("84;91", "91;84")
    .replace("60;61", "61;60")
    .replace("5 120,5;5\u202f480", "5480;5120,5")
    .replace("1.234.567,50;nd", "nd;1234567.5")
    .encode(),
}


def add_figures(workspace: Workspace, content: str | bytes) -> Path:
    named = ORGANISM.replace("commune:", "chiffres: chiffres/a.csv\ncommune:")
    workspace.write(
        {
            "content/organismes/la-passerelle.md": named,
            "content/organismes/chiffres/a.csv": content,
        }
    )
    return workspace.root / "content/organismes/chiffres/a.csv"


def read(workspace: Workspace, content: str | bytes) -> Activity:
    add_figures(workspace, content)
    library = workspace.load()
    assert library.problems == ()
    return library.activities["la-passerelle"]


@pytest.mark.parametrize("form", FORMS)
def test_tables_are_read_however_they_were_saved(workspace: Workspace, form: str) -> None:
    activity = read(workspace, FORMS[form])
    assert activity.years == (2024, 2025)
    assert activity.source == "rapport d'activité"
    assert [(row.rubric.name, row.detail, row.counts) for row in activity.rows] == [
        ("bénéficiaires", "", (84, 91)),
        ("bénéficiaires", "revenu d'intégration", (60, 61)),
        ("heures", "", (5120.5, 5480)),
        ("dépenses", "", (1234567.5, None)),
    ]


def test_exits_are_written_as_rubrics_too(workspace: Workspace) -> None:
    activity = read(workspace, "rubrique;2025\nsorties vers l'emploi;12\nsorties;30\n")
    assert [(row.detail, row.counts) for row in activity.rows] == [
        ("", (30,)),
        ("vers l'emploi", (12,)),
    ]


def test_a_year_without_any_figure_is_left_out(workspace: Workspace) -> None:
    assert read(workspace, "rubrique;2023;2024\nheures;;12\n").years == (2024,)


def test_figures_with_an_error_are_not_used(workspace: Workspace) -> None:
    add_figures(workspace, "rubrique;2023;2024\nheures;12;douze\nateliers;3;4\n")
    library = workspace.load()
    assert library.activities == {}
    (problem,) = library.problems
    assert (problem.path, problem.line, problem.column, problem.key) == (
        "content/organismes/chiffres/a.csv",
        2,
        3,
        "2024",
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"rubrique;2024\nheures;1\0;\n", "encoding"),
        (b"\xff\xfer\0u\0b\0", "missing-column"),  # a table of Excel's « Unicode text »
        (b"rubrique;2024\n\x81\x8d;1\n", "encoding"),
        (b"", "empty-data"),
        (b"rubrique;2024\n" + b"heures;1\n" * 600, "data-too-large"),
        (b"rubrique;2024\n" + b";" * 200 + b"\n", "data-too-large"),
        (b"rubrique;2024\nheures;" + b"9" * 900_000, "unreadable-row"),
        (b"rubrique;2024\nheures;" + b"9" * 1_100_000, "data-too-large"),
        (b"rubrique;2024\nheures;" + b"9" * 5000, "invalid-number"),
        (b"rubrique;2024\nheures;1e999", "invalid-number"),
        (b"rubrique;2024\nheures;NaN", "invalid-number"),
        ("rubrique;2024\nheures;１２".encode(), "invalid-number"),
        (b"rubrique;2024\nheures;@SUM(1+1)*cmd|' /C calc'!A0", "formula-cell"),
        (b"rubrique;2024\nheures;-2+3", "formula-cell"),
        (b"<script>;2024\nheures;1\n", "unknown-column"),
    ],
)
def test_hostile_tables_are_refused(workspace: Workspace, content: bytes, code: str) -> None:
    add_figures(workspace, content)
    library = workspace.load()
    assert code in {problem.code for problem in library.problems}
    assert library.activities == {}


def test_links_to_other_places_are_not_read(workspace: Workspace, tmp_path: Path) -> None:
    path = add_figures(workspace, "rubrique;2024\nheures;1\n")
    path.rename(workspace.root / "ailleurs.csv")
    path.symlink_to(workspace.root / "ailleurs.csv")
    library = workspace.load()
    assert {problem.code for problem in library.problems} == {"symlink"}
    assert library.activities == {}
