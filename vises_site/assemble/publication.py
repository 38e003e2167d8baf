"""What a publication holds, chapter by chapter, and in which layouts its voices follow."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from vises_site.model.evaluation import Evaluation, Indicator
from vises_site.model.organism import Organism
from vises_site.model.page import Page
from vises_site.model.publication import Publication, PublicationFields, Section
from vises_site.model.publishable import Publishable
from vises_site.model.published import PublishedTestimony

Kind = Literal["page", "voices", "evaluation", "directory", "contacts"]
SpreadLayout = Literal["ouverture", "citation", "court", "duo", "sobre"]

SHORT_WORDS = 130
"""Up to so many words, a voice fits on one page in large type."""

WORLDS = {"brochure": "meuse", "recrutement": "brique", "rapport": "terril", "affiche": "meuse"}
"""Colour world of each genre, as a token's name."""


@dataclass(frozen=True, slots=True)
class Spread:
    """One testimony and how it is laid out."""

    testimony: PublishedTestimony
    layout: SpreadLayout
    organism: Organism | None


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
    """

    kind: Kind
    title: str
    anchor: str
    page: Page | None = None
    spreads: tuple[Spread, ...] = ()
    evaluation: Evaluation | None = None
    indicators: tuple[tuple[str, Indicator], ...] = ()
    organisms: tuple[Organism, ...] = ()


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
    def has_invented_voices(self) -> bool:
        """True where at least one testimony is an invented example."""
        return any(testimony.illustration for testimony in self.testimonies)


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
        spreads = choose_layouts(chosen, section.testimonies.layout, genre)
        members = tuple(
            Spread(testimony, layout, shown.organisms.get(testimony.organism or ""))
            for testimony, layout in spreads
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
        )
    if section.organisms is not None:
        organisms = tuple(shown.select_organisms(section.organisms, first))
        return Chapter("directory", "Où trouver un service", anchor, organisms=organisms)
    if section.contacts is not None:
        organisms = tuple(shown.select_organisms(section.contacts, first))
        return Chapter("contacts", "Appeler, passer, demander", anchor, organisms=organisms)
    return None


def _measure_kind(testimony: PublishedTestimony) -> str:
    if testimony.is_pair:
        return "pair"
    return "short" if testimony.word_count <= SHORT_WORDS else "long"


def order_for_rhythm(testimonies: list[PublishedTestimony]) -> list[PublishedTestimony]:
    """Order voices so that lengths alternate: long, short, pair, long… no two alike in a row.

    The order given is kept inside each kind; where one kind is left over, it closes the series.
    """
    queues: dict[str, list[PublishedTestimony]] = {"long": [], "pair": [], "short": []}
    for testimony in testimonies:
        queues[_measure_kind(testimony)].append(testimony)
    ordered: list[PublishedTestimony] = []
    last = ""
    while any(queues.values()):
        open_kinds = [kind for kind, queue in queues.items() if queue]
        others = [kind for kind in open_kinds if kind != last] or open_kinds
        last = max(others, key=lambda kind: len(queues[kind]))
        ordered.append(queues[last].pop(0))
    return ordered


def choose_layouts(
    testimonies: list[PublishedTestimony], wanted: str, genre: str
) -> list[tuple[PublishedTestimony, SpreadLayout]]:
    """Choose each voice's layout from its length and portrait, never the same twice in a row.

    Args:
        testimonies: In their order on paper.
        wanted: `auto`, or the layout that the author asks for where it fits.
        genre: A report keeps to one sober layout.
    """
    chosen: list[tuple[PublishedTestimony, SpreadLayout]] = []
    last = ""
    for testimony in testimonies:
        layout = _choose_layout(testimony, wanted, genre, last)
        chosen.append((testimony, layout))
        last = layout
    return chosen


def _choose_layout(
    testimony: PublishedTestimony, wanted: str, genre: str, last: str
) -> SpreadLayout:
    kind = _measure_kind(testimony)
    if genre == "rapport":
        return "sobre"
    if kind == "pair":
        return "duo"
    if wanted == "citation" and testimony.quote:
        return "citation"
    if wanted in ("ouverture", "court") and (wanted == "ouverture" or kind == "short"):
        return "ouverture" if wanted == "ouverture" else "court"
    if kind == "short":
        return "court"
    has_portrait = any(voice.portrait for voice in testimony.voices)
    prefers_picture = has_portrait and last != "ouverture"
    if testimony.quote and not prefers_picture and last != "citation":
        return "citation"
    return "ouverture"
