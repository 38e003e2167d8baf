"""Multiple choices, in one cell or in a column for each answer."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vises_site.importers.fields import OTHER_CODE, Answer, Field, find_other
from vises_site.importers.guesses import LONGEST_ANSWER, gather_single
from vises_site.language import gettext as _
from vises_site.model.vocabulary import fold

_MOST_OPTIONS = 40
_REPEATED_SHARE = 0.7
_TICKED = frozenset(("1", "y", "x", "oui", "yes", "ja", "true", "vrai"))
_UNTICKED = frozenset(("0", "n", "non", "no", "nee", "false", "faux"))
LONGEST_CODE = 40
Marks = list[str]
"""One of `1`, `0` and nothing for each person."""


def make_code(label: str, taken: set[str]) -> str:
    """Return a short code for an answer, that no other one has.

    >>> make_code("Bouche à oreille", set())
    'bouche-a-oreille'
    """
    plain = re.sub(r"[^a-z0-9]+", "-", fold(label)).strip("-")[:LONGEST_CODE].strip("-")
    code = plain or "reponse"
    number = 2
    while code in taken:
        code, number = f"{plain or 'reponse'}-{number}", number + 1
    taken.add(code)
    return code


def find_parts(counts: Counter[str], separators: Sequence[str]) -> tuple[str, list[str]] | None:
    """Return the separator that cuts cells into answers given again and again, and those answers.

    Returns:
        None where the cells hold one answer each.
    """
    for separator in separators:
        if not any(separator in value.rstrip("; ") for value in counts):
            continue
        parts = _count_parts(counts, separator)
        joined = _join_inseparable(counts, separator, parts)
        several = any(len(_cut(value, separator, joined)) > 1 for value in counts)
        options: Counter[str] = Counter()
        for value, count in counts.items():
            options.update(dict.fromkeys(_cut(value, separator, joined), count))
        # Answers to choose one of may hold commas; then there are fewer answers than parts
        is_plain = separator.strip() != "," or len(counts) >= len(options)
        if several and is_plain and _are_options(options, counts):
            return separator, joined
    return None


def _are_options(options: Counter[str], counts: Counter[str]) -> bool:
    repeated = [option for option, count in options.items() if count > 1]
    share = sum(options[option] for option in repeated) / max(1, options.total())
    return (
        2 <= len(repeated) <= _MOST_OPTIONS
        and share >= _REPEATED_SHARE
        and max(map(len, repeated)) <= LONGEST_ANSWER
        and options.total() > counts.total()
    )


def _count_parts(counts: Counter[str], separator: str) -> Counter[str]:
    parts: Counter[str] = Counter()
    for value, count in counts.items():
        for part in {p.strip() for p in value.split(separator)} - {""}:
            parts[part] += count
    return parts


def _join_inseparable(counts: Counter[str], separator: str, parts: Counter[str]) -> list[str]:
    """Return answers that hold the separator themselves: parts that always stand together.

    « Oui, tout à fait » is one answer where « tout à fait » never stands without « Oui ».
    """
    pairs: Counter[tuple[str, str]] = Counter()
    for value, count in counts.items():
        cut = [part.strip() for part in value.split(separator)]
        pairs.update(dict.fromkeys(pairwise(cut), count))
    return [
        f"{first}{separator}{second}"
        for (first, second), count in sorted(pairs.items())
        if count > 1 and second and parts[first] == count == parts[second]
    ]


def _cut(value: str, separator: str, joined: Sequence[str]) -> list[str]:
    """Cut a cell into its answers, those that hold the separator left whole."""
    found = []
    for whole in joined:
        if whole in value:
            found.append(whole)
            value = value.replace(whole, separator)
    return found + [part.strip() for part in value.split(separator) if part.strip()]


@dataclass(frozen=True, slots=True)
class Ticks:
    """A multiple choice that stood in one column.

    Attributes:
        answers: Its answers, in order.
        marks: A column for each answer, by its code.
        notes: What a person should look at.
        strangers: Cells in which something stands that the structure file does not offer.
    """

    answers: tuple[Answer, ...]
    marks: dict[str, Marks]
    notes: tuple[str, ...] = ()
    strangers: frozenset[str] = frozenset()


def split_cells(found: Field, values: Sequence[str], counts: Counter[str]) -> Ticks | None:
    """Return what was ticked in one cell, or None where the cells hold one answer each."""
    if found.is_certain:
        return _split_known(found, values, counts)
    parts = find_parts(counts, found.separators)
    if parts is None:
        return None
    separator, joined = parts
    cuts = {value: _cut(value, separator, joined) for value in counts}
    answers, codes, notes = _name_options(cuts, counts)
    return Ticks(answers, _mark(answers, values, cuts, codes), notes)


def _split_known(found: Field, values: Sequence[str], counts: Counter[str]) -> Ticks:
    """Cut cells into the answers that a structure file offers."""
    separator = found.separators[0]
    joined = sorted((a.label for a in found.answers if separator in a.label), key=len, reverse=True)
    codes = {fold(a.label): a.code for a in found.answers}
    codes |= {fold(a.code): a.code for a in found.answers}
    cuts = {v: [fold(part) for part in _cut(v, separator, joined)] for v in counts}
    answers, other = found.answers, {part for cut in cuts.values() for part in cut} - codes.keys()
    if other and found.has_other:
        code = find_other(answers)
        if code is None:
            code, answers = OTHER_CODE, (*answers, Answer(OTHER_CODE, _("Other")))
        codes |= dict.fromkeys(other, code)
        other = set()
    strangers = frozenset(value for value, cut in cuts.items() if other & set(cut))
    codes |= dict.fromkeys(other, "")
    return Ticks(answers, _mark(answers, values, cuts, codes), (), strangers)


def _mark(
    answers: tuple[Answer, ...],
    values: Sequence[str],
    cuts: dict[str, list[str]],
    codes: dict[str, str],
) -> dict[str, Marks]:
    """Return a column of marks for each answer."""
    ticked = {value: {codes[part] for part in cut} for value, cut in cuts.items()}
    return {
        answer.code: [
            "" if not value else "1" if answer.code in ticked[value] else "0" for value in values
        ]
        for answer in answers
    }


def _name_options(
    cuts: dict[str, list[str]], counts: Counter[str]
) -> tuple[tuple[Answer, ...], dict[str, str], tuple[str, ...]]:
    """Give codes to answers that no structure file names."""
    options: Counter[str] = Counter()
    for value, cut in cuts.items():
        options.update(dict.fromkeys(cut, counts[value]))
    single, note = gather_single(options)
    notes: tuple[str, ...] = (
        _("type and answers: guessed from what stands together in the cells"),
    )
    taken: set[str] = set()
    codes, answers = {}, []
    for option in sorted(set(options) - set(single), key=fold):
        codes[option] = make_code(option, taken)
        answers.append(Answer(codes[option], option))
    if single:
        other = find_other(answers)
        if other is None:
            other = make_code(OTHER_CODE, taken)
            answers.append(Answer(other, _("Other answer")))
        codes |= dict.fromkeys(single, other)
        notes = (*notes, note)
    return tuple(answers), codes, notes


def read_marks(columns: Sequence[tuple[Answer, Sequence[str]]]) -> dict[str, Marks]:
    """Return the marks of a multiple choice with a column for each answer.

    What is not ticked is 0 for whoever ticked something; where nothing is ticked and the export
    does not say « no », the person is taken not to have answered.
    """
    marks: dict[str, Marks] = {answer.code: [] for answer, _values in columns}
    for cells in zip(*(values for _answer, values in columns), strict=True):
        plain = [fold(cell) for cell in cells]
        read = [_read_mark(cell, answer) for cell, (answer, _v) in zip(plain, columns, strict=True)]
        has_answered = any(mark != "" for mark in read)
        for (answer, _values), mark in zip(columns, read, strict=True):
            marks[answer.code].append((mark or "0") if has_answered else "")
    return marks


def _read_mark(cell: str, answer: Answer) -> str:
    if cell in _UNTICKED:
        return "0"
    if cell in _TICKED or (cell and answer.code == "other"):
        return "1"
    return "1" if cell and cell in (fold(answer.code), fold(answer.label)) else ""


def find_unreadable(answer: Answer, values: Iterable[str]) -> list[str]:
    """Return what stands in the column of an answer and is no mark."""
    return sorted(
        value
        for value in set(values)
        if value and fold(value) not in _UNTICKED and not _read_mark(fold(value), answer)
    )
