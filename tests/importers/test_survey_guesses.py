"""Types and orders are guessed from the answers, and every guess is noted."""

from collections import Counter
from dataclasses import replace

import pytest

from vises_site.importers.fields import Answer, Field, tidy
from vises_site.importers.guesses import guess_question, guess_row
from vises_site.importers.ladders import sort_bands, sort_rungs, split_mark
from vises_site.importers.multiples import find_parts, make_code, split_cells
from vises_site.importers.numbers import parse_numbers

LADDERS = [
    "Jamais|Rarement|Parfois|Souvent|Toujours",
    "Never|Rarely|Sometimes|Often|Always",
    "Nooit|Zelden|Soms|Vaak|Altijd",
    "Jamais|Quelques fois par an|Une fois par mois|Une fois par semaine|Tous les jours",
    "Pas du tout d'accord|Pas d'accord|Ni d'accord ni pas d'accord|D'accord|Tout à fait d'accord",
    "Tout à fait en désaccord|Plutôt en désaccord|Neutre|Plutôt d’accord|Tout à fait d’accord",
    "Strongly disagree|Disagree|Neutral|Agree|Strongly agree",
    "Helemaal niet akkoord|Niet akkoord|Neutraal|Akkoord|Helemaal akkoord",
    "Très insatisfait|Insatisfait|Ni satisfait ni insatisfait|Satisfait|Très satisfait",
    "Très insatisfaite|Plutôt satisfaite|Très satisfaite",
    "Pas du tout satisfait(e)|Peu satisfait(e)|Satisfait(e)|Très satisfait(e)",
    "Zeer ontevreden|Ontevreden|Tevreden|Zeer tevreden",
    "Très mauvaise|Mauvaise|Moyenne|Bonne|Très bonne",
    "Very bad|Bad|Fair|Good|Very good",
    "Zeer slecht|Slecht|Matig|Goed|Zeer goed",
    "Pas du tout|Un peu|Assez|Beaucoup|Énormément",
    "Not at all|A little|Moderately|A lot",
    "Non, pas du tout|Plutôt non|Plutôt oui|Oui, tout à fait",
    "Beaucoup moins|Moins|Autant|Plus|Beaucoup plus",
    "Très difficile|Difficile|Facile|Très facile",
    "1 - Jamais|2 - Parfois|3 - Toujours",
    "1 (pas du tout)|2 (moyen)|5 (énormément)",
    "0 = rien|5|10 = tout",
]


@pytest.mark.parametrize("ladder", LADDERS)
def test_known_scales_go_from_the_least_to_the_most(ladder: str) -> None:
    rungs = ladder.split("|")
    assert sort_rungs(reversed(rungs)) == rungs
    assert sort_rungs([rungs[-1], rungs[0]]) == [rungs[0], rungs[-1]]


def test_words_decide_against_numbers_in_front() -> None:
    turned = ["5 - Jamais", "3 - Parfois", "1 - Toujours"]
    assert sort_rungs(turned) == turned


@pytest.mark.parametrize(
    "words",
    [["Cuisine", "Bureau"], ["Souvent"], ["Souvent", "Bureau"], ["1", "2"], ["Often", "Souvent"]],
)
def test_other_answers_are_no_scale(words: list[str]) -> None:
    assert sort_rungs(words) is None


BANDS = [
    "Moins de 18 ans|18-25 ans|26-64 ans|65 ans et plus",
    "- de 25 ans|25 à 44|45 et +",
    "< 1 000 €|1 000 à 2 000 €|> 2 000 €",
    "Moins d'un an|1 à 3 ans|Plus de 3 ans",
    "Moins de 6 mois|6 mois à 1 an|1 à 2 ans|Plus de 2 ans",
    "Under 25|25-44|Over 44",
    "Minder dan 1 jaar|1-3 jaar|Meer dan 3 jaar",
]


@pytest.mark.parametrize("bands", BANDS)
def test_bands_are_sorted_by_their_numbers(bands: str) -> None:
    listed = bands.split("|")
    assert sort_bands(reversed(listed)) == listed


