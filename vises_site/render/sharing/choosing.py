"""Which picture stands for a page where it is passed on."""

from collections.abc import Sequence
from dataclasses import dataclass

from vises_site.assemble.publication import WORLDS
from vises_site.assemble.pull import build_pull
from vises_site.assemble.sharing import Sharing
from vises_site.assemble.specs import PageSpec, slug_theme
from vises_site.interface import find_interface
from vises_site.model.evaluation import Evaluation
from vises_site.model.organism import Organism
from vises_site.model.publication import Publication
from vises_site.model.publishable import Publishable
from vises_site.model.published import PublishedTestimony
from vises_site.render.phrases import Phrases
from vises_site.render.sharing.images import ShareImage
from vises_site.text.typography import quote_words, set_text, set_words

FOLDER = "cartes/partage"
MOST_WAYS = 12
"""Paths that a picture can show apart from one another."""

_GROUNDS = {"SIS": "meuse", "CISP": "brique"}
_GENRES = {
    "brochure": "Brochure",
    "recrutement": "Brochure de recrutement",
    "rapport": "Rapport public",
    "affiche": "Affiche",
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """The picture of a page.

    Attributes:
        uri: Its place below the site.
        image: What it shows.
    """

    uri: str
    image: ShareImage

    @property
    def alternative(self) -> str:
        """What it says to those who do not see it."""
        image = self.image
        told = (image.kicker, image.words, image.who, *image.details)
        return " – ".join(text for text in told if text)


def choose_image(spec: PageSpec, sharing: Sharing, site: Sharing, shared: Publishable) -> Chosen:
    """Return the picture of a page: its own, or that of the site.

    It speaks the language of the words in it, and French like all that is printed; the same serves
    the page in all languages.

    Args:
        spec: The page.
        sharing: What stands for it elsewhere.
        site: What stands for the site in French.
        shared: What may appear both on the site and on social networks.
    """
    found: tuple[str, ShareImage] | None = None
    if sharing.testimony is not None:
        found = _show_testimony(sharing.testimony, site.title)
    elif spec.template == "evaluation.html":
        found = _show_evaluation(spec.members["evaluation"], site.title)
    elif spec.template == "publication.html":
        found = _show_publication(spec.members["publication"], shared, site.title)
    elif spec.template == "organism.html":
        found = _show_organism(spec.members["organism"], site.title)
    elif spec.template == "theme.html":
        found = _show_theme(spec.members["theme"], shared, site.title)
    place, image = found or ("site", _show_site(site, shared))
    return Chosen(f"{FOLDER}/{place}.jpg", image)


def _show_testimony(testimony: PublishedTestimony, site: str) -> tuple[str, ShareImage]:
    pull, language = build_pull(testimony, None), testimony.language
    phrases = Phrases(find_interface(language))
    is_alone = len(pull.speakers) == 1
    name = phrases.name_voice(pull.speakers[0]) if is_alone else phrases.name_voices(testimony)
    details = " · ".join(map(phrases.describe_voice, pull.speakers))
    image = ShareImage(
        view="landscape",
        name=testimony.slug,
        ground=pull.world,
        words=quote_words(pull.words, language),
        who=set_words(name, language),
        details=(details, *([phrases.invented] if testimony.illustration else [])),
        site=set_text(site),
        ways=tuple(voice.role for voice in testimony.voices),
    )
    return f"temoignages/{testimony.slug}", image


def _show_evaluation(evaluation: Evaluation, site: str) -> tuple[str, ShareImage]:
    fields = evaluation.fields
    image = ShareImage(
        view="stations",
        name=evaluation.slug,
        ground=_GROUNDS[fields.dispositif],
        words=set_text(fields.question),
        kicker=set_text(f"Évaluation · {fields.dispositif} · {fields.period}"),
        site=set_text(site),
        ways=tuple(str(number) for number, _step in enumerate(fields.steps[:6])),
    )
    return f"evaluations/{evaluation.slug}", image


def _show_publication(
    publication: Publication, shared: Publishable, site: str
) -> tuple[str, ShareImage]:
    fields = publication.fields
    image = ShareImage(
        view="cover",
        name=publication.slug,
        ground="paper",
        words=set_text(fields.title),
        kicker=_GENRES[fields.genre],
        details=(set_text(fields.subtitle),) if fields.subtitle else (),
        site=set_text(site),
        ways=_list_ways(shared.testimonies),
        cover=(fields.format, WORLDS[fields.genre]),
    )
    return f"publications/{publication.slug}", image


def _show_organism(organism: Organism, site: str) -> tuple[str, ShareImage]:
    fields = organism.fields
    image = ShareImage(
        view="landscape",
        name=f"organisme-{organism.slug}",
        ground=_GROUNDS[fields.dispositifs[0]],
        words=set_text(fields.name),
        kicker=set_text(fields.type or " · ".join(fields.dispositifs)),
        details=(set_text(fields.municipality),) if fields.municipality else (),
        site=set_text(site),
    )
    return f"organismes/{organism.slug}", image


def _show_theme(theme: str, shared: Publishable, site: str) -> tuple[str, ShareImage]:
    slug = slug_theme(theme)
    image = ShareImage(
        view="meeting",
        name=slug,
        ground="paper",
        words=set_text(theme[:1].upper() + theme[1:]),
        kicker="Thème",
        site=set_text(site),
        ways=_list_ways(shared.by_theme.get(theme, [])),
    )
    return f"themes/{slug}", image


def _show_site(site: Sharing, shared: Publishable) -> ShareImage:
    return ShareImage(
        view="meeting",
        name="site",
        ground="meuse",
        words=set_text(site.title),
        details=(set_text(site.description),) if site.description else (),
        ways=_list_ways(shared.testimonies),
    )


def _list_ways(testimonies: Sequence[PublishedTestimony]) -> tuple[str, ...]:
    return tuple(testimony.slug for testimony in testimonies[:MOST_WAYS])
