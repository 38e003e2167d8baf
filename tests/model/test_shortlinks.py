"""Codes that stay what they are, whatever comes and goes around them."""

from dataclasses import replace

import pytest

from tests.conftest import TESTIMONY, TODAY, Workspace
from vises_site.model import shortlinks
from vises_site.model.publishable import select_all
from vises_site.model.shortlinks import LETTERS, build_codes, shorten_address

SITE = "https://www.exemple.be/vises/"
CODES = {"temoignages/luc": "2szkhm", "evaluations/a": "000000"}


def test_a_code_follows_from_its_place_alone() -> None:
    alone = build_codes(["temoignages/luc"])
    among = build_codes([*(f"temoignages/voix-{n}" for n in range(2000)), "temoignages/luc"])
    assert among["temoignages/luc"] == alone["temoignages/luc"] == "2szkhm"
    assert len(set(among.values())) == 2001
    assert set("".join(among.values())) <= set(LETTERS)
    assert not set("ilou") & set(LETTERS)


def test_where_two_would_have_one_code_the_first_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortlinks, "CODE_LENGTH", 2)
    places = [f"temoignages/voix-{n}" for n in range(200)]
    codes = build_codes(places)
    assert len(set(codes.values())) == len(places)
    second = next(p for p in places if build_codes([p])[p] != codes[p])
    rival = next(p for p in places if codes[p] == build_codes([second])[second])
    assert places.index(rival) < places.index(second)
    swapped = build_codes([second, rival])
    assert swapped[second] != codes[second]
    assert swapped[rival] != codes[rival]


def test_only_addresses_of_pages_of_ours_become_short() -> None:
    short = f"{SITE}v/2szkhm/"
    for ending in ("/", ".html", "/index.html", ""):
        assert shorten_address(f"{SITE}temoignages/luc{ending}", SITE, CODES) == short
    assert shorten_address(f"{SITE}evaluations/a/", SITE[:-1], CODES) == f"{SITE}v/000000/"
    for other in (
        f"{SITE}temoignages/zoe/",
        f"{SITE}temoignages/luc/#suite",
        f"{SITE}organismes/a/",
        "https://ailleurs.example/temoignages/luc/",
        SITE,
    ):
        assert shorten_address(other, SITE, CODES) == other
    assert shorten_address("https://a.be/temoignages/luc/", "", CODES).endswith("luc/")


def test_who_is_not_on_the_site_has_no_code_and_changes_no_other_one(workspace: Workspace) -> None:
    other = "testimonies/la-passerelle/zoe.md"
    workspace.write({other: TESTIMONY.replace("[site, brochure]", "[brochure, réseaux]")})
    before = workspace.load()
    shown = select_all(before, TODAY)
    for one in shown.values():
        assert set(one.codes) == {"temoignages/luc"}
        assert one.find_page("temoignages/luc", SITE) == f"{SITE}v/2szkhm/"
        assert one.find_page("temoignages/zoe", SITE) == ""
        assert one.find_page("temoignages/luc", "") == ""
    alone = replace(before, testimonies={"luc": before.testimonies["luc"]})
    assert select_all(alone, TODAY)["site",].codes == shown["site",].codes
