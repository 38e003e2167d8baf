"""What the list of testimonies loads: facets as columns, and first sentences in chunks."""

import json
from dataclasses import replace

from tests.conftest import TESTIMONY, TODAY, Workspace
from vises_site.assemble.facets import Choice, Facet
from vises_site.assemble.lists import PAGE_LENGTH
from vises_site.assemble.site import build_pages
from vises_site.model.publishable import publishable
from vises_site.render.finding import CHUNK_LENGTH, ListFiles, render_list_files
from vises_site.render.web import WebRenderer


def make_facet(members: tuple[tuple[int, ...], ...]) -> Facet:
    size = max((max(values, default=0) for values in members), default=0) + 1
    choices = tuple(Choice(f"k{number}", f"K {number}", 1) for number in range(size))
    return Facet("theme", "Thème", "authors", choices, members)


def read_members(files: ListFiles) -> list[list[int]]:
    """Return what the script makes of a column."""
    given = json.loads(files.files["facettes.json"])
    [facet] = given["facets"]
    width = facet["width"]
    found = []
    for record in range(given["count"]):
        number = 0
        for letter in facet["column"][record * width : (record + 1) * width]:
            number = number * len(given["digits"]) + given["digits"].index(letter)
        found.append(facet["sets"][number])
    return found


def make_files(workspace: Workspace, facet: Facet) -> ListFiles:
    [luc] = publishable(workspace.load(), "site", TODAY).testimonies
    many = [replace(luc, slug=f"voix-{number}") for number in range(len(facet.members))]
    return render_list_files(
        "temoignages", many, [facet], lambda t: f"<li>\n  {t.slug} </li>\n", str
    )


def test_a_column_keeps_every_set_of_values(workspace: Workspace) -> None:
    # 200 themes, each record with three of its own: more sets than one digit counts
    members = tuple((number % 200, (number * 7) % 200) for number in range(300))
    files = make_files(workspace, make_facet((*members, ())))
    assert read_members(files) == [*map(list, members), []]


def test_lines_come_in_chunks_in_the_order_of_the_list(workspace: Workspace) -> None:
    files = make_files(workspace, make_facet(((0,),) * (CHUNK_LENGTH + 2)))
    lines = [json.loads(files.files[f"lignes-{number}.json"]) for number in (0, 1)]
    assert [len(chunk) for chunk in lines] == [CHUNK_LENGTH, 2]
    assert lines[1] == [f"<li>voix-{CHUNK_LENGTH + number} </li>" for number in (0, 1)]
    assert len(files.files) == 3


def test_the_folder_changes_with_what_is_in_it(workspace: Workspace) -> None:
    first = make_files(workspace, make_facet(((0,), (1,))))
    again = make_files(workspace, make_facet(((0,), (1,))))
    other = make_files(workspace, make_facet(((1,), (0,))))
    assert first == again
    assert first.folder != other.folder
    assert first.folder.endswith(first.fingerprint)


def test_where_there_is_nobody_nothing_is_loaded(workspace: Workspace) -> None:
    assert make_files(workspace, make_facet(())).uris == {}


def test_lines_are_those_of_the_page_in_each_language(workspace: Workspace) -> None:
    path = "testimonies/la-passerelle/luc.md"
    workspace.write({path: TESTIMONY.replace("Luc", "لين").replace("bulle", "<b>bulle")})
    shown = publishable(workspace.load(), "site", TODAY)
    renderer = WebRenderer(shown, {}, languages=["nl"])
    [line] = json.loads(renderer.lists.find_files("nl").files["lignes-0.json"])
    assert 'href="../../nl/temoignages/luc/"' in line
    assert "<bdi>لين</bdi>" in line
    assert "54 jaar" in line
    assert "<b>" not in line


def test_two_hundred_themes_fold_and_hostile_ones_stay_words(workspace: Workspace) -> None:
    shown = publishable(workspace.load(), "site", TODAY)
    [luc] = shown.testimonies
    themes = [*(f"thème {number}" for number in range(198)), '"><b x="', "بيت", "long " * 60]
    many = tuple(
        replace(luc, slug=f"voix-{number}", title="T" * 300, themes=(theme, "commun"))
        for number, theme in enumerate(themes)
    )
    # One more, so that no theme is everybody's
    shown = replace(shown, testimonies=(*many, replace(luc, slug="voix", themes=())))
    renderer = WebRenderer(shown, {})
    [first, *others] = [
        spec
        for spec in build_pages(shown)
        if spec.uri == "temoignages/index.md" or spec.uri.startswith("temoignages/page/")
    ]
    html = renderer.render_page(first)
    assert html.count('name="theme"') == 202
    assert html.partition('<details class="facet-more">')[0].count('name="theme"') == 8
    assert "<b x=" not in html
    assert "<bdi>بيت</bdi>" in html
    assert html.count('class="first-line"') == PAGE_LENGTH
    assert [renderer.render_page(spec).count('class="first-line"') for spec in others] == [
        60,
        60,
        22,
    ]
