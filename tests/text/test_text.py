import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vises_site.text import pipeline
from vises_site.text.blocks import find_blocks, parse_selection
from vises_site.text.easy import break_sentences
from vises_site.text.glyphs import drop_unprintable, find_unprintable
from vises_site.text.pipeline import find_first_sentence, finish_html, render_markdown
from vises_site.text.scripts import find_scripts, isolate_elements, isolate_marks
from vises_site.text.typography import set_html, set_plain, set_text


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Oui ! Non ? Si ; voilà : tout", "Oui\u202f! Non\u202f? Si\u202f; voilà\u00a0: tout"),
        ("Oui! Non?", "Oui\u202f! Non\u202f?"),
        ("« Bonjour »", "«\u00a0Bonjour\u00a0»"),
        ('"Bonjour"', "«\u00a0Bonjour\u00a0»"),
        ("l'air d'ici", "l’air d’ici"),
        ("— Bonjour", "—\u00a0Bonjour"),
        ("20 h 05 et 9 h", "20\u00a0h\u00a005 et 9\u00a0h"),
        ("14 345 stagiaires en 2023", "14\u202f345 stagiaires en 2023"),
        ("en 2019 100 personnes", "en 2019 100 personnes"),
        ("081 00 00 01", "081 00 00 01"),
        ("Attends...", "Attends…"),
        ("Mme Dupont, M. Durand", "Mme\u00a0Dupont, M. Durand"),
        ("https://exemple.be/a:b?c=1", "https://exemple.be/a:b?c=1"),
        ("12:30", "12:30"),
    ],
)
def test_french_rules(written: str, expected: str) -> None:
    assert set_text(written) == expected
    assert set_text(expected) == expected, "setting twice changes nothing"


def test_tags_code_and_attributes_are_left_alone() -> None:
    html = "<p title=\"a ! b\">l'<em>air</em> !</p><pre>l'a ! b</pre><code>x ?</code>"
    expected = "<p title=\"a ! b\">l'<em>air</em>\u202f!</p><pre>l'a ! b</pre><code>x ?</code>"
    assert set_html(html).replace("’", "'") == expected


def test_entities_stay_whole() -> None:
    assert set_html("<p>Dupont &amp; Fils ; &nbsp;&#8617;</p>") == (
        "<p>Dupont &amp; Fils\u202f; &nbsp;&#8617;</p>"
    )


def test_plain_text_becomes_safe_html() -> None:
    assert set_plain("Le 1er <b> & l'air") == "Le 1<sup>er</sup> &lt;b&gt; &amp; l’air"


def show(name: str, argument: str, options: dict[str, object]) -> str:
    return f"[{name}|{argument}|{options}]"


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "<svg onload=alert(1)></svg>",
        '<a href="&#106;avascript:alert(1)">x</a>',
        "<iframe src=https://exemple.be></iframe>",
        '<p style="background:url(https://exemple.be)">x</p>',
        "<form action=https://exemple.be><input></form>",
        "<object data=x></object><embed src=x>",
        "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    ],
)
def test_nothing_that_acts_gets_through(source: str) -> None:
    html = render_markdown(source, show).lower()
    assert not any(
        word in html
        for word in ("<script", "onerror", "onload", "javascript:", "data:", "<iframe", "style=",
                     "<form", "<object", "<embed", "<svg", "<math")
    )  # fmt: skip


def test_a_forged_marker_shows_nothing() -> None:
    html = render_markdown("\ue000WyJjaXRhdGlvbiIsICJ4Iiwge31d\ue001", show)
    assert "[citation" not in html


@pytest.mark.parametrize("name", ["témoignages", "temoignages"])
def test_blocks_are_known_with_and_without_accents(name: str) -> None:
    html = render_markdown(f"/// {name}\n    rôle: formateur\n///", show)
    assert html.strip() == "[témoignages||{'role': 'formateur'}]"


def test_what_stands_in_a_shown_block_is_dropped() -> None:
    assert "secret" not in render_markdown("/// citation | luc\nsecret\n///", show)


def test_wrapping_blocks_are_plain_html() -> None:
    html = render_markdown("/// encadré | Titre\nTexte\n///", show)
    assert html.split() == (
        '<aside class="encadre"> <p class="encadre-titre">Titre</p> <p>Texte</p> </aside>'.split()
    )


def test_key_figures_need_no_blank_lines() -> None:
    html = render_markdown(
        "/// chiffres-clés | Source\n151\n:   centres\n472\n:   filières\n///", show
    )
    assert html.count("<dt>") == html.count("<dd>") == 2


def test_blocks_in_code_are_no_blocks() -> None:
    assert find_blocks("```\n/// citation | luc\n///\n```\n") == []
    found = find_blocks("Texte\n\n/// témoignages\n    thèmes: [a, 'b']\n    limite: 2\n///")
    assert [(b.name, b.options, b.line) for b in found] == [
        ("témoignages", {"themes": ["a", "b"], "limite": "2"}, 3)
    ]
    selection = parse_selection(found[0].options)
    assert (selection.themes, selection.limit) == (("a", "b"), 2)


MARKS = st.text(st.sampled_from("ab1 é.,:;!?'«»()-–#*_>`[]|/\\&<=~+^{}\n\n\t\u00a0"), max_size=60)


