"""What journalists read first: what is in the kit, what they may do with it, until when."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from vises_site.assemble.kit import KitSpec
from vises_site.model.press import PressRelease
from vises_site.model.published import PublishedTestimony
from vises_site.render.kit.words import describe_voices
from vises_site.render.phrases import FRENCH
from vises_site.text.transcripts import wrap_lines
from vises_site.text.typography import set_text
from vises_site.theme import THEME_PATH

LINE_WIDTH = 78
"""Characters of a line, as mail programs and simple editors show them."""

CONTENTS = {
    "pdf": "la publication, en PDF",
    "cartes": "des citations en images, pour les réseaux sociaux",
    "portraits": "les portraits en grand, et leurs crédits",
    "textes": "les témoignages, en texte simple (.txt) et en Markdown (.md)",
    "chiffres": "les chiffres, en images (.png) et en tableaux (.csv)",
}
"""Folders of a kit, and what is in them."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who gives the kit.

    Attributes:
        site_name: Name of the site.
        site_url: Its address; empty for none.
        contact: Whom journalists call; empty where nobody is named.
        day: Day for which consents were judged.
    """

    site_name: str
    site_url: str
    contact: str
    day: date


def render_readme(
    spec: KitSpec,
    release: PressRelease,
    testimonies: Sequence[PublishedTestimony],
    folders: Sequence[str],
    sender: Sender,
) -> bytes:
    """Return the file that tells under which conditions a kit may be used.

    Args:
        spec: The kit.
        release: What the press may be given.
        testimonies: All of whom anything is in it.
        folders: Folders that it has.
        sender: Who gives it.
    """
    environment = Environment(
        loader=FileSystemLoader(THEME_PATH / "kit"),
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(typo=set_text, day=FRENCH.format_day)
    contents = [(f"{name}/", CONTENTS[name]) for name in CONTENTS if name in folders]
    text = environment.get_template("lisez-moi.txt").render(
        spec=spec,
        site_name=sender.site_name,
        page=release.texts.find_page(spec.place, sender.site_url) or sender.site_url,
        day=sender.day,
        contents=contents,
        testimonies=testimonies,
        has_portraits="portraits" in folders,
        invented=", ".join(f"« {t.title} »" for t in testimonies if t.illustration),
        evaluations=spec.evaluations,
        ends=[(t, release.ends.get(t.slug)) for t in testimonies],
        contact=sender.contact,
        organisms=spec.select_organisms(release.texts),
    )
    return re.sub(r"\n{4,}", "\n\n\n", wrap_lines(set_text(text), LINE_WIDTH)).encode()


def render_credits(portraits: Mapping[str, tuple[PublishedTestimony, int]]) -> bytes:
    """Return what stands beside each portrait.

    Args:
        portraits: Testimony and index of the voice that each file shows, by file name.
    """
    lines = []
    for name, (testimony, index) in portraits.items():
        voice = testimony.voices[index]
        credit = voice.portrait_credit or "à demander à l’organisme avant de publier"
        lines += [
            name,
            f"  {FRENCH.describe_portrait(voice)}",
            set_text(f"  Avec : « {testimony.title} », {describe_voices(testimony)}"),
            set_text(f"  Crédit : {credit}"),
            "",
        ]
    return "\n".join(lines).encode()
