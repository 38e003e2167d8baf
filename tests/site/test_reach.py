"""A person who may not appear is nowhere in what a build emits or keeps."""

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import TODAY, Workspace, make_once
from tests.site.reach import (
    CONSENT,
    FULL,
    LEDGER_MAY_HOLD,
    NEVER_SHOWN,
    VERSIONS,
    WORDS,
    Hit,
    make_canary,
    search,
    write_person,
)
from vises_site.render.cards import SIZES

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("unmeasured")]

EXPIRED = CONSENT + "      expire-le: 2026-11-23\n"
WITHDRAWN = CONSENT + "      retiré-le: 2026-11-24\n"


def limit(channels: str) -> str:
    return CONSENT.replace(FULL, f"canaux: [{channels}]")


NOWHERE = {
    "never-consented": ("", CONSENT),
    "the-other-never-consented": (CONSENT, ""),
    "press-only": (limit("presse"), CONSENT),
    "channels-that-do-not-meet": (limit("site"), limit("brochure")),
    "expired": (EXPIRED, CONSENT),
    "withdrawn": (WITHDRAWN, CONSENT),
    "the-other-withdrew": (CONSENT, WITHDRAWN),
    "no-text": (CONSENT.replace("[texte, ", "["), CONSENT),
}


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


PERSON = "testimonies/quaxorganisme/quaxslug.md"


