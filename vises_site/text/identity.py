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


_DIGIT = re.compile(r"\d")
_LONG_NUMBER = re.compile(r"\d[\d ./()-]{7,}\d")
SHORTEST_NUMBER = 9
"""Digits of the shortest number that identifies somebody; a date has eight."""

# Number of the national register: birth date, serial number, two check digits.
# Source: arrêté royal du 3 avril 1984 relatif à la composition du numéro d'identification.
_NATIONAL_NUMBER = re.compile(r"(?<![\d.-])\d\d([. ]?)\d\d\1\d\d[-. ]?\d{3}[-. ]?\d\d(?![\d-])")
_PUNCTUATED = re.compile(r"\d\d\.\d\d\.\d\d-\d{3}[.-]\d\d")
_IBAN = re.compile(r"\b[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_EMAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_STREET = (
    r"(?i:rue|avenue|av\.|boulevard|bd\.?|chauss[ée]e|place|quai|chemin|all[ée]e|impasse|square|"
    r"dr[èe]ve|clos|route|venelle|sentier|ruelle|r[ée]sidence)"
)
_NAME_OF_STREET = r"(?:(?:de|du|des|la|le|les|aux?|et|saint|sainte)[ -]|[dl]['’])*[A-ZÀ-Ý][\w'’-]*"
_HOUSE_NUMBER = re.compile(r"\d{1,4}(?!\d)")
_STREET_BEFORE = re.compile(
    rf"\b{_STREET} {_NAME_OF_STREET}(?: {_NAME_OF_STREET}){{0,4}},? (?:n° ?)?$"
)
_STREET_AFTER = re.compile(
    rf"(?: ?(?:bis|ter|[a-z]))?,?(?: de la| du| de l['’])? {_STREET} "
    rf"(?:[dl]['’]|de |du |des |la )*\w+"
)
_FLEMISH_STREET = re.compile(r"\b\w+(?:straat|laan|plein|steenweg|dreef) $")
_NO_HOUSE = re.compile(r"(?:(?<=\b19\d\d)|(?<=\b20\d\d))\b| ?(?:h|ans|fois|jours|mois|€|%)")
_STREET_REACH = 90
_WORD = re.compile(r"[^\W_]+")
_CAPITALISED = re.compile(
    r"(?:(?:de|van|von|du|der|den|le|la|ter|vander) |d['’])*[A-ZÀ-Ý][\wÀ-ÿ'’-]+"
)
_OPENING = frozenset(
    "Il Elle Ils Elles On Je Tu Nous Vous Le La Les Un Une Des Mais Et Ou Donc Or Ni Car Ce Cette "
    "Ces Mon Ma Mes Ton Ta Son Sa Ses Notre Votre Bonjour Merci Oui Non Puis Alors Ici Quand Si "
    "Qui Que Quoi Comme Dans Avec Sans Pour Par Sur".split()
)
"""Words that begin a sentence whose point was forgotten: no family names."""
_CIVILITY = re.compile(
    r"\b(?:Mme|Mmes|Mlle|MM?\.|Madame|Monsieur|Mademoiselle|Docteur|Dr\.?)[ \u00a0]+"
    r"(?:(?:de|van|der|den|du|le|la) )*[A-ZÀ-Ý][\wÀ-ÿ'’-]+"
)
_CAPITALS_BEFORE = re.compile(r"(?<!\w)[A-ZÀ-Ý]{2,}[ \u00a0]$")


def find_traces(text: str, names: Sequence[str] = ()) -> Iterator[Trace]:
    """Yield what in a text looks like an identifying datum, in no particular order.

    Args:
        text: Any text.
        names: Displayed names, beside which a family name would stand.
    """
    if _DIGIT.search(text):
        yield from _find_numbers(text)
        yield from _find_addresses(text)
    if "@" in text:
        for match in _EMAIL.finditer(text):
            yield Trace("email", match.start(), match[0])
    for name in names:
        yield from _find_full_names(text, name)
    if "M" in text or "D" in text:
        for match in _CIVILITY.finditer(text):
            if match[0].split()[-1] not in names:
                yield Trace("full-name", match.start(), match[0])


def _has_long_number(text: str) -> bool:
    """Tell at little cost whether any number is long enough to identify somebody."""
    return any(
        sum(map(str.isdigit, match[0])) >= SHORTEST_NUMBER for match in _LONG_NUMBER.finditer(text)
    )


def find_national_numbers(text: str) -> Iterator[Trace]:
    """Yield the numbers of the national register; bare digits only with the right checks."""
    if not _has_long_number(text):
        return
    for match in _NATIONAL_NUMBER.finditer(text):
        # Imported where a number stands: few texts have one
        from stdnum.be import nn

        if _PUNCTUATED.fullmatch(match[0]) or nn.is_valid(match[0]):
            yield Trace("national-number", match.start(), match[0])


def _find_numbers(text: str) -> Iterator[Trace]:
    if not _has_long_number(text):
        return
    taken: list[range] = []
    for trace in [*find_national_numbers(text), *_find_ibans(text)]:
        taken.append(range(trace.start, trace.start + len(trace.text)))
        yield trace
    from phonenumbers import PhoneNumberMatcher

    for match in PhoneNumberMatcher(text, "BE"):
        if not any(match.start in place for place in taken):
            yield Trace("telephone", match.start, match.raw_string)


