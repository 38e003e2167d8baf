"""Publications: what goes into a brochure, a recruitment booklet or a report."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from vises_site.model.record import FrenchDate, Record, RelativePath, ShortText, Slug, Text
from vises_site.model.vocabulary import (
    DispositifField,
    FormatField,
    GenreField,
    RoleField,
    among,
    fold,
)

Layout = Literal[
    "auto", "portrait", "ouverture", "citation", "court", "mosaïque", "diptyque", "entretien"
]
LayoutField = Annotated[Layout, among(Layout)]
Variant = Literal["par-organisme"]
VariantField = Annotated[Variant, among(Variant)]


class TestimonySelection(Record):
    """Which testimonies a section shows; all that agree where nothing is said."""

    __test__ = False  # not a test class, whatever pytest makes of its name

    dispositif: DispositifField | None = None
    """Only those of this dispositif."""
    role: RoleField | None = Field(None, alias="rôle")
    """Only those in which a voice has this role."""
    themes: tuple[ShortText, ...] = Field((), alias="thèmes")
    """Only those with at least one of these themes."""
    organisms: tuple[Slug, ...] = Field((), alias="organismes")
    """Only those of these organisms."""
    choice: tuple[Slug, ...] = Field((), alias="choix")
    """Exactly these, in this order."""
    limit: int | None = Field(None, alias="limite", ge=1)
    """At most so many."""
    layout: LayoutField = Field("auto", alias="mise-en-page")
    """How they are laid out on paper; `auto` alternates."""


class OrganismSelection(Record):
    """Which organisms a section shows; all where nothing is said."""

    dispositif: DispositifField | None = None
    """Only those of this dispositif."""
    province: ShortText | None = None
    """Only those of this province."""
    choice: tuple[Slug, ...] = Field((), alias="choix")
    """Exactly these, in this order."""


class Section(Record):
    """One section of a publication: exactly one of its keys is given."""

    page: RelativePath | None = None
    """A Markdown page, relative to `content/`."""
    testimonies: TestimonySelection | None = Field(None, alias="témoignages")
    """Voices."""
    evaluation: Slug | None = Field(None, alias="évaluation")
    """An evaluation, as a chapter."""
    figures: OrganismSelection | None = Field(None, alias="chiffres")
    """What organisms count, beside what their voices tell."""
    organisms: OrganismSelection | None = Field(None, alias="organismes")
    """The directory of organisms."""
    contacts: OrganismSelection | None = None
    """Where to call, in large type."""

    @model_validator(mode="after")
    def _check_single(self) -> "Section":
        if len(self.model_fields_set) != 1:
            raise PydanticCustomError("single-section", "not exactly one key", {})
        return self


class PublicationFields(Record):
    """The front matter of `content/publications/<slug>.md`."""

    title: ShortText = Field(alias="titre")
    """Title on the cover."""
    subtitle: ShortText | None = Field(None, alias="sous-titre")
    """Second line of the cover."""
    genre: GenreField
    """What kind of publication, hence its colour world and rhythm."""
    format: FormatField = "A5"
    """Trimmed size."""
    audience: ShortText | None = Field(None, alias="public")
    """For whom it is written."""
    opening: Text | None = Field(None, alias="accroche")
    """The one sentence of the coloured opening page."""
    closing: Text | None = Field(None, alias="dos")
    """The one sentence of the back cover."""
    date: FrenchDate | None = None
    """Day of publication."""
    cover: RelativePath | None = Field(None, alias="couverture")
    """Cover picture, relative to the publication's file; absent: a drawn landscape."""
    sections: tuple[Section, ...] = Field(min_length=1)
    """What it holds, in order."""
    variant: VariantField | None = Field(None, alias="déclinaison")
    """One variant per organism."""
    publisher: ShortText | None = Field(None, alias="éditeur-responsable")
    """Name and address of the éditeur responsable."""
    print_run: int | None = Field(None, alias="tirage", ge=1)
    """Number of copies."""
    printer: Slug | None = Field(None, alias="imprimeur")
    """Printer's preset: one that we ship, or one of `content/imprimeurs/`."""
    logos: tuple[RelativePath, ...] = ()
    """Logos of the back cover, relative to the publication's file."""

    @model_validator(mode="before")
    @classmethod
    def _enlarge_posters(cls, members: Any) -> Any:
        """Make a poster large where its format is not told."""
        if fold(str(members.get("genre"))) == "affiche":
            return {"format": "A3", **members}
        return members


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication as read from its file.

    Attributes:
        slug: File name without extension.
        path: The file, relative to the project, '/'-separated.
        fields: Its front matter.
        body: Its presentation for the web, in Markdown.
    """

    slug: str
    path: str
    fields: PublicationFields
    body: str
