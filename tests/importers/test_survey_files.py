"""Whatever hinders reading an export is told at once, with its place, and nothing is made."""

import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.importers.exports import (
    FRAMAFORMS,
    KOBO_NAMES,
    LIMESURVEY_CODES,
    MICROSOFT,
    XLSFORM,
    make_lss,
    read_codes,
    read_draft,
    write_csv,
    write_ods,
    write_xlsx,
)
from vises_site.importers.delimited import decode, find_separator
from vises_site.importers.survey import import_survey

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
XLSX_SHEET = "xl/worksheets/sheet1.xml"


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def replace_member(path: Path, name: str, content: bytes) -> Path:
    """Put another file into an archive, under the name of one of its own."""
    with zipfile.ZipFile(path) as archive:
        members = {member: archive.read(member) for member in archive.namelist()}
    members[name] = content
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, inside in members.items():
            archive.writestr(member, inside)
    return path


BAD_CONTENTS = {
    "nothing": (b"", "empty-file"),
    "blank lines": (b"\n \n,,,\n", "empty-file"),
    "headings alone": (b"a,b\n", "no-answers"),
    "heading twice": (b"a,b,a\n1,2,3\n", "duplicate-heading"),
    "heading missing": (b"a,,c\n1,2,3\n", "missing-heading"),
    "row too long": (b"a,b\n1,2\n1,2,3\n", "ragged-row"),
    "row too short": (b"a,b,c\n1,2,3\n1,2\n", "ragged-row"),
    "a PDF": (b"%PDF-1.7 ...", "invalid-file"),
    "a web page": (b"<!DOCTYPE html><table></table>", "invalid-file"),
    "noise": (bytes(range(1, 32)) * 9, "encoding"),
    "no encoding": (b"a,b\n\x81\x8d,\x90\n", "encoding"),
    "a broken archive": (b"PK\x03\x04 and no more", "invalid-file"),
    "an old workbook": (OLE + b"\0" * 600, "invalid-file"),
    "a locked workbook": (OLE + "EncryptedPackage".encode("utf-16-le"), "invalid-file"),
    "names alone": (b"Nom,Courriel\nLuc,l@exemple.be\n", "no-answers"),
}


@pytest.mark.parametrize("name", BAD_CONTENTS)
def test_a_file_that_is_no_export_is_refused(tmp_path: Path, name: str) -> None:
    content, code = BAD_CONTENTS[name]
    assert read_codes(import_survey(write(tmp_path / "a.csv", content))) == [code]


def test_problems_tell_row_and_column(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", b'a;b\n"x\ny";2\n1;2;3\n\n1\n')
    imported = import_survey(path)
    assert [(p.path, p.line, p.column) for p in imported.problems] == [
        ("a.csv", 4, 3), ("a.csv", 6, 2),
    ]  # fmt: skip
    path = write(tmp_path / "b.csv", b"a,,a,b,b\n1,2,3,4,5\n")
    imported = import_survey(path)
    assert [(p.code, p.line, p.column) for p in imported.problems] == [
        ("missing-heading", 1, 2), ("duplicate-heading", 1, 3), ("duplicate-heading", 1, 5),
    ]  # fmt: skip
    assert all(p.what and p.expected and p.mend for p in imported.problems)


def test_a_name_does_not_make_a_workbook(tmp_path: Path) -> None:
    assert read_codes(import_survey(write(tmp_path / "a.xlsx", b"a,b\n1,2\n"))) == ["invalid-file"]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert read_codes(import_survey(tmp_path / "none.csv")) == ["unreadable-file"]


def test_rows_may_end_with_empty_cells(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", b"Bus ?,Train ?\noui,non,\nnon,oui,\n\noui,oui\n")
    assert read_draft(path).people == 3


def test_a_declared_separator_is_followed(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", b"sep=|\r\nBus, ou pas ?|Train ?\r\noui|non\r\nnon|oui\r\n")
    assert [q.label for q in read_draft(path).questions] == ["Bus, ou pas ?", "Train ?"]
    bad = import_survey(write(tmp_path / "b.csv", b"sep=|\na|b\n1|2\n1\n"))
    assert [p.line for p in bad.problems] == [4]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators_are_found(separator: str) -> None:
    text = f'a, b{separator}"c{separator}; d"\n1,5{separator}2\n2,5{separator}x\n'
    assert find_separator(text) == separator
    assert find_separator("seule\noui\n") == ","


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-be"])
def test_encodings_are_found(encoding: str) -> None:
    assert decode("Été, œuvre et plus de mots".encode(encoding)) == "Été, œuvre et plus de mots"


def test_a_workbook_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"a": [["Bus ?"], ["oui"]]})
    cells = b'<row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b"<sheetData>" + cells + b"</sheetData></worksheet>"
    )
    started = time.process_time()
    imported = import_survey(replace_member(path, XLSX_SHEET, sheet))
    assert read_codes(imported) == ["data-too-large"]
    assert time.process_time() - started < 10  # a guard: what grows with the square takes minutes


