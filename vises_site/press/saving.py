"""PDFs to bytes: the same content, the same bytes."""

import io

import pikepdf


def save_pdf(pdf: pikepdf.Pdf, *, compress: bool = True) -> bytes:
    """Return the bytes of a PDF, whose identity depends on its content alone.

    Args:
        pdf: A document.
        compress: Whether streams that are not compressed are.
    """
    content = io.BytesIO()
    pdf.save(
        content,
        deterministic_id=True,
        compress_streams=compress,
        object_stream_mode=pikepdf.ObjectStreamMode.preserve,
    )
    return content.getvalue()
