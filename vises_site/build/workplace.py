"""The folder `.vises/`: who may work there, and what is left there by those who were stopped."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout


class BusyError(Exception):
    """Another build of the same project is under way."""


@contextmanager
def _confining(folder: Path) -> Iterator[None]:
    """Make all temporary files, also those of other programs we start, in a folder of ours.

    What people may not see must not lie in the machine's common folder for temporary files.

    Raises:
        OSError: The disk refuses.
    """
    folder.mkdir(parents=True, exist_ok=True)
    previous = tempfile.tempdir, os.environ.get("TMPDIR")
    tempfile.tempdir = os.environ["TMPDIR"] = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = previous[0]
        os.environ.pop("TMPDIR")
        if previous[1] is not None:
            os.environ["TMPDIR"] = previous[1]
        shutil.rmtree(folder, ignore_errors=True)


class Workplace:
    """What a project keeps between builds, and what only a running build or preview needs.

    Everything may be deleted while nothing runs. The system releases the locks of a program that
    is killed.

    Args:
        root: The folder `.vises/`.

    Attributes:
        cache: What a later build can use again.
        staging: Where results grow.
        previews: What previews show.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.cache, self.staging = root / "cache", root / "staging"
        self.previews = root / "preview"
        self._confined = ExitStack()
        self._lock = FileLock(root / "build.lock")
        self._preview_lock = FileLock(root / "preview.lock")

    def acquire(self) -> None:
        """Keep every other build out, and temporary files in, until `release`.

        Raises:
            BusyError: Another one is at work.
            OSError: The disk refuses.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        try:
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise BusyError from error
        try:
            shutil.rmtree(self.root / "tmp", ignore_errors=True)
            self._confined.enter_context(_confining(self.root / "tmp"))
        except OSError:
            self.release()
            raise

    def release(self) -> None:
        """Let others build."""
        self._confined.close()
        self._lock.release(force=True)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep every other build out for the time of a `with` block.

        Raises:
            BusyError: Another one is at work.
            OSError: The disk refuses.
        """
        self.acquire()
        try:
            yield
        finally:
            self.release()

    @contextmanager
    def previewing(self) -> Iterator[Path]:
        """Yield a folder for one preview, in which all its temporary files are made.

        Raises:
            OSError: The disk refuses.
        """
        self.previews.mkdir(parents=True, exist_ok=True)
        with self._keep_preview_alive():
            folder = Path(tempfile.mkdtemp(dir=self.previews))
            with _confining(folder):
                yield folder

    @contextmanager
    def _keep_preview_alive(self) -> Iterator[None]:
        """Hold the lock that tells builds to leave previews alone; a second preview needs none."""
        with suppress(Timeout):
            self._preview_lock.acquire(timeout=0)
        try:
            yield
        finally:
            self._preview_lock.release()

    def clear_abandoned_previews(self) -> None:
        """Delete what a preview left that was killed."""
        try:
            with self._preview_lock.acquire(timeout=0):
                shutil.rmtree(self.previews, ignore_errors=True)
        except Timeout:
            return  # a preview is running

    def purge(self) -> None:
        """Forget everything that was ever made of the project; the next build begins anew."""
        shutil.rmtree(self.cache, ignore_errors=True)
        shutil.rmtree(self.staging, ignore_errors=True)
        self.clear_abandoned_previews()
