"""Numbers as people and programs write them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from vises_site.model.vocabulary import fold

_SPACES = re.compile(r"[ \u00a0\u202f’']")
_NUMBER = re.compile(r"([+-]?\d[\d.,]*)\s*([^\d.,\s+-].{0,14})?")
_UNITS = {
    "ans": "ans",
    "an": "ans",
    "years": "ans",
    "jaar": "ans",
    "mois": "mois",
    "months": "mois",
    "maanden": "mois",
    "semaines": "semaines",
    "semaine": "semaines",
    "jours": "jours",
    "jour": "jours",
    "heures": "heures",
    "heure": "heures",
    "h": "heures",
    "minutes": "minutes",
    "min": "minutes",
    "km": "km",
    "€": "€",
    "eur": "€",
    "euros": "€",
    "euro": "€",
    "%": "%",
    "kg": "kg",
    "cm": "cm",
    "m²": "m²",
}
_FRENCH = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?")
_ENGLISH = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_CODE = re.compile(r"0\d+")
LONGEST_DIGITS = 15
"""A number with more digits is none that anybody counted, and no longer exact."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Texts read as numbers.

    Attributes:
        values: Each text that is a number, and the number as `3.5`.
        unit: The unit that stood behind them; empty for none.
    """

    values: dict[str, str]
    unit: str


def parse_numbers(texts: Iterable[str]) -> Numbers:
    """Read the numbers among texts; one way of writing decimals is taken for all of them.

    >>> parse_numbers(["1.234,5", "12"]).values
    {'1.234,5': '1234.5', '12': '12'}
    >>> parse_numbers(["54 ans"])
    Numbers(values={'54 ans': '54'}, unit='ans')
    """
    parts = {text: _part(text) for text in texts}
    bare = [number for number, _unit in filter(None, parts.values())]
    is_french = _is_french(bare)
    found, units = {}, set()
    for text, part in parts.items():
        if part and (number := _read(part[0], is_french=is_french)) is not None:
            found[text] = number
            units.add(part[1])
    units.discard("")
    return Numbers(found, units.pop() if len(units) == 1 else "")


def _part(text: str) -> tuple[str, str] | None:
    """Return the digits and the unit of a text, or None where it is no number."""
    match = _NUMBER.fullmatch(_SPACES.sub("", text.strip().replace("−", "-")))
    if match is None or _CODE.fullmatch(match[1]):
        return None
    if match[2] is None:
        return match[1], ""
    unit = _UNITS.get(fold(match[2]).rstrip("."))
    return (match[1], unit) if unit else None


def _is_french(texts: list[str]) -> bool:
    """Tell whether commas begin the decimals: so they do unless another reading is needed."""
    french = all(_FRENCH.fullmatch(text) for text in texts if "," in text)
    points = [text for text in texts if "." in text]
    if french and any("," in text for text in texts):
        return all(_FRENCH.fullmatch(text) for text in points)
    return False


def _read(text: str, *, is_french: bool) -> str | None:
    form = _FRENCH if is_french else _ENGLISH
    if not form.fullmatch(text) or sum(map(str.isdigit, text)) > LONGEST_DIGITS:
        return None
    plain = text.replace(".", "").replace(",", ".") if is_french else text.replace(",", "")
    value = float(plain)
    return str(int(value)) if value == int(value) else repr(value)
