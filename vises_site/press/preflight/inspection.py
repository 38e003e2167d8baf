"""The preflight of one file: all checks, in one run."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf

from vises_site.language import gettext as _
from vises_site.press.preflight.boxes import PageBoxes, check_boxes, read_boxes
from vises_site.press.preflight.content import TooComplexError, read_page
from vises_site.press.preflight.demands import DEMANDS, Demands, hold_single_sheets
from vises_site.press.preflight.document import check_document, read_pdfx_version
from vises_site.press.preflight.findings import (
    TOO_COMPLEX,
    Finding,
    PageFacts,
    Report,
    sort_findings,
)
from vises_site.press.preflight.graphics import Page
from vises_site.press.preflight.objects import PageUnderTest, check_objects
from vises_site.press.preflight.standards import check_standard
from vises_site.press.preflight.typefaces import check_fonts
from vises_site.press.preflight.wetness import add_inks, measure_inks

WEIGHT_PAGES = 40


class UnreadableError(Exception):
    """The file is no PDF, or one that cannot be opened; the message says why."""


def inspect_pdf(content: bytes, file: str, demands: Demands | None = None) -> Report:
    """Return all that is wrong with a PDF.

    Args:
        content: The file.
        file: Its name in the report.
        demands: What it is held against; None for what the file itself claims to be.

    Raises:
        UnreadableError: It is no PDF, or cannot be opened.
    """
    with _reading(content) as pdf:
        held = demands or guess_demands(pdf)
    report = inspect_drawing(content, file, held)
    # What no program can draw is not given to one
    if not held.is_printed or any(f.code == TOO_COMPLEX for f in report.findings):
        return report
    return add_inks(report, measure_inks(content, held))


def inspect_drawing(content: bytes, file: str, demands: Demands) -> Report:
    """Return all that is wrong with a PDF but for the ink on its pages: see `measure_inks`.

    Raises:
        UnreadableError: It is no PDF, or cannot be opened.
    """
    with _reading(content) as pdf:
        held = hold_single_sheets(demands) if _is_for_single_sheets(pdf) else demands
        return _Inspection(content, file, pdf, held).report()


@contextmanager
def _reading(content: bytes) -> Iterator[pikepdf.Pdf]:
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            yield pdf
    except pikepdf.PasswordError as error:
        raise UnreadableError(_("the file asks for a password")) from error
    except pikepdf.PdfError as error:
        # Its message begins with the address of our copy in memory
        raise UnreadableError(str(error).rpartition(">: ")[2]) from error


def guess_demands(pdf: pikepdf.Pdf) -> Demands:
    """Return what a file claims to be; a file that claims nothing is held against the printer's."""
    metadata = pdf.Root.Metadata.read_bytes() if "/Metadata" in pdf.Root else b""
    preferences = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    if read_pdfx_version(pdf):
        return DEMANDS["impression"]
    if b"pdfaid:part" in metadata:
        return DEMANDS["archive"]
    if b"pdfuaid:part" in metadata:
        return DEMANDS["écran"]
    if str(preferences.get("/Duplex", "")).startswith("/DuplexFlip"):
        return DEMANDS["livret"]
    return DEMANDS["impression"]


def _is_for_single_sheets(pdf: pikepdf.Pdf) -> bool:
    """Return whether a file asks to be printed on one side: its pages are not bound."""
    preferences = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    return preferences.get("/Duplex") == "/Simplex"


class _Inspection:
    """One file while it is looked through."""

    def __init__(self, content: bytes, file: str, pdf: pikepdf.Pdf, demands: Demands) -> None:
        self.content, self.file, self.pdf, self.demands = content, file, pdf, demands
        self.boxes: list[PageBoxes] = [read_boxes(page) for page in pdf.pages]
        self.findings: list[Finding] = []

    def report(self) -> Report:
        pages = [self.read(number) for number in range(1, len(self.boxes) + 1)]
        self.findings += check_boxes(self.boxes, self.demands)
        self.findings += check_document(self.pdf, self.boxes, self.demands)
        self.findings += check_fonts(pages)
        self.findings += check_standard(self.content, self.demands.standard)
        self.findings += self.check_weight()
        return Report(
            self.file,
            self.demands.profile,
            tuple(self.state_facts(index, page) for index, page in enumerate(pages)),
            sort_findings(self.findings),
        )

    def read(self, number: int) -> Page:
        """Read a page and check what it draws."""
        try:
            page = read_page(self.pdf.pages[number - 1])
        except TooComplexError:
            page = Page()
            self.findings.append(
                Finding(
                    TOO_COMPLEX,
                    "error",
                    _("more than any real page draws"),
                    _("a page that programs can draw"),
                    _("export the document again"),
                    number,
                )
            )
        if page.damage:
            self.findings.append(
                Finding(
                    "damaged-page",
                    "error",
                    _("parts of the page cannot be read: {what}").format(what=page.damage[0]),
                    _("a whole file"),
                    _("export the document again"),
                    number,
                    count=len(page.damage),
                )
            )
        trim = self.boxes[number - 1].trimmed
        self.findings += check_objects(PageUnderTest(number, page, trim, self.demands))
        return page

    def check_weight(self) -> Iterator[Finding]:
        limit_mb = self.demands.weight_mb * max(1.0, len(self.boxes) / WEIGHT_PAGES)
        weight_mb = len(self.content) / 1_000_000
        if limit_mb and weight_mb > limit_mb:
            yield Finding(
                "heavy",
                "warning",
                _("{weight} MB").format(weight=round(weight_mb, 1)),
                _("at most {weight} MB").format(weight=round(limit_mb, 1)),
                _("make the pictures smaller: many readers have little data to spare"),
            )

    def state_facts(self, index: int, page: Page) -> PageFacts:
        width_mm, height_mm = self.boxes[index].size_mm
        spaces = sorted({mark.paint.space.name for mark in page.marks})
        return PageFacts(width_mm, height_mm, None, (), tuple(spaces))