def test_other_answers_are_no_bands() -> None:
    assert sort_bands(["Salle 1", "Salle 2"]) is None
    assert sort_bands(["1 à 2 ans", "Cuisine"]) is None


def guess(label: str, *values: str) -> tuple[str, list[str], dict[str, str]]:
    found = guess_question(Field("q1", label), Counter(values))
    if found.type != "texte":
        assert found.notes
    return found.type, [answer.code for answer in found.answers], dict(found.codes)


@pytest.mark.parametrize(
    ("label", "values", "kind", "codes"),
    [
        ("Venez-vous ?", "oui non oui", "choix-unique", ["oui", "non"]),
        ("Do you?", "No Yes No", "choix-unique", ["Yes", "No"]),
        ("Note", "3 5 4 4", "échelle", ["1", "2", "3", "4", "5"]),
        ("Note", "0 7 9", "échelle", [str(n) for n in range(11)]),
        ("Note", "2 7 10", "échelle", [str(n) for n in range(11)]),
        ("Note de 1 à 7", "2 4 3", "échelle", [str(n) for n in range(1, 8)]),
        ("Combien d'enfants ?", "0 2 3 1", "nombre", []),
        ("Quel âge avez-vous ?", "34 41 28", "nombre", []),
        ("Participations", "12 40 7", "nombre", []),
        ("Codes", "1 2 1 2", "choix-unique", ["1", "2"]),
        ("Année d'entrée", "2018 2017 2018 2017", "choix-unique", ["2017", "2018"]),
        ("Code postal", "5000 5100 5000 5100", "choix-unique", ["5000", "5100"]),
        ("Numéro de salle", "01 02 01 02", "choix-unique", ["01", "02"]),
        ("Réponse", "AO02 AO01 AO02", "choix-unique", ["AO01", "AO02"]),
        ("Filière", "Cuisine Bureau Cuisine Bureau", "choix-unique", ["Bureau", "Cuisine"]),
        ("Un mot ?", "merci bravo courage espoir", "texte", []),
    ],
)
def test_types_are_guessed(label: str, values: str, kind: str, codes: list[str]) -> None:
    assert guess(label, *values.split())[:2] == (kind, codes)


def test_numbers_may_have_decimals_units_and_a_stranger() -> None:
    values = ["12,5 km", "3 km", "1 200 km", *["8 km"] * 12, "loin"]
    found = guess_question(Field("q1", "Distance"), Counter(values))
    assert (found.type, found.unit) == ("nombre", "km")
    assert found.codes["12,5 km"] == "12.5"
    assert found.codes["1 200 km"] == "1200"
    assert "loin" not in found.codes
    assert any("1 réponse n'est pas un nombre" in note for note in found.notes)


def test_no_opinion_has_no_place_on_a_scale() -> None:
    kind, codes, cells = guess("Avis", "Souvent", "Jamais", "Ne sait pas", "Parfois")
    assert (kind, codes) == ("échelle", ["Jamais", "Parfois", "Souvent"])
    assert "Ne sait pas" not in cells
    kind, codes, cells = guess("Avis", "3", "4", "5", "NSP")
    assert (kind, "NSP" in cells) == ("échelle", False)
    assert guess("Oui ?", "oui", "non", "NSP")[1] == ["oui", "non", "NSP"]


def test_ways_of_writing_are_united() -> None:
    kind, codes, cells = guess("Filière", *["Cuisine"] * 3, "cuisine", *["Bureau"] * 3, "BUREAU")
    assert (kind, codes) == ("choix-unique", ["Bureau", "Cuisine"])
    assert (cells["cuisine"], cells["BUREAU"]) == ("Cuisine", "Bureau")


