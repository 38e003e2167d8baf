"""Answers in the data against those that a structure file offers."""

from collections import Counter
from collections.abc import Iterable, Sequence

from vises_site.importers.fields import (
    OTHER,
    OTHER_CODE,
    OTHER_WORDS,
    Answer,
    Column,
    Field,
    find_other,
)
from vises_site.importers.guesses import Guess
from vises_site.importers.ladders import is_skipped, sort_rungs
from vises_site.importers.numbers import parse_numbers
from vises_site.language import gettext as _
from vises_site.load.sources import Source
from vises_site.model.vocabulary import fold


def match_answers(
    source: Source, found: Field, column: Column, counts: Counter[str], lines: Sequence[int]
) -> Guess:
    """Return a question as its structure file tells it; report answers that the file lacks."""
    if found.kind == "nombre":
        numbers = parse_numbers(counts).values
        report_strangers(source, found, column, lines, set(counts) - set(numbers))
        return Guess("nombre", codes=numbers)
    known = {fold(answer.label): answer.code for answer in found.answers}
    known |= {fold(answer.code): answer.code for answer in found.answers}
    exact = {answer.code: answer.code for answer in found.answers}
    codes = {value: exact.get(value) or known.get(fold(value), "") for value in counts}
    strangers = {value for value, code in codes.items() if not code}
    answers = found.answers
    others = {v for v in strangers if v == OTHER or (found.has_other and fold(v) in OTHER_WORDS)}
    if others:
        other = find_other(answers)
        if other is None:
            other, answers = OTHER_CODE, (*answers, Answer(OTHER_CODE, _("Other")))
        codes |= dict.fromkeys(others, other)
    report_strangers(source, found, column, lines, strangers - others)
    return _order_scale(found, answers, codes)


def _order_scale(found: Field, answers: tuple[Answer, ...], codes: dict[str, str]) -> Guess:
    """Take a known ladder for a scale, from the least to the most, whichever way it is shown."""
    labels = {answer.label: answer for answer in answers}
    rungs = [label for label in labels if not is_skipped(label)]
    if found.kind == "échelle" or len(labels) < len(answers):
        return Guess("échelle" if found.kind == "échelle" else "choix-unique", answers, codes)
    order = sort_rungs(rungs)
    if order is None or len(rungs) < 3:
        return Guess("choix-unique", answers, codes)
    if order not in (rungs, rungs[::-1]):
        # The form's own order is another: it knows better than a usual scale
        return Guess("choix-unique", answers, codes)
    scale = tuple(labels[label] for label in order)
    skipped = {labels[label].code for label in labels if label not in order}
    notes: tuple[str, ...] = (_("a usual scale, in the order of the structure file"),)
    if order != rungs:
        notes = (_("a usual scale; the form shows it from the most to the least"),)
    if skipped:
        words = ", ".join(f"« {label} »" for label in labels if label not in order)
        notes = (*notes, _("counted as no answer: {words}").format(words=words))
    kept = {value: "" if code in skipped else code for value, code in codes.items()}
    return Guess("échelle", scale, kept, notes=notes)


def report_strangers(
    source: Source,
    found: Field,
    column: Column,
    lines: Sequence[int],
    strangers: Iterable[str],
) -> None:
    """Report each cell that the structure file does not offer, where it first stands."""
    for value in sorted(strangers):
        offered = ", ".join(f"« {answer.code} »" for answer in found.answers[:12])
        source.report(
            "unknown-answer",
            _("« {value} » is no answer that the structure file offers to « {name} »").format(
                value=value[:80], name=found.question
            ),
            _("one of: {words}").format(words=offered) if offered else _("a number"),
            _("export structure and answers again, both from the same questionnaire"),
            line=lines[column.values.index(value)],
            column=column.number,
        )
