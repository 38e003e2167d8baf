"""Who pays for a site or helps it, as its pages show them."""

from collections.abc import Callable
from dataclasses import dataclass

from vises_site.model.publisher import Publisher
from vises_site.render.logos import fit_logo
from vises_site.render.pictures import Picture, PictureStore

NameFiles = Callable[[str, str], str]

PIXELS_PER_MM = 3.6
"""At which logos that are fitted for paper stand on a screen."""


@dataclass(frozen=True, slots=True)
class SupportView:
    """One of them.

    Attributes:
        name: Its name, which is the alternative of its logo.
        link: Address of its site; empty for none.
        mention: Sentence that it asks for; empty for none.
        picture: Its logo in the sizes of a page; None where its name stands instead.
        width_px: Width of the logo in CSS pixels.
        height_px: Height of the logo in CSS pixels.
    """

    name: str
    link: str
    mention: str
    picture: Picture | None
    width_px: int = 0
    height_px: int = 0


def make_supports(
    publisher: Publisher | None, store: PictureStore, name_files: NameFiles
) -> tuple[SupportView, ...]:
    """Return those who help a site, their logos made in the sizes of a page.

    Args:
        publisher: Who answers for the site; None for a site without.
        store: The pictures.
        name_files: Gives what the files of a logo are called, from a name and the logo's path.
    """
    found = []
    for support in publisher.fields.supports if publisher else ():
        path = publisher.find_logo(support) if publisher else ""
        picture = store.make_portrait(path, name_files(support.name, path)) if path else None
        link, mention = support.link or "", support.mention or ""
        if picture is None:
            found.append(SupportView(support.name, link, mention, None))
            continue
        width_mm, height_mm = fit_logo(picture.width_px / picture.height_px)
        width, height = (max(1, round(side * PIXELS_PER_MM)) for side in (width_mm, height_mm))
        found.append(SupportView(support.name, link, mention, picture, width, height))
    return tuple(found)
