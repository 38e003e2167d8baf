"""Make the README's pictures of spreads from the demonstration's screen PDFs.

Run by hand, with poppler's `pdftoppm`, after `vises publish … --profile écran -o FOLDER`:

    python tools/picture_spreads.py FOLDER
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parent.parent
SPREADS = {
    "regards-croises-sis": (12, 20, 28),
    "devenir-stagiaire": (8, 12, 24),
    "rapport-plus-value-sis": (6, 12, 14),
}
"""The left pages of the spreads that are shown, by publication."""

WIDTH_PX = 1500
GAP_PX = 24
GROUND = "#e9e4da"


def picture_page(pdf: Path, number: int, folder: Path) -> Image.Image:
    """Return one page of a PDF as a picture."""
    stem = folder / f"{pdf.stem}-{number}"
    subprocess.run(
        ["pdftoppm", "-r", "110", "-f", str(number), "-l", str(number), "-singlefile", "-png",
         str(pdf), str(stem)],
        check=True,
    )  # fmt: skip
    return Image.open(stem.with_suffix(".png"))


def picture_spreads(pdf: Path, lefts: tuple[int, ...], folder: Path) -> Image.Image:
    """Return spreads side by side on a calm ground."""
    pages = [picture_page(pdf, left + side, folder) for left in lefts for side in (0, 1)]
    spread_px = (WIDTH_PX - (len(lefts) + 1) * GAP_PX) // len(lefts)
    width = spread_px // 2
    height = round(pages[0].height * width / pages[0].width)
    sheet = Image.new("RGB", (WIDTH_PX, height + 2 * GAP_PX), GROUND)
    for index, page in enumerate(pages):
        x = GAP_PX + index // 2 * (spread_px + GAP_PX) + index % 2 * width
        sheet.paste(page.resize((width, height), Image.Resampling.LANCZOS), (x, GAP_PX))
    return sheet


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for slug, lefts in SPREADS.items():
            picture = picture_spreads(Path(sys.argv[1]) / f"{slug}.pdf", lefts, Path(folder))
            picture.save(ROOT / f"docs/images/{slug}.jpg", quality=84, optimize=True)
