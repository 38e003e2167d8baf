from tests.conftest import PUBLICATION, TODAY, Workspace
from vises_site.assemble.publication import build_publication
from vises_site.assemble.site import Kinship, build_pages, slug_theme
from vises_site.model.publishable import publishable


def test_a_publication_holds_another(workspace: Workspace) -> None:
    other = PUBLICATION.replace(
        "  - témoignages: {dispositif: SIS}\n", "  - page: publications/voix.md\n"
    )
    workspace.write(
        {"content/publications/voix.md": PUBLICATION, "content/publications/tout.md": other}
    )
    shown = publishable(workspace.load(), "brochure", TODAY)
    spec = build_publication(shown, shown.publications["tout"])
    assert [chapter.kind for chapter in spec.chapters] == ["voices", "directory", "directory"]
    assert [t.slug for t in spec.testimonies] == ["luc"]


def test_pages_are_made_for_every_record(workspace: Workspace) -> None:
    workspace.write({"content/publications/voix.md": PUBLICATION})
    shown = publishable(workspace.load(), "site", TODAY)
    uris = {page.uri for page in build_pages(shown)}
    assert uris >= {
        "index.md", "temoignages/index.md", "temoignages/luc.md", "organismes/la-passerelle.md",
        "themes/isolement.md", "publications/voix.md", "evaluations/index.md", "recherche.md",
    }  # fmt: skip


def test_kin_share_themes(workspace: Workspace) -> None:
    shown = publishable(workspace.load(), "site", TODAY)
    alone = shown.testimonies[0]
    assert Kinship(shown).find(alone) == []


def test_themes_have_plain_addresses() -> None:
    assert slug_theme("Santé & bien-être") == "sante-bien-etre"
    assert slug_theme("…") == "theme"
