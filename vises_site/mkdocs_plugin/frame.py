"""What the frame around every page says in the page's language: navigation, other languages."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from vises_site.assemble.specs import Edition
from vises_site.assemble.trust import list_trust_links
from vises_site.interface import LANGUAGE_NAMES, SITE_LANGUAGES, find_interface
from vises_site.mkdocs_plugin.pages import RecordPage
from vises_site.model.publishable import Publishable
from vises_site.render.phrases import Phrases
from vises_site.render.supports import SupportView
from vises_site.render.webtemplates import Speech


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the navigation.

    Attributes:
        title: What it says.
        uri: Address below the site's root; empty for a group.
        is_page: Whether it leads to the page on which it stands.
        is_above: Whether that page lies below it.
        children: Entries of a group.
    """

    title: str
    uri: str
    is_page: bool
    is_above: bool
    children: tuple["Entry", ...] = ()


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in a language.

    Attributes:
        language: Two-letter code.
        name: What the language calls itself.
        uri: Address below the site's root.
        is_here: Whether this is the page on which it stands.
        is_translated: Whether its content is in that language too.
    """

    language: str
    name: str
    uri: str
    is_here: bool
    is_translated: bool


FindTitle = Callable[[str, str], str | None]


class Frame:
    """Gives templates what stands around a page.

    Args:
        languages: Languages beside French.
        translated: Every page's uri, and whether its content is in its folder's language.
        find_title: Gives the title of the page at a French uri in a language; None where authors
            have not translated it.
        shown: What may appear on the site; None for a frame without a foot's links.
        supports: Who pays for the site or helps it.
    """

    def __init__(
        self,
        languages: Iterable[str],
        translated: Mapping[str, bool],
        find_title: FindTitle,
        shown: Publishable | None = None,
        supports: Sequence[SupportView] = (),
    ) -> None:
        self.languages = (SITE_LANGUAGES[0], *languages)
        self._translated, self._find_title = translated, find_title
        self._supports = supports
        self._trust_links = {
            language: list_trust_links(Edition(shown, find_interface(language))) if shown else []
            for language in self.languages
        }

    def build(self, page: Page | None, nav: Navigation) -> dict[str, Any]:
        """Return what the frame's templates show around a page; None for a page without place."""
        language = page.spec.language if isinstance(page, RecordPage) else SITE_LANGUAGES[0]
        interface = find_interface(language)
        speech = Speech(interface)
        return {
            "_": speech.gettext,
            "ngettext": speech.ngettext,
            "language": language,
            "fr": speech.french,
            "own": speech.own,
            "phrases": Phrases(interface),
            "prefix": interface.prefix,
            "trust_links": self._trust_links[language],
            "supports": self._supports,
            "has_glossary": f"{interface.prefix}glossaire/index.md" in self._translated,
            "entries": [self._build_entry(item, page, language) for item in nav.items],
            "alternates": self._list_alternates(page, language),
        }

    def _build_entry(self, item: Any, page: Page | None, language: str) -> Entry:
        children = tuple(self._build_entry(child, page, language) for child in item.children or ())
        # A section has no address
        uri = find_interface(language).prefix + item.url if item.is_page else ""
        uri = uri or (item.url if item.is_link else "")
        here = page.url if page is not None else None
        is_home = item.is_page and item.is_homepage
        return Entry(
            title=self._name(item, language),
            uri=uri,
            is_page=here is not None and here == uri,
            is_above=bool(uri and here and not is_home and here.startswith(uri)),
            children=children,
        )

    def _name(self, item: Any, language: str) -> str:
        title = str(item.title)
        if language == SITE_LANGUAGES[0]:
            return title
        own = self._find_title(item.file.src_uri, language) if item.is_page else None
        return own or find_interface(language).gettext(title)

    def _list_alternates(self, page: Page | None, language: str) -> list[Alternate]:
        """Return the page in all languages of the site; nothing where there is one language."""
        if page is None or len(self.languages) == 1:
            return []
        own = find_interface(language).prefix
        uri, url = page.file.src_uri.removeprefix(own), page.url.removeprefix(own)
        found = []
        for other in self.languages:
            prefix = find_interface(other).prefix
            if prefix + uri in self._translated:
                is_translated = self._translated[prefix + uri]
                name = LANGUAGE_NAMES[other]
                found.append(Alternate(other, name, prefix + url, other == language, is_translated))
        return found if len(found) > 1 else []
