"""The blocks that authors write between `/// name` and `///`, the same for web and paper.

Blocks that only wrap what stands in them (`encadré`, `étapes`, `chiffres-clés`) become plain HTML.
Blocks that show a record, figures or a drawing (`témoignage`, `témoignages`, `citation`,
`graphique`, `tableau`, `qr`, `soutiens`, and `chiffres-clés` that names questions) become a
marker, which the sanitiser lets through and the medium's renderer then replaces: so the text of
contributors can never forge trusted HTML, and no block sees more than what may be published.
"""

import base64
import json
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString
from pydantic import ValidationError
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from vises_site.model.publication import TestimonySelection
from vises_site.model.vocabulary import fold
from vises_site.text.invisible import INVISIBLE

MARK_START, MARK_END = "\ue000", "\ue001"
"""Private-use characters around a marker; `strip_marks` takes them out of what authors write."""

WRAPPING = ("encadré", "étapes", "chiffres-clés")
SHOWING = ("témoignage", "témoignages", "citation", "graphique", "tableau", "qr", "soutiens")
BLOCK_NAMES = (*WRAPPING, *SHOWING)

_SECRET = secrets.token_hex(8)
"""Tells our markers from forged ones; never comes out, since markers are replaced."""

_MARK = re.compile(f"({MARK_START}{_SECRET}[A-Za-z0-9+/=]+{MARK_END})")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_START = re.compile(r"^[ ]{0,3}/{3,}[ ]*([\w-]+)[ ]*(?:\|[ ]*(.*?)[ ]*)?$")
_BLOCK_START = re.compile(r"\s*/{3,}[ ]*[\w-]+")
_PLAIN_OPTION = re.compile(
    r"\s+(?!(?:null|true|false|yes|no|on|off|y|n)\s*:)[^\W\d_][\w -]*:(?:\s|$)", re.IGNORECASE
)
_OPTION = re.compile(r"^[ ]{4,}([\w -]+?)[ ]*:[ ]*(.*?)[ ]*$")


@dataclass(frozen=True, slots=True)
class BlockUse:
    """A block as written in a text.

    Attributes:
        name: Canonical name where the block is known, else what was written.
        argument: What follows `|`, or an empty string.
        options: Options below the first line, keys folded.
        line: Line in the text, from 1.
    """

    name: str
    argument: str
    options: dict[str, str | list[str]]
    line: int

    @property
    def is_known(self) -> bool:
        """True for one of `BLOCK_NAMES`."""
        return self.name in BLOCK_NAMES


def find_blocks(text: str) -> list[BlockUse]:
    """List the blocks that a Markdown text opens, in order; fenced code is passed over."""
    canonical = {fold(name): name for name in BLOCK_NAMES}
    lines = text.split("\n")
    found, fenced = [], False
    for number, line in enumerate(lines):
        if re.match(r"\s*(```|~~~)", line):
            fenced = not fenced
        elif not fenced and (match := _START.match(line)):
            options = {}
            for following in lines[number + 1 :]:
                if not (option := _OPTION.match(following)):
                    break
                options[fold(option[1])] = _parse_option(option[2])
            name = canonical.get(fold(match[1]), match[1])
            found.append(BlockUse(name, match[2] or "", options, number + 1))
    return found


def _parse_option(text: str) -> str | list[str]:
    if text.startswith("[") and text.endswith("]"):
        return [item.strip().strip("\"'") for item in text[1:-1].split(",") if item.strip()]
    return text.strip("\"'")


def parse_selection(options: Mapping[str, str | list[str]]) -> TestimonySelection:
    """Build the selection that a block's options ask for.

    Raises:
        pydantic.ValidationError: An option is unknown or has a wrong value.
    """
    aliases = {
        fold(field.alias or name): (field.alias or name)
        for name, field in TestimonySelection.model_fields.items()
    }
    lists = {"themes", "organismes", "choix"}
    members = {
        aliases.get(key, key): [value] if key in lists and isinstance(value, str) else value
        for key, value in options.items()
    }
    return TestimonySelection.model_validate(members)


def is_web_address(argument: str) -> bool:
    """Tell whether a block's argument is an address that a reader may be sent to."""
    return re.fullmatch(r"https?://[^\s\"'<>]+", argument) is not None


def read_selection(options: Mapping[str, str | list[str]]) -> TestimonySelection | None:
    """Build the selection that a block's options ask for; None where they are wrong."""
    try:
        return parse_selection(options)
    except ValidationError:
        return None


def strip_marks(text: str) -> str:
    """Take out of an author's text the private-use characters, which only we may use."""
    return _PRIVATE.sub("", text)


def clean_marks(html: str) -> str:
    """Take private-use and invisible characters out of sanitised HTML, but for our own markers.

    An author may write them as entities, which only the sanitiser decodes.
    """
    parts = _MARK.split(html)
    return "".join(
        part if index % 2 else INVISIBLE.sub("", _PRIVATE.sub("", part))
        for index, part in enumerate(parts)
    )


