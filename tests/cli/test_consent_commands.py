import csv
import io
import json
import subprocess
from pathlib import Path

import page as page_validation
import pikepdf
import pytest

from tests.conftest import TESTIMONY, Workspace
from tests.model.test_publishable import PAIR

LUC = "testimonies/la-passerelle/luc.md"
DEUX = "testimonies/la-passerelle/deux.md"


@pytest.fixture
def pair(workspace: Workspace) -> Workspace:
    """A project with a testimony of one voice and one of two."""
    text = PAIR.replace("nom-affiché: Bob", "id: robert\n    nom-affiché: Bob")
    return workspace.write({DEUX: text})


def list_consents(workspace: Workspace, *options: str) -> list[dict[str, object]]:
    done = workspace.run("consent", "list", "--format", "json", *options)
    rows: list[dict[str, object]] = json.loads(done.stdout)["consents"]
    return rows


def test_the_list_tells_each_voice_s_consent(pair: Workspace) -> None:
    ana, bob, luc = list_consents(pair, "--on-date", "2026-11-24")
    assert (ana["id"], bob["id"], luc["id"]) == ("deux/1", "deux/robert", "luc")
    assert (luc["state"], luc["reference"]) == ("valid", "DOS-2019-012")
    assert luc["channels"] == luc["appears"] == ["site", "brochure"]
    assert (ana["channels"], ana["appears"]) == (["site", "brochure"], ["site"])
    assert luc["elements"] == ["texte", "âge", "organisme"]
    assert (luc["expires"], luc["withdrawn"], luc["approved"]) == ("2029-05-02", None, None)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2019-05-01", "unsigned"),
        ("2029-03-02", "valid"),
        ("2029-03-03", "expiring"),
        ("2029-05-02", "expiring"),
        ("2029-05-03", "expired"),
    ],
)
def test_the_state_is_that_of_the_day(workspace: Workspace, day: str, state: str) -> None:
    assert [row["state"] for row in list_consents(workspace, "--on-date", day)] == [state]


def test_the_table_is_for_people(pair: Workspace) -> None:
    shown = pair.run("consent", "list").stdout
    assert "DOS-2019-012" in shown
    assert "(✓)" in shown  # Ana agrees to the brochure, but Bob does not
    assert "Valid" not in shown
    pair.write({LUC: TESTIMONY.replace("titre:", "titr:")})
    done = pair.run("consent", "list")
    assert "luc" not in done.stdout
    assert "vises check" in done.stderr


