"""Which columns of an export may tell who answered.

Doubt speaks for leaving a column out: whoever needs it keeps it by name, knowingly.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from vises_site.importers.fields import Kind
from vises_site.importers.ladders import YES_NO, is_skipped, sort_bands, sort_rungs
from vises_site.language import gettext as _
from vises_site.model.vocabulary import fold
from vises_site.text.identity import find_traces

Reason = Literal[
    "name",
    "e-mail",
    "telephone",
    "address",
    "place",
    "birth",
    "national-number",
    "account",
    "respondent",
    "device",
    "time",
    "date",
    "file",
    "contact",
    "technical",
    "unique",
    "words",
    "identifying-words",
    "other-words",
    "empty",
    "summary",
]

_KINDS: dict[Kind, Reason] = {
    "time": "time",
    "date": "date",
    "place": "place",
    "file": "file",
    "contact": "contact",
    "respondent": "respondent",
    "device": "device",
    "technical": "technical",
    "other": "other-words",
}

# Words of a heading that ask for what identifies, whatever else the heading says
_STRONG: tuple[tuple[Reason, str], ...] = (
    (
        "birth",
        r"date de naissance|ne\(?e?\)? le|naissance|birth-?date|date of birth|birthday"
        r"|geboortedatum|geboren op",
    ),
    (
        "national-number",
        r"registre national|numero national|niss|nrn|national number|national register"
        r"|rijksregister\w*|carte d'identite|passeport|titre de sejour",
    ),
    ("account", r"iban|compte bancaire|numero de compte|bank account|rekeningnummer"),
    ("e-mail", r"e ?mails?|courriels?|mel|adresse electronique|adresse de messagerie|mailadres"),
    (
        "telephone",
        r"telephones?|tel|gsm|phone(?: number)?|telefoon\w*|whatsapp",
    ),
    (
        "name",
        r"prenoms?|nom de famille|nom et prenom|nom complet|votre nom|nom de naissance"
        r"|first ?names?|last ?names?|surnames?|full ?name|your name|voornaam|achternaam"
        r"|familienaam|initiales|pseudo\w*|signature",
    ),
    (
        "address",
        r"adresse postale|votre adresse|adresse du domicile|street address|your address"
        r"|home address|huisnummer",
    ),
    ("place", r"gps|latitude|longitude|geopoint|coordonnees gps|geolocalisation"),
    ("device", r"adresse ip|ip address|ip adres|imei|device ?id|user agent|navigateur"),
    (
        "respondent",
        r"numero de dossier|no de dossier|matricule|numero de beneficiaire|identifiant"
        r"|code participant|numero d'inscription|token|jeton|uuid|dossiernummer",
    ),
    ("time", r"horodateur|horodatage|timestamp|date de reponse|heure de reponse"),
)
# Words that may mean something else: a few answers that many gave speak for that
_MEDIUM: tuple[tuple[Reason, str], ...] = (
    ("telephone", r"portable|mobile"),
    ("address", r"rue|straat|domicile"),
)
# The same words alone, or with little beside them; in a longer question they may mean anything
_WEAK: tuple[tuple[Reason, str], ...] = (
    ("name", r"noms?|names?|naam|qui etes-vous"),
    ("address", r"adresses?|address|adres"),
    ("contact", r"contacts?|coordonnees"),
    ("telephone", r"numero"),
    ("respondent", r"id|n°|no"),
    ("device", r"ip"),
)


def _compile(words: Sequence[tuple[Reason, str]]) -> list[tuple[Reason, re.Pattern[str]]]:
    return [(reason, re.compile(rf"(?<![\w])(?:{form})(?![\w])")) for reason, form in words]


_STRONG_FORMS, _MEDIUM_FORMS, _WEAK_FORMS = map(_compile, (_STRONG, _MEDIUM, _WEAK))
_WEAK_WORDS = 4
_REPEATED_LEAST = 10
_MOST_RUNGS = 12
_MOST_DIFFERENT = 150
_DATE = re.compile(
    r"(?:\d{4}[-/]\d\d?[-/]\d\d?|\d\d?[-/.]\d\d?[-/.]\d{2,4})"
    r"(?P<time>[T ]+\d\d?[:h]\d\d.*)?"
)
_SERIAL_LEAST = 5
_UNIQUE_NUMBERS_LEAST = 20
_UNIQUE_SHARE = 0.9
_LONG_NUMBER = 6
_SENTENCE_WORDS = 3
_MOST_SEARCHED = 2_000
"""Different texts of one column that are searched: one trace among them decides."""


def describe_reason(reason: Reason) -> str:
    """Return why a column was left out, in words."""
    return {
        "name": _("a person's name"),
        "e-mail": _("e-mail addresses"),
        "telephone": _("telephone numbers"),
        "address": _("addresses"),
        "place": _("a place on the map"),
        "birth": _("birth dates"),
        "national-number": _("numbers of the national register or of a document"),
        "account": _("bank accounts"),
        "respondent": _("a number or a code by which somebody is found again"),
        "device": _("the address or the number of a device"),
        "time": _("the moment of answering"),
        "date": _("dates, by which somebody may be found"),
        "file": _("files that were sent along"),
        "contact": _("what somebody is reached by"),
        "technical": _("written by the program, not an answer"),
        "unique": _("a different answer for nearly every person"),
        "words": _("answers in people's own words, which may name somebody"),
        "identifying-words": _("answers in people's own words, some with an address or a number"),
        "other-words": _("words typed beside « other », which may name somebody"),
        "empty": _("nobody answered"),
        "summary": _("the same answers stand in columns of their own"),
    }[reason]


def find_reason(
    kind: Kind, headings: Iterable[str], counts: Mapping[str, int], *, is_closed: bool
) -> Reason | None:
    """Return why a column is left out, or None where nothing speaks against it.

    Args:
        kind: What product or structure file say of it.
        headings: Its heading, its code and its words.
        counts: How often each answer was given; without the missing ones.
        is_closed: Whether a structure file offers the answers.
    """
    if kind in _KINDS:
        reason = _find_in_heading(headings, {}) if kind in ("date", "contact") else None
        return reason if reason in ("birth", "e-mail", "name", "telephone") else _KINDS[kind]
    if is_closed:
        return None
    if reason := _find_in_heading(headings, counts):
        return reason
    if dates := _find_dates(counts):
        return dates
    return "unique" if _is_unique(counts) else None


def _find_in_heading(headings: Iterable[str], counts: Mapping[str, int]) -> Reason | None:
    """Return what a heading asks for, unless the answers show that it does not."""
    if _is_harmless(counts):
        return None
    plain = [fold(heading).replace("-", " ").replace("_", " ") for heading in headings]
    for reason, form in _STRONG_FORMS:
        if any(form.search(text) for text in plain):
            return reason
    answers = sum(counts.values())
    if answers >= _REPEATED_LEAST and len(counts) * 3 <= answers:
        return None  # a few answers that many gave: « nom du service »
    short = [text for text in plain if len(text.split()) <= _WEAK_WORDS]
    for forms, texts in ((_MEDIUM_FORMS, plain), (_WEAK_FORMS, short)):
        for reason, form in forms:
            if any(form.search(text) for text in texts):
                return reason
    return None


def _is_harmless(counts: Mapping[str, int]) -> bool:
    """Tell whether answers are yes and no, a scale, bands or small numbers: no name, no address."""
    if len(counts) > _MOST_DIFFERENT:
        return False
    values = [value for value in counts if not is_skipped(value)]
    if all(fold(value) in YES_NO or (value.isdecimal() and len(value) <= 2) for value in values):
        return bool(values)
    return len(values) <= _MOST_RUNGS and bool(sort_rungs(values) or sort_bands(values))


def _find_dates(counts: Mapping[str, int]) -> Reason | None:
    matches = [_DATE.fullmatch(value) for value in counts]
    if not matches or not all(matches):
        return None
    midnight = re.compile(r"[T ]+00:00(?::00)?(?:\.0+)?Z?")
    has_time = any(m and m["time"] and not midnight.fullmatch(m["time"]) for m in matches)
    return "time" if has_time else "date"


def _is_unique(counts: Mapping[str, int]) -> bool:
    """Tell whether nearly every person's answer is hers alone."""
    answers = sum(counts.values())
    if answers < _SERIAL_LEAST or len(counts) < _UNIQUE_SHARE * answers:
        return False
    if all(re.fullmatch(r"\d{1,18}", value) for value in counts):
        numbers = [int(value) for value in counts]
        step = numbers[1] - numbers[0]
        serial = list(range(numbers[0], numbers[0] + step * len(numbers), step or 1))
        is_serial = abs(step) == 1 and numbers == serial
        is_long = all(len(value) >= _LONG_NUMBER for value in counts)
        return is_serial or is_long or answers >= _UNIQUE_NUMBERS_LEAST
    if all(re.fullmatch(r"-?\d+[.,]\d+|\d+", value) for value in counts):
        return answers >= _UNIQUE_NUMBERS_LEAST
    # Sentences are answers in people's own words, which is another reason
    return sum(len(value.split()) for value in counts) < _SENTENCE_WORDS * len(counts)


@dataclass(frozen=True, slots=True)
class Finding:
    """An answer that holds something identifying.

    Attributes:
        text: The answer.
        trace: What identifies in it.
    """

    text: str
    trace: str


def find_identifying(texts: Iterable[str]) -> Iterator[Finding]:
    """Yield the answers in which an address, a number or a name with a title stands."""
    for text in texts:
        if found := next(find_traces(text), None):
            yield Finding(text, found.text)


def is_identifying(counts: Counter[str]) -> bool:
    """Tell whether any of the first different answers holds something identifying."""
    texts = [text for text, _count in counts.most_common(_MOST_SEARCHED)]
    return next(find_identifying(texts), None) is not None
