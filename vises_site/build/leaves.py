"""Puts the first pages of each publication into its page, once there is a PDF to draw them from."""

import hashlib
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from PIL import Image

from vises_site.build.publications import Made
from vises_site.press.profiles import SCREEN
from vises_site.render.leaves import RECIPE, Leaf, draw_leaves
from vises_site.render.pictures import PictureStore
from vises_site.render.web import LEAVES_MARK, WebRenderer
from vises_site.writing import write_whole


def add_leaves(
    made: Made, site: Path, pages: Iterable[tuple[str, Path]], store: PictureStore, web: WebRenderer
) -> None:
    """Write the pictures of a publication's first pages, and show them in its pages.

    Args:
        made: The publication; only the PDF for screens of the publication itself is drawn.
        site: Root of the website.
        pages: Uri and file of each of its pages.
        store: Where what was drawn is kept.
        web: Renders the site.
    """
    if made.profile != SCREEN.name or made.organism or made.card:
        return
    leaves = _find_leaves(made.path, store)
    folder = site / "publications" / made.slug / "pages"
    folder.mkdir(parents=True, exist_ok=True)
    for leaf in leaves:
        (folder / f"{leaf.number}.webp").write_bytes(leaf.content)
    for uri, path in pages:
        html = path.read_text(encoding="utf-8")
        shown = web.render_leaves(uri, made.slug, leaves)
        path.write_text(html.replace(LEAVES_MARK, shown, 1), encoding="utf-8")


def _find_leaves(pdf: Path, store: PictureStore) -> list[Leaf]:
    """Return the first pages of a PDF, drawn once and kept in the cache."""
    content = pdf.read_bytes()
    name = hashlib.sha256(RECIPE.encode() + content).hexdigest()
    kept = store.cache / "leaves" / f"{name}.zip"
    store.used.add(kept)
    if kept.exists():
        return _unpack(kept)
    leaves = draw_leaves(content)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for leaf in leaves:
            archive.writestr(zipfile.ZipInfo(str(leaf.number)), leaf.content)
    write_whole(kept, packed.getvalue())
    return leaves


def _unpack(kept: Path) -> list[Leaf]:
    leaves = []
    with zipfile.ZipFile(kept) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            with Image.open(io.BytesIO(content)) as picture:
                leaves.append(Leaf(int(name), picture.width, picture.height, content))
    return leaves
