"""What may appear in one channel on one day: the only thing that renderers are given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from vises_site.model.consent import Refusal, find_refusal, is_approved
from vises_site.model.evaluation import Evaluation
from vises_site.model.library import Library
from vises_site.model.organism import Organism
from vises_site.model.page import Page
from vises_site.model.publication import OrganismSelection, Publication, TestimonySelection
from vises_site.model.testimony import Passage, Testimony, Voice
from vises_site.model.vocabulary import Channel, Element, fold


@dataclass(frozen=True, slots=True)
class PublishedVoice:
    """A voice, reduced to what it agreed to show.

    Attributes:
        name: Displayed name.
        role: From where the person speaks.
        wording: How the role is said of this person.
        age: Age in years, or None.
        portrait: Picture, relative to the project, or None.
        portrait_alt: What the picture shows; empty without a picture.
    """

    name: str
    role: str
    wording: str
    age: int | None
    portrait: str | None
    portrait_alt: str


@dataclass(frozen=True, slots=True)
class PublishedTestimony:
    """A testimony, reduced to what all its voices agreed to show."""

    slug: str
    title: str
    voices: tuple[PublishedVoice, ...]
    passages: tuple[Passage, ...]
    organism: str | None
    dispositif: str
    objectives: tuple[str, ...]
    themes: tuple[str, ...]
    date: date
    quote: str | None
    audio: str | None
    language: str
    illustration: bool

    @property
    def is_pair(self) -> bool:
        """True for *regards croisés*: several voices on one path."""
        return len(self.voices) > 1

    @property
    def names(self) -> str:
        """The displayed names as one reads them aloud."""
        *first, last = (voice.name for voice in self.voices)
        return f"{', '.join(first)} et {last}" if first else last

    @property
    def word_count(self) -> int:
        """Number of words of the body."""
        return sum(len(passage.text.split()) for passage in self.passages)


@dataclass(frozen=True, slots=True)
class Withheld:
    """A testimony that may not appear, and why.

    Attributes:
        testimony: The record.
        voice: Index of the voice whose consent is at stake; None where the status decides.
        reason: Why; `status` for a text that is not published yet.
    """

    testimony: Testimony
    voice: int | None
    reason: Refusal | str


@dataclass(frozen=True)
class Publishable:
    """All that may appear in one channel, or in several at once, on one day.

    Testimonies come newest first, then by slug; other records by slug.
    """

    channels: tuple[Channel, ...]
    testimonies: tuple[PublishedTestimony, ...]
    organisms: Mapping[str, Organism]
    evaluations: Mapping[str, Evaluation]
    publications: Mapping[str, Publication]
    pages: Mapping[str, Page]
    withheld: tuple[Withheld, ...]

    @cached_property
    def by_slug(self) -> dict[str, PublishedTestimony]:
        """Testimonies by slug."""
        return {testimony.slug: testimony for testimony in self.testimonies}

    @cached_property
    def by_organism(self) -> dict[str, list[PublishedTestimony]]:
        """Testimonies of each organism that may be named."""
        index: dict[str, list[PublishedTestimony]] = {slug: [] for slug in self.organisms}
        for testimony in self.testimonies:
            if testimony.organism is not None:
                index.setdefault(testimony.organism, []).append(testimony)
        return index

    @cached_property
    def by_theme(self) -> dict[str, list[PublishedTestimony]]:
        """Testimonies of each theme, by the theme's name, in alphabetical order."""
        names: dict[str, str] = {}
        index: dict[str, list[PublishedTestimony]] = {}
        for testimony in self.testimonies:
            for theme in testimony.themes:
                name = names.setdefault(fold(theme), theme)
                index.setdefault(name, []).append(testimony)
        return {name: index[name] for name in sorted(index, key=fold)}

    def select_testimonies(self, selection: TestimonySelection) -> list[PublishedTestimony]:
        """Return the testimonies that a selection asks for, in its order."""
        if selection.choice:
            found = [self.by_slug[slug] for slug in selection.choice if slug in self.by_slug]
        else:
            found = [t for t in self.testimonies if _is_selected(t, selection)]
        return found[: selection.limit]

    def select_organisms(self, selection: OrganismSelection) -> list[Organism]:
        """Return the organisms that a selection asks for, in its order."""
        if selection.choice:
            return [self.organisms[slug] for slug in selection.choice if slug in self.organisms]
        return [
            organism
            for organism in self.organisms.values()
            if (not selection.dispositif or selection.dispositif in organism.fields.dispositifs)
            and (
                not selection.province
                or fold(selection.province) == fold(organism.fields.province or "")
            )
        ]


