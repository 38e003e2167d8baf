"""Which files hold records, and their text."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from vises_site.language import gettext as _
from vises_site.problems import Problem, Severity
from vises_site.text.invisible import INVISIBLE

MAXIMUM_LINE_CHARACTERS = 20_000
MOST_OF_A_KIND = 100
"""Problems of one kind that one file is told of: whoever mends a hundred looks again."""

_DEEP = re.compile(r"[ \t]{120}|(?:[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+|>)){25}")
MAXIMUM_BYTES = 1_000_000
"""A text of this size is a book of 150,000 words: no testimony is that long."""


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of a project.

    Attributes:
        root: Folder that holds `mkdocs.yml`.
        content: Folder of pages, organisms, evaluations and publications.
        testimonies: Folder of testimonies.
    """

    root: Path
    content: Path
    testimonies: Path

    def relate(self, path: Path) -> str:
        """Return a path as problems name it: relative to the root, '/'-separated."""
        return (
            path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.name
        )


@dataclass(slots=True)
class Source:
    r"""A file's text, and the problems found in it so far.

    Attributes:
        path: The file, relative to the project.
        text: Its text, with `\n` line ends and without byte-order mark.
        problems: Problems found, in the order found.
        places: Line and column of each front-matter key and list item, by its path.
        mistyped: Paths of keys that an unknown key probably stands for.
    """

    path: str
    text: str
    problems: list[Problem] = field(default_factory=list)
    places: dict[tuple[str | int, ...], tuple[int, int]] = field(default_factory=dict)
    mistyped: set[tuple[str | int, ...]] = field(default_factory=set)
    _breaks: list[int] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)

    def find_place(self, index: int) -> tuple[int, int]:
        """Return line and column, from 1, of an index in the text."""
        if not self._breaks:
            self._breaks = [-1, *(match.start() for match in re.finditer("\n", self.text))]
        line = bisect_left(self._breaks, index)
        return line, index - self._breaks[line - 1]

    def report(
        self,
        code: str,
        what: str,
        expected: str,
        mend: str,
        *,
        line: int = 1,
        column: int = 1,
        key: str = "",
        severity: Severity = "error",
    ) -> None:
        """Add a problem of this file, unless it has `MOST_OF_A_KIND` of the same kind already."""
        self._counts[code] = self._counts.get(code, 0) + 1
        if self._counts[code] > MOST_OF_A_KIND:
            return
        self.problems.append(
            Problem(self.path, line, column, key, code, what, expected, mend, severity)
        )

    def locate(self, spot: tuple[str | int, ...]) -> tuple[int, int]:
        """Return line and column of a front-matter value, or of what it stands in."""
        while spot and spot not in self.places:
            spot = spot[:-1]
        return self.places.get(spot, (1, 1))

    def report_at(
        self,
        spot: tuple[str | int, ...],
        code: str,
        what: str,
        expected: str,
        mend: str,
        severity: Severity = "error",
    ) -> None:
        """Add a problem of a front-matter value, at the nearest place that is known."""
        line, column = self.locate(spot)
        key = ".".join(str(part) for part in spot)
        self.report(
            code, what, expected, mend, line=line, column=column, key=key, severity=severity
        )


def find_markdown(folder: Path) -> Iterator[Path]:
    """Yield the Markdown files below a folder, sorted; hidden ones and links are passed over."""
    if not folder.is_dir():
        return
    for path in sorted(folder.rglob("*.md")):
        parts = path.relative_to(folder).parts
        if not any(part.startswith(".") for part in parts) and path.is_file():
            yield path


def read_source(project: Project, path: Path) -> Source:
    """Read a file; what hinders reading is a problem of the source, whose text is then empty."""
    source = Source(project.relate(path), "")
    if path.is_symlink() or not path.resolve().is_relative_to(project.root.resolve()):
        source.report(
            "symlink",
            _("this file is a link to another place"),
            _("an ordinary file inside the project"),
            _("copy the file itself into the folder"),
        )
        return source
    try:
        size = path.stat().st_size
        if size > MAXIMUM_BYTES:
            source.report(
                "file-too-large",
                _("the file weighs {size} MB").format(size=round(size / 1_000_000, 1)),
                _("a text file of at most {size} MB").format(size=MAXIMUM_BYTES // 1_000_000),
                _("keep only the text; pictures and sound go into files of their own"),
            )
            return source
        content = path.read_bytes()
    except OSError as error:
        report_unreadable(source, error)
        return source
    source.text = _decode(source, content)
    return source


def report_unreadable(source: Source, error: OSError) -> None:
    """Report that the system does not let a file be read."""
    source.report(
        "unreadable-file",
        _("the file cannot be read ({reason})").format(reason=error.strerror),
        _("a file that you may read"),
        _("check the file's permissions"),
    )


def _decode(source: Source, content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - (content.rfind(b"\n", 0, error.start) + 1) + 1
        source.report(
            "encoding",
            _("the file is not encoded in UTF-8"),
            _("UTF-8, the encoding of all files here"),
            _("open the file in your editor and save it as UTF-8"),
            line=line,
            column=column,
        )
        return ""
    if "\0" in text:
        source.report(
            "encoding",
            _("the file holds NUL characters"),
            _("UTF-8, the encoding of all files here"),
            _("open the file in your editor and save it as UTF-8"),
            line=text.count("\n", 0, text.index("\0")) + 1,
        )
        return ""
    if not text.strip():
        source.report(
            "empty-file",
            _("the file is empty"),
            _("front matter between two lines `---`, then the text"),
            _("write the file, or delete it"),
        )
        return ""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, written in enumerate(text.split("\n"), start=1):
        if len(written) > MAXIMUM_LINE_CHARACTERS or _DEEP.match(written):
            source.report(
                "unreadable-line",
                _("this line is too long or too deeply indented"),
                _("lines of at most {count} characters").format(count=MAXIMUM_LINE_CHARACTERS),
                _("cut the line into paragraphs"),
                line=number,
            )
            return ""
    return _drop_invisible(source, text) if INVISIBLE.search(text) else text


def _drop_invisible(source: Source, text: str) -> str:
    """Return a text without characters that nobody sees, each line that has some reported."""
    for number, line in enumerate(text.split("\n"), start=1):
        if match := INVISIBLE.search(line):
            report_invisible(source, line, number, match.start() + 1)
    return INVISIBLE.sub("", text)


def report_invisible(source: Source, text: str, line: int, column: int) -> str:
    """Report characters that nobody sees, and return a text without them."""
    codes = dict.fromkeys(f"U+{ord(char):04X}" for char in INVISIBLE.findall(text))
    source.report(
        "invisible-character",
        _("this line holds invisible characters ({codes}), which are left out").format(
            codes=", ".join(codes)
        ),
        _("characters that a reader sees"),
        _("retype the words around that place instead of pasting them"),
        line=line,
        column=column,
        severity="warning",
    )
    return INVISIBLE.sub("", text)


def has_invisible(text: str) -> bool:
    """Tell whether a text holds characters that nobody sees."""
    return INVISIBLE.search(text) is not None
