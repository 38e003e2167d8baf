"""The codebook of a questionnaire: `questionnaire.yml` beside the evaluation that it served."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from vises_site.model.record import Flag, Record, ShortText, Text
from vises_site.model.vocabulary import among

QuestionType = Literal["choix-unique", "choix-multiple", "échelle", "nombre", "texte"]

SMALLEST_GROUP = 5
"""Cells of fewer people than that are hidden where a codebook says nothing else."""


def _parse_modality(value: Any) -> Any:
    """Accept a label alone, which is then its own code: that is how most exports write answers."""
    if isinstance(value, str | int | float):
        return {"code": str(value), "libellé": str(value)}
    return value


class Modality(Record):
    """One answer that a closed question offers."""

    code: ShortText
    """What the data hold."""
    label: ShortText = Field(alias="libellé")
    """What readers see."""


QuestionTypeField = Annotated[QuestionType, among(QuestionType)]
ModalityField = Annotated[Modality, BeforeValidator(_parse_modality)]


class Question(Record):
    """One question, as it is in the data and as readers see it."""

    id: ShortText = Field(examples=["q3"])
    """Name by which findings and charts cite it; also the column of the data."""
    label: Text = Field(alias="libellé")
    """The question, word for word."""
    type: QuestionTypeField
    """How it is answered."""
    modalities: tuple[ModalityField, ...] = Field((), alias="modalités")
    """Its answers in their order; a scale goes from the least to the most."""
    public: Flag = False
    """Whether its figures may be published: what nobody decided is not."""
    column: ShortText | None = Field(None, alias="colonne")
    """Its column in the data, where that is not its id."""
    unit: ShortText | None = Field(None, alias="unité")
    """Unit of a number, such as `ans`."""


class Codebook(Record):
    """All questions of one questionnaire, and how its answers are grouped."""

    title: ShortText | None = Field(None, alias="titre")
    """The questionnaire's title."""
    questions: tuple[Question, ...] = Field(min_length=1)
    """In their order on the form."""
    groups: tuple[ShortText, ...] = Field((), alias="groupes")
    """Ids of single-choice questions by which others are broken down: stakeholders, services…"""
    wave: ShortText | None = Field(None, alias="vague")
    """Id of the single-choice question that tells the wave of a repeated survey, in order."""
    threshold: int = Field(SMALLEST_GROUP, alias="seuil", ge=3, le=50)
    """Smallest number of people that a published cell may hold."""
