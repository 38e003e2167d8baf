"""The links of a Markdown text, as authors wrote them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

_HINTS = ("](", "]:", "href", "HREF")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_PICTURE = re.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,500}\)")
_TARGET = r"(?:<([^<>\n]*)>|([^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*))"
_LINK = re.compile(rf"(?<!\\)\]\( ?{_TARGET}")
_DEFINITION = re.compile(rf"^ {{0,3}}\[(?!\^)[^\]\n]+\]: ?{_TARGET}")
_ANCHOR = re.compile(r"<a\b[^<>]{0,500}?\bhref ?= ?(?:\"([^\"\n]*)\"|'([^'\n]*)')", re.IGNORECASE)
_WEB_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"'`|\\]+")
_CLOSING = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class WrittenLink:
    """A link in a file.

    Attributes:
        target: Where it leads, as written, without angle brackets.
        line: Line of the file, from 1.
        column: Column of the target in that line, from 1.
    """

    target: str
    line: int
    column: int

    @property
    def path(self) -> str:
        """What stands before `#` and `?`, decoded."""
        return unquote(re.split(r"[#?]", unescape(self.target), maxsplit=1)[0])

    @property
    def anchor(self) -> str:
        """What stands after `#`, decoded."""
        return unquote(unescape(self.target).partition("#")[2])


def find_links(text: str) -> Iterator[WrittenLink]:
    """Yield the links of a file's Markdown; front matter, code and pictures are passed over."""
    if not any(hint in text for hint in _HINTS):
        return
    lines = _COMMENT.sub(_blank, text).split("\n") if "<!--" in text else text.split("\n")
    fence = ""
    for number, line in enumerate(lines[_find_body(lines) :], start=_find_body(lines) + 1):
        marker = _FENCE.match(line)
        if marker and (not fence or marker[1].startswith(fence)):
            fence = "" if fence else marker[1]
        elif not fence and any(hint in line for hint in _HINTS):
            plain = _PICTURE.sub(_blank, _CODE.sub(_blank, line))
            for pattern in (_LINK, _DEFINITION, _ANCHOR):
                for match in pattern.finditer(plain):
                    group = 1 if match[1] is not None else 2
                    yield WrittenLink(match[group], number, match.start(group) + 1)


def find_web_addresses(text: str) -> Iterator[WrittenLink]:
    """Yield all addresses on other servers that a file names, wherever they stand in it."""
    if "://" not in text:
        return
    for number, line in enumerate(text.split("\n"), start=1):
        for match in _WEB_ADDRESS.finditer(line):
            yield WrittenLink(_trim(match[0]), number, match.start() + 1)


def _trim(address: str) -> str:
    """Return an address without the marks of the sentence around it."""
    while address:
        last = address[-1]
        opening = _CLOSING.get(last)
        is_unpaired = opening is not None and address.count(last) > address.count(opening)
        if last not in ".,;:!?*_»" and not is_unpaired:
            break
        address = address[:-1]
    return address


def _find_body(lines: list[str]) -> int:
    """Return the index of the first line below the front matter."""
    if lines[0].rstrip() != "---":
        return 0
    ends = (n for n, line in enumerate(lines[1:], start=2) if line.rstrip() in ("---", "..."))
    return next(ends, len(lines))


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
