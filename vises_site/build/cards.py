"""Cards for social networks, made in worker processes, once for each content."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from vises_site.assemble.publication import build_publication
from vises_site.assemble.pull import Pull, build_pull
from vises_site.build.making import compute_key
from vises_site.build.publications import Made, Shown, Workshop
from vises_site.press.profiles import CARDS, PRINT, Profile
from vises_site.render.cards import SIZES, draw_cards, render_cards
from vises_site.render.pdf import Asset
from vises_site.render.pictures import PictureStore
from vises_site.writing import write_whole


def start_cards(workshop: Workshop, slugs: Iterable[str], profiles: Iterable[Profile]) -> None:
    """Begin to make the cards of publications; returns at once.

    They go with what is printed: a preview, or a publication for screens alone, has none.
    """
    if PRINT not in profiles:
        return
    for slug in slugs:
        for pull in _list_pulls(workshop.shown, slug):
            address = _find_address(workshop.shown, pull, workshop.site_url)
            arguments = (slug, pull, workshop.store, address)
            workshop.begin(_make_cards, *arguments, count=len(SIZES))


def find_ready_cards(
    shown: Shown, profiles: Iterable[Profile], store: PictureStore, site_url: str
) -> list[Made]:
    """Return the cards that the cache has and that still say what may be said."""
    if PRINT not in profiles:
        return []
    ready: list[Made] = []
    for slug in shown[CARDS.channels].publications:
        for pull in _list_pulls(shown, slug):
            html, assets = render_cards(pull, store, _find_address(shown, pull, site_url))
            found = _locate(slug, pull, store, html, assets)
            ready += [made for made in found if made.path.exists()]
    return ready


def remove_stale_cards(press: Path, slug: str, kept: Collection[Path]) -> list[Path]:
    """Remove the cards of a publication that were not made anew, and return where they were.

    Args:
        press: Root of what goes to the printer.
        slug: The publication.
        kept: Places of the cards that it has now.

    Raises:
        OSError: The disk refuses.
    """
    stale = sorted(p for p in (press / slug / CARDS.name).glob("*.png") if p not in kept)
    for path in stale:
        path.unlink()
    return stale


def _list_pulls(shown: Shown, slug: str) -> Iterator[Pull]:
    """Yield what stands on the cards of a publication; nothing where it is no poster.

    Its voices are chosen among those that agree to be on social networks, whether they agree to
    be printed or not.
    """
    allowed = shown[CARDS.channels]
    publication = allowed.publications.get(slug)
    if publication is not None and publication.fields.genre == "affiche":
        spec = build_publication(allowed, publication)
        # A voice that two sections choose has one card
        for testimony in dict.fromkeys(spec.testimonies):
            yield build_pull(testimony, allowed.organisms.get(testimony.organism or ""))


def _find_address(shown: Shown, pull: Pull, site_url: str) -> str:
    """Return where the story of a card goes on: its page, else the site, else nowhere."""
    place = f"temoignages/{pull.testimony.slug}"
    return shown[CARDS.channels].find_page(place, site_url) or site_url


def _make_cards(slug: str, pull: Pull, store: PictureStore, address: str) -> list[Made]:
    """Make one testimony's cards in a worker process, unless the cache has them."""
    html, assets = render_cards(pull, store, address)
    found = _locate(slug, pull, store, html, assets)
    if not all(made.path.exists() for made in found):
        drawn = draw_cards(html, assets)
        for size, made in zip(SIZES, found, strict=True):
            write_whole(made.path, drawn[size.name])
    return found


def _locate(
    slug: str, pull: Pull, store: PictureStore, html: str, assets: dict[str, Asset]
) -> list[Made]:
    """Return where the cache keeps, or will keep, the cards of a testimony as it is now."""
    key = compute_key(html, assets, CARDS)
    pictures = [asset for asset in assets.values() if isinstance(asset, Path)]
    record = pull.testimony.slug
    found = []
    for size in SIZES:
        path = store.cache / "cards" / f"{key}-{size.name}.png"
        name = f"{record}-{size.name}.png"
        used = (path, *pictures)
        found.append(Made(slug, CARDS.name, path, path, None, used, (record,), card=name))
    return found
