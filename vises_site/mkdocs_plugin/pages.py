"""Record pages as MkDocs sees them: generated files whose content we render ourselves."""

from collections.abc import Callable
from html import escape, unescape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from vises_site.assemble.specs import PageSpec
from vises_site.text.typography import set_text


class RecordPage(Page):
    """A page that is rendered from a spec, when its turn comes, instead of from Markdown."""

    is_vises = True

    def __init__(
        self,
        spec: PageSpec,
        title: str,
        file: File,
        config: MkDocsConfig,
        render: Callable[[PageSpec], str],
    ) -> None:
        super().__init__(title, file, config)
        self.spec, self._render = spec, render
        if not spec.is_translated and config.site_url:
            # Search engines are to find the words once, in the frame of their own language
            self.canonical_url = config.site_url + self.url.removeprefix(f"{spec.language}/")

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the meta data from the spec: there is no source to read."""
        self.markdown = ""
        # Templates of themes print these as they are
        self.meta = {
            "title": escape(set_text(self.spec.title)),
            "description": escape(set_text(self.spec.description)),
        }
        self.toc = TableOfContents([AnchorLink("Contenu", "contenu", 0)])

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render the spec."""
        self.content = self._render(self.spec)


def add_record_page(
    files: Files,
    spec: PageSpec,
    config: MkDocsConfig,
    render: Callable[[PageSpec], str],
    titles: dict[str, str],
) -> File:
    """Add a record's page in the place of the file that holds the record, if there is one.

    Pages that the navigation does not name stay out of it: with a thousand records, each page
    would otherwise carry a thousand links.
    """
    existing = files.get_file_from_path(spec.uri)
    if existing is not None:
        files.remove(existing)
    file = File.generated(
        config,
        spec.uri,
        content="",
        inclusion=InclusionLevel.INCLUDED if spec.uri in titles else InclusionLevel.NOT_IN_NAV,
    )
    RecordPage(spec, titles.get(spec.uri, spec.title), file, config, render)
    files.append(file)
    return file


def build_prose_spec(page: Page) -> PageSpec:
    """Return what a page that MkDocs makes of Markdown says of itself."""
    title, description = (str(page.meta.get(key) or "") for key in ("title", "description"))
    # Its meta data are escaped for Material's templates
    return PageSpec(
        page.file.src_uri, "prose.html", unescape(title or page.title or ""), unescape(description)
    )


def list_navigation_titles(nav: object) -> dict[str, str]:
    """Return the titles that the `nav` setting gives, by the page's uri."""
    titles: dict[str, str] = {}
    if isinstance(nav, list):
        for item in nav:
            titles |= list_navigation_titles(item)
    elif isinstance(nav, dict):
        for title, value in nav.items():
            if isinstance(value, str):
                titles[value] = title
            else:
                titles |= list_navigation_titles(value)
    return titles


def drop_from_navigation(nav: Any, is_dropped: Callable[[str], bool]) -> Any:
    """Return the `nav` setting without the entries whose address a function names."""
    if isinstance(nav, list):
        kept = [drop_from_navigation(item, is_dropped) for item in nav]
        return [item for item in kept if item not in (None, {})]
    if isinstance(nav, dict):
        pruned = {title: drop_from_navigation(value, is_dropped) for title, value in nav.items()}
        return {title: value for title, value in pruned.items() if value is not None}
    return None if isinstance(nav, str) and is_dropped(nav) else nav
