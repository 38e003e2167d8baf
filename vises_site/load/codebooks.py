"""Codebooks of questionnaires: `questionnaire.yml` beside the evaluation that cites it."""

from collections.abc import Iterator
from pathlib import Path

from vises_site.language import gettext as _
from vises_site.load.frontmatter import MAXIMUM_DEPTH, measure_depth, parse_mapping
from vises_site.load.names import find_file
from vises_site.load.sources import Project, Source, read_source
from vises_site.load.validate import build_model
from vises_site.model.codebook import Codebook, Question
from vises_site.model.evaluation import Evaluation
from vises_site.model.vocabulary import find_nearest, fold

CLOSED_TYPES = ("choix-unique", "choix-multiple", "échelle")
"""Types of questions whose answers are listed."""

_FEWEST = {"choix-unique": 2, "échelle": 2, "choix-multiple": 1}


def read_codebook(project: Project, path: Path) -> tuple[Source, Codebook | None]:
    """Read a codebook; its problems are the source's.

    Returns:
        The file, and the codebook; None where a problem hinders it.
    """
    source = read_source(project, path)
    return source, parse_codebook(source) if source.text else None


def read_codebooks(
    project: Project, evaluation: Evaluation, source: Source
) -> tuple[Codebook, ...] | None:
    """Return the codebooks of an evaluation's questionnaires; None where one cannot be read.

    Args:
        project: The folders.
        evaluation: The evaluation.
        source: Its file; receives the codebooks' problems too.
    """
    beside = project.root / Path(evaluation.path).parent
    named = dict.fromkeys(c.codebook for c in evaluation.fields.collections if c.codebook)
    paths = [beside / name for name in named]
    if any(find_file(path, project.root) is None for path in paths):
        return None
    found: list[Codebook] = []
    for path in paths:
        read, codebook = read_codebook(project, path)
        source.problems += read.problems
        found += [codebook] if codebook else []
    return tuple(found) if len(found) == len(paths) else None


def parse_codebook(source: Source) -> Codebook | None:
    """Parse a codebook's YAML and check what its questions say of each other."""
    if measure_depth(source.text) > MAXIMUM_DEPTH:
        source.report(
            "invalid-yaml",
            _("the codebook is too deeply nested"),
            _("at most {depth} levels").format(depth=MAXIMUM_DEPTH),
            _("write one key a line, each followed by `: ` and its value"),
        )
        return None
    node = parse_mapping(source, source.text)
    codebook = build_model(source, Codebook, node) if node is not None else None
    if codebook is None:
        return None
    before = len(source.problems)
    check_codebook(source, codebook)
    return codebook if not _has_errors(source, before) else None


def check_codebook(source: Source, codebook: Codebook) -> None:
    """Report to a codebook's source what does not hold together in it."""
    _check_ids(source, codebook)
    for index, question in enumerate(codebook.questions):
        _check_modalities(source, index, question)
        if question.type == "texte" and question.public:
            source.report_at(
                ("questions", index, "public"),
                "public-text",
                _("the open question « {id} » is marked as public").format(id=question.id),
                _("closed questions and numbers: open answers are never published as they are"),
                _("quote chosen answers as testimonies, with their consent, and remove the key"),
                severity="warning",
            )
    _check_groups(source, codebook)


def _has_errors(source: Source, before: int) -> bool:
    return any(problem.severity == "error" for problem in source.problems[before:])


def _check_ids(source: Source, codebook: Codebook) -> None:
    """Report names that stand for two questions: as their id, or as their column."""
    ids: dict[str, str] = {}
    columns: dict[str, str] = {}
    for index, question in enumerate(codebook.questions):
        column = question.column or question.id
        for key, name, seen in (("id", question.id, ids), ("colonne", column, columns)):
            owner = seen.setdefault(fold(name), question.id)
            is_repeated = owner != question.id or (key == "id" and _count(codebook, name, index))
            if is_repeated and not (key == "colonne" and question.column is None):
                source.report_at(
                    ("questions", index, key),
                    "duplicate-question",
                    _("« {name} » already stands for the question « {id} »").format(
                        name=name, id=owner
                    ),
                    _("a name of its own for each question, and a column of its own"),
                    _("rename one of the two"),
                )


def _count(codebook: Codebook, name: str, before: int) -> int:
    return sum(fold(question.id) == fold(name) for question in codebook.questions[:before])


def _check_modalities(source: Source, index: int, question: Question) -> None:
    spot = ("questions", index, "modalités")
    if question.type not in CLOSED_TYPES:
        if question.modalities:
            source.report_at(
                spot,
                "needless-modalities",
                _("« {id} » is of type {type} and lists answers").format(
                    id=question.id, type=question.type
                ),
                _("`modalités` only with: {words}").format(words=", ".join(CLOSED_TYPES)),
                _("remove `modalités`, or correct `type`"),
            )
        return
    if len(question.modalities) < (fewest := _FEWEST[question.type]):
        source.report_at(
            spot,
            "missing-modalities",
            _("« {id} » lists {count} answers").format(
                id=question.id, count=len(question.modalities)
            ),
            _("at least {count} in `modalités`, in their order").format(count=fewest),
            _("add the answers as they stand in the questionnaire"),
        )
    for key in ("code", "label"):
        seen: dict[str, str] = {}
        for rank, modality in enumerate(question.modalities):
            name = getattr(modality, key)
            if fold(name) in seen:
                source.report_at(
                    (*spot, rank),
                    "duplicate-modality",
                    _("the answer « {name} » stands twice").format(name=name),
                    _("each code and each label once in a question"),
                    _("keep one of the two, or correct the other"),
                )
            seen[fold(name)] = name


def _check_groups(source: Source, codebook: Codebook) -> None:
    """Report groups and waves that are no single choice of this questionnaire."""
    by_id = {question.id: question for question in codebook.questions}
    seen: set[str] = set()
    for spot, name in _list_groups(codebook):
        if name not in by_id or by_id[name].type != "choix-unique":
            fitting = [q.id for q in codebook.questions if q.type == "choix-unique"]
            nearest = find_nearest(name, fitting)
            what = (
                _("« {name} » is no question of this questionnaire")
                if name not in by_id
                else _("« {name} » is no single choice: nobody would stand in one group only")
            )
            source.report_at(
                spot,
                "unknown-question",
                what.format(name=name),
                _("one of: {words}").format(words=", ".join(fitting[:12]) or "—"),
                _("write « {nearest} »").format(nearest=nearest)
                if nearest
                else _("write the id of a question of type choix-unique"),
            )
        elif name in seen:
            source.report_at(
                spot,
                "duplicate-group",
                _("« {name} » already makes groups or waves").format(name=name),
                _("each question once in `groupes` and `vague`"),
                _("remove one of the two"),
            )
        seen.add(name)


def _list_groups(codebook: Codebook) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for rank, name in enumerate(codebook.groups):
        yield ("groupes", rank), name
    if codebook.wave is not None:
        yield ("vague",), codebook.wave
