"""Whole or nothing: results grow beside the published folders and take their places at the end."""

import ctypes
import errno
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vises_site.build.interrupts import sheltering_from_interrupts
from vises_site.writing import write_whole

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
"""Of Linux' renameat2(2); macOS' renamex_np(2) has the same value as RENAME_SWAP."""

_UNABLE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


@dataclass(frozen=True, slots=True)
class Exchange:
    """A result that is to take the place of a published folder.

    Attributes:
        fresh: The new result; afterwards the old one, if there was any.
        target: The published folder, such as `site/`.
    """

    fresh: Path
    target: Path


class Staging:
    """The published folders of one project, and the results that are to replace them together.

    What is under way is written down first: an interrupted exchange is completed by the next
    build, so that the folders are never of different builds for longer than that.

    Args:
        targets: The published folders.
        workplace: Folder in which results grow, on the same disk as the targets.
    """

    def __init__(self, targets: Sequence[Path], workplace: Path) -> None:
        self.targets = tuple(targets)
        self.workplace = workplace
        self.exchanges: tuple[Exchange, ...] = ()
        self._room: Path | None = None

    @property
    def journal(self) -> Path:
        """Where an exchange that is under way is written down."""
        return self.workplace / "exchange.json"

    def open(self) -> tuple[Path, ...]:
        """Make an empty place for each new result; finish or forget what was interrupted.

        Raises:
            OSError: The disk refuses.
        """
        self.recover()
        self.workplace.mkdir(parents=True, exist_ok=True)
        # A name of its own: what a killed build's helpers still write goes nowhere
        self._room = Path(tempfile.mkdtemp(dir=self.workplace))
        self.exchanges = tuple(
            Exchange(self._room / f"{number}-{target.name}", target)
            for number, target in enumerate(self.targets)
        )
        for exchange in self.exchanges:
            exchange.fresh.mkdir()
        return tuple(exchange.fresh for exchange in self.exchanges)

    def recover(self) -> None:
        """Complete an exchange that was interrupted, and delete what builds left behind.

        Raises:
            OSError: The disk refuses.
        """
        if self.journal.exists():
            for entry in json.loads(self.journal.read_text(encoding="utf-8")):
                fresh, target = Path(entry["fresh"]), Path(entry["target"])
                if fresh.exists() and fresh.stat().st_ino == entry["inode"]:
                    put_in_place(fresh, target)
            self.journal.unlink()
        shutil.rmtree(self.workplace, ignore_errors=True)

    def publish(self) -> None:
        """Put all new results in the places of the old ones.

        Raises:
            OSError: The disk refuses; the old results are in their places again.
        """
        for exchange in self.exchanges:
            exchange.target.parent.mkdir(parents=True, exist_ok=True)
        with sheltering_from_interrupts():
            self._write_journal()
            self._exchange()
            self.journal.unlink()
        self.discard()

    def _exchange(self) -> None:
        done: list[Exchange] = []
        try:
            for exchange in self.exchanges:
                put_in_place(exchange.fresh, exchange.target)
                done.append(exchange)
        except OSError:
            for exchange in reversed(done):
                if exchange.fresh.exists():
                    put_in_place(exchange.fresh, exchange.target)
                else:
                    exchange.target.rename(exchange.fresh)
            self.journal.unlink()
            raise

    def _write_journal(self) -> None:
        entries = [
            {"fresh": str(e.fresh), "target": str(e.target), "inode": e.fresh.stat().st_ino}
            for e in self.exchanges
        ]
        write_whole(self.journal, json.dumps(entries).encode("utf-8"))

    def discard(self) -> None:
        """Delete what has been built so far, and what was replaced."""
        if self._room is not None:
            shutil.rmtree(self._room, ignore_errors=True)


def put_in_place(fresh: Path, target: Path) -> None:
    """Make a folder take the place of another, which then stands in its own.

    In one step where the system knows such a step; else there is a moment without the target.

    Raises:
        OSError: The disk refuses; nothing is changed.
    """
    if not target.exists():
        fresh.rename(target)
    elif not _exchange_at_once(fresh, target):
        aside = fresh.with_name(f"{fresh.name}-aside")
        target.rename(aside)
        try:
            fresh.rename(target)
        except OSError:
            aside.rename(target)
            raise
        aside.rename(fresh)


def _exchange_at_once(first: Path, second: Path) -> bool:
    """Exchange two folders in one step; False where the system has no such step.

    Python offers none, and the package `renameat2` knows Linux only.

    Raises:
        OSError: The disk refuses.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(first), os.fsencode(second)
    if sys.platform == "linux" and hasattr(libc, "renameat2"):
        failed = libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
    elif sys.platform == "darwin":
        failed = libc.renamex_np(*names, _RENAME_EXCHANGE)
    else:
        return False
    if not failed:
        return True
    number = ctypes.get_errno()
    if number in _UNABLE:
        return False
    raise OSError(number, os.strerror(number), str(second))
