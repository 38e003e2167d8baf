"""What the press may have: its own consent, and that of where it came from."""

from datetime import date

import pytest

from tests.conftest import TESTIMONY, TODAY, Workspace
from vises_site.assemble.kit import build_kit
from vises_site.model.press import PressRelease, select_press
from vises_site.model.publishable import select_all

LUC = "testimonies/la-passerelle/luc.md"
POSTERS = """---
titre: Aux murs
genre: affiche
sections:
  - témoignages: {dispositif: SIS}
---
Des affiches.
"""


def select(workspace: Workspace, channels: str, day: date = TODAY) -> PressRelease:
    workspace.write({LUC: TESTIMONY.replace("[site, brochure]", f"[{channels}]")})
    return select_press(workspace.load(day), {}, day)


@pytest.mark.parametrize(
    ("channels", "texts", "printed", "shared"),
    [
        ("site, brochure, réseaux", 0, 0, 0),
        ("presse", 1, 0, 0),
        ("presse, brochure", 1, 1, 0),
        ("presse, réseaux", 1, 0, 1),
        ("site, brochure, réseaux, presse", 1, 1, 1),
    ],
)
def test_the_press_needs_a_consent_of_its_own(
    workspace: Workspace, channels: str, texts: int, printed: int, shared: int
) -> None:
    release = select(workspace, channels)
    found = (release.texts, release.printed, release.shared)
    assert [len(part.testimonies) for part in found] == [texts, printed, shared]


def test_a_kit_says_until_when_it_is_true(workspace: Workspace) -> None:
    release = select(workspace, "presse")
    assert release.ends == {"luc": date(2029, 5, 2)}
    withdrawn = "expire-le: 2029-05-02\n      retiré-le: 2027-03-01"
    text = TESTIMONY.replace("[site, brochure]", "[presse]")
    workspace.write({LUC: text.replace("expire-le: 2029-05-02", withdrawn)})
    release = select_press(workspace.load(), {}, TODAY)
    assert release.find_end(["luc"]) == date(2027, 2, 28)
    workspace.write({LUC: text.replace("      expire-le: 2029-05-02\n", "")})
    assert select_press(workspace.load(), {}, TODAY).find_end(["luc"]) is None


def test_any_change_of_what_the_press_may_have_is_seen(workspace: Workspace) -> None:
    marks = [
        select(workspace, channels).compute_fingerprint("luc")
        for channels in ("presse", "presse, brochure", "presse, réseaux", "site")
    ]
    assert len(set(marks)) == 4
    assert marks[0] == select(workspace, "site, presse").compute_fingerprint("luc")


def test_what_is_left_out_is_told_and_no_pdf_is_made_of_it(workspace: Workspace) -> None:
    text = TESTIMONY.replace("[site, brochure]", "[site, brochure, presse]")
    workspace.write(
        {
            "content/publications/mur.md": POSTERS,
            "testimonies/la-passerelle/zoe.md": text.replace("Luc", "Zoé"),
        }
    )
    everyone = select_all(workspace.load(), TODAY)["brochure",]
    release = select_press(workspace.load(), {}, TODAY)
    spec = build_kit(release, everyone, "publications", "mur")
    assert [t.slug for t in spec.testimonies] == ["zoe"]
    assert spec.left_out == ("luc",)
    assert spec.publication is not None
    assert spec.cards is None

    workspace.write({"testimonies/la-passerelle/zoe.md": TESTIMONY.replace("Luc", "Zoé")})
    release = select_press(workspace.load(), {}, TODAY)
    spec = build_kit(release, everyone, "publications", "mur")
    assert spec.is_empty
    assert build_kit(release, everyone, "temoignages", "zoe").is_empty


def test_a_credit_that_names_somebody_holds_the_testimony_back(workspace: Workspace) -> None:
    real = TESTIMONY.replace("prénom d'emprunt", "prénom").replace("Luc", "Sophie")
    real = real.replace(
        "rôle: béné", "portrait: p.jpg\n    portrait-crédit: S. Legrand\n    rôle: béné"
    )
    (workspace.root / "testimonies/la-passerelle/p.jpg").write_bytes(b"")
    workspace.write({LUC: real})
    (testimony,) = workspace.load().testimonies.values()
    assert testimony.fields.voices[0].portrait_credit == "S. Legrand"
    assert select_all(workspace.load(), TODAY)["site",].by_slug
    workspace.write({LUC: real.replace("S. Legrand", "Sophie Legrand")})
    assert not select_all(workspace.load(), TODAY)["site",].by_slug
