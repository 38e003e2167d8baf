"""Where everything stands on a poster or a card: words, picture, name, path and foot.

One composition serves both, so that what hangs on a wall and what is shared on a telephone are
of one family: the words on a flat colour, the picture or the landscape, a white foot, and the
path, which runs down to the foot, where the story goes on.
"""

from dataclasses import dataclass, replace

from vises_site.press.profiles import Sheet
from vises_site.render.fitting import Fitted, count_rows, fit_words, set_words
from vises_site.render.measuring import POINT_MM

QUOTE_FONT = "newsreader-display"
A3_WIDTH_MM = 297
SMALLEST_PT = 8.0
"""Below this nothing stands in white on a colour, whatever the format."""

PORTRAIT_DPI = 258
"""Pixels an inch of a printed portrait, its bleed included: more than printing houses ask for."""

POINT_RADIUS = 1.5
"""Radius of the point that ends the path, for the width of its line."""

LANE_SHARE = 0.72
"""How much of the lane the path has; the rest is margin."""

PORTRAIT_RATIO = 1.25
"""Height of a portrait for its width, at most: what cameras and painters take."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The format of a poster or a card, in millimetres and points.

    Attributes:
        width_mm: Width, trimmed.
        height_mm: Height, trimmed.
        margin_mm: Margin at the left; quotation marks hang in it.
        top_mm: Margin at the head.
        gap_mm: Between neighbours.
        foot_mm: Height of the white foot.
        lane_mm: Width at the right that belongs to the path.
        picture_share: Width of a portrait, as a share of the frame's.
        largest_pt: Size of the words at most.
        floor_pt: Size of the words at least.
        name_pt: Size of the name.
        text_pt: Size of what follows the name.
        small_pt: Size of legal mentions.
        is_wide: Whether the picture stands beside the words, not below them.
    """

    width_mm: float
    height_mm: float
    margin_mm: float
    top_mm: float
    gap_mm: float
    foot_mm: float
    lane_mm: float
    picture_share: float
    largest_pt: float
    floor_pt: float
    name_pt: float
    text_pt: float
    small_pt: float
    is_wide: bool = False

    @property
    def body_mm(self) -> float:
        """Height above the foot."""
        return self.height_mm - self.foot_mm

    @property
    def stroke_mm(self) -> float:
        """Width of the path's line."""
        return 0.0075 * min(self.width_mm, self.height_mm)


