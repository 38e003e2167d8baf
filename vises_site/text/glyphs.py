"""Which characters the vendored fonts can print."""

import re
from functools import cache

from vises_site.theme import FONTS_PATH

_RARE = re.compile(
    "[^\t\n\r -~\u00a0-\u00ff\u0152\u0153\u2010-\u2014\u2018-\u201e\u2026\u202f\u20ac]"
)
"""What is beyond the letters and marks of ordinary French, which all fonts have."""

EXTENSION = "-ext"
_NEVER_SEEN = "\u00ad"


@cache
def list_printable() -> frozenset[str]:
    """Return the characters that every face has, each together with its extension."""
    # Imported where a rare character stands: few texts have one
    from fontTools.ttLib import TTFont

    faces: dict[str, set[int]] = {}
    for path in sorted(FONTS_PATH.glob("*.woff2")):
        with TTFont(path, lazy=True) as font:
            faces.setdefault(path.stem.removesuffix(EXTENSION), set()).update(font.getBestCmap())
    common = set.intersection(*faces.values())
    return frozenset(map(chr, common)) | {_NEVER_SEEN}


def find_unprintable(text: str) -> list[str]:
    """Return the characters of a text that no page can show, each once, in their order."""
    found = dict.fromkeys(_RARE.findall(text))
    return [char for char in found if char not in list_printable()] if found else []


def drop_unprintable(text: str) -> str:
    """Return a text without the characters that would come out as empty boxes."""
    missing = find_unprintable(text)
    return text.translate(dict.fromkeys(map(ord, missing))) if missing else text
