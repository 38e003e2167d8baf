"""Who appears: every voice of a library, found by the names that people have for it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import get_args

from vises_site.model.approval import is_approved
from vises_site.model.consent import State, find_refusal, find_state
from vises_site.model.library import Library
from vises_site.model.published import find_obstacles
from vises_site.model.testimony import Testimony, Voice
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
    """Return the voices that a name stands for; empty where it stands for none.

    A name is tried, in this order, as that of a voice (`nadia-le-premier-bus/benoit`, or its
    number after the slash), as the reference of a consent, as a record's slug, as a voice's id.
    """
    entries = list(list_entries(library))
    folded = fold(name)
    tests: tuple[Callable[[Entry], bool], ...] = (
        lambda e: folded in (fold(e.name), f"{fold(e.testimony.slug)}/{e.index + 1}"),
        lambda e: e.voice.consent is not None and fold(e.voice.consent.reference) == folded,
        lambda e: fold(e.testimony.slug) == folded,
        lambda e: e.voice.id is not None and fold(e.voice.id) == folded,
    )
    for test in tests:
        if found := [entry for entry in entries if test(entry)]:
            return found
    return []


def suggest_name(library: Library, name: str) -> str | None:
    """Return the known name most like one that stands for nobody, or None."""
    known: list[str] = []
    for entry in list_entries(library):
        known += [entry.name, entry.testimony.slug, entry.voice.id or ""]
        known += [entry.voice.consent.reference] if entry.voice.consent else []
    return find_nearest(name, filter(None, known))
