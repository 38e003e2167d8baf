"""Addresses that the site writes itself: what authors name so would be lost, or lose a page."""

import hashlib
import re
from collections.abc import Collection

from vises_site.model.vocabulary import fold

LONGEST_SLUG = 80
"""Letters of an address; no disk takes a name of more than 255 bytes."""

LIST_FOLDERS = (
    "temoignages",
    "organismes",
    "themes",
    "evaluations",
    "publications",
    "donnees",
    "glossaire",
)
"""Folders of the site whose first page is a list that the build writes."""

TRUST_PAGES = ("vie-privee", "accessibilite", "mentions-legales")
"""Pages that the site writes about itself unless authors do."""

LANGUAGE_FOLDERS = ("nl", "de", "en")
"""Folders of the site in other languages, which translate what stands beside them."""

RESERVED_FOLDERS = (*LANGUAGE_FOLDERS, "assets", "cartes", "integrer", "pagefind", "sons", "v")
"""Folders of the site in which nothing lies but what the build writes."""

RESERVED_PAGES = ("recherche", "404", "flux", "sitemap")
"""Pages and files of the site that stand alone, without their endings."""

GENERATED_FILES = ("flux.xml", "sitemap.xml", "sitemap.xml.gz", "_headers", ".nojekyll")
"""Files at the site's root that are no pages."""

PART_FOLDER = "page"
"""Folder of a long list's further parts: they lie one folder deeper than any record, so that no
record takes their addresses."""

_PART_ADDRESS = re.compile(rf"(?:temoignages|themes/[^/]+)/{PART_FOLDER}/\d+")


def slug_theme(theme: str) -> str:
    """Return the address of a theme: its name in ASCII letters and hyphens.

    >>> slug_theme("Rompre l'isolement")
    'rompre-l-isolement'
    """
    letters = (char if char.isascii() and char.isalnum() else "-" for char in fold(theme))
    slug = "-".join(part for part in "".join(letters).split("-") if part) or "theme"
    if len(slug) > LONGEST_SLUG:
        slug = f"{slug[:LONGEST_SLUG]}-{hashlib.sha256(slug.encode()).hexdigest()[:8]}"
    return f"theme-{slug}" if slug == "index" else slug


def find_address(uri: str) -> str:
    """Return the address that a page has, without a slash at its end.

    >>> find_address("demarche.md"), find_address("demarche/index.md"), find_address("index.md")
    ('demarche', 'demarche', '')
    """
    stem = uri.removesuffix(".md")
    return "" if stem == "index" else stem.removesuffix("/index")


def is_taken(uri: str, testimonies: Collection[str], themes: Collection[str]) -> bool:
    """Tell whether the site writes another page at the address of an author's page.

    Args:
        uri: The page below `content/`; pages that open a list or speak of the site stand there
            by right.
        testimonies: Slugs of all testimonies.
        themes: Addresses of all themes.

    >>> is_taken("recherche/index.md", (), ()), is_taken("temoignages/index.md", (), ())
    (True, False)
    >>> is_taken("temoignages/page/2.md", (), ()), is_taken("temoignages/page.md", (), ())
    (True, False)
    """
    address = find_address(uri)
    folder, _slash, name = address.partition("/")
    if folder in RESERVED_FOLDERS or address in RESERVED_PAGES:
        return True
    if _PART_ADDRESS.fullmatch(address):
        return True
    if address in LIST_FOLDERS:
        return uri == f"{address}.md"
    return name in {"temoignages": testimonies, "themes": themes}.get(folder, ())
