"""What a publication costs in all its profiles, beside one bare run of the PDF engine.

Usage: `python bench/press.py FOLDER SLUG`, where FOLDER is a project; prints the seconds of a bare
run of the screen's pages, of all profiles on two cores from nothing, and of all when nothing
changed, and the number of pages.
"""

import shutil
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from vises_site.assemble.publication import build_publication
from vises_site.build.making import lay_out_publication
from vises_site.build.publications import Workshop, find_ready
from vises_site.cli.project import open_session
from vises_site.mkdocs_plugin.session import Session
from vises_site.press.profiles import PROFILES, SCREEN
from vises_site.render.paper import PaperRenderer
from vises_site.render.pdf import Asset, lay_out, write_pdf

CORES = 2


def measure_ours(session: Session, slug: str) -> float:
    """Return the seconds that a publication takes in all profiles."""
    shutil.rmtree(session.workplace.cache, ignore_errors=True)
    begun = time.perf_counter()
    workshop = Workshop(session.shown, session.store, session.site_url, CORES)
    try:
        workshop.start([slug], PROFILES.values())
        list(workshop.collect())
    finally:
        workshop.close()
    return time.perf_counter() - begun


def measure_unchanged(session: Session) -> float:
    """Return the seconds after which all profiles are known to be as they were."""
    begun = time.perf_counter()
    find_ready(session.shown, PROFILES.values(), session.store, session.site_url)
    return time.perf_counter() - begun


def measure_bare(session: Session, slug: str) -> tuple[float, int]:
    """Return the seconds of the engine alone with the same pages, and their number.

    In a fresh process, as ours are: it loads the engine, lays out once and writes.
    """
    shown = session.shown[SCREEN.channels]
    spec = build_publication(shown, shown.publications[slug])
    renderer = PaperRenderer(shown, spec, SCREEN, session.store, session.site_url)
    plan, _layout = lay_out_publication(renderer)
    html, assets = renderer.render(plan)
    begun = time.perf_counter()
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        pages = pool.submit(_run_bare, html, assets).result()
    return time.perf_counter() - begun, pages


def _run_bare(html: str, assets: dict[str, Asset]) -> int:
    layout = lay_out(html, assets, SCREEN)
    write_pdf(layout, SCREEN)
    return layout.page_count


def main(folder: Path, slug: str) -> None:
    """Print the measures."""
    session = open_session(folder / "mkdocs.yml")
    ours = min(measure_ours(session, slug) for _time in range(3))
    unchanged = measure_unchanged(session)
    bare, pages = min(measure_bare(session, slug) for _time in range(3))
    print(f"{bare:.3f} {ours:.3f} {unchanged:.3f} {pages}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
