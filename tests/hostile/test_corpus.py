"""The corpus: each case brings exactly the problems it names, and what is inert brings no error."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from tests.conftest import Workspace
from tests.hostile.corpus import BASE, HERE, PLACES, RECORDS, Case, read_cases, write_record
from vises_site.model import testimony
from vises_site.model.evaluation import EvaluationFields
from vises_site.model.organism import OrganismFields
from vises_site.model.page import PageFields
from vises_site.model.publication import PublicationFields
from vises_site.model.record import SLUG_PATTERN

CASES = read_cases()
MODELS: dict[str, type[BaseModel]] = {
    "testimony": testimony.TestimonyFields,
    "organism": OrganismFields,
    "evaluation": EvaluationFields,
    "publication": PublicationFields,
    "mirror": PageFields,
    "home": PageFields,
}
WITHOUT_WORDS = {
    "objectifs",  # words of a list; others are an error, see xss-front-matter.yml
    "preuves",  # names of indicators; likewise
    "texte-approuvé",  # a fingerprint; likewise
    "site-web",  # an address; likewise
    "thèmes",  # of a selection: nothing is shown of it
}


@pytest.fixture
def project(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path).write(BASE)


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 90


def test_cases_have_names_of_their_own_and_say_what_they_expect() -> None:
    names = [case.name for case in CASES]
    assert sorted(names) == sorted(set(names))
    assert [name for name in names if not SLUG_PATTERN.fullmatch(name)] == []
    assert [case.name for case in CASES if case.problems is None and not case.is_inert] == []
    assert [case.name for case in CASES if not case.files] == []


def test_each_family_has_cases() -> None:
    families = {path.stem for path in (HERE / "cases").glob("*.yml")}
    assert {case.family for case in CASES} == families


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_is_read_without_surprise(case: Case, project: Workspace) -> None:
    problems = project.write(dict(case.files)).load(broken_links="warning").problems
    if case.problems is not None:
        assert [problem.code for problem in problems] == case.problems, problems
    if case.is_inert:
        assert [problem for problem in problems if problem.severity == "error"] == []


@pytest.mark.parametrize("kind", PLACES)
def test_records_of_the_corpus_are_valid(kind: str, project: Workspace) -> None:
    path, text = write_record(kind, "essai")
    assert project.write({path: text}).load().problems == ()


@pytest.mark.parametrize("kind", MODELS)
def test_no_field_for_words_is_forgotten(kind: str) -> None:
    filled = set(_list_filled(RECORDS[kind]))
    if kind == "home":  # its other keys are those of a mirror page
        filled |= set(_list_filled(RECORDS["mirror"]))
    assert sorted(set(_list_word_fields(MODELS[kind])) - filled - WITHOUT_WORDS) == []


def _list_filled(value: Any) -> Iterator[str]:
    """Yield the keys below which words stand."""
    if isinstance(value, dict):
        for key, member in value.items():
            if "§" in str(member):
                yield key
            yield from _list_filled(member)
    elif isinstance(value, list):
        for item in value:
            yield from _list_filled(item)


def _list_word_fields(annotation: Any) -> Iterator[str]:
    """Yield the keys of a model, and of those inside it, that take words of any kind."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            # A constraint of length stands on free words; slugs, paths and lists of words have none
            is_free = "max_length" in str(field.metadata) or "max_length=" in str(field.annotation)
            if is_free and "str" in str(field.annotation):
                yield field.alias or name
            yield from _list_word_fields(field.annotation)
    for part in get_args(annotation):
        yield from _list_word_fields(part)
