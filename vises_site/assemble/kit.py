"""What a press kit holds: a publication, a testimony or an evaluation, and what goes with it."""

from dataclasses import dataclass, replace
from typing import Literal

from vises_site.assemble.publication import build_publication
from vises_site.model.evaluation import Evaluation
from vises_site.model.organism import Organism
from vises_site.model.press import PressRelease
from vises_site.model.publication import Publication, PublicationFields
from vises_site.model.publishable import Publishable
from vises_site.model.published import PublishedTestimony

Kind = Literal["publications", "temoignages", "evaluations"]
"""Folder of the record on the site."""


@dataclass(frozen=True, slots=True)
class KitSpec:
    """A press kit, before any file of it is made.

    Attributes:
        kind: What it is about.
        slug: Of what it is about.
        title: Of what it is about.
        testimonies: Whose words it holds, in their order on paper.
        evaluations: Whose figures it holds.
        publication: What is made as PDF; None where nothing of it may go to the press.
        cards: A publication of genre `affiche` for the voices that have cards; None for none.
        left_out: Slugs of testimonies that stand in it elsewhere, and that the press may not have.
        publisher: The éditeur responsable; empty where nobody is named.
    """

    kind: Kind
    slug: str
    title: str
    testimonies: tuple[PublishedTestimony, ...]
    evaluations: tuple[Evaluation, ...]
    publication: Publication | None
    cards: Publication | None
    left_out: tuple[str, ...]
    publisher: str

    @property
    def place(self) -> str:
        """Its page on the site, such as `temoignages/luc`."""
        return f"{self.kind}/{self.slug}"

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that the press may have."""
        return not (self.testimonies or self.evaluations or self.publication)

    def select_organisms(self, shown: Publishable) -> list[Organism]:
        """Return the organisms that may be named beside what it holds, by name."""
        slugs = {t.organism for t in self.testimonies if t.organism}
        slugs |= {slug for e in self.evaluations for slug in e.fields.organisms}
        found = [shown.organisms[slug] for slug in slugs if slug in shown.organisms]
        return sorted(found, key=lambda organism: organism.fields.name)


def build_kit(release: PressRelease, everyone: Publishable, kind: Kind, slug: str) -> KitSpec:
    """Build the spec of a press kit.

    Args:
        release: What the press may be given.
        everyone: What may appear where the record stands otherwise: in brochures, or on the site.
        kind: What it is about.
        slug: Of what it is about.
    """
    if kind == "publications":
        return _build_publication_kit(release, everyone, slug)
    evaluations: tuple[Evaluation, ...] = ()
    if kind == "evaluations":
        evaluation = release.texts.evaluations[slug]
        chosen = release.texts.select_beside(evaluation)
        beside = {t.slug for t in everyone.select_beside(evaluation)}
        title, evaluations = evaluation.fields.title, (evaluation,)
    else:
        chosen = [release.texts.by_slug[slug]] if slug in release.texts.by_slug else []
        title, beside = chosen[0].title if chosen else slug, {slug}
    slugs = [t.slug for t in chosen]
    printed = [s for s in slugs if s in release.printed.by_slug and kind == "temoignages"]
    return KitSpec(
        kind,
        slug,
        title,
        tuple(chosen),
        evaluations,
        _make_posters(slug, title, printed),
        _make_posters(slug, title, [s for s in slugs if s in release.shared.by_slug]),
        tuple(sorted(beside - set(slugs))),
        "",
    )


def _build_publication_kit(release: PressRelease, everyone: Publishable, slug: str) -> KitSpec:
    publication = everyone.publications[slug]
    # A kit is about the publication itself: variants have their own places
    fields = publication.fields.model_copy(update={"variant": None})
    publication = replace(publication, fields=fields)
    printed = build_publication(release.printed, publication)
    told = build_publication(release.texts, publication)
    whole = {t.slug for t in build_publication(everyone, publication).shown}
    asks = any(section.testimonies is not None for section in fields.sections)
    is_made = bool(printed.testimonies) or not asks
    slugs = [t.slug for t in told.shown]
    shared = [s for s in slugs if s in release.shared.by_slug]
    return KitSpec(
        "publications",
        slug,
        fields.title,
        tuple(told.shown),
        tuple(chapter.evaluation for chapter in told.chapters if chapter.evaluation),
        publication if is_made else None,
        _make_posters(slug, fields.title, shared),
        tuple(sorted(whole - {t.slug for t in printed.shown})),
        fields.publisher or "",
    )


def _make_posters(slug: str, title: str, voices: list[str]) -> Publication | None:
    """Return a publication of one poster a voice; None for no voice."""
    if not voices:
        return None
    sections = [{"témoignages": {"choix": voices}}]
    given = {"titre": title, "genre": "affiche", "sections": sections}
    fields = PublicationFields.model_validate(given)
    return Publication(slug, f"content/publications/{slug}.md", fields, "")
