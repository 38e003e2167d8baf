"""Cards for social networks: one sentence of one person, in the sizes that networks show."""

import io
from dataclasses import dataclass

import pypdfium2
from jinja2 import Environment
from markupsafe import Markup

from vises_site.assemble.pull import Pull
from vises_site.model.shortlinks import write_bare
from vises_site.press.profiles import CARDS
from vises_site.render.composition import Composition, Frame
from vises_site.render.fitting import LEADING
from vises_site.render.fonts import list_font_assets, list_font_faces
from vises_site.render.measuring import measure_text
from vises_site.render.pdf import ASSET_SCHEME, CSS_PIXELS_PER_MM, Asset, lay_out, write_pdf
from vises_site.render.phrases import FRENCH
from vises_site.render.pictures import PictureStore
from vises_site.render.poster import compose_pull, describe_pull, set_lines
from vises_site.render.scenes import draw_scene
from vises_site.render.templates import make_environment
from vises_site.render.tokens import Palette
from vises_site.text.glyphs import drop_unprintable
from vises_site.text.typography import set_plain

OVERSAMPLING = 2
"""Cards are drawn so many times larger than they are, for smooth edges of letters and layers."""


@dataclass(frozen=True, slots=True)
class CardSize:
    """A size that networks show.

    Attributes:
        width_px: Width.
        height_px: Height.
        margin_px: What keeps clear of the edges, which telephones round off or cover.
        foot_px: Height of the white foot.
        lane_px: Width at the right that belongs to the path.
        picture_share: Width of a portrait, as a share of the card's.
        words_px: Largest and smallest size of the words.
        text_px: Size of the name, of what follows it, and of the label of invented voices.
        is_wide: Whether the picture stands beside the words.
    """

    width_px: int
    height_px: int
    margin_px: int
    foot_px: int
    lane_px: int
    picture_share: float
    words_px: tuple[int, int]
    text_px: tuple[int, int, int]
    is_wide: bool = False

    @property
    def name(self) -> str:
        """Its name in file names."""
        return f"{self.width_px}x{self.height_px}"

    @property
    def frame(self) -> Frame:
        """The format as compositions know it."""
        largest, floor = (_to_points(px) for px in self.words_px)
        name, text, small = (_to_points(px) for px in self.text_px)
        return Frame(
            width_mm=self.width_px / CSS_PIXELS_PER_MM,
            height_mm=self.height_px / CSS_PIXELS_PER_MM,
            margin_mm=self.margin_px / CSS_PIXELS_PER_MM,
            top_mm=self.margin_px * 0.95 / CSS_PIXELS_PER_MM,
            gap_mm=self.margin_px * 0.5 / CSS_PIXELS_PER_MM,
            foot_mm=self.foot_px / CSS_PIXELS_PER_MM,
            lane_mm=self.lane_px / CSS_PIXELS_PER_MM,
            picture_share=self.picture_share,
            largest_pt=largest,
            floor_pt=floor,
            name_pt=name,
            text_pt=text,
            small_pt=small,
            is_wide=self.is_wide,
        )


def _to_points(pixels: float) -> float:
    return pixels * 0.75


SIZES = (
    CardSize(1080, 1350, 84, 104, 168, 0.52, (112, 42), (44, 32, 24)),
    CardSize(1080, 1080, 80, 96, 160, 0.46, (96, 40), (42, 30, 24)),
    CardSize(1200, 630, 64, 76, 104, 0.33, (72, 32), (32, 25, 20), is_wide=True),
)
"""Portrait and square for feeds, wide for links."""


def render_cards(pull: Pull, store: PictureStore, address: str) -> tuple[str, dict[str, Asset]]:
    """Return the document of a testimony's cards, one page a size, and its assets.

    Args:
        pull: What stands on them.
        store: The pictures.
        address: Where the story goes on; empty for nowhere.
    """
    assets = list_font_assets()
    picture = ""
    if pull.portrait:
        copy = store.make_paper_copy(pull.portrait, CARDS, (0, 0))
        assets[f"{copy.stem}.jpg"] = copy
        picture = f"{ASSET_SCHEME}{copy.stem}.jpg"
    palette = Palette(CARDS.medium)
    written = write_bare(address)
    name, voices = pull.testimony.slug, len(pull.testimony.voices)
    compositions = []
    for size in SIZES:
        composition = compose_pull(pull, size.frame)
        svg = draw_scene(composition, name, voices, pull.world, palette)
        assets[f"scene-{size.name}.svg"] = svg.encode()
        compositions.append((size, composition, _fit_address(written, composition)))
    html = (
        _open_templates(palette)
        .get_template("cards.html")
        .render(
            pull=pull,
            compositions=compositions,
            said=describe_pull(pull),
            picture=picture,
            address=written,
        )
    )
    return drop_unprintable(html), assets


def _open_templates(palette: Palette) -> Environment:
    environment = make_environment()
    environment.globals.update(
        fonts=list_font_faces(),
        asset=lambda name: ASSET_SCHEME + name,
        c=palette.colour,
        phrases=FRENCH,
        leading=LEADING,
        set_lines=set_lines,
    )
    environment.filters["typo"] = lambda text: Markup(set_plain(str(text)))
    return environment


def _fit_address(address: str, composition: Composition) -> float:
    """Return the size in points at which an address stands on one line of the foot."""
    frame = composition.frame
    width_mm = composition.lane.x - frame.margin_mm
    wide_mm = measure_text(address, "atkinson-bold", frame.text_pt)
    return frame.text_pt * min(1, width_mm / max(wide_mm, 1))


def draw_cards(html: str, assets: dict[str, Asset]) -> dict[str, bytes]:
    """Return the pictures of a document of cards, by the names of their sizes.

    They hold pixels alone: no words, no names, no date.

    Raises:
        PdfError: The engine warned of anything.
    """
    pdf = pypdfium2.PdfDocument(write_pdf(lay_out(html, assets, CARDS), CARDS))
    try:
        pages = zip(SIZES, pdf, strict=True)
        return {size.name: _draw_page(page, size) for size, page in pages}
    finally:
        pdf.close()


def _draw_page(page: pypdfium2.PdfPage, size: CardSize) -> bytes:
    scale = OVERSAMPLING * size.width_px / page.get_width()
    large = page.render(scale=scale).to_pil().convert("RGB")
    exact = large.crop((0, 0, size.width_px * OVERSAMPLING, size.height_px * OVERSAMPLING))
    content = io.BytesIO()
    exact.reduce(OVERSAMPLING).save(content, "PNG", optimize=True)
    return content.getvalue()
