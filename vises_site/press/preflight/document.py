"""What a whole PDF says of itself, held against PDF/X.

Sources: ISO 15930-4 (PDF/X-1a:2003), ISO 15930-7 (PDF/X-4).
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf

from vises_site.language import gettext as _
from vises_site.press.preflight.boxes import PageBoxes
from vises_site.press.preflight.colours import read_icc_space
from vises_site.press.preflight.demands import Demands
from vises_site.press.preflight.findings import Finding, Severity, measure_place
from vises_site.press.preflight.geometry import intersect, straighten

X1A_VERSION = (1, 4)
_VERSION = re.compile(rb"GTS_PDFXVersion(?:>|=[\"'])\s*(PDF/X-[^<\"']+)")
_KEYS = {"/Title": "Title", "/CreationDate": "CreationDate", "/ModDate": "ModDate"}
_XMP = {
    "/Title": b"title",
    "/CreationDate": b"CreateDate",
    "/ModDate": b"ModifyDate",
    "/Trapped": b"Trapped",
}


def check_document(
    pdf: pikepdf.Pdf, boxes: Sequence[PageBoxes], demands: Demands
) -> Iterator[Finding]:
    """Yield what is wrong with a file as a whole."""
    if pdf.is_encrypted:
        yield _find(
            "encrypted",
            _("the file is encrypted"),
            _("a file without password"),
            _("save it without"),
        )
    yield from _check_actions(pdf)
    if demands.standard in ("X-4", "X-1a"):
        yield from _check_pdfx(pdf, demands)
        yield from _check_annotations(pdf, boxes)


def _find(
    code: str, what: str, expected: str, mend: str, severity: Severity = "error", page: int = 0
) -> Finding:
    return Finding(code, severity, what, expected, mend, page)


def _check_actions(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    root = pdf.Root
    names = root.get("/Names", pikepdf.Dictionary())
    opens = root.get("/OpenAction")
    starts = isinstance(opens, pikepdf.Dictionary) and opens.get("/S") not in (None, "/GoTo")
    if "/JavaScript" in names or "/AA" in root or starts:
        yield _find(
            "script",
            _("the file does something when it is opened"),
            _("a file that only shows pages"),
            _("remove scripts and actions"),
        )


def read_pdfx_version(pdf: pikepdf.Pdf) -> str:
    """Return the PDF/X standard that a file names, such as `PDF/X-4`; empty for none."""
    written = str(pdf.docinfo.get("/GTS_PDFXVersion", ""))
    if not written and "/Metadata" in pdf.Root:
        match = _VERSION.search(pdf.Root.Metadata.read_bytes())
        written = match[1].decode("latin-1").strip() if match else ""
    return written


def _check_pdfx(pdf: pikepdf.Pdf, demands: Demands) -> Iterator[Finding]:
    named, wanted = read_pdfx_version(pdf), f"PDF/{demands.standard}"
    mend = _("export the document again as {standard}").format(standard=wanted)
    if not named.startswith(wanted):
        yield _find("pdfx-version", named or _("no PDF/X version"), wanted, mend)
    yield from _check_intent(pdf, mend)
    metadata = pdf.Root.Metadata.read_bytes() if "/Metadata" in pdf.Root else b""
    for key, name in (*_KEYS.items(), ("/Trapped", "Trapped")):
        if not str(pdf.docinfo.get(key, "")) and _XMP[key] not in metadata:
            yield _find(
                "pdfx-key",
                _("no {key}").format(key=name),
                _("the key {key}").format(key=name),
                mend,
            )
    if "/ID" not in pdf.trailer:
        yield _find(
            "pdfx-key", _("no {key}").format(key="ID"), _("the key {key}").format(key="ID"), mend
        )
    version = tuple(int(part) for part in pdf.pdf_version.split("."))
    if demands.standard == "X-1a" and version > X1A_VERSION:
        yield _find("pdf-version", f"PDF {pdf.pdf_version}", _("PDF 1.4 at most"), mend)
    if demands.standard == "X-1a" and "/OCProperties" in pdf.Root:
        yield _find("layers", _("the file has layers"), _("one visible state"), mend)
    if "/EmbeddedFiles" in pdf.Root.get("/Names", pikepdf.Dictionary()):
        yield _find(
            "attachments",
            _("files are attached"),
            _("pages only"),
            _("remove the attachments"),
        )
    for stream in pdf.objects:
        if isinstance(stream, pikepdf.Stream) and "LZWDecode" in str(stream.get("/Filter", "")):
            yield _find("lzw", _("LZW compression"), _("Flate or JPEG compression"), mend)
            break


def _check_intent(pdf: pikepdf.Pdf, mend: str) -> Iterator[Finding]:
    intents = [
        intent
        for intent in pdf.Root.get("/OutputIntents", pikepdf.Array())
        if intent.get("/S") == "/GTS_PDFX"
    ]
    if not intents:
        yield _find("output-intent", _("no output intent"), _("a printing condition"), mend)
        return
    intent = intents[0]
    identifier = str(intent.get("/OutputConditionIdentifier", "")).strip()
    profile: Any = intent.get("/DestOutputProfile")
    if profile is None and not identifier:
        yield _find("output-intent", _("an output intent without profile"), _("its profile"), mend)
    elif profile is not None:
        space = read_icc_space(profile.read_bytes())
        if space not in ("CMYK", "GRAY"):
            yield _find(
                "output-intent",
                _("an output intent of space {space}").format(space=space or "?"),
                "CMYK",
                _("choose the profile of a printing condition, such as FOGRA39"),
            )
    if not identifier or identifier.lower() == "custom":
        yield _find(
            "condition-name",
            _("the printing condition has no registered name"),
            _("a name of the ICC registry, such as FOGRA39"),
            _("name the condition as the printing house does"),
            "warning",
        )


def _check_annotations(pdf: pikepdf.Pdf, boxes: Sequence[PageBoxes]) -> Iterator[Finding]:
    """Links, notes and fields inside the printed area are forbidden."""
    for number, (page, box) in enumerate(zip(pdf.pages, boxes, strict=True), start=1):
        printed = box.bleed or box.trimmed
        for annotation in page.obj.get("/Annots", pikepdf.Array()):
            kind = str(annotation.get("/Subtype", "/?"))[1:]
            if kind in ("TrapNet", "PrinterMark") or "/Rect" not in annotation:
                continue
            area = straighten(annotation.Rect)
            left, bottom, right, top = intersect(area, printed)
            if right > left and top > bottom:
                yield Finding(
                    "annotation",
                    "error",
                    _("a link, note or field ({kind}) on the printed page").format(kind=kind),
                    _("none"),
                    _("export the document for print, without interactive parts"),
                    number,
                    measure_place(area, box.trimmed),
                )
