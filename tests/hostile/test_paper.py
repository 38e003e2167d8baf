"""Hostile texts on paper: the same words, nothing that acts, and no build that an author can stop.

A publication's engine complains of much that is harmless on a web page; since any complaint fails
a publication, whatever loading lets through must not bring one about.
"""

import subprocess
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import TODAY, Workspace
from tests.hostile.checker import read_scheme
from tests.hostile.commands import check, run
from tests.hostile.corpus import Case, read_cases, write_record
from tests.hostile.makers import list_pdf_words
from tests.hostile.test_documents import ACTING
from vises_site.assemble.publication import build_publication
from vises_site.model.publishable import publishable
from vises_site.press.profiles import SCREEN
from vises_site.problems import count_errors
from vises_site.render.paper import PaperRenderer
from vises_site.render.pdf import lay_out, write_pdf
from vises_site.render.pictures import PictureStore

pytestmark = pytest.mark.slow

HEAD = "---\ntitre: Des voix\ngenre: rapport\nformat: A4\nsections:\n"


def write_report(project: Workspace, *sections: str) -> None:
    listed = "".join(f"  - {section}\n" for section in sections)
    project.write({"content/publications/voix.md": f"{HEAD}{listed}---\nUn rapport.\n"})


def publish(project: Workspace) -> tuple[int, Path]:
    """Make the report's screen PDF as a user does; return the exit status and the PDF's place."""
    status = run(project, "publish", "voix", "--profile", "écran", "-o", "sortie").returncode
    return status, project.root / "sortie" / "voix.pdf"


def assert_printable(project: Workspace) -> None:
    """Make the report's screen PDF in this process, unless loading refuses a file."""
    library = project.load()
    if count_errors(library.problems):
        return
    shown = publishable(library, "brochure", TODAY)
    spec = build_publication(shown, shown.publications["voix"])
    store = PictureStore(project.root, project.root / ".vises")
    renderer = PaperRenderer(shown, spec, SCREEN, store, "https://a.example/")
    content = write_pdf(lay_out(*renderer.render(), SCREEN), SCREEN)
    path = project.root / "voix.pdf"
    path.write_bytes(content)
    assert_inert(path)


def read_words(path: Path) -> str:
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def list_addresses(path: Path) -> list[str]:
    with pikepdf.open(path) as pdf:
        links = [link for page in pdf.pages for link in page.obj.get("/Annots", [])]
        assert {str(link.Subtype) for link in links} <= {"/Link"}
        return [str(link.A.URI) for link in links if "/A" in link]


def assert_inert(path: Path) -> None:
    assert list_pdf_words(path.read_bytes()) & (ACTING - {"/OpenAction"}) == set()
    schemes = {read_scheme(address) for address in list_addresses(path)}
    assert schemes <= {"http", "https", "mailto", "tel"}


def test_every_field_stays_words_on_paper(project: Workspace) -> None:
    fields = [case for case in read_cases() if case.name.startswith("f-")]
    for case in fields:
        project.write(dict(case.files))
    names = ", ".join(case.name for case in fields)
    write_report(
        project,
        f"témoignages: {{choix: [{names}]}}",
        *(f"page: {case.name}.md" for case in fields),
        f"évaluation: {fields[0].name}",
        f"évaluation: {fields[1].name}",
        f"organismes: {{choix: [{names}]}}",
        f"contacts: {{choix: [{names}]}}",
    )
    status, path = publish(project)
    assert status == 0
    assert_inert(path)
    words = read_words(path)
    assert words.count("tripwire()") > 50
    assert str(1337 * 1337) not in words


def list_texts() -> list[Case]:
    """Return the cases that are a page."""
    return [
        case for case in read_cases() if case.is_inert and f"content/{case.name}.md" in case.files
    ]


