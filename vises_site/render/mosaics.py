"""Mosaics: several short voices over one page or two, in cells of flat colour."""

from dataclasses import dataclass

from vises_site.assemble.publication import Spread
from vises_site.press.profiles import Sheet
from vises_site.render.measuring import POINT_MM, balance_lines, count_lines
from vises_site.text.typography import set_text

COLOURS = (("world", "paper", "genet"), ("paper", "genet", "world"))
"""Grounds of the cells from head to foot, on the first page and on the one beside it, in turn."""

VIEW_SHARE = 0.24
"""Share of a page from which the room that is left becomes a landscape of its own."""

TITLE_PT, TITLE_LEAD_PT = 17.0, 21.0


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a mosaic.

    Attributes:
        spread: The voice; None for a landscape.
        height_mm: Its height on the trimmed page.
        ground: Its colour: `world` for that of the dispositif, else a token's name.
    """

    spread: Spread | None
    height_mm: float
    ground: str


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
    heights = [_measure(spread, sheet, body_pt, lead_pt) for spread in spreads]
    pages: list[list[int]] = [[]]
    ideal = sum(heights) / max(1, -(-sum(heights) // sheet.height_mm))
    for index, height in enumerate(heights):
        filled = sum(heights[i] for i in pages[-1])
        is_full = filled + height > sheet.height_mm or filled + height / 2 > ideal
        if pages[-1] and is_full:
            pages.append([])
        pages[-1].append(index)
    return [
        _fill(page, [spreads[i] for i in members], [heights[i] for i in members], sheet)
        for page, members in enumerate(pages)
    ]


def _fill(page: int, spreads: list[Spread], heights: list[float], sheet: Sheet) -> list[Cell]:
    """Return the cells of one page: what is left is shared out, or becomes a landscape."""
    room = sheet.height_mm - sum(heights)
    has_view = room >= VIEW_SHARE * sheet.height_mm
    grounds = COLOURS[page % 2]
    if has_view:
        # Shared between the voices' own air and the view, which takes the place of a white cell
        air, view = room * 0.3 / len(spreads), room * 0.7
        shades = [ground for ground in grounds if ground != "paper"]
        cells = [
            Cell(s, h + air, shades[i % 2])
            for i, (s, h) in enumerate(zip(spreads, heights, strict=True))
        ]
        scene = Cell(None, view, "paper")
        return [scene, *cells] if page % 2 else [*cells, scene]
    air = max(0.0, room) / len(spreads)
    return [
        Cell(spread, height + air, grounds[index % 3])
        for index, (spread, height) in enumerate(zip(spreads, heights, strict=True))
    ]


def _measure(spread: Spread, sheet: Sheet, body_pt: float, lead_pt: float) -> float:
    """Return the height that a voice needs at most, in millimetres: no word is broken."""
    width_mm = sheet.width_mm - 2 * sheet.outer_mm
    title = balance_lines(
        set_text(spread.testimony.title), width_mm, TITLE_PT * sheet.scale, "newsreader-display"
    )
    lines = 0
    for passage in spread.testimony.passages:
        for paragraph in filter(None, passage.text.split("\n\n")):
            text = set_text(paragraph.replace("\n", " "))
            lines += count_lines(text, width_mm * 0.985, body_pt, "newsreader-text") + 0.5
    head_pt = len(title) * TITLE_LEAD_PT * sheet.scale + 24 + lead_pt * 0.75
    return (head_pt + lines * lead_pt) * POINT_MM + 2 * sheet.outer_mm * 0.62
