"""A printer's PDF without a fault, and damages that each bring one into it."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import pikepdf
from PIL import Image, ImageCms

from vises_site.press.finishing import finish_pdf
from vises_site.press.profiles import POINTS_PER_MM, PRINT
from vises_site.render.fonts import list_font_assets, list_font_faces
from vises_site.render.pdf import ASSET_SCHEME, Asset, lay_out, write_pdf

Damage = Callable[[pikepdf.Pdf], None]

_FACES = "".join(
    f'@font-face {{ font-family: "{family}"; src: url({ASSET_SCHEME}{stem}.woff2); '
    f"font-weight: {weight}; font-style: {style}; }}"
    for family, stem, weight, style in list_font_faces()
)
_STYLE = (
    _FACES
    + f"""
@color-profile device-cmyk {{ src: url({ASSET_SCHEME}{PRINT.color_profile});
  components: cyan, magenta, yellow, black; }}
@page {{ size: 148mm 210mm; margin: 20mm; bleed: 3mm; }}
@page flat {{ background: device-cmyk(80% 40% 40% 20%); }}
body {{ font: 10pt/14pt "Atkinson"; color: device-cmyk(0% 0% 0% 100%); margin: 0; }}
section {{ break-after: page; }} .flat {{ page: flat; color: device-cmyk(0% 0% 0% 0%); }}
img {{ width: 60mm; height: 40mm; display: block; }}
"""
)


@cache
def make_sound() -> bytes:
    """Return a PDF of four A5 pages that a printing house accepts at first sight."""
    picture = io.BytesIO()
    Image.new("CMYK", (720, 480), (90, 60, 40, 20)).save(picture, "JPEG", quality=95)
    html = f"""<!doctype html><html lang="fr"><head><title>Essai</title>
    <meta name="dcterms.created" content="2026-10-01">
    <meta name="dcterms.modified" content="2026-10-01"><style>{_STYLE}</style></head><body>
    <section class="flat"><p>Une couverture</p></section>
    <section><p>Une page de texte.</p><img src="{ASSET_SCHEME}a.jpg" alt="Un aplat"></section>
    <section><p>Encore une.</p></section><section class="flat"><p>Le dos</p></section>"""
    assets: dict[str, Asset] = {**list_font_assets(), "a.jpg": picture.getvalue()}
    assert PRINT.icc
    assets[PRINT.color_profile] = PRINT.icc
    content = write_pdf(lay_out(html, assets, PRINT), PRINT)
    return finish_pdf(content, PRINT)


def damage(change: Damage, content: bytes | None = None) -> bytes:
    """Return the sound PDF, or another one, after a change."""
    with pikepdf.open(io.BytesIO(content or make_sound())) as pdf:
        change(pdf)
        changed = io.BytesIO()
        level = pikepdf.StreamDecodeLevel.none
        pdf.save(changed, static_id=True, stream_decode_level=level, compress_streams=False)
    return changed.getvalue()


def draw(instructions: str, index: int = 1, **resources: dict[str, object]) -> Damage:
    """Return a damage that draws on a page, from the lower left corner of the trimmed page."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[index]
        own = pikepdf.Dictionary(page.obj.Resources)
        for kind, members in resources.items():
            known = pikepdf.Dictionary(own.get(f"/{kind}", pikepdf.Dictionary()))
            for name, member in members.items():
                made = member(pdf) if callable(member) else member
                known[f"/{name}"] = made
            own[f"/{kind}"] = known
        page.obj.Resources = own
        x, y = (float(value) for value in list(page.trimbox)[:2])
        page.contents_add(b"q", prepend=True)
        page.contents_add(f"Q q 1 0 0 1 {x} {y} cm {instructions} Q".encode())

    return change


def place(width_mm: float, height_mm: float, name: str = "Im") -> str:
    """Return what places an image of a size in the middle of the page."""
    width, height = width_mm * POINTS_PER_MM, height_mm * POINTS_PER_MM
    return f"{width} 0 0 {height} 100 100 cm /{name} Do"


def image(
    width: int,
    height: int,
    space: str = "DeviceCMYK",
    value: int = 60,
    bits: int = 8,
    **more: object,
) -> Callable[[pikepdf.Pdf], pikepdf.Object]:
    """Return what makes an image of one colour."""
    components = {"DeviceRGB": 3, "DeviceGray": 1}.get(space, 4)

    def make(pdf: pikepdf.Pdf) -> pikepdf.Object:
        row = -(-width * components * bits // 8)
        stream = pdf.make_stream(bytes([value]) * row * height)
        stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        stream.Width, stream.Height, stream.BitsPerComponent = width, height, bits
        stream.ColorSpace = pikepdf.Name(f"/{space}")
        for key, member in more.items():
            stream[f"/{key}"] = member(pdf) if callable(member) else member
        return stream

    return make


def separation(name: str) -> pikepdf.Object:
    """Return the colour space of one ink, shown as 80 % of magenta and yellow."""
    tint = pikepdf.Dictionary(
        FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0.8, 0.8, 0], N=1
    )
    return pikepdf.Array(
        [pikepdf.Name.Separation, pikepdf.Name(f"/{name}"), pikepdf.Name.DeviceCMYK, tint]
    )


