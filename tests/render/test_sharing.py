"""What leaves the site with a page: heads, feeds; of whom, and in which words."""

import html
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image, ImageChops

from tests.conftest import PUBLICATION, TESTIMONY, TODAY, Workspace
from tests.hostile.checker import find_unsafe
from vises_site.assemble.site import build_pages
from vises_site.build import sharing as build_sharing
from vises_site.build.sharing import FEW, SharePictures
from vises_site.model.publishable import select_all
from vises_site.render.datasets.descriptors import Origin
from vises_site.render.pictures import PictureStore
from vises_site.render.sharing.images import ShareImage, render_image
from vises_site.render.sharing.pages import Head
from vises_site.render.tokens import Palette
from vises_site.render.web import WebRenderer

EVALUATION = """---
titre: Une évaluation
organismes: [la-passerelle]
dispositif: SIS
période: 2019
question: Que se passe-t-il ?
étapes: [{titre: Un début}, {titre: Une fin}]
---
Une histoire.
"""

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://www.exemple.be/"
AGREED = TESTIMONY.replace("[site, brochure]", "[site, réseaux]")
ONLY_SITE = AGREED.replace(", réseaux", "").replace("Luc", "Zoé").replace("respire", "quaxdort")


class Shared:
    """A site, as its pages are passed on."""

    def __init__(self, workspace: Workspace, url: str = SITE, languages: tuple[str, ...] = ()):
        shown = select_all(workspace.load(), TODAY)
        origin = Origin("Essai", url)
        self.renderer = WebRenderer(
            shown["site",], {}, origin=origin, languages=languages, shared=shown["site", "réseaux"]
        )
        self.specs = {
            spec.uri: spec
            for language in ("fr", *languages)
            for spec in build_pages(shown["site",], None, language)
        }

    def read_head(self, uri: str) -> Head:
        return self.renderer.sharing.build_head(self.specs[uri])

    def read_things(self, uri: str) -> dict[str, dict[str, object]]:
        block = self.read_head(uri).linked.partition(">")[2].removesuffix("</script>")
        return {thing["@type"]: thing for thing in json.loads(block)["@graph"]}

    def read_feed(self, uri: str) -> ET.Element:
        return ET.fromstring(self.renderer.sharing.files[uri])


@pytest.fixture
def two(workspace: Workspace) -> Workspace:
    """One who may be passed on, and one who may not."""
    return workspace.write(
        {
            "testimonies/la-passerelle/luc.md": AGREED,
            "testimonies/la-passerelle/zoe.md": ONLY_SITE.replace("2019-05-14", "2020-02-29"),
        }
    )


def test_who_agreed_to_networks_is_passed_on_in_her_own_words(two: Workspace) -> None:
    shared = Shared(two)
    head = shared.read_head("temoignages/luc.md")
    assert (head.kind, head.title, head.language) == ("article", "Ma bulle d’air", "fr")
    assert head.description == "«\u00a0Ici, je respire.\u00a0» –\u00a0Luc"
    thing = shared.read_things("temoignages/luc.md")["CreativeWork"]
    assert thing["creator"] == [{"@type": "Person", "name": "Luc"}]
    assert thing["dateCreated"] == "2019-05"
    assert thing["hasPart"] == {
        "@type": "Quotation",
        "text": "Ici, je respire.",
        "inLanguage": "fr",
        "creator": [{"@type": "Person", "name": "Luc"}],
    }
    assert "54" not in head.linked


def test_who_agreed_to_the_site_alone_is_passed_on_as_a_page_of_the_site(two: Workspace) -> None:
    shared = Shared(two)
    head = shared.read_head("temoignages/zoe.md")
    assert (head.kind, head.title, head.description) == ("website", "Essai", "Des voix")
    things = shared.read_things("temoignages/zoe.md")
    assert list(things) == ["BreadcrumbList"]
    assert not any(word in str(head) for word in ("Zoé", "quaxdort", "bulle", "zoe"))


def test_an_invented_voice_is_no_person(two: Workspace) -> None:
    told = AGREED.replace("langue", "langue").replace("date:", "illustration: true\ndate:")
    two.write({"testimonies/la-passerelle/luc.md": told})
    thing = Shared(two).read_things("temoignages/luc.md")["CreativeWork"]
    assert thing["disambiguatingDescription"] == "Témoignage imaginé pour la démonstration"
    assert "Person" not in str(thing)


