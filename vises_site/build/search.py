"""The search index: Pagefind reads the finished pages and writes small chunks beside them."""

import subprocess
import sys
from pathlib import Path


class SearchIndexError(Exception):
    """Pagefind did not finish; the message is what it said."""


def write_search_index(site: Path, language: str = "fr") -> None:
    """Index the pages of a site into its `pagefind/` folder.

    Raises:
        SearchIndexError: Pagefind failed.
    """
    finished = subprocess.run(
        [
            sys.executable,
            "-m",
            "pagefind",
            *("--site", str(site), "--force-language", language, "--silent"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if finished.returncode:
        raise SearchIndexError(finished.stderr.strip() or finished.stdout.strip())
    # Its ready-made interfaces are not used: ours is part of the site's one script
    for path in (site / "pagefind").glob("pagefind-*ui*"):
        path.unlink()
