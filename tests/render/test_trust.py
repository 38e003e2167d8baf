"""Pages by which the site answers for itself, rendered without a build."""

import re

import pytest

from tests.conftest import TODAY, Workspace
from vises_site.assemble.site import build_pages
from vises_site.model.publishable import publishable
from vises_site.render.pictures import PictureStore
from vises_site.render.portraits import name_portrait
from vises_site.render.supports import make_supports
from vises_site.render.web import WebRenderer

PUBLISHER = """nom: CAIPS
adresse: rue de l'Exemple 1, 4000 Liège
bce: 0000.000.097
courriel: ecrire@exemple.be
éditeur-responsable: {nom: Camille Exemple}
"""
FULL = (
    PUBLISHER
    + """forme: ASBL
téléphone: 04 000 00 07
site-web: https://www.exemple.be/
protection-des-données: {nom: La déléguée, courriel: vie-privee@exemple.be}
hébergeur: {nom: Un hébergeur, site-web: https://www.exemple.be/hebergeur}
crédits: [Photographies de personne.]
soutiens:
  - {nom: Fonds, logo: fonds.svg, lien: "https://www.exemple.be/fonds"}
  - {nom: VISES, mention: "Une démarche <b>européenne</b>."}
accessibilité:
  conformité: partielle
  évalué-le: 2026-01-01
  évalué-par: Un service
  défauts-connus: [Les vieux PDF.]
  réclamation: Le service des plaintes.
"""
)
AUDIT = """date: 2026-11-24
outil: axe-core 4.10
largeurs: [390, 1440]
thèmes: [clair, sombre]
règles: 61
pages: [./, temoignages/]
infractions: [{règle: region, aide: Mend it, pages: [./]}]
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><path d="M0 0h40v10z"/></svg>'


def render(workspace: Workspace, language: str = "fr") -> dict[str, str]:
    library = workspace.load()
    assert [p.what for p in library.problems if p.severity == "error"] == []
    shown = publishable(library, "site", TODAY)
    renderer = WebRenderer(shown, {}, languages=("nl", "de", "en"))
    store = PictureStore(workspace.root, workspace.root / ".vises")
    renderer.show_supports(make_supports(shown.publisher, store, name_portrait))
    own = ("vie-privee", "accessibilite", "mentions-legales")
    return {
        spec.template.removesuffix(".html"): renderer.render_page(spec)
        for spec in build_pages(shown, language=language)
        if spec.template.removesuffix(".html") in own
    }


def test_nobody_answers_without_the_file(workspace: Workspace) -> None:
    assert render(workspace) == {}


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
@pytest.mark.parametrize("text", [PUBLISHER, FULL])
def test_the_pages_say_what_the_file_says(workspace: Workspace, language: str, text: str) -> None:
    workspace.write({"content/editeur.yml": text, "content/fonds.svg": LOGO})
    pages = render(workspace, language)
    assert set(pages) == {"vie-privee", "accessibilite", "mentions-legales"}
    assert "0000.000.097" in pages["mentions-legales"]
    assert "Camille Exemple" in pages["mentions-legales"]
    assert "contact@apd-gba.be" in pages["vie-privee"]
    assert "EN 301 549" in pages["accessibilite"].replace("\u202f", " ").replace("\u00a0", " ")
    if text == FULL:
        assert "mailto:vie-privee@exemple.be" in pages["vie-privee"]
        assert "Le service des plaintes" in pages["accessibilite"]
        assert '<img src="' in pages["mentions-legales"]
        assert "<b>" not in pages["mentions-legales"]
    else:
        assert "mailto:ecrire@exemple.be" in pages["vie-privee"]


def test_accessibility_is_claimed_only_where_it_was_checked(workspace: Workspace) -> None:
    workspace.write({"content/editeur.yml": PUBLISHER})
    page = render(workspace)["accessibilite"]
    assert "Aucun contrôle n’a encore été enregistré" in page
    assert "axe-core" not in page
    workspace.write({"content/accessibilite.yml": AUDIT})
    page = re.sub(r"[\u00a0\u202f]", " ", render(workspace)["accessibilite"])
    assert "24 novembre 2026" in page
    assert "61 règles à 2 pages" in page
    assert "1 règle n’est pas respectée" in page
    assert "Aucune règle n’est enfreinte" not in page


def test_a_page_of_the_authors_takes_the_place_of_ours(workspace: Workspace) -> None:
    workspace.write(
        {"content/editeur.yml": PUBLISHER, "content/vie-privee/index.md": "# Vie privée\n\nOui.\n"}
    )
    assert set(render(workspace)) == {"accessibilite", "mentions-legales"}
