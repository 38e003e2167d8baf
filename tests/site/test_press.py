"""The real PDFs, read back."""

import csv
import json
import re
import subprocess
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path

import page as page_validation
import pikepdf
import pytest

from tests.conftest import PUBLICATION, TESTIMONY, TODAY, Workspace
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


@pytest.mark.parametrize("slug", SLUGS)
def test_the_preflight_of_each_publication_finds_nothing(demo: Workspace, slug: str) -> None:
    control = json.loads((demo.root / f"imprimerie/{slug}/controle.json").read_bytes())
    assert [f for report in control["files"] for f in report["findings"]] == []
    assert (control["errors"], control["warnings"]) == (0, 0)
    named = {f"{slug}.pdf", f"{slug}-impression.pdf", f"{slug}-livret.pdf"}
    if slug.startswith("rapport"):
        named.add(f"{slug}-archive.pdf")
    assert {report["file"] for report in control["files"]} == named
    for printed in (r for r in control["files"] if r["profile"] == "impression"):
        assert all(0 < page["ink_max_percent"] <= 302.5 for page in printed["pages"])
        spaces = {name for page in printed["pages"] for name in page["colour_spaces"]}
        assert "DeviceRGB" not in spaces


def test_the_archive_carries_its_data(demo: Workspace) -> None:
    path = locate(demo, "rapport-plus-value-sis", "archive")
    report = page_validation.validate_pdf(path, profile="pdf-a-3a")
    assert [(f.rule_id, f.message) for f in report.failures] == []
    with pikepdf.open(path) as pdf:
        names = sorted(pdf.attachments)
        assert names == [
            "datapackage.json",
            "plus-value-sis-collecte.csv",
            "plus-value-sis-indicateurs.csv",
            "plus-value-sis-resultats.csv",
            "plus-value-sis.json",
        ]
        files = {name: pdf.attachments[name].get_file().read_bytes() for name in names}
        kinds = {name: pdf.attachments[name].get_file().mime_type for name in names}
    assert set(kinds.values()) == {"text/csv", "application/json"}
    described = json.loads(files["datapackage.json"])["resources"]
    assert sorted(resource["path"] for resource in described) == names[1:]
    site = demo.root / "site/donnees"
    assert [n for n in names[1:] if (site / n).read_bytes() != files[n]] == []
    evaluation = json.loads(files["plus-value-sis.json"])
    assert evaluation["question"].startswith("Quelle est la plus-value")
    text = files["plus-value-sis-collecte.csv"].decode("utf-8-sig")
    rows = list(csv.reader(text.splitlines(), delimiter=";"))
    assert rows[0] == ["méthode", "du", "au", "effectif"]
    assert rows[1] == [
        "Entretiens individuels avec des participants",
        "2018-02-05",
        "2018-05-31",
        "22",
    ]


def test_only_reports_are_archived(demo: Workspace) -> None:
    assert [p.name for p in demo.root.glob("imprimerie/*/*-archive.pdf")] == [
        "rapport-plus-value-sis-archive.pdf"
    ]


def pack(text: str) -> str:
    """Return a text without spaces, hyphens and curly apostrophes, as words are compared.

    A compound such as « médecin-conseil » may be cut at its own hyphen, which Poppler drops then.
    """
    return re.sub(r"[\s‑-]+", "", text).replace("’", "'")


@pytest.mark.parametrize(
    ("slug", "folder"), [("regards-croises-sis", "SIS"), ("devenir-stagiaire", "CISP")]
)
def test_text_comes_out_in_reading_order_with_hyphenation_undone(
    demo: Workspace, slug: str, folder: str
) -> None:
    path = locate(demo, slug, "écran")
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
    pages = [pack(page) for page in done.stdout.decode().split("\f")]
    voices = 0
    for file in sorted((demo.root / "testimonies").rglob("*.md")):
        header, body = file.read_text().split("---", 2)[1:]
        paragraphs = [
            pack(p).replace("*", "") for p in body.split("\n\n") if p.strip() and p[:2] != "##"
        ]
        paragraphs = [p for p in paragraphs if not p.startswith("#")]
        is_here = any(paragraphs[0][-30:] in page for page in pages)
        if f"dispositif: {folder}" not in header or not is_here:
            continue
        voices += 1
        for paragraph in paragraphs:
            whole = [n for n, page in enumerate(pages) if paragraph in page]
            begins = [n for n, page in enumerate(pages) if paragraph[:25] in page]
            ends = [n for n, page in enumerate(pages) if paragraph[-25:] in page]
            # A paragraph is whole on one page, or goes on at the next
            assert whole or set(ends) & {n + 1 for n in begins}, (file.name, paragraph[:60])
    assert voices >= 6


@pytest.fixture
def in_other_scripts(workspace: Workspace) -> Workspace:
    told = TESTIMONY.replace("nom-affiché: Luc", "nom-affiché: محمد علي")
    told = told.replace("souffle.", "souffle, dit Олексій à Νίκος, à Գայանե et à ნინო. شكرا !")
    workspace.write({"testimonies/la-passerelle/luc.md": told})
    workspace.write({"content/publications/voix.md": PUBLICATION})
    workspace.run("build", "--on-date", TODAY.isoformat())
    return workspace


def test_names_in_other_scripts_are_printed_with_fonts_of_ours(in_other_scripts: Workspace) -> None:
    path = locate(in_other_scripts, "voix", "écran")
    text = unicodedata.normalize("NFKC", " ".join(read_pages(path)))
    for name in ("Олексій", "Νίκος", "Գայանե", "ნინო", "محمد"):
        assert name in text
    report = page_validation.validate_pdf(path, profile="pdf-ua-1")
    assert report.is_compliant
    for profile in ("écran", "impression"):
        pdf = locate(in_other_scripts, "voix", profile)
        done = subprocess.run(["pdffonts", str(pdf)], capture_output=True, text=True, check=True)
        rows = done.stdout.splitlines()[2:]
        assert all(re.match(r"[A-Z]{6}\+(Newsreader|Atkinson|Scripts)", row) for row in rows)
        assert all(re.search(r" yes +yes +yes +\d", row) for row in rows)


def test_an_age_stays_at_the_right_of_a_name_that_is_read_from_the_right(
    in_other_scripts: Workspace,
) -> None:
    path = locate(in_other_scripts, "voix", "écran")
    done = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, check=True)
    words = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)".*?>(.*?)</word>', done.stdout.decode())
    at = next(i for i, (_x, _y, word) in enumerate(words) if word == "54")
    line = [word for word in words[at - 4 : at] if abs(float(word[1]) - float(words[at][1])) < 3]
    beside = [word for word in line if re.search("[\u0600-\u06ff]", word[2])]
    assert beside
    assert all(float(word[0]) < float(words[at][0]) for word in beside)
