"""What a chart consists of, as a Vega-Lite specification that leaves nothing to be guessed.

Vega-Lite scales the values and makes the marks. Where words stand is decided here, because it
breaks no lines and would measure them with whatever fonts a machine has. Colours are names such as
`world-45`: a token and its strength in percent, which each medium speaks in its own way.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

from vises_site.render.charts.frames import Frame
from vises_site.render.charts.lettering import LEADING, measure_letters

Anchor = Literal["start", "middle", "end"]
_ALIGN = {"start": "left", "middle": "center", "end": "right"}
_BASELINE = 0.35
"""How far below its middle a line stands, as a share of its size."""

UNDER, BARS, OVER, LINES, DOTS, WORDS = range(6)
"""What lies above what."""

Style = tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from values to places.

    Attributes:
        low: Value at the start.
        high: Value at the end.
        start: Place of the lowest value.
        end: Place of the highest.
    """

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        """Return where a value is; on a scale without length, its start."""
        if self.high == self.low:
            return self.start
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def encode(self, field: str) -> dict[str, Any]:
        """Return the Vega-Lite channel of a field on this scale."""
        return {
            "field": field,
            "type": "quantitative",
            "axis": None,
            "scale": {
                "domain": [self.low, self.high],
                "range": [self.start, self.end],
                "zero": False,
                "nice": False,
            },
        }


_Key = tuple[int, str, Scale, Scale, Style]


@dataclass(slots=True)
class Drawing:
    """Collects the marks of one chart.

    Attributes:
        frame: Its box.
        height: Its height, in the frame's unit; whoever draws makes it grow.
    """

    frame: Frame
    height: float = 0
    _marks: dict[_Key, list[dict[str, Any]]] = field(default_factory=dict)

    def _add(
        self, level: int, kind: str, x: Scale, y: Scale, style: Style, mark: dict[str, Any]
    ) -> None:
        self._marks.setdefault((level, kind, x, y, style), []).append(mark)

    @property
    def plane(self) -> Scale:
        """The scale on which places are values."""
        return Scale(0, 1, 0, 1)

    def add_bar(
        self,
        scale: Scale,
        values: tuple[float, float],
        top: float,
        height: float,
        ink: str,
        title: str = "",
        outline: str = "",
    ) -> None:
        """Draw a bar from one value to another."""
        mark: dict[str, Any] = {"x": values[0], "x2": values[1], "y": top, "y2": top + height}
        mark |= {"fill": ink, "title": title}
        style = (("strokeWidth", self.frame.hairline),) if outline else ()
        if outline:
            mark["stroke"] = outline
        self._add(BARS, "rect", scale, self.plane, style, mark)

    def add_rule(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        ink: str,
        width: float = 0,
        dash: tuple[float, ...] = (),
        level: int = UNDER,
    ) -> None:
        """Draw a straight line between two places; the finest one where no width is given."""
        style: Style = (("strokeWidth", width or self.frame.hairline),)
        if dash:
            style += (("strokeDash", dash), ("strokeCap", "round"))
        mark = {"x": start[0], "x2": end[0], "y": start[1], "y2": end[1], "stroke": ink}
        self._add(level, "rule", self.plane, self.plane, style, mark)

    def add_line(
        self,
        x: Scale,
        y: Scale,
        points: list[tuple[float, float | None]],
        ink: str,
        width: float,
        dash: tuple[float, ...] = (),
    ) -> None:
        """Draw a line through values; it is broken where one is None."""
        style: Style = (("strokeWidth", width), ("stroke", ink), ("strokeJoin", "round"))
        if dash:
            style += (("strokeDash", dash),)
        for place, value in points:
            self._add(LINES, "line", x, y, style, {"x": place, "y": value})

    def add_dot(
        self,
        x: Scale,
        y: Scale,
        value: tuple[float, float],
        radius: float,
        ink: str,
        title: str = "",
        shape: str = "circle",
        outline: str = "",
    ) -> None:
        """Draw a symbol around a point."""
        area = (2 * radius) ** 2
        style: Style = (("shape", shape), ("size", round(area, 3)))
        mark: dict[str, Any] = {"x": value[0], "y": value[1], "fill": ink, "title": title}
        if outline:
            style += (("strokeWidth", self.frame.size / 9),)
            mark["stroke"] = outline
        self._add(DOTS, "point", x, y, style, mark)

    def add_words(
        self,
        x: float,
        middle: float,
        text: str,
        ink: str = "ink-100",
        size: float = 0,
        bold: bool = False,
        italic: bool = False,
        anchor: Anchor = "start",
    ) -> None:
        """Set a line of words whose small letters are centred on a height."""
        size = size or self.frame.size
        if self.frame.medium != "web" and anchor != "start":
            # The PDF engine makes a group of each line that does not start at its place
            width = measure_letters(text, size, bold)
            x, anchor = x - width * (1 if anchor == "end" else 0.5), "start"
        style: Style = (("fontSize", size), ("align", _ALIGN[anchor]))
        if bold:
            style += (("fontWeight", "bold"),)
        if italic:
            style += (("fontStyle", "italic"),)
        mark = {"x": x, "y": middle + _BASELINE * size, "text": text, "fill": ink}
        self._add(WORDS, "text", self.plane, self.plane, style, mark)

    def add_lines(
        self,
        x: float,
        middle: float,
        lines: list[str],
        ink: str = "ink-100",
        size: float = 0,
        bold: bool = False,
        anchor: Anchor = "start",
    ) -> None:
        """Set lines around a height."""
        size = size or self.frame.size
        first = middle - (len(lines) - 1) * size * LEADING / 2
        for index, line in enumerate(lines):
            self.add_words(x, first + index * size * LEADING, line, ink, size, bold, False, anchor)

    def build_spec(self) -> dict[str, Any]:
        """Return the Vega-Lite specification."""
        layers = [
            _build_layer(kind, x, y, style, marks)
            for (_level, kind, x, y, style), marks in sorted(
                self._marks.items(), key=lambda item: item[0][0]
            )
        ]
        return {
            "width": self.frame.width,
            "height": round(self.height, 2),
            "autosize": {"type": "none", "contains": "padding"},
            "padding": 0,
            "background": None,
            "config": {"view": {"stroke": None}, "mark": {"invalid": "break-paths-show-domains"}},
            "resolve": {"scale": {"x": "independent", "y": "independent"}},
            "layer": layers,
        }


def _build_layer(
    kind: str, x: Scale, y: Scale, style: Style, marks: list[dict[str, Any]]
) -> dict[str, Any]:
    mark: dict[str, Any] = {"type": kind, **dict(style)}
    encoding: dict[str, Any] = {"x": x.encode("x"), "y": y.encode("y")}
    encoding |= {f"{axis}2": {"field": f"{axis}2"} for axis in "xy" if f"{axis}2" in marks[0]}
    for channel in ("fill", "stroke"):
        if channel in marks[0]:
            encoding[channel] = {"field": channel, "type": "nominal", "scale": None}
    if kind == "text":
        mark |= {"font": "Atkinson", "baseline": "alphabetic"}
        encoding["text"] = {"field": "text", "type": "nominal"}
    if "title" in marks[0]:
        encoding["description"] = {"field": "title", "type": "nominal"}
    else:
        mark["aria"] = False
    if kind == "point":
        mark |= {"opacity": 1, "filled": True}
    return {"data": {"values": marks}, "mark": mark, "encoding": encoding}
