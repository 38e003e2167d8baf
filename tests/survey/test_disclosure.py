"""Small groups stay hidden: random surveys are published, then attacked."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from tests.survey.attacks import Figures, find_leaks, list_targets
from vises_site.model.codebook import Codebook, Question
from vises_site.model.results import Distribution, Share, Summary
from vises_site.survey.covers import cover_answers
from vises_site.survey.disclosure import Plan, plan_disclosure
from vises_site.survey.figures import build_results, compute_results
from vises_site.survey.tables import Choices, Measures, Responses, Table, Ticks
from vises_site.survey.tabulation import tabulate_all

SURVEYS = 500
CHUNKS = 10


def make_survey(seed: int) -> tuple[Codebook, Responses]:
    """Return a random survey: small and large, lop-sided, with silence and nested groups."""
    rng = random.Random(seed)
    count = rng.choice([8, 15, 24, 31, 58, 120, 300])
    threshold = rng.choice([3, 5, 5, 5, 10])
    questions: list[dict[str, object]] = []
    answers: dict[str, Choices | Ticks | Measures] = {}

    def draw(size: int, silence: float) -> list[int]:
        weights = [rng.choice([0.02, 0.1, 0.5, 1, 1]) for _ in range(size)]
        drawn = rng.choices(range(size), weights, k=count)
        return [-1 if rng.random() < silence else rank for rank in drawn]

    def add(name: str, kind: str, size: int, public: bool) -> None:
        modalities = [f"m{rank}" for rank in range(size)]
        questions.append(
            {"id": name, "libellé": name, "type": kind, "modalités": modalities, "public": public}
        )

    makers = rng.choice([0, 1, 1, 2, 2])
    first: list[int] = []
    for rank in range(makers):
        size = rng.randint(2, 4)
        groups = draw(size, rng.choice([0, 0, 0, 0.05]))
        if rank and rng.random() < 0.5:  # one breakdown nearly repeats the other
            groups = [
                min(g, size - 1) if rng.random() < 0.95 else h
                for g, h in zip(first, groups, strict=True)
            ]
        first = groups
        add(f"g{rank}", "choix-unique", size, rng.random() < 0.5)
        answers[f"g{rank}"] = Choices(np.array(groups, dtype=np.int16))
    for rank in range(rng.randint(1, 4)):
        kind = rng.choice(["choix-unique", "échelle", "échelle", "choix-multiple", "nombre"])
        size = 0 if kind == "nombre" else rng.randint(2, 5)
        name, silence = f"q{rank}", rng.choice([0, 0, 0.03, 0.1, 0.6])
        add(name, kind, size, True)
        if kind == "nombre":
            values = [
                float(rng.randint(18, 60)) if rng.random() >= silence else np.nan
                for _ in range(count)
            ]
            answers[name] = Measures(np.array(values))
        elif kind == "choix-multiple":
            chances = [rng.choice([0.03, 0.2, 0.5, 0.9]) for _ in range(size)]
            chosen = np.array([[rng.random() < c for c in chances] for _ in range(count)])
            given = np.array([rng.random() >= silence for _ in range(count)])
            chosen[~chosen.any(axis=1), 0] = True
            answers[name] = Ticks(chosen & given[:, None], given)
        else:
            ranks = draw(size, silence)
            if first and rng.random() < 0.4:  # answers that go with the group
                ranks = [
                    r if rng.random() < 0.2 else max(g, 0) % size
                    for r, g in zip(ranks, first, strict=True)
                ]
            answers[name] = Choices(np.array(ranks, dtype=np.int16))
    fields: dict[str, object] = {"questions": questions, "seuil": threshold}
    if makers:
        is_wave = rng.random() < 0.5
        fields["groupes"] = [f"g{r}" for r in range(makers - is_wave)]
        fields["vague"] = f"g{makers - 1}" if is_wave else None
    return Codebook.model_validate(fields), Responses(count, answers)


def publish(codebook: Codebook, responses: Responses, plan: Plan | None) -> Figures:
    tables = tabulate_all(codebook, responses)
    return build_results(
        codebook, tables, plan or plan_disclosure(codebook, responses, tables), "s", "p"
    )


def find_kinds(
    codebook: Codebook, responses: Responses, makers: list[str]
) -> dict[tuple[str, ...], int]:
    by_id = {question.id: question for question in codebook.questions}
    columns = []
    for name in makers:
        codes = [*(m.code for m in by_id[name].modalities), "?silent"]
        answers = responses.answers[name]
        assert isinstance(answers, Choices)
        columns.append([codes[rank] for rank in answers.ranks])
    return dict(Counter(zip(*columns, strict=True)))


def find_makers(figures: Figures) -> list[str]:
    return list({r.by.id: 0 for results in figures.values() for r in results if r.by})


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_nobody_finds_out_a_hidden_cell(chunk: int) -> None:
    for seed in range(chunk, SURVEYS, CHUNKS):
        codebook, responses = make_survey(seed)
        figures = publish(codebook, responses, None)
        truth = publish(codebook, responses, Plan(codebook.threshold))
        # Of fewer people than the threshold, nobody is told even how many they are
        asked = responses.count if responses.count >= codebook.threshold else 0
        assert find_leaks(figures, truth, asked) == [], seed


def test_nobody_finds_out_a_hidden_cell_even_who_knows_all_groups_and_how_they_overlap() -> None:
    tried = 0
    for seed in range(SURVEYS):
        codebook, responses = make_survey(seed)
        figures = publish(codebook, responses, None)
        makers = find_makers(figures)
        groups = [p for rs in figures.values() for r in rs if r.by for p in r.groups]
        if not makers or any(part.answered is None for part in groups):
            continue
        tried += 1
        truth = publish(codebook, responses, Plan(codebook.threshold))
        kinds = find_kinds(codebook, responses, makers)
        assert find_leaks(figures, truth, responses.count, kinds) == [], seed
    assert tried > 20


def test_the_attack_succeeds_where_only_small_cells_are_hidden() -> None:
    attacked = betrayed = 0
    for seed in range(24):
        codebook, responses = make_survey(seed)
        truth = publish(codebook, responses, Plan(codebook.threshold))
        figures = hide_small_cells(truth)
        if responses.count < codebook.threshold or not any(list_targets(figures, truth)):
            continue
        attacked += 1
        betrayed += bool(find_leaks(figures, truth, responses.count))
    assert attacked > 15
    assert betrayed > 0.8 * attacked


def hide_small_cells(truth: Figures) -> Figures:
    """Return figures in which just the small cells are hidden: what is not enough."""

    def hide(part: Distribution | Summary, threshold: int) -> Distribution | Summary:
        if isinstance(part, Summary):
            return part
        shares = tuple(
            Share(share.code, share.label, None) if 0 < (share.count or 0) < threshold else share
            for share in part.shares
        )
        return replace(part, shares=shares, median=None)

    return {
        name: tuple(
            replace(
                result,
                everyone=hide(result.everyone, result.threshold),
                groups=tuple(hide(part, result.threshold) for part in result.groups),
            )
            for result in results
        )
        for name, results in truth.items()
    }


@pytest.mark.parametrize(("floor", "height", "most"), [(3, 4, 14), (5, 3, 24), (5, 4, 19)])
def test_nobody_finds_out_a_count_of_everyone_by_knowing_the_code(
    floor: int, height: int, most: int
) -> None:
    """All tables that look alike once published: each hidden cell is large in one of them."""
    modalities = [f"m{rank}" for rank in range(height)]
    fields = {"id": "q", "libellé": "q", "type": "choix-unique", "modalités": modalities}
    question = Question.model_validate(fields)
    for answered in range(floor, most + 1):
        alike: dict[tuple[object, ...], list[tuple[int, ...]]] = {}
        for counts in list_tables(answered, height):
            column = np.array(counts, dtype=np.int64).reshape(-1, 1)
            total = np.array([answered], dtype=np.int64)
            hidden = cover_answers(Table(question, column, total, total * 0), floor)
            shown = tuple(None if rank in hidden else c for rank, c in enumerate(counts))
            alike.setdefault(shown, []).append(counts)
        for shown, tables in alike.items():
            for rank, count in enumerate(shown):
                if count is None:
                    assert max(table[rank] for table in tables) >= floor, (answered, tables)
                else:
                    assert count == 0 or count >= floor


def list_tables(total: int, height: int) -> Iterator[tuple[int, ...]]:
    if height == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in list_tables(total - first, height - 1):
            yield (first, *rest)


def make_choices(counts: dict[tuple[int, ...], int]) -> list[Choices]:
    """Return the answers of as many people as are said to have given each combination."""
    people = [combination for combination, count in counts.items() for _ in range(count)]
    return [Choices(np.array(column, dtype=np.int16)) for column in zip(*people, strict=True)]


def build_codebook(sizes: dict[str, int], **fields: object) -> Codebook:
    questions = [
        {
            "id": name,
            "libellé": name,
            "type": "choix-unique",
            "modalités": [f"{name}{rank}" for rank in range(size)],
            "public": True,
        }
        for name, size in sizes.items()
    ]
    return Codebook.model_validate({"questions": questions, **fields})


def count_shown(part: Distribution | Summary) -> list[int | None]:
    assert isinstance(part, Distribution)
    return [share.count for share in part.shares]


def test_a_zero_is_shown_unless_it_stands_with_hidden_counts() -> None:
    codebook = build_codebook({"q": 4})
    (q,) = make_choices({(0,): 20, (1,): 11, (2,): 0, (3,): 6})
    results = compute_results(codebook, Responses(37, {"q": q}), "s", "p")
    assert count_shown(results["q"][0].everyone) == [20, 11, 0, 6]
    (q,) = make_choices({(0,): 20, (1,): 11, (2,): 0, (3,): 2})
    results = compute_results(codebook, Responses(33, {"q": q}), "s", "p")
    assert count_shown(results["q"][0].everyone) == [20, None, None, None]


def test_a_small_group_that_all_gives_one_answer_stays_hidden() -> None:
    codebook = build_codebook({"q": 2})
    (q,) = make_choices({(0,): 7})
    results = compute_results(codebook, Responses(7, {"q": q}), "s", "p")
    assert results["q"][0].everyone.answered == 7
    assert count_shown(results["q"][0].everyone) == [None, None]
    (q,) = make_choices({(0,): 12})
    results = compute_results(codebook, Responses(12, {"q": q}), "s", "p")
    assert count_shown(results["q"][0].everyone) == [12, 0]


def test_a_question_put_only_to_those_who_gave_a_hidden_answer_is_hidden() -> None:
    codebook = build_codebook({"debts": 3, "kind": 2})
    debts, kind = make_choices({(0, -1): 30, (1, 0): 4, (1, 1): 4, (2, -1): 3})
    results = compute_results(codebook, Responses(41, {"debts": debts, "kind": kind}), "s", "p")
    assert count_shown(results["debts"][0].everyone) == [30, None, None]
    assert results["kind"][0].everyone.answered is None
    assert results["kind"][0].everyone.missing is None


def test_two_breakdowns_that_differ_by_few_people_are_not_both_shown() -> None:
    codebook = build_codebook(
        {"q": 2, "service": 2, "province": 2}, groupes=["service", "province"]
    )
    # The second service is all but two people of the second province
    q, service, province = make_choices(
        {(0, 0, 0): 20, (1, 0, 0): 20, (0, 0, 1): 1, (1, 0, 1): 1, (0, 1, 1): 15, (1, 1, 1): 15}
    )
    answers = {"q": q, "service": service, "province": province}
    results = compute_results(codebook, Responses(72, answers), "s", "p")
    _plain, by_service, by_province = results["q"]
    assert [part.answered for part in by_service.groups] == [42, 30]
    assert [part.answered for part in by_province.groups] == [None, None]


def test_one_person_without_group_costs_the_smallest_group_its_place() -> None:
    codebook = build_codebook({"q": 2, "g": 3}, groupes=["g"])
    q, g = make_choices({(r, k): 10 + k for r in range(2) for k in range(3)} | {(1, -1): 1})
    results = compute_results(codebook, Responses(len(q.ranks), {"q": q, "g": g}), "s", "p")
    assert [part.answered for part in results["q"][1].groups] == [None, 22, 24]


def test_the_mean_of_numbers_that_nearly_all_share_is_hidden() -> None:
    fields = {"id": "n", "libellé": "n", "type": "nombre", "public": True}
    codebook = Codebook.model_validate({"questions": [fields]})
    values = np.array([0.0] * 29 + [3.0])
    everyone = compute_results(codebook, Responses(30, {"n": Measures(values)}), "s", "p")["n"][
        0
    ].everyone
    assert everyone == Summary("", "", 30, 0)


def test_the_mean_that_one_person_makes_is_hidden() -> None:
    fields = {"id": "n", "libellé": "n", "type": "nombre", "public": True}
    codebook = Codebook.model_validate({"questions": [fields]})
    values = np.array([*range(1, 25), 1e6])
    everyone = compute_results(codebook, Responses(25, {"n": Measures(values)}), "s", "p")["n"][
        0
    ].everyone
    assert everyone == Summary("", "", 25, 0, 13.0, (7.0, 19.0))
