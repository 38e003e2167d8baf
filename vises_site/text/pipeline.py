"""Markdown to HTML for every text of a project, on the web and on paper."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from html import unescape
from typing import Any
from urllib.parse import unquote

from markdown import Markdown

from vises_site.text.blocks import clean_marks, make_extension, replace_marks, strip_marks
from vises_site.text.sanitising import sanitise
from vises_site.text.typography import set_html

EXTENSIONS: tuple[str, ...] = (
    "abbr",
    "admonition",
    "def_list",
    "footnotes",
    "sane_lists",
    "tables",
    "toc",
)
"""Python-Markdown extensions of every text; the blocks come on top."""

EXTENSION_SETTINGS: dict[str, dict[str, Any]] = {
    "footnotes": {"BACKLINK_TITLE": "Revenir au texte, note {}"}
}

ShowBlock = Callable[[str, str, dict[str, Any]], str]
ResolveUri = Callable[[str], str | None]

_MARKED = re.compile(
    r"_|[^\w\n .,;:!?'’\"«»…()%€°/–—\u00a0\u202f-]"  # a character that may be a mark
    r"|^[^\w\n«’'\"(…–—]|[ ]$"  # or a line that begins or ends like one
    r"|^\w+[.)](?:\s|$)|///"
    r"|\A\s*\Z",
    re.MULTILINE,
)
_LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_IMAGE = re.compile(r'(<img\b[^>]*?\bsrc=")([^"]*)("[^>]*>)')
_DEAD_LINK = re.compile(r'<a\b[^>]*?\bhref="[^":]*\.md(?:#[^"]*)?"[^>]*>(.*?)</a>', re.DOTALL)
_CONTROLS = re.compile(r"[\x00-\x20]")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HEADING = re.compile(r"(</?h)([1-6])\b")
_ID = re.compile(r' id="([^"]*)"')
_ANCHOR_LINK = re.compile(r'<a\b[^>]*? href="#([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


@cache
def _markdown() -> Markdown:
    return Markdown(
        extensions=[*EXTENSIONS, make_extension()],
        extension_configs=EXTENSION_SETTINGS,
        output_format="html",
    )


def render_markdown(
    text: str,
    show_block: ShowBlock,
    resolve_uri: ResolveUri | None = None,
    resolve_picture: ResolveUri | None = None,
    id_prefix: str = "",
    level: int = 0,
    pictures: bool = True,
    language: str = "fr",
) -> str:
    """Render a Markdown text to safe HTML in the typography of its language.

    Args:
        text: Markdown without front matter.
        show_block: Renders a block that shows a record: (name, argument, options) → trusted HTML.
        resolve_uri: Gives the address for a link as written; None keeps it, and an empty address
            leaves the words of the link without the link.
        resolve_picture: Gives the address for a picture as written; None keeps it, and an empty
            address takes the picture out.
        id_prefix: Put before every id, so that several texts can share one document.
        pictures: False where no picture may stand.
        level: How many levels headings go down below those of the document they stand in; up
            where it is negative.
        language: Two-letter code of the text's language.
    """
    # Here, since Markdown shows what a comment without an end holds
    ready = strip_marks(_COMMENT.sub("", text) if "<!--" in text else text)
    html = _convert_prose(ready) or _markdown().reset().convert(ready)
    html = clean_marks(sanitise(html, pictures))
    if level:
        html = _HEADING.sub(lambda m: f"{m[1]}{max(1, min(int(m[2]) + level, 6))}", html)
    html = _settle_anchors(html, id_prefix)
    if resolve_uri is not None:
        html = _LINK.sub(lambda match: _resolve_link(match, resolve_uri), html)
    if resolve_picture is not None:
        html = _IMAGE.sub(lambda match: _resolve_picture(match, resolve_picture), html)
    return replace_marks(set_html(html) if language == "fr" else html, show_block)


def _settle_anchors(html: str, prefix: str) -> str:
    """Keep each id once, put a prefix before it, and let links lead to ids that there are.

    A text without a prefix stands alone in its page, whose frame has anchors too.
    """
    seen: set[str] = set()

    def settle_id(match: re.Match[str]) -> str:
        if match[1] in seen:
            return ""
        seen.add(match[1])
        return f' id="{prefix}{match[1]}"'

    def settle_link(match: re.Match[str]) -> str:
        if not prefix:
            return match[0]
        name = unquote(unescape(match[1]))
        return match[0].replace('href="#', f'href="#{prefix}', 1) if name in seen else match[2]

    if ' id="' in html:
        html = _ID.sub(settle_id, html)
    return _ANCHOR_LINK.sub(settle_link, html) if 'href="#' in html else html


def _convert_prose(text: str) -> str | None:
    """Return paragraphs of plain prose as Markdown would, or None where a mark may be at work.

    Most testimonies are nothing but prose, and parsing them is most of a large site's build.
    """
    if _MARKED.search(text):
        return None
    paragraphs = re.split(r"\n\n+", text.strip("\n"))
    return "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def list_anchors(text: str) -> frozenset[str]:
    """Return the ids that a Markdown text has when it stands alone in a page."""
    html = sanitise(_markdown().reset().convert(strip_marks(text)))
    return frozenset(unescape(name) for name in _ID.findall(html))


def finish_html(html: str, show_block: ShowBlock, resolve_uri: ResolveUri | None = None) -> str:
    """Sanitise and set HTML that another program made from Markdown with our extensions.

    A link to a page that does not exist leaves its words only, as does one for which
    `resolve_uri` gives an empty address.
    """
    html = _DEAD_LINK.sub(r"\1", _settle_anchors(clean_marks(sanitise(html)), ""))
    if resolve_uri is not None:
        html = _LINK.sub(lambda match: _resolve_link(match, resolve_uri), html)
    return replace_marks(set_html(html), show_block)


def _resolve_link(match: re.Match[str], resolve_uri: ResolveUri) -> str:
    resolved = resolve_uri(match[1])
    if resolved is None:
        return match[0]
    if not _is_harmless(resolved):
        return match[2]
    return match[0].replace(f'"{match[1]}"', f'"{resolved}"', 1) if resolved else match[2]


def _is_harmless(address: str) -> bool:
    """Tell whether an address that was put together anew still leads to a page or a file.

    The sanitiser saw it as it was written: `a/../javascript:x` had no scheme then.
    """
    plain = _CONTROLS.sub("", unescape(address))
    scheme, colon, _rest = re.split(r"[/?#]", plain, maxsplit=1)[0].partition(":")
    return not colon or scheme.lower() in ("http", "https", "mailto", "tel")


def _resolve_picture(match: re.Match[str], resolve_picture: ResolveUri) -> str:
    resolved = resolve_picture(match[2])
    if resolved is None:
        return match[0]
    return f"{match[1]}{resolved}{match[3]}" if resolved else ""


@lru_cache(maxsize=16384)
def find_first_sentence(text: str, limit: int = 180) -> str:
    """Return the first sentence of a Markdown text as plain text.

    Args:
        text: Markdown.
        limit: Longest result in characters; a longer sentence is cut at a word, with an ellipsis.
    """
    plain = flatten_markdown(text)
    match = re.match(r".+?[.!?…]+(?:\s*»)?(?=\s|$)", plain)
    sentence = match[0] if match else plain
    if len(sentence) <= limit:
        return sentence
    return sentence[: limit - 1].rsplit(" ", 1)[0].rstrip(",;: ") + "…"


def flatten_markdown(text: str) -> str:
    """Return the first paragraph of prose of a Markdown text, without its marks."""
    for block in re.split(r"\n\s*\n", _COMMENT.sub("", text).strip()):
        if block.lstrip().startswith(("#", "///", "|", "```", "    ")):
            continue
        plain = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", block)
        plain = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", plain)
        plain = re.sub(r"^\s*(?:[-*+>]|\d+\.)\s+", "", plain, flags=re.MULTILINE)
        plain = re.sub(r"<[^>]+>|[*_`]", "", plain)
        plain = " ".join(plain.split())
        if plain:
            return plain
    return ""
