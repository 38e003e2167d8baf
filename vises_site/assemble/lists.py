"""Long lists in parts, each a page of its own that works without scripts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vises_site.model.published import PublishedTestimony
from vises_site.model.reserved import PART_FOLDER

PAGE_LENGTH = 60
"""First sentences that one page holds."""

_AROUND = 2


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a list.

    Attributes:
        first_uri: Where the list begins, such as `themes/sante.md`.
        number: Which part it is, from 1.
        count: How many parts there are, at least one.
        total: How many testimonies the whole list has.
        testimonies: Those of this part.
    """

    first_uri: str
    number: int
    count: int
    total: int
    testimonies: Sequence[PublishedTestimony]

    @property
    def uri(self) -> str:
        """Where this part stands."""
        return self.find_uri(self.number)

    @property
    def previous_uri(self) -> str:
        """Where the part before it stands; empty for the first."""
        return self.find_uri(self.number - 1) if self.number > 1 else ""

    @property
    def next_uri(self) -> str:
        """Where the part after it stands; empty for the last."""
        return self.find_uri(self.number + 1) if self.number < self.count else ""

    @property
    def landmarks(self) -> tuple[int, ...]:
        """Numbers of the parts to lead to: both ends and those around; 0 stands for a gap.

        >>> Part("temoignages/index.md", 6, 167, 10_000, ()).landmarks
        (1, 0, 4, 5, 6, 7, 8, 0, 167)
        """
        near = range(max(1, self.number - _AROUND), min(self.count, self.number + _AROUND) + 1)
        wanted = sorted({1, *near, self.count})
        found: list[int] = []
        for number in wanted:
            if found and number - found[-1] == 2:
                found.append(number - 1)  # a gap of one is as long as its number
            elif found and number - found[-1] > 2:
                found.append(0)
            found.append(number)
        return tuple(found)

    def find_uri(self, number: int) -> str:
        """Return where a part stands."""
        if number == 1:
            return self.first_uri
        stem = self.first_uri.removesuffix(".md").removesuffix("/index")
        return f"{stem}/{PART_FOLDER}/{number}.md"


def build_parts(
    first_uri: str, testimonies: Sequence[PublishedTestimony], length: int = PAGE_LENGTH
) -> Iterator[Part]:
    """Yield the parts of a list, the first also where it is empty."""
    total = len(testimonies)
    count = max(1, -(-total // length))
    for number in range(1, count + 1):
        start = (number - 1) * length
        yield Part(first_uri, number, count, total, testimonies[start : start + length])
