"""Runs of a text, each said by one voice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vises_site.model.approval import Statement, split_sentences


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of a body said by one voice.

    Attributes:
        voice: Index in the testimony's voices; None for words before the first voice opens.
        text: Markdown, without the opening heading.
        line: Line of the file on which the text begins, from 1.
    """

    voice: int | None
    text: str
    line: int


def list_spoken(passages: Sequence[Passage], names: Sequence[str]) -> Iterator[Statement]:
    """Yield the words of passages, sentence by sentence, and who says them if there are several.

    Args:
        passages: In reading order.
        names: Displayed names of the voices.
    """
    for number, passage in enumerate(passages):
        if passage.voice is not None and len(names) > 1:
            name = names[passage.voice]
            yield Statement(name, ("passages", number), passage.line - 1)
        yield from split_sentences(passage.text, passage.line)
