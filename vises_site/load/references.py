"""What one record says of others: every name must lead somewhere."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from vises_site.language import gettext as _
from vises_site.load.pictures import check_picture
from vises_site.load.sources import Project, Source
from vises_site.model.evaluation import Evaluation
from vises_site.model.library import Library
from vises_site.model.organism import Organism
from vises_site.model.page import Page
from vises_site.model.publication import Publication
from vises_site.model.testimony import Testimony
from vises_site.model.vocabulary import OBJECTIVES, find_nearest, fold
from vises_site.text.blocks import BLOCK_NAMES, BlockUse, find_blocks, parse_selection

Spot = tuple[str | int, ...]

_PERCENTAGE = re.compile(r"\d[\d.,]*[\s\u00a0\u202f]?%")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)|<img\b")


def check_references(
    project: Project, library: Library, sources: dict[str, Source], today: date
) -> None:
    """Report to each source what its records say of things that do not exist.

    Args:
        project: The folders, in which files that records name are looked for.
        library: All records that could be read.
        sources: The records' files, by path.
        today: Dates after it are in the future.
    """
    for testimony in library.testimonies.values():
        _check_testimony(project, library, testimony, sources[testimony.path], today)
    for organism in library.organisms.values():
        _check_organism(project, organism, sources[organism.path])
    for evaluation in library.evaluations.values():
        _check_evaluation(project, library, evaluation, sources[evaluation.path])
    for publication in library.publications.values():
        _check_publication(project, library, publication, sources[publication.path])
    for page in library.pages.values():
        _check_page(library, page, sources[page.path])
    for source in sources.values():
        _check_blocks(library, source)


def _check_name(
    source: Source, spot: Spot, name: str, known: Iterable[str], code: str, what: str
) -> None:
    names = list(known)
    if name in names:
        return
    nearest = find_nearest(name, names)
    source.report_at(
        spot,
        code,
        what,
        _("one of: {words}").format(words=", ".join(names[:12]) or "—"),
        _("write « {nearest} »").format(nearest=nearest)
        if nearest
        else _("correct the name, or write that record"),
    )


def _check_file(source: Source, project: Project, spot: Spot, name: str | None) -> Path | None:
    """Return the file that a record names beside itself, or report that there is none."""
    if name is None:
        return None
    path = project.root / Path(source.path).parent / name
    if path.is_file() and path.resolve().is_relative_to(project.root.resolve()):
        return path
    folder = path.parent
    beside = sorted(p.name for p in folder.iterdir()) if folder.is_dir() else []
    nearest = find_nearest(path.name, beside)
    source.report_at(
        spot,
        "missing-file",
        _("there is no file « {name} »").format(name=name),
        _("a file in {folder}").format(folder=project.relate(folder)),
        _("write « {nearest} »").format(nearest=nearest)
        if nearest
        else _("copy the file there, or remove the line"),
    )
    return None


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
    project: Project, library: Library, testimony: Testimony, source: Source, today: date
) -> None:
    fields = testimony.fields
    _check_name(
        source,
        ("organisme",),
        fields.organism,
        library.organisms,
        "unknown-organism",
        _("there is no organism « {name} »").format(name=fields.organism),
    )
    _check_past(source, ("date",), fields.date, today)
    _check_file(source, project, ("audio",), fields.audio)
    _check_file(source, project, ("falc",), fields.easy_read)
    for index, voice in enumerate(fields.voices):
        spot = ("voix", index)
        picture = _check_file(source, project, (*spot, "portrait"), voice.portrait)
        if picture is not None:
            check_picture(source, picture, (*spot, "portrait"))
        if voice.consent is not None:
            _check_past(source, (*spot, "consentement", "signé-le"), voice.consent.signed_on, today)
    objectives = OBJECTIVES[fields.dispositif]
    for index, objective in enumerate(fields.objectives):
        if fold(objective) not in map(fold, objectives):
            _check_name(
                source,
                ("objectifs", index),
                objective,
                objectives,
                "unknown-objective",
                _("« {name} » is no statutory objective of the {dispositif}").format(
                    name=objective, dispositif=fields.dispositif
                ),
            )
    for passage in testimony.passages:
        for offset, line in enumerate(passage.text.split("\n")):
            if _PICTURE.search(line):
                source.report(
                    "picture-in-testimony",
                    _("a picture stands in the text of a testimony"),
                    _("pictures of people only as `portrait`, which the consent covers"),
                    _("remove it, or declare it as the voice's portrait"),
                    line=passage.line + offset,
                )


def _check_organism(project: Project, organism: Organism, source: Source) -> None:
    logo = _check_file(source, project, ("logo",), organism.fields.logo)
    if logo is not None:
        check_picture(source, logo, ("logo",))
    _check_file(source, project, ("chiffres",), organism.fields.figures)


def _check_evaluation(
    project: Project, library: Library, evaluation: Evaluation, source: Source
) -> None:
    fields = evaluation.fields
    for index, slug in enumerate(fields.organisms):
        what = _("there is no organism « {name} »").format(name=slug)
        _check_name(
            source, ("organismes", index), slug, library.organisms, "unknown-organism", what
        )
    for index, slug in enumerate(fields.testimonies):
        what = _("there is no testimony « {name} »").format(name=slug)
        _check_name(
            source, ("témoignages", index), slug, library.testimonies, "unknown-testimony", what
        )
    for index, collection in enumerate(fields.collections):
        _check_file(source, project, ("collecte", index, "données"), collection.responses)
        _check_file(source, project, ("collecte", index, "codebook"), collection.codebook)
    _check_evidence(evaluation, source)
    _check_percentages(evaluation, source)


def _check_evidence(evaluation: Evaluation, source: Source) -> None:
    known = [indicator.id for indicator in evaluation.fields.indicators if indicator.id]
    for index, finding in enumerate(evaluation.fields.findings):
        for rank, evidence in enumerate(finding.evidence):
            what = _("no indicator is named « {name} »").format(name=evidence)
            spot = ("constats", index, "preuves", rank)
            _check_name(source, spot, evidence, known, "unknown-evidence", what)
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


def _check_percentages(evaluation: Evaluation, source: Source) -> None:
    """A bare percentage was used against the sector: each one carries what it is made of."""
    fields = evaluation.fields
    complete = {
        indicator.id
        for indicator in fields.indicators
        if indicator.numerator is not None
        and indicator.denominator is not None
        and indicator.period
    }
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


def _check_page(library: Library, page: Page, source: Source) -> None:
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
            _check_name(source, spot, slug, library.testimonies, "unknown-testimony", what)


def _check_publication(
    project: Project, library: Library, publication: Publication, source: Source
) -> None:
    fields = publication.fields
    cover = _check_file(source, project, ("couverture",), fields.cover)
    if cover is not None:
        check_picture(source, cover, ("couverture",))
    for index, logo in enumerate(fields.logos):
        path = _check_file(source, project, ("logos", index), logo)
        if path is not None:
            check_picture(source, path, ("logos", index))
    included = {f"publications/{slug}.md" for slug in library.publications}
    for index, section in enumerate(fields.sections):
        spot = ("sections", index)
        if section.page is not None:
            what = _("there is no page « {name} » in content/").format(name=section.page)
            known = [*library.pages, *included]
            _check_name(source, (*spot, "page"), section.page, known, "unknown-page", what)
        if section.evaluation is not None:
            what = _("there is no evaluation « {name} »").format(name=section.evaluation)
            _check_name(
                source,
                (*spot, "évaluation"),
                section.evaluation,
                library.evaluations,
                "unknown-evaluation",
                what,
            )
        _check_selections(library, source, spot, section)
    cycle = _find_cycle(library, publication.slug)
    if cycle:
        source.report_at(
            ("sections",),
            "publication-cycle",
            _("this publication includes itself: {path}").format(path=" → ".join(cycle)),
            _("publications that include each other in one direction only"),
            _("remove one of the `page` sections on the way"),
        )


def _check_selections(library: Library, source: Source, spot: Spot, section: object) -> None:
    lists: tuple[tuple[str, str, Iterable[str], str, str], ...] = (
        ("testimonies", "choice", library.testimonies, "témoignages", "choix"),
        ("testimonies", "organisms", library.organisms, "témoignages", "organismes"),
        ("organisms", "choice", library.organisms, "organismes", "choix"),
        ("contacts", "choice", library.organisms, "contacts", "choix"),
    )
    for attribute, member, known, key, subkey in lists:
        selection = getattr(section, attribute)
        for rank, slug in enumerate(getattr(selection, member, ()) if selection else ()):
            is_voice = known is library.testimonies
            _check_name(
                source,
                (*spot, key, subkey, rank),
                slug,
                known,
                "unknown-testimony" if is_voice else "unknown-organism",
                (
                    _("there is no testimony « {name} »")
                    if is_voice
                    else _("there is no organism « {name} »")
                ).format(name=slug),
            )


def _find_cycle(library: Library, start: str) -> list[str]:
    """Return the way from a publication back to itself, or an empty list."""

    def follow(slug: str, way: list[str]) -> list[str]:
        publication = library.publications.get(slug)
        for section in publication.fields.sections if publication else ():
            match = re.fullmatch(r"publications/([^/]+)\.md", section.page or "")
            if not match or match[1] not in library.publications:
                continue
            if match[1] == start:
                return [*way, start]
            if match[1] not in way and (found := follow(match[1], [*way, match[1]])):
                return found
        return []

    return follow(start, [start])


def _check_blocks(library: Library, source: Source) -> None:
    for block in find_blocks(source.text):
        if not block.is_known:
            nearest = find_nearest(block.name, BLOCK_NAMES)
            source.report(
                "unknown-block",
                _("unknown block « {name} »").format(name=block.name),
                _("one of: {words}").format(words=", ".join(BLOCK_NAMES)),
                _("write « {nearest} »").format(nearest=nearest) if nearest else _("remove it"),
                line=block.line,
            )
        elif block.name in ("témoignage", "citation"):
            _check_block_testimony(library, source, block)
        elif block.name == "témoignages":
            _check_block_selection(source, block)
        elif block.name == "qr" and not re.match(r"https?://\S+$", block.argument):
            source.report(
                "invalid-block",
                _("the block « qr » leads to « {address} »").format(address=block.argument),
                _("an address that begins with https://"),
                _("write « /// qr | https://… »"),
                line=block.line,
            )


def _check_block_testimony(library: Library, source: Source, block: BlockUse) -> None:
    if block.argument not in library.testimonies:
        nearest = find_nearest(block.argument, library.testimonies)
        source.report(
            "unknown-testimony",
            _("there is no testimony « {name} »").format(name=block.argument),
            _("« /// {block} | name of a testimony's file »").format(block=block.name),
            _("write « {nearest} »").format(nearest=nearest)
            if nearest
            else _("correct the name, or write that record"),
            line=block.line,
        )


def _check_block_selection(source: Source, block: BlockUse) -> None:
    try:
        parse_selection(block.options)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            source.report(
                "invalid-block",
                _("the block « témoignages » does not know « {option} »").format(
                    option=".".join(str(part) for part in detail["loc"])
                ),
                _("options: dispositif, rôle, thèmes, organismes, choix, limite"),
                _("correct the option or its value"),
                line=block.line,
            )
