"""How one publication is made: its pages, what is made of them, and the name they keep."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType

from vises_site.model.printer import Printer
from vises_site.press.archiving import DataFile, archive_pdf
from vises_site.press.covers import (
    COVER_PAGES,
    build_cover,
    compute_spine_mm,
    count_pages,
    take_inside,
)
from vises_site.press.finishing import finish_pdf
from vises_site.press.imposition import impose_booklet
from vises_site.press.preflight.demands import DEMANDS, Demands, hold_single_sheets
from vises_site.press.printers import adapt_demands
from vises_site.press.profiles import ARCHIVE, BOOKLET, PRINT, Profile
from vises_site.render.datasets.attachments import render_datasets
from vises_site.render.pagination import agrees
from vises_site.render.paper import PaperRenderer
from vises_site.render.pdf import Asset, Layout, lay_out, write_pdf
from vises_site.render.plans import Plan
from vises_site.render.tokens import find_inks
from vises_site.theme import PRESS_PATH

RECIPE_ROOMS = ("assemble", "press", "press/preflight", "render", "text")

ENGINES = ("weasyprint", "pypdfium2", "pillow")
"""Packages whose next version may give other bytes."""

MOST_CORRECTIONS = 2
"""How often a plan is corrected that the engine did not follow to the page."""


def make_publication(renderer: PaperRenderer) -> bytes:
    """Return a publication's PDF, its last pages filled and its sheets even.

    Raises:
        PdfError: The engine warned of anything.
    """
    _plan, layout = lay_out_publication(renderer)
    content = write_pdf(layout, renderer.profile)
    if renderer.profile == ARCHIVE:
        return archive_pdf(content, render_datasets(renderer.spec, renderer.shown))
    return finish_pdf(content, renderer.profile, is_bound=renderer.is_stitched)


def lay_out_publication(renderer: PaperRenderer) -> tuple[Plan, Layout]:
    """Return the plan of a publication's pages, and its layout.

    The document is laid out once to learn how long its chapters are, then once more as planned from
    that. Only where a page turned out otherwise than was computed is it laid out again. A poster
    is composed whole.

    Raises:
        PdfError: The engine warned of anything.
    """
    html, assets = renderer.render()
    first = lay_out(html, assets, renderer.profile)
    return _follow_plan(renderer, first) if renderer.is_stitched else (Plan(), first)


def _follow_plan(renderer: PaperRenderer, first: Layout) -> tuple[Plan, Layout]:
    """Return what a first layout teaches."""
    plan = renderer.paginator.plan(first.places, first.page_count)
    plan = replace(plan, whole=first.torn)
    for attempt in range(MOST_CORRECTIONS + 1):
        html, assets = renderer.render(plan)
        final = lay_out(html, assets, renderer.profile)
        fits = agrees(plan, final.places, final.page_count, renderer.sheet)
        if fits or attempt == MOST_CORRECTIONS:
            break
        plan = renderer.paginator.mend(plan, final.places, final.page_count, plan.fillers)
        plan = replace(plan, whole=first.torn | final.torn)
    return plan, final


def rework_pages(content: bytes, profile: Profile, renderer: PaperRenderer) -> bytes:
    """Return what a profile makes of pages that are ready: a booklet, a cover, or its inside.

    Args:
        content: The printer's PDF.
        profile: A profile that has no pages of its own.
        renderer: Rendered the pages.
    """
    spec = renderer.spec
    if profile.name == BOOKLET.name:
        return impose_booklet(content, renderer.sheet)
    if profile.name == PRINT.name:
        return take_inside(content)
    printer = renderer.shown.printers[spec.fields.printer or ""].fields
    inside = count_pages(content) - COVER_PAGES
    spine_mm = compute_spine_mm(inside, printer.grammage, printer.bulk)
    title, ground = spec.fields.title, find_inks(spec.world)
    return build_cover(content, spine_mm, ground, title, renderer.profile.condition)


@cache
def _hash_recipe() -> str:
    """Return a hash of what decides how a publication is laid out: our code and the templates.

    The document that the key is made from has neither fillers nor closing landscapes yet.
    """
    package = Path(__file__).parent.parent
    sources = [p for room in RECIPE_ROOMS for p in (package / room).glob("*.py")]
    digest = hashlib.sha256(" ".join(map(version, ENGINES)).encode())
    for path in sorted([*sources, *PRESS_PATH.rglob("*.*"), Path(__file__)]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def compute_key(
    html: str,
    assets: dict[str, Asset],
    profile: Profile,
    files: Mapping[str, DataFile] = MappingProxyType({}),
    printer: Printer | None = None,
) -> str:
    """Return the name under which a PDF is kept: all that its bytes depend on."""
    digest = hashlib.sha256(f"{_hash_recipe()} {profile}".encode())
    digest.update(html.encode())
    for name in sorted(assets):
        asset = assets[name]
        content = asset if isinstance(asset, bytes) else asset.read_bytes()
        digest.update(name.encode() + hashlib.sha256(content).digest())
    digest.update(repr((sorted(files.items()), printer)).encode())
    return digest.hexdigest()


def find_demands(renderer: PaperRenderer, profile: Profile) -> Demands:
    """Return what a publication's PDF is held against."""
    printer = renderer.shown.printers.get(renderer.spec.fields.printer or "")
    demands = adapt_demands(DEMANDS[profile.name], printer)
    return demands if renderer.is_stitched else hold_single_sheets(demands)
