"""The parts of divided bars: where they lie, and the colours by which they are told apart."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from vises_site.render.charts.wording import HIDDEN

STEPS = {
    1: (100,),
    2: (100, 25),
    3: (100, 45, 15),
    4: (100, 67, 40, 15),
    5: (100, 67, 40, 25, 10),
    6: (100, 88, 67, 40, 25, 10),
}
"""Strengths by number of parts: each has black or white words that can be read on it."""

HIGH_STEPS = {1: (100,), 2: (100, 40), 3: (100, 67, 25), 4: (100, 67, 40, 15), 5: STEPS[5]}
LOW_STEPS = {1: (70,), 2: (70, 25), 3: (70, 40, 15), 4: (85, 70, 40, 15), 5: (85, 70, 45, 25, 15)}
"""Strengths from the end of a scale to its middle, above it and below it."""

NEUTRAL = "quiet-10"
DARK, MIDDLE = 85, 60
"""Strengths from which words on it are of the paper's colour, and, at night only, that too."""

FAINT = 25
"""Strength up to which a part gets an outline."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar.

    Attributes:
        label: Its name, in final typography.
        value: Its length in percent; None where it is hidden.
        figure: The number on it.
        title: All that it says of itself.
        ink: Its colour.
    """

    label: str
    value: float | None
    figure: str
    title: str
    ink: str


@dataclass(frozen=True, slots=True)
class Stack:
    """A divided bar.

    Attributes:
        label: Its name; empty where there is only one.
        detail: What is said below its name.
        parts: Its parts from left to right; empty where nothing of it is shown.
        remark: What is said instead of parts.
    """

    label: str
    detail: str
    parts: tuple[Part, ...]
    remark: str = HIDDEN


@dataclass(frozen=True, slots=True)
class Piece:
    """A part where it lies, or the gap that hidden parts leave together (`part` is None)."""

    start: float
    end: float
    part: Part | None = field(default=None)


def choose_inks(count: int, is_scale: bool) -> list[str]:
    """Return the colours of parts: steps of one colour, or on both sides of a middle."""
    if not is_scale:
        return [f"world-{step}" for step in STEPS[count]]
    half = count // 2
    # Paler below the middle than above it, so that no two parts are alike in grey
    low = [f"quiet-{step}" for step in LOW_STEPS[half]] if half else []
    high = [f"world-{step}" for step in HIGH_STEPS[half]] if half else []
    return [*low, *([NEUTRAL] if count % 2 else []), *reversed(high)]


def lay_parts(parts: Sequence[Part], is_scale: bool) -> list[Piece]:
    """Lay parts beside each other, from 0 or around a middle at 0.

    Hidden parts that are neighbours leave one gap in their place, as large as what is missing to
    100; where they are not, how much of the gap lies where is not known, and it stands apart.
    """
    gap = max(0.0, 100 - sum(part.value for part in parts if part.value is not None))
    hidden = [index for index, part in enumerate(parts) if part.value is None]
    is_run = bool(hidden) and hidden[-1] - hidden[0] == len(hidden) - 1
    pieces: list[Piece] = []
    at, middle, centre = 0.0, len(parts) / 2, 0.0
    for index, part in enumerate(parts):
        length = part.value or 0.0
        if part.value is None:
            length = gap if is_run and index == hidden[0] else 0.0
        inside = min(max(middle - index, 0), 1)
        centre += length * inside
        if part.value is not None:
            pieces.append(Piece(at, at + length, part))
        elif length:
            pieces.append(Piece(at, at + length))
        at += length
    if hidden and not is_run and gap:
        pieces.append(Piece(at + 2, at + 2 + gap))
    shift = centre if is_scale else 0
    return [Piece(p.start - shift, p.end - shift, p.part) for p in pieces]


def find_outline(ink: str) -> str:
    """Return the colour of the line around a part that is hardly darker than the paper."""
    token, _dash, strength = ink.rpartition("-")
    return f"{token}-45" if int(strength) <= FAINT else ""


def find_word_ink(ink: str) -> str:
    """Return the colour of words on a part: `mid` is ink by day and paper by night."""
    strength = int(ink.rpartition("-")[2])
    if strength >= DARK:
        return "paper-100"
    return "mid-100" if strength >= MIDDLE else "ink-100"
