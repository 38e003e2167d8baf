"""Everything that authors wrote, as read: records, and what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from vises_site.model.activity import Activity
from vises_site.model.evaluation import Evaluation
from vises_site.model.glossary import Glossary
from vises_site.model.organism import Organism
from vises_site.model.page import Page
from vises_site.model.printer import Printer
from vises_site.model.publication import Publication
from vises_site.model.publisher import Audit, Publisher
from vises_site.model.results import Result
from vises_site.model.testimony import Testimony
from vises_site.problems import Problem

Results = Mapping[str, tuple[Result, ...]]
"""What a survey gives to publish, by question id: the plain result, then one by each group."""


@dataclass(frozen=True, slots=True)
class Library:
    """All records and all problems of a project.

    Attributes:
        testimonies: By slug, sorted by slug.
        organisms: By slug, sorted by slug.
        evaluations: By slug, sorted by slug.
        publications: By slug, sorted by slug.
        printers: Presets by slug, ours and the project's.
        pages: By address below `content/`, sorted.
        results: What evaluations' questionnaires give to publish, by slug of the evaluation.
        activities: Organisms' yearly figures as written, by slug of the organism.
        publisher: Who answers for the site; None where nobody says so.
        audit: What the last check of accessibility found; None where there was none.
        glossary: The acronyms that the project explains.
        problems: Sorted problems of all files.
    """

    testimonies: Mapping[str, Testimony] = field(default_factory=dict)
    organisms: Mapping[str, Organism] = field(default_factory=dict)
    evaluations: Mapping[str, Evaluation] = field(default_factory=dict)
    publications: Mapping[str, Publication] = field(default_factory=dict)
    printers: Mapping[str, Printer] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)
    results: Mapping[str, Results] = field(default_factory=dict)
    activities: Mapping[str, Activity] = field(default_factory=dict)
    publisher: Publisher | None = None
    audit: Audit | None = None
    glossary: Glossary = ()
    problems: tuple[Problem, ...] = ()
