"""What can be wrong in a questionnaire, each at its line."""

import pytest

from tests.conftest import Workspace
from vises_site.load.codebooks import parse_codebook
from vises_site.load.sources import Source

Q = "  - {id: a, libellé: A, type: choix-unique, modalités: [x, y], public: oui}\n"


def find_problems(text: str) -> list[str]:
    source = Source("q.yml", text)
    codebook = parse_codebook(source)
    errors = [problem for problem in source.problems if problem.severity == "error"]
    assert (codebook is None) == bool(errors or not source.problems)
    return [f"{p.line}:{p.column} {p.code} {p.key}" for p in source.problems]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("questions:\n" + Q + Q, ["3:6 duplicate-question questions.1.id"]),
        (
            "questions:\n" + Q + "  - {id: b, libellé: B, type: nombre, colonne: A}\n",
            ["3:39 duplicate-question questions.1.colonne"],
        ),
        ("groupes: [b]\nquestions:\n" + Q, ["1:11 unknown-question groupes.0"]),
        (
            "vague: b\nquestions:\n" + Q + "  - {id: b, libellé: B, type: nombre}\n",
            ["1:1 unknown-question vague"],
        ),
        ("groupes: [a]\nvague: a\nquestions:\n" + Q, ["2:1 duplicate-group vague"]),
        (
            "questions:\n  - {id: a, libellé: A, type: échelle}\n",
            ["2:5 missing-modalities questions.0.modalités"],
        ),
        (
            "questions:\n  - {id: a, libellé: A, type: nombre, modalités: [x]}\n",
            ["2:39 needless-modalities questions.0.modalités"],
        ),
        (
            "questions:\n  - {id: a, libellé: A, type: échelle, modalités: [Oui, oui]}\n",
            ["2:57 duplicate-modality questions.0.modalités.1"] * 2,
        ),
        (
            "questions:\n  - {id: a, libellé: A, type: texte, public: oui}\n",
            ["2:38 public-text questions.0.public"],
        ),
        ("seuil: 2\nquestions:\n" + Q, ["1:1 wrong-type seuil"]),
        ("Seuill: 5\nquestions:\n" + Q, ["1:1 unknown-key Seuill"]),
        (
            "questions:\n  - {id: a, libelle: A, type: choix}\n",
            ["2:25 unknown-word questions.0.type"],
        ),
        ("questions: []\n", ["1:1 empty-list questions"]),
        ("- a\n- b\n", ["1:1 invalid-yaml "]),
        ("questions:\n\t- a\n", ["2:1 invalid-yaml "]),
        ("questions: &a\n  - *a\n", ["1:12 yaml-alias "]),
        ("a: " + "[" * 50 + "]" * 50, ["1:1 invalid-yaml "]),
    ],
)
def test_problems_of_a_codebook_are_found(text: str, problems: list[str]) -> None:
    assert find_problems(text) == problems


def test_keys_and_types_match_without_accents_or_case() -> None:
    source = Source(
        "q.yml",
        "Titre: T\nquestions:\n  - {ID: a, LIBELLE: A, Type: Echelle, modalites: [x, y]}\n",
    )
    codebook = parse_codebook(source)
    assert source.problems == []
    assert codebook is not None
    assert codebook.questions[0].type == "échelle"
    assert not codebook.questions[0].public


def test_a_finding_may_cite_a_question_and_the_codebook_is_checked_with_it(
    workspace: Workspace,
) -> None:
    evaluation = """---
titre: Une
organismes: [la-passerelle]
dispositif: SIS
période: "2018"
question: Pourquoi ?
collecte:
  - {méthode: Q, données: d.csv, codebook: q.yml}
  - {méthode: R, données: d.csv}
constats:
  - {énoncé: Un constat, preuves: [a, z]}
---
Un récit.
"""
    folder = "content/evaluations/une"
    workspace.write(
        {
            f"{folder}/index.md": evaluation,
            f"{folder}/d.csv": "a\nx\n",
            f"{folder}/q.yml": "groupes: [b]\nquestions:\n" + Q,
        }
    )
    found = {(p.path, p.code) for p in workspace.load().problems}
    assert found == {
        (f"{folder}/index.md", "missing-codebook"),
        # What it asks is known only once it can be read: no evidence is missed before
        (f"{folder}/q.yml", "unknown-question"),
    }
    workspace.write({f"{folder}/q.yml": "questions:\n" + Q})
    found = {(p.path, p.code) for p in workspace.load().problems}
    assert found == {
        (f"{folder}/index.md", "missing-codebook"),
        (f"{folder}/index.md", "unknown-evidence"),
    }