@settings(max_examples=600, deadline=None)
@given(MARKS)
def test_plain_prose_takes_a_short_way_to_the_same_html(text: str) -> None:
    short = pipeline._convert_prose(text)
    if short is not None:
        assert short == pipeline._markdown().reset().convert(text)


def test_ordinary_prose_takes_the_short_way() -> None:
    prose = "Je suis là. « Ici, dit-elle, on vote ! »\nLe 1er mai, à 9 h…\n\n– Oui : (douze)."
    assert pipeline._convert_prose(prose) is not None
    assert pipeline._convert_prose("Un *mot*.") is None


def test_ids_are_prefixed_together_with_their_links() -> None:
    html = render_markdown("# Un\n\nNote[^1]\n\n[^1]: Bas", show, id_prefix="a-")
    assert 'id="a-un"' in html
    assert 'href="#a-fn:1"' in html
    assert 'id="a-fn:1"' in html


def test_links_are_resolved_or_undone() -> None:
    addresses = {"a.md": "../a/", "b.md": ""}
    html = render_markdown("[A](a.md) [B](b.md) [C](https://c.be)", show, addresses.get)
    assert 'href="../a/"' in html
    assert ">B<" not in html
    assert "B" in html
    assert 'href="https://c.be"' in html


def test_dead_links_of_mkdocs_leave_their_words() -> None:
    assert finish_html('<p><a href="temoignages/x.md">Xavier</a></p>', show) == "<p>Xavier</p>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un. Deux.", "Un."),
        ("## Titre\n\n*Un* [mot](x.md) ? Deux.", "Un mot ?"),
        ("Il dit « Non. » Puis part.", "Il dit « Non. »"),
        ("a " * 200, ("a " * 89).strip() + "…"),
        ("", ""),
    ],
)
def test_first_sentences(text: str, expected: str) -> None:
    assert find_first_sentence(text) == expected


@pytest.mark.parametrize(
    "source",
    [
        "![x](https://evil.example/a.png)",
        "<IMG SRC=https://evil.example/a.png>",
        "![x][r]\n\n[r]: //evil.example/a.png",
    ],
)
def test_pictures_are_asked_of_nobody_else(source: str) -> None:
    assert "evil.example" not in render_markdown(source, show)
    assert "evil.example" not in finish_html(f"<p>{source}</p>", show).replace(source, "")


def test_a_testimony_shows_no_picture() -> None:
    assert "<img" not in render_markdown("![x](a.png)\n\n<img src=b.png>", show, pictures=False)


@pytest.mark.parametrize("char", ["\ue002", "&#xE002;", "&#xE000;AAAA&#xE001;", "\uf8ff"])
def test_private_characters_disappear(char: str) -> None:
    html = render_markdown(f"a {char} *b*", show)
    assert not any("\ue000" <= c <= "\uf8ff" for c in html)
    assert "b" in finish_html(f"<p>a {char} <em>b</em></p>", show)


@pytest.mark.parametrize(
    "address",
    ["a/../javascript:x", "./data:text/html,x", "a/../java\nscript:x", "x/../vbscript&colon;x"],
)
def test_an_address_put_together_anew_runs_nothing(address: str) -> None:
    import posixpath

    html = render_markdown(f'<a href="{address}">mot</a>', lambda *_b: "", posixpath.normpath)
    assert html == "<p>mot</p>"


def test_values_of_attributes_cannot_pass_for_tags() -> None:
    text = '<a href="../x" title="><svg onload=x()>">mot</a> <b title="href=" id="c d">g</b>'
    html = render_markdown(text, lambda *_b: "", lambda _w: "")
    assert "<svg" not in html
    assert "mot" in html


@pytest.mark.parametrize(
    "name", ["Олексій", "Харків", "Νίκος", "محمد علي", "پریسا", "Գայանե", "ნინო"]
)
def test_names_in_other_scripts_can_be_printed(name: str) -> None:
    assert find_unprintable(name) == []
    assert len(find_scripts(name)) == 1


def test_what_no_font_has_goes_with_the_space_before_it() -> None:
    assert drop_unprintable("Un thé 🫖. Deux ☕️ cafés.") == "Un thé. Deux cafés."
    assert find_unprintable("👩‍👧") == ["👩", "👧"]


def test_words_from_the_right_stand_apart_in_running_text_only() -> None:
    html = '<a title="محمد">محمد علي, 54 ans</a><svg><text>محمد</text></svg>'
    expected = '<a title="محمد"><bdi>محمد علي</bdi>, 54 ans</a><svg><text>محمد</text></svg>'
    assert isolate_elements(html) == expected
    assert isolate_marks("محمد, 54 ans") == "\u200eمحمد\u200e, 54 ans"


def test_easy_sentences_have_a_line_each() -> None:
    html = render_markdown("Je viens. « Oui ! » Il rit.\nM. Dupont part à 8 h.", lambda *_block: "")
    lines = re.findall(r'<span class="sentence">(.*?)</span>', break_sentences(html))
    assert lines == [
        "Je viens.",
        "«\u00a0Oui\u202f!\u00a0»",
        "Il rit.",
        "M. Dupont part à 8\u00a0h.",
    ]
    assert break_sentences("<p>A <b>b. C</b> d.</p>") == "<p>A <b>b.<br>C</b> d.</p>"
