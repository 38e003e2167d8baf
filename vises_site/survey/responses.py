"""Everyone's answers: an export read beside its codebook."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from vises_site.language import gettext as _
from vises_site.load.sources import Source
from vises_site.model.codebook import Codebook, Question
from vises_site.model.vocabulary import find_nearest
from vises_site.survey.columns import Place, find_places
from vises_site.survey.datafiles import DataTable
from vises_site.survey.matching import Matcher, is_formula, is_silent, parse_number, parse_tick
from vises_site.survey.tables import MISSING, Answers, Choices, Measures, Responses, Ticks
from vises_site.survey.tabulation import find_answered

if TYPE_CHECKING:
    import polars as pl

MOST_VALUES = 20
"""Unknown answers of one column that are told one by one."""

_UNKNOWN = -2
_FORMULAS = r"^[=@\t\r]|^[+-].*[(!|]"


def parse_responses(codebook: Codebook, table: DataTable, source: Source) -> Responses | None:
    """Turn the text of an export into answers; None where a problem of the file hinders it.

    Values are codes or labels. What fits no answer is a problem of its column, grouped by value,
    with the first row and the number of rows.
    """
    before = len(source.problems)
    places = find_places(codebook, table.names, source)
    reader = _Reader(table, source)
    answers: dict[str, Answers] = {}
    for question in codebook.questions:
        place = places.get(question.id)
        if place is None:
            continue
        if question.type == "texte":
            reader.check_texts(place)
            continue
        answers[question.id] = reader.read(place)
        if not find_answered(answers[question.id]).any():
            _report_silence(source, question, place)
    if any(problem.severity == "error" for problem in source.problems[before:]):
        return None
    return Responses(len(table.lines), answers)


def _report_silence(source: Source, question: Question, place: Place) -> None:
    column = place.column if place.column is not None else min(place.options.values())
    source.report(
        "no-answers",
        _("nobody answered « {id} »").format(id=question.id),
        _("at least one answer"),
        _("check the column, or remove the question from the codebook"),
        column=column + 1,
        key=question.id,
        severity="warning",
    )


class _Reader:
    """Reads columns of one table; each distinct text is looked at once."""

    def __init__(self, table: DataTable, source: Source) -> None:
        self.table, self.source = table, source

    def read(self, place: Place) -> Answers:
        """Return the answers to one question that is not an open one."""
        question, matcher = place.question, Matcher(place.question.modalities)
        if question.type == "nombre":
            return self._read_numbers(place)
        if place.options:
            return self._read_options(place)
        if question.type == "choix-multiple":
            return self._read_several(place, matcher)
        ranks = self._map(place, matcher.find, np.int16, MISSING, _UNKNOWN)
        self._report_unknown(place, place.column, ranks == _UNKNOWN, matcher.labels)
        return Choices(np.where(ranks == _UNKNOWN, MISSING, ranks).astype(np.int16))

    def check_texts(self, place: Place) -> None:
        """Report open answers that a spreadsheet would run."""
        column = self._column(place.column)
        flagged = column.str.contains(_FORMULAS).fill_null(value=False).to_numpy()
        if flagged.any():
            first = int(np.flatnonzero(flagged)[0])
            self._report_formula(place, place.column, column[first], first, int(flagged.sum()))

    def _column(self, index: int | None) -> "pl.Series":
        return self.table.frame[str(index)]

    def _map(
        self,
        place: Place,
        parse: Callable[[str], Any],
        dtype: Any,
        silent: Any,
        unknown: Any,
        index: int | None = None,
    ) -> npt.NDArray[Any]:
        """Return what each cell of a column stands for."""
        import polars as pl

        column = self._column(place.column if index is None else index)
        texts = column.unique(maintain_order=True).to_list()
        values = []
        for text in texts:
            value = parse(text) if text else None
            if value is None:
                value = silent if not text or is_silent(text) else unknown
            values.append(value)
        return column.replace_strict(texts, pl.Series(np.array(values, dtype=dtype))).to_numpy()

    def _read_numbers(self, place: Place) -> Measures:
        values = self._map(place, parse_number, np.float64, np.nan, np.inf)
        flagged = np.isinf(values)
        self._report_unknown(place, place.column, flagged, None)
        return Measures(np.where(flagged, np.nan, values))

    def _read_options(self, place: Place) -> Ticks:
        """Return ticks from one column for each answer; who filled none did not answer."""
        height = len(self.table.lines)
        chosen = np.zeros((height, len(place.options)), dtype=np.bool_)
        answered = np.zeros(height, dtype=np.bool_)
        for rank, index in sorted(place.options.items()):
            parse = partial(parse_tick, modality=place.question.modalities[rank])
            ticks = self._map(place, parse, np.int16, MISSING, _UNKNOWN, index)
            self._report_unknown(place, index, ticks == _UNKNOWN, ["1", "0"])
            chosen[:, rank] = ticks == 1
            answered |= ticks >= 0
        return Ticks(chosen, answered)

    def _read_several(self, place: Place, matcher: Matcher) -> Ticks:
        """Return ticks from one column that names all answers of a person."""
        found: list[set[int]] = []

        def parse(text: str) -> int | None:
            if is_silent(text) and matcher.find(text) is None:
                return None
            ranks, unknown = matcher.find_several(text)
            if unknown:
                return None
            found.append(ranks)
            return len(found) - 1

        kinds = self._map(place, parse, np.int64, MISSING, _UNKNOWN)
        self._report_unknown(place, place.column, kinds == _UNKNOWN, matcher.labels)
        answered = kinds >= 0
        chosen = np.zeros((len(kinds), len(place.question.modalities)), dtype=np.bool_)
        if found:
            ticked = np.zeros((len(found), chosen.shape[1]), dtype=np.bool_)
            for kind, ranks in enumerate(found):
                ticked[kind, sorted(ranks)] = True
            chosen[answered] = ticked[kinds[answered]]
        return Ticks(chosen, answered)

    def _report_unknown(
        self,
        place: Place,
        index: int | None,
        flagged: npt.NDArray[np.bool_],
        expected: Iterable[str] | None,
    ) -> None:
        """Report what fits no answer, one problem for each text, the first rows first."""
        if not flagged.any():
            return
        rows = np.flatnonzero(flagged)
        texts = self._column(index).gather(rows).to_list()
        seen: dict[str, tuple[int, int]] = {}
        for row, text in zip(rows.tolist(), texts, strict=True):
            first, count = seen.get(text, (row, 0))
            seen[text] = (first, count + 1)
        for text, (row, count) in list(seen.items())[:MOST_VALUES]:
            if is_formula(text):
                self._report_formula(place, index, text, row, count)
            else:
                self._report_value(place, index, text, row, count, expected)
        if len(seen) > MOST_VALUES:
            self._report_value(
                place,
                index,
                _("{count} other texts").format(count=len(seen) - MOST_VALUES),
                list(seen.values())[MOST_VALUES][0],
                sum(count for _row, count in list(seen.values())[MOST_VALUES:]),
                expected,
            )

    def _report_value(
        self,
        place: Place,
        index: int | None,
        text: str,
        row: int,
        count: int,
        expected: Iterable[str] | None,
    ) -> None:
        labels = list(expected or ())
        nearest = find_nearest(text[:80], labels) if labels else None
        self.source.report(
            "unknown-answer" if labels else "not-a-number",
            _("« {text} » in the column « {name} », {count} row(s), this one first").format(
                text=_abridge(text), name=self.table.names[index or 0], count=count
            ),
            _("one of: {words}").format(words=", ".join(labels[:12])) if labels else _("a number"),
            _("write « {nearest} », or add the answer to the codebook").format(nearest=nearest)
            if nearest
            else _("correct the cells, or the codebook"),
            line=self.table.lines[row],
            column=(index or 0) + 1,
            key=place.question.id,
        )

    def _report_formula(
        self, place: Place, index: int | None, text: str, row: int, count: int
    ) -> None:
        is_open = place.question.type == "texte"
        self.source.report(
            "formula-cell",
            _("« {text} » in the column « {name} » looks like a formula ({count} row(s))").format(
                text=_abridge(text), name=self.table.names[index or 0], count=count
            ),
            _("answers as text and numbers: formulas are never computed"),
            _("write what the cell should show, or put an apostrophe before it"),
            line=self.table.lines[row],
            column=(index or 0) + 1,
            key=place.question.id,
            severity="warning" if is_open else "error",
        )


def _abridge(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:57] + "…"
