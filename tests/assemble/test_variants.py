"""For which organisms a publication has a variant, and what stands first in it."""

import pytest

from tests.conftest import ORGANISM, PUBLICATION, TESTIMONY, TODAY, Workspace
from vises_site.assemble.publication import build_publication
from vises_site.assemble.variants import list_editions, name_stem, select_variants
from vises_site.model.publication import Publication
from vises_site.model.publishable import Publishable, publishable

HIDDEN = ("[texte, âge, organisme]", "[texte, âge]")


def tell(slug: str, organism: str, day: str, *change: str) -> dict[str, str]:
    text = TESTIMONY.replace("la-passerelle", organism).replace("2019-05-14", day)
    text = text.replace("Ma bulle d'air", f"La bulle de {slug}")
    return {f"testimonies/{organism}/{slug}.md": text.replace(*change) if change else text}


@pytest.fixture
def houses(workspace: Workspace) -> Workspace:
    """Two organisms: Luc, older, speaks from the first, Ana and Zoé from the second."""
    return workspace.write(
        {
            "content/organismes/l-atelier.md": ORGANISM.replace("La Passerelle", "L'Atelier"),
            "content/organismes/le-silence.md": ORGANISM.replace("La Passerelle", "Le Silence"),
            **tell("ana", "l-atelier", "2024-02-01"),
            **tell("zoe", "l-atelier", "2024-01-01"),
        }
    )


def read(workspace: Workspace, sections: str) -> tuple[Publishable, Publication]:
    start, _sections = PUBLICATION.split("sections:\n")
    text = f"{start}déclinaison: par-organisme\nsections:\n{sections}---\nUne brochure.\n"
    workspace.write({"content/publications/voix.md": text})
    shown = publishable(workspace.load(), "brochure", TODAY)
    return shown, shown.publications["voix"]


def list_voices(shown: Publishable, publication: Publication, organism: str) -> list[str]:
    spec = build_publication(shown, publication, shown.organisms[organism])
    return [testimony.slug for testimony in spec.testimonies]


def list_slugs(shown: Publishable, publication: Publication) -> tuple[list[str], list[str]]:
    found = select_variants(shown, publication)
    return [o.slug for o in found.made], [o.slug for o in found.skipped]


VOICES = "  - témoignages: {dispositif: SIS, limite: 2}\n"


def test_an_organisms_voices_come_first_and_a_limit_leaves_them(houses: Workspace) -> None:
    shown, publication = read(houses, VOICES)
    assert [t.slug for t in build_publication(shown, publication).testimonies] == ["ana", "zoe"]
    assert list_voices(shown, publication, "la-passerelle") == ["luc", "ana"]
    assert list_voices(shown, publication, "l-atelier") == ["ana", "zoe"]


def test_own_voices_come_first_in_a_choice_too_and_no_other_is_added(houses: Workspace) -> None:
    shown, publication = read(houses, "  - témoignages: {choix: [ana, luc]}\n")
    assert list_voices(shown, publication, "la-passerelle") == ["luc", "ana"]
    assert list_voices(shown, publication, "l-atelier") == ["ana", "luc"]


def test_rhythm_is_kept_among_ones_own_voices(houses: Workspace) -> None:
    for number in range(3):
        text = ("Ici, je respire. Le reste", "Ici, je respire. " + "mot " * 200)
        houses.write(tell(f"long-{number}", "la-passerelle", "2018-01-01", *text))
    shown, publication = read(houses, "  - témoignages: {dispositif: SIS}\n")
    voices = list_voices(shown, publication, "la-passerelle")
    assert voices == ["long-0", "luc", "long-1", "long-2", "ana", "zoe"]


def test_an_organism_without_voices_has_no_variant_and_is_told(houses: Workspace) -> None:
    shown, publication = read(houses, VOICES)
    assert list_slugs(shown, publication) == (["l-atelier", "la-passerelle"], ["le-silence"])
    editions = list_editions(shown, publication)
    assert [o and o.slug for o in editions] == [None, "l-atelier", "la-passerelle"]
    assert list_editions(shown, publication, "le-silence") == []


def test_an_organism_in_the_contacts_has_a_variant_and_stands_first(houses: Workspace) -> None:
    shown, publication = read(houses, VOICES + "  - contacts: {dispositif: SIS}\n")
    assert list_slugs(shown, publication) == (["l-atelier", "la-passerelle", "le-silence"], [])
    spec = build_publication(shown, publication, shown.organisms["le-silence"])
    assert spec.chapters[-1].organisms[0].slug == "le-silence"
    assert [t.slug for t in spec.testimonies] == ["ana", "zoe"]


def test_there_is_no_cover_without_any_voice_behind_it(houses: Workspace) -> None:
    sections = "  - témoignages: {thèmes: [rien]}\n  - contacts: {}\n"
    shown, publication = read(houses, sections)
    assert list_slugs(shown, publication)[0] == []


def test_who_hides_the_organism_is_in_no_variant_and_makes_none(houses: Workspace) -> None:
    houses.write(tell("luc", "la-passerelle", "2024-03-01", *HIDDEN))
    shown, publication = read(houses, "  - témoignages: {dispositif: SIS}\n")
    assert "luc" in {t.slug for t in build_publication(shown, publication).testimonies}
    assert list_slugs(shown, publication) == (["l-atelier"], ["la-passerelle", "le-silence"])
    for organism in shown.organisms:
        assert "luc" not in list_voices(shown, publication, organism)


def test_a_publication_without_variants_is_one_edition(houses: Workspace) -> None:
    houses.write({"content/publications/voix.md": PUBLICATION})
    shown = publishable(houses.load(), "brochure", TODAY)
    assert list_editions(shown, shown.publications["voix"]) == [None]


def test_names_of_files_stay_short_enough_for_a_disk_and_apart() -> None:
    names = {name_stem("a" * 200, "b" * 100 + str(number)) for number in range(3)}
    assert len(names) == 3
    assert max(map(len, names)) < 200
    assert name_stem("voix") == "voix"
