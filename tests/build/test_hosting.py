import gzip
from pathlib import Path

import brotli
import pytest

from vises_site.build.deadlinks import DeadLinksError, check_finished_links
from vises_site.build.hosting import compress_files, write_hosting_files


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for uri, html in {
        "index.html": '<a href="luc/#mots">x</a> <img src="a%20b.png" srcset="c.webp 480w">',
        "luc/index.html": '<h2 id="mots">x</h2><a href="../">x</a><a href="#mots">x</a>',
        "integrer/luc/index.html": '<a href="https://www.exemple.be/vises/luc/">x</a>',
        "404.html": '<link href="/vises/style.css"><a href="/autre/">x</a>',
    }.items():
        (tmp_path / uri).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / uri).write_text(html, encoding="utf-8")
    for uri in ("a b.png", "c.webp", "style.css"):
        (tmp_path / uri).write_bytes(b"x")
    return tmp_path


URL = "https://www.exemple.be/vises/"


def list_dead(site: Path, html: str, **options: tuple[str, ...]) -> list[str]:
    (site / "essai.html").write_text(html, encoding="utf-8")
    try:
        check_finished_links(site, URL, **options)
    except DeadLinksError as error:
        return [address for page, address in error.found if page == "essai.html"]
    return []


def test_links_that_lead_somewhere_are_left_alone(site: Path) -> None:
    assert list_dead(site, '<a href="mailto:a@b.be">x</a> <a href="//b.be/">x</a>') == []


@pytest.mark.parametrize(
    "address",
    [
        "nulle-part/",
        "luc/#rien",
        "/vises/nulle-part/",
        "../dehors/",
        "rapport.pdf",
    ],
)
def test_links_that_lead_nowhere_are_all_named(site: Path, address: str) -> None:
    html = f'<p> href="texte"</p><a class="x" href="{address}">x</a><a href="luc/">x</a>'
    assert list_dead(site, html) == [address]


def test_whole_addresses_are_looked_at_in_the_head_alone(site: Path) -> None:
    address = f"{URL}nulle-part/"
    assert list_dead(site, f'<a href="{address}">x</a>') == []
    assert list_dead(site, f'<link rel="canonical" href="{address}">') == [address]


def test_what_a_build_was_not_asked_to_make_may_be_missing(site: Path) -> None:
    assert list_dead(site, '<a href="rapport.pdf">x</a>', unmade=(".pdf",)) == []


def test_texts_have_the_same_compressed_copies_every_time(site: Path) -> None:
    words = ("Ici, je respire. " * 100).encode()
    (site / "luc/index.html").write_bytes(words)
    assert compress_files(site) == 1
    packed = (site / "luc/index.html.gz").read_bytes(), (site / "luc/index.html.br").read_bytes()
    assert gzip.decompress(packed[0]) == brotli.decompress(packed[1]) == words
    assert packed[0][4:8] == b"\0\0\0\0"
    assert not list(site.rglob("*.png.*"))


def test_only_embedded_quotes_may_stand_in_frames_of_others(site: Path) -> None:
    (site / "nl/integrer/luc").mkdir(parents=True)
    (site / "nl/luc").mkdir()
    write_hosting_files(site)
    text = (site / "_headers").read_text(encoding="utf-8")
    rules: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("/"):
            rules[line] = []
        else:
            [*rules.values()][-1].append(line.strip())
    closed = {path for path, said in rules.items() if any("frame-ancestors" in s for s in said)}
    assert closed == {"/", "/404.html", "/index.html", "/luc/*", "/nl/", "/nl/luc/*"}
    assert any(said.startswith("Content-Security-Policy: default-src") for said in rules["/*"])
    assert (site / ".nojekyll").exists()
