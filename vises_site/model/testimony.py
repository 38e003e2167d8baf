"""Testimonies: one voice, or two voices on one path."""

from dataclasses import dataclass
from datetime import date

from pydantic import Field

from vises_site.model.approval import Statement
from vises_site.model.consent import Consent
from vises_site.model.passage import Passage, list_spoken
from vises_site.model.record import Flag, FrenchDate, Record, RelativePath, ShortText, Slug
from vises_site.model.version import Version
from vises_site.model.vocabulary import (
    DispositifField,
    IdentityField,
    LanguageField,
    RoleField,
    StatusField,
)


class Voice(Record):
    """One person who speaks in a testimony."""

    id: Slug | None = Field(None, examples=["luc"])
    """Short name of the voice inside its testimony."""
    name: ShortText = Field(alias="nom-affiché", examples=["Luc"])
    """The name that readers see, and the heading that opens the voice's passages."""
    identity: IdentityField | None = Field(None, alias="identité", examples=["prénom d'emprunt"])
    """How the displayed name relates to the real one."""
    age: int | None = Field(None, alias="âge", ge=0, le=120, examples=[54])
    """Age in years at the testimony's date."""
    role: RoleField = Field(alias="rôle", examples=["bénéficiaire"])
    """From where the person speaks."""
    wording: ShortText | None = Field(None, alias="fonction", examples=["travailleuse sociale"])
    """How the role is worded for this person; absent: the role's own word."""
    portrait: RelativePath | None = Field(None, examples=["luc.jpg"])
    """Picture, relative to the testimony's file."""
    portrait_alt: ShortText | None = Field(None, alias="portrait-alt")
    """What the picture shows, for those who do not see it."""
    portrait_credit: ShortText | None = Field(None, alias="portrait-crédit")
    """Who made the picture, as it is to be named beside it."""
    consent: Consent | None = Field(None, alias="consentement")
    """What the person agreed to; absent: nothing."""

    @property
    def shows_real_name(self) -> bool:
        """True where the displayed name is the person's own."""
        return self.identity in ("nom complet", "prénom")


class TestimonyFields(Record):
    """The front matter of `testimonies/<organisme>/<slug>.md`."""

    title: ShortText = Field(alias="titre", examples=["Ma bulle d'air"])
    """Title of the testimony."""
    voices: tuple[Voice, ...] = Field(alias="voix", min_length=1, max_length=6)
    """The voices, in the order in which they are presented."""
    organism: Slug = Field(alias="organisme", examples=["la-passerelle"])
    """Slug of the organism that accompanied the path."""
    dispositif: DispositifField = Field(examples=["SIS"])
    """SIS or CISP."""
    objectives: tuple[ShortText, ...] = Field((), alias="objectifs", examples=[["Autonomie"]])
    """Statutory objectives of the dispositif that the testimony shows."""
    themes: tuple[ShortText, ...] = Field((), alias="thèmes", examples=[["isolement"]])
    """Free themes; each has its page."""
    date: FrenchDate = Field(examples=["2019-05-14"])
    """Day on which the words were collected."""
    quote: ShortText | None = Field(None, alias="citation")
    """Pull quote, at most 280 characters."""
    audio: RelativePath | None = Field(None, examples=["luc.mp3"])
    """Recording whose transcript is the body."""
    audio_note: ShortText | None = Field(None, alias="audio-note")
    """What listeners are told of the recording, such as who reads in the person's place."""
    easy_read: RelativePath | None = Field(None, alias="falc", examples=["luc.falc.md"])
    """Easy-to-read version."""
    easy_read_reviewers: tuple[ShortText, ...] = Field((), alias="relecteurs-falc")
    """Proofreaders of the easy-to-read version."""
    language: LanguageField = Field("fr", alias="langue")
    """Language of the words."""
    status: StatusField = Field("publié", alias="statut")
    """Where the text stands in its preparation; only `publié` appears."""
    illustration: Flag = False
    """True for an invented example, labelled as such wherever it appears."""


@dataclass(frozen=True, slots=True)
class Testimony:
    """A testimony as read from its file.

    Attributes:
        slug: File name without extension; its address on the site.
        path: The file, relative to the project, '/'-separated.
        fields: Its front matter.
        passages: Its body, in reading order.
        versions: Its words in other languages and easy to read, sorted by suffix.
    """

    slug: str
    path: str
    fields: TestimonyFields
    passages: tuple[Passage, ...]
    versions: tuple[Version, ...] = ()

    @property
    def date(self) -> date:
        """Day on which the words were collected."""
        return self.fields.date

    @property
    def key_statements(self) -> tuple[Statement, ...]:
        """The words of the front matter that would appear."""
        fields = self.fields
        found = [Statement(fields.title, ("titre",))]
        for index, voice in enumerate(fields.voices):
            label = f"{voice.name}, {voice.wording or voice.role}"
            found.append(Statement(label, ("voix", index)))
            if voice.age is not None:
                found.append(Statement(f"{voice.age} ans", ("voix", index, "âge")))
            if voice.portrait_alt:
                found.append(Statement(voice.portrait_alt, ("voix", index, "portrait-alt")))
        if fields.quote:
            found.append(Statement(fields.quote, ("citation",)))
        if fields.audio_note:
            found.append(Statement(fields.audio_note, ("audio-note",)))
        found += [Statement(t, ("thèmes", index)) for index, t in enumerate(fields.themes)]
        found += [Statement(t, ("objectifs", index)) for index, t in enumerate(fields.objectives)]
        found.append(Statement(fields.organism, ("organisme",)))
        return tuple(found)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All words that would appear, and who says them, sentence by sentence."""
        return (*self.key_statements, *list_spoken(self.passages, self.names))

    @property
    def names(self) -> list[str]:
        """Displayed names of the voices."""
        return [voice.name for voice in self.fields.voices]
