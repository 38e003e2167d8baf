"""The questionnaires of all evaluations: read once for each content, then kept."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from vises_site.language import get_language
from vises_site.load.names import find_file
from vises_site.load.sources import Project
from vises_site.model.evaluation import Evaluation
from vises_site.model.library import Library
from vises_site.problems import sort_problems
from vises_site.writing import write_whole

if TYPE_CHECKING:
    from vises_site.survey.surveys import Survey


def add_figures(project: Project, library: Library, cache_path: Path) -> tuple[Library, set[Path]]:
    """Return a library with what its questionnaires give to publish, and with their problems.

    Args:
        project: The folders.
        library: Without figures.
        cache_path: Where figures are kept.

    Returns:
        The library, and the files of the cache that were used.
    """
    results, problems, used = {}, list(library.problems), set()
    for slug, evaluation in library.evaluations.items():
        files = list(_find_files(project, evaluation))
        if not files:
            continue
        path = cache_path / "surveys" / f"{_compute_key(project, evaluation, files)}.json"
        survey = _read_kept(path)
        if survey is None:
            survey = _read_anew(project, evaluation, path)
        used.add(path)
        results[slug] = survey.results
        problems += survey.problems
    return replace(library, results=results, problems=tuple(sort_problems(problems))), used


def _find_files(project: Project, evaluation: Evaluation) -> Iterator[Path]:
    """Yield the data and codebooks that an evaluation names."""
    beside = project.root / Path(evaluation.path).parent
    for collection in evaluation.fields.collections:
        for name in (collection.responses, collection.codebook):
            if name and find_file(beside / name, project.root) is not None:
                yield beside / name


def _compute_key(project: Project, evaluation: Evaluation, files: list[Path]) -> str:
    """Return the name under which figures are kept: all that they and their problems depend on."""
    said = (_hash_recipe(), get_language(), evaluation.path, evaluation.fields.collections)
    digest = hashlib.sha256(repr(said).encode())
    for path in files:
        digest.update(project.relate(path).encode())
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


@cache
def _hash_recipe() -> str:
    """Return a hash of our code that counts and hides."""
    package = Path(__file__).parent.parent
    sources = [*(package / "survey").glob("*.py"), package / "load" / "codebooks.py"]
    digest = hashlib.sha256()
    for path in sorted([*sources, package / "model" / "codebook.py"]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _read_kept(path: Path) -> "Survey | None":
    """Return figures of the cache; None where there are none."""
    from pydantic import TypeAdapter, ValidationError

    from vises_site.survey.surveys import Survey

    try:
        return TypeAdapter(Survey).validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def _read_anew(project: Project, evaluation: Evaluation, path: Path) -> "Survey":
    from pydantic import TypeAdapter

    from vises_site.survey.surveys import Survey, read_surveys

    survey = read_surveys(project, evaluation)
    with suppress(OSError):  # figures can be told all the same, as `vises check` does
        write_whole(path, TypeAdapter(Survey).dump_json(survey, by_alias=True))
    return survey
