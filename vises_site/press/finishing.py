"""What the engine leaves to be set in a printer's PDF."""

import hashlib
import io
import re
from uuid import UUID

import pikepdf

from vises_site.press.inking import prepare_inks
from vises_site.press.marks import add_marks
from vises_site.press.profiles import POINTS_PER_MM, Profile
from vises_site.press.saving import save_pdf

REGISTRY = "http://www.color.org"
"""Where the names of printing conditions are kept: the ICC Characterization Data Registry."""


def finish_pdf(content: bytes, profile: Profile, *, is_bound: bool = True) -> bytes:
    """Return a printer's PDF with its marks, whose identity depends on its content alone.

    The engine draws marks in RGB and inside the bleed; ours stand around it. It lets black knock
    out what it stands on, and leaves links on the page: see `prepare_inks`. It gives each PDF/X
    file a random document id, and names the printing condition by the profile's own description
    instead of the registered name. Other PDFs stay as they are.
    """
    if not profile.icc:
        return content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        metadata = pdf.Root.Metadata.read_bytes()
        neutral = re.sub(rb"xmp\.did:[0-9a-f-]{36}", b"xmp.did:", metadata)
        digest = hashlib.sha256(neutral)
        for page in pdf.pages:
            digest.update(page.Contents.read_raw_bytes())
        identity = f"xmp.did:{UUID(bytes=digest.digest()[:16])}".encode()
        pdf.Root.Metadata.write(re.sub(rb"xmp\.did:[0-9a-f-]{36}", identity, metadata))
        for intent in pdf.Root.OutputIntents:
            intent.OutputConditionIdentifier = profile.condition
            intent.RegistryName = REGISTRY
        prepare_inks(pdf)
        set_bleed(pdf, profile.bleed_mm)
        if profile.has_marks:
            add_marks(pdf, str(pdf.docinfo.get("/Title", "")), _describe(pdf, profile))
        if not is_bound:
            # Sheets that are not bound are printed on one side, whatever their number
            pdf.Root.ViewerPreferences = pikepdf.Dictionary(Duplex=pikepdf.Name.Simplex)
        # Its first half would otherwise be the engine's, which is made from the random id
        del pdf.trailer.ID
        return save_pdf(pdf)


def set_bleed(pdf: pikepdf.Pdf, bleed_mm: float) -> None:
    """Give each page the BleedBox that was asked for: the engine's is never wider than 10 pt."""
    length = bleed_mm * POINTS_PER_MM
    for page in pdf.pages:
        left, bottom, right, top = (float(value) for value in page.trimbox)
        box = (left - length, bottom - length, right + length, top + length)
        page.BleedBox = page.MediaBox = pikepdf.Array([round(value, 4) for value in box])


def _describe(pdf: pikepdf.Pdf, profile: Profile) -> str:
    """Return what the line above each page says after the title."""
    left, bottom, right, top = (float(value) for value in pdf.pages[0].trimbox)
    size = " × ".join(f"{round(v / POINTS_PER_MM)}" for v in (right - left, top - bottom))
    return f" – {size} mm – {profile.condition}"
