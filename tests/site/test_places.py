"""The map of organisms in a real browser, and what leads to it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import open_browser, serve_folder
from tests.conftest import TESTIMONY, TODAY, Workspace
from vises_site.assemble.site import build_pages
from vises_site.model.publishable import publishable
from vises_site.render.web import WebRenderer

ORGANISM = """---
nom: L'Autre rive
dispositifs: [SIS]
commune: "4000 LIEGE"
---
Une maison au bord de l'eau.
"""
HIDDEN = TESTIMONY.replace("âge, organisme]", "âge]").replace("la-passerelle", "l-autre-rive")


def render(workspace: Workspace) -> dict[str, str]:
    shown = publishable(workspace.load(), "site", TODAY)
    renderer = WebRenderer(shown, {})
    return {spec.uri: renderer.render_page(spec) for spec in build_pages(shown)}


def test_the_way_to_a_service_does_not_depend_on_the_organism(workspace: Workspace) -> None:
    workspace.write(
        {
            "content/organismes/l-autre-rive.md": ORGANISM,
            "testimonies/l-autre-rive/eva.md": HIDDEN.replace("Luc", "Eva"),
        }
    )
    pages = render(workspace)
    blocks = {}
    for slug in ("luc", "eva"):
        found = re.search(
            r'<section class="nearby".*?</section>', pages[f"temoignages/{slug}.md"], re.S
        )
        assert found is not None
        blocks[slug] = found[0]
    assert blocks["luc"] == blocks["eva"]
    assert "2 services" in blocks["eva"]
    assert "Autre rive" not in pages["temoignages/eva.md"]


def test_organisms_without_a_place_and_places_in_odd_spelling_are_listed(
    workspace: Workspace,
) -> None:
    workspace.write(
        {
            "content/organismes/l-autre-rive.md": ORGANISM,
            "content/organismes/discret.md": "---\nnom: Discret\n"
            "dispositifs: [SIS, CISP]\n---\nX.\n",
            "content/organismes/lille.md": "---\nnom: Là-bas <b>&\ndispositifs: [CISP]\n"
            "commune: Lille\nprovince: Nord\n---\nX.\n",
        }
    )
    page = render(workspace)["organismes/index.md"]
    assert page.index(">Liège</h2>") < page.index(">Nord</h2>") < page.index("Sans adresse publiée")
    assert len(re.findall(r'<a class="mark"', page)) == 2 * 2
    assert 'aria-label="1. L&#39;Autre rive, Liège (SIS)"' in page
    assert "<b>" not in page


def test_a_site_without_organisms_has_its_page(workspace: Workspace) -> None:
    (workspace.root / "content/organismes/la-passerelle.md").unlink()
    (workspace.root / "testimonies/la-passerelle/luc.md").unlink()
    assert '<a class="mark"' not in render(workspace)["organismes/index.md"]


@pytest.fixture(scope="module")
def address(demo: Workspace) -> Iterator[str]:
    with serve_folder(demo.root / "site") as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


def walk(tab: Page, steps: int) -> list[str]:
    """Return what the focus comes upon by the tabulator key."""
    found = []
    for _step in range(steps):
        tab.keyboard.press("Tab")
        found.append(
            tab.evaluate(
                "document.activeElement.getAttribute('aria-label') || '' + "
                "(document.activeElement.id || document.activeElement.textContent.trim())"
            )
        )
    return found


@pytest.mark.slow
@pytest.mark.usefixtures("unmeasured")
@pytest.mark.parametrize("width", [390, 1440])
def test_marks_are_reached_by_keyboard_and_the_list_is_sorted(
    browser: Browser, address: str, width: int
) -> None:
    asked: list[str] = []
    tab = browser.new_page(viewport={"width": width, "height": 900})
    tab.goto(address + "organismes/")
    tab.wait_for_load_state("networkidle")
    # The supports' logos come when they are scrolled to
    tab.on("request", lambda r: None if r.resource_type == "image" else asked.append(r.url))
    walked = walk(tab, 40)
    marks = list(dict.fromkeys(name for name in walked if re.match(r"\d\. ", name)))
    assert [name[0] for name in marks] == list("123456")
    assert "commune" in walked
    tab.fill("#commune", "5000 namur")
    tab.press("#commune", "Enter")
    first = tab.locator(".near-list li").first
    assert "La Passerelle" in first.inner_text()
    assert "dans la commune" in first.inner_text()
    texts = tab.locator(".near-list strong").all_inner_texts()
    distances = [int(digits[0]) for t in texts if (digits := re.findall(r"\d+", t))]
    assert distances == sorted(distances)
    assert len(texts) == 6
    tab.fill("#commune", "Atlantide")
    tab.press("#commune", "Enter")
    assert "pas dans la liste" in tab.locator(".near-status").inner_text()
    assert tab.locator(".near-list li").count() == 0
    assert asked == []
    tab.close()


@pytest.mark.slow
@pytest.mark.usefixtures("unmeasured")
def test_without_scripts_the_list_by_province_says_it_all(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(address + "organismes/")
    assert not tab.locator(".near-form").is_visible()
    assert tab.locator(".region li a").count() == 6
    tab.locator(".marks-wide .mark").first.click()
    assert tab.url.endswith("/organismes/les-jardins-du-terril/")
    assert tab.locator(".reach .locator").is_visible()
    context.close()
