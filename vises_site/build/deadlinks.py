"""Links of the finished pages: each must lead to a file of the site, and to an anchor in it."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

_TAG = re.compile(r"<(?:a|area|audio|iframe|img|link|script|source|track|video)\b[^>]*>")
_ATTRIBUTE = re.compile(r'\s(href|src|srcset|poster)="([^"]*)"')
_ID = re.compile(r'\s(?:id|name)="([^"]+)"')
SHOWN = 20
"""Links that one message names."""


class DeadLinksError(Exception):
    """Links of finished pages lead nowhere.

    Attributes:
        found: Pages and addresses, as written there.
    """

    def __init__(self, found: list[tuple[str, str]]) -> None:
        super().__init__(found)
        self.found = found


def check_finished_links(site: Path, site_url: str = "", unmade: Iterable[str] = ()) -> None:
    """Look whether every link inside a finished site leads somewhere.

    Args:
        site: Root of the site.
        site_url: Its public address; empty where none is known.
        unmade: Endings of files that this build was not asked to make.

    Raises:
        DeadLinksError: One does not.
    """
    files = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
    pages = {uri: (site / uri).read_text("utf-8") for uri in sorted(files) if uri[-5:] == ".html"}
    found = list(_find_dead_links(files, pages, site_url, tuple(unmade)))
    if found:
        raise DeadLinksError(found)


def _find_dead_links(
    files: set[str], pages: Mapping[str, str], site_url: str, unmade: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    base = urlsplit(site_url).path.rstrip("/") + "/"

    @cache
    def list_ids(uri: str) -> frozenset[str]:
        return frozenset(map(unescape, _ID.findall(pages[uri])))

    @cache
    def find_target(folder: str, path: str) -> str:
        """Return the file that an address leads to; empty for none."""
        joined = path.removeprefix(base) if path.startswith(base) else posixpath.join(folder, path)
        target = posixpath.normpath(joined or ".")
        if target in files:
            return target
        index = "index.html" if target == "." else f"{target}/index.html"
        return index if index in files else ""

    for uri, html in pages.items():
        folder = posixpath.dirname(uri)
        seen: set[str] = set()
        for address in _list_addresses(html):
            if address in seen:
                continue
            seen.add(address)
            written = address.removeprefix(site_url) if site_url else address
            is_own = written != address
            path, _hash, anchor = written.partition("#")
            path = unquote(path.partition("?")[0])
            if not is_own and _is_elsewhere(path, base):
                continue
            target = find_target("" if is_own else folder, path or ".") if path or is_own else uri
            is_lost = not target and not path.endswith(unmade)
            if is_lost or (target in pages and anchor and unquote(anchor) not in list_ids(target)):
                yield uri, address


def _is_elsewhere(path: str, base: str) -> bool:
    """Tell whether an address leads out of the site, or out of the folder that it lies in."""
    is_foreign = ":" in path.partition("/")[0] or path.startswith("//")
    return is_foreign or (path.startswith("/") and not path.startswith(base))


def _list_addresses(html: str) -> Iterator[str]:
    for tag in _TAG.findall(html):
        is_head = tag.startswith("<link")
        for name, value in _ATTRIBUTE.findall(tag):
            plain = unescape(value).strip()
            if not is_head and plain.startswith(("http:", "https:")):
                continue  # an author's: the same server may well hold other sites
            if name == "srcset":
                yield from (part.split()[0] for part in plain.split(",") if part.strip())
            elif plain not in ("", "#"):
                yield plain
