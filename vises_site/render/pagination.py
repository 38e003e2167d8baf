"""What a first layout teaches: how each voice may begin, and what fills the room that is left."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from vises_site.assemble.publication import Chapter, PublicationSpec, Spread
from vises_site.assemble.rhythm import Shape, count_fillers, plan_rhythm
from vises_site.press.profiles import Sheet
from vises_site.render.measuring import POINT_MM, balance_lines
from vises_site.render.plans import Finish, Plan, Tail
from vises_site.text.typography import set_text

Places = Mapping[str, tuple[int, float]]
"""Page, from 1, and distance from its top in millimetres, of each anchor of a layout."""

TAIL_GAP_MM = 9.0
"""White between the last line of a voice and the landscape that closes it."""

TAIL_SHARE = 0.26
"""Share of the page's height from which the room that is left is worth a landscape."""

TAIL_HOURS = ("evening", "day", "rain", "dawn", "night", "day", "evening", "rain")
"""Hours of the landscapes that close voices, in turn: no two alike follow each other."""

LEAST_LINES = 6
"""A last page with fewer lines looks forgotten."""

PICTURE_SHARES = (0.46, 0.5, 0.42, 0.54, 0.38, 0.58, 0.34)
"""Heights of a picture at the head, in shares of the page, the best first."""

PICTURE_PAGES = 4
"""A text of more pages begins with a picture at its head only where the author wants it."""

PAIR_PICTURE_SHARES = (0.32, 0.36, 0.28, 0.4)
"""The same where a quote and two names stand under it."""

UNDIVIDED_SHARE = 1.02
"""How much longer a text is in which no word is divided, as below a picture."""

SPARE_LINES = 2.5
"""Lines that widows and headings may move on; so many are left free."""

OPENING_COSTS = {"portrait": 0.0, "citation": 0.7, "ouverture": 0.9, "nue": 2.0}
"""How far each opening is from the best one, where a voice may have several."""

WIDE_TAIL_SHARE, WIDE_TAIL_COST = 0.5, 0.5
"""Share of a last page under which its landscape is the main thing on it, and what that costs."""

END_TOLERANCE_MM = 4.0
"""By so much may a last line stand lower than expected: the white above a landscape allows it."""

FACELESS_COST = 1.8
"""What it costs to leave out a portrait that may be shown."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is placed as one: a chapter, a voice, a mosaic."""

    anchor: str
    start: str
    chapter: Chapter
    spreads: tuple[Spread, ...] = ()


