"""The open data of the demo site, as whoever downloads them finds them."""

import csv
import io
import json
import re

import pytest
from frictionless import Package, system

from tests.conftest import TESTIMONY, TODAY, Workspace

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("unmeasured")]

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def read_rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_the_data_package_of_the_demo_is_valid(demo: Workspace) -> None:
    folder = demo.root / "site/donnees"
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    assert report.flatten(["name", "type", "message"]) == []
    described = json.loads((folder / "datapackage.json").read_bytes())["resources"]
    there = {path.name for path in folder.iterdir()} - {"index.html", "datapackage.json"}
    assert {resource["path"] for resource in described} == there


def test_pages_and_their_data_blocks_lead_to_the_files(demo: Workspace) -> None:
    site = demo.root / "site"
    root = "https://www.exemple.be/vises/"
    named = set()
    for name in (
        "donnees",
        "evaluations/plus-value-sis",
        "evaluations/qualite-de-la-communication",
    ):
        page = (site / name / "index.html").read_text(encoding="utf-8")
        blocks = map(json.loads, BLOCK.findall(page))
        (dataset,) = (block for block in blocks if "distribution" in block)
        for file in dataset["distribution"]:
            named.add(file["contentUrl"].removeprefix(root))
            assert f'/{file["contentUrl"].removeprefix(root)}"' in page or name == "donnees"
    there = {f"donnees/{path.name}" for path in (site / "donnees").iterdir()}
    assert named == there - {"donnees/index.html"}
    listing = (site / "donnees/index.html").read_text(encoding="utf-8")
    for name in named:
        assert f'href="../{name}"' in listing
    footer = (site / "index.html").read_text(encoding="utf-8")
    assert 'href="donnees/"' in footer


def test_figures_say_what_is_hidden_and_agree_with_the_page(demo: Workspace) -> None:
    for slug in ("plus-value-sis", "qualite-de-la-communication"):
        rows = read_rows((demo.root / f"site/donnees/{slug}-resultats.csv").read_bytes())
        assert any("effectif" in row["masqué"] for row in rows)
        for row in rows:
            counts = [row[name] for name in ("effectif", "dénominateur")]
            for name in row["masqué"].split():
                assert row[name] == ""
            if row["type"] != "nombre" and not row["masqué"]:
                count, total = map(int, counts)
                assert count <= total
                assert abs(int(row["pourcentage"]) - 100 * count / total) <= 1
            small = [int(c) for c in counts if c and 0 < int(c) < int(row["seuil"])]
            assert small == []


def test_data_name_no_consent_and_no_file_of_a_portrait(demo: Workspace) -> None:
    content = b"".join(
        content for name, content in demo.list_bytes("site").items() if name.startswith("donnees/")
    ).decode()
    assert len(content) > 10_000
    sources = "\n".join(
        path.read_text(encoding="utf-8") for path in (demo.root / "testimonies").rglob("*.md")
    )
    references = set(re.findall(r"référence: (\S+)", sources))
    portraits = set(re.findall(r"portrait: (\S+\.jpg)", sources))
    assert len(references) > 10
    assert len(portraits) > 5
    assert [word for word in references | portraits if word in content] == []
    assert "Rosa" not in content


def test_the_ledger_knows_who_is_in_the_data(demo: Workspace) -> None:
    text = (demo.root / "registre/parutions.jsonl").read_text(encoding="utf-8")
    lines = {line["output"]: line for line in map(json.loads, text.splitlines())}
    rows = read_rows((demo.root / "site/donnees/temoignages.csv").read_bytes())
    shown = {row["identifiant"] for row in rows}
    entered = {
        output.partition("#")[2]: line
        for output, line in lines.items()
        if output.startswith("site/donnees/")
    }
    assert set(entered) == shown
    for slug, line in entered.items():
        assert {record["record"] for record in line["records"]} == {slug}
        assert line["channels"] == ["site"]
        assert not any("portrait" in record["elements"] for record in line["records"])


def test_who_withdraws_leaves_the_data_and_an_author_s_page_opens_them(
    workspace: Workspace,
) -> None:
    other = TESTIMONY.replace("Luc", "Zoé").replace("expire-le: 2029", "retiré-le: 2024")
    workspace.write(
        {
            "content/donnees/index.md": "---\ntitre: Nos chiffres\n---\nDe quoi compter.\n",
            "content/donnees/organismes.csv": "nom\nMOTSECRET\n",
            "testimonies/la-passerelle/zoe.md": other,
        }
    )
    done = workspace.run("build", "--no-publications", "--on-date", TODAY.isoformat())
    assert "content/donnees/organismes.csv" in done.stderr
    site = workspace.list_bytes("site")
    page = site["donnees/index.html"].decode()
    assert "Nos chiffres" in page
    assert "De quoi compter" in page
    assert b"MOTSECRET" not in site["donnees/organismes.csv"]
    assert [row["nom"] for row in read_rows(site["donnees/temoignages.csv"])] == ["Luc"]
    assert json.loads(site["donnees/temoignages.json"])[0]["identifiant"] == "luc"


def test_a_licence_that_is_none_stops_the_build(workspace: Workspace) -> None:
    path = workspace.root / "mkdocs.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("{jobs: 1}", "{data_licence: tous droits}"),
        encoding="utf-8",
    )
    assert "« data_licence: tous droits »" in workspace.run("build", code=1).stderr
    assert not (workspace.root / "site").exists()
