"""What is drawn on a page, held against what is asked of it."""

from collections.abc import Callable, Iterator

from vises_site.language import gettext as _
from vises_site.press.preflight.colours import NO_INK
from vises_site.press.preflight.demands import Demands
from vises_site.press.preflight.findings import Finding, Severity, measure_place
from vises_site.press.preflight.geometry import Box, grow, overlaps
from vises_site.press.preflight.graphics import Mark, Page
from vises_site.press.profiles import POINTS_PER_MM

TOLERANCE_PT = 0.01
EDGE_MM = 0.5
"""What ends so near the trimmed edge is meant to touch it."""

SURFACE_MM = 5.0
"""What is smaller is a detail of a drawing, and does not end where the page does."""

BLACK_TEXT = 0.8
"""Share of black from which a text is meant to be black."""

REVERSED_INK = 0.1
"""Text of so little ink, all inks together, is only seen on a colour."""

OVERPRINTED_PT = 18.0
"""Black text below this size shows a white rim where it does not overprint and plates shift."""

WEIGHTY_PT2 = 25.0
"""Pictures on a smaller area are specks: their sharpness is nobody's concern."""

Check = Callable[["PageUnderTest", Mark], Iterator[Finding]]


class PageUnderTest:
    """A page that was read, and where its edges are.

    Args:
        number: Of the page, from 1.
        page: What it draws.
        trim: The trimmed page, in points.
        demands: What is asked of it.
    """

    def __init__(self, number: int, page: Page, trim: Box, demands: Demands) -> None:
        self.number, self.page, self.trim, self.demands = number, page, trim, demands

    def find(
        self,
        mark: Mark,
        code: str,
        what: str,
        expected: str,
        mend: str,
        severity: Severity = "error",
    ) -> Finding:
        """Return a finding about something drawn."""
        place = measure_place(mark.box, self.trim)
        return Finding(code, severity, what, expected, mend, self.number, place)

    def is_inside(self, mark: Mark) -> bool:
        """Return whether something is seen on the page or its bleed."""
        return overlaps(mark.box, grow(self.trim, self.demands.bleed_mm * POINTS_PER_MM))


def check_objects(test: PageUnderTest) -> Iterator[Finding]:
    """Yield what is wrong with what a page draws."""
    for mark in test.page.marks:
        is_seen = test.is_inside(mark)
        for check in _PRINTED if test.demands.is_printed else _ALWAYS:
            if is_seen or check is _check_colour:
                yield from check(test, mark)
    if test.demands.is_printed:
        yield from _check_groups(test)
        if not any(test.is_inside(mark) and _has_ink(mark) for mark in test.page.marks):
            yield Finding(
                "blank-page",
                "warning",
                _("nothing is printed on this page"),
                _("a page that was meant"),
                _("remove the page, or put a planned page there"),
                test.number,
            )


def _has_ink(mark: Mark) -> bool:
    return (
        mark.kind in ("image", "shading") or bool(mark.paint.pattern) or mark.paint.inks != NO_INK
    )


def _check_colour(test: PageUnderTest, mark: Mark) -> Iterator[Finding]:
    space = mark.paint.space
    names = {
        "text": _("a text"),
        "image": _("a picture"),
        "fill": _("a shape"),
        "stroke": _("a line"),
        "shading": _("a gradient"),
    }
    thing = names[mark.kind]
    if space.family in ("rgb", "lab"):
        yield test.find(
            mark,
            f"{space.family}-object",
            _("{thing} in {space}").format(thing=thing, space=space.name),
            _("CMYK or grey"),
            _("convert it with the printing condition's profile"),
        )
    elif space.family == "unknown":
        yield test.find(
            mark,
            "unknown-colour-space",
            _("{thing} in a colour space that cannot be read").format(thing=thing),
            _("CMYK or grey"),
            _("export the document again"),
        )
    elif space.spots:
        yield test.find(
            mark,
            "spot-ink",
            _("{thing} in the spot ink {names}").format(thing=thing, names=", ".join(space.spots)),
            _("the four process inks"),
            _("convert it to CMYK, or agree on the extra plate with the printing house"),
            "warning",
        )
    elif space.is_registration and test.is_inside(mark):
        yield test.find(
            mark,
            "registration-colour",
            _("{thing} in the colour of registration marks, which all plates print").format(
                thing=thing
            ),
            _("black alone"),
            _("give it the colour black, 0/0/0/100"),
        )


