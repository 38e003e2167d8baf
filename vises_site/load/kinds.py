"""One reader per kind of record: source → record, or None where a problem hinders it."""

import re

from vises_site.language import gettext as _
from vises_site.load.frontmatter import Document, Node, parse_document
from vises_site.load.passages import report_missing_transcript, split_passages
from vises_site.load.places import find_place
from vises_site.load.sources import Source, has_invisible
from vises_site.load.validate import ModelType, build_model
from vises_site.model.evaluation import Evaluation, EvaluationFields
from vises_site.model.organism import Organism, OrganismFields
from vises_site.model.page import Page, PageFields
from vises_site.model.printer import Printer, PrinterFields
from vises_site.model.publication import Publication, PublicationFields
from vises_site.model.record import SLUG_PATTERN
from vises_site.model.testimony import Testimony, TestimonyFields
from vises_site.model.version import EASY, Version, VersionFields
from vises_site.model.vocabulary import fold

_DEVICES = {"con", "prn", "aux", "nul"} | {f"{n}{d}" for n in ("com", "lpt") for d in range(1, 10)}
"""Names that Windows keeps for devices: such a file cannot be copied there."""


def parse_testimony(source: Source, slug: str) -> Testimony | None:
    """Read a testimony and split its body into passages."""
    if not (parsed := _parse_record(source, slug, TestimonyFields)):
        return None
    fields, document = parsed
    if fields.audio and not document.body.strip():
        report_missing_transcript(source)
        return None
    names = [voice.name for voice in fields.voices]
    return Testimony(slug, source.path, fields, split_passages(source, document, names))


def parse_version(source: Source, testimony: Testimony, suffix: str) -> Version | None:
    """Read a version of a testimony, whose voices open its passages too."""
    document = parse_document(source)
    fields = document.header and build_model(source, VersionFields, document.header)
    if not fields:
        return None
    passages = split_passages(source, document, testimony.names)
    language = testimony.fields.language if suffix == EASY else suffix
    return Version(suffix, language, source.path, fields, passages)


def parse_organism(source: Source, slug: str) -> Organism | None:
    """Read an organism."""
    if not (parsed := _parse_record(source, slug, OrganismFields)):
        return None
    fields, document = parsed
    return Organism(slug, source.path, fields, document.body, find_place(fields))


def parse_evaluation(source: Source, slug: str) -> Evaluation | None:
    """Read an evaluation."""
    parsed = _parse_record(source, slug, EvaluationFields)
    return parsed and Evaluation(slug, source.path, parsed[0], parsed[1].body)


def parse_publication(source: Source, slug: str) -> Publication | None:
    """Read a publication."""
    parsed = _parse_record(source, slug, PublicationFields)
    return parsed and Publication(slug, source.path, parsed[0], parsed[1].body)


def parse_printer(source: Source, slug: str) -> Printer | None:
    """Read a printer's preset."""
    parsed = _parse_record(source, slug, PrinterFields)
    return parsed and Printer(slug, source.path, parsed[0])


def _parse_record(
    source: Source, slug: str, model: type[ModelType]
) -> tuple[ModelType, Document] | None:
    document = parse_document(source)
    _check_slug(source, slug)
    fields = document.header and build_model(source, model, document.header)
    return (fields, document) if fields else None


def parse_page(source: Source, uri: str) -> Page | None:
    """Read a free page; its front matter is optional and may hold other keys."""
    if not source.text:
        return None
    if not uri.isprintable() or has_invisible(uri):
        source.report(
            "invalid-slug",
            _("the file's name holds invisible characters"),
            _("letters, digits and hyphens"),
            _("rename the file: its name becomes the page's address"),
        )
        return None
    document = parse_document(source, needs_header=False)
    fields: PageFields | None = PageFields()
    if source.text.startswith("---"):
        if document.header is None:
            return None
        fields = build_model(source, PageFields, document.header, ignore_unknown=True)
    if fields is None:
        return None
    if document.header is not None and _is_testimony(document.header):
        source.report(
            "testimony-among-pages",
            _("this page has the keys of a testimony, and no consent is asked of a page"),
            _("testimonies in their own folder, one folder an organism"),
            _("move the file to testimonies/<organisme>/"),
        )
        return None
    heading = re.search(r"^# +(.+?)\s*#*$", document.body, re.MULTILINE)
    title = fields.title or (heading[1] if heading else uri.rpartition("/")[2].removesuffix(".md"))
    return Page(uri, source.path, title, fields, document.body, document.body_line)


def _is_testimony(header: Node) -> bool:
    """Tell whether front matter has a key that only a testimony has, however it is spelt."""
    own = {fold(key) for key in ("voix", "personne", "consentement", "nom-affiché", "canaux")}
    return any(fold(str(key.value)) in own for key, _value in header.pairs)


def _check_slug(source: Source, slug: str) -> None:
    if not SLUG_PATTERN.fullmatch(slug) or slug in _DEVICES:
        source.report(
            "invalid-slug",
            _("the file is named « {slug} »").format(slug=slug),
            _("lower-case letters without accents, digits and hyphens, such as la-passerelle"),
            _("rename the file: its name becomes the page's address"),
        )