def test_answers_with_commas_are_not_cut() -> None:
    single = Counter({"Oui, beaucoup": 5, "Oui, un peu": 4, "Non": 3})
    assert find_parts(single, (";", ", ")) is None
    several = Counter(
        {"Bus, Train": 3, "Bus": 4, "Train, Vélo, très loin": 2, "Bus, Vélo, très loin": 2}
    )
    assert find_parts(several, (";", ", ")) == (", ", ["Vélo, très loin"])
    sentences = Counter({"Je viens, je repars": 1, "Rien, vraiment": 1, "Tout, sauf le bruit": 1})
    assert find_parts(sentences, (";", ", ")) is None


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        (["1.234,5", "7"], ["1234.5", "7"]),
        (["1,234.5", "7"], ["1234.5", "7"]),
        (["1.5", "2"], ["1.5", "2"]),
        (["-3", "+4"], ["-3", "4"]),
        (["12 345"], ["12345"]),
        (["50 %", "7 %"], ["50", "7"]),
        (["007", "1-2", "12e", "1" * 20, "2024-05-14", "=1+1"], []),
    ],
)
def test_numbers_are_read_as_they_are_written(texts: list[str], numbers: list[str]) -> None:
    assert list(parse_numbers(texts).values.values()) == numbers


def test_codes_are_short_and_unique() -> None:
    taken: set[str] = set()
    assert make_code("À pied !", taken) == "a-pied"
    assert make_code("a pied", taken) == "a-pied-2"
    assert make_code("…", taken) == "reponse"
    assert len(make_code("très " * 40, taken)) <= 40


def test_texts_lose_marks_and_what_nobody_sees() -> None:
    assert tidy("<p>Un&nbsp;mot</p>\n de\u200b plus") == "Un mot de plus"
    assert tidy("abcdef", 4) == "abc…"
    assert split_mark("3. Parfois") == (3, "Parfois")


def test_other_of_a_form_is_one_answer() -> None:
    assert guess("Comment ?", "bus", "bus", "-oth-")[1] == ["bus", "autre"]
    assert guess("Comment ?", "bus", "train", "-oth-")[1] == ["bus", "train", "autre"]
    _kind, codes, cells = guess("Comment ?", "bus", "bus", "Autre", "Autre", "-oth-")
    assert (codes, cells["-oth-"]) == (["Autre", "bus"], "Autre")
    assert guess("Combien ?", "12", "40", "-oth-")[0] == "nombre"
    assert guess("Un mot ?", "très " * 80, "-oth-")[0] == "texte"


def test_what_one_person_said_joins_the_form_s_own_other() -> None:
    values = ["Bus"] * 8 + ["Autre"] * 5 + ["la voiture de Jean"]
    _kind, codes, cells = guess("Comment ?", *values)
    assert (codes, cells["la voiture de Jean"]) == (["Autre", "Bus"], "Autre")
    boxes = Counter({"Bus;Autre": 6, "Bus;Train": 6, "Train;Jean": 1, "Autre": 2})
    ticks = split_cells(Field("q", "q", separators=(";",)), list(boxes), boxes)
    assert ticks is not None
    assert [answer.code for answer in ticks.answers] == ["autre", "bus", "train"]
    assert ticks.marks["autre"] == ["1", "0", "1", "1"]


def test_words_beside_the_boxes_of_a_form_are_other() -> None:
    answers = (Answer("bus", "En bus"), Answer("pied", "À pied"))
    cells = Counter(["En bus À pied", "pied", "bus moto"])
    field = Field("q", "q", "choix-multiple", answers=answers, separators=(" ",), is_certain=True)
    ticks = split_cells(replace(field, has_other=True), list(cells), cells)
    assert ticks is not None
    assert ticks.marks == {
        "bus": ["1", "0", "1"], "pied": ["1", "1", "0"], "autre": ["0", "0", "1"],
    }  # fmt: skip
    strict = split_cells(field, list(cells), cells)
    assert strict is not None
    assert strict.strangers == {"bus moto"}


def test_thousands_of_answers_were_not_chosen() -> None:
    words = [f"mot {n}" for n in range(3000)]
    assert guess("Un mot ?", *words, *words)[0] == "texte"
    assert guess("Dépenses", *(f"{n},5" for n in range(3000)))[0] == "nombre"


def test_a_long_text_given_often_is_no_answer_to_choose() -> None:
    assert guess("Un mot ?", *["a" * 300] * 3, "b", "b")[0] == "texte"


def test_rows_of_a_grid_that_hold_words_are_told_apart() -> None:
    row, words = Counter(["Souvent", "Jamais"]), Counter(["voilà", "ceci"])
    assert guess_row(Field("q", "q"), row, row + words).type == "échelle"
