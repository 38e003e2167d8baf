"""Printers' presets: data that shape the printer's PDF and what it is held against."""

import io
import json
from pathlib import Path

import pikepdf
import pytest
from PIL import ImageCms

from tests.conftest import PUBLICATION, TESTIMONY, Workspace
from vises_site.load.printers import PRESETS_PATH, read_presets
from vises_site.press.preflight.demands import DEMANDS
from vises_site.press.printers import adapt_demands, adapt_profile
from vises_site.press.profiles import POINTS_PER_MM, PRINT, SCREEN
from vises_site.theme import ICC_PATH


def test_at_least_five_presets_are_shipped_and_read() -> None:
    presets = read_presets()
    assert len(presets) >= 5
    assert set(presets) == {path.stem for path in PRESETS_PATH.glob("*.yml")}


def test_a_preset_shapes_the_printed_profile_and_no_other() -> None:
    hoorens = read_presets()["hoorens"]
    adapted = adapt_profile(PRINT, hoorens, Path("/projet"))
    assert (adapted.bleed_mm, adapted.pdf_variant) == (5, "pdf/x-1a")
    assert adapt_profile(SCREEN, hoorens, Path("/projet")) == SCREEN
    assert adapt_profile(PRINT, None, Path("/projet")) == PRINT


def test_a_preset_shapes_what_its_file_is_held_against() -> None:
    demands = adapt_demands(DEMANDS["impression"], read_presets()["urgent"])
    assert demands.ink_percent == 260
    assert adapt_demands(DEMANDS["écran"], read_presets()["urgent"]) == DEMANDS["écran"]


OWN = """---
nom: Notre imprimeur
fond-perdu: 4
encrage: 280
norme: {standard}
profil-icc: presse.icc
condition: FOGRA99
repères: {marks}
pages-minimum: 4
---
Téléphone : 04 000 00 00
"""


def make_project(workspace: Workspace, standard: str, marks: str) -> None:
    workspace.write(
        {
            "testimonies/la-passerelle/luc.md": TESTIMONY,
            "content/publications/voix.md": PUBLICATION.replace(
                "format: A5", "format: A5\nimprimeur: notre-imprimeur"
            ),
            "content/imprimeurs/notre-imprimeur.md": OWN.format(standard=standard, marks=marks),
        }
    )
    target = workspace.root / "content/imprimeurs/presse.icc"
    target.write_bytes((ICC_PATH / "FOGRA39L_coated.icc").read_bytes())


@pytest.mark.slow
@pytest.mark.parametrize(("standard", "marks"), [("X-4", "oui"), ("X-1a", "non")])
def test_a_project_has_presets_of_its_own(workspace: Workspace, standard: str, marks: str) -> None:
    make_project(workspace, standard, marks)
    workspace.run("build")
    folder = workspace.root / "imprimerie/voix"
    control = json.loads((folder / "controle.json").read_bytes())
    assert [f for report in control["files"] for f in report["findings"]] == []
    with pikepdf.open(folder / "voix-impression.pdf") as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert intent.OutputConditionIdentifier == "FOGRA99"
        for page in pdf.pages:
            trim, bleed, media = (
                [float(v) / POINTS_PER_MM for v in box]
                for box in (page.TrimBox, page.BleedBox, page.MediaBox)
            )
            assert trim[0] - bleed[0] == pytest.approx(4, abs=0.01)
            assert bleed[0] - media[0] == pytest.approx(10 if marks == "oui" else 0, abs=0.01)
        if standard == "X-1a":
            assert pdf.pdf_version <= "1.4"
            assert all("/Group" not in page.obj for page in pdf.pages)
    # What a printing house asks is nobody's page
    assert not list(workspace.root.glob("site/**/*imprimeur*"))
    assert not list(workspace.root.glob("site/**/*.icc"))


def test_a_profile_of_a_screen_and_a_nameless_condition_are_problems(workspace: Workspace) -> None:
    make_project(workspace, "X-4", "oui")
    screen = io.BytesIO(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    workspace.write(
        {
            "content/imprimeurs/a.md": "---\nnom: A\nprofil-icc: ecran.icc\n---\n",
            "content/imprimeurs/b.md": "---\nnom: B\nprofil-icc: b.icc\ncondition: FOGRA51\n---\n",
        }
    )
    (workspace.root / "content/imprimeurs/ecran.icc").write_bytes(screen.getvalue())
    (workspace.root / "content/imprimeurs/b.icc").write_bytes(b"rien")
    problems = workspace.check(code=1)
    found = {(p["path"], p["code"], p["line"]) for p in problems}
    assert found == {
        ("content/imprimeurs/a.md", "invalid-icc", 3),
        ("content/imprimeurs/a.md", "missing-key", 3),
        ("content/imprimeurs/b.md", "invalid-icc", 3),
    }


@pytest.mark.slow
def test_a_glued_book_has_its_cover_and_its_inside_apart(workspace: Workspace) -> None:
    make_project(workspace, "X-4", "oui")
    path = workspace.root / "content/imprimeurs/notre-imprimeur.md"
    path.write_text(path.read_text().replace("nom:", "reliure: collé\nnom:"))
    path.write_text(path.read_text().replace("pages-minimum: 4", "pages-minimum: 2"))
    workspace.run("publish", "voix", "-o", "relecture")
    counts = {}
    for name in ("voix", "voix-impression", "voix-couverture"):
        with pikepdf.open(workspace.root / f"relecture/{name}.pdf") as pdf:
            counts[name] = len(pdf.pages)
    assert counts["voix-couverture"] == 2
    assert counts["voix-impression"] == counts["voix"] - 4
    control = json.loads((workspace.root / "relecture/controle.json").read_bytes())
    found = {(r["file"], f["code"]) for r in control["files"] for f in r["findings"]}
    assert found <= {("voix-impression.pdf", "page-range")}
    refused = workspace.run("publish", "voix", "--profile", "archive", code=1)
    assert "seuls les rapports" in refused.stderr
