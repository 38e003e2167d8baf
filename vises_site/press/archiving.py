"""What the engine leaves to be set in a PDF that is kept for good.

Source: ISO 19005-3 (PDF/A-3).
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass

import pikepdf

from vises_site.press.saving import save_pdf

MIME_TYPES = {"csv": "text/csv", "json": "application/json"}


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of data that a report rests on.

    Attributes:
        content: Its bytes.
        description: What it holds, in a sentence.
        dated: Its date in PDF's form, `D:20261001000000Z`.
    """

    content: bytes
    description: str
    dated: str


def archive_pdf(content: bytes, files: Mapping[str, DataFile]) -> bytes:
    """Return a report as an archive keeps it, with the data that it rests on.

    The engine asks viewers to smooth pictures, and compresses the description of the file: the
    standard forbids both.

    Args:
        content: A PDF that claims PDF/A-3a.
        files: What is attached, by file name.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream) and "/Interpolate" in item:
                del item["/Interpolate"]
        pdf.Root.Metadata = _rewrite_metadata(pdf)
        attached = pikepdf.Array()
        names = pikepdf.Array()
        for name in sorted(files):
            specification = pdf.make_indirect(_attach(pdf, name, files[name]))
            attached.append(specification)
            names.extend([pikepdf.String(name), specification])
        if files:
            if "/Names" not in pdf.Root:
                pdf.Root.Names = pikepdf.Dictionary()
            pdf.Root.Names.EmbeddedFiles = pikepdf.Dictionary(Names=names)
            pdf.Root.AF = attached
        return save_pdf(pdf, compress=False)


def _rewrite_metadata(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Return the description of the file without compression."""
    plain = pdf.make_stream(pdf.Root.Metadata.read_bytes())
    plain.Type, plain.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    return plain


def _attach(pdf: pikepdf.Pdf, name: str, file: DataFile) -> pikepdf.Object:
    stream = pdf.make_stream(file.content)
    stream.Type = pikepdf.Name.EmbeddedFile
    stream.Subtype = pikepdf.Name("/" + MIME_TYPES[name.rpartition(".")[2]])
    stream.Params = pikepdf.Dictionary(
        ModDate=file.dated, CreationDate=file.dated, Size=len(file.content)
    )
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Filespec,
        F=name,
        UF=name,
        Desc=file.description,
        AFRelationship=pikepdf.Name.Data,
        EF=pikepdf.Dictionary(F=stream, UF=stream),
    )
