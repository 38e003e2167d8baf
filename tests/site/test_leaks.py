"""Ways by which somebody's words once got out, each closed."""

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from tests.conftest import CONFIG, PUBLICATION, TESTIMONY, TODAY, Workspace
from tests.site.reach import make_portrait

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("unmeasured")]

LUC = "testimonies/la-passerelle/luc.md"
WITHDRAWN = TESTIMONY.replace("expire-le: 2029-05-02", "retiré-le: 2024-01-01")
REAL = TESTIMONY.replace("prénom d'emprunt", "prénom")


def build(workspace: Workspace, *options: str, code: int = 0) -> str:
    day = ("--on-date", TODAY.isoformat())
    return workspace.run("build", "--no-publications", *day, *options, code=code).stderr


def read_site(workspace: Workspace) -> str:
    files = workspace.list_bytes("site")
    return "\n".join([*files, *(content.decode("utf-8", "replace") for content in files.values())])


def test_a_testimony_among_the_pages_is_an_error(workspace: Workspace) -> None:
    workspace.write({"content/temoignages/zoe.md": WITHDRAWN.replace("Luc", "Zoé")})
    assert "content/temoignages/zoe.md" in build(workspace, code=1)
    assert not (workspace.root / "site").exists()


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        ("{testimonies_dir: content/voix}", "docs_dir"),
        ("{imprimerie_dir: site/impression}", "imprimerie_dir"),
        ("{cache_dir: .}", "cache_dir"),
        ("{cache_dir: site/cache}", "cache_dir"),
        ("{imprimerie_dir: registre}", "registre"),
    ],
)
def test_folders_in_one_another_are_refused(
    workspace: Workspace, settings: str, names: str
) -> None:
    workspace.write({"mkdocs.yml": CONFIG.replace("{jobs: 1}", settings)})
    before = workspace.list_bytes(".")
    assert f"« {names} »" in build(workspace, code=1)
    assert workspace.list_bytes(".") == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("souffle.", "souffle, dit " + unicodedata.normalize("NFD", "Élodie") + "."),
        ("souffle.", "souffle, dit &Eacute;lodie."),
        ("souffle.", "souffle, dit Élo\u00addie."),
        ("souffle.", "souffle, dit *Élo*die."),
        ("titre: Ma bulle d'air", "titre: La bulle d'élodie"),
    ],
)
def test_a_real_name_is_recognised_however_it_is_written(
    workspace: Workspace, old: str, new: str
) -> None:
    text = REAL.replace("Luc", "Élodie").replace(old, new)
    workspace.write({LUC: text})
    assert "retenu" in build(workspace)
    assert not (workspace.root / "site/temoignages/luc").exists()


@pytest.mark.parametrize(
    "other", ["nom-affiché: Bob, ami de Sophie", "nom-affiché: Bob\n    fonction: aide de Sophie"]
)
def test_another_voice_s_keys_do_not_name_her(workspace: Workspace, other: str) -> None:
    consent = TESTIMONY[TESTIMONY.index("    consentement:") : TESTIMONY.index("organisme: la")]
    text = REAL.replace("Luc", "Sophie").replace(
        "organisme: la-passerelle",
        f"  - {other}\n    rôle: proche\n{consent}organisme: la-passerelle",
    )
    name = other.split(": ")[1].split("\n")[0]
    workspace.write(
        {LUC: text.replace("\nIci, je", "\n## Sophie\nIci, je") + f"\n## {name}\nOui.\n"}
    )
    build(workspace)
    assert "Sophie" not in read_site(workspace)


def test_a_shared_picture_bears_nobody_s_name(workspace: Workspace) -> None:
    make_portrait(workspace.root / "testimonies/la-passerelle/p.png")
    named = REAL.replace("rôle: béné", "portrait: p.png\n    rôle: béné").replace("Luc", "Sophie")
    named = named.replace("[texte, âge", "[texte, portrait, prénom-réel, âge")
    workspace.write(
        {LUC: named, "testimonies/la-passerelle/a.md": named.replace("prénom-réel, ", "")}
    )
    build(workspace)
    pictures = [name for name in workspace.list_bytes("site") if name.startswith("images/")]
    assert pictures
    assert not [name for name in pictures if "sophie" in name]
    page = (workspace.root / "site/temoignages/a/index.html").read_text(encoding="utf-8")
    assert "Une voix" in page
    assert "Portrait de Sophie" not in page


