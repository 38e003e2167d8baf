"""Printers' presets: those that we ship, and those of a project."""

from functools import cache
from pathlib import Path

import yaml
from PIL import ImageCms

from vises_site.language import gettext as _
from vises_site.load.names import check_file
from vises_site.load.sources import Project, Source
from vises_site.model.printer import Printer, PrinterFields

PRESETS_PATH = Path(__file__).parent.parent / "press" / "presets"

PRINTER_FOLDER = "imprimeurs"


@cache
def read_presets() -> dict[str, Printer]:
    """Return the presets that we ship, by name."""
    presets = {}
    for path in sorted(PRESETS_PATH.glob("*.yml")):
        members = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        presets[path.stem] = Printer(path.stem, "", PrinterFields.model_validate(members))
    return presets


def check_printer(project: Project, printer: Printer, source: Source) -> None:
    """Report a profile that is not there or is none of a press, and a condition without name."""
    spot = ("profil-icc",)
    path = check_file(source, project, spot, printer.fields.profile)
    if path is None:
        return
    if (space := _read_space(path)) != "CMYK":
        source.report_at(
            spot,
            "invalid-icc",
            _("« {name} » is no profile of a press ({space})").format(
                name=path.name, space=space or _("unreadable")
            ),
            _("an ICC profile in CMYK, such as PSOcoated_v3.icc"),
            _("ask the printing house which profile it works with"),
        )
    if not printer.fields.condition:
        source.report_at(
            spot,
            "missing-key",
            _("the key « {key} » is missing").format(key="condition"),
            _("the registered name of the printing condition, such as FOGRA51"),
            _("add the key « {key} »").format(key="condition"),
        )


def _read_space(path: Path) -> str:
    """Return the colour space of an ICC profile; empty for a file that is none."""
    try:
        return str(ImageCms.ImageCmsProfile(str(path)).profile.xcolor_space).strip()
    except (OSError, ImageCms.PyCMSError):
        return ""
