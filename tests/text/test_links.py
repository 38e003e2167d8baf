from vises_site.text.links import find_links, find_web_addresses


def list_targets(text: str) -> list[str]:
    return [link.target for link in find_links(text)]


def test_links_of_all_forms_are_found_in_the_body_only() -> None:
    text = "---\nx: '[a](b.md)'\n---\n[c](d.md) [e](<f g.md>) [h](i_(j).md \"k\")\n[l]: m.md\n"
    assert list_targets(text) == ["d.md", "f g.md", "i_(j).md", "m.md"]
    assert list_targets('<a class="x" href="y.md">z</a>') == ["y.md"]


def test_code_comments_pictures_and_footnotes_are_no_links() -> None:
    text = "`[a](b.md)` ![c](d.png) <!-- [e](f.md)\n[g](h.md) -->\n[^1]: [i](j.md)\n"
    text += "~~~\n[k](l.md)\n~~~\n"
    assert list_targets(text) == ["j.md"]
    assert list_targets("[![a](b.png)](c.md)") == ["c.md"]


def test_a_link_knows_its_place_its_path_and_its_anchor() -> None:
    (link,) = find_links("Un\n\nmot [là](a%20b.md?x#c%C3%A9)")
    assert (link.line, link.column, link.path, link.anchor) == (3, 10, "a b.md", "cé")


def test_web_addresses_end_before_the_marks_around_them() -> None:
    text = "---\nsite-web: https://a.be/\n---\n"
    text += "(voir https://b.be/c_(d)). **https://e.be/f?g=h**, <https://i.be>"
    found = [(link.line, link.target) for link in find_web_addresses(text)]
    assert found == [
        (2, "https://a.be/"),
        (4, "https://b.be/c_(d)"),
        (4, "https://e.be/f?g=h"),
        (4, "https://i.be"),
    ]
