"""What may appear in one channel on one day: the only thing that renderers are given."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from vises_site.model.activity import PublishedActivity, hide_small_groups
from vises_site.model.evaluation import Evaluation
from vises_site.model.glossary import Glossary
from vises_site.model.library import Library, Results
from vises_site.model.organism import Organism
from vises_site.model.page import Page
from vises_site.model.printer import Printer
from vises_site.model.publication import OrganismSelection, Publication, TestimonySelection
from vises_site.model.published import (
    Grant,
    PublishedTestimony,
    Withheld,
    find_obstacles,
    list_grants,
    reduce_testimony,
)
from vises_site.model.publisher import Audit, Publisher
from vises_site.model.results import Result
from vises_site.model.shortlinks import build_codes, shorten_address, write_short_uri
from vises_site.model.vocabulary import Channel, fold

_TESTIMONY_ADDRESS = re.compile(r"(?:^|/)temoignages/([a-z0-9-]+)(?=\.md|\.html|[/?#]|$)")


@dataclass(frozen=True)
class Publishable:
    """All that may appear in one channel, or in several at once, on one day.

    Testimonies come newest first, then by slug; other records by slug. `grants` holds, for each
    testimony that appears, one grant a voice. `left_out` names those that may appear, though not
    here: no link leads to them either. `codes` holds the short code of each page that the site has,
    by its place such as `temoignages/luc`: there a code on paper may lead.
    """

    channels: tuple[Channel, ...]
    testimonies: tuple[PublishedTestimony, ...]
    organisms: Mapping[str, Organism]
    evaluations: Mapping[str, Evaluation]
    publications: Mapping[str, Publication]
    printers: Mapping[str, Printer]
    pages: Mapping[str, Page]
    withheld: tuple[Withheld, ...]
    grants: Mapping[str, tuple[Grant, ...]]
    results: Mapping[str, Results] = field(default_factory=dict)
    activities: Mapping[str, PublishedActivity] = field(default_factory=dict)
    publisher: Publisher | None = None
    audit: Audit | None = None
    glossary: Glossary = ()
    left_out: frozenset[str] = frozenset()
    codes: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_slug(self) -> dict[str, PublishedTestimony]:
        """Testimonies by slug."""
        return {testimony.slug: testimony for testimony in self.testimonies}

    @cached_property
    def withheld_slugs(self) -> frozenset[str]:
        """Slugs of the testimonies that may not appear."""
        return self.left_out | {withheld.testimony.slug for withheld in self.withheld}

    def leads_to_withheld(self, address: str) -> bool:
        """Tell whether a link, however it is written, names a testimony that may not appear."""
        match = _TESTIMONY_ADDRESS.search(address)
        return match is not None and match[1] in self.withheld_slugs

    def shorten(self, address: str, site_url: str) -> str:
        """Return the short form of the address of a page that the site has; any other as it is."""
        return shorten_address(address, site_url, self.codes)

    def find_page(self, place: str, site_url: str) -> str:
        """Return the short address of a page of the site; empty where there is none."""
        code = self.codes.get(place)
        return f"{site_url.rstrip('/')}/{write_short_uri(code)}" if code and site_url else ""

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

    def select_beside(self, evaluation: Evaluation) -> list[PublishedTestimony]:
        """Return the testimonies beside an evaluation's figures.

        One that hides its organism is left out: the evaluation's owners would tell it.
        """
        found = (self.by_slug.get(slug) for slug in evaluation.fields.testimonies)
        return [t for t in found if t is not None and t.organism is not None]

    @cached_property
    def beside_an_organism(self) -> "Publishable":
        """The same for what bears one organism's name, whose owners or readers would tell theirs.

        A testimony that hides its organism is left out of it altogether: below a name, whoever
        has none is taken for one of that house.
        """
        named = tuple(t for t in self.testimonies if t.organism is not None)
        left_out = frozenset(t.slug for t in self.testimonies if t.organism is None)
        return replace(self, testimonies=named, left_out=left_out)

    def select_result(
        self, question: str, evaluation: str = "", by: str = "", *, home: str = ""
    ) -> Result | None:
        """Return what may be published of a question; None where there is nothing.

        Args:
            question: Its id.
            evaluation: The evaluation that asked it; empty for the one that is at home here, else
                for the only one that asked it.
            by: Id of the question by whose answers it is broken down; empty for everyone, wave by
                wave where it was asked repeatedly: whoever answered twice is not counted twice.
            home: The evaluation in whose text it is cited.
        """
        owners = [slug for slug, results in self.results.items() if question in results]
        if evaluation or home in owners:
            owners = [slug for slug in owners if slug == (evaluation or home)]
        if len(owners) != 1:
            return None
        found = self.results[owners[0]][question]
        if not by:
            return next((result for result in found if result.is_wave), found[0])
        return next((result for result in found if result.by and result.by.id == by), None)

    def select_testimonies(
        self, selection: TestimonySelection, first: str = ""
    ) -> list[PublishedTestimony]:
        """Return the testimonies that a selection asks for, in its order.

        Args:
            selection: What is asked for.
            first: An organism whose testimonies come before the others, so that a limit leaves
                them; empty for none.
        """
        if selection.choice:
            found = [self.by_slug[slug] for slug in selection.choice if slug in self.by_slug]
        else:
            found = [t for t in self.testimonies if _is_selected(t, selection)]
        if first:
            found.sort(key=lambda testimony: testimony.organism != first)
        return found[: selection.limit]

    def select_organisms(self, selection: OrganismSelection, first: str = "") -> list[Organism]:
        """Return the organisms that a selection asks for, in its order, but `first` first."""
        return sorted(self._find_organisms(selection), key=lambda found: found.slug != first)

    def _find_organisms(self, selection: OrganismSelection) -> list[Organism]:
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
    grants: dict[str, tuple[Grant, ...]] = {}
    for testimony in library.testimonies.values():
        obstacles = find_obstacles(testimony, channels, on_date)
        if not obstacles:
            shown.append(reduce_testimony(testimony, channels, on_date))
            grants[testimony.slug] = list_grants(testimony, shown[-1])
        else:
            withheld += obstacles
    return Publishable(
        channels=channels,
        testimonies=tuple(sorted(shown, key=lambda t: (-t.date.toordinal(), t.slug))),
        organisms=library.organisms,
        evaluations=library.evaluations,
        publications=library.publications,
        printers=library.printers,
        pages=library.pages,
        withheld=tuple(withheld),
        grants=grants,
        results=library.results,
        publisher=library.publisher,
        audit=library.audit,
        activities={
            slug: hide_small_groups(activity, f"données d'activité de {organism.fields.name}")
            for slug, organism in library.organisms.items()
            if (activity := library.activities.get(slug)) is not None
        },
        glossary=library.glossary,
    )


def select_all(library: Library, on_date: date) -> dict[tuple[Channel, ...], Publishable]:
    """Reduce a library for all that a build serves.

    That is the site, brochures, brochures on the site, cards for social networks, and what leaves
    the site with its pages.
    """
    served: tuple[tuple[Channel, ...], ...] = (
        ("site",),
        ("brochure",),
        ("site", "brochure"),
        ("réseaux",),
        ("site", "réseaux"),
    )
    shown = {channels: publishable(library, channels, on_date) for channels in served}
    codes = select_codes(library, shown["site",])
    return {channels: replace(one, codes=codes) for channels, one in shown.items()}


def select_codes(library: Library, on_site: Publishable) -> dict[str, str]:
    """Return the short codes of the pages that the site has, by place.

    They are drawn among all records, so that no withdrawal changes the code of another one.
    """
    oldest_first = sorted(library.testimonies.values(), key=lambda t: (t.fields.date, t.slug))
    places = [f"publications/{slug}" for slug in library.publications]
    places += [f"evaluations/{slug}" for slug in library.evaluations]
    places += [f"temoignages/{testimony.slug}" for testimony in oldest_first]
    hidden = {f"temoignages/{slug}" for slug in library.testimonies.keys() - on_site.by_slug.keys()}
    return {place: code for place, code in build_codes(places).items() if place not in hidden}
