"""The pictures of one document on paper: drawn, converted, and handed over by name."""

import hashlib
import posixpath
from dataclasses import replace
from typing import Any

from vises_site.assemble.activity import CountedAndTold
from vises_site.assemble.publication import Chapter, PublicationSpec, Spread
from vises_site.load.pictures import EXTENSIONS
from vises_site.model.publishable import Publishable
from vises_site.model.published import PublishedTestimony
from vises_site.press.profiles import SHEETS, Profile, Sheet
from vises_site.render.activity import CountView, build_count_view
from vises_site.render.charts.blocks import FigureSource
from vises_site.render.charts.chart import Chart
from vises_site.render.charts.frames import make_paper_frame
from vises_site.render.charts.keeping import ChartStore
from vises_site.render.codes import draw_qr_code
from vises_site.render.drawings import (
    draw_cover,
    draw_foot,
    draw_plate,
    draw_way_strip,
    wrap_foot,
)
from vises_site.render.logos import Logo, make_logo
from vises_site.render.pdf import ASSET_SCHEME, Asset
from vises_site.render.pictures import PictureStore
from vises_site.render.plans import Tail
from vises_site.render.routes import build_route, draw_route
from vises_site.render.tokens import Palette

PICTURE_SHARE = 0.9
"""Height of the highest picture as a share of the page's: a name stands under it."""

COUNTED_SHARE = 0.42
"""Width of what is counted, as a share of a chart's: what is told stands beside it, wider."""

LEAST_LINE_SHEET_MM = 250
"""Height of the smallest sheet on which figures of organisms have a line over the years."""


