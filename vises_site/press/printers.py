"""Presets applied: a profile and its preflight as one printing house wants them."""

from dataclasses import replace
from pathlib import Path

from vises_site.model.printer import Printer
from vises_site.press.preflight.demands import Demands
from vises_site.press.profiles import Profile


def adapt_profile(profile: Profile, printer: Printer | None, root: Path) -> Profile:
    """Return a profile as a printing house wants it; one that is not printed stays as it is.

    Args:
        profile: How a kind of PDF is usually made.
        printer: The preset; None for none.
        root: The project, in which the preset's ICC profile lies.
    """
    if printer is None or profile.icc is None:
        return profile
    fields = printer.fields
    return replace(
        profile,
        pdf_variant=f"pdf/{fields.standard.lower()}",
        bleed_mm=fields.bleed_mm,
        icc=root / printer.profile_uri if printer.profile_uri else profile.icc,
        condition=fields.condition or profile.condition,
        ink_percent=fields.ink_percent,
        grey_percent=fields.grey_percent,
        has_marks=fields.has_marks,
    )


def adapt_demands(demands: Demands, printer: Printer | None) -> Demands:
    """Return what a printing house asks of a PDF; other demands stay as they are."""
    if printer is None or not demands.is_printed:
        return demands
    fields = printer.fields
    return replace(
        demands,
        standard=fields.standard,
        bleed_mm=fields.bleed_mm,
        safety_mm=fields.safety_mm,
        ink_percent=fields.ink_percent,
        page_multiple=fields.page_multiple,
        pages_minimum=fields.pages_minimum,
        pages_maximum=fields.pages_maximum or 0,
    )
