"""In which order voices follow each other, how their words are set and how they may begin."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from vises_site.model.published import PublishedTestimony

SpreadLayout = Literal[
    "récit", "court", "éclat", "duo", "diptyque", "entretien", "mosaïque", "sobre"
]
"""How the words of a voice are set."""

Opening = Literal["portrait", "ouverture", "citation", "nue"]
"""How a voice begins: a face on the page beside, a picture at the head, a quote, or its title."""

SHORT_WORDS = 130
"""Up to so many words, a voice fits on one page in large type, or in a mosaic."""

SPARK_WORDS = 40
"""Up to so many words, a voice alone is set as a page of one colour."""

LONG_WORDS = 900
"""From so many words, a voice rests at its quote halfway."""

DIPTYCH_WORDS = 220
"""Up to so many words, each of two voices fits on its own page."""

MOSAIC_VOICES = 4
"""At most so many voices stand in one mosaic: two facing pages."""

_QUESTION = re.compile(r"^(?:\*\*|__)[^*\n]+\?\s?(?:\*\*|__)\s*$|^#{2,6} .+\?\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Laid:
    """A testimony, how its words are set, and how it may begin; see `Spread`."""

    testimony: PublishedTestimony
    layout: SpreadLayout
    openings: tuple[Opening, ...]
    group: int = 0


def is_interview(testimony: PublishedTestimony) -> bool:
    """Return whether a testimony answers questions: bold paragraphs or headings that ask."""
    return sum(len(_QUESTION.findall(passage.text)) for passage in testimony.passages) >= 2


def _measure_kind(testimony: PublishedTestimony) -> str:
    if testimony.is_pair:
        return "pair"
    return "short" if testimony.word_count <= SHORT_WORDS else "long"


def order_for_rhythm(testimonies: list[PublishedTestimony]) -> list[PublishedTestimony]:
    """Order voices so that lengths alternate: long, short, pair, long… no two alike in a row.

    The order given is kept inside each kind; where one kind is left over, it closes the series.
    Short voices that are enough for a mosaic stay together.
    """
    queues: dict[str, list[list[PublishedTestimony]]] = {"long": [], "pair": [], "short": []}
    short = [testimony for testimony in testimonies if _measure_kind(testimony) == "short"]
    queues["short"] = _share_out(short) if short else []
    for testimony in testimonies:
        if (kind := _measure_kind(testimony)) != "short":
            queues[kind].append([testimony])
    ordered: list[PublishedTestimony] = []
    last = ""
    while any(queues.values()):
        open_kinds = [kind for kind, queue in queues.items() if queue]
        others = [kind for kind in open_kinds if kind != last] or open_kinds
        last = max(others, key=lambda kind: len(queues[kind]))
        ordered += queues[last].pop(0)
    return ordered


def _share_out(voices: list[PublishedTestimony]) -> list[list[PublishedTestimony]]:
    """Return voices in groups of nearly equal size, none larger than a mosaic."""
    count = -(-len(voices) // MOSAIC_VOICES)
    edges = [round(len(voices) * part / count) for part in range(count + 1)]
    return [voices[start:end] for start, end in pairwise(edges)]


def choose_layouts(testimonies: list[PublishedTestimony], wanted: str, genre: str) -> list[Laid]:
    """Choose how each voice is set, from its length, voices, questions and portrait.

    Args:
        testimonies: In their order on paper.
        wanted: `auto`, or the layout that the author asks for where it fits.
        genre: A report keeps to one sober layout.
    """
    if genre == "rapport":
        return [Laid(testimony, "sobre", ("nue",)) for testimony in testimonies]
    chosen: list[Laid] = []
    run: list[PublishedTestimony] = []
    groups = 0
    for testimony in [*testimonies, None]:
        if testimony and _fits_mosaic(testimony, wanted):
            run.append(testimony)
            continue
        for members in _share_out(run) if run else []:
            if len(members) > 1:
                groups += 1
                chosen += [Laid(member, "mosaïque", ("nue",), groups) for member in members]
            else:
                chosen.append(_lay_alone(members[0], wanted))
        run = []
        if testimony:
            chosen.append(_lay_alone(testimony, wanted))
    return chosen


def _has_portrait(testimony: PublishedTestimony) -> bool:
    return any(voice.portrait for voice in testimony.voices)


def _fits_mosaic(testimony: PublishedTestimony, wanted: str) -> bool:
    """Return whether a voice may share a page: a face is worth a page of its own."""
    is_free = wanted == "auto" and not _has_portrait(testimony)
    return _measure_kind(testimony) == "short" and (is_free or wanted == "mosaïque")


def _lay_alone(testimony: PublishedTestimony, wanted: str) -> Laid:
    kind = _measure_kind(testimony)
    layout: SpreadLayout = "récit"
    if is_interview(testimony):
        layout = "entretien"
    elif kind == "pair":
        layout = "diptyque" if _stands_on_facing_pages(testimony) else "duo"
    elif kind == "short":
        is_spark = testimony.word_count <= SPARK_WORDS and not _has_portrait(testimony)
        layout = "éclat" if is_spark else "court"
    return Laid(testimony, layout, _list_openings(testimony, layout, wanted))


def _stands_on_facing_pages(testimony: PublishedTestimony) -> bool:
    """Return whether two voices without a face speak once each, and briefly enough for a page."""
    voices = [passage.voice for passage in testimony.passages]
    longest = max((len(passage.text.split()) for passage in testimony.passages), default=0)
    return voices in ([0, 1], [1, 0]) and longest <= DIPTYCH_WORDS and not _has_portrait(testimony)


def _list_openings(
    testimony: PublishedTestimony, layout: SpreadLayout, wanted: str
) -> tuple[Opening, ...]:
    """Return how a voice may begin, the best first; what the author wants stands alone."""
    possible: list[Opening] = []
    if layout in ("éclat", "diptyque"):
        return ("nue",)
    if _has_portrait(testimony):
        possible += ["portrait", "ouverture"]
    if testimony.quote and layout in ("récit", "entretien", "court"):
        # A long voice rests at its quote halfway, and would say it twice
        possible += ["citation"] if testimony.word_count < LONG_WORDS else []
    if layout == "récit" and "ouverture" not in possible:
        possible.append("ouverture")
    if wanted in possible:
        return tuple(opening for opening in possible if opening == wanted)
    if wanted == "ouverture" and layout in ("court", "entretien"):
        return ("ouverture",)
    if layout == "court":
        return (*(opening for opening in possible if opening != "citation"), "nue")
    return (*possible, "nue")
