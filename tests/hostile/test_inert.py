"""What becomes of every inert case on a real site: words, and nothing that acts."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browsing import open_browser, serve_folder
from tests.hostile.checker import find_unsafe
from tests.hostile.conftest import Built

pytestmark = pytest.mark.slow

WATCH = """
for (const name of ["tripwire", "alert", "confirm", "prompt", "print", "open"])
  Object.defineProperty(window, name, {value: (...words) => console.warn("TRIPWIRE", name, words)});
"""
"""Runs before anything of a page does. A clobbered or redefined tripwire is none: hence `const`."""

PROBE = """async () => {
  const found = [];
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const safe = ["http:", "https:", "mailto:", "tel:"];
  // Links of drawings have none of their own
  const findProtocol = (link) =>
    link.protocol ?? new URL(link.href.baseVal, location.href).protocol;
  const never = "iframe, frame, object, embed, applet, base, style, template, math, portal, "
    + "form:not([role=search]), script:not([src*='vises-'], [type='application/ld+json']), "
    + "[style], [srcdoc], [formaction], [ping]";
  for (const element of document.querySelectorAll(never))
    found.push(element.outerHTML.slice(0, 120));
  for (const element of document.querySelectorAll("*"))
    for (const {name, value} of element.attributes) {
      const leads = ["href", "src", "action", "data", "poster", "xlink:href"].includes(name);
      const odd = leads && !safe.includes(new URL(value, location.href).protocol);
      if (name.startsWith("on") || odd) found.push(`${element.tagName} ${name}=${value}`);
    }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link && safe.includes(findProtocol(link))) event.preventDefault();
  }, true);
  const kinds = ["click", "auxclick", "dblclick", "contextmenu", "mousedown", "mouseup",
    "mouseover", "mouseenter", "mousemove", "mouseout", "pointerover", "pointerenter",
    "pointerdown", "wheel", "touchstart", "focus", "focusin", "blur", "keydown", "keypress",
    "input", "change", "submit", "copy", "paste", "cut", "dragstart", "toggle", "beforetoggle",
    "load", "error", "loadstart", "animationstart", "transitionend", "scroll", "begin", "end",
    "start", "invalid", "select"];
  const elements = [...document.querySelectorAll("main, main *, #contenu, #contenu *")]
    .filter((element) => !element.closest("svg") || element.closest("a"));
  if (!elements.length) found.push("no content");
  for (const element of elements) {
    for (const kind of kinds) {
      const Kind = kind === "click" ? MouseEvent : Event;
      element.dispatchEvent(new Kind(kind, {bubbles: true, cancelable: true}));
    }
    if (element.focus) element.focus();
    // What a link runs comes a turn later, unless another link is followed before
    const link = element.closest("a");
    if (link && !safe.includes(findProtocol(link))) await pause(20);
  }
  await pause(0);
  return found;
}"""
"""Looks for what the parser looks for, in what the browser made of the page; then does to every
element of the content whatever a reader could do to it, and lets that have its effect."""


class Trap:
    """A tab of a browser that notes whatever a page should not do."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.origin, self.found = origin, list[str]()
        self._here = self._before = ""
        context.add_init_script(WATCH)
        self.page = context.new_page()
        context.on("page", lambda page: self.found.append(f"a window: {page.url}"))
        self._listen(self.page)

    def _listen(self, page: Page) -> None:
        page.on("request", lambda request: self._note_request(request.url))
        page.on("dialog", lambda dialog: (self.found.append(dialog.message), dialog.dismiss()))
        page.on("pageerror", lambda error: self.found.append(f"an error: {error}"))
        page.on("console", lambda message: self._note_message(message.text))
        page.on("download", lambda download: self.found.append(f"a download: {download.url}"))
        page.on("framenavigated", lambda frame: self._note_move(frame.url))

    def _note_request(self, url: str) -> None:
        if not url.startswith(self.origin):
            self.found.append(f"a request: {url}")

    def _note_message(self, text: str) -> None:
        if "TRIPWIRE" in text or "Content Security Policy" in text:
            self.found.append(text)

    def _note_move(self, url: str) -> None:
        # The searches' own notes of their address may come when the next page is there already
        if re.split("[?#]", url)[0] not in (self._here, self._before):
            self.found.append(f"a move to {url}")

    def visit(self, url: str) -> list[str]:
        """Open a page, look at it, touch everything, and return what should not be."""
        self.found, self._before, self._here = [], self._here, url
        self.page.goto(url, wait_until="load")
        self.found += self.page.evaluate(PROBE)
        if len(self.page.frames) != 1:
            self.found.append("a frame")
        return self.found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def origin(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    top = tmp_path_factory.mktemp("server")
    for number, site in enumerate(built.sites):
        (top / str(number)).symlink_to(site)
    (top / "live.html").write_text(LIVE, encoding="utf-8")
    with serve_folder(top) as address:
        yield address


LIVE = """<!doctype html><title>x</title><main>
<svg onload=tripwire()></svg> <img src=x onerror="alert(1)"> <a href="javascript:confirm(1)">x</a>
<img src="//127.0.0.1:9/a.png"> <iframe srcdoc="x"></iframe> <p style="color: red">x</p>
<script>setTimeout("prompt(1)")</script> <b onfocus="window.open('/x')" tabindex="0">x</b>
<svg><a href="javascript:print()"><text>x</text></a></svg></main>"""


def list_pages(built: Built) -> list[Path]:
    return [path for site in built.sites for path in sorted(site.rglob("*.html"))]


def test_all_inert_cases_can_be_built(built: Built) -> None:
    assert built.failures == []


def test_no_page_holds_anything_that_acts(built: Built) -> None:
    pages = list_pages(built)
    assert len(pages) > 120
    found = {}
    for path in pages:
        if unsafe := find_unsafe(path.read_text(encoding="utf-8"), is_whole_page=True):
            found[path.parent.name] = unsafe
    assert found == {}


def test_no_template_is_filled_in(built: Built) -> None:
    product = str(1337 * 1337)
    pages = {path: path.read_text(encoding="utf-8") for path in list_pages(built)}
    assert [path for path, text in pages.items() if product in text] == []
    assert any("1337*1337" in text for text in pages.values())


def test_nothing_of_the_machine_comes_out(built: Built) -> None:
    for site in built.sites:
        names = [path.name for path in site.rglob("*") if path.is_file()]
        assert not {".htaccess", "config", "mkdocs.yml"} & set(names)
        for path in site.rglob("*.html"):
            text = path.read_text(encoding="utf-8")
            assert "root:x:0" not in text
            assert str(site.parent) not in text


@pytest.mark.parametrize("bypass", [False, True], ids=["policy", "without-policy"])
def test_nothing_runs_in_a_browser(
    built: Built, browser: Browser, origin: str, bypass: bool
) -> None:
    context = browser.new_context(bypass_csp=bypass, reduced_motion="reduce")
    trap = Trap(context, origin)
    found = {}
    for number, site in enumerate(built.sites):
        for path in sorted(site.rglob("*.html")):
            uri = path.relative_to(site).as_posix().removesuffix("index.html")
            if uri.startswith("v/"):  # a short link sends its reader to another page at once
                continue
            if done := trap.visit(_quote(f"{origin}{number}/{uri}")):
                found[f"{number}/{uri}"] = done[:5]
    context.close()
    assert found == {}


def test_the_trap_springs(browser: Browser, origin: str) -> None:
    context = browser.new_context()
    trap = Trap(context, origin)
    found = "\n".join(trap.visit(f"{origin}live.html"))
    context.close()
    for name in ("tripwire", "alert", "confirm", "prompt", "open", "print"):
        assert f"TRIPWIRE {name}" in found
    for sign in (
        "a request: http://127.0.0.1:9/a.png",
        "a frame",
        "<iframe",
        "<script",
        "<p style",
    ):
        assert sign in found
    assert len(find_unsafe(LIVE, is_whole_page=True)) >= 8


def _quote(url: str) -> str:
    """Return an address as browsers write it, so that it can be compared."""
    return quote(url, safe="/:#!&'()*+,;=@$~")


def test_the_search_shows_hostile_words_as_words(browser: Browser, origin: str) -> None:
    context = browser.new_context(bypass_csp=True)
    trap = Trap(context, origin)
    trap.visit(f"{origin}0/recherche/")
    for word in ("tripwire", "script", "svg onload"):
        trap.page.fill("input[type=search]", "")
        trap.page.wait_for_function("!document.querySelector('.search-results li')")
        trap.page.fill("input[type=search]", word)
        trap.page.wait_for_selector(".search-results li")
        assert trap.page.evaluate(PROBE) == []
    found = [note for note in trap.found if not note.startswith("a move to")]
    context.close()
    assert found == []
