"""The re-reading sheet as a PDF in large type."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from vises_site.assemble.sheet import SheetSpec
from vises_site.press.profiles import SCREEN
from vises_site.render.fonts import list_font_assets, list_font_faces, set_scripts
from vises_site.render.pdf import ASSET_SCHEME, lay_out, write_pdf
from vises_site.render.phrases import FRENCH
from vises_site.render.pictures import encode_for_paper
from vises_site.render.tokens import Palette
from vises_site.text.glyphs import drop_unprintable
from vises_site.text.pipeline import render_markdown
from vises_site.text.typography import set_plain
from vises_site.theme import PRESS_PATH

CHANNELS = {
    "site": ("Le site internet", "Tout le monde peut le lire, partout."),
    "brochure": ("Les brochures", "Imprimées sur papier et données en main propre."),
    "réseaux": ("Les réseaux sociaux", "Des images avec une phrase, que l’on peut partager."),
    "presse": ("Les journaux, la radio, la télévision", "Des journalistes peuvent s’en servir."),
}
"""Each channel in the words of the people who are asked, and what it means."""


def render_sheet(spec: SheetSpec, root: Path) -> bytes:
    """Return the sheet's PDF.

    Args:
        spec: The sheet.
        root: The project, in which the portrait is named.

    Raises:
        PdfError: The engine warned of anything.
        OSError: The portrait cannot be read.
    """
    assets = list_font_assets()
    if spec.portrait:
        # Nothing of a sheet may stay behind in the cache
        assets["portrait.jpg"] = encode_for_paper(root / spec.portrait, SCREEN, (0, 0))
    environment = Environment(
        loader=FileSystemLoader(PRESS_PATH),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        typo=lambda text: Markup(set_plain(str(text))), day=FRENCH.format_day
    )
    html = environment.get_template("sheet.html").render(
        sheet=spec,
        fonts=list_font_faces(),
        asset=lambda name: ASSET_SCHEME + name,
        c=Palette("screen").colour,
        channels=CHANNELS,
        somewhere=FRENCH.somewhere,
        describe=FRENCH.describe_voice,
        prose=_render_words,
    )
    html = set_scripts(drop_unprintable(html), assets)
    return write_pdf(lay_out(html, assets, SCREEN), SCREEN)


def _render_words(text: str, prefix: str) -> Markup:
    html = render_markdown(text, lambda *_block: "", id_prefix=prefix, level=2, pictures=False)
    return Markup(html)
