"""Letters as mail programs take them."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import TESTIMONY, TODAY, Workspace
from vises_site.assemble.letter import LETTER_CHANNELS, build_letter
from vises_site.build.letters import keep_true_letters
from vises_site.model.publishable import Publishable, publishable
from vises_site.render.letter import Postmark, render_letter
from vises_site.render.pictures import Picture, Variant

MARK = Postmark("Deux voix", "https://www.exemple.be/vises/", True, TODAY)
SHARED = TESTIMONY.replace("[site, brochure]", "[site, réseaux]")
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.fixture
def shown(workspace: Workspace) -> Publishable:
    """Luc, then Zoé without a quote, then two who may not be in a letter."""
    folder = "testimonies/la-passerelle"
    other = SHARED.replace('citation: "Ici, je respire."\n', "").replace("Luc", "Zoé")
    workspace.write(
        {
            f"{folder}/luc.md": SHARED,
            f"{folder}/zoe.md": other.replace("date: 2019-05-14", "date: 2024-01-02"),
            f"{folder}/only-site.md": TESTIMONY.replace("Luc", "Motsite"),
            f"{folder}/gone.md": SHARED.replace("expire-le: 2029", "expire-le: 2020").replace(
                "Luc", "Motparti"
            ),
        }
    )
    return publishable(workspace.load(), LETTER_CHANNELS, TODAY)


def test_a_letter_holds_those_alone_who_agree_to_the_site_and_to_networks(
    shown: Publishable,
) -> None:
    items = build_letter(shown)
    assert [item.testimony.slug for item in items] == ["luc", "zoe"]
    for text in render_letter(items, {}, MARK):
        assert "Luc" in text
        assert "Zoé" in text
        assert "Motsite" not in text
        assert "Motparti" not in text


def test_days_and_numbers_choose(shown: Publishable) -> None:
    assert [i.testimony.slug for i in build_letter(shown, date(2024, 1, 1))] == ["zoe"]
    assert [i.testimony.slug for i in build_letter(shown, None, 1)] == ["zoe"]
    assert build_letter(shown, date(2025, 1, 1)) == []


def test_every_style_stands_on_its_element_and_every_address_is_whole(shown: Publishable) -> None:
    html, text = render_letter(build_letter(shown), {}, MARK)
    assert re.findall(r"<h1[^>]*style=", html)
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style.strip().startswith("@media")
    addresses = re.findall(r'(?:href|src)="([^"]*)"', html)
    assert len(addresses) >= 4
    for address in [*addresses, *re.findall(r"\S+://\S+", text)]:
        assert address.startswith(MARK.site_url)
    assert f"{MARK.site_url}temoignages/luc/" in text
    assert "<script" not in html
    assert max(map(len, text.splitlines())) < 100


def test_a_picture_of_the_site_stands_beside_the_first_voice(shown: Publishable) -> None:
    items = build_letter(shown)
    voice = replace(items[0].testimony.voices[0], portrait="luc.jpg", portrait_alt="Une tasse")
    first = replace(items[0], testimony=replace(items[0].testimony, voices=(voice,)))
    sizes = [(480, "jpg"), (800, "jpg"), (1200, "jpg"), (800, "avif")]
    variants = [Variant(f"images/luc-{w}.{e}", w, e, Path()) for w, e in sizes]
    html, _text = render_letter([first], {"luc.jpg": Picture(1200, 1500, tuple(variants))}, MARK)
    (tag,) = re.findall(r"<img[^>]*>", html)
    assert f'src="{MARK.site_url}images/luc-800.jpg"' in tag
    assert 'alt="Une tasse' in tag
    assert "<img" not in render_letter([first], {}, MARK)[0]


def test_words_stay_words(shown: Publishable) -> None:
    items = build_letter(shown)
    testimony = replace(items[0].testimony, title=HOSTILE, quote=HOSTILE, language="nl")
    html, _text = render_letter([replace(items[0], testimony=testimony)] * 2, {}, MARK)
    assert "<script" not in html
    assert "<img" not in html
    assert 'lang="nl"' in html


def test_a_letter_goes_when_somebody_in_it_does(shown: Publishable, tmp_path: Path) -> None:
    lines = [
        {"output": f"lettres/{name}.html", "records": [{"record": slug} for slug in slugs]}
        for name, slugs in (("a", ["luc"]), ("b", ["luc", "gone"]), ("c", ["only-site"]))
    ]
    folder = tmp_path / "lettres"
    folder.mkdir()
    for name in "abcd":
        for suffix in ("html", "txt"):
            (folder / f"{name}.{suffix}").write_text("x", encoding="utf-8")
    kept = keep_true_letters(folder, lines, shown)
    assert [(one.uri, one.records) for one in kept] == [
        ("lettres/a.html", ("luc",)),
        ("lettres/d.html", ()),  # somebody's own
    ]
    assert sorted(p.name for p in folder.iterdir()) == ["a.html", "a.txt", "d.html", "d.txt"]
