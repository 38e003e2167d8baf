"""One reader per kind of record: source → record, or None where a problem hinders it."""

import re

from vises_site.language import gettext as _
from vises_site.load.frontmatter import Document, Node, parse_document
from vises_site.load.sources import Source, has_invisible
from vises_site.load.validate import ModelType, build_model
from vises_site.model.evaluation import Evaluation, EvaluationFields
from vises_site.model.organism import Organism, OrganismFields
from vises_site.model.page import Page, PageFields
from vises_site.model.printer import Printer, PrinterFields
from vises_site.model.publication import Publication, PublicationFields
from vises_site.model.record import SLUG_PATTERN
from vises_site.model.testimony import Passage, Testimony, TestimonyFields
from vises_site.model.vocabulary import find_nearest, fold

_DEVICES = {"con", "prn", "aux", "nul"} | {f"{n}{d}" for n in ("com", "lpt") for d in range(1, 10)}
"""Names that Windows keeps for devices: such a file cannot be copied there."""

_ALMOST_HEADING = re.compile(
    r" {0,3}(?:#{1,6} {0,3}|\*\*|__)(\S.{0,280}?)(?:\*\*|__| #{1,6})? {0,3}:? {0,3}"
)
"""A line that would open a voice's passages if it were a heading of the second level."""


def parse_testimony(source: Source, slug: str) -> Testimony | None:
    """Read a testimony and split its body into passages."""
    if not (parsed := _parse_record(source, slug, TestimonyFields)):
        return None
    fields, document = parsed
    return Testimony(slug, source.path, fields, _split_passages(source, document, fields))


def parse_organism(source: Source, slug: str) -> Organism | None:
    """Read an organism."""
    parsed = _parse_record(source, slug, OrganismFields)
    return parsed and Organism(slug, source.path, parsed[0], parsed[1].body)


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


def _split_passages(
    source: Source, document: Document, fields: TestimonyFields
) -> tuple[Passage, ...]:
    """Cut a body at the headings that name a voice."""
    names = {fold(voice.name): index for index, voice in enumerate(fields.voices)}
    is_pair = len(fields.voices) > 1
    voice = None if is_pair else 0
    start = document.body_line
    collected: list[str] = []
    passages: list[Passage] = []

    def close() -> None:
        text = "\n".join(collected).strip("\n")
        if text.strip():
            passages.append(Passage(voice, text, start))

    for number, line in enumerate(document.body.split("\n"), start=document.body_line):
        heading = re.fullmatch(r"##\s+(.+?)\s*#*\s*", line)
        if heading and fold(heading[1]) in names:
            close()
            voice, start, collected = names[fold(heading[1])], number + 1, []
        else:
            almost = heading or _ALMOST_HEADING.fullmatch(line)
            if is_pair and almost and (heading or fold(almost[1]) in names):
                _report_unknown_voice(source, almost[1], number, fields)
            collected.append(line)
    close()
    _check_voices_heard(source, fields, passages)
    return tuple(passages)


def _report_unknown_voice(source: Source, name: str, line: int, fields: TestimonyFields) -> None:
    names = [voice.name for voice in fields.voices]
    source.report(
        "unknown-voice",
        _("the heading « {name} » names no voice").format(name=name),
        _("one of: {words}").format(words=", ".join(names)),
        _("write « ## {nearest} », or « ### … » for a subtitle").format(
            nearest=find_nearest(name, names) or names[0]
        ),
        line=line,
    )


def _check_voices_heard(source: Source, fields: TestimonyFields, passages: list[Passage]) -> None:
    heard = {passage.voice for passage in passages}
    if not passages:
        source.report(
            "empty-body",
            _("there is no text below the front matter"),
            _("the testimony's words after the second line `---`"),
            _("write the text"),
        )
        return
    for index, voice in enumerate(fields.voices):
        if index not in heard:
            source.report_at(
                ("voix", index),
                "silent-voice",
                _("« {name} » has no passage").format(name=voice.name),
                _("a heading « ## {name} » followed by that voice's words").format(name=voice.name),
                _("add the heading and the passage, or remove the voice"),
            )
