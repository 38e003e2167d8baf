"""Markdown to HTML for every text of a project, on the web and on paper."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from markdown import Markdown

from vises_site.text.blocks import make_extension, replace_marks, strip_marks
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

ShowBlock = Callable[[str, str, dict[str, Any]], str]
ResolveUri = Callable[[str], str | None]

_URI = re.compile(r'(<(?:a|img)\b[^>]*?\b(?:href|src)=")([^"]*)(")')
_ID = re.compile(r'(\bid="|href="#)')


@cache
def _markdown() -> Markdown:
    return Markdown(extensions=[*EXTENSIONS, make_extension()], output_format="html")


def render_markdown(
    text: str,
    show_block: ShowBlock,
    resolve_uri: ResolveUri | None = None,
    id_prefix: str = "",
) -> str:
    """Render a Markdown text to safe HTML with French typography.

    Args:
        text: Markdown without front matter.
        show_block: Renders a block that shows a record: (name, argument, options) → trusted HTML.
        resolve_uri: Gives the address for a link or picture as written; None keeps it.
        id_prefix: Put before every id, so that several texts can share one document.
    """
    html = _markdown().reset().convert(strip_marks(text))
    html = sanitise(html)
    if resolve_uri is not None:
        html = _URI.sub(lambda m: f"{m[1]}{_resolve(m[2], resolve_uri)}{m[3]}", html)
    if id_prefix:
        html = _ID.sub(rf"\g<1>{id_prefix}", html)
    return replace_marks(set_html(html), show_block)


def finish_html(html: str, show_block: ShowBlock) -> str:
    """Sanitise and set HTML that another program made from Markdown with our extensions."""
    return replace_marks(set_html(sanitise(html)), show_block)


def _resolve(written: str, resolve_uri: ResolveUri) -> str:
    resolved = resolve_uri(written)
    return written if resolved is None else resolved


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
    for block in re.split(r"\n\s*\n", text.strip()):
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
