"""Weighs pages of the demo site in Chromium beside the same words in stock Material.

Usage: `python bench/web.py [--site FOLDER] [--lighthouse]`; `--site` takes a site that is built
already, `--lighthouse` also asks Lighthouse, which npm installs in a temporary folder.
Bytes are those of a first visit on a phone, texts packed by gzip as servers pack them, and include
what comes while one scrolls. Fonts are shown and not compared: Material takes its own from another
server, which no benchmark may ask. Exit status 1 where a limit is passed.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from serving import serve

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
PAIRS = {
    "home": ("", ""),
    "testimony": ("temoignages/tesfay-le-trousseau/", "temoignages/tesfay-le-trousseau/"),
    "organism": ("organismes/la-passerelle/", "organismes/la-passerelle/"),
    "evaluation": ("evaluations/plus-value-sis/", "evaluations/plus-value-sis/"),
    "running text": ("demarche/", "demarche/"),
}
"""Five types of pages: address in ours, address in Material's."""

TEXT_KB, PICTURE_KB, RATIO, SCORE = 60, 120, 0.5, 99
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


@dataclass(frozen=True)
class Weight:
    """What one visit transferred, in bytes, and how much of the page moved."""

    texts: int
    fonts: int
    pictures: int
    largest_picture: int
    shift: float

    @property
    def total(self) -> int:
        """Return all bytes."""
        return self.compared + self.fonts

    @property
    def compared(self) -> int:
        """Return all bytes but those of fonts."""
        return self.texts + self.pictures


WATCH = """
window.__shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.__shift += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""
READ_ON = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  for (let at = 0; at < document.documentElement.scrollHeight; at += innerHeight) {
    scrollTo(0, at);
    await frame();
    await frame();
  }
}"""


