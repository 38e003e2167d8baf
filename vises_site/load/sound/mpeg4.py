"""MPEG-4 audio (M4A): the same file, with nothing but sound in it.

Boxes that are not needed to play become free space of the same length, so that no place in the
file changes; days and names in the others become noughts.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_CONTAINERS = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf"}
_KEPT = {
    *(b"ftyp", b"mdat", b"mvhd", b"tkhd", b"mdhd", b"hdlr", b"smhd", b"dref", b"elst"),
    *(b"stsd", b"stts", b"stsc", b"stsz", b"stz2", b"stco", b"co64", b"sgpd", b"sbgp"),
}
_DATED = {b"mvhd", b"tkhd", b"mdhd"}
_NEEDED = {b"ftyp", b"mdat", b"mdhd", b"stsd"}
_BROKEN = b""
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class _Box:
    """A box: its kind, where it begins, where its content begins, where it ends."""

    kind: bytes
    start: int
    content: int
    end: int


def clean_mpeg4(content: bytes) -> tuple[bytes, float] | None:
    """Return a recording without tags, and its seconds; None for anything else.

    Anything else is also a file with more than one track: chapters are written in one, covers
    drawn in another.
    """
    cleaned = bytearray(content)
    boxes = list(_walk(cleaned, 0, len(cleaned), 0))
    tracks = [bytes(cleaned[b.content + 8 : b.content + 12]) for b in boxes if b.kind == b"hdlr"]
    kinds = {box.kind for box in boxes}
    if tracks != [b"soun"] or not kinds >= _NEEDED or _BROKEN in kinds:
        return None
    seconds = 0.0
    for box in boxes:
        if box.kind in _DATED:
            seconds = _clear_dates(cleaned, box) or seconds
        elif box.kind == b"hdlr":
            cleaned[box.content + 24 : box.end] = bytes(box.end - box.content - 24)
        elif box.kind not in _KEPT | _CONTAINERS:
            cleaned[box.start + 4 : box.start + 8] = b"free"
            cleaned[box.content : box.end] = bytes(box.end - box.content)
    return bytes(cleaned), seconds


def _walk(content: bytearray, place: int, end: int, depth: int) -> Iterator[_Box]:
    """Yield the boxes between two places, and those in them; a broken one where they do not fit."""
    while place + 8 <= end:
        size = int(struct.unpack_from(">I", content, place)[0])
        kind, start = bytes(content[place + 4 : place + 8]), place + 8
        if size == 1 and place + 16 <= end:
            size, start = int(struct.unpack_from(">Q", content, place + 8)[0]), place + 16
        stop = end if size == 0 else place + size
        if stop > end or stop < start or depth > _DEEPEST:
            yield _Box(_BROKEN, place, end, end)
            return
        box = _Box(kind, place, start, stop)
        yield box
        if kind in _CONTAINERS:
            yield from _walk(content, start, stop, depth + 1)
        place = stop
    if place != end:
        yield _Box(_BROKEN, place, end, end)


def _clear_dates(content: bytearray, box: _Box) -> float | None:
    """Clear when a track was made and changed; return its seconds where the box tells."""
    is_long = content[box.content] == 1
    width = 8 if is_long else 4
    dates = box.content + 4
    if dates + 2 * width + 4 + width > box.end:
        return None
    content[dates : dates + 2 * width] = bytes(2 * width)
    if box.kind != b"mdhd":
        return None
    scale = int(struct.unpack_from(">I", content, dates + 2 * width)[0])
    form = ">Q" if is_long else ">I"
    length = int(struct.unpack_from(form, content, dates + 2 * width + 4)[0])
    return length / scale if scale else None
