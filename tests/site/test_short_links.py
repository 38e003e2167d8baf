"""Codes on paper are read as a telephone reads them, and followed to the page they promise."""

import re
import subprocess
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from tests.conftest import PUBLICATION, TESTIMONY, TODAY, Workspace

pytestmark = pytest.mark.slow

SITE_URL = "https://www.exemple.be/vises/"
REGARDS = "regards-croises-sis"


def follow_short_link(site: Path, address: str, root: str = SITE_URL) -> Path:
    """Return the file to which the page at a short address sends its reader."""
    assert address.startswith(f"{root}v/")
    page = site / address.removeprefix(root) / "index.html"
    html = page.read_text(encoding="utf-8")
    (target,) = re.findall(r'<meta http-equiv="refresh" content="0; url=([^"]+)">', html)
    assert f'<a href="{target}">' in html
    assert '<meta name="robots" content="noindex">' in html
    end = (page.parent / target).resolve()
    found = end / "index.html" if target.endswith("/") else end
    canonical = root + found.relative_to(site.resolve()).as_posix().removesuffix("index.html")
    assert f'<link rel="canonical" href="{canonical}">' in html
    assert found.is_file()
    return found


def read_codes(pdf: Path, page: int, folder: Path) -> list[str]:
    """Return what the codes on a page of a PDF say, as it is printed."""
    target = folder / "page"
    number, pages = str(page), ["-png", "-singlefile", "-r", "150"]
    command = ["pdftoppm", *pages, "-f", number, "-l", number, str(pdf), str(target)]
    subprocess.run(command, check=True)
    with Image.open(f"{target}.png") as picture:
        return [code.text for code in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize(
    ("pdf", "page", "leads_to"),
    [
        (f"imprimerie/{REGARDS}/{REGARDS}-impression.pdf", -1, f"publications/{REGARDS}"),
        ("site/publications/affiches-voix/affiches-voix.pdf", 2, "temoignages/wendy-"),
    ],
    ids=["the-back-of-a-brochure", "a-poster"],
)
def test_a_printed_code_leads_to_the_right_page(
    demo: Workspace, tmp_path: Path, pdf: str, page: int, leads_to: str
) -> None:
    path = demo.root / pdf
    told = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True)
    count = int(re.findall(r"Pages:\s+(\d+)", told.stdout)[0])
    (address,) = read_codes(path, page % (count + 1), tmp_path)
    found = follow_short_link(demo.root / "site", address)
    assert found.relative_to(demo.root / "site").as_posix().startswith(leads_to)


def test_all_short_links_lead_somewhere_and_stand_in_no_list(demo: Workspace) -> None:
    site = demo.root / "site"
    pages = [follow_short_link(site, f"{SITE_URL}v/{p.name}/") for p in (site / "v").iterdir()]
    folders = {"temoignages", "evaluations", "publications"}
    there = {
        path
        for folder in folders
        for path in (site / folder).glob("*/index.html")
        if "refresh" not in path.read_text(encoding="utf-8")
    }
    assert set(pages) == there
    assert len(pages) == len(there)
    assert "/v/" not in (site / "sitemap.xml").read_text(encoding="utf-8")


def test_blocks_lead_by_short_links_to_pages_of_ours_alone(workspace: Workspace) -> None:
    root = "https://www.exemple.be/"
    block = f"/// qr | {root}temoignages/luc/\n///\n\n/// qr | {root}temoignages/zoe/\n///\n"
    hidden = TESTIMONY.replace("expire-le: 2029-05-02", "retiré-le: 2024-01-01")
    workspace.write(
        {
            "content/page.md": f"# Page\n\n{block}",
            "content/publications/voix.md": PUBLICATION,
            "testimonies/la-passerelle/zoe.md": hidden.replace("Luc", "Zoé"),
        }
    )
    day = ("--on-date", TODAY.isoformat())
    workspace.run("build", "-q", "--no-publications", *day)
    site = workspace.root / "site"
    html = (site / "page/index.html").read_text(encoding="utf-8")
    (address,) = re.findall(r'class="qr"><a href="([^"]+)"', html)
    assert follow_short_link(site, address, root).parent.name == "luc"
    assert len(list((site / "v").iterdir())) == 2  # Luc's, and the brochure's
    assert "Zoé" not in "".join(p.read_text("utf-8") for p in site.rglob("*.html"))

    # Withdrawn: the address on paper leads to the page that says so kindly
    luc = "testimonies/la-passerelle/luc.md"
    workspace.write({luc: hidden})
    workspace.run("build", "-q", "--no-publications", *day)
    assert not (site / address.removeprefix(root)).exists()
    assert "peut être retiré à tout moment" in (site / "404.html").read_text(encoding="utf-8")