def _check_text_size(test: PageUnderTest, mark: Mark) -> Iterator[Finding]:
    if mark.kind != "text":
        return
    is_reversed = test.demands.is_printed and sum(mark.paint.inks) <= REVERSED_INK
    least = test.demands.reversed_text_pt if is_reversed else test.demands.text_pt
    if mark.length_pt < least - TOLERANCE_PT:
        what = _("reversed text of {size} pt") if is_reversed else _("text of {size} pt")
        yield test.find(
            mark,
            "small-reversed-text" if is_reversed else "small-text",
            what.format(size=round(mark.length_pt, 2)),
            _("at least {size} pt").format(size=least),
            _("set it larger"),
        )


def _check_black_text(test: PageUnderTest, mark: Mark) -> Iterator[Finding]:
    if mark.kind != "text" or mark.paint.pattern:
        return
    *colours, black = mark.paint.inks
    if black >= BLACK_TEXT and sum(colours) > 0.05 and not mark.paint.space.is_registration:
        inks = "/".join(str(round(100 * ink)) for ink in mark.paint.inks)
        yield test.find(
            mark,
            "rich-black-text",
            _("black text in several inks ({inks})").format(inks=inks),
            _("black alone, 0/0/0/100"),
            _("give the text pure black: plates that shift blur it"),
        )
    elif black >= 0.99 and mark.length_pt < OVERPRINTED_PT and not _keeps_ground(mark):
        yield test.find(
            mark,
            "black-knocks-out",
            _("black text that does not overprint"),
            _("overprint on, mode 1"),
            _("switch on the overprinting of black"),
            "warning",
        )


def _keeps_ground(mark: Mark) -> bool:
    """Return whether the inks that a fill has none of leave what is below."""
    state = mark.state
    is_cmyk = mark.paint.space.name in ("DeviceCMYK", "ICCBased")
    return state.overprints_fill and (state.overprint_mode == 1 or not is_cmyk)


def _check_white_overprint(test: PageUnderTest, mark: Mark) -> Iterator[Finding]:
    is_fill = mark.kind in ("fill", "text") and not mark.paint.pattern
    if is_fill and mark.paint.inks == NO_INK and _keeps_ground(mark):
        yield test.find(
            mark,
            "white-overprint",
            _("white that overprints: it disappears in print"),
            _("white knocks out what is below"),
            _("switch off the overprinting of white"),
        )


def _check_lines(test: PageUnderTest, mark: Mark) -> Iterator[Finding]:
    is_line = mark.kind == "stroke" or (mark.kind == "fill" and mark.is_rectangle)
    least = test.demands.line_pt
    if is_line and mark.length_pt < least - TOLERANCE_PT and _has_ink(mark):
        yield test.find(
            mark,
            "hairline",
            _("a line of {width} pt").format(width=round(mark.length_pt, 3)),
            _("at least {width} pt").format(width=least),
            _("draw it thicker: it breaks up in print"),
        )


