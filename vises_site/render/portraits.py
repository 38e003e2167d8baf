"""What portraits' files are called: they tell no more than the page does."""

import hashlib
from collections.abc import Iterable

from vises_site.model.published import PublishedVoice
from vises_site.model.reserved import LONGEST_SLUG
from vises_site.model.vocabulary import fold


def name_portraits(voices: Iterable[PublishedVoice]) -> dict[str, str]:
    """Return what each portrait's files are called, by its path.

    A picture that several voices share bears no name: one of them may not be named.
    """
    names: dict[str, set[str]] = {}
    for voice in voices:
        if voice.portrait:
            names.setdefault(voice.portrait, set()).add(voice.name)
    return {
        path: name_portrait(found.pop() if len(found) == 1 else "", path)
        for path, found in names.items()
    }


def name_portrait(display_name: str, path: str) -> str:
    """Return what a portrait's files are called: the displayed name and nothing else."""
    letters = "".join(c if c.isascii() and c.isalnum() else "-" for c in fold(display_name))
    slug = "-".join(part for part in letters.split("-") if part)
    return slug[:LONGEST_SLUG] or "portrait-" + hashlib.sha256(path.encode()).hexdigest()[:6]
