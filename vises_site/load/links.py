"""Links inside the site, as authors write them: each must lead to a page or a file."""

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from vises_site.language import gettext as _
from vises_site.load.files import PUBLISHED_EXTENSIONS
from vises_site.load.names import Known, find_file
from vises_site.load.sources import Project, Source
from vises_site.model.library import Library
from vises_site.model.reserved import (
    GENERATED_FILES,
    LIST_FOLDERS,
    TRUST_PAGES,
    find_address,
    slug_theme,
)
from vises_site.model.vocabulary import find_nearest
from vises_site.problems import Severity
from vises_site.text.links import WrittenLink, find_links
from vises_site.text.pipeline import list_anchors

_FILES_OF_BUILDS = ("donnees/", "publications/", "cartes/", "images/", "integrer/", "sons/", "v/")
"""Folders whose files a build writes: whether they are there is looked at when it has."""


Complaint = tuple[str, str, str]
"""What is wrong with a link, what is expected, how to mend it."""


@dataclass(frozen=True)
class SiteMap:
    """What the site will have, withheld pages included: those leave their words without a link.

    Attributes:
        project: The folders.
        library: All records.
        known: The names of all records, of those with errors too.
    """

    project: Project
    library: Library
    known: Known
    _anchors: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def uris(self) -> frozenset[str]:
        """All pages, as Markdown files below `content/`."""
        known = self.known
        themes = {
            slug_theme(t) for one in self.library.testimonies.values() for t in one.fields.themes
        }
        return frozenset(
            {
                *(uri for uri in known.pages if not uri.startswith("publications/")),
                *(
                    f"{folder}/index.md"
                    for folder in LIST_FOLDERS
                    if folder != "glossaire" or self.library.glossary
                ),
                *(f"{name}.md" for name in TRUST_PAGES if self.library.publisher),
                "recherche.md",
                *(f"temoignages/{slug}.md" for slug in known.testimonies),
                *(f"organismes/{slug}.md" for slug in known.organisms),
                *(f"evaluations/{slug}/index.md" for slug in known.evaluations),
                *(f"themes/{slug}.md" for slug in themes),
                *(f"publications/{slug}.md" for slug in self._publications),
            }
        )

    @cached_property
    def _publications(self) -> list[str]:
        deep = (uri.split("/")[1:] for uri in self.known.pages if uri.startswith("publications/"))
        return [rest[0].removesuffix(".md") for rest in deep if len(rest) == 1]

    @cached_property
    def addresses(self) -> frozenset[str]:
        """All pages, as a browser names them."""
        return frozenset(map(find_address, self.uris))

    def has_anchor(self, uri: str, anchor: str) -> bool:
        """Tell whether a page has an anchor; pages that the site writes are not looked at."""
        page = self.library.pages.get(uri)
        if page is None or uri.partition("/")[0] in LIST_FOLDERS or page.fields.mirror:
            return True
        if uri not in self._anchors:
            self._anchors[uri] = list_anchors(page.body)
        # Extensions of `mkdocs.yml` may let authors name anchors of their own
        return anchor in self._anchors[uri] or f"{{#{anchor}" in page.body.replace(" ", "")


def check_links(site: SiteMap, sources: Iterable[Source], severity: Severity = "error") -> None:
    """Report to each source the links inside the site that lead nowhere.

    Args:
        site: What the site will have.
        sources: The files.
        severity: How much such a link weighs.
    """
    for source in sources:
        start = _find_start(site, source)
        for link in find_links(source.text):
            is_absolute = link.path.startswith("/") and not link.path.startswith("//")
            complaint = (
                _complain_of_slash(link) if is_absolute else _complain_of_link(site, start, link)
            )
            if complaint:
                source.report(
                    "absolute-link" if is_absolute else "broken-link",
                    *complaint,
                    line=link.line,
                    column=link.column,
                    severity="warning" if is_absolute else severity,
                )


