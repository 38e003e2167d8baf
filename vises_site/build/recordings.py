"""Recordings as the site offers them: clean, under the name of their testimony."""

import hashlib
from collections.abc import Iterable

from vises_site.load.recordings import read_recording
from vises_site.model.published import PublishedTestimony
from vises_site.render.pictures import PictureStore
from vises_site.render.recordings import Sound
from vises_site.writing import write_whole

FOLDER = "sons"
"""Folder of recordings below the site."""

_RECIPE = "1"
"""Changes whenever recordings are cleaned in another way."""


def make_sounds(store: PictureStore, testimonies: Iterable[PublishedTestimony]) -> dict[str, Sound]:
    """Return the recordings that may be heard, by the testimony's slug.

    Raises:
        OSError: One cannot be read.
    """
    return {t.slug: _make_sound(store, t.slug, t.audio) for t in testimonies if t.audio}


def _make_sound(store: PictureStore, slug: str, uri: str) -> Sound:
    """Clean one recording, or take it from the cache."""
    path = store.root / uri
    recording = read_recording(path)
    if recording is None:
        raise OSError(f"{uri}: no recording")  # it was one when it was checked
    digest = hashlib.sha256(_RECIPE.encode() + recording.content).hexdigest()
    suffix = path.suffix.lower()
    target = store.cache / "sounds" / digest[:2] / f"{digest}{suffix}"
    if not target.exists():
        write_whole(target, recording.content)
    store.used.add(target)
    return Sound(
        f"{FOLDER}/{slug}-{digest[:8]}{suffix}",
        target,
        recording.mime,
        recording.seconds,
        len(recording.content),
    )
