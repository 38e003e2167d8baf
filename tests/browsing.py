"""A real browser, and a server of this machine for what it looks at."""

import functools
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

from playwright.sync_api import Browser, BrowserContext, Response, sync_playwright

_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
]


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # one connection for many files, as real servers have it
    late_seconds: ClassVar[dict[str, float]] = {}

    def do_GET(self) -> None:
        for suffix, seconds in self.late_seconds.items():
            if self.path.endswith(suffix):
                time.sleep(seconds)
        super().do_GET()

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


class _Late(_Quiet):
    late_seconds: ClassVar[dict[str, float]] = {".woff2": 0.5, ".avif": 0.2}


@contextmanager
def serve_folder(folder: Path, is_slow: bool = False) -> Iterator[str]:
    """Serve a folder while the block runs; yield its address, which ends in a slash.

    Args:
        folder: What is served.
        is_slow: Whether fonts and pictures come late, as over a bad line.
    """
    handler = functools.partial(_Late if is_slow else _Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Run the system's Chromium, without a window, while the block runs."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_ARGUMENTS)
        yield browser
        browser.close()


WATCH = """
window.__shift = 0;
window.__refused = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.__shift += entry.value;
}).observe({type: "layout-shift", buffered: true});
addEventListener("securitypolicyviolation", (event) =>
  window.__refused.push(`${event.effectiveDirective}: ${event.blockedURI}`));
"""
"""Runs before anything of a page does: notes what moves, and what the page's policy refuses."""

READ_ON = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const turn = async () => { await frame(); await frame(); };
  for (let at = 0; at < document.documentElement.scrollHeight; at += innerHeight) {
    scrollTo(0, at);
    await turn();
  }
  // Some lie beyond the edge of what scrolls on its own
  for (const image of document.images) image.loading = "eager";
  await Promise.all([...document.images].map((image) => image.decode().catch(() => 0)));
  await document.fonts.ready;
  await turn();
}"""
"""Scrolls to the page's end, so that all that is on it is asked for and shown."""


@dataclass
class Watched:
    """A tab of a browser, and what its page did since it was asked for.

    Attributes:
        context: Where the tab opens.
        origin: Address below which all requests belong.
        foreign: Requests that went elsewhere.
        complaints: What the page, its policy or the network complained of.
        answers: All that was answered.
    """

    context: BrowserContext
    origin: str
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.add_init_script(WATCH)
        self.tab = self.context.new_page()
        self.tab.on("request", lambda request: self._note_request(request.url))
        self.tab.on("response", lambda response: self.answers.append(response))
        self.tab.on("console", lambda message: self._complain(message.type, message.text))
        self.tab.on("pageerror", lambda error: self._complain("error", str(error)))

    def _note_request(self, url: str) -> None:
        if not url.startswith((self.origin, "data:")):
            self.foreign.append(url)

    def _complain(self, kind: str, text: str) -> None:
        if kind == "error":
            self.complaints.append(text)

    def visit(self, path: str, *, is_read: bool = True) -> None:
        """Open a page below the origin, and read it to its end unless told otherwise."""
        self.foreign.clear()
        self.complaints.clear()
        self.answers.clear()
        self.tab.goto(self.origin + path, wait_until="load")
        if is_read:
            self.tab.evaluate(READ_ON)
        self.complaints += self.tab.evaluate("window.__refused")

    def weigh_pictures(self) -> dict[str, int]:
        """Return the bytes of every picture that the page asked for."""
        pictures = [a for a in self.answers if a.request.resource_type == "image"]
        return {a.url: int(a.headers["content-length"]) for a in pictures if a.status == 200}

    @property
    def shift(self) -> float:
        """How much of the page moved without being asked to: Chromium's measure."""
        moved: float = self.tab.evaluate("window.__shift")
        return moved
