"""Free pages of `content/`, and the pieces that publications are made of."""

from dataclasses import dataclass

from pydantic import Field

from vises_site.model.record import Record, RelativePath, ShortText, Slug, Text
from vises_site.model.vocabulary import DispositifField


class Told(Record):
    """One thing that testimonies tell and that nobody counts."""

    text: Text = Field(alias="texte")
    """What is told, in one sentence."""
    testimony: Slug = Field(alias="témoignage")
    """Slug of the testimony that tells it."""


class Mirror(Record):
    """One dispositif: what it is for, what is counted of it, what is told of it."""

    dispositif: DispositifField
    """SIS or CISP."""
    missions: tuple[Text, ...] = ()
    """Its statutory missions."""
    counted: tuple[Text, ...] = Field((), alias="compte")
    """The administrative indicators."""
    told: tuple[Told, ...] = Field((), alias="raconte")
    """What the testimonies tell."""


class PageFields(Record):
    """The front matter of a page; it may hold keys for other programs besides."""

    title: ShortText | None = Field(None, alias="titre")
    """Title of the page; absent: its first heading."""
    description: ShortText | None = None
    """What search engines and previews show."""
    template: RelativePath | None = None
    """Template of the theme; absent: the ordinary one."""
    opening: Text | None = Field(None, alias="accroche")
    """Home page: the sentence that makes the case."""
    first_voice: Slug | None = Field(None, alias="voix-une")
    """Home page: slug of the testimony that fills the first screen."""
    second_voice: Slug | None = Field(None, alias="voix-deux")
    """Home page: slug of the testimony that answers."""
    mirror: tuple[Mirror, ...] = Field((), alias="miroir")
    """Page « ce que l'on compte, ce que l'on raconte »: one entry a dispositif."""


@dataclass(frozen=True, slots=True)
class Page:
    """A Markdown page.

    Attributes:
        uri: Address below `content/`, such as `demarche.md`.
        path: The file, relative to the project, '/'-separated.
        title: Its title.
        fields: Its front matter.
        body: Its Markdown, without front matter.
        line: Line of the file on which the body begins, from 1.
    """

    uri: str
    path: str
    title: str
    fields: PageFields
    body: str
    line: int
