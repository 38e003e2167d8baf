"""The site's one stylesheet and its scripts: tokens and fonts in front, hashed names."""

import hashlib
import re
from dataclasses import dataclass
from functools import cache

from vises_site.render.fonts import FONT_FACES, PLAIN_SCRIPTS, VOICE_SCRIPTS, list_script_faces
from vises_site.render.tokens import read_tokens
from vises_site.text.scripts import SCRIPTS
from vises_site.theme import FONTS_PATH, WEB_PATH

_EXTENDED_RANGE = "U+0100-0130,U+0132-0151,U+0154-02BA,U+02BD-02C5,U+1E00-1EFF,U+A720-A7FF"

_BASE = "Base"
"""What the name of a family ends in that has a roman alone: browsers slant it and make it bold."""

_EARLY_FONTS = ("newsreader-display", "atkinson-regular", "atkinson-bold")
_READING_FONT = "newsreader-text"
_READING = re.compile(r'class="[^"]*\b(?:prose|words|lead|subtitle)\b')


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the site that the theme makes.

    Attributes:
        uri: Its place below the site.
        content: Its bytes.
    """

    uri: str
    content: bytes


@cache
def make_assets() -> tuple[Asset, Asset, tuple[Asset, ...]]:
    """Return the stylesheet, the script and the fonts of the site."""
    styles = [_declare_fonts(), _declare_tokens()]
    styles += [p.read_text(encoding="utf-8") for p in sorted((WEB_PATH / "styles").glob("*.css"))]
    scripts = [p.read_text(encoding="utf-8") for p in sorted((WEB_PATH / "scripts").glob("*.js"))]
    fonts = tuple(
        Asset(f"assets/fonts/{path.name}", path.read_bytes())
        for path in sorted(FONTS_PATH.iterdir())
    )
    return _hash("vises", "css", styles), _hash("vises", "js", scripts), fonts


@cache
def make_page_scripts() -> dict[str, Asset]:
    """Return the scripts that only some pages load, by name."""
    return {
        path.stem: _hash(f"vises-{path.stem}", "js", [path.read_text(encoding="utf-8")])
        for path in sorted((WEB_PATH / "scripts" / "pages").glob("*.js"))
    }


@cache
def make_embed_style() -> Asset:
    """Return the stylesheet of quotations in other sites' pages."""
    path = WEB_PATH / "styles" / "embed" / "integrer.css"
    styles = [_declare_fonts(), _declare_tokens(), path.read_text(encoding="utf-8")]
    return _hash("integrer", "css", styles)


def list_early_fonts(content: str | None) -> list[str]:
    """Return the uris of the fonts that a page asks for before its styles are read.

    A font that comes late is not shown on that page (`font-display: optional`): nothing moves
    under a reader's eyes. So those that each page begins with have to come early.

    Args:
        content: HTML of the page; None for one of running text.
    """
    is_read = content is None or _READING.search(content)
    names = (*_EARLY_FONTS, _READING_FONT) if is_read else _EARLY_FONTS
    return [f"assets/fonts/{name}.woff2" for name in names]


def _hash(stem: str, suffix: str, parts: list[str]) -> Asset:
    content = "\n".join(parts).encode()
    digest = hashlib.sha256(content).hexdigest()[:10]
    return Asset(f"assets/{stem}-{digest}.{suffix}", content)


def _declare_fonts() -> str:
    faces = []
    for family, stem, weight, style in FONT_FACES:
        for suffix, extra in (("", ""), ("-ext", f"unicode-range:{_EXTENDED_RANGE};")):
            faces.append(
                f'@font-face{{font-family:"{family}";src:url(fonts/{stem}{suffix}.woff2) '
                f'format("woff2");font-weight:{weight};font-style:{style};font-display:optional;{extra}}}'
            )
        if (weight, style) == (400, "normal"):
            # An italic that comes too late is a slanted roman on that page, not another typeface
            faces.append(
                f'@font-face{{font-family:"{family} {_BASE}";src:url(fonts/{stem}.woff2) '
                'format("woff2");font-display:optional}'
            )
    faces += _declare_scripts()
    # The plain face comes last: it serves every character outside the extended range
    return "\n".join(sorted(faces, key=lambda face: "unicode-range" not in face))


def _declare_scripts() -> list[str]:
    """Return the faces that a browser fetches only where a page has such letters."""
    faces = []
    for script in SCRIPTS:
        ranges = ",".join(f"U+{first:04X}-{last:04X}" for first, last in script.ranges)
        for family, stem, weight in list_script_faces(script):
            faces.append(
                f'@font-face{{font-family:"{family}";src:url(fonts/{stem}.woff2) '
                f'format("woff2");font-weight:{weight};font-display:optional;unicode-range:{ranges}}}'
            )
    return faces


def _list_families(family: str, scripts: str, others: str) -> str:
    return f'"{family}","{family} {_BASE}","{scripts}",{others}'


def _declare_tokens() -> str:
    tokens = read_tokens()
    colours, kinds, screen = tokens["colour"], tokens["type"], tokens["screen"]
    light = {name: colour["screen"] for name, colour in colours.items()}
    night = {name: colour["night"] for name, colour in colours.items()}
    fixed = {f"{name}-fill": colour["screen"] for name, colour in colours.items()}
    fixed |= {"on-fill": colours["paper"]["screen"], "on-genet": colours["ink"]["screen"]}
    fixed |= {
        "voice": _list_families(kinds["voice"], VOICE_SCRIPTS, "Georgia,serif"),
        "voice-display": _list_families(kinds["voice_display"], VOICE_SCRIPTS, "Georgia,serif"),
        "plain": _list_families(kinds["plain"], PLAIN_SCRIPTS, "Verdana,sans-serif"),
        "text": f"clamp({screen['text_px'] - 2}px,1vw + 12px,{screen['text_px'] + 1}px)",
        "measure": f"{screen['measure_ch']}ch",
    }

    def block(members: dict[str, str]) -> str:
        return ";".join(f"--{name}:{value}" for name, value in members.items())

    dark = f"{block(night)};--ink-fill:#000;color-scheme:dark"
    by_night = "@media screen and (prefers-color-scheme:dark)"  # paper is white on any screen
    return (
        f":root{{{block(light)};{block(fixed)};color-scheme:light}}\n"
        f"{by_night}{{:root:not([data-theme=light]){{{dark}}}}}\n"
        f"@media screen{{:root[data-theme=dark]{{{dark}}}}}"
    )