def test_spreadsheets_run_no_cell(workspace: Workspace) -> None:
    text = TESTIMONY.replace("nom-affiché: Luc", "nom-affiché: \"=cmd|' /C calc'!A1\"")
    workspace.write({LUC: text.replace("DOS-2019-012", "'@SUM(1)'")})
    done = workspace.run("consent", "list", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff")), delimiter=";")
    assert row["name"] == "'=cmd|' /C calc'!A1"
    assert row["reference"] == "'@SUM(1)"
    assert row["elements"] == "texte, âge, organisme"


@pytest.mark.parametrize(
    ("name", "voices"),
    [
        ("luc", ["luc"]),
        ("DOS-2019-012", ["luc"]),
        ("deux/robert", ["robert"]),
        ("deux/2", ["robert"]),
        ("robert", ["robert"]),
        ("deux", ["ana", "robert"]),
    ],
)
def test_people_are_found_by_any_of_their_names(
    pair: Workspace, name: str, voices: list[str]
) -> None:
    before = {path: (pair.root / path).read_bytes() for path in (LUC, DEUX)}
    pair.run("consent", "withdraw", name, "--date", "02/11/2026")
    withdrawn = [row for row in list_consents(pair) if row["withdrawn"] == "2026-11-02"]
    names = {"luc": "Luc", "ana": "Ana", "robert": "Bob"}
    assert [row["name"] for row in withdrawn] == [names[voice] for voice in voices]
    for path, content in before.items():
        written = (pair.root / path).read_bytes()
        for line in (b"      retir\xc3\xa9-le: 2026-11-02\n", b", retir\xc3\xa9-le: 2026-11-02"):
            written = written.replace(line, b"")
        assert written == content


def test_unknown_people_are_said_with_the_nearest_name(pair: Workspace) -> None:
    for command in ("withdraw", "sheet", "approve", "ledger"):
        said = pair.run("consent", command, "robet", code=1).stderr
        assert "deux/robert (Bob, B)" in said
        assert "rien n'a été fait" in said
    pair.write({LUC: TESTIMONY.replace("titre:", "titr:")})
    assert "vises check" in pair.run("consent", "withdraw", "luc", code=1).stderr


def test_a_withdrawal_is_written_once(workspace: Workspace) -> None:
    workspace.run("consent", "withdraw", "luc", "--date", "2026-11-02")
    before = (workspace.root / LUC).read_bytes()
    assert "déjà" in workspace.run("consent", "withdraw", "luc").stderr
    assert (workspace.root / LUC).read_bytes() == before
    workspace.run("consent", "withdraw", "luc", "--date", "2026-10-01")
    assert (workspace.root / LUC).read_bytes() == before.replace(b"2026-11-02", b"2026-10-01")
    (problem,) = workspace.check(code=0)
    assert problem["code"] == "consent-withdrawn"


def test_a_withdrawal_is_never_postponed(workspace: Workspace) -> None:
    workspace.run("consent", "withdraw", "luc", "--date", "2026-11-02")
    before = (workspace.root / LUC).read_bytes()
    said = workspace.run("consent", "withdraw", "luc", "--date", "01/01/2062").stderr
    assert "ne se reporte pas" in said
    assert (workspace.root / LUC).read_bytes() == before


def test_a_name_of_two_people_withdraws_nobody(pair: Workspace) -> None:
    other = TESTIMONY.replace("DOS-2019-012", "DOS-2020-001")
    pair.write({"testimonies/la-passerelle/robert.md": other.replace("Luc", "Robert")})
    before = pair.list_bytes("testimonies")
    said = pair.run("consent", "withdraw", "robert", code=1).stderr
    assert "deux/robert (Bob, B)" in said
    assert "robert (Robert, DOS-2020-001)" in said
    assert pair.list_bytes("testimonies") == before


def test_one_form_withdraws_a_person_from_all_her_testimonies(workspace: Workspace) -> None:
    workspace.write({"testimonies/la-passerelle/encore.md": TESTIMONY})
    said = workspace.run("consent", "withdraw", "encore").stdout
    assert "vises consent withdraw luc" in said  # the same form covers it
    workspace.run("consent", "withdraw", "DOS-2019-012")
    assert [row["state"] for row in list_consents(workspace)] == ["withdrawn"] * 2


def test_the_other_voice_is_named_and_a_file_that_resists_does_not_stop_the_rest(
    pair: Workspace,
) -> None:
    text = (pair.root / DEUX).read_text(encoding="utf-8")
    start, end = text.index("    consentement:\n"), text.index("  - id: robert")
    block = "    consentement: &a\n      ? référence\n      : A\n      signé-le: 2024-01-01\n"
    block += "      canaux: [site]\n      éléments: [texte]\n"
    pair.write({DEUX: text[:start] + block + text[end:]})
    said = pair.run("consent", "withdraw", "deux/robert")
    assert "deux/1 (Ana, A)" in said.stdout
    assert "Confirmez le retrait" in said.stdout


def test_who_never_consented_has_nothing_to_withdraw(workspace: Workspace) -> None:
    start, end = TESTIMONY.index("    consentement:"), TESTIMONY.index("organisme: la")
    workspace.write({LUC: TESTIMONY[:start] + TESTIMONY[end:]})
    assert "jamais consenti" in workspace.run("consent", "withdraw", "luc").stderr
    assert "consentement" in workspace.run("consent", "approve", "luc", code=1).stderr


def test_a_withdrawal_tells_what_is_left_to_do(workspace: Workspace) -> None:
    text = TESTIMONY.replace("rôle: béné", "portrait: luc d.png\n    rôle: béné")
    workspace.write({LUC: text, "content/page.md": "# Page\n\nAvec Luc, et sans Lucie.\n"})
    subprocess.run(["git", "init", "-q", str(workspace.root)], check=True)
    from PIL import Image

    Image.new("RGB", (400, 400)).save(workspace.root / "testimonies/la-passerelle/luc d.png")
    said = workspace.run("consent", "withdraw", "luc").stdout
    assert f"git filter-repo --invert-paths --path {LUC} " in said
    assert "--path 'testimonies/la-passerelle/luc d.png'" in said
    assert "https://www.exemple.be/temoignages/luc/" in said
    assert "content/page.md:3" in said
    assert "vises build" in said


def test_a_busy_project_is_not_touched(workspace: Workspace) -> None:
    from vises_site.build.workplace import Workplace

    before = (workspace.root / LUC).read_bytes()
    with Workplace(workspace.root / ".vises").held():
        for command in (["consent", "withdraw", "luc"], ["build"]):
            assert "une autre construction" in workspace.run(*command, code=1).stderr
    assert (workspace.root / LUC).read_bytes() == before
    assert not (workspace.root / "site").exists()


def test_approved_words_appear_and_others_stop_the_build(workspace: Workspace) -> None:
    before = (workspace.root / LUC).read_text(encoding="utf-8")
    workspace.run("consent", "approve", "luc")
    written = (workspace.root / LUC).read_text(encoding="utf-8")
    (line,) = set(written.splitlines()) - set(before.splitlines())
    assert line.startswith("      texte-approuvé: ")
    assert written.replace(f"{line}\n", "") == before
    assert workspace.check(code=0) == []

    typed = written.replace("Ici, je respire. Le", "Ici,  je\u00a0respire.\nLe").replace("'", "’")
    workspace.write({LUC: typed})
    assert workspace.check(code=0) == []

    workspace.write({LUC: written.replace("Le reste de la semaine", "Le samedi")})
    (problem,) = workspace.check(code=1)
    assert (problem["code"], problem["line"]) == ("consent-changed-text", 21)
    assert "« Le samedi, je retiens mon souffle. »" in str(problem["what"])
    assert "1 phrase approuvée n'y est plus" in str(problem["what"])
    assert "consent-changed-text" in workspace.run("check", code=1).stdout
    assert "le site précédent est intact" in workspace.run("build", code=1).stderr
    assert [row["approved"] for row in list_consents(workspace)] == [False]

    workspace.run("consent", "approve", "luc")
    assert workspace.check(code=0) == []
    assert [row["approved"] for row in list_consents(workspace)] == [True]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("titre: Ma bulle d'air", "titre: Ma bulle"),
        ('citation: "Ici, je respire."', 'citation: "Ici."'),
        ("nom-affiché: Luc", "nom-affiché: Léo"),
        ("âge: 54", "âge: 55"),
        ("thèmes: [isolement]", "thèmes: [prison]"),
        ("rôle: bénéficiaire", "rôle: stagiaire"),
    ],
)
def test_every_shown_word_was_approved(workspace: Workspace, old: str, new: str) -> None:
    workspace.run("consent", "approve", "luc")
    path = workspace.root / LUC
    workspace.write({LUC: path.read_text(encoding="utf-8").replace(old, new)})
    (problem,) = workspace.check(code=1)
    assert problem["code"] == "consent-changed-text"


