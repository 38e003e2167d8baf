"""Exports in all their forms, and all that can be wrong in them."""

import io
from pathlib import Path

import numpy as np
import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table as Sheet
from odf.table import TableCell, TableRow
from odf.text import P
from openpyxl import Workbook

from tests.conftest import Workspace
from vises_site.load.codebooks import parse_codebook
from vises_site.load.files import read_data as read_file
from vises_site.load.kinds import parse_evaluation
from vises_site.load.sources import Project, Source, read_source
from vises_site.model.codebook import Codebook
from vises_site.problems import Problem
from vises_site.survey.columns import list_heads
from vises_site.survey.datafiles import read_table
from vises_site.survey.matching import parse_number
from vises_site.survey.responses import parse_responses
from vises_site.survey.surveys import Survey, read_surveys
from vises_site.survey.tables import Choices, Measures, Responses, Ticks

CODEBOOK = """
questions:
  - id: avis
    libellé: Votre avis
    type: échelle
    modalités:
      - {code: 1, libellé: Pas du tout}
      - {code: 2, libellé: Plutôt}
      - {code: 3, libellé: Été comme hiver}
    public: oui
  - id: lieux
    libellé: Où
    type: choix-multiple
    modalités: [{code: a, libellé: "Ici, au centre"}, {code: b, libellé: Ailleurs}]
    public: oui
  - {id: age, libellé: Âge, type: nombre, public: oui}
  - {id: mot, libellé: Un mot, type: texte}
"""
PLAIN = """avis;lieux;age;mot
1;Ici, au centre, Ailleurs;31,5;bien
plutôt;b;1 200;
ÉTÉ COMME HIVER;"a;b";;=1+1
NA;;47;rien
"""


def read_codebook_text(text: str = CODEBOOK) -> Codebook:
    codebook = parse_codebook(Source("questionnaire.yml", text))
    assert codebook is not None
    return codebook


def read_data(
    content: bytes | str, name: str = "d.csv", folder: Path = Path("/nowhere")
) -> tuple[Responses | None, list[Problem]]:
    codebook, source = read_codebook_text(), Source(name, "")
    data = content.encode() if isinstance(content, str) else content
    if folder.is_dir():
        (folder / name).write_bytes(data)
    table = read_table(folder / name, data, source, list_heads(codebook))
    responses = parse_responses(codebook, table, source) if table else None
    return responses, source.problems


def describe(problems: list[Problem]) -> list[str]:
    return [f"{p.line}:{p.column} {p.severity} {p.code} {p.key}".rstrip() for p in problems]


def assert_plain(responses: Responses | None) -> None:
    assert responses is not None
    avis, lieux, age = (responses.answers[name] for name in ("avis", "lieux", "age"))
    assert isinstance(avis, Choices)
    assert isinstance(lieux, Ticks)
    assert isinstance(age, Measures)
    assert avis.ranks.tolist() == [0, 1, 2, -1]
    assert lieux.chosen.tolist() == [[True, True], [False, True], [True, True], [False, False]]
    assert lieux.answered.tolist() == [True, True, True, False]
    assert np.array_equal(age.values, [31.5, 1200, np.nan, 47], equal_nan=True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    responses, problems = read_data(PLAIN.encode(encoding))
    assert_plain(responses)
    assert describe(problems) == ["4:4 warning formula-cell mot"]


@pytest.mark.parametrize("separator", [",", "\t", "|"])
def test_every_usual_separator_is_read(separator: str) -> None:
    rows = [line.split(";") for line in PLAIN.replace('"a;b"', "a|b").splitlines()]
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows)
    assert_plain(read_data(text)[0])
    assert_plain(read_data("sep=;\r\n" + PLAIN)[0])


def list_cells() -> list[list[str | int | float | None]]:
    return [
        ["avis", "lieux", "age", "mot"],
        [1, "Ici, au centre | Ailleurs", 31.5, "bien"],
        ["plutôt", "b", 1200, None],
        ["ÉTÉ COMME HIVER", "a;b", None, "oui"],
        ["NA", None, 47, "rien"],
    ]


