"""What is all that its voices agreed to show of one testimony."""

import html
import re
import unicodedata
from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from vises_site.model.approval import is_approved
from vises_site.model.consent import Refusal, find_refusal, list_allowed
from vises_site.model.passage import Passage
from vises_site.model.testimony import Testimony, Voice
from vises_site.model.version import Version
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
        portrait_credit: Who made the picture; empty without a picture, or where nobody is named.
    """

    name: str
    role: str
    wording: str
    age: int | None
    portrait: str | None
    portrait_alt: str
    portrait_credit: str = ""


@dataclass(frozen=True, slots=True)
class PublishedVersion:
    """A testimony's words in another language, or easy to read.

    Attributes:
        language: Their language.
        title: Title.
        quote: Pull quote, or None.
        passages: The words; voices are those of the testimony.
        translator: Who translated them, or None.
        reviewers: Who proofread an easy-to-read version.
    """

    language: str
    title: str
    quote: str | None
    passages: tuple[Passage, ...]
    translator: str | None = None
    reviewers: tuple[str, ...] = ()

    @property
    def word_count(self) -> int:
        """Number of words of the body."""
        return sum(len(passage.text.split()) for passage in self.passages)


@dataclass(frozen=True, slots=True)
class PublishedTestimony:
    """A testimony, reduced to what all its voices agreed to show.

    Attributes:
        audio: Recording, relative to the project, or None.
        audio_note: What is said of the recording; empty for nothing.
        translations: Its words in other languages, sorted by language.
        easy: Its words easy to read, or None.
    """

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
    audio_note: str = ""
    translations: tuple[PublishedVersion, ...] = ()
    easy: PublishedVersion | None = None

    def tell(self, language: str) -> "PublishedTestimony | PublishedVersion":
        """Return its words in a language; as they were said where nobody translated them."""
        found = (version for version in self.translations if version.language == language)
        return next(found, self)

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages in which its words exist: the one in which they were said first."""
        return (self.language, *(version.language for version in self.translations))

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


def find_version_obstacle(
    testimony: Testimony, version: Version, channels: tuple[Channel, ...], on_date: date
) -> tuple[int | None, Literal["status", "name", "changed-text"]] | None:
    """Return what keeps a version away where its testimony appears; None where nothing does.

    The voices' consents are the testimony's. Whoever re-read the testimony's words has to have
    re-read these ones too.

    Returns:
        Index of the voice that is at stake, None where the status decides, and why.
    """
    if version.fields.status != "publié":
        return None, "status"
    statements = version.list_statements(testimony.names)
    for index, voice in enumerate(testimony.fields.voices):
        allowed = list_allowed(voice.consent, channels, on_date, voice.age)
        if not _may_name(voice, allowed) and find_name_in_version(version, voice.name):
            return index, "name"
        if voice.consent is None or voice.consent.approved_text is None:
            continue
        recorded = version.find_approval(index, voice.id)
        if recorded is None or not is_approved(recorded, statements):
            return index, "changed-text"
    return None


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
    fields = testimony.fields
    texts = [fields.title, fields.quote or "", *fields.themes, testimony.slug]
    texts.append(fields.audio_note or "")
    for voice in fields.voices:
        texts += [voice.wording or "", voice.portrait_credit or ""]
        if voice.name != name:  # her own are replaced, or left out
            texts += [voice.name, voice.portrait_alt or ""]
    texts += [passage.text for passage in testimony.passages]
    return _find_parts(name, texts)


def find_name_in_version(version: Version, name: str) -> str:
    """Return the part of a name, or its genitive in other languages, that stands in a version."""
    texts = [s.text for s in version.key_statements] + [p.text for p in version.passages]
    genitive = " ".join(f"{part}s" for part in _LETTERS.findall(_normalise(name)))
    return _find_parts(name, texts) or _find_parts(genitive, texts)


def _find_parts(name: str, texts: Iterable[str]) -> str:
    """Return the part of a name that stands in one of several texts, or nothing."""
    parts = {fold(part) for part in _LETTERS.findall(_normalise(name))}
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
                portrait_credit=(voice.portrait_credit or "") if portrait else "",
            )
        )
    kept = [
        version
        for version in testimony.versions
        if find_version_obstacle(testimony, version, channels, on_date) is None
    ]
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
        audio=f"{folder}/{fields.audio}" if fields.audio and "voix" in by_all else None,
        language=fields.language,
        illustration=fields.illustration,
        audio_note=fields.audio_note or "",
        translations=tuple(_reduce_version(version) for version in kept if not version.is_easy),
        easy=next((_reduce_version(version) for version in kept if version.is_easy), None),
    )


def _reduce_version(version: Version) -> PublishedVersion:
    fields = version.fields
    return PublishedVersion(
        language=version.language,
        title=fields.title,
        quote=fields.quote,
        passages=version.passages,
        translator=fields.translator,
        reviewers=fields.reviewers,
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