def test_an_unnamed_voice_is_no_person_either(two: Workspace) -> None:
    told = AGREED.replace("prénom d'emprunt", "prénom").replace("Luc", "Lucien")
    two.write({"testimonies/la-passerelle/luc.md": told})
    thing = Shared(two).read_things("temoignages/luc.md")["CreativeWork"]
    assert thing["creditText"] == "Une voix"
    assert "Person" not in str(thing)


def test_a_feed_tells_of_all_and_quotes_those_who_agreed(two: Workspace) -> None:
    feed = Shared(two).read_feed("flux.xml")
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [
        f"{SITE}temoignages/{slug}/" for slug in ("zoe", "luc")
    ]
    silent, told = entries
    assert told.findtext(f"{ATOM}summary") == "«\u00a0Ici, je respire.\u00a0»"
    assert told.findtext(f"{ATOM}author/{ATOM}name") == "Luc"
    assert {child.tag for child in silent} == {ATOM + n for n in ("id", "title", "updated", "link")}
    # A month: no page names the day on which somebody spoke
    assert [e.findtext(f"{ATOM}updated") for e in entries] == [
        "2020-02-01T00:00:00Z",
        "2019-05-01T00:00:00Z",
    ]
    assert feed.findtext(f"{ATOM}updated") == "2020-02-01T00:00:00Z"


@pytest.mark.parametrize(
    ("uri", "title"),
    [
        ("flux.xml", "Témoignages – Essai"),
        ("themes/isolement/flux.xml", "Isolement – Essai"),
        ("organismes/la-passerelle/flux.xml", "La Passerelle – Essai"),
        ("nl/flux.xml", "Getuigenissen – Essai"),
        ("nl/themes/isolement/flux.xml", "Isolement – Essai"),
    ],
)
def test_each_feed_says_what_atom_asks_for(two: Workspace, uri: str, title: str) -> None:
    feed = Shared(two, languages=("nl",)).read_feed(uri)
    assert feed.tag == f"{ATOM}feed"
    language = feed.get("{http://www.w3.org/XML/1998/namespace}lang")
    assert language == ("nl" if uri.startswith("nl/") else "fr")
    assert feed.findtext(f"{ATOM}title") == title
    own = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert own == [SITE + uri] == [feed.findtext(f"{ATOM}id")]
    # RFC 4287, 4.1.1 and 4.1.2: exactly one of each, and an author somewhere above
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1
        assert [x.get("rel") for x in element.findall(f"{ATOM}link")].count("alternate") == 1
    assert len(feed.findall(f"{ATOM}author")) == 1
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids) > 0


def test_a_testimony_keeps_its_name_in_the_feeds_of_all_languages(two: Workspace) -> None:
    shared = Shared(two, languages=("nl",))
    path = f"{ATOM}entry/{ATOM}id"
    french, dutch = (
        [found.text for found in shared.read_feed(uri).findall(path)]
        for uri in ("flux.xml", "nl/flux.xml")
    )
    assert french == dutch
    link = shared.read_feed("nl/flux.xml").find(f"{ATOM}entry/{ATOM}link")
    assert link is not None
    assert link.get("href") == f"{SITE}nl/temoignages/zoe/"


def test_pages_lead_to_the_feeds_of_what_they_show(two: Workspace) -> None:
    shared = Shared(two, languages=("nl",))

    def list_feeds(uri: str) -> list[str]:
        return [feed.uri for feed in shared.read_head(uri).feeds]

    assert list_feeds("index.md") == ["flux.xml"]
    assert list_feeds("temoignages/index.md") == ["flux.xml"]
    assert list_feeds("themes/isolement.md") == ["themes/isolement/flux.xml", "flux.xml"]
    assert list_feeds("nl/organismes/la-passerelle.md") == [
        "nl/organismes/la-passerelle/flux.xml",
        "nl/flux.xml",
    ]
    page = shared.renderer.render_page(shared.specs["themes/isolement.md"])
    assert 'href="../../themes/isolement/flux.xml"' in page
    assert 'href="../flux.xml"' in shared.renderer.render_page(shared.specs["temoignages/index.md"])


def test_without_an_address_of_the_site_there_is_no_feed(two: Workspace) -> None:
    shared = Shared(two, url="")
    assert shared.renderer.sharing.files == {}
    assert shared.read_head("index.md").feeds == ()
    assert "flux.xml" not in shared.renderer.render_page(shared.specs["themes/isolement.md"])
    assert (
        shared.read_things("temoignages/luc.md")["CreativeWork"]["url"] == "../../temoignages/luc/"
    )


