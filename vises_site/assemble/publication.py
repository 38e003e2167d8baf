"""What a publication holds, chapter by chapter, and in which layouts its voices follow."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import Literal

from vises_site.assemble.activity import (
    CountedAndTold,
    SectorCount,
    build_counted_and_told,
    build_sector_count,
)
from vises_site.assemble.layouts import (
    LONG_WORDS,
    Opening,
    SpreadLayout,
    choose_layouts,
    order_for_rhythm,
)
from vises_site.model.evaluation import Evaluation, Indicator
from vises_site.model.organism import Organism
from vises_site.model.page import Page
from vises_site.model.publication import Publication, PublicationFields, Section
from vises_site.model.publishable import Publishable
from vises_site.model.published import PublishedTestimony
from vises_site.model.vocabulary import OBJECTIVES

Kind = Literal["page", "voices", "evaluation", "directory", "contacts", "counts"]

MOST_FIGURES = 3
"""So many figures stand beside voices on one page."""

WORLDS = {"brochure": "meuse", "recrutement": "brique", "rapport": "terril", "affiche": "meuse"}
"""Colour world of each genre, as a token's name."""


@dataclass(frozen=True, slots=True)
class Spread:
    """One testimony and how it is laid out.

    Attributes:
        testimony: The testimony.
        layout: How its words are set.
        organism: Its organism, where that may be named.
        openings: How it may begin, the best first.
        group: Number of the mosaic that it stands in, from 1 in its chapter; 0 for none.
    """

    testimony: PublishedTestimony
    layout: SpreadLayout
    organism: Organism | None
    openings: tuple[Opening, ...] = ("nue",)
    group: int = 0

    @property
    def is_long(self) -> bool:
        """True for a voice that rests halfway at its quote."""
        return self.testimony.word_count >= LONG_WORDS


