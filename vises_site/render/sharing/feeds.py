"""Feeds of testimonies, for those who follow the site in a reader of their own.

Source: RFC 4287, *The Atom Syndication Format*. What a feed tells of a testimony whose voices did
not agree to social networks is that it exists: its title and where to read it. The words of the
others are those that the lists show. Neither names the day on which somebody spoke, as nothing on
the site does: an entry bears the first day of its month.
"""

import re
from collections.abc import Callable
from datetime import date
from xml.etree import ElementTree as ET

from vises_site.assemble.feeds import FeedSpec
from vises_site.model.publishable import Publishable
from vises_site.model.published import PublishedTestimony
from vises_site.render.phrases import Phrases
from vises_site.text.invisible import INVISIBLE
from vises_site.text.pipeline import find_first_sentence
from vises_site.text.typography import quote_words, set_words

NAMESPACE = "http://www.w3.org/2005/Atom"
"""A name that programs know by heart; nothing is asked of it."""

MEDIA_TYPE = "application/atom+xml"

_FORBIDDEN = re.compile(f"{INVISIBLE.pattern}|[\ud800-\udfff\ufffe\uffff]")
"""What nobody sees, and what is no character of XML. Source: XML 1.0, production 2."""

FindEntry = Callable[[PublishedTestimony, str], tuple[str, str]]
"""Returns the address of a testimony's page in a language, and the one by which it is known."""


class FeedRenderer:
    """Renders the feeds of one language.

    Args:
        shared: What may appear both on the site and on social networks.
        phrases: The language's phrases.
        site: Name of the site.
        find_entry: Returns where a testimony is read.
    """

    def __init__(
        self, shared: Publishable, phrases: Phrases, site: str, find_entry: FindEntry
    ) -> None:
        self._shared, self._phrases, self._site = shared, phrases, site
        self._find_entry = find_entry

    def render(self, feed: FeedSpec, own: str, page: str) -> bytes:
        """Return a feed as XML.

        Args:
            feed: What it holds; at least one testimony.
            own: Its own address.
            page: Address of the page that shows the same.
        """
        root = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": feed.language})
        _add(root, "id", own)
        _add(root, "title", f"{feed.title} – {self._site}" if self._site else feed.title)
        _add(root, "updated", _write_moment(max(t.date for t in feed.testimonies)))
        ET.SubElement(root, "link", rel="self", type=MEDIA_TYPE, href=own)
        ET.SubElement(root, "link", rel="alternate", type="text/html", href=page)
        author = ET.SubElement(root, "author")
        _add(author, "name", self._site or feed.title)
        for testimony in feed.testimonies:
            self._add_entry(root, testimony, feed.language)
        ET.indent(root, " ")
        declaration = b'<?xml version="1.0" encoding="utf-8"?>\n'
        return declaration + ET.tostring(root, encoding="unicode").encode() + b"\n"

    def render_entry(self, testimony: PublishedTestimony, language: str) -> bytes:
        """Return what a feed tells of one testimony, apart from the others."""
        root = ET.Element("feed")
        self._add_entry(root, testimony, language)
        return ET.tostring(root, encoding="unicode").encode()

    def _add_entry(self, root: ET.Element, testimony: PublishedTestimony, language: str) -> None:
        words = testimony.tell(language)
        entry = ET.SubElement(root, "entry")
        if words.language != language:
            entry.set("xml:lang", words.language)
        address, known_by = self._find_entry(testimony, language)
        _add(entry, "id", known_by)
        _add(entry, "title", set_words(words.title, words.language))
        _add(entry, "updated", _write_moment(testimony.date))
        ET.SubElement(entry, "link", rel="alternate", type="text/html", href=address)
        agreed = self._shared.by_slug.get(testimony.slug)
        if agreed is None:
            return
        author = ET.SubElement(entry, "author")
        _add(author, "name", self._phrases.name_voices(agreed))
        for theme in agreed.themes:
            ET.SubElement(entry, "category", term=_FORBIDDEN.sub("", theme))
        told = agreed.tell(language)
        said = quote_words(told.quote or find_first_sentence(told.passages[0].text), told.language)
        note = f" ({self._phrases.invented})" if agreed.illustration else ""
        _add(entry, "summary", said + note)


def _add(parent: ET.Element, name: str, text: str) -> None:
    """Add an element that holds a text, whatever XML cannot hold left out."""
    ET.SubElement(parent, name).text = _FORBIDDEN.sub("", text)


def _write_moment(day: date) -> str:
    return f"{day.year:04}-{day.month:02}-01T00:00:00Z"
