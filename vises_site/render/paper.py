"""Publication specs to the HTML, styles and assets that the PDF engine is given."""

import posixpath
import re
from math import inf
from operator import itemgetter
from typing import Any

from markupsafe import Markup

from vises_site.assemble.publication import PublicationSpec
from vises_site.model.evaluation import Evaluation
from vises_site.model.publishable import Publishable
from vises_site.model.shortlinks import write_bare
from vises_site.model.vocabulary import fold
from vises_site.press.profiles import Profile
from vises_site.render.activity import build_sector_view
from vises_site.render.artwork import Artwork
from vises_site.render.charts.chart import Chart
from vises_site.render.fonts import list_font_assets, list_font_faces, set_scripts
from vises_site.render.measuring import POINT_MM, balance_lines
from vises_site.render.mosaics import build_mosaic
from vises_site.render.pagination import Paginator
from vises_site.render.passages import (
    QUESTIONS,
    escape_css,
    insert_halfway,
    keep_whole,
    list_filler_kinds,
    mark_questions,
    mark_rests,
)
from vises_site.render.paths import MEETING_PLACE
from vises_site.render.pdf import ASSET_SCHEME, Asset
from vises_site.render.phrases import FRENCH
from vises_site.render.pictures import PictureStore
from vises_site.render.plans import Plan
from vises_site.render.templates import make_environment
from vises_site.text.acronyms import AcronymMarker
from vises_site.text.blocks import is_web_address, read_selection
from vises_site.text.figures import FIGURE_BLOCKS, FigureBlock, find_home
from vises_site.text.glyphs import drop_unprintable
from vises_site.text.pipeline import find_first_sentence, render_markdown
from vises_site.text.typography import enlarge_first_words, set_plain, set_text

_ABSOLUTE = re.compile(r"https?://|mailto:|tel:|#", re.IGNORECASE)

TITLE_SIZES_PT = (44, 40, 36, 32, 28, 24)
"""Sizes of a cover's title on A5, the first that fits is taken."""

TITLE_LINES = 3

ACRONYMS_MARK = "<!-- sigles -->"
"""Stands where the acronyms of a publication are listed: which ones, its whole text tells."""

VARIANT_TITLE_PT = 100
"""Height of a variant's title on A5, above which a logo hangs and below which a name stands."""


