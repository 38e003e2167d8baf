"""The figures of evaluations as pictures that stand alone, and as tables."""

import io
from collections.abc import Iterator

import pypdfium2
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from PIL import Image, ImageChops

from vises_site.model.evaluation import Evaluation
from vises_site.model.publishable import Publishable
from vises_site.press.profiles import SCREEN
from vises_site.render.charts.blocks import FigureSource
from vises_site.render.charts.chart import Chart
from vises_site.render.charts.frames import LARGEST_PAPER_EM, Frame
from vises_site.render.charts.keeping import ChartStore
from vises_site.render.datasets.documents import render_evaluation
from vises_site.render.fonts import list_font_assets, list_font_faces, set_scripts
from vises_site.render.pdf import ASSET_SCHEME, Asset, lay_out, write_pdf
from vises_site.render.tokens import Palette
from vises_site.text.figures import FigureBlock
from vises_site.text.glyphs import drop_unprintable
from vises_site.text.typography import set_plain
from vises_site.theme import THEME_PATH

TYPE_PT = 8.5
WIDTH_PT = LARGEST_PAPER_EM * TYPE_PT
MARGIN_PT = 26
HIGHEST_PT = 1400
"""Height of the page on which a figure is drawn, before what is empty of it is cut off."""

PIXELS_PER_PT = 4
"""Fine enough for a newspaper's column: 288 dots to the inch of the figure's own size."""


def render_figures(
    evaluation: Evaluation, shown: Publishable, charts: ChartStore
) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each figure of an evaluation, and of its tables.

    Small groups are hidden in them as on the site.

    Raises:
        PdfError: The engine warned of anything.
    """
    results = shown.results.get(evaluation.slug, {})
    world = "meuse" if evaluation.fields.dispositif == "SIS" else "brique"
    source = FigureSource(shown, charts, (Frame(WIDTH_PT, TYPE_PT, "screen"),), world)
    drawn: dict[str, Chart] = {}
    for question in results:
        found = source.draw(question, evaluation.slug, FigureBlock((), evaluation=evaluation.slug))
        if found and found["chart"].svg:
            drawn[question] = found["chart"]
    if drawn:
        yield from zip(
            (f"{question}.png" for question in drawn),
            draw_charts(list(drawn.values())),
            strict=True,
        )
    for document in render_evaluation(evaluation, results):
        if document.name.endswith(".csv"):
            yield document.name, document.content


def draw_charts(charts: list[Chart]) -> list[bytes]:
    """Return charts as PNG, each with its title, its answers, its source and its period.

    Raises:
        PdfError: The engine warned of anything.
    """
    palette = Palette(SCREEN.medium)
    environment = Environment(
        loader=FileSystemLoader(THEME_PATH / "kit"), autoescape=True, undefined=StrictUndefined
    )
    environment.filters["typo"] = lambda text: Markup(set_plain(str(text)))
    assets: dict[str, Asset] = list_font_assets()
    assets |= {f"chart-{chart.key}.svg": chart.svg.encode() for chart in charts}
    html = environment.get_template("figures.html").render(
        charts=charts,
        fonts=list_font_faces(),
        asset=lambda name: ASSET_SCHEME + name,
        c=palette.colour,
        width_pt=WIDTH_PT,
        height_pt=HIGHEST_PT,
        margin_pt=MARGIN_PT,
    )
    layout = lay_out(set_scripts(drop_unprintable(html), assets), assets, SCREEN)
    pdf = pypdfium2.PdfDocument(write_pdf(layout, SCREEN))
    try:
        return [_draw_page(page) for page in pdf]
    finally:
        pdf.close()


def _draw_page(page: pypdfium2.PdfPage) -> bytes:
    picture = page.render(scale=PIXELS_PER_PT).to_pil().convert("RGB")
    ground = Image.new("RGB", picture.size, picture.getpixel((0, 0)))
    box = ImageChops.difference(picture, ground).getbbox()
    bottom = box[3] if box else picture.height
    margin = MARGIN_PT * PIXELS_PER_PT
    content = io.BytesIO()
    exact = picture.crop((0, 0, picture.width, min(picture.height, bottom + margin)))
    exact.save(content, "PNG", optimize=True)
    return content.getvalue()
