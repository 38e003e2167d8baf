"""Letters in a project: kept as long as all who speak in them agree."""

from collections.abc import Iterable
from pathlib import Path

from vises_site.build.ledger import Appearance, Line
from vises_site.model.publishable import Publishable
from vises_site.model.vocabulary import Element

LETTERS_FOLDER = "lettres"
"""Folder of letters in a project: beside the site, never in it."""

LETTER_ELEMENTS: frozenset[Element] = frozenset(("texte", "portrait", "organisme", "prénom-réel"))
"""What a letter can show of a person."""


def keep_true_letters(folder: Path, lines: Iterable[Line], shown: Publishable) -> list[Appearance]:
    """Remove the letters in which somebody may no longer appear; return the others.

    Args:
        folder: Where letters are.
        lines: The ledger, which tells who is in them.
        shown: What may appear in letters now.

    Raises:
        OSError: The disk refuses.
    """
    records = {
        line["output"]: tuple(sorted({record["record"] for record in line["records"]}))
        for line in lines
        if line["output"].startswith(f"{LETTERS_FOLDER}/")
    }
    kept = []
    for path in sorted(folder.glob("*.html")):
        uri = f"{LETTERS_FOLDER}/{path.name}"
        named = records.get(uri, ())
        if all(slug in shown.by_slug for slug in named):
            kept.append(Appearance(uri, path, shown, named, None, LETTER_ELEMENTS))
        else:
            path.unlink()
            path.with_suffix(".txt").unlink(missing_ok=True)
    return kept
