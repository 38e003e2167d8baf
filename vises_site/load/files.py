"""Files beside the texts: what may go onto the site, and what is no such thing."""

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from vises_site.language import gettext as _
from vises_site.load.documents import clean_pdf
from vises_site.load.pictures import EXTENSIONS as PICTURE_EXTENSIONS
from vises_site.load.pictures import check_picture
from vises_site.load.sources import Project, Source, report_unreadable
from vises_site.load.taken import check_file_place
from vises_site.problems import Severity

SIGNATURES: dict[str, tuple[tuple[int, bytes], ...]] = {
    ".pdf": ((0, b"%PDF-"),),
    ".mp3": ((0, b"ID3"), (0, b"\xff\xfb"), (0, b"\xff\xf3"), (0, b"\xff\xf2"), (0, b"\xff\xfa")),
    ".ogg": ((0, b"OggS"),),
    ".m4a": ((4, b"ftyp"),),
    ".wav": ((0, b"RIFF"),),
}
"""Where such files begin with what: one of the pairs; anything else is not what its name says."""

PUBLISHED_EXTENSIONS = (*PICTURE_EXTENSIONS, *SIGNATURES)
"""What a page may link to or show; pictures and PDFs are cleaned first."""

DATA_EXTENSIONS = (".csv", ".xlsx", ".ods", ".yml", ".yaml", ".icc", ".icm")
"""What belongs to a record and is never published as it is."""

SITE_FILES = ("robots.txt", "CNAME")
"""Files that a web server looks for."""

OPEN_DATA_FOLDER = "donnees"
"""Folder of `content/` at whose address the site writes its own data."""

MAXIMUM_DOCUMENT_BYTES = 100_000_000
MAXIMUM_DATA_BYTES = 200_000_000
MAXIMUM_DATA_ROWS = 1_000_000
MAXIMUM_UNPACKED_BYTES = 1_000_000_000
MAXIMUM_MEMBERS = 10_000
_BLOCK_BYTES = 1 << 20


def is_inside(project: Project, path: Path) -> bool:
    """Tell whether a file is really in the project: neither it nor a folder above it is a link."""
    top = project.root.resolve()
    return path.resolve() == top / path.relative_to(project.root)


def may_be_published(path: Path) -> bool:
    """Tell by its name and first bytes whether a file that is no text may go onto the site."""
    suffix = path.suffix.lower()
    if not path.is_file():
        return False
    if path.name in SITE_FILES or suffix in PICTURE_EXTENSIONS:
        return True
    return suffix in SIGNATURES and has_signature(path)


def has_signature(path: Path) -> bool:
    """Tell whether a document or a sound begins as its name says."""
    with path.open("rb") as file:
        start = file.read(16)
    expected = SIGNATURES[path.suffix.lower()]
    return any(start[place : place + len(mark)] == mark for place, mark in expected)


def check_files(project: Project) -> Iterator[Source]:
    """Yield a source for each file of `content/` and `testimonies/` that has a problem."""
    for folder in (project.content, project.testimonies):
        if not (folder.is_dir() and folder.is_relative_to(project.root)):
            continue
        for path in sorted(folder.rglob("*")):
            hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
            # MkDocs follows links, hidden ones too, and may never come back
            if (hidden and not path.is_symlink()) or (
                path.suffix == ".md" and path.is_file() and not path.is_symlink()
            ):
                continue
            source = Source(project.relate(path), "")
            if path.is_symlink():
                _report_link(source)
            elif path.is_dir():
                _check_folder(source, path)
            elif not path.is_file():
                _report_foreign(source, path, "error")  # MkDocs would wait for a pipe for ever
            elif folder == project.content:
                _check_place(source, path.relative_to(folder))
                _check_file(source, path)
            if source.problems:
                yield source


def _report_link(source: Source) -> None:
    source.report(
        "symlink",
        _("this file is a link to another place"),
        _("an ordinary file inside the project"),
        _("copy the file itself into the folder"),
    )


def _check_folder(source: Source, path: Path) -> None:
    """Report a folder that cannot be looked into: what it holds would silently be missing."""
    if not os.access(path, os.R_OK | os.X_OK):
        source.report(
            "unreadable-file",
            _("the folder cannot be opened"),
            _("a folder that you may read"),
            _("check the folder's permissions"),
        )


