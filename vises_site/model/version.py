"""Versions of a testimony: its words in another language, or easy to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from vises_site.model.approval import Statement
from vises_site.model.passage import Passage, list_spoken
from vises_site.model.record import Record, ShortText, Text
from vises_site.model.vocabulary import StatusField, fold

EASY = "falc"
"""What stands before `.md` in the name of an easy-to-read version (facile à lire)."""

ONLY_VOICE = "1"


def _parse_approvals(value: Any) -> Any:
    """Accept one fingerprint, for the only voice, or one for each voice by its id or number."""
    entry = value
    while isinstance(entry, list) and len(entry) == 1:
        entry = entry[0]  # front matter gives lists, whatever stands there
    if isinstance(entry, str):
        return ((ONLY_VOICE, entry),)
    return tuple(entry.items()) if isinstance(entry, dict) else value


Approvals = Annotated[tuple[tuple[ShortText, Text], ...], BeforeValidator(_parse_approvals)]


class VersionFields(Record):
    """The front matter of `luc.nl.md` or `luc.falc.md`, beside `luc.md`.

    Who speaks, where and when stands in the testimony, and so does each consent.
    """

    title: ShortText = Field(alias="titre", examples=["Mijn luchtbel"])
    """Title in this version."""
    quote: ShortText | None = Field(None, alias="citation")
    """Pull quote in this version, at most 280 characters."""
    translator: ShortText | None = Field(None, alias="traduction", examples=["An Peeters"])
    """Who translated it."""
    reviewers: tuple[ShortText, ...] = Field((), alias="relecteurs-falc")
    """Proofreaders of an easy-to-read version."""
    approvals: Approvals = Field((), alias="texte-approuvé")
    """Fingerprints of the words that the voices re-read, by the voice's id or number."""
    status: StatusField = Field("publié", alias="statut")
    """Where the text stands in its preparation; only `publié` appears."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version as read from its file.

    Attributes:
        suffix: What stands before `.md` in the file's name: a language, or `EASY`.
        language: Language of its words.
        path: The file, relative to the project, '/'-separated.
        fields: Its front matter.
        passages: Its body, in reading order; voices are those of the testimony.
    """

    suffix: str
    language: str
    path: str
    fields: VersionFields
    passages: tuple[Passage, ...]

    @property
    def is_easy(self) -> bool:
        """True for an easy-to-read version."""
        return self.suffix == EASY

    @property
    def key_statements(self) -> tuple[Statement, ...]:
        """The words of the front matter that would appear."""
        found = [Statement(self.fields.title, ("titre",))]
        if self.fields.quote:
            found.append(Statement(self.fields.quote, ("citation",)))
        if self.fields.translator:
            found.append(Statement(self.fields.translator, ("traduction",)))
        found += [
            Statement(name, ("relecteurs-falc", index))
            for index, name in enumerate(self.fields.reviewers)
        ]
        return tuple(found)

    def list_statements(self, names: Sequence[str]) -> tuple[Statement, ...]:
        """Return all words that would appear, sentence by sentence.

        Args:
            names: Displayed names of the testimony's voices.
        """
        return (*self.key_statements, *list_spoken(self.passages, names))

    def find_approval(self, voice: int, voice_id: str | None) -> str | None:
        """Return the fingerprint that one voice approved, or None."""
        names = {str(voice + 1), fold(voice_id or "")}
        return next((text for name, text in self.fields.approvals if fold(name) in names), None)
