"""Markdown as plain text to paste anywhere: the words that the site would show."""

import re
import textwrap
from html.parser import HTMLParser

from vises_site.text.pipeline import render_markdown

_BLOCKS = frozenset(
    "aside blockquote caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p "
    "pre summary table tr ul".split()
)
_MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**"}
_SPECIAL = re.compile(r"([\\`*_\[\]<>])")
_OPENING = re.compile(r"^(#{1,6}\s|[-+]\s|\d+(?=[.)]\s))")
_SPACES = re.compile(r"[ \t\r\n]+")
_HANGING = re.compile(r"\d+\. |- |[a-z]+/ +")
_KEPT = {0x202F: 0xE000, 0xA0: 0xE001}


class _Writer(HTMLParser):
    """Collects paragraphs of sanitised HTML.

    Args:
        is_marked: Whether emphasis, lists and quotations keep the marks of Markdown.
    """

    def __init__(self, is_marked: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.is_marked = is_marked
        self.paragraphs: list[str] = []
        self._words, self._prefix = "", ""
        self._quotes = 0
        self._lists: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph, or a mark inside it."""
        if tag in _BLOCKS:
            self.finish()
        if tag == "blockquote":
            self._quotes += 1
        elif tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li" and self._lists:
            number = self._lists[-1]
            self._lists[-1] = None if number is None else number + 1
            self._prefix = "- " if number is None else f"{number + 1}. "
        elif tag == "br":
            self._words += "\n"
        elif tag in ("td", "th"):
            self._words += " "
        elif self.is_marked:
            self._words += _MARKS.get(tag, "")

    def handle_endtag(self, tag: str) -> None:
        """End what a tag began."""
        if tag in _BLOCKS:
            self.finish()
        if tag == "blockquote":
            self._quotes -= 1
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif self.is_marked:
            self._words += _MARKS.get(tag, "")

    def handle_data(self, data: str) -> None:
        """Add words."""
        text = _SPACES.sub(" ", data)
        self._words += _SPECIAL.sub(r"\\\1", text) if self.is_marked else text

    def finish(self) -> None:
        """End the paragraph."""
        lines = [line.strip(" ") for line in self._words.strip(" \n").split("\n")]
        if any(lines):
            if self.is_marked:
                lines[0] = _OPENING.sub(r"\\\1", lines[0])
            quote = "> " * self._quotes if self.is_marked else ""
            ending = "  \n" if self.is_marked else "\n"
            text = f"{ending}{quote}".join(lines)
            self.paragraphs.append(f"{quote}{self._prefix}{text}")
            self._prefix = ""
        self._words = ""


def write_transcript(text: str, language: str = "fr", is_marked: bool = False) -> str:
    r"""Return a Markdown text as paragraphs with an empty line between them.

    Comments, pictures, blocks that show records and the addresses of links are left out.

    Args:
        text: Markdown.
        language: Its language, whose typography it gets.
        is_marked: Whether the result is Markdown again, with emphasis, lists and quotations.

    >>> write_transcript("Ici, *je* respire !")
    'Ici, je respire\u202f!'
    """
    html = render_markdown(
        text, lambda *_block: "", lambda _uri: "", pictures=False, language=language
    )
    writer = _Writer(is_marked)
    writer.feed(html)
    writer.close()
    writer.finish()
    return "\n\n".join(writer.paragraphs)


def wrap_lines(text: str, width: int) -> str:
    """Break lines at their spaces; what is longer alone, such as an address, stays whole.

    The lines of a list hang below its first words.

    Args:
        text: Plain text.
        width: Characters of a line at most.
    """
    lines: list[str] = []
    for line in text.strip().splitlines():
        hanging = _HANGING.match(line)
        # The library takes no-break spaces for places to break
        found = textwrap.wrap(
            line.translate(_KEPT),
            width,
            subsequent_indent=" " * len(hanging[0]) if hanging else "",
            break_long_words=False,
            break_on_hyphens=False,
        )
        lines += found or [""]
    return "\n".join(lines).translate({there: here for here, there in _KEPT.items()}) + "\n"