@pytest.mark.parametrize(
    "comment", ["<!-- MOTSECRET\n\nà revoir -->", "<!-- a > MOTSECRET -->", "<!-- MOTSECRET"]
)
def test_comments_stay_in_the_file(workspace: Workspace, comment: str) -> None:
    text = TESTIMONY.replace("\nIci, je", f"\n{comment}\n\nIci, je")
    workspace.write({LUC: text, "content/publications/voix.md": PUBLICATION})
    workspace.run("build", "--on-date", TODAY.isoformat())
    assert "MOTSECRET" not in read_site(workspace)
    for pdf in workspace.root.rglob("voix*.pdf"):
        done = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, check=True)
        assert "MOTSECRET" not in done.stdout.decode()


def test_no_link_or_menu_names_who_withdrew(workspace: Workspace) -> None:
    nav = (
        "nav:\n  - Accueil: index.md\n  - Voix:\n    - 'Zoé, motnav': temoignages/zoe-motslug.md\n"
    )
    links = (
        "[a](temoignages/zoe-motslug.md) [b](temoignages/zoe-motslug/) "
        "[c](/temoignages/zoe-motslug/) [d](https://www.exemple.be/temoignages/zoe-motslug/)\n\n"
        "/// qr | https://www.exemple.be/temoignages/zoe-motslug/\n///\n"
    )
    publication = PUBLICATION.replace("sections:", "sections:\n  - page: page.md")
    workspace.write(
        {
            "mkdocs.yml": CONFIG.replace("jobs: 1", "jobs: 1, broken_links: warning") + nav,
            "testimonies/la-passerelle/zoe-motslug.md": WITHDRAWN,
            "content/page.md": f"# Page\n\n{links}",
            "content/publications/voix.md": publication + links,
            "content/organismes/autre.md": f"---\nnom: Autre\ndispositifs: [SIS]\n---\n{links}",
        }
    )
    workspace.run("build", "--on-date", TODAY.isoformat())
    site = read_site(workspace)
    assert "motnav" not in site
    assert "motslug" not in site
    for pdf in workspace.root.rglob("voix*.pdf"):
        assert b"motslug" not in pdf.read_bytes()


def test_a_publication_s_page_names_those_alone_who_are_in_it(workspace: Workspace) -> None:
    workspace.write(
        {
            LUC: TESTIMONY.replace("[site, brochure]", "[site]"),
            "content/publications/voix.md": PUBLICATION,
        }
    )
    build(workspace)
    page = (workspace.root / "site/publications/voix/index.html").read_text(encoding="utf-8")
    assert "Luc" not in page
    assert (workspace.root / "site/temoignages/luc/index.html").exists()


@pytest.mark.parametrize("written", ["abc", "99999999999999999999"])
def test_a_date_that_is_none_is_said(workspace: Workspace, written: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "vises_site", "build"],
        cwd=workspace.root,
        env={**os.environ, "SOURCE_DATE_EPOCH": written},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert f"« {written} » n'est pas une date" in done.stderr
    assert "Traceback" not in done.stderr


def test_another_day_than_today_is_said(workspace: Workspace) -> None:
    assert "qui n'est pas aujourd'hui" in build(workspace, "--on-date", "2020-01-01")


def test_the_day_is_that_of_belgium(monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import UTC, date, datetime, tzinfo

    from vises_site.mkdocs_plugin import day

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Clock":
            return cls(2026, 11, 24, 23, 30, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(day, "datetime", Clock)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert day.find_day(None) == date(2026, 11, 25)


def test_another_site_folder_is_fine(workspace: Workspace, tmp_path: Path) -> None:
    target = tmp_path.parent / f"{tmp_path.name}-public"
    workspace.write({"mkdocs.yml": CONFIG + f"site_dir: {target}\n"})
    build(workspace)
    assert (target / "temoignages/luc/index.html").exists()
    ledger = (workspace.root / "registre/parutions.jsonl").read_text(encoding="utf-8")
    assert str(tmp_path.parent) not in ledger
