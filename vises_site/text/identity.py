"""What in a text may tell who a person really is.

A search, not a proof: it finds the forms that identifying data usually have in Belgium, and leaves
the judgement to those who know the person.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from vises_site.model.vocabulary import fold

Kind = Literal[
    "national-number", "telephone", "email", "iban", "address", "full-name", "known-name"
]


@dataclass(frozen=True, slots=True)
class Trace:
    """A place in a text that may identify somebody.

    Attributes:
        kind: What it looks like.
        start: Index of its first character.
        text: What stands there.
    """

    kind: Kind
    start: int
    text: str


# Number of the national register: birth date, serial number, two check digits.
# Source: arrêté royal du 3 avril 1984 relatif à la composition du numéro d'identification.
_NATIONAL_NUMBER = re.compile(r"(?<![\d.-])\d\d([. ]?)\d\d\1\d\d[-. ]?\d{3}[-. ]?\d\d(?![\d-])")
_PUNCTUATED = re.compile(r"\d\d\.\d\d\.\d\d-\d{3}[.-]\d\d")
_IBAN = re.compile(r"\b[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_DIGITS_OF_CALL = re.compile(r"(?:\+|\b0)\d(?:[ ./()-]{0,2}\d){6,12}")
_STREET = (
    r"(?:rue|avenue|av\.|boulevard|bd\.?|chauss[ée]e|place|quai|chemin|all[ée]e|impasse|square|"
    r"dr[èe]ve|clos|route|venelle|sentier|ruelle|r[ée]sidence)"
)
_NAME_OF_STREET = r"(?:(?:de|du|des|la|le|les|aux?|et|saint|sainte)[ -]|[dl]['’])*[A-ZÀ-Ý][\w'’.-]*"
_ADDRESS = re.compile(
    rf"(?i:\b{_STREET}) {_NAME_OF_STREET}(?: {_NAME_OF_STREET}){{0,4}},? (?:n° ?)?"
    rf"(?!(?:19|20)\d\d\b)\d{{1,4}}(?!\d| ?(?:h|ans|fois|jours|mois|€|%))"
    rf"|\b\d{{1,4}}(?: ?(?:bis|ter|[a-z]))?,? (?i:{_STREET}) {_NAME_OF_STREET}"
)
_CAPITALISED = r"[A-ZÀ-Ý][\wÀ-ÿ'’-]+"
_WORD = re.compile(r"\w+")


def find_traces(text: str, names: Sequence[str] = ()) -> Iterator[Trace]:
    """Yield what in a text looks like an identifying datum, in no particular order.

    Args:
        text: Any text.
        names: Displayed names, beside which a family name would stand.
    """
    if any(char.isdigit() for char in text):
        yield from _find_numbers(text)
        yield from _match(text, _ADDRESS, "address")
    if "@" in text:
        yield from _match(text, _EMAIL, "email")
    for name in names:
        yield from _find_full_names(text, name)


def _match(text: str, pattern: re.Pattern[str], kind: Kind) -> Iterator[Trace]:
    for match in pattern.finditer(text):
        yield Trace(kind, match.start(), match[0])


def find_national_numbers(text: str) -> Iterator[Trace]:
    """Yield the numbers of the national register; bare digits only with the right checks."""
    for match in _NATIONAL_NUMBER.finditer(text):
        # Imported where a number stands: few texts have one
        from stdnum.be import nn

        if _PUNCTUATED.fullmatch(match[0]) or nn.is_valid(match[0]):
            yield Trace("national-number", match.start(), match[0])


def _find_numbers(text: str) -> Iterator[Trace]:
    taken: list[range] = []
    for trace in [*find_national_numbers(text), *_find_ibans(text)]:
        taken.append(range(trace.start, trace.start + len(trace.text)))
        yield trace
    if _DIGITS_OF_CALL.search(text):
        from phonenumbers import PhoneNumberMatcher

        for match in PhoneNumberMatcher(text, "BE"):
            if not any(match.start in place for place in taken):
                yield Trace("telephone", match.start, match.raw_string)


def _find_ibans(text: str) -> Iterator[Trace]:
    for match in _IBAN.finditer(text):
        from stdnum import iban

        if match[0].startswith("BE") or iban.is_valid(match[0], check_country=False):
            yield Trace("iban", match.start(), match[0])


def _find_full_names(text: str, name: str) -> Iterator[Trace]:
    """Yield a displayed name with a capitalised word beside it: probably a family name."""
    if name not in text:
        return
    escaped = re.escape(name)
    pattern = re.compile(
        rf"\b{escaped}[ \u00a0]{_CAPITALISED}|\b[A-ZÀ-Ý]{{2,}}[ \u00a0]{escaped}\b"
    )
    yield from _match(text, pattern, "full-name")


class KnownNames:
    """Terms that must appear nowhere, such as the real names of those who speak.

    Args:
        terms: Names of one or several words; accents and case do not count.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self._terms: dict[str, list[list[str]]] = {}
        for term in terms:
            words = [fold(word) for word in _WORD.findall(term)]
            if words:
                self._terms.setdefault(words[0], []).append(words)

    def find(self, text: str) -> Iterator[Trace]:
        """Yield where one of the terms stands, in the order of the text."""
        if not self._terms:
            return
        tokens = [(match, fold(match[0])) for match in _WORD.finditer(text)]
        for place, (match, word) in enumerate(tokens):
            for words in self._terms.get(word, ()):
                if [token for _match, token in tokens[place : place + len(words)]] == words:
                    last = tokens[place + len(words) - 1][0]
                    yield Trace("known-name", match.start(), text[match.start() : last.end()])