def test_workbooks_are_read(tmp_path: Path) -> None:
    book, written = Workbook(), io.BytesIO()
    for row in list_cells():
        book.active.append(row)
    book.save(written)
    assert_plain(read_data(written.getvalue(), "d.xlsx", tmp_path)[0])
    document, sheet = OpenDocumentSpreadsheet(), Sheet(name="Feuille")
    for cells in list_cells():
        row = TableRow()
        for value in cells:
            if value is None or isinstance(value, str):
                cell = TableCell(valuetype="string")
                cell.addElement(P(text=value or ""))
            else:
                cell = TableCell(valuetype="float", value=value)
            row.addElement(cell)
        sheet.addElement(row)
    document.spreadsheet.addElement(sheet)
    document.save(tmp_path / "d.ods")
    assert_plain(read_data((tmp_path / "d.ods").read_bytes(), "d.ods", tmp_path)[0])


def test_a_cell_in_the_last_corner_of_a_sheet_takes_no_memory(tmp_path: Path) -> None:
    book, written = Workbook(), io.BytesIO()
    book.active["A1"] = "avis"
    book.active["XFD1048576"] = "1"
    book.save(written)
    responses, problems = read_data(written.getvalue(), "d.xlsx", tmp_path)
    assert responses is None
    assert [problem.code for problem in problems] == ["invalid-file"]


@pytest.mark.parametrize("head", ["lieux[{}]", "lieux/{}", "lieux.{}", "Lieux_{}"])
def test_a_multiple_choice_may_have_a_column_for_each_answer(head: str) -> None:
    heads = ",".join(head.format(code) for code in ("a", "B"))
    responses, problems = read_data(f"avis,age,mot,{heads}\n1,2,x,1,0\n1,2,x,,oui\n1,2,x,,\n")
    assert problems == []
    assert responses is not None
    lieux = responses.answers["lieux"]
    assert isinstance(lieux, Ticks)
    assert lieux.chosen.tolist() == [[True, False], [False, True], [False, False]]
    assert lieux.answered.tolist() == [True, True, False]


def test_all_that_is_wrong_is_told_at_once_with_row_and_column() -> None:
    text = (
        "avis;age;AGE;mot\n"
        "1;douze;;x\n"
        "Plutot pas;12;;x\n"
        "1;12\n"
        'plutot pas;=12;;"deux\nlignes"\n'
        "Plutot pas;12;;x\n"
        "9;12;;x;y;z\n"
    )
    responses, problems = read_data(text)
    assert responses is None
    assert sorted(describe(problems)) == [
        "1:1 error missing-column lieux",
        "1:3 error duplicate-column",
        "2:2 error not-a-number age",
        "3:1 error unknown-answer avis",
        "4:1 error ragged-row",
        "5:1 error unknown-answer avis",
        "5:2 error formula-cell age",
        "8:1 error ragged-row",
        "8:1 error unknown-answer avis",
    ]
    unknown = next(p for p in problems if p.code == "unknown-answer")
    assert "2 ligne(s)" in unknown.what
    assert "« Plutôt »" in unknown.mend


def test_many_unknown_answers_are_told_in_few_problems() -> None:
    rows = "".join(f"mot {number};a;1;\n" for number in range(3000))
    _responses, problems = read_data(f"avis;lieux;age;mot\n{rows}")
    assert len(problems) <= 22
    assert any("2980" in problem.what for problem in problems)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-data"),
        (b"\xef\xbb\xbf\n\n", "empty-data"),
        (b"avis;lieux;age;mot\n", "empty-data"),
        (b'avis;lieux\n1;"a\n', "unreadable-row"),
        (b'avis;lieux\n1;"a"b\n', "unreadable-row"),
        (b"avis;\0lieux\0" * 3, "encoding"),
        (b"avis\n\x81\x8d", "encoding"),
        (b"x;" * 30_000 + b"x\n1\n", "data-too-large"),
    ],
)
def test_a_file_that_is_no_table_is_refused(content: bytes, code: str) -> None:
    responses, problems = read_data(content)
    assert responses is None
    assert [problem.code for problem in problems] == [code]


