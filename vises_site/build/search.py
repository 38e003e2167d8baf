"""The search index: Pagefind reads the finished pages and writes small chunks beside them.

Each language has an index of its own, in its folder, which stems its words. One run makes one
index: what a run writes for several at once comes in an order that differs from run to run.
"""

import gzip
import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from vises_site.render.finding import ListFiles

INDEX_FOLDER = "pagefind"

_MAGIC = b"pagefind_dcd"
_UNUSED = ("pagefind-*ui*", "pagefind-highlight.js", "wasm.unknown.pagefind")
_SPECIAL = re.compile(r"([?*$:<>(){}\[\]\\,!|])")


class SearchIndexError(Exception):
    """Pagefind did not finish; the message is what it said."""


def write_search_indexes(site: Path, lists: Mapping[str, ListFiles]) -> None:
    """Index the pages of a site, into the folder `pagefind/` of each language.

    Args:
        site: Root of the finished site.
        lists: The list of testimonies in each language; the first language is that of the site's
            root, the others stand in folders of their own.

    Raises:
        SearchIndexError: Pagefind failed.
    """
    first, *others = lists
    for language, searched in lists.items():
        folder = site if language == first else site / language
        if not folder.is_dir():
            continue
        glob = _name_own_pages(site, others) if language == first else "**/*.html"
        _run_pagefind(folder, language, glob)
        index = folder / INDEX_FOLDER
        # Its ready-made interfaces are not used: ours is part of the site's own scripts
        for pattern in _UNUSED:
            for path in index.glob(pattern):
                path.unlink()
        if searched.addresses:
            _write_order(index, searched)


def _name_own_pages(site: Path, others: Sequence[str]) -> str:
    """Return a glob of all pages but those in the folders of other languages."""
    names = sorted(path.name for path in site.iterdir() if path.is_dir())
    own = [_SPECIAL.sub(r"\\\1", n) for n in names if n not in (*others, INDEX_FOLDER)]
    return "{" + ",".join(["*.html", *(f"{name}/**/*.html" for name in own)]) + "}"


def _run_pagefind(site: Path, language: str, glob: str) -> None:
    options = ["--site", str(site), "--glob", glob, "--force-language", language, "--silent"]
    finished = subprocess.run(
        [sys.executable, "-m", "pagefind", *options], capture_output=True, text=True, check=False
    )
    if finished.returncode:
        raise SearchIndexError(finished.stderr.strip() or finished.stdout.strip())


def _write_order(index: Path, searched: ListFiles) -> None:
    """Write how the index names the pages of the list, in the list's order."""
    names = {}
    for path in (index / "fragment").glob("*.pf_fragment"):
        content = gzip.decompress(path.read_bytes()).removeprefix(_MAGIC)
        names[json.loads(content)["url"].removeprefix("/")] = path.stem
    # All begin with their language
    order = [names.get(address, "").partition("_")[2] for address in searched.addresses]
    text = json.dumps(" ".join(order))
    (index / f"liste-{searched.fingerprint}.json").write_text(text, encoding="utf-8")
