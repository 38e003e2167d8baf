"""What publications and blocks are put together from: every piece must exist."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from pydantic import ValidationError

from vises_site.language import gettext as _
from vises_site.load.figures import check_figure_block
from vises_site.load.names import Known, Spot, check_file, check_name, find_file
from vises_site.load.pictures import EXTENSIONS, check_picture, report_invalid_picture
from vises_site.load.sources import Project, Source
from vises_site.model.library import Library
from vises_site.model.publication import Publication
from vises_site.model.vocabulary import find_nearest
from vises_site.text.blocks import (
    BLOCK_NAMES,
    WRAPPING,
    BlockUse,
    find_blocks,
    is_web_address,
    parse_selection,
)
from vises_site.text.figures import OPTIONS
from vises_site.text.glyphs import find_unprintable


def check_publication(
    project: Project, library: Library, known: Known, publication: Publication, source: Source
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
    if fields.printer is not None:
        what = _("there is no printer's preset « {name} »").format(name=fields.printer)
        check_name(source, ("imprimeur",), fields.printer, known.printers, "unknown-printer", what)
    for index, section in enumerate(fields.sections):
        spot = ("sections", index)
        if section.page is not None:
            what = _("there is no page « {name} » in content/").format(name=section.page)
            check_name(source, (*spot, "page"), section.page, known.pages, "unknown-page", what)
        if section.evaluation is not None:
            what = _("there is no evaluation « {name} »").format(name=section.evaluation)
            check_name(
                source,
                (*spot, "évaluation"),
                section.evaluation,
                known.evaluations,
                "unknown-evaluation",
                what,
            )
        _check_selections(known, source, spot, section)
    if fields.variant is not None:
        _check_variants(library, publication, source)
    cycle = _find_cycle(library, publication.slug)
    if cycle:
        source.report_at(
            ("sections",),
            "publication-cycle",
            _("this publication includes itself: {path}").format(path=" → ".join(cycle)),
            _("publications that include each other in one direction only"),
            _("remove one of the `page` sections on the way"),
        )


def _check_variants(library: Library, publication: Publication, source: Source) -> None:
    """Report variants that nobody could tell apart, and those of a poster."""
    if publication.fields.genre == "affiche":
        source.report_at(
            ("déclinaison",),
            "variants-of-poster",
            _("a poster has no variants"),
            _("`déclinaison` in a brochure, a recruitment booklet or a report"),
            _("remove the line, or write one poster for each organism"),
        )
    elif not any(_speaks_of_organisms(library, publication.slug, set())):
        source.report_at(
            ("déclinaison",),
            "variants-alike",
            _("no section shows an organism or its voices: there will be no variant"),
            _("a section `témoignages`, `organismes`, `chiffres` or `contacts`"),
            _("add such a section, or remove the line"),
            severity="warning",
        )


def _speaks_of_organisms(library: Library, slug: str, seen: set[str]) -> Iterator[bool]:
    """Yield for each section, those of other publications included, whether organisms differ."""
    seen.add(slug)
    for section in library.publications[slug].fields.sections:
        other = re.fullmatch(r"publications/([^/]+)\.md", section.page or "")
        if other and other[1] in library.publications and other[1] not in seen:
            yield from _speaks_of_organisms(library, other[1], seen)
        yield any((section.testimonies, section.organisms, section.contacts, section.figures))


def _check_selections(known: Known, source: Source, spot: Spot, section: object) -> None:
    lists: tuple[tuple[str, str, Iterable[str], str, str], ...] = (
        ("testimonies", "choice", known.testimonies, "témoignages", "choix"),
        ("testimonies", "organisms", known.organisms, "témoignages", "organismes"),
        ("organisms", "choice", known.organisms, "organismes", "choix"),
        ("contacts", "choice", known.organisms, "contacts", "choix"),
        ("figures", "choice", known.organisms, "chiffres", "choix"),
    )
    for attribute, member, names, key, subkey in lists:
        selection = getattr(section, attribute)
        for rank, slug in enumerate(getattr(selection, member, ()) if selection else ()):
            is_voice = names is known.testimonies
            check_name(
                source,
                (*spot, key, subkey, rank),
                slug,
                names,
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


_PICTURE = re.compile(r"!\[[^\]]*\]\(\s*<?([^)\s>]+)")


def check_pictures_in_text(project: Project, source: Source) -> None:
    """Report the pictures that a text shows and that are not there, or are none."""
    folder = (project.root / source.path).parent
    if not folder.is_relative_to(project.content):
        return  # a testimony shows no pictures in its text: that is said elsewhere
    for number, line in enumerate(source.text.split("\n"), start=1):
        for match in _PICTURE.finditer(line):
            if ":" in match[1] or match[1].startswith("//"):
                _report_foreign_picture(source, match[1], number, match.start() + 1)
                continue
            path = find_file(folder / match[1], project.content)
            if path is not None and path.suffix.lower() not in EXTENSIONS:
                report_invalid_picture(source, match[1], line=number, column=match.start() + 1)
            elif path is None:
                source.report(
                    "missing-file",
                    _("there is no file « {name} »").format(name=match[1]),
                    _("a file in {folder}").format(folder=project.relate(folder)),
                    _("copy the file there, or remove the line"),
                    line=number,
                    column=match.start() + 1,
                )


def _report_foreign_picture(source: Source, address: str, line: int, column: int) -> None:
    source.report(
        "foreign-picture",
        _("the picture « {address} » lies elsewhere and is left out").format(address=address),
        _("a picture of the project: readers are sent to no other server"),
        _("copy the picture beside this file, if you may, and write its name"),
        line=line,
        column=column,
        severity="warning",
    )


_ODD_ADDRESS = re.compile(r"(?:\(|<|:\s|[\"'=])\s*((?:[\w+.-]*:)?//[^\s\"'<>)]*[\[\]][^\s\"'<>)]*)")
_UNSAFE_LINK = re.compile(
    # At most one space: many would be looked through again and again
    r"(?im)(?:\]\(\s?<?|^ {0,3}\[[^\]\n]+\]:\s?<?|(?:href|src) ?= ?[\"']? ?|<)"
    r"((?:javascript|vbscript|data|file|blob) ?:)"
)
_ACTIVE_HTML = re.compile(
    r"(?i)<(script|style|iframe|frame|object|embed|applet|form|input|button|textarea|svg|math|"
    r"link|meta|base|audio|video|template|portal)\b|<\w[^<>]{0,1000}\s(on\w+|style|srcdoc)\s*="
)


def check_html(source: Source) -> None:
    """Warn of what the sanitiser will leave out of a text, so that its author is not surprised."""
    _check_addresses(source)
    plain = source.text.lower()
    for hints, pattern, code, what, mend in (
        (
            ("script:", "script :", "data:", "file:", "blob:"),
            _UNSAFE_LINK,
            "unsafe-link",
            _("« {found} » leads to something that runs or that lies on your computer"),
            _("write an address that begins with https://, or the name of a file beside this one"),
        ),
        (
            ("<",),
            _ACTIVE_HTML,
            "unsafe-html",
            _("« {found} » is HTML that runs or loads something, and is left out"),
            _("write plain Markdown; blocks are in the guide"),
        ),
    ):
        # Looking for a few letters first is much quicker than the expressions
        matches = pattern.finditer(source.text) if any(h in plain for h in hints) else ()
        for match in matches:
            found = next(group for group in match.groups() if group)
            line, column = source.find_place(match.start())
            source.report(
                code,
                what.format(found=found),
                _("text, links to pages and pictures of the project"),
                mend,
                line=line,
                column=column,
                severity="warning",
            )


def check_glyphs(source: Source) -> None:
    """Warn of characters that the fonts of publications do not have, where each first stands."""
    for char in find_unprintable(source.text):
        line, column = source.find_place(source.text.index(char))
        source.report(
            "missing-glyph",
            _(
                "« {char} » (U+{code} {name}) is in no font of ours: publications leave it out"
            ).format(char=char, code=f"{ord(char):04X}", name=unicodedata.name(char, "?")),
            _("Latin, Greek, Cyrillic, Arabic, Armenian or Georgian letters and ordinary marks"),
            _("write it in such letters or in words, or leave it: the website shows it"),
            line=line,
            column=column,
            severity="warning",
        )


def _check_addresses(source: Source) -> None:
    """Report addresses that cannot be taken apart, and that would stop MkDocs without a word."""
    for match in _ODD_ADDRESS.finditer(source.text):
        try:
            urlsplit(match[1])
        except ValueError:
            line, column = source.find_place(match.start(1))
            source.report(
                "invalid-address",
                _("« {address} » is no address").format(address=match[1][:60]),
                _("an address that begins with https://"),
                _("correct the address"),
                line=line,
                column=column,
            )


def check_blocks(known: Known, source: Source) -> None:
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
            _check_block_testimony(known, source, block)
        elif block.name == "témoignages":
            _check_block_selection(source, block)
        elif block.name in OPTIONS and (block.name not in WRAPPING or "questions" in block.options):
            check_figure_block(known, source, block)
        elif block.name == "qr" and not is_web_address(block.argument):
            source.report(
                "invalid-block",
                _("the block « qr » leads to « {address} »").format(address=block.argument),
                _("an address that begins with https://"),
                _("write « /// qr | https://… »"),
                line=block.line,
            )


def _check_block_testimony(known: Known, source: Source, block: BlockUse) -> None:
    if block.argument not in known.testimonies:
        nearest = find_nearest(block.argument, known.testimonies)
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
