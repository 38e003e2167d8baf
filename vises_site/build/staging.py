"""Whole or nothing: a build grows beside the published folders and takes their place at the end."""

import shutil
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Staging:
    """A published folder, and the one that is to replace it.

    Attributes:
        target: The published folder, such as `site/`.
        workplace: Folder on the same disk in which builds grow.
    """

    target: Path
    workplace: Path

    @property
    def fresh(self) -> Path:
        """Where the new result grows."""
        return self.workplace / f"{self.target.name}-next"

    @property
    def previous(self) -> Path:
        """Where the old result waits for the moment of the swap."""
        return self.workplace / f"{self.target.name}-previous"

    def open(self) -> Path:
        """Make an empty place for a new result; mend what an interrupted swap left.

        Raises:
            OSError: The disk refuses.
        """
        if self.previous.exists() and not self.target.exists():
            self.previous.rename(self.target)
        self.discard()
        self.fresh.mkdir(parents=True)
        return self.fresh

    def publish(self) -> None:
        """Put the new result in the place of the old one.

        Raises:
            OSError: The disk refuses; the old result is in its place again.
        """
        self.target.parent.mkdir(parents=True, exist_ok=True)
        if self.target.exists():
            self.target.rename(self.previous)
        try:
            self.fresh.rename(self.target)
        except OSError:
            if self.previous.exists():
                self.previous.rename(self.target)
            raise
        shutil.rmtree(self.previous, ignore_errors=True)

    def discard(self) -> None:
        """Forget what has been built so far."""
        shutil.rmtree(self.fresh, ignore_errors=True)
        shutil.rmtree(self.previous, ignore_errors=True)
