from tests.conftest import PUBLICATION, TODAY, Workspace
from vises_site.assemble.kinship import Kinship
from vises_site.assemble.publication import build_publication
from vises_site.assemble.site import build_pages
from vises_site.model.publishable import publishable
from vises_site.model.reserved import slug_theme


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


EVALUATION = """---
titre: Ce qui change
organismes: [la-passerelle]
dispositif: SIS
période: "2019"
question: "Qu'est-ce qui change ?"
cadre:
  - dimension: Lien
    indicateurs:
      - {nom: Attendus, nature: quantitatif, source: Entretiens, numérateur: 17, dénominateur: 22}
      - {nom: Partis, nature: quantitatif, source: Entretiens, numérateur: 20, dénominateur: 22}
      - {nom: Rares, nature: quantitatif, source: Entretiens, numérateur: 2, dénominateur: 22}
témoignages: [luc]
---
Le récit.
"""


def test_figures_stand_beside_voices_and_hide_small_groups(workspace: Workspace) -> None:
    publication = PUBLICATION.replace("témoignages: {dispositif: SIS}", "évaluation: une")
    workspace.write(
        {
            "content/evaluations/une/index.md": EVALUATION,
            "content/publications/voix.md": publication,
        }
    )
    shown = publishable(workspace.load(), "brochure", TODAY)
    spec = build_publication(shown, shown.publications["voix"])
    [figure] = spec.chapters[0].figures
    assert (figure.indicator.name, figure.testimony) == ("Attendus", shown.by_slug["luc"])
    assert [t.slug for t in spec.shown] == ["luc"], "whose quote appears, appears"


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


def test_acronyms_have_a_page_where_there_is_a_glossary(workspace: Workspace) -> None:
    def list_uris() -> set[str]:
        return {spec.uri for spec in build_pages(publishable(workspace.load(), "site", TODAY))}

    assert "glossaire/index.md" not in list_uris()
    workspace.write({"content/glossaire.yml": "SIS: service d'insertion sociale\n"})
    assert "glossaire/index.md" in list_uris()
