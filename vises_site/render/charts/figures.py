"""Simple figures that no survey gave: what an organism counts year by year."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Series:
    """One thing that is counted.

    Attributes:
        label: What readers see.
        values: One for each of the periods; None where nothing is known.
    """

    label: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts over years or other periods, or of one period by kind.

    Attributes:
        label: What is counted, as a title: `Heures de formation`.
        periods: The years, in order of time.
        series: What is counted, in the order in which it is shown.
        source: Whence the counts are.
        unit: What one is, in the plural: `heures`; empty for people.
    """

    label: str
    periods: tuple[str, ...]
    series: tuple[Series, ...]
    source: str
    unit: str = ""

    @property
    def period(self) -> str:
        """The time that all counts cover, in words."""
        first, last = self.periods[0], self.periods[-1]
        return first if first == last else f"{first}-{last}"
