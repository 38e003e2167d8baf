"""Make the README's pictures of the website from the finished demonstration.

Run by hand after `vises build`, with Chromium:

    python tools/picture_pages.py site
"""

import functools
import io
import shutil
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
PAGES = {
    "accueil": "",
    "temoignage": "temoignages/tesfay-le-trousseau/",
    "organismes": "organismes/",
}
"""The pages that are shown: the name of the picture, and the address."""

WINDOW_PX = {"width": 1440, "height": 900}
WIDTH_PX = 1200


def picture_page(address: str) -> Image.Image:
    """Return the first screen of a page on a large screen, by day."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport=WINDOW_PX, reduced_motion="reduce")  # type: ignore[arg-type]
        page.goto(address, wait_until="networkidle")
        picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        browser.close()
    height = round(picture.height * WIDTH_PX / picture.width)
    return picture.resize((WIDTH_PX, height), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    handler = functools.partial(SimpleHTTPRequestHandler, directory=sys.argv[1])
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for name, path in PAGES.items():
        picture = picture_page(f"http://127.0.0.1:{server.server_port}/{path}")
        picture.save(ROOT / f"docs/images/{name}.jpg", quality=84, optimize=True)
