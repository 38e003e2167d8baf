"""A letter as mail programs show it: tables, styles on each element, and a plain text beside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import css_inline
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from vises_site.assemble.letter import Item
from vises_site.model.published import PublishedTestimony
from vises_site.render.phrases import FRENCH
from vises_site.render.pictures import Picture
from vises_site.render.tokens import Palette
from vises_site.text.pipeline import find_first_sentence
from vises_site.text.transcripts import wrap_lines
from vises_site.text.typography import quote_words, set_plain, set_text, set_words
from vises_site.theme import THEME_PATH

LINE_WIDTH = 72
"""Characters of a line of plain text, as mail programs have always set it."""

PICTURE_PX = 800
"""Width of pictures at most: twice what a letter shows, for fine screens."""


@dataclass(frozen=True, slots=True)
class Postmark:
    """From where and when a letter comes.

    Attributes:
        site_name: Name of the site.
        site_url: Its address.
        directory_urls: Whether addresses end in '/' rather than in `.html`.
        day: Day for which consents were judged.
    """

    site_name: str
    site_url: str
    directory_urls: bool
    day: date

    def find_page(self, testimony: PublishedTestimony) -> str:
        """Return the whole address of a testimony's page."""
        return f"{self._root}temoignages/{testimony.slug}{'/' if self.directory_urls else '.html'}"

    @property
    def everyone(self) -> str:
        """The whole address of the list of all voices."""
        return f"{self._root}temoignages/{'' if self.directory_urls else 'index.html'}"

    @property
    def _root(self) -> str:
        return f"{self.site_url.rstrip('/')}/"

    def find_picture(self, picture: Picture) -> tuple[str, int, int]:
        """Return the whole address of a picture, and its width and height."""
        fitting = [v for v in picture.select("jpg") if v.width_px <= PICTURE_PX]
        chosen = (fitting or picture.select("jpg"))[-1 if fitting else 0]
        height = round(picture.height_px * chosen.width_px / picture.width_px)
        return f"{self._root}{chosen.uri}", chosen.width_px, height


def render_letter(
    items: Sequence[Item], pictures: Mapping[str, Picture], postmark: Postmark
) -> tuple[str, str]:
    """Return a letter as HTML and as plain text.

    Args:
        items: The voices; at least one.
        pictures: Portraits that it may show, by the picture's path.
        postmark: From where and when it comes.
    """
    members = {
        "items": items,
        "mark": postmark,
        "phrases": FRENCH,
        "picture_of": lambda item: _find_picture(item, pictures, postmark),
        "title": set_text(f"{postmark.site_name} : {items[0].testimony.title}"),
    }
    html = _open_templates(is_html=True).get_template("lettre.html").render(**members)
    text = _open_templates(is_html=False).get_template("lettre.txt").render(**members)
    inliner = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
    return inliner.inline(html), wrap_lines(text, LINE_WIDTH)


def _find_picture(
    item: Item, pictures: Mapping[str, Picture], postmark: Postmark
) -> tuple[str, int, int, str] | None:
    """Return address, size and alternative of the picture beside a voice; None for none."""
    voice = next((v for v in item.testimony.voices if v.portrait in pictures), None)
    if voice is None or voice.portrait is None:
        return None
    found = postmark.find_picture(pictures[voice.portrait])
    return (*found, FRENCH.describe_portrait(voice))


def _open_templates(is_html: bool) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(THEME_PATH / "letter"),
        autoescape=is_html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    palette = Palette("screen")
    environment.globals["c"] = palette.colour
    environment.filters.update(
        typo=(lambda text: Markup(set_plain(str(text)))) if is_html else set_text,
        quoted=lambda text, language: (
            Markup(escape(quote_words(text, language))) if is_html else quote_words(text, language)
        ),
        words=lambda text, language: set_words(text, language),
        opening=lambda t: (
            set_words(find_first_sentence(t.passages[0].text, 240), t.language)
            if t.passages
            else ""
        ),
        day=FRENCH.format_day,
    )
    return environment
