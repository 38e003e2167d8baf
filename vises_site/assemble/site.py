"""Which pages the site has, and what each shows."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from vises_site.assemble.activity import SectorCount, build_counted_and_told, build_sector_count
from vises_site.assemble.kinship import Kinship
from vises_site.assemble.publication import build_publication
from vises_site.assemble.variants import select_variants
from vises_site.interface import Interface, find_interface, mark, split_language
from vises_site.model.evaluation import Evaluation
from vises_site.model.page import Mirror, Page
from vises_site.model.publishable import Publishable
from vises_site.model.vocabulary import fold
from vises_site.text.pipeline import find_first_sentence

LONGEST_SLUG = 80
"""Letters of an address; no disk takes a name of more than 255 bytes."""
TESTIMONY_TEMPLATE = "testimony.html"
PUBLICATION_TEMPLATE = "publication.html"
_HOME = "index.md"


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page of the site.

    Attributes:
        uri: Its place below the site as a Markdown file, such as `temoignages/luc.md`.
        template: Template of the theme, below `records/`.
        title: Its title.
        description: What search engines and previews show.
        crumbs: Titles and uris of the pages above it, the highest first.
        members: What the template shows, by name.
        language: Language of the interface around it.
        is_translated: Whether what it shows is in that language too; if not, it stands in for the
            French page.
    """

    uri: str
    template: str
    title: str
    description: str
    crumbs: tuple[tuple[str, str], ...] = ()
    members: Mapping[str, Any] = field(default_factory=dict)
    language: str = "fr"
    is_translated: bool = True


LIST_TITLES = {
    "temoignages": mark("Témoignages"),
    "organismes": mark("Organismes"),
    "themes": mark("Thèmes"),
    "evaluations": mark("Évaluations"),
    "publications": mark("Publications"),
    "donnees": mark("Données ouvertes"),
}
"""Titles of the list pages, by folder; a page of content/ at the same place changes them."""

_SEARCH = mark("Rechercher")
_SEARCH_DESCRIPTION = mark("Chercher dans les témoignages.")
_SEE_ALL = mark("{title} : tout voir.")
_ABOUT_THEME = mark("Témoignages sur le thème « {theme} ».")


def slug_theme(theme: str) -> str:
    """Return the address of a theme: its name in ASCII letters and hyphens.

    >>> slug_theme("Rompre l'isolement")
    'rompre-l-isolement'
    """
    letters = (char if char.isascii() and char.isalnum() else "-" for char in fold(theme))
    slug = "-".join(part for part in "".join(letters).split("-") if part) or "theme"
    if len(slug) > LONGEST_SLUG:
        slug = f"{slug[:LONGEST_SLUG]}-{hashlib.sha256(slug.encode()).hexdigest()[:8]}"
    return f"theme-{slug}" if slug == "index" else slug


@dataclass(frozen=True, slots=True)
class Edition:
    """The site in one language.

    Attributes:
        shown: What may appear on the site.
        interface: The language of what stands around people's words.
    """

    shown: Publishable
    interface: Interface

    @property
    def language(self) -> str:
        """Its language."""
        return self.interface.language

    def place(self, uri: str) -> str:
        """Return where the page at a uri stands in this language."""
        return self.interface.prefix + uri

    def find_page(self, uri: str) -> Page | None:
        """Return the page that authors wrote at a uri, in this language if there is one."""
        translated = f"{uri.removesuffix('.md')}.{self.language}.md"
        return self.shown.pages.get(translated) or self.shown.pages.get(uri)

    def speaks(self, page: Page | None) -> bool:
        """Tell whether a page that authors wrote is in this language."""
        own = "fr" if page is None else split_language(page.uri)[1] or "fr"
        return own == self.language


