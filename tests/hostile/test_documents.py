"""What contributors add beside their texts, as it stands on the built site: shown, never acting."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, PngImagePlugin

from tests.conftest import Workspace
from tests.hostile import makers
from tests.hostile.commands import build, list_codes
from tests.hostile.makers import SCRIPT, annotate, link, make_pdf, script, set_page, set_root
from vises_site.load.documents import clean_pdf

ACTING = {
    "/AA",
    "/AcroForm",
    "/EF",
    "/EmbeddedFiles",
    "/GoTo3DView",
    "/GoToE",
    "/GoToR",
    "/Hide",
    "/ImportData",
    "/JS",
    "/JavaScript",
    "/Launch",
    "/Movie",
    "/Named",
    "/OpenAction",
    "/Rendition",
    "/RichMedia",
    "/RichMediaExecute",
    "/Sound",
    "/SubmitForm",
    "/Trans",
    "/XFA",
}
"""Keys and names of actions, attachments and forms. Source: ISO 32000-2, 12.6 and 7.11.4."""

STREAM = Dictionary(Subtype=Name.x)
NAMES = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), script()])))
ADDRESS = "https://a.example/"


def act(kind: str, **members: object) -> Dictionary:
    """Return an action."""
    return Dictionary(S=Name(f"/{kind}"), **members)


def lead(address: object) -> Dictionary:
    """Return the action of a link."""
    return act("URI", URI=address)


DOCUMENTS: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "a script on opening": set_root(OpenAction=script()),
    "a script on closing": set_root(AA=Dictionary(WC=script())),
    "a script among the names": set_root(Names=NAMES),
    "a script among the destinations": set_root(Dests=Dictionary(x=script())),
    "a script in a bookmark": makers.add_bookmark,
    "a script of the page": set_page(AA=Dictionary(O=script())),
    "a script of the tree of pages": lambda pdf: pdf.Root.Pages.update({"/AA": script()}),
    "a script behind a link": annotate(link(A=script())),
    "a script behind a harmless action": annotate(link(A=act("GoTo", D=Array(), Next=script()))),
    "a script beside a harmless action": annotate(link(A=lead(ADDRESS), AA=script())),
    "an address that runs": annotate(link(A=lead("javascript:tripwire()"))),
    "an address that runs behind a space": annotate(link(A=lead(" javascript:tripwire()"))),
    "an address that runs, kept aside": annotate(
        link(A=lead(ADDRESS), PA=lead("javascript:tripwire()"))
    ),
    "an address that is a number": annotate(link(A=lead(5))),
    "a base of all addresses": set_root(URI=Dictionary(Base=String("javascript:"))),
    "a program": annotate(link(A=act("Launch", F=String("cmd.exe")))),
    "another document": annotate(link(A=act("GoToR", F=String("\\\\evil.example\\x.pdf")))),
    "a document inside": annotate(link(A=act("GoToE", F=String("x.pdf")))),
    "a form": makers.add_form,
    "an attachment": makers.add_attachment,
    "an attachment of the page": makers.attach_to_page,
    "an attachment of an annotation": annotate(
        Dictionary(Subtype=Name.FileAttachment, FS=Dictionary(F=String("tripwire.exe")))
    ),
    "a film": annotate(Dictionary(Subtype=Name.Movie, A=True)),
    "a sound": annotate(Dictionary(Subtype=Name.Sound)),
    "a screen": annotate(Dictionary(Subtype=Name.Screen, A=act("Rendition", JS=String("x")))),
    "rich media": annotate(Dictionary(Subtype=Name.RichMedia)),
    "a number for an action": annotate(link(A=5)),
    "a name for an action": annotate(link(A=Name.JavaScript)),
    "a number for an annotation": annotate(7),
    "an annotation without a kind": annotate(Dictionary()),
    "a number for annotations": set_page(Annots=7),
    "a word for names": set_root(Names=Name.x),
    "a word for a form": set_root(AcroForm=Name.x, OpenAction=Name.x),
    "a title of odd characters": lambda pdf: pdf.docinfo.update({"/Title": String("x\0y\x01<b>")}),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_cleaned_or_refused(project: Workspace, name: str) -> None:
    content = make_pdf(DOCUMENTS[name])
    codes = list_codes(project.write({"content/a.pdf": content}))
    if codes == ["invalid-file"]:
        return
    assert codes == []
    words = makers.list_pdf_words(clean_pdf(content))
    assert words & ACTING == set()
    assert [word for word in words if "tripwire" in word or word.startswith("javascript")] == []


def test_cleaning_leaves_links_and_words() -> None:
    content = make_pdf(annotate(link(A=lead(ADDRESS)), link(A=act("GoTo", D=Array([0])))))
    with pikepdf.open(io.BytesIO(clean_pdf(content))) as pdf:
        assert [str(a.A.S) for a in pdf.pages[0].Annots] == ["/URI", "/GoTo"]


def save(form: str, **options: object) -> bytes:
    """Return a picture that tells more than its pixels."""
    content = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(content, form, **options)  # type: ignore[arg-type]
    return content.getvalue()


def write_png_text() -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", SCRIPT.decode())
    notes.add_itxt("XML:com.adobe.xmp", SCRIPT.decode())
    return save("PNG", pnginfo=notes)


POLYGLOTS: dict[str, bytes] = {
    "script.gif": save("GIF", comment=b"*/=1;tripwire();/*") + b";tripwire()//",
    "page.jpg": save("JPEG", comment=b"--><html>" + SCRIPT + b"<!--") + SCRIPT,
    "exif.jpg": save("JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0" + SCRIPT),
    "text.png": write_png_text(),
    "archive.png": makers.make_png() + makers.make_workbook({"tripwire.js": b"tripwire()"}),
    "appended.png": makers.make_png() + SCRIPT,
    "chunk.png": makers.make_png(chunks=makers.make_chunk(b"tRPw", SCRIPT)),
    "xmp.webp": save("WEBP", xmp=SCRIPT),
    "tags.tif": save("TIFF", tiffinfo={270: SCRIPT.decode(), 315: SCRIPT.decode()}),
    "page.pdf": make_pdf(makers.leave_as_it_is) + b"\n<html>" + SCRIPT,
    "all.pdf": make_pdf(
        lambda pdf: [change(pdf) for change in (makers.add_form, makers.add_attachment)]
    ),
    "locked.pdf": make_pdf(
        set_root(OpenAction=script()), encryption=pikepdf.Encryption(user="", owner="b")
    ),
    "drawing.svg": makers.make_svg("<script>tripwire()</script><path d='M0 0h9v9z'/>"),
}


@pytest.mark.slow
def test_files_that_are_two_things_at_once_are_only_one_on_the_site(project: Workspace) -> None:
    project.write({f"content/{name}": content for name, content in POLYGLOTS.items()})
    pictures = [name for name in POLYGLOTS if not name.endswith(".pdf")]
    shown = "".join(f"![x]({name})\n" for name in pictures)
    links = "".join(f"[x]({name})\n" for name in POLYGLOTS)
    project.write({"content/page.md": f"# P\n\n{shown}\n{links}"})
    assert build(project, "--no-publications") == 0
    site = project.root / "site"
    for name in POLYGLOTS:
        content = (site / name.replace(".svg", ".svg.png")).read_bytes()
        assert b"tripwire" not in content, name
        if name.endswith(".pdf"):
            assert makers.list_pdf_words(content) & ACTING == set()
        else:
            Image.open(io.BytesIO(content)).load()
    assert not list(site.rglob("drawing.svg"))
