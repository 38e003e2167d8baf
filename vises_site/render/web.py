"""Page specs to the HTML that stands inside the site's frame."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from vises_site.assemble.publication import build_publication
from vises_site.assemble.specs import PageSpec
from vises_site.assemble.variants import name_stem
from vises_site.interface import LANGUAGE_NAMES, SITE_LANGUAGES, find_interface
from vises_site.model.publication import Publication
from vises_site.model.publishable import Publishable
from vises_site.model.published import PublishedTestimony
from vises_site.model.reserved import slug_theme
from vises_site.model.vocabulary import fold
from vises_site.press.profiles import SHEETS
from vises_site.render.activity import build_count_view, build_sector_view
from vises_site.render.charts.blocks import FigureSource
from vises_site.render.charts.keeping import ChartStore
from vises_site.render.codes import draw_qr_code
from vises_site.render.datasets.descriptors import Origin
from vises_site.render.datasets.pages import DataPages
from vises_site.render.drawings import draw_cover
from vises_site.render.finding import ListPages
from vises_site.render.landscapes import choose_landscape, draw_landscape
from vises_site.render.leaves import Leaf
from vises_site.render.maps import PlacesMap
from vises_site.render.paths import draw_way
from vises_site.render.pictures import Picture, name_suffix
from vises_site.render.recordings import Sound
from vises_site.render.sharing.pages import SharePages
from vises_site.render.shortpages import render_short_pages
from vises_site.render.stylesheet import make_page_scripts
from vises_site.render.supports import SupportView
from vises_site.render.tokens import Palette
from vises_site.render.webtemplates import make_web_environment
from vises_site.text.acronyms import AcronymMarker
from vises_site.text.blocks import is_web_address, read_selection
from vises_site.text.figures import FIGURE_BLOCKS, FigureBlock, find_home
from vises_site.text.pipeline import finish_html, render_markdown
from vises_site.text.scripts import isolate_elements

LEAVES_MARK = "<!-- leaves -->"
"""Stands in a publication's page where its first pages will be shown: there is no PDF yet."""


