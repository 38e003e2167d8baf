"""Files that are no texts, or that mean harm: a problem each, never a traceback."""

import struct
import zlib
from pathlib import Path

import pytest

from tests.conftest import TESTIMONY, Workspace

PLACE = "testimonies/la-passerelle/essai.md"


def list_codes(workspace: Workspace) -> list[tuple[str, str, int]]:
    return [(p.path, p.code, p.line) for p in workspace.load().problems]


def test_another_encoding_is_named_with_its_line(workspace: Workspace) -> None:
    workspace.write({PLACE: TESTIMONY.encode("latin-1")})
    assert list_codes(workspace) == [(PLACE, "encoding", 4)]


def test_a_byte_order_mark_and_windows_line_ends_are_tolerated(workspace: Workspace) -> None:
    text = TESTIMONY.replace("\n", "\r\n")
    workspace.write({PLACE: b"\xef\xbb\xbf" + text.encode()})
    assert list_codes(workspace) == []
    assert workspace.load().testimonies["essai"].passages[0].text.startswith("Ici")


def test_utf_16_is_named(workspace: Workspace) -> None:
    workspace.write({PLACE: TESTIMONY.encode("utf-16")})
    assert list_codes(workspace) == [(PLACE, "encoding", 1)]


def test_nul_characters_are_named(workspace: Workspace) -> None:
    workspace.write({PLACE: TESTIMONY.replace("Le reste", "Le\0reste")})
    assert list_codes(workspace) == [(PLACE, "encoding", 20)]


def test_a_file_of_50_mb_is_not_even_read(workspace: Workspace) -> None:
    with (workspace.root / PLACE).open("wb") as file:
        file.truncate(50_000_000)
    assert list_codes(workspace) == [(PLACE, "file-too-large", 1)]


def test_a_link_to_another_place_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    secret = tmp_path.parent / "secret.md"
    secret.write_text(TESTIMONY, encoding="utf-8")
    (workspace.root / PLACE).symlink_to(secret)
    assert list_codes(workspace) == [(PLACE, "symlink", 1)]


def test_a_folder_named_like_a_text_is_passed_over(workspace: Workspace) -> None:
    (workspace.root / PLACE).mkdir()
    assert list_codes(workspace) == []


def test_deep_nesting_is_refused_before_parsing(workspace: Workspace) -> None:
    workspace.write({PLACE: TESTIMONY.replace("titre: ", "titre: " + "[" * 5_000)})
    assert list_codes(workspace) == [(PLACE, "front-matter-too-large", 2)]


def test_a_picture_bomb_is_refused_from_its_header(workspace: Workspace) -> None:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content
            + struct.pack(">I", zlib.crc32(kind + content))
        )  # fmt: skip

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"0" * 99))
    text = TESTIMONY.replace("rôle: bénéficiaire", "rôle: bénéficiaire\n    portrait: a.png")
    workspace.write({PLACE: text, "testimonies/la-passerelle/a.png": bomb + chunk(b"IEND", b"")})
    assert list_codes(workspace) == [(PLACE, "picture-too-large", 8)]


def test_links_beside_the_texts_are_refused(workspace: Workspace, tmp_path: Path) -> None:
    outside = tmp_path.parent / "outside"
    outside.mkdir(exist_ok=True)
    (outside / "secret.txt").write_text("secret", encoding="utf-8")
    (workspace.root / "content/dehors").symlink_to(outside)
    (workspace.root / "content/secret.pdf").symlink_to(outside / "secret.txt")
    assert list_codes(workspace) == [
        ("content/dehors", "symlink", 1),
        ("content/secret.pdf", "symlink", 1),
    ]


def test_files_that_are_not_published_are_named(workspace: Workspace) -> None:
    workspace.write({"content/a.html": "<script>", "content/b.js": "x", "content/c.jpg": "<svg/>"})
    assert list_codes(workspace) == [
        ("content/a.html", "foreign-file", 1),
        ("content/b.js", "foreign-file", 1),
        ("content/c.jpg", "invalid-picture", 1),
    ]


@pytest.mark.parametrize(
    "line", ["![" * 20_000, "\u2039" * 30_000, "- " * 40 + "x", " " * 500 + "x"]
)
def test_lines_that_would_stop_a_parser_are_refused(workspace: Workspace, line: str) -> None:
    workspace.write({PLACE: TESTIMONY + "\n" + line + "\n"})
    assert list_codes(workspace) == [(PLACE, "unreadable-line", 22)]
