"""Language of what authors read: French by default, English on request, by gettext.

Message identifiers are English; `locale/<language>/LC_MESSAGES/vises.po` holds the translations.
The catalogue is compiled when first used, so that no binary file stands in the source tree.
"""

import gettext as gettext_module
import io
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = ("fr", "en")
LOCALE_PATH = Path(__file__).parent / "locale"

_language: ContextVar[str] = ContextVar("language", default="fr")


def set_language(language: str) -> None:
    """Choose the language of all messages made from now on.

    Raises:
        ValueError: The language is not one of `LANGUAGES`.
    """
    if language not in LANGUAGES:
        raise ValueError(language)
    _language.set(language)


def get_language() -> str:
    """Return the two-letter code of the language in force."""
    return _language.get()


def language_of_environment(environ: dict[str, str]) -> str:
    """Return `en` where the locale variables ask for English, else `fr`."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name, ""):
            return "en" if value.lower().startswith("en") else "fr"
    return "fr"


@cache
def load_catalogue(language: str, domain: str = "vises") -> gettext_module.NullTranslations:
    """Return the translations of one domain into a language; none where there is no file."""
    path = LOCALE_PATH / language / "LC_MESSAGES" / f"{domain}.po"
    if not path.is_file():
        return gettext_module.NullTranslations()
    with path.open("rb") as source:
        catalogue = read_po(source, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext_module.GNUTranslations(compiled)


def gettext(message: str) -> str:
    """Translate a message identifier into the language in force."""
    return load_catalogue(_language.get()).gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Translate a message that counts `count` things (French: 0 and 1 are singular)."""
    return load_catalogue(_language.get()).ngettext(singular, plural, count)
