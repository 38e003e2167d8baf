"""The words, dates and numbers of the site's own interface, in the reader's language.

The theme's templates speak French and mark each sentence with `_` or `ngettext`; the catalogues
`locale/<language>/LC_MESSAGES/site.po` hold what stands for it in the other languages. What
people said is never translated by a program: it keeps its own language and says which.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from vises_site.language import load_catalogue

SITE_LANGUAGES = ("fr", "nl", "de", "en")
"""Languages in which the interface exists; the first stands at the site's root."""

LANGUAGE_NAMES = {"fr": "Français", "nl": "Nederlands", "de": "Deutsch", "en": "English"}
"""What each language calls itself."""

BABEL_LOCALES = {"fr": "fr_BE", "nl": "nl_BE", "de": "de_BE", "en": "en_GB"}
"""Locale by which dates and numbers are written."""

_DOMAIN = "site"


def mark(message: str) -> str:
    """Mark a French text of the code for the catalogues; it is translated where it is shown."""
    return message


def mark_plural(singular: str, plural: str) -> tuple[str, str]:
    """Mark a French text that counts, as `mark` does."""
    return singular, plural


def split_language(uri: str) -> tuple[str, str]:
    """Return the uri of the page whose words another one translates, and into what language.

    >>> split_language("missions.nl.md"), split_language("missions.md")
    (('missions.md', 'nl'), ('missions.md', ''))
    """
    stem, dot, language = uri.removesuffix(".md").rpartition(".")
    is_one = dot and language in SITE_LANGUAGES and not stem.endswith("/") and uri.endswith(".md")
    return (f"{stem}.md", language) if is_one else (uri, "")


@dataclass(frozen=True, slots=True)
class Interface:
    """One language of the interface.

    Attributes:
        language: Two-letter code.
        gettext: Returns what stands for a French sentence of a template.
        ngettext: The same for a sentence that counts: singular, plural, number.
    """

    language: str
    gettext: Callable[[str], str]
    ngettext: Callable[[str, str, int], str]

    @property
    def prefix(self) -> str:
        """Folder of its pages below the site's root, with a slash; empty for French."""
        return "" if self.language == SITE_LANGUAGES[0] else f"{self.language}/"

    @property
    def locale(self) -> str:
        """Babel's name of the locale by which it writes dates and numbers."""
        return BABEL_LOCALES[self.language]


def _choose_french(singular: str, plural: str, count: int) -> str:
    """Return the form that French uses: nought and one are singular."""
    return singular if abs(count) < 2 else plural


@cache
def find_interface(language: str) -> Interface:
    """Return the interface of a language.

    Raises:
        ValueError: The language is not one of `SITE_LANGUAGES`.
    """
    if language not in SITE_LANGUAGES:
        raise ValueError(language)
    if language == SITE_LANGUAGES[0]:
        return Interface(language, str, _choose_french)
    catalogue = load_catalogue(language, _DOMAIN)
    return Interface(language, catalogue.gettext, catalogue.ngettext)