class Paginator:
    """Plans the pages of one publication from its first layout.

    Args:
        spec: The publication.
        sheet: The page.
        lead_mm: Distance of two lines of text.
        routes: Anchors of the evaluations whose path is drawn over two pages.
    """

    def __init__(
        self, spec: PublicationSpec, sheet: Sheet, lead_mm: float, routes: frozenset[str]
    ) -> None:
        self.spec, self.sheet, self.lead_mm, self.routes = spec, sheet, lead_mm, routes
        text_mm = sheet.height_mm - sheet.top_mm - sheet.bottom_mm
        self.text_mm = math.floor(text_mm / lead_mm) * lead_mm

    def plan(self, places: Places, page_count: int) -> Plan:
        """Return the plan of the second layout."""
        units = list(self._list_units())
        if not units:
            return self.mend(Plan(), places, page_count, 0)
        starts = [places[unit.start][0] for unit in units]
        demoted = frozenset(self._find_overflowing(places))
        options = [
            [
                (
                    replace(
                        shape, is_open=finish.has_tail and self._measure_tail(finish.end_mm) > 0
                    ),
                    finish,
                )
                for shape, finish in self._shape(unit, end - start, places, demoted)
            ]
            for unit, start, end in zip(units, starts, [*starts[1:], page_count], strict=True)
        ]
        placed, fillers = plan_rhythm([[s for s, _f in each] for each in options], starts[0])
        finishes, ends = {}, {"sommaire": places["fin-sommaire"]}
        for unit, choice, each in zip(units, placed, options, strict=True):
            finish = next(f for shape, f in each if shape is choice.shape)
            finishes[unit.anchor] = finish
            if finish.has_tail:
                ends[unit.anchor] = (choice.page + finish.end_page, finish.end_mm)
        breaths = frozenset(
            u.start for u, choice in zip(units, placed, strict=True) if choice.breath
        )
        # One landscape is enough for two facing pages
        wide = {(choice.page - 1) // 2 for choice in placed if choice.breath}
        ends = {anchor: place for anchor, place in ends.items() if place[0] // 2 not in wide}
        last = placed[-1]
        count = last.page + last.shape.pages + fillers
        return Plan(finishes, self._plan_tails(ends), breaths, fillers, demoted, count)

    def mend(self, plan: Plan, places: Places, page_count: int, fillers: int) -> Plan:
        """Return a plan whose landscapes and planned pages follow the places that were found."""
        ends = {
            name.removeprefix("fin-"): place
            for name, place in places.items()
            if name.startswith("fin-") and plan.find_finish(name.removeprefix("fin-")).has_tail
        }
        needed = count_fillers(page_count - fillers)
        tails = self._plan_tails(ends)
        return Plan(
            plan.finishes, tails, plan.breaths, needed, plan.demoted, page_count - fillers + needed
        )

    def _measure_tail(self, end_mm: float) -> float:
        """Return the height of a landscape below a last line; 0 where it would be none."""
        room = round(self.sheet.height_mm - end_mm - TAIL_GAP_MM, 1)
        return room if room >= TAIL_SHARE * self.sheet.height_mm else 0.0

    def _list_units(self) -> Iterator[_Unit]:
        for chapter in self.spec.chapters:
            if chapter.kind == "voices":
                for spreads in chapter.units:
                    slug = spreads[0].testimony.slug
                    yield _Unit(slug, slug, chapter, spreads)
            elif chapter.kind == "evaluation":
                yield _Unit(chapter.anchor, f"question-{chapter.anchor}", chapter)
            else:
                yield _Unit(chapter.anchor, chapter.anchor, chapter)

    def _find_overflowing(self, places: Places) -> Iterator[str]:
        """Yield the voices whose words are longer than the page they are meant for."""
        limit = self.sheet.height_mm - self.sheet.bottom_mm * 0.3
        for chapter in self.spec.chapters:
            for spread in chapter.spreads:
                slug = spread.testimony.slug
                page, end_mm = places[f"fin-{slug}"]
                has_moved = page != places[slug][0] + (spread.layout == "diptyque")
                if spread.layout in ("diptyque", "mosaïque", "éclat") and (
                    has_moved or end_mm > limit
                ):
                    yield slug

    def _shape(
        self, unit: _Unit, pages: int, places: Places, demoted: frozenset[str]
    ) -> Iterator[tuple[Shape, Finish]]:
        """Yield the possible shapes of a unit that took so many pages in the first layout."""
        layout = unit.spreads[0].layout if unit.spreads else ""
        if layout == "éclat" and unit.anchor not in demoted:
            yield Shape("citation", pages), Finish(has_tail=False)
        elif layout in ("mosaïque", "diptyque") and unit.anchor not in demoted:
            side_cost = 0.0 if pages == 1 else 2.5
            yield Shape("", pages, "left"), Finish(has_tail=False)
            yield Shape("", pages, "", side_cost), Finish(has_tail=False)
        elif unit.anchor in self.routes:
            yield from self._shape_evaluation(unit, pages, places)
        else:  # a question page precedes an evaluation whose path is a list
            lead = places[unit.anchor][0] - places[unit.start][0]
            for shape, finish in self._shape_text(unit, pages - lead, places):
                moved = replace(finish, end_page=finish.end_page + lead)
                yield replace(shape, pages=shape.pages + lead), moved

    def _shape_evaluation(
        self, unit: _Unit, pages: int, places: Places
    ) -> Iterator[tuple[Shape, Finish]]:
        """Yield the ways to have the path of an evaluation on facing pages: before or after it."""
        text = pages - 3
        _shape, finish = next(self._shape_text(unit, text, places))
        before = replace(finish, end_page=finish.end_page + 3, opening="chemin d'abord")
        yield Shape("", pages, "right"), before
        after = replace(finish, end_page=finish.end_page + 1, opening="chemin ensuite")
        yield Shape("", pages, "left" if text % 2 else "right", 0.4), after

    def _shape_text(
        self, unit: _Unit, pages: int, places: Places
    ) -> Iterator[tuple[Shape, Finish]]:
        end_mm = places[f"fin-{unit.anchor}"][1]
        spread = unit.spreads[0] if unit.spreads else None
        openings = spread.openings if spread else ("nue",)
        for opening in openings:
            cost = OPENING_COSTS[opening] if len(openings) > 1 else 0.0
            if "portrait" in openings and opening in ("citation", "nue"):
                cost += FACELESS_COST
            name = f"{opening} {spread.layout}" if spread else ""
            if opening == "ouverture":
                if pages > PICTURE_PAGES and len(openings) > 1:
                    continue  # where so long a text ends is not foreseen to the line
                yield self._shape_picture(
                    name, pages, end_mm, cost, spread is not None and spread.testimony.is_pair
                )
                continue
            sink = self._sink(pages, end_mm)
            finish = Finish(opening, 0.0, sink, False, pages - 1, end_mm + sink)
            if opening == "portrait" and spread:
                yield Shape(name, pages + 1, "left", cost), self._face(spread, pages, end_mm)
            elif opening == "citation":
                moved = replace(finish, end_page=pages)
                yield Shape(name, pages + 1, "left", cost), moved
                yield Shape(name, pages + 1, "", cost + 1.2), moved
            else:
                yield Shape(name, pages, "", cost), finish

    def _sink(self, pages: int, end_mm: float) -> float:
        """Return the white above a title that brings enough lines onto the last page."""
        lines = (end_mm - self.sheet.top_mm) / self.lead_mm
        return (LEAST_LINES + 1 - lines) * self.lead_mm if pages > 1 and lines < LEAST_LINES else 0

    def _face(self, spread: Spread, pages: int, end_mm: float) -> Finish:
        """Return how words stand beside a face: on one page, they keep to its lower part."""
        if pages > 1:
            sink = self._sink(pages, end_mm)
            return Finish("portrait", 0.0, sink, False, pages, end_mm + sink)
        room = self.sheet.height_mm - self.sheet.bottom_mm - end_mm - SPARE_LINES * self.lead_mm
        quote_mm = self._measure_quote(spread) if spread.layout not in ("duo", "sobre") else 0.0
        quote = 0 < quote_mm <= room
        sink = max(0.0, room - quote_mm * quote) * 0.6
        return Finish("portrait", 0.0, sink, quote, 1, end_mm, has_tail=False)

    def _measure_quote(self, spread: Spread) -> float:
        """Return the height of a quote before its words; 0 where there is none."""
        if not spread.testimony.quote:
            return 0.0
        width_mm = self.sheet.width_mm - self.sheet.inner_mm - self.sheet.outer_mm
        text = set_text(f"« {spread.testimony.quote} »")
        scale = self.sheet.scale
        lines = balance_lines(text, width_mm, 17 * scale, "newsreader-display-italic")
        return len(lines) * 22 * scale * POINT_MM + 2 * self.lead_mm

    def _shape_picture(
        self, name: str, pages: int, end_mm: float, cost: float, is_pair: bool
    ) -> tuple[Shape, Finish]:
        """Return the shape with a picture at the head, as high as lets the words end well."""
        text_mm = (pages - 1) * self.text_mm + end_mm - self.sheet.top_mm
        text_mm *= UNDIVIDED_SHARE
        shapes = []
        for rank, share in enumerate(PAIR_PICTURE_SHARES if is_pair else PICTURE_SHARES):
            height = share * self.sheet.height_mm
            total = text_mm + height - self.sheet.top_mm + 1.5 * self.lead_mm
            count = math.ceil(total / self.text_mm)
            # Headings and widows that move on make it longer by about a line a page
            last = total - (count - 1) * (self.text_mm - self.lead_mm)
            poor = 2.0 * (count > 1 and last < LEAST_LINES * self.lead_mm)
            poor += WIDE_TAIL_COST * (last < WIDE_TAIL_SHARE * self.text_mm)
            poor += 1.5 * (self.text_mm - last < SPARE_LINES * self.lead_mm)
            here = cost + poor + 0.06 * rank
            finish = Finish(
                "ouverture", round(height, 1), 0.0, False, count - 1, self.sheet.top_mm + last
            )
            shapes.append((Shape(name, count, "", here), finish))
        return min(shapes, key=lambda each: each[0].cost)

    def _plan_tails(self, ends: Places) -> dict[str, Tail]:
        tails: dict[str, Tail] = {}
        for anchor, (page, end_mm) in sorted(ends.items(), key=lambda item: item[1]):
            has_lines = end_mm - self.sheet.top_mm >= (LEAST_LINES - 2) * self.lead_mm
            if has_lines and (height_mm := self._measure_tail(end_mm)):
                tails[anchor] = Tail(page, height_mm, TAIL_HOURS[len(tails) % len(TAIL_HOURS)])
        return tails


def agrees(plan: Plan, places: Places, page_count: int, sheet: Sheet) -> bool:
    """Return whether a layout came out as planned: its pages, and no word on a landscape."""
    if page_count != plan.page_count:
        return False
    for anchor, tail in plan.tails.items():
        page, end_mm = places[f"fin-{anchor}"]
        room = sheet.height_mm - end_mm - TAIL_GAP_MM
        if page != tail.page or room < tail.height_mm - END_TOLERANCE_MM:
            return False
    return True
