"""Which pages the site has, and what each shows."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from vises_site.assemble.activity import SectorCount, build_counted_and_told, build_sector_count
from vises_site.assemble.publication import build_publication
from vises_site.assemble.variants import select_variants
from vises_site.model.evaluation import Evaluation
from vises_site.model.page import Mirror, Page
from vises_site.model.publishable import Publishable
from vises_site.model.published import PublishedTestimony
from vises_site.model.vocabulary import fold
from vises_site.text.pipeline import find_first_sentence

RELATED_COUNT = 3
LONGEST_SLUG = 80
"""Letters of an address; no disk takes a name of more than 255 bytes."""
KIN_CONSIDERED = 20
TESTIMONY_TEMPLATE = "testimony.html"


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
    """

    uri: str
    template: str
    title: str
    description: str
    crumbs: tuple[tuple[str, str], ...] = ()
    members: Mapping[str, Any] = field(default_factory=dict)
    language: str = "fr"


LIST_TITLES = {
    "temoignages": "Témoignages",
    "organismes": "Organismes",
    "themes": "Thèmes",
    "evaluations": "Évaluations",
    "publications": "Publications",
    "donnees": "Données ouvertes",
}
"""Titles of the list pages, by folder; a page of content/ at the same place changes them."""


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


def build_pages(shown: Publishable, in_print: Publishable | None = None) -> Iterator[PageSpec]:
    """Yield the specs of all record pages, lists and pages with a layout of their own.

    Args:
        shown: What may appear on the site.
        in_print: What may appear in the brochures that stand on it; None for the same.
    """
    yield from _build_testimony_pages(shown)
    yield from _build_organism_pages(shown)
    yield from _build_theme_pages(shown)
    yield from _build_evaluation_pages(shown)
    yield from _build_publication_pages(shown, in_print or shown)
    yield _build_list(shown, "donnees")
    yield PageSpec("recherche.md", "search.html", "Rechercher", "Chercher dans les témoignages.")
    for page in shown.pages.values():
        if page.uri == "index.md":
            yield _build_home(shown, page)
        elif page.fields.mirror:
            yield PageSpec(
                page.uri,
                "mirror.html",
                page.title,
                page.fields.description or find_first_sentence(page.body),
                members={
                    "page": page,
                    "mirrors": page.fields.mirror,
                    "sectors": [_build_sector(shown, mirror) for mirror in page.fields.mirror],
                },
            )


def _build_sector(shown: Publishable, mirror: Mirror) -> SectorCount | None:
    told = [shown.by_slug[t.testimony] for t in mirror.told if t.testimony in shown.by_slug]
    organisms = tuple(shown.organisms.values())
    return build_sector_count(shown, organisms, mirror.dispositif, told)


def _build_list(shown: Publishable, folder: str, **members: Any) -> PageSpec:
    page = shown.pages.get(f"{folder}/index.md")
    title = page.title if page else LIST_TITLES[folder]
    description = find_first_sentence(page.body) if page else f"{title} : tout voir."
    return PageSpec(
        f"{folder}/index.md",
        f"{folder}.html",
        title,
        description,
        members={"intro": page, **members},
    )


def _crumb(shown: Publishable, folder: str) -> tuple[tuple[str, str], ...]:
    page = shown.pages.get(f"{folder}/index.md")
    return ((page.title if page else LIST_TITLES[folder], f"{folder}/index.md"),)


class Kinship:
    """Finds the testimonies nearest to one, at a cost that does not grow with their number.

    Of each theme, only those that follow in the theme's list are looked at, so that every
    testimony is also somebody's neighbour.
    """

    def __init__(self, shown: Publishable) -> None:
        self._themes = shown.by_theme
        self._places = {
            theme: {testimony.slug: place for place, testimony in enumerate(members)}
            for theme, members in self._themes.items()
        }

    def find(
        self, testimony: PublishedTestimony, count: int = RELATED_COUNT
    ) -> list[PublishedTestimony]:
        """Return the nearest testimonies: most common themes, then other places and worlds."""
        scores: dict[str, int] = {}
        found: dict[str, PublishedTestimony] = {}
        for theme in testimony.themes:
            members = self._themes.get(theme, [])
            place = self._places.get(theme, {}).get(testimony.slug, 0)
            for step in range(1, min(len(members), KIN_CONSIDERED + 1)):
                other = members[(place + step) % len(members)]
                if other.slug != testimony.slug:
                    found[other.slug] = other
                    scores[other.slug] = scores.get(other.slug, 0) + 2
        for slug, other in found.items():
            scores[slug] += other.organism != testimony.organism
            scores[slug] += other.dispositif != testimony.dispositif
        best = sorted(scores, key=lambda slug: (-scores[slug], slug))[:count]
        return [found[slug] for slug in best]


