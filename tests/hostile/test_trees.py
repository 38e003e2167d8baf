"""Links, pipes and names in places where files are looked for, and tables of what was found."""

import csv
import io
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Workspace
from tests.hostile import makers
from tests.hostile.commands import build, report, run
from tests.hostile.corpus import read_cases, write_record

pytestmark = pytest.mark.slow

PLACE = "testimonies/la-passerelle/essai.md"


def link_outside(project: Workspace) -> None:
    outside = project.root.parent / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("# SECRET\n", encoding="utf-8")
    (outside / "secret.jpg").write_bytes(makers.make_picture("JPEG"))
    (project.root / "content/dehors").symlink_to(outside)
    (project.root / "content/dehors.md").symlink_to(outside / "secret.md")
    (project.root / "content/dehors.jpg").symlink_to(outside / "secret.jpg")
    (project.root / "testimonies/dehors").symlink_to(outside)
    (project.root / "testimonies/la-passerelle/dehors.md").symlink_to(outside / "secret.md")


def link_inside(project: Workspace) -> None:
    (project.root / "content/dedans.md").symlink_to(project.root / PLACE.replace("essai", "luc"))
    (project.root / "content/dedans").symlink_to(project.root / "testimonies")
    (project.root / "content/reglages.yml").symlink_to(project.root / "mkdocs.yml")


def link_in_circles(project: Workspace) -> None:
    for name in ("a", "b", "c"):
        (project.root / "content" / name).symlink_to(".")
    (project.root / "testimonies/a").symlink_to("b")
    (project.root / "testimonies/b").symlink_to("a")
    (project.root / "content/moi.md").symlink_to("moi.md")


def link_in_hidden_circles(project: Workspace) -> None:
    for name in (".a", ".b"):
        (project.root / "content" / name).symlink_to(".")
        (project.root / "testimonies" / name).symlink_to(".")


def link_nowhere(project: Workspace) -> None:
    (project.root / "content/rien.md").symlink_to("/nowhere/rien.md")
    (project.root / "content/rien.pdf").symlink_to("/nowhere/rien.pdf")
    (project.root / "content/noyau").symlink_to("/proc/self")


def make_pipes(project: Workspace) -> None:
    for path in ("content/a.md", "content/a.pdf", "content/a.jpg", "content/a.csv", PLACE):
        os.mkfifo(project.root / path)
    os.mkfifo(project.root / "content/organismes/b.md")
    os.mkfifo(project.root / ".vises-noms")


def make_sockets(project: Workspace) -> None:
    here = Path.cwd()
    os.chdir(project.root / "content")  # the name of a socket is short
    try:
        for name in ("a.md", "a.jpg"):
            with socket.socket(socket.AF_UNIX) as end:
                end.bind(name)
    finally:
        os.chdir(here)


def make_folders_named_like_files(project: Workspace) -> None:
    for name in ("x.md", "x.jpg", "x.pdf", "x.csv", "organismes/x.md", "publications/x.md"):
        (project.root / "content" / name).mkdir(parents=True)
    (project.root / PLACE).mkdir()
    project.write({"content/x.md/y.md": "# Y\n\nx\n"})


def name_in_another_encoding(project: Workspace) -> None:
    place = os.fsencode(project.root / "content")
    Path(os.fsdecode(place + b"/caf\xe9.md")).write_text("# Café\n", encoding="utf-8")


def name_a_picture_in_another_encoding(project: Workspace) -> None:
    place = os.fsencode(project.root / "content")
    Path(os.fsdecode(place + b"/caf\xe9.png")).write_bytes(makers.make_png())


def lengthen_words(project: Workspace) -> None:
    """Write words that are within their limit, but too long for the name of a file."""
    changes = {"thèmes": ["a" * 270], "voix": [{"nom-affiché": "b" * 270}], "citation": "c" * 270}
    project.write(dict([write_record("testimony", "essai", changes)]))


TREES: dict[Callable[[Workspace], None], list[str] | None] = {
    link_outside: ["symlink"] * 5,
    link_inside: ["symlink"] * 3,
    link_in_circles: ["symlink"] * 6,
    link_in_hidden_circles: None,
    link_nowhere: ["symlink"] * 3,
    make_pipes: ["foreign-file"] * 6,
    make_sockets: ["foreign-file"] * 2,
    make_folders_named_like_files: [],
    name_in_another_encoding: None,
    name_a_picture_in_another_encoding: None,
    lengthen_words: None,
}
"""What loading says of each; None where it may say so or not, as long as the build agrees."""


@pytest.mark.parametrize("change", TREES, ids=lambda change: change.__name__)
def test_a_tree_of_files_is_walked_to_its_end(
    project: Workspace, change: Callable[[Workspace], None]
) -> None:
    change(project)
    problems = report(project)
    if (codes := TREES[change]) is not None:
        assert [problem["code"] for problem in problems] == codes
    is_refused = any(problem["severity"] == "error" for problem in problems)
    assert build(project, "--no-publications") == (1 if is_refused else 0)
    if not is_refused:
        texts = [path.read_bytes() for path in (project.root / "site").rglob("*.html")]
        assert not any(b"SECRET" in text for text in texts)


def test_folders_of_texts_that_are_links_are_refused(project: Workspace) -> None:
    outside = project.root.parent / "outside"
    (project.root / "testimonies").rename(outside)
    (project.root / "testimonies").symlink_to(outside)
    assert {problem["code"] for problem in report(project)} == {"symlink"}
    assert build(project, "--no-publications") == 1


def test_tables_of_consents_hold_no_formulas(project: Workspace) -> None:
    for case in read_cases():
        if case.family == "csv":
            project.write(dict(case.files))
    text = run(project, "consent", "list", "--format", "csv").stdout.removeprefix("\ufeff")
    separator = ";" if ";" in text.partition("\n")[0] else ","
    rows = list(csv.reader(io.StringIO(text), delimiter=separator))
    cells = [cell for row in rows for cell in row]
    assert len(rows) > 9
    assert [cell for cell in cells if cell[:1] in "=+-@\t\r" and cell] == []
    assert "'=cmd|' /C calc'!A0" in cells
    assert '\'=HYPERLINK("https://evil.example/")' in cells


def test_tables_on_a_terminal_show_words_as_they_are(project: Workspace) -> None:
    for case in read_cases():
        if case.name in ("markup-of-the-terminal", "escaped-control", "formula"):
            project.write(dict(case.files))
    shown = run(project, "consent", "list").stdout
    assert "[/x] [link=https://evil.example/]x[/link]" in shown
    assert "\x1b" not in shown
    problems = run(project, "check").stdout
    assert "\x1b" not in problems


def test_pages_in_the_place_of_generated_ones_are_refused(project: Workspace) -> None:
    assert build(project, "--no-publications") == 0
    mine = "# Mienne\n\nune page à moi\n"
    names = ("temoignages/luc", "themes/isolement", "recherche", "temoignages/luc/index")
    project.write({f"content/{name}.md": mine for name in names})
    assert build(project, "--no-publications") == 1
    page = (project.root / "site/temoignages/luc/index.html").read_text(encoding="utf-8")
    assert "je respire" in page
    assert "une page à moi" not in page
