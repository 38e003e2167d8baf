"""The templates of the site, which speak one language of the interface each."""

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from vises_site.interface import SITE_LANGUAGES, Interface
from vises_site.model.vocabulary import fold
from vises_site.render.phrases import Phrases
from vises_site.text.easy import break_sentences
from vises_site.text.pipeline import find_first_sentence
from vises_site.text.typography import quote_words, set_plain, set_text, set_words
from vises_site.theme import WEB_PATH

AUTHORS_LANGUAGE = SITE_LANGUAGES[0]
"""Language of what authors write outside the words of testimonies."""


class Speech:
    """What templates call to say something in one language.

    Args:
        interface: The language.
    """

    def __init__(self, interface: Interface) -> None:
        self.interface = interface
        self._is_french = interface.language == AUTHORS_LANGUAGE

    @property
    def french(self) -> Markup:
        """Attribute of an element that holds French words: nothing on a French page."""
        return Markup() if self._is_french else Markup(f' lang="{AUTHORS_LANGUAGE}"')

    @property
    def own(self) -> Markup:
        """Attribute of an element of the interface among French words."""
        return Markup() if self._is_french else Markup(f' lang="{self.interface.language}"')

    def gettext(self, message: str) -> Markup:
        """Return a sentence of the interface; what is put into it is escaped."""
        return self._set(self.interface.gettext(message))

    def ngettext(self, singular: str, plural: str, count: int) -> Markup:
        """Return a sentence that counts, without its number filled in."""
        return self._set(self.interface.ngettext(singular, plural, count))

    def _set(self, text: str) -> Markup:
        return Markup(set_text(text) if self._is_french else text)

    def set_plain(self, text: object, language: str = "") -> Markup:
        """Return words as HTML in the typography of their language.

        Args:
            text: The words.
            language: Their language, which an element around them names; empty for French words
                of authors, which say so themselves where the page is in another language.
        """
        if language and language != AUTHORS_LANGUAGE:
            return Markup(escape(str(text)))
        html = Markup(set_plain(str(text)))
        if language or self._is_french:
            return html
        return Markup('<span lang="{}">{}</span>').format(AUTHORS_LANGUAGE, html)

    def quote(self, text: object, language: str) -> Markup:
        """Return words between quotation marks, as HTML in the typography of their language."""
        quoted = quote_words(str(text), language)
        return Markup(set_plain(quoted)) if language == AUTHORS_LANGUAGE else escape(quoted)


def find_opening(text: str, language: str = AUTHORS_LANGUAGE) -> str:
    """Return the first sentence of a text in the typography of its language."""
    return set_words(find_first_sentence(text), language)


def make_web_environment(interface: Interface) -> Environment:
    """Return the templates of the site in one language, without what depends on a site."""
    environment = Environment(
        loader=FileSystemLoader(WEB_PATH),
        autoescape=True,
        auto_reload=False,  # a theme does not change while a site is rendered
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    speech, phrases = Speech(interface), Phrases(interface)
    environment.globals.update(
        _=speech.gettext,
        ngettext=speech.ngettext,
        language=interface.language,
        fr=speech.french,
        own=speech.own,
        phrases=phrases,
    )
    environment.filters.update(
        day=phrases.format_day,
        month=phrases.format_month,
        number=phrases.format_number,
        typo=speech.set_plain,
        quoted=speech.quote,
        first_sentence=find_opening,
        fold=fold,
        one_sentence_a_line=lambda html: Markup(break_sentences(str(html))),
    )
    return environment
