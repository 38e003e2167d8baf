"""Who appears: every voice of a library, found by the names that people have for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import get_args

from vises_site.model.approval import Statement, is_approved
from vises_site.model.consent import State, find_refusal, find_state
from vises_site.model.library import Library
from vises_site.model.published import find_obstacles
from vises_site.model.testimony import Testimony, Voice
from vises_site.model.version import Version
from vises_site.model.vocabulary import Channel, find_nearest, fold


@dataclass(frozen=True, slots=True)
class Entry:
    """One voice of one testimony.

    Attributes:
        testimony: The record.
        index: Place of the voice in the record, from 0.
    """

    testimony: Testimony
    index: int

    @property
    def voice(self) -> Voice:
        """The voice."""
        return self.testimony.fields.voices[self.index]

    @property
    def name(self) -> str:
        """The name by which commands know the voice."""
        return name_voice(self.testimony, self.index)

    def list_statements(self, version: Version | None = None) -> tuple[Statement, ...]:
        """Return all words that the person re-reads: the testimony's, or those of a version."""
        if version is None:
            return self.testimony.statements
        return version.list_statements(self.testimony.names)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one voice's consent stands on a day.

    Attributes:
        entry: The voice.
        state: The consent's state.
        allowed: Channels in which this voice lets its words appear that day.
        appears: Channels in which the testimony appears, all voices and its status considered.
        is_approved: Whether the words are those the person re-read; None where none were recorded.
    """

    entry: Entry
    state: State
    allowed: tuple[Channel, ...]
    appears: tuple[Channel, ...]
    is_approved: bool | None


def find_standing(entry: Entry, on_date: date) -> Standing:
    """Return how a voice's consent stands on a day."""
    voice = entry.voice
    channels: tuple[Channel, ...] = get_args(Channel)
    recorded = voice.consent.approved_text if voice.consent else None
    return Standing(
        entry,
        find_state(voice.consent, on_date, voice.age),
        tuple(
            channel
            for channel in channels
            if find_refusal(voice.consent, channel, "texte", on_date, voice.age) is None
        ),
        tuple(
            channel
            for channel in channels
            if not find_obstacles(entry.testimony, (channel,), on_date)
        ),
        is_approved(recorded, entry.testimony.statements) if recorded else None,
    )


def name_voice(testimony: Testimony, index: int) -> str:
    """Return the name by which commands know a voice: the record's, then the voice's own.

    The voice's is its `id`, or its number from 1; it is left out where there is only one.
    """
    voices = testimony.fields.voices
    if len(voices) == 1:
        return testimony.slug
    return f"{testimony.slug}/{voices[index].id or index + 1}"


def list_entries(library: Library) -> Iterator[Entry]:
    """Yield every voice, by record then in the record's order."""
    for testimony in library.testimonies.values():
        for index in range(len(testimony.fields.voices)):
            yield Entry(testimony, index)


def find_entries(library: Library, name: str) -> list[Entry]:
    """Return the voices that a name may stand for; empty where it stands for none.

    A name is that of a voice (`nadia-le-premier-bus/benoit`, or its number or displayed name after
    the slash); else the reference of a consent, a record's slug, a voice's id or its displayed
    name: all that it may mean, since a wrong guess would be about somebody else.
    """
    entries = list(list_entries(library))
    folded = fold(name)
    if "/" in name:
        return [entry for entry in entries if folded in _list_full_names(entry)]

    def is_meant(entry: Entry) -> bool:
        voice = entry.voice
        reference = voice.consent.reference if voice.consent else ""
        names = (reference, entry.testimony.slug, voice.id or "", voice.name)
        return folded in map(fold, filter(None, names))

    return [entry for entry in entries if is_meant(entry)]


def is_ambiguous(entries: list[Entry], name: str) -> bool:
    """Tell whether a name stands for people or records that have nothing to do with each other.

    It does not where all are of one record, or of one signed form that the name is.
    """
    if "/" in name:
        return len(entries) > 1
    folded = fold(name)
    references = {fold(e.voice.consent.reference) if e.voice.consent else "" for e in entries}
    return len({entry.testimony.slug for entry in entries}) > 1 and references != {folded}


def _list_full_names(entry: Entry) -> set[str]:
    """Return what a voice may be called with its record's slug before a slash."""
    ends = {str(entry.index + 1), fold(entry.voice.id or ""), fold(entry.voice.name)}
    return {f"{fold(entry.testimony.slug)}/{end}" for end in ends if end}


def suggest_entries(library: Library, name: str) -> list[Entry]:
    """Return the voices that somebody may have meant by a name that stands for nobody.

    Those of the record named before a slash; else those of the known name most like it.
    """
    entries = list(list_entries(library))
    slug = fold(name.partition("/")[0])
    if found := [entry for entry in entries if fold(entry.testimony.slug) == slug]:
        return found
    known = [name for e in entries for name in (e.name, e.testimony.slug, e.voice.id, e.voice.name)]
    nearest = find_nearest(name, filter(None, known))
    return find_entries(library, nearest) if nearest else []
