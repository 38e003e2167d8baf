"""The real site in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import open_browser, serve_folder
from tests.conftest import Workspace

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("unmeasured")]


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


def test_invented_testimonies_say_so_on_their_page(tab: Page, address: str) -> None:
    tab.goto(address + "temoignages/ghislaine-le-mot-occupationnel/")
    assert "imaginé" in tab.inner_text(".opening")
