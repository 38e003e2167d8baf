"""Mosaics: several short voices over one page or two, in cells of flat colour."""

from dataclasses import dataclass, replace
from math import ceil

from vises_site.assemble.publication import Spread
from vises_site.press.profiles import Sheet
from vises_site.render.measuring import POINT_MM, balance_lines, count_lines
from vises_site.text.typography import set_text

COLOURS = (("world", "paper", "genet"), ("paper", "genet", "world"))
"""Grounds of the cells from head to foot, on the first page and on the one beside it, in turn."""

VIEW_SHARE = 0.24
"""Share of a page from which the room that is left becomes a landscape of its own."""

SHARES = (1.3, 1.2, 1.1, 1.0)
"""By how much all words of a mosaic may be larger than text, the best first."""

FEW_WORDS = 40
"""Up to so many words are set larger, so that their cell does not look empty."""

FEW_SHARE, WIDE_SHARE = 1.5, 1.15
"""How much larger few words are set, and all words on a page wider than A5."""

TITLE_PT, TITLE_LEAD_PT = 17.0, 21.0

GRID_STEPS = 42
"""Into so many steps the height of a page is divided: 5 mm on A5."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a mosaic.

    Attributes:
        spread: The voice; None for a landscape.
        height_mm: Its height on the trimmed page.
        ground: Its colour: `world` for that of the dispositif, else a token's name.
        size_pt: Size of its words.
        lead_pt: Distance of their lines.
    """

    spread: Spread | None
    height_mm: float
    ground: str
    size_pt: float = 0.0
    lead_pt: float = 0.0


def build_mosaic(
    spreads: tuple[Spread, ...], sheet: Sheet, body_pt: float, lead_pt: float
) -> list[list[Cell]]:
    """Return the cells of each page, from head to foot; together they fill it.

    Args:
        spreads: The voices, in their order.
        sheet: The page.
        body_pt: Size of the text.
        lead_pt: Distance of its lines.
    """
    fewest = 0
    # Backwards from the smallest type: the largest one is taken that needs no page more
    for share in reversed(SHARES):
        types = [
            _choose_type(spread, sheet, body_pt * share, lead_pt * share) for spread in spreads
        ]
        heights = [_measure(s, sheet, *each) for s, each in zip(spreads, types, strict=True)]
        pages = _share_out(heights, sheet)
        if fewest and (len(pages) > fewest or max(heights) > sheet.height_mm):
            break
        fewest = len(pages)
        cells = [Cell(s, h, "", *t) for s, h, t in zip(spreads, heights, types, strict=True)]
        made = [_fill(page, [cells[i] for i in each], sheet) for page, each in enumerate(pages)]
    needs = {s.testimony.slug: height for s, height in zip(spreads, heights, strict=True)}
    return [_align(page, needs, sheet) for page in made]


def _align(cells: list[Cell], needs: dict[str, float], sheet: Sheet) -> list[Cell]:
    """Return the cells of a page with their edges on a grid: facing pages meet, or clearly differ.

    Args:
        cells: Together they fill the page.
        needs: The height that each voice needs in millimetres, by slug.
        sheet: The page.
    """
    step = sheet.height_mm / GRID_STEPS
    aligned, edge, foot = [], 0.0, 0.0
    for cell in cells:
        foot += cell.height_mm
        need = needs[cell.spread.testimony.slug] if cell.spread else step
        place = max(round(foot / step), ceil((edge + need) / step)) * step
        aligned.append(replace(cell, height_mm=place - edge))
        edge = place
    return aligned if round(edge / step) == GRID_STEPS else cells


def _share_out(heights: list[float], sheet: Sheet) -> list[list[int]]:
    """Return which voices stand on each page, all pages nearly as full."""
    pages: list[list[int]] = [[]]
    ideal = sum(heights) / max(1, -(-sum(heights) // sheet.height_mm))
    for index, height in enumerate(heights):
        filled = sum(heights[i] for i in pages[-1])
        is_full = filled + height > sheet.height_mm or filled + height / 2 > ideal
        if pages[-1] and is_full:
            pages.append([])
        pages[-1].append(index)
    return pages


def _choose_type(
    spread: Spread, sheet: Sheet, body_pt: float, lead_pt: float
) -> tuple[float, float]:
    share = FEW_SHARE if spread.testimony.word_count <= FEW_WORDS else 1.0
    share *= WIDE_SHARE if sheet.scale > 1.2 else 1.0
    return round(body_pt * share, 2), round(lead_pt * share, 2)


def _fill(page: int, voices: list[Cell], sheet: Sheet) -> list[Cell]:
    """Return the cells of one page: what is left is shared out, or becomes a landscape."""
    room = sheet.height_mm - sum(cell.height_mm for cell in voices)
    has_view = room >= VIEW_SHARE * sheet.height_mm
    if has_view:
        # Shared between the voices' own air and the view, which takes the place of a white cell
        air, view = room * 0.3 / len(voices), Cell(None, room * 0.7, "paper")
        shades = ("world", "genet")
        cells = [
            replace(cell, height_mm=cell.height_mm + air, ground=shades[rank % 2])
            for rank, cell in enumerate(voices)
        ]
        return [view, *cells] if page % 2 else [*cells, view]
    air = max(0.0, room) / len(voices)
    return [
        replace(cell, height_mm=cell.height_mm + air, ground=COLOURS[page % 2][rank % 3])
        for rank, cell in enumerate(voices)
    ]


def _measure(spread: Spread, sheet: Sheet, body_pt: float, lead_pt: float) -> float:
    """Return the height that a voice needs at most, in millimetres: no word is broken."""
    width_mm = sheet.width_mm - 2 * sheet.outer_mm
    title = balance_lines(
        set_text(spread.testimony.title), width_mm, TITLE_PT * sheet.scale, "newsreader-display"
    )
    lines = 0.0
    for passage in spread.testimony.passages:
        for paragraph in filter(None, passage.text.split("\n\n")):
            text = set_text(paragraph.replace("\n", " "))
            lines += count_lines(text, width_mm * 0.985, body_pt, "newsreader-text") + 0.5
    head_pt = len(title) * TITLE_LEAD_PT * sheet.scale + 24 + lead_pt * 0.75
    return (head_pt + lines * lead_pt) * POINT_MM + 2 * sheet.outer_mm * 0.62
