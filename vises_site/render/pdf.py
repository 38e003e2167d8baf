"""HTML to PDF with WeasyPrint, from assets that were handed over and nothing else."""

import io
import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from vises_site.press.profiles import Profile

ASSET_SCHEME = "vises:"
"""Scheme of the addresses under which a document finds its assets."""

CONTENT_TYPES = {
    "svg": "image/svg+xml",
    "jpg": "image/jpeg",
    "woff2": "font/woff2",
    "icc": "application/vnd.iccprofile",
    "icm": "application/vnd.iccprofile",
}
CSS_PIXELS_PER_MM = 96 / 25.4

HYPHEN = "\u2010"
"""What the engine puts where it divides a word."""

Asset = Path | bytes


class PdfError(Exception):
    """The engine could not make the document as asked; the message says what it complained of."""


class _Complaints(logging.Handler):
    """Collects what WeasyPrint merely logs: a missing picture must not pass for a success."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _refuse_complaints() -> Iterator[None]:
    logger = logging.getLogger("weasyprint")
    handler = _Complaints()
    logger.addHandler(handler)
    propagates, logger.propagate = logger.propagate, False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagates
    if handler.messages:
        raise PdfError("\n".join(dict.fromkeys(handler.messages)))


@dataclass(frozen=True, slots=True)
class Layout:
    """A document after its pages were made, before it is written.

    Attributes:
        document: The engine's own document.
        page_count: Number of pages.
        places: Page number, from 1, and distance in millimetres from the top of that trimmed
            page, of each anchor.
        torn: Words that are divided between two pages.
    """

    document: Any
    page_count: int
    places: dict[str, tuple[int, float]]
    torn: frozenset[str] = frozenset()


def lay_out(html: str, assets: Mapping[str, Asset], profile: Profile) -> Layout:
    """Lay a document out in pages.

    Args:
        html: The document, whose pictures and fonts have addresses `vises:<name>`.
        assets: Files or bytes by name; the document can reach nothing else.
        profile: The kind of PDF.

    Raises:
        PdfError: WeasyPrint warned of anything.
    """
    # Imported late: the site can be built on a machine without Pango
    from weasyprint import HTML

    with _refuse_complaints():
        document = HTML(string=html, url_fetcher=_make_fetcher(assets)).render(
            pdf_variant=profile.pdf_variant
        )
    places = {
        name: (number, position[1] / CSS_PIXELS_PER_MM)
        # Backwards, so that what goes on over several pages is where it begins
        for number, page in reversed(list(enumerate(document.pages, start=1)))
        for name, position in page.anchors.items()
    }
    return Layout(document, len(document.pages), places, frozenset(_find_torn(document.pages)))


def _find_torn(pages: list[Any]) -> Iterator[str]:
    """Yield the words of which one part ends a page and the other begins the next one."""
    edges = [_read_edges(page) for page in pages]
    for (_first, last), (following, _last) in pairwise(edges):
        if last.endswith(HYPHEN):
            start, end = re.search(r"\w*$", last[:-1]), re.match(r"\w*", following)
            if start and end:
                yield start[0] + end[0]


def _read_edges(page: Any) -> tuple[str, str]:
    """Return the first and the last line of a page's text."""
    from weasyprint.formatting_structure import boxes

    # The engine tells the places of lines nowhere else
    lines = [
        "".join(box.text for box in line.descendants() if isinstance(box, boxes.TextBox))
        for child in page._page_box.children
        if not isinstance(child, boxes.MarginBox)
        for line in child.descendants()
        if isinstance(line, boxes.LineBox)
    ]
    return (lines[0], lines[-1]) if lines else ("", "")


def write_pdf(layout: Layout, profile: Profile) -> bytes:
    """Return the bytes of a document that was laid out.

    Raises:
        PdfError: WeasyPrint warned of anything.
    """
    with _refuse_complaints():
        content: bytes = layout.document.write_pdf(pdf_variant=profile.pdf_variant)
    return content


@cache
def _unpack_font(path: Path) -> bytes:
    """Return a font as the engine reads it: it would unpack each anew for every layout.

    That was half the time of a short publication.
    """
    from fontTools.ttLib import woff2

    content = io.BytesIO()
    woff2.decompress(str(path), content)
    return content.getvalue()


def _make_fetcher(assets: Mapping[str, Asset]) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class AssetFetcher(URLFetcher):
        """Serves the assets that were handed over; refuses everything else."""

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            name = url.removeprefix(ASSET_SCHEME)
            if not url.startswith(ASSET_SCHEME) or name not in assets:
                message = f"refused: {url}"
                raise ValueError(message)
            asset = assets[name]
            if isinstance(asset, Path):
                body = _unpack_font(asset) if asset.suffix == ".woff2" else asset.read_bytes()
            else:
                body = asset
            content_type = CONTENT_TYPES[name.rpartition(".")[2]]
            return URLFetcherResponse(url, body, {"Content-Type": content_type})

    return AssetFetcher()
