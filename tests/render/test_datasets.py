import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from frictionless import Package, system

from tests.conftest import TESTIMONY, TODAY, Workspace
from vises_site.assemble.datasets.evaluations import build_evaluation_tables, describe_evaluation
from vises_site.assemble.datasets.tables import Column, DataTable
from vises_site.assemble.publication import build_publication
from vises_site.model.codebook import Question
from vises_site.model.evaluation import Evaluation, EvaluationFields
from vises_site.model.library import Results
from vises_site.model.publication import Publication, PublicationFields
from vises_site.model.publishable import Publishable, publishable
from vises_site.model.results import Distribution, Result, Share, Summary
from vises_site.render.datasets.attachments import render_datasets
from vises_site.render.datasets.descriptors import Origin, check_licence
from vises_site.render.datasets.documents import Document, render_evaluation, render_table
from vises_site.render.datasets.linked import find_coverage
from vises_site.render.datasets.pages import DataPages
from vises_site.render.datasets.site import FOLDER, OpenData, render_open_data

ORIGIN = Origin("Deux voix", "https://www.exemple.be/vises/", "CC-BY-4.0")
HOSTILE = "=1+1;</script>\"'\n,=cmd|x <b>&é"
SCALE = Question.model_validate(
    {
        "id": "q1",
        "libellé": "On vous attend ?",
        "type": "échelle",
        "modalités": [{"code": "n", "libellé": "Non"}, {"code": "o", "libellé": "Oui"}],
    }
)
AGE = Question.model_validate(
    {"id": "q2", "libellé": "Votre âge ?", "type": "nombre", "unité": "ans"}
)
HOUSE = Question.model_validate(
    {
        "id": "lieu",
        "libellé": "Où ?",
        "type": "choix-unique",
        "modalités": [{"code": "a", "libellé": "Ici"}, {"code": "b", "libellé": "Là"}],
    }
)


def answer(code: str, label: str, counts: tuple[int | None, int | None]) -> Distribution:
    """Return the answers of a group of 20 to the scale; None hides one."""
    shares = tuple(
        Share(m.code, m.label, count, *((5 * count, 1.5, 98.25) if count is not None else ()))
        for m, count in zip(SCALE.modalities, counts, strict=True)
    )
    median = None if None in counts else "Oui"
    return Distribution(code, label, 20, 0, shares, median)


def make_results() -> Results:
    everyone = answer("", "", (8, 12))
    covered = Distribution(
        "b", "Là", None, None, (Share("n", "Non", None), Share("o", "Oui", None))
    )
    plain = Result(SCALE, "Questionnaire", "du 1er au 5 mai 2018", everyone)
    by_house = replace(plain, groups=(answer("a", "Ici", (None, None)), covered), by=HOUSE)
    ages = Summary("", "", 31, None, 42.0, (30.5, 51.25), None)
    return {"q1": (plain, by_house), "q2": (Result(AGE, "Questionnaire", "2018", ages),)}


def make_evaluation(slug: str = "accueil", **members: object) -> Evaluation:
    fields = EvaluationFields.model_validate(
        {
            "titre": "Un accueil",
            "organismes": ["la-passerelle"],
            "dispositif": "SIS",
            "période": "2017-2019",
            "question": "Pourquoi revient-on ?",
            "cadre": [
                {
                    "dimension": "Lien",
                    "critères": ["Être attendu", "Revenir"],
                    "indicateurs": [
                        {
                            "nom": nom,
                            "id": nom,
                            "nature": "quantitatif",
                            "source": "Registre",
                            "numérateur": numerator,
                            "dénominateur": denominator,
                            "période": "2018",
                        }
                        for nom, numerator, denominator in (
                            ("large", 12, 31),
                            ("rare", 3, 7919),
                            ("presque-tous", 6997, 7001),
                        )
                    ]
                    + [{"nom": "recit", "nature": "qualitatif", "source": "Entretiens"}],
                }
            ],
            "collecte": [
                {
                    "méthode": "Entretiens",
                    "du": "2018-02-05",
                    "au": "2018-05-31",
                    "effectif": 22,
                    "données": "secret.csv",
                    "codebook": "questionnaire.yml",
                }
            ],
            "témoignages": ["luc"],
            **members,
        }
    )
    return Evaluation(slug, f"content/evaluations/{slug}/index.md", fields, "")


