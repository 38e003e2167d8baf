"""Publications that hang on a wall: one poster a voice, instead of a booklet."""

from math import sqrt
from typing import Any

from markupsafe import Markup

from vises_site.assemble.publication import PublicationSpec, Spread
from vises_site.assemble.pull import Pull, build_pull
from vises_site.model.publishable import Publishable
from vises_site.model.published import PublishedTestimony
from vises_site.press.profiles import Profile
from vises_site.render.composition import (
    A3_WIDTH_MM,
    QUOTE_FONT,
    SMALLEST_PT,
    Composition,
    Frame,
    compose,
    make_poster_frame,
    narrow_picture,
)
from vises_site.render.fitting import LEADING, fit_words
from vises_site.render.measuring import POINT_MM
from vises_site.render.paper import PaperRenderer
from vises_site.render.phrases import FRENCH
from vises_site.render.pictures import PictureStore, open_picture
from vises_site.render.scenes import draw_scene
from vises_site.text.typography import set_plain, set_text

SHEET_SIZES_PT = (19, 38)
"""Smallest and largest size of a sheet's text on A3."""

FOOT_TITLE_PT = (30, 13)
"""Largest and smallest size of a testimony's title in the foot of a poster in A3."""

FOOT_TITLE_MM = 15
"""Height of that title at most."""

CHARACTER_AREA = 0.9
"""Area of a character, white around it included, in squares as high as its size."""


class PosterRenderer(PaperRenderer):
    """Renders posters in one profile: takes what a `PaperRenderer` takes."""

    template = "poster.html"
    is_stitched = False

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._environment.globals.update(
            frame=make_poster_frame(self.sheet),
            build_pull=self._build_pull,
            compose_pull=self._compose,
            compose_sentence=self._compose_sentence,
            describe_pull=describe_pull,
            leading=LEADING,
            set_lines=set_lines,
            scene=self._add_scene,
            sheet_pt=self._measure_sheet,
            fit_title=self._fit_foot_title,
            person=self.art.add_photograph,
            find_address=self._find_address,
        )

    def _build_pull(self, spread: Spread) -> Pull:
        return build_pull(spread.testimony, spread.organism)

    def _compose(self, pull: Pull) -> Composition:
        frame = make_poster_frame(self.sheet)
        if pull.portrait:
            size_px = open_picture(self.store.root / pull.portrait).size
            frame = narrow_picture(frame, *size_px)
        return compose_pull(pull, frame)

    def _compose_sentence(self, text: str, below: list[str]) -> Composition:
        frame = make_poster_frame(self.sheet)
        return compose(frame, set_text(text), [(set_text(x), frame.text_pt) for x in below], False)

    def _fit_foot_title(self, title: str) -> float:
        """Return the size in points at which a title stands in a poster's foot."""
        frame = make_poster_frame(self.sheet)
        k = frame.width_mm / A3_WIDTH_MM
        width_mm = frame.width_mm - frame.margin_mm - frame.lane_mm - frame.gap_mm
        room_mm = FOOT_TITLE_MM * k
        largest, floor = (size * k for size in FOOT_TITLE_PT)
        fitted = fit_words(set_text(title), width_mm, room_mm, largest, floor, QUOTE_FONT)
        return fitted.size_pt if fitted else SMALLEST_PT

    def _measure_sheet(self, characters: int) -> float:
        """Return the size in points at which so many characters fill a sheet of text.

        A guess: what is longer goes on overleaf, and nothing is smaller than the smallest size.
        """
        frame = make_poster_frame(self.sheet)
        room_mm2 = 0.75 * frame.width_mm * 0.5 * frame.height_mm
        size_mm = sqrt(room_mm2 / (max(characters, 1) * CHARACTER_AREA))
        smallest, largest = (size * frame.width_mm / A3_WIDTH_MM for size in SHEET_SIZES_PT)
        return round(min(max(size_mm / POINT_MM, smallest, SMALLEST_PT), largest), 1)

    def _add_scene(self, composition: Composition, name: str, voices: int, world: str) -> str:
        svg = draw_scene(composition, name, voices, world, self.palette, self.profile.bleed_mm)
        return self.art.add(f"scene-{name}.svg", svg.encode())

    def _find_address(self, testimony: PublishedTestimony) -> str:
        """Return where the story goes on: its page, else the site, else nowhere."""
        return self.shown.find_page(f"temoignages/{testimony.slug}", self.site_url) or self.site_url


def make_renderer(
    shown: Publishable, spec: PublicationSpec, profile: Profile, store: PictureStore, site_url: str
) -> PaperRenderer:
    """Return what renders a publication in a profile, by its genre."""
    kind = PosterRenderer if spec.fields.genre == "affiche" else PaperRenderer
    return kind(shown, spec, profile, store, site_url)


def compose_pull(pull: Pull, frame: Frame) -> Composition:
    """Find a place for a testimony's words, picture and names in a frame."""
    sizes = (frame.name_pt, frame.text_pt, frame.text_pt, frame.small_pt)
    said = zip(describe_pull(pull), sizes, strict=True)
    who = [(text, size_pt) for text, size_pt in said if text]
    return compose(frame, set_text(f"« {pull.words} »"), who, pull.portrait is not None)


def set_lines(composition: Composition) -> Markup:
    """Return the words of a composition as HTML, one line under the other."""
    return Markup(" <br>".join(set_plain(line) for line in composition.words.lines))


def describe_pull(pull: Pull) -> tuple[str, str, str, str]:
    """Return names, roles, place and the label of invented voices; empty for what is not said."""
    names = [speaker.name for speaker in pull.speakers]
    is_whole = len(names) == len(pull.testimony.voices)
    organism = pull.organism.fields if pull.organism else None
    place = organism.name if organism else FRENCH.somewhere[:1].upper() + FRENCH.somewhere[1:]
    if organism and organism.municipality and organism.municipality not in organism.name:
        place = f"{place}, {organism.municipality}"
    return (
        set_text(pull.testimony.names if is_whole else names[0]),
        " · ".join(FRENCH.describe_voice(speaker) for speaker in pull.speakers),
        set_text(place),
        FRENCH.invented if pull.testimony.illustration else "",
    )
