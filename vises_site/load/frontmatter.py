"""Front matter with the place of every key.

PyYAML's C parser gives positions at a tenth of the cost of a round-trip parser; scalars stay
text, so that a title such as `2019` or `non` stays what the author wrote.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

import yaml

from vises_site.language import gettext as _
from vises_site.load.sources import Source, has_invisible, report_invisible

MAXIMUM_HEADER_CHARACTERS = 64_000
MAXIMUM_DEPTH = 20
MAXIMUM_BRACKETS = 1_500
"""However brackets are closed, quoted or commented: no parser is nested more deeply than that."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PLAIN_NULLS = {"", "~", "null", "Null", "NULL"}
_STANDARD_TAG = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of front matter.

    Attributes:
        value: Text, None, a list of nodes, or a list of (key node, value node).
        line: Line in the file, from 1.
        column: Column in the line, from 1.
    """

    value: "str | list[Node] | list[tuple[Node, Node]] | None"
    line: int
    column: int
    is_mapping: bool = False

    @property
    def pairs(self) -> "list[tuple[Node, Node]]":
        """Keys and values of a mapping."""
        return self.value if self.is_mapping else []  # type: ignore[return-value]

    @property
    def items(self) -> "list[Node]":
        """Items of a list; the node itself where there is no list."""
        if isinstance(self.value, list) and not self.is_mapping:
            return self.value  # type: ignore[return-value]
        return [self]


@dataclass(frozen=True, slots=True)
class Document:
    """A file split in two.

    Attributes:
        header: The front matter, a mapping node; None where it could not be read.
        body: The text after it.
        body_line: Line of the file on which the body begins, from 1.
    """

    header: Node | None
    body: str
    body_line: int


class _NotPlainError(Exception):
    """A YAML construct that has no place in front matter."""

    def __init__(self, mark: Any, code: str, what: str) -> None:
        self.mark, self.code, self.what = mark, code, what


_STRAINS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"^ {0,3}#", re.MULTILINE), 2_000),
    (re.compile(r"^\*\[", re.MULTILINE), 500),
)
MAXIMUM_OPENINGS = 2_000
"""Square and angle brackets of one paragraph: the Markdown parser looks again behind each."""


def parse_document(source: Source, *, needs_header: bool = True) -> Document:
    """Split a source into front matter and body; problems go to the source.

    Where none is needed, a text that does not begin with front matter is all body. A body that
    would keep the Markdown parser at work for minutes is a problem, and empty.
    """
    has_header = needs_header or source.text.startswith("---")
    document = _split_document(source) if has_header else Document(None, source.text, 1)
    if (line := _find_strain(document.body)) is None:
        return document
    source.report(
        "unreadable-line",
        _("from this line on, the text has too many headings, brackets or abbreviations"),
        _("at most {count} in a text").format(count=MAXIMUM_OPENINGS),
        _("keep what is meant to be read, or cut the text into several files"),
        line=document.body_line + line,
    )
    return replace(document, body="")


def _find_strain(body: str) -> int | None:
    """Return the line, from 0, on which a strain begins, or None where there is none."""
    for pattern, maximum in _STRAINS:
        found = pattern.findall(body)
        if len(found) > maximum and (first := pattern.search(body)):
            return body.count("\n", 0, first.start())
    if body.count("[") <= MAXIMUM_OPENINGS and body.count("<") <= MAXIMUM_OPENINGS:
        return None
    line = 0
    for paragraph in re.split(r"\n[ \t]*(?=\n)", body):
        if max(paragraph.count("["), paragraph.count("<")) > MAXIMUM_OPENINGS:
            return line
        line += paragraph.count("\n") + 1
    return None


def _split_document(source: Source) -> Document:
    lines = source.text.split("\n")
    if not source.text:
        return Document(None, "", 1)
    if lines[0].rstrip() != "---":
        source.report(
            "missing-fence",
            _("the first line is not `---`"),
            _("front matter between two lines `---` at the top of the file"),
            _("add a line `---` above the first key and another below the last"),
        )
        return Document(None, source.text, 1)
    for number, line in enumerate(lines[1:], start=2):
        if line.rstrip() in ("---", "..."):
            header = _parse_header(source, "\n".join(lines[1 : number - 1]))
            return Document(header, "\n".join(lines[number:]), number + 1)
    source.report(
        "missing-fence",
        _("the front matter is never closed"),
        _("a second line `---` after the last key"),
        _("add a line `---` between the keys and the text"),
        line=len(lines),
    )
    return Document(None, "", len(lines))


def _parse_header(source: Source, text: str) -> Node | None:
    is_deep = measure_depth(text) > MAXIMUM_DEPTH or _count_brackets(text) > MAXIMUM_BRACKETS
    if len(text) > MAXIMUM_HEADER_CHARACTERS or is_deep:
        source.report(
            "front-matter-too-large",
            _("the front matter is too long or too deeply nested"),
            _("at most {size} characters and {depth} levels").format(
                size=MAXIMUM_HEADER_CHARACTERS, depth=MAXIMUM_DEPTH
            ),
            _("move long texts below the second line `---`"),
            line=2,
        )
        return None
    return parse_mapping(source, text, 2)


def parse_mapping(source: Source, text: str, first_line: int = 1) -> Node | None:
    """Parse YAML that is one mapping; what is wrong with it goes to the source.

    Args:
        source: Receives the problems.
        text: The YAML, not too deeply nested.
        first_line: Line of the file on which the text begins, from 1.

    Returns:
        The mapping; None where there is none.
    """
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
        empty = Node([], first_line, 1, is_mapping=True)
        node = _convert(root, set(), 0, first_line) if root is not None else empty
    except yaml.YAMLError as error:
        _report_yaml_error(source, error, text, first_line)
        return None
    except _NotPlainError as error:
        source.report(
            error.code,
            error.what,
            _("plain keys and values"),
            _("write the value out in full"),
            line=error.mark.line + first_line,
            column=error.mark.column + 1,
        )
        return None
    finally:
        loader.dispose()
    if not node.is_mapping:
        source.report(
            "invalid-yaml",
            _("the front matter is not a list of keys and values"),
            _("lines such as `titre: Ma bulle d'air`"),
            _("write one key a line, each followed by `: ` and its value"),
            line=first_line,
        )
        return None
    # Escapes such as `\u202e` bring back what was left out of the text
    return _drop_escaped(source, node) if "\\" in text else node


def _drop_escaped(source: Source, node: Node) -> Node:
    """Return front matter without the invisible characters that escapes stand for."""

    def clean(value: Node, place: Node) -> Node:
        if value.is_mapping:
            pairs = [(clean(k, k), clean(v, k)) for k, v in value.pairs]
            return replace(value, value=pairs)
        if isinstance(value.value, list):
            return replace(value, value=[clean(item, item) for item in value.items])
        if isinstance(value.value, str) and has_invisible(value.value):
            text = report_invisible(source, value.value, place.line, place.column)
            return replace(value, value=text)
        return value

    return clean(node, node)


def _count_brackets(text: str) -> int:
    return text.count("[") + text.count("{")


def measure_depth(text: str) -> int:
    """Return how deeply values are nested, before any recursive parser sees the text.

    Brackets that are quoted or commented may mislead it: see `MAXIMUM_BRACKETS`.
    """
    depth = deepest = 0
    for char in re.findall(r"[\[\]{}]", text):
        depth = depth + 1 if char in "[{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    indents: list[int] = []
    for line in text.split("\n"):
        stripped = line.lstrip(" ")
        indent = len(line) - len(stripped)
        dashes = len(re.match(r"(?:[-?:] +)*", stripped)[0])  # type: ignore[index]
        while indents and indents[-1] >= indent:
            indents.pop()
        indents.append(indent)
        deepest = max(deepest, len(indents) + dashes // 2)
    return deepest


def _convert(node: Any, seen: set[int], depth: int, first_line: int) -> Node:
    mark = node.start_mark
    line, column = mark.line + first_line, mark.column + 1
    if id(node) in seen:
        raise _NotPlainError(mark, "yaml-alias", _("an alias (`*name`) repeats another value"))
    seen.add(id(node))
    if depth > MAXIMUM_DEPTH:
        what = _("the front matter is too long or too deeply nested")
        raise _NotPlainError(mark, "front-matter-too-large", what)
    if not node.tag.startswith(_STANDARD_TAG) or "python" in node.tag:
        raise _NotPlainError(mark, "yaml-tag", _("a YAML tag (`!name`) stands before a value"))
    if isinstance(node, yaml.MappingNode):
        pairs = [
            (
                _convert(key, seen, depth + 1, first_line),
                _convert(value, seen, depth + 1, first_line),
            )
            for key, value in node.value
        ]
        return Node(pairs, line, column, is_mapping=True)
    if isinstance(node, yaml.SequenceNode):
        items = [_convert(item, seen, depth + 1, first_line) for item in node.value]
        return Node(items, line, column)
    # The parser in C gives plain scalars an empty style, the one in Python none
    is_null = node.style in (None, "") and node.value in PLAIN_NULLS
    return Node(None if is_null else node.value, line, column)


def _report_yaml_error(source: Source, error: yaml.YAMLError, text: str, first_line: int) -> None:
    detail = getattr(error, "problem", None) or ""
    # What is never closed is complained of at the end: the author looks for its beginning
    order = ("context_mark", "problem_mark")
    marks = [getattr(error, name, None) for name in (order if "end of" in detail else order[::-1])]
    mark = marks[0] or marks[1]
    line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
    lines = text.split("\n")
    raw = lines[line - first_line] if 0 <= line - first_line < len(lines) else ""
    found = raw.strip()
    what = _("this line cannot be understood: « {line} »").format(line=found[:80])
    mend = _("check the indentation, the `: ` after the key and the closing of quotes and brackets")
    if "\t" in raw or "'\\t'" in detail:
        mend = _("replace tabs by spaces")
    elif detail.startswith("mapping values are not allowed"):
        mend = _("put the value between quotes: it holds a colon followed by a space")
    source.report("invalid-yaml", what, _("a line `key: value`"), mend, line=line, column=column)
