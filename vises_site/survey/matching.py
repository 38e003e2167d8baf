"""What a cell of an export stands for: one modality, several, a tick, or a number."""

import math
import re
from collections.abc import Iterable

from vises_site.model.codebook import Modality
from vises_site.model.vocabulary import fold

SILENT = frozenset({"", "na", "n/a", "nan", "null", "#n/a", "-"})
"""What exports write where nobody answered, folded."""

_YES = frozenset({"1", "1.0", "y", "yes", "oui", "o", "x", "vrai", "true", "checked", "selected"})
_NO = frozenset({"0", "0.0", "n", "no", "non", "faux", "false", "unchecked", "not-selected"})
_WHOLE = re.compile(r"([+-]?\d+)[.,]0+")
_SPACES = re.compile(r"[\s\u00a0\u202f']")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?", re.IGNORECASE)
_FORMULA = re.compile(r"[=@\t\r]|[+-](?=.*[(!|])")


class Matcher:
    """Finds modalities by code or label, without regard to accents, case, hyphens."""

    def __init__(self, modalities: Iterable[Modality]) -> None:
        listed = list(modalities)
        self._ranks: dict[str, int] = {}
        for names in ([m.code for m in listed], [m.label for m in listed]):
            for rank, name in enumerate(names):
                self._ranks.setdefault(fold(name), rank)
        self.labels = [modality.label for modality in listed]

    def find(self, value: str) -> int | None:
        """Return the rank of a modality; None where none is meant.

        Spreadsheets write codes as decimals, and an apostrophe before what looks like a formula.
        """
        folded = fold(value.removeprefix("'"))
        if (rank := self._ranks.get(folded)) is not None:
            return rank
        whole = _WHOLE.fullmatch(folded)
        return self._ranks.get(whole[1]) if whole else None

    def find_several(self, value: str) -> tuple[set[int], list[str]]:
        """Return the modalities that a cell names, and the pieces in which none is found.

        Pieces stand between `;`, `|`, line breaks or commas; as labels may hold these too, the
        longest run of pieces that is a label is taken first. Codes may stand between spaces.
        """
        if (rank := self.find(value)) is not None:
            return {rank}, []
        pieces = re.split(r"([;|\n,])", value)
        found: set[int] = set()
        unknown: list[str] = []
        start = 0
        while start < len(pieces):
            for end in range(len(pieces), start, -2):
                if (rank := self.find("".join(pieces[start:end]))) is not None:
                    found.add(rank)
                    start = end + 1
                    break
            else:
                if pieces[start].strip():
                    unknown.append(pieces[start].strip())
                start += 2
        if unknown and not found:
            ranks = [self.find(word) for word in value.split()]
            if None not in ranks:
                return {rank for rank in ranks if rank is not None}, []
        return found, unknown


def is_silent(value: str) -> bool:
    """Tell whether a cell says that nobody answered."""
    return fold(value) in SILENT


def parse_tick(value: str, modality: Modality) -> bool | None:
    """Return whether a cell ticks a modality; None where it says neither yes nor no.

    Some exports repeat the answer in its own column instead of a tick.
    """
    folded = fold(value)
    if folded in _YES or folded in (fold(modality.code), fold(modality.label)):
        return True
    return False if folded in _NO else None


def parse_number(value: str) -> float | None:
    """Return the number that a cell holds; None where it holds none.

    >>> parse_number("1 234,5")
    1234.5
    """
    text = _SPACES.sub("", value)
    if text.rfind(",") > text.rfind("."):
        text = text.replace(".", "").replace(",", ".")
    elif text.count(".") == 1:
        text = text.replace(",", "")
    if not _NUMBER.fullmatch(text):
        return None
    number = float(text)
    return number if math.isfinite(number) else None


def is_formula(value: str) -> bool:
    """Tell whether a spreadsheet would take a cell for a formula, and not for a number."""
    return _FORMULA.match(value) is not None and parse_number(value) is None
