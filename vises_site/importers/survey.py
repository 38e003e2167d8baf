"""From an export of answers to drafts of data and codebook."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vises_site.importers.drafts import Draft, build_draft
from vises_site.importers.fields import Product
from vises_site.importers.products import build_export, read_structure
from vises_site.importers.sheets import read_sheet
from vises_site.load.sources import Source
from vises_site.problems import Problem, count_errors


@dataclass(frozen=True, slots=True)
class Imported:
    """What was read of an export.

    Attributes:
        draft: Data and codebook; None where an error hinders making them.
        problems: All that is wrong with the export and the structure file.
        sheet: Name of the sheet that was read; empty for a text file.
        other_sheets: Names of the sheets that were not.
        has_formulas: Whether the workbook holds formulas, of which the last result was read.
    """

    draft: Draft | None
    problems: tuple[Problem, ...]
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    has_formulas: bool = False


def import_survey(
    path: Path,
    structure_path: Path | None = None,
    *,
    product: Product | None = None,
    sheet_name: str = "",
    kept: Sequence[str] = (),
) -> Imported:
    """Read an export of answers; nothing is written.

    Args:
        path: The export: CSV, XLSX or ODS.
        structure_path: LimeSurvey's `.lss` or KoboToolbox's XLSForm, if there is one.
        product: The program it comes from; None to find it out.
        sheet_name: The workbook's sheet that holds the answers; empty for the first.
        kept: Names or headings of questions to keep although they may tell who answered.
    """
    source = Source(path.name, "")
    sources = [source]
    structure = None
    if structure_path is not None:
        sources.append(Source(structure_path.name, ""))
        structure = read_structure(sources[1], structure_path)
    sheet = read_sheet(source, path, sheet_name)
    draft = None
    # Without the structure that was asked for, everything would be guessed
    if sheet is not None and (structure is not None or structure_path is None):
        export = build_export(source, sheet, product, structure)
        draft = build_draft(source, export, kept) if export else None
    problems = tuple(problem for read in sources for problem in read.problems)
    if count_errors(problems):
        draft = None
    if sheet is None:
        return Imported(draft, problems)
    return Imported(draft, problems, sheet.name, sheet.others, sheet.has_formulas)