def test_each_voice_approves_for_itself(pair: Workspace) -> None:
    refused = pair.run("consent", "approve", "deux", code=1).stderr
    assert "vises consent approve deux/1" in refused
    assert "vises consent approve deux/robert" in refused
    pair.run("consent", "approve", "deux/robert")
    assert "texte-approuvé" in (pair.root / DEUX).read_text(encoding="utf-8")


def read_text(path: Path) -> str:
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


@pytest.mark.slow
def test_the_sheet_shows_what_each_channel_will(workspace: Workspace) -> None:
    done = workspace.run("consent", "sheet", "luc", "--on-date", "2026-11-24")
    assert done.stdout.strip() == "relecture/luc.pdf"
    path = workspace.root / "relecture/luc.pdf"
    text = read_text(path)
    assert text.count("Luc, 54 ans, bénéficiaire. La Passerelle.") == 2
    assert text.count("Rien ne paraîtra ici.") == 2
    assert "Ici, je respire. Le reste de la semaine, je retiens mon souffle." in text
    assert "Référence du dossier : DOS-2019-012" in text
    report = page_validation.validate_pdf(path, profile="pdf-ua-1")
    assert [failure.message for failure in report.failures] == []
    first = path.read_bytes()
    workspace.run("consent", "sheet", "luc", "--on-date", "2026-11-24", "-o", "ailleurs")
    assert (workspace.root / "ailleurs/luc.pdf").read_bytes() == first
    with pikepdf.open(path) as pdf:
        assert "Luc" not in str(pdf.docinfo)


