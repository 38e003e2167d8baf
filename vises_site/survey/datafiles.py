"""Exports of answers as columns of text: CSV in any usual form, XLSX, ODS."""

import csv
import io
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from vises_site.language import gettext as _
from vises_site.load.encodings import find_encoding
from vises_site.load.sources import Source
from vises_site.model.vocabulary import fold
from vises_site.survey.workbooks import unpack_workbook

if TYPE_CHECKING:
    import polars as pl

SEPARATORS = (";", ",", "\t", "|")
WORKBOOKS = (".xlsx", ".ods")
MAXIMUM_COLUMNS = 20_000
_CHUNK_ROWS = 20_000
_SEPARATOR_LINE = re.compile(r'\s*"?sep=(.)"?\s*', re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class DataTable:
    """The columns of an export that a codebook knows.

    Attributes:
        names: Heads of all columns, as written.
        frame: The columns that are wanted, all of them text, named by their index.
        lines: Line of the file on which each row begins, from 1.
    """

    names: tuple[str, ...]
    frame: "pl.DataFrame"
    lines: "array[int]"


def read_table(
    path: Path, content: bytes, source: Source, wanted: frozenset[str]
) -> DataTable | None:
    """Read the columns that a codebook may know.

    Args:
        path: The file, by whose ending it is told what it is.
        content: Its bytes.
        source: Receives the problems.
        wanted: Heads of columns that are looked for, folded.
    """
    is_workbook = path.suffix.lower() in WORKBOOKS
    if is_workbook:
        unpacked = unpack_workbook(path)
        if unpacked is None:
            source.report(
                "invalid-file",
                _("« {name} » is not what its name says").format(name=path.name),
                _("a file of the kind {suffix}").format(suffix=path.suffix.lower()),
                _("export it again from the program in which it was made"),
            )
            return None
        content, encoding = unpacked, "utf-8"
    else:
        encoding = find_encoding(content) or _report_encoding(source)
    if not encoding or not content.strip(b"\xef\xbb\xbf\xff\xfe\0\r\n\t ,;"):
        if encoding:
            _report_empty(source)
        return None
    text = io.TextIOWrapper(io.BytesIO(content), encoding, newline="")
    separator = "," if is_workbook else _find_separator(text, wanted)
    reader = csv.reader(text, delimiter=separator, strict=True)
    try:
        return _parse_rows(reader, source, wanted, numbers_rows=is_workbook)
    except csv.Error:
        source.report(
            "unreadable-row",
            _("from this row on, quotes and separators cannot be understood"),
            _(
                "a quote that opens a cell closes it too, and cells of at most {count} characters"
            ).format(count=csv.field_size_limit()),
            _("open the file in a spreadsheet and export it again as CSV"),
            line=max(reader.line_num, 1),
        )
        return None


def _report_encoding(source: Source) -> str:
    source.report(
        "encoding",
        _("the file's characters cannot be read"),
        _("CSV in UTF-8, UTF-16 or Windows-1252"),
        _("export it again, as CSV in UTF-8"),
    )
    return ""


def _report_empty(source: Source) -> None:
    source.report(
        "empty-data",
        _("the file holds no answers"),
        _("a row of column heads, then one row a person"),
        _("export the answers again"),
    )


def _find_separator(text: io.TextIOWrapper, wanted: frozenset[str]) -> str:
    """Return what separates cells: what gives most of the wanted heads, or else most cells.

    The text is left where its heads begin: Excel's own `sep=;` line is passed over.
    """
    first = text.readline(1_000_000)
    if match := _SEPARATOR_LINE.fullmatch(first):
        return match[1]
    text.seek(0)

    def rate(separator: str) -> tuple[int, int]:
        try:
            cells = next(csv.reader([first], delimiter=separator), [])
        except csv.Error:
            return 0, 0
        return sum(fold(cell) in wanted for cell in cells), len(cells)

    return max(SEPARATORS, key=rate)


def _parse_rows(
    reader: Iterator[list[str]], source: Source, wanted: frozenset[str], *, numbers_rows: bool
) -> DataTable | None:
    heads: list[str] = next((row for row in reader if any(cell.strip() for cell in row)), [])
    while heads and not heads[-1].strip():
        heads.pop()
    if len(heads) > MAXIMUM_COLUMNS:
        source.report(
            "data-too-large",
            _("the file has {count} columns").format(count=len(heads)),
            _("at most {count} columns").format(count=MAXIMUM_COLUMNS),
            _("keep only the answers of this evaluation"),
        )
        return None
    names = tuple(head.strip().removeprefix("\ufeff") for head in heads)
    indexes = [i for i, name in enumerate(names) if fold(name) in wanted]
    ragged = _Ragged(len(names))
    lines = array("l")
    frame = _collect(_number(reader, numbers_rows), indexes, ragged, lines)
    ragged.report(source)
    if not lines:
        _report_empty(source)
        return None
    return DataTable(names, frame, lines)


def _number(reader: Iterator[list[str]], numbers_rows: bool) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not empty with its first line; of a sheet, with its number."""
    line = 2 if numbers_rows else reader.line_num + 1  # type: ignore[attr-defined]
    for row in reader:
        if any(row):
            yield line, row
        line = line + 1 if numbers_rows else reader.line_num + 1  # type: ignore[attr-defined]


class _Ragged:
    """Rows whose cells are not as many as the heads."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.found: dict[int, list[int]] = {}

    def straighten(self, line: int, row: list[str]) -> list[str]:
        """Return a row of the right width; what does not fit is remembered."""
        if len(row) > self.width and not any(row[self.width :]):
            return row[: self.width]
        self.found.setdefault(len(row), [line, 0])[1] += 1
        return [*row, *[""] * (self.width - len(row))]

    def report(self, source: Source) -> None:
        """Report one problem for each wrong number of cells."""
        for width, (line, count) in sorted(self.found.items()):
            source.report(
                "ragged-row",
                _("{count} row(s) have {width} cells, this one first").format(
                    count=count, width=width
                ),
                _("{width} cells, as many as there are heads").format(width=self.width),
                _("look for a separator inside an answer, or a line break, and export again"),
                line=line,
            )


def _collect(
    rows: Iterator[tuple[int, list[str]]],
    indexes: list[int],
    ragged: _Ragged,
    lines: "array[int]",
) -> "pl.DataFrame":
    """Return the wanted cells, a chunk of rows at a time: strings of Python are large."""
    import polars as pl

    names = [str(index) for index in indexes]
    schema = dict.fromkeys(names, pl.String)
    pick = itemgetter(*indexes) if len(indexes) > 1 else None
    chunks = [pl.DataFrame(schema=schema)]
    while chunk := list(islice(rows, _CHUNK_ROWS)):
        lines.extend(line for line, _row in chunk)
        straight = [
            row if len(row) == ragged.width else ragged.straighten(line, row) for line, row in chunk
        ]
        if not indexes:
            continue
        picked = [pick(row) for row in straight] if pick else [(r[indexes[0]],) for r in straight]
        columns = dict(zip(names, zip(*picked, strict=True), strict=True))
        chunks.append(pl.DataFrame(columns, schema=schema))
    return pl.concat(chunks)
