"""The pages of short links, wherever the site's pages are."""

import re

from tests.conftest import TESTIMONY, TODAY, Workspace
from tests.hostile.checker import find_unsafe
from vises_site.model.publishable import select_all
from vises_site.render.shortpages import render_short_pages

PLACE = "temoignages/luc"


def test_a_page_leads_on_with_and_without_folders_and_site(workspace: Workspace) -> None:
    shown = select_all(workspace.load(), TODAY)["site",]
    for address, site_url, canonical in (
        (f"{PLACE}/", "https://a.be/x/", f"https://a.be/x/{PLACE}/"),
        (f"{PLACE}.html", "https://a.be/x", f"https://a.be/x/{PLACE}.html"),
        (f"{PLACE}.html", "", f"../../{PLACE}.html"),
    ):
        ((uri, html),) = render_short_pages(shown, {PLACE: address}, site_url)
        assert re.fullmatch(r"v/[0-9a-z]{6}/index\.html", uri)
        assert f'content="0; url=../../{address}"' in html
        assert f'<a href="../../{address}">' in html
        assert f'<link rel="canonical" href="{canonical}">' in html


def test_a_title_is_words_in_it(workspace: Workspace) -> None:
    hostile = TESTIMONY.replace("Ma bulle d'air", "'</title><script>alert(1)</script>'")
    workspace.write({"testimonies/la-passerelle/luc.md": hostile})
    shown = select_all(workspace.load(), TODAY)["site",]
    ((_uri, html),) = render_short_pages(shown, {PLACE: f"{PLACE}/"}, "https://www.exemple.be/")
    assert find_unsafe(html, is_whole_page=True) == []
    assert "alert(1)" in html
