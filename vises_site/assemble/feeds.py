"""Which feeds the site has: of all testimonies, of each theme, of each organism."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from vises_site.assemble.specs import LIST_TITLES, Edition
from vises_site.model.published import PublishedTestimony
from vises_site.model.reserved import slug_theme

LONGEST_FEED = 50
"""Entries of a feed; the newest. A reader who comes later has the list."""


@dataclass(frozen=True, slots=True)
class FeedSpec:
    """One feed.

    Attributes:
        uri: Its place below the site, such as `themes/isolement/flux.xml`.
        page: Uri of the page whose testimonies it tells, as Markdown.
        title: What it is called.
        testimonies: Its testimonies, the newest first.
        language: Language of what stands around their words.
    """

    uri: str
    page: str
    title: str
    testimonies: tuple[PublishedTestimony, ...]
    language: str


def build_feeds(edition: Edition) -> Iterator[FeedSpec]:
    """Yield the feeds of the site in one language; none of nothing."""
    shown, whole = edition.shown, LIST_TITLES["temoignages"]
    found: list[tuple[str, str, str, Sequence[PublishedTestimony]]] = [
        ("flux.xml", "temoignages/index.md", edition.interface.gettext(whole), shown.testimonies)
    ]
    for theme, testimonies in shown.by_theme.items():
        place = f"themes/{slug_theme(theme)}"
        found.append(
            (f"{place}/flux.xml", f"{place}.md", theme[:1].upper() + theme[1:], testimonies)
        )
    for slug, organism in shown.organisms.items():
        place = f"organismes/{slug}"
        told = shown.by_organism.get(slug, [])
        found.append((f"{place}/flux.xml", f"{place}.md", organism.fields.name, told))
    for uri, page, called, voices in found:
        if voices:
            newest = tuple(islice(voices, LONGEST_FEED))
            place = edition.place(uri)
            yield FeedSpec(place, edition.place(page), called, newest, edition.language)
