"""What a person re-reads: the words, and for each channel exactly what would be shown."""

from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from vises_site.model.approval import compute_code, compute_fingerprint
from vises_site.model.consent import Consent, is_minor
from vises_site.model.library import Library
from vises_site.model.passage import Passage
from vises_site.model.published import PublishedTestimony, PublishedVoice, reduce_testimony
from vises_site.model.register import Entry
from vises_site.model.testimony import Testimony
from vises_site.model.version import Version
from vises_site.model.vocabulary import Channel, Element


@dataclass(frozen=True, slots=True)
class ChannelView:
    """What one channel would show.

    Attributes:
        channel: The channel.
        is_agreed: Whether the person's consent names it; None where nothing is signed yet.
        voice: The person as she would appear there.
        organism: How the organism would be named; None where it would not.
        has_recording: Whether the recording could be heard there.
    """

    channel: Channel
    is_agreed: bool | None
    voice: PublishedVoice
    organism: str | None
    has_recording: bool


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """The re-reading sheet of one voice. It is handed to that person and published nowhere.

    Attributes:
        title: Title of the testimony.
        name: Displayed name of the person.
        names: Displayed names of all voices, in their order.
        others: Displayed names of the other voices.
        quote: Pull quote, or None.
        themes: Themes under which the testimony is found.
        passages: The words, in reading order.
        language: Language of the words.
        channels: What each channel would show; with every element where nothing is signed yet.
        portrait: The person's picture, relative to the project, where a channel would show it.
        portrait_alt: What is said of the picture.
        reference: Reference of the signed form; empty where nothing is signed yet.
        needs_representative: Whether a legal representative signs too.
        telephone: Where to call the organism to change or withdraw; empty where none is known.
        organism: Name of the organism that asks.
        code: Short code of these words for this voice, see `compute_code`.
        expires_on: Last day of the consent; None where none is written.
        is_accompanied: Whether the person depends on the organism that asks.
        shows_real_name: Whether the displayed name is the person's own.
        day: Day of the sheet.
    """

    title: str
    name: str
    names: tuple[str, ...]
    others: tuple[str, ...]
    quote: str | None
    themes: tuple[str, ...]
    passages: tuple[Passage, ...]
    language: str
    channels: tuple[ChannelView, ...]
    portrait: str | None
    portrait_alt: str
    reference: str
    needs_representative: bool
    telephone: str
    organism: str
    code: str
    expires_on: date | None
    is_accompanied: bool
    shows_real_name: bool
    day: date


def build_sheet(
    library: Library, entry: Entry, on_date: date, version: Version | None = None
) -> SheetSpec:
    """Build the sheet of one voice for a day.

    Args:
        library: All records.
        entry: The voice.
        on_date: The day.
        version: The version of the words that is to be re-read; None for the testimony's own.
    """
    testimony, voice = entry.testimony, entry.voice
    fields = testimony.fields
    organism = library.organisms.get(fields.organism)
    contact = organism.fields.contact if organism else None
    views = tuple(_view(library, entry, channel, on_date) for channel in get_args(Channel))
    pictured = next((view.voice for view in views if view.voice.portrait), None)
    return SheetSpec(
        title=version.fields.title if version else fields.title,
        name=voice.name,
        names=tuple(other.name for other in fields.voices),
        others=tuple(other.name for other in fields.voices if other is not voice),
        quote=version.fields.quote if version else fields.quote,
        themes=fields.themes,
        passages=version.passages if version else testimony.passages,
        language=version.language if version else fields.language,
        channels=views,
        portrait=pictured.portrait if pictured else None,
        portrait_alt=pictured.portrait_alt if pictured else "",
        reference=voice.consent.reference if voice.consent else "",
        needs_representative=is_minor(voice.age)
        or (voice.consent is not None and voice.consent.represented),
        telephone=(contact.telephone or "") if contact else "",
        organism=organism.fields.name if organism else "",
        code=compute_code(compute_fingerprint(entry.list_statements(version)), entry.index),
        expires_on=voice.consent.expires_on if voice.consent else None,
        is_accompanied=voice.role in ("bénéficiaire", "stagiaire", "proche"),
        shows_real_name=voice.shows_real_name,
        day=on_date,
    )


def _agree_to_all(testimony: Testimony, on_date: date) -> Testimony:
    """Return a testimony as it would appear if all agreed to everything: what one is asked."""
    everything = Consent.model_construct(
        reference="",
        signed_on=on_date,
        channels=get_args(Channel),
        elements=get_args(Element),
        expires_on=None,
        approved_text=None,
        withdrawn_on=None,
        represented=True,
    )
    voices = tuple(v.model_copy(update={"consent": everything}) for v in testimony.fields.voices)
    fields = testimony.fields.model_copy(update={"voices": voices})
    return replace(testimony, fields=fields)


def _view(library: Library, entry: Entry, channel: Channel, on_date: date) -> ChannelView:
    testimony = entry.testimony if entry.voice.consent else _agree_to_all(entry.testimony, on_date)
    reduced: PublishedTestimony = reduce_testimony(testimony, (channel,), on_date)
    organism = library.organisms.get(reduced.organism or "")
    consent = entry.voice.consent
    return ChannelView(
        channel,
        channel in consent.channels if consent else None,
        reduced.voices[entry.index],
        organism.fields.name if organism else None,
        reduced.audio is not None,
    )
