"""Words in charts: how wide they are, and where they are broken."""

import re

from vises_site.render.measuring import POINT_MM, balance_lines, measure_text
from vises_site.text.invisible import INVISIBLE
from vises_site.text.typography import NARROW, set_text

LEADING = 1.22
"""Distance of baselines as a multiple of the size."""

_SPACES = re.compile(r"[ \t\r\n]+")
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean_label(text: str) -> str:
    """Return an author's label on one line, in final typography, without what nobody sees."""
    visible = _SURROGATES.sub("", INVISIBLE.sub("", text))
    return set_text(_SPACES.sub(" ", visible).strip())


def measure(text: str, size: float, bold: bool = False) -> float:
    """Return the width of a line, in the unit of its size."""
    return measure_text(text, "atkinson-bold" if bold else "atkinson-regular", size) / POINT_MM


def measure_letters(text: str, size: float, bold: bool = False) -> float:
    """Return the width of a line as the PDF engine sets it in drawings: letter by letter."""
    return sum(measure(letter, size, bold) for letter in text)


def wrap(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """Break a label into lines that fit; a word that is too wide alone is divided."""
    stem = "atkinson-bold" if bold else "atkinson-regular"
    parts: list[str] = []
    for word in text.split(" "):
        parts += _divide(word, width, size, bold)
    return balance_lines(" ".join(parts), width * POINT_MM, size, stem)


def _divide(word: str, width: float, size: float, bold: bool) -> list[str]:
    """Return a word whole, or in parts that fit, each but the last with a hyphen."""
    parts = []
    while measure(word, size, bold) > width and "-" in word[1:-1]:
        # Where it has a hyphen already, as far along as fits
        ends = [i + 1 for i, char in enumerate(word[:-1]) if char == "-" and i]
        fitting = [end for end in ends if measure(word[:end], size, bold) <= width]
        if not fitting:
            break
        parts.append(word[: fitting[-1]])
        word = word[fitting[-1] :]
    while measure(word, size, bold) > width and len(word) > 2:
        end = len(word) - 1
        while end > 1 and measure(f"{word[:end]}-", size, bold) > width:
            end -= 1
        parts.append(f"{word[:end]}-")
        word = word[end:]
    return [*parts, word]


def fits(text: str, width: float, size: float, lines: int) -> bool:
    """Tell whether a label stands in so many lines without a divided word."""
    longest = max(measure(word, size) for word in text.split(" "))
    return longest <= width and len(wrap(text, width, size)) <= lines


def format_number(value: float, decimals: int = 0) -> str:
    """Return a number as French writes it, in groups of three digits.

    >>> format_number(14345) == "14\u202f345", format_number(2.50, 1)
    (True, '2,5')
    """
    text = f"{value:,.{decimals}f}"
    return text.replace(",", NARROW).replace(".", ",")


def format_value(value: float) -> str:
    """Return a number with a decimal only where it has one."""
    return format_number(value, 0 if float(value).is_integer() else 1)


def format_percent(percent: float) -> str:
    """Return a whole percentage, with the narrow space that French sets before its sign."""
    return f"{format_number(percent)}{NARROW}%"
