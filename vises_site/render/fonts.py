"""The vendored fonts, and how documents for paper are given them."""

import re

from vises_site.render.pdf import ASSET_SCHEME, Asset
from vises_site.text.glyphs import SCRIPT_FONTS
from vises_site.text.scripts import Script, find_scripts, isolate_marks
from vises_site.theme import FONTS_PATH

FONT_FACES = (
    ("Newsreader Text", "newsreader-text", 400, "normal"),
    ("Newsreader Text", "newsreader-text-italic", 400, "italic"),
    ("Newsreader Text", "newsreader-text-semibold", 600, "normal"),
    ("Newsreader Display", "newsreader-display", 400, "normal"),
    ("Newsreader Display", "newsreader-display-italic", 400, "italic"),
    ("Atkinson", "atkinson-regular", 400, "normal"),
    ("Atkinson", "atkinson-italic", 400, "italic"),
    ("Atkinson", "atkinson-bold", 700, "normal"),
)
"""Family, file without extension, weight and style of every vendored font."""


PLAIN_SCRIPTS, VOICE_SCRIPTS = "Scripts Plain", "Scripts Voice"
"""Families of other scripts' letters, beside the plain face and beside the serifs."""

# Where a family is used, not where its face is declared
_LAST_FAMILY = re.compile(r'"(Newsreader Text|Newsreader Display|Atkinson) Ext"(?!; src)')


def list_font_faces() -> list[tuple[str, str, int, str]]:
    """Return the faces of a document for paper: each, and its extension as a family of its own."""
    extended = [(f"{f} Ext", f"{stem}-ext", w, style) for f, stem, w, style in FONT_FACES]
    return [*FONT_FACES, *extended]


def list_font_assets() -> dict[str, Asset]:
    """Return the files of the fonts that all documents have, by name."""
    scripts = set(FONTS_PATH.glob(SCRIPT_FONTS))
    return {path.name: path for path in sorted(set(FONTS_PATH.glob("*.woff2")) - scripts)}


def list_script_faces(script: Script) -> list[tuple[str, str, int]]:
    """Return family, file without extension and weight of a script's faces."""
    return [
        (PLAIN_SCRIPTS, script.plain[0], 400),
        (PLAIN_SCRIPTS, script.plain[1], 700),
        (VOICE_SCRIPTS, script.voice, 400),
    ]


def set_scripts(html: str, assets: dict[str, Asset]) -> str:
    """Give a document for paper the fonts of the scripts in it, and its words their direction.

    Args:
        html: The document; one in Latin letters alone is returned as it is.
        assets: Takes the fonts' files.
    """
    scripts = find_scripts(html)
    if not scripts:
        return html
    rules, families = [], {PLAIN_SCRIPTS: "", VOICE_SCRIPTS: ""}
    for script in scripts:
        for family in families:
            families[family] += f', "{family} {script.name}"'
        for family, stem, weight in list_script_faces(script):
            assets[f"{stem}.woff2"] = FONTS_PATH / f"{stem}.woff2"
            rules.append(
                f'@font-face {{ font-family: "{family} {script.name}"; font-weight: {weight}; '
                f'src: url({ASSET_SCHEME}{stem}.woff2) format("woff2"); }}'
            )

    def follow(match: re.Match[str]) -> str:
        return match[0] + families[PLAIN_SCRIPTS if match[1] == "Atkinson" else VOICE_SCRIPTS]

    html = _LAST_FAMILY.sub(follow, html)
    return isolate_marks(html.replace("</head>", f"<style>{' '.join(rules)}</style></head>", 1))
