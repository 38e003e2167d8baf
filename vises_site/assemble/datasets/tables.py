"""What a table of open data is: columns that say what they hold, and rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

CellType = Literal["string", "integer", "number", "boolean", "date", "yearmonth"]
"""Types of Table Schema, of which a cell is one or empty."""

SEPARATOR = " | "
"""Stands between several values of one cell."""


@dataclass(frozen=True, slots=True)
class Link:
    """A page or file of the site, whose address is known when the site is rendered.

    Attributes:
        uri: Its place below the site, a page's as Markdown: `temoignages/luc.md`.
    """

    uri: str


Cell = str | int | float | bool | date | Link | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        name: Its head in the file.
        title: What it is called in a sentence.
        description: What its cells mean, in plain French; empty where the title says it all.
        type: What its cells hold.
    """

    name: str
    title: str
    description: str = ""
    type: CellType = "string"


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table of open data.

    Attributes:
        name: Name of its file, without ending.
        title: What it is called.
        description: What one row is, in plain French.
        columns: Its columns, in order.
        rows: Its rows, each with one cell a column.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def join_values(values: Iterable[str]) -> str:
    """Return several values as one cell.

    >>> join_values(["SIS", "CISP"])
    'SIS | CISP'
    """
    return SEPARATOR.join(values)
