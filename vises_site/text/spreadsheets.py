"""Cells that no spreadsheet takes for a formula."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet run a cell. Source: OWASP, *CSV Injection*."""


def disarm_cell(text: str) -> str:
    """Return a text as a cell that no spreadsheet runs.

    >>> disarm_cell("=1+1")
    "'=1+1"
    """
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
