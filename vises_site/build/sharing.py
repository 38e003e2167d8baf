"""Pictures for links, each drawn once for what it shows; by several workers where many are."""

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from importlib.metadata import version
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from threading import Thread

from vises_site.build.interrupts import sheltering_from_interrupts
from vises_site.render.pictures import PictureStore
from vises_site.render.sharing.images import ShareImage, render_image
from vises_site.theme import FONTS_PATH, TOKENS_PATH
from vises_site.writing import write_whole

FEW = 40
"""So many pictures are drawn before workers would have started."""

BATCH = 20
_ENGINES = ("pillow", "pypdfium2")
_SOURCES = (
    "render/sharing/images.py",
    "render/sharing/lettering.py",
    "render/sharing/raster.py",
    "render/landscapes.py",
    "render/drawings.py",
    "render/paths.py",
    "render/curves.py",
    "render/tokens.py",
    "text/scripts.py",
)
"""What decides how a picture looks, beside what it shows."""


class SharePictures:
    """The pictures for links of one build.

    Args:
        wanted: What each shows, by its place below the site.
        store: The cache.
        jobs: How many worker processes.
    """

    def __init__(self, wanted: Mapping[str, ShareImage], store: PictureStore, jobs: int) -> None:
        self._store, self._jobs = store, jobs
        self._places = {uri: self._locate(image) for uri, image in wanted.items()}
        made = {self._places[uri]: image for uri, image in wanted.items()}
        self._missing = [(path, image) for path, image in made.items() if not path.exists()]
        self._pool: ProcessPoolExecutor | None = None
        self._stop: Connection | None = None
        self._futures: list[Future[None]] = []

    @classmethod
    def begin(
        cls, wanted: Mapping[str, ShareImage], store: PictureStore, jobs: int
    ) -> "SharePictures":
        """Begin to draw the pictures of a build; returns at once."""
        pictures = cls(wanted, store, jobs)
        pictures.start()
        return pictures

    def _locate(self, image: ShareImage) -> Path:
        """Return where the cache keeps, or will keep, a picture."""
        key = hashlib.sha256(f"{_hash_recipe()} {image}".encode()).hexdigest()
        return self._store.cache / "partage" / key[:2] / f"{key}.jpg"

    def start(self) -> None:
        """Begin to draw what the cache has not, in workers where that is much; returns at once."""
        if len(self._missing) <= FEW or self._jobs == 1:
            return
        context = get_context("spawn")
        stop, self._stop = context.Pipe(duplex=False)
        with sheltering_from_interrupts():  # it is the build's business to end its workers
            self._pool = ProcessPoolExecutor(
                max_workers=self._jobs,
                mp_context=context,
                initializer=_end_with_build,
                initargs=(stop,),
            )
            batches = list(_split(self._missing, BATCH))
            self._futures = [self._pool.submit(_write_pictures, batch) for batch in batches]

    @property
    def is_shared_out(self) -> bool:
        """Whether workers draw."""
        return self._pool is not None

    def deliver(self, site: Path) -> None:
        """Copy the pictures below the site, those first drawn that are still missing.

        Raises:
            OSError: The disk refuses.
        """
        for future in self._futures:
            future.result()
        _write_pictures([(path, image) for path, image in self._missing if not path.exists()])
        for uri, path in self._places.items():
            target = site / uri
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        self._store.used |= set(self._places.values())

    def close(self) -> None:
        """End the workers at once."""
        if self._pool is not None and self._stop is not None:
            self._stop.close()
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def _split(
    missing: Sequence[tuple[Path, ShareImage]], size: int
) -> Iterator[list[tuple[Path, ShareImage]]]:
    for start in range(0, len(missing), size):
        yield list(missing[start : start + size])


def _write_pictures(missing: Sequence[tuple[Path, ShareImage]]) -> None:
    """Draw pictures and keep them, in whatever process."""
    for path, image in missing:
        write_whole(path, render_image(image))


def _end_with_build(stop: Connection) -> None:
    """Make a worker end when its build does, however that ends: as publications' workers do."""

    def watch() -> None:
        wait([stop])
        os._exit(1)

    Thread(target=watch, daemon=True).start()


@cache
def _hash_recipe() -> str:
    """Return a hash of all that decides how a picture looks."""
    package = Path(__file__).parent.parent
    digest = hashlib.sha256(" ".join(map(version, _ENGINES)).encode())
    for path in (*(package / source for source in _SOURCES), TOKENS_PATH):
        digest.update(path.read_bytes())
    fonts = sorted((path.name, path.stat().st_size) for path in FONTS_PATH.glob("*.woff2"))
    digest.update(repr(fonts).encode())
    return digest.hexdigest()
