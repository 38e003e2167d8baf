"""Surveys of an evaluation: its data files and codebooks, read into figures."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from vises_site.language import gettext as _
from vises_site.load.codebooks import read_codebook
from vises_site.load.files import read_data
from vises_site.load.names import find_file
from vises_site.load.sources import Project, Source
from vises_site.model.codebook import Codebook
from vises_site.model.evaluation import Collection, Evaluation
from vises_site.model.results import Result, Summary
from vises_site.problems import Problem, sort_problems
from vises_site.survey.columns import list_heads
from vises_site.survey.datafiles import read_table
from vises_site.survey.figures import compute_results
from vises_site.survey.responses import parse_responses


@dataclass(frozen=True, slots=True)
class Survey:
    """One questionnaire of an evaluation.

    Attributes:
        codebook: The questionnaire; None where it could not be read.
        results: What may be published, by question id: see `figures.compute_results`.
        problems: All problems of the two files, sorted.
    """

    codebook: Codebook | None = None
    results: dict[str, tuple[Result, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_surveys(project: Project, evaluation: Evaluation) -> Survey:
    """Read all questionnaires of an evaluation as one: its figures are cited by question alone.

    Ids that two questionnaires share, and a data file that two of them use, are problems: two
    tables of the same people with other thresholds would betray what each hides.
    """
    surveys: list[Survey] = []
    problems: list[Problem] = []
    owners: dict[str, str] = {}
    files: dict[Path, int] = {}
    for index, collection in enumerate(evaluation.fields.collections):
        survey = read_survey(project, evaluation, index)
        surveys.append(survey)
        problems += survey.problems
        if collection.codebook is None or collection.responses is None:
            continue
        beside = Path(evaluation.path).parent
        codebook = Source((beside / collection.codebook).as_posix(), "")
        path = (project.root / beside / collection.responses).resolve()
        if files.setdefault(path, index) != index:
            codebook.report(
                "shared-data",
                _("« {name} » already holds the answers of another collection").format(
                    name=collection.responses
                ),
                _("one codebook for each data file"),
                _("put all questions of that file into one codebook"),
            )
        for name in survey.results:
            if owners.setdefault(name, codebook.path) != codebook.path:
                codebook.report(
                    "duplicate-question",
                    _("« {name} » already stands for a question of {path}").format(
                        name=name, path=owners[name]
                    ),
                    _("ids of their own in all questionnaires of an evaluation"),
                    _("rename one of the two"),
                    key=name,
                )
        problems += codebook.problems
    merged: dict[str, tuple[Result, ...]] = {}
    for survey in surveys:
        for name, results in survey.results.items():
            merged.setdefault(name, results)
    return Survey(
        results=merged,
        problems=tuple(sort_problems(problems)),
    )


def read_survey(project: Project, evaluation: Evaluation, index: int) -> Survey:
    """Read one questionnaire of an evaluation.

    Args:
        project: The folders.
        evaluation: The evaluation.
        index: Which item of its `collecte`, from 0.

    Returns:
        Its figures and problems; empty where it has no data or no codebook. That a file which
        it names is not there is a problem of the evaluation, and not reported again.
    """
    collection = evaluation.fields.collections[index]
    beside = project.root / Path(evaluation.path).parent
    paths = [beside / name for name in (collection.codebook, collection.responses) if name]
    if len(paths) < 2 or any(find_file(path, project.root) is None for path in paths):
        return Survey()
    codebook_path, data_path = paths
    source, codebook = read_codebook(project, codebook_path)
    if codebook is None:
        return Survey(problems=tuple(sort_problems(source.problems)))
    data = Source(project.relate(data_path), "")
    content = read_data(project, data_path, data)
    table = content and read_table(data_path, content, data, list_heads(codebook))
    responses = parse_responses(codebook, table, data) if table else None
    if responses is None or not content:
        problems = sort_problems([*source.problems, *data.problems])
        return Survey(codebook, problems=tuple(problems))
    title, period = codebook.title or collection.method, describe_period(collection)
    results = compute_results(codebook, responses, title, period)
    _report_hidden(source, codebook, results)
    return Survey(
        codebook,
        results,
        tuple(sort_problems([*source.problems, *data.problems])),
    )


def describe_period(collection: Collection) -> str:
    """Return in words when answers were collected; empty where nobody says."""
    start, end = collection.start, collection.end
    if start and end and start != end:
        return f"du {_format_day(start)} au {_format_day(end)}"
    day = start or end
    return f"le {_format_day(day)}" if day else ""


def _format_day(day: date) -> str:
    from babel.dates import format_date

    text: str = format_date(day, "d MMMM y", locale="fr_BE")
    return text.replace("1 ", "1er ", 1) if day.day == 1 else text


def _report_hidden(
    source: Source, codebook: Codebook, results: dict[str, tuple[Result, ...]]
) -> None:
    """Warn of questions and breakdowns of which nothing can be shown, so that nobody looks."""
    ranks = {question.id: rank for rank, question in enumerate(codebook.questions)}
    for name, found in results.items():
        if _is_empty([found[0]]):
            source.report_at(
                ("questions", ranks[name]),
                "all-hidden",
                _("no figure of « {id} » can be shown: too few people answered, or alike").format(
                    id=name
                ),
                _("answers that at least {count} people gave").format(count=codebook.threshold),
                _("merge rare answers, or leave the question out of what is public"),
                severity="warning",
            )
    breakdowns: dict[str, list[Result]] = {}
    for result in (result for found in results.values() for result in found):
        if result.by is not None:
            breakdowns.setdefault(result.by.id, []).append(result)
    for name, listed in breakdowns.items():
        if _is_empty(listed):
            source.report_at(
                ("vague",) if name == codebook.wave else ("groupes", codebook.groups.index(name)),
                "all-hidden",
                _("no figure by « {id} » can be shown without betraying a small group").format(
                    id=name
                ),
                _("groups of at least {count} people").format(count=2 * codebook.threshold),
                _("merge small groups, give those without group one, or remove this breakdown"),
                severity="warning",
            )


def _is_empty(results: Iterable[Result]) -> bool:
    """Tell whether no figure of any result is shown."""
    parts = [p for r in results for p in (r.groups if r.by else (r.everyone,))]
    return not any(
        part.answered is not None
        and (
            isinstance(part, Summary)
            or not part.answered
            or any(share.count is not None for share in part.shares)
        )
        for part in parts
    )
