"""Recordings of voices: what may be published of a sound file, and nothing else that is in it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from vises_site.language import gettext as _
from vises_site.load.files import is_inside
from vises_site.load.names import Spot
from vises_site.load.sound.mpeg import clean_mpeg
from vises_site.load.sound.mpeg4 import clean_mpeg4
from vises_site.load.sound.ogg import clean_ogg
from vises_site.load.sources import Project, Source, report_unreadable

Clean = Callable[[bytes], tuple[bytes, float] | None]

FORMATS: dict[str, tuple[str, Clean]] = {
    ".mp3": ("audio/mpeg", clean_mpeg),
    ".m4a": ("audio/mp4", clean_mpeg4),
    ".ogg": ("audio/ogg", clean_ogg),
    ".opus": ("audio/ogg", clean_ogg),
}
"""Kinds of recordings that browsers play, by the ending of their names."""

MAXIMUM_RECORDING_BYTES = 30_000_000
"""Two hours of speech at 32 kbit/s: who would listen longer, on a telephone?"""


@dataclass(frozen=True, slots=True)
class Recording:
    """A sound without names, pictures or days.

    Attributes:
        content: The file's bytes.
        mime: Its media type.
        seconds: How long it lasts.
    """

    content: bytes
    mime: str
    seconds: float


def read_recording(path: Path) -> Recording | None:
    """Read a recording; None where it is none of a kind that is known.

    Raises:
        OSError: It cannot be read.
    """
    mime, clean = FORMATS[path.suffix.lower()]
    cleaned = clean(path.read_bytes())
    return Recording(cleaned[0], mime, cleaned[1]) if cleaned else None


def check_recording(source: Source, project: Project, path: Path, spot: Spot) -> None:
    """Report a recording that cannot be published."""
    name = path.name
    if path.suffix.lower() not in FORMATS:
        source.report_at(
            spot,
            "recording-kind",
            _("« {name} » is no recording that browsers play").format(name=name),
            _("one of: {words}").format(words=", ".join(FORMATS)),
            _("export it as MP3, in mono: 48 kbit/s are enough for a voice"),
        )
    elif path.is_symlink() or not is_inside(project, path):
        source.report_at(
            spot,
            "symlink",
            _("this file is a link to another place"),
            _("an ordinary file inside the project"),
            _("copy the file itself into the folder"),
        )
    else:
        try:
            _check_content(source, path, spot)
        except OSError as error:
            report_unreadable(source, error)


def _check_content(source: Source, path: Path, spot: Spot) -> None:
    size = path.stat().st_size
    if size > MAXIMUM_RECORDING_BYTES:
        source.report_at(
            spot,
            "recording-too-large",
            _("« {name} » weighs {size} MB").format(
                name=path.name, size=round(size / 1_000_000, 1)
            ),
            _("at most {size} MB").format(size=MAXIMUM_RECORDING_BYTES // 1_000_000),
            _("export it as MP3, in mono: 48 kbit/s are enough for a voice"),
        )
    elif read_recording(path) is None:
        source.report_at(
            spot,
            "invalid-recording",
            _("« {name} » cannot be cleaned of what may name somebody").format(name=path.name),
            _("a recording of one voice track, such as {suffix}, without video or chapters").format(
                suffix=path.suffix.lower()
            ),
            _("export it again from the program in which it was made, as MP3"),
        )
