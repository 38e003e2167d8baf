"""Counting: answers → tables. Vectorised: one pass over the people for each table."""

from dataclasses import dataclass

import numpy as np

from vises_site.model.codebook import Codebook, Question
from vises_site.survey.tables import (
    Answers,
    Choices,
    Counts,
    Flags,
    Measures,
    NumberTable,
    Ranks,
    Responses,
    Table,
    Ticks,
)

AnyTable = Table | NumberTable


@dataclass(frozen=True, slots=True, eq=False)
class Tabulation:
    """All tables that a survey could publish, nothing hidden yet.

    Attributes:
        plain: Each public question's counts in everyone.
        crossed: Its counts by groups, by ids of question and groups.
        breakdowns: The questions that make groups or waves.
    """

    plain: dict[str, AnyTable]
    crossed: dict[tuple[str, str], AnyTable]
    breakdowns: list[Question]


def list_breakdowns(codebook: Codebook) -> list[Question]:
    """Return the questions that make groups, then the one that makes waves."""
    by_id = {question.id: question for question in codebook.questions}
    names = [*codebook.groups, *([codebook.wave] if codebook.wave else [])]
    return [by_id[name] for name in names]


def find_members(responses: Responses, by: Question) -> Ranks:
    """Return each person's group: its rank, or the number of groups for who is in none."""
    answers = responses.answers[by.id]
    if not isinstance(answers, Choices):
        raise TypeError(by.id)
    last = len(by.modalities)
    return np.where(answers.ranks < 0, last, answers.ranks).astype(np.int16)


def tabulate_all(codebook: Codebook, responses: Responses) -> Tabulation:
    """Count every public question, plainly and by groups and waves."""
    breakdowns = list_breakdowns(codebook)
    makers = {by.id for by in breakdowns}
    public = [q for q in codebook.questions if q.public and q.type != "texte"]
    return Tabulation(
        {question.id: tabulate(responses, question) for question in public},
        {
            (question.id, by.id): tabulate(responses, question, by)
            for question in public
            if question.id not in makers
            for by in breakdowns
        },
        breakdowns,
    )


def tabulate(
    responses: Responses, question: Question, by: Question | None = None
) -> Table | NumberTable:
    """Count the answers to a question, in everyone and by groups.

    Args:
        responses: All answers.
        question: Which question; it is not an open one.
        by: The question that makes the groups; None for everyone only.
    """
    width = len(by.modalities) + 1 if by is not None else 0
    members = find_members(responses, by) if by is not None else None
    answers = responses.answers[question.id]
    if isinstance(answers, Measures):
        return _tabulate_numbers(question, answers, members, width)
    counts = _count_closed(answers, len(question.modalities), members, width)
    answered = _count_flags(find_answered(answers), members, width)
    everyone = _count_flags(np.ones(responses.count, dtype=np.bool_), members, width)
    return Table(question, counts, answered, everyone - answered)


def find_answered(answers: Answers) -> Flags:
    """Return who answered a question."""
    if isinstance(answers, Ticks):
        return answers.answered
    if isinstance(answers, Measures):
        return ~np.isnan(answers.values)
    return answers.ranks >= 0


def _count_flags(flags: Flags, members: Ranks | None, width: int) -> Counts:
    """Return how many are flagged: of everyone, then by group."""
    total = np.array([np.count_nonzero(flags)], dtype=np.int64)
    if members is None:
        return total
    return np.concatenate([total, np.bincount(members[flags], minlength=width).astype(np.int64)])


def _count_closed(
    answers: Choices | Ticks, height: int, members: Ranks | None, width: int
) -> Counts:
    if isinstance(answers, Ticks):
        rows = [_count_flags(answers.chosen[:, rank], members, width) for rank in range(height)]
        return np.array(rows, dtype=np.int64).reshape(height, -1)
    given = answers.ranks >= 0
    ranks = answers.ranks[given].astype(np.int64)
    total = np.bincount(ranks, minlength=height).reshape(height, 1)
    if members is None:
        return total.astype(np.int64)
    crossed = np.bincount(ranks * width + members[given], minlength=height * width)
    return np.concatenate([total, crossed.reshape(height, width)], axis=1).astype(np.int64)


def _tabulate_numbers(
    question: Question, answers: Measures, members: Ranks | None, width: int
) -> NumberTable:
    given = find_answered(answers)
    columns = [given]
    asked = [np.ones_like(given)]
    if members is not None:
        columns += [given & (members == rank) for rank in range(width)]
        asked += [members == rank for rank in range(width)]
    answered = np.array([np.count_nonzero(c) for c in columns], dtype=np.int64)
    total = np.array([np.count_nonzero(c) for c in asked], dtype=np.int64)
    values = tuple(np.sort(answers.values[column]) for column in columns)
    return NumberTable(question, values, answered, total - answered)
