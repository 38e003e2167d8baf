"""How a publication is laid out the second time: its openings, landscapes and planned pages."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Tail:
    """A landscape that closes a voice or a chapter.

    Attributes:
        page: Number of its page, on which no running line stands.
        height_mm: Its height down to the trimmed edge.
        hour: The hour of its day.
    """

    page: int
    height_mm: float
    hour: str


@dataclass(frozen=True, slots=True)
class Finish:
    """How one voice or chapter is laid out, and where its last line is expected.

    Attributes:
        opening: How it begins.
        picture_mm: Height of the picture at its head.
        sink_mm: White above its title.
        quote: Whether its quote stands before its words.
        end_page: Page of its last line, 0 for its first page.
        end_mm: Distance of its last line from the top of that page.
        has_tail: Whether a landscape may close it.
    """

    opening: str = "nue"
    picture_mm: float = 0.0
    sink_mm: float = 0.0
    quote: bool = False
    end_page: int = 0
    end_mm: float = 0.0
    has_tail: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """What the second layout adds to the first.

    Attributes:
        finishes: How voices and chapters are laid out, by anchor.
        tails: The landscapes that close them, by anchor.
        breaths: Anchors of what a landscape page precedes.
        fillers: Number of planned pages before the back cover.
        demoted: Slugs of voices whose words are longer than their layout.
        page_count: How many pages are expected; 0 before anything is known.
        whole: Words that are never divided, since a page would end in the middle of them.
    """

    finishes: dict[str, Finish] = field(default_factory=dict)
    tails: dict[str, Tail] = field(default_factory=dict)
    breaths: frozenset[str] = frozenset()
    fillers: int = 0
    demoted: frozenset[str] = frozenset()
    page_count: int = 0
    whole: frozenset[str] = frozenset()

    def find_finish(self, anchor: str) -> Finish:
        """Return how a voice or chapter is laid out."""
        return self.finishes.get(anchor, _PLAIN)


_PLAIN = Finish()
