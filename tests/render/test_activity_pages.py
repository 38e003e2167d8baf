"""The page of an organism and that of its sector, as a reader finds them."""

import re

import pytest

from tests.conftest import ROOT, TODAY
from vises_site.assemble.site import build_pages
from vises_site.load.library import load_library
from vises_site.load.sources import Project
from vises_site.model.publishable import Publishable, publishable
from vises_site.render.web import WebRenderer


@pytest.fixture(scope="module")
def shown() -> Publishable:
    project = Project(ROOT, ROOT / "content", ROOT / "testimonies")
    return publishable(load_library(project, TODAY), "site", TODAY)


@pytest.fixture(scope="module")
def renderer(shown: Publishable) -> WebRenderer:
    return WebRenderer(shown, {})


def render(renderer: WebRenderer, uri: str) -> str:
    (spec,) = (spec for spec in build_pages(renderer.shown) if spec.uri == uri)
    return renderer.render_page(spec)


def read_text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\u202f", " ").split())


def test_an_organism_shows_what_is_counted_beside_what_is_told(renderer: WebRenderer) -> None:
    html = render(renderer, "organismes/horizon-metiers.md")
    (section,) = re.findall(r'<section aria-labelledby="compte-raconte">.*?</section>', html, re.S)
    text = read_text(section)
    assert "Ce que l’on compte, en 2025" in text
    assert "92 stagiaires" in text
    assert "Source\xa0: rapports d’activité 2021-2025, chiffres illustratifs." in section
    assert section.count("<svg") == 2
    assert '<figure class="told-here">' in section
    assert section.index("told-side") < section.index("counted-side")


def test_hidden_counts_are_not_in_the_page(renderer: WebRenderer) -> None:
    html = render(renderer, "organismes/la-maison-ouverte.md")
    rows = {
        read_text(head): [read_text(cell) for cell in re.findall(r"<td>(.*?)</td>", cells)]
        for head, cells in re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', html, re.S)
    }
    assert rows["Bénéficiaires"] == ["43", "47", "52", "55"]
    assert rows["dont sans revenu"] == ["masqué"] * 4
    assert rows["dont autre statut"] == ["masqué"] * 4
    assert rows["dont vers l’emploi"] == ["masqué"] * 4
    assert "Masqué\xa0: pour protéger les personnes." in html


def test_no_percentage_stands_in_the_figures(renderer: WebRenderer, shown: Publishable) -> None:
    for slug in shown.activities:
        assert "%" not in read_text(
            render(renderer, f"organismes/{slug}.md").partition("compte-raconte")[2]
        )


def test_the_sector_names_how_many_gave_figures(renderer: WebRenderer) -> None:
    text = read_text(render(renderer, "missions.md"))
    assert text.count("3 organismes sur 3 ont donné leurs chiffres") == 2
    assert "227 bénéficiaires" in text
    assert "217 stagiaires" in text