def build_pages(
    shown: Publishable, in_print: Publishable | None = None, language: str = "fr"
) -> Iterator[PageSpec]:
    """Yield the specs of all record pages, lists and pages with a layout of their own.

    Args:
        shown: What may appear on the site.
        in_print: What may appear in the brochures that stand on it; None for the same.
        language: Language of the interface. Beside French, ordinary pages are ours as well: what
            is not translated stands there as it is.
    """
    edition = Edition(shown, find_interface(language))
    gettext = edition.interface.gettext
    yield from _build_testimony_pages(edition)
    yield from _build_organism_pages(edition)
    yield from _build_theme_pages(edition)
    yield from _build_evaluation_pages(edition)
    yield from _build_publication_pages(edition, in_print or shown)
    yield _build_list(edition, "donnees")
    yield PageSpec(
        edition.place("recherche.md"),
        "search.html",
        gettext(_SEARCH),
        gettext(_SEARCH_DESCRIPTION),
        language=language,
    )
    for uri in shown.pages:
        if split_language(uri) == (uri, "") and (page := edition.find_page(uri)):
            yield from _build_page(edition, uri, page)


def _build_page(edition: Edition, uri: str, page: Page) -> Iterator[PageSpec]:
    """Yield the spec of a page that authors wrote, where MkDocs does not make it."""
    members: dict[str, Any] = {"page": page}
    if uri == _HOME:
        yield _build_home(edition, page)
        return
    template = "prose.html"
    if page.fields.mirror:
        template = "mirror.html"
        members["mirrors"] = page.fields.mirror
        members["sectors"] = [_build_sector(edition.shown, m) for m in page.fields.mirror]
    elif edition.language == "fr" or uri.partition("/")[0] in LIST_TITLES:
        return  # MkDocs makes it, or it opens a list, or publications are made of it
    yield PageSpec(
        edition.place(uri),
        template,
        page.title,
        page.fields.description or find_first_sentence(page.body),
        members=members,
        language=edition.language,
        is_translated=edition.speaks(page),
    )


def _build_sector(shown: Publishable, mirror: Mirror) -> SectorCount | None:
    told = [shown.by_slug[t.testimony] for t in mirror.told if t.testimony in shown.by_slug]
    organisms = tuple(shown.organisms.values())
    return build_sector_count(shown, organisms, mirror.dispositif, told)


def _build_list(edition: Edition, folder: str, **members: Any) -> PageSpec:
    page = edition.find_page(f"{folder}/index.md")
    intro = page if edition.speaks(page) else None  # the interface has an introduction of its own
    title = intro.title if intro else edition.interface.gettext(LIST_TITLES[folder])
    opening = edition.interface.gettext(_SEE_ALL).format(title=title)
    return PageSpec(
        edition.place(f"{folder}/index.md"),
        f"{folder}.html",
        title,
        find_first_sentence(intro.body) if intro else opening,
        members={"intro": intro, **members},
        language=edition.language,
    )


def _crumb(edition: Edition, folder: str) -> tuple[tuple[str, str], ...]:
    page = edition.find_page(f"{folder}/index.md")
    own = page.title if page and edition.speaks(page) else None
    return ((own or edition.interface.gettext(LIST_TITLES[folder]), f"{folder}/index.md"),)


def _build_testimony_pages(edition: Edition) -> Iterator[PageSpec]:
    shown = edition.shown
    yield _build_list(edition, "temoignages", testimonies=shown.testimonies)
    evaluations: dict[str, list[Evaluation]] = {}
    for evaluation in shown.evaluations.values():
        for testimony in shown.select_beside(evaluation):
            evaluations.setdefault(testimony.slug, []).append(evaluation)
    ordered = shown.testimonies
    kinship = Kinship(shown)
    for index, testimony in enumerate(ordered):
        yield PageSpec(
            edition.place(f"temoignages/{testimony.slug}.md"),
            TESTIMONY_TEMPLATE,
            testimony.title,
            testimony.quote or find_first_sentence(testimony.passages[0].text),
            _crumb(edition, "temoignages"),
            {
                "testimony": testimony,
                "organism": shown.organisms.get(testimony.organism or ""),
                "related": kinship.find(testimony),
                "evaluations": evaluations.get(testimony.slug, []),
                "previous": ordered[index - 1] if index else None,
                "next": ordered[index + 1] if index + 1 < len(ordered) else None,
            },
            edition.language,
            edition.language in ("fr", testimony.language),
        )