def test_repeated_cells_of_an_open_document_are_counted(tmp_path: Path) -> None:
    path = write_ods(tmp_path / "a.ods", [["Bus ?", "Train ?"], ["oui", "non"]])
    with zipfile.ZipFile(path) as archive:
        content = archive.read("content.xml")
    row = b'<table:table-row table:number-rows-repeated="1000000">'
    cell = b'<table:table-cell table:number-columns-repeated="1000" office:value-type="string">'
    many = content.replace(b"<table:table-row>", row).replace(
        b'<table:table-cell office:value-type="string">', cell
    )
    assert many.count(b"repeated") == 6
    assert read_codes(import_survey(replace_member(path, "content.xml", many))) == [
        "data-too-large"
    ]
    # Empty rows to the end of the sheet are usual, and weigh nothing
    rest = b'<table:table-row table:number-rows-repeated="1048570">' + (
        b'<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    usual = content.replace(b"</table:table>", rest + b"</table:table>")
    assert read_draft(replace_member(path, "content.xml", usual)).people == 1


def test_an_archive_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"a": [["Bus ?"], ["oui"]]})
    path = replace_member(path, "xl/media/big.bin", b"\0" * 60_000_000)
    packed = path.read_bytes()
    # The directory says two gigabytes
    size = (60_000_000).to_bytes(4, "little")
    path.write_bytes(packed.replace(size, (2_000_000_000).to_bytes(4, "little")))
    assert read_codes(import_survey(path)) == ["data-too-large"]


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    content = write_xlsx(tmp_path / "a.xlsx", {"a": [["Bus ?"], *([str(n)] for n in range(400))]})
    whole = content.read_bytes()
    with zipfile.ZipFile(content) as archive:
        start = archive.getinfo(XLSX_SHEET).header_offset + 80
    damaged = whole[:start] + bytes(60) + whole[start + 60 :]
    assert read_codes(import_survey(write(tmp_path / "b.xlsx", damaged))) == ["invalid-file"]


def test_a_locked_open_document_is_refused(tmp_path: Path) -> None:
    path = write_ods(tmp_path / "a.ods", [["a"], ["oui"]])
    manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    imported = import_survey(replace_member(path, "META-INF/manifest.xml", manifest))
    assert read_codes(imported) == ["invalid-file"]
    assert "mot de passe" in imported.problems[0].what


