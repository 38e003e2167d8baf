"""Acronyms in finished HTML."""

import pytest

from vises_site.model.glossary import Acronym, Meaning
from vises_site.text.acronyms import AcronymMarker

SIS = Acronym("SIS", {"fr": Meaning("fr", "service d'insertion sociale"), "nl": Meaning("nl", "D")})
DEFI = Acronym("DéFI", {"fr": Meaning("fr", 'dit "démarche" & plus')})
OCMW = Acronym("OCMW", {"nl": Meaning("nl", "openbaar centrum")})
R_AND_D = Acronym("R&D", {"fr": Meaning("fr", "recherche et développement")})
GLOSSARY = (DEFI, OCMW, R_AND_D, SIS)
MARKED = '<abbr title="service d’insertion sociale">SIS</abbr>'


def mark(html: str, language: str = "fr") -> str:
    return AcronymMarker(GLOSSARY, language).mark(html)


def test_the_first_use_on_a_page_says_the_words() -> None:
    assert mark("<p>Au SIS, oui.</p><p>Le SIS.</p>") == f"<p>Au {MARKED}, oui.</p><p>Le SIS.</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<p>SISMIQUE, OASIS, sis, SIS2</p>",
        "<p>info@SIS.be, www.SIS.be, SIS.pdf, #SIS</p>",
        "<h1>Un SIS</h1><h2 id='SIS'>SIS</h2><title>SIS</title>",
        '<a href="SIS" title="a > SIS">là</a><img alt="SIS"><!-- SIS -->',
        "<pre>SIS</pre><code>SIS</code><kbd>SIS</kbd><svg><text>SIS</text></svg>",
        '<abbr title="autre chose">SIS</abbr><nav><a href="#">SIS</a></nav><button>SIS</button>',
        "<script>SIS</script><style>SIS</style><textarea>SIS</textarea>",
    ],
)
def test_parts_of_words_titles_addresses_and_code_are_left_alone(html: str) -> None:
    assert mark(html) == html


@pytest.mark.parametrize("text", ["l’SIS", "(SIS)", "SIS-relais", "SIS/autre", "«SIS»", "SIS."])
def test_whole_words_are_found_between_marks(text: str) -> None:
    assert mark(f"<p>{text}</p>") == f"<p>{text.replace('SIS', MARKED)}</p>"


def test_words_are_those_of_the_language_that_is_spoken_there() -> None:
    html = '<p lang="nl">SIS <em>OCMW</em> DéFI<br></p><p>SIS OCMW</p>'
    french = "dit «\u00a0démarche\u00a0» &amp; plus"
    assert mark(html) == (
        '<p lang="nl"><abbr title="D">SIS</abbr> <em><abbr title="openbaar centrum">OCMW</abbr>'
        f'</em> <abbr title="{french}" lang="fr">DéFI</abbr><br></p>'
        f'<p>{MARKED} <abbr title="openbaar centrum" lang="nl">OCMW</abbr></p>'
    )
    assert mark("<p>SIS</p>", "nl") == '<p><abbr title="D">SIS</abbr></p>'


def test_an_acronym_may_hold_what_html_escapes() -> None:
    title = "recherche et développement"
    assert mark("<p>R&amp;D</p>") == f'<p><abbr title="{title}">R&amp;D</abbr></p>'


def test_those_that_were_met_are_listed_in_the_order_of_the_glossary() -> None:
    marker = AcronymMarker(GLOSSARY)
    marker.mark("<h1>OCMW</h1><p>SIS</p><p>DéFI, SIS</p>")
    assert marker.list_found() == (DEFI, SIS)


def test_nothing_happens_without_a_glossary() -> None:
    assert AcronymMarker(()).mark("<p>SIS</p>") == "<p>SIS</p>"
    assert AcronymMarker(()).list_found() == ()
