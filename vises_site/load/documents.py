"""What is taken out of PDFs that contributors made."""

import io
from typing import Any

import pikepdf

# Actions, attachments and forms. Source: ISO 32000-2, 12.5.6, 12.6 and 7.11.4
_ACTING_KEYS = frozenset(
    "/AA /AcroForm /AF /Collection /EF /EmbeddedFiles /JavaScript /JS /Movie /Next /OpenAction /PA "
    "/Rendition /Renditions /RichMedia /Sound /Trans /XFA".split()
)
_ACTIONS = frozenset(
    "/GoTo3DView /GoToDp /GoToE /GoToR /Hide /ImportData /JavaScript /Launch /Movie /Named "
    "/Rendition /ResetForm /RichMediaExecute /SetOCGState /Sound /SubmitForm /Thread /Trans".split()
)
_ACTING_ANNOTATIONS = frozenset(
    "/3D /FileAttachment /Movie /RichMedia /Screen /Sound /Widget".split()
)
_TELLING_KEYS = ("/Author", "/Creator", "/Producer", "/Keywords", "/CreationDate", "/ModDate")
_HARMLESS_ADDRESSES = ("http://", "https://", "mailto:", "tel:")


def clean_pdf(content: bytes) -> bytes:
    """Return a PDF without scripts, forms and attachments, and without its authors' names.

    Its title, language and structure stay. The same content gives the same bytes.

    Raises:
        pikepdf.PdfError: It is no PDF that can be shown.
        pikepdf.PasswordError: It needs a password.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if not len(pdf.pages):
            raise pikepdf.PdfError("no pages")
        if "/URI" in pdf.Root:
            del pdf.Root["/URI"]  # a base that would change every address
        for item in pdf.objects:
            _disarm(item)
        for page in pdf.pages:
            _keep_plain_annotations(page)
        _forget_authors(pdf)
        cleaned = io.BytesIO()
        pdf.save(cleaned, deterministic_id=True, encryption=False)
    return cleaned.getvalue()


def _disarm(item: Any) -> None:
    """Take out of an object whatever can be set off; those that it refers to come by themselves."""
    if isinstance(item, pikepdf.Array):
        kept = [member for member in item if not _acts(member)]
        if len(kept) != len(item):
            del item[:]
            item.extend(kept)
        for member in kept:
            _follow(member)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for key in list(item.keys()):
            if key in _ACTING_KEYS or _acts(item[key]) or _is_odd(key, item[key]):
                del item[key]
            else:
                _follow(item[key])


def _follow(member: Any) -> None:
    if isinstance(member, pikepdf.Object) and not member.is_indirect:
        _disarm(member)


def _is_odd(key: str, value: Any) -> bool:
    """Tell whether a value is of no kind that its key may have, and so of no use to anybody."""
    if key == "/A":
        return not isinstance(value, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream)
    return key in ("/Names", "/Dests") and not isinstance(
        value, pikepdf.Dictionary | pikepdf.Array | pikepdf.String
    )


def _acts(value: Any) -> bool:
    """Tell whether a value is an action that does more than lead somewhere."""
    if not isinstance(value, pikepdf.Dictionary):
        return False
    kind = value.get("/S")
    if kind == "/URI":
        address = value.get("/URI")
        is_text = isinstance(address, pikepdf.String)
        return not (is_text and str(address).lower().startswith(_HARMLESS_ADDRESSES))
    return isinstance(kind, pikepdf.Name) and str(kind) in _ACTIONS


def _keep_plain_annotations(page: pikepdf.Page) -> None:
    if "/Annots" not in page:
        return
    annotations = page.Annots
    if not isinstance(annotations, pikepdf.Array):
        del page["/Annots"]
        return
    page.Annots = pikepdf.Array(
        annotation
        for annotation in annotations
        if isinstance(annotation, pikepdf.Dictionary)
        and str(annotation.get("/Subtype", "")) not in _ACTING_ANNOTATIONS
        and not _leads_nowhere(annotation)
    )


def _leads_nowhere(annotation: pikepdf.Dictionary) -> bool:
    """Tell whether an annotation is a link whose action was taken out."""
    is_link = str(annotation.get("/Subtype", "")) == "/Link"
    return is_link and "/A" not in annotation and "/Dest" not in annotation


def _forget_authors(pdf: pikepdf.Pdf) -> None:
    if "/Metadata" in pdf.Root:
        del pdf.Root["/Metadata"]
    for key in _TELLING_KEYS:
        if key in pdf.docinfo:
            del pdf.docinfo[key]
    title = "".join(char for char in str(pdf.docinfo.get("/Title", "")) if char.isprintable())
    if title:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["dc:title"] = title
