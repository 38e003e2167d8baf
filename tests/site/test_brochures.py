"""Every way of setting a voice, in one real brochure, read back."""

import subprocess
from pathlib import Path

import page as page_validation
import pytest

from tests.conftest import ORGANISM, PUBLICATION, TESTIMONY, TODAY, Workspace, make_once
from vises_site.assemble.publication import build_publication
from vises_site.build.publications import make_publication
from vises_site.model.publishable import Publishable, publishable
from vises_site.press.profiles import SCREEN
from vises_site.render.paper import PaperRenderer
from vises_site.render.pictures import PictureStore

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("unmeasured")]

QUESTIONS = "\n\n".join(f"**Question {n} ?**\n\n{'Je réponds longuement. ' * 30}" for n in range(4))
BODIES = {
    "long": "\n\n".join(f"Paragraphe {n}. {'Je marche et je raconte. ' * 18}" for n in range(65)),
    "douze": "Avant je ne sortais pas. Maintenant le jeudi, tout le monde attend.",
    "entretien": QUESTIONS,
    "court-1": "Un cageot pèse. " * 30,
    "court-2": "La soupe chauffe. " * 40,
    "court-3": "Le bus passe. " * 12,
    "diptyque": f"## Luc\n\n{'Je suis venu. ' * 50}\n\n## Aline\n\n{'Je l’attendais. ' * 50}",
}


def write_voice(project: Workspace, slug: str, body: str) -> None:
    text = TESTIMONY.replace("isolement", slug.partition("-")[0])
    if slug == "diptyque":
        voice = text[text.index("  - nom-affiché") : text.index("organisme: la")]
        text = text.replace(voice, voice + voice.replace("Luc", "Aline"))
    head = text[: text.rindex("---\n") + 4]
    project.write({f"testimonies/la-passerelle/{slug}.md": head + body + "\n"})


def write_brochure(project: Workspace) -> Publishable:
    themes = dict.fromkeys(slug.partition("-")[0] for slug in BODIES)
    sections = "".join(f"  - témoignages: {{thèmes: [{theme}]}}\n" for theme in themes)
    project.write(
        {
            "content/organismes/la-passerelle.md": ORGANISM,
            "content/publications/voix.md": PUBLICATION.replace(
                "  - témoignages: {dispositif: SIS}\n", sections
            ),
        }
    )
    for slug, body in BODIES.items():
        write_voice(project, slug, body)
    library = project.load()
    assert [p for p in library.problems if p.severity == "error"] == []
    return publishable(library, ("site", "brochure"), TODAY)


@pytest.fixture(scope="module")
def brochure(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> None:
        shown = write_brochure(Workspace(folder))
        spec = build_publication(shown, shown.publications["voix"])
        layouts = {s.testimony.slug: s.layout for c in spec.chapters for s in c.spreads}
        assert set(layouts.values()) == {"récit", "éclat", "entretien", "mosaïque", "diptyque"}
        store = PictureStore(folder, folder / ".vises")
        (folder / "voix.pdf").write_bytes(
            make_publication(PaperRenderer(shown, spec, SCREEN, store))
        )

    return make_once(tmp_path_factory, "layouts", make).root / "voix.pdf"


def read_pages(path: Path) -> list[str]:
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def test_all_layouts_are_accessible(brochure: Path) -> None:
    report = page_validation.validate_pdf(brochure, profile="pdf-ua-1")
    assert [(f.rule_id, f.message) for f in report.failures] == []


def test_no_word_is_lost_in_any_layout(brochure: Path) -> None:
    text = " ".join(" ".join(read_pages(brochure)).split())
    for word, count in (("raconte.", 65 * 18), ("pèse.", 30), ("chauffe.", 40), ("passe.", 12)):
        assert text.count(f" {word}") >= count, word
    assert "tout le monde attend." in text
    assert all(f"Question {n}" in text for n in range(4))


def test_sheets_come_out_even(brochure: Path) -> None:
    assert len(read_pages(brochure)) % 4 == 0


def test_two_voices_face_each_other(brochure: Path) -> None:
    pages = read_pages(brochure)
    [first] = [n for n, text in enumerate(pages, 1) if text.count("Je suis venu.") > 20]
    assert first % 2 == 0
    assert pages[first].count("Je l’attendais.") > 20


def test_no_page_ends_in_the_middle_of_a_word(brochure: Path) -> None:
    pages = [page.split() for page in read_pages(brochure)]
    assert not any(word.endswith("\u2010") for page in pages for word in page[-6:])
