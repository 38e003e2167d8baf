"""A quotation that stands in a page of its own, for partners to show in theirs.

It is a frame without scripts; their site is a network like others, and so only voices that agreed
to networks are in one. A frame shows what our site says now: who withdraws leaves theirs too.
"""

from collections.abc import Callable
from html import escape
from math import ceil

from vises_site.assemble.pull import Pull
from vises_site.interface import find_interface
from vises_site.render.paths import draw_way
from vises_site.render.policy import EMBED_POLICY, REFERRER_POLICY
from vises_site.render.stylesheet import list_early_fonts, make_embed_style
from vises_site.render.webtemplates import make_web_environment
from vises_site.text.scripts import isolate_elements

FOLDER = "integrer"

ROOM_PX, LINE_PX, LINE_CHARACTERS = 200, 27, 22
"""Height beside the words, height of a line, and its letters, in a frame on a telephone."""

Render = Callable[..., str]


def place_embed(slug: str) -> str:
    """Return where the quotation of a testimony stands below the site."""
    return f"{FOLDER}/{slug}/index.html"


def make_embed_renderer(language: str, site: str) -> Render:
    """Return what renders quotations in one language: takes what `embed.html` shows.

    Args:
        language: Language of the words and of what stands around them.
        site: Name of the site.
    """
    environment = make_web_environment(find_interface(language))
    environment.globals.update(
        way=draw_way,
        site=site,
        style=f"../../{make_embed_style().uri}",
        fonts=list_early_fonts(""),
        content_policy=EMBED_POLICY,
        referrer_policy=REFERRER_POLICY,
    )
    template = environment.get_template("embed.html")
    return lambda **members: isolate_elements(template.render(**members))


def write_snippet(pull: Pull, address: str, title: str) -> str:
    """Return the HTML by which another site shows a quotation.

    Args:
        pull: What it shows.
        address: Where it stands.
        title: What a screen reader calls the frame.
    """
    height = ROOM_PX + LINE_PX * ceil((len(pull.words) + 4) / LINE_CHARACTERS)
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" '
        f'height="{height}" loading="lazy" style="border:0"></iframe>'
    )
