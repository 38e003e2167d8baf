"""What one page of the site is, and the site in one language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from vises_site.interface import SITE_LANGUAGES, Interface, mark, split_language
from vises_site.model.page import Page
from vises_site.model.publishable import Publishable
from vises_site.model.reserved import LONGEST_SLUG as LONGEST_SLUG
from vises_site.model.reserved import slug_theme as slug_theme


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page of the site.

    Attributes:
        uri: Its place below the site as a Markdown file, such as `temoignages/luc.md`.
        template: Template of the theme, below `records/`.
        title: Its title.
        description: What search engines and previews show.
        crumbs: Titles and uris of the pages above it, the highest first.
        members: What the template shows, by name.
        language: Language of the interface around it.
        is_translated: Whether what it shows is in that language too; if not, it stands in for the
            French page.
    """

    uri: str
    template: str
    title: str
    description: str
    crumbs: tuple[tuple[str, str], ...] = ()
    members: Mapping[str, Any] = field(default_factory=dict)
    language: str = "fr"
    is_translated: bool = True

    @property
    def words_language(self) -> str:
        """Language of the words that it shows, which may not be that of the interface."""
        if testimony := self.members.get("testimony"):
            return str(testimony.tell(self.language).language)
        return self.language if self.is_translated else SITE_LANGUAGES[0]


LIST_TITLES = {
    "temoignages": mark("Témoignages"),
    "organismes": mark("Organismes"),
    "themes": mark("Thèmes"),
    "evaluations": mark("Évaluations"),
    "publications": mark("Publications"),
    "donnees": mark("Données ouvertes"),
    "glossaire": mark("Sigles"),
}
"""Titles of the list pages, by folder; a page of content/ at the same place changes them."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The site in one language.

    Attributes:
        shown: What may appear on the site.
        interface: The language of what stands around people's words.
    """

    shown: Publishable
    interface: Interface

    @property
    def language(self) -> str:
        """Its language."""
        return self.interface.language

    def place(self, uri: str) -> str:
        """Return where the page at a uri stands in this language."""
        return self.interface.prefix + uri

    def find_page(self, uri: str) -> Page | None:
        """Return the page that authors wrote at a uri, in this language if there is one."""
        translated = f"{uri.removesuffix('.md')}.{self.language}.md"
        return self.shown.pages.get(translated) or self.shown.pages.get(uri)

    def speaks(self, page: Page | None) -> bool:
        """Tell whether a page that authors wrote is in this language."""
        own = "fr" if page is None else split_language(page.uri)[1] or "fr"
        return own == self.language
