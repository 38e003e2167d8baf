"""QR codes, as SVG."""

import segno


def draw_qr_code(address: str, ink: str = "#000") -> str:
    """Return an address as an SVG of one path; empty where it is too long for a code.

    Args:
        address: It stands beside the code, for those who cannot scan it.
        ink: Colour of the modules, as CSS writes it; what is behind shows between them.
    """
    try:
        svg: str = segno.make(address, error="m").svg_inline(border=2, omitsize=True)
    except segno.DataOverflowError:
        return ""
    # The path is a stroke; without `fill`, WeasyPrint sets a black of RGB that fills nothing
    head = '<svg xmlns="http://www.w3.org/2000/svg" fill="none" '
    return svg.replace("<svg ", head, 1).replace("#000", ink)
