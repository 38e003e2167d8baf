"""What is taken out of PDFs that contributors made."""

import io

import pikepdf

_ACTING_KEYS = ("/OpenAction", "/AA", "/AcroForm", "/AF", "/Collection", "/URI")
_ACTING_NAMES = ("/JavaScript", "/EmbeddedFiles", "/Renditions")
_TELLING_KEYS = ("/Author", "/Creator", "/Producer", "/Keywords", "/CreationDate", "/ModDate")
_HARMLESS_ACTIONS = ("/URI", "/GoTo")
_HARMLESS_ADDRESSES = ("http://", "https://", "mailto:", "tel:")


def clean_pdf(content: bytes) -> bytes:
    """Return a PDF without scripts, forms and attachments, and without its authors' names.

    Its title, language and structure stay. The same content gives the same bytes.

    Raises:
        pikepdf.PdfError: It is no PDF, or needs a password.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for key in _ACTING_KEYS:
            if key in pdf.Root:
                del pdf.Root[key]
        names = pdf.Root.get("/Names")
        for key in _ACTING_NAMES:
            if names is not None and key in names:
                del names[key]
        for page in pdf.pages:
            if "/AA" in page:
                del page["/AA"]
            if "/Annots" in page:
                page.Annots = pikepdf.Array(a for a in page.Annots if _is_harmless(a))
        _forget_authors(pdf)
        cleaned = io.BytesIO()
        pdf.remove_unreferenced_resources()
        pdf.save(cleaned, deterministic_id=True)
    return cleaned.getvalue()


def _is_harmless(annotation: pikepdf.Object) -> bool:
    """Tell whether an annotation is a plain link, or nothing that one can set off."""
    if annotation.get("/Subtype") in ("/Widget", "/FileAttachment", "/RichMedia", "/Screen"):
        return False
    if "/AA" in annotation:
        return False
    action = annotation.get("/A")
    if action is None:
        return True
    if "/Next" in action or action.get("/S") not in _HARMLESS_ACTIONS:
        return False
    return "/URI" not in action or str(action.URI).lower().startswith(_HARMLESS_ADDRESSES)


def _forget_authors(pdf: pikepdf.Pdf) -> None:
    for key in _TELLING_KEYS:
        if key in pdf.docinfo:
            del pdf.docinfo[key]
    title = pdf.docinfo.get("/Title")
    if "/Metadata" in pdf.Root:
        del pdf.Root["/Metadata"]
    if title is not None:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["dc:title"] = str(title)
