"""Sentences, syllables, passives and the score, against values that were counted by hand."""

import pytest

from vises_site.text.passive import count_passives
from vises_site.text.readability import (
    count_syllables,
    is_frequent,
    list_rare_words,
    measure_text,
    read_frequent_words,
)
from vises_site.text.sentences import Sentence, list_sentences


def split(text: str) -> list[str]:
    return [sentence.text for sentence in list_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il pleut. On rit ! Tu viens ?", ["Il pleut.", "On rit !", "Tu viens ?"]),
        ("M. Dupont et Mme. Noé sont là. Oui.", ["M. Dupont et Mme. Noé sont là.", "Oui."]),
        ("« Ah ! dit-elle. Entrez. » Il entre.", ["« Ah ! dit-elle.", "Entrez. »", "Il entre."]),
        (
            "Il compte 3,5 km et 1.200 pas… puis dort.",
            ["Il compte 3,5 km et 1.200 pas… puis dort."],
        ),
        ("Des cafés, etc. On rit.", ["Des cafés, etc. On rit."]),
        (
            "# Un titre\n\nUn texte\nsur deux lignes\n\nUn autre",
            ["Un texte sur deux lignes", "Un autre"],
        ),
        ("- un point\n- un autre. Fini", ["un point", "un autre.", "Fini"]),
        ("| a | b |\n|---|---|\n| c. | d |", []),
        ("```\nDu code. Encore.\n```\nDu texte.", ["Du texte."]),
        ("/// citation | luc\n///\n\n/// encadré | Titre\nDedans.\n///", ["Dedans."]),
        ("Un [lien](a.md), une ![image](b.jpg) et **gras**.", ["Un lien, une et gras."]),
        ("Avant <!-- caché. Encore. --> après.", ["Avant après."]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_sentences_know_their_lines() -> None:
    text = "## Titre\n\nUne phrase\nqui dure. Une autre.\n<!-- a\nb -->\n> Une citation."
    found = [(sentence.line, sentence.text) for sentence in list_sentences(text, 10)]
    assert found == [(12, "Une phrase qui dure."), (13, "Une autre."), (16, "Une citation.")]


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("chat", 1),
        ("école", 2),
        ("les", 1),
        ("table", 1),
        ("vie", 1),
        ("années", 2),
        ("qu'il", 1),
        ("jusqu'à", 2),
        ("aujourd’hui", 3),
        ("langue", 1),
        ("guerre", 1),
        ("théâtre", 2),
        ("voyage", 2),
        ("Noël", 2),
        ("maïs", 2),
        ("réel", 2),
        ("nuage", 2),
        ("ouvrier", 3),
        ("chantaient", 2),
        ("insertion", 3),
        ("accompagnement", 5),
        ("porte-monnaie", 3),
        ("2019", 4),
        ("M.", 1),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert count_syllables(word) == count


def test_the_score_is_that_of_kandel_and_moles() -> None:
    # 5 words and 8 syllables a sentence: é-cole, ouvre, de-main, à, mi-di
    measured = measure_text("L'école ouvre demain à midi. " * 20)
    assert (measured.words, measured.sentences, measured.syllables) == (100, 20, 160)
    assert measured.score == pytest.approx(207 - 1.015 * 5 - 0.736 * 160)
    assert measured.ease == "very-easy"


def test_long_sentences_of_long_words_are_hard() -> None:
    measured = measure_text("L'accompagnement socioprofessionnel institutionnalisé " * 34 + ".")
    assert measured.score is not None
    assert measured.score < 0
    assert measured.ease == "very-hard"


def test_a_short_text_has_no_score() -> None:
    measured = measure_text("L'école ouvre demain à midi. " * 19)
    assert (measured.words, measured.score, measured.ease) == (95, None, None)
    empty = measure_text("")
    assert (empty.words_per_sentence, empty.rare_percent, empty.longest) == (0, 0, None)


def test_the_longest_sentence_has_its_line() -> None:
    measured = measure_text("Un mot.\n\nTrois mots ici.\n\nDeux mots.", 5)
    assert measured.longest == Sentence("Trois mots ici.", 7, 1)


def test_rare_words_are_neither_names_nor_acronyms_nor_numbers() -> None:
    sentence = Sentence(
        "Le percolateur de Wendy Vandersmissen au CISP fait 12 cafés aujourd'hui.", 1
    )
    assert list_rare_words(sentence) == ["percolateur"]
    assert len(read_frequent_words()) == 10_000


@pytest.mark.parametrize("word", ["maison", "Maison", "maisons", "nonante", "élèves"])
def test_plurals_of_frequent_words_are_frequent(word: str) -> None:
    assert is_frequent(word)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("La lettre est envoyée par le médecin.", 1),
        ("Les lettres ont été lues, puis sont vite rangées.", 2),
        ("Il avait été souvent bien reçu.", 1),
        ("Elle est arrivée hier et elle est restée.", 0),
        ("Ils se sont levés, elle s'est assise, nous nous sommes vus.", 0),
        ("Nous sommes attendus.", 1),
        ("La porte est grande et le café est bon.", 0),
        ("L'été arrive, le thé aussi.", 0),
    ],
)
def test_passives(text: str, count: int) -> None:
    assert count_passives(Sentence(text, 1)) == count
