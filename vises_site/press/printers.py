"""Presets applied: a profile and its preflight as one printing house wants them."""

from dataclasses import replace
from pathlib import Path

from vises_site.model.printer import Binding, Printer
from vises_site.press.preflight.demands import Demands
from vises_site.press.profiles import COVER, PRINT, Profile


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
    asked = replace(
        demands,
        standard=fields.standard,
        bleed_mm=fields.bleed_mm,
        safety_mm=fields.safety_mm,
        ink_percent=fields.ink_percent,
    )
    if demands.profile == COVER.name:
        return asked
    return replace(
        asked,
        pages_minimum=fields.pages_minimum,
        pages_maximum=fields.pages_maximum or 0,
    )


def find_binding(printer: Printer | None) -> Binding:
    """Return how a printing house binds what it is sent."""
    return printer.fields.binding if printer else "agrafé"


def is_made_of_pages(profile: Profile, printer: Printer | None) -> bool:
    """Return whether a profile shows pages that were made before, instead of pages of its own.

    The inside of a glued book is what is left when its cover is taken off.
    """
    is_inside = profile.name == PRINT.name and find_binding(printer) == "collé"
    return bool(profile.imposed_from) or is_inside
