"""The words of a testimony that stand alone, on a poster or a card, and whose they are."""

import re
from dataclasses import dataclass

from vises_site.model.organism import Organism
from vises_site.model.published import PublishedTestimony, PublishedVoice
from vises_site.model.vocabulary import fold
from vises_site.text.pipeline import find_first_sentence

LONGEST_WORDS = 280
"""Characters of the words that stand alone: as many as a `citation` may have."""

_LETTERS = re.compile(r"\w+")
_ADDRESS = re.compile(r"(?<=\])\([^)]*\)")
_ENDS = re.compile(r"[.!?…:;]+")


@dataclass(frozen=True, slots=True)
class Pull:
    """The words of one testimony that stand alone.

    Attributes:
        testimony: From which they are taken.
        organism: Where it was said; None where that may not be told.
        words: The pull quote, else the first sentence, without quotation marks.
        speakers: Whose words they are; all voices where that is not known.
        portrait: Picture of the only speaker, relative to the project; None for none: another
            one's face beside the words would make them hers.
    """

    testimony: PublishedTestimony
    organism: Organism | None
    words: str
    speakers: tuple[PublishedVoice, ...]
    portrait: str | None

    @property
    def world(self) -> str:
        """Colour of the ground, as a token's name."""
        return "meuse" if self.testimony.dispositif == "SIS" else "brique"


def build_pull(testimony: PublishedTestimony, organism: Organism | None) -> Pull:
    """Build what stands on the poster or the card of a testimony."""
    words = testimony.quote
    if words is None:
        text = testimony.passages[0].text if testimony.passages else ""
        words = find_first_sentence(text, LONGEST_WORDS) or testimony.title
    speaker = _find_speaker(testimony, words)
    speakers = testimony.voices if speaker is None else (testimony.voices[speaker],)
    portrait = speakers[0].portrait if len(speakers) == 1 else None
    return Pull(testimony, organism, words, speakers, portrait)


def _find_speaker(testimony: PublishedTestimony, words: str) -> int | None:
    """Return the index of the voice that says every sentence of the words, or None."""
    sentences = [reduced for part in _ENDS.split(words) if (reduced := _reduce(part))]
    said: dict[int, str] = {}
    for passage in testimony.passages:
        if passage.voice is not None:
            text = _reduce(_ADDRESS.sub("", passage.text))
            said[passage.voice] = f"{said.get(passage.voice, '')} {text} "
    found = [v for v, text in said.items() if all(f" {part} " in text for part in sentences)]
    return found[0] if len(found) == 1 and sentences else None


def _reduce(text: str) -> str:
    """Return the words alone: quotation marks and spaces differ between a text and its quote."""
    return " ".join(_LETTERS.findall(fold(text)))
