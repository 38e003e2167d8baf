"""Figures of the demonstration and of a published survey, computed again by other means."""

import csv
import pickle
import statistics
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import ROOT
from vises_site.load.codebooks import parse_codebook
from vises_site.load.kinds import parse_evaluation
from vises_site.load.sources import Project, Source, read_source
from vises_site.model.evaluation import Evaluation
from vises_site.model.results import Distribution, Result, Summary
from vises_site.survey.columns import list_heads
from vises_site.survey.datafiles import read_table
from vises_site.survey.figures import compute_results
from vises_site.survey.responses import parse_responses
from vises_site.survey.surveys import Survey, read_survey, read_surveys

EVALUATIONS = ROOT / "content" / "evaluations"


@pytest.fixture(scope="module")
def project() -> Project:
    return Project(ROOT, ROOT / "content", ROOT / "testimonies")


@pytest.fixture(scope="module")
def surveys(project: Project) -> dict[str, Survey]:
    slugs = ("plus-value-sis", "qualite-de-la-communication")
    return {slug: read_surveys(project, read_evaluation(project, slug)) for slug in slugs}


def read_evaluation(project: Project, slug: str) -> Evaluation:
    evaluation = parse_evaluation(read_source(project, EVALUATIONS / slug / "index.md"), slug)
    assert evaluation is not None
    return evaluation


