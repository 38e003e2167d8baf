"""The first pages of a publication as pictures, to leaf through before one opens the PDF."""

import io
from dataclasses import dataclass

import pypdfium2

SHOWN_PAGES = 12
"""Pages that are shown: a foretaste, as one leafs through a brochure on a table."""

WIDTH_PX = 560
_OVERSAMPLING = 2
_ENCODING: dict[str, object] = {"format": "WEBP", "quality": 72, "method": 4}

RECIPE = f"leaves-1-{SHOWN_PAGES}-{WIDTH_PX}"
"""Changes when the same PDF would give other pictures."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page as a picture.

    Attributes:
        number: Its number in the PDF, from 1.
        width_px: Its width.
        height_px: Its height.
        content: The picture, as WebP.
    """

    number: int
    width_px: int
    height_px: int
    content: bytes


def draw_leaves(pdf: bytes) -> list[Leaf]:
    """Draw the first pages of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        count = min(SHOWN_PAGES, len(document))
        return [_draw_leaf(document[index], index + 1) for index in range(count)]
    finally:
        document.close()


def _draw_leaf(page: pypdfium2.PdfPage, number: int) -> Leaf:
    scale = _OVERSAMPLING * WIDTH_PX / page.get_width()
    picture = page.render(scale=scale).to_pil().convert("RGB").reduce(_OVERSAMPLING)
    content = io.BytesIO()
    picture.save(content, **_ENCODING)
    return Leaf(number, picture.width, picture.height, content.getvalue())
