"""Structure files tell the type, the answers and their order of every question."""

from collections import Counter
from pathlib import Path

import pytest

from tests.importers.exports import XLSFORM, write_xlsx
from vises_site.importers.fields import Column, Field, Structure
from vises_site.importers.lss import parse_lss
from vises_site.importers.matching import match_answers
from vises_site.importers.products import read_structure
from vises_site.load.sources import Source

SCALES = (
    "<row><qid>1</qid><code>A1</code><answer>Peu</answer><sortorder>2</sortorder>"
    "<scale_id>0</scale_id><language>fr</language></row>"
    "<row><qid>1</qid><code>A2</code><answer>Rien</answer><sortorder>1</sortorder>"
    "<scale_id>0</scale_id><language>fr</language></row>"
    "<row><qid>1</qid><code>B1</code><answer>Loin</answer><sortorder>1</sortorder>"
    "<scale_id>1</scale_id><language>fr</language></row>"
)
PARTS = (
    "<row><qid>21</qid><parent_qid>1</parent_qid><title>SQ1</title><question>Ici</question>"
    "<question_order>1</question_order><scale_id>0</scale_id><language>fr</language></row>"
    "<row><qid>22</qid><parent_qid>1</parent_qid><title>SQ2</title><question>Là</question>"
    "<question_order>2</question_order><scale_id>0</scale_id><language>fr</language></row>"
    "<row><qid>23</qid><parent_qid>1</parent_qid><title>C1</title><question>Jour</question>"
    "<question_order>1</question_order><scale_id>1</scale_id><language>fr</language></row>"
)


def describe(kind: str, *, parts: str = "", answers: str = "", other: str = "N") -> Structure:
    """Return what a structure file with one question of a type tells."""
    row = (
        f"<row><qid>1</qid><parent_qid>0</parent_qid><type>{kind}</type><title>q</title>"
        f"<question>Dites</question><other>{other}</other><language>fr</language></row>"
        "<row><qid>1</qid><parent_qid>0</parent_qid><type>X</type><title>q</title>"
        "<question>Say</question><other>N</other><language>en</language></row>"
    )
    source = Source("a.lss", "")
    structure = parse_lss(
        source,
        f"<document><questions><rows>{row}</rows></questions><subquestions><rows>{parts}</rows>"
        f"</subquestions><answers><rows>{answers}</rows></answers></document>".encode(),
    )
    assert structure is not None, source.problems
    return structure


def list_offered(found: Field) -> str:
    return " ".join(answer.code for answer in found.answers)


@pytest.mark.parametrize(
    ("kind", "type_of", "offered"),
    [
        ("L", "choix-unique", "A2 A1"),
        ("!", "choix-unique", "A2 A1"),
        ("O", "choix-unique", "A2 A1"),
        ("5", "échelle", "1 2 3 4 5"),
        ("Y", "choix-unique", "Y N"),
        ("G", "choix-unique", "F M"),
        ("N", "nombre", ""),
        ("S", "texte", ""),
        ("T", "texte", ""),
        ("U", "texte", ""),
        ("D", "date", ""),
        ("|", "file", ""),
        ("*", "technical", ""),
        ("I", "technical", ""),
    ],
)
def test_questions_of_one_column(kind: str, type_of: str, offered: str) -> None:
    found = describe(kind, answers=SCALES).by_code["q"]
    assert (found.kind, found.label, found.is_certain) == (type_of, "Dites", True)
    if kind in "L!O5YG":
        assert list_offered(found) == offered


@pytest.mark.parametrize(
    ("kind", "type_of", "offered"),
    [
        ("A", "échelle", "1 2 3 4 5"),
        ("B", "échelle", "1 2 3 4 5 6 7 8 9 10"),
        ("C", "choix-unique", "Y N U"),
        ("E", "échelle", "D S I"),
        ("F", "choix-unique", "A2 A1"),
        ("H", "choix-unique", "A2 A1"),
        ("K", "nombre", ""),
        ("Q", "texte", ""),
    ],
)
def test_questions_with_rows(kind: str, type_of: str, offered: str) -> None:
    rows = PARTS.rpartition("<row>")[0]
    structure = describe(kind, parts=rows, answers=SCALES)
    assert list(structure.by_code) == ["q[SQ1]", "q[SQ2]"]
    found = structure.by_code["q[SQ2]"]
    assert (found.question, found.label, found.kind) == ("q-SQ2", "Dites – Là", type_of)
    assert structure.find("Dites [Là]") == found
    if offered:
        assert list_offered(found) == offered


@pytest.mark.parametrize(("kind", "type_of"), [(":", "nombre"), (";", "texte")])
def test_tables_of_numbers_and_of_words(kind: str, type_of: str) -> None:
    structure = describe(kind, parts=PARTS)
    assert list(structure.by_code) == ["q[SQ1_C1]", "q[SQ2_C1]"]
    found = structure.by_code["q[SQ2_C1]"]
    assert (found.label, found.kind) == ("Dites – Là – Jour", type_of)
    assert structure.find("Dites [Là][Jour]") == found