def test_ten_thousand_columns_are_read_quickly() -> None:
    heads = ";".join(f"c{number}" for number in range(10_000))
    row = ";".join("1" for _ in range(10_000))
    text = f"avis;lieux;age;mot;{heads}\n" + f"1;a;3;x;{row}\n" * 20
    responses, problems = read_data(text)
    assert problems == []
    assert responses is not None
    assert responses.count == 20


def test_a_question_that_nobody_answered_is_a_warning() -> None:
    responses, problems = read_data("avis;lieux;age;mot\n;a;3;x\nNA;b;4;x\n")
    assert responses is not None
    assert describe(problems) == ["1:1 warning no-answers avis"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("12,5", 12.5),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("-3", -3),
        ("1\u202f000", 1000),
        ("1e3", 1000),
        ("douze", None),
        ("=1", None),
        ("1e999", None),
        ("nan", None),
        ("", None),
        ("12 ans", None),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, number: float | None) -> None:
    assert parse_number(text) == number


EVALUATION = """---
titre: Une
organismes: [la-passerelle]
dispositif: SIS
période: "2018"
question: Pourquoi ?
collecte:
{collections}
---
Un récit.
"""


def read_evaluation(workspace: Workspace, *collections: str) -> Survey:
    lines = "\n".join(f"  - {{{collection}}}" for collection in collections)
    path = "content/evaluations/une/index.md"
    workspace.write({path: EVALUATION.format(collections=lines)})
    root = workspace.root
    project = Project(root, root / "content", root / "testimonies")
    evaluation = parse_evaluation(read_source(project, root / path), "une")
    assert evaluation is not None
    return read_surveys(project, evaluation)


def test_data_that_lie_outside_are_not_read(workspace: Workspace, tmp_path: Path) -> None:
    folder = workspace.root / "content/evaluations/une"
    workspace.write({"content/evaluations/une/q.yml": CODEBOOK, "secret.csv": PLAIN})
    (folder / "d.csv").symlink_to(workspace.root / "secret.csv")
    survey = read_evaluation(workspace, "méthode: Q, données: d.csv, codebook: q.yml")
    assert [problem.code for problem in survey.problems] == ["symlink"]
    assert survey.results == {}
    source = Source("d.xlsx", "")
    project = Project(workspace.root, workspace.root / "content", workspace.root / "testimonies")
    (folder / "d.xlsx").write_bytes(b"PK\3\4 no workbook")
    assert read_file(project, folder / "d.xlsx", source) is None
    assert [problem.code for problem in source.problems] == ["invalid-file"]


def test_questionnaires_of_an_evaluation_share_neither_data_nor_names(
    workspace: Workspace,
) -> None:
    folder = "content/evaluations/une"
    rows = "avis;lieux;age;mot\n" + "1;a;3;x\n2;b;4;y\n" * 10
    workspace.write({f"{folder}/{name}.yml": CODEBOOK for name in "ab"})
    workspace.write({f"{folder}/d.csv": rows})
    one = "méthode: Q, données: d.csv, codebook: a.yml, du: 2018-03-01, au: 2018-03-01"
    survey = read_evaluation(workspace, one, "méthode: R, données: d.csv, codebook: b.yml")
    assert {problem.code for problem in survey.problems} == {"shared-data", "duplicate-question"}
    assert survey.results["avis"][0].period == "le 1er mars 2018"


def test_what_nobody_will_see_is_said(workspace: Workspace) -> None:
    folder = "content/evaluations/une"
    codebook = CODEBOOK.replace("\nquestions:", "\ngroupes: [g]\nquestions:") + (
        "  - {id: g, libellé: G, type: choix-unique, modalités: [x, y]}\n"
    )
    rows = "avis;lieux;age;mot;g\n" + "1;a;3;x;x\n2;b;4;y;y\n" * 3
    workspace.write({f"{folder}/q.yml": codebook, f"{folder}/d.csv": rows})
    survey = read_evaluation(workspace, "méthode: Q, données: d.csv, codebook: q.yml")
    assert [(p.code, p.key, p.severity) for p in survey.problems] == [
        ("all-hidden", "groupes.0", "warning"),
        ("all-hidden", "questions.0", "warning"),
        ("all-hidden", "questions.1", "warning"),
    ]