def make_shown(workspace: Workspace, evaluation: Evaluation | None = None) -> Publishable:
    found = evaluation or make_evaluation()
    library = replace(
        workspace.load(),
        evaluations={found.slug: found},
        results={found.slug: make_results()},
        publications={
            "rapport": Publication(
                "rapport",
                "content/publications/rapport.md",
                PublicationFields.model_validate(
                    {
                        "titre": "Un rapport",
                        "genre": "rapport",
                        "date": "2026-10-01",
                        "sections": [{"évaluation": found.slug}],
                    }
                ),
                "",
            )
        },
    )
    return publishable(library, "site", TODAY)


def render(shown: Publishable, origin: Origin = ORIGIN) -> OpenData:
    return render_open_data(shown, origin, lambda uri: origin.url + uri, {("rapport", "")})


def read_rows(document: Document) -> list[dict[str, str]]:
    text = document.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def find(documents: tuple[Document, ...], name: str) -> Document:
    (found,) = (document for document in documents if document.name == name)
    return found


def write_all(data: OpenData, folder: Path) -> Path:
    for document in data.documents:
        (folder / document.name).write_bytes(document.content)
    return folder / data.descriptor.name


def validate(descriptor: Path) -> list[str]:
    """Return what an independent reader of the norm finds wrong, in the data as well."""
    with system.use_context(trusted=True):
        report = Package(str(descriptor)).validate()
    assert len(report.tasks) == len(json.loads(descriptor.read_bytes())["resources"])
    return [str(error) for error in report.flatten(["name", "type", "message"])]


def test_hidden_cells_are_empty_and_named() -> None:
    table = build_evaluation_tables(make_evaluation(), make_results())[0]
    rows = read_rows(render_table(table))
    shown = [(r["groupe"], r["réponse"], r["effectif"], r["pourcentage"]) for r in rows]
    assert shown == [
        ("", "n", "8", "40"),
        ("", "o", "12", "60"),
        ("a", "n", "", ""),
        ("a", "o", "", ""),
        ("b", "n", "", ""),
        ("b", "o", "", ""),
        ("", "", "", ""),
    ]
    of_shares = "effectif pourcentage borne-basse borne-haute"
    everything = (
        "effectif dénominateur pourcentage borne-basse borne-haute manquants réponse-médiane"
    )
    assert [r["masqué"] for r in rows] == [
        *["", ""],
        *[f"{of_shares} réponse-médiane"] * 2,
        *[everything] * 2,
        "manquants moyenne",
    ]
    for row in rows:
        assert all(row[name] == "" for name in row["masqué"].split())
    assert [r["groupe-question"] for r in rows] == ["", "", "lieu", "lieu", "lieu", "lieu", ""]
    assert rows[0]["borne-haute"] == "98,25"
    assert rows[0]["seuil"] == "5"
    assert rows[0]["source"] == "Questionnaire"
    assert rows[0]["période"] == "du 1er au 5 mai 2018"


def test_numbers_are_told_by_their_middle() -> None:
    row = read_rows(render_evaluation(make_evaluation(), make_results())[0])[-1]
    found = [row[name] for name in ("dénominateur", "médiane", "premier-quartile", "unité")]
    assert found == ["31", "42", "30,5", "ans"]
    assert (row["moyenne"], row["troisième-quartile"]) == ("", "51,25")


def test_where_nobody_answered_nothing_is_hidden() -> None:
    nobody = Distribution("", "", 0, 6, (Share("n", "Non", 0), Share("o", "Oui", 0)))
    number = Summary("", "", 0, 6)
    results = {
        "q1": (Result(SCALE, "Q", "2018", nobody),),
        "q2": (Result(AGE, "Q", "2018", number),),
    }
    rows = read_rows(render_evaluation(make_evaluation(), results)[0])
    assert [(row["effectif"], row["masqué"]) for row in rows] == [("0", ""), ("0", ""), ("", "")]