def _build_organism_pages(edition: Edition) -> Iterator[PageSpec]:
    shown = edition.shown
    yield _build_list(edition, "organismes", organisms=tuple(shown.organisms.values()))
    for organism in shown.organisms.values():
        yield PageSpec(
            edition.place(f"organismes/{organism.slug}.md"),
            "organism.html",
            organism.fields.name,
            find_first_sentence(organism.body) or organism.fields.name,
            _crumb(edition, "organismes"),
            {
                "organism": organism,
                "told": build_counted_and_told(shown, organism),
                "testimonies": shown.by_organism.get(organism.slug, []),
                "evaluations": [
                    evaluation
                    for evaluation in shown.evaluations.values()
                    if organism.slug in evaluation.fields.organisms
                ],
            },
            edition.language,
            edition.language == "fr",
        )


def _build_theme_pages(edition: Edition) -> Iterator[PageSpec]:
    shown = edition.shown
    yield _build_list(edition, "themes", themes=shown.by_theme)
    for theme, testimonies in shown.by_theme.items():
        yield PageSpec(
            edition.place(f"themes/{slug_theme(theme)}.md"),
            "theme.html",
            theme[:1].upper() + theme[1:],
            edition.interface.gettext(_ABOUT_THEME).format(theme=theme),
            _crumb(edition, "themes"),
            {"theme": theme, "testimonies": testimonies, "themes": shown.by_theme},
            edition.language,
        )


def _build_evaluation_pages(edition: Edition) -> Iterator[PageSpec]:
    shown = edition.shown
    yield _build_list(edition, "evaluations", evaluations=tuple(shown.evaluations.values()))
    for evaluation in shown.evaluations.values():
        fields, results = evaluation.fields, shown.results.get(evaluation.slug, {})
        yield PageSpec(
            edition.place(f"evaluations/{evaluation.slug}/index.md"),
            "evaluation.html",
            fields.title,
            fields.question,
            _crumb(edition, "evaluations"),
            {
                "evaluation": evaluation,
                "organisms": [
                    shown.organisms[slug] for slug in fields.organisms if slug in shown.organisms
                ],
                "testimonies": shown.select_beside(evaluation),
                "indicators": {i.id: i for i in fields.indicators if i.id},
                "results": results,
                "known_evidence": {*results, *(i.id for i in fields.indicators if i.id)},
            },
            edition.language,
            edition.language == "fr",
        )


def _build_publication_pages(edition: Edition, in_print: Publishable) -> Iterator[PageSpec]:
    shown = edition.shown
    yield _build_list(edition, "publications", publications=tuple(shown.publications.values()))
    for publication in shown.publications.values():
        yield PageSpec(
            edition.place(f"publications/{publication.slug}.md"),
            PUBLICATION_TEMPLATE,
            publication.fields.title,
            publication.fields.subtitle or find_first_sentence(publication.body),
            _crumb(edition, "publications"),
            {
                "publication": publication,
                "content": build_publication(in_print, publication),
                "houses": select_variants(in_print, publication).made,
            },
            edition.language,
            edition.language == "fr",
        )


def _build_home(edition: Edition, page: Page) -> PageSpec:
    shown, fields = edition.shown, page.fields
    first = shown.pages[_HOME].fields if _HOME in shown.pages else fields
    slugs = fields.first_voice or first.first_voice, fields.second_voice or first.second_voice
    chosen = [shown.by_slug[slug] for slug in slugs if slug in shown.by_slug]
    # A withdrawn voice must not empty the first screen: the next ones with a quote take its place
    others = [t for t in shown.testimonies if t.quote and t not in chosen]
    mirrors = (uri for uri, p in shown.pages.items() if p.fields.mirror)
    mirror_uri = next((uri for uri in mirrors if split_language(uri) == (uri, "")), "")
    return PageSpec(
        edition.place(_HOME),
        "home.html",
        page.title,
        fields.description or fields.opening or find_first_sentence(page.body),
        members={
            "page": page,
            "voices": (chosen + others)[:2],
            "mirror": edition.find_page(mirror_uri) if mirror_uri else None,
            "mirror_uri": mirror_uri,
            "themes": shown.by_theme,
            "organisms": tuple(shown.organisms.values()),
            "evaluations": tuple(shown.evaluations.values()),
            "publications": tuple(shown.publications.values()),
            "count": len(shown.testimonies),
        },
        language=edition.language,
        is_translated=edition.speaks(page),
    )
