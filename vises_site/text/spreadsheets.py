"""Cells that no spreadsheet takes for a formula."""

import re

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet run a cell. Source: OWASP, *CSV Injection*."""

# A spreadsheet of another country takes another sign for the end of a cell
_INNER_START = re.compile(r"(?<=[;,\t\r\n\"])(?=[=+\-@])")


def disarm_cell(text: str) -> str:
    """Return a text as a cell that no spreadsheet runs, wherever it believes that cells end.

    >>> disarm_cell("=1+1")
    "'=1+1"
    >>> disarm_cell("oui,=1+1;@x"), disarm_cell("entre, -5 et 5"), disarm_cell("un-deux=3")
    ("oui,'=1+1;'@x", 'entre, -5 et 5', 'un-deux=3')
    """
    safe = _INNER_START.sub("'", text)
    return f"'{safe}" if safe.startswith(FORMULA_STARTS) else safe
