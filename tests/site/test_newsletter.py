"""Letters as readers get them: in the width of their mail program."""

import json

import pytest

from tests.browsing import open_browser
from tests.conftest import CONFIG, TESTIMONY, TODAY, Workspace
from tests.site.reach import FULL, make_canary, search_folder, write_person

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("unmeasured")]

DAY = ("--on-date", TODAY.isoformat())
LETTER = f"lettres/{TODAY.isoformat()}.html"
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


def test_a_letter_fits_every_width(workspace: Workspace) -> None:
    shared = TESTIMONY.replace("[site, brochure]", "[site, réseaux]")
    workspace.write(
        {
            "testimonies/la-passerelle/luc.md": shared,
            "testimonies/la-passerelle/zoe.md": shared.replace("Luc", "Zoé").replace(
                "Ici, je respire.", f"Ici {LONG} je respire."
            ),
        }
    )
    workspace.run("newsletter", "-q", *DAY)
    html = (workspace.root / LETTER).read_text(encoding="utf-8")
    with open_browser() as browser:
        for width in (320, 480, 640):
            page = browser.new_page(viewport={"width": width, "height": 900})
            page.set_content(html)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            sizes = page.evaluate(
                "[...document.querySelectorAll('p, h1, h2')]"
                ".map(e => parseFloat(getComputedStyle(e).fontSize))"
            )
            assert min(sizes) >= 13
            widest = page.evaluate("document.querySelector('table').getBoundingClientRect().width")
            assert widest <= 600
            page.close()


def test_who_may_not_be_in_a_letter_is_not(workspace: Workspace) -> None:
    root = workspace.root / "canary"
    root.mkdir()
    canary = make_canary(root, write_person())
    canary.run("newsletter", "-q", *DAY)
    found = {hit.field for hit in search_folder(root / "lettres", "lettres")}
    assert found == {"slug", "title", "name", "second-name", "quote", "organism", "first", "alt"}
    line = json.loads((root / "registre/parutions.jsonl").read_text(encoding="utf-8"))
    assert (line["output"], line["channels"]) == (LETTER, ["site", "réseaux"])

    person = write_person().replace(FULL, "canaux: [site, brochure, presse]")
    canary.write({"testimonies/quaxorganisme/quaxslug.md": person})
    canary.run("newsletter", "-q", *DAY, code=1)
    canary.run("build", "-q", "--no-publications", *DAY)
    assert not (root / LETTER).exists()
    assert list(search_folder(root / "lettres", "lettres")) == []


def test_without_an_address_there_is_no_letter(workspace: Workspace) -> None:
    config = CONFIG.replace("site_url: https://www.exemple.be/\n", "")
    workspace.write({"mkdocs.yml": config})
    assert "site_url" in workspace.run("newsletter", *DAY, code=1).stderr
    assert not (workspace.root / "lettres").exists()
