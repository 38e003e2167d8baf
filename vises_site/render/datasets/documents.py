"""Tables as files that a spreadsheet opens and a program reads.

A double click must do: communication officers open CSV in a French or Belgian spreadsheet, which
takes `;` for the end of a cell, `,` for the decimal mark, and only reads accents where the file
begins with a byte order mark. The descriptor beside the files says so to programs.
"""

import csv
import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from vises_site.assemble.datasets.evaluations import (
    build_evaluation_tables,
    describe_evaluation,
)
from vises_site.assemble.datasets.tables import Cell, DataTable, Link
from vises_site.model.evaluation import Evaluation
from vises_site.model.library import Results
from vises_site.text.spreadsheets import disarm_cell

DELIMITER, DECIMAL_MARK = ";", ","
BYTE_ORDER_MARK = "\ufeff"
YES, NO = "oui", "non"
MEDIA_TYPES = {"csv": "text/csv", "json": "application/json"}

OWN_NAMES = frozenset(["temoignages", "datapackage"])
"""Names of the site's own files of JSON, without ending."""

VOICE_FILES = ("temoignages.csv", "temoignages.json")
"""The files that show voices; the second says what the first says."""

FindAddress = Callable[[str], str]
"""Returns the address of a page or file of the site from its uri."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file of open data.

    Attributes:
        name: Its name, with its ending.
        title: What it is called.
        description: What it holds, in plain French.
        content: Its bytes.
        table: What it was written from; None for JSON.
    """

    name: str
    title: str
    description: str
    content: bytes
    table: DataTable | None = None

    @property
    def ending(self) -> str:
        """`csv` or `json`."""
        return self.name.rpartition(".")[2]

    @property
    def media_type(self) -> str:
        """Its media type."""
        return MEDIA_TYPES[self.ending]

    @property
    def is_licensed(self) -> bool:
        """Whether a licence can let others do with it what they like: not with people's voices."""
        return self.name not in VOICE_FILES

    @property
    def digest(self) -> str:
        """SHA-256 of its bytes."""
        return hashlib.sha256(self.content).hexdigest()


def render_table(table: DataTable, find_address: FindAddress = str) -> Document:
    """Return a table as CSV."""
    written = io.StringIO(BYTE_ORDER_MARK)
    written.seek(0, io.SEEK_END)
    writer = csv.writer(written, delimiter=DELIMITER)
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_write_cell(cell, find_address) for cell in row] for row in table.rows)
    content = written.getvalue().encode()
    return Document(f"{table.name}.csv", table.title, table.description, content, table)


def _write_cell(cell: Cell, find_address: FindAddress) -> str:
    """Return a cell as French spreadsheets read it.

    >>> [_write_cell(cell, str) for cell in (None, True, 12.5, 3.0, 1234, "=1+1")]
    ['', 'oui', '12,5', '3', '1234', "'=1+1"]
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return YES if cell else NO
    if isinstance(cell, float):
        return f"{cell:.2f}".rstrip("0").rstrip(".").replace(".", DECIMAL_MARK)
    if isinstance(cell, Link):
        return disarm_cell(find_address(cell.uri))
    if isinstance(cell, date):
        return cell.isoformat()
    return disarm_cell(cell) if isinstance(cell, str) else str(cell)


def render_json(name: str, title: str, description: str, members: Any) -> Document:
    """Return a document of JSON."""
    content = (json.dumps(members, ensure_ascii=False, indent=2) + "\n").encode()
    return Document(name, title, description, content)


def render_evaluation(evaluation: Evaluation, results: Results) -> tuple[Document, ...]:
    """Return the files of an evaluation: its tables, then the whole of it in JSON."""
    tables = build_evaluation_tables(evaluation, results)
    whole = render_json(
        name_evaluation(evaluation.slug),
        "L’évaluation entière",
        "De la question aux effets : ce que dit la page de l’évaluation, pour un programme.",
        describe_evaluation(evaluation),
    )
    return (*map(render_table, tables), whole)


def name_evaluation(slug: str) -> str:
    """Return the name of an evaluation's JSON, which is none of the site's own.

    >>> name_evaluation("accueil"), name_evaluation("datapackage")
    ('accueil.json', 'datapackage.evaluation.json')
    """
    return f"{slug}.evaluation.json" if slug in OWN_NAMES else f"{slug}.json"
