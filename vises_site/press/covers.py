"""Covers of glued books: back, spine and front side by side on one sheet."""

import io
from dataclasses import dataclass

import pikepdf

from vises_site.press.marks import ALL, LINE_PT, add_marks
from vises_site.press.outlines import draw_text, fit_title, measure_text
from vises_site.press.profiles import POINTS_PER_MM
from vises_site.press.saving import save_pdf

NARROW_SPINE_MM = 5.0
"""A narrower spine bears no title: it would slip onto a cover when the book is folded."""

TITLE_SHARE = 0.5
"""Size of a spine's title as a share of the spine's width."""

LARGEST_TITLE_PT = 14.0
COVER_PAGES = 4
"""A cover has four of a book's pages, two on each side."""

FOLD_MM = 4.0
GLUE_MM = 5.0
"""How far from the spine the inner side of a cover stays bare: glue does not hold on ink."""

Inks = tuple[float, float, float, float]


def compute_spine_mm(pages: int, grammage: float, bulk: float) -> float:
    """Return how wide the spine of a glued book is, in millimetres, to a tenth.

    A leaf is as thick as its weight times its bulk: 90 g/m² of bulk 1.2 cm³/g make 0.108 mm.

    Source: the papermaker's bulk (main), ISO 534.

    Args:
        pages: Number of pages inside.
        grammage: Weight of the paper inside, in g/m².
        bulk: Its bulk, in cm³/g.

    >>> compute_spine_mm(96, 90, 1.2)
    5.2
    """
    return round(pages / 2 * grammage * bulk / 1000, 1)


def count_pages(content: bytes) -> int:
    """Return how many pages a PDF has."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


def take_inside(content: bytes) -> bytes:
    """Return a printer's PDF without the four pages of its cover, two at each end."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        del pdf.pages[-2:], pdf.pages[:2]
        pdf.remove_unreferenced_resources()
        return save_pdf(pdf)


def build_cover(content: bytes, spine_mm: float, ground: Inks, title: str, condition: str) -> bytes:
    """Return the cover of a book, its outer side and its inner one.

    Outside lie the last page, the spine and the first page; inside, the second page and the last
    but one, with the paper left bare where it is glued.

    Args:
        content: A printer's PDF of at least four pages, each with a TrimBox and a BleedBox.
        spine_mm: Width of the spine.
        ground: Its colour.
        title: Written on it in white, head up when the book lies on its back.
        condition: Registered name of the printing condition.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        sheet = _CoverSheet.of(pdf.pages[0], spine_mm)
        count = len(pdf.pages)
        outer = sheet.draw(0.0)
        outer += [sheet.fill_spine(ground), *sheet.write_title(title)]
        sides = (
            (pdf.pages[count - 1], pdf.pages[0], outer),
            (pdf.pages[1], pdf.pages[count - 2], sheet.draw(GLUE_MM * POINTS_PER_MM)),
        )
        for left, right, drawn in sides:
            sheet.add_page(pdf, left, right, drawn)
        del pdf.pages[:count]
        add_marks(pdf, title, f" – {sheet.name_size(spine_mm)} – {condition}")
        for page in pdf.pages:
            page.contents_add(sheet.draw_folds().encode())
        pdf.remove_unreferenced_resources()
        return save_pdf(pdf)


@dataclass(frozen=True, slots=True)
class _CoverSheet:
    """A cover laid flat; all lengths in points, from the lower left corner of the trimmed sheet.

    Attributes:
        width: Of a page.
        height: Of a page.
        spine: Width of the spine.
        bleed: Around the sheet.
        origin: Lower left corner of a trimmed page in its own space.
    """

    width: float
    height: float
    spine: float
    bleed: float
    origin: tuple[float, float]

    @classmethod
    def of(cls, page: pikepdf.Page, spine_mm: float) -> "_CoverSheet":
        left, bottom, right, top = (float(value) for value in page.trimbox)
        bleed = left - float(page.bleedbox[0])
        spine = spine_mm * POINTS_PER_MM
        return cls(right - left, top - bottom, spine, bleed, (left, bottom))

    def name_size(self, spine_mm: float) -> str:
        width, height = (f"{v / POINTS_PER_MM:.0f}" for v in (self.width, self.height))
        return f"{width} + {spine_mm:g} + {width} × {height} mm"

    def draw(self, glue: float) -> list[str]:
        """Return what draws both pages, each cut where the spine begins, or short of the glue."""
        start = self.width + self.spine
        reach = self.width + self.bleed - glue
        return [
            self._draw_side("L", -self.bleed, reach, 0.0),
            self._draw_side("R", start + glue, reach, start),
        ]

    def _draw_side(self, name: str, start: float, reach: float, to: float) -> str:
        low, tall = -self.bleed, self.height + 2 * self.bleed
        x, y = to - self.origin[0], -self.origin[1]
        clip = f"{start:.3f} {low:.3f} {reach:.3f} {tall:.3f} re W n"
        return f"q {clip} 1 0 0 1 {x:.3f} {y:.3f} cm /{name} Do Q"

    def fill_spine(self, inks: Inks) -> str:
        colour = " ".join(f"{ink:g}" for ink in inks)
        low, tall = -self.bleed, self.height + 2 * self.bleed
        return f"q {colour} k {self.width:.3f} {low:.3f} {self.spine:.3f} {tall:.3f} re f Q"

    def write_title(self, title: str) -> list[str]:
        """Return the title along the spine, smaller or cut short where it is long."""
        if self.spine < NARROW_SPINE_MM * POINTS_PER_MM:
            return []
        size = min(LARGEST_TITLE_PT, self.spine * TITLE_SHARE)
        title = fit_title(title, "", self.height * 0.8, size)
        start = (self.height + measure_text(title, size)) / 2
        # Read from the head to the foot: a quarter turn to the right
        x = self.width + self.spine / 2 - size * 0.34
        turn = f"q 0 0 0 0 k 0 -1 1 0 {x:.3f} {start:.3f} cm"
        return [turn, *draw_text(title, 0, 0, size), "Q"]

    def draw_folds(self) -> str:
        """Return short lines above and below the bleed where the cover is folded."""
        length, gap = FOLD_MM * POINTS_PER_MM, self.bleed + POINTS_PER_MM
        lines = [f"q /{ALL} CS 1 SCN {LINE_PT} w [2 2] 0 d"]
        for x in (self.width, self.width + self.spine):
            for near, far in (
                (-gap, -gap - length),
                (self.height + gap, self.height + gap + length),
            ):
                lines.append(f"{x:.3f} {near:.3f} m {x:.3f} {far:.3f} l S")
        return "\n".join([*lines, "Q"])

    def add_page(
        self, pdf: pikepdf.Pdf, left: pikepdf.Page, right: pikepdf.Page, drawn: list[str]
    ) -> None:
        """Add one side of the sheet."""
        forms = {}
        for name, side in (("/L", left), ("/R", right)):
            forms[name] = pdf.make_indirect(side.as_form_xobject())
            forms[name].BBox = pikepdf.Array(list(side.bleedbox))
        whole, bleed = 2 * self.width + self.spine, self.bleed
        page = pdf.add_blank_page(page_size=(whole + 2 * bleed, self.height + 2 * bleed))
        page.TrimBox = pikepdf.Array([0, 0, round(whole, 4), round(self.height, 4)])
        box = (-bleed, -bleed, whole + bleed, self.height + bleed)
        page.BleedBox = page.MediaBox = pikepdf.Array([round(value, 4) for value in box])
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(forms))
        page.Contents = pdf.make_stream("\n".join(drawn).encode())
