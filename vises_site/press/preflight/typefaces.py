"""The fonts that pages use: carried by the file, and no more of them than is used."""

from collections.abc import Iterator, Sequence

from vises_site.language import gettext as _
from vises_site.press.preflight.findings import Finding
from vises_site.press.preflight.fonts import Font
from vises_site.press.preflight.graphics import Page


def check_fonts(pages: Sequence[Page]) -> Iterator[Finding]:
    """Yield the fonts that are not embedded or not subset, on the first page that uses each."""
    seen: set[tuple[str, str]] = set()
    for number, page in enumerate(pages, start=1):
        for mark in page.marks:
            font = mark.state.font
            if mark.kind == "text" and font and (font.name, font.kind) not in seen:
                seen.add((font.name, font.kind))
                yield from _check_font(font, number)


def _check_font(font: Font, number: int) -> Iterator[Finding]:
    if not font.is_embedded:
        yield Finding(
            "font-not-embedded",
            "error",
            _("the font {name} is not in the file").format(name=font.name),
            _("all fonts embedded"),
            _("export the document with its fonts: another one would take its place"),
            number,
        )
    elif not font.is_subset:
        yield Finding(
            "font-not-subset",
            "warning",
            _("the whole font {name} is in the file").format(name=font.name),
            _("only the characters that are used"),
            _("export the document with subsets of its fonts"),
            number,
        )