_ILLNESS = re.compile(
    r"(?i)\b(?:fauteuil roulant|handicap\w*|parapl[ée]gi\w+|t[ée]trapl[ée]gi\w+|amput[ée]\w*|"
    r"priv[ée]e?s? de l['’]usage|aveugle|malvoyante?|sourde?|malentendante?|trisomi\w+|autis\w+|"
    r"[ée]pilep\w+|scl[ée]rose|parkinson\w*|alzheimer|cancer\w*|leuc[ée]mie|VIH|sida|"
    r"schizophr\w+|bipolaire|AVC|invalidit[ée]|cirrhose|mucoviscidose|proth[èe]se|"
    r"perdu (?:un|une|la|le|l['’]|ses|mes) ?(?:bras|jambes?|mains?|vue|œil))\b"
)
_EVENT = re.compile(
    r"(?i)\b(?:accident\w*|d[ée]c[èe]s|mort|incendie|licenci\w+|faillite|fermeture|divorc\w+|"
    r"condamn\w+|prison|incarc[ée]r\w+|agress\w+|viol|guerre|inondations?|naufrage|s[ée]isme|"
    r"explosion|attentat|suicide|expuls\w+|saisie)\b"
)
_YEAR = re.compile(r"\b(?:19[3-9]\d|20[0-4]\d)\b")
_SENTENCE = re.compile(r"[^.!?…\n]+")
_AGE_IN_WORDS = re.compile(
    r"(?i)(?:\bj['’]ai |\bà |\b[âa]g[ée]e?s? de |[–,—-] ?)(\d{1,2}[ \u00a0]ans)\b"
)


@dataclass(frozen=True, slots=True)
class Portrayal:
    """Details that together may tell who a person is.

    Attributes:
        start: Index of the first detail in the text.
        details: The details, as written.
    """

    start: int
    details: tuple[str, ...]


def find_portrayal(text: str, age: int | None, place: str) -> Portrayal | None:
    """Return the details that would let neighbours recognise a person, or None.

    An exact age with an illness or a dated event, and one more of: a place, an illness, a dated
    event. Each is harmless alone; the combination is what re-identifies (L. Sweeney, *Simple
    Demographics Often Identify People Uniquely*, Carnegie Mellon University, 2000).

    Args:
        text: All that is said.
        age: Age that is shown beside the text, in years; None for none.
        place: Place that is shown beside the text; empty for none.
    """
    written = _AGE_IN_WORDS.search(text)
    if age is None and written is None:
        return None
    years = f"{age} ans" if age is not None else written[1]  # type: ignore[index]
    illness = _ILLNESS.search(text)
    event = _find_dated_event(text)
    found = [match for match in (illness, event) if match is not None]
    if not found or len(found) + bool(place) < 2:
        return None
    start = min(match.start() for match in found)
    details = [years, *([place] if place else []), *(" ".join(m[0].split()) for m in found)]
    return Portrayal(start, tuple(details))


def _find_dated_event(text: str) -> re.Match[str] | None:
    """Return an event in whose sentence a year stands."""
    for event in _EVENT.finditer(text):
        for sentence in _SENTENCE.finditer(text, max(0, event.start() - 300), event.end() + 300):
            if sentence.start() <= event.start() < sentence.end() and _YEAR.search(sentence[0]):
                return event
    return None