def _check_pictures(test: PageUnderTest, mark: Mark) -> Iterator[Finding]:
    picture, demands = mark.picture, test.demands
    left, bottom, right, top = mark.box
    if picture is None or (right - left) * (top - bottom) < WEIGHTY_PT2:
        return
    is_bitmap = picture.bits == 1
    wanted = demands.bitmap_dpi_wanted if is_bitmap else demands.dpi_wanted
    refused = wanted / 2 if is_bitmap else demands.dpi_refused
    if picture.dpi < max(wanted, refused) - 0.5:
        severity: Severity = "error" if picture.dpi < refused else "warning"
        yield test.find(
            mark,
            "coarse-bitmap" if is_bitmap else "coarse-picture",
            _("a picture of {dpi} dpi").format(dpi=round(picture.dpi)),
            _("at least {dpi} dpi").format(dpi=round(max(wanted, refused))),
            _("take a larger picture, or place it smaller"),
            severity,
        )


def _check_transparency(test: PageUnderTest, mark: Mark) -> Iterator[Finding]:
    state = mark.state
    is_soft = mark.picture is not None and mark.picture.has_soft_mask
    alpha = state.stroke_alpha if mark.kind == "stroke" else state.fill_alpha
    is_transparent = alpha < 1 or is_soft or state.has_soft_mask
    is_mixed = state.blend not in ("Normal", "Compatible")
    if test.demands.standard == "X-1a" and (is_transparent or is_mixed):
        yield test.find(
            mark,
            "transparency",
            _("something transparent"),
            _("PDF/X-1a, which knows no transparency"),
            _("flatten it, or agree on PDF/X-4 with the printing house"),
        )


def _check_groups(test: PageUnderTest) -> Iterator[Finding]:
    for family in sorted(test.page.groups & {"rgb", "lab"}):
        yield Finding(
            "group-colour-space",
            "error",
            _("transparent parts are mixed in {space}").format(space=family.upper()),
            _("CMYK"),
            _("choose CMYK as the space in which the document mixes transparency"),
            test.number,
        )


def _check_bleed(test: PageUnderTest, mark: Mark) -> Iterator[Finding]:
    """Find what touches the trimmed edge and does not go on beyond it."""
    is_surface = mark.kind in ("image", "shading") or (mark.kind == "fill" and mark.is_rectangle)
    if not (is_surface and test.demands.bleed_mm and _has_ink(mark)):
        return
    needed = test.demands.bleed_mm * POINTS_PER_MM - TOLERANCE_PT
    edge = EDGE_MM * POINTS_PER_MM
    left, bottom, right, top = mark.box
    if min(right - left, top - bottom) < SURFACE_MM * POINTS_PER_MM:
        return
    signs = (-1, -1, 1, 1)  # outwards is down and left for the first two sides
    short = [
        sign * (mark.box[side] - test.trim[side])
        for side, sign in enumerate(signs)
        if -edge < sign * (mark.box[side] - test.trim[side]) < needed - 0.1
    ]
    if short:
        yield test.find(
            mark,
            "short-bleed",
            _("a colour or picture stops {mm} mm beyond the trimmed edge").format(
                mm=round(max(min(short), 0.0) / POINTS_PER_MM, 1)
            ),
            _("{mm} mm beyond it").format(mm=round(test.demands.bleed_mm, 1)),
            _("let it go on beyond the edge: cutting would leave a white line"),
        )


def _check_safety(test: PageUnderTest, mark: Mark) -> Iterator[Finding]:
    if mark.kind != "text" or not test.demands.safety_mm:
        return
    safe = grow(test.trim, -test.demands.safety_mm * POINTS_PER_MM)
    left, bottom, right, top = mark.box
    if left < safe[0] or bottom < safe[1] or right > safe[2] or top > safe[3]:
        yield test.find(
            mark,
            "text-near-edge",
            _("text nearer to the edge than {mm} mm").format(mm=test.demands.safety_mm),
            _("text inside the safety zone"),
            _("move it inwards: cutting may touch it"),
            "warning",
        )


_ALWAYS: tuple[Check, ...] = (_check_text_size, _check_pictures)
_PRINTED: tuple[Check, ...] = (
    _check_colour,
    _check_text_size,
    _check_black_text,
    _check_white_overprint,
    _check_lines,
    _check_pictures,
    _check_transparency,
    _check_bleed,
    _check_safety,
)