def read_rows(name: str) -> list[dict[str, str]]:
    with (EVALUATIONS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def find_result(results: tuple[Result, ...], by: str | None) -> Result:
    return next(r for r in results if (r.by.id if r.by else None) == by)


def list_counts(part: Distribution | Summary) -> list[int | None]:
    assert isinstance(part, Distribution)
    return [share.count for share in part.shares]


def test_the_demonstration_has_no_problem(surveys: dict[str, Survey]) -> None:
    assert {slug: survey.problems for slug, survey in surveys.items() if survey.problems} == {}


@pytest.mark.parametrize(
    ("evaluation", "file", "question"),
    [
        ("qualite-de-la-communication", "stagiaires.csv", "premier-contact"),
        ("qualite-de-la-communication", "stagiaires.csv", "horaire-trajet"),
        ("qualite-de-la-communication", "stagiaires.csv", "savoir-avant"),
        ("qualite-de-la-communication", "stagiaires.csv", "savoir-maintenant"),
        ("qualite-de-la-communication", "stagiaires.csv", "accueil"),
        ("qualite-de-la-communication", "stagiaires.csv", "mots-du-depliant"),
        ("qualite-de-la-communication", "partenaires.csv", "combien-de-filieres"),
        ("qualite-de-la-communication", "partenaires.csv", "orienter"),
        ("plus-value-sis", "participants.csv", "attendu"),
        ("plus-value-sis", "participants.csv", "oser"),
        ("plus-value-sis", "participants.csv", "place"),
        ("plus-value-sis", "participants.csv", "sante"),
    ],
)
def test_closed_questions_are_counted_as_by_hand(
    surveys: dict[str, Survey], evaluation: str, file: str, question: str
) -> None:
    rows = read_rows(f"{evaluation}/{file}")
    results = surveys[evaluation].results[question]
    for result in results:
        parts = result.groups if result.by else (result.everyone,)
        seen = 0
        for part in parts:
            assert isinstance(part, Distribution)
            asked = [row for row in rows if not result.by or row[result.by.id] == part.code]
            given = Counter(row[question] for row in asked if row[question])
            assert part.answered == given.total()
            assert part.missing in (len(asked) - given.total(), None)
            for share in part.shares:
                if share.count is None:
                    assert share.percent is None
                    continue
                seen += 1
                assert share.count == given[share.code]
                assert share.percent is not None
                assert abs(share.percent - 100 * given[share.code] / given.total()) < 1
            if part.median is not None:
                ranks = {m.code: rank for rank, m in enumerate(result.question.modalities)}
                middle = statistics.median_low(
                    ranks[row[question]] for row in asked if row[question]
                )
                assert part.median == result.question.modalities[middle].label
        assert seen or evaluation == "qualite-de-la-communication"


def test_multiple_choices_are_counted_as_by_hand(surveys: dict[str, Survey]) -> None:
    rows = read_rows("qualite-de-la-communication/stagiaires.csv")
    results = surveys["qualite-de-la-communication"].results
    asked = find_result(results["infos-cherchees"], None)
    names = [m.code for m in asked.question.modalities]
    expected = [sum(row[f"infos-cherchees[{name}]"] == "1" for row in rows) for name in names]
    assert list_counts(asked.everyone) == expected
    partners = read_rows("qualite-de-la-communication/partenaires.csv")
    cited = find_result(results["filieres-citees"], None)
    labels = [m.label for m in cited.question.modalities]
    expected = [sum(label in row["filieres-citees"] for row in partners) for label in labels]
    assert list_counts(cited.everyone) == expected


@pytest.mark.parametrize(
    ("evaluation", "file", "question"),
    [
        ("qualite-de-la-communication", "stagiaires.csv", "age"),
        ("qualite-de-la-communication", "stagiaires.csv", "trajet-minutes"),
        ("plus-value-sis", "participants.csv", "venues-par-mois"),
    ],
)
def test_numbers_are_summarised_as_by_hand(
    surveys: dict[str, Survey], evaluation: str, file: str, question: str
) -> None:
    values = [int(r[question]) for r in read_rows(f"{evaluation}/{file}") if r[question]]
    everyone = find_result(surveys[evaluation].results[question], None).everyone
    assert isinstance(everyone, Summary)
    low, median, high = statistics.quantiles(values, n=4, method="inclusive")
    assert everyone.answered == len(values)
    assert everyone.median == median
    assert everyone.quartiles == (low, high)
    assert everyone.mean == pytest.approx(statistics.fmean(values), abs=0.005)


def test_the_story_of_the_demonstration_is_in_its_data(surveys: dict[str, Survey]) -> None:
    results = surveys["qualite-de-la-communication"].results

    def count(question: str, code: str) -> int | None:
        everyone = find_result(results[question], None).everyone
        assert isinstance(everyone, Distribution)
        return next(share.count for share in everyone.shares if share.code == code)

    assert count("premier-contact", "proche") == 12
    assert count("horaire-trajet", "aucun") == 21
    assert 18 - (count("combien-de-filieres", "Les trois") or 0) == 11
    waves = find_result(surveys["plus-value-sis"].results["attendu"], "vague")
    assert waves.is_wave
    assert [part.answered for part in waves.groups] == [58, 49]
    assert waves.period == "du 5 février 2018 au 28 juin 2018"


def read_published() -> dict[str, tuple[Result, ...]]:
    folder = Path(__file__).parent / "hair-eye-color"
    source = Source("questionnaire.yml", (folder / "questionnaire.yml").read_text("utf-8"))
    codebook = parse_codebook(source)
    assert codebook is not None
    data = Source("students.csv", "")
    path = folder / "students.csv"
    table = read_table(path, path.read_bytes(), data, list_heads(codebook))
    assert table is not None
    responses = parse_responses(codebook, table, data)
    assert responses is not None
    return compute_results(codebook, responses, "Snee 1974", "1974")


def test_a_published_survey_gives_its_published_figures() -> None:
    # Margins: Snee 1974, table 1; by sex: Friendly 2000
    results = read_published()
    hair, eye = results["hair"], results["eye"]
    assert list_counts(hair[0].everyone) == [108, 286, 71, 127]
    assert list_counts(eye[0].everyone) == [220, 215, 93, 64]
    assert [list_counts(part) for part in hair[1].groups] == [[56, 143, 34, 46], [52, 143, 37, 81]]
    assert [list_counts(part) for part in eye[1].groups] == [[98, 101, 47, 33], [122, 114, 46, 31]]
    assert list_counts(results["sex"][0].everyone) == [279, 313]
    assert isinstance(eye[0].everyone, Distribution)
    assert [share.percent for share in eye[0].everyone.shares] == [37, 36, 16, 11]


def test_results_can_be_sent_to_another_process(surveys: dict[str, Survey]) -> None:
    results = surveys["plus-value-sis"].results
    assert pickle.loads(pickle.dumps(results)) == results


def test_a_collection_without_data_has_no_figures(project: Project) -> None:
    evaluation = read_evaluation(project, "plus-value-sis")
    assert read_survey(project, evaluation, 0) == Survey()
