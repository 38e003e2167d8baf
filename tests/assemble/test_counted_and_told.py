"""Figures and voices side by side: nobody stands there who may not."""

from tests.conftest import ORGANISM, PUBLICATION, TESTIMONY, TODAY, Workspace
from vises_site.assemble.activity import build_counted_and_told, build_sector_count
from vises_site.assemble.publication import PublicationSpec, build_publication
from vises_site.model.publishable import Publishable, publishable

TABLE = "rubrique;détail;2024;2025\nbénéficiaires;;80;84\nbénéficiaires;RIS;77;60\nheures;;9;\n"


def make_organism(name: str, dispositifs: str = "[SIS]") -> dict[str, str]:
    fields = ORGANISM.replace("[SIS]", dispositifs).replace(
        "commune:", f"chiffres: {name}.csv\ncommune:"
    )
    return {
        f"content/organismes/{name}.md": fields,
        f"content/organismes/{name}.csv": TABLE,
    }


def show(workspace: Workspace, **files: str) -> Publishable:
    workspace.write({**make_organism("la-passerelle"), **files})
    return publishable(workspace.load(), "brochure", TODAY)


def test_figures_stand_beside_a_quote_of_the_house(workspace: Workspace) -> None:
    shown = show(workspace)
    told = build_counted_and_told(shown, shown.organisms["la-passerelle"])
    assert told is not None
    assert told.pull is not None
    assert told.pull.words == "Ici, je respire."


def test_who_hides_the_organism_never_stands_beside_its_figures(workspace: Workspace) -> None:
    hiding = TESTIMONY.replace("[texte, âge, organisme]", "[texte]")
    workspace.write({"testimonies/la-passerelle/luc.md": hiding})
    shown = show(workspace)
    assert "luc" in shown.by_slug
    told = build_counted_and_told(shown, shown.organisms["la-passerelle"])
    assert told is not None
    assert told.pull is None


def test_without_figures_there_is_nothing(workspace: Workspace) -> None:
    shown = publishable(workspace.load(), "site", TODAY)
    organism = shown.organisms["la-passerelle"]
    assert build_counted_and_told(shown, organism) is None
    assert build_sector_count(shown, [organism], "SIS") is None


def test_small_groups_never_reach_what_is_published(workspace: Workspace) -> None:
    (people, _hours) = show(workspace).activities["la-passerelle"].counted
    assert [cell.value for cell in people.totals] == [80, 84]
    assert people.parts[0][1][0].is_hidden
    assert people.parts[0][1][1].value == 60


def test_sums_name_how_many_gave_figures_and_leave_out_who_does_both(workspace: Workspace) -> None:
    workspace.write(make_organism("b"))
    workspace.write(make_organism("deux", "[SIS, CISP]"))
    workspace.write({"content/organismes/sans.md": ORGANISM})
    shown = show(workspace)
    sector = build_sector_count(shown, tuple(shown.organisms.values()), "SIS")
    assert sector is not None
    assert (sector.year, sector.organisms, sector.known) == (2025, 2, 3)
    (people,) = sector.sums
    assert (people.total, people.organisms, people.rest) == (168, 2, 48)
    assert people.parts == (("revenu d'intégration", 120),)


def make_spec(workspace: Workspace, section: str) -> PublicationSpec:
    text = PUBLICATION.replace("  - organismes: {dispositif: SIS}\n", section).replace(
        "  - témoignages: {dispositif: SIS}\n", ""
    )
    shown = show(workspace, **{"content/publications/p.md": text})
    return build_publication(shown, shown.publications["p"])


def test_a_publication_has_its_chapter_of_figures(workspace: Workspace) -> None:
    workspace.write(make_organism("b"))
    (chapter,) = make_spec(workspace, "  - chiffres: {dispositif: SIS}\n").chapters
    assert chapter.kind == "counts"
    assert [told.organism.slug for told in chapter.counts] == ["b", "la-passerelle"]
    assert [(name, sector.organisms) for name, sector in chapter.sectors] == [("SIS", 2)]


def test_a_single_organism_makes_no_sum(workspace: Workspace) -> None:
    (chapter,) = make_spec(workspace, "  - chiffres: {choix: [la-passerelle]}\n").chapters
    assert chapter.sectors == ()


def test_whom_the_chapter_quotes_is_told_to_the_ledger(workspace: Workspace) -> None:
    spec = make_spec(workspace, "  - chiffres: {}\n")
    assert [testimony.slug for testimony in spec.shown] == ["luc"]


def test_a_chapter_without_figures_is_left_out(workspace: Workspace) -> None:
    assert make_spec(workspace, "  - chiffres: {dispositif: CISP}\n").chapters == ()
