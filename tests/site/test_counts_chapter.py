"""The chapter « ce que l'on compte, ce que l'on raconte », made as a user makes it."""

import subprocess

import pytest

from tests.conftest import ORGANISM, PUBLICATION, Workspace

TABLE = (
    "rubrique;détail;2023;2024;2025\n"
    "bénéficiaires;;71;78;97\nbénéficiaires;RIS;40;41;46\nbénéficiaires;chômage;16;23;38\n"
    "bénéficiaires;mutuelle;3;2;1\nheures;;{hours};{hours};{hours}\n"
)


@pytest.mark.usefixtures("unmeasured")
def test_the_chapter_shows_figures_and_voices_and_no_small_group(workspace: Workspace) -> None:
    for name, hours in (("la-passerelle", 1311), ("le-seuil", 1522)):
        named = ORGANISM.replace("commune:", f"chiffres: {name}.csv\ncommune:")
        workspace.write(
            {
                f"content/organismes/{name}.md": named,
                f"content/organismes/{name}.csv": TABLE.format(hours=hours),
            }
        )
    text = PUBLICATION.replace("- organismes: {dispositif: SIS}", "- chiffres: {dispositif: SIS}")
    workspace.write({"content/publications/p.md": text.replace("A5", "A4")})
    workspace.run("publish", "p", "--profile", "écran", "-o", "out")
    read = subprocess.run(
        ["pdftotext", "-layout", workspace.root / "out/p.pdf", "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    words = " ".join(read.stdout.replace("\u202f", " ").replace("\xa0", " ").split())
    assert "97 bénéficiaires" in words
    assert "1 311 heures valorisées" in words
    assert "Ici, je respire." in words
    assert "Les SIS ensemble, en 2025" in words
    assert "194 bénéficiaires" in words
    assert "2 833 heures valorisées" in words
    assert "mutuelle" not in words
    assert "%" not in words
