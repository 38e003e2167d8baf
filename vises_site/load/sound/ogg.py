"""Ogg recordings (Opus, Vorbis): the same pages, with nothing written among the comments.

The comments are a packet of their own. It keeps its length, so that no other page changes: the
name of the program, which comes first in it, becomes as many spaces as are needed.
"""

import struct
from dataclasses import dataclass

_COMMENTS = {b"OpusTags": b"", b"\x03vorbis": b"\x01"}
"""How the packet of comments begins, and what ends it."""
_LAST_LACE = 255
_TOLERATED_BYTES = 4096
"""What may follow the last page, and is left out; more is a file that was damaged."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A page: where it stands, where its data begins, and how long each segment is."""

    start: int
    data: int
    laces: bytes
    serial: int
    granule: int

    @property
    def end(self) -> int:
        return self.data + sum(self.laces)


def clean_ogg(content: bytes) -> tuple[bytes, float] | None:
    """Return a recording without its comments, and its seconds; None for anything else.

    Anything else is also a file of several streams, such as one with pictures.
    """
    pages = _read_pages(content)
    is_whole = len(pages) >= 3 and len(content) - pages[-1].end < _TOLERATED_BYTES
    if not is_whole or len({page.serial for page in pages}) != 1:
        return None
    first = content[pages[0].data : pages[0].end]
    if first[:8] == b"OpusHead" and len(first) >= 19:
        rate_hz, skipped = 48000, int(struct.unpack_from("<H", first, 10)[0])
    elif first[:7] == b"\x01vorbis" and len(first) >= 30:
        rate_hz, skipped = int(struct.unpack_from("<I", first, 12)[0]), 0
    else:
        return None
    cleaned = bytearray(content[: pages[-1].end])
    if rate_hz <= 0 or not _blank_comments(cleaned, pages[1:]):
        return None
    length = max((page.granule for page in pages), default=0) - skipped
    return bytes(cleaned), max(length, 0) / rate_hz


def _read_pages(content: bytes) -> list[_Page]:
    """Return the pages that follow one another from the beginning on."""
    pages = []
    place = 0
    while content[place : place + 4] == b"OggS" and len(content) >= place + 27:
        granule, serial = struct.unpack_from("<qI", content, place + 6)
        count = content[place + 26]
        laces = content[place + 27 : place + 27 + count]
        page = _Page(place, place + 27 + count, laces, serial, granule)
        if page.end > len(content):
            break
        pages.append(page)
        place = page.end
    return pages


def _blank_comments(content: bytearray, pages: list[_Page]) -> bool:
    """Blank the packet with which the second page begins, over as many pages as it takes."""
    spans: list[tuple[int, int]] = []
    touched: list[_Page] = []
    for page in pages:
        length, is_whole = 0, False
        for lace in page.laces:
            length += lace
            if lace != _LAST_LACE:
                is_whole = True
                break
        spans.append((page.data, page.data + length))
        touched.append(page)
        if is_whole:
            break
    packet = b"".join(bytes(content[start:end]) for start, end in spans)
    opening = next((magic for magic in _COMMENTS if packet.startswith(magic)), None)
    if opening is None:
        return False
    closing = struct.pack("<I", 0) + _COMMENTS[opening]
    room = len(packet) - len(opening) - 4 - len(closing)
    if room < 0:
        return False
    blank = opening + struct.pack("<I", room) + b" " * room + closing
    for start, end in spans:
        content[start:end], blank = blank[: end - start], blank[end - start :]
    for page in touched:
        content[page.start + 22 : page.start + 26] = bytes(4)
        checksum = _compute_checksum(content[page.start : page.end])
        struct.pack_into("<I", content, page.start + 22, checksum)
    return True


def _make_table() -> list[int]:
    table = []
    for byte in range(256):
        value = byte << 24
        for _bit in range(8):
            value = (value << 1 ^ 0x04C11DB7 if value & 0x80000000 else value << 1) & 0xFFFFFFFF
        table.append(value)
    return table


_TABLE = _make_table()


def _compute_checksum(page: bytes | bytearray) -> int:
    """Return the checksum of a page whose own checksum is nought (RFC 3533, section 6)."""
    value = 0
    for byte in page:
        value = (value << 8 & 0xFFFFFFFF) ^ _TABLE[value >> 24 ^ byte]
    return value
