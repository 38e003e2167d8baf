"""A letter to those who asked for news: the latest voices, and what has been published."""

from dataclasses import dataclass
from datetime import date

from vises_site.model.organism import Organism
from vises_site.model.publishable import Publishable
from vises_site.model.published import PublishedTestimony
from vises_site.model.vocabulary import Channel

LETTER_CHANNELS: tuple[Channel, ...] = ("site", "réseaux")
"""What a letter needs: it leads to the site, and whoever gets it sends it on, as on networks."""

USUAL_COUNT = 4


@dataclass(frozen=True, slots=True)
class Item:
    """One voice of a letter.

    Attributes:
        testimony: The testimony.
        organism: Where it was said; None where that may not be told.
    """

    testimony: PublishedTestimony
    organism: Organism | None

    @property
    def world(self) -> str:
        """Its colour, as a token's name."""
        return "meuse" if self.testimony.dispositif == "SIS" else "brique"


def build_letter(
    shown: Publishable, since: date | None = None, limit: int = USUAL_COUNT
) -> list[Item]:
    """Return the voices of a letter, the newest first, after one with a quote.

    Args:
        shown: What may appear on the site and on social networks.
        since: First day on which words were collected; None for any.
        limit: How many voices at most.
    """
    found = [t for t in shown.testimonies if since is None or t.date >= since][:limit]
    return [Item(t, shown.organisms.get(t.organism or "")) for t in _choose_first(found)]


def _choose_first(found: list[PublishedTestimony]) -> list[PublishedTestimony]:
    """Let one with a quote open the letter, and with a picture if there is; keep the order else."""
    quoted = [t for t in found if t.quote]
    pictured = [t for t in quoted if any(voice.portrait for voice in t.voices)]
    first = (pictured or quoted or found)[:1]
    return [*first, *(t for t in found if t not in first)]
