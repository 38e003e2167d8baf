"""The sentences of a Markdown text, each with its line, as a reader meets them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FENCE = re.compile(r"\s*(?:```|~~~)")
_BLOCK = re.compile(r"\s*/{3,}")
_NO_PROSE = re.compile(r"\s{0,3}(?:#{1,6}\s|\||[-=*_]{3,}\s*$|\*\[[^\]]+\]:|\[[^\]^]+\]:\s)")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)]|:|\[\^[^\]]+\]:)\s+")
_QUOTE = re.compile(r"\s{0,3}(?:>\s?)+")
_IMAGE = re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])")
_LINK = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\[[^\]]*\])")
_CODE = re.compile(r"(`+)[^`]*\1")
_MARKS = re.compile(r"<[^<>]*>|[*`]|(?<!\w)_|_(?!\w)|\[\^[^\]]*\]")

# What ends a sentence, with the marks that close around it
_END = re.compile(r"[.!?…]+(?:\s*[»”)\]]|[\"'’](?!\w))*(?=\s|$)")
_NEXT = re.compile(r"\s*[«“\"(\[—–-]*\s*(\S)")
_SHORTENED = re.compile(
    r"(?:^|[\s«“\"(\[’'])(?:M|MM|Mme|Mmes|Mlle|Dr|Me|St|Ste|p|pp|n°|art|av|bd|cf|chap|éd|env|"
    r"etc|ex|fig|max|min|tél|vol|[A-ZÀ-Ý])\.$"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence.

    Attributes:
        text: Its words, without marks of Markdown, on one line.
        line: Line of the file on which it begins, from 1.
        part: Number of the paragraph or list item in which it stands.
    """

    text: str
    line: int
    part: int = 0

    @property
    def words(self) -> list[str]:
        """What stands between spaces and has a letter or a digit: `l'air` is one word."""
        return [word for word in self.text.split() if any(char.isalnum() for char in word)]


def list_sentences(body: str, first_line: int = 1) -> list[Sentence]:
    """Return the sentences of a Markdown text; titles, tables, code and options are none.

    A sentence ends at `.`, `!`, `?` or `…` before a capital letter, a digit or a new quotation,
    and at the end of its paragraph or list item.

    Args:
        body: Markdown without front matter.
        first_line: Line of the file on which it begins.
    """
    found: list[Sentence] = []
    for part, lines in enumerate(_list_parts(body)):
        text = "\n".join(line for _number, line in lines)
        starts: list[tuple[int, int]] = []
        at = 0
        for number, line in lines:
            starts.append((at, number + first_line))
            at += len(line) + 1
        for begin, end in _split(text):
            words = " ".join(text[begin:end].split())
            place = next(number for at, number in reversed(starts) if at <= begin)
            sentence = Sentence(words, place, part)
            found += [sentence] if sentence.words else []
    return found


def strip_inline(text: str) -> str:
    """Return a line of Markdown without its marks: the words of links, nothing of pictures."""
    return _MARKS.sub("", _CODE.sub("", _LINK.sub(r"\1", _IMAGE.sub("", text))))


def list_prose_lines(body: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that hold prose, as written, numbered from 0; an empty one ends a part."""
    text = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), body)
    is_fenced = is_among_options = False
    for number, line in enumerate(text.split("\n")):
        if _FENCE.match(line):
            is_fenced = not is_fenced
            yield number, ""
        elif is_fenced:
            continue
        elif _BLOCK.match(line):
            is_among_options = True
            yield number, ""
        elif is_among_options and line.startswith("    "):
            continue
        else:
            is_among_options = False
            yield number, "" if _NO_PROSE.match(line) else line


def _list_parts(body: str) -> Iterator[list[tuple[int, str]]]:
    """Yield paragraphs and list items, each as its lines without marks and their numbers."""
    part: list[tuple[int, str]] = []
    for number, written in list_prose_lines(body):
        line = _QUOTE.sub("", written)
        item = _ITEM.match(line)
        if (item or not line.strip()) and part:
            yield part
            part = []
        plain = strip_inline(line[item.end() :] if item else line)
        if plain.strip():
            part.append((number, plain))
    if part:
        yield part


def _split(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a paragraph begins and ends."""
    begin = 0
    for match in _END.finditer(text):
        if _goes_on(text, match):
            continue
        yield begin, match.end()
        begin = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
    if text[begin:].strip():
        yield begin, len(text)


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Tell whether a sentence goes on behind what might end it."""
    following = _NEXT.match(text, match.end())
    if following is None:
        return False
    if following[1].islower():
        return True
    before = text[max(0, match.start() - 8) : match.end()]
    return match[0] == "." and _SHORTENED.search(before) is not None
