"""What is all that its voices agreed to show of one testimony."""

import html
import re
import unicodedata
from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from vises_site.model.approval import is_approved
from vises_site.model.consent import Refusal, find_refusal, list_allowed
from vises_site.model.testimony import Passage, Testimony, Voice
from vises_site.model.vocabulary import Channel, Element, fold

STAND_INS = ("Une voix", "Une autre voix", "Une autre voix encore")
"""What names a voice whose displayed name may not appear, in the order of voices."""

_FORMAT = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff*_`]")
_LETTERS = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class PublishedVoice:
    """A voice, reduced to what it agreed to show.

    Attributes:
        name: Displayed name, or what stands for it.
        role: From where the person speaks.
        wording: How the role is said of this person.
        age: Age in years, or None.
        portrait: Picture, relative to the project, or None.
        portrait_alt: What the picture shows; empty without a picture.
    """

    name: str
    role: str
    wording: str
    age: int | None
    portrait: str | None
    portrait_alt: str


@dataclass(frozen=True, slots=True)
class PublishedTestimony:
    """A testimony, reduced to what all its voices agreed to show."""

    slug: str
    title: str
    voices: tuple[PublishedVoice, ...]
    passages: tuple[Passage, ...]
    organism: str | None
    dispositif: str
    objectives: tuple[str, ...]
    themes: tuple[str, ...]
    date: date
    quote: str | None
    audio: str | None
    language: str
    illustration: bool

    @property
    def is_pair(self) -> bool:
        """True for *regards croisés*: several voices on one path."""
        return len(self.voices) > 1

    @property
    def names(self) -> str:
        """The displayed names as one reads them aloud."""
        names = [voice.name for voice in self.voices]
        *first, last = names[:1] + [n.lower() if n in STAND_INS else n for n in names[1:]]
        return f"{', '.join(first)} et {last}" if first else last

    @property
    def word_count(self) -> int:
        """Number of words of the body."""
        return sum(len(passage.text.split()) for passage in self.passages)


@dataclass(frozen=True, slots=True)
class Withheld:
    """A testimony that may not appear, and why.

    Attributes:
        testimony: The record.
        voice: Index of the voice whose consent is at stake; None where the status decides.
        reason: Why: a refusal of the consent; `status` for a text that is not published yet;
            `changed-text` for words that are not those approved; `name` for words that hold a
            real name that may not appear.
    """

    testimony: Testimony
    voice: int | None
    reason: Refusal | Literal["status", "changed-text", "name"]


@dataclass(frozen=True, slots=True)
class Grant:
    """By which consent one voice appears, and with what: for the ledger, without any word.

    Attributes:
        voice: Number of the voice in its testimony, from 1.
        reference: Reference of the signed form.
        version: Version of the consent, see `Consent.version`.
        elements: What appears of the person.
    """

    voice: int
    reference: str
    version: str
    elements: tuple[Element, ...]


def find_obstacles(
    testimony: Testimony, channels: tuple[Channel, ...], on_date: date
) -> list[Withheld]:
    """Return all that keeps a testimony out of channels on a day; empty where it appears."""
    if testimony.fields.status != "publié":
        return [Withheld(testimony, None, "status")]
    voices = tuple(enumerate(testimony.fields.voices))
    refusals = [(i, _find_first_refusal(v, channels, "texte", on_date)) for i, v in voices]
    if found := [Withheld(testimony, index, reason) for index, reason in refusals if reason]:
        return found
    for index, voice in voices:
        assert voice.consent
        allowed = list_allowed(voice.consent, channels, on_date, voice.age)
        if not _may_name(voice, allowed) and find_name(testimony, voice.name):
            found.append(Withheld(testimony, index, "name"))
        recorded = voice.consent.approved_text
        if recorded is not None and not is_approved(recorded, testimony.statements):
            found.append(Withheld(testimony, index, "changed-text"))
    return found


def _find_first_refusal(
    voice: Voice, channels: tuple[Channel, ...], element: Element, on_date: date
) -> Refusal | None:
    refusals = (
        find_refusal(voice.consent, channel, element, on_date, voice.age) for channel in channels
    )
    return next((refusal for refusal in refusals if refusal is not None), None)


def _may_name(voice: Voice, allowed: Set[Element]) -> bool:
    """Tell whether a voice's displayed name may appear: a real one needs a consent of its own."""
    return not voice.shows_real_name or "prénom-réel" in allowed


def find_name(testimony: Testimony, name: str) -> str:
    """Return the part of a name that stands in a testimony's words or address, or nothing.

    Headings that open a voice's passages do not count: they are replaced.
    """
    parts = {fold(part) for part in _LETTERS.findall(_normalise(name))}
    fields = testimony.fields
    texts = [fields.title, fields.quote or "", *fields.themes, testimony.slug]
    for voice in fields.voices:
        texts.append(voice.wording or "")
        if voice.name != name:  # her own are replaced, or left out
            texts += [voice.name, voice.portrait_alt or ""]
    texts += [passage.text for passage in testimony.passages]
    for text in texts:
        for match in _LETTERS.finditer(_normalise(text)):
            if fold(match[0]) in parts:
                return match[0]
    return ""


def _normalise(text: str) -> str:
    """Return a text with its letters as one reads them, however they are written or hidden."""
    return _FORMAT.sub("", unicodedata.normalize("NFKC", html.unescape(text)))


def reduce_testimony(
    testimony: Testimony, channels: tuple[Channel, ...], on_date: date
) -> PublishedTestimony:
    """Return a testimony without whatever one of its voices does not agree to show.

    What concerns one person is decided by that person; what concerns all, by all of them.
    """
    fields = testimony.fields
    allowed = [list_allowed(v.consent, channels, on_date, v.age) for v in fields.voices]
    by_all = frozenset.intersection(*allowed)
    unnamed = iter(STAND_INS + STAND_INS[-1:] * len(fields.voices))
    folder = testimony.path.rpartition("/")[0]
    voices: list[PublishedVoice] = []
    for voice, own in zip(fields.voices, allowed, strict=True):
        portrait = voice.portrait if "portrait" in own else None
        is_named = _may_name(voice, own)
        voices.append(
            PublishedVoice(
                name=voice.name if is_named else next(unnamed),
                role=voice.role,
                wording=voice.wording or voice.role,
                age=voice.age if "âge" in own else None,
                portrait=f"{folder}/{portrait}" if portrait else None,
                # The words about a picture may name the person
                portrait_alt=(voice.portrait_alt or "") if portrait and is_named else "",
            )
        )
    return PublishedTestimony(
        slug=testimony.slug,
        title=fields.title,
        voices=tuple(voices),
        passages=testimony.passages,
        organism=fields.organism if "organisme" in by_all else None,
        dispositif=fields.dispositif,
        objectives=fields.objectives,
        themes=fields.themes,
        date=fields.date,
        quote=fields.quote,
        audio=fields.audio if "voix" in by_all else None,
        language=fields.language,
        illustration=fields.illustration,
    )


def list_grants(testimony: Testimony, published: PublishedTestimony) -> tuple[Grant, ...]:
    """Return what appears of each voice: what it has, allows, and may show beside the others."""
    grants = []
    for number, (voice, shown) in enumerate(
        zip(testimony.fields.voices, published.voices, strict=True), start=1
    ):
        assert voice.consent
        appears: dict[Element, bool] = {
            "texte": True,
            "portrait": shown.portrait is not None,
            "voix": published.audio is not None,
            "âge": shown.age is not None,
            "organisme": published.organism is not None,
            "prénom-réel": voice.shows_real_name and shown.name == voice.name,
        }
        elements = tuple(element for element in get_args(Element) if appears[element])
        grants.append(Grant(number, voice.consent.reference, voice.consent.version, elements))
    return tuple(grants)
