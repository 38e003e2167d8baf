"""Recordings leave without the names that are in them, and sound as before."""

from pathlib import Path

import pytest

from tests.conftest import TESTIMONY, Workspace
from vises_site.load.recordings import MAXIMUM_RECORDING_BYTES, read_recording
from vises_site.load.sound.mpeg import clean_mpeg
from vises_site.load.sound.mpeg4 import clean_mpeg4
from vises_site.load.sound.ogg import clean_ogg

SOUNDS = sorted((Path(__file__).parent / "sounds").glob("voix.*"))
FRAME = b"\xff\xfb\x90\x64" + bytes(413)
"""A frame of MPEG-1, layer III, 128 kbit/s at 44.1 kHz: 417 bytes, 1152 samples."""
NAMED = TESTIMONY.replace("thèmes:", "audio: luc.mp3\nthèmes:")


@pytest.mark.parametrize("path", SOUNDS, ids=lambda path: path.suffix)
def test_no_name_is_left_in_a_recording(path: Path) -> None:
    content = path.read_bytes()
    assert b"Quaxnom" in content
    recording = read_recording(path)
    assert recording is not None
    assert [word for word in (b"Quax", b"quax") if word in recording.content] == []
    assert recording.seconds == pytest.approx(0.5, abs=0.08)
    # Clean already: nothing is changed any more
    clean = {".mp3": clean_mpeg, ".m4a": clean_mpeg4}.get(path.suffix, clean_ogg)
    assert clean(recording.content) == (recording.content, recording.seconds)


def test_only_the_sound_of_an_mp3_stays() -> None:
    tag = b"ID3\x04\x00\x00\x00\x00\x02\x00" + b"Zoe\xff\xfb\x90\x64".ljust(256)
    ape = b"APETAGEX" + b"Zoe".ljust(100)
    cleaned = clean_mpeg(tag + FRAME * 5 + ape + FRAME * 4 + b"TAG" + b"Zoe".ljust(125))
    assert cleaned is not None
    assert cleaned[0] == FRAME * 9
    assert cleaned[1] == pytest.approx(9 * 1152 / 44100)


@pytest.mark.parametrize(
    "content",
    [b"", b"ID3", b"\xff" * 5000, FRAME * 2, bytes(3000), b"OggS" * 500, b"\0\0\0\x08ftyp" * 3],
    ids=["empty", "cut", "same", "short", "noughts", "pages", "boxes"],
)
def test_what_is_no_recording_is_refused(content: bytes) -> None:
    assert [clean(content) for clean in (clean_mpeg, clean_mpeg4, clean_ogg)] == [None] * 3


@pytest.mark.parametrize("path", SOUNDS, ids=lambda path: path.suffix)
def test_a_damaged_recording_does_no_harm(path: Path) -> None:
    content = path.read_bytes()
    for place in range(0, len(content), 97):
        for damaged in (content[:place], content[:place] + b"\xff\x7f" + content[place + 2 :]):
            for clean in (clean_mpeg, clean_mpeg4, clean_ogg):
                clean(damaged)


def test_a_film_is_no_voice() -> None:
    content = (Path(__file__).parent / "sounds" / "voix.m4a").read_bytes()
    assert clean_mpeg4(content.replace(b"soun", b"vide")) is None


def test_recordings_that_cannot_be_published_are_said(workspace: Workspace) -> None:
    path = "testimonies/la-passerelle/luc.md"
    good = (Path(__file__).parent / "sounds" / "voix.mp3").read_bytes()
    for name, content, code in (
        ("luc.mp3", good, None),
        ("luc.mp3", b"ID3 no sound", "invalid-recording"),
        ("luc.wav", b"RIFF", "recording-kind"),
        ("luc.ogg", bytes(MAXIMUM_RECORDING_BYTES + 1), "recording-too-large"),
        ("lucie.mp3", None, "missing-file"),
    ):
        workspace.write({path: NAMED.replace("luc.mp3", name)})
        if content is not None:
            workspace.write({f"testimonies/la-passerelle/{name}": content})
        found = [p for p in workspace.load().problems if p.key == "audio"]
        assert [p.code for p in found] == ([code] if code else [])
        assert all(p.line == 16 for p in found)
