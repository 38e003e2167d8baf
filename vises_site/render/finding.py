"""What the list of testimonies loads when readers choose: facets, and first sentences in chunks.

Their folder bears the fingerprint of all that is in it: a page that a browser kept never takes
the files of a newer list for its own.
"""

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vises_site.assemble.facets import Facet, build_facets
from vises_site.interface import SITE_LANGUAGES, find_interface
from vises_site.model.publishable import Publishable
from vises_site.model.published import PublishedTestimony

CHUNK_LENGTH = 16
"""First sentences in one file."""

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"
"""Digits by which a facet's column numbers its sets of values."""

_BETWEEN_LINES = re.compile(r"\n\s*")


@dataclass(frozen=True, slots=True)
class ListFiles:
    """The files of the list in one language.

    Attributes:
        folder: Their folder below the site; empty where there is no testimony.
        files: Their bytes, by name.
        addresses: Its pages in their order, below the folder of their language.
    """

    folder: str
    files: dict[str, bytes]
    addresses: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """What tells this list from any other."""
        return self.folder.rpartition("-")[2]

    @property
    def uris(self) -> dict[str, bytes]:
        """The bytes of each file, by its place below the site."""
        return {f"{self.folder}/{name}": content for name, content in self.files.items()}


class ListPages:
    """Keeps the files of the list of testimonies in each language.

    Args:
        shown: What may appear on the site.
        languages: Languages beside French.
        render_line: Returns a testimony's line as the list at a uri shows it.
        find_address: Returns the address of the page at a uri, below the site.
    """

    def __init__(
        self,
        shown: Publishable,
        languages: Sequence[str],
        render_line: Callable[[PublishedTestimony, str], str],
        find_address: Callable[[str], str],
    ) -> None:
        self._shown, self._render_line = shown, render_line
        self._find_address = find_address
        self._languages = (SITE_LANGUAGES[0], *languages)
        self._kept: dict[str, ListFiles] = {}

    def find_files(self, language: str) -> ListFiles:
        """Return the files of one language, made when they are first needed."""
        if language not in self._kept:
            folder = find_interface(language).prefix + "temoignages"
            self._kept[language] = render_list_files(
                folder,
                self._shown.testimonies,
                build_facets(self._shown),
                lambda testimony: self._render_line(testimony, f"{folder}/index.md"),
                self._find_address,
            )
        return self._kept[language]

    def find_all(self) -> dict[str, ListFiles]:
        """Return the files of all languages, by language, the site's first one first."""
        return {language: self.find_files(language) for language in self._languages}


def render_list_files(
    folder: str,
    testimonies: Sequence[PublishedTestimony],
    facets: Sequence[Facet],
    render_line: Callable[[PublishedTestimony], str],
    find_address: Callable[[str], str],
) -> ListFiles:
    """Return the files of a list.

    Args:
        folder: The list's folder below the site.
        testimonies: What it lists, in its order.
        facets: How readers choose among them.
        render_line: Returns a testimony's line as the page at the list's address shows it.
        find_address: Returns the address of the page at a French uri, below the site.
    """
    if not testimonies:
        return ListFiles("", {}, ())
    chosen = {
        "count": len(testimonies),
        "chunk": CHUNK_LENGTH,
        "digits": DIGITS,
        "facets": [_pack_facet(facet) for facet in facets],
    }
    files = {"facettes.json": _render_json(chosen)}
    for start in range(0, len(testimonies), CHUNK_LENGTH):
        lines = [
            _BETWEEN_LINES.sub("", render_line(testimony)).strip()
            for testimony in testimonies[start : start + CHUNK_LENGTH]
        ]
        files[f"lignes-{start // CHUNK_LENGTH}.json"] = _render_json(lines)
    digest = hashlib.sha256()
    for name, content in files.items():
        digest.update(f"{name}:{len(content)}:".encode() + content)
    addresses = tuple(find_address(f"temoignages/{t.slug}.md") for t in testimonies)
    return ListFiles(f"{folder}/liste-{digest.hexdigest()[:10]}", files, addresses)


def _pack_facet(facet: Facet) -> dict[str, object]:
    """Return a facet as a column: the number of each testimony's set of values, digits in a row."""
    sets = {values: number for number, values in enumerate(sorted(set(facet.members)))}
    width = 1
    while len(DIGITS) ** width < len(sets):
        width += 1
    return {
        "name": facet.name,
        "keys": [choice.key for choice in facet.choices],
        "sets": list(sets),
        "width": width,
        "column": "".join(_write_number(sets[values], width) for values in facet.members),
    }


def _write_number(number: int, width: int) -> str:
    """Return a number in our digits.

    >>> _write_number(65, 2)
    '11'
    """
    digits = ""
    for _place in range(width):
        number, digit = divmod(number, len(DIGITS))
        digits = DIGITS[digit] + digits
    return digits


def _render_json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
