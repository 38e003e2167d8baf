"""What a person agreed to, and the one rule that decides whether something may appear."""

import hashlib
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from pydantic import Field

from vises_site.model.record import Flag, FrenchDate, Record, ShortText, Text
from vises_site.model.vocabulary import Channel, ChannelField, Element, ElementField

Refusal = Literal["missing", "unsigned", "withdrawn", "expired", "minor", "channel", "element"]
State = Literal["valid", "expiring", "expired", "withdrawn", "unsigned", "minor", "missing"]

ADULT_YEARS = 18
"""Age from which a person consents alone (article 388 of the Belgian Civil Code)."""

NOTICE_DAYS = 60
"""How long before the end of a consent its end is announced."""


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
    approved_text: Text | None = Field(None, alias="texte-approuvé", examples=["6f1c…"])
    """Fingerprint of the words that the person re-read; see `vises_site.model.approval`."""
    withdrawn_on: FrenchDate | None = Field(None, alias="retiré-le")
    """First day from which nothing may appear any more."""
    represented: Flag = Field(default=False, alias="représentant")
    """True where a legal representative signed beside the person."""

    @cached_property
    def version(self) -> str:
        """Return 16 hexadecimal digits that change whenever anything of the consent does."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]


def is_minor(age: int | None) -> bool:
    """Tell whether a person needs a legal representative beside her; not where no age is known."""
    return age is not None and age < ADULT_YEARS


def find_refusal(
    consent: Consent | None,
    channel: Channel,
    element: Element,
    on_date: date,
    age: int | None = None,
) -> Refusal | None:
    """Return why an element may not appear in a channel on a day, or None where it may.

    Something appears only if a valid consent names that channel, that element and that day;
    every doubt counts as a refusal. A minor consents together with a legal representative.

    Args:
        consent: What the person agreed to; None for nothing.
        channel: The medium.
        element: What would appear of the person.
        on_date: The day.
        age: The person's age in years, or None where it is not known.
    """
    refusal = _find_refusal_of_all(consent, channel, on_date, age)
    if refusal is None and consent is not None and element not in consent.elements:
        return "element"
    return refusal


def list_allowed(
    consent: Consent | None, channels: Iterable[Channel], on_date: date, age: int | None = None
) -> frozenset[Element]:
    """Return the elements that `find_refusal` refuses in none of several channels on a day."""
    if consent is None or any(_find_refusal_of_all(consent, c, on_date, age) for c in channels):
        return frozenset()
    return frozenset(consent.elements)


def _find_refusal_of_all(
    consent: Consent | None, channel: Channel, on_date: date, age: int | None
) -> Refusal | None:
    """Return why nothing at all may appear in a channel, or None where an element may."""
    state = find_state(consent, on_date, age)
    if consent is None or state not in ("valid", "expiring"):
        return state  # type: ignore[return-value]
    return None if channel in consent.channels else "channel"


def find_state(consent: Consent | None, on_date: date, age: int | None = None) -> State:
    """Return how a consent stands on a day, whatever it allows.

    Args:
        consent: What the person agreed to; None for nothing.
        on_date: The day.
        age: The person's age in years, or None where it is not known.
    """
    if consent is None:
        return "missing"
    if consent.withdrawn_on is not None and on_date >= consent.withdrawn_on:
        return "withdrawn"
    if on_date < consent.signed_on:
        return "unsigned"
    if consent.expires_on is not None and on_date > consent.expires_on:
        return "expired"
    if is_minor(age) and not consent.represented:
        return "minor"
    ends = [day for day in (consent.expires_on, consent.withdrawn_on) if day is not None]
    if ends and min(ends) <= on_date + timedelta(days=NOTICE_DAYS):
        return "expiring"
    return "valid"