def _find_start(site: SiteMap, source: Source) -> str:
    """Return the uri of the page that shows a file's text."""
    voices = site.project.relate(site.project.testimonies)
    content = site.project.relate(site.project.content)
    name = source.path.rpartition("/")[2]
    if source.path.startswith(f"{voices}/"):
        return f"temoignages/{name}"
    uri = source.path.removeprefix(f"{content}/")
    if uri.startswith("evaluations/") and uri.count("/") == 1:
        return uri.removesuffix(".md") + "/index.md"
    return uri


def _complain_of_link(site: SiteMap, start: str, link: WrittenLink) -> Complaint | None:
    path = link.path
    if ":" in path.partition("/")[0] or path.startswith("//"):
        return None  # on another server, or a letter to somebody
    if not path:
        return _complain_of_anchor(site, start, link)
    ending = posixpath.splitext(path)[1]
    if ending in (".md", ".html"):
        return _complain_of_page(site, start, link)
    if ending:
        return _complain_of_file(site, start, link)
    target = posixpath.normpath(posixpath.join(find_address(start), path))
    is_there = (target if target != "." else "") in site.addresses
    return None if is_there else _propose_page(site, start, link)


def _complain_of_page(site: SiteMap, start: str, link: WrittenLink) -> Complaint | None:
    # Pieces of publications may be written as seen from the site's root: paper finds both
    folders = ["", posixpath.dirname(start)] if _is_piece(start) else [posixpath.dirname(start)]
    targets = [posixpath.normpath(posixpath.join(folder, link.path)) for folder in folders]
    found = next((target for target in targets if target in site.uris), None)
    if found is None:
        return _propose_page(site, start, link)
    return _complain_of_anchor(site, found, link)


def _is_piece(uri: str) -> bool:
    return uri.startswith("publications/") and uri.count("/") > 1


def _complain_of_file(site: SiteMap, start: str, link: WrittenLink) -> Complaint | None:
    target = posixpath.normpath(posixpath.join(posixpath.dirname(start), link.path))
    if target in GENERATED_FILES or target.startswith(_FILES_OF_BUILDS):
        return None
    is_there = find_file(site.project.content / target, site.project.content) is not None
    if is_there and target.lower().endswith(PUBLISHED_EXTENSIONS):
        return None
    if link.path.startswith("www.") and "/" not in link.path.rstrip("/"):
        mend = _("write « {nearest} »").format(nearest=f"https://{link.target}")
    else:
        mend = _("copy the file there, or correct the link")
    return (
        _("the link « {target} » leads nowhere").format(target=link.target[:80]),
        _("a page of the site, or a file of content/ that is published ({words})").format(
            words=", ".join(PUBLISHED_EXTENSIONS)
        ),
        mend,
    )


def _propose_page(site: SiteMap, start: str, link: WrittenLink) -> Complaint:
    folder = posixpath.dirname(start)
    joined = posixpath.normpath(posixpath.join(folder, link.path))
    stem = joined.removesuffix(".html").removesuffix(".md")
    nearest = next(
        (uri for uri in (f"{stem}.md", f"{stem}/index.md") if uri in site.uris),
        None,
    ) or find_nearest(f"{stem}.md", sorted(site.uris))
    written = posixpath.relpath(nearest, folder or ".") if nearest else ""
    return (
        _("the link « {target} » leads nowhere").format(target=link.target[:80]),
        _("the file of a page, seen from this one, such as ../missions.md"),
        _("write « {nearest} »").format(nearest=written)
        if written
        else _("correct the link, or write that page"),
    )


def _complain_of_anchor(site: SiteMap, uri: str, link: WrittenLink) -> Complaint | None:
    if not link.anchor or site.has_anchor(uri, link.anchor):
        return None
    return (
        _("no heading of {page} has the anchor « {anchor} »").format(page=uri, anchor=link.anchor),
        _("the words of a heading in small letters without accents, joined by hyphens"),
        _("correct what follows #, or remove it"),
    )


def _complain_of_slash(link: WrittenLink) -> Complaint:
    return (
        _("the link « {target} » begins with a slash").format(target=link.target[:80]),
        _("the file of a page, seen from this one, such as ../missions.md"),
        _("remove the slash: the site may lie below a folder, and in several languages"),
    )
