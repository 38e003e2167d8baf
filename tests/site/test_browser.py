"""The real site in a real browser."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browsing import open_browser, serve_folder
from tests.conftest import Workspace

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("unmeasured")]

PAGES = [
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
    "glossaire/",
    "missions/",
    "demarche/",
    "recherche/",
    "404.html",
]


@pytest.fixture(scope="module")
def address(demo: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    top = tmp_path_factory.mktemp("server")
    (top / "vises").symlink_to(demo.root / "site")  # as its `site_url` says, below a folder
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


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_pages_fit_ask_nobody_else_and_complain_of_nothing(
    tab: Page, address: str, width: int
) -> None:
    foreign: list[str] = []
    complaints: list[str] = []
    tab.on("request", lambda r: None if r.url.startswith(address) else foreign.append(r.url))
    tab.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    tab.on("pageerror", lambda e: complaints.append(str(e)))
    tab.set_viewport_size({"width": width, "height": 900})
    for path in PAGES:
        tab.goto(address + path, wait_until="networkidle")
        overflow = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert overflow <= 0, (path, overflow)
        broken = tab.evaluate(
            "[...document.images].filter(i => i.complete && !i.naturalWidth).map(i => i.src)"
        )
        assert broken == [], path
    assert foreign == []
    assert complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible(browser: Browser, address: str, scheme: str) -> None:
    page = browser.new_page(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    found = {}
    for path in PAGES:
        page.goto(address + path)
        violations = Axe().run(page, options=options).response["violations"]
        if violations:
            found[path] = [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in violations]
    page.close()
    assert found == {}


def test_the_search_finds_a_person_without_accents(tab: Page, address: str) -> None:
    tab.goto(address + "recherche/")
    tab.fill("input[type=search]", "velo")
    tab.wait_for_selector(".search-results li")
    assert "Le vélo bleu" in tab.inner_text(".search-results")
    assert tab.url.endswith("?q=velo")
    tab.click(".search-results a >> nth=0")
    tab.wait_for_selector("h1")


def test_the_menu_of_a_phone_opens_by_keyboard(tab: Page, address: str) -> None:
    tab.set_viewport_size({"width": 390, "height": 800})
    tab.goto(address)
    assert not tab.is_visible(".site-nav")
    tab.focus("#__menu")
    tab.keyboard.press("Space")
    assert tab.is_visible(".site-nav a >> nth=0")
    tab.keyboard.press("Escape")
    assert not tab.is_visible(".site-nav")


def test_the_night_is_remembered(tab: Page, address: str) -> None:
    tab.goto(address)
    ground = "getComputedStyle(document.body).backgroundColor"
    before = tab.evaluate(ground)
    tab.click(".theme-switch")
    night = tab.evaluate(ground)
    assert night != before
    tab.goto(address + "demarche/")
    assert tab.evaluate(ground) == night


def test_every_internal_link_leads_somewhere(tab: Page, address: str) -> None:
    seen: set[str] = set()
    waiting = [address]
    while waiting:
        here = waiting.pop()
        if here in seen or here.endswith(".pdf"):
            continue
        seen.add(here)
        response = tab.request.get(here)
        assert response.ok, here
        tab.set_content(response.text(), wait_until="domcontentloaded")
        links = tab.evaluate(
            "here => [...document.querySelectorAll('a[href]')]"
            ".map(a => new URL(a.getAttribute('href'), here).href.split('#')[0])",
            here,
        )
        waiting += [link for link in links if link.startswith(address)]
    assert len(seen) > 40


def test_invented_testimonies_say_so_on_their_page(tab: Page, address: str) -> None:
    tab.goto(address + "temoignages/ghislaine-le-mot-occupationnel/")
    assert "imaginé" in tab.inner_text(".opening")
