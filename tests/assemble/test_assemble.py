from datetime import date
from itertools import pairwise

from tests.conftest import PUBLICATION, TODAY, Workspace
from vises_site.assemble.publication import build_publication, choose_layouts, order_for_rhythm
from vises_site.assemble.site import Kinship, build_pages, slug_theme
from vises_site.model.publishable import publishable
from vises_site.model.published import PublishedTestimony, PublishedVoice
from vises_site.model.testimony import Passage


def make(slug: str, words: int, voices: int = 1, portrait: bool = False) -> PublishedTestimony:
    voice = PublishedVoice("Ana", "stagiaire", "stagiaire", None, "a.jpg" if portrait else None, "")
    return PublishedTestimony(
        slug, slug, (voice,) * voices, (Passage(0, "mot " * words, 1),), None, "SIS", (),
        ("air",), date(2024, 1, 1), "Une phrase.", None, "fr", False,
    )  # fmt: skip


def test_no_two_lengths_alike_follow_each_other_while_there_is_a_choice() -> None:
    voices = [make(f"long-{i}", 300) for i in range(3)] + [make(f"court-{i}", 90) for i in range(3)]
    voices += [make(f"pair-{i}", 400, voices=2) for i in range(3)]
    kinds = [t.slug.split("-")[0] for t in order_for_rhythm(voices)]
    assert all(first != second for first, second in pairwise(kinds))
    assert sorted(t.slug for t in order_for_rhythm(voices)) == sorted(t.slug for t in voices)


def test_layouts_alternate_and_pairs_have_their_own() -> None:
    voices = [make("a", 300), make("b", 300), make("c", 300, portrait=True), make("d", 400, 2)]
    voices.append(make("e", 90))
    layouts = [layout for _t, layout in choose_layouts(voices, "auto", "brochure")]
    assert layouts == ["citation", "ouverture", "citation", "duo", "court"]
    assert {layout for _t, layout in choose_layouts(voices, "auto", "rapport")} == {"sobre"}


def test_a_wanted_layout_is_followed_where_it_fits() -> None:
    voices = [make("a", 300), make("b", 90), make("c", 400, voices=2)]
    assert [x for _t, x in choose_layouts(voices, "ouverture", "brochure")] == [
        "ouverture", "ouverture", "duo",
    ]  # fmt: skip
    assert [x for _t, x in choose_layouts(voices[:2], "citation", "brochure")] == ["citation"] * 2


def test_a_publication_holds_another(workspace: Workspace) -> None:
    other = PUBLICATION.replace(
        "  - témoignages: {dispositif: SIS}\n", "  - page: publications/voix.md\n"
    )
    workspace.write(
        {"content/publications/voix.md": PUBLICATION, "content/publications/tout.md": other}
    )
    shown = publishable(workspace.load(), "brochure", TODAY)
    spec = build_publication(shown, shown.publications["tout"])
    assert [chapter.kind for chapter in spec.chapters] == ["voices", "directory", "directory"]
    assert [t.slug for t in spec.testimonies] == ["luc"]


def test_pages_are_made_for_every_record(workspace: Workspace) -> None:
    workspace.write({"content/publications/voix.md": PUBLICATION})
    shown = publishable(workspace.load(), "site", TODAY)
    uris = {page.uri for page in build_pages(shown)}
    assert uris >= {
        "index.md", "temoignages/index.md", "temoignages/luc.md", "organismes/la-passerelle.md",
        "themes/isolement.md", "publications/voix.md", "evaluations/index.md", "recherche.md",
    }  # fmt: skip


def test_kin_share_themes(workspace: Workspace) -> None:
    shown = publishable(workspace.load(), "site", TODAY)
    alone = shown.testimonies[0]
    assert Kinship(shown).find(alone) == []


def test_themes_have_plain_addresses() -> None:
    assert slug_theme("Santé & bien-être") == "sante-bien-etre"
    assert slug_theme("…") == "theme"
