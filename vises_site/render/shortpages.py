"""The pages of short links: each sends its reader on at once, with a link for who stays."""

import posixpath
from collections.abc import Iterator, Mapping

from vises_site.interface import find_interface
from vises_site.model.publishable import Publishable
from vises_site.model.shortlinks import FOLDER, write_short_uri
from vises_site.render.policy import REFERRER_POLICY, write_content_policy
from vises_site.render.stylesheet import make_assets
from vises_site.render.webtemplates import make_web_environment


def render_short_pages(
    shown: Publishable, addresses: Mapping[str, str], site_url: str
) -> Iterator[tuple[str, str]]:
    """Yield the uri and the document of each short link.

    Args:
        shown: What may appear on the site.
        addresses: Address below the site of each page, by its place such as `temoignages/luc`.
        site_url: Address of the site; empty for none.
    """
    template = make_web_environment(find_interface("fr")).get_template("records/short.html")
    style, _script, _fonts = make_assets()
    titles = list_titles(shown)
    for place, code in sorted(shown.codes.items()):
        uri = f"{write_short_uri(code)}index.html"
        html = template.render(
            title=titles[place],
            target=posixpath.relpath(addresses[place], f"{FOLDER}/{code}")
            + ("/" if addresses[place].endswith("/") else ""),
            canonical=f"{site_url.rstrip('/')}/{addresses[place]}" if site_url else "",
            style=f"../../{style.uri}",
            content_policy=write_content_policy(),
            referrer_policy=REFERRER_POLICY,
        )
        yield uri, html


def list_titles(shown: Publishable) -> dict[str, str]:
    """Return the title of each page that a short link can lead to, by its place."""
    titles = {f"publications/{p.slug}": p.fields.title for p in shown.publications.values()}
    titles |= {f"evaluations/{e.slug}": e.fields.title for e in shown.evaluations.values()}
    return titles | {f"temoignages/{t.slug}": t.title for t in shown.testimonies}
