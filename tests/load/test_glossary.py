"""The glossary, as authors write it."""

from tests.conftest import Workspace
from vises_site.model.glossary import Meaning


def test_entries_come_in_alphabetical_order_with_their_languages(workspace: Workspace) -> None:
    text = (
        "SIS: service d'insertion sociale\nDéFI:\n  nom: démarche\n  nl: aanpak\nCISP: {nom: c}\n"
    )
    workspace.write({"content/glossaire.yml": text})
    library = workspace.load()
    assert library.problems == ()
    assert [acronym.letters for acronym in library.glossary] == ["CISP", "DéFI", "SIS"]
    defi = library.glossary[1]
    assert defi.find("nl") == Meaning("nl", "aanpak")
    assert defi.find("de") == Meaning("fr", "démarche")


def test_a_glossary_of_comments_is_empty(workspace: Workspace) -> None:
    library = workspace.write({"content/glossaire.yml": "# rien encore\n"}).load()
    assert (library.problems, library.glossary) == ((), ())


def test_a_glossary_that_is_a_bomb_is_refused(workspace: Workspace) -> None:
    for text in ("A1: " + "[" * 50 + "]" * 50, "".join(f"A{n}: x\n" for n in range(600))):
        library = workspace.write({"content/glossaire.yml": text}).load()
        assert [p.code for p in library.problems] == ["front-matter-too-large"]


def test_a_link_is_no_glossary(workspace: Workspace) -> None:
    (workspace.root / "content" / "glossaire.yml").symlink_to("/etc/hostname")
    library = workspace.load()
    assert {p.code for p in library.problems} == {"symlink"}
    assert library.glossary == ()
