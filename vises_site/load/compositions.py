"""What publications and blocks are put together from: every piece must exist."""

import re
from collections.abc import Iterable

from pydantic import ValidationError

from vises_site.language import gettext as _
from vises_site.load.names import Spot, check_file, check_name
from vises_site.load.pictures import check_picture
from vises_site.load.sources import Project, Source
from vises_site.model.library import Library
from vises_site.model.publication import Publication
from vises_site.model.vocabulary import find_nearest
from vises_site.text.blocks import BLOCK_NAMES, BlockUse, find_blocks, parse_selection


def check_publication(
    project: Project, library: Library, publication: Publication, source: Source
) -> None:
    """Report what a publication names that does not exist, and publications in a circle."""
    fields = publication.fields
    cover = check_file(source, project, ("couverture",), fields.cover)
    if cover is not None:
        check_picture(source, cover, ("couverture",))
    for index, logo in enumerate(fields.logos):
        path = check_file(source, project, ("logos", index), logo)
        if path is not None:
            check_picture(source, path, ("logos", index))
    included = {f"publications/{slug}.md" for slug in library.publications}
    for index, section in enumerate(fields.sections):
        spot = ("sections", index)
        if section.page is not None:
            what = _("there is no page « {name} » in content/").format(name=section.page)
            known = [*library.pages, *included]
            check_name(source, (*spot, "page"), section.page, known, "unknown-page", what)
        if section.evaluation is not None:
            what = _("there is no evaluation « {name} »").format(name=section.evaluation)
            check_name(
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
            check_name(
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


def check_blocks(library: Library, source: Source) -> None:
    """Report the blocks of a text that are unknown or lead nowhere."""
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