def _build_testimony_pages(shown: Publishable) -> Iterator[PageSpec]:
    yield _build_list(shown, "temoignages", testimonies=shown.testimonies)
    evaluations: dict[str, list[Evaluation]] = {}
    for evaluation in shown.evaluations.values():
        for testimony in shown.select_beside(evaluation):
            evaluations.setdefault(testimony.slug, []).append(evaluation)
    ordered = shown.testimonies
    kinship = Kinship(shown)
    for index, testimony in enumerate(ordered):
        yield PageSpec(
            f"temoignages/{testimony.slug}.md",
            TESTIMONY_TEMPLATE,
            testimony.title,
            testimony.quote or find_first_sentence(testimony.passages[0].text),
            _crumb(shown, "temoignages"),
            {
                "testimony": testimony,
                "organism": shown.organisms.get(testimony.organism or ""),
                "related": kinship.find(testimony),
                "evaluations": evaluations.get(testimony.slug, []),
                "previous": ordered[index - 1] if index else None,
                "next": ordered[index + 1] if index + 1 < len(ordered) else None,
            },
        )


def _build_organism_pages(shown: Publishable) -> Iterator[PageSpec]:
    yield _build_list(shown, "organismes", organisms=tuple(shown.organisms.values()))
    for organism in shown.organisms.values():
        yield PageSpec(
            f"organismes/{organism.slug}.md",
            "organism.html",
            organism.fields.name,
            find_first_sentence(organism.body) or organism.fields.name,
            _crumb(shown, "organismes"),
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
        )


def _build_theme_pages(shown: Publishable) -> Iterator[PageSpec]:
    yield _build_list(shown, "themes", themes=shown.by_theme)
    for theme, testimonies in shown.by_theme.items():
        yield PageSpec(
            f"themes/{slug_theme(theme)}.md",
            "theme.html",
            theme[:1].upper() + theme[1:],
            f"Témoignages sur le thème « {theme} ».",
            _crumb(shown, "themes"),
            {"theme": theme, "testimonies": testimonies, "themes": shown.by_theme},
        )


def _build_evaluation_pages(shown: Publishable) -> Iterator[PageSpec]:
    yield _build_list(shown, "evaluations", evaluations=tuple(shown.evaluations.values()))
    for evaluation in shown.evaluations.values():
        fields, results = evaluation.fields, shown.results.get(evaluation.slug, {})
        yield PageSpec(
            f"evaluations/{evaluation.slug}/index.md",
            "evaluation.html",
            fields.title,
            fields.question,
            _crumb(shown, "evaluations"),
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
        )


def _build_publication_pages(shown: Publishable, in_print: Publishable) -> Iterator[PageSpec]:
    yield _build_list(shown, "publications", publications=tuple(shown.publications.values()))
    for publication in shown.publications.values():
        yield PageSpec(
            f"publications/{publication.slug}.md",
            "publication.html",
            publication.fields.title,
            publication.fields.subtitle or find_first_sentence(publication.body),
            _crumb(shown, "publications"),
            {
                "publication": publication,
                "content": build_publication(in_print, publication),
                "houses": select_variants(in_print, publication).made,
            },
        )


def _build_home(shown: Publishable, page: Page) -> PageSpec:
    fields = page.fields
    chosen = [
        shown.by_slug[slug]
        for slug in (fields.first_voice, fields.second_voice)
        if slug in shown.by_slug
    ]
    # A withdrawn voice must not empty the first screen: the next ones with a quote take its place
    others = [t for t in shown.testimonies if t.quote and t not in chosen]
    mirror = next((p for p in shown.pages.values() if p.fields.mirror), None)
    return PageSpec(
        page.uri,
        "home.html",
        page.title,
        fields.description or fields.opening or find_first_sentence(page.body),
        members={
            "page": page,
            "voices": (chosen + others)[:2],
            "mirror": mirror,
            "themes": shown.by_theme,
            "organisms": tuple(shown.organisms.values()),
            "evaluations": tuple(shown.evaluations.values()),
            "publications": tuple(shown.publications.values()),
            "count": len(shown.testimonies),
        },
    )