def _find_ibans(text: str) -> Iterator[Trace]:
    for match in _IBAN.finditer(text):
        from stdnum import iban

        if match[0].startswith("BE") or iban.is_valid(match[0], check_country=False):
            yield Trace("iban", match.start(), match[0])


def _find_addresses(text: str) -> Iterator[Trace]:
    """Yield streets with a house number: from the number outwards, since streets are many."""
    for number in _HOUSE_NUMBER.finditer(text):
        start, end = number.span()
        if start and (text[start - 1].isalnum() or text[start - 1] in "-/."):
            continue
        is_year = re.fullmatch(r"(?:19|20)\d\d", number[0]) is not None
        if not is_year and (after := _STREET_AFTER.match(text, end)):
            yield Trace("address", start, text[start : after.end()])
        elif not _NO_HOUSE.match(text, end):
            near = max(0, start - _STREET_REACH)
            words = text[near:start].removesuffix("n° ").rstrip(" ,").rpartition(" ")
            streets = (_STREET_BEFORE, _FLEMISH_STREET) if words[2][:1].isupper() else ()
            found = (street.search(text[near:start]) for street in streets)
            if before := next(filter(None, found), None):
                yield Trace("address", near + before.start(), text[near + before.start() : end])


def _find_full_names(text: str, name: str) -> Iterator[Trace]:
    """Yield a displayed name with a capitalised word beside it: probably a family name."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        is_whole = not (text[start - 1 : start] + " ")[0].isalnum()
        after = (
            _CAPITALISED.match(text, end + 1) if text[end : end + 1] in (" ", "\u00a0") else None
        )
        before = _CAPITALS_BEFORE.search(text[max(0, start - 40) : start])
        if is_whole and after and after[0] not in _OPENING:
            yield Trace("full-name", start, text[start : after.end()])
        elif is_whole and before and not text[end : end + 1].isalnum():
            yield Trace("full-name", start - len(before[0]), before[0] + name)
        start = text.find(name, end)


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

    @property
    def is_empty(self) -> bool:
        """True where there is nothing to look for."""
        return not self._terms

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


ILLNESSES = (
    "fauteuil roulant, handicap*, paraplégi*, tétraplégi*, amput*, privé de l'usage, "
    "privée de l'usage, aveugle*, malvoyant*, sourd, sourde, malentendant*, trisomi*, autis*, "
    "épilep*, sclérose, parkinson*, alzheimer, cancer*, leucémie, vih, sida, schizophr*, "
    "bipolaire*, avc, invalidité, cirrhose, mucoviscidose, prothèse*, perdu un bras, "
    "perdu le bras, perdu une jambe, perdu la jambe, perdu ses jambes, perdu mes jambes, "
    "perdu la vue, perdu un œil, perdu l'usage"
).split(", ")
"""Illnesses and disabilities by which neighbours know somebody; `*` stands for any ending."""

EVENTS = (
    "accident*, décès, mort, incendie*, licenci*, faillite, fermeture, divorc*, condamn*, prison, "
    "incarcér*, agress*, viol, guerre, inondation*, naufrage, séisme, explosion, attentat*, "
    "suicide, expuls*, saisie"
).split(", ")
"""Events that a year is enough to find in a newspaper."""

_PLAIN = str.maketrans("àâäéèêëîïôöùûüç’", "aaaeeeeiioouuuc'")


def _compile(phrases: Sequence[str]) -> re.Pattern[str]:
    plain = (re.escape(phrase.translate(_PLAIN)).replace(r"\*", r"\w*") for phrase in phrases)
    return re.compile(rf"\b(?:{'|'.join(plain)})\b")


_ILLNESS, _EVENT = _compile(ILLNESSES), _compile(EVENTS)
_HINT_LETTERS = 6
# Looking for the first letters is a tenth of the cost of the expressions
_HINTS = sorted(
    {
        spelling[:_HINT_LETTERS].rstrip("*")
        for phrase in (*ILLNESSES, *EVENTS)
        for spelling in (phrase, phrase.translate(_PLAIN))
    }
)
_YEAR = re.compile(r"\b(?:19[3-9]\d|20[0-4]\d)\b")
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
    # Looked for only where none is shown beside the text: it is the slowest of the expressions
    written = _AGE_IN_WORDS.search(text) if age is None and "ans" in text else None
    if age is None and written is None:
        return None
    years = f"{age} ans" if age is not None else written[1]  # type: ignore[index]
    lower = text.lower()
    if not any(hint in lower for hint in _HINTS):
        return None
    plain = (lower if len(lower) == len(text) else text).translate(_PLAIN)
    illness = _ILLNESS.search(plain)
    event = next((e for e in _EVENT.finditer(plain) if _is_dated(e, text)), None)
    found = [match for match in (illness, event) if match is not None]
    if not found or len(found) + bool(place) < 2:
        return None
    start = min(match.start() for match in found)
    details = [years, *([place] if place else []), *(text[slice(*m.span())] for m in found)]
    return Portrayal(start, tuple(details))


def _is_dated(event: re.Match[str], text: str) -> bool:
    """Tell whether a year stands in the sentence of an event."""
    start = max(text.rfind(mark, 0, event.start()) for mark in ".!?…\n") + 1
    ends = [text.find(mark, event.end()) for mark in ".!?…\n"]
    end = min((place for place in ends if place >= 0), default=len(text))
    return _YEAR.search(text, start, end) is not None