@dataclass(frozen=True, slots=True)
class Box:
    """A place in a frame, in millimetres from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Composition:
    """What stands where in a frame.

    Attributes:
        frame: The format.
        words: The words in lines.
        words_box: Their place.
        who_box: Place of name, role and organism.
        picture: Place of the portrait or the landscape; None where the words need all the room.
        has_portrait: Whether the picture is a portrait.
        lane: Place of the path.
    """

    frame: Frame
    words: Fitted
    words_box: Box
    who_box: Box
    picture: Box | None
    has_portrait: bool
    lane: Box


def make_poster_frame(sheet: Sheet) -> Frame:
    """Return the frame of a poster: that of A3, in proportion to another sheet."""
    k = sheet.width_mm / A3_WIDTH_MM

    def size(points: float) -> float:
        return max(SMALLEST_PT, points * k)

    return Frame(
        width_mm=sheet.width_mm,
        height_mm=sheet.height_mm,
        margin_mm=27 * k,
        top_mm=30 * k,
        gap_mm=12 * k,
        foot_mm=60 * k,
        lane_mm=54 * k,
        picture_share=0.54,
        largest_pt=104 * k,
        floor_pt=30 * k,
        name_pt=size(36),
        text_pt=size(21),
        small_pt=size(12),
    )


def narrow_picture(frame: Frame, width_px: int, height_px: int) -> Frame:
    """Return a frame whose portrait is no wider than its pixels allow, down to a third.

    Args:
        frame: The format.
        width_px: Width of the picture.
        height_px: Height of the picture.
    """
    pixels = min(width_px, height_px / PORTRAIT_RATIO)
    share = pixels / PORTRAIT_DPI * 25.4 / frame.width_mm
    return replace(frame, picture_share=min(frame.picture_share, max(share, 1 / 3)))


def compose(frame: Frame, text: str, who: list[tuple[str, float]], portrait: bool) -> Composition:
    """Find a place for everything: the words as large as they can be beside what must stand.

    Where even the smallest words leave no room for a picture, there is none.

    Args:
        frame: The format.
        text: The words in final typography, with their quotation marks.
        who: Each paragraph below the words, and its size in points.
        portrait: Whether the picture is a portrait.
    """
    make = _compose_wide if frame.is_wide else _compose_upright
    found = make(frame, text, who, portrait)
    return found or _compose_words(frame, text, who)


def measure_who(who: list[tuple[str, float]], width_mm: float) -> float:
    """Return the height of name, role and organism in millimetres, in a width."""
    return sum(
        count_rows(text, width_mm * 0.94, size, "atkinson-bold") * size * 1.3 * POINT_MM
        for text, size in who
    )


def _compose_upright(
    frame: Frame, text: str, who: list[tuple[str, float]], portrait: bool
) -> Composition | None:
    width = frame.width_mm - frame.margin_mm - frame.lane_mm - frame.gap_mm / 2
    lane = _find_lane(frame)
    who_mm = measure_who(who, width)
    if portrait:
        picture_mm = frame.width_mm * frame.picture_share
        most = picture_mm * PORTRAIT_RATIO
        least = min(most, 0.36 * frame.height_mm)
        who_width = lane.x - picture_mm - frame.gap_mm * 1.5
        if measure_who(who, who_width) > least - frame.gap_mm:
            return _compose_upright(frame, text, who, portrait=False)
        taken = frame.top_mm + frame.gap_mm
    else:
        picture_mm = frame.width_mm
        least, most = 0.24 * frame.height_mm, 0.4 * frame.height_mm
        taken = frame.top_mm + who_mm + 2.2 * frame.gap_mm
    room = frame.body_mm - taken - least
    words = _fit(frame, text, width, room)
    if words is None:
        return None
    height = min(most, frame.body_mm - taken - words.height_mm)
    picture = Box(0, frame.body_mm - height, picture_mm, height)
    spare = frame.body_mm - taken - words.height_mm - height
    words_box = Box(frame.margin_mm, frame.top_mm + spare * 0.4, width, words.height_mm)
    if portrait:
        own = measure_who(who, who_width)
        bottom = frame.body_mm - frame.gap_mm
        who_box = Box(picture_mm + frame.gap_mm, bottom - own, who_width, own)
    else:
        below = words_box.y + words.height_mm + frame.gap_mm
        who_box = Box(frame.margin_mm, below, width, who_mm)
    return Composition(frame, words, words_box, who_box, picture, portrait, lane)


def _compose_wide(
    frame: Frame, text: str, who: list[tuple[str, float]], portrait: bool
) -> Composition | None:
    picture_mm = frame.width_mm * frame.picture_share
    picture = Box(frame.width_mm - picture_mm, 0, picture_mm, frame.body_mm)
    narrow = replace(frame, width_mm=picture.x)
    found = _compose_words(narrow, text, who)
    if found.words.height_mm > found.words_box.height:
        return None
    return replace(found, frame=frame, picture=picture, has_portrait=portrait)


def _compose_words(frame: Frame, text: str, who: list[tuple[str, float]]) -> Composition:
    """Place words without a picture, the name at the foot."""
    width = frame.width_mm - frame.margin_mm - frame.lane_mm - frame.gap_mm / 2
    who_mm = measure_who(who, width)
    room = frame.body_mm - frame.top_mm - who_mm - 2.2 * frame.gap_mm
    words = _fit(frame, text, width, room) or set_words(text, width, frame.floor_pt, QUOTE_FONT)
    spare = max(0.0, room - words.height_mm)
    words_box = Box(frame.margin_mm, frame.top_mm + spare * 0.4, width, room)
    who_box = Box(frame.margin_mm, frame.body_mm - frame.gap_mm - who_mm, width, who_mm)
    return Composition(frame, words, words_box, who_box, None, False, _find_lane(frame))


def _fit(frame: Frame, text: str, width_mm: float, room_mm: float) -> Fitted | None:
    return fit_words(text, width_mm, room_mm, frame.largest_pt, frame.floor_pt, QUOTE_FONT)


def _find_lane(frame: Frame) -> Box:
    """Return where the path runs: from the head into the foot, over what leads to the site."""
    width = frame.lane_mm * LANE_SHARE
    length = max(0.09 * frame.foot_mm, 1.6 * POINT_RADIUS * frame.stroke_mm)
    return Box(frame.width_mm - frame.lane_mm, 0, width, frame.body_mm + length)
