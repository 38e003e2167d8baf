"""Pages by which the site answers for itself: privacy, accessibility, legal notice."""

from collections.abc import Iterator

from vises_site.assemble.specs import Edition, PageSpec
from vises_site.interface import mark, split_language
from vises_site.model.publishable import Publishable
from vises_site.model.reserved import find_address

TRUST_TITLES = {
    "vie-privee": mark("Vie privée"),
    "accessibilite": mark("Accessibilité"),
    "mentions-legales": mark("Mentions légales"),
}
"""Titles of the pages, by address."""

_DESCRIPTIONS = {
    "vie-privee": mark("Ce que ce site sait de vous, et vos droits si vous y témoignez."),
    "accessibilite": mark("Ce qui a été vérifié pour que chacun puisse lire ce site."),
    "mentions-legales": mark("Qui publie ce site, qui l’héberge et qui le soutient."),
}


def list_own_pages(shown: Publishable) -> frozenset[str]:
    """Return the addresses of such pages that authors wrote themselves."""
    french = (uri for uri in shown.pages if split_language(uri) == (uri, ""))
    return frozenset(TRUST_TITLES) & frozenset(map(find_address, french))


def build_trust_pages(edition: Edition) -> Iterator[PageSpec]:
    """Yield the specs of the pages that authors did not write; none where nobody answers."""
    shown, gettext = edition.shown, edition.interface.gettext
    if shown.publisher is None:
        return
    for address, title in TRUST_TITLES.items():
        if address not in list_own_pages(shown):
            yield PageSpec(
                edition.place(f"{address}.md"),
                f"{address}.html",
                gettext(title),
                gettext(_DESCRIPTIONS[address]),
                members={
                    "publisher": shown.publisher,
                    "fields": shown.publisher.fields,
                    "audit": shown.audit,
                },
                language=edition.language,
            )


def list_trust_links(edition: Edition) -> list[tuple[str, str]]:
    """Return titles and addresses of the pages by which the site answers for itself."""
    shown = edition.shown
    own = list_own_pages(shown)
    return [
        (edition.interface.gettext(title), f"{edition.interface.prefix}{address}/")
        for address, title in TRUST_TITLES.items()
        if address in own or shown.publisher is not None
    ]
