"""The list of testimonies in a real browser: searched, narrowed, and without scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import open_browser, serve_folder
from tests.conftest import Workspace

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("unmeasured")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@pytest.fixture
def address(demo: Workspace) -> Iterator[str]:
    with serve_folder(demo.root / "site") as address:
        yield address


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(reduced_motion="reduce", viewport={"width": 1280, "height": 900})
    yield page
    page.close()


def read_count(tab: Page, name: str, key: str) -> int:
    box = tab.locator(f"input[name={name}][value={key}]")
    return int(box.locator("xpath=..").locator(".count").inner_text())


def test_choices_narrow_the_list_by_keyboard_and_stand_in_the_address(
    tab: Page, address: str
) -> None:
    tab.goto(address + "temoignages/")
    lines = tab.locator(".anthology > li")
    whole, promised = lines.count(), read_count(tab, "theme", "emploi")
    tab.focus("input[name=theme][value=emploi]")
    tab.keyboard.press("Space")
    expect(lines).to_have_count(promised)
    expect(tab.locator(".search-status")).to_have_text(f"{promised} témoignages")
    assert tab.url.endswith("temoignages/?theme=emploi")
    # Within a facet a further choice adds, and its count says how many it would leave
    assert read_count(tab, "theme", "emploi") == promised
    trainees = read_count(tab, "role", "stagiaire")
    assert trainees < promised
    tab.focus("input[name=role][value=stagiaire]")
    tab.keyboard.press("Space")
    expect(lines).to_have_count(trainees)
    assert tab.url.endswith("?theme=emploi&role=stagiaire")
    tab.go_back()
    expect(lines).to_have_count(promised)
    assert not tab.is_checked("input[name=role][value=stagiaire]")
    tab.go_back()
    expect(lines).to_have_count(whole)
    assert not tab.is_visible(".found-head")
    tab.go_forward()
    expect(lines).to_have_count(promised)
    tab.click(".chip")
    expect(lines).to_have_count(whole)


def test_words_and_choices_hold_together(tab: Page, address: str) -> None:
    tab.goto(address + "temoignages/?q=velos")
    first = tab.locator(".anthology > li").first
    expect(first.locator(".excerpt mark").first).to_have_text("vélo")
    assert "Achille" in first.inner_text()
    tab.check("input[name=dispositif][value=sis]")
    expect(tab.locator(".anthology > li", has_text="Achille")).to_have_count(0)
    tab.goto(address + "temoignages/?q=velos&dispositif=cisp")
    expect(first).to_contain_text("Achille")
    assert tab.is_checked("input[name=dispositif][value=cisp]")
    tab.fill("input[type=search]", "xyzzyx")
    expect(tab.locator(".search-status")).to_contain_text("Aucun témoignage")
    first.wait_for(state="detached")


def test_each_language_searches_its_own_pages(tab: Page, address: str) -> None:
    for language, said in (("nl", "pagina"), ("de", "Seite"), ("en", "page")):
        tab.goto(f"{address}{language}/recherche/?q=velo")
        expect(tab.locator(".search-status")).to_contain_text(said)
        links = tab.eval_on_selector_all(
            ".search-results a", "all => all.map(a => new URL(a.href).pathname)"
        )
        assert links
        assert [link for link in links if not link.startswith(f"/{language}/")] == []
    tab.goto(address + "recherche/?q=velo")
    expect(tab.locator(".search-results a").first).to_be_visible()
    assert tab.locator('.search-results a[href*="/nl/"]').count() == 0


def test_on_a_phone_the_choices_fold(tab: Page, address: str) -> None:
    tab.set_viewport_size({"width": 390, "height": 800})
    tab.goto(address + "temoignages/?theme=emploi")
    box = tab.locator("input[name=theme][value=emploi]")
    assert not box.is_visible()
    expect(tab.locator(".facets-count")).to_have_text("1")
    tab.focus(".facets > summary")
    tab.keyboard.press("Enter")
    assert box.is_visible()


def test_without_scripts_lists_lead_everywhere(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(address + "temoignages/")
    assert tab.locator("input:visible").count() == 0
    assert tab.locator(".anthology > li").count() > 10
    tab.click('.listing-aside a[href$="themes/mobilite/"]')
    assert tab.locator(".anthology > li").count() > 1
    context.close()
