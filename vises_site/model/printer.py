"""Printers' presets: what a printing house asks of the files that it is sent."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from vises_site.model.record import Flag, Record, RelativePath, ShortText
from vises_site.model.vocabulary import among

PdfStandard = Literal["X-4", "X-1a"]
Binding = Literal["agrafé", "collé"]
BindingField = Annotated[Binding, among(Binding)]
PdfStandardField = Annotated[PdfStandard, among(PdfStandard)]


class PrinterFields(Record):
    """The keys of a preset, `content/imprimeurs/<slug>.md`."""

    name: ShortText = Field(alias="nom")
    """Name of the printing house, or of the kind of order."""
    bleed_mm: float = Field(3, alias="fond-perdu", ge=0, le=20)
    """How far what touches the edge goes beyond it, in millimetres."""
    safety_mm: float = Field(5, alias="zone-de-sécurité", ge=0, le=30)
    """How far text stays from the edge, in millimetres."""
    ink_percent: int = Field(300, alias="encrage", ge=150, le=400)
    """The most ink on one point, all inks together, in percent."""
    grey_percent: int = Field(0, alias="composante-grise", ge=0, le=100)
    """How much of the grey that three inks make in pictures is printed in black instead."""
    standard: PdfStandardField = Field("X-4", alias="norme")
    """PDF/X standard."""
    profile: RelativePath | None = Field(None, alias="profil-icc")
    """ICC profile of the printing condition, relative to the preset; absent: FOGRA39, coated."""
    condition: ShortText | None = None
    """Registered name of the printing condition, such as FOGRA51; needed beside a profile."""
    has_marks: Flag = Field(True, alias="repères")
    """Whether crop marks, registration marks and colour bars stand around the page."""
    binding: BindingField = Field("agrafé", alias="reliure")
    """Stapled in the fold, or glued into a cover with a spine."""
    grammage: float = Field(90, ge=30, le=500)
    """Weight of the paper inside, in g/m²: the spine of a glued book depends on it."""
    bulk: float = Field(1.2, alias="main", ge=0.5, le=3)
    """Bulk of the paper inside, in cm³/g."""
    pages_minimum: int = Field(1, alias="pages-minimum", ge=1)
    """The fewest pages that are bound."""
    pages_maximum: int | None = Field(None, alias="pages-maximum", ge=1)
    """The most pages that are bound."""


@dataclass(frozen=True, slots=True)
class Printer:
    """A preset.

    Attributes:
        slug: Its name in a publication's `imprimeur`.
        path: Its file, relative to the project, '/'-separated; empty for one that we ship.
        fields: Its keys.
    """

    slug: str
    path: str
    fields: PrinterFields

    @property
    def profile_uri(self) -> str:
        """Its ICC profile, relative to the project; empty for the one that we ship."""
        folder = self.path.rpartition("/")[0]
        return f"{folder}/{self.fields.profile}" if self.fields.profile else ""
