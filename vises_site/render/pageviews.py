"""Pages of a finished PDF as pictures, each known by what it shows."""

import hashlib
import io
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

import pikepdf
import pypdfium2

from vises_site.press.profiles import POINTS_PER_MM

Box = tuple[float, float, float, float]
"""Left, top, width and height in millimetres, from the upper left corner of the whole page."""

IMAGE_TYPE = "image/webp"
_QUALITY = 88
_SUBSET_NAME = re.compile(r"^/[A-Z]{6}\+")
_UNSEEN_KEYS = {"/Parent", "/StructParents", "/StructParent", "/Metadata"}

_DRAWING = Lock()
"""PDFium draws one page at a time, whoever asks."""


@dataclass(frozen=True, slots=True)
class PageView:
    """One page, before it is drawn.

    Attributes:
        number: Its number, from 1.
        digest: Names what it shows: equal for pages that look the same.
        width_mm: Width of the whole page, marks included.
        height_mm: Height of the whole page, marks included.
        trim: Where it is cut.
        bleed: How far what touches the edge goes.
    """

    number: int
    digest: str
    width_mm: float
    height_mm: float
    trim: Box
    bleed: Box


@lru_cache(maxsize=256)
def list_pages(path: Path) -> tuple[PageView, ...]:
    """Return the pages of a PDF whose name changes with its content, as those of the cache do.

    Raises:
        OSError: There is no such file.
        pikepdf.PdfError: It is no PDF.
    """
    seen: dict[tuple[int, int], bytes] = {}
    with pikepdf.open(path) as pdf:
        return tuple(_view(number, page, seen) for number, page in enumerate(pdf.pages, start=1))


def _view(number: int, page: pikepdf.Page, seen: dict[tuple[int, int], bytes]) -> PageView:
    media = [float(value) for value in page.mediabox]
    boxes = [[float(v) for v in box] for box in (page.mediabox, page.trimbox, page.bleedbox)]
    digest = hashlib.sha256(repr(boxes).encode())
    streams = page.Contents if isinstance(page.Contents, pikepdf.Array) else [page.Contents]
    for stream in streams:
        digest.update(stream.read_bytes())
    digest.update(_hash_seen(page.Resources, seen))
    _whole, trim, bleed = (_place(box, media) for box in boxes)
    return PageView(number, digest.hexdigest()[:20], _whole[2], _whole[3], trim, bleed)


def _place(box: list[float], media: list[float]) -> Box:
    left, top = box[0] - media[0], media[3] - box[3]
    width, height = box[2] - box[0], box[3] - box[1]
    mm = [round(value / POINTS_PER_MM, 3) for value in (left, top, width, height)]
    return mm[0], mm[1], mm[2], mm[3]


def _hash_seen(thing: object, seen: dict[tuple[int, int], bytes]) -> bytes:
    """Return a hash of an object of a PDF and of all it leads to, as far as one sees it.

    A font counts by its name: which of its letters a file embeds depends on all pages, while the
    numbers of the letters, which stand in the page's own content, are always the font's.

    Args:
        thing: The object.
        seen: Hashes of indirect objects, by their number; a circle counts as nothing.
    """
    number = thing.objgen if isinstance(thing, pikepdf.Object) else (0, 0)
    if number in seen:
        return seen[number]
    if number != (0, 0):
        seen[number] = b""
    digest = hashlib.sha256()
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        if thing.get("/Type") == pikepdf.Name.Font:
            digest.update(_SUBSET_NAME.sub("/", str(thing.get("/BaseFont"))).encode())
        else:
            for key in sorted(set(thing.keys()) - _UNSEEN_KEYS):
                digest.update(key.encode() + _hash_seen(thing[key], seen))
            if isinstance(thing, pikepdf.Stream):
                digest.update(thing.read_raw_bytes())
    elif isinstance(thing, pikepdf.Array):
        for item in thing:
            digest.update(_hash_seen(item, seen))
    else:
        digest.update(repr(thing).encode())
    if number != (0, 0):
        seen[number] = digest.digest()
    return digest.digest()


def draw_page(path: Path, number: int, width_px: int) -> bytes:
    """Return a picture of a page, as a WebP file.

    Args:
        path: The PDF.
        number: The page, from 1.
        width_px: Width of the picture.

    Raises:
        OSError: There is no such file.
    """
    content = path.read_bytes()
    with _DRAWING:
        pdf = pypdfium2.PdfDocument(content)
        try:
            page = pdf[number - 1]
            bitmap = page.render(scale=width_px / page.get_width(), draw_annots=False)
            image = bitmap.to_pil().convert("RGB")
        finally:
            pdf.close()
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=_QUALITY, method=2)
    return buffer.getvalue()
