"""`vises kit`: what journalists are given, in one archive."""

import sys
from datetime import date
from pathlib import Path
from typing import get_args

import click

from vises_site.assemble.kit import Kind, KitSpec, build_kit
from vises_site.build.kits import ELEMENTS, KITS_FOLDER, SUFFIX, Kit, make_kit
from vises_site.build.ledger import LEDGER_URI, Appearance, append_lines, build_lines, read_ledger
from vises_site.cli.console import Command, Output, print_problems
from vises_site.cli.project import config_option, on_date_option, open_project
from vises_site.language import gettext as _
from vises_site.language import ngettext
from vises_site.mkdocs_plugin.report import FAILURES, explain_failure
from vises_site.mkdocs_plugin.session import Session
from vises_site.model.press import PressRelease
from vises_site.model.vocabulary import find_nearest
from vises_site.press.profiles import PRINT, SCREEN
from vises_site.problems import count_errors
from vises_site.render.kit.readme import Sender
from vises_site.writing import write_whole


@click.command(cls=Command)
@click.argument("name", metavar="SLUG")
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path),
    metavar="DIR|FICHIER.zip",
    help="Où l'écrire (where to write it).",
)
@click.option("--impression", is_flag=True, help="Aussi le PDF d'imprimerie (printer's PDF too).")
@click.option("--jobs", type=click.IntRange(1, 64), help="Travaux en parallèle (parallel jobs).")
@on_date_option
@config_option
@click.pass_obj
def kit(
    output: Output,
    name: str,
    target: Path | None,
    impression: bool,
    jobs: int | None,
    on_date: date | None,
    config_file: Path,
) -> None:
    """Fabrique un dossier de presse (makes a press kit)."""
    config, plugin = open_project(
        config_file, jobs=jobs, on_date=on_date.isoformat() if on_date else None
    )
    session = Session.open(config, plugin.config)
    if count_errors(session.library.problems):
        print_problems(output.log_console, session.library.problems)
        sys.exit(1)
    kind, slug = find_record(session, name)
    release = session.select_press()
    everyone = session.shown["brochure",] if kind == "publications" else session.shown["site",]
    spec = build_kit(release, everyone, kind, slug)
    if spec.is_empty:
        raise click.ClickException(explain_empty(spec))
    place = locate_kit(session, slug, target)
    if place.resolve().is_relative_to(Path(config.site_dir).resolve()):
        message = _("a press kit does not belong in the published site: choose another place")
        raise click.ClickException(message)
    contact = (session.settings.press_contact or "").strip()
    sender = Sender(config.site_name or "", session.site_url, contact, session.day)
    profiles = [SCREEN, PRINT] if impression else [SCREEN]
    try:
        with output.working(), session.workplace.held():
            made = make_kit(spec, release, session.store, sender, profiles, session.jobs)
            deliver_kit(session, release, made, place)
    except FAILURES as error:
        output.fail(explain_failure(error))
        sys.exit(1)
    for note in list_notes(spec, contact):
        output.say(note)
    whole = place.resolve()
    is_inside = target is None and whole.is_relative_to(session.project.root)
    click.echo(session.project.relate(whole) if is_inside else place)


def find_record(session: Session, name: str) -> tuple[Kind, str]:
    """Return what a name stands for: a publication first, then a testimony, then an evaluation.

    Raises:
        click.ClickException: There is nothing of that name, with the nearest that there is.
    """
    library = session.library
    records: dict[Kind, list[str]] = {
        "publications": list(library.publications),
        "temoignages": list(library.testimonies),
        "evaluations": list(library.evaluations),
    }
    folder, slash, slug = name.strip("/").rpartition("/")
    for kind in get_args(Kind):
        if slug in records[kind] and (not slash or folder == kind):
            return kind, slug
    nearest = find_nearest(slug, [slug for slugs in records.values() for slug in slugs])
    message = _("there is no publication, testimony or evaluation « {name} »").format(name=name)
    advice = _("write « {nearest} »").format(nearest=nearest) if nearest else ""
    raise click.ClickException(message + (f" ; {advice}" if advice else ""))


def explain_empty(spec: KitSpec) -> str:
    """Return why there is no kit."""
    return _(
        "nothing of « {name} » may go to the press: a consent must name the channel « presse » and "
        "the element « texte »; see `vises consent list`"
    ).format(name=spec.slug)


def locate_kit(session: Session, slug: str, target: Path | None) -> Path:
    """Return where a kit goes."""
    if target is not None and target.suffix.lower() == ".zip":
        return target
    return (target or session.project.root / KITS_FOLDER) / f"{slug}{SUFFIX}"


def deliver_kit(session: Session, release: PressRelease, made: Kit, place: Path) -> None:
    """Enter a kit in the ledger, then write it.

    Raises:
        LedgerError: The ledger cannot be read; nothing is written.
        OSError: The disk refuses.
    """
    ledger = session.project.root / LEDGER_URI
    whole = place.resolve()
    is_inside = whole.is_relative_to(session.project.root)
    # Outside the project, its folder's name alone: where people keep things is theirs
    uri = session.project.relate(whole) if is_inside else "/".join(whole.parts[-2:])
    shown = Appearance(uri, place, release.texts, made.records, made.content, ELEMENTS)
    append_lines(ledger, build_lines(read_ledger(ledger), [shown], session.day))
    write_whole(place, made.content)


def list_notes(spec: KitSpec, contact: str) -> list[str]:
    """Return what whoever hands the kit on should know."""
    notes = []
    if spec.left_out:
        message = ngettext(
            "{count} testimony is not in the PDF or not in the kit, for want of a consent for the "
            "channel « presse »: {names}",
            "{count} testimonies are not in the PDF or not in the kit, for want of a consent for "
            "the channel « presse »: {names}",
            len(spec.left_out),
        )
        notes.append(message.format(count=len(spec.left_out), names=", ".join(spec.left_out)))
    if spec.publication is None and spec.kind == "publications":
        notes.append(
            _(
                "the kit holds no PDF: no voice of this publication may be both printed and given "
                "to the press"
            )
        )
    if not contact:
        notes.append(
            _(
                "journalists find nobody to call: add « press_contact » to the settings of "
                "« vises » in mkdocs.yml"
            )
        )
    return notes