@pytest.fixture(scope="module")
def published_once(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A project in which she consented to everything, and was published."""
    return make_once(
        tmp_path_factory, "canary", lambda folder: build(make_canary(folder, write_person()))
    )


@pytest.fixture
def published(published_once: Workspace, tmp_path: Path) -> Workspace:
    """A copy of that project, with all that its build made and kept."""
    shutil.copytree(published_once.root, tmp_path / "project")
    return Workspace(tmp_path / "project")


def build(workspace: Workspace) -> None:
    workspace.run("build", "-q", "--on-date", TODAY.isoformat())


def find_outside(hits: list[Hit], folders: tuple[str, ...]) -> list[Hit]:
    return [hit for hit in hits if not hit.place.startswith(folders)]


def test_the_search_finds_all_that_is_shown(published: Workspace, temporary: Path) -> None:
    workspace = published
    build(workspace)
    hits = search(workspace, temporary)
    # The slug of a file, and the name of the list, are not words that anybody shows
    wanted = set(WORDS) - NEVER_SHOWN - {"real-name"} | {"picture"}
    assert {hit.field for hit in hits if hit.place.startswith("site/")} == wanted
    # The words themselves stay on her page
    data = {hit.field for hit in hits if hit.place.startswith("site/donnees/temoignages")}
    assert data == wanted - VERSIONS - {"age", "alt", "told", "first", "second", "picture"}
    press = {hit.field for hit in hits if hit.place.startswith("imprimerie/")}
    assert press >= wanted - VERSIONS - {"theme", "told", "alt"}  # a printer's PDF is not tagged
    cards = [hit for hit in hits if hit.place.startswith("imprimerie/affiches/cartes/")]
    assert {(hit.place.rpartition("/")[2], hit.field) for hit in cards} == {
        (f"quaxslug-{size.name}.png", field) for size in SIZES for field in ("slug", "picture")
    }
    # What leaves the site: her words and her name, neither her face nor where it was said
    quotation = {hit.field for hit in hits if hit.place == "site/integrer/quaxslug/index.html"}
    assert {"slug", "title", "quote", "age"} <= quotation <= wanted - {"organism", "picture"}
    feed = {hit.field for hit in hits if hit.place == "site/flux.xml"}
    assert feed == {"slug", "title", "quote", "name", "second-name", "theme"}
    search_index = {hit.field for hit in hits if hit.place.startswith("site/pagefind/fragment")}
    assert search_index >= {"title", "name", "first", "second", "quote"}
    assert {hit.field for hit in hits} & NEVER_SHOWN == set()
    # In her organism's variant, and among the others' voices in another's
    for stem in ("voix-quaxorganisme", "voix-la-passerelle"):
        variant = {hit.field for hit in hits if hit.place.startswith(f"imprimerie/voix/{stem}")}
        assert variant >= {"first", "second", "name", "organism", "picture"}
    assert any(hit.place.startswith(".vises/cache/paper") for hit in hits if hit.field == "picture")
    ledger = (workspace.root / "registre/parutions.jsonl").read_text(encoding="utf-8")
    assert all(WORDS[field].casefold() in ledger.casefold() for field in LEDGER_MAY_HOLD)
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("name", NOWHERE)
def test_who_may_not_appear_is_nowhere(
    name: str, published: Workspace, tmp_path: Path, temporary: Path
) -> None:
    person = write_person(*NOWHERE[name])
    clean = make_canary(tmp_path / "clean", person)
    published.write({PERSON: person})
    for workspace in (clean, published):
        build(workspace)
        hits = search(workspace, temporary)
        assert hits == keep_organism(hits)


def keep_organism(hits: list[Hit]) -> list[Hit]:
    """Return the hits that are the organism's own: it has a page, whoever speaks or not."""
    return [hit for hit in hits if hit.field == "organism" and hit.place.startswith("site/")]


def test_one_channel_does_not_reach_the_other(published: Workspace, temporary: Path) -> None:
    workspace = published
    workspace.write({PERSON: write_person(limit("site"))})
    build(workspace)
    hits = search(workspace, temporary)
    assert find_outside(hits, ("site/", ".vises/cache/images/", ".vises/cache")) == []
    assert [hit for hit in hits if hit.place.endswith(".pdf")] == []
    assert {hit.field for hit in hits} > {"first", "picture"}
    # On the site alone: nothing of her is made ready to leave it
    ready = [hit for hit in hits if hit.place.startswith(("site/integrer", "site/cartes"))]
    # An organism and a theme have pictures in their own names
    assert {hit.field for hit in ready} <= {"organism", "theme"}
    assert {hit.field for hit in hits if hit.place == "site/flux.xml"} == {"slug", "title"}
    page = read_page(workspace, "temoignages/quaxslug")
    head = page[page.index('property="og:type"') : page.index("</head>")]
    # Its own address apart, which the page is known by
    words = r'<meta property="og:(?!url")[^>]*>|<script type="application/ld[^>]*>[^<]*'
    told = "".join(re.findall(words, head))
    assert "og:title" in told
    assert "quax" not in told.casefold()

    workspace.write({PERSON: write_person(limit("brochure"))})
    build(workspace)
    hits = search(workspace, temporary)
    cards = [hit for hit in hits if "/cartes/" in hit.place or "/cards/" in hit.place]
    assert cards == keep_organism(cards)
    on_paper = ("imprimerie/", ".vises/cache/publications/", ".vises/cache/paper/")
    assert keep_organism(find_outside(hits, on_paper)) == find_outside(hits, on_paper)
    assert {hit.field for hit in hits if hit.place.startswith("imprimerie/")} > {"first", "picture"}

    workspace.write({PERSON: write_person(limit("réseaux"))})
    build(workspace)
    hits = search(workspace, temporary)
    shared = ("imprimerie/affiches/cartes/", ".vises/cache/cards/", ".vises/cache/paper/")
    assert keep_organism(find_outside(hits, shared)) == find_outside(hits, shared)
    assert {hit.field for hit in hits} - {"organism"} == {"slug", "picture"}


@pytest.mark.parametrize(
    ("element", "fields"),
    [
        ("portrait", {"picture", "alt"}),
        ("âge", {"age"}),
        ("voix", {"voice", "note"}),
        ("prénom-réel", {"name"}),
        ("organisme", set()),
    ],
)
def test_an_element_that_is_not_consented_is_nowhere(
    element: str, fields: set[str], published: Workspace, temporary: Path
) -> None:
    consent = CONSENT.replace(f", {element}", "")
    assert consent != CONSENT
    workspace = published
    workspace.write({PERSON: write_person(consent)})
    build(workspace)
    hits = search(workspace, temporary)
    assert [hit for hit in hits if hit.field in fields] == []
    assert (workspace.root / "imprimerie/affiches/cartes/quaxslug-1080x1350.png").exists()
    assert {"first", "second", "title"} <= {hit.field for hit in hits}
    page = (workspace.root / "site/temoignages/quaxslug/index.html").read_text(encoding="utf-8")
    if element == "organisme":
        organism = workspace.root / "site/organismes/quaxorganisme/index.html"
        assert "quaxslug" not in organism.read_text(encoding="utf-8")
        assert "un organisme wallon" in page
        assert "Quaxorganisme" not in page
        assert "quaxslug" not in read_page(workspace, "evaluations/une-evaluation")
        # Below the name on a cover, whoever has no place would be taken for one of that house
        variants = (
            "imprimerie/voix/voix-la-passerelle",
            "site/publications/voix/voix-la-passerelle",
        )
        assert (workspace.root / f"{variants[1]}.pdf").is_file()
        told = [h for h in hits if "/voix-" in h.place and h.field not in ("theme", "told")]
        assert [hit for hit in told if hit.place.startswith(variants)] == []
        assert [hit for hit in hits if "voix-quaxorganisme" in hit.place] == []
    if element == "prénom-réel":
        assert "Une voix" in page


def read_page(workspace: Workspace, uri: str) -> str:
    return (workspace.root / "site" / uri / "index.html").read_text(encoding="utf-8")


def test_a_withdrawal_by_command_leaves_nothing_but_the_ledger(
    published: Workspace, temporary: Path
) -> None:
    workspace = published
    workspace.run("consent", "sheet", "quaxslug", "--on-date", TODAY.isoformat())
    printed = workspace.run("consent", "ledger", "quaxnom", "--format", "json").stdout
    for profile in ("impression", "livret"):
        assert f"imprimerie/voix/voix-{profile}.pdf" in printed
        assert f"imprimerie/voix/voix-quaxorganisme-{profile}.pdf" in printed
    assert "imprimerie/affiches/cartes/quaxslug-1080x1350.png" in printed

    path = workspace.root / PERSON
    before = path.read_text(encoding="utf-8")
    said = workspace.run("consent", "withdraw", "quaxslug/quaxnom", "--date", TODAY.isoformat())
    assert "imprimerie/voix/voix-impression.pdf" in said.stdout
    assert "imprimerie/affiches/cartes/quaxslug-1200x630.png" in said.stdout
    line = f"      retiré-le: {TODAY.isoformat()}\n"
    assert path.read_text(encoding="utf-8").replace(line, "", 1) == before
    assert not (workspace.root / ".vises/cache").exists()
    assert not (workspace.root / "relecture/quaxslug-quaxnom.pdf").exists()

    build(workspace)
    hits = search(workspace, temporary)
    assert hits == keep_organism(hits)
    assert workspace.run("consent", "ledger", "quaxnom", "--format", "json").stdout != "[]"
    path.unlink()
    answer = workspace.run("consent", "ledger", "QUAXREFERENCE-1", "--format", "json").stdout
    assert "imprimerie/voix/voix-impression.pdf" in answer
