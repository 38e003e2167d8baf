"""What a PDF is held against: the demands of those who print it, fold it, read it or keep it."""

from dataclasses import dataclass, replace
from typing import Literal

Standard = Literal["", "X-4", "X-1a", "UA-1", "A-3a"]

BINDING_MULTIPLE = 4
"""A folded sheet has four pages."""


@dataclass(frozen=True, slots=True)
class Demands:
    """What is asked of a PDF.

    Attributes:
        profile: Name of the profile.
        standard: Standard that it must keep to.
        is_printed: Whether a printing house makes plates of it.
        bleed_mm: How far what touches the edge must go beyond it.
        safety_mm: How far text must stay from the edge.
        ink_percent: The most ink on one point, all inks together.
        page_multiple: The count of pages is a multiple of it.
        pages_minimum: The fewest pages that can be bound.
        pages_maximum: The most pages that can be bound; 0 for no limit.
        dpi_refused: Pictures coarser than this are refused.
        dpi_wanted: Pictures coarser than this are worth a look.
        bitmap_dpi_wanted: The same for pictures of black and white alone.
        line_pt: The thinnest line.
        text_pt: The smallest text.
        reversed_text_pt: The smallest text in white on a colour.
        weight_mb: The heaviest that a file of 40 pages should be; 0 for no limit.
    """

    profile: str
    standard: Standard = ""
    is_printed: bool = False
    bleed_mm: float = 0.0
    safety_mm: float = 0.0
    ink_percent: float = 0.0
    page_multiple: int = 1
    pages_minimum: int = 1
    pages_maximum: int = 0
    dpi_refused: float = 0.0
    dpi_wanted: float = 0.0
    bitmap_dpi_wanted: float = 0.0
    line_pt: float = 0.0
    text_pt: float = 0.0
    reversed_text_pt: float = 0.0
    weight_mb: float = 0.0


PRINTING_HOUSE = Demands(
    "impression",
    standard="X-4",
    is_printed=True,
    bleed_mm=3,
    safety_mm=5,
    ink_percent=300,
    page_multiple=BINDING_MULTIPLE,
    dpi_refused=150,
    dpi_wanted=250,
    bitmap_dpi_wanted=550,
    line_pt=0.25,
    text_pt=6,
    reversed_text_pt=8,
)
"""What most printing houses of Belgium and France ask; `press/presets` tells where they differ."""

DEMANDS = {
    "écran": Demands("écran", standard="UA-1", dpi_refused=72, text_pt=6, weight_mb=5),
    "impression": PRINTING_HOUSE,
    "couverture": replace(PRINTING_HOUSE, profile="couverture", page_multiple=1),
    "livret": Demands("livret", page_multiple=2, dpi_refused=150, dpi_wanted=200, text_pt=6),
    "archive": Demands("archive", standard="A-3a", dpi_refused=72, text_pt=6),
}


def hold_single_sheets(demands: Demands) -> Demands:
    """Return the demands on sheets that are not bound, such as posters."""
    return replace(demands, page_multiple=1, pages_minimum=1, pages_maximum=0)
