"""Press kits as journalists open them, searched for whoever is not to be in them."""

import json
import re
import zipfile
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.conftest import TODAY, Workspace
from tests.site.reach import CONSENT, FULL, VERSIONS, Hit, make_canary, search_folder, write_person
from vises_site.build.kits import KITS_FOLDER, MANIFEST, SUFFIX
from vises_site.render.cards import SIZES

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("unmeasured")]

PERSON = "testimonies/quaxorganisme/quaxslug.md"
LUC = "testimonies/la-passerelle/luc.md"
DAY = ("--on-date", TODAY.isoformat())


@pytest.fixture
def newsroom(tmp_path: Path) -> Workspace:
    """A project in which two people agree to everything, the press included."""
    workspace = make_canary(tmp_path / "project", write_person())
    luc = (workspace.root / LUC).read_text(encoding="utf-8")
    luc = luc.replace("[site, brochure]", "[site, brochure, réseaux, presse]")
    return workspace.write(
        {LUC: luc.replace("portrait: luc.png", "portrait: luc.png\n    portrait-crédit: A. Lion")}
    )


def make_kit(workspace: Workspace, name: str, *options: str) -> Path:
    """Make a kit, and return the folder that it is when it is unpacked."""
    workspace.run("kit", name, "-q", *DAY, *options)
    slug = name.rpartition("/")[2]
    archive = workspace.root / KITS_FOLDER / f"{slug}{SUFFIX}"
    target = workspace.root.parent / "unpacked"
    with zipfile.ZipFile(archive) as file:
        file.extractall(target)
    return target / archive.stem


