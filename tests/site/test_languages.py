"""One site in several languages: its frame in each, people's words as they were said."""

import re
from pathlib import Path

import pytest

from tests.conftest import (
    CONFIG,
    PUBLICATION,
    TESTIMONY,
    TODAY,
    Workspace,
    make_once,
    write_project,
)

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("unmeasured")]

LINK = "[Luc](temoignages/luc.md)"
SETTINGS = CONFIG.replace("{jobs: 1}", "{jobs: 1, languages: [nl, de]}")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> None:
        project = write_project(folder).write(
            {
                "mkdocs.yml": SETTINGS + "nav: [Accueil: index.md, La démarche: demarche.md]\n",
                "content/index.nl.md": "---\ntitre: Welkom\naccroche: Stemmen\n---\nDag.\n",
                "content/demarche.md": "---\ntitre: La démarche\n---\n" + LINK,
                "content/demarche.nl.md": f"---\ntitre: De aanpak\n---\nEcht? {LINK}\n",
                "content/glossaire.yml": "SIS: {nom: service social, nl: sociale dienst}\n",
                "content/publications/voix.md": PUBLICATION,
                "content/publications/voix/intro.md": "---\ntitre: Pièce\n---\nPour le papier.\n",
                "testimonies/la-passerelle/zoe.md": TESTIMONY.replace("Luc", "Zoé").replace(
                    "expire-le: 2029-05-02", "retiré-le: 2024-01-01"
                ),
            }
        )
        project.run("build", "--no-publications", "--on-date", TODAY.isoformat())

    return make_once(tmp_path_factory, "languages", make).root / "site"


def read(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


def find_links(html: str, rel: str) -> dict[str, str]:
    tags = re.findall(rf'<link rel="{rel}"([^>]*)>', html)
    found = [dict(re.findall(r'(\w+)="([^"]*)"', tag)) for tag in tags]
    return {tag.get("hreflang", ""): tag["href"] for tag in found}


def test_a_page_says_its_language_and_what_it_shows_in_another(site: Path) -> None:
    html = read(site, "nl/temoignages/luc")
    assert '<html lang="nl"' in html
    assert '<h1 lang="fr">Ma bulle d’air</h1>' in html
    assert "54 jaar, deelnemer" in html
    assert "mei 2019" in html
    assert "«\u00a0Ici, je respire.\u00a0»" in html  # French words keep their quotation marks


def test_what_is_translated_is_offered_to_readers_of_that_language(site: Path) -> None:
    here = {"fr": "https://www.exemple.be/", "nl": "https://www.exemple.be/nl/"}
    links = find_links(read(site, "nl"), "alternate")
    assert {code: links[code] for code in here} == here
    assert links["x-default"] == here["fr"]
    assert "de" not in links  # the German home page stands in for the French one
    assert find_links(read(site, "nl"), "canonical") == {"": here["nl"]}


def test_what_is_not_translated_is_found_once_by_search_engines(site: Path) -> None:
    for address in ("nl/temoignages/luc", "de/demarche", "nl/organismes/la-passerelle"):
        html = read(site, address)
        original = f"https://www.exemple.be/{address.partition('/')[2]}/"
        assert find_links(html, "canonical") == {"": original}
        assert original not in (site / "sitemap.xml").read_text().replace(original, "", 1)
        assert f"https://www.exemple.be/{address}/" not in (site / "sitemap.xml").read_text()
    assert "https://www.exemple.be/nl/demarche/" in (site / "sitemap.xml").read_text()


def test_links_stay_in_the_language_and_lead_somewhere(site: Path) -> None:
    for page in (site / "nl").rglob("*.html"):
        for address in re.findall(r'<a [^>]*href="([^":#?]+)["#?]', page.read_text("utf-8")):
            target = (page.parent / address).resolve()
            assert (target / "index.html").exists() or target.is_file(), (page, address)
    html = read(site, "nl/demarche")
    assert 'href="../../nl/temoignages/luc/"' in html
    assert "Echt? <a" in html  # no French space before the mark


def test_the_navigation_speaks_the_language_of_the_page(site: Path) -> None:
    assert re.search(r'href="\./"[^>]*aria-current="page">\s*De aanpak', read(site, "nl/demarche"))
    assert "La démarche" in read(site, "de/demarche")
    assert '<a href="../../demarche/" hreflang="fr" lang="fr">' in read(site, "nl/demarche")


def test_the_translation_of_a_page_has_no_address_of_its_own(site: Path) -> None:
    assert not list(site.rglob("*demarche.nl*"))


def test_who_withdrew_is_in_no_language(site: Path) -> None:
    files = Workspace(site.parent).list_bytes("site")
    assert not [name for name in files if "zoe" in name]
    assert not [name for name, content in files.items() if "Zoé".encode() in content]


def test_acronyms_are_explained_in_the_language_of_the_page(site: Path) -> None:
    assert '<abbr title="service social">SIS</abbr>' in read(site, "temoignages/luc")
    assert '<abbr title="sociale dienst">SIS</abbr>' in read(site, "nl/temoignages/luc")
    assert '<abbr title="service social" lang="fr">SIS</abbr>' in read(site, "de/temoignages/luc")
    assert re.search("<dfn>SIS</dfn>.*sociale dienst", read(site, "nl/glossaire"), re.DOTALL)
    assert re.search('lang="fr">.*service social', read(site, "de/glossaire"), re.DOTALL)
    assert '<a href="../../glossaire/">' in read(site, "nl/temoignages/luc")


def test_what_publications_are_made_of_is_a_page_in_no_language(site: Path) -> None:
    assert not [
        path for path in site.rglob("*.html") if "Pour le papier" in path.read_text("utf-8")
    ]