def replace_marks(html: str, render: Callable[[str, str, dict[str, Any]], str]) -> str:
    """Replace the markers of sanitised HTML by `render(name, argument, options)`."""

    def substitute(match: re.Match[str]) -> str:
        payload = match[1].removeprefix(MARK_START + _SECRET).removesuffix(MARK_END)
        name, argument, options = json.loads(base64.b64decode(payload))
        return render(name, argument, options)

    return re.sub(f"(?:<div>)?{_MARK.pattern}(?:</div>)?", substitute, html)


class _AnyOptionsBlock(Block):
    """A block whose options are checked when files are loaded, not by the Markdown parser."""

    ARGUMENT = None

    def _validate(self, parent: ElementTree.Element, arg: Any, /, **options: Any) -> bool:
        self.given = {fold(str(key)): _flatten(value) for key, value in options.items()}
        return bool(super()._validate(parent, arg))


class _ShownBlock(_AnyOptionsBlock):
    """A block that becomes a marker."""

    def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
        payload = json.dumps([self.CANONICAL, self.argument or "", self.given])
        element = ElementTree.SubElement(parent, "div")
        mark = base64.b64encode(payload.encode()).decode()
        element.text = AtomicString(f"{MARK_START}{_SECRET}{mark}{MARK_END}")
        return element

    def on_add(self, block: ElementTree.Element) -> ElementTree.Element:
        # What stands inside belongs to nobody: a shown block has no text of its own
        return ElementTree.Element("div")


def _flatten(value: Any) -> str | list[str]:
    """Keep text and flat lists of text: anything deeper could be a bomb of YAML aliases."""
    if isinstance(value, list):
        return [str(item) for item in value[:50] if not isinstance(item, list | dict)]
    return "" if isinstance(value, dict) or value is None else str(value)


class _WrappingBlock(_ShownBlock):
    """A block that wraps what stands in it, under an optional title.

    One that names questions shows their figures instead.
    """

    def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
        if self._is_shown():
            return super().on_create(parent)
        tag = "aside" if self.CANONICAL == "encadré" else "div"
        element = ElementTree.SubElement(parent, tag, {"class": fold(self.NAME)})
        if self.argument:
            title = ElementTree.SubElement(element, "p", {"class": f"{fold(self.NAME)}-titre"})
            title.text = self.argument
        return element

    def on_add(self, block: ElementTree.Element) -> ElementTree.Element:
        """Let what stands inside be wrapped."""
        return super().on_add(block) if self._is_shown() else block

    def _is_shown(self) -> bool:
        return bool(self.CANONICAL == "chiffres-clés" and "questions" in self.given)


class _OneDefinitionEach(Preprocessor):
    """Lets authors write `term`, `: meaning`, `term`, `: meaning` without blank lines between."""

    def run(self, lines: list[str]) -> list[str]:
        """Put a blank line between a definition and the next term."""
        spaced: list[str] = []
        for index, line in enumerate(lines):
            follows = (
                index and lines[index - 1].startswith(":") and line[:1].strip() not in ("", ":")
            )
            if follows and index + 1 < len(lines) and lines[index + 1].startswith(":"):
                spaced.append("")
            spaced.append(line)
        return spaced


class _PlainOptions(Preprocessor):
    """Leaves out the options of blocks whose names are no words, which the parser cannot take."""

    def run(self, lines: list[str]) -> list[str]:
        """Keep, below the first line of a block, what has the form `name: value`."""
        kept: list[str] = []
        is_among_options = False
        for line in lines:
            is_among_options = bool(_BLOCK_START.match(line)) or (
                is_among_options and line.startswith("    ")
            )
            if is_among_options and line.startswith("    ") and not _PLAIN_OPTION.match(line):
                continue
            kept.append(line)
        return kept


def _make_block(base: type[Block], name: str, alias: str) -> type[Block]:
    return type(f"Block_{alias}", (base,), {"NAME": alias, "CANONICAL": name})


class VisesBlocks(BlocksExtension):
    """The Markdown extension that registers all blocks, accented or not."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 - pymdownx
        """Register each block under its name, and under that name without accents."""
        md.preprocessors.register(_OneDefinitionEach(md), "one-definition-each", 20)
        md.preprocessors.register(_PlainOptions(md), "plain-options", 19)
        for base, names in ((_WrappingBlock, WRAPPING), (_ShownBlock, SHOWING)):
            for name in names:
                for alias in {name, fold(name)}:
                    block_mgr.register(_make_block(base, name, alias), {})


def make_extension() -> Extension:
    """Return the extension for a Markdown instance."""
    extension: Extension = VisesBlocks()
    return extension
