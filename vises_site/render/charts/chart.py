"""A chart that is drawn, and the name that it is kept under."""

import hashlib
from dataclasses import dataclass

from vises_site.model.charts import Kind
from vises_site.model.results import Result
from vises_site.render.charts.figures import Figures
from vises_site.render.charts.frames import WEB_FRAMES, Frame
from vises_site.render.charts.tables import Table


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart for one medium, with all that stands around it, in plain text.

    Attributes:
        kind: How it is drawn; empty where a sentence stands instead.
        title: The question, or what is counted.
        drawings: The SVG for each frame that was asked for; empty where nothing can be drawn.
        sizes: Width and height of each, in the frame's unit.
        alternative: What is said instead of the drawing.
        note: Answers, source, period and how sure it is.
        table: The same figures.
        sentence: What stands instead of a drawing; empty where there is one.
    """

    kind: str
    title: str
    alternative: str
    note: str
    table: Table
    drawings: tuple[str, ...] = ()
    sizes: tuple[tuple[float, float], ...] = ()
    sentence: str = ""

    @property
    def svg(self) -> str:
        """The first drawing; empty where there is none."""
        return self.drawings[0] if self.drawings else ""

    @property
    def key(self) -> str:
        """A name for files and caches: the same for the same drawing, and for no other."""
        content = "".join(self.drawings) or self.sentence
        return hashlib.sha256(content.encode()).hexdigest()[:16]


def make_chart_key(
    figures: Result | Figures,
    kind: Kind = "automatique",
    frames: tuple[Frame, ...] = WEB_FRAMES,
    world: str = "meuse",
) -> str:
    """Return a key under which a chart may be kept: it changes with all that the chart shows.

    It costs nothing beside drawing. Whoever keeps charts adds what tells one version of the code
    from another.
    """
    content = repr((figures, kind, frames, world))
    return hashlib.sha256(content.encode()).hexdigest()