def list_files(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def look(folder: Path) -> dict[str, set[str]]:
    """Return what is found of the person in each folder of a kit."""
    hits: list[Hit] = list(search_folder(folder, "kit"))
    found: dict[str, set[str]] = {}
    for hit in hits:
        found.setdefault(hit.place.split("/")[1], set()).add(hit.field)
    return found


def test_a_kit_holds_all_that_the_press_may_have(newsroom: Workspace) -> None:
    folder = make_kit(newsroom, "voix")
    cards = {f"cartes/{s}-{size.name}.png" for s in ("luc", "quaxslug") for size in SIZES}
    stems = ("luc", "quaxslug", "quaxslug.nl", "quaxslug.falc")
    assert list_files(folder) == cards | {
        "LISEZ-MOI.txt",
        MANIFEST,
        "pdf/voix.pdf",
        "portraits/CREDITS.txt",
        "portraits/luc.png",
        "portraits/quaxnom.png",
        *(f"textes/{stem}.{suffix}" for stem in stems for suffix in ("txt", "md")),
    }
    found = look(folder)
    assert found["pdf"] >= {"first", "second", "name", "quote", "picture"}
    assert found["textes"] >= {"title", "name", "age", "first", "second", "quote", "organism"}
    assert found["portraits"] == {
        "name",
        "picture",
        "alt",
        "title",
        "age",
        "wording",
        "second-name",
    }
    assert found["textes"] >= VERSIONS - {"reader", "translator", "voice", "note"}
    assert found["cartes"] == {"slug", "picture"}
    for fields in found.values():
        assert not fields & {"reference", "exif", "xmp", "audio", "real-name"}
    readme = (folder / "LISEZ-MOI.txt").read_text(encoding="utf-8")
    assert "Ma bulle d’air" in readme
    assert "jusqu’au 2 mai 2029" in readme
    assert "https://www.exemple.be/v/" in readme
    assert "Crédit\u00a0: A. Lion" in (folder / "portraits/CREDITS.txt").read_text("utf-8")
    with Image.open(folder / "portraits/quaxnom.png") as picture:
        assert picture.size == (900, 900)
        assert not picture.getexif()

    archive = newsroom.root / KITS_FOLDER / f"voix{SUFFIX}"
    first = archive.read_bytes()
    newsroom.run("kit", "voix", "-q", *DAY)
    assert archive.read_bytes() == first
    line = json.loads((newsroom.root / "registre/parutions.jsonl").read_text("utf-8"))
    assert line["output"] == f"{KITS_FOLDER}/voix{SUFFIX}"
    assert line["channels"] == ["presse"]
    assert {record["record"] for record in line["records"]} == {"luc", "quaxslug"}


@pytest.mark.parametrize("channels", ["site, brochure, réseaux", "site, presse"])
def test_who_did_not_say_yes_to_the_press_and_to_paper_is_not_in_it(
    channels: str, newsroom: Workspace
) -> None:
    consent = CONSENT.replace(FULL, f"canaux: [{channels}]")
    newsroom.write({PERSON: write_person(consent)})
    folder = make_kit(newsroom, "voix")
    found = look(folder)
    assert found.get("pdf", set()) <= {"organism"}
    assert "cartes" not in found
    if "presse" not in channels:
        assert {field for fields in found.values() for field in fields} <= {"organism"}
    else:
        assert {"first", "second"} <= found["textes"]
        assert "picture" in found["portraits"]
    assert (folder / "pdf/voix.pdf").is_file()
    if "brochure" in channels:  # she is missed in it
        assert "quaxslug" in newsroom.run("kit", "voix", *DAY).stderr


def test_an_element_that_the_press_may_not_have_is_nowhere(newsroom: Workspace) -> None:
    consent = CONSENT.replace(", portrait", "").replace(", âge", "").replace(", prénom-réel", "")
    newsroom.write({PERSON: write_person(consent)})
    folder = make_kit(newsroom, "temoignages/quaxslug")
    found = {field for fields in look(folder).values() for field in fields}
    assert not found & {"picture", "alt", "age", "name"}
    assert {"first", "second", "quote", "second-name"} <= found
    assert "Une voix" in (folder / "textes/quaxslug.txt").read_text(encoding="utf-8")
    assert "portraits" not in {name.partition("/")[0] for name in list_files(folder)}
    with pikepdf.open(folder / "pdf/quaxslug.pdf") as poster:
        assert len(poster.pages) == 1


def test_a_kit_goes_with_the_consent_that_it_stands_on(newsroom: Workspace) -> None:
    newsroom.run("kit", "temoignages/quaxslug", "-q", *DAY)
    newsroom.run("kit", "temoignages/luc", "-q", *DAY)
    hers, his = (newsroom.root / KITS_FOLDER / f"{slug}{SUFFIX}" for slug in ("quaxslug", "luc"))
    newsroom.run("build", "-q", "--no-publications", *DAY)
    assert hers.exists()
    said = newsroom.run("consent", "withdraw", "quaxslug/quaxnom", "--date", TODAY.isoformat())
    assert f"{KITS_FOLDER}/quaxslug{SUFFIX}" in said.stdout
    done = newsroom.run("build", "--no-publications", *DAY)
    assert re.search(rf"{KITS_FOLDER}/quaxslug{SUFFIX} a été ôté", done.stderr)
    assert not hers.exists()
    assert his.exists()
    lines = (newsroom.root / "registre/parutions.jsonl").read_text("utf-8").splitlines()
    last = {line["output"]: line for line in map(json.loads, lines)}
    assert last[f"{KITS_FOLDER}/quaxslug{SUFFIX}"]["sha256"] is None
    assert last[f"{KITS_FOLDER}/luc{SUFFIX}"]["sha256"] is not None
    refused = newsroom.run("kit", "quaxslug", *DAY, code=1)
    assert "« presse »" in refused.stderr


def test_a_name_that_is_none_and_a_place_on_the_site_are_refused(newsroom: Workspace) -> None:
    assert "« voix »" in newsroom.run("kit", "voixx", *DAY, code=1).stderr
    assert "site publié" in newsroom.run("kit", "voix", "-o", "site", *DAY, code=1).stderr
    assert not (newsroom.root / "site").exists()