def test_every_text_stays_words_on_paper(project: Workspace) -> None:
    chosen = [case for case in list_texts() if not case.name.startswith("f-")]
    assert len(chosen) > 30
    for case in chosen:
        project.write(dict(case.files))
    write_report(project, *(f"page: {case.name}.md" for case in chosen))
    status, path = publish(project)
    assert status == 0
    assert_inert(path)
    assert read_words(path).count("tripwire()") > 20


HAZARDS: dict[str, str] = {
    "a link to no anchor": "[x](#nulle-part) [y](#)",
    "the same name twice": '<i id="x">a</i> <b id="x">b</b> [x](#x)',
    "names of all characters": '<i id="x y">a</i> <b id="&quot;);é">b</b> [x](#x%20y) [y](#%ff)',
    "languages that are none": '<p lang="x-&quot;)">x</p> <p lang="">y</p> <p lang="fr;}">z</p>',
    "attributes that look like links": '<a title="href=" id="x href=javascript:x y" href="z">a</a>',
    "an address that is none": "[x](./a://b) [y](//[) [z](http://[::1) [w](?a) [v](\\\\\\\\x)",
    "a code with letters": "/// qr | https://été.example/«x»\n///",
    "a code with marks": "/// qr | https://a.example/;x?a=b&c=%zz#d'(e)\n///",
    "a code that is too long": "/// qr | https://a.example/" + "a" * 6_000 + "\n///",
    "a picture that is a text": '![x][r] <img src="index.md" alt="x">\n\n[r]: index.md',
    "a picture of another server": '<img src="&#9;//evil.example/a.png" alt=""> <img alt="">',
    "a picture of any size": '<img src="a.png" width="999999999" height="-1" alt="">',
    "tags in each other": "<b>" * 1_500 + "x",
    "quotations in each other": "<blockquote>" * 400 + "x",
    "lists in each other": "<ul><li>" * 300 + "x",
    "a list from 10 to the 20": '<ol start="99999999999999999999"><li>x</li></ol>',
    "letters of other scripts": "🙂 👩‍👩‍👧 мир 中文 日本語 مرحبا שלום ไทย",
    "characters without a glyph": "&#xFFFF; &#1; &#x202E; \U0001fffe ￾",
    "a word of 19,000 letters": "a" * 19_000,
}


@pytest.mark.parametrize("name", HAZARDS)
def test_what_is_not_refused_can_be_printed(project: Workspace, name: str) -> None:
    project.write({"content/a.md": f"# P\n\n{HAZARDS[name]}\n"})
    write_report(project, "page: a.md")
    assert_printable(project)


@pytest.mark.parametrize("cells", [1_000_000, 9_999_999_999])
def test_a_table_of_any_size_can_be_printed(project: Workspace, cells: int) -> None:
    cell = f"<td colspan={cells} rowspan={cells}>x</td>"
    project.write({"content/a.md": f"# P\n\n<table><tr>{cell}</tr></table>\n"})
    write_report(project, "page: a.md")
    status, _path = publish(project)
    assert status == (0 if check(project) else 1)


@pytest.mark.parametrize("name", ["l'été (1).md", "a;b}c.md", "a%20b.md", "a'b\"c.md", "<b>.md"])
def test_a_page_of_any_name_can_be_printed(project: Workspace, name: str) -> None:
    project.write({f"content/{name}": "# P\n\nx\n"})
    quoted = name.replace("'", "''")
    write_report(project, f"page: '{quoted}'")
    assert_printable(project)


@pytest.mark.parametrize(
    "title", ["a\0b", "a\x1b[31mb", "a\u202eb", "🙂", "x" * 270, "} * { color: red"]
)
def test_a_title_of_any_characters_can_be_printed(project: Workspace, title: str) -> None:
    project.write(dict([write_record("page", "a", {"titre": title})]))
    project.write(dict([write_record("testimony", "b", {"titre": title, "citation": title})]))
    write_report(project, "page: a.md", "témoignages: {choix: [b]}")
    assert_printable(project)
