"""Planned pages that make the sheets of a stitched publication come out even."""

QUESTIONS = {
    "brochure": "Et vous, à qui pensez-vous en refermant ces pages ?",
    "recrutement": "Et toi, par quelle porte voudrais-tu entrer ?",
    "rapport": "Et chez vous, qu'est-ce qui compte et que l'on ne compte pas ?",
    "affiche": "Et vous ?",
}
"""The question to the reader on a planned page, by genre."""


def list_filler_kinds(genre: str, count: int) -> list[str]:
    """Return what stands on the planned pages before the back cover, never the same twice.

    >>> list_filler_kinds("brochure", 2)
    ['plate', 'sentence']
    """
    order = {
        "recrutement": ["notes", "plate", "sentence"],
        "rapport": ["notes", "plate", "sentence"],
    }.get(genre, ["sentence", "plate", "notes"])
    return list(reversed(order[:count]))
