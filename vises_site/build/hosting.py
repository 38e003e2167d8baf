"""What a finished site needs where it is hosted: headers, compressed copies, nothing left out."""

import gzip
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from vises_site.render.headers import EMBED_FOLDER, render_headers
from vises_site.render.stylesheet import make_assets

TEXT_SUFFIXES = (".html", ".css", ".js", ".json", ".xml", ".csv", ".svg", ".txt")
"""Files of which a server sends a compressed copy; all others are compressed already."""

LEAST_BYTES = 600
"""Below this, a copy saves nothing."""

_BROTLI_QUALITY = 9
"""The two steps above take five times as long for one hundredth less."""


def write_hosting_files(site: Path) -> None:
    """Write into a finished site what hosts look for.

    `_headers` is read by Netlify and Cloudflare Pages; without `.nojekyll`, GitHub Pages would
    leave out what begins with an underscore.
    """
    (site / ".nojekyll").write_bytes(b"")
    headers = render_headers("netlify", list_hashed_uris(), list_closed_patterns(site))
    (site / "_headers").write_text(headers, encoding="utf-8")


def list_hashed_uris() -> list[str]:
    """Return the uris of the files whose name changes with their content."""
    style, script, _fonts = make_assets()
    return [style.uri, script.uri]


def list_closed_patterns(site: Path) -> list[str]:
    """Return patterns of all that no other site may show in a frame: everything but embeds."""
    pages = sorted(f"/{path.name}" for path in site.glob("*.html"))
    return ["/", *pages, *_list_closed_folders(site, "/")]


def _list_closed_folders(folder: Path, prefix: str) -> Iterator[str]:
    for path in sorted(path for path in folder.iterdir() if path.is_dir()):
        if path.name == EMBED_FOLDER:
            continue
        if (path / EMBED_FOLDER).is_dir():
            yield f"{prefix}{path.name}/"
            yield from _list_closed_folders(path, f"{prefix}{path.name}/")
        else:
            yield f"{prefix}{path.name}/*"


def compress_files(site: Path, jobs: int = 2) -> int:
    """Write a gzip and a brotli copy beside each text of a finished site.

    Args:
        site: Root of the site.
        jobs: How many at a time.

    Returns:
        How many texts have copies.
    """
    texts = sorted(p for p in site.rglob("*") if p.suffix in TEXT_SUFFIXES and p.is_file())
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        return sum(pool.map(_compress_file, texts))


def _compress_file(path: Path) -> bool:
    content = path.read_bytes()
    if len(content) < LEAST_BYTES:
        return False
    copies = {
        ".gz": gzip.compress(content, 9, mtime=0),
        ".br": brotli.compress(content, quality=_BROTLI_QUALITY, mode=brotli.MODE_TEXT),
    }
    for ending, packed in copies.items():
        if len(packed) < len(content):
            path.with_name(path.name + ending).write_bytes(packed)
    return True
