"""Ten thousand texts that nobody would write: none breaks anything, and none acts.

The examples are the same in every run: a failure here is one that anybody sees again.
"""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from tests.conftest import ORGANISM, PUBLICATION, TESTIMONY, TODAY
from tests.hostile.checker import find_unsafe
from tests.hostile.corpus import write_record
from vises_site.language import set_language
from vises_site.load.compositions import check_blocks, check_html
from vises_site.load.frontmatter import parse_document
from vises_site.load.kinds import (
    parse_evaluation,
    parse_organism,
    parse_page,
    parse_publication,
    parse_testimony,
)
from vises_site.load.names import Known
from vises_site.load.sources import Project, Source, read_source
from vises_site.model.library import Library
from vises_site.model.publishable import publishable
from vises_site.render.web import WebRenderer
from vises_site.text.blocks import make_extension
from vises_site.text.pipeline import (
    EXTENSION_SETTINGS,
    EXTENSIONS,
    find_first_sentence,
    render_markdown,
)

pytestmark = pytest.mark.slow

PARSERS: dict[str, Any] = {
    "testimony": parse_testimony,
    "organism": parse_organism,
    "evaluation": parse_evaluation,
    "publication": parse_publication,
    "mirror": parse_page,
}
NOTHING = Known([], [], [], [], [], [])

TAGS = """
<script>|</script>|<svg onload=tripwire()>|</svg>|<img src=x onerror=tripwire()>|<a href="|">|</a>
<p onclick=tripwire()>|</p>|<b>|</b>|<style>|</style>|<math>|<mtext>|<table>|<tr>|<td colspan="|
<template>|<title>|</title>|<textarea>|<noscript>|<iframe srcdoc="|<!--|-->|<![CDATA[|]]>|<?|?>
<!DOCTYPE x>|<aside class="encadre">|<div|<h1 id="|id="contenu"|title="|lang="|style="|onfocus=|
autofocus|/>|<|>|"|'|`|=|&lt;|&gt;|&quot;|&#60;|&#x202e;|&#xE000;|&#0;|&#9;|&colon;|&Tab;|&amp;
javascript:tripwire()|JaVaScRiPt:|java&#10;script:|data:text/html,|vbscript:|file:///etc/passwd
<a title="href=" id="|<img alt="src=" id="|<b title="id=" id="|x href=javascript:tripwire() y
//evil.example/|\\\\evil.example|https://a.example/|http://[::1|mailto:a@b.example|tel:1|./|../|x.md
"""
MARKDOWN = """
[|]|(|)|](|][|]: |![|[^1]|[^1]: |*[A]: |*|**|_|__|`|```|~~~|# |## |> |- |1. |    |\t|---|===|***
| a | b ||--|--|:   |!!! note "|{: onclick=tripwire() }|{#id}|\\|[TOC]|<https://a.example>|A|"t"
/// encadré ¦ |/// étapes|/// chiffres-clés ¦ x|/// qr ¦ |/// qr ¦ javascript:tripwire()|///|////
/// citation ¦ luc|/// témoignage ¦ luc|/// témoignages|/// inconnu|    limite: 3|    1: x
    thèmes: [a, b]
    self: x|    attrs: {onclick: x}|    a: &a [*a]|    x: !!python/name:os|« | »|1er|10 000 |: |...
"""
YAML = """
titre: |titre:|voix:|nom-affiché: |- |: |{|}|[|]|,|"|'|\\|\\0|\\e|\\u202E|\\uE000|&a |*a|!x
!!python/name:os |>-|? |#|%|@|`|~|null|oui|54|0x1F|2019-05-14|2019-99-99|organisme: |sections:
page: ../x|cadre: |<<: |---|...|    |  |\t|contact: {|dispositif: SIS|canaux: [site]|miroir: |é
consentement: |x: |:|=|.inf|¦
"""


def _split(*lists: str) -> list[str]:
    """Return the pieces of lists, between `|` and at line ends; `¦` stands for a bar itself."""
    pieces = [piece for text in lists for line in text.split("\n") for piece in line.split("|")]
    kept = dict.fromkeys(piece.replace("¦", "|") for piece in pieces if piece)
    return [*kept, "|", "\n", "\n\n", " "]


ODD = "\ue000\ue001\ue002\u202e\u200b\u2028\u00a0\u202f\x01\x02\x03\x7f\x85éÉœ«»’0aA \n\t&<>\"'`|/:"
# What a file may hold: no halves of surrogate pairs, and neither NUL nor other line ends
LETTERS = st.text(st.one_of(st.sampled_from(ODD), st.characters(codec="utf-8")), max_size=6).map(
    lambda text: text.replace("\0", "").replace("\r", "")
)