def test_indicators_of_small_groups_have_no_numbers() -> None:
    documents = render_evaluation(make_evaluation(), {})
    rows = read_rows(find(documents, "accueil-indicateurs.csv"))
    numbers = [(r["id"], r["numérateur"], r["dénominateur"], r["masqué"]) for r in rows]
    assert numbers == [
        ("large", "12", "31", "non"),
        ("rare", "", "", "oui"),
        ("presque-tous", "", "", "oui"),
        ("", "", "", "non"),
    ]
    content = b"".join(document.content for document in documents)
    assert not re.search(rb"7919|6997|7001", content)
    described = describe_evaluation(make_evaluation())["cadre"][0]["indicateurs"]
    assert [one.get("masqué", False) for one in described] == [False, True, True, False]
    assert (described[0]["numérateur"], described[0]["dénominateur"]) == (12, 31)


def test_an_evaluation_tells_nothing_of_the_disk_and_names_nobody() -> None:
    documents = render_evaluation(make_evaluation(), make_results())
    content = b"".join(document.content for document in documents).decode()
    assert "secret.csv" not in content
    assert "questionnaire.yml" not in content
    assert "luc" not in content
    assert json.loads(find(documents, "accueil.json").content)["collecte"][0]["effectif"] == 22


def test_a_double_click_opens_a_table_in_a_french_spreadsheet() -> None:
    document = find(render_evaluation(make_evaluation(), {}), "accueil-collecte.csv")
    assert document.content.decode() == (
        "\ufeffméthode;du;au;effectif\r\nEntretiens;2018-02-05;2018-05-31;22\r\n"
    )


def test_no_cell_is_run_whatever_sign_ends_it() -> None:
    table = DataTable("t", "T", "", (Column("a", "A"),), ((HOSTILE,), ("-5",), ("@x",)))
    text = render_table(table).content.decode("utf-8-sig")
    for delimiter in ";,\t":
        for row in csv.reader(io.StringIO(text), delimiter=delimiter):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))], delimiter
    assert not re.search(r"[;,\t\n\"][=+@-]", text)


