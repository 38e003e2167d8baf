"""Variants as files: where they land, who is in them, and which are made again."""

import json
import shutil
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import ORGANISM, PUBLICATION, TESTIMONY, TODAY, Workspace, make_once

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("unmeasured")]

DAY = ("--on-date", TODAY.isoformat())
START = PUBLICATION.partition("sections:")[0]
VARIANTS = f"""{START}déclinaison: par-organisme
sections:
  - témoignages: {{dispositif: SIS, limite: 2}}
---
Une brochure.
"""
NEWER = TESTIMONY.replace("la-passerelle", "l-atelier").replace("2019-05-14", "2024-01-02")
OLDER = NEWER.replace("2024-01-02", "2018-01-02").replace("Ma bulle d'air", "Le tabouret")
NEWEST = NEWER.replace("2024-01-02", "2024-03-04").replace("Ma bulle d'air", "La scie")
LUC, ZOE = "testimonies/la-passerelle/luc.md", "testimonies/l-atelier/zoe.md"


def write(folder: Path) -> Workspace:
    """Two houses; `voix` shows Ana and Zoé, the variant of La Passerelle shows Luc and Ana."""
    site = "site_name: Essai\nsite_url: https://www.exemple.be/\ndocs_dir: content\n"
    return Workspace(folder).write(
        {
            "mkdocs.yml": f"{site}theme: {{name: vises}}\nplugins: [{{vises: {{jobs: 2}}}}]\n",
            "content/index.md": "---\ntitre: Accueil\naccroche: Des voix\n---\nBienvenue.\n",
            "content/organismes/la-passerelle.md": ORGANISM,
            "content/organismes/l-atelier.md": ORGANISM.replace("La Passerelle", "L'Atelier"),
            "content/organismes/le-silence.md": ORGANISM.replace("La Passerelle", "Le Silence"),
            "content/publications/voix.md": VARIANTS,
            LUC: TESTIMONY,
            "testimonies/l-atelier/ana.md": NEWEST,
            ZOE: NEWER.replace("Ma bulle d'air", "Le rabot"),
        }
    )


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return make_once(
        tmp_path_factory, "variants", lambda folder: write(folder).run("build", "-q", *DAY)
    )


@pytest.fixture
def built(built_once: Workspace, tmp_path: Path) -> Workspace:
    """A project with its variants, to be changed."""
    shutil.copytree(built_once.root, tmp_path / "project")
    return Workspace(tmp_path / "project")


def list_pdfs(workspace: Workspace) -> list[str]:
    folders = ("site/publications", "imprimerie")
    found = (p for folder in folders for p in (workspace.root / folder).rglob("*.pdf"))
    return sorted(path.relative_to(workspace.root).as_posix() for path in found)


def list_made(workspace: Workspace) -> dict[str, int]:
    """Return when each PDF of the cache was written, by name."""
    folder = workspace.root / ".vises/cache/publications"
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("*.pdf")}


def read_ledger(workspace: Workspace) -> dict[str, list[str]]:
    """Return the records of each output, as the ledger says last."""
    text = (workspace.root / "registre/parutions.jsonl").read_text(encoding="utf-8")
    lines = map(json.loads, text.splitlines())
    return {line["output"]: sorted({r["record"] for r in line["records"]}) for line in lines}


def test_variants_stand_beside_their_publication_and_in_the_ledger(built_once: Workspace) -> None:
    stems = ["voix-l-atelier", "voix-la-passerelle", "voix"]
    assert list_pdfs(built_once) == sorted(
        [f"imprimerie/voix/{stem}-{p}.pdf" for stem in stems for p in ("impression", "livret")]
        + [f"site/publications/voix/{stem}.pdf" for stem in stems]
    )
    ledger = read_ledger(built_once)
    for stem, records in (("-la-passerelle", ["ana", "luc"]), ("-l-atelier", ["ana", "zoe"])):
        assert ledger[f"site/publications/voix/voix{stem}.pdf"] == records
        assert ledger[f"imprimerie/voix/voix{stem}-livret.pdf"] == records
    with pikepdf.open(built_once.root / "site/publications/voix/voix-la-passerelle.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]) == "Des voix – La Passerelle"


def test_the_preflight_of_each_variant_finds_nothing(built_once: Workspace) -> None:
    control = json.loads((built_once.root / "imprimerie/voix/controle.json").read_bytes())
    files = {report["file"]: report["findings"] for report in control["files"]}
    for name in ("voix", "voix-la-passerelle", "voix-l-atelier"):
        for file in (f"{name}.pdf", f"{name}-impression.pdf", f"{name}-livret.pdf"):
            assert files[file] == []


def test_pages_lead_to_variants_and_only_to_those_there_are(built_once: Workspace) -> None:
    site = built_once.root / "site"
    page = (site / "publications/voix/index.html").read_text(encoding="utf-8")
    assert 'href="../../publications/voix/voix-l-atelier.pdf"' in page
    assert "Le Silence" not in page
    page = (site / "organismes/la-passerelle/index.html").read_text(encoding="utf-8")
    assert "publications/voix/voix-la-passerelle.pdf" in page
    page = (site / "organismes/le-silence/index.html").read_text(encoding="utf-8")
    assert ".pdf" not in page


def test_only_what_shows_a_changed_testimony_is_made_again(built: Workspace) -> None:
    before = list_made(built)
    built.write({LUC: TESTIMONY.replace("Ici, je respire. Le", "Ici, je ris. Le")})
    built.run("build", "-q", *DAY)
    after = list_made(built)
    # Pages for screens, pages for printers and their booklet: of one variant out of three editions
    assert len(before) == len(after) == 9
    assert sorted(after.items() & before.items()) == sorted(
        (name, made_at) for name, made_at in before.items() if name in after
    )
    assert len(after.keys() - before.keys()) == 3


def test_a_withdrawal_ends_the_variant_that_had_nobody_else(built: Workspace) -> None:
    built.run("consent", "withdraw", "luc/luc", "--date", TODAY.isoformat())
    said = built.run("build", *DAY).stderr
    assert "La Passerelle" in said
    assert [name for name in list_pdfs(built) if "la-passerelle" in name] == []
    ledger = read_ledger(built)
    assert ledger["imprimerie/voix/voix-la-passerelle-impression.pdf"] == []
    page = (built.root / "site/publications/voix/index.html").read_text(encoding="utf-8")
    assert "La Passerelle" not in page


def test_without_new_publications_only_true_variants_stay(built: Workspace) -> None:
    built.write({ZOE: OLDER})
    built.run("build", "-q", "--no-publications", *DAY)
    assert [name for name in list_pdfs(built) if "/voix-la-passerelle" in name] != []
    assert [name for name in list_pdfs(built) if "/voix-l-atelier" in name] == []


def test_one_variant_alone_can_be_made(built: Workspace) -> None:
    asked = ("voix/la-passerelle", "--profile", "écran", "-o", "ici", *DAY)
    done = built.run("publish", *asked)
    assert done.stdout.split() == ["ici/voix-la-passerelle.pdf"]
    assert read_ledger(built)["ici/voix-la-passerelle.pdf"] == ["ana", "luc"]


def test_a_variant_that_there_is_not_is_told_with_the_nearest(built_once: Workspace) -> None:
    said = built_once.run("publish", "voix/la-passerel", code=1).stderr
    assert "« voix/la-passerelle »" in said
    assert "« voix »" in built_once.run("publish", "voi/la-passerelle", code=1).stderr
    built_once.run("publish", "voix/le-silence", code=1)
