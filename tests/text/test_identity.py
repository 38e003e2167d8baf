import pytest
from hypothesis import given
from hypothesis import strategies as st

from vises_site.text.identity import KnownNames, find_portrayal, find_traces

SEED = "Luc – 54 ans, privé de l’usage de ses jambes suite à un accident de la route en 2013."


def kinds(text: str, *names: str) -> list[tuple[str, str]]:
    return sorted((trace.kind, trace.text) for trace in find_traces(text, names))


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Son numéro : 85.07.30-033.28.", "national-number", "85.07.30-033.28"),
        ("85073003328", "national-number", "85073003328"),
        ("Appelez le 0475/12 34 56 ce soir", "telephone", "0475/12 34 56"),
        ("au 081 22 33 44.", "telephone", "081 22 33 44"),
        ("+32 475 12.34.56", "telephone", "+32 475 12.34.56"),
        ("luc.dupont@exemple.be m'a écrit", "email", "luc.dupont@exemple.be"),
        ("sur le BE68 5390 0754 7034 chaque mois", "iban", "BE68 5390 0754 7034"),
        ("DE89370400440532013000", "iban", "DE89370400440532013000"),
        ("J'habite rue du Pont 14.", "address", "rue du Pont 14"),
        ("chaussée de Louvain, 221 à Namur", "address", "chaussée de Louvain, 221"),
        ("au 12, avenue des Tilleuls", "address", "12, avenue des Tilleuls"),
        ("Rue Saint-Gilles n° 7", "address", "Rue Saint-Gilles n° 7"),
    ],
)
def test_identifying_data_are_found(text: str, kind: str, found: str) -> None:
    assert kinds(text) == [(kind, found)]


@pytest.mark.parametrize(
    "text",
    [
        "En 2013, 14 345 stagiaires dans 151 centres.",
        "Le 4 passe à 8 h 12, puis à 8 h 32.",
        "la référence DOS-2019-012 du 12/03/2014",
        "On se retrouve place Verte 3 fois par semaine.",
        "Sur la place du Marché en 2019.",
        "85073003329",
        "Il s'appelle Monsieur. Il habite la rue Haute.",
        "Un chemin de 12 kilomètres, 20 personnes.",
        "@ la fin",
    ],
)
def test_ordinary_sentences_are_left_alone(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On a vu Luc Vandenberghe hier.", "Luc Vandenberghe"),
        ("DUPONT Luc a signé.", "DUPONT Luc"),
        ("Luc\u00a0D'Haene", "Luc\u00a0D'Haene"),
    ],
)
def test_a_family_name_beside_the_displayed_name_is_found(text: str, found: str) -> None:
    assert kinds(text, "Luc") == [("full-name", found)]


def test_the_displayed_name_alone_is_not() -> None:
    assert kinds("Luc respire. Luc, lui, rit. Le Luc d'avant. Lucie Martin.", "Luc") == []


def test_names_of_the_list_are_found_whatever_their_accents() -> None:
    names = KnownNames(["Vandenberghe", "Éloïse De Smet", ""])
    text = "vandenberghe et ELOISE  de-smet ; mais pas Vandenberghes."
    assert [trace.text for trace in names.find(text)] == ["vandenberghe", "ELOISE  de-smet"]
    assert list(KnownNames([]).find(text)) == []


def test_the_example_of_the_presentation_is_recognised() -> None:
    found = find_portrayal(SEED, None, "")
    assert found
    assert found.details == ("54 ans", "privé de l’usage", "accident")
    assert find_portrayal(SEED.replace("54 ans", "La cinquantaine"), 54, "")


@pytest.mark.parametrize(
    ("text", "age", "place", "is_found"),
    [
        ("Je suis en fauteuil roulant.", 54, "Namur", True),
        ("Je suis en fauteuil roulant.", 54, "", False),
        ("Je suis en fauteuil roulant.", None, "Namur", False),
        ("L'accident, c'était en 2013.", 54, "Namur", True),
        ("L'accident. On était en 2013.", 54, "Namur", False),
        ("Le licenciement de 2008, et puis mon cancer.", 47, "", True),
        ("J'ai 54 ans et je respire.", None, "Namur", False),
        ("À 54 ans, aveugle, je lis.", None, "Namur", True),
    ],
)
def test_details_are_weighed_together(
    text: str, age: int | None, place: str, is_found: bool
) -> None:
    assert (find_portrayal(text, age, place) is not None) == is_found


@given(st.text(max_size=200), st.text(max_size=10))
def test_any_text_can_be_searched(text: str, name: str) -> None:
    for trace in find_traces(text, [name] if name else []):
        assert text[trace.start :].startswith(trace.text)
    find_portrayal(text, 40, "Namur")
