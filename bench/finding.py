"""Measures how readers find a testimony among many, in Chromium on this machine.

Usage: `python bench/finding.py [COUNT] [FOLDER]`; COUNT is 10,000 unless told. FOLDER keeps the
project, and a site that stands in it is measured as it is.
Files are sent compressed, as the recipes for servers say. The limit of bytes is that of what a
search asks for; the page around it, with its fonts, is weighed by `bench/web.py`.
Exit status 1 where a limit is passed.
"""

import gzip
import hashlib
import itertools
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from corpus import WORD_COUNT, write_ours
from playwright.sync_api import Browser, Page, sync_playwright
from serving import Packing, serve

MAXIMUM_KB = 300
MAXIMUM_SCRIPT_MS = 200
MAXIMUM_LINES = 60
THEMES = 200
SEARCHED, SEARCHED_RANK = "rivière", 300
TOWNS = ("Namur", "Mons", "Liège", "Arlon", "Wavre")
"""One in each province."""

ROLES = ("bénéficiaire", "stagiaire", "travailleur social", "formateur", "proche")
SCRIPT_EVENTS = frozenset(
    "EvaluateScript FunctionCall RunMicrotasks TimerFire EventDispatch v8.compile v8.compileModule "
    "v8.evaluateModule v8.wasm.compileDecodedModule".split()
)


@dataclass(frozen=True)
class Cost:
    """What something took: bytes on the wire, ms of scripts in all threads, ms for the reader."""

    wire_bytes: int
    script_ms: float
    wall_ms: float


def make_vocabulary() -> tuple[list[str], list[float]]:
    """Return words and their cumulative weights, which fall as those of a language do (Zipf).

    The word that is searched for is of middle frequency: about one testimony in eleven has it.
    """
    parts = [first + last for first in "bcdfglmnprstv" for last in ("a", "é", "i", "ou", "an")]
    words = ["".join(three) for three in itertools.product(parts[::3], parts[1::2], parts[2::4])]
    words = sorted(words, key=lambda word: hashlib.sha256(word.encode()).digest())[:8_000]
    words[SEARCHED_RANK] = SEARCHED
    return words, list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))


def write_project(folder: Path, count: int) -> None:
    """Write testimonies that differ in all by which readers choose."""
    write_ours(folder, count)
    words, weights = make_vocabulary()
    generator = random.Random(3)
    for number, path in enumerate(sorted((folder / "content/organismes").iterdir())):
        text = path.read_text(encoding="utf-8")
        town = TOWNS[number % len(TOWNS)]
        path.write_text(text.replace("commune: Namur", f"commune: {town}"), "utf-8")
    for index, path in enumerate(sorted((folder / "testimonies").rglob("*.md"))):
        lines = path.read_text(encoding="utf-8").split("\n")
        themes = f"thème {index % THEMES}, thème {index * 7 % THEMES}"
        given = {
            "thèmes:": f"thèmes: [{themes}]",
            "    rôle:": f"    rôle: {ROLES[index % len(ROLES)]}",
            "illustration:": "illustration: false",
        }
        found = [next((v for k, v in given.items() if line.startswith(k)), line) for line in lines]
        head = "\n".join(found).rpartition("\n---\n")[0]
        drawn = generator.choices(words, cum_weights=weights, k=WORD_COUNT)
        sentences = [" ".join(drawn[i : i + 13]) + "." for i in range(0, WORD_COUNT, 13)]
        body = " ".join(sentence[0].upper() + sentence[1:] for sentence in sentences)
        path.write_text(f"{head}\n---\n{body}\n", encoding="utf-8")


def build(folder: Path) -> float:
    """Build the site; return the seconds it took."""
    begun = time.monotonic()
    command = [str(Path(sys.executable).parent / "vises"), "-q", "build", "--no-publications"]
    subprocess.run(command, cwd=folder, check=True)
    return time.monotonic() - begun


