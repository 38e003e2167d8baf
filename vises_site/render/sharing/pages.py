"""What leaves the site with its pages, and what pages say of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from urllib.parse import quote

from markupsafe import Markup

from vises_site.assemble.feeds import FeedSpec, build_feeds
from vises_site.assemble.pull import build_pull
from vises_site.assemble.sharing import Sharing, build_sharing, build_site_sharing
from vises_site.assemble.specs import Edition, PageSpec
from vises_site.interface import BABEL_LOCALES, SITE_LANGUAGES, Interface, find_interface, mark
from vises_site.model.publishable import Publishable
from vises_site.model.published import PublishedTestimony
from vises_site.model.vocabulary import Element
from vises_site.render.datasets.descriptors import Origin
from vises_site.render.datasets.linked import render_linked
from vises_site.render.phrases import Phrases
from vises_site.render.sharing.choosing import FOLDER as PICTURES
from vises_site.render.sharing.choosing import Chosen, choose_image
from vises_site.render.sharing.embeds import make_embed_renderer, place_embed, write_snippet
from vises_site.render.sharing.feeds import FeedRenderer
from vises_site.render.sharing.graph import GraphBuilder
from vises_site.render.sharing.images import ShareImage
from vises_site.render.stylesheet import make_embed_style
from vises_site.text.typography import quote_words, set_words

_HOME_TITLE = mark("Accueil")
SHARED_ELEMENTS: frozenset[Element] = frozenset(["texte", "âge", "prénom-réel"])
"""What of a person can leave with a quotation or a feed: never a face, a voice, a place."""

FEED_PAGES = ("temoignages.html", "theme.html", "organism.html")
"""Templates of the pages beside which a feed stands."""

Locate = Callable[[str, str], str]
"""Returns the relative address of a page or file, seen from a page."""


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed as pages lead to it.

    Attributes:
        title: What it is called.
        uri: Its place below the site.
    """

    title: str
    uri: str


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a page says to whoever passes it on; all of it plain text but `linked`.

    Attributes:
        kind: Open Graph's type of the page.
        site: Name of the site.
        title: Title of the page, or of the site.
        description: One or two sentences; empty for none.
        language: Language of both.
        locales: Open Graph's names of languages.
        image: Place of its picture below the site; empty where the site's address is not known.
        alternative: What that picture says.
        feeds: The feeds that tell what is new here.
        linked: A block of JSON-LD.
    """

    kind: str
    site: str
    title: str
    description: str
    language: str
    locales: Mapping[str, str]
    image: str
    alternative: str
    feeds: tuple[FeedLink, ...]
    linked: Markup


@dataclass(frozen=True, slots=True)
class Part:
    """What a page offers to those who pass it on.

    Attributes:
        title: What it is called.
        address: Its address.
        mail: Address of a message that tells of it.
        embed: Place of its quotation below the site; empty where it has none.
        snippet: HTML by which another site shows that quotation; empty where it has none.
    """

    title: str
    address: str
    mail: str
    embed: str = ""
    snippet: str = ""


class SharePages:
    """What leaves one site with its pages.

    Args:
        shown: What may appear on the site.
        shared: What may appear both on the site and on social networks.
        origin: Where the site is published.
        languages: Languages beside French.
        locate: Returns relative addresses.
        find_uri: Returns the address of a page or file below the site's root.
        find_pdf: Returns the place of a publication's screen PDF; empty for none.
    """

    def __init__(
        self,
        shown: Publishable,
        shared: Publishable,
        origin: Origin,
        languages: Sequence[str],
        locate: Locate,
        find_uri: Callable[[str], str],
        find_pdf: Callable[[str], str],
    ) -> None:
        self._shared, self.origin = shared, origin
        self._locate, self._find_uri = locate, find_uri
        self._editions = {
            language: Edition(shown, find_interface(language))
            for language in (SITE_LANGUAGES[0], *languages)
        }
        self._graphs = {
            language: GraphBuilder(shared, origin, Phrases(edition.interface), find_pdf)
            for language, edition in self._editions.items()
        }
        self._find_site = cache(self._build_site)
        self._find_feed_renderer = cache(self._make_feed_renderer)
        self._find_embed_renderer = cache(partial(make_embed_renderer, site=origin.name))

    def build_head(self, spec: PageSpec) -> Head:
        """Return what the head of a page says."""
        sharing = build_sharing(spec, self._shared, self._find_site(spec.language))
        home = self._editions[spec.language].interface.gettext(_HOME_TITLE)
        graph = self._graphs[spec.language].build(
            spec, sharing, lambda uri: self._find_address(uri, spec), home
        )
        description = sharing.description
        if testimony := sharing.testimony:
            said = quote_words(description, sharing.language)
            description = f"{said} – {self._graphs[spec.language].phrases.name_voices(testimony)}"
        chosen = self.choose_image(spec)
        return Head(
            kind="article" if sharing.is_article else "website",
            site=self.origin.name,
            title=set_words(sharing.title, sharing.language),
            description=set_words(description, sharing.language),
            language=sharing.language,
            locales=BABEL_LOCALES,
            image=chosen.uri if self.origin.url else "",
            alternative=chosen.alternative,
            feeds=tuple(self._select_feeds(spec)),
            linked=render_linked(graph) if graph["@graph"] else Markup(),
        )

    def choose_image(self, spec: PageSpec) -> Chosen:
        """Return the picture of a page where it is passed on."""
        sharing = build_sharing(spec, self._shared, self._find_site(spec.language))
        return choose_image(spec, sharing, self._find_site(SITE_LANGUAGES[0]), self._shared)

    def list_images(self, specs: Iterable[PageSpec]) -> dict[str, ShareImage]:
        """Return the pictures of pages by place; none where the site's address is not known."""
        if not self.origin.url:
            return {}
        # Pages in other languages have the same, and those that MkDocs makes have the site's
        site = PageSpec("index.md", "home.html", "", "")
        french = (spec for spec in specs if spec.language == SITE_LANGUAGES[0])
        return {found.uri: found.image for found in map(self.choose_image, (site, *french))}

    def build_part(self, spec: PageSpec) -> Part | None:
        """Return what a page offers to those who pass it on; None where it may not be."""
        sharing = build_sharing(spec, self._shared, self._find_site(spec.language))
        if not (self.origin.url and sharing.is_own):
            return None
        title = set_words(sharing.title, sharing.language)
        address = self._find_address(spec.uri, spec)
        part = Part(title, address, _write_mail(title, address))
        if sharing.testimony is None:
            return part
        embed = place_embed(sharing.testimony.slug)
        whole = self.origin.url + embed.removesuffix("index.html")
        pull = build_pull(sharing.testimony, None)
        named = f"{title} – {self.origin.name}" if self.origin.name else title
        return replace(part, embed=embed, snippet=write_snippet(pull, whole, named))

    def _build_site(self, language: str) -> Sharing:
        return build_site_sharing(self._editions[language], self.origin.name)

    def _find_address(self, uri: str, spec: PageSpec) -> str:
        """Return an address as other sites need it; a relative one where ours is not known."""
        if not self.origin.url:
            return self._locate(uri.removeprefix(find_interface(spec.language).prefix), spec.uri)
        return self._find_whole_address(uri, find_interface(spec.language))

    def _find_whole_address(self, uri: str, interface: Interface) -> str:
        is_placed = not uri.endswith(".md") or uri.startswith(interface.prefix)
        return self.origin.url + self._find_uri(uri if is_placed else interface.prefix + uri)

    def find_feed(self, spec: PageSpec) -> FeedLink | None:
        """Return the feed of what a page shows, if it has one."""
        found = self._feed_specs.get(spec.uri) if spec.template in FEED_PAGES else None
        return FeedLink(found.title, found.uri) if found else None

    def _select_feeds(self, spec: PageSpec) -> Iterator[FeedLink]:
        """Yield the feed of a page, and that of all testimonies."""
        own = self.find_feed(spec)
        if own is not None:
            yield own
        place = self._editions[spec.language].place("temoignages/index.md")
        whole = self._feed_specs.get(place)
        if whole is not None and (own is None or own.uri != whole.uri):
            yield FeedLink(whole.title, whole.uri)

    @cached_property
    def _feed_specs(self) -> dict[str, FeedSpec]:
        """The feeds by the uri of their page; none where the site's address is not known."""
        if not self.origin.url:
            return {}
        editions = self._editions.values()
        return {feed.page: feed for edition in editions for feed in build_feeds(edition)}

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """What stands below the site, by its place there."""
        return {**dict(self._render_feeds()), **self.embeds}

    @cached_property
    def embeds(self) -> Mapping[str, bytes]:
        """The quotations for other sites' pages, and their style, by place below the site."""
        if not (self.origin.url and self._shared.testimonies):
            return {}
        style = make_embed_style()
        return {style.uri: style.content, **dict(map(self._render_embed, self._shared.testimonies))}

    def _render_embed(self, testimony: PublishedTestimony) -> tuple[str, bytes]:
        uri, language = f"temoignages/{testimony.slug}.md", testimony.language
        interface = find_interface(language if language in self._editions else SITE_LANGUAGES[0])
        here = self._find_uri(interface.prefix + uri)
        html = self._find_embed_renderer(language)(
            pull=build_pull(testimony, None),
            address=self.origin.url + here,
            page=f"../../{here}",
        )
        return place_embed(testimony.slug), html.encode()

    def _render_feeds(self) -> Iterator[tuple[str, bytes]]:
        for feed in self._feed_specs.values():
            own, page = (self.origin.url + self._find_uri(uri) for uri in (feed.uri, feed.page))
            yield feed.uri, self._find_feed_renderer(feed.language).render(feed, own, page)

    def _make_feed_renderer(self, language: str) -> FeedRenderer:
        phrases = self._graphs[language].phrases
        return FeedRenderer(self._shared, phrases, self.origin.name, self._find_entry)

    def list_told(self) -> Iterator[tuple[str, str, bytes | None]]:
        """Yield what leaves the site of each testimony that may be passed on.

        Each time the place of the file below the site, the testimony's slug, and what the file
        says of it, None for all of it: its quotation, its picture, and its entry in the feed of
        all testimonies. The feeds of themes and organisms hold the same entries.
        """
        for testimony in self._shared.testimonies if self.embeds else ():
            place = place_embed(testimony.slug)
            yield place, testimony.slug, self.embeds[place]
            yield f"{PICTURES}/temoignages/{testimony.slug}.jpg", testimony.slug, None
        for feed in list(self._feed_specs.values())[:1]:
            renderer = self._find_feed_renderer(feed.language)
            for told in (t for t in feed.testimonies if t.slug in self._shared.by_slug):
                entry = renderer.render_entry(told, feed.language)
                yield f"{feed.uri}#{told.slug}", told.slug, entry

    def _find_entry(self, testimony: PublishedTestimony, language: str) -> tuple[str, str]:
        """Return the address of a testimony's page in a language, and the one it is known by."""
        uri = f"temoignages/{testimony.slug}.md"
        here = self._find_whole_address(uri, find_interface(language))
        # As the page's canonical address: its words are found once, in their own language
        is_own = language in (SITE_LANGUAGES[0], *testimony.languages)
        return here, here if is_own else self.origin.url + self._find_uri(uri)


def _write_mail(title: str, address: str) -> str:
    """Return the address of a message that tells of a page. Source: RFC 6068."""
    subject, body = quote(title, safe=""), quote(f"{title}\r\n{address}\r\n", safe="")
    return f"mailto:?subject={subject}&body={body}"
