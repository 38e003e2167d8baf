"""Activity figures of an organism: a small table kept in a spreadsheet, saved as CSV.

Each row is what was counted, each column a year::

    rubrique;détail;2024;2025;source
    bénéficiaires;;84;91;rapport d'activité
    bénéficiaires;chômage;23;25;
    heures;;5 120,5;5 480;
"""

import csv
import re
from collections.abc import Iterable
from pathlib import Path

from vises_site.language import gettext as _
from vises_site.load.counts import Columns, CountTable
from vises_site.load.encodings import find_encoding
from vises_site.load.files import read_data
from vises_site.load.names import find_file
from vises_site.load.sources import MAXIMUM_BYTES, Project, Source
from vises_site.model.activity import Activity
from vises_site.model.organism import Organism
from vises_site.model.vocabulary import find_nearest, fold
from vises_site.text.invisible import INVISIBLE

FIRST_YEAR = 1980
MOST_ROWS, MOST_COLUMNS = 500, 100

_HEADS = ("rubrique", "détail", "source")
_SEPARATORS = (";", ",", "\t")


def read_activity(
    project: Project, organism: Organism, this_year: int
) -> tuple[Source | None, Activity | None]:
    """Read the figures that an organism names.

    Args:
        project: The folders.
        organism: The organism.
        this_year: Years after it are in the future.

    Returns:
        The file with its problems, None where the organism names none or none that is there; and
        the figures, None where a problem hinders them.
    """
    name = organism.fields.figures
    path = project.root / Path(organism.path).parent / (name or "")
    if name is None or find_file(path, project.root) is None:
        return None, None  # reported where it is named
    source = Source(project.relate(path), "")
    text = _read_text(project, path, source)
    if text is None:
        return source, None
    return source, parse_activity(source, text, this_year)


def _read_text(project: Project, path: Path, source: Source) -> str | None:
    content = read_data(project, path, source)
    if content is None:
        return None
    if len(content) > MAXIMUM_BYTES:
        _report_too_large(source)
        return None
    if encoding := find_encoding(content):
        return content.decode(encoding)
    source.report(
        "encoding",
        _("the file's characters cannot be read"),
        _("CSV in UTF-8, UTF-16 or Windows-1252"),
        _("export it again, as CSV in UTF-8"),
    )
    return None


def _report_too_large(source: Source) -> None:
    source.report(
        "data-too-large",
        _("the table of figures is too large"),
        _("at most {rows} rows and {columns} columns").format(rows=MOST_ROWS, columns=MOST_COLUMNS),
        _("keep one row for each thing that is counted, and one column for each year"),
    )


def parse_activity(source: Source, text: str, this_year: int) -> Activity | None:
    """Parse a table of figures; None where a problem hinders it.

    Args:
        source: Receives the problems: each at its line, its column counted in cells.
        text: The CSV.
        this_year: Years after it are in the future.
    """
    before = len(source.problems)
    table = _split_cells(source, text)
    if table is None:
        return None
    (head_line, heads), *rows = table
    columns = _read_heads(source, head_line, heads, this_year)
    if columns is None:
        return None
    if not rows:
        _report_empty(source)
    read = CountTable(source, heads, columns)
    for line, cells in rows:
        read.add(line, cells)
    read.check_sums()
    is_whole = not any(p.severity == "error" for p in source.problems[before:])
    return read.build() if is_whole else None


