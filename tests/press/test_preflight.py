"""Preflight: sound files are clean, each fault is found, figures agree with other programs."""

import io
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from tests.press.faults import (
    FADED,
    FAULTS,
    Damage,
    Fault,
    damage,
    draw,
    image,
    make_form,
    make_sound,
    place,
)
from vises_site.press.covers import count_pages
from vises_site.press.preflight.content import read_page
from vises_site.press.preflight.demands import DEMANDS, PRINTING_HOUSE
from vises_site.press.preflight.illustration import render_report
from vises_site.press.preflight.inspection import UnreadableError, inspect_pdf
from vises_site.press.preflight.plates import render_plates
from vises_site.press.preflight.wetness import measure_inks

pytestmark = pytest.mark.slow


def test_a_sound_file_is_clean() -> None:
    report = inspect_pdf(make_sound(), "essai.pdf")
    assert report.profile == "impression"
    assert [(f.code, f.page, f.what) for f in report.findings] == []
    assert [(page.width_mm, page.height_mm) for page in report.pages] == [(148, 210)] * 4
    assert report.pages[0].ink_max_percent == pytest.approx(180, abs=1)


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_each_fault_is_found_where_it_is(fault: Fault) -> None:
    report = inspect_pdf(damage(fault.change), "essai.pdf", PRINTING_HOUSE)
    found = [f for f in report.findings if (f.code, f.page) == (fault.code, fault.page)]
    assert found, [(f.code, f.page, f.what) for f in report.findings]
    assert fault.words in " ".join(f.what for f in found)
    assert all(f.expected and f.mend for f in found)


def test_there_are_many_faults() -> None:
    assert len({fault.code for fault in FAULTS.values()}) >= 25


def test_a_place_is_told_in_millimetres_from_the_upper_left_corner() -> None:
    report = inspect_pdf(damage(draw("1 0 0 rg 72 72 144 36 re f")), "essai.pdf")
    (finding,) = [f for f in report.findings if f.code == "rgb-object"]
    assert finding.place_mm == pytest.approx((25.4, 210 - 38.1, 50.8, 12.7), abs=0.1)


def test_transparency_is_a_fault_in_x1a_alone() -> None:
    content = damage(draw("/A gs .5 0 0 0 k 100 100 80 80 re f", ExtGState={"A": FADED}))
    found = inspect_pdf(content, "essai.pdf", replace(PRINTING_HOUSE, standard="X-1a"))
    assert "transparency" in {f.code for f in found.findings}
    assert "transparency" not in {f.code for f in inspect_pdf(content, "essai.pdf").findings}


def test_an_encrypted_file_is_told_and_one_with_a_password_refused() -> None:
    with pikepdf.open(io.BytesIO(make_sound())) as pdf:
        open_to_all, locked = io.BytesIO(), io.BytesIO()
        pdf.save(open_to_all, encryption=pikepdf.Encryption(owner="x", user=""))
        pdf.save(locked, encryption=pikepdf.Encryption(owner="x", user="y"))
    codes = {f.code for f in inspect_pdf(open_to_all.getvalue(), "a.pdf").findings}
    assert "encrypted" in codes
    with pytest.raises(UnreadableError, match="mot de passe"):
        inspect_pdf(locked.getvalue(), "a.pdf")


@pytest.mark.parametrize("profile", ["écran", "archive"])
def test_untagged_pages_are_not_accessible(profile: str) -> None:
    report = inspect_pdf(make_sound(), "essai.pdf", DEMANDS[profile])
    assert "not-conforming" in {f.code for f in report.findings}


def test_many_alike_are_told_a_few_times_and_counted() -> None:
    lines = " ".join(f"100 {y} m 200 {y} l S" for y in range(100, 140))
    report = inspect_pdf(damage(draw(f"0 0 0 1 K .1 w {lines}")), "essai.pdf")
    hairlines = [f for f in report.findings if f.code == "hairline"]
    assert len(hairlines) == 5
    assert sum(f.count for f in hairlines) == 40


def test_forms_that_hold_each_other_end() -> None:
    def nest(pdf: pikepdf.Pdf) -> None:
        inner = pdf.make_stream(b"0 0 9 9 re f")
        for _level in range(40):
            outer = pdf.make_stream(b"/A Do " * 20)
            outer.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=inner))
            outer.Subtype, outer.BBox = pikepdf.Name.Form, pikepdf.Array([0, 0, 9, 9])
            inner.Subtype, inner.BBox = pikepdf.Name.Form, pikepdf.Array([0, 0, 9, 9])
            inner = outer
        draw("/A Do", XObject={"A": inner})(pdf)

    report = inspect_pdf(damage(nest), "essai.pdf")
    assert "too-complex" in {f.code for f in report.findings}
    assert "<img" not in render_report(report, damage(nest))


# Other programs


