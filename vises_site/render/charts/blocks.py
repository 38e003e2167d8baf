"""What the figure blocks of a text show, on the web and on paper."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from vises_site.model.publishable import Publishable
from vises_site.model.results import Result
from vises_site.render.charts.chart import Chart
from vises_site.render.charts.frames import WEB_FRAMES, Frame
from vises_site.render.charts.keeping import ChartStore
from vises_site.render.charts.keyfigures import build_key_figures
from vises_site.render.charts.lettering import clean_label
from vises_site.text.figures import FigureBlock, read_figure_block

NO_RANKING = (
    "L’ordre n’est pas un classement : ces organismes n’accueillent pas les mêmes personnes."
)
"""Said under figures that set organisms side by side."""


class FigureSource:
    """Finds and draws the figures that texts of one document ask for.

    Args:
        shown: What may appear.
        charts: Draws them.
        frames: Boxes, one drawing each.
        world: Colour token of the document.

    Attributes:
        drawn: All figures that were drawn, in order.
    """

    def __init__(
        self,
        shown: Publishable,
        charts: ChartStore,
        frames: tuple[Frame, ...] = WEB_FRAMES,
        world: str = "meuse",
    ) -> None:
        self.shown, self.charts, self.frames, self.world = shown, charts, frames, world
        self.drawn: dict[Result, Chart] = {}

    def read_block(
        self, name: str, argument: str, options: Mapping[str, Any], home: str
    ) -> dict[str, Any] | None:
        """Return the members of a block's template; None where nothing may be shown.

        Args:
            name: Name of the block.
            argument: What follows `|`.
            options: Its options.
            home: The evaluation in whose text it stands; empty for none.
        """
        asked = read_figure_block(name, argument, options)
        if name == "chiffres-clés":
            return self._list_key_figures(asked, home)
        return self.draw(asked.questions[0][0], home, asked) if asked.questions else None

    def draw(self, question: str, home: str, asked: FigureBlock) -> dict[str, Any] | None:
        """Return the members that show one question; None where nothing may be shown."""
        result = self.shown.select_result(question, asked.evaluation, asked.by, home=home)
        if result is None:
            return None
        chart = self.charts.draw(result, asked.kind, self.frames, self.world)
        if self._compares_organisms(result):
            chart = replace(chart, note=clean_label(f"{chart.note} {NO_RANKING}"))
        self.drawn[result] = chart
        return {"chart": chart}

    def _compares_organisms(self, result: Result) -> bool:
        """Tell whether the groups of a figure are organisms, which nobody shall rank by it."""
        codes = {group.code for group in result.groups}
        return bool(codes) and codes <= set(self.shown.organisms)

    def _list_key_figures(self, asked: FigureBlock, home: str) -> dict[str, Any] | None:
        found = [
            key
            for question, codes in asked.questions
            if (result := self.shown.select_result(question, asked.evaluation, home=home))
            for key in build_key_figures(result, codes)
        ]
        return {"key_figures": found} if found else None