@pytest.mark.slow
def test_the_code_of_a_signed_sheet_must_be_that_of_the_words(workspace: Workspace) -> None:
    workspace.run("consent", "sheet", "luc")
    text = read_text(workspace.root / "relecture/luc.pdf")
    code = text.partition("Code de ces mots : ")[2][:14]
    workspace.write({LUC: TESTIMONY.replace("souffle", "haleine")})
    assert (
        "vises consent sheet luc"
        in workspace.run("consent", "approve", "luc", "--code", code, code=1).stderr
    )
    workspace.write({LUC: TESTIMONY})
    workspace.run("consent", "approve", "luc", "--code", code.upper())
    assert workspace.check(code=0) == []


@pytest.mark.slow
def test_a_sheet_before_any_consent_asks(workspace: Workspace) -> None:
    start, end = TESTIMONY.index("    consentement:"), TESTIMONY.index("organisme: la")
    text = (TESTIMONY[:start] + TESTIMONY[end:]).replace("âge: 54", "âge: 16")
    workspace.write({LUC: text.replace("date: 2019", "statut: à relire\ndate: 2019")})
    workspace.run("consent", "sheet", "luc")
    shown = read_text(workspace.root / "relecture/luc.pdf")
    assert "Ce que vous acceptez de montrer" in shown
    assert "mon âge : 16 ans" in shown
    assert "le nom de l’organisme : La Passerelle" in shown
    assert "représentant légal" in shown


def test_a_damaged_ledger_stops_what_would_need_it(workspace: Workspace) -> None:
    workspace.write({"registre/parutions.jsonl": "x\n"})
    assert "registre/parutions.jsonl:1" in workspace.run("consent", "ledger", code=1).stderr
    assert (
        "registre/parutions.jsonl:1" in workspace.run("build", "--no-publications", code=1).stderr
    )
    assert not (workspace.root / "site").exists()


def test_the_ledger_is_for_people_too(workspace: Workspace) -> None:
    workspace.run("build", "--no-publications", "--on-date", "2026-11-24")
    shown = workspace.run("consent", "ledger", "luc").stdout
    assert "site/temoignages/luc/index.html" in shown
    assert "DOS-2019-012" in shown
    assert workspace.run("consent", "ledger", "--format", "csv").stdout.startswith(
        "\ufeffrecord;voice;"
    )
    rows = json.loads(workspace.run("consent", "ledger", "--format", "json").stdout)["appearances"]
    assert {(row["from"], row["until"]) for row in rows} == {("2026-11-24", None)}
    assert [row["output"] for row in rows] == [
        "site/donnees/temoignages.csv#luc",
        "site/temoignages/luc/index.html",
    ]


def test_a_version_is_read_and_approved_apart(workspace: Workspace) -> None:
    path = "testimonies/la-passerelle/luc.nl.md"
    text = "---\ntitre: Mijn luchtbel\n---\nHier adem ik.\n"
    workspace.write({path: text})
    said = workspace.run("consent", "approve", "luc").stderr
    assert "vises consent sheet luc --texte nl" in said
    assert [p["code"] for p in workspace.check(code=0)] == ["version-not-approved"]
    assert "nl" in workspace.run("consent", "approve", "luc", "--texte", "de", code=1).stderr
    sheet = workspace.run("consent", "sheet", "luc", "--texte", "nl").stdout
    assert sheet == "relecture/luc.nl.pdf\n"
    assert workspace.run("consent", "approve", "luc", "--texte", "nl").stdout == path + "\n"
    assert workspace.check(code=0) == []
    changed = (workspace.root / path).read_text(encoding="utf-8").replace("adem", "zing")
    workspace.write({path: changed})
    assert [p["code"] for p in workspace.check(code=0)] == ["version-not-approved"]
    workspace.run("consent", "withdraw", "luc", "--date", "2026-11-24")
    assert not (workspace.root / sheet.strip()).exists()
