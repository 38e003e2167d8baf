"""Real posters and cards: one page a voice, and pictures for those who agree."""

import json

import page as page_validation
import pikepdf
import pytest

from tests.conftest import TESTIMONY, TODAY, Workspace
from tests.site.test_press import read_pages
from tests.site.test_short_links import follow_short_link
from vises_site.press.preflight.demands import DEMANDS, hold_single_sheets
from vises_site.press.preflight.inspection import inspect_pdf
from vises_site.press.profiles import POINTS_PER_MM
from vises_site.render.cards import SIZES

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("unmeasured")]

SLUG = "affiches-voix"
VOICES = ["Jocelyne", "Wendy", "Anne-Sophie", "Nadia"]
SCREEN = f"site/publications/{SLUG}/{SLUG}.pdf"
PRINT = f"imprimerie/{SLUG}/{SLUG}-impression.pdf"

POSTERS = """---
titre: Aux murs
genre: affiche
sections:
  - témoignages: {dispositif: SIS}
  - organismes: {dispositif: SIS}
---
Des affiches.
"""
SHARED = TESTIMONY.replace("[site, brochure]", "[site, brochure, réseaux]")
PERSON = "testimonies/la-passerelle/luc.md"


def publish(workspace: Workspace, *options: str) -> list[str]:
    """Publish the posters, and return what was made, relative to the project."""
    done = workspace.run("publish", "mur", "-q", "--on-date", TODAY.isoformat(), *options)
    return [
        (workspace.root / line).resolve().relative_to(workspace.root.resolve()).as_posix()
        for line in done.stdout.splitlines()
    ]


def list_cards(workspace: Workspace) -> set[str]:
    return {path.name for path in workspace.root.glob("imprimerie/*/cartes/*")}


@pytest.fixture
def wall(workspace: Workspace) -> Workspace:
    return workspace.write({"content/publications/mur.md": POSTERS, PERSON: SHARED})


def test_each_voice_has_one_poster_and_there_is_no_booklet(demo: Workspace) -> None:
    for uri in (SCREEN, PRINT):
        pages = read_pages(demo.root / uri)
        assert len(pages) == len(VOICES)
        for page, name in zip(pages, VOICES, strict=True):
            text = " ".join(page.split())
            assert name in text
            assert "«" in text
            assert "Éditeur responsable" in text
            assert "imaginé pour la démonstration" in text
    assert not list((demo.root / "imprimerie" / SLUG).glob("*livret*"))


def test_printed_posters_are_a3_and_pass_preflight(demo: Workspace) -> None:
    content = (demo.root / PRINT).read_bytes()
    report = inspect_pdf(content, PRINT, hold_single_sheets(DEMANDS["impression"]))
    assert [(f.code, f.page, f.what) for f in report.findings] == []
    with pikepdf.open(demo.root / PRINT) as pdf:
        for page in pdf.pages:
            left, bottom, right, top = (float(v) / POINTS_PER_MM for v in page.TrimBox)
            assert (right - left, top - bottom) == pytest.approx((297, 420), abs=0.05)


def test_posters_on_screens_are_accessible_and_lead_to_each_story(demo: Workspace) -> None:
    report = page_validation.validate_pdf(demo.root / SCREEN, profile="pdf-ua-1")
    assert [(f.rule_id, f.message) for f in report.failures] == []
    with pikepdf.open(demo.root / SCREEN) as pdf:
        links = [str(a.A.URI) for p in pdf.pages for a in p.get("/Annots", []) if "/A" in a]
        with pdf.open_outline() as outline:
            assert len(outline.root) == len(VOICES)
    assert len(links) == len(VOICES)
    pages = [follow_short_link(demo.root / "site", link) for link in links]
    assert {page.parent.parent.name for page in pages} == {"temoignages"}
    assert len(set(pages)) == len(VOICES)


def test_the_demo_has_cards_of_all_voices_in_all_sizes_and_none_on_the_site(
    demo: Workspace,
) -> None:
    assert len(list_cards(demo)) == len(VOICES) * len(SIZES)
    assert not list((demo.root / "site").rglob("*1080x*"))
    entries = (demo.root / "registre/parutions.jsonl").read_text(encoding="utf-8").splitlines()
    found = [entry for entry in map(json.loads, entries) if "/cartes/" in entry["output"]]
    cards = [entry for entry in found if entry["output"].startswith("imprimerie/")]
    assert len(cards) == len(VOICES) * len(SIZES)
    assert {tuple(entry["channels"]) for entry in cards} == {("réseaux",)}


