"""In which encoding a table of figures or answers was exported."""

import codecs

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BLOCK_BYTES = 1 << 20
_START_BYTES = 4096


def find_encoding(content: bytes) -> str:
    r"""Return the encoding of a text; empty for bytes that are no text that spreadsheets export.

    >>> find_encoding("é".encode()), find_encoding("é".encode("cp1252")), find_encoding(b"\0\1")
    ('utf-8', 'cp1252', '')
    """
    for bom, name in _BOMS:
        if content.startswith(bom):
            return name if _can_decode(content, name) else ""
    start = content[:_START_BYTES]
    if start.count(0) > len(start) // 4:
        # Half of the bytes of Western text in UTF-16 are zero; which half tells the order
        is_big = start[::2].count(0) > start[1::2].count(0)
        name = "utf-16-be" if is_big else "utf-16-le"
        return name if len(start) > 2 and _can_decode(content, name) else ""
    candidates = () if b"\0" in content else ("utf-8", "cp1252")
    return next((name for name in candidates if _can_decode(content, name)), "")


def _can_decode(content: bytes, encoding: str) -> bool:
    """Tell whether bytes can be decoded, without a second copy of them in memory."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(content), _BLOCK_BYTES):
            decoder.decode(content[start : start + _BLOCK_BYTES])
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True
