"""Which characters the vendored fonts can print."""

import re
from functools import cache

from vises_site.text.scripts import find_scripts
from vises_site.theme import FONTS_PATH

_RARE = re.compile(
    "[^\t\n\r -~\u00a0-\u00ff\u0152\u0153\u2010-\u2014\u2018-\u201e\u2026\u202f\u20ac]"
)
"""What is beyond the letters and marks of ordinary French, which all fonts have."""

EXTENSION = "-ext"
SCRIPT_FONTS = "script-*.woff2"
_NEVER_SEEN = {"\u00ad", "\u200c", "\u200d", *map(chr, range(0xFE00, 0xFE10))}
"""Soft hyphens, joiners and choices of a variant: none has a shape of its own."""


@cache
def list_printable() -> frozenset[str]:
    """Return the characters that every face has, and those of the scripts that have their own."""
    # Imported where a rare character stands: few texts have one
    from fontTools.ttLib import TTFont

    faces: dict[str, set[int]] = {}
    scripts: set[int] = set()
    ours = set(FONTS_PATH.glob(SCRIPT_FONTS))
    for path in sorted(FONTS_PATH.glob("*.woff2")):
        with TTFont(path, lazy=True) as font:
            name = path.stem.removesuffix(EXTENSION)
            found = scripts if path in ours else faces.setdefault(name, set())
            found.update(font.getBestCmap())
    common = set.intersection(*faces.values())
    written = {char for char in map(chr, scripts) if find_scripts(char)}
    return frozenset(map(chr, common)) | written | _NEVER_SEEN


def find_unprintable(text: str) -> list[str]:
    """Return the characters of a text that no page can show, each once, in their order."""
    found = dict.fromkeys(_RARE.findall(text))
    return [char for char in found if char not in list_printable()] if found else []


def drop_unprintable(text: str) -> str:
    """Return a text without the characters that would come out as empty boxes.

    The space before them goes too: a full stop may follow.
    """
    missing = re.escape("".join(find_unprintable(text)))
    if not missing:
        return text
    return re.sub(f"[ \u00a0\u202f]?[{missing}][{missing}\u200d\ufe0e\ufe0f]*", "", text)
