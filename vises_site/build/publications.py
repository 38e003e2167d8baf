"""Publications made in worker processes, once for each content."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from threading import Thread

from vises_site.assemble.publication import build_publication
from vises_site.build.interrupts import sheltering_from_interrupts
from vises_site.model.publication import Publication
from vises_site.model.publishable import Publishable
from vises_site.model.vocabulary import Channel
from vises_site.press.finishing import finish_pdf
from vises_site.press.imposition import impose_booklet
from vises_site.press.profiles import (
    PROFILES,
    SCREEN,
    SHEETS,
    Profile,
    find_source,
    list_applicable,
)
from vises_site.render.pagination import agrees
from vises_site.render.paper import PaperRenderer
from vises_site.render.pdf import Asset, lay_out, write_pdf
from vises_site.render.pictures import PictureStore
from vises_site.theme import PRESS_PATH
from vises_site.writing import write_whole

Shown = Mapping[tuple[Channel, ...], Publishable]

RECIPE_ROOMS = ("assemble", "press", "render", "text")

MOST_CORRECTIONS = 2
"""How often a plan is corrected that the engine did not follow to the page."""


def make_publication(renderer: PaperRenderer) -> bytes:
    """Return a publication's PDF, its last pages filled and its sheets even.

    The document is laid out once to learn how long its chapters are, then once more as planned from
    that. Only where a page turned out otherwise than was computed is it laid out again.

    Raises:
        PdfError: The engine warned of anything.
    """
    html, assets = renderer.render()
    first = lay_out(html, assets, renderer.profile)
    plan = renderer.paginator.plan(first.places, first.page_count)
    plan = replace(plan, whole=first.torn)
    for _attempt in range(MOST_CORRECTIONS + 1):
        html, assets = renderer.render(plan)
        final = lay_out(html, assets, renderer.profile)
        if agrees(plan, final.places, final.page_count, renderer.sheet):
            break
        plan = renderer.paginator.mend(plan, final.places, final.page_count, plan.fillers)
        plan = replace(plan, whole=first.torn | final.torn)
    content = write_pdf(final, renderer.profile)
    return finish_pdf(content, renderer.profile)


@cache
def _hash_recipe() -> str:
    """Return a hash of what decides how a publication is laid out: our code and the templates.

    The document that the key is made from has neither fillers nor closing landscapes yet.
    """
    package = Path(__file__).parent.parent
    sources = [p for room in RECIPE_ROOMS for p in (package / room).glob("*.py")]
    digest = hashlib.sha256()
    for path in sorted([*sources, *PRESS_PATH.rglob("*.*"), Path(__file__)]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def compute_key(html: str, assets: dict[str, Asset], profile: Profile) -> str:
    """Return the name under which a PDF is kept: all that its bytes depend on."""
    digest = hashlib.sha256(f"{version('weasyprint')} {profile} {_hash_recipe()}".encode())
    digest.update(html.encode())
    for name in sorted(assets):
        asset = assets[name]
        content = asset if isinstance(asset, bytes) else asset.read_bytes()
        digest.update(name.encode() + hashlib.sha256(content).digest())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Made:
    """A finished publication.

    Attributes:
        slug: The publication.
        profile: Name of the profile.
        path: Its PDF in the cache.
        pages: The PDF in the cache whose pages it shows: itself, unless it is imposed.
        used: All files of the cache that it was made from, its own included.
        records: Slugs of the testimonies that it shows, sorted.
    """

    slug: str
    profile: str
    path: Path
    pages: Path
    used: tuple[Path, ...]
    records: tuple[str, ...]


def place_publication(made: Made, site: Path, press: Path) -> Path:
    """Return where a publication lands: on the site for screens, apart from it for printers."""
    if made.profile == SCREEN.name:
        return site / "publications" / made.slug / f"{made.slug}.pdf"
    return press / made.slug / f"{made.slug}-{made.profile}.pdf"


def find_profile_channels(made: Made) -> tuple[Channel, ...]:
    """Return the channels whose consents a publication needed."""
    return PROFILES[made.profile].channels


def _prepare_worker(stop: Connection) -> None:
    """Make a worker end when its build does, however that ends.

    A worker that outlived a killed build would write into a later one's cache. The build alone
    holds the other end of `stop`, which the system closes with it.
    """

    def watch() -> None:
        wait([stop])
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def _group(
    publication: Publication, profiles: Iterable[Profile]
) -> Iterator[tuple[Profile, list[Profile]]]:
    """Yield the profiles that need pages of their own, each with those that show these pages."""
    applicable = list_applicable(profiles, SHEETS[publication.fields.format])
    for source in dict.fromkeys(find_source(profile) for profile in applicable):
        yield source, [profile for profile in applicable if find_source(profile) == source]


def _work(
    shown: Publishable,
    slug: str,
    source: Profile,
    profiles: list[Profile],
    store: PictureStore,
    site_url: str,
) -> list[Made]:
    """Make one publication's pages in a worker process, unless the cache has them.

    Args:
        shown: What may appear.
        slug: The publication.
        source: The profile that the pages are made for.
        profiles: The profiles wanted, which all show these pages.
        store: The pictures, and the cache.
        site_url: Address of the site.
    """
    publication = shown.publications[slug]
    renderer = PaperRenderer(shown, build_publication(shown, publication), source, store, site_url)
    found = _locate(renderer, profiles)
    for profile, made in zip(profiles, found, strict=True):
        if not made.pages.exists():
            write_whole(made.pages, make_publication(renderer))
        if profile.imposed_from and not made.path.exists():
            write_whole(made.path, impose_booklet(made.pages.read_bytes(), renderer.sheet))
    return found


def _locate(renderer: PaperRenderer, profiles: Iterable[Profile]) -> list[Made]:
    """Return where the cache keeps, or will keep, a publication with its present content.

    Args:
        renderer: Renders the pages.
        profiles: The profiles that show them.
    """
    html, assets = renderer.render()
    key = compute_key(html, assets, renderer.profile)
    folder = renderer.store.cache / "publications"
    pages = folder / f"{key}.pdf"
    pictures = [asset for asset in assets.values() if isinstance(asset, Path)]
    records = tuple(sorted(renderer.carried))
    found = []
    for profile in profiles:
        path = folder / f"{key}-{profile.name}.pdf" if profile.imposed_from else pages
        used = tuple(dict.fromkeys((pages, path, *pictures)))
        found.append(Made(renderer.spec.slug, profile.name, path, pages, used, records))
    return found


def find_ready(
    shown: Shown, profiles: Iterable[Profile], store: PictureStore, site_url: str
) -> list[Made]:
    """Return the publications that the cache has and that still say what may be said."""
    chosen, ready = list(profiles), []
    for publication in next(iter(shown.values())).publications.values():
        for source, group in _group(publication, chosen):
            allowed = shown[source.channels]
            spec = build_publication(allowed, allowed.publications[publication.slug])
            found = _locate(PaperRenderer(allowed, spec, source, store, site_url), group)
            ready += [made for made in found if made.path.exists()]
    return ready


class Workshop:
    """Makes publications beside the rest of a build.

    Args:
        shown: What may appear, by channels; each profile takes its own.
        store: The pictures, and the cache.
        site_url: Address of the site, for QR codes; empty for none.
        jobs: How many worker processes.

    Attributes:
        count: How many publications were begun, in all profiles.
    """

    def __init__(self, shown: Shown, store: PictureStore, site_url: str, jobs: int) -> None:
        self.shown, self.store, self.site_url = shown, store, site_url
        # Fresh processes: a fork would copy the threads' locks that MkDocs and Pillow hold
        context = get_context("spawn")
        stop, self._stop = context.Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(
            max_workers=jobs, mp_context=context, initializer=_prepare_worker, initargs=(stop,)
        )
        self._futures: list[Future[list[Made]]] = []
        self.count = 0

    def start(self, slugs: Iterable[str], profiles: Iterable[Profile]) -> None:
        """Begin to make publications; returns at once."""
        chosen = list(profiles)
        with sheltering_from_interrupts():  # it is the build's business to end its workers
            for slug in slugs:
                publication = next(iter(self.shown.values())).publications[slug]
                for source, group in _group(publication, chosen):
                    shown = self.shown[source.channels]
                    arguments = (shown, slug, source, group, self.store, self.site_url)
                    self._futures.append(self._pool.submit(_work, *arguments))
                    self.count += len(group)

    def collect(self) -> Iterator[Made]:
        """Yield each publication when it is finished, in the order of their start.

        Raises:
            PdfError: The engine warned of anything.
        """
        for future in self._futures:
            yield from future.result()

    def close(self) -> None:
        """End the workers; what is not finished is forgotten."""
        if not all(future.done() for future in self._futures):
            self._stop.close()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._stop.close()
