"""Words that may tell who a person really is, reported where they stand."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

from vises_site.language import gettext as _
from vises_site.load.sources import Project, Source
from vises_site.model.approval import Statement
from vises_site.model.library import Library
from vises_site.model.testimony import Testimony
from vises_site.model.vocabulary import Element
from vises_site.text.identity import (
    KnownNames,
    Trace,
    find_national_numbers,
    find_portrayal,
    find_traces,
)

NAMES_FILE = ".vises-noms"
"""Git-ignored list of names that must appear nowhere, one a line; `#` opens a comment."""

MAXIMUM_NAMES_BYTES = 1_000_000
ELEMENTS = get_args(Element)


def read_known_names(root: Path) -> KnownNames:
    """Return the names that a project keeps out, none where it has no list.

    Raises:
        OSError: The list cannot be read.
    """
    path = root / NAMES_FILE
    if not path.is_file() or path.stat().st_size > MAXIMUM_NAMES_BYTES:
        return KnownNames(())
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")  # what Windows' editors write
    return KnownNames(line.partition("#")[0].strip() for line in text.splitlines())


def check_identity(project: Project, library: Library, sources: dict[str, Source]) -> None:
    """Warn of each place that looks like an identifying datum.

    Testimonies are searched for all kinds; other texts, whose addresses and telephone numbers are
    those of organisms, for names of the project's list and national numbers.
    """
    _check_known_names(project, sources)
    voiced = {testimony.path: testimony for testimony in library.testimonies.values()}
    told = {
        # Beside a name, each noun of a German text would look like a family name
        version.path: (version.key_statements, testimony.names * (version.language != "de"))
        for testimony in voiced.values()
        for version in testimony.versions
    }
    for path, source in list(sources.items()):
        testimony = voiced.get(path)
        if testimony is not None:
            _check_testimony(source, library, testimony)
            continue
        if path in told:
            _check_words(source, *told[path])
            continue
        for trace in find_national_numbers(source.text):
            _report_trace(source, trace)


def _check_known_names(project: Project, sources: dict[str, Source]) -> None:
    """Search all texts, the configuration and the names of all files for the project's list."""
    known = read_known_names(project.root)
    if known.is_empty:
        return
    config = project.root / "mkdocs.yml"
    if config.is_file():
        text = config.read_text(encoding="utf-8", errors="replace")
        sources.setdefault(config.name, Source(config.name, text))
    for source in list(sources.values()):
        for trace in known.find(source.text):
            _report_trace(source, trace)
    for folder in (project.content, project.testimonies):
        for path in sorted(folder.rglob("*")):
            uri = project.relate(path)
            for trace in known.find(uri.removeprefix(f"{folder.name}/")):
                _report_file_name(sources.setdefault(uri, Source(uri, "")), trace)


def _report_file_name(source: Source, trace: Trace) -> None:
    source.report(
        "identity-known-name",
        _("the name of the file or its folder holds « {text} », which must not appear").format(
            text=_mask(trace.text)
        ),
        _("names of files that say nothing: they become addresses"),
        _("rename the file, and what names it"),
        severity="warning",
    )


def _check_testimony(source: Source, library: Library, testimony: Testimony) -> None:
    """Search what a testimony shows: its body, and the keys that hold words."""
    head, body = _check_words(source, testimony.key_statements, testimony.names)
    _check_portrayals(source, library, testimony, head, body)


def _check_words(
    source: Source, statements: Iterable[Statement], names: Sequence[str]
) -> tuple[int, str]:
    """Search a body and the words of front matter; return where the body begins, and the body."""
    head = source.text.find("\n---", 3) + 4
    body = source.text[head:]
    for trace in find_traces(body, names):
        _report_trace(source, replace(trace, start=head + trace.start))
    for statement in statements:
        for trace in find_traces(statement.text, names):
            _report_trace(source, replace(trace, start=_find_value(source, statement, trace)))
    return head, body


def _find_value(source: Source, statement: Statement, trace: Trace) -> int:
    """Return where what was found in a key's value stands in the file; at its key if not as is."""
    line, column = source.locate(statement.spot)
    start = -1
    for _line in range(line - 1):
        start = source.text.find("\n", start + 1)
    key = start + column
    found = source.text.find(trace.text, key)
    return found if found >= 0 else key


def _mask(text: str) -> str:
    """Shorten an identifying datum: a log must not spread what it warns of."""
    return text if len(text) <= 3 else text[:3] + "…"


def _report_trace(source: Source, trace: Trace) -> None:
    line, column = source.find_place(trace.start)
    found = {
        "national-number": _("« {text} » looks like a national register number"),
        "telephone": _("« {text} » looks like a telephone number"),
        "email": _("« {text} » looks like an e-mail address"),
        "iban": _("« {text} » looks like a bank account number"),
        "address": _("« {text} » looks like a street address"),
        "full-name": _("« {text} » looks like a full name"),
        "known-name": _("« {text} » is on the list of names that must not appear"),
    }[trace.kind]
    source.report(
        f"identity-{trace.kind}",
        found.format(text=_mask(trace.text)),
        _("words that do not tell who the person really is"),
        _("remove it, or replace it by something that is not true of anybody"),
        line=line,
        column=column,
        severity="warning",
    )


def _check_portrayals(
    source: Source, library: Library, testimony: Testimony, head: int, body: str
) -> None:
    fields = testimony.fields
    organism = library.organisms.get(fields.organism)
    agreed = [set(v.consent.elements) if v.consent else set(ELEMENTS) for v in fields.voices]
    is_placed = organism is not None and all("organisme" in elements for elements in agreed)
    place = (organism.fields.municipality or "") if organism and is_placed else ""
    text = f"{body}\n{fields.quote or ''}"
    for voice, elements in zip(fields.voices, agreed, strict=True):
        if voice.identity == "anonyme":
            continue
        # What the consent leaves out is not shown beside the words
        age = voice.age if "âge" in elements else None
        found = find_portrayal(text, age, place)
        if found is None:
            continue
        line, column = source.find_place(head + found.start)
        if found.start >= len(body):
            line, column = source.places.get(("citation",), (1, 1))
        source.report(
            "identity-portrayal",
            _("together, « {name} », {details} may tell who the person is").format(
                name=voice.name, details=", ".join(f"« {d} »" for d in found.details)
            ),
            _("at most two such details beside a name"),
            _("keep two at most, with the person: round the age, or drop the year or the place"),
            line=line,
            column=column,
            severity="warning",
        )
