"""Pages and files of authors at addresses that the site needs for something else."""

from collections.abc import Mapping

from vises_site.language import gettext as _
from vises_site.load.sources import Source
from vises_site.model.page import Page
from vises_site.model.reserved import (
    GENERATED_FILES,
    LANGUAGE_FOLDERS,
    LIST_FOLDERS,
    RESERVED_FOLDERS,
    find_address,
    is_taken,
    slug_theme,
)
from vises_site.model.testimony import Testimony


def check_addresses(
    pages: Mapping[str, Page], testimonies: Mapping[str, Testimony], sources: Mapping[str, Source]
) -> None:
    """Report pages at whose address another stands: one would silently be missing.

    Args:
        pages: All pages, by uri.
        testimonies: All testimonies, by slug.
        sources: The pages' files, by path.
    """
    themes = {slug_theme(theme) for one in testimonies.values() for theme in one.fields.themes}
    for uri, page in pages.items():
        if is_taken(uri, testimonies, themes):
            report_taken(sources[page.path], uri)


def check_file_place(source: Source, uri: str) -> None:
    """Report a file that is no page in a folder of the build, or in the place of a file of it."""
    if uri.partition("/")[0] in RESERVED_FOLDERS or uri in GENERATED_FILES:
        report_taken(source, uri)


def report_taken(source: Source, uri: str) -> None:
    """Report that the site writes something of its own at the address of a page or file."""
    address, folder = find_address(uri), uri.partition("/")[0]
    what = _("the site writes something of its own at the address {address}")
    expected = _("another name, and another folder than {words}").format(
        words=", ".join(RESERVED_FOLDERS)
    )
    mend = _("give it another name")
    if address in LIST_FOLDERS:
        what = _("the address {address}/ is that of a list which the site writes itself")
        expected = _("content/{name}/index.md, whose title and text open the list").format(
            name=address
        )
        mend = _("move the file there, or give it another name")
    elif folder in LANGUAGE_FOLDERS:
        what = _("the address {address} lies in the folder of another language")
        expected = _("translations beside the French page, such as missions.{language}.md").format(
            language=folder
        )
        mend = _("move the file beside the page that it translates")
    source.report("taken-place", what.format(address=address), expected, mend)
