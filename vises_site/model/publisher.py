"""Who answers for the site, who helps it, and what checks of it found."""

import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError
from stdnum.be import vat

from vises_site.model.record import FrenchDate, Record, RelativePath, ShortText, Text
from vises_site.model.vocabulary import among

Conformity = Literal["totale", "partielle", "non conforme"]
ConformityField = Annotated[Conformity, among(Conformity)]

_EMAIL = re.compile(r"[^\s@<>\"']+@[\w-]+(?:\.[\w-]+)+")


def parse_number(value: Any) -> Any:
    """Turn an enterprise number, however it is grouped, into its ten digits.

    Raises:
        PydanticCustomError: Its control digits do not fit (type `enterprise-number`).
    """
    text = str(value).strip()
    if not vat.is_valid(text):
        raise PydanticCustomError("enterprise-number", "not an enterprise number", {})
    return str(vat.compact(text))


def parse_email(value: Any) -> Any:
    """Accept what may be an address of electronic mail.

    Raises:
        PydanticCustomError: It is none (type `email`).
    """
    text = str(value).strip()
    if not _EMAIL.fullmatch(text):
        raise PydanticCustomError("email", "not an address", {})
    return text


EnterpriseNumber = Annotated[str, BeforeValidator(parse_number)]
Email = Annotated[str, BeforeValidator(parse_email)]
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s\"'<>]+$", max_length=500)]


class Contact(Record):
    """Somebody who can be written to."""

    name: ShortText = Field(alias="nom")
    """Name of the person, the house or the office."""
    address: ShortText | None = Field(None, alias="adresse")
    """Postal address, in one line."""
    email: Email | None = Field(None, alias="courriel")
    """Address of electronic mail."""
    phone: ShortText | None = Field(None, alias="téléphone")
    """Telephone number as it is read."""
    website: WebAddress | None = Field(None, alias="site-web")
    """Address of its own site."""


class Support(Record):
    """Who pays for the project or helps it."""

    name: ShortText = Field(alias="nom")
    """Its name."""
    logo: RelativePath | None = None
    """Picture, relative to `content/`."""
    link: WebAddress | None = Field(None, alias="lien")
    """Address of its site."""
    mention: ShortText | None = None
    """Sentence that it asks for."""


class AccessibilityNotes(Record):
    """What people found, beside what programs found."""

    conformity: ConformityField | None = Field(None, alias="conformité")
    """What an evaluation by people concluded."""
    assessed_on: FrenchDate | None = Field(None, alias="évalué-le")
    """Day of that evaluation."""
    assessor: ShortText | None = Field(None, alias="évalué-par")
    """Who made it."""
    known_faults: tuple[Text, ...] = Field((), alias="défauts-connus")
    """What does not work yet, and what to do meanwhile."""
    complaints: Text | None = Field(None, alias="réclamation")
    """Whom to turn to when the answer is missing or does not help."""


class PublisherFields(Record):
    """The keys of `content/editeur.yml`."""

    name: ShortText = Field(alias="nom")
    """Name of the house."""
    form: ShortText | None = Field(None, alias="forme")
    """Legal form, such as ASBL."""
    address: ShortText = Field(alias="adresse")
    """Seat, in one line."""
    number: EnterpriseNumber | None = Field(None, alias="bce")
    """Number at the Banque-Carrefour des Entreprises."""
    email: Email = Field(alias="courriel")
    """Address to which readers write."""
    phone: ShortText | None = Field(None, alias="téléphone")
    """Telephone number as it is read."""
    website: WebAddress | None = Field(None, alias="site-web")
    """Address of its main site, where this one is another."""
    responsible: Contact = Field(alias="éditeur-responsable")
    """Who answers for what is published."""
    protection: Contact | None = Field(None, alias="protection-des-données")
    """Who answers about personal data; absent: the house."""
    host: Contact | None = Field(None, alias="hébergeur")
    """Whose servers send the site."""
    credits: tuple[Text, ...] = Field((), alias="crédits")
    """Whom to thank for pictures, maps and the rest, one sentence each."""
    supports: tuple[Support, ...] = Field((), alias="soutiens")
    """Who pays for the project or helps it, in the order shown."""
    accessibility: AccessibilityNotes = Field(AccessibilityNotes(), alias="accessibilité")
    """What people found about accessibility."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who answers for the site.

    Attributes:
        path: The file, relative to the project, '/'-separated.
        fields: Its keys.
    """

    path: str
    fields: PublisherFields

    def find_logo(self, support: Support) -> str:
        """Return the path of a support's logo, relative to the project; empty for none."""
        folder = self.path.rpartition("/")[0]
        return f"{folder}/{support.logo}" if support.logo else ""

    @property
    def number(self) -> str:
        """Its enterprise number as one writes it, such as `0123.456.749`; empty for none."""
        digits = self.fields.number or ""
        return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}" if digits else ""


class Violation(Record):
    """A rule that pages break."""

    rule: ShortText = Field(alias="règle")
    """Name of the rule."""
    help: ShortText = Field(alias="aide")
    """What it asks."""
    pages: tuple[ShortText, ...] = Field(min_length=1)
    """Addresses of the pages that break it, below the site's."""


class Audit(Record):
    """The keys of `content/accessibilite.yml`, which `vises accessibility` writes."""

    checked_on: FrenchDate = Field(alias="date")
    """Day of the check."""
    tool: ShortText = Field(alias="outil")
    """Program and version."""
    widths_px: tuple[int, ...] = Field(alias="largeurs", min_length=1)
    """Widths of the window."""
    schemes: tuple[Literal["clair", "sombre"], ...] = Field(alias="thèmes", min_length=1)
    """Colour schemes."""
    rules: int = Field(alias="règles", ge=1)
    """How many rules had something to look at."""
    pages: tuple[ShortText, ...] = Field(min_length=1)
    """Addresses of the pages that were looked at, below the site's."""
    violations: tuple[Violation, ...] = Field((), alias="infractions")
    """The rules that are broken."""
