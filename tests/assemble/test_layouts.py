from datetime import date
from itertools import groupby, pairwise

from vises_site.assemble.layouts import choose_layouts, is_interview, order_for_rhythm
from vises_site.model.passage import Passage
from vises_site.model.published import PublishedTestimony, PublishedVoice

ASKED = "**Et le premier jour ?**\n\nJ'ai eu peur.\n\n**Et maintenant ?**\n\nÇa va."


def make(
    slug: str, *texts: str | int, voices: int = 1, portrait: bool = False
) -> PublishedTestimony:
    """Return a testimony whose passages have these texts, or so many words."""
    voice = PublishedVoice("Ana", "stagiaire", "stagiaire", None, "a.jpg" if portrait else None, "")
    passages = tuple(
        Passage(rank % voices, "mot " * text if isinstance(text, int) else text, 1)
        for rank, text in enumerate(texts)
    )
    return PublishedTestimony(
        slug, slug, (voice,) * voices, passages, None, "SIS", (),
        ("air",), date(2024, 1, 1), "Une phrase.", None, "fr", False,
    )  # fmt: skip


def choose(*testimonies: PublishedTestimony, wanted: str = "auto", genre: str = "brochure") -> list:
    return [(x.layout, x.openings) for x in choose_layouts(list(testimonies), wanted, genre)]


def test_no_two_lengths_alike_follow_each_other_while_there_is_a_choice() -> None:
    voices = [make(f"long-{i}", 300) for i in range(3)] + [make(f"court-{i}", 90) for i in range(3)]
    voices += [make(f"pair-{i}", 400, voices=2) for i in range(3)]
    kinds = [key for key, _ in groupby(t.slug.split("-")[0] for t in order_for_rhythm(voices))]
    assert len(kinds) == 7, "the short ones stay together"
    assert all(first != second for first, second in pairwise(kinds))
    assert sorted(t.slug for t in order_for_rhythm(voices)) == sorted(t.slug for t in voices)


def test_short_voices_in_a_row_make_a_mosaic_and_one_alone_does_not() -> None:
    five = [make(f"court-{i}", 90) for i in range(5)]
    laid = choose_layouts([*five, make("long", 300), make("seul", 90)], "auto", "brochure")
    assert [x.layout for x in laid] == ["mosaïque"] * 5 + ["récit", "court"]
    assert [x.group for x in laid] == [1, 1, 2, 2, 2, 0, 0]


def test_a_dozen_words_alone_are_a_page_of_colour() -> None:
    assert choose(make("douze", 12)) == [("éclat", ("nue",))]


def test_a_face_comes_first_and_no_face_is_promised_without_a_portrait() -> None:
    [(_, with_face)], [(_, without)] = choose(make("a", 300, portrait=True)), choose(make("b", 300))
    assert with_face[0] == "portrait"
    assert "portrait" not in without


def test_a_very_long_voice_does_not_say_its_quote_twice() -> None:
    [(layout, openings)] = choose(make("a", 6000))
    assert layout == "récit"
    assert "citation" not in openings


def test_two_brief_voices_that_speak_once_stand_on_facing_pages() -> None:
    assert choose(make("a", 100, 120, voices=2))[0][0] == "diptyque"
    assert choose(make("b", 100, 400, voices=2))[0][0] == "duo"
    assert choose(make("c", 50, 60, 50, 60, voices=2))[0][0] == "duo"


def test_bold_questions_make_an_interview() -> None:
    assert choose(make("a", ASKED + " mot" * 200))[0][0] == "entretien"
    assert not is_interview(make("b", "**Attention !** Et alors ?\n\nNon."))


def test_a_wanted_layout_is_followed_where_it_fits() -> None:
    voices = [make("a", 300), make("b", 90), make("c", 400, voices=2)]
    wanted = choose(*voices, wanted="ouverture")
    assert [openings for _, openings in wanted] == [("ouverture",), ("ouverture",), ("nue",)]
    assert choose(*voices[:1], wanted="citation") == [("récit", ("citation",))]
    assert choose(*voices[:1], wanted="portrait")[0][1] != ("portrait",), "there is none"


def test_a_report_keeps_to_one_sober_layout() -> None:
    assert set(choose(make("a", 300), make("b", 12), genre="rapport")) == {("sobre", ("nue",))}
