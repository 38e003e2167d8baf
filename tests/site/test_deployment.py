"""A site at another address, below a folder, with what hosts need; dead links stop it."""

import gzip

import pytest

from tests.conftest import CONFIG, TODAY, Workspace

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("unmeasured")]

HOOK = """def on_post_page(output, page, config):
    return output.replace('</main>', '<a href="nulle-part/">x</a></main>')
"""
ADDRESS = "https://essai.exemple.be/dossier/"
BUILD = ("build", "-q", "--no-publications", "--on-date", TODAY.isoformat())


def test_a_site_moves_with_all_its_addresses_and_keeps_whole_when_a_link_dies(
    workspace: Workspace,
) -> None:
    workspace.run(*BUILD, "--compress", "--base-url", ADDRESS.rstrip("/"))
    site = workspace.root / "site"
    page = (site / "temoignages/luc/index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{ADDRESS}temoignages/luc/">' in page
    assert f"<loc>{ADDRESS}temoignages/luc/</loc>" in (site / "sitemap.xml").read_text()
    assert 'href="/dossier/' in (site / "404.html").read_text(encoding="utf-8")
    everything = b"".join(workspace.list_bytes("site").values())
    assert b"www.exemple.be" not in everything
    packed = (site / "temoignages/luc/index.html.gz").read_bytes()
    assert gzip.decompress(packed).decode() == page
    assert (site / ".nojekyll").exists()
    assert "frame-ancestors" in (site / "_headers").read_text(encoding="utf-8")

    before = workspace.list_bytes("site")
    workspace.write({"mkdocs.yml": CONFIG + "hooks: [hook.py]\n", "hook.py": HOOK})
    said = workspace.run(*BUILD, code=1).stderr
    assert "temoignages/luc/index.html → nulle-part/" in said
    assert workspace.list_bytes("site") == before

    moved_in = CONFIG.replace("jobs: 1", "jobs: 1, broken_links: warning")
    workspace.write({"mkdocs.yml": moved_in + "hooks: [hook.py]\n"})
    workspace.write({"content/a.md": "---\ntitre: A\n---\n[autre](ailleurs.md)\n"})
    said = workspace.run(*BUILD[:1], *BUILD[2:]).stderr
    assert "content/a.md:4" in said
    assert "temoignages/luc/index.html → nulle-part/" in said
    assert (site / "a/index.html").exists()


def test_an_address_that_is_none_is_refused(workspace: Workspace) -> None:
    said = workspace.run(*BUILD, "--base-url", "www.exemple.be", code=2).stderr
    assert "https://www.exemple.be/vises/" in said
