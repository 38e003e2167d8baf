"""Files beside the texts: what may go onto the site, and what is no such thing."""

from collections.abc import Iterator
from pathlib import Path

from vises_site.language import gettext as _
from vises_site.load.pictures import EXTENSIONS as PICTURE_EXTENSIONS
from vises_site.load.pictures import check_picture
from vises_site.load.sources import Project, Source

PUBLISHED_EXTENSIONS = (*PICTURE_EXTENSIONS, ".pdf", ".mp3", ".ogg", ".m4a", ".wav", ".gif")
"""What a page may link to or show; pictures are cleaned first."""

DATA_EXTENSIONS = (".csv", ".xlsx", ".ods", ".yml", ".yaml")
"""What belongs to a record and is never published as it is."""

SITE_FILES = ("robots.txt", "CNAME")
"""Files that a web server looks for."""


def is_inside(project: Project, path: Path) -> bool:
    """Tell whether a file is really in the project: neither it nor a folder above it is a link."""
    top = project.root.resolve()
    return path.resolve() == top / path.relative_to(project.root)


def may_be_published(path: Path) -> bool:
    """Tell by its name whether a file that is no text may go onto the site."""
    return path.suffix.lower() in PUBLISHED_EXTENSIONS or path.name in SITE_FILES


def check_files(project: Project) -> Iterator[Source]:
    """Yield a source for each file of `content/` and `testimonies/` that has a problem."""
    for folder in (project.content, project.testimonies):
        if not (folder.is_dir() and folder.is_relative_to(project.root)):
            continue
        for path in sorted(folder.rglob("*")):
            hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
            if hidden or (path.suffix == ".md" and not path.is_symlink()):
                continue
            source = Source(project.relate(path), "")
            if path.is_symlink():
                _report_link(source)
            elif path.is_file() and folder == project.content:
                _check_file(source, path)
            if source.problems:
                yield source


def _report_link(source: Source) -> None:
    source.report(
        "symlink",
        _("this file is a link to another place"),
        _("an ordinary file inside the project"),
        _("copy the file itself into the folder"),
    )


def _check_file(source: Source, path: Path) -> None:
    if path.suffix.lower() in PICTURE_EXTENSIONS:
        check_picture(source, path, ())
    elif not may_be_published(path) and path.suffix.lower() not in DATA_EXTENSIONS:
        source.report(
            "foreign-file",
            _("« {name} » is not a kind of file that is published").format(name=path.name),
            _("one of: {words}").format(words=", ".join(PUBLISHED_EXTENSIONS)),
            _("export it as PDF or as a picture, or move it out of the folder"),
            severity="warning",
        )