def _report_foreign(source: Source, path: Path, severity: Severity = "warning") -> None:
    source.report(
        "foreign-file",
        _("« {name} » is not a kind of file that is published").format(name=path.name),
        _("one of: {words}").format(words=", ".join(PUBLISHED_EXTENSIONS)),
        _("export it as PDF or as a picture, or move it out of the folder"),
        severity=severity,
    )


def _check_place(source: Source, path: Path) -> None:
    """Report a file where the site writes its own: theirs are there, and none other."""
    check_file_place(source, path.as_posix())
    is_data = path.suffix.lower() in (*DATA_EXTENSIONS, ".json")
    if is_data and path.parts[0] == OPEN_DATA_FOLDER:
        source.report(
            "taken-place",
            _("« {name} » is where the site writes its own open data, and is not published").format(
                name=path.name
            ),
            _("in {folder}/: a page index.md that opens the list of files, or nothing").format(
                folder=f"content/{OPEN_DATA_FOLDER}"
            ),
            _("put answers beside their evaluation, whose figures are then published"),
            severity="warning",
        )


def _check_file(source: Source, path: Path) -> None:
    suffix = path.suffix.lower()
    try:
        if suffix in PICTURE_EXTENSIONS:
            check_picture(source, path, ())
        elif suffix in DATA_EXTENSIONS:
            _check_data(source, path)
        elif suffix in SIGNATURES:
            _check_document(source, path)
        elif path.name not in SITE_FILES and not source.problems:
            _report_foreign(source, path)
    except OSError as error:
        report_unreadable(source, error)


def _check_document(source: Source, path: Path) -> None:
    size = path.stat().st_size
    if size > MAXIMUM_DOCUMENT_BYTES:
        _report_too_large(source, path, MAXIMUM_DOCUMENT_BYTES)
    elif not has_signature(path) or not _can_be_cleaned(path):
        _report_invalid(source, path)


def _can_be_cleaned(path: Path) -> bool:
    """Tell whether a PDF can be opened, so that what acts in it can be taken out."""
    if path.suffix.lower() != ".pdf":
        return True
    try:
        clean_pdf(path.read_bytes())
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, RuntimeError, TypeError):
        return False
    return True


def read_data(project: Project, path: Path, source: Source) -> bytes | None:
    """Return a data file's bytes; None, and a problem, where it may not or cannot be read."""
    if path.is_symlink() or not is_inside(project, path):
        source.report(
            "symlink",
            _("this file is a link to another place"),
            _("an ordinary file inside the project"),
            _("copy the file itself into the folder"),
        )
        return None
    before = len(source.problems)
    try:
        _check_data(source, path)
        return path.read_bytes() if len(source.problems) == before else None
    except OSError as error:
        report_unreadable(source, error)
        return None


def _check_data(source: Source, path: Path) -> None:
    """Report answers or figures that are too many, or no workbook though they are named so."""
    if path.stat().st_size > MAXIMUM_DATA_BYTES:
        _report_too_large(source, path, MAXIMUM_DATA_BYTES)
    elif path.suffix.lower() in (".xlsx", ".ods"):
        _check_workbook(source, path)
    elif _count_lines(path) > MAXIMUM_DATA_ROWS:
        source.report(
            "data-too-large",
            _("« {name} » has too many rows").format(name=path.name),
            _("at most {count} rows").format(count=MAXIMUM_DATA_ROWS),
            _("keep only the answers of this evaluation"),
        )


def _count_lines(path: Path) -> int:
    count = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            count += max(block.count(b"\n"), block.count(b"\r"))
    return count


def _check_workbook(source: Source, path: Path) -> None:
    """Look at a workbook's list of members, which tells its size without unpacking anything."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        _report_invalid(source, path)
        return
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAXIMUM_UNPACKED_BYTES or len(members) > MAXIMUM_MEMBERS:
        _report_too_large(source, path, MAXIMUM_UNPACKED_BYTES)


def _report_invalid(source: Source, path: Path) -> None:
    source.report(
        "invalid-file",
        _("« {name} » is not what its name says").format(name=path.name),
        _("a file of the kind {suffix}").format(suffix=path.suffix.lower()),
        _("export it again from the program in which it was made"),
    )


def _report_too_large(source: Source, path: Path, maximum_bytes: int) -> None:
    source.report(
        "data-too-large",
        _("« {name} » is too large").format(name=path.name),
        _("at most {size} MB, unpacked").format(size=maximum_bytes // 1_000_000),
        _("make the file smaller, or leave it out"),
    )
