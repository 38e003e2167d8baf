from datetime import date

import pytest

from tests.conftest import TESTIMONY, TODAY, Workspace
from vises_site.model.publication import OrganismSelection, TestimonySelection
from vises_site.model.publishable import Publishable, publishable

PAIR = """---
titre: À deux
voix:
  - nom-affiché: Ana
    rôle: bénéficiaire
    consentement:
      référence: A
      signé-le: 2024-01-01
      canaux: [site, brochure]
      éléments: [texte, âge, organisme]
  - nom-affiché: Bob
    rôle: travailleur social
    âge: 40
    consentement: {référence: B, signé-le: 2024-01-01, canaux: [site], éléments: [texte]}
organisme: la-passerelle
dispositif: SIS
date: 2024-02-01
---
## Ana
Un.

## Bob
Deux.
"""


def reduce(workspace: Workspace, channel: str = "site", day: date = TODAY) -> Publishable:
    library = workspace.load(day)
    assert [p for p in library.problems if p.severity == "error"] == []
    return publishable(library, channel, day)  # type: ignore[arg-type]


def test_a_pair_appears_only_where_both_consent(workspace: Workspace) -> None:
    workspace.write({"testimonies/la-passerelle/deux.md": PAIR})
    assert "deux" in reduce(workspace, "site").by_slug
    withheld = reduce(workspace, "brochure").withheld
    assert [(w.testimony.slug, w.voice, w.reason) for w in withheld] == [("deux", 1, "channel")]


def test_one_refusal_hides_the_organism_of_both(workspace: Workspace) -> None:
    workspace.write({"testimonies/la-passerelle/deux.md": PAIR})
    shown = reduce(workspace)
    assert shown.by_slug["deux"].organism is None
    assert [t.slug for t in shown.by_organism["la-passerelle"]] == ["luc"]


def test_an_element_without_consent_is_left_out(workspace: Workspace) -> None:
    text = TESTIMONY.replace("[texte, âge, organisme]", "[texte]")
    workspace.write({"testimonies/la-passerelle/luc.md": text})
    testimony = reduce(workspace).by_slug["luc"]
    assert (testimony.voices[0].age, testimony.voices[0].portrait, testimony.organism) == (
        None,
        None,
        None,
    )


@pytest.mark.parametrize("status", ["brouillon", "à relire", "validé", "suspendu"])
def test_only_published_texts_appear(workspace: Workspace, status: str) -> None:
    text = TESTIMONY.replace("date: 2019-05-14", f"date: 2019-05-14\nstatut: {status}")
    workspace.write({"testimonies/la-passerelle/luc.md": text})
    assert reduce(workspace).testimonies == ()


def test_changed_words_are_withheld(workspace: Workspace) -> None:
    text = TESTIMONY.replace("expire-le: 2029-05-02", "texte-approuvé: " + "0" * 64)
    workspace.write({"testimonies/la-passerelle/luc.md": text})
    library = workspace.load()
    assert [(p.code, p.severity) for p in library.problems] == [("consent-changed-text", "error")]
    assert [w.reason for w in publishable(library, "site", TODAY).withheld] == ["changed-text"]


def test_the_day_decides(workspace: Workspace) -> None:
    assert "luc" in reduce(workspace, day=date(2029, 5, 2)).by_slug
    assert "luc" not in reduce(workspace, day=date(2029, 5, 3)).by_slug


def test_selections_agree_with_all_that_they_name(workspace: Workspace) -> None:
    workspace.write({"testimonies/la-passerelle/deux.md": PAIR})
    shown = reduce(workspace)

    def select(**options: object) -> list[str]:
        selection = TestimonySelection.model_validate(options)
        return [t.slug for t in shown.select_testimonies(selection)]

    assert select() == ["deux", "luc"]
    assert select(limite=1) == ["deux"]
    assert select(dispositif="cisp") == []
    assert select(rôle="Travailleur Social") == ["deux"]
    assert select(thèmes=["Isolement"]) == ["luc"]
    assert select(choix=["luc", "deux", "absent"]) == ["luc", "deux"]
    assert select(organismes=["la-passerelle"]) == ["luc"]
    assert [o.slug for o in shown.select_organisms(OrganismSelection(dispositif="SIS"))] == [
        "la-passerelle"
    ]
    assert shown.select_organisms(OrganismSelection(province="Hainaut")) == []
    assert [
        o.slug for o in shown.select_organisms(OrganismSelection.model_validate({"choix": ["x"]}))
    ] == []


def test_names_are_joined_as_one_reads_them(workspace: Workspace) -> None:
    workspace.write({"testimonies/la-passerelle/deux.md": PAIR})
    shown = reduce(workspace)
    assert shown.by_slug["deux"].names == "Ana et Bob"
    assert shown.by_slug["luc"].names == "Luc"
    assert shown.by_slug["deux"].is_pair
    assert shown.by_slug["deux"].word_count == 2


def test_what_is_printed_and_put_online_needs_both_consents(workspace: Workspace) -> None:
    text = TESTIMONY.replace("[site, brochure]", "[brochure]")
    workspace.write({"testimonies/la-passerelle/luc.md": text})
    library = workspace.load()
    assert "luc" in publishable(library, "brochure", TODAY).by_slug
    assert "luc" not in publishable(library, ("site", "brochure"), TODAY).by_slug


def test_an_approval_covers_who_says_what(workspace: Workspace) -> None:
    workspace.write({"testimonies/la-passerelle/deux.md": PAIR})
    first = workspace.load().testimonies["deux"].statements
    swapped = PAIR.replace("## Ana", "## X").replace("## Bob", "## Ana").replace("## X", "## Bob")
    workspace.write({"testimonies/la-passerelle/deux.md": swapped})
    assert workspace.load().testimonies["deux"].statements != first