@dataclass(frozen=True, slots=True)
class Figure:
    """What an evaluation counted, beside what a voice told.

    Attributes:
        indicator: An indicator with its numerator and denominator.
        testimony: One of the evaluation's testimonies, with its quote; None where there is none.
    """

    indicator: Indicator
    testimony: PublishedTestimony | None


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter: its kind tells which of the members is filled.

    Attributes:
        kind: What it shows.
        title: Its title in the contents.
        anchor: Its id in the document.
        page: A Markdown page.
        spreads: Voices, in their order on paper.
        evaluation: An evaluation.
        indicators: The evaluation's indicators, by id.
        organisms: Organisms of a directory, of contacts, or owners of an evaluation.
        figures: What an evaluation counted, each beside a voice.
        counts: What organisms count, each beside a voice of theirs.
        sectors: What several of them counted together, by dispositif.
    """

    kind: Kind
    title: str
    anchor: str
    page: Page | None = None
    spreads: tuple[Spread, ...] = ()
    evaluation: Evaluation | None = None
    indicators: tuple[tuple[str, Indicator], ...] = ()
    organisms: tuple[Organism, ...] = ()
    figures: tuple[Figure, ...] = ()
    counts: tuple[CountedAndTold, ...] = ()
    sectors: tuple[tuple[str, SectorCount], ...] = ()

    @property
    def units(self) -> list[tuple[Spread, ...]]:
        """The voices, those of one mosaic together."""
        return [
            tuple(members)
            for _key, members in groupby(self.spreads, lambda s: s.group or s.testimony.slug)
        ]


@dataclass(frozen=True, slots=True)
class PublicationSpec:
    """A publication, ready to be rendered in any profile.

    Attributes:
        slug: The publication.
        fields: Its front matter.
        world: Its colour, as a token's name.
        chapters: What it holds, in order.
        organism: The organism that this is the variant of; None for the publication itself.
    """

    slug: str
    fields: PublicationFields
    world: str
    chapters: tuple[Chapter, ...]
    organism: Organism | None = None

    @property
    def key(self) -> str:
        """What tells it from all others, its other variants included."""
        return f"{self.slug}/{self.organism.slug}" if self.organism else self.slug

    @property
    def title(self) -> str:
        """Its title in lists of files, which tells variants apart."""
        title = self.fields.title
        return f"{title} – {self.organism.fields.name}" if self.organism else title

    @property
    def testimonies(self) -> list[PublishedTestimony]:
        """All voices, in their order on paper."""
        return [spread.testimony for chapter in self.chapters for spread in chapter.spreads]

    @property
    def shown(self) -> list[PublishedTestimony]:
        """All testimonies of which anything is shown: voices, and quotes beside figures."""
        beside = [f.testimony for chapter in self.chapters for f in chapter.figures if f.testimony]
        beside += [c.pull.testimony for one in self.chapters for c in one.counts if c.pull]
        return list({t.slug: t for t in (*self.testimonies, *beside)}.values())

    @property
    def has_invented_voices(self) -> bool:
        """True where at least one testimony is an invented example."""
        return any(testimony.illustration for testimony in self.shown)


def build_publication(
    shown: Publishable, publication: Publication, organism: Organism | None = None
) -> PublicationSpec:
    """Build the spec of a publication, or of its variant for an organism.

    Args:
        shown: What may appear in brochures.
        publication: The publication.
        organism: Whose variant it is: its voices, address and number come first.
    """
    allowed = shown.beside_an_organism if organism else shown
    first = organism.slug if organism else ""
    chapters: list[Chapter] = []
    genre = publication.fields.genre
    for index, section in enumerate(expand_sections(allowed, publication), start=1):
        chapter = _build_chapter(allowed, section, f"chapitre-{index}", genre, first)
        if chapter is not None:
            chapters.append(chapter)
    world = WORLDS[genre]
    return PublicationSpec(publication.slug, publication.fields, world, tuple(chapters), organism)


def expand_sections(shown: Publishable, publication: Publication) -> Iterator[Section]:
    """Yield the sections; those of another publication stand in for a page that names it."""
    for section in publication.fields.sections:
        slug = (section.page or "").removeprefix("publications/").removesuffix(".md")
        other = shown.publications.get(slug)
        if section.page and section.page.startswith("publications/") and other is not None:
            yield from expand_sections(shown, other)
        else:
            yield section


def _build_chapter(
    shown: Publishable, section: Section, anchor: str, genre: str, first: str
) -> Chapter | None:
    if section.page is not None:
        page = shown.pages.get(section.page)
        return Chapter("page", page.title, anchor, page=page) if page else None
    if section.testimonies is not None:
        chosen = shown.select_testimonies(section.testimonies, first)
        if not section.testimonies.choice:
            chosen = [
                testimony
                for is_own in (True, False)
                for testimony in order_for_rhythm(
                    [t for t in chosen if (t.organism == first) == is_own]
                )
            ]
        members = tuple(
            Spread(
                laid.testimony,
                laid.layout,
                shown.organisms.get(laid.testimony.organism or ""),
                laid.openings,
                laid.group,
            )
            for laid in choose_layouts(chosen, section.testimonies.layout, genre)
        )
        return Chapter("voices", "Des voix", anchor, spreads=members) if members else None
    if section.evaluation is not None:
        evaluation = shown.evaluations[section.evaluation]
        fields = evaluation.fields
        return Chapter(
            "evaluation",
            fields.title,
            anchor,
            evaluation=evaluation,
            indicators=tuple((i.id, i) for i in fields.indicators if i.id),
            organisms=tuple(
                shown.organisms[slug] for slug in fields.organisms if slug in shown.organisms
            ),
            figures=tuple(_list_figures(shown, evaluation)),
        )
    if section.figures is not None:
        return _build_counts(shown, shown.select_organisms(section.figures, first), anchor)
    if section.organisms is not None:
        organisms = tuple(shown.select_organisms(section.organisms, first))
        return Chapter("directory", "Où trouver un service", anchor, organisms=organisms)
    if section.contacts is not None:
        organisms = tuple(shown.select_organisms(section.contacts, first))
        return Chapter("contacts", "Appeler, passer, demander", anchor, organisms=organisms)
    return None


def _build_counts(shown: Publishable, organisms: list[Organism], anchor: str) -> Chapter | None:
    """Build the chapter of what is counted and told; sums only of several organisms."""
    found = (build_counted_and_told(shown, organism) for organism in organisms)
    counts = tuple(told for told in found if told is not None)
    sums = (
        (dispositif, build_sector_count(shown, organisms, dispositif)) for dispositif in OBJECTIVES
    )
    sectors = tuple((name, one) for name, one in sums if one is not None and one.organisms > 1)
    title = "Ce que l’on compte, ce que l’on raconte"
    return Chapter("counts", title, anchor, counts=counts, sectors=sectors) if counts else None


def _list_figures(shown: Publishable, evaluation: Evaluation) -> Iterator[Figure]:
    """Yield the counted indicators that hide no small group, each beside a voice in turn."""
    counted = [
        indicator
        for indicator in evaluation.fields.indicators
        if indicator.numerator is not None and not indicator.is_hidden
    ]
    quoted = [
        shown.by_slug[slug]
        for slug in evaluation.fields.testimonies
        if slug in shown.by_slug and shown.by_slug[slug].quote
    ]
    counted = counted[:MOST_FIGURES]
    for indicator, testimony in zip_longest(counted, quoted[: len(counted)]):
        yield Figure(indicator, testimony)
