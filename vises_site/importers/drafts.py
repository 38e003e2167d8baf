"""A draft of answers and codebook, made of an export."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vises_site.importers.entries import Entry, list_entries, pool_grids
from vises_site.importers.fields import Answer, Column, Product
from vises_site.importers.guesses import Guess, guess_question, guess_row
from vises_site.importers.identifying import (
    Reason,
    find_identifying,
    find_reason,
    is_identifying,
)
from vises_site.importers.matching import match_answers, report_strangers
from vises_site.importers.multiples import (
    Ticks,
    find_unreadable,
    make_code,
    read_marks,
    split_cells,
)
from vises_site.importers.products import Export
from vises_site.language import gettext as _
from vises_site.load.sources import Source
from vises_site.model.codebook import QuestionType
from vises_site.model.vocabulary import find_nearest, fold
from vises_site.text.spreadsheets import FORMULA_STARTS, disarm_cell

_HEADING_CODE = re.compile(r"[\w.-]{1,40}", re.ASCII)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")


@dataclass(frozen=True, slots=True)
class DraftQuestion:
    """A question of the draft.

    Attributes:
        id: Its name.
        label: Its words.
        type: How it is answered.
        answers: Its answers in order; empty for numbers and words.
        unit: Unit of a number; empty for none.
        cells: Its columns in the data by their headings, a cell for each person.
        notes: What a person should look at; empty where nothing was guessed.
    """

    id: str
    label: str
    type: QuestionType
    answers: tuple[Answer, ...]
    unit: str
    cells: Mapping[str, Sequence[str]]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A question that is not written.

    Attributes:
        id: The name by which it can be kept.
        label: Its words.
        reason: Why.
    """

    id: str
    label: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Draft:
    """What is written, and what is told about it.

    Attributes:
        product: The program that the export comes from.
        title: The questionnaire's title; empty where nothing tells it.
        questions: In their order in the export.
        left_out: What is not written, in the same order.
        people: Rows of the export.
        silent: Rows in which nothing that is written was answered; they are not written.
    """

    product: Product
    title: str
    questions: tuple[DraftQuestion, ...]
    left_out: tuple[LeftOut, ...]
    people: int
    silent: int


def build_draft(source: Source, export: Export, kept: Sequence[str] = ()) -> Draft:
    """Make a draft of an export; columns that may tell who answered are left out.

    Args:
        source: Receives what is wrong with the export.
        export: The columns, and what they hold.
        kept: Names or headings of the questions to keep whatever they hold.
    """
    entries = list_entries(export)
    wanted = {fold(name) for name in kept}
    _check_wanted(source, kept, entries)
    grids = pool_grids(entries)
    questions, left_out = [], []
    for entry in entries:
        keeps = bool(wanted & entry.name.folded)
        grid = grids.get(entry.field.grid)
        result = _draft_entry(source, entry, export.lines, grid, keeps=keeps)
        if isinstance(result, LeftOut):
            left_out.append(result)
        else:
            questions.append(result)
    if not questions:
        source.report(
            "no-answers",
            _("nothing is left of the export once what may tell who answered is left out"),
            _("at least one question with answers to choose, or numbers"),
            _("look at the export; --keep keeps a column by its name"),
        )
    answered = [
        any(cells) for cells in zip(*(c for q in questions for c in q.cells.values()), strict=True)
    ]
    return Draft(
        export.product,
        export.title,
        tuple(questions),
        tuple(left_out),
        len(export.lines),
        len(export.lines) - sum(answered),
    )


def _check_wanted(source: Source, kept: Sequence[str], entries: Sequence[Entry]) -> None:
    """Report names to keep that no question has."""
    known = {name for entry in entries for name in entry.name.folded}
    for name in kept:
        if fold(name) not in known:
            nearest = find_nearest(name, (entry.name.id for entry in entries))
            source.report(
                "unknown-column",
                _("no question is called « {name} »").format(name=name),
                _("the name or the heading of a question of this export"),
                _("write « {nearest} »").format(nearest=nearest)
                if nearest
                else _("look for its name in the list of what was left out"),
            )


def _draft_entry(
    source: Source,
    entry: Entry,
    lines: Sequence[int],
    grid: Counter[str] | None,
    *,
    keeps: bool,
) -> DraftQuestion | LeftOut:
    if entry.field.kind == "option":
        return _draft_options(source, entry, lines)
    column, found = entry.columns[0], entry.field
    counts = Counter(value for value in column.values if value)
    if not counts:
        return LeftOut(entry.name.id, found.label, "empty")
    if found.kind == "choix-multiple" and entry.name.has_options:
        return LeftOut(entry.name.id, found.label, "summary")
    is_closed = found.is_certain and found.kind in ("choix-unique", "choix-multiple", "échelle")
    several = split_cells(found, column.values, counts) if found.separators else None
    headings = (entry.name.id, column.heading, found.label)
    reason = find_reason(found.kind, headings, counts, is_closed=is_closed)
    if reason in ("unique", None) and several and not is_closed:
        reason = None
    if reason and not keeps:
        return LeftOut(entry.name.id, found.label, reason)
    if several:
        report_strangers(source, found, column, lines, several.strangers)
        return _draft_cells(entry, several)
    if grid and not keeps and found.kind == "":
        guess = guess_row(found, counts, grid)
    else:
        guess = _settle_type(source, entry, counts, lines, keeps=keeps)
    if guess.type == "texte" and not keeps:
        words: Reason = "identifying-words" if is_identifying(counts) else "words"
        return LeftOut(entry.name.id, found.label, words)
    if guess.type == "texte":
        _warn_of_words(source, column, lines)
    answers, codes = make_safe(guess)
    cells = [codes.get(value, "") for value in column.values]
    notes = (*found.notes, *guess.notes)
    return DraftQuestion(
        entry.name.id,
        found.label,
        guess.type,
        answers,
        guess.unit,
        {entry.name.id: cells},
        (*notes, _("kept on demand: it may tell who answered")) if keeps and reason else notes,
    )