def test_a_feed_holds_the_newest(workspace: Workspace) -> None:
    for number in range(60):
        day = date(2019, 1, 1).replace(month=number % 12 + 1, year=2001 + number // 12)
        told = TESTIMONY.replace("2019-05-14", day.isoformat())
        workspace.write({f"testimonies/la-passerelle/t{number:02}.md": told})
    entries = Shared(workspace).read_feed("flux.xml").findall(f"{ATOM}entry")
    moments = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert len(moments) == 50
    assert moments == sorted(moments, reverse=True)
    assert moments[-1] > "2001-10"


HOSTILE = "</script><script>alert(1)</script> ]]> & \u202e <!--"


def test_hostile_words_stay_words_in_heads_and_feeds(two: Workspace) -> None:
    words = HOSTILE.encode("unicode_escape").decode()
    told = AGREED.replace("Ma bulle d'air", f'"{words} \\uffff\\x0b"')
    told = told.replace('"Ici, je respire."', f'"{words}"').replace("[isolement]", f'["{words}"]')
    two.write({"testimonies/la-passerelle/luc.md": told})
    shared = Shared(two)
    linked = shared.read_head("temoignages/luc.md").linked
    assert linked.count("<") == linked.count(">") == 2
    assert "\u202e" not in linked
    feed = shared.renderer.sharing.files["flux.xml"].decode()
    assert "<script" not in feed
    assert not {"\u202e", "\uffff", "\x0b"} & set(feed)
    titles = [e.findtext(f"{ATOM}title") or "" for e in ET.fromstring(feed).iter(f"{ATOM}entry")]
    assert any("</script><script>alert(1)</script> ]]> &" in title for title in titles)


def test_a_quotation_stands_alone_for_partners_of_those_who_agreed(two: Workspace) -> None:
    shared = Shared(two)
    embeds = [uri for uri in shared.renderer.sharing.files if uri.startswith("integrer/")]
    assert embeds == ["integrer/luc/index.html"]
    page = shared.renderer.sharing.files[embeds[0]].decode()
    assert "«\u00a0Ici, je respire.\u00a0»" in page
    assert find_unsafe(page, is_whole_page=True) == []
    assert '<meta name="robots" content="noindex">' in page
    assert "<script" not in page
    assert "style-src &#39;self&#39;" in page
    assert '<a href="../../temoignages/luc/" target="_blank" rel="noopener">' in page
    style = page.partition('rel="stylesheet" href="../../')[2].partition('"')[0]
    assert b"figure" in shared.renderer.sharing.files[style]
    assert "Passerelle" not in page


def test_pages_offer_ways_to_pass_them_on_where_all_agreed(two: Workspace) -> None:
    shared = Shared(two, languages=("nl",))
    luc, zoe = (
        shared.renderer.render_page(shared.specs[f"temoignages/{slug}.md"])
        for slug in ("luc", "zoe")
    )
    assert 'class="share' not in zoe
    assert f"{SITE}temoignages/luc/" in luc
    assert "mailto:?subject=Ma%20bulle%20d%E2%80%99air&amp;body=" in luc
    snippet = html.unescape(luc.partition("<code>")[2].partition("</code>")[0])
    assert snippet.startswith(f'<iframe src="{SITE}integrer/luc/" title="Ma bulle d’air – Essai"')
    assert find_unsafe(luc, is_whole_page=True) == []
    dutch = shared.renderer.render_page(shared.specs["nl/temoignages/luc.md"])
    assert f"{SITE}nl/temoignages/luc/" in dutch
    assert "Doorgeven" in dutch
    assert 'class="share' not in Shared(two, url="").renderer.render_page(
        shared.specs["temoignages/luc.md"]
    )


def test_the_ledger_learns_what_leaves_the_site(two: Workspace) -> None:
    told = list(Shared(two).renderer.sharing.list_told())
    assert [(place, slug) for place, slug, _said in told] == [
        ("integrer/luc/index.html", "luc"),
        ("cartes/partage/temoignages/luc.jpg", "luc"),
        ("flux.xml#luc", "luc"),
    ]
    assert [b"respire" in said for _place, _slug, said in told if said] == [True, True]


def test_each_page_has_a_picture_and_only_words_that_may_leave_are_on_it(two: Workspace) -> None:
    shared = Shared(two, languages=("nl",))
    images = shared.renderer.sharing.list_images(shared.specs.values())
    assert set(images) == {
        f"cartes/partage/{place}.jpg"
        for place in (
            "site",
            "temoignages/luc",
            "themes/isolement",
            "organismes/la-passerelle",
        )
    }
    luc = images["cartes/partage/temoignages/luc.jpg"]
    assert (luc.words, luc.who) == ("«\u00a0Ici, je respire.\u00a0»", "Luc")
    assert luc.details == ("54 ans, bénéficiaire",)
    told = "".join(map(str, images.values()))
    assert not any(word in told for word in ("Zoé", "quaxdort", "zoe"))
    for uri in ("temoignages/luc.md", "nl/temoignages/luc.md"):
        assert shared.read_head(uri).image == "cartes/partage/temoignages/luc.jpg"
    head = shared.read_head("temoignages/zoe.md")
    assert (head.image, head.alternative) == ("cartes/partage/site.jpg", "Essai – Des voix")
    assert Shared(two, url="").renderer.sharing.list_images(shared.specs.values()) == {}


@pytest.fixture
def images(two: Workspace) -> dict[str, ShareImage]:
    two.write({"content/publications/voix.md": PUBLICATION})
    two.write({"content/evaluations/une/index.md": EVALUATION})
    shared = Shared(two)
    return shared.renderer.sharing.list_images(shared.specs.values())


def test_pictures_have_the_size_of_links_and_nothing_beside_pixels(
    images: dict[str, ShareImage],
) -> None:
    assert len(images) == 6
    made = {uri: render_image(image) for uri, image in images.items()}
    for uri, content in made.items():
        with Image.open(io.BytesIO(content)) as picture:
            assert picture.size == (1200, 630)
            assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
            # Words in the ink of the ground, and a picture of several colours beside them
            words = picture.crop((72, 64, 700, 500)).convert("L").getextrema()
            assert words[1] - words[0] > 120, uri
            assert len(picture.crop((812, 0, 1200, 630)).getcolors(1_000_000) or ()) > 200, uri
        assert len(content) < 120_000, uri
    assert len(set(made.values())) == len(made)
    assert {uri: render_image(image) for uri, image in images.items()} == made


@pytest.mark.parametrize("words", ["", "W" * 300, "mot " * 75, "لين لين", "\U0001f600", "Ж'ъ"])
def test_whatever_is_written_stays_in_its_box(words: str) -> None:
    image = ShareImage("landscape", "luc", "meuse", words, words, words, (words,), words)
    with Image.open(io.BytesIO(render_image(image))) as picture:
        ground = Image.new("RGB", (20, 630), Palette("screen").colour("meuse"))
        for box in ((0, 0, 50, 630), (742, 0, 765, 630)):
            strip = picture.crop(box)
            far = ImageChops.difference(strip, ground.resize(strip.size)).getextrema()
            assert max(high for _low, high in far) < 40


def test_a_picture_is_drawn_once_for_what_it_shows(
    images: dict[str, ShareImage], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = PictureStore(tmp_path, tmp_path / "cache")
    SharePictures.begin(images, store, 2).deliver(tmp_path / "first")
    drawn: list[ShareImage] = []
    real = build_sharing.render_image
    monkeypatch.setattr(
        build_sharing, "render_image", lambda image: drawn.append(image) or real(image)
    )
    changed = dict(images)
    uri = "cartes/partage/temoignages/luc.jpg"
    changed[uri] = replace(images[uri], words="Autre chose.")
    again = PictureStore(tmp_path, tmp_path / "cache")
    SharePictures.begin(changed, again, 2).deliver(tmp_path / "second")
    assert drawn == [changed[uri]]
    assert len(again.used) == len(images)
    kept = sorted(p for p in (tmp_path / "first").rglob("*.jpg"))
    assert len(kept) == len(images)
    for path in kept:
        other = tmp_path / "second" / path.relative_to(tmp_path / "first")
        assert (other.read_bytes() == path.read_bytes()) is (path.name != "luc.jpg")


@pytest.mark.slow
def test_many_pictures_are_drawn_by_several_workers(tmp_path: Path) -> None:
    image = ShareImage("landscape", "luc", "meuse", "Ici, je respire.")
    wanted = {f"{n}.jpg": replace(image, name=f"luc-{n}") for n in range(FEW + 2)}
    store = PictureStore(tmp_path, tmp_path / "cache")
    pictures = SharePictures.begin(wanted, store, 2)
    assert pictures.is_shared_out
    pictures.deliver(tmp_path / "site")
    pictures.close()
    assert (tmp_path / "site/7.jpg").read_bytes() == render_image(wanted["7.jpg"])
    assert len(list((tmp_path / "site").iterdir())) == len(wanted)