def _split_cells(source: Source, text: str) -> list[tuple[int, list[str]]] | None:
    """Return the rows that are not empty, each with its line; None where there is nothing."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = next((line for line in lines if line.strip(" \t;,")), "")
    separator = max(_SEPARATORS, key=lambda char: _rate_separator(first, char))
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=separator, strict=True)
    rows, line = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, [_clean(cell) for cell in cells]))
            if len(rows) > MOST_ROWS + 1 or len(cells) > MOST_COLUMNS:
                _report_too_large(source)
                return None
            line = reader.line_num + 1
    except csv.Error:
        source.report(
            "unreadable-row",
            _("from this row on, quotes and separators cannot be understood"),
            _("cells separated by « ; » or « , », and a quote that opens a cell closes it too"),
            _("open the file in a spreadsheet and export it again as CSV"),
            line=max(line, 1),
        )
        return None
    if not rows:
        _report_empty(source)
        return None
    return rows


def _rate_separator(line: str, separator: str) -> tuple[int, int]:
    cells = [fold(cell.strip(' "')) for cell in line.split(separator)]
    return sum(cell in map(fold, _HEADS) for cell in cells), len(cells)


def _clean(cell: str) -> str:
    return INVISIBLE.sub("", cell).strip()


def _report_empty(source: Source) -> None:
    source.report(
        "empty-data",
        _("the file holds no figures"),
        _("a row of column heads: rubrique, détail, then the years; then one row for each count"),
        _("write the figures, or remove « chiffres » from the organism's file"),
    )


def _read_heads(source: Source, line: int, heads: list[str], this_year: int) -> Columns | None:
    """Return which column holds what; None, and problems, where that is not clear."""
    before = len(source.problems)
    places: dict[str, int] = {}
    for index, head in enumerate(heads):
        known = next((name for name in _HEADS if fold(name) == fold(head)), None)
        name = known or head
        if not name:
            continue  # what stands below it is reported there
        if known is None and not _is_year(head, this_year):
            _report_head(source, line, index, head, this_year)
        elif name in places:
            source.report(
                "duplicate-column",
                _("the column « {name} » stands twice").format(name=name),
                _("each column once"),
                _("keep one of the two"),
                line=line,
                column=index + 1,
                key=head,
            )
        places.setdefault(name, index)
    years = {int(name): index for name, index in places.items() if _is_year(name, this_year)}
    is_meant = any(find_nearest(name, _HEADS) == "rubrique" for name in places)
    for is_missing, name in ((not is_meant, "rubrique"), (not years, _("a year"))):
        if is_missing:
            source.report(
                "missing-column",
                _("there is no column « {name} »").format(name=name),
                _("a row of column heads: rubrique, détail, then the years"),
                _("add the column to the first row"),
                line=line,
            )
    if any(p.severity == "error" for p in source.problems[before:]):
        return None
    return Columns(
        places["rubrique"], places.get("détail"), places.get("source"), dict(sorted(years.items()))
    )


def _is_year(head: str, this_year: int) -> bool:
    return re.fullmatch(r"[0-9]{4}", head) is not None and FIRST_YEAR <= int(head) <= this_year


def _report_head(source: Source, line: int, index: int, head: str, this_year: int) -> None:
    nearest = find_nearest(head, _HEADS)
    source.report(
        "unknown-column",
        _("the column « {name} » is no year").format(name=head[:80]),
        _("rubrique, détail, source, or a year from {first} to {last}").format(
            first=FIRST_YEAR, last=this_year
        ),
        _("write « {nearest} »").format(nearest=nearest)
        if nearest
        else _("correct the year, or remove the column"),
        line=line,
        column=index + 1,
        key=head[:80],
    )


def read_activities(
    project: Project, organisms: Iterable[Organism], this_year: int
) -> tuple[dict[str, Activity], list[Source]]:
    """Read the figures of all organisms.

    Returns:
        The figures by slug of the organism, and the files with their problems.
    """
    activities: dict[str, Activity] = {}
    owners: dict[str, Organism] = {}
    sources: list[Source] = []
    for organism in organisms:
        source, activity = read_activity(project, organism, this_year)
        if source is None:
            continue
        sources.append(source)
        if (owner := owners.setdefault(source.path, organism)) is not organism:
            source.report(
                "shared-figures",
                _("« {first} » and « {second} » name the same figures").format(
                    first=owner.fields.name, second=organism.fields.name
                ),
                _("a file of its own for each organism: shared figures would count twice"),
                _("correct « chiffres » in one of the two files"),
            )
        elif activity is not None:
            activities[organism.slug] = activity
    return activities, sources
