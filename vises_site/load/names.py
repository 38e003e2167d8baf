"""Names in front matter: of other records, and of files beside a record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vises_site.language import gettext as _
from vises_site.load.sources import Project, Source
from vises_site.model.codebook import Codebook
from vises_site.model.vocabulary import find_nearest

Spot = tuple[str | int, ...]
"""Path of a value in front matter, such as `("voix", 0, "portrait")`."""


@dataclass(frozen=True, slots=True)
class Known:
    """The names that records may use for others, sorted: also of records that have errors.

    Attributes:
        testimonies: Slugs.
        organisms: Slugs.
        evaluations: Slugs.
        publications: Slugs of those that could be read.
        printers: Slugs of presets, ours and the project's.
        pages: Addresses below `content/`.
        codebooks: Of each evaluation's questionnaires, by slug; None where one has errors.
    """

    testimonies: list[str]
    organisms: list[str]
    evaluations: list[str]
    publications: list[str]
    printers: list[str]
    pages: list[str]
    codebooks: Mapping[str, tuple[Codebook, ...] | None] = field(default_factory=dict)


def check_name(
    source: Source, spot: Spot, name: str, known: Iterable[str], code: str, what: str
) -> None:
    """Report a name that stands for none of the known records."""
    names = list(known)
    if name in names:
        return
    nearest = find_nearest(name, names)
    source.report_at(
        spot,
        code,
        what,
        _("one of: {words}").format(words=", ".join(names[:12]) or "—"),
        _("write « {nearest} »").format(nearest=nearest)
        if nearest
        else _("correct the name, or write that record"),
    )


def find_file(path: Path, folder: Path) -> Path | None:
    """Return where a file really is, or None where there is none inside a folder."""
    try:
        found = path.resolve()
        return found if found.is_file() and found.is_relative_to(folder.resolve()) else None
    except (OSError, ValueError):
        return None  # a name that no disk knows


def check_file(source: Source, project: Project, spot: Spot, name: str | None) -> Path | None:
    """Return the file that a record names beside itself, or report that there is none."""
    if name is None:
        return None
    path = project.root / Path(source.path).parent / name
    if find_file(path, project.root) is not None:
        return path
    folder = path.parent
    beside = sorted(p.name for p in folder.iterdir()) if folder.is_dir() else []
    nearest = find_nearest(path.name, beside)
    source.report_at(
        spot,
        "missing-file",
        _("there is no file « {name} »").format(name=name),
        _("a file in {folder}").format(folder=project.relate(folder)),
        _("write « {nearest} »").format(nearest=nearest)
        if nearest
        else _("copy the file there, or remove the line"),
    )
    return None
