"""What a preflight finds, and the report that it makes."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from vises_site.press.preflight.geometry import Box
from vises_site.press.profiles import POINTS_PER_MM

Severity = Literal["error", "warning"]
Place = tuple[float, float, float, float]
"""Left, top, width, height in millimetres, from the upper left corner of the trimmed page."""

TOO_COMPLEX = "too-complex"
"""Code of a page that no program should try to draw."""

PLACES_LIMIT = 5
"""Places of one kind on one page that are told one by one; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend in a PDF.

    Attributes:
        code: What kind of thing, in kebab case.
        severity: An error is refused by those who print or read; a warning is worth a look.
        what: What was found.
        expected: What should be there.
        mend: How to mend it.
        page: Number of the page, from 1; 0 where the whole document is meant.
        place_mm: Where on the page; None where all of it is meant.
        count: How many such things it stands for.
    """

    code: str
    severity: Severity
    what: str
    expected: str
    mend: str
    page: int = 0
    place_mm: Place | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What was measured on one page.

    Attributes:
        width_mm: Width of the trimmed page.
        height_mm: Height of the trimmed page.
        ink_max_percent: The most ink on one point, all inks together; None where not measured.
        ink_mean_percent: How much of the page cyan, magenta, yellow and black cover.
        colour_spaces: Names of those that are used.
    """

    width_mm: float
    height_mm: float
    ink_max_percent: float | None
    ink_mean_percent: tuple[float, ...]
    colour_spaces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that a preflight found in one file.

    Attributes:
        file: Its name.
        profile: What it was held against.
        pages: What was measured, in order.
        findings: By page, then code.
    """

    file: str
    profile: str
    pages: tuple[PageFacts, ...]
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """How many errors."""
        return sum(finding.severity == "error" for finding in self.findings)

    @property
    def warnings(self) -> int:
        """How many warnings."""
        return len(self.findings) - self.errors

    @property
    def is_clean(self) -> bool:
        """True where nothing was found."""
        return not self.findings

    def to_json(self) -> dict[str, Any]:
        """Return the report as plain values."""
        return {
            "file": self.file,
            "profile": self.profile,
            "pages": [asdict(page) for page in self.pages],
            "findings": [asdict(finding) for finding in self.findings],
            "errors": self.errors,
            "warnings": self.warnings,
        }


def measure_place(box: Box, trim: Box) -> Place:
    """Return a box of a page, in points, as a place on the trimmed page."""
    left, top = box[0] - trim[0], trim[3] - box[3]
    width, height = box[2] - box[0], box[3] - box[1]
    x, y, w, h = (round(value / POINTS_PER_MM, 1) for value in (left, top, width, height))
    return x, y, w, h


def sort_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings by page, code and place; beyond a few of a kind on a page, only counted."""
    groups: dict[tuple[int, str, Severity], list[Finding]] = {}
    for finding in findings:
        kind = (finding.page, finding.code, finding.severity)
        groups.setdefault(kind, []).append(finding)
    kept: list[Finding] = []
    for key in sorted(groups):
        group = sorted(groups[key], key=lambda finding: (finding.place_mm or (), finding.what))
        shown, rest = group[:PLACES_LIMIT], group[PLACES_LIMIT:]
        if rest:
            shown[-1] = replace(shown[-1], count=sum(f.count for f in rest) + shown[-1].count)
        kept += shown
    return tuple(kept)
