"""What a survey gives to publish: counts in which small groups are already hidden.

Every chart, table, sentence and data file is made from these and from nothing else, so that web,
paper and open data show the same numbers by construction.
"""

from dataclasses import dataclass

from vises_site.model.codebook import Question

SMALL_SAMPLE = 30
"""Of fewer people, a proportion is too uncertain to conclude from. See `Distribution.is_small`."""

WIDE_INTERVAL = 30.0
"""So wide a 95 % interval, in percentage points, leaves a proportion too uncertain as well."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many gave one answer.

    Attributes:
        code: The answer's code.
        label: What readers see.
        count: Number of people; None where it is hidden.
        percent: Of those who answered, a whole percentage; the shares of a single choice add up
            to 100 (largest remainder). None where the count is hidden or nobody answered.
        low: Lower end of the 95 % interval, in percent, from 0 to 100; None with the count.
        high: Upper end of it.
    """

    code: str
    label: str
    count: int | None
    percent: int | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Distribution:
    """The answers of one group to one question.

    Attributes:
        code: Code of the group; empty for everyone.
        label: Its name; empty for everyone.
        answered: How many answered, the denominator of all percentages; None where hidden.
        missing: How many were asked and did not answer; None where hidden, or where they are
            fewer than the threshold.
        shares: One for each modality, in the codebook's order.
        median: Label of the modality in which the median of a scale lies; None for other types,
            where hidden shares leave it open, or where nobody answered.
    """

    code: str
    label: str
    answered: int | None
    missing: int | None
    shares: tuple[Share, ...]
    median: str | None = None

    @property
    def is_hidden(self) -> bool:
        """Whether any of its counts is hidden."""
        return self.answered is None or any(share.count is None for share in self.shares)

    @property
    def is_small(self) -> bool:
        """Whether too few answered to conclude for others than themselves.

        Fewer than 30, or a shown share whose 95 % interval is 30 points wide or wider. Source:
        J. D. Parker et al., *National Center for Health Statistics Data Presentation Standards
        for Proportions*, Vital and Health Statistics 2(175), 2017.
        """
        widths = [s.high - s.low for s in self.shares if s.low is not None and s.high is not None]
        return (self.answered or 0) < SMALL_SAMPLE or max(widths, default=0.0) >= WIDE_INTERVAL


@dataclass(frozen=True, slots=True)
class Summary:
    """A number that people gave, in one group.

    Attributes:
        code: Code of the group; empty for everyone.
        label: Its name; empty for everyone.
        answered: How many answered; None where the group is too small, and the rest with it.
        missing: How many did not; None where hidden, or where they are fewer than the threshold.
        median: Half gave no more than that; None where too few gave a number to tell.
        quartiles: First and third quartile; None where too few gave a number to tell.
        mean: Arithmetic mean, to two decimals; None where it would tell of one person.
    """

    code: str
    label: str
    answered: int | None
    missing: int | None
    median: float | None = None
    quartiles: tuple[float, float] | None = None
    mean: float | None = None

    @property
    def is_small(self) -> bool:
        """Whether too few answered to conclude for others than themselves (fewer than 30)."""
        return (self.answered or 0) < SMALL_SAMPLE


@dataclass(frozen=True, slots=True)
class Result:
    """One question's figures: everyone's, and those of each group where it is broken down.

    Attributes:
        question: The question.
        source: Whence: the questionnaire's title or the way of collection.
        period: When, in words: `du 1er octobre au 14 décembre 2018`.
        everyone: All who were asked.
        groups: Each group, in the codebook's order; empty where it is not broken down.
        by: The question that makes the groups; None where it is not broken down.
        is_wave: Whether the groups are waves of a repeated survey, in order of time.
        threshold: Smallest number that a cell may show.
        is_pooled: Whether answers of several waves are counted together: then some people are
            counted more than once.
    """

    question: Question
    source: str
    period: str
    everyone: Distribution | Summary
    groups: tuple[Distribution | Summary, ...] = ()
    by: Question | None = None
    is_wave: bool = False
    threshold: int = 5
    is_pooled: bool = False
