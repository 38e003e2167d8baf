"""Texts with separators: their encoding and their separator are found out."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from vises_site.language import gettext as _
from vises_site.load.encodings import find_encoding
from vises_site.load.files import MAXIMUM_DATA_ROWS
from vises_site.load.sources import Source
from vises_site.text.invisible import INVISIBLE

SEPARATORS = ("\t", ";", "|", ",")
"""The likeliest first: commas stand in words and numbers too."""
_USUAL = ","
_ALIKE = 0.98
_SAMPLE_ROWS = 60
_DECLARATION = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""A first line by which spreadsheet programs are told the separator."""
_LONGEST_CELL = 1_000_000

Rows = list[tuple[int, list[str]]]


def decode(content: bytes) -> str | None:
    r"""Return a text of whatever encoding exports use, or None where it is none of them.

    Characters that nobody sees are left out: they would make two answers of one.

    >>> decode("é".encode("cp1252"))
    'é'
    """
    encoding = find_encoding(content)
    text = content.decode(encoding) if encoding else "\0"
    return None if _is_binary(text) else INVISIBLE.sub("", text)


def _is_binary(text: str) -> bool:
    return "\0" in text or sum(char < "\t" or "\r" < char < " " for char in text[:4096]) > 4


def parse_delimited(source: Source, content: bytes) -> Rows | None:
    """Return the rows of a text and the lines on which they begin, or None after a problem."""
    text = decode(content)
    if text is None:
        source.report(
            "encoding",
            _("the file is no text in an encoding that is known here"),
            _("UTF-8, or the usual encodings of Western Europe"),
            _("open the file in a spreadsheet program and save it as CSV in UTF-8"),
        )
        return None
    skipped = 0
    if declared := _DECLARATION.match(text):
        text, skipped = text[declared.end() :], 1
    separator = declared[1] if declared else find_separator(text)
    try:
        rows = list(_split(text, separator, skipped))
    except csv.Error as error:
        source.report(
            "invalid-file",
            _("the file cannot be read as CSV ({reason})").format(reason=error),
            _("an export in CSV, XLSX or ODS"),
            _("export the answers again from the program in which they were collected"),
        )
        return None
    if len(rows) > MAXIMUM_DATA_ROWS:
        source.report(
            "data-too-large",
            _("the file has too many rows"),
            _("at most {count} rows").format(count=MAXIMUM_DATA_ROWS),
            _("keep only the answers of this evaluation"),
        )
        return None
    return rows


def _split(text: str, separator: str, skipped: int = 0) -> Iterator[tuple[int, list[str]]]:
    """Yield the line on which each row begins, and its cells."""
    # The limit is the whole process's: other readers hold to theirs
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        line = 1
        for row in reader:
            yield line + skipped, [cell.strip() for cell in row]
            line = reader.line_num + 1
    finally:
        csv.field_size_limit(before)


def find_separator(text: str) -> str:
    r"""Return the separator that makes the first rows alike.

    >>> find_separator("a;b\n1,5;2\n")
    ';'
    """
    start = "".join(islice(io.StringIO(text, newline=""), _SAMPLE_ROWS * 3))
    shares = {separator: _measure(start, separator) for separator in SEPARATORS}
    for least in (_ALIKE, 0.5):
        for separator, share in shares.items():
            if share >= least:
                return separator
    return _USUAL


def _measure(start: str, separator: str) -> float:
    """Return which share of the rows is as wide as the headings; 0 for a single column."""
    try:
        widths = [len(row) for _line, row in _split(start, separator) if any(row)]
    except csv.Error:
        return 0
    if not widths or widths[0] < 2:
        return 0
    return widths.count(widths[0]) / len(widths)
