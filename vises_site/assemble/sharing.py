"""What a page says of itself where somebody passes it on.

The words of a person go with the page only where that person agreed to both the site and social
networks. The page of another is passed on in the name of the site as a whole.
"""

from dataclasses import dataclass

from vises_site.assemble.specs import Edition, PageSpec
from vises_site.model.publishable import Publishable
from vises_site.model.published import PublishedTestimony
from vises_site.text.pipeline import find_first_sentence

_HOME = "index.md"
_ARTICLES = ("testimony.html", "evaluation.html", "publication.html")


@dataclass(frozen=True, slots=True)
class Sharing:
    """What stands for a page elsewhere.

    Attributes:
        title: Its title, or that of the site.
        description: One or two sentences; empty for none.
        language: Language of both.
        is_own: Whether they are the page's own rather than those of the site as a whole.
        is_article: Whether it is a thing of its own rather than a list or a way in.
        testimony: The testimony that it shows, where that may be passed on.
    """

    title: str
    description: str
    language: str
    is_own: bool = True
    is_article: bool = False
    testimony: PublishedTestimony | None = None


def build_sharing(spec: PageSpec, shared: Publishable, site: Sharing) -> Sharing:
    """Return what stands for a page elsewhere.

    Args:
        spec: The page.
        shared: What may appear both on the site and on social networks.
        site: What stands for the site as a whole, in the page's language.
    """
    testimony = spec.members.get("testimony")
    if testimony is None:
        language = spec.language if spec.is_translated else "fr"
        is_article = spec.template in _ARTICLES
        # A page that says nothing of itself is one of a site that does
        description = spec.description or (site.description if site.language == language else "")
        return Sharing(spec.title, description, language, is_article=is_article)
    agreed = shared.by_slug.get(testimony.slug)
    if agreed is None:
        return site
    words = agreed.easy if spec.template == "easy.html" else agreed.tell(spec.language)
    if words is None:
        return site
    description = words.quote or find_first_sentence(words.passages[0].text)
    return Sharing(words.title, description, words.language, is_article=True, testimony=agreed)


def build_site_sharing(edition: Edition, name: str) -> Sharing:
    """Return what stands for the site as a whole.

    Args:
        edition: The site in one language.
        name: Name of the site.
    """
    page = edition.find_page(_HOME)
    if page is None:
        return Sharing(name, "", edition.language, is_own=False)
    fields = page.fields
    description = fields.description or fields.opening or find_first_sentence(page.body)
    language = edition.language if edition.speaks(page) else "fr"
    return Sharing(name or page.title, description, language, is_own=False)
