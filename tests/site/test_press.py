"""The real PDFs, read back."""

import re
import subprocess
from collections import Counter
from itertools import pairwise
from pathlib import Path

import page as page_validation
import pikepdf
import pytest

from tests.conftest import Workspace
from vises_site.press.profiles import POINTS_PER_MM

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("unmeasured")]

SLUGS = ["regards-croises-sis", "devenir-stagiaire", "rapport-plus-value-sis"]


def locate(demo: Workspace, slug: str, profile: str) -> Path:
    if profile == "écran":
        return demo.root / f"site/publications/{slug}/{slug}.pdf"
    return demo.root / f"imprimerie/{slug}/{slug}-{profile}.pdf"


def read_pages(path: Path) -> list[str]:
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


@pytest.mark.parametrize("profile", ["écran", "impression", "livret"])
@pytest.mark.parametrize("slug", SLUGS)
def test_every_font_is_embedded_and_ours(demo: Workspace, slug: str, profile: str) -> None:
    path = locate(demo, slug, profile)
    done = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True)
    rows = done.stdout.splitlines()[2:]
    assert len(rows) >= 4
    for row in rows:
        assert re.search(r" yes +yes +yes +\d", row), row
        assert re.match(r"[A-Z]{6}\+(Newsreader|Atkinson)", row), row


@pytest.mark.parametrize("slug", SLUGS)
def test_screen_pdfs_are_accessible(demo: Workspace, slug: str) -> None:
    report = page_validation.validate_pdf(locate(demo, slug, "écran"), profile="pdf-ua-1")
    assert [(f.rule_id, f.message) for f in report.failures] == []
    assert report.is_compliant


@pytest.mark.parametrize("slug", SLUGS)
def test_screen_pdfs_have_bookmarks_language_title_and_links(demo: Workspace, slug: str) -> None:
    with pikepdf.open(locate(demo, slug, "écran")) as pdf:
        with pdf.open_outline() as outline:
            assert len(outline.root) >= 5
        assert str(pdf.Root.Lang) == "fr"
        assert str(pdf.docinfo["/Title"])
        destinations = {str(k) for k in _list_names(pdf)}
        links = [a for p in pdf.pages for a in p.get("/Annots", []) if "/Dest" in a]
        assert len(links) >= 8
        assert {str(link.Dest) for link in links} <= destinations


def _list_names(pdf: pikepdf.Pdf) -> list[object]:
    names = pdf.Root.Names.Dests.Names
    return [names[index] for index in range(0, len(names), 2)]


@pytest.mark.parametrize("slug", SLUGS)
def test_the_contents_tell_the_right_pages(demo: Workspace, slug: str) -> None:
    pages = read_pages(locate(demo, slug, "écran"))
    with pikepdf.open(locate(demo, slug, "écran")) as pdf, pdf.open_outline() as outline:
        titles = {
            str(item.title): pikepdf.Page(item.destination[0]).index + 1
            for item in outline.root
            if item.destination
        }
    contents = pages[2]
    numbers = {int(n) for n in re.findall(r"^ *(\d+) ", contents, re.MULTILINE)}
    chapters = set(titles.values()) - {3}
    assert numbers <= chapters
    assert len(numbers) >= 5


@pytest.mark.parametrize("slug", SLUGS)
def test_printers_pdfs_have_a_bleed_of_3_mm_and_room_for_marks(demo: Workspace, slug: str) -> None:
    with pikepdf.open(locate(demo, slug, "impression")) as pdf:
        assert len(pdf.pages) % 4 == 0
        for page in pdf.pages:
            trim, bleed = map(_to_mm, (page.TrimBox, page.BleedBox))
            expected = (210, 297) if slug.startswith("rapport") else (148, 210)
            assert trim[2] - trim[0] == pytest.approx(expected[0], abs=0.05)
            assert trim[3] - trim[1] == pytest.approx(expected[1], abs=0.05)
            for index, sign in enumerate((1, 1, -1, -1)):
                assert (trim[index] - bleed[index]) * sign == pytest.approx(3, abs=0.02)
                edge = _to_mm(page.MediaBox)[index]
                assert (bleed[index] - edge) * sign == pytest.approx(10, abs=0.02)


def _to_mm(box: pikepdf.Object) -> list[float]:
    return [float(value) / POINTS_PER_MM for value in box]


@pytest.mark.parametrize("slug", SLUGS)
def test_printers_pdfs_hold_no_rgb(demo: Workspace, slug: str) -> None:
    with pikepdf.open(locate(demo, slug, "impression")) as pdf:
        assert "/OutputIntents" in pdf.Root
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image":
                assert item.ColorSpace in ("/DeviceCMYK", "/DeviceGray")
        forms = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form"
        ]
        for number, drawn in enumerate([*pdf.pages, *forms], start=1):
            for instruction in pikepdf.parse_content_stream(drawn):
                assert str(instruction.operator) not in ("rg", "RG"), number
                if str(instruction.operator) in ("cs", "CS"):
                    assert instruction.operands[0] in ("/DeviceCMYK", "/VisesAll", "/Pattern")


@pytest.mark.parametrize("slug", SLUGS)
def test_no_page_is_empty_and_voices_are_in_print_as_on_screen(demo: Workspace, slug: str) -> None:
    screen, paper = (read_pages(locate(demo, slug, p)) for p in ("écran", "impression"))
    assert len(screen) == len(paper)
    assert screen[2].split() == paper[2].split()
    blank = [n for n, text in enumerate(screen, 1) if not text.strip()]
    assert len(blank) <= 1 + len(screen) // 12, "only planned landscapes have no words"
    assert all(after - before > 1 for before, after in pairwise(blank))


@pytest.mark.parametrize("slug", SLUGS)
def test_facing_pages_face_each_other(demo: Workspace, slug: str) -> None:
    pages = read_pages(locate(demo, slug, "écran"))
    paths = [n for n, text in enumerate(pages, 1) if "Le chemin parcouru" in text.split("\n\n")[0]]
    faces = [n for n, text in enumerate(pages, 1) if re.fullmatch(r"\s*[A-ZÉ][\w-]+\*?\s*", text)]
    assert paths or faces
    assert all(number % 2 == 0 for number in paths + faces), "they begin on a left page"


@pytest.mark.parametrize("slug", SLUGS)
def test_no_page_holds_a_line_or_two_alone(demo: Workspace, slug: str) -> None:
    pages = read_pages(locate(demo, slug, "écran"))
    for number, text in enumerate(pages[3:-1], 4):
        lines = [line for line in text.splitlines() if line.strip()]
        is_planned = len(" ".join(lines)) < 400 or "Le chemin parcouru" in text
        assert is_planned or len(lines) >= 6, number


@pytest.mark.parametrize("slug", SLUGS)
def test_booklets_hold_every_page_once(demo: Workspace, slug: str) -> None:
    pages, sides = (read_pages(locate(demo, slug, p)) for p in ("impression", "livret"))
    assert 2 * len(sides) == len(pages)
    for number, side in enumerate(sides):
        one, other = pages[number], pages[-1 - number]
        assert Counter(side.split()) == Counter(one.split()) + Counter(other.split())


def test_invented_voices_are_labelled_on_paper(demo: Workspace) -> None:
    text = "\n".join(read_pages(locate(demo, "regards-croises-sis", "écran")))
    assert "Nadia*" in text
    assert "imaginés pour la démonstration" in text
