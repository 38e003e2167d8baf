"""Publications made in worker processes, once for each content."""

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from threading import Thread

from vises_site.assemble.publication import build_publication
from vises_site.assemble.variants import list_editions, name_stem
from vises_site.build.controls import render_json
from vises_site.build.interrupts import sheltering_from_interrupts
from vises_site.build.making import compute_key, find_demands, make_publication, rework_pages
from vises_site.model.organism import Organism
from vises_site.model.publication import Publication
from vises_site.model.publishable import Publishable
from vises_site.model.vocabulary import Channel
from vises_site.press.preflight.demands import Demands
from vises_site.press.preflight.findings import Report
from vises_site.press.preflight.inspection import inspect_drawing
from vises_site.press.preflight.wetness import Inks, add_inks, measure_inks
from vises_site.press.printers import (
    adapt_profile,
    find_binding,
    is_made_of_pages,
)
from vises_site.press.profiles import (
    ARCHIVE,
    CARDS,
    PROFILES,
    SCREEN,
    SHEETS,
    Profile,
    find_source,
    list_applicable,
)
from vises_site.render.datasets.attachments import render_datasets
from vises_site.render.paper import PaperRenderer
from vises_site.render.pictures import PictureStore
from vises_site.render.poster import make_renderer
from vises_site.writing import write_whole

Shown = Mapping[tuple[Channel, ...], Publishable]
INK_PARTS = 2
"""In so many parts the ink of a printer's PDF is measured, each where a worker is free."""

Task = tuple[str, Organism | None, Profile, list[Profile]]


@dataclass(frozen=True, slots=True)
class Made:
    """A finished publication.

    Attributes:
        slug: The publication.
        profile: Name of the profile.
        path: Its PDF in the cache.
        pages: The PDF in the cache whose pages it shows: itself, unless it is imposed.
        report: What its preflight found, in JSON, in the cache; None for a card.
        used: All files of the cache that it was made from, its own included.
        records: Slugs of the testimonies that it shows, sorted.
        organism: The organism whose variant it is; empty for the publication itself.
        demands: What its PDF is held against; None for a card.
        card: File name of a card for social networks; empty for a PDF.
    """

    slug: str
    profile: str
    path: Path
    pages: Path
    report: Path | None
    used: tuple[Path, ...]
    records: tuple[str, ...]
    organism: str = ""
    demands: Demands | None = None
    card: str = ""

    @property
    def is_inspected(self) -> bool:
        """Whether its preflight was made."""
        return self.report is None or self.report.exists()

    @property
    def file_name(self) -> str:
        """What it is called where it lands."""
        stem = name_stem(self.slug, self.organism)
        if self.card:
            return self.card
        return f"{stem}.pdf" if self.profile == SCREEN.name else f"{stem}-{self.profile}.pdf"


def place_publication(made: Made, site: Path, press: Path) -> Path:
    """Return where a publication lands: on the site for screens, apart from it for printers."""
    if made.card:
        return press / made.slug / CARDS.name / made.file_name
    if made.profile == SCREEN.name:
        return site / "publications" / made.slug / made.file_name
    return press / made.slug / made.file_name


def find_profile_channels(made: Made) -> tuple[Channel, ...]:
    """Return the channels whose consents a publication needed."""
    return CARDS.channels if made.card else PROFILES[made.profile].channels


def _prepare_worker(stop: Connection) -> None:
    """Make a worker end when its build does, however that ends.

    A worker that outlived a killed build would write into a later one's cache. The build alone
    holds the other end of `stop`, which the system closes with it.

    Each publication sweeps the memory of the one before: to search the engine's many objects for
    rubbish while they are in use takes a tenth of the time.
    """
    gc.disable()

    def watch() -> None:
        wait([stop])
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def _group(
    shown: Publishable, publication: Publication, profiles: Iterable[Profile], root: Path
) -> Iterator[tuple[Profile, list[Profile]]]:
    """Yield the profiles that need pages of their own, each with those that show these pages."""
    fields = publication.fields
    printer = shown.printers.get(fields.printer or "")
    binding = find_binding(printer)
    applicable = list_applicable(profiles, SHEETS[fields.format], fields.genre, binding)
    for source in dict.fromkeys(find_source(profile) for profile in applicable):
        adapted = adapt_profile(source, printer, root)
        yield adapted, [profile for profile in applicable if find_source(profile) == source]


def _work(
    shown: Publishable,
    slug: str,
    organism: Organism | None,
    source: Profile,
    profiles: list[Profile],
    store: PictureStore,
    site_url: str,
) -> list[Made]:
    """Make one publication's pages in a worker process, unless the cache has them.

    Args:
        shown: What may appear.
        slug: The publication.
        organism: Whose variant is made; None for the publication itself.
        source: The profile that the pages are made for.
        profiles: The profiles wanted, which all show these pages.
        store: The pictures, and the cache.
        site_url: Address of the site.
    """
    # The engine's documents refer to themselves: many variants would fill a worker's memory
    gc.collect()
    spec = build_publication(shown, shown.publications[slug], organism)
    renderer = make_renderer(shown, spec, source, store, site_url)
    found = _locate(renderer, profiles)
    for profile, made in zip(profiles, found, strict=True):
        if not made.pages.exists():
            write_whole(made.pages, make_publication(renderer))
        if made.path != made.pages and not made.path.exists():
            write_whole(made.path, rework_pages(made.pages.read_bytes(), profile, renderer))
    return found


def _inspect(made: Made) -> Report:
    """Hold a publication against what is asked of it, in a worker process."""
    assert made.demands
    return inspect_drawing(made.path.read_bytes(), made.file_name, made.demands)


