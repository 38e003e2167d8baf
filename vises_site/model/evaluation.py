"""Evaluations that follow the VISES approach, step by step."""

from dataclasses import dataclass

from pydantic import Field

from vises_site.model.codebook import SMALLEST_GROUP
from vises_site.model.record import FrenchDate, Record, RelativePath, ShortText, Slug, Text
from vises_site.model.vocabulary import ActionStateField, DispositifField, NatureField

MEANS = ("Du temps", "Des personnes", "Des compétences", "Du soutien")
"""What an evaluation takes, as readers see it."""


class Stakeholder(Record):
    """A group concerned by the evaluation."""

    name: ShortText = Field(alias="nom", examples=["Stagiaires"])
    """Who they are."""
    role: Text | None = Field(None, alias="rôle")
    """What part they took."""
    headcount: int | None = Field(None, alias="effectif", ge=0)
    """How many took part."""


class Indicator(Record):
    """What is observed to judge a criterion."""

    id: Slug | None = Field(None, examples=["ind-visibilite"])
    """Name by which findings cite it."""
    name: ShortText = Field(alias="nom")
    """What it observes."""
    nature: NatureField
    """Qualitative or quantitative."""
    source: ShortText
    """Where the observation comes from."""
    numerator: int | None = Field(None, alias="numérateur", ge=0)
    """Count of those concerned."""
    denominator: int | None = Field(None, alias="dénominateur", ge=1)
    """Count of all."""
    period: ShortText | None = Field(None, alias="période")
    """Period of the observation."""

    @property
    def is_hidden(self) -> bool:
        """Whether its count would show a small group: those concerned, or those who are not."""
        if self.numerator is None or self.denominator is None:
            return True
        return min(self.numerator, self.denominator - self.numerator) < SMALLEST_GROUP


class Dimension(Record):
    """One row of the analysis framework."""

    name: ShortText = Field(alias="dimension")
    """What is looked at."""
    criteria: tuple[ShortText, ...] = Field((), alias="critères")
    """By what it is judged."""
    indicators: tuple[Indicator, ...] = Field((), alias="indicateurs")
    """By what it is observed."""


class Step(Record):
    """One step of the démarche."""

    title: ShortText = Field(alias="titre")
    """What happened."""
    date: FrenchDate | None = None
    """When."""
    decision: Text | None = Field(None, alias="décision")
    """What was decided."""


class Collection(Record):
    """One way in which data were collected."""

    method: ShortText = Field(alias="méthode")
    """Questionnaire, interviews, focus group…"""
    responses: RelativePath | None = Field(None, alias="données")
    """Export of the answers, relative to the evaluation's file."""
    codebook: RelativePath | None = None
    """`questionnaire.yml`, relative to the evaluation's file."""
    start: FrenchDate | None = Field(None, alias="du")
    """First day."""
    end: FrenchDate | None = Field(None, alias="au")
    """Last day."""
    headcount: int | None = Field(None, alias="effectif", ge=0)
    """How many people answered."""


class Finding(Record):
    """What the data show."""

    statement: Text = Field(alias="énoncé")
    """The finding in one or two sentences."""
    evidence: tuple[ShortText, ...] = Field((), alias="preuves")
    """Ids of the indicators or questions that support it."""


class Action(Record):
    """What was decided because of a finding."""

    title: ShortText = Field(alias="titre")
    """What is done."""
    finding: int | None = Field(None, alias="constat", ge=1)
    """Number of the finding that it answers, from 1."""
    state: ActionStateField = Field("prévue", alias="état")
    """How far it is."""
    due: FrenchDate | None = Field(None, alias="échéance")
    """By when."""


class Means(Record):
    """What the démarche cost those who led it."""

    time: Text | None = Field(None, alias="temps")
    """Days, hours, meetings."""
    people: Text | None = Field(None, alias="personnes")
    """Who gave that time."""
    skills: Text | None = Field(None, alias="compétences")
    """What had to be known or learned."""
    support: Text | None = Field(None, alias="soutien")
    """Who helped from outside."""

    @property
    def named(self) -> list[tuple[str, str]]:
        """What was spent, each with its name, in order."""
        given = (self.time, self.people, self.skills, self.support)
        return [(name, text) for name, text in zip(MEANS, given, strict=True) if text]


class EvaluationFields(Record):
    """The front matter of `content/evaluations/<slug>/index.md`."""

    title: ShortText = Field(alias="titre")
    """Title of the evaluation."""
    organisms: tuple[Slug, ...] = Field(alias="organismes", min_length=1)
    """Slugs of the organisms that own it."""
    dispositif: DispositifField
    """SIS or CISP."""
    period: ShortText = Field(alias="période", examples=["2017-2019"])
    """When it took place."""
    question: Text
    """The question évaluative."""
    motivations: tuple[Text, ...] = ()
    """Why the organisms began."""
    stakeholders: tuple[Stakeholder, ...] = Field((), alias="parties-prenantes")
    """Who was concerned."""
    framework: tuple[Dimension, ...] = Field((), alias="cadre")
    """The analysis framework."""
    steps: tuple[Step, ...] = Field((), alias="étapes")
    """The path of the démarche."""
    collections: tuple[Collection, ...] = Field((), alias="collecte")
    """How data were collected."""
    findings: tuple[Finding, ...] = Field((), alias="constats")
    """What the data show."""
    actions: tuple[Action, ...] = ()
    """What was decided."""
    effects: tuple[Text, ...] = Field((), alias="effets")
    """What changed."""
    difficulties: tuple[Text, ...] = Field((), alias="difficultés")
    """What was hard."""
    means: Means = Field(Means(), alias="moyens")
    """What was spent."""
    testimonies: tuple[Slug, ...] = Field((), alias="témoignages")
    """Slugs of the testimonies beside the figures."""

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators of the framework, in order."""
        return tuple(i for dimension in self.framework for i in dimension.indicators)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """An evaluation as read from its file.

    Attributes:
        slug: Name of its folder.
        path: The file, relative to the project, '/'-separated.
        fields: Its front matter.
        body: Its story, in Markdown.
    """

    slug: str
    path: str
    fields: EvaluationFields
    body: str
