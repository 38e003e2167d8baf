"""What organisms count, each beside what one of their voices tells."""

from collections.abc import Sequence
from dataclasses import dataclass

from vises_site.assemble.pull import Pull, build_pull
from vises_site.model.activity import PublishedActivity, Sum, find_shared_year, sum_activities
from vises_site.model.organism import Organism
from vises_site.model.publishable import Publishable
from vises_site.model.published import PublishedTestimony


@dataclass(frozen=True, slots=True)
class CountedAndTold:
    """An organism's figures, and words that were said there.

    Attributes:
        organism: The organism.
        activity: What it counts.
        pull: What is told; None where nobody who was heard there names the organism.
    """

    organism: Organism
    activity: PublishedActivity
    pull: Pull | None


@dataclass(frozen=True, slots=True)
class SectorCount:
    """What organisms of one dispositif counted together in one year.

    Attributes:
        year: The year.
        sums: By rubric; each tells how many organisms it is made of.
        organisms: How many gave figures of this year.
        known: How many there are in all.
        pull: What one voice of the sector tells; None for none.
    """

    year: int
    sums: tuple[Sum, ...]
    organisms: int
    known: int
    pull: Pull | None = None


def build_counted_and_told(shown: Publishable, organism: Organism) -> CountedAndTold | None:
    """Build what stands on an organism's page; None where it gave no figures.

    Only a testimony that names its organism stands beside that organism's figures.
    """
    activity = shown.activities.get(organism.slug)
    if activity is None or not activity.counted:
        return None
    told = _choose_told(shown.by_organism.get(organism.slug, []))
    return CountedAndTold(organism, activity, build_pull(told, organism) if told else None)


def build_sector_count(
    shown: Publishable,
    organisms: Sequence[Organism],
    dispositif: str,
    told: Sequence[PublishedTestimony] = (),
) -> SectorCount | None:
    """Build what organisms count together; None where none gave figures.

    An organism of both dispositifs is left out: its file does not tell them apart.

    Args:
        shown: What may appear.
        organisms: Those that are meant.
        dispositif: SIS or CISP.
        told: Testimonies of which one stands beside; the first that has a quote.
    """
    own = [o for o in organisms if o.fields.dispositifs == (dispositif,)]
    activities = [shown.activities[o.slug] for o in own if o.slug in shown.activities]
    year = find_shared_year(activities)
    if year is None:
        return None
    sums = sum_activities(activities, year)
    count = sum(year in activity.years for activity in activities)
    voice = _choose_told(told)
    pull = build_pull(voice, shown.organisms.get(voice.organism or "")) if voice else None
    return SectorCount(year, sums, count, len(own), pull) if sums else None


def _choose_told(testimonies: Sequence[PublishedTestimony]) -> PublishedTestimony | None:
    """Return the first testimony that has a quote, else the first."""
    quoted = (testimony for testimony in testimonies if testimony.quote)
    return next(quoted, testimonies[0] if testimonies else None)
