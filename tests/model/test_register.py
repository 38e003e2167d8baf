import pytest

from tests.conftest import TESTIMONY, TODAY, Workspace
from tests.model.test_publishable import PAIR
from vises_site.model.register import (
    find_entries,
    find_standing,
    is_ambiguous,
    list_entries,
    suggest_entries,
)


@pytest.fixture
def workspace_of_three(workspace: Workspace) -> Workspace:
    text = PAIR.replace("nom-affiché: Bob", "id: luc\n    nom-affiché: Bob")
    return workspace.write({"testimonies/la-passerelle/deux.md": text})


def test_a_name_of_several_people_is_ambiguous(workspace_of_three: Workspace) -> None:
    library = workspace_of_three.load()
    assert [entry.name for entry in find_entries(library, "luc")] == ["deux/luc", "luc"]
    assert is_ambiguous(find_entries(library, "luc"), "luc")
    assert not is_ambiguous(find_entries(library, "deux"), "deux")
    assert [entry.name for entry in find_entries(library, "luc/1")] == ["luc"]
    assert [entry.name for entry in find_entries(library, "deux/luc")] == ["deux/luc"]
    assert [entry.name for entry in find_entries(library, "DEUX/2")] == ["deux/luc"]
    assert find_entries(library, "personne") == []
    assert [e.name for e in suggest_entries(library, "deu/luc")] == ["deux/luc"]


def test_one_reference_finds_a_person_in_all_her_testimonies(workspace: Workspace) -> None:
    workspace.write({"testimonies/la-passerelle/encore.md": TESTIMONY})
    found = find_entries(workspace.load(), "dos 2019 012")
    assert [entry.name for entry in found] == ["encore", "luc"]
    assert not is_ambiguous(found, "dos 2019 012")


def test_a_standing_tells_what_the_others_hinder(workspace_of_three: Workspace) -> None:
    library = workspace_of_three.load()
    standings = {entry.name: find_standing(entry, TODAY) for entry in list_entries(library)}
    assert standings["deux/1"].allowed == ("site", "brochure")
    assert standings["deux/1"].appears == ("site",)
    assert standings["deux/luc"].allowed == ("site",)
    assert standings["luc"].is_approved is None
