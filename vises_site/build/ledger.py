"""The ledger of appearances: which record went, under which consent, into which published file.

It answers "in which printed brochure does this person appear?" years later, and holds nothing that
a person could want withdrawn: names of records and files, references and hashes; no names, no
words. Lines are added, never changed. One line of `registre/parutions.jsonl`:

    {"date": "2026-11-25", "output": "imprimerie/voix/voix-impression.pdf", "sha256": "6f1c…",
     "channels": ["brochure"], "records": [{"record": "luc", "voice": 1,
     "reference": "DOS-2019-012", "consent": "90ab…", "elements": ["texte", "âge"]}]}

On the site, a record is entered with its own page; lists, search and pictures follow from it. Open
data are made to be copied: who is in them is entered too, `site/donnees/temoignages.csv#luc`, with
the hash of what they say of the record alone, so that a change of one enters no others. A file
that was taken away is entered with `"sha256": null` and no records.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from vises_site.model.publishable import Publishable
from vises_site.model.vocabulary import Element

LEDGER_URI = "registre/parutions.jsonl"
"""Place of the ledger in a project."""

Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Appearance:
    """A published file that shows records.

    Attributes:
        uri: Where it is published, relative to the project, '/'-separated.
        path: The file, wherever it lies now.
        shown: What may appear in it, which holds the consents.
        records: Slugs of the testimonies that it shows, sorted.
        content: What of the file shows them; None for all of it.
        elements: What such a file can show of a person; None for everything.
    """

    uri: str
    path: Path
    shown: Publishable
    records: tuple[str, ...]
    content: bytes | None = None
    elements: frozenset[Element] | None = None

    @property
    def sha256(self) -> str:
        """The hash of what shows the records."""
        content = self.path.read_bytes() if self.content is None else self.content
        return hashlib.sha256(content).hexdigest()

    def select_elements(self, granted: Iterable[Element]) -> list[Element]:
        """Return what appears in it of what appears anywhere in the channel."""
        return [e for e in granted if self.elements is None or e in self.elements]


def read_ledger(path: Path) -> list[Line]:
    """Return the ledger's lines, the oldest first; a last line cut off by a crash is left out.

    Raises:
        OSError: It cannot be read.
        LedgerError: A line is none of ours.
    """
    if not path.is_file():
        return []
    *lines, rest = path.read_text(encoding="utf-8").split("\n")
    found = []
    for number, line in enumerate(lines, start=1):
        if (entry := _parse_line(line)) is None:
            raise LedgerError(number)
        found.append(entry)
    last = _parse_line(rest)
    return found if last is None else [*found, last]


def _parse_line(text: str) -> Line | None:
    """Return a line of the ledger, or None where it is none."""
    try:
        entry: Line = json.loads(text)
        valid = isinstance(entry["output"], str) and isinstance(entry["records"], list)
    except (ValueError, KeyError, TypeError):
        return None
    return entry if valid else None


class LedgerError(Exception):
    """A line of the ledger cannot be read; its number, from 1, is the only argument."""


def build_lines(
    earlier: Iterable[Line],
    appearances: Iterable[Appearance],
    on_date: date,
    folders: Sequence[str] = (),
) -> list[Line]:
    """Return the lines that a finished build adds, by output; none where nothing is new.

    Args:
        earlier: The ledger so far.
        appearances: The files of the build that show records.
        on_date: The day for which consents were judged.
        folders: Folders that the build replaced whole: what is no longer there was taken away.
    """
    last = {line["output"]: line for line in earlier}
    day = on_date.isoformat()
    now = {found.uri: _describe(found, day) for found in appearances}
    lines = [
        line
        for uri, line in now.items()
        if {**last.get(uri, {}), "date": day} != line
        and (line["records"] or last.get(uri, line)["records"])
    ]
    for uri, line in last.items():
        is_replaced = any(uri.startswith(f"{folder}/") for folder in folders)
        if uri not in now and line["records"] and is_replaced:
            gone: Line = {"date": day, "output": uri, "sha256": None, "channels": [], "records": []}
            lines.append(gone)
    return sorted(lines, key=lambda line: str(line["output"]))


def _describe(appearance: Appearance, day: str) -> Line:
    return {
        "date": day,
        "output": appearance.uri,
        "sha256": appearance.sha256,
        "channels": list(appearance.shown.channels),
        "records": [
            {
                "record": slug,
                "voice": grant.voice,
                "reference": grant.reference,
                "consent": grant.version,
                "elements": appearance.select_elements(grant.elements),
            }
            for slug in appearance.records
            for grant in appearance.shown.grants[slug]
        ],
    }


def append_lines(path: Path, lines: Sequence[Line]) -> None:
    """Add lines to the ledger, so that they are on the disk before anything is published.

    Raises:
        OSError: The disk refuses.
    """
    if not lines:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    with path.open("a+b") as file:
        _end_last_line(file)
        file.write(text.encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())


def _end_last_line(file: Any) -> None:
    """Take away a last line that a crash cut off; end one that an editor left without its end."""
    file.seek(0)
    content = file.read()
    start = content.rfind(b"\n") + 1
    if content[start:]:
        if _parse_line(content[start:].decode("utf-8", "replace")) is None:
            file.truncate(start)
        else:
            file.write(b"\n")
