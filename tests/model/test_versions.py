"""Versions of a testimony: where they appear, and where they are held back with it or alone."""

import pytest

from tests.conftest import TESTIMONY, TODAY, Workspace
from vises_site.model.approval import compute_fingerprint
from vises_site.model.publishable import publishable
from vises_site.model.published import PublishedTestimony

FOLDER = "testimonies/la-passerelle"
DUTCH = "---\ntitre: Mijn luchtbel\ncitation: Hier adem ik.\n---\nHier adem ik. Eindelijk.\n"
EASY = "---\ntitre: Ma bulle\n---\nJe respire.\n"
PAIR = TESTIMONY.replace(
    "organisme:",
    """  - {id: aline, nom-affiché: Aline, rôle: travailleur social, consentement: {référence: D-2,
       signé-le: 2019-05-02, canaux: [site, brochure], éléments: [texte, organisme]}}
organisme:""",
    1,
).replace("Ici, je respire. Le", "## Aline\nBon.\n\n## Luc\nIci, je respire. Le")


def show(workspace: Workspace) -> PublishedTestimony:
    return publishable(workspace.load(), "site", TODAY).by_slug["luc"]


@pytest.fixture
def told(workspace: Workspace) -> Workspace:
    return workspace.write({f"{FOLDER}/luc.nl.md": DUTCH, f"{FOLDER}/luc.falc.md": EASY})


def test_words_are_told_in_the_readers_language_or_as_they_were_said(told: Workspace) -> None:
    luc = show(told)
    assert luc.languages == ("fr", "nl")
    assert (luc.tell("nl").title, luc.tell("nl").quote) == ("Mijn luchtbel", "Hier adem ik.")
    assert luc.tell("de") is luc
    assert luc.easy
    assert (luc.easy.language, luc.easy.passages[0].text) == ("fr", "Je respire.")


def test_versions_are_withheld_with_their_testimony(told: Workspace) -> None:
    told.write({f"{FOLDER}/luc.md": TESTIMONY.replace("canaux: [site, ", "canaux: [")})
    assert publishable(told.load(), "site", TODAY).testimonies == ()


def test_proofreaders_may_be_named_in_the_testimony(told: Workspace) -> None:
    text = TESTIMONY.replace("thèmes:", "relecteurs-falc: [Le groupe]\nthèmes:")
    told.write({f"{FOLDER}/luc.md": text})
    easy = show(told).easy
    assert easy
    assert easy.reviewers == ("Le groupe",)


def test_the_easy_version_may_have_another_name(workspace: Workspace) -> None:
    text = TESTIMONY.replace("thèmes:", "falc: facile/bulle.falc.md\nthèmes:")
    workspace.write({f"{FOLDER}/luc.md": text, f"{FOLDER}/facile/bulle.falc.md": EASY})
    assert workspace.load().problems == ()
    assert show(workspace).easy is not None


def test_whoever_approved_words_approves_each_version(told: Workspace) -> None:
    own = compute_fingerprint(told.load().testimonies["luc"].statements)
    approved = TESTIMONY.replace("expire-le:", f"texte-approuvé: {own}\n      expire-le:")
    told.write({f"{FOLDER}/luc.md": approved})
    assert show(told).languages == ("fr",)
    assert show(told).easy is None
    assert [p.code for p in told.load().problems] == ["version-not-approved"] * 2

    (easy, dutch) = told.load().testimonies["luc"].versions
    fingerprint = compute_fingerprint(dutch.list_statements(["Luc"]))
    signed = DUTCH.replace("citation", f"texte-approuvé: {fingerprint}\ncitation")
    told.write({f"{FOLDER}/luc.nl.md": signed})
    assert show(told).languages == ("fr", "nl")
    told.write({f"{FOLDER}/luc.nl.md": signed.replace("Eindelijk", "Altijd")})
    assert show(told).languages == ("fr",)
    assert easy.is_easy


def test_each_voice_approves_each_version(workspace: Workspace) -> None:
    dutch = DUTCH.replace("Hier adem ik. Eind", "## Aline\nGoed.\n\n## Luc\nHier adem ik. Eind")
    workspace.write({f"{FOLDER}/luc.md": PAIR, f"{FOLDER}/luc.nl.md": dutch})
    luc = workspace.load().testimonies["luc"]
    own = compute_fingerprint(luc.statements)
    (version,) = luc.versions
    theirs = compute_fingerprint(version.list_statements(["Luc", "Aline"]))
    both = PAIR.replace("expire-le:", f"texte-approuvé: {own}\n      expire-le:")
    both = both.replace("référence: D-2", f"référence: D-2, texte-approuvé: {own}")
    workspace.write({f"{FOLDER}/luc.md": both})
    for approvals, languages in (
        ("{1: X, aline: X}", ("fr", "nl")),
        ("{1: X, 2: X}", ("fr", "nl")),
        ("{1: X}", ("fr",)),
        ("{aline: X}", ("fr",)),
        ("X", ("fr",)),
        ("{1: X, aline: 1234}", ("fr",)),
    ):
        line = f"texte-approuvé: {approvals.replace('X', theirs)}\ncitation"
        workspace.write({f"{FOLDER}/luc.nl.md": dutch.replace("citation", line)})
        assert show(workspace).languages == languages, approvals


def test_a_name_that_is_kept_back_holds_a_version_back(workspace: Workspace) -> None:
    hidden = TESTIMONY.replace("prénom d'emprunt", "prénom").replace("luc", "voix")
    (workspace.root / FOLDER / "luc.md").unlink()
    for words, languages in (
        ("Hij komt.", ("fr", "de")),
        ("Luc kommt.", ("fr",)),
        ("Das ist **Luc**s Bank.", ("fr",)),
        ("L\u00fcc kommt.", ("fr",)),
        ("Lucas kommt.", ("fr", "de")),
    ):
        german = f"---\ntitre: Die Luft\n---\n{words}\n"
        workspace.write({f"{FOLDER}/voix.md": hidden, f"{FOLDER}/voix.de.md": german})
        shown = publishable(workspace.load(), "site", TODAY).by_slug["voix"]
        assert shown.voices[0].name == "Une voix"
        assert shown.languages == languages, words
