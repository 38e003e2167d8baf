"""Words on pictures: broken into lines, as large as their box allows, in the theme's fonts."""

from dataclasses import dataclass
from functools import cache

from PIL import ImageDraw, ImageFont

from vises_site.text.glyphs import EXTENSION, drop_unprintable
from vises_site.text.scripts import find_scripts
from vises_site.theme import FONTS_PATH

_UNITS = 1000
_STEP_PX = 2


@dataclass(frozen=True, slots=True)
class Face:
    """A font of the theme on pictures.

    Attributes:
        stem: Its file without extension.
        leading: Height of a line, as a multiple of the size.
        is_serif: Whether other scripts' letters beside it are those of the serif.
    """

    stem: str
    leading: float
    is_serif: bool = False


VOICE = Face("newsreader-display", 1.14, is_serif=True)
PLAIN = Face("atkinson-regular", 1.3)
BOLD = Face("atkinson-bold", 1.25)


@dataclass(frozen=True, slots=True)
class Lines:
    """Words in lines at a size.

    Attributes:
        lines: The lines.
        size_px: Their size.
        face: Their font.
    """

    lines: tuple[str, ...]
    size_px: int
    face: Face

    @property
    def height_px(self) -> int:
        """Height of all lines."""
        return round(len(self.lines) * self.size_px * self.face.leading)

    def draw(self, draw: ImageDraw.ImageDraw, x: int, y: int, colour: str) -> int:
        """Draw the lines, and return where the next ones may begin."""
        for number, line in enumerate(self.lines):
            base = y + round((number + 0.78) * self.size_px * self.face.leading)
            place = float(x)
            for text, stem in _split_runs(line, self.face):
                font = _open_font(stem, self.size_px)
                draw.text((place, base), text, colour, font, anchor="ls")
                place += font.getlength(text)
        return y + self.height_px


def fit_lines(text: str, face: Face, width_px: int, height_px: int, sizes_px: range) -> Lines:
    """Set words as large as a box allows.

    Where they do not fit at the smallest size, the lines that do are kept, and an ellipsis says so.

    Args:
        text: In final typography.
        face: Their font.
        width_px: Width of the box.
        height_px: Height of the box.
        sizes_px: Smallest size, and the one after the largest.
    """
    words = [word for word in drop_unprintable(text).replace("\u202f", "\u2009").split(" ") if word]
    widths = {word: _measure(word, face) for word in words}
    space = _measure(" ", face)
    for size in range(sizes_px.stop - 1, sizes_px.start - 1, -_STEP_PX):
        room = width_px * _UNITS / size
        lines = _break(words, widths, space, room)
        fits = len(lines) * size * face.leading <= height_px
        if fits and max(widths.values(), default=0) <= room:
            return Lines(tuple(_balance(words, widths, space, room, len(lines))), size, face)
    size = sizes_px.start
    most = max(1, int(height_px / (size * face.leading)))
    kept = _break(words, widths, space, width_px * _UNITS / size)
    lines = [_cut(line, face, width_px * _UNITS / size) for line in kept[:most]]
    if len(kept) > most:
        lines[-1] = _cut(f"{lines[-1].rstrip('.,;: ')}…", face, width_px * _UNITS / size)
    return Lines(tuple(lines), size, face)


def _break(words: list[str], widths: dict[str, float], space: float, room: float) -> list[str]:
    lines: list[str] = []
    wide = 0.0
    for word in words:
        if lines and wide + space + widths[word] <= room:
            lines[-1] += f" {word}"
            wide += space + widths[word]
        else:
            lines.append(word)
            wide = widths[word]
    return lines


def _balance(
    words: list[str], widths: dict[str, float], space: float, room: float, count: int
) -> list[str]:
    """Return the lines that a box as narrow as possible would give, were it no higher."""
    low, high = max(widths.values(), default=0.0), room
    for _turn in range(8):
        middle = (low + high) / 2
        if len(_break(words, widths, space, middle)) <= count:
            high = middle
        else:
            low = middle
    return _break(words, widths, space, high)


def _cut(line: str, face: Face, room: float) -> str:
    """Return a line without the end that does not fit."""
    if _measure(line, face) <= room:
        return line
    while line and _measure(f"{line}…", face) > room:
        line = line[:-1]
    return f"{line}…"


def _measure(text: str, face: Face) -> float:
    """Return the width of a text for a size of a thousand."""
    return sum(_open_font(stem, _UNITS).getlength(run) for run, stem in _split_runs(text, face))


@cache
def _open_font(stem: str, size_px: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS_PATH / f"{stem}.woff2", size_px)


@cache
def _list_characters(stem: str) -> frozenset[int]:
    # Imported where it is needed: workers start sooner
    from fontTools.ttLib import TTFont

    with TTFont(FONTS_PATH / f"{stem}.woff2", lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _find_font(char: str, face: Face) -> str:
    """Return the font that has a character: the face's own where none has."""
    for stem in (face.stem, face.stem + EXTENSION):
        if ord(char) in _list_characters(stem):
            return stem
    for script in find_scripts(char):
        return script.voice if face.is_serif else script.plain[face is BOLD]
    return face.stem


def _split_runs(text: str, face: Face) -> list[tuple[str, str]]:
    """Return a text in parts that one font has each, with that font."""
    runs: list[tuple[str, str]] = []
    for char in text:
        stem = runs[-1][1] if runs and char in " \u00a0\u2009" else _find_font(char, face)
        if runs and runs[-1][1] == stem:
            runs[-1] = (runs[-1][0] + char, stem)
        else:
            runs.append((char, stem))
    return runs
