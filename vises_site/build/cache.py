"""What the cache keeps: only what the last whole build used.

A person who withdrew must not live on in a file that nobody looks at.
"""

from collections.abc import Iterable
from pathlib import Path


def sweep_cache(cache: Path, used: Iterable[Path]) -> None:
    """Delete every file of the cache that a build did not use, and the folders left empty."""
    kept = {path.resolve() for path in used}
    for path in sorted(cache.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.resolve() not in kept:
            path.unlink(missing_ok=True)
