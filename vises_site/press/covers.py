"""Covers of glued books: back, spine and front side by side on one sheet."""

import io

import pikepdf

from vises_site.press.marks import add_marks
from vises_site.press.outlines import draw_text, fit_title, measure_text
from vises_site.press.profiles import POINTS_PER_MM

NARROW_SPINE_MM = 5.0
"""A narrower spine bears no title: it would slip onto a cover when the book is folded."""

TITLE_SHARE = 0.5
"""Size of a spine's title as a share of the spine's width."""

LARGEST_TITLE_PT = 14.0
FOLD_MM = 4.0

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


def take_inside(content: bytes) -> bytes:
    """Return a printer's PDF without its first and last pages, which the cover shows."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        del pdf.pages[-1], pdf.pages[0]
        return _save(pdf)


def build_cover(content: bytes, spine_mm: float, ground: Inks, title: str, condition: str) -> bytes:
    """Return the cover of a book: its last page, its spine and its first page on one sheet.

    Args:
        content: A printer's PDF, whose pages have a TrimBox and a BleedBox.
        spine_mm: Width of the spine.
        ground: Its colour.
        title: Written on it in white, head up when the book lies on its back.
        condition: Registered name of the printing condition.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        front, back = pdf.pages[0], pdf.pages[-1]
        left, bottom, right, top = (float(value) for value in front.trimbox)
        bleed = left - float(front.bleedbox[0])
        width, height, spine = right - left, top - bottom, spine_mm * POINTS_PER_MM
        whole = 2 * width + spine
        forms = [pdf.make_indirect(page.as_form_xobject()) for page in (back, front)]
        for form, page in zip(forms, (back, front), strict=True):
            form.BBox = pikepdf.Array(list(page.bleedbox))
        drawn = [
            _draw_side("B", -bleed, width + bleed, height, bleed, -left, -bottom),
            _draw_side(
                "F", width + spine, width + bleed, height, bleed, width + spine - left, -bottom
            ),
            _fill(width, spine, height, bleed, ground),
            *_write_title(title, spine, width + spine / 2, height),
        ]
        page = pdf.add_blank_page(page_size=(whole + 2 * bleed, height + 2 * bleed))
        page.TrimBox = pikepdf.Array([0, 0, round(whole, 4), round(height, 4)])
        box = [-bleed, -bleed, whole + bleed, height + bleed]
        page.BleedBox = page.MediaBox = pikepdf.Array([round(value, 4) for value in box])
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(B=forms[0], F=forms[1]))
        page.Contents = pdf.make_stream("\n".join(drawn).encode())
        del pdf.pages[:-1]
        size = f"{width / POINTS_PER_MM:.0f} + {spine_mm:g} + {width / POINTS_PER_MM:.0f}"
        details = f" – {size} × {height / POINTS_PER_MM:.0f} mm – {condition}"
        add_marks(pdf, title, details)
        page.contents_add(_draw_folds(width, spine, height, bleed).encode())
        return _save(pdf)


def _draw_side(
    name: str, start: float, width: float, height: float, bleed: float, x: float, y: float
) -> str:
    """Return what draws a page, cut where the spine begins."""
    clip = f"{start:.3f} {-bleed:.3f} {width:.3f} {height + 2 * bleed:.3f} re W n"
    return f"q {clip} 1 0 0 1 {x:.3f} {y:.3f} cm /{name} Do Q"


def _fill(x: float, width: float, height: float, bleed: float, inks: Inks) -> str:
    colour = " ".join(f"{ink:g}" for ink in inks)
    return f"q {colour} k {x:.3f} {-bleed:.3f} {width:.3f} {height + 2 * bleed:.3f} re f Q"


def _write_title(title: str, spine: float, centre: float, height: float) -> list[str]:
    """Return the title along the spine, smaller or cut short where it is long."""
    if spine < NARROW_SPINE_MM * POINTS_PER_MM:
        return []
    size = min(LARGEST_TITLE_PT, spine * TITLE_SHARE)
    title = fit_title(title, "", height * 0.8, size)
    start = height - (height - measure_text(title, size)) / 2
    # Read from the head to the foot: a quarter turn to the right
    turn = f"q 0 0 0 0 k 0 -1 1 0 {centre - size * 0.34:.3f} {start:.3f} cm"
    return [turn, *draw_text(title, 0, 0, size), "Q"]


def _draw_folds(width: float, spine: float, height: float, bleed: float) -> str:
    """Return short lines above and below the bleed where the cover is folded."""
    length, gap = FOLD_MM * POINTS_PER_MM, bleed + POINTS_PER_MM
    lines = ["q /VisesAll CS 1 SCN 0.25 w [2 2] 0 d"]
    for x in (width, width + spine):
        lines.append(f"{x:.3f} {-gap:.3f} m {x:.3f} {-gap - length:.3f} l S")
        lines.append(f"{x:.3f} {height + gap:.3f} m {x:.3f} {height + gap + length:.3f} l S")
    return "\n".join([*lines, "Q"])


def _save(pdf: pikepdf.Pdf) -> bytes:
    pdf.remove_unreferenced_resources()
    finished = io.BytesIO()
    pdf.save(
        finished,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.preserve,
    )
    return finished.getvalue()
