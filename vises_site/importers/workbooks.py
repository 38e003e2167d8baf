"""Workbooks in XLSX and ODS, looked at before they are unpacked."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from vises_site.language import gettext as _
from vises_site.load.files import MAXIMUM_MEMBERS, MAXIMUM_UNPACKED_BYTES
from vises_site.load.sources import Source
from vises_site.text.invisible import INVISIBLE

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How older workbooks begin, and those that a password locks."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")
MAXIMUM_CELLS = 30_000_000
"""Cells of the rectangle that holds all cells of a sheet: it is kept in memory whole."""
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
)
"""What unpacking a damaged archive may raise."""
_BLOCK_BYTES = 1 << 20
_CELL = re.compile(rb'<(?:\w+:)?c [^>]{0,80}?\br="([A-Z]{1,3})(\d{1,7})"')
_PART = re.compile(rb"<table:(?:covered-)?table-(row|cell)((?:\s[^<>]*)?/?)>")
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d{1,9})"')
_SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]|table:formula=")


@dataclass(frozen=True, slots=True)
class Workbook:
    """One sheet of a workbook.

    Attributes:
        rows: Its rows with their numbers, from 1.
        name: Its name.
        others: Names of the other sheets.
        has_formulas: Whether a sheet of the workbook holds formulas.
    """

    rows: list[tuple[int, list[str]]]
    name: str
    others: tuple[str, ...]
    has_formulas: bool


def read_workbook(source: Source, content: bytes, wanted: str = "") -> Workbook | None:
    """Return a sheet of a workbook, or None after a problem.

    Numbers come with a point, dates as `2024-05-14`; of formulas comes the result that was last
    computed, nothing is computed here.
    """
    if content.startswith(OLE):
        _report_old(source, is_locked=_LOCKED in content)
        return None
    has_formulas = _inspect(source, content)
    if has_formulas is None:
        return None
    # Loading them takes a moment that other commands need not wait
    import fastexcel

    try:
        book = fastexcel.read_excel(content)
        names = list(book.sheet_names)
        name = find_sheet(source, names, wanted)
        if name is None:
            return None
        loaded = book.load_sheet(name, header_row=None, dtypes="string")
        frame = loaded.to_polars()
    except fastexcel.FastExcelError:
        _report_broken(source)
        return None
    rows = [
        (line, [INVISIBLE.sub("", cell).strip() if cell else "" for cell in row])
        for line, row in enumerate(frame.iter_rows(), start=1)
    ]
    return Workbook(rows, name, tuple(n for n in names if n != name), has_formulas)


def find_sheet(source: Source, names: list[str], wanted: str) -> str | None:
    """Return the name of the sheet to read: the one that is wanted, else the first."""
    if not wanted and names:
        return names[0]
    folded = {name.strip().casefold(): name for name in names}
    if found := folded.get(wanted.strip().casefold()):
        return found
    source.report(
        "unknown-sheet",
        _("there is no sheet « {name} »").format(name=wanted),
        _("one of: {words}").format(words=", ".join(names)),
        _("give the name of a sheet of this workbook"),
    )
    return None


def _inspect(source: Source, content: bytes) -> bool | None:
    """Look for what would fill the memory; tell whether there are formulas, None if refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if (
                sum(member.file_size for member in members) > MAXIMUM_UNPACKED_BYTES
                or len(members) > MAXIMUM_MEMBERS
            ):
                _report_large(source)
                return None
            names = {member.filename for member in members}
            if _is_locked(archive, names):
                _report_old(source, is_locked=True)
                return None
            sheets = [n for n in sorted(names) if _SHEETS.fullmatch(n) or n == "content.xml"]
            sizes = [_measure(archive, name) for name in sheets]
    except _BROKEN:
        _report_broken(source)
        return None
    if any(cells > MAXIMUM_CELLS for cells, _formulas in sizes):
        _report_large(source)
        return None
    return any(has_formulas for _cells, has_formulas in sizes)


def _is_locked(archive: zipfile.ZipFile, names: set[str]) -> bool:
    manifest = "META-INF/manifest.xml"
    return any(member.flag_bits & 1 for member in archive.infolist()) or (
        manifest in names and b"encryption-data" in archive.read(manifest)
    )


def _measure(archive: zipfile.ZipFile, name: str) -> tuple[int, bool]:
    """Return how many cells the rectangle around a sheet's cells has, and if there are formulas."""
    extent = _OpenExtent() if name == "content.xml" else _Extent()
    has_formulas = False
    for block in _read_blocks(archive, name):
        has_formulas = has_formulas or _FORMULA.search(block) is not None
        extent.add(block)
    return extent.row * extent.column, has_formulas


@dataclass(slots=True)
class _Extent:
    """The last row and column of a sheet in XLSX that hold a cell."""

    row: int = 0
    column: int = 0

    def add(self, block: bytes) -> None:
        for letters, digits in _CELL.findall(block):
            self.row = max(self.row, int(digits))
            self.column = max(self.column, _count_columns(letters))


@dataclass(slots=True)
class _OpenExtent(_Extent):
    """The same of ODS, where rows and cells may be said to stand there many times."""

    first_row: int = 0
    times: int = 0
    place: int = 0

    def add(self, block: bytes) -> None:
        for kind, attributes in _PART.findall(block):
            repeated = _REPEATED.search(attributes)
            times = int(repeated[1]) if repeated else 1
            if kind == b"row":
                self.first_row, self.times, self.place = self.first_row + self.times, times, 0
                continue
            self.place += times
            if not attributes.endswith(b"/"):
                self.row = max(self.row, self.first_row + self.times)
                self.column = max(self.column, self.place)


def _read_blocks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Yield a member in pieces that end between two tags."""
    with archive.open(name) as member:
        rest = b""
        while block := member.read(_BLOCK_BYTES):
            whole, mark, rest = (rest + block).rpartition(b">")
            yield whole + mark


def _count_columns(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _report_large(source: Source) -> None:
    source.report(
        "data-too-large",
        _("the workbook is too large, once unpacked"),
        _("at most {count} cells").format(count=MAXIMUM_CELLS),
        _("copy the answers alone into a new workbook, and save that one"),
    )


def _report_broken(source: Source) -> None:
    source.report(
        "invalid-file",
        _("the workbook cannot be opened"),
        _("an export in CSV, XLSX or ODS"),
        _("export the answers again from the program in which they were collected"),
    )


def _report_old(source: Source, *, is_locked: bool) -> None:
    source.report(
        "invalid-file",
        _("a password locks the workbook") if is_locked else _("this is an old workbook (.xls)"),
        _("an export in CSV, XLSX or ODS"),
        _("open it in a spreadsheet program and save it as XLSX, without a password"),
    )
