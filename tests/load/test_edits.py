import stat
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import TESTIMONY, Workspace
from vises_site.load.edits import (
    EditError,
    insert_approval,
    insert_consent_key,
    set_consent_key,
)

FLOW = """---
titre: Essai
voix:
  - {nom-affiché: Ana, rôle: proche}
  - nom-affiché: Bob
    rôle: travailleur social
    consentement: {référence: B, signé-le: 2024-01-01, canaux: [site], éléments: [texte] }   # oui
organisme: la-passerelle
---
Un texte : retiré-le: jamais.
"""

BLOCK_LISTS = """---
voix:
  nom-affiché: Bob
  consentement:
    # la référence
    référence: "B: 1"  # sous clef
    signé-le: 2024-01-01
    canaux:
      - site
      - brochure
    éléments:
      - texte
titre: Essai
---
"""


def lines_added(before: str, after: str) -> list[str]:
    kept = before.split("\n")
    return [line for line in after.split("\n") if line not in kept]


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_only_one_line_is_added_to_a_block(eol: str, mark: str) -> None:
    text = mark + TESTIMONY.replace("\n", eol)
    edited = insert_consent_key(text, 0, "retiré-le", "2026-11-25")
    line = f"      retiré-le: 2026-11-25{eol}"
    assert edited.count(line) == 1
    assert edited.replace(line, "") == text
    again = insert_consent_key(edited, 0, "retiré-le", "2026-11-26")
    assert again == edited.replace("2026-11-25", "2026-11-26")


def test_block_lists_and_comments_are_left_alone() -> None:
    edited = insert_consent_key(BLOCK_LISTS, 0, "retiré-le", "2026-11-25")
    assert lines_added(BLOCK_LISTS, edited) == ["    retiré-le: 2026-11-25"]
    assert edited.replace("    retiré-le: 2026-11-25\n", "") == BLOCK_LISTS


def test_the_second_voice_in_one_line() -> None:
    edited = insert_consent_key(FLOW, 1, "retiré-le", "2026-11-25")
    assert edited == FLOW.replace("[texte] }", "[texte], retiré-le: 2026-11-25 }")


@pytest.mark.parametrize("written", ["retire_le:", "Retiré le:", "retiré-le: ~", "retiré-le: ''"])
def test_an_existing_key_keeps_its_spelling(written: str) -> None:
    text = TESTIMONY.replace("expire-le: 2029-05-02", written)
    edited = insert_consent_key(text, 0, "retiré-le", "2026-11-25")
    key = written.partition(":")[0]
    assert f"      {key}: 2026-11-25\n" in edited
    assert len(edited.split("\n")) == len(text.split("\n"))


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        (FLOW, 0),
        (FLOW, 2),
        ("sans en-tête", 0),
        ("---\n- a\n---\n", 0),
        ("---\nvoix: x\n---\n", 0),
        ("---\ntitre: x\n---\n", 0),
        ("---\nvoix: {consentement: {}}\n---\n", 0),
        ("---\nvoix:\n  consentement:\n    canaux:\n      - site\n---\n", 0),
    ],
)
def test_what_has_no_place_for_it_is_refused(text: str, voice: int) -> None:
    with pytest.raises(EditError):
        insert_consent_key(text, voice, "retiré-le", "2026-11-25")


def test_a_file_keeps_its_rights_and_is_read_as_withdrawn(workspace: Workspace) -> None:
    path: Path = workspace.root / "testimonies/la-passerelle/luc.md"
    path.chmod(0o640)
    set_consent_key(path, 0, "retiré-le", "2026-11-25")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    consent = workspace.load().testimonies["luc"].fields.voices[0].consent
    assert consent
    assert consent.withdrawn_on == date(2026, 11, 25)
    assert not list(path.parent.glob(".*"))


VERSION = "---\ntitre: Titel  # de titel\n---\nTekst.\n"


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_a_version_says_who_approved_it(eol: str) -> None:
    text = VERSION.replace("\n", eol)
    first = insert_approval(text, "luc", "6f1c")
    assert first == text.replace(f"titel{eol}", f"titel{eol}texte-approuvé: {{luc: 6f1c}}{eol}", 1)
    both = insert_approval(first, "2", "90ab")
    assert both == first.replace("6f1c}", "6f1c, 2: 90ab}")
    assert insert_approval(both, "luc", "77aa") == both.replace("6f1c", "77aa")
    alone = insert_approval(text, "", "6f1c")
    assert alone == first.replace("{luc: 6f1c}", "6f1c")
    assert insert_approval(alone, "", "90ab") == alone.replace("6f1c", "90ab")


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        (VERSION.replace("titre", "texte-approuvé: 6f1c\ntitre"), "luc"),
        (VERSION.replace("titre", "texte-approuvé: {luc: 6f1c}\ntitre"), ""),
        ("---\n{titre: Titel}\n---\n", ""),
        ("Tekst.\n", ""),
    ],
)
def test_a_version_without_place_for_an_approval_is_left_alone(text: str, voice: str) -> None:
    with pytest.raises(EditError):
        insert_approval(text, voice, "90ab")
