"""Organisms: the SIS and CISP that accompany people."""

from dataclasses import dataclass

from pydantic import Field

from vises_site.model.place import Place
from vises_site.model.record import Record, RelativePath, ShortText, Text
from vises_site.model.vocabulary import DispositifField, MethodField, OrganismTypeField


class Contact(Record):
    """How to reach an organism."""

    telephone: ShortText | None = Field(None, alias="téléphone", examples=["081 00 00 01"])
    """Telephone number as one dials it."""
    email: ShortText | None = Field(None, alias="courriel", examples=["accueil@exemple.be"])
    """Address of the reception."""
    opening_hours: ShortText | None = Field(None, alias="permanence")
    """When somebody is there."""


class OrganismFields(Record):
    """The front matter of `content/organismes/<slug>.md`."""

    name: ShortText = Field(alias="nom", examples=["La Passerelle"])
    """Full name."""
    acronym: ShortText | None = Field(None, alias="sigle")
    """Short form."""
    dispositifs: tuple[DispositifField, ...] = Field(min_length=1, examples=[["SIS"]])
    """SIS, CISP or both."""
    type: OrganismTypeField | None = Field(None, examples=["SIS associatif"])
    """Legal kind."""
    method: MethodField | None = Field(None, alias="méthode", examples=["EFT"])
    """Pedagogical method of a CISP."""
    courses: tuple[ShortText, ...] = Field((), alias="filières")
    """Training courses of a CISP."""
    accreditation: ShortText | None = Field(None, alias="agrément")
    """Accreditation by the Region, with its period."""
    address: ShortText | None = Field(None, alias="adresse")
    """Street and number."""
    municipality: ShortText | None = Field(None, alias="commune")
    """Municipality."""
    province: ShortText | None = None
    """Province."""
    website: ShortText | None = Field(None, alias="site-web", pattern=r"^https?://[^\s\"'<>]+$")
    """Address of the organism's own site."""
    contact: Contact | None = None
    """How to reach it."""
    missions: tuple[Text, ...] = ()
    """What it does, in short phrases."""
    logo: RelativePath | None = None
    """Logo, relative to the organism's file."""
    figures: RelativePath | None = Field(None, alias="chiffres")
    """Yearly activity figures (CSV), relative to the organism's file."""


@dataclass(frozen=True, slots=True)
class Organism:
    """An organism as read from its file.

    Attributes:
        slug: File name without extension.
        path: The file, relative to the project, '/'-separated.
        fields: Its front matter.
        body: Its presentation, in Markdown.
        place: Where it is; None where its file does not say so, or names no place that is known.
    """

    slug: str
    path: str
    fields: OrganismFields
    body: str
    place: Place | None = None
