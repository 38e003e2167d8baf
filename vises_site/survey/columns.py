"""Which column of an export holds which question."""

from collections.abc import Iterator
from dataclasses import dataclass

from vises_site.language import gettext as _
from vises_site.load.sources import Source
from vises_site.model.codebook import Codebook, Question
from vises_site.model.vocabulary import find_nearest, fold


@dataclass(frozen=True, slots=True)
class Place:
    """Where the answers to one question stand.

    Attributes:
        question: The question.
        column: Index of its column; None for a multiple choice that has several.
        options: Index of the column of each modality, by rank; empty where there is one column.
    """

    question: Question
    column: int | None
    options: dict[int, int]


def list_heads(codebook: Codebook) -> frozenset[str]:
    """Return all heads, folded, that a column of the codebook's data may have."""
    return frozenset(
        {fold(question.column or question.id) for question in codebook.questions}
        | {head for q in codebook.questions for head, _rank in _list_options(q)}
    )


def _list_options(question: Question) -> Iterator[tuple[str, int]]:
    """Yield the heads that the columns of a multiple choice may have, codes before labels."""
    if question.type != "choix-multiple":
        return
    base = question.column or question.id
    for names in (
        [modality.code for modality in question.modalities],
        [modality.label for modality in question.modalities],
    ):
        for rank, name in enumerate(names):
            for head in (f"{base}[{name}]", f"{base}/{name}", f"{base}.{name}", f"{base}_{name}"):
                yield fold(head), rank


def find_places(codebook: Codebook, names: tuple[str, ...], source: Source) -> dict[str, Place]:
    """Return where each question's answers stand; what is absent or ambiguous is reported."""
    by_head: dict[str, int] = {}
    for index, name in enumerate(names):
        by_head.setdefault(fold(name), index)
    whole = {fold(question.column or question.id) for question in codebook.questions}
    places = {}
    for question in codebook.questions:
        options: dict[int, int] = {}
        for head, rank in _list_options(question):
            # A question's own column is not the option of another
            if head in by_head and head not in whole:
                options.setdefault(rank, by_head[head])
        column = None if options else by_head.get(fold(question.column or question.id))
        if column is None and not options:
            _report_missing(source, question, names)
            continue
        absent = [m for rank, m in enumerate(question.modalities) if rank not in options]
        if options and absent:
            for modality in absent:
                _report_missing(source, question, names, modality.code)
            continue
        places[question.id] = Place(question, column, options)
    _report_repeated(source, names, list_heads(codebook))
    return places


def _report_missing(
    source: Source, question: Question, names: tuple[str, ...], code: str = ""
) -> None:
    head = question.column or question.id
    if code:
        head = f"{head}[{code}]"
    nearest = find_nearest(head, names)
    source.report(
        "missing-column",
        _("there is no column « {name} »").format(name=head),
        _("a column for each question of the codebook, and for each answer of a multiple choice"),
        _("write `colonne: {nearest}` in the codebook if that is its column").format(
            nearest=nearest
        )
        if nearest and not code
        else _("export the answers again, or correct the codebook"),
        key=question.id,
    )


def _report_repeated(source: Source, names: tuple[str, ...], wanted: frozenset[str]) -> None:
    seen: dict[str, int] = {}
    for index, name in enumerate(names):
        first = seen.setdefault(fold(name), index)
        if name and first != index:
            source.report(
                "duplicate-column",
                _("the column « {name} » stands twice, as column {first} and {second}").format(
                    name=name, first=first + 1, second=index + 1
                ),
                _("a head of its own for each column"),
                _("rename one of the two columns"),
                column=index + 1,
                severity="error" if fold(name) in wanted else "warning",
            )