def _is_selected(testimony: PublishedTestimony, selection: TestimonySelection) -> bool:
    themes = {fold(theme) for theme in testimony.themes}
    return (
        (not selection.dispositif or testimony.dispositif == selection.dispositif)
        and (not selection.role or any(v.role == selection.role for v in testimony.voices))
        and (not selection.themes or any(fold(theme) in themes for theme in selection.themes))
        and (not selection.organisms or testimony.organism in selection.organisms)
    )


def publishable(
    library: Library, channel: Channel | tuple[Channel, ...], on_date: date
) -> Publishable:
    """Reduce a library to what may appear in a channel, or in several at once, on a day.

    A testimony appears only where its status is `publié`, and every voice's consent allows the
    text; each further element only where every voice that it concerns allows it.
    """
    channels: tuple[Channel, ...] = channel if isinstance(channel, tuple) else (channel,)
    shown: list[PublishedTestimony] = []
    withheld: list[Withheld] = []
    for testimony in library.testimonies.values():
        obstacle = _find_obstacle(testimony, channels, on_date)
        if obstacle is None:
            shown.append(_reduce_testimony(testimony, channels, on_date))
        else:
            withheld.append(obstacle)
    return Publishable(
        channels=channels,
        testimonies=tuple(sorted(shown, key=lambda t: (-t.date.toordinal(), t.slug))),
        organisms=library.organisms,
        evaluations=library.evaluations,
        publications=library.publications,
        pages=library.pages,
        withheld=tuple(withheld),
    )


def _find_obstacle(
    testimony: Testimony, channels: tuple[Channel, ...], on_date: date
) -> Withheld | None:
    if testimony.fields.status != "publié":
        return Withheld(testimony, None, "status")
    for index, voice in enumerate(testimony.fields.voices):
        reason = _find_first_refusal(voice, channels, "texte", on_date)
        if reason is None and voice.consent and not is_approved(voice.consent, testimony.words):
            reason = "changed-text"
        if reason is not None:
            return Withheld(testimony, index, reason)
    return None


def _find_first_refusal(
    voice: Voice, channels: tuple[Channel, ...], element: Element, on_date: date
) -> Refusal | None:
    refusals = (find_refusal(voice.consent, channel, element, on_date) for channel in channels)
    return next((refusal for refusal in refusals if refusal is not None), None)


def _reduce_testimony(
    testimony: Testimony, channels: tuple[Channel, ...], on_date: date
) -> PublishedTestimony:
    fields = testimony.fields

    def allows(voices: Iterable[Voice], element: Element) -> bool:
        return all(_find_first_refusal(v, channels, element, on_date) is None for v in voices)

    voices = []
    for voice in fields.voices:
        portrait = voice.portrait if allows([voice], "portrait") else None
        folder = testimony.path.rpartition("/")[0]
        voices.append(
            PublishedVoice(
                name=voice.name,
                role=voice.role,
                wording=voice.wording or voice.role,
                age=voice.age if allows([voice], "âge") else None,
                portrait=f"{folder}/{portrait}" if portrait else None,
                portrait_alt=(voice.portrait_alt or "") if portrait else "",
            )
        )
    return PublishedTestimony(
        slug=testimony.slug,
        title=fields.title,
        voices=tuple(voices),
        passages=testimony.passages,
        organism=fields.organism if allows(fields.voices, "organisme") else None,
        dispositif=fields.dispositif,
        objectives=fields.objectives,
        themes=fields.themes,
        date=fields.date,
        quote=fields.quote,
        audio=fields.audio if allows(fields.voices, "voix") else None,
        language=fields.language,
        illustration=fields.illustration,
    )


def select_all(library: Library, on_date: date) -> dict[tuple[Channel, ...], Publishable]:
    """Reduce a library for all that a build serves: the site, brochures, and brochures on it."""
    served: tuple[tuple[Channel, ...], ...] = (("site",), ("brochure",), ("site", "brochure"))
    return {channels: publishable(library, channels, on_date) for channels in served}
