"""What a person agreed to, and the one rule that decides whether something may appear."""

import hashlib
import re
import unicodedata
from datetime import date
from typing import Literal

from pydantic import Field

from vises_site.model.record import Flag, FrenchDate, Record, ShortText
from vises_site.model.vocabulary import Channel, ChannelField, Element, ElementField

Refusal = Literal[
    "missing", "unsigned", "withdrawn", "expired", "channel", "element", "changed-text"
]


class Consent(Record):
    """The agreement of one voice, as written in the front matter.

    The signed form with the real name stays in the organism's own files; only its opaque
    reference stands here. Example:

        consentement:
          référence: DOS-2019-012
          signé-le: 2019-05-02
          canaux: [site, brochure]
          éléments: [texte, portrait, âge, organisme]
          expire-le: 2029-05-02
    """

    reference: ShortText = Field(alias="référence", examples=["DOS-2019-012"])
    """Opaque reference of the signed form."""
    signed_on: FrenchDate = Field(alias="signé-le", examples=["2019-05-02"])
    """Day of signature; nothing may appear before it."""
    channels: tuple[ChannelField, ...] = Field(alias="canaux", examples=[["site", "brochure"]])
    """Media in which the person agrees to appear."""
    elements: tuple[ElementField, ...] = Field(alias="éléments", examples=[["texte", "âge"]])
    """What of the person may appear there."""
    expires_on: FrenchDate | None = Field(None, alias="expire-le", examples=["2029-05-02"])
    """Last day on which something may appear; absent for no end."""
    approved_text: str | None = Field(None, alias="texte-approuvé", examples=["6f1c…"])
    """Fingerprint of the words that the person re-read."""
    withdrawn_on: FrenchDate | None = Field(None, alias="retiré-le")
    """First day from which nothing may appear any more."""
    represented: Flag = Field(default=False, alias="représentant")
    """True where a legal representative signed."""


def find_refusal(
    consent: Consent | None, channel: Channel, element: Element, on_date: date
) -> Refusal | None:
    """Return why an element may not appear in a channel on a day, or None where it may.

    Something appears only if a valid consent names that channel, that element and that day;
    every doubt counts as a refusal.
    """
    if consent is None:
        return "missing"
    if consent.withdrawn_on is not None and on_date >= consent.withdrawn_on:
        return "withdrawn"
    if on_date < consent.signed_on:
        return "unsigned"
    if consent.expires_on is not None and on_date > consent.expires_on:
        return "expired"
    if channel not in consent.channels:
        return "channel"
    if element not in consent.elements:
        return "element"
    return None


def compute_fingerprint(text: str) -> str:
    """Return the SHA-256 of a text's words, in lower-case hexadecimal.

    Blind to typography, white space, case and Markdown marks; any change of words changes it.

    >>> compute_fingerprint("« L'air ! »") == compute_fingerprint('"l’air"')
    True
    """
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).casefold())
    return hashlib.sha256(" ".join(words).encode()).hexdigest()


def is_approved(consent: Consent, words: str) -> bool:
    """Tell whether words are those that the person approved; True where none were recorded."""
    if consent.approved_text is None:
        return True
    recorded = consent.approved_text.casefold()
    return len(recorded) >= 16 and compute_fingerprint(words).startswith(recorded)