def test_the_data_package_is_valid(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    assert validate(write_all(render(make_shown(workspace)), folder)) == []


def test_the_data_package_of_hostile_words_is_valid(workspace: Workspace, tmp_path: Path) -> None:
    quoted = json.dumps(HOSTILE, ensure_ascii=False)
    workspace.write(
        {
            "content/organismes/la-passerelle.md": f"---\nnom: {quoted}\ndispositifs: [SIS]\n"
            f"missions: [{quoted}]\n---\n",
        }
    )
    evaluation = make_evaluation(titre="=1+1 </script>", question=HOSTILE)
    data = render(make_shown(workspace, evaluation))
    folder = tmp_path / "out"
    folder.mkdir()
    assert validate(write_all(data, folder)) == []


def test_the_validator_finds_what_is_wrong(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    descriptor = write_all(render(make_shown(workspace)), folder)
    (folder / "accueil-collecte.csv").write_bytes(
        "\ufeffméthode;du;au;effectif\r\nEntretiens;hier;2018-05-31;beaucoup\r\n".encode()
    )
    found = "\n".join(validate(descriptor))
    assert "type-error" in found
    assert "hash" in found


def test_the_dictionary_explains_every_column(workspace: Workspace) -> None:
    data = render(make_shown(workspace))
    package = json.loads(data.descriptor.content)
    licensed = {r["path"] for r in package["resources"] if r.get("licenses")}
    everything = {r["path"] for r in package["resources"]}
    assert everything - licensed == {"temoignages.csv", "temoignages.json"}
    assert package["resources"][0]["licenses"] == [{"name": "CC-BY-4.0"}]
    assert package["homepage"] == ORIGIN.url
    assert len({resource["name"] for resource in package["resources"]}) == len(package["resources"])
    for resource in package["resources"]:
        assert resource["description"]
        assert re.fullmatch(r"[-a-z0-9._/]+", resource["name"])
        if resource["format"] == "csv":
            fields = resource["schema"]["fields"]
            document = find(data.documents, resource["path"])
            heads = document.content.decode("utf-8-sig").splitlines()[0].split(";")
            assert [field["name"] for field in fields] == heads
            assert all(field["title"] and field["type"] for field in fields)
    (masked,) = (
        field
        for resource in package["resources"]
        if resource["name"] == "accueil-resultats"
        for field in resource["schema"]["fields"]
        if field["name"] == "masqué"
    )
    assert "protéger les personnes" in masked["description"]


def test_the_data_name_no_other_server_and_are_the_same_every_time(workspace: Workspace) -> None:
    shown = make_shown(workspace)
    alone = render(shown, Origin())
    assert b"http" not in b"".join(document.content for document in alone.documents)
    assert b"licenses" not in alone.descriptor.content
    assert render(shown, Origin()) == alone


@pytest.mark.parametrize(
    ("written", "is_right"),
    [
        ("", True),
        ("CC-BY-4.0", True),
        ("https://creativecommons.org/licenses/by/4.0/deed.fr", True),
        ("libre de droits", False),
        ("javascript:alert(1)", False),
        ('https://x.be/"onclick=', False),
    ],
)
def test_a_licence_is_an_identifier_or_an_address(written: str, is_right: bool) -> None:
    complaint = check_licence(written)
    assert (complaint == "") == is_right
    assert is_right or f"« data_licence: {written} »" in complaint


def test_a_licence_s_address_is_its_path(workspace: Workspace) -> None:
    origin = Origin("S", "", "https://creativecommons.org/licenses/by/4.0/deed.fr")
    package = json.loads(render(make_shown(workspace), origin).descriptor.content)
    assert package["resources"][0]["licenses"] == [{"path": origin.licence}]


def test_voices_show_what_each_agreed_to_and_no_more(workspace: Workspace) -> None:
    voice = TESTIMONY.replace("rôle: béné", "portrait: qwerty.jpg\n    rôle: béné")
    second = (
        "  - nom-affiché: Aline\n    âge: 41\n    rôle: travailleur social\n    consentement:\n"
        "      référence: DOS-2\n      signé-le: 2019-05-02\n      canaux: [site]\n"
        "      éléments: [texte]\n"
    )
    pair = voice.replace("organisme: la-p", second + "organisme: la-p")
    body = "## Luc\n\nIci, je respire.\n\n## Aline\n\nMoi aussi.\n"
    withdrawn = TESTIMONY.replace("expire-le: 2029-05-02", "retiré-le: 2024-01-01")
    workspace.write(
        {
            "testimonies/la-passerelle/luc.md": pair[: pair.index("---\nIci")] + "---\n" + body,
            "testimonies/la-passerelle/zoe.md": withdrawn.replace("Luc", "Zoé"),
        }
    )
    data = render(make_shown(workspace))
    rows = read_rows(find(data.site, "temoignages.csv"))
    told = [(r["identifiant"], r["voix"], r["nom"], r["âge"], r["organisme"]) for r in rows]
    assert told == [("luc", "1", "Luc", "54", ""), ("luc", "2", "Aline", "", "")]
    assert {row["recueilli"] for row in rows} == {"2019-05"}
    assert rows[0]["page"] == "https://www.exemple.be/vises/temoignages/luc.md"
    (one,) = json.loads(find(data.site, "temoignages.json").content)
    assert [v["nom"] for v in one["voix"]] == ["Luc", "Aline"]
    assert "âge" not in one["voix"][1]
    assert "organisme" not in one
    content = b"".join(document.content for document in data.documents).decode()
    for word in ("DOS-", "qwerty", "Zoé", "zoe", "2019-05-14", "Moi aussi", "retiens mon souffle"):
        assert word not in content, word


def test_organisms_are_counted_by_the_voices_that_name_them(workspace: Workspace) -> None:
    rows = read_rows(find(render(make_shown(workspace)).site, "organismes.csv"))
    assert [(row["nom"], row["commune"], row["témoignages"], row["agrément"]) for row in rows] == [
        ("La Passerelle", "Namur", "1", "")
    ]


def test_publications_lead_to_the_pdfs_that_there_are(workspace: Workspace) -> None:
    shown = make_shown(workspace)
    (with_pdf,) = read_rows(find(render(shown).site, "publications.csv"))
    assert with_pdf["pdf"] == f"{ORIGIN.url}publications/rapport/rapport.pdf"
    (without,) = read_rows(find(render_open_data(shown, ORIGIN, str).site, "publications.csv"))
    assert (without["pdf"], without["parution"]) == ("", "2026-10")


def test_an_evaluation_s_name_takes_no_other_file_s_place(workspace: Workspace) -> None:
    for slug in ("temoignages", "datapackage", "organismes"):
        data = render(make_shown(workspace, make_evaluation(slug)))
        names = [document.name for document in data.documents]
        assert len(set(names)) == len(names)


def test_a_report_carries_what_the_site_publishes(workspace: Workspace, tmp_path: Path) -> None:
    shown = make_shown(workspace)
    spec = build_publication(shown, shown.publications["rapport"])
    attached = render_datasets(spec, shown)
    published = {d.name: d.content for d in render(shown).evaluations["accueil"]}
    assert {name: attached[name].content for name in published} == published
    assert set(attached) == {*published, "datapackage.json"}
    for name, file in attached.items():
        (tmp_path / name).write_bytes(file.content)
    assert validate(tmp_path / "datapackage.json") == []
    assert {file.dated for file in attached.values()} == {"D:20261001000000Z"}


def read_block(html: str) -> dict[str, object]:
    found = re.fullmatch(r'<script type="application/ld\+json">([^<>&]*)</script>', html)
    assert found, html
    read: dict[str, object] = json.loads(found[1])
    return read


def test_search_engines_read_what_an_evaluation_s_files_hold(workspace: Workspace) -> None:
    shown = make_shown(workspace)
    pages = DataPages(shown, ORIGIN, str, frozenset())
    block = read_block(pages.render_evaluation_block(make_evaluation(), str))
    assert block["@type"] == "Dataset"
    assert block["name"] == "Un accueil"
    assert 50 <= len(str(block["description"])) <= 5000
    assert block["temporalCoverage"] == "2018-02-05/2018-05-31"
    assert block["license"] == "CC-BY-4.0"
    assert block["isAccessibleForFree"] is True
    assert block["creator"] == [
        {
            "@type": "Organization",
            "name": "La Passerelle",
            "url": f"{ORIGIN.url}organismes/la-passerelle.md",
        }
    ]
    measured = block["variableMeasured"]
    assert isinstance(measured, list)
    assert [one["name"] for one in measured][:3] == ["On vous attend ?", "Votre âge ?", "large"]
    files = block["distribution"]
    assert isinstance(files, list)
    assert files[0] == {
        "@type": "DataDownload",
        "name": "Réponses aux questionnaires",
        "encodingFormat": "text/csv",
        "contentUrl": f"{ORIGIN.url}{FOLDER}/accueil-resultats.csv",
        "license": "CC-BY-4.0",
    }


def test_without_an_address_files_are_named_from_the_page(workspace: Workspace) -> None:
    pages = DataPages(make_shown(workspace), Origin("S"), str, frozenset())
    block = read_block(pages.render_site_block(lambda uri: f"../{uri}"))
    files = block["distribution"]
    assert isinstance(files, list)
    assert files[0]["contentUrl"] == "../donnees/organismes.csv"
    assert "license" not in json.dumps(block)
    parts = block["hasPart"]
    assert isinstance(parts, list)
    assert [part["url"] for part in parts] == ["../evaluations/accueil/index.md"]


def test_a_licence_is_never_that_of_voices(workspace: Workspace) -> None:
    pages = DataPages(make_shown(workspace), ORIGIN, str, frozenset())
    block = read_block(pages.render_site_block(str))
    files = block["distribution"]
    assert isinstance(files, list)
    free = [f["contentUrl"].rpartition("/")[2] for f in files if "license" not in f]
    assert free == ["temoignages.csv", "temoignages.json"]
    assert "license" not in block


def test_no_word_of_an_author_ends_the_data_block(workspace: Workspace) -> None:
    evaluation = make_evaluation(titre="</script><!--", question=HOSTILE)
    pages = DataPages(make_shown(workspace, evaluation), ORIGIN, str, frozenset())
    assert read_block(pages.render_evaluation_block(evaluation, str))["name"] == "</script><!--"
    assert read_block(pages.render_site_block(str))


@pytest.mark.parametrize(
    ("period", "coverage"),
    [
        ("2017-2019", "2017/2019"),
        ("2018", "2018"),
        ("2017 à 2019", "2017/2019"),
        ("hiver 2018", ""),
        ("", ""),
    ],
)
def test_a_period_of_years_is_understood(period: str, coverage: str) -> None:
    evaluation = make_evaluation(**{"collecte": [], "période": period or "-"})
    assert find_coverage(evaluation) == coverage


def test_one_day_of_collection_is_a_day() -> None:
    found = make_evaluation(collecte=[{"méthode": "Entretiens", "du": date(2018, 2, 5)}])
    assert find_coverage(found) == "2018-02-05"
