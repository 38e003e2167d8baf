from datetime import date

from vises_site.assemble.pull import LONGEST_WORDS, build_pull
from vises_site.model.passage import Passage
from vises_site.model.published import PublishedTestimony, PublishedVoice

LUC = PublishedVoice("Luc", "bénéficiaire", "bénéficiaire", 54, "luc.jpg", "")
ALINE = PublishedVoice("Aline", "travailleur social", "assistante sociale", None, "aline.jpg", "")
PAIR = (
    Passage(0, "J'ai poussé la porte. Il *pleuvait*.\n\nPersonne n'a rien demandé.", 1),
    Passage(1, "Je l'ai vu entrer. J'ai mis de l'eau à [chauffer](la-bas.md).", 5),
)


def make(
    quote: str | None,
    voices: tuple[PublishedVoice, ...] = (LUC, ALINE),
    passages: tuple[Passage, ...] = PAIR,
) -> PublishedTestimony:
    return PublishedTestimony(
        "luc", "La porte", voices, passages, None, "SIS", (), (), date(2024, 1, 1), quote,
        None, "fr", False,
    )  # fmt: skip


def test_a_quote_belongs_to_the_voice_that_says_each_of_its_sentences() -> None:
    for quote, speaker in (
        ("Personne n’a rien demandé.", LUC),
        ("J'ai poussé la porte. Personne n'a rien demandé.", LUC),
        ("J'ai mis de l'eau à chauffer.", ALINE),
    ):
        pull = build_pull(make(quote), None)
        assert (pull.words, pull.speakers, pull.portrait) == (quote, (speaker,), speaker.portrait)


def test_words_of_nobody_in_particular_belong_to_all_and_stand_beside_no_face() -> None:
    for quote in ("Il y avait une porte.", "Il pleuvait. Je l'ai vu entrer.", "porte pleuv"):
        pull = build_pull(make(quote), None)
        assert pull.speakers == (LUC, ALINE)
        assert pull.portrait is None


def test_without_a_quote_the_first_sentence_stands_alone() -> None:
    pull = build_pull(make(None), None)
    assert (pull.words, pull.speakers) == ("J'ai poussé la porte.", (LUC,))


def test_a_first_sentence_without_end_is_cut_at_a_word() -> None:
    words = build_pull(make(None, (LUC,), (Passage(0, "encore " * 90, 1),)), None).words
    assert len(words) <= LONGEST_WORDS
    assert words.endswith("encore…")


def test_without_a_word_the_title_stands_alone() -> None:
    pull = build_pull(make(None, (LUC,), ()), None)
    assert (pull.words, pull.speakers) == ("La porte", (LUC,))