def weigh(browser: Browser, address: str) -> Weight:
    """Visit a page for the first time, on a phone, and read it to its end."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=3)
    context.add_init_script(WATCH)
    page = context.new_page()
    answers: list[Any] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(address, wait_until="networkidle")
    page.evaluate(READ_ON)
    page.wait_for_load_state("networkidle")
    sizes: dict[str, list[int]] = {"text": [], "font": [], "image": []}
    for answer in answers:
        kind = answer.request.resource_type
        size = int(answer.headers.get("content-length", 0))
        # What a script asks for, such as Material's search index, is part of the page as well
        sizes[kind if kind in ("font", "image") else "text"].append(size)
    shift = page.evaluate("window.__shift")
    context.close()
    texts, fonts, pictures = (sum(found) for found in sizes.values())
    return Weight(texts, fonts, pictures, max(sizes["image"], default=0), shift)


def build_ours(folder: Path) -> Path:
    """Build the demo site without its publications."""
    for part in ("content", "testimonies"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    command = [str(BIN / "vises"), "-q", "build", "--no-publications"]
    subprocess.run(command, cwd=folder, check=True)
    return folder / "site"


def build_material(folder: Path) -> Path:
    """Build the same Markdown and portraits with Material as it comes, without Google's fonts."""
    docs = folder / "docs"
    shutil.copytree(
        ROOT / "content", docs, ignore=shutil.ignore_patterns("*.??.md", "publications")
    )
    for path in docs.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("\ntemplate:", "\ngabarit:"), encoding="utf-8")
    (docs / "temoignages").mkdir()
    for path in sorted((ROOT / "testimonies").rglob("*.md")):
        if path.name.count(".") == 1:
            show_portrait(path, docs)
    (folder / "mkdocs.yml").write_text(
        "site_name: Deux voix, un chemin\ntheme: {name: material, language: fr, font: false}\n"
        "plugins: [search]\nmarkdown_extensions: [tables, admonition, attr_list]\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [str(BIN / "mkdocs"), "build", "-q"]
    subprocess.run(command, cwd=folder, env=environment, check=True, stderr=subprocess.DEVNULL)
    return folder / "site"


def show_portrait(path: Path, docs: Path) -> None:
    """Copy a testimony with its portrait where an author of plain Markdown would put it.

    The home page shows the portraits of its two voices, as ours does.
    """
    target, home = docs / "temoignages", docs / "index.md"
    head, _fence, body = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
    for line in head.splitlines():
        key, _colon, value = line.strip().partition(": ")
        if key == "portrait" and (path.parent / value).exists():
            shutil.copy(path.parent / value, target / value)
            body = f"![Portrait]({value})\n\n{body}"
            text = home.read_text(encoding="utf-8")
            if f": {path.stem}\n" in text:
                home.write_text(f"{text}\n![Portrait](temoignages/{value})\n", encoding="utf-8")
    (target / path.name).write_text(f"---\n{head}\n---\n{body}", encoding="utf-8")


def ask_lighthouse(folder: Path, addresses: dict[str, str]) -> dict[str, dict[str, int]]:
    """Return Lighthouse's scores of 100, by page and by category: the median of three runs."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        program = chromium or playwright.chromium.executable_path
    environment = {**os.environ, "CHROME_PATH": program, "PUPPETEER_SKIP_DOWNLOAD": "1"}
    install = ["npm", "install", "--no-audit", "--no-fund", "--silent", "lighthouse@13"]
    subprocess.run(install, cwd=folder, env=environment, check=True)
    found = {}
    for name, address in addresses.items():
        flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"
        command = ["node_modules/.bin/lighthouse", address, "--quiet", "--output=json", flags]
        scores: dict[str, list[int]] = {}
        for _time in range(3):
            done = subprocess.run(
                command, cwd=folder, env=environment, capture_output=True, check=True
            )
            for key, category in json.loads(done.stdout)["categories"].items():
                if key in CATEGORIES:
                    scores.setdefault(key, []).append(round(100 * category["score"]))
        found[name] = {key: statistics.median_low(given) for key, given in scores.items()}
    return found


def main(site: Path | None, with_lighthouse: bool) -> int:
    """Measure, print the table, and return the exit status."""
    is_kept = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("ours", "material", "lighthouse"):
            (folder / part).mkdir()
        ours = site or build_ours(folder / "ours")
        (folder / "www").mkdir()
        (folder / "www" / "vises").symlink_to(ours.resolve())
        (folder / "www" / "material").symlink_to(build_material(folder / "material"))
        with serve(folder / "www") as address:
            with sync_playwright() as playwright:
                program = shutil.which("chromium") or shutil.which("chromium-browser")
                browser = playwright.chromium.launch(
                    executable_path=program, args=["--no-sandbox", "--disable-gpu"]
                )
                print(
                    f"{'KB':<14}{'texts':>8}{'fonts':>8}{'images':>8}{'largest':>9}{'total':>8}"
                    f"{'shift':>8}   of Material: texts   all but fonts"
                )
                for kind, (here, there) in PAIRS.items():
                    mine = weigh(browser, f"{address}vises/{here}")
                    theirs = weigh(browser, f"{address}material/{there}")
                    is_kept &= show_row(kind, mine, theirs)
                browser.close()
            if with_lighthouse:
                addresses = {k: f"{address}vises/{here}" for k, (here, _there) in PAIRS.items()}
                for kind, scores in ask_lighthouse(folder / "lighthouse", addresses).items():
                    is_kept &= min(scores.values()) >= SCORE
                    words = ", ".join(f"{key} {score}" for key, score in scores.items())
                    print(f"{kind:<14}Lighthouse, at least {SCORE}: {words}")
    print(
        f"Limits: texts {TEXT_KB} KB, largest picture {PICTURE_KB} KB, no shift, "
        f"{RATIO:g} of what Material sends"
    )
    return 0 if is_kept else 1


def show_row(kind: str, mine: Weight, theirs: Weight) -> bool:
    """Print a page's weights; return whether its limits are kept."""
    sizes = (mine.texts, mine.fonts, mine.pictures, mine.largest_picture, mine.total)
    columns = "".join(f"{size / 1024:>{8 + (at == 3)}.1f}" for at, size in enumerate(sizes))
    texts, whole = mine.texts / theirs.texts, mine.compared / theirs.compared
    print(f"{kind:<14}{columns}{mine.shift:>8.4f}{texts:>21.2f}{whole:>16.2f}")
    return (
        mine.texts <= TEXT_KB * 1024
        and mine.largest_picture <= PICTURE_KB * 1024
        and mine.shift == 0
        and max(texts, whole) <= RATIO
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--site", type=Path)
    parser.add_argument("--lighthouse", action="store_true")
    arguments = parser.parse_args()
    sys.exit(main(arguments.site, arguments.lighthouse))
