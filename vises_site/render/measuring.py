"""Lines of display type, broken where one would breathe rather than where the box ends."""

from functools import cache

from PIL import ImageFont

from vises_site.theme import FONTS_PATH

POINT_MM = 25.4 / 72
_UNITS_PER_EM = 1000


@cache
def _read_font(stem: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS_PATH / f"{stem}.woff2", _UNITS_PER_EM)


@cache
def measure_text(text: str, stem: str, size_pt: float) -> float:
    """Return the width in millimetres of a text in one of the theme's fonts.

    Args:
        text: One line; the narrow no-break space counts as a space.
        stem: The font's file without extension, such as `newsreader-display`.
        size_pt: Size in points.
    """
    length = _read_font(stem).getlength(text.replace("\u202f", "\u2009"))
    return float(length) / _UNITS_PER_EM * size_pt * POINT_MM


def balance_lines(text: str, width_mm: float, size_pt: float, stem: str) -> list[str]:
    """Break a text into the fewest lines that fit, as even as possible.

    A break after punctuation is preferred, and no line ends in a word of one or two letters.
    Text wider than the box on its own keeps its line: the engine then breaks it.

    Args:
        text: In final typography; no-break spaces are kept.
        width_mm: Width of the box.
        size_pt: Size in points.
        stem: The font's file without extension.
    """
    words = text.replace("\n", " ").split(" ")
    count = count_lines(text, width_mm, size_pt, stem)
    if count == 1:
        return [text]
    ideal = measure_text(text, stem, size_pt) / count
    best: dict[tuple[int, int], tuple[float, list[str]]] = {(0, 0): (0.0, [])}
    for end in range(1, len(words) + 1):
        for lines in range(1, count + 1):
            options = []
            for start in range(end - 1, -1, -1):
                line = " ".join(words[start:end])
                wide = measure_text(line, stem, size_pt)
                if wide > width_mm and start < end - 1:
                    break
                if (start, lines - 1) in best:
                    cost, before = best[start, lines - 1]
                    is_last = end == len(words)
                    options.append((cost + _judge(line, wide, ideal, is_last), [*before, line]))
            if options:
                best[end, lines] = min(options, key=lambda option: option[0])
    return best[len(words), count][1] if (len(words), count) in best else [text]


def _judge(line: str, wide: float, ideal: float, is_last: bool) -> float:
    cost = ((wide - ideal) / ideal) ** 2
    if not is_last:
        cost -= 0.03 if line[-1] in ".,;:!?…»" else 0.0
        cost += 0.12 if len(line.rsplit(" ", 1)[-1]) <= 2 else 0.0
    return cost


def count_lines(text: str, width_mm: float, size_pt: float, stem: str) -> int:
    """Return on how many lines a text stands, where no word is broken.

    Args:
        text: In final typography.
        width_mm: Width of the box.
        size_pt: Size in points.
        stem: The font's file without extension.
    """
    count, line = 1, ""
    for word in text.replace("\n", " ").split(" "):
        longer = f"{line} {word}".strip()
        if line and measure_text(longer, stem, size_pt) > width_mm:
            count, line = count + 1, word
        else:
            line = longer
    return count
