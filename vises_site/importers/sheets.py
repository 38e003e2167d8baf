"""The first sheet of a spreadsheet file, or a text with separators, as rows of text."""

from dataclasses import dataclass
from pathlib import Path

from vises_site.importers.delimited import parse_delimited
from vises_site.importers.workbooks import OLE, read_workbook
from vises_site.language import gettext as _
from vises_site.load.files import MAXIMUM_DATA_BYTES
from vises_site.load.sources import Source, report_unreadable

WORKBOOKS = (".xlsx", ".ods")
_ZIP = b"PK\x03\x04"
_FOREIGN = (b"%pdf-", b"<!doctype html", b"<html", b"{\\rtf")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Cells as text, without surrounding spaces.

    Attributes:
        rows: Rows that hold something, each as wide as the first.
        lines: The row of the file in which each stands, from 1.
        name: The sheet's name; empty for a text file.
        others: Names of the workbook's other sheets.
        has_formulas: Whether cells hold formulas, of which the last result is read.
    """

    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    name: str = ""
    others: tuple[str, ...] = ()
    has_formulas: bool = False


def read_sheet(source: Source, path: Path, wanted: str = "") -> Sheet | None:
    """Read a CSV, XLSX or ODS file, told by its first bytes rather than by its name.

    Args:
        source: Receives what hinders reading.
        path: The file.
        wanted: Name of the sheet; empty for the first one.

    Returns:
        The sheet, or None where a problem was reported.
    """
    try:
        if path.stat().st_size > MAXIMUM_DATA_BYTES:
            report_heavy(source, path)
            return None
        content = path.read_bytes()
    except OSError as error:
        report_unreadable(source, error)
        return None
    if content.startswith((_ZIP, OLE)):
        return _read_workbook(source, content, wanted)
    if content.lstrip()[:40].lower().startswith(_FOREIGN) or path.suffix.lower() in WORKBOOKS:
        report_foreign(source, path)
        return None
    lines = parse_delimited(source, content)
    return _shape(source, lines, Sheet((), ())) if lines is not None else None


def _read_workbook(source: Source, content: bytes, wanted: str) -> Sheet | None:
    book = read_workbook(source, content, wanted)
    if book is None:
        return None
    bare = Sheet((), (), book.name, book.others, book.has_formulas)
    return _shape(source, book.rows, bare)


def _shape(source: Source, numbered: list[tuple[int, list[str]]], bare: Sheet) -> Sheet | None:
    """Drop rows that are empty, and report those that are not as wide as the first."""
    filled = [(line, row) for line, row in numbered if any(row)]
    if not filled:
        source.report(
            "empty-file",
            _("the file is empty"),
            _("a row of headings, then a row for each person who answered"),
            _("export the answers again"),
        )
        return None
    width = len(filled[0][1])
    known = len(source.problems)
    for line, row in filled:
        if len(row) != width and (len(row) < width or any(row[width:])):
            source.report(
                "ragged-row",
                _("row {line} has {found} cells, the headings have {width}").format(
                    line=line, found=len(row), width=width
                ),
                _("as many cells as headings"),
                _("export the answers again; a separator or a quotation mark is amiss there"),
                line=line,
                column=min(len(row), width) + 1,
            )
    if len(source.problems) > known:
        return None
    rows = tuple(tuple(row[:width]) for _line, row in filled)
    lines = tuple(line for line, _row in filled)
    return Sheet(rows, lines, bare.name, bare.others, bare.has_formulas)


def report_heavy(source: Source, path: Path) -> None:
    """Report a file that is larger than any questionnaire."""
    source.report(
        "data-too-large",
        _("« {name} » is too large").format(name=path.name),
        _("at most {size} MB, unpacked").format(size=MAXIMUM_DATA_BYTES // 1_000_000),
        _("make the file smaller, or leave it out"),
    )


def report_foreign(source: Source, path: Path) -> None:
    """Report a file that holds no table."""
    source.report(
        "invalid-file",
        _("« {name} » is no table of answers").format(name=path.name),
        _("an export in CSV, XLSX or ODS"),
        _("export the answers again from the program in which they were collected"),
    )
