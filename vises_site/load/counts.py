"""The rows of an organism's figures: what each counts, and its numbers."""

import re
from dataclasses import dataclass

from vises_site.language import gettext as _
from vises_site.load.sources import Source
from vises_site.model.activity import RUBRICS, Activity, Row, Rubric
from vises_site.model.vocabulary import find_nearest, fold

LONGEST_SOURCE = 280
LARGEST_NUMBER = 1e12

_UNKNOWN = ("", "-", "–", "—", "nd", "n.d.")
_ERRORS = ("#ref!", "#div/0!", "#n/a", "#value!", "#valeur!", "#nom?", "#name?", "#nul!", "#num!")
_SPACES = re.compile(r"[\s\u00a0\u202f'’]|€$")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_SYNONYMS = {
    fold("sorties vers l'emploi"): ("sorties", "vers l'emploi"),
    fold("sorties vers une formation qualifiante"): ("sorties", "vers une formation qualifiante"),
    fold("heures de formation"): ("heures", ""),
    fold("heures d'accompagnement"): ("heures", ""),
}
_DETAIL_SYNONYMS = {
    fold("ris"): "revenu d'intégration",
    fold("revenu-d'intégration-sociale"): "revenu d'intégration",
    fold("allocations-de-chômage"): "chômage",
    fold("emploi-durable"): "emploi",
}
_EXIT_SYNONYMS = {
    fold("emploi"): "vers l'emploi",
    fold("formation-qualifiante"): "vers une formation qualifiante",
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what, by its index.

    Attributes:
        rubric: What is counted.
        detail: Its detail; None where there is no such column.
        source: Whence the numbers are; None where there is no such column.
        years: The column of each year, in order of time.
    """

    rubric: int
    detail: int | None
    source: int | None
    years: dict[int, int]


class CountTable:
    """Rows as they are read, and what is wrong with them."""

    def __init__(self, source: Source, heads: list[str], columns: Columns) -> None:
        self.source, self.heads, self.columns = source, heads, columns
        self.rows: dict[tuple[Rubric, str], tuple[int, tuple[float | None, ...]]] = {}
        self.sources: list[str] = []

    def add(self, line: int, cells: list[str]) -> None:
        """Read one row."""
        for index, cell in enumerate(cells):
            if cell and (index >= len(self.heads) or not self.heads[index]):
                self._report(
                    line,
                    index,
                    "ragged-row",
                    _("« {name} » stands under no column head").format(name=cell[:80]),
                    _("{width} cells, as many as there are heads").format(width=len(self.heads)),
                    _("put numbers with a comma between quotes, or separate cells by « ; »"),
                )
        cells = [*cells, *[""] * (len(self.heads) - len(cells))]
        self._add_source(cells)
        counted = self._find_rubric(line, cells)
        if counted is None:
            return
        counts = tuple(
            self._parse_number(line, index, cells[index], counted[0])
            for index in self.columns.years.values()
        )
        if counted in self.rows:
            name = " – ".join(part for part in (counted[0].name, counted[1]) if part)
            self._report(
                line,
                self.columns.rubric,
                "duplicate-row",
                _("« {name} » already stands in line {line}").format(
                    name=name, line=self.rows[counted][0]
                ),
                _("one row for each rubric and detail"),
                _("keep one of the two, or correct its detail"),
            )
            return
        self.rows[counted] = line, counts

    def check_sums(self) -> None:
        """Report details that add up to more than the total of their year."""
        for (rubric, detail), (line, totals) in self.rows.items():
            parts = [c for (r, d), (_l, c) in self.rows.items() if r is rubric and d]
            for place, total in enumerate(totals if not detail else ()):
                together = sum(counts[place] or 0 for counts in parts)
                if total is not None and round(together - total, 2) > 0:
                    self._report(
                        line,
                        list(self.columns.years.values())[place],
                        "sum-too-large",
                        _("the details of « {name} » add up to {sum}, more than {total}").format(
                            name=rubric.name, sum=_write(together), total=_write(total)
                        ),
                        _("details that add up to the total, or to less"),
                        _("correct one of the numbers, or count each person in one detail only"),
                    )

    def build(self) -> Activity:
        """Return the figures, in the order of the vocabulary, without years that hold none."""
        rows = [
            Row(rubric, detail, self.rows[rubric, detail][1])
            for rubric in RUBRICS
            for detail in ("", *rubric.details)
            if (rubric, detail) in self.rows
        ]
        years = list(self.columns.years)
        told = [i for i in range(len(years)) if any(row.counts[i] is not None for row in rows)]
        kept = tuple(
            Row(row.rubric, row.detail, tuple(row.counts[index] for index in told)) for row in rows
        )
        return Activity(tuple(years[i] for i in told), kept, " ; ".join(self.sources))

    def _add_source(self, cells: list[str]) -> None:
        place = self.columns.source
        if place is not None and cells[place] and cells[place] not in self.sources:
            self.sources.append(cells[place][:LONGEST_SOURCE])

    def _find_rubric(self, line: int, cells: list[str]) -> tuple[Rubric, str] | None:
        written = cells[self.columns.rubric]
        place = self.columns.detail
        detail = cells[place] if place is not None else ""
        meant = _SYNONYMS.get(fold(written))
        if meant and not (meant[1] and detail):
            written, detail = meant[0], meant[1] or detail
        rubric = next((r for r in RUBRICS if fold(r.name) == fold(written)), None)
        if rubric is None:
            names = [r.name for r in RUBRICS]
            what = _("no rubric is named « {name} »") if written else _("this row has no rubric")
            self._report_unknown(line, self.columns.rubric, "unknown-rubric", what, written, names)
            return None
        if not detail:
            return rubric, ""
        synonyms = _EXIT_SYNONYMS if rubric.name == "sorties" else _DETAIL_SYNONYMS
        detail = synonyms.get(fold(detail.replace(".", "")), detail)
        if fold(detail) in ("autre", "autres") and rubric.details:
            detail = rubric.details[-1]
        known = next((name for name in rubric.details if fold(name) == fold(detail)), None)
        if known is None:
            what = _("« {rubric} » has no detail « {name} »").replace("{rubric}", rubric.name)
            self._report_unknown(
                line, place or 0, "unknown-detail", what, detail, list(rubric.details)
            )
            return None
        return rubric, known

    def _parse_number(self, line: int, index: int, cell: str, rubric: Rubric) -> float | None:
        if fold(cell) in _UNKNOWN:
            return None
        plain = _SPACES.sub("", cell)
        found = _read_number(plain, rubric)
        if found is not None and 0 <= found <= LARGEST_NUMBER:
            return found
        if found is not None and found < 0:
            code, what = "negative-number", _("« {name} » is below zero")
            mend = _("write the number without its sign, or leave the cell empty")
        elif cell[0] in "=+@" or (cell[0] == "-" and found is None) or fold(cell) in _ERRORS:
            code, what = "formula-cell", _("« {name} » is a formula, or its error, not its result")
            mend = _("save the table as CSV from the spreadsheet, with values")
        else:
            code, what = "invalid-number", _("« {name} » is no number of this rubric")
            mend = _("write digits alone; leave the cell empty where nothing is known")
        expected = (
            _("a number such as 1234 or 1234,5")
            if rubric.decimals
            else _("a whole number such as 84")
        )
        self._report(line, index, code, what.format(name=cell[:80]), expected, mend)
        return None

    def _report_unknown(
        self, line: int, index: int, code: str, what: str, name: str, words: list[str]
    ) -> None:
        nearest = find_nearest(name, words)
        self._report(
            line,
            index,
            code,
            what.replace("{name}", name[:80]),
            _("one of: {words}").format(words=", ".join(words) or "—"),
            _("write « {nearest} »").format(nearest=nearest)
            if nearest
            else _("choose the one that is meant, or remove the row"),
        )

    def _report(
        self, line: int, index: int, code: str, what: str, expected: str, mend: str
    ) -> None:
        key = self.heads[index] if index < len(self.heads) else ""
        self.source.report(code, what, expected, mend, line=line, column=index + 1, key=key)


def _read_number(plain: str, rubric: Rubric) -> float | None:
    """Return a number as it is written in Belgium or in a program; None where it is none.

    A point before three digits separates thousands, but where people are counted in parts.
    """
    if rubric.unit != "équivalents temps plein" and _THOUSANDS.fullmatch(plain):
        is_plain = "," not in plain or not rubric.decimals
        return float(re.sub("[.,]", "", plain)) if is_plain else None
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d+", plain):
        plain = plain.replace(".", "")
    if not _NUMBER.fullmatch(plain) or not plain.isascii():
        return None
    value = float(plain.replace(",", "."))
    return value if round(value, rubric.decimals) == value else None


def _write(value: float) -> str:
    return f"{round(value, 2):g}".replace(".", ",") if value < 1e5 else f"{value:.0f}"
