"""What one record says of others: every name must lead somewhere."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from vises_site.language import gettext as _
from vises_site.load.compositions import (
    check_blocks,
    check_glyphs,
    check_html,
    check_pictures_in_text,
    check_publication,
)
from vises_site.load.names import Known, Spot, check_file, check_name
from vises_site.load.pictures import check_picture, check_sharpness
from vises_site.load.places import check_place
from vises_site.load.printers import check_printer
from vises_site.load.recordings import check_recording
from vises_site.load.sources import Project, Source
from vises_site.load.versions import check_easy_name
from vises_site.model.codebook import SMALLEST_GROUP, Codebook
from vises_site.model.consent import Consent
from vises_site.model.evaluation import Evaluation
from vises_site.model.library import Library
from vises_site.model.organism import Organism
from vises_site.model.page import Page
from vises_site.model.passage import Passage
from vises_site.model.testimony import Testimony
from vises_site.model.vocabulary import OBJECTIVES, fold

_PERCENTAGE = re.compile(r"\d[\d.,]*[\s\u00a0\u202f]?%")
_OF = re.compile(
    r"(?<![\d,.])\b(\d{1,4}|une?|deux|trois|quatre)\b(?:\s+[^\W\d]+){0,4}?\s+sur\s+(?:les\s+)?(\d{1,4})\b",
    re.IGNORECASE,
)
_SMALL_WORDS = {"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4}
_ROUND = (10, 100)
"""Of so many, one speaks of shares rather than of people: « 3 personnes sur 10 »."""

_NAME_AS_REFERENCE = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ'’-]+(?: (?:de |van |der )*[A-ZÀ-Ý][\w'’-]+)+")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)|<img\b")


def check_references(
    project: Project,
    library: Library,
    known: Known,
    sources: dict[str, Source],
    today: date,
) -> None:
    """Report to each source what its records say of things that do not exist.

    Args:
        project: The folders, in which files that records name are looked for.
        library: All records that could be read.
        known: Everything that a record may name.
        sources: The records' files, by path.
        today: Dates after it are in the future.
    """
    for testimony in library.testimonies.values():
        _check_testimony(project, known, testimony, sources, today)
    for organism in library.organisms.values():
        _check_organism(project, organism, sources[organism.path])
    for evaluation in library.evaluations.values():
        _check_evaluation(project, known, evaluation, sources[evaluation.path])
    for publication in library.publications.values():
        check_publication(project, library, known, publication, sources[publication.path])
    for printer in library.printers.values():
        if printer.path:
            check_printer(project, printer, sources[printer.path])
    for page in library.pages.values():
        _check_page(known, page, sources[page.path])
    for source in sources.values():
        check_pictures_in_text(project, source)
        check_blocks(known, source)
        check_html(source)
        if library.publications:
            check_glyphs(source)


def _check_past(source: Source, spot: Spot, day: date | None, today: date) -> None:
    if day is not None and day > today:
        source.report_at(
            spot,
            "future-date",
            _("{day} is in the future").format(day=day.isoformat()),
            _("a date up to today, {today}").format(today=today.isoformat()),
            _("correct the date"),
        )


def _check_testimony(
    project: Project,
    known: Known,
    testimony: Testimony,
    sources: Mapping[str, Source],
    today: date,
) -> None:
    fields, source = testimony.fields, sources[testimony.path]
    check_name(
        source,
        ("organisme",),
        fields.organism,
        known.organisms,
        "unknown-organism",
        _("there is no organism « {name} »").format(name=fields.organism),
    )
    _check_past(source, ("date",), fields.date, today)
    if recording := check_file(source, project, ("audio",), fields.audio):
        check_recording(source, project, recording, ("audio",))
    if not check_easy_name(source, testimony):
        check_file(source, project, ("falc",), fields.easy_read)
    for index, voice in enumerate(fields.voices):
        spot = ("voix", index)
        picture = check_file(source, project, (*spot, "portrait"), voice.portrait)
        if picture is not None:
            check_picture(source, picture, (*spot, "portrait"))
            if known.publications:
                check_sharpness(source, picture, (*spot, "portrait"))
        if voice.consent is not None:
            _check_consent(source, (*spot, "consentement"), voice.consent)
            _check_past(source, (*spot, "consentement", "signé-le"), voice.consent.signed_on, today)
    objectives = OBJECTIVES[fields.dispositif]
    for index, objective in enumerate(fields.objectives):
        if fold(objective) not in map(fold, objectives):
            check_name(
                source,
                ("objectifs", index),
                objective,
                objectives,
                "unknown-objective",
                _("« {name} » is no statutory objective of the {dispositif}").format(
                    name=objective, dispositif=fields.dispositif
                ),
            )
    _check_no_pictures(source, testimony.passages)
    for version in testimony.versions:
        _check_no_pictures(sources[version.path], version.passages)


def _check_no_pictures(source: Source, passages: Iterable[Passage]) -> None:
    for passage in passages:
        for offset, line in enumerate(passage.text.split("\n")):
            if _PICTURE.search(line):
                source.report(
                    "picture-in-testimony",
                    _("a picture stands in the text of a testimony"),
                    _("pictures of people only as `portrait`, which the consent covers"),
                    _("remove it, or declare it as the voice's portrait"),
                    line=passage.line + offset,
                )


def _check_consent(source: Source, spot: Spot, consent: Consent) -> None:
    if _NAME_AS_REFERENCE.fullmatch(consent.reference):
        source.report_at(
            (*spot, "référence"),
            "identity-reference",
            _("the reference looks like a name, and references stand in the ledger for ever"),
            _("a reference that says nothing, such as DOS-2019-012"),
            _("write the number of the signed form"),
            severity="warning",
        )
    if consent.expires_on is not None and consent.expires_on < consent.signed_on:
        source.report_at(
            (*spot, "expire-le"),
            "invalid-date",
            _("the consent ends on {end}, before it was signed on {start}").format(
                end=consent.expires_on, start=consent.signed_on
            ),
            _("a last day after the signature"),
            _("correct the date"),
        )


def _check_organism(project: Project, organism: Organism, source: Source) -> None:
    logo = check_file(source, project, ("logo",), organism.fields.logo)
    if logo is not None:
        check_picture(source, logo, ("logo",))
    check_file(source, project, ("chiffres",), organism.fields.figures)
    check_place(organism, source)


def _check_evaluation(
    project: Project, known: Known, evaluation: Evaluation, source: Source
) -> None:
    fields = evaluation.fields
    for index, slug in enumerate(fields.organisms):
        what = _("there is no organism « {name} »").format(name=slug)
        check_name(source, ("organismes", index), slug, known.organisms, "unknown-organism", what)
    for index, slug in enumerate(fields.testimonies):
        what = _("there is no testimony « {name} »").format(name=slug)
        check_name(
            source, ("témoignages", index), slug, known.testimonies, "unknown-testimony", what
        )
    for index, collection in enumerate(fields.collections):
        check_file(source, project, ("collecte", index, "données"), collection.responses)
        check_file(source, project, ("collecte", index, "codebook"), collection.codebook)
        if collection.responses is not None and collection.codebook is None:
            source.report_at(
                ("collecte", index, "données"),
                "missing-codebook",
                _("« {name} » has no codebook").format(name=collection.responses),
                _("a file that says what was asked, such as `codebook: questionnaire.yml`"),
                _("write the codebook: without it, no figure of these answers appears"),
                severity="warning",
            )
    codebooks = known.codebooks.get(evaluation.slug)
    _check_evidence(evaluation, source, codebooks)
    _check_percentages(evaluation, source, codebooks)


def _check_evidence(
    evaluation: Evaluation, source: Source, codebooks: tuple[Codebook, ...] | None
) -> None:
    ids = [indicator.id for indicator in evaluation.fields.indicators if indicator.id]
    ids += [question.id for codebook in codebooks or () for question in codebook.questions]
    # The questions of a codebook that cannot be read may well be the ones meant
    for index, finding in enumerate(evaluation.fields.findings if codebooks is not None else ()):
        for rank, evidence in enumerate(finding.evidence):
            what = _("no indicator or question is named « {name} »").format(name=evidence)
            spot = ("constats", index, "preuves", rank)
            check_name(source, spot, evidence, ids, "unknown-evidence", what)
    count = len(evaluation.fields.findings)
    for index, action in enumerate(evaluation.fields.actions):
        if action.finding is not None and action.finding > count:
            source.report_at(
                ("actions", index, "constat"),
                "unknown-finding",
                _("there is no finding number {number}").format(number=action.finding),
                _("a number from 1 to {count}").format(count=count),
                _("count the items of `constats` from 1"),
            )


def _check_percentages(
    evaluation: Evaluation, source: Source, codebooks: tuple[Codebook, ...] | None
) -> None:
    """A bare percentage was used against the sector: each one carries what it is made of."""
    fields = evaluation.fields
    complete = {
        indicator.id
        for indicator in fields.indicators
        if indicator.numerator is not None
        and indicator.denominator is not None
        and indicator.period
    }
    complete |= {q.id for codebook in codebooks or () for q in codebook.questions if q.public}
    texts: list[tuple[Spot, str, bool]] = [
        (
            ("constats", index, "énoncé"),
            finding.statement,
            bool(complete & set(finding.evidence)),
        )
        for index, finding in enumerate(fields.findings)
    ]
    texts += [(("effets", index), text, False) for index, text in enumerate(fields.effects)]
    for spot, text, is_backed in texts:
        _check_few(source, spot, text)
        if (match := _PERCENTAGE.search(text)) and not is_backed:
            source.report_at(
                spot,
                "bare-percentage",
                _("« {percentage} » stands alone").format(percentage=match[0]),
                _("numerator, denominator, period and source of every percentage"),
                _(
                    "write « 12 répondants sur 31 », or cite in `preuves` an indicator with "
                    "`numérateur`, `dénominateur` and `période`"
                ),
            )


def _check_few(source: Source, spot: Spot, text: str) -> None:
    """Warn of a count so small, or so near to all, that somebody might be recognised."""
    for match in _OF.finditer(text):
        count = _SMALL_WORDS.get(match[1].lower()) or int(match[1])
        whole = int(match[2])
        few = min(count, whole - count) if 0 < count < whole else SMALLEST_GROUP
        if whole not in _ROUND and few < SMALLEST_GROUP:
            source.report_at(
                spot,
                "small-group",
                _("« {count} » tells of very few people").format(count=match[0]),
                _("at least {count} people on either side of a count").format(count=SMALLEST_GROUP),
                _("write « some » or « nearly all »: somebody might be recognised"),
                severity="warning",
            )


def _check_page(known: Known, page: Page, source: Source) -> None:
    named: list[tuple[Spot, str | None]] = [
        (("voix-une",), page.fields.first_voice),
        (("voix-deux",), page.fields.second_voice),
    ]
    for index, mirror in enumerate(page.fields.mirror):
        for rank, told in enumerate(mirror.told):
            named.append((("miroir", index, "raconte", rank, "témoignage"), told.testimony))
    for spot, slug in named:
        if slug is not None:
            what = _("there is no testimony « {name} »").format(name=slug)
            check_name(source, spot, slug, known.testimonies, "unknown-testimony", what)
