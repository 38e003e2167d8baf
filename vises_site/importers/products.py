"""Which program an export comes from, and what its columns hold therefore."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vises_site.importers import forms, framaforms, kobotoolbox, limesurvey
from vises_site.importers.fields import LEFT_OUT_KINDS, Column, Field, Product, Structure
from vises_site.importers.lss import parse_lss
from vises_site.importers.sheets import Sheet
from vises_site.importers.xlsform import parse_xlsform
from vises_site.language import gettext as _
from vises_site.load.sources import Source, report_unreadable

_LONGEST_STRUCTURE = 50_000_000


@dataclass(frozen=True, slots=True)
class Export:
    """The columns of an export and what they hold.

    Attributes:
        product: The program it comes from.
        title: The questionnaire's title, where the export or its structure tells it.
        columns: Its columns.
        fields: What each column holds, in the same order.
        lines: Row of the file in which each person's answers stand.
    """

    product: Product
    title: str
    columns: tuple[Column, ...]
    fields: tuple[Field, ...]
    lines: tuple[int, ...]


def read_structure(source: Source, path: Path) -> Structure | None:
    """Read a structure file, or report why it cannot be."""
    try:
        content = b"" if path.stat().st_size > _LONGEST_STRUCTURE else path.read_bytes()
    except OSError as error:
        report_unreadable(source, error)
        return None
    if content.startswith(b"PK"):
        return parse_xlsform(source, content)
    return parse_lss(source, content)


def find_product(rows: Sequence[Sequence[str]]) -> Product:
    """Return the program whose own headings stand in an export's first rows."""
    headings = rows[0]
    if framaforms.is_framaforms(rows):
        return "framaforms"
    if kobotoolbox.find_marks(headings) >= 2:
        return "kobotoolbox"
    if forms.is_microsoft(headings):
        return "microsoft-forms"
    if limesurvey.find_marks(headings) >= 2:
        return "limesurvey"
    if forms.is_google(headings):
        return "google-forms"
    return "autre"


def build_export(
    source: Source, sheet: Sheet, product: Product | None, structure: Structure | None
) -> Export | None:
    """Tell headings from answers and say what each column holds, or None after a problem."""
    rows = sheet.rows
    name = product or (structure.product if structure else None) or find_product(rows)
    count = framaforms.HEADING_ROWS if name == "framaforms" else 1
    if name == "framaforms" and len(rows) >= count:
        headings = framaforms.list_headings(rows)
    else:
        headings = list(rows[0])
    if name == "kobotoolbox" and len(rows) > 1 and kobotoolbox.is_hashtags(rows[1]):
        count = 2
    if len(rows) <= count:
        source.report(
            "no-answers",
            _("there are headings and no answers"),
            _("a row of headings, then a row for each person who answered"),
            _("export the answers again, with all of them"),
        )
        return None
    cells = list(zip(*rows[count:], strict=True))
    columns = [
        Column(number, heading, cells[number - 1])
        for number, heading in enumerate(headings, start=1)
        if heading or any(cells[number - 1])
    ]
    kept = [tuple(row[column.number - 1] for column in columns) for row in rows[:count]]
    fields = _describe(name, columns, kept, structure)
    if not _check_headings(source, columns, fields, sheet.lines[count - 1]):
        return None
    if structure and not any(found.is_certain for found in fields):
        source.report(
            "structure-mismatch",
            _("the structure file names none of the questions of this export"),
            _("structure and answers of the same questionnaire"),
            _("export both again, or leave out --structure"),
            line=sheet.lines[0],
        )
        return None
    if structure:
        fields = [_doubt(found) for found in fields]
    title = structure.title if structure else ""
    if name == "framaforms":
        title = framaforms.find_title(rows)
    return Export(name, title, tuple(columns), tuple(fields), sheet.lines[count:])


def _doubt(found: Field) -> Field:
    """Note that a question is not in the structure file that should tell of all."""
    if found.is_certain or found.kind in LEFT_OUT_KINDS:
        return found
    return replace(found, notes=(*found.notes, _("the structure file does not name it")))


def _describe(
    product: Product,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    structure: Structure | None,
) -> list[Field]:
    if product == "limesurvey":
        return limesurvey.describe_columns(columns, structure)
    if product == "kobotoolbox":
        return kobotoolbox.describe_columns(columns, structure)
    if product == "framaforms":
        return framaforms.describe_columns(columns, rows)
    if product == "google-forms":
        return forms.describe_google(columns)
    if product == "microsoft-forms":
        return forms.describe_microsoft(columns)
    return forms.describe_other(columns)


def _check_headings(
    source: Source, columns: Sequence[Column], fields: Sequence[Field], line: int
) -> bool:
    """Report columns without heading, and those that are called alike."""
    before = len(source.problems)
    first: dict[tuple[str, str], int] = {}
    for column, found in zip(columns, fields, strict=True):
        name = (found.question, found.option.code if found.option else "")
        if not column.heading:
            source.report(
                "missing-heading",
                _("column {number} has answers and no heading").format(number=column.number),
                _("a heading above each column"),
                _("write the question above the column, or delete the column"),
                line=line,
                column=column.number,
            )
        elif first.setdefault(name, column.number) != column.number:
            source.report(
                "duplicate-heading",
                _("the heading « {name} » stands above columns {first} and {second}").format(
                    name=column.heading[:80], first=first[name], second=column.number
                ),
                _("a heading of its own above each column"),
                _("export with the questions' codes as headings, or change one of the two"),
                line=line,
                column=column.number,
            )
    return len(source.problems) == before