class PaperRenderer:
    """Renders one publication in one profile.

    Args:
        shown: What may appear in brochures.
        spec: The publication.
        profile: The kind of PDF.
        store: The pictures.
        site_url: Address of the site, for the QR code; empty for none.
        content: Folder of pages, organisms and publications, relative to the project.

    Attributes:
        carried: Slugs of the testimonies that the document shows, once it was rendered.
        paginator: Plans the pages from a first layout.
    """

    template = "publication.html"
    """The document, in `theme/press`."""

    is_stitched = True
    """Whether its pages are folded and stitched: then they are planned, and come in fours."""

    def __init__(
        self,
        shown: Publishable,
        spec: PublicationSpec,
        profile: Profile,
        store: PictureStore,
        site_url: str = "",
        content: str = "content",
    ) -> None:
        # Blocks in pages show no more below an organism's name than its chapters do
        shown = shown.beside_an_organism if spec.organism else shown
        self.shown, self.spec, self.profile, self.store = shown, spec, profile, store
        self.site_url, self.content = site_url, content
        self.art = Artwork(shown, spec, profile, store, content)
        self.sheet, self.palette = self.art.sheet, self.art.palette
        self.carried = {testimony.slug for testimony in spec.shown}
        self.body_pt, self.lead_pt = (10.0, 14.0) if self.sheet.scale < 1.2 else (10.5, 15.0)
        self.paginator = Paginator(
            spec, self.sheet, self.lead_pt * POINT_MM, frozenset(self.art.routes)
        )
        self._environment = make_environment()
        self._environment.globals.update(
            spec=spec,
            shown=shown,
            sheet=self.sheet,
            profile=profile,
            phrases=FRENCH,
            fonts=list_font_faces(),
            c=self.palette.colour,
            asset=lambda name: ASSET_SCHEME + name,
            portrait=self.art.add_portrait,
            plate=self.art.add_plate,
            way=self.art.add_way,
            cover=self.art.add_cover,
            picture_of=self.art.add_picture,
            logo_of=self.art.add_logo,
            prose=self._render_prose,
            passage=self._render_passage,
            qr=self.art.add_qr,
            site_url=site_url,
            own_page=shown.find_page(f"publications/{spec.slug}", site_url) or site_url,
            body_pt=self.body_pt,
            lead_pt=self.lead_pt,
            route_of=self.art.routes.get,
            route_page=self.art.add_route,
            closing=self.art.add_closing,
            chart=self._render_chart,
            count_view=self.art.view_counts,
            sector_view=build_sector_view,
            results_of=lambda evaluation: shown.results.get(evaluation.slug, {}),
            tables_of=self._list_tables,
            mosaic=lambda spreads: build_mosaic(spreads, self.sheet, self.body_pt, self.lead_pt),
            name_logo=FRENCH.describe_logo,
            fit_title=self._fit_title,
            cover_words_mm=self._measure_cover_words(),
            filler_kinds=lambda count: list_filler_kinds(spec.fields.genre, count),
            question=QUESTIONS[spec.fields.genre],
            acronyms_home=_find_acronyms_home(spec),
            acronyms_mark=Markup(ACRONYMS_MARK),
        )
        self._environment.filters.update(
            month=FRENCH.format_month,
            typo=lambda text: Markup(set_plain(str(text))),
            display=self._set_display,
            css_string=escape_css,
            bare=write_bare,
            first_sentence=lambda text: set_text(find_first_sentence(text, 150)),
        )

    def render(self, plan: Plan | None = None) -> tuple[str, dict[str, Asset]]:
        """Return the document and its assets.

        Args:
            plan: What a first layout taught; None for that first layout.
        """
        self.art.assets = list_font_assets()
        self.art.figures.drawn.clear()
        if self.profile.icc:
            self.art.assets[self.profile.color_profile] = self.profile.icc
        # What a plan may show belongs to every plan: a PDF's key and cache depend on it
        for testimony in self.spec.testimonies if self.spec.fields.genre != "rapport" else ():
            for voice in range(len(testimony.voices)):
                self.art.add_portrait(testimony, voice)
        template = self._environment.get_template(self.template)
        plan = plan or Plan()
        html = self._explain_acronyms(keep_whole(template.render(plan=plan), plan.whole))
        return set_scripts(drop_unprintable(html), self.art.assets), self.art.assets

    def _explain_acronyms(self, html: str) -> str:
        """Return a document whose acronyms are marked, and listed where they have a place.

        Nothing is put between people's words: they were approved as they are.
        """
        marker = AcronymMarker(self.shown.glossary)
        marked = marker.mark(html)
        found = marker.list_found()
        template = self._environment.get_template("acronyms.html")
        return marked.replace(ACRONYMS_MARK, template.render(acronyms=found) if found else "")

    def _set_display(
        self, text: str, size_pt: float, width_mm: float, quoted: bool = False, italic: bool = False
    ) -> Markup:
        """Return display text in balanced lines; a quotation gets its marks, hung in the margin."""
        ready = set_text(f"« {text} »" if quoted else text)
        stem = "newsreader-display-italic" if italic else "newsreader-display"
        lines = balance_lines(ready, width_mm, size_pt, stem)
        return Markup(" <br>".join(set_plain(line) for line in lines))

    def _measure_cover_words(self) -> float:
        """Return the width of the cover's words in millimetres: the ways pass at their right."""
        return (MEETING_PLACE - 0.1) * self.sheet.width_mm - self.sheet.inner_mm

    def _fit_title(self, title: str) -> float:
        """Return the largest size in points at which the cover's title takes three lines."""
        width_mm = self._measure_cover_words()
        highest = VARIANT_TITLE_PT * self.sheet.height_mm / 210 if self.spec.organism else inf
        for size in TITLE_SIZES_PT:
            lines = balance_lines(
                set_text(title), width_mm, size * self.sheet.scale, "newsreader-display"
            )
            if len(lines) <= TITLE_LINES and len(lines) * size * self.sheet.scale <= highest:
                break
        return size * self.sheet.scale

    def _render_prose(
        self, text: str, prefix: str, level: int = 0, uri: str = "", pictures: bool = True
    ) -> Markup:
        html = render_markdown(
            text,
            lambda name, argument, options: self._show_block(
                name, argument, options, find_home(uri)
            ),
            self._resolve,
            lambda written: self.art.add_picture(posixpath.dirname(uri), written),
            f"{prefix}-",
            level,
            pictures,
        )
        return Markup(html)

    def _render_passage(
        self, text: str, prefix: str, is_first: bool, quote: str | None = None
    ) -> Markup:
        """Return a passage; a long one rests halfway at its quote."""
        html = str(self._render_prose(text, prefix, level=1, pictures=False))
        if quote:
            width_mm = self.sheet.width_mm - self.sheet.inner_mm - self.sheet.outer_mm
            words = self._set_display(quote, 17 * self.sheet.scale, width_mm, True, True)
            html = mark_rests(html)
            html = insert_halfway(html, f'<blockquote class="pull"><p>{words}</p></blockquote>')
        html = mark_questions(html)
        return Markup(enlarge_first_words(html) if is_first else html)

    def _render_chart(self, question: str, home: str) -> Markup:
        """Return the figure of a question, for the chapter of an evaluation."""
        found = self.art.figures.draw(question, home, FigureBlock(()))
        template = self._environment.get_template("blocks/graphique.html")
        return Markup(template.render(**self.art.place_figures(found))) if found else Markup()

    def _list_tables(self, evaluation: Evaluation) -> list[Chart]:
        """Return every question's figures, and all others of them that the document shows."""
        results = self.shown.results.get(evaluation.slug, {})
        for question in results:
            self.art.figures.draw(question, evaluation.slug, FigureBlock(()))
        own = {result for found in results.values() for result in found}
        drawn = self.art.figures.drawn.items()
        order = {question: rank for rank, question in enumerate(results)}
        found = [(order[r.question.id], chart) for r, chart in drawn if r in own]
        return [chart for _rank, chart in sorted(found, key=itemgetter(0))]

    def _resolve(self, written: str) -> str | None:
        """Return the address of a link: inside the document, else on the public site."""
        if self.shown.leads_to_withheld(written):
            return ""
        if _ABSOLUTE.match(written):
            return None
        if ":" in written or written.startswith(("//", "\\", "?")):
            return ""  # no address of a page
        target = written.partition("#")[0].removesuffix("index.md").removesuffix(".md")
        slug = target.strip("/").rpartition("/")[2]
        if slug in {testimony.slug for testimony in self.spec.testimonies}:
            return f"#{slug}"
        place = target.lstrip("./").rstrip("/")
        return f"{self.site_url.rstrip('/')}/{place}/" if self.site_url else ""

    def _show_block(self, name: str, argument: str, options: dict[str, Any], home: str = "") -> str:
        members: dict[str, Any] = {"argument": argument, "testimony": None, "testimonies": []}
        if name in FIGURE_BLOCKS:
            found = self.art.figures.read_block(name, argument, options, home)
            if found is None:
                return ""
            members |= self.art.place_figures(found)
        if name == "qr" and (
            not is_web_address(argument) or self.shown.leads_to_withheld(argument)
        ):
            return ""
        if name == "qr":
            members["argument"] = self.shown.shorten(argument, self.site_url)
        if name in ("témoignage", "citation"):
            members["testimony"] = self.shown.by_slug.get(argument)
            if members["testimony"] is None:
                return ""
            self.carried.add(argument)
        elif name == "témoignages":
            selection = read_selection(options)
            members["testimonies"] = self.shown.select_testimonies(selection) if selection else []
            self.carried |= {testimony.slug for testimony in members["testimonies"]}
        return self._environment.get_template(f"blocks/{fold(name)}.html").render(**members)


def _find_acronyms_home(spec: PublicationSpec) -> str:
    """Return the anchor of the chapter that ends with the acronyms; empty for none."""
    for kind in ("contacts", "directory"):
        for chapter in reversed(spec.chapters):
            if chapter.kind == kind:
                return chapter.anchor
    return ""
