"""How a question is answered, told from the answers where no structure file tells it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from vises_site.importers.fields import LONGEST_LABEL, OTHER, OTHER_CODE, Answer, Field, find_other
from vises_site.importers.ladders import YES_NO, is_skipped, sort_bands, sort_rungs
from vises_site.importers.numbers import parse_numbers
from vises_site.language import gettext as _
from vises_site.language import ngettext
from vises_site.model.codebook import QuestionType
from vises_site.model.vocabulary import fold

LONGEST_ANSWER = 120
"""Characters of the longest text that is taken for an answer to choose."""
_MOST_WORDS = 12
_MOST_ANSWERS = 40
_MOST_DIFFERENT = 2_000
"""Different texts above which nothing was chosen from a list."""
_REPEATED_SHARE = 0.6
_NUMBER_SHARE = 0.9
_OTHER_LEAST = 12
"""People who must have answered before answers that one person gave are gathered."""

_COUNT = re.compile(
    r"\bcombien\b|\bnombre d|\bhow many\b|\bhow much\b|\bnumber of\b|\bhoeveel\b|\baantal\b"
    r"|\bage\b|\bages?\b|\bleeftijd\b|\benfants?\b|\bheures?\b|\bdistance\b|\brevenus?\b|\bans\b"
)
_RANGE = re.compile(r"\b(\d{1,2}) ?(?:a|-|to|tot|et) ?(\d{1,2})\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CODE = re.compile(r"[A-Z]{1,3}\d{1,3}")
"""Codes of answers, as LimeSurvey names them."""
_AREA = re.compile(r"code postal|codes postaux|postcode|zip code|postal code")
_RANGES = ((1, 5), (0, 10))


@dataclass(frozen=True, slots=True)
class Guess:
    """What a question is taken for.

    Attributes:
        type: Its type.
        answers: Its answers in order; empty for numbers and words.
        codes: The code, or the number, of each text that stands in the data; a text that is not
            here counts as no answer.
        unit: Unit of a number.
        notes: What a person should look at.
    """

    type: QuestionType
    answers: tuple[Answer, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    notes: tuple[str, ...] = ()


def guess_question(found: Field, counts: Counter[str], *, gathers: bool = True) -> Guess:
    """Return what a question with one answer in each cell is taken for.

    Args:
        found: What its heading tells.
        counts: How often each text stands in its cells; without the empty ones.
        gathers: Whether answers that one person alone gave are united.
    """
    if OTHER in counts:
        rest = Counter({value: count for value, count in counts.items() if value != OTHER})
        return _add_other(guess_question(found, rest, gathers=gathers))
    values = list(counts)
    if len(values) > _MOST_DIFFERENT:
        number = _guess_number(found.label, values, counts)
        return number or Guess("texte", codes={value: value for value in values})
    if _is_yes_no(values):
        order = sorted(values, key=lambda value: YES_NO.get(fold(value), len(YES_NO)))
        return _choose("choix-unique", order, counts, (_("type: guessed from the answers"),))
    substantive = [value for value in values if not is_skipped(value)]
    guess = (
        _guess_digits(found.label, substantive, counts)
        or _guess_number(found.label, values, counts)
        or _guess_order(substantive, counts)
        or _guess_choice(counts, gathers=gathers)
    )
    return guess or Guess("texte", codes={value: value for value in values})


def guess_row(found: Field, counts: Counter[str], grid: Counter[str]) -> Guess:
    """Return what a row of a grid is taken for: it has the answers of all rows.

    Args:
        found: What its heading tells.
        counts: How often each text stands in its cells.
        grid: The same of all rows of the grid.
    """
    own, whole = guess_question(found, counts), guess_question(found, grid)
    if whole.type not in ("échelle", "choix-unique"):
        return own
    codes = {text: code for text, code in whole.codes.items() if text in counts}
    return replace(whole, codes=codes, notes=own.notes if own.type == whole.type else whole.notes)


def _add_other(guess: Guess) -> Guess:
    """Add « other » to the answers, for what a form writes where it was chosen."""
    if guess.type == "nombre" or any(len(code) > LONGEST_LABEL for code in guess.codes.values()):
        return guess
    answers = guess.answers or tuple(Answer(code, code) for code in guess.codes)
    code = find_other(answers)
    if code is None:
        code, answers = OTHER_CODE, (*answers, Answer(OTHER_CODE, _("Other")))
    codes = {**guess.codes, OTHER: code}
    if guess.type != "texte":
        return replace(guess, answers=answers, codes=codes)
    # Words among which there is « other » were answers to choose
    doubt = _("type: guessed from the answers; put them in order")
    return Guess("choix-unique", answers, codes, notes=(doubt,))


def _is_yes_no(values: Sequence[str]) -> bool:
    plain = [fold(value) for value in values if not is_skipped(value)]
    return bool(plain) and all(value in YES_NO for value in plain)


def is_choice(counts: Counter[str]) -> bool:
    """Tell whether answers were chosen rather than written: most were given more than once."""
    repeated = [value for value, count in counts.items() if count > 1]
    share = sum(counts[value] for value in repeated) / max(1, sum(counts.values()))
    words = [len(value.split()) for value in repeated]
    return (
        0 < len(repeated) <= _MOST_ANSWERS
        and share >= _REPEATED_SHARE
        and max(map(len, repeated)) <= LONGEST_ANSWER
        and sum(words) / len(words) <= _MOST_WORDS
    )


def _choose(
    kind: QuestionType, order: Iterable[str], counts: Counter[str], notes: tuple[str, ...]
) -> Guess:
    """Make a closed question of answers in their order, ways of writing the same one united."""
    united = unite_spellings(counts)
    # On a scale « no opinion » has no place, among other answers it is one more
    skipped = [value for value in counts if is_skipped(value) and kind == "choix-unique"]
    answers = list(dict.fromkeys(united[value] for value in (*order, *skipped)))
    codes = {value: answer for value, answer in united.items() if answer in answers}
    if len(codes) > len(answers):
        notes = (*notes, _("ways of writing the same answer were united"))
    return Guess(kind, tuple(Answer(a, a) for a in answers), codes, notes=notes)


def unite_spellings(counts: Counter[str]) -> dict[str, str]:
    """Return, for each text, the most usual of those that differ in accents or capitals only."""
    usual: dict[str, str] = {}
    for value, _count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        usual.setdefault(fold(value), value)
    return {value: usual[fold(value)] for value in counts}


def _guess_digits(label: str, values: Sequence[str], counts: Counter[str]) -> Guess | None:
    """Take small whole numbers for a scale, and years or areas for answers to choose."""
    if not values or not all(value.isdecimal() and value == str(int(value)) for value in values):
        return None
    plain = fold(label).replace("-", " ")
    numbers = sorted({int(value) for value in values})
    few = is_choice(counts) and len(numbers) <= _MOST_ANSWERS
    if _AREA.search(plain) and few:
        note = _("an area tells where somebody lives: unite areas of few people")
        return _choose("choix-unique", map(str, numbers), counts, (note,))
    if all(_YEAR.fullmatch(value) for value in values):
        notes = (_("years: taken for answers to choose, in their order"),)
        return _choose("choix-unique", map(str, numbers), counts, notes) if few else None
    if _COUNT.search(plain) or numbers[-1] > 10 or len(numbers) < 2:
        return None
    asked = _RANGE.search(plain)
    least, most = (int(asked[1]), int(asked[2])) if asked else (0, 0)
    if not (least < most and least <= numbers[0] and numbers[-1] <= most):
        if numbers[-1] <= 2:
            notes = (_("codes without words: write what each one means"),)
            return _choose("choix-unique", map(str, numbers), counts, notes)
        least, most = next(r for r in _RANGES if r[0] <= numbers[0] and numbers[-1] <= r[1])
    note = _("a scale from {least} to {most}? guessed; it may also be a number").format(
        least=least, most=most
    )
    rungs = tuple(Answer(str(n), str(n)) for n in range(least, most + 1))
    codes = {value: value for value in counts if value in {rung.code for rung in rungs}}
    return Guess("échelle", rungs, codes, notes=(note, *_count_skipped(counts)))


def _guess_number(label: str, values: Sequence[str], counts: Counter[str]) -> Guess | None:
    """Take a question for a number where nearly all answers are."""
    numbers = parse_numbers(values)
    found = sum(counts[value] for value in numbers.values)
    if not found:
        return None
    answers = sum(counts[value] for value in values if not is_skipped(value))
    if found < _NUMBER_SHARE * answers:
        return None
    notes: tuple[str, ...] = (_("type: guessed from the answers"),)
    if missed := [value for value in values if value not in numbers.values]:
        text = ngettext(
            "{count} answer is no number and was left empty",
            "{count} answers are no numbers and were left empty",
            sum(counts[value] for value in missed),
        )
        notes = (*notes, text.format(count=sum(counts[value] for value in missed)))
    unit = numbers.unit or ("ans" if re.search(r"\b(?:age|leeftijd)\b", fold(label)) else "")
    return Guess("nombre", codes=numbers.values, unit=unit, notes=notes)


def _guess_order(values: Sequence[str], counts: Counter[str]) -> Guess | None:
    """Take answers for a scale or for bands, where their words or numbers say their order."""
    if rungs := sort_rungs(values):
        notes = (
            _("type and order: guessed from a usual scale; add the answers that nobody gave"),
            *_count_skipped(counts),
        )
        return _choose("échelle", rungs, counts, notes)
    if bands := sort_bands(values):
        notes = (_("type and order: guessed from the numbers in the answers"),)
        return _choose("choix-unique", bands, counts, notes)
    return None


def _count_skipped(counts: Counter[str]) -> tuple[str, ...]:
    """Return a note on answers that say that there is none."""
    skipped = [value for value in counts if is_skipped(value)]
    if not skipped:
        return ()
    text = _("counted as no answer: {words} ({count})")
    count = sum(counts[value] for value in skipped)
    words = ", ".join(f"« {value} »" for value in sorted(skipped))
    return (text.format(words=words, count=count),)


def _guess_choice(counts: Counter[str], *, gathers: bool) -> Guess | None:
    """Take answers that were given again and again for answers to choose."""
    if all(_CODE.fullmatch(value) for value in counts):
        doubt = _("codes without words: write what each one means")
        return _choose("choix-unique", sorted(counts), counts, (doubt,))
    if not is_choice(counts):
        return None
    gathered, note = gather_single(counts) if gathers else ([], "")
    notes = (_("type: guessed from the answers; put them in order"), *([note] if note else []))
    codes = unite_spellings(Counter({v: c for v, c in counts.items() if v not in gathered}))
    answers = tuple(Answer(value, value) for value in sorted(set(codes.values()), key=fold))
    if gathered:
        other = find_other(answers)
        if other is None:
            other, answers = OTHER_CODE, (*answers, Answer(OTHER_CODE, _("Other answer")))
        codes |= dict.fromkeys(gathered, other)
    if any(len(answer.code) > LONGEST_LABEL for answer in answers):
        return None
    return Guess("choix-unique", answers, codes, notes=notes)


def gather_single(counts: Counter[str]) -> tuple[list[str], str]:
    """Return the answers that one person alone gave, and a note on them.

    They were probably typed beside « other », and words that somebody typed may name somebody.
    """
    united = unite_spellings(counts)
    totals: Counter[str] = Counter()
    for value, count in counts.items():
        totals[united[value]] += count
    single = [value for value in counts if totals[united[value]] == 1]
    if sum(counts.values()) < _OTHER_LEAST or len(single) == len(counts):
        single = []
    if not single:
        return [], ""
    text = ngettext(
        "{count} answer that one person alone gave was gathered under « other »",
        "{count} answers that one person alone gave were gathered under « other »",
        len(single),
    )
    return single, text.format(count=len(single))
