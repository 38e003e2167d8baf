import json

import pytest
from click.testing import CliRunner

from tests.conftest import PUBLICATION, TESTIMONY, Workspace
from tests.press.faults import FAULTS, damage, make_sound
from vises_site.cli.main import main

KINDS = {
    "temoignage": "testimonies/la-passerelle/essai.md",
    "evaluation": "content/evaluations/essai/index.md",
    "organisme": "content/organismes/essai.md",
    "publication": "content/publications/essai.md",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_file_is_valid_and_publishes_nobody(workspace: Workspace, kind: str) -> None:
    assert workspace.run("new", kind, "essai").stdout.strip() == KINDS[kind]
    assert workspace.check(code=0) == []
    assert set(workspace.load().testimonies) >= {"luc"}
    refused = workspace.run("new", kind, "essai", code=1)
    assert "existe déjà" in refused.stderr


def test_kinds_are_known_with_accents(workspace: Workspace) -> None:
    workspace.run("new", "Témoignage", "essai")
    assert (workspace.root / KINDS["temoignage"]).exists()


def test_a_new_file_needs_a_plain_name(workspace: Workspace) -> None:
    assert "minuscules" in workspace.run("new", "organisme", "Été", code=1).stderr


def test_a_testimony_needs_an_organism(workspace: Workspace) -> None:
    (workspace.root / "content/organismes/la-passerelle.md").unlink()
    assert "vises new organisme" in workspace.run("new", "temoignage", "essai", code=1).stderr
    assert "temoignage" in workspace.run("new", "roman", "essai", code=2).stderr


def test_check_prints_the_contract(workspace: Workspace) -> None:
    workspace.write({"testimonies/la-passerelle/luc.md": TESTIMONY.replace("titre:", "titr:")})
    done = workspace.run("check", "--format", "json", code=1)
    report = json.loads(done.stdout)
    assert (report["errors"], report["warnings"]) == (1, 0)
    assert list(report["problems"][0]) == [
        "path", "line", "column", "key", "severity", "code", "what", "expected", "mend",
    ]  # fmt: skip
    assert report["problems"][0]["line"] == 2


def test_check_speaks_both_languages(workspace: Workspace) -> None:
    workspace.write({"testimonies/la-passerelle/luc.md": TESTIMONY.replace("titre:", "titr:")})
    assert "clé inconnue « titr »" in workspace.run("check", code=1).stdout
    assert "unknown key « titr »" in workspace.run("check", "--lang", "en", code=1).stdout
    assert "unknown key « titr »" in workspace.run("--lang", "en", "check", code=1).stdout


def test_a_hook_can_look_for_some_problems_alone(workspace: Workspace) -> None:
    """What the guide proposes before each commit."""
    hook = ("check", "--only", "identity-", "--strict")
    text = TESTIMONY.replace("expire-le: 2029-05-02", "expire-le: 2020-05-02")
    workspace.write({"testimonies/la-passerelle/luc.md": text})
    assert workspace.run(*hook).stdout == ""
    workspace.write({"testimonies/la-passerelle/luc.md": text + "Écrivez à luc@exemple.be.\n"})
    found = workspace.run(*hook, code=1).stdout
    assert "luc.md:21:11" in found
    assert "consent-" not in found
    assert workspace.run("check").returncode == 0


def test_a_withheld_testimony_is_a_warning(workspace: Workspace) -> None:
    text = TESTIMONY.replace("      expire-le: 2029-05-02\n", "      retiré-le: 2020-01-01\n")
    workspace.write({"testimonies/la-passerelle/luc.md": text})
    (problem,) = workspace.check(code=0)
    assert (problem["severity"], problem["code"]) == ("warning", "consent-withdrawn")


def test_the_day_can_be_chosen(workspace: Workspace) -> None:
    done = workspace.run("check", "--on-date", "01/01/2030", "--format", "json")
    assert json.loads(done.stdout)["warnings"] == 1
    assert "date" in workspace.run("check", "--on-date", "demain", code=2).stderr


def test_a_folder_without_a_site_is_said(workspace: Workspace) -> None:
    (workspace.root / "mkdocs.yml").unlink()
    assert "mkdocs.yml" in workspace.run("check", code=1).stderr
    workspace.write({"mkdocs.yml": "site_name: X\nplugins: []\ndocs_dir: content\n"})
    assert "- vises" in workspace.run("build", code=1).stderr
    workspace.write({"mkdocs.yml": "site_name: [\n"})
    workspace.run("build", code=1)


def test_unknown_publications_and_profiles_are_said(workspace: Workspace) -> None:
    workspace.write({"content/publications/voix.md": PUBLICATION})
    assert "« voix »" in workspace.run("publish", "voie", code=1).stderr
    assert "écran" in workspace.run("publish", "voix", "--profile", "x", code=2).stderr


@pytest.mark.slow
def test_one_publication_goes_where_it_is_asked(workspace: Workspace) -> None:
    workspace.write({"content/publications/voix.md": PUBLICATION})
    done = workspace.run("publish", "voix", "--profile", "ecran", "-o", "sortie")
    assert done.stdout.split() == ["sortie/voix.pdf"]
    assert (workspace.root / "sortie/voix.pdf").read_bytes().startswith(b"%PDF-1.7")
    workspace.run("publish", "voix", "-q")
    assert (workspace.root / "imprimerie/voix/voix-impression.pdf").exists()
    assert (workspace.root / "site/publications/voix/voix.pdf").exists()


def test_a_booklet_alone_can_be_made_where_it_can_be_folded(workspace: Workspace) -> None:
    poster = PUBLICATION.replace("format: A5", "format: A3")
    workspace.write(
        {"content/publications/voix.md": PUBLICATION, "content/publications/mur.md": poster}
    )
    done = workspace.run("publish", "voix", "--profile", "livret")
    assert done.stdout.strip().endswith("imprimerie/voix/voix-livret.pdf")
    assert sorted(p.name for p in (workspace.root / "imprimerie/voix").iterdir()) == [
        "controle.json",
        "voix-livret.pdf",
    ]
    refused = workspace.run("publish", "mur", "--profile", "livret", code=1)
    assert "« mur », en A3, ne se plie pas" in refused.stderr


def test_publish_stops_at_errors(workspace: Workspace) -> None:
    workspace.write(
        {
            "content/publications/voix.md": PUBLICATION,
            "testimonies/la-passerelle/luc.md": TESTIMONY.replace("titre:", "titr:"),
        }
    )
    assert "titr" in workspace.run("publish", "voix", code=1).stderr


def test_the_doctor_finds_this_machine_well(workspace: Workspace) -> None:
    done = workspace.run("doctor")
    assert "✗" not in done.stdout
    assert done.stdout.count("✓") >= 10


@pytest.mark.usefixtures("unmeasured")
def test_help_and_version_are_everywhere() -> None:
    runner = CliRunner()
    for command in ([], *([name] for name in main.commands)):
        assert "--lang" in runner.invoke(main, [*command, "--help"]).output
        if command != ["consent"]:
            version = runner.invoke(main, [*command, "--version"])
            assert version.output.startswith("vises, version")


def test_preflight_tells_what_it_finds_and_where(workspace: Workspace) -> None:
    path = workspace.root / "autre.pdf"
    path.write_bytes(damage(FAULTS["red in RGB"].change))
    done = workspace.run("preflight", str(path), code=1)
    assert "autre.pdf, page 2, à " in done.stdout
    assert "attendu : CMJN ou gris" in done.stdout
    done = workspace.run("preflight", str(path), "--format", "json", code=1)
    report = json.loads(done.stdout)
    assert (report["file"], report["errors"], report["warnings"]) == ("autre.pdf", 1, 0)
    assert report["findings"][0]["code"] == "rgb-object"


def test_preflight_of_a_sound_file_is_clean_and_can_be_looked_at(workspace: Workspace) -> None:
    path = workspace.root / "bon.pdf"
    path.write_bytes(make_sound())
    done = workspace.run("preflight", str(path), "--html", str(workspace.root / "controle.html"))
    assert done.stdout == ""
    assert "rien à signaler" in done.stderr
    assert (workspace.root / "controle.html").read_text().count("<img") == 4


def test_preflight_of_something_else_says_so(workspace: Workspace) -> None:
    done = workspace.run("preflight", "mkdocs.yml", code=1)
    assert "ne se lit pas comme un PDF" in done.stderr


def test_addresses_of_other_sites_are_listed_and_not_asked(workspace: Workspace) -> None:
    workspace.write({"content/page.md": "# Page\n\n[Là](https://b.be/x), [ici](index.md)\n"})
    found = json.loads(workspace.run("links", "--format", "json").stdout)["links"]
    assert found == [
        {"address": "https://b.be/x", "path": "content/page.md", "line": 3, "column": 6}
    ]
    done = workspace.run("links")
    assert done.stdout == "content/page.md:3:6  https://b.be/x\n"
    assert "1 adresse d'un autre site" in done.stderr