def test_formulas_are_told_and_never_computed(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Bus ?", "Train ?"], ["oui", "=1+1"], ["non", "non"], ["oui", "oui"]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    imported = import_survey(tmp_path / "a.xlsx")
    assert imported.has_formulas
    assert imported.draft is not None
    assert imported.draft.questions[1].cells == {"q2": ["", "non", "oui"]}


def test_the_sheet_can_be_chosen(tmp_path: Path) -> None:
    sheets = {"Aide": [["a"], ["b"]], "Réponses": [["Bus ?"], ["oui"], ["non"]]}
    path = write_xlsx(tmp_path / "a.xlsx", sheets)
    imported = import_survey(path, sheet_name="réponses")
    assert (imported.sheet, imported.other_sheets) == ("Réponses", ("Aide",))
    assert imported.draft is not None
    wrong = import_survey(path, sheet_name="Reponse")
    assert read_codes(wrong) == ["unknown-sheet"]
    assert "Réponses" in wrong.problems[0].expected


def test_headings_of_framaforms_may_be_alike_below_different_ones(tmp_path: Path) -> None:
    rows = [[*row, "", ""] for row in FRAMAFORMS]
    rows[1][-2:] = ["Et au retour ?", ""]
    rows[2][-2:] = ["Bus", "Train"]
    rows[3][-2:] = ["X", "X"]
    labels = [q.label for q in read_draft(write_csv(tmp_path / "a.csv", rows)).questions]
    assert "Et au retour ?" in labels


BAD_STRUCTURES = {
    "nothing": (b"", "invalid-structure"),
    "no XML": (b"<document><questions>", "invalid-structure"),
    "entities": (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><document>&b;</document>',
        "invalid-structure",
    ),
    "an unknown encoding": (
        b'<?xml version="1.0" encoding="UQF-8"?><document/>',
        "invalid-structure",
    ),
    "rows without names": (
        b"<document><questions><rows><row><type>L</type></row></rows></questions></document>",
        "invalid-structure",
    ),
    "no question": (b"<document><questions/></document>", "invalid-structure"),
}


@pytest.mark.parametrize("name", BAD_STRUCTURES)
def test_a_structure_file_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    content, code = BAD_STRUCTURES[name]
    path = write_csv(tmp_path / "a.csv", LIMESURVEY_CODES)
    structure = write(tmp_path / "a.lss", content)
    assert read_codes(import_survey(path, structure)) == [code]


def test_a_workbook_that_is_no_form_is_refused(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", KOBO_NAMES)
    form = write_xlsx(tmp_path / "form.xlsx", {"a": [["b"], ["c"]]})
    assert read_codes(import_survey(path, form)) == ["unknown-sheet"]
    form = write_xlsx(tmp_path / "form.xlsx", {"survey": [["type", "name"], ["note", "a"]]})
    assert read_codes(import_survey(path, form)) == ["invalid-structure"]


def test_a_structure_of_another_questionnaire_is_refused(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", MICROSOFT)
    structure = write(tmp_path / "a.lss", make_lss())
    assert read_codes(import_survey(path, structure)) == ["structure-mismatch"]


def test_answers_that_the_structure_lacks_are_all_told(tmp_path: Path) -> None:
    rows = [list(row) for row in LIMESURVEY_CODES]
    heads = [str(head) for head in rows[0]]
    rows[1][heads.index("accueil")] = "A9"
    rows[2][heads.index("moyens[SQ001]")] = "peut-être"
    rows[4][heads.index("note")] = "7"
    rows[5][heads.index("enfants")] = "trois"
    path = write_csv(tmp_path / "a.csv", rows)
    imported = import_survey(path, write(tmp_path / "a.lss", make_lss()))
    assert imported.draft is None
    assert {(p.code, p.line, p.column) for p in imported.problems} == {
        ("unknown-answer", 2, 10),
        ("unknown-answer", 3, 14),
        ("unknown-answer", 5, 18),
        ("unknown-answer", 6, 19),
    }


def test_ticks_that_the_form_lacks_are_told(tmp_path: Path) -> None:
    rows = [[cell for p, cell in enumerate(row) if p not in (7, 8, 9)] for row in KOBO_NAMES]
    rows[1][6] = "bus avion"
    path = write_csv(tmp_path / "a.csv", rows, separator=";")
    imported = import_survey(path, write_xlsx(tmp_path / "form.xlsx", XLSFORM))
    assert [(p.code, p.line, p.column) for p in imported.problems] == [("unknown-answer", 2, 7)]


def test_a_question_that_the_structure_lacks_is_noted(tmp_path: Path) -> None:
    rows = [[*row, extra] for row, extra in zip(
        LIMESURVEY_CODES, ["ajout", "oui", "non", "", "oui", "oui"], strict=True
    )]  # fmt: skip
    path = write_csv(tmp_path / "a.csv", rows)
    draft = read_draft(path, write(tmp_path / "a.lss", make_lss()))
    assert any("structure" in note for note in draft.questions[-1].notes)


def test_ten_thousand_columns_take_seconds(tmp_path: Path) -> None:
    heads = [f"Question {n} : venez-vous souvent ?" for n in range(10_000)]
    words = ["souvent", "jamais", "parfois", ""]
    rows = [heads, *([words[(n + m) % 4] for n in range(10_000)] for m in range(20))]
    path = write_csv(tmp_path / "a.csv", rows)
    started = time.process_time()
    draft = read_draft(path)
    assert time.process_time() - started < 40  # likewise
    assert len(draft.questions) == 10_000
    assert {question.type for question in draft.questions} == {"échelle"}


def test_a_stream_of_quotes_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", b'a,b\n"' + b"x" * 1_100_000)
    assert read_codes(import_survey(path)) == ["invalid-file"]
