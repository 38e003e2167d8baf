"""Small groups stay hidden: random surveys are published, then attacked."""

import random
from collections import Counter

import numpy as np
import pytest

from tests.survey.attacks import Figures, find_leaks, list_parts, list_targets
from vises_site.model.codebook import Codebook
from vises_site.survey.disclosure import Plan, plan_disclosure
from vises_site.survey.figures import build_results, compute_results
from vises_site.survey.results import Distribution
from vises_site.survey.tables import Choices, Measures, Responses, Ticks
from vises_site.survey.tabulation import tabulate_all

SURVEYS = 500
CHUNKS = 10


def make_survey(seed: int) -> tuple[Codebook, Responses]:
    """Return a random survey: small and large, lop-sided, with silence, nested groups, routing."""
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
            groups = [min(g, size - 1) if rng.random() < 0.95 else h for g, h in zip(first, groups)]
        first = groups
        add(f"g{rank}", "choix-unique", size, rng.random() < 0.5)
        answers[f"g{rank}"] = Choices(np.array(groups, dtype=np.int16))
    for rank in range(rng.randint(1, 4)):
        kind = rng.choice(["choix-unique", "échelle", "échelle", "choix-multiple", "nombre"])
        size = 0 if kind == "nombre" else rng.randint(2, 5)
        name, silence = f"q{rank}", rng.choice([0, 0, 0.03, 0.1, 0.6])
        add(name, kind, size, True)
        if kind == "nombre":
            values = [float(rng.randint(18, 60)) if rng.random() >= silence else np.nan] * 1
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
                    r if rng.random() < 0.2 else max(g, 0) % size for r, g in zip(ranks, first)
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


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_nobody_finds_out_a_hidden_cell(chunk: int) -> None:
    for seed in range(chunk, SURVEYS, CHUNKS):
        codebook, responses = make_survey(seed)
        figures = publish(codebook, responses, None)
        truth = publish(codebook, responses, Plan(codebook.threshold))
        makers = list({r.by.id: 0 for rs in figures.values() for r in rs if r.by})
        assert find_leaks(figures, truth, responses.count) == [], seed
