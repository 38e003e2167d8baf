"""Pages to impose and to mark."""

from weasyprint import HTML


def make_pages(count: int, size: str = "148mm 210mm") -> bytes:
    """Return a PDF whose pages bear their numbers; every other one is a flat that bleeds."""
    pages = "".join(
        f"<section class={'flat' if number % 2 else 'white'}>P{number}</section>"
        for number in range(1, count + 1)
    )
    style = f"""@page {{ size: {size}; margin: 20mm; bleed: 3mm }}
    @page flat {{ background: #205060 }} .flat {{ page: flat }} section {{ break-after: page }}"""
    content: bytes = HTML(string=f"<html lang=fr><style>{style}</style>{pages}").write_pdf()
    return content
