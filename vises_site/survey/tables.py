"""What people answered, counted; nothing in it is hidden yet, so nothing of it is published.

Answers are arrays with one item a person: that is what makes 100,000 people quick.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vises_site.model.codebook import Question

Ranks = npt.NDArray[np.int16]
Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

MISSING = -1
"""Rank of who did not answer."""


@dataclass(frozen=True, slots=True, eq=False)
class Choices:
    """Answers to a single choice or a scale.

    Attributes:
        ranks: Index of each person's answer among the modalities, or `MISSING`.
    """

    ranks: Ranks


@dataclass(frozen=True, slots=True, eq=False)
class Ticks:
    """Answers to a multiple choice.

    Attributes:
        chosen: Who ticked what, people × modalities; nothing where they did not answer.
        answered: Who answered.
    """

    chosen: Flags
    answered: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Measures:
    """Numbers that people gave.

    Attributes:
        values: One each; NaN of who did not answer.
    """

    values: Numbers


Answers = Choices | Ticks | Measures


@dataclass(frozen=True, slots=True, eq=False)
class Responses:
    """All answers to one questionnaire.

    Attributes:
        count: How many people were asked.
        answers: Their answers, by question id; open questions have none.
    """

    count: int
    answers: dict[str, Answers]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Counts of a closed question in everyone and in each group.

    Attributes:
        question: The question.
        counts: Modalities × columns. The first column is everyone; then come the groups in
            their order, and last those who are in no group.
        answered: How many answered, by column.
        missing: How many did not, by column.
    """

    question: Question
    counts: Counts
    answered: Counts
    missing: Counts

    @property
    def is_multiple(self) -> bool:
        """Whether one person may give several answers."""
        return self.question.type == "choix-multiple"


@dataclass(frozen=True, slots=True, eq=False)
class NumberTable:
    """The numbers that people gave, in everyone and in each group.

    Attributes:
        question: The question.
        values: Ascending, by column: everyone, the groups, those in none.
        answered: How many answered, by column.
        missing: How many did not, by column.
    """

    question: Question
    values: tuple[Numbers, ...]
    answered: Counts
    missing: Counts