def _measure(made: Made, part: int) -> Inks:
    """Measure the ink on a part of a publication's pages, in a worker process."""
    assert made.demands
    return measure_inks(made.path.read_bytes(), made.demands, part, INK_PARTS)


@dataclass(frozen=True, slots=True)
class _Preflight:
    """A preflight on its way; the workers share that of a printer's PDF.

    Attributes:
        report: What is found but for the ink.
        inks: The ink, in parts; empty for what is not printed in plates.
    """

    report: Future[Report]
    inks: list[Future[Inks]]

    def write(self, path: Path) -> None:
        """Write what was found."""
        report = self.report.result()
        if self.inks:
            report = add_inks(report, *(part.result() for part in self.inks))
        write_whole(path, render_json(report.to_json()))


def _locate(renderer: PaperRenderer, profiles: Iterable[Profile]) -> list[Made]:
    """Return where the cache keeps, or will keep, a publication with its present content.

    Args:
        renderer: Renders the pages.
        profiles: The profiles that show them.
    """
    html, assets = renderer.render()
    files = render_datasets(renderer.spec, renderer.shown) if renderer.profile == ARCHIVE else {}
    printer = renderer.shown.printers.get(renderer.spec.fields.printer or "")
    key = compute_key(html, assets, renderer.profile, files, printer)
    folder = renderer.store.cache / "publications"
    pages = folder / f"{key}.pdf"
    pictures = [asset for asset in assets.values() if isinstance(asset, Path)]
    records = tuple(sorted(renderer.carried))
    organism = renderer.spec.organism.slug if renderer.spec.organism else ""
    found = []
    for profile in profiles:
        is_reworked = is_made_of_pages(profile, printer)
        path = folder / f"{key}-{profile.name}.pdf" if is_reworked else pages
        slug, report = renderer.spec.slug, folder / f"{key}-{profile.name}.json"
        charts = sorted(renderer.art.figures.charts.used)
        used = tuple(dict.fromkeys((pages, path, report, *pictures, *charts)))
        demands = find_demands(renderer, profile)
        found.append(
            Made(slug, profile.name, path, pages, report, used, records, organism, demands)
        )
    return found


def find_ready(
    shown: Shown, profiles: Iterable[Profile], store: PictureStore, site_url: str
) -> list[Made]:
    """Return the publications that the cache has and that still say what may be said."""
    chosen, ready = list(profiles), []
    for publication in next(iter(shown.values())).publications.values():
        anything = next(iter(shown.values()))
        for source, group in _group(anything, publication, chosen, store.root):
            allowed = shown[source.channels]
            for organism in list_editions(allowed, publication):
                spec = build_publication(allowed, publication, organism)
                found = _locate(make_renderer(allowed, spec, source, store, site_url), group)
                ready += [made for made in found if made.path.exists() and made.is_inspected]
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

    def start(self, names: Iterable[str], profiles: Iterable[Profile]) -> None:
        """Begin to make publications; returns at once.

        Args:
            names: Slugs, each for a publication and all its variants, or `<slug>/<organism>` for
                one variant alone.
            profiles: In which profiles.
        """
        chosen = list(profiles)
        tasks = [task for name in names for task in self._list_tasks(name, chosen)]
        with sheltering_from_interrupts():  # it is the build's business to end its workers
            # Variants last: who waits for a preview waits for the publications themselves
            for slug, organism, source, group in sorted(tasks, key=lambda task: bool(task[1])):
                shown = self.shown[source.channels]
                arguments = (shown, slug, organism, source, group, self.store, self.site_url)
                self._futures.append(self._pool.submit(_work, *arguments))
                self.count += len(group)

    def _list_tasks(self, name: str, profiles: list[Profile]) -> Iterator[Task]:
        """Yield what a worker is given at a time: pages, and all profiles that show them."""
        slug, _slash, only = name.partition("/")
        anything = next(iter(self.shown.values()))
        publication = anything.publications[slug]
        for source, group in _group(anything, publication, profiles, self.store.root):
            for organism in list_editions(self.shown[source.channels], publication, only):
                yield slug, organism, source, group

    def begin(self, work: Callable[..., list[Made]], *arguments: object, count: int) -> None:
        """Begin something else that gives so many files; returns at once."""
        with sheltering_from_interrupts():
            self._futures.append(self._pool.submit(work, *arguments))
            self.count += count

    def collect(self) -> Iterator[Made]:
        """Yield each publication when it is finished, in the order of their start.

        Raises:
            PdfError: The engine warned of anything.
        """
        pending = set(self._futures)
        reports: dict[Path, _Preflight] = {}
        for future in self._futures:
            while future in pending:
                done, pending = wait_for(pending, return_when=FIRST_COMPLETED)
                # Whoever is free inspects, while others still lay out
                for finished in done:
                    self._inspect_all(finished, reports)
            for made in future.result():
                if made.report and (preflight := reports.pop(made.report, None)):
                    preflight.write(made.report)
                yield made

    def _inspect_all(self, finished: Future[list[Made]], reports: dict[Path, _Preflight]) -> None:
        """Begin the preflights of what a worker made, unless the cache has them."""
        if finished.cancelled() or finished.exception():
            return
        with sheltering_from_interrupts():
            for made in finished.result():
                if made.report is not None and made.demands and not made.is_inspected:
                    inspected = self._pool.submit(_inspect, made)
                    parts = range(INK_PARTS if made.demands.is_printed else 0)
                    inks = [self._pool.submit(_measure, made, part) for part in parts]
                    reports[made.report] = _Preflight(inspected, inks)

    def close(self) -> None:
        """End the workers at once; what is not finished is forgotten."""
        self._stop.close()
        self._pool.shutdown(wait=True, cancel_futures=True)