def test_publish_makes_posters_and_cards_twice_alike(wall: Workspace) -> None:
    made = publish(wall)
    cards = {f"luc-{size.name}.png" for size in SIZES}
    assert set(made) == {
        "site/publications/mur/mur.pdf",
        "imprimerie/mur/mur-impression.pdf",
        *(f"imprimerie/mur/cartes/{name}" for name in cards),
    }
    first = wall.list_bytes("imprimerie")
    wall.run("build", "-q", "--clean", "--on-date", TODAY.isoformat())
    assert wall.list_bytes("imprimerie") == first


def test_cards_go_with_what_is_printed_and_where_it_is_asked(wall: Workspace) -> None:
    publish(wall, "--profile", "écran")
    assert list_cards(wall) == set()
    publish(wall, "--profile", "impression", "-o", "ailleurs")
    assert {path.name for path in (wall.root / "ailleurs/cartes").iterdir()} == {
        f"luc-{size.name}.png" for size in SIZES
    }


def test_who_leaves_social_networks_keeps_the_poster_and_loses_the_cards(wall: Workspace) -> None:
    publish(wall)
    assert list_cards(wall)
    wall.write({PERSON: TESTIMONY})
    publish(wall)
    assert list_cards(wall) == set()
    assert "Luc" in read_pages(wall.root / "imprimerie/mur/mur-impression.pdf")[0]
    ledger = (wall.root / "registre/parutions.jsonl").read_text(encoding="utf-8").splitlines()
    gone = [entry for entry in map(json.loads, ledger) if entry["sha256"] is None]
    assert {entry["output"] for entry in gone} == {
        f"imprimerie/mur/cartes/luc-{size.name}.png" for size in SIZES
    }


def test_unchanged_cards_stay_without_making_publications(wall: Workspace) -> None:
    build = ("build", "-q", "--on-date", TODAY.isoformat())
    wall.run(*build)
    before = list_cards(wall)
    wall.run(*build, "--no-publications")
    assert list_cards(wall) == before != set()
    wall.write({PERSON: SHARED.replace("Ici, je respire.", "Ici, je ris.")})
    wall.run(*build, "--no-publications")
    assert list_cards(wall) == set()


def test_a_code_leads_to_nobody_who_is_not_on_the_site(wall: Workspace) -> None:
    wall.write({PERSON: TESTIMONY.replace("[site, brochure]", "[brochure]")})
    publish(wall, "--profile", "impression")
    pages = read_pages(wall.root / "imprimerie/mur/mur-impression.pdf")
    assert len(pages) == 2
    assert "D’autres voix" in pages[0]


def test_other_sections_become_sheets_that_go_on_rather_than_lose_a_word(wall: Workspace) -> None:
    sections = "  - page: long.md\n  - organismes: {dispositif: SIS}\n"
    posters = POSTERS.replace("  - organismes: {dispositif: SIS}\n", sections)
    words = "\n\n".join(f"Paragraphe {n} : {'encore un mot ' * 30}" for n in range(1, 41))
    wall.write(
        {
            "content/publications/mur.md": posters.replace("genre:", "accroche: Entrez.\ngenre:"),
            "content/long.md": f"---\ntitre: Long\n---\n## Un titre\n\n{words}\n",
        }
    )
    publish(wall, "--profile", "écran")
    path = wall.root / "site/publications/mur/mur.pdf"
    pages = read_pages(path)
    assert "Entrez." in pages[0]
    assert "Ma bulle d’air" in pages[1]
    assert "La Passerelle" in pages[-1]
    assert len(pages) > 4
    assert all("www.exemple.be" in text and "Aux murs" in text for text in pages)
    assert all(f"Paragraphe {n} " in "".join(pages) for n in range(1, 41))
    report = page_validation.validate_pdf(path, profile="pdf-ua-1")
    assert [(f.rule_id, f.message) for f in report.failures] == []
