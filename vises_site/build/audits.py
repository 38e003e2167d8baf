"""The check of accessibility: the finished pages in a browser, and what axe-core finds in them."""

import functools
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from vises_site.model.publisher import Audit
from vises_site.model.reserved import LANGUAGE_FOLDERS
from vises_site.model.shortlinks import FOLDER as SHORT_FOLDER

WIDTHS_PX = (390, 1440)
SCHEMES = {"clair": "light", "sombre": "dark"}
RULE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""Sets of rules: those of WCAG 2.2 up to level AA, and good practice."""

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_SAFE_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class NoBrowserError(Exception):
    """What looks at pages is not installed; the message names it."""


def list_sample(site: Path) -> list[str]:
    """Return one address of each kind of page, below the site's root, sorted.

    Pages in the same folder are of one kind; those at the root and in it are each their own. Pages
    that only lead on to another are left out.
    """
    found = (path.parent.relative_to(site) for path in site.rglob("index.html"))
    addresses = [path.as_posix() for path in found if path.parts[:1] != (SHORT_FOLDER,)]
    sample: dict[str, str] = {}
    for address in sorted("" if a == "." else f"{a}/" for a in addresses):
        folder = address.rstrip("/").rpartition("/")[0]
        is_leaf = bool(folder) and folder not in LANGUAGE_FOLDERS
        sample.setdefault(folder if is_leaf else address, address)
    chosen = sorted({*sample.values()})
    return [*chosen, "404.html"] if (site / "404.html").is_file() else chosen


@contextmanager
def serve_site(folder: Path, base: str = "/") -> Iterator[str]:
    """Serve a site on this machine alone; yield its address, which ends in a slash.

    Args:
        folder: Its root.
        base: Its path on the server, from slash to slash: the page for lost addresses needs it.
    """

    class Quiet(SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            return super().translate_path("/" + path.removeprefix(base).removeprefix("/"))

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{base}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def check_accessibility(
    site: Path,
    addresses: Sequence[str],
    day: date,
    base: str,
    tell: Callable[[int, int], None],
) -> Audit:
    """Open pages in a browser by day and by night, on a phone and a large screen.

    Args:
        site: Root of the finished site.
        addresses: The pages, below its root.
        day: Day that the record bears.
        base: Path of the site on its server, from slash to slash.
        tell: Told after each page how many are done, and how many there are.

    Raises:
        NoBrowserError: No browser, or nothing that drives one.
    """
    try:
        from axe_playwright_python.sync_playwright import Axe
        from playwright.sync_api import Error, sync_playwright
    except ImportError as error:
        raise NoBrowserError("axe-playwright-python") from error
    program = next(filter(None, map(shutil.which, _BROWSERS)), None)
    findings: list[tuple[str, dict[str, Any]]] = []
    axe = Axe()
    total = len(addresses) * len(SCHEMES) * len(WIDTHS_PX)
    with serve_site(site, base) as start, sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=program, args=_SAFE_ARGUMENTS)
        except Error as error:
            raise NoBrowserError("chromium") from error
        for scheme in SCHEMES.values():
            for width in WIDTHS_PX:
                page = browser.new_page(
                    color_scheme=scheme,  # type: ignore[arg-type]
                    reduced_motion="reduce",
                    viewport={"width": width, "height": 900},
                )
                for address in addresses:
                    page.goto(start + address)
                    options = {"runOnly": list(RULE_TAGS)}
                    findings.append((address, axe.run(page, options=options).response))
                    tell(len(findings), total)
                page.close()
        browser.close()
    return summarise_findings(findings, list(addresses), day)


def summarise_findings(
    findings: Sequence[tuple[str, dict[str, Any]]], addresses: list[str], day: date
) -> Audit:
    """Build the record of what axe-core said of each page, rules and pages sorted."""
    rules: set[str] = set()
    broken: dict[str, tuple[str, set[str]]] = {}
    tool = "axe-core"
    for address, response in findings:
        tool = f"axe-core {response['testEngine']['version']}"
        rules |= {found["id"] for kind in ("passes", "violations") for found in response[kind]}
        for violation in response["violations"]:
            pages = broken.setdefault(violation["id"], (violation["help"], set()))[1]
            pages.add(address or "./")
    return Audit.model_validate(
        {
            "date": day,
            "outil": tool,
            "largeurs": list(WIDTHS_PX),
            "thèmes": list(SCHEMES),
            "règles": len(rules),
            "pages": [address or "./" for address in addresses],
            "infractions": [
                {"règle": rule, "aide": broken[rule][0], "pages": sorted(broken[rule][1])}
                for rule in sorted(broken)
            ],
        }
    )