def mix(*lists: str) -> st.SearchStrategy[str]:
    """Return texts of nasty pieces and of any letters."""
    piece = st.one_of(st.sampled_from(_split(*lists)), st.sampled_from(_split(*lists)), LETTERS)
    return st.lists(piece, max_size=24).map("".join)


def fuzz(examples: int) -> settings:
    """Return settings that always give the same examples."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


@cache
def make_renderer() -> WebRenderer:
    """Return a renderer of a site without records."""
    set_language("fr")
    return WebRenderer(publishable(Library({}, {}, {}, {}, {}), "site", TODAY), {})


@cache
def make_markdown() -> Markdown:
    """Return the parser that MkDocs uses for pages."""
    return Markdown(
        extensions=["toc", "tables", "fenced_code", *EXTENSIONS, make_extension()],
        extension_configs=EXTENSION_SETTINGS,
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A folder in which one text after the other is written down."""
    root = tmp_path_factory.mktemp("fuzz")
    (root / "content").mkdir()
    return Project(root, root / "content", root / "testimonies")


def write_down(project: Project, text: str) -> Source:
    """Return a text as loading reads it from its file."""
    path = project.content / "essai.md"
    path.write_bytes(text.encode())
    return read_source(project, path)


def parse(source: Source, kind: str) -> None:
    """Read a text as a record of a kind, as loading does."""
    record = PARSERS[kind](source, "essai")
    assert record is not None or source.problems
    check_blocks(NOTHING, source)
    check_html(source)
    assert all(problem.line >= 1 and problem.code for problem in source.problems)


@given(text=mix(YAML, TAGS), kind=st.sampled_from(sorted(PARSERS)))
@fuzz(2_000)
def test_any_front_matter_is_read(project: Project, text: str, kind: str) -> None:
    parse(write_down(project, f"---\n{text}\n---\nMots.\n"), kind)


@given(
    text=mix(YAML, TAGS, MARKDOWN),
    place=st.integers(0, 400),
    length=st.integers(0, 40),
    kind=st.sampled_from(sorted(PARSERS)),
)
@fuzz(2_000)
def test_a_record_with_a_wound_is_read(
    project: Project, text: str, place: int, length: int, kind: str
) -> None:
    whole = write_record(kind, "essai")[1]
    wounded = whole[: place + 4] + text + whole[place + 4 + length :]
    parse(write_down(project, wounded), kind)


@given(text=mix(YAML, MARKDOWN))
@fuzz(1_000)
def test_any_file_is_split(project: Project, text: str) -> None:
    source = write_down(project, text)
    document = parse_document(source)
    assert document.header is not None or source.problems


@given(text=mix(MARKDOWN, TAGS), uri=st.sampled_from(["index.md", "a/b.md", "x/y/index.md"]))
@fuzz(2_500)
def test_any_words_of_a_record_are_inert(project: Project, text: str, uri: str) -> None:
    prose = make_renderer()._make_addressing(uri)["prose"]
    html = str(prose(write_down(project, text).text, "p1-", 1))
    assert find_unsafe(html) == []


def _lead_to_another_site(uri: str) -> str:
    """Return an address that begins and ends unlike the one written, as on paper."""
    return f"https://a.example/{uri}/"


@given(text=mix(MARKDOWN, TAGS))
@fuzz(1_000)
def test_any_words_of_a_testimony_are_inert(project: Project, text: str) -> None:
    words = write_down(project, text).text
    html = render_markdown(words, lambda *_block: "", _lead_to_another_site, pictures=False)
    assert find_unsafe(html) == []
    assert "<img" not in html
    assert len(find_first_sentence(words)) <= 181


@given(text=mix(MARKDOWN, TAGS))
@fuzz(1_500)
def test_any_page_is_inert(project: Project, text: str) -> None:
    html = make_markdown().reset().convert(write_down(project, text).text)
    assert find_unsafe(make_renderer().finish_content(html, "essai.md")) == []


def test_there_are_ten_thousand_examples() -> None:
    lines = Path(__file__).read_text(encoding="utf-8").split("\n")
    counts = [line[6:-1].replace("_", "") for line in lines if line.startswith("@fuzz(")]
    assert sum(map(int, counts)) >= 10_000


def test_what_the_fuzz_starts_from_is_valid() -> None:
    for text in (TESTIMONY, ORGANISM, PUBLICATION):
        assert text.startswith("---\n")
    for kind, parse in PARSERS.items():
        source = Source("content/essai.md", write_record(kind, "essai")[1])
        assert parse(source, "essai") is not None
