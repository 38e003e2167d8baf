"""A recording as the site offers it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording that is ready.

    Attributes:
        uri: Where it stands below the site.
        path: The file, in the cache.
        mime: Its media type.
        seconds: How long it lasts.
        size_bytes: How much it weighs.
    """

    uri: str
    path: Path
    mime: str
    seconds: float
    size_bytes: int