class WebRenderer:
    """Renders the pages of one site.

    Args:
        shown: What may appear on the site.
        pictures: The portraits' sizes, by the picture's path.
        directory_urls: Whether addresses end in '/' rather than in `.html`.
        publications: The publications whose screen PDF stands on the site, each as its slug and
            the slug of the organism whose variant it is, empty for the publication itself.
        previews: Uri below which a preview shows publications page by page; empty in builds.
        charts: Draws figures; None for one that keeps none.
        origin: What the open data say of the site.
        languages: Languages beside French, each below a folder of its own.
        shared: What may appear on the site and on social networks; None for nobody.
    """

    def __init__(
        self,
        shown: Publishable,
        pictures: dict[str, Picture],
        directory_urls: bool = True,
        publications: frozenset[tuple[str, str]] = frozenset(),
        previews: str = "",
        charts: ChartStore | None = None,
        origin: Origin = Origin(),  # noqa: B008 - frozen
        languages: Sequence[str] = (),
        shared: Publishable | None = None,
    ) -> None:
        self.shown, self.pictures, self.publications = shown, pictures, publications
        self.directory_urls = directory_urls
        self.figures = FigureSource(shown, charts or ChartStore())
        self.data = DataPages(shown, origin, self._get_address, publications)
        self.languages = languages
        self.lists = ListPages(shown, languages, self.render_line, self._get_address)
        self.sharing = SharePages(
            shown,
            shared or replace(shown, testimonies=()),
            origin,
            languages,
            self.locate,
            self._get_address,
            self._find_pdf,
        )
        self._palette = Palette("screen")
        self._themes = dict.fromkeys(map(slug_theme, shown.by_theme)).keys()
        self._lines: dict[tuple[str, str, str], Markup] = {}
        self._members = {
            "shown": shown,
            "way": draw_way,
            "slug_theme": slug_theme,
            "qr": lambda address: Markup(draw_qr_code(address)),
            "landscape": self._draw_landscape,
            "picture": self._find_picture,
            "cover_art": self._draw_cover,
            "pdf_of": self._find_pdf,
            "previews": previews,
            "leaves_mark": Markup(LEAVES_MARK),
            "count_view": lambda told: build_count_view(told, self.figures.charts),
            "sector_view": build_sector_view,
            "data": self.data,
            "list_files": self.lists.find_files,
            "page_scripts": make_page_scripts(),
            "supports": (),
            "sounds": {},
            "easy_logo": "",
            "language_names": LANGUAGE_NAMES,
            "places": PlacesMap(shown),
            "sharing": self.sharing,
        }
        self._environments: dict[str, Environment] = {}

    def show_supports(self, supports: Sequence[SupportView]) -> None:
        """Let pages show who pays for the site or helps it; called before any is rendered."""
        self._members["supports"] = supports

    def show_versions(self, sounds: Mapping[str, Sound], easy_logo: str) -> None:
        """Let pages offer recordings, by slug, and the easy-to-read logo, if there is one."""
        self._members |= {"sounds": sounds, "easy_logo": easy_logo}

    def _find_environment(self, language: str) -> Environment:
        """Return the templates of one language, made when they are first needed."""
        if language not in self._environments:
            environment = make_web_environment(find_interface(language))
            environment.globals.update(self._members)
            self._environments[language] = environment
        return self._environments[language]

    def render_page(self, spec: PageSpec) -> str:
        """Return the HTML of a page's content.

        Raises:
            jinja2.TemplateError: The theme's template is at fault.
        """
        environment = self._find_environment(spec.language)
        template = environment.get_template(f"records/{spec.template}")
        html = template.render(spec=spec, **spec.members, **self._make_addressing(spec.uri))
        return self._mark_acronyms(isolate_elements(html), spec.language)

    def _mark_acronyms(self, html: str, language: str = SITE_LANGUAGES[0]) -> str:
        return AcronymMarker(self.shown.glossary, language).mark(html)

    def render_short_pages(self) -> Iterator[tuple[str, str]]:
        """Return the uri and the document of each short link, in French as what is printed."""
        folders = {"evaluations": "/index.md"}
        addresses = {
            place: self._get_address(place + folders.get(place.partition("/")[0], ".md"))
            for place in self.shown.codes
        }
        return render_short_pages(self.shown, addresses, self.data.origin.url)

    def render_leaves(self, uri: str, slug: str, leaves: Sequence[Leaf]) -> str:
        """Return the first pages of a publication as the page at `uri` shows them."""
        environment = self._find_environment(self._find_language(uri))
        is_single = self.shown.publications[slug].fields.genre == "affiche"
        return environment.get_template("records/parts/leaves.html").render(
            slug=slug, leaves=leaves, is_single=is_single, **self._make_addressing(uri)
        )

    def render_line(self, testimony: PublishedTestimony, uri: str) -> str:
        """Return a testimony's line as the list at `uri` shows it."""
        return isolate_elements(self._make_addressing(uri)["line"](testimony))

    def finish_content(self, html: str, uri: str) -> str:
        """Sanitise and set HTML that MkDocs made of the page at `uri`, and show its blocks."""
        finished = finish_html(
            html,
            lambda *block: self._show_block(uri, *block),
            lambda written: "" if self.shown.leads_to_withheld(written) else None,
        )
        return self._mark_acronyms(isolate_elements(finished))

    def locate(self, uri: str, start: str) -> str:
        """Return the relative address of a page or file, seen from the page at `start`.

        Args:
            uri: A Markdown uri such as `temoignages/luc.md`, or a file's.
            start: Uri of the page that links, as Markdown; its language is that of pages it
                links to.
        """
        prefix = find_interface(self._find_language(start)).prefix
        target = prefix + uri if uri.endswith(".md") else uri
        return self._find_root(start) + self._get_address(target) or "./"

    def _find_language(self, uri: str) -> str:
        """Return the language of the interface around the page at a uri."""
        folder = uri.partition("/")[0]
        return folder if folder in self.languages else SITE_LANGUAGES[0]

    def _find_source(self, uri: str) -> str:
        """Return where the page lies in `content/`, whatever the language around it."""
        return uri.removeprefix(find_interface(self._find_language(uri)).prefix)

    def _find_root(self, start: str) -> str:
        """Return the relative address of the site's root, seen from a page."""
        return "../" * (self._get_address(start).count("/"))

    def _get_address(self, uri: str) -> str:
        if not uri.endswith(".md"):
            stem, dot, suffix = uri.rpartition(".")
            return stem + name_suffix(dot + suffix) if dot else uri
        parent, _, name = uri.removesuffix(".md").rpartition("/")
        stem = f"{parent}/" if parent else ""
        if not self.directory_urls:
            return f"{stem}{name}.html"
        return stem if name == "index" else f"{stem}{name}/"

    def _make_addressing(self, uri: str) -> dict[str, Any]:
        """Return what depends on the page that links."""
        language = self._find_language(uri)
        environment = self._find_environment(language)

        def prose(
            text: str,
            prefix: str = "",
            level: int = 0,
            pictures: bool = True,
            language: str = "fr",
        ) -> Markup:
            html = render_markdown(
                text,
                lambda *block: self._show_block(uri, *block),
                lambda written: self._resolve(written, uri),
                lambda written: self._resolve(written, uri),
                prefix,
                level,
                pictures,
                language,
            )
            return Markup(html)

        root = self._find_root(uri)

        def line(testimony: PublishedTestimony) -> Markup:
            # The same on all pages of one depth, and a testimony's line stands on many
            key = (testimony.slug, root, language)
            if key not in self._lines:
                template = environment.get_template("records/line.html")
                html = template.render(testimony=testimony, url=url)
                self._lines[key] = Markup(html)
            return self._lines[key]

        def url(target: str) -> str:
            return self.locate(target, uri)

        def chart(question: str, home: str) -> Markup:
            """Return the figure of a question, for the pages of evaluations."""
            found = self.figures.draw(question, home, FigureBlock(()))
            template = environment.get_template("blocks/graphique.html")
            return Markup(template.render(**found)) if found else Markup()

        def url_in(target: str, language: str) -> str:
            """Return the address of a page in another language, or in French."""
            prefix = find_interface(language).prefix if language in self.languages else ""
            return root + self._get_address(prefix + target) or "./"

        return {"prose": prose, "url": url, "url_in": url_in, "line": line, "chart": chart}

    def _resolve(self, written: str, uri: str) -> str | None:
        """Return the address of a relative link as authors write it, to a Markdown file."""
        if self.shown.leads_to_withheld(written):
            return ""
        path, hash_mark, anchor = written.partition("#")
        if "://" in path or not path or path.startswith(("mailto:", "tel:", "/")):
            return None
        folder = posixpath.dirname(self._find_source(uri))
        target = posixpath.normpath(posixpath.join(folder, path))
        if target.startswith(".."):
            return ""
        folder, _slash, name = target.rpartition("/")
        slug = name.removesuffix(".md")
        lists = {"temoignages": self.shown.by_slug.keys(), "themes": self._themes}
        if slug != "index" and slug not in lists.get(folder, (slug,)):
            return ""
        return self.locate(target, uri) + hash_mark + anchor

    def _show_block(self, uri: str, name: str, argument: str, options: dict[str, Any]) -> str:
        members: dict[str, Any] = {"argument": argument, **self._make_addressing(uri)}
        if name in FIGURE_BLOCKS:
            found = self.figures.read_block(
                name,
                argument,
                options,
                find_home(self._find_source(uri)),
            )
            if found is None:
                return ""
            members |= found
        if name == "qr" and (
            not is_web_address(argument) or self.shown.leads_to_withheld(argument)
        ):
            return ""
        if name == "qr":
            members["argument"] = self.shown.shorten(argument, self.data.origin.url)
        if name in ("témoignage", "citation"):
            members["testimony"] = self.shown.by_slug.get(argument)
            if members["testimony"] is None:
                return ""
        elif name == "témoignages":
            selection = read_selection(options)
            members["testimonies"] = self.shown.select_testimonies(selection) if selection else []
        environment = self._find_environment(self._find_language(uri))
        return environment.get_template(f"blocks/{fold(name)}.html").render(**members)

    def _find_picture(self, testimony: PublishedTestimony, voice: int = 0) -> Picture | None:
        path = testimony.voices[voice].portrait
        return self.pictures.get(path) if path else None

    def _find_pdf(self, slug: str, organism: str = "") -> str:
        """Return the uri of a publication's screen PDF, or of a variant's; empty for none."""
        is_there = (slug, organism) in self.publications
        return f"publications/{slug}/{name_stem(slug, organism)}.pdf" if is_there else ""

    def _draw_cover(self, publication: Publication) -> Markup:
        spec = build_publication(self.shown, publication)
        voices = [testimony.slug for testimony in spec.testimonies] or [spec.slug]
        sheet = SHEETS[publication.fields.format]
        art = draw_cover(spec.slug, voices, spec.world, self._palette, sheet, bleed_mm=0)
        return Markup(art)

    def _draw_landscape(self, name: str, width: int = 1200, height: int = 800) -> Markup:
        return Markup(draw_landscape(choose_landscape(name), self._palette, width, height))
