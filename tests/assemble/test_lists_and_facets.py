"""Long lists in parts, and what readers choose by: of each testimony what it may show."""

from dataclasses import replace

from tests.conftest import ORGANISM, TESTIMONY, TODAY, Workspace
from vises_site.assemble.facets import Facet, build_facets
from vises_site.assemble.lists import build_parts
from vises_site.assemble.site import build_pages
from vises_site.model.publishable import Publishable, publishable

AMAL = TESTIMONY.replace("Luc", "أمل").replace("[isolement]", "[santé, Isolement]")
HIDDEN = TESTIMONY.replace("Luc", "Zoé").replace(", organisme]", "]").replace("[isolement]", "[]")


def load(workspace: Workspace, **testimonies: str) -> Publishable:
    workspace.write({f"testimonies/la-passerelle/{s}.md": t for s, t in testimonies.items()})
    workspace.write(
        {
            "content/organismes/la-passerelle.md": ORGANISM.replace(
                "commune:", "province: Namur\ncommune:"
            )
        }
    )
    return publishable(workspace.load(), "site", TODAY)


def find_facets(shown: Publishable) -> dict[str, Facet]:
    return {facet.name: facet for facet in build_facets(shown)}


def multiply(shown: Publishable, count: int) -> Publishable:
    [first, *_others] = shown.testimonies
    many = tuple(replace(first, slug=f"voix-{number}") for number in range(count))
    return replace(shown, testimonies=many)


def test_facets_count_what_testimonies_show(workspace: Workspace) -> None:
    facets = find_facets(load(workspace, amal=AMAL, zoe=HIDDEN))
    assert [(c.key, c.label, c.count) for c in facets["theme"].choices] == [
        ("isolement", "Isolement", 2),
        ("sante", "santé", 1),
    ]
    # amal, luc, zoe: all of one day, by slug
    assert facets["theme"].members == ((0, 1), (0,), ())


def test_who_hides_her_organism_has_no_province_either(workspace: Workspace) -> None:
    facets = find_facets(load(workspace, zoe=HIDDEN))
    for name in ("organisme", "province"):
        assert [choice.count for choice in facets[name].choices] == [1]
        assert facets[name].members == ((0,), ())


def test_what_all_have_in_common_is_no_choice(workspace: Workspace) -> None:
    assert find_facets(load(workspace)) == {}
    assert "dispositif" not in find_facets(load(workspace, amal=AMAL))


def test_the_order_of_choices_does_not_depend_on_that_of_files(workspace: Workspace) -> None:
    shown = load(workspace, amal=AMAL, zoe=HIDDEN)
    turned = replace(shown, testimonies=shown.testimonies[::-1])
    assert [f.choices[0].key for f in build_facets(shown)] == [
        f.choices[0].key for f in build_facets(turned)
    ]


def test_a_long_list_has_parts_that_hold_each_record_once(workspace: Workspace) -> None:
    shown = multiply(load(workspace), 130)
    parts = list(build_parts("themes/sante.md", shown.testimonies))
    assert [t.slug for part in parts for t in part.testimonies] == [
        t.slug for t in shown.testimonies
    ]
    assert [part.uri for part in parts] == [
        "themes/sante.md",
        "themes/sante/page/2.md",
        "themes/sante/page/3.md",
    ]
    assert (parts[0].previous_uri, parts[0].next_uri) == ("", parts[1].uri)
    assert (parts[2].previous_uri, parts[2].next_uri) == (parts[1].uri, "")
    assert [part.landmarks for part in parts] == [(1, 2, 3)] * 3


def test_an_empty_list_is_one_part() -> None:
    [part] = build_parts("temoignages/index.md", ())
    assert (part.uri, part.count, part.landmarks) == ("temoignages/index.md", 1, (1,))


def test_pages_of_a_site_list_a_part_each(workspace: Workspace) -> None:
    shown = multiply(load(workspace), 70)
    specs = {spec.uri: spec for spec in build_pages(shown, language="nl")}
    for stem in ("temoignages", "themes/isolement", "organismes/la-passerelle"):
        second = specs[f"nl/{stem}/page/2.md"]
        assert len(second.members["part"].testimonies) == 10
        assert second.title.endswith(", pagina 2")
    assert "nl/temoignages/page/3.md" not in specs
    assert len({spec.uri for spec in build_pages(shown, language="nl")}) == len(
        list(build_pages(shown, language="nl"))
    )


def test_no_slug_takes_the_place_of_a_further_part(workspace: Workspace) -> None:
    shown = multiply(load(workspace), 70)
    named = [replace(shown.testimonies[0], slug=slug) for slug in ("page", "page-2", "2")]
    shown = replace(shown, testimonies=(*shown.testimonies, *named))
    uris = [spec.uri for spec in build_pages(shown)]
    assert len(uris) == len(set(uris))
    assert {"temoignages/page.md", "temoignages/2.md", "temoignages/page/2.md"} <= set(uris)
