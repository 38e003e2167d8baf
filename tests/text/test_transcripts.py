"""Words as plain text: all that a reader sees, nothing that is not to be seen."""

import pytest

from vises_site.text.transcripts import write_transcript

TEXT = """Elle dit : *jamais* ! <!-- MOTSECRET -->

- un **pain**
- du lait

> Chez nous,
> c'est ici.

[Une page](temoignages/zoe.md) ![Une image](zoe.jpg)

/// témoignage | zoe
///

1. Entrer
2. Rester
"""


def test_words_stay_and_marks_go() -> None:
    found = write_transcript(TEXT)
    assert found.split("\n\n") == [
        "Elle dit\u00a0: jamais\u202f!",
        "- un pain",
        "- du lait",
        "Chez nous, c’est ici.",
        "Une page",
        "1. Entrer",
        "2. Rester",
    ]


def test_markdown_again_keeps_its_marks() -> None:
    found = write_transcript(TEXT, is_marked=True)
    assert "*jamais*" in found
    assert "- un **pain**" in found
    assert "> Chez nous, c’est ici." in found
    for hidden in ("MOTSECRET", "zoe", "temoignages", "![", "]("):
        assert hidden not in found


@pytest.mark.parametrize("text", ["2019. Une année.", "un \\*astérisque\\*", "a_b_c [d]", "# 1"])
def test_what_was_no_mark_becomes_none(text: str) -> None:
    plain = write_transcript(text)
    marked = write_transcript(text, is_marked=True)
    assert write_transcript(marked) == plain


def test_other_languages_keep_their_own_spaces() -> None:
    assert write_transcript("Echt waar?", "nl") == "Echt waar?"


def test_raw_html_is_words_or_nothing() -> None:
    found = write_transcript("<script>alert(1)</script><b onclick=x>oui</b>", is_marked=True)
    assert "script" not in found
    assert "onclick" not in found
