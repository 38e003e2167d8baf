"""Which pages the site has, and what each shows."""

from collections.abc import Iterator
from typing import Any

from vises_site.assemble.activity import SectorCount, build_counted_and_told, build_sector_count
from vises_site.assemble.facets import build_facets
from vises_site.assemble.kinship import Kinship
from vises_site.assemble.lists import Part, build_parts
from vises_site.assemble.publication import build_publication
from vises_site.assemble.specs import LIST_TITLES, Edition, PageSpec
from vises_site.assemble.trust import build_trust_pages
from vises_site.assemble.variants import select_variants
from vises_site.interface import find_interface, mark, split_language
from vises_site.model.evaluation import Evaluation
from vises_site.model.page import Mirror, Page
from vises_site.model.publishable import Publishable
from vises_site.model.published import PublishedTestimony, PublishedVersion
from vises_site.model.reserved import slug_theme
from vises_site.text.pipeline import find_first_sentence

TESTIMONY_TEMPLATE = "testimony.html"
EASY_TEMPLATE = "easy.html"
PUBLICATION_TEMPLATE = "publication.html"
_HOME = "index.md"

_SEARCH = mark("Rechercher")
_SEARCH_DESCRIPTION = mark("Chercher dans les témoignages.")
_SEE_ALL = mark("{title} : tout voir.")
_PART = mark("{title}, page {number}")
_ABOUT_THEME = mark("Témoignages sur le thème « {theme} ».")


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
    if shown.glossary:
        yield _build_list(edition, "glossaire", acronyms=shown.glossary)
    yield PageSpec(
        edition.place("recherche.md"),
        "search.html",
        gettext(_SEARCH),
        gettext(_SEARCH_DESCRIPTION),
        language=language,
    )
    yield from build_trust_pages(edition)
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
    yield from _build_testimony_lists(edition)
    evaluations: dict[str, list[Evaluation]] = {}
    for evaluation in shown.evaluations.values():
        for testimony in shown.select_beside(evaluation):
            evaluations.setdefault(testimony.slug, []).append(evaluation)
    ordered = shown.testimonies
    kinship = Kinship(shown)
    for index, testimony in enumerate(ordered):
        words = testimony.tell(edition.language)
        members = {
            "testimony": testimony,
            "words": words,
            "organism": shown.organisms.get(testimony.organism or ""),
            "related": kinship.find(testimony),
            "evaluations": evaluations.get(testimony.slug, []),
            "previous": ordered[index - 1] if index else None,
            "next": ordered[index + 1] if index + 1 < len(ordered) else None,
        }
        yield PageSpec(
            edition.place(f"temoignages/{testimony.slug}.md"),
            TESTIMONY_TEMPLATE,
            words.title,
            words.quote or find_first_sentence(words.passages[0].text),
            _crumb(edition, "temoignages"),
            members,
            edition.language,
            edition.language in ("fr", words.language),
        )
        if testimony.easy:
            yield _build_easy_page(edition, testimony, testimony.easy)


def _build_easy_page(
    edition: Edition, testimony: PublishedTestimony, easy: PublishedVersion
) -> PageSpec:
    """Build the page of an easy-to-read version, below that of its testimony."""
    return PageSpec(
        edition.place(f"temoignages/{testimony.slug}/falc.md"),
        EASY_TEMPLATE,
        easy.title,
        easy.quote or find_first_sentence(easy.passages[0].text),
        _crumb(edition, "temoignages"),
        {"testimony": testimony, "words": easy},
        edition.language,
        edition.language in ("fr", easy.language),
    )


def _build_testimony_lists(edition: Edition) -> Iterator[PageSpec]:
    """Yield the list of all testimonies, which readers search and narrow, and its further parts."""
    facets = build_facets(edition.shown)
    for part in build_parts("temoignages/index.md", edition.shown.testimonies):
        first = _build_list(edition, "temoignages", part=part, facets=facets)
        yield first if part.number == 1 else _continue(edition, first, part, "voices.html")


def _continue(edition: Edition, first: PageSpec, part: Part, template: str) -> PageSpec:
    """Return a further part of a list that begins on another page."""
    title = edition.interface.gettext(_PART).format(title=first.title, number=part.number)
    return PageSpec(
        edition.place(part.uri),
        template,
        title,
        title,
        (*first.crumbs, (first.title, part.first_uri)),
        {"part": part, "heading": first.title},
        edition.language,
        first.is_translated,
    )


def _build_organism_pages(edition: Edition) -> Iterator[PageSpec]:
    shown = edition.shown
    yield _build_list(edition, "organismes", organisms=tuple(shown.organisms.values()))
    for organism in shown.organisms.values():
        uri = f"organismes/{organism.slug}.md"
        part, *others = build_parts(uri, shown.by_organism.get(organism.slug, []))
        first = PageSpec(
            edition.place(uri),
            "organism.html",
            organism.fields.name,
            find_first_sentence(organism.body) or organism.fields.name,
            _crumb(edition, "organismes"),
            {
                "organism": organism,
                "told": build_counted_and_told(shown, organism),
                "part": part,
                "evaluations": [
                    evaluation
                    for evaluation in shown.evaluations.values()
                    if organism.slug in evaluation.fields.organisms
                ],
            },
            edition.language,
            edition.language == "fr",
        )
        yield first
        for other in others:
            yield _continue(edition, first, other, "voices.html")


def _build_theme_pages(edition: Edition) -> Iterator[PageSpec]:
    shown = edition.shown
    yield _build_list(edition, "themes", themes=shown.by_theme)
    for theme, testimonies in shown.by_theme.items():
        uri = f"themes/{slug_theme(theme)}.md"
        part, *others = build_parts(uri, testimonies)
        first = PageSpec(
            edition.place(uri),
            "theme.html",
            theme[:1].upper() + theme[1:],
            edition.interface.gettext(_ABOUT_THEME).format(theme=theme),
            _crumb(edition, "themes"),
            {"theme": theme, "part": part, "themes": shown.by_theme},
            edition.language,
        )
        yield first
        for other in others:
            yield _continue(edition, first, other, "voices.html")


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
