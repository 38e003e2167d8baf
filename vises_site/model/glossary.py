"""Acronyms, and what they stand for."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import Field

from vises_site.model.record import Record, ShortText, Text


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an acronym stands for, in one language.

    Attributes:
        language: Two-letter code.
        words: The words in full.
        explanation: A sentence or two for those who do not know it; empty for none.
    """

    language: str
    words: str
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Acronym:
    """One entry of a glossary.

    Attributes:
        letters: As it is written, such as `CISP` or `DéFI`.
        meanings: By language; at least one.
    """

    letters: str
    meanings: Mapping[str, Meaning]

    def find(self, language: str) -> Meaning:
        """Return its meaning in a language, else in French, else in the one that it has."""
        fallback = next(iter(self.meanings.values()))
        return self.meanings.get(language) or self.meanings.get("fr") or fallback


Glossary = tuple[Acronym, ...]
"""Acronyms in alphabetical order; empty where a project has no glossary."""


class AcronymFields(Record):
    """What `glossaire.yml` may say of an acronym."""

    words: ShortText | None = Field(None, alias="nom")
    """Its words in full, in French."""
    explanation: Text | None = Field(None, alias="explication")
    """What that is, in plain French."""
    nl: ShortText | None = None
    """The words in Dutch."""
    nl_explanation: Text | None = Field(None, alias="explication-nl")
    """What that is, in Dutch."""
    de: ShortText | None = None
    """The words in German."""
    de_explanation: Text | None = Field(None, alias="explication-de")
    """What that is, in German."""
    en: ShortText | None = None
    """The words in English."""
    en_explanation: Text | None = Field(None, alias="explication-en")
    """What that is, in English."""

    @property
    def meanings(self) -> dict[str, Meaning]:
        """Its meanings by language, French first; an explanation alone is none."""
        given = (
            ("fr", self.words, self.explanation),
            ("nl", self.nl, self.nl_explanation),
            ("de", self.de, self.de_explanation),
            ("en", self.en, self.en_explanation),
        )
        return {
            language: Meaning(language, words, explanation or "")
            for language, words, explanation in given
            if words
        }
