"""Which testimonies stand near one another."""

from vises_site.model.publishable import Publishable
from vises_site.model.published import PublishedTestimony

RELATED_COUNT = 3
KIN_CONSIDERED = 20


class Kinship:
    """Finds the testimonies nearest to one, at a cost that does not grow with their number.

    Of each theme, only those that follow in the theme's list are looked at, so that every
    testimony is also somebody's neighbour.
    """

    def __init__(self, shown: Publishable) -> None:
        self._themes = shown.by_theme
        self._places = {
            theme: {testimony.slug: place for place, testimony in enumerate(members)}
            for theme, members in self._themes.items()
        }

    def find(
        self, testimony: PublishedTestimony, count: int = RELATED_COUNT
    ) -> list[PublishedTestimony]:
        """Return the nearest testimonies: most common themes, then other places and worlds."""
        scores: dict[str, int] = {}
        found: dict[str, PublishedTestimony] = {}
        for theme in testimony.themes:
            members = self._themes.get(theme, [])
            place = self._places.get(theme, {}).get(testimony.slug, 0)
            for step in range(1, min(len(members), KIN_CONSIDERED + 1)):
                other = members[(place + step) % len(members)]
                if other.slug != testimony.slug:
                    found[other.slug] = other
                    scores[other.slug] = scores.get(other.slug, 0) + 2
        for slug, other in found.items():
            scores[slug] += other.organism != testimony.organism
            scores[slug] += other.dispositif != testimony.dispositif
        best = sorted(scores, key=lambda slug: (-scores[slug], slug))[:count]
        return [found[slug] for slug in best]