def _settle_type(
    source: Source, entry: Entry, counts: Counter[str], lines: Sequence[int], *, keeps: bool
) -> Guess:
    """Return what a structure file says of a question, or else what its answers look like."""
    found = entry.field
    if found.is_certain and found.kind in ("choix-unique", "échelle", "nombre"):
        return match_answers(source, found, entry.columns[0], counts, lines)
    if found.kind not in ("", "technical"):
        return Guess("texte", codes={value: value for value in counts})
    return guess_question(found, counts, gathers=not keeps)


def _name_options(options: Sequence[Answer]) -> list[Answer]:
    """Return options whose codes can stand in headings: the form's own, or made of the words."""
    codes = {option.code for option in options}
    if len(codes) == len(options) and all(_HEADING_CODE.fullmatch(code) for code in codes):
        return list(options)
    taken: set[str] = set()
    return [Answer(make_code(option.label, taken), option.label) for option in options]


def arm(text: str) -> str:
    """Return a cell that no spreadsheet runs; a negative number is none that it would."""
    return text if _NUMBER.fullmatch(text) else disarm_cell(text)


def make_safe(guess: Guess) -> tuple[tuple[Answer, ...], Mapping[str, str]]:
    """Return answers and codes, no code of which begins as a formula does."""
    changed: dict[str, str] = {}
    taken = {answer.code for answer in guess.answers}
    for answer in guess.answers:
        if arm(answer.code) != answer.code:
            stripped = answer.code.lstrip("".join(FORMULA_STARTS)).strip()
            changed[answer.code] = make_code(stripped, taken) if stripped in taken else stripped
            changed[answer.code] = changed[answer.code] or make_code("", taken)
            taken.add(changed[answer.code])
    if not changed:
        return guess.answers, guess.codes
    answers = tuple(Answer(changed.get(a.code, a.code), a.label) for a in guess.answers)
    return answers, {text: changed.get(code, code) for text, code in guess.codes.items()}


def _warn_of_words(source: Source, column: Column, lines: Sequence[int]) -> None:
    """Warn of answers in words that were kept and hold an address, a number or a name."""
    different = dict.fromkeys(value for value in column.values if value)
    for found in find_identifying(different):
        source.report(
            "identity-answer",
            _("« {text} » stands in an answer that is kept").format(text=found.trace[:80]),
            _("answers in which nobody is named"),
            _("take it out of the data by hand, or leave the column out"),
            line=lines[column.values.index(found.text)],
            column=column.number,
            severity="warning",
        )


def _draft_cells(entry: Entry, ticks: Ticks) -> DraftQuestion:
    name = entry.name.id
    return DraftQuestion(
        name,
        entry.field.label,
        "choix-multiple",
        ticks.answers,
        "",
        {f"{name}[{code}]": cells for code, cells in ticks.marks.items()},
        (*entry.field.notes, *ticks.notes),
    )


def _draft_options(source: Source, entry: Entry, lines: Sequence[int]) -> DraftQuestion | LeftOut:
    """Draft a multiple choice that has a column for each answer."""
    for found, column in zip(entry.fields, entry.columns, strict=True):
        if found.option and found.is_certain:
            strangers = find_unreadable(found.option, column.values)
            report_strangers(source, found, column, lines, strangers)
    named = _name_options([found.option for found in entry.fields if found.option])
    options = [(o, column.values) for o, column in zip(named, entry.columns, strict=True)]
    marks = read_marks(options)
    if not any(any(cells) for cells in marks.values()):
        return LeftOut(entry.name.id, entry.field.label, "empty")
    order = {answer.code: place for place, answer in enumerate(entry.field.answers)}
    answers = sorted(
        (answer for answer, _values in options), key=lambda a: order.get(a.code, len(order))
    )
    notes = tuple(dict.fromkeys(note for found in entry.fields for note in found.notes))
    if not entry.field.is_certain and not notes:
        notes = (_("type: guessed from the headings"),)
    return DraftQuestion(
        entry.name.id,
        entry.field.label,
        "choix-multiple",
        tuple(answers),
        "",
        {f"{entry.name.id}[{answer.code}]": marks[answer.code] for answer in answers},
        notes,
    )
