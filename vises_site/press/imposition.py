"""Booklets for an office printer: pages side by side, in the order that folding sets right."""

import io
from dataclasses import dataclass

import pikepdf

from vises_site.press.profiles import POINTS_PER_MM, Sheet, find_paper
from vises_site.press.saving import save_pdf

CALIPER_MM = 0.1
"""Usual thickness of a sheet of office paper of 80 g/m²."""

MARK_GAP_MM, MARK_LENGTH_MM, MARK_WIDTH_PT = 3, 5, 0.25


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet.

    Attributes:
        left: Number of the left page, from 1.
        right: Number of the right page.
        depth: How many sheets lie around this one once folded: 0 for the outermost.
    """

    left: int
    right: int
    depth: int


def plan_sides(page_count: int) -> list[Side]:
    """Return the sides of a booklet in printing order: front and back of each sheet, outer first.

    Raises:
        ValueError: The count is no positive multiple of four.

    >>> [(side.left, side.right) for side in plan_sides(8)]
    [(8, 1), (2, 7), (6, 3), (4, 5)]
    """
    if page_count < 4 or page_count % 4:
        message = f"{page_count} pages do not make whole folded sheets"
        raise ValueError(message)
    sides = []
    for depth in range(page_count // 4):
        first, last = 2 * depth + 1, page_count - 2 * depth
        sides += [Side(last, first, depth), Side(first + 1, last - 1, depth)]
    return sides


def impose_booklet(content: bytes, sheet: Sheet, caliper_mm: float = CALIPER_MM) -> bytes:
    """Return a booklet made of a printer's PDF: printed on both sides, folded, stapled.

    The inner sheets of a folded pile stick out: each page moves towards the fold by the
    thickness of the sheets around it, and what it bleeds fills the strip that this frees.

    Args:
        content: A PDF whose pages have a TrimBox of the sheet's size, and a bleed.
        sheet: The trimmed page.
        caliper_mm: Thickness of the paper.

    Raises:
        ValueError: The pages do not make whole sheets, or no office paper holds two of them.
    """
    paper = find_paper(sheet)
    if paper is None:
        message = f"no office paper holds two pages of {sheet.width_mm} mm"
        raise ValueError(message)
    width, height = (length * POINTS_PER_MM for length in paper)
    with pikepdf.open(io.BytesIO(content)) as source, pikepdf.new() as booklet:
        pages = [_take_page(booklet, page) for page in source.pages]
        spread = _Spread(width, height, sheet)
        for side in plan_sides(len(pages)):
            shift = side.depth * caliper_mm * POINTS_PER_MM
            left, right = pages[side.left - 1], pages[side.right - 1]
            stream = spread.draw(left, right, shift)
            booklet.pages.append(_make_page(booklet, spread, stream, left.form, right.form))
        _describe(booklet, source)
        return save_pdf(booklet)


@dataclass(frozen=True, slots=True)
class _Taken:
    """A page as something to draw: its form, and where its trimmed corner lies, in points."""

    form: pikepdf.Object
    x: float
    y: float


def _take_page(booklet: pikepdf.Pdf, page: pikepdf.Page) -> _Taken:
    form = booklet.copy_foreign(page.as_form_xobject())
    form.BBox = pikepdf.Array(page.bleedbox)
    x, y = (float(value) for value in list(page.trimbox)[:2])
    return _Taken(form, x, y)


@dataclass(frozen=True, slots=True)
class _Spread:
    """Two trimmed pages in the middle of a paper; all lengths in points."""

    paper_width: float
    paper_height: float
    sheet: Sheet

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of both pages together."""
        width = 2 * self.sheet.width_mm * POINTS_PER_MM
        height = self.sheet.height_mm * POINTS_PER_MM
        left, bottom = (self.paper_width - width) / 2, (self.paper_height - height) / 2
        return left, bottom, left + width, bottom + height

    def draw(self, left: _Taken, right: _Taken, shift: float) -> bytes:
        """Return what draws two pages, each moved towards the fold and cut at its own half."""
        start, bottom, _end, top = self.box
        fold, room = self.paper_width / 2, MARK_GAP_MM * POINTS_PER_MM
        # What is cut afterwards bleeds, where the paper has room for it; the fold never does
        low, high = max(0, bottom - room), min(self.paper_height, top + room)
        outer = max(0, start - room)
        halves = [("L", left, outer, start + shift), ("R", right, fold, fold - shift)]
        parts = [
            f"q {x:.3f} {low:.3f} {fold - outer:.3f} {high - low:.3f} re W n "
            f"1 0 0 1 {to - page.x:.3f} {bottom - page.y:.3f} cm /{name} Do Q"
            for name, page, x, to in halves
        ]
        if bottom > 0:
            parts.append(self._draw_marks())
        return "\n".join(parts).encode()

    def _draw_marks(self) -> str:
        """Return lines above and below the pages that show where to fold and where to cut.

        The pages reach both sides of the paper: what shows the cut stands there in the bleed, on
        a white of its own.
        """
        left, bottom, right, top = self.box
        gap, length = MARK_GAP_MM * POINTS_PER_MM, MARK_LENGTH_MM * POINTS_PER_MM
        fold, parts = self.paper_width / 2, ["q 0 0 0 0 k 0 0 0 1 K", f"{MARK_WIDTH_PT} w"]
        for y, outwards in ((bottom, -1), (top, 1)):
            for x in (left, right - length):
                parts.append(f"{x:.3f} {y:.3f} {length:.3f} {outwards * gap:.3f} re f")
                parts.append(f"{x:.3f} {y:.3f} m {x + length:.3f} {y:.3f} l S")
            near, far = y + outwards * gap, y + outwards * (gap + length)
            parts.append(f"{fold:.3f} {near:.3f} m {fold:.3f} {far:.3f} l S")
        return " ".join([*parts, "Q"])


def _make_page(
    booklet: pikepdf.Pdf,
    spread: _Spread,
    stream: bytes,
    left: pikepdf.Object,
    right: pikepdf.Object,
) -> pikepdf.Page:
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=[0, 0, spread.paper_width, spread.paper_height],
        TrimBox=list(spread.box),
        Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(L=left, R=right)),
        Contents=booklet.make_stream(stream),
    )
    return pikepdf.Page(booklet.make_indirect(page))


def _describe(booklet: pikepdf.Pdf, source: pikepdf.Pdf) -> None:
    """Name the document, say what its colours mean, and ask the printer for what a fold needs."""
    if "/Title" in source.docinfo:
        booklet.docinfo["/Title"] = str(source.docinfo["/Title"])
    if "/Lang" in source.Root:
        booklet.Root.Lang = str(source.Root.Lang)
    if "/OutputIntents" in source.Root:
        intents = [source.make_indirect(intent) for intent in source.Root.OutputIntents]
        booklet.Root.OutputIntents = [booklet.copy_foreign(intent) for intent in intents]
    booklet.Root.ViewerPreferences = pikepdf.Dictionary(
        DisplayDocTitle=True,
        Duplex=pikepdf.Name.DuplexFlipShortEdge,
        PrintScaling=pikepdf.Name("/None"),
        PickTrayByPDFSize=True,
    )