def sum_script_ms(trace: bytes) -> float:
    """Return for how long scripts ran, in all threads together."""
    spans: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for event in json.loads(trace)["traceEvents"]:
        if event.get("ph") == "X" and event["name"] in SCRIPT_EVENTS:
            thread = spans.setdefault((event["pid"], event["tid"]), [])
            thread.append((event["ts"], event["ts"] + event.get("dur", 0)))
    total = 0.0
    for thread in spans.values():
        end = 0.0
        for begun, ended in sorted(thread):
            total += max(0.0, ended - max(begun, end))
            end = max(end, ended)
    return total / 1000


def measure(browser: Browser, address: str, act: str, wanted: str) -> tuple[Cost, Cost]:
    """Return what a page costs a first visitor, and what it then takes to do something there.

    Args:
        browser: Runs it.
        address: The page.
        act: What is done, as a script of the page.
        wanted: Selector of the first thing that answers.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page: Page = context.new_page()
    costs = []
    for step in (lambda: page.goto(address, wait_until="networkidle"), lambda: page.evaluate(act)):
        browser.start_tracing(page=page, categories=["devtools.timeline", "v8", "v8.wasm"])
        before, begun = Packing.sent_bytes, time.monotonic()
        step()
        if costs:
            page.wait_for_selector(wanted)
        wall_ms = 1000 * (time.monotonic() - begun)
        page.wait_for_timeout(300)
        trace = browser.stop_tracing()
        costs.append(Cost(Packing.sent_bytes - before, sum_script_ms(trace), wall_ms))
    context.close()
    return costs[0], costs[1]


TYPE = """() => { const input = document.querySelector(".search-form input");
  input.value = "%s"; input.dispatchEvent(new Event("input", {bubbles: true})); }"""
CHOOSE = """() => document.querySelector("input[name=theme][value=theme-7]").click()"""


def main(count: int, folder: Path) -> int:
    """Measure everything; return the exit status."""
    if not (folder / "site").exists():
        write_project(folder, count)
        print(f"built in {build(folder):.0f} s")
    site = folder / "site"
    page = (site / "temoignages" / "index.html").read_bytes()
    lines = page.count(b'class="first-line"')
    asked = {
        "search a word": ("recherche/", TYPE % SEARCHED, ".search-results li"),
        "search a word in the list": ("temoignages/", TYPE % SEARCHED, ".listing .excerpt"),
        "choose a theme": ("temoignages/", CHOOSE, ".search-status:not(:empty)"),
    }
    passed = lines <= MAXIMUM_LINES
    kb = len(gzip.compress(page, 9)) / 1024
    print(f"list page: {lines} lines, {len(page) / 1024:.0f} KB, {kb:.0f} KB compressed")
    with serve(site) as home, sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        for label, (path, act, wanted) in asked.items():
            arrival, answer = measure(browser, home + path, act, wanted)
            total_kb = (arrival.wire_bytes + answer.wire_bytes) / 1024
            is_light = answer.wire_bytes <= MAXIMUM_KB * 1024
            is_kept = is_light and answer.script_ms <= MAXIMUM_SCRIPT_MS
            passed = passed and is_kept
            print(
                f"{label:<28}{arrival.wire_bytes / 1024:>6.0f} KB page"
                f"{answer.wire_bytes / 1024:>6.0f} KB answer{total_kb:>6.0f} KB in all"
                f"{answer.script_ms:>6.0f} ms of scripts{answer.wall_ms:>7.0f} ms"
                f"  {'kept' if is_kept else 'PASSED'}"
            )
        browser.close()
    return 0 if passed else 1


if __name__ == "__main__":
    wanted_count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    if len(sys.argv) > 2:
        kept = Path(sys.argv[2])
        kept.mkdir(parents=True, exist_ok=True)
        sys.exit(main(wanted_count, kept))
    with tempfile.TemporaryDirectory() as name:
        sys.exit(main(wanted_count, Path(name)))
