"""Acronyms in publications: marked in the text, listed beside the contacts."""

import re

import pytest

from tests.conftest import ORGANISM, PUBLICATION, TESTIMONY, TODAY, Workspace
from vises_site.assemble.publication import build_publication
from vises_site.model.publishable import publishable
from vises_site.press.profiles import SCREEN
from vises_site.render.paper import PaperRenderer
from vises_site.render.pictures import PictureStore

GLOSSARY = "CPAS: centre public d'action sociale\nFALC: facile à lire\nSIS: service social\n"


def render(project: Workspace) -> str:
    shown = publishable(project.load(), ("site", "brochure"), TODAY)
    spec = build_publication(shown, shown.publications["voix"])
    store = PictureStore(project.root, project.root / ".vises")
    html, _assets = PaperRenderer(shown, spec, SCREEN, store).render()
    assert "<!-- sigles -->" not in html
    return html


@pytest.fixture
def project(workspace: Workspace) -> Workspace:
    """A project with a publication in which a voice says two acronyms."""
    words = TESTIMONY.replace("Ici, je respire. Le", "Le CPAS, puis le SIS. Le CPAS ? Le")
    contact = "commune: Namur\ncontact: {téléphone: 081 00 00 01}"
    return workspace.write(
        {
            "content/publications/voix.md": PUBLICATION,
            "content/organismes/la-passerelle.md": ORGANISM.replace("commune: Namur", contact),
            "testimonies/la-passerelle/luc.md": words,
        }
    )


@pytest.mark.parametrize("section", ["organismes", "contacts"])
def test_those_that_are_said_are_listed(project: Workspace, section: str) -> None:
    text = PUBLICATION.replace("- organismes:", f"- {section}:")
    project.write({"content/glossaire.yml": GLOSSARY, "content/publications/voix.md": text})
    html = render(project)
    listed = html.partition('class="acronyms"')[2]
    assert re.findall("<strong>([A-Z]+)</strong>", listed.partition("</ul>")[0]) == ["CPAS", "SIS"]
    marked = '<abbr title="centre public d’action sociale">CPAS</abbr>'
    assert html.count(marked) == 1
    # Nothing is put between what somebody said
    assert f"{marked}, puis le" in html


def test_nothing_is_listed_without_a_glossary(project: Workspace) -> None:
    html = render(project)
    assert 'class="acronyms"' not in html
    assert "<abbr" not in html
