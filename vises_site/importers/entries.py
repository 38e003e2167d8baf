"""The columns of an export, brought together by question."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vises_site.importers.fields import Column, Field, Product
from vises_site.importers.limesurvey import NOT_SHOWN
from vises_site.importers.naming import Name, name_questions
from vises_site.importers.products import Export
from vises_site.model.vocabulary import fold


@dataclass(frozen=True, slots=True)
class Entry:
    """The columns of one question.

    Attributes:
        name: Its id, and the other names by which it can be kept.
        fields: What each of its columns holds.
        columns: The columns, without what the export writes where a question was not shown.
    """

    name: Name
    fields: tuple[Field, ...]
    columns: tuple[Column, ...]

    @property
    def field(self) -> Field:
        """What the first column holds."""
        return self.fields[0]


def list_entries(export: Export) -> list[Entry]:
    """Bring together the columns of each question, and give it its name."""
    grouped: dict[tuple[str, bool], list[int]] = {}
    for place, found in enumerate(export.fields):
        grouped.setdefault((found.question, found.kind == "option"), []).append(place)
    names = name_questions(
        [
            (question, [export.columns[p].heading for p in places], export.fields[places[0]])
            for (question, _is_option), places in grouped.items()
        ]
    )
    entries = []
    for name, places in zip(names, grouped.values(), strict=True):
        fields = tuple(export.fields[place] for place in places)
        columns = tuple(_clean(export.columns[place], export.product) for place in places)
        entries.append(Entry(name, fields, columns))
    return entries


def _clean(column: Column, product: Product) -> Column:
    """Return a column without what LimeSurvey writes where a question was not shown."""
    if product != "limesurvey" or not {fold(v) for v in set(column.values)} & NOT_SHOWN:
        return column
    cells = tuple("" if fold(value) in NOT_SHOWN else value for value in column.values)
    return replace(column, values=cells)


def pool_grids(entries: Sequence[Entry]) -> dict[str, Counter[str]]:
    """Count the answers to all rows of each grid together."""
    grids: dict[str, Counter[str]] = {}
    for entry in entries:
        if entry.field.grid:
            pool = grids.setdefault(entry.field.grid, Counter())
            pool.update(value for value in entry.columns[0].values if value)
    return grids
