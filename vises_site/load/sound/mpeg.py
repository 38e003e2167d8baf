"""MPEG audio (MP3): its frames, without anything that was written between, before or after them."""

from collections.abc import Iterator

_BITRATES_KBPS = {
    # version 1: layers I to III; versions 2 and 2.5: layer I, then II and III
    (1, 1): (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (1, 2): (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (1, 3): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (2, 1): (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (2, 3): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES_HZ = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
"""By the two bits of the version: 3 is MPEG-1, 2 MPEG-2, 0 MPEG-2.5."""
SMALLEST_FRAMES = 3
"""Fewer in a row may be chance: any two bytes in two thousand look like the beginning of one."""


def clean_mpeg(content: bytes) -> tuple[bytes, float] | None:
    """Return a recording's frames alone, and how many seconds they last; None where there is none.

    Tags of all kinds (ID3, APE, Lyrics3) stand outside the frames, and so does whatever a program
    may have left behind.
    """
    frames: list[bytes] = []
    seconds = 0.0
    for start, length, duration in _find_frames(content):
        frames.append(content[start : start + length])
        seconds += duration
    return (b"".join(frames), seconds) if len(frames) >= SMALLEST_FRAMES else None


def _find_frames(content: bytes) -> Iterator[tuple[int, int, float]]:
    """Yield place, length in bytes and duration in seconds of each frame."""
    place = _skip_tag(content)
    is_in_step = False
    while (place := content.find(b"\xff", place)) >= 0:
        found = _read_header(content, place)
        # Out of step, a frame counts only where others follow at once
        if found is None or not (is_in_step or _is_followed(content, place, found[0])):
            is_in_step = False
            place += 1
            continue
        if place + found[0] > len(content):
            return  # cut off
        is_in_step = True
        yield place, *found
        place += found[0]


def _skip_tag(content: bytes) -> int:
    """Return where an ID3v2 tag at the beginning ends: in it there may be what looks like sound."""
    if content[:3] != b"ID3" or len(content) < 10:
        return 0
    size = 0
    for byte in content[6:10]:
        size = size << 7 | byte & 0x7F
    return 10 + size + (10 if content[5] & 0x10 else 0)


def _is_followed(content: bytes, place: int, length: int) -> bool:
    for _step in range(SMALLEST_FRAMES - 1):
        place += length
        found = _read_header(content, place)
        if found is None:
            return False
        length = found[0]
    return place + length <= len(content)


def _read_header(content: bytes, place: int) -> tuple[int, float] | None:
    """Return length and duration of the frame at a place; None where there is none."""
    header = content[place : place + 4]
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE0 != 0xE0:
        return None
    version, layer = header[1] >> 3 & 3, 4 - (header[1] >> 1 & 3)
    bitrate, rate = header[2] >> 4, header[2] >> 2 & 3
    if version == 1 or layer == 4 or bitrate in (0, 15) or rate == 3:
        return None
    generation = 1 if version == 3 else 2
    row = (generation, layer if generation == 1 or layer == 1 else 3)
    bits, rate_hz = _BITRATES_KBPS[row][bitrate] * 1000, _RATES_HZ[version][rate]
    padding = header[2] >> 1 & 1
    if layer == 1:
        return (12 * bits // rate_hz + padding) * 4, 384 / rate_hz
    samples = 576 if layer == 3 and generation == 2 else 1152
    return samples // 8 * bits // rate_hz + padding, samples / rate_hz