def test_two_scales_side_by_side() -> None:
    structure = describe("1", parts=PARTS.rpartition("<row>")[0], answers=SCALES)
    offered = {code: list_offered(found) for code, found in structure.by_code.items()}
    assert offered == {
        "q[SQ1][1]": "A2 A1", "q[SQ1][2]": "B1", "q[SQ2][1]": "A2 A1", "q[SQ2][2]": "B1",
    }  # fmt: skip


def test_ranks_are_a_choice_each() -> None:
    structure = describe("R", answers=SCALES)
    assert {code: found.kind for code, found in structure.by_code.items()} == {
        "q[1]": "choix-unique", "q[2]": "choix-unique",
    }  # fmt: skip
    assert structure.find("Dites [Rang 2]") == structure.by_code["q[2]"]


def test_boxes_comments_and_other() -> None:
    structure = describe("P", parts=PARTS.rpartition("<row>")[0], other="Y")
    kinds = {code: found.kind for code, found in structure.by_code.items()}
    assert kinds == {
        "q[SQ1]": "option",
        "q[SQ1comment]": "texte",
        "q[SQ2]": "option",
        "q[SQ2comment]": "texte",
        "q[other]": "option",
    }
    assert structure.find("Dites [Là][Commentaire]") == structure.by_code["q[SQ2comment]"]
    assert structure.find("Dites [Autre]") == structure.by_code["q[other]"]
    listed = describe("O", answers=SCALES, other="Y").by_code
    assert {code: found.kind for code, found in listed.items()} == {
        "q": "choix-unique", "q[other]": "other", "q[comment]": "texte",
    }  # fmt: skip


def read_form(tmp_path: Path, rows: list[list[str]]) -> Structure:
    sheets = {"survey": [["type", "name", "label"], *rows], "choices": XLSFORM["choices"]}
    structure = read_structure(Source("a", ""), write_xlsx(tmp_path / "a.xlsx", sheets))
    assert structure is not None
    return structure


@pytest.mark.parametrize(
    ("kind", "type_of"),
    [
        ("integer", "nombre"),
        ("decimal", "nombre"),
        ("range", "nombre"),
        ("text", "texte"),
        ("date", "date"),
        ("datetime", "time"),
        ("geopoint", "place"),
        ("geotrace", "place"),
        ("image", "file"),
        ("audio", "file"),
        ("phonenumber", "contact"),
        ("barcode", "respondent"),
        ("calculate", ""),
        ("acknowledge", ""),
        ("select_one genres", "choix-unique"),
        ("select_one genres or_other", "choix-unique"),
        ("select_multiple moyens", "choix-multiple"),
        ("rank moyens", "technical"),
    ],
)
def test_types_of_forms(tmp_path: Path, kind: str, type_of: str) -> None:
    found = read_form(tmp_path, [[kind, "q", "Dites"]]).by_code["q"]
    assert (found.kind, found.label) == (type_of, "Dites")
    assert found.has_other == ("or_other" in kind)
    if kind.startswith("select_one"):
        assert list_offered(found) == "f h x"


def test_questions_of_forms_are_known_with_and_without_groups(tmp_path: Path) -> None:
    rows = [
        ["begin_group", "a", "A"],
        ["begin group", "b", "B"],
        ["integer", "q", "Dites"],
        ["end_group", "", ""],
        ["end group", "", ""],
        ["note", "n", "Merci"],
        ["text", "r", ""],
    ]
    structure = read_form(tmp_path, rows)
    assert list(structure.by_code) == ["a/b/q", "q", "r"]
    assert structure.by_code["r"].label == "r"


def match(*labels: str, kind: str = "L", data: str = "") -> tuple[str, list[str]]:
    """Return type and order of a list question whose answers are given in the form's order."""
    answers = "".join(
        f"<row><qid>1</qid><code>A{n}</code><answer>{label}</answer><sortorder>{n}</sortorder>"
        "<scale_id>0</scale_id><language>fr</language></row>"
        for n, label in enumerate(labels)
    )
    found = describe(kind, answers=answers).by_code["q"]
    values = (data,) if data else tuple(answer.code for answer in found.answers)
    column = Column(1, "q", values)
    source = Source("a.csv", "")
    guess = match_answers(source, found, column, Counter(values), range(2, 99))
    assert source.problems == []
    return guess.type, [answer.label for answer in guess.answers]


def test_a_known_scale_goes_up_whichever_way_the_form_shows_it() -> None:
    rungs = ["Jamais", "Parfois", "Souvent"]
    assert match(*rungs) == ("échelle", rungs)
    assert match(*reversed(rungs)) == ("échelle", rungs)
    assert match(*reversed(rungs), "Sans avis") == ("échelle", rungs)


def test_the_form_knows_its_order_better_than_a_usual_scale() -> None:
    mixed = ["Souvent", "Jamais", "Parfois"]
    assert match(*mixed) == ("choix-unique", mixed)
    assert match("Cuisine", "Bureau") == ("choix-unique", ["Cuisine", "Bureau"])
    assert match("Pareil", "Pareil") == ("choix-unique", ["Pareil", "Pareil"])


def test_other_is_an_answer_even_where_the_form_forgets_it() -> None:
    assert match("Bus", "Train", data="-oth-")[1] == ["Bus", "Train", "Autre"]
    assert match("Bus", "Autre", data="-oth-")[1] == ["Bus", "Autre"]