HELVETICA = pikepdf.Dictionary(
    Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
)
LAB = pikepdf.Array([pikepdf.Name.Lab, pikepdf.Dictionary(WhitePoint=[0.9642, 1, 0.8249])])
OVER = pikepdf.Dictionary({"/op": True, "/OP": True, "/OPM": 1})
FADED = pikepdf.Dictionary({"/ca": 0.5})


def write_text(size: float, colour: str, x: float = 100, y: float = 300) -> str:
    """Return what writes a line in the page's first font."""
    return f"BT {colour} /F {size} Tf {x} {y} Td (Texte) Tj ET"


def borrow_font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Return a font that the file carries."""
    return next(iter(pdf.pages[1].obj.Resources.Font.values()))


def text(size: float, colour: str, x: float = 100, y: float = 300, index: int = 1) -> Damage:
    """Return a damage that writes a line."""
    written = write_text(size, colour, x, y).replace("(Texte)", "<00010002>")
    return draw(written, index, Font={"F": borrow_font})


def _cut_media(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.MediaBox = pikepdf.Array(list(pdf.pages[1].trimbox))


def _lose_bleed(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.BleedBox = pikepdf.Array(list(pdf.pages[1].trimbox))


def _lose_trim(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1].obj.TrimBox


def _resize(pdf: pikepdf.Pdf) -> None:
    left, bottom, right, top = (float(value) for value in pdf.pages[1].trimbox)
    pdf.pages[1].obj.TrimBox = pikepdf.Array([left, bottom, right - 10, top])


def _count_otherwise(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.UserUnit = 2


def _lose_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[2]


def _empty_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[2].obj.Contents = pdf.make_stream(b"")


def _break_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[2].obj.Contents = pdf.make_stream(b"q /Nowhere Do /Fx 12 Tf BT (a) Tj ET Q")


def _carry_whole_fonts(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[1].obj.Resources.Font.values():
        font.BaseFont = pikepdf.Name("/" + str(font.BaseFont).partition("+")[2])


def _lose_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def _intend_rgb(pdf: pikepdf.Pdf) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    stream = pdf.make_stream(profile)
    stream.N = 3
    pdf.Root.OutputIntents[0].DestOutputProfile = stream


def _name_nothing(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].OutputConditionIdentifier = "Custom"


def _lose_version(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata
    if "/GTS_PDFXVersion" in pdf.docinfo:
        del pdf.docinfo["/GTS_PDFXVersion"]


def _lose_title(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/Title"]
    raw = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(raw.replace(b"title", b"other"))


def _link(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=[100, 100, 200, 120],
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://exemple.be")),
    )
    pdf.pages[1].obj.Annots = pikepdf.Array([note])


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.csv"] = b"a;b"


def _group_in_rgb(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.Group = pikepdf.Dictionary(
        S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceRGB
    )


def _compress_oldly(pdf: pikepdf.Pdf) -> None:
    # The codes of one byte, LZW: clear, 65, end; nine bits each, the highest first
    bits = f"{256:09b}{65:09b}{257:09b}".ljust(32, "0")
    stream = pdf.make_stream(int(bits, 2).to_bytes(4))
    stream.Filter = pikepdf.Name.LZWDecode
    pdf.pages[1].obj.PieceInfo = stream


def _shade(pdf: pikepdf.Pdf) -> pikepdf.Object:
    deep = pikepdf.Dictionary(
        FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0.1], C1=[1, 1, 1, 0.6], N=1
    )
    return pikepdf.Dictionary(
        ShadingType=2,
        ColorSpace=pikepdf.Name.DeviceCMYK,
        Coords=[0, 0, 300, 0],
        Function=deep,
        Extend=[True, True],
    )


@dataclass(frozen=True, slots=True)
class Fault:
    """A damage, and the code of what must be found.

    Attributes:
        code: Of the finding.
        change: What brings it in.
        page: Where it is found; 0 for the whole document.
        words: Stands in what is told.
    """

    code: str
    change: Damage
    page: int = 2
    words: str = ""


def _list_faults() -> Iterator[tuple[str, Fault]]:
    square, black = "100 100 80 80 re f", "0 0 0 1 k"
    yield "red in RGB", Fault("rgb-object", draw(f"1 0 0 rg {square}"), words="DeviceRGB")
    rgb = image(600, 400, "DeviceRGB")
    yield "picture in RGB", Fault("rgb-object", draw(place(50, 33), XObject={"Im": rgb}))
    yield "form in RGB", Fault("rgb-object", draw("/Fm Do", XObject={"Fm": make_form("1 0 0 rg")}))
    lab = draw(f"/L cs 50 20 20 sc {square}", ColorSpace={"L": LAB})
    yield "colour in Lab", Fault("lab-object", lab)
    spot = draw(f"/S cs 1 scn {square}", ColorSpace={"S": separation("Or")})
    yield "gold ink", Fault("spot-ink", spot, words="Or")
    all_plates = draw(f"/S cs 1 scn {square}", ColorSpace={"S": separation("All")})
    yield "colour of marks", Fault("registration-colour", all_plates)
    foreign = draw(f"{black} {write_text(12, '')}", Font={"F": HELVETICA})
    yield "font left out", Fault("font-not-embedded", foreign, words="Helvetica")
    yield "whole font", Fault("font-not-subset", _carry_whole_fonts, page=1)
    yield "72 dpi", Fault("coarse-picture", draw(place(50, 33), XObject={"Im": image(142, 94)}))
    yield (
        "200 dpi",
        Fault("coarse-picture", draw(place(50, 33), XObject={"Im": image(394, 262)}), words="200"),
    )
    bitmap = image(590, 390, "DeviceGray", 0xAA, 1)
    yield "bitmap", Fault("coarse-bitmap", draw(place(50, 33), XObject={"Im": bitmap}))
    yield "no bleed", Fault("bleed-missing", _lose_bleed)
    yield "no trim", Fault("trim-missing", _lose_trim)
    yield "paper too small", Fault("box-order", _cut_media)
    yield "another size", Fault("page-size", _resize)
    yield "other units", Fault("user-unit", _count_otherwise)
    yield "three pages", Fault("page-count", _lose_page, page=0)
    yield "nothing", Fault("blank-page", _empty_page, page=3)
    yield "340 % of ink", Fault("ink-limit", draw(f".9 .9 .9 .7 k {square}"), words="339")
    wet = image(600, 400, value=217)
    yield "wet picture", Fault("ink-limit", draw(place(50, 33), XObject={"Im": wet}), words="340")
    layered = f".9 .9 0 0 k {square} /O gs 0 0 .9 .7 k {square}"
    yield "ink over ink", Fault("ink-limit", draw(layered, ExtGState={"O": OVER}))
    deep = draw("q 100 100 200 200 re W n /Sh sh Q", Shading={"Sh": _shade})
    yield "wet gradient", Fault("ink-limit", deep)
    yield "hairline", Fault("hairline", draw("0 0 0 1 K .1 w 100 100 m 200 100 l S"))
    yield "no width", Fault("hairline", draw("0 0 0 1 K 0 w 100 100 m 200 100 l S"))
    yield "filled hairline", Fault("hairline", draw(f"{black} 100 100 200 .1 re f"))
    yield (
        "scaled hairline",
        Fault("hairline", draw("0 0 0 1 K .1 0 0 .1 0 0 cm 1 w 0 99 m 9 9 l S")),
    )
    yield "5 pt", Fault("small-text", text(5, black))
    yield "white 7 pt", Fault("small-reversed-text", text(7, "0 0 0 0 k", index=0), page=1)
    yield "four inks", Fault("rich-black-text", text(10, ".6 .5 .5 1 k"), words="60/50/50/100")
    yield "black cuts out", Fault("black-knocks-out", text(10, black))
    ghost = draw(f"/O gs 0 0 0 0 k {square}", ExtGState={"O": OVER})
    yield "white overprints", Fault("white-overprint", ghost)
    yield "short bleed", Fault("short-bleed", draw(".5 0 0 0 k -2.8 100 200 200 re f"), words="1")
    yield "text at the edge", Fault("text-near-edge", text(10, black, x=5))
    yield "no intent", Fault("output-intent", _lose_intent, page=0)
    yield "screen's intent", Fault("output-intent", _intend_rgb, page=0, words="RGB")
    yield "nameless condition", Fault("condition-name", _name_nothing, page=0)
    yield "no version", Fault("pdfx-version", _lose_version, page=0)
    yield "no title", Fault("pdfx-key", _lose_title, page=0, words="Title")
    yield "link", Fault("annotation", _link)
    yield "script", Fault("script", _script, page=0)
    yield "attachment", Fault("attachments", _attach, page=0)
    yield "old compression", Fault("lzw", _compress_oldly, page=0)
    yield "RGB mixing", Fault("group-colour-space", _group_in_rgb)
    yield "broken page", Fault("damaged-page", _break_page, page=3)


def make_form(colour: str) -> Callable[[pikepdf.Pdf], pikepdf.Object]:
    """Return what makes a form that fills a square."""

    def make(pdf: pikepdf.Pdf) -> pikepdf.Object:
        form = pdf.make_stream(f"{colour} 100 100 80 80 re f".encode())
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox = pikepdf.Array([0, 0, 400, 400])
        return form

    return make


FAULTS = dict(_list_faults())
