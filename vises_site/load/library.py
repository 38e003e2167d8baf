"""The whole project, read once: records and all problems of all files."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from vises_site.interface import SITE_LANGUAGES, split_language
from vises_site.language import gettext as _
from vises_site.load.activity import read_activities
from vises_site.load.codebooks import read_codebooks
from vises_site.load.consents import report_consents
from vises_site.load.falc import check_easy_versions
from vises_site.load.files import check_files
from vises_site.load.glossary import read_glossary
from vises_site.load.identity import check_identity
from vises_site.load.kinds import (
    parse_evaluation,
    parse_organism,
    parse_page,
    parse_printer,
    parse_publication,
    parse_testimony,
)
from vises_site.load.links import SiteMap, check_links
from vises_site.load.names import Known
from vises_site.load.printers import PRINTER_FOLDER, read_presets
from vises_site.load.publisher import read_audit, read_publisher
from vises_site.load.references import check_references
from vises_site.load.sections import report_empty_sections
from vises_site.load.sources import Project, Source, find_markdown, read_source
from vises_site.load.taken import check_addresses
from vises_site.load.versions import is_version, read_versions, split_suffix
from vises_site.model.library import Library
from vises_site.model.page import Page
from vises_site.model.publishable import publishable
from vises_site.problems import Severity, sort_problems

RecordType = TypeVar("RecordType")

RECORD_FOLDERS = ("organismes", "evaluations", "publications", PRINTER_FOLDER)
"""Folders of `content/` whose files are records."""

_NO_PAGES = ("organismes", "evaluations", PRINTER_FOLDER)


def load_library(project: Project, on_date: date, *, broken_links: Severity = "error") -> Library:
    """Read every file of a project.

    Args:
        project: The folders.
        on_date: The day for which consents are judged; later dates are in the future.
        broken_links: How much a link that leads nowhere weighs.

    Returns:
        The records that could be read, and the problems of all files. Never raises for what an
        author wrote.
    """
    sources: dict[str, Source] = {}
    voiced = list(find_markdown(project.testimonies))
    versions = [path for path in voiced if is_version(path)]
    originals = [path for path in voiced if not is_version(path)]
    testimonies = _load_kind(project, originals, parse_testimony, sources)
    testimonies = read_versions(project, versions, testimonies, sources)
    check_easy_versions(testimonies, sources)
    files: dict[str, list[Path]] = {folder: [] for folder in (*RECORD_FOLDERS, "")}
    for path in find_markdown(project.content):
        files[_find_kind(path.relative_to(project.content))].append(path)
    library = Library(
        testimonies=testimonies,
        organisms=_load_kind(project, files["organismes"], parse_organism, sources),
        evaluations=_load_kind(project, files["evaluations"], parse_evaluation, sources),
        publications=_load_kind(project, files["publications"], parse_publication, sources),
        printers={
            **read_presets(),
            **_load_kind(project, files[PRINTER_FOLDER], parse_printer, sources),
        },
        pages=_load_pages(project, files[""], sources),
    )
    activities, tables = read_activities(project, iter(library.organisms.values()), on_date.year)
    glossary_source, glossary = read_glossary(project)
    (about, publisher), (record, audit) = read_publisher(project), read_audit(project)
    library = replace(library, activities=activities, glossary=glossary)
    library = replace(library, publisher=publisher, audit=audit)
    known = _list_known(project, library, sources)
    check_references(project, library, known, sources, on_date)
    check_addresses(library.pages, library.testimonies, sources)
    check_links(SiteMap(project, library, known), sources.values(), broken_links)
    check_identity(project, library, sources)
    shown = [publishable(library, channel, on_date) for channel in ("site", "brochure")]
    report_consents(library, shown, sources, on_date)
    report_empty_sections(library.publications.values(), shown[1], sources)
    seen = [*sources.values(), *tables, *check_files(project)]
    seen += [s for s in (about, record, glossary_source) if s is not None]
    problems = sort_problems(p for source in seen for p in source.problems)
    return replace(library, problems=tuple(problems))


def _list_known(project: Project, library: Library, sources: dict[str, Source]) -> Known:
    """Return what may be named: a record that has an error is named rightly all the same."""
    content, voices = project.relate(project.content), project.relate(project.testimonies)
    uris = [p.removeprefix(f"{content}/") for p in sources if p.startswith(f"{content}/")]
    slugs: dict[str, set[str]] = {}
    for path in sources:
        folder, _slash, name = path.rpartition("/")
        slug = folder.rpartition("/")[2] if name == "index.md" else name.removesuffix(".md")
        kind = "testimonies" if path.startswith(f"{voices}/") else path.split("/")[1:2][0]
        if kind != "testimonies" or not split_suffix(name)[1]:
            slugs.setdefault(kind, set()).add(slug)
    return Known(
        testimonies=sorted(slugs.get("testimonies", set())),
        organisms=sorted(slugs.get("organismes", set())),
        evaluations=sorted(slugs.get("evaluations", set())),
        publications=sorted(library.publications),
        printers=sorted({*read_presets(), *slugs.get(PRINTER_FOLDER, set())}),
        pages=sorted(uri for uri in uris if _is_page(uri)),
        codebooks={
            slug: read_codebooks(project, evaluation, sources[evaluation.path])
            for slug, evaluation in library.evaluations.items()
        },
    )


def _is_page(uri: str) -> bool:
    """Tell whether a link may lead to what lies at a uri below `content/`."""
    return uri.split("/")[0] not in _NO_PAGES and split_language(uri) == (uri, "")


def _find_kind(path: Path) -> str:
    """Tell by its place below `content/` what a file is: a folder of records, or a page.

    Publications are directly in their folder; what lies deeper are the pieces they are made of.
    """
    folder, *rest = path.parts
    if folder == "publications" and len(rest) != 1:
        return ""
    if folder == "evaluations" and not (len(rest) == 1 or rest[-1:] == ["index.md"]):
        return ""
    return folder if folder in RECORD_FOLDERS and rest else ""


def _load_kind(
    project: Project,
    paths: list[Path],
    parse: Callable[[Source, str], RecordType | None],
    sources: dict[str, Source],
) -> dict[str, RecordType]:
    records: dict[str, RecordType] = {}
    owners: dict[str, str] = {}
    for path in paths:
        source = read_source(project, path)
        sources[source.path] = source
        slug = path.parent.name if path.name == "index.md" else path.stem
        if (owner := owners.setdefault(slug.casefold(), source.path)) != source.path:
            source.report(
                "duplicate-slug",
                _("the name « {slug} » is already taken by {path}").format(slug=slug, path=owner),
                _("a name of its own for each file: it becomes the page's address"),
                _("rename one of the two files"),
            )
        record: Any = parse(source, slug)
        if record is not None and slug not in records:
            records[slug] = record
    return dict(sorted(records.items()))


def _load_pages(project: Project, paths: list[Path], sources: dict[str, Source]) -> dict[str, Page]:
    pages = {}
    for path in paths:
        source = read_source(project, path)
        sources[source.path] = source
        page = parse_page(source, path.relative_to(project.content).as_posix())
        if page is not None:
            pages[page.uri] = page
    for uri, page in pages.items():
        _check_translation(sources[page.path], uri, pages)
    return dict(sorted(pages.items()))


def _check_translation(source: Source, uri: str, pages: Mapping[str, Page]) -> None:
    """Report a page that translates none: no reader would ever come upon it."""
    original, language = split_language(uri)
    if not language or (original in pages and language != SITE_LANGUAGES[0]):
        return
    others = ", ".join(f".{other}.md" for other in SITE_LANGUAGES[1:])
    source.report(
        "untranslated-page",
        _("the name says that this page translates {original}").format(original=original),
        _("a French page of that name, and beside it its translations ({others})").format(
            others=others
        ),
        _("write {original} in French, or give this file another name").format(original=original),
    )