class Artwork:
    """Makes what a document shows besides words.

    Args:
        shown: What may appear.
        spec: The publication.
        profile: The kind of PDF.
        store: The pictures.
        content: Folder of pages, organisms and publications, relative to the project.

    Attributes:
        assets: Files or bytes by the name under which the document finds them.
        routes: The paths of evaluations that are drawn over two pages, by anchor.
        figures: The figures that its texts ask for.
    """

    def __init__(
        self,
        shown: Publishable,
        spec: PublicationSpec,
        profile: Profile,
        store: PictureStore,
        content: str,
    ) -> None:
        self.spec, self.profile, self.store, self.content = spec, profile, store, content
        self.sheet: Sheet = SHEETS[spec.fields.format]
        self.palette = Palette(profile.medium)
        self.assets: dict[str, Asset] = {}
        frame = make_paper_frame(self.sheet, profile.medium)
        self.narrow = replace(frame, width=round(frame.width * COUNTED_SHARE, 1))
        self.figures = FigureSource(shown, ChartStore(store.cache), (frame,), spec.world)
        self.routes = {
            chapter.anchor: route
            for chapter in spec.chapters
            if chapter.evaluation and (route := build_route(chapter.evaluation, self.sheet))
        }

    @property
    def picture_box_mm(self) -> tuple[float, float]:
        """Width and height of the largest box that a picture fills: a page to its bleed."""
        around = 2 * self.profile.bleed_mm + 2
        return self.sheet.width_mm + around, PICTURE_SHARE * self.sheet.height_mm + around

    def add(self, name: str, asset: Asset) -> str:
        """Keep an asset, and return its address."""
        self.assets[name] = asset
        return ASSET_SCHEME + name

    def add_portrait(self, testimony: PublishedTestimony, voice: int) -> str:
        """Return the address of a voice's portrait; empty where there is none."""
        path = testimony.voices[voice].portrait
        return self.add_photograph(path) if path else ""

    def add_photograph(self, path: str) -> str:
        """Return the address of a picture, named from the project."""
        copy = self.store.make_paper_copy(path, self.profile, self.picture_box_mm)
        return self.add(f"{copy.stem}.jpg", copy)

    def add_plate(self, name: str, width_mm: float, height_mm: float, hour: str = "") -> str:
        """Return the address of a landscape."""
        svg = draw_plate(name, self.palette, width_mm, height_mm, hour)
        return self.add(
            f"plate-{_hash(name)}-{width_mm:.0f}x{height_mm:.0f}{hour}.svg", svg.encode()
        )

    def add_way(self, spread: Spread, side: str, tail: Tail | None = None) -> str:
        """Return the background of a voice's page: its path, and the landscape that closes it."""
        testimony = spread.testimony
        svg = draw_way_strip(
            testimony.slug,
            len(testimony.voices),
            testimony.dispositif,
            self.palette,
            self.sheet,
            self.profile.bleed_mm,
            side,
            self._draw_tail(f"{testimony.slug}-fin", tail) if tail else "",
        )
        return self.add(f"way-{testimony.slug}-{side}{'-fin' if tail else ''}.svg", svg.encode())

    def _draw_tail(self, name: str, tail: Tail) -> str:
        return draw_foot(
            name, tail.hour, tail.height_mm, self.palette, self.sheet, self.profile.bleed_mm
        )

    def add_closing(self, anchor: str, tail: Tail) -> str:
        """Return the background of the page that a chapter's landscape closes."""
        foot = self._draw_tail(f"{self.spec.slug}-{anchor}", tail)
        svg = wrap_foot(foot, self.sheet, self.profile.bleed_mm)
        return self.add(f"closing-{anchor}.svg", svg.encode())

    def add_route(self, chapter: Chapter, side: int) -> str:
        """Return the background of one side of an evaluation's path."""
        assert chapter.evaluation
        colour = "meuse" if chapter.evaluation.fields.dispositif == "SIS" else "brique"
        svg = draw_route(
            self.routes[chapter.anchor],
            chapter.evaluation.slug,
            colour,
            self.palette,
            self.sheet,
            self.profile.bleed_mm,
            side,
        )
        return self.add(f"route-{chapter.anchor}-{side}.svg", svg.encode())

    def add_cover(self) -> str:
        """Return the background of the cover."""
        svg = draw_cover(
            self.spec.key,
            [t.slug for t in self.spec.testimonies] or [self.spec.slug],
            self.spec.world,
            self.palette,
            self.sheet,
            self.profile.bleed_mm,
        )
        return self.add("cover.svg", svg.encode())

    def place_figures(self, members: dict[str, Any]) -> dict[str, Any]:
        """Return the members of a figure's template, with the address of its drawing."""
        chart: Chart | None = members.get("chart")
        return {**members, "address": self.add_chart(chart)} if chart else members

    def add_chart(self, chart: Chart) -> str:
        """Return the address of a chart's drawing; empty where a sentence stands instead."""
        return self.add(f"chart-{chart.key}.svg", chart.svg.encode()) if chart.svg else ""

    def view_counts(self, told: CountedAndTold) -> tuple[CountView, str]:
        """Return an organism's figures, and the address of their line; empty without one.

        A small sheet has none: two organisms have room on it instead.
        """
        world = "meuse" if told.organism.fields.dispositifs[0] == "SIS" else "brique"
        frames = (self.narrow,) if self.sheet.height_mm >= LEAST_LINE_SHEET_MM else ()
        view = build_count_view(told, self.figures.charts, frames, world)
        return view, self.add_chart(view.chart) if view.chart else ""

    def add_picture(self, folder: str, name: str) -> str:
        """Return the address of a picture of `content/`, named from one of its folders.

        Empty for a file that is not there, or not inside.
        """
        path = self._find_picture(folder, name)
        return self.add_photograph(path) if path else ""

    def _find_picture(self, folder: str, name: str) -> str:
        path = posixpath.normpath(posixpath.join(self.content, folder, name))
        file, inside = self.store.root / path, (self.store.root / self.content).resolve()
        is_picture = not name.startswith("/") and file.suffix.lower() in EXTENSIONS
        is_there = is_picture and file.is_file() and file.resolve().is_relative_to(inside)
        return path if is_there else ""

    def add_logo(self) -> tuple[str, Logo] | None:
        """Return the address of the logo of the variant's organism, and how it stands."""
        organism = self.spec.organism
        path = self._find_picture("organismes", (organism and organism.fields.logo) or "")
        logo = make_logo(self.store, path, self.profile) if path else None
        return (self.add(f"{logo.path.stem}.jpg", logo.path), logo) if logo else None

    def add_qr(self, address: str) -> str:
        """Return the address of a code; empty where it would be too long to be read."""
        svg = draw_qr_code(address, self.palette.colour("ink"))
        return self.add(f"qr-{_hash(address)}.svg", svg.encode()) if svg else ""


def _hash(name: str) -> str:
    """Return what an asset is called whose own name may hold anything."""
    return hashlib.sha256(name.encode()).hexdigest()[:16]