def separate(content: bytes, folder: Path, dpi: int) -> list[np.ndarray]:
    """Return the plates that Ghostscript makes: height × width × 4, 0 to 255, a page each."""
    path = folder / "essai.pdf"
    path.write_bytes(content)
    command = ["gs", "-q", "-o", str(folder / "p%d.tif"), "-sDEVICE=tiffsep", f"-r{dpi}"]
    command += ["-dTextAlphaBits=4", "-dGraphicsAlphaBits=4", "-dOverprint=/enable", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    pages = []
    for number in range(1, len(list(folder.glob("p*(Cyan).tif"))) + 1):
        plates = [
            255 - np.asarray(Image.open(folder / f"p{number}({ink}).tif").convert("L"))
            for ink in ("Cyan", "Magenta", "Yellow", "Black")
        ]
        pages.append(np.dstack(plates))
    return pages


FLATS = {
    "flats": draw(".9 .9 .9 .7 k 100 100 80 80 re f .2 0 .6 0 k 200 200 99 99 re f"),
    "grey": draw(".3 g 100 100 80 80 re f"),
    "picture": draw(place(50, 33), XObject={"Im": image(600, 400, value=150)}),
    "inverted picture": draw(
        place(50, 33), XObject={"Im": image(600, 400, value=50, Decode=[1, 0] * 4)}
    ),
    "grey picture": draw(place(50, 33), XObject={"Im": image(600, 400, "DeviceGray", 50)}),
    "overprint": FAULTS["ink over ink"].change,
    "gradient": FAULTS["wet gradient"].change,
    "form": draw("/Fm Do", XObject={"Fm": make_form(".1 .7 .3 .2 k")}),
    "half transparent": draw(
        ".8 0 0 0 k 90 90 90 90 re f /A gs 0 .8 0 .4 k 100 100 80 80 re f", ExtGState={"A": FADED}
    ),
}


def test_ink_measured_in_parts_is_the_same_ink() -> None:
    content = make_sound()
    whole = measure_inks(content, PRINTING_HOUSE)
    parts = [measure_inks(content, PRINTING_HOUSE, part, 3) for part in range(3)]
    assert tuple(page for part in parts for page in part.pages) == whole.pages
    assert tuple(finding for part in parts for finding in part.findings) == whole.findings


@pytest.mark.parametrize("change", FLATS.values(), ids=FLATS)
def test_ink_agrees_with_ghostscript(change: Damage, tmp_path: Path) -> None:
    content = damage(change)
    theirs = separate(content, tmp_path, 72)
    ours = [plates for plates, gaps in render_plates(content, range(count_pages(content)))]
    for mine, other in zip(ours, theirs, strict=True):
        height = min(mine.inks.shape[0], other.shape[0])
        width = min(mine.inks.shape[1], other.shape[1])
        # Inside the trimmed page: how marks thinner than a point look is each program's business
        a, b = (
            array[45 : height - 45, 45 : width - 45].astype(int) for array in (mine.inks, other)
        )
        assert np.abs(a.mean(axis=(0, 1)) - b.mean(axis=(0, 1))).max() < 1.5
        for wanted in (99.0, 99.9):
            mine_total, their_total = (np.percentile(x.sum(axis=2), wanted) for x in (a, b))
            assert mine_total == pytest.approx(their_total, abs=8)


def test_the_resolution_of_pictures_agrees_with_poppler(tmp_path: Path) -> None:
    content = damage(draw(place(50, 33), XObject={"Im": image(394, 262)}))
    path = tmp_path / "essai.pdf"
    path.write_bytes(content)
    done = subprocess.run(["pdfimages", "-list", str(path)], capture_output=True, check=True)
    rows = [line.split() for line in done.stdout.decode().splitlines()[2:]]
    theirs = sorted((int(row[3]), int(row[4]), int(row[12])) for row in rows)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pictures = [m.picture for page in pdf.pages for m in read_page(page).marks if m.picture]
    ours = sorted((p.width_px, p.height_px, round(p.dpi)) for p in pictures)
    assert len(ours) == 2
    for mine, other in zip(ours, theirs, strict=True):
        assert mine[:2] == other[:2]
        assert mine[2] == pytest.approx(other[2], abs=1)


def test_fonts_agree_with_poppler(tmp_path: Path) -> None:
    content = damage(FAULTS["font left out"].change)
    path = tmp_path / "essai.pdf"
    path.write_bytes(content)
    done = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True)
    theirs = set()
    for line in done.stdout.splitlines()[2:]:
        flags = re.search(r" (yes|no) +(yes|no) +(yes|no) ", line)
        assert flags
        name = re.sub(r"^[A-Z]{6}\+", "", line.split()[0])
        theirs.add((name, flags[1] == "yes", flags[2] == "yes"))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        fonts = [m.state.font for p in pdf.pages for m in read_page(p).marks if m.kind == "text"]
    ours = {(f.name, f.is_embedded, f.is_subset) for f in fonts if f}
    assert ours == theirs


# PDFs made by others


def test_a_file_of_reportlab_is_found_wanting(tmp_path: Path) -> None:
    path = tmp_path / "autre.pdf"
    canvas = Canvas(str(path), pagesize=(420, 595))
    canvas.setFillColorRGB(0.2, 0.4, 0.6)
    canvas.rect(0, 0, 420, 200, stroke=0, fill=1)
    canvas.drawString(100, 300, "Bonjour")
    canvas.showPage()
    canvas.save()
    report = inspect_pdf(path.read_bytes(), path.name)
    codes = {f.code for f in report.findings}
    assert codes >= {"rgb-object", "font-not-embedded", "trim-missing", "output-intent"}


def test_the_report_shows_each_finding_and_nothing_from_elsewhere() -> None:
    content = damage(FAULTS["red in RGB"].change)
    report = inspect_pdf(content, "<essai>.pdf", PRINTING_HOUSE)
    html = render_report(report, content)
    assert html.count("<img") == 4
    assert 'class="error"' in html
    assert "DeviceRGB" in html
    assert "&lt;essai&gt;" in html
    assert not re.search(r"(src|href)=\"(?!data:)", html)
    assert html == render_report(report, content)
