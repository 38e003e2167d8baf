"""For which organisms a publication has a variant of its own, and what variants are called."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from vises_site.assemble.publication import expand_sections
from vises_site.model.organism import Organism
from vises_site.model.publication import Publication, Section, TestimonySelection
from vises_site.model.publishable import Publishable
from vises_site.model.published import PublishedTestimony

LONGEST_STEM = 180
"""Letters of a file's name before its profile: no disk takes more than 255 bytes in all."""


@dataclass(frozen=True, slots=True)
class Variants:
    """The organisms that a publication speaks of, by slug.

    Attributes:
        made: Those that have a variant.
        skipped: Those that the publication means too, and that have nothing to show in it.
    """

    made: tuple[Organism, ...] = ()
    skipped: tuple[Organism, ...] = ()


def select_variants(shown: Publishable, publication: Publication) -> Variants:
    """Return for which organisms a publication has a variant.

    An organism has one if a section shows one of its testimonies, its address or its number. A
    publication that asks for voices and has none has no variants either: they would be covers
    with nothing in them. A testimony that hides its organism counts for nobody.
    """
    if publication.fields.variant is None:
        return Variants()
    allowed = shown.beside_an_organism
    sections = tuple(expand_sections(allowed, publication))
    asked = [section.testimonies for section in sections if section.testimonies is not None]
    heard = {t.organism for selection in asked for t in _select_all(allowed, selection)}
    named = {organism.slug for section in sections for organism in _list_named(allowed, section)}
    own = (heard | named) if heard or not asked else set()
    meant = {
        organism.slug
        for organism in allowed.organisms.values()
        if any(_is_meant(organism, selection) for selection in asked)
    }
    return Variants(
        tuple(o for o in allowed.organisms.values() if o.slug in own),
        tuple(o for o in allowed.organisms.values() if o.slug in (meant | named) - own),
    )


def _select_all(shown: Publishable, selection: TestimonySelection) -> Iterator[PublishedTestimony]:
    """Yield what a selection could show: a variant's own voices come before its limit."""
    yield from shown.select_testimonies(selection.model_copy(update={"limit": None}))


def _list_named(shown: Publishable, section: Section) -> Iterator[Organism]:
    for selection in (section.organisms, section.contacts, section.figures):
        if selection is not None:
            yield from shown.select_organisms(selection)


def _is_meant(organism: Organism, selection: TestimonySelection) -> bool:
    """Tell whether a selection, for all that it says of organisms, is also about this one."""
    return (
        not selection.choice
        and (not selection.dispositif or selection.dispositif in organism.fields.dispositifs)
        and (not selection.organisms or organism.slug in selection.organisms)
    )


def list_editions(
    shown: Publishable, publication: Publication, only: str = ""
) -> list[Organism | None]:
    """Return what a publication is made as: itself, as None, then one variant an organism.

    Args:
        shown: What may appear.
        publication: The publication.
        only: Slug of the one organism whose variant is wanted; empty for everything.
    """
    variants = select_variants(shown, publication).made
    if only:
        return [organism for organism in variants if organism.slug == only]
    return [None, *variants]


def name_stem(publication: str, organism: str = "") -> str:
    """Return the name of a publication's files, or of its variant's, without profile and ending.

    >>> name_stem("devenir-stagiaire", "la-passerelle")
    'devenir-stagiaire-la-passerelle'
    """
    stem = f"{publication}-{organism}" if organism else publication
    if not organism or len(stem) <= LONGEST_STEM:
        return stem
    return f"{stem[:LONGEST_STEM]}-{hashlib.sha256(stem.encode()).hexdigest()[:8]}"
