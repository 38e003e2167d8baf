"""What may be handed to journalists on one day, and until when."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from vises_site.model.library import Library
from vises_site.model.publishable import Publishable, publishable
from vises_site.model.testimony import Testimony


@dataclass(frozen=True, slots=True)
class PressRelease:
    """What the press may be given: what it does with it is out of our hands.

    Attributes:
        texts: What consents give to the press: words, portraits, names.
        printed: What they give to the press and to brochures: a publication is both.
        shared: What they give to the press and to social networks, where cards end up.
        ends: Last day of the consents of each testimony, by slug; none for one without an end.
    """

    texts: Publishable
    printed: Publishable
    shared: Publishable
    ends: Mapping[str, date]

    def find_end(self, slugs: list[str]) -> date | None:
        """Return the last day on which all of several testimonies may be used; None for no end."""
        return min((self.ends[slug] for slug in slugs if slug in self.ends), default=None)

    def compute_fingerprint(self, slug: str) -> str:
        """Return what changes with anything that the press may have of a testimony."""
        parts = (self.texts, self.printed, self.shared)
        content = repr([part.by_slug.get(slug) for part in parts])
        return hashlib.sha256(content.encode()).hexdigest()[:16]


def select_press(library: Library, codes: Mapping[str, str], on_date: date) -> PressRelease:
    """Reduce a library to what the press may be given on a day.

    Args:
        library: All records.
        codes: Short codes of the pages that the site has, by place.
        on_date: The day.
    """
    texts, printed, shared = (
        replace(publishable(library, channels, on_date), codes=codes)
        for channels in (("presse",), ("presse", "brochure"), ("presse", "réseaux"))
    )
    found = {slug: _find_end(library.testimonies[slug]) for slug in texts.by_slug}
    ends = {slug: end for slug, end in found.items() if end is not None}
    return PressRelease(texts, printed, shared, ends)


def _find_end(testimony: Testimony) -> date | None:
    """Return the last day on which all voices still agree; None where none of them set an end."""
    days = []
    for voice in testimony.fields.voices:
        if voice.consent and voice.consent.expires_on:
            days.append(voice.consent.expires_on)
        if voice.consent and voice.consent.withdrawn_on:
            days.append(voice.consent.withdrawn_on - timedelta(days=1))
    return min(days, default=None)
