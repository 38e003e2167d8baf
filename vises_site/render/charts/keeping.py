"""Charts that were drawn before: kept under all that they depend on."""

import hashlib
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from vises_site.model.charts import Kind
from vises_site.model.results import Result
from vises_site.render.charts.chart import Chart, make_chart_key
from vises_site.render.charts.figures import Figures
from vises_site.render.charts.frames import WEB_FRAMES, Frame
from vises_site.theme import TOKENS_PATH
from vises_site.writing import write_whole


class ChartStore:
    """Draws charts, each once.

    Args:
        cache_path: Where they are kept; None for nowhere.

    Attributes:
        used: All files of the cache that were asked for.
    """

    def __init__(self, cache_path: Path | None = None) -> None:
        self.folder = cache_path / "charts" if cache_path else None
        self.used: set[Path] = set()

    def draw(
        self,
        figures: Result | Figures,
        kind: Kind = "automatique",
        frames: tuple[Frame, ...] = WEB_FRAMES,
        world: str = "meuse",
    ) -> Chart:
        """Return a chart; see `render_chart` and `render_figures`."""
        if self.folder is None:
            return _draw(figures, kind, frames, world)
        key = _hash_recipe() + make_chart_key(figures, kind, frames, world)
        path = self.folder / f"{hashlib.sha256(key.encode()).hexdigest()}.json"
        self.used.add(path)
        try:
            return TypeAdapter(Chart).validate_json(path.read_bytes())
        except (OSError, ValidationError):
            chart = _draw(figures, kind, frames, world)
            write_whole(path, TypeAdapter(Chart).dump_json(chart))
            return chart


def _draw(figures: Result | Figures, kind: Kind, frames: tuple[Frame, ...], world: str) -> Chart:
    # Imported late: most documents find their charts kept, or have none
    from vises_site.render.charts.making import render_chart, render_figures

    if isinstance(figures, Result):
        return render_chart(figures, kind, frames, world)
    return render_figures(figures, kind, frames, world)


@cache
def _hash_recipe() -> str:
    """Return a hash of what decides how charts look: our code, the colours and the fonts."""
    sources = [*Path(__file__).parent.glob("*.py"), TOKENS_PATH]
    digest = hashlib.sha256()
    for path in sorted(sources):
        digest.update(path.read_bytes())
    return digest.hexdigest()
