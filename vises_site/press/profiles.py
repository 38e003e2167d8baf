"""The profiles in which a publication is made, and the sheets it is made for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from vises_site.model.printer import Binding
from vises_site.model.vocabulary import Channel, Genre
from vises_site.render.tokens import Medium
from vises_site.theme import ICC_PATH

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Profile:
    """How one kind of PDF is made.

    Attributes:
        name: Name on the command line.
        medium: Whether colours are spoken in RGB or CMYK.
        pdf_variant: Standard that the engine follows.
        bleed_mm: How far what touches the edge goes beyond the trimmed page.
        channels: Channels that a consent must all name: a PDF on the site is on the site.
        ink_percent: The most ink on one point of a picture, all inks together; 0 for RGB.
        icc: ICC profile of the printing condition that CMYK values refer to; None for RGB.
        condition: Registered name of the printing condition.
        grey_percent: How much of the grey of three inks in pictures is printed in black instead.
        has_marks: Whether marks stand around the page.
        genres: Genres of publications that have it; empty for all.
        imposed_from: Name of the profile whose pages are put two by two on office paper; empty
            where the pages are made for this profile.
        binding: Binding of the publications that have it; empty for all.
    """

    name: str
    medium: Medium
    pdf_variant: str
    channels: tuple[Channel, ...]
    bleed_mm: float = 0
    icc: Path | None = None
    condition: str = ""
    ink_percent: float = 0
    grey_percent: float = 0
    has_marks: bool = True
    genres: tuple[Genre, ...] = ()
    imposed_from: str = ""
    binding: Binding | Literal[""] = ""

    @property
    def color_profile(self) -> str:
        """Name under which the document finds its ICC profile; empty for RGB."""
        return f"condition{self.icc.suffix.lower()}" if self.icc else ""


SCREEN = Profile("écran", "screen", "pdf/ua-1", ("site", "brochure"))
PRINT = Profile(
    "impression",
    "print",
    "pdf/x-4",
    ("brochure",),
    bleed_mm=3,
    icc=ICC_PATH / "FOGRA39L_coated.icc",
    condition="FOGRA39",
    ink_percent=300,
)
BOOKLET = replace(PRINT, name="livret", imposed_from=PRINT.name)
COVER = replace(PRINT, name="couverture", imposed_from=PRINT.name, binding="collé")
ARCHIVE = Profile("archive", "screen", "pdf/a-3a", ("brochure",), genres=("rapport",))
PROFILES = {profile.name: profile for profile in (SCREEN, PRINT, BOOKLET, COVER, ARCHIVE)}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A trimmed page and its margins, in millimetres.

    Attributes:
        width_mm: Width of the trimmed page.
        height_mm: Height of the trimmed page.
        inner_mm: Margin at the spine.
        outer_mm: Margin at the edge.
        top_mm: Margin at the head.
        bottom_mm: Margin at the foot.
        scale: Size of display type, 1 on A5.
    """

    width_mm: float
    height_mm: float
    inner_mm: float
    outer_mm: float
    top_mm: float
    bottom_mm: float
    scale: float


SHEETS = {
    "A5": Sheet(148, 210, 16, 18, 16, 22, 1.0),
    "A4": Sheet(210, 297, 30, 42, 24, 30, 1.35),
    "carré-210": Sheet(210, 210, 24, 46, 20, 24, 1.25),
    "A3": Sheet(297, 420, 36, 48, 34, 40, 1.9),
}
"""Sheets by the name that a publication's `format` gives."""

PAPERS = ((297.0, 210.0), (420.0, 297.0))
"""Paper of office printers, A4 and A3 lying: width and height in millimetres."""


def find_paper(sheet: Sheet) -> tuple[float, float] | None:
    """Return the smallest paper, width and height in mm, that holds two pages; None for none."""
    for width, height in PAPERS:
        if 2 * sheet.width_mm <= width and sheet.height_mm <= height:
            return width, height
    return None


def find_source(profile: Profile) -> Profile:
    """Return the profile whose pages a profile shows: itself, unless it is imposed."""
    return PROFILES[profile.imposed_from or profile.name]


def list_applicable(
    profiles: Iterable[Profile], sheet: Sheet, genre: Genre, binding: Binding = "agrafé"
) -> list[Profile]:
    """Return the profiles that a publication can have.

    Reports are archived, posters are not folded, and only glued books have a cover of their own.

    Args:
        profiles: Those wanted.
        sheet: The trimmed page.
        genre: The publication's.
        binding: How its printing house binds it.
    """
    return [
        profile
        for profile in profiles
        if genre in (profile.genres or (genre,))
        and binding == (profile.binding or binding)
        and (not profile.imposed_from or find_paper(sheet) or profile.binding)
    ]
