"""`vises publish`: some publications only."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from vises_site.build.cards import remove_stale_cards, start_cards
from vises_site.build.controls import CONTROL_NAME, merge_reports, read_report, render_json
from vises_site.build.ledger import LEDGER_URI, Appearance, append_lines, build_lines, read_ledger
from vises_site.build.publications import Workshop, find_profile_channels, place_publication
from vises_site.cli.console import Command, Output, print_problems
from vises_site.cli.project import config_option, on_date_option, open_project
from vises_site.language import gettext as _
from vises_site.mkdocs_plugin.report import FAILURES, explain_failure, log_controls
from vises_site.mkdocs_plugin.session import Session
from vises_site.model.publication import PublicationFields
from vises_site.model.vocabulary import find_nearest, fold
from vises_site.press.printers import find_binding
from vises_site.press.profiles import CARDS, PRINT, PROFILES, SHEETS, Profile, list_applicable
from vises_site.problems import count_errors
from vises_site.progress import report
from vises_site.writing import write_whole


def find_profile(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> str | None:
    """Return the name of a profile, written with or without accents."""
    names = {fold(name): name for name in PROFILES}
    if value is not None and fold(value) not in names:
        raise click.BadParameter(_("one of: {words}").format(words=", ".join(PROFILES)))
    return value and names[fold(value)]


def check_publication_name(session: Session, name: str) -> None:
    """Refuse a name that is neither a publication's nor, after a slash, one of its variants'.

    Raises:
        click.ClickException: There is none, with the nearest name that there is.
    """
    slug, slash, organism = name.partition("/")
    wanted, known = slug, list(session.library.publications)
    what = _("there is no publication « {name} »").format(name=slug)
    if slug in session.library.publications:
        if not slash:
            return
        known = [f"{slug}/{made.slug}" for made in session.select_variants(slug).made]
        if name in known:
            return
        wanted = name
        what = _("« {name} » has no variant for « {organism} »").format(
            name=slug, organism=organism
        )
    nearest = find_nearest(wanted, known)
    advice = _("write « {nearest} »").format(nearest=nearest) if nearest else ""
    raise click.ClickException(what + (f" ; {advice}" if advice else ""))


@click.command(cls=Command)
@click.argument("names", nargs=-1, required=True, metavar="SLUG[/ORGANISME]…")
@click.option("--profile", callback=find_profile, metavar="|".join(PROFILES))
@click.option(
    "-o", "--output", "folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR"
)
@click.option("--jobs", type=click.IntRange(1, 64), help="Travaux en parallèle (parallel jobs).")
@on_date_option
@config_option
@click.pass_obj
def publish(
    output: Output,
    names: tuple[str, ...],
    profile: str | None,
    folder: Path | None,
    jobs: int | None,
    on_date: date | None,
    config_file: Path,
) -> None:
    """Fabrique quelques publications (makes some publications)."""
    config, plugin = open_project(
        config_file, jobs=jobs, on_date=on_date.isoformat() if on_date else None
    )
    session = Session.open(config, plugin.config)
    if count_errors(session.library.problems):
        print_problems(output.log_console, session.library.problems)
        sys.exit(1)
    for name in names:
        check_publication_name(session, name)
    profiles = [PROFILES[profile]] if profile else list(PROFILES.values())
    for name in names:
        slug = name.partition("/")[0]
        fields = session.library.publications[slug].fields
        binding = find_binding(session.library.printers.get(fields.printer or ""))
        if not list_applicable(profiles, SHEETS[fields.format], fields.genre, binding):
            raise click.ClickException(explain_inapplicable(slug, profiles[0], fields))
    try:
        with output.working(), session.workplace.held():
            session.note_variants(dict.fromkeys(name for name in names if "/" not in name))
            for target in _make(session, names, profiles, Path(config.site_dir), folder):
                click.echo(target)
    except FAILURES as error:
        output.fail(explain_failure(error))
        sys.exit(1)


def explain_inapplicable(slug: str, profile: Profile, fields: PublicationFields) -> str:
    """Return why a publication cannot have a profile, and what it can have instead."""
    if profile.genres:
        message = _("only reports are archived, and « {name} » is of another genre")
    elif profile.binding:
        message = _("only glued books have a cover of their own: see « imprimeur » in the guide")
    else:
        message = _("« {name} » in {format} is not folded; print « impression »")
    return message.format(name=slug, format=fields.format)


def _make(
    session: Session,
    names: Sequence[str],
    profiles: Sequence[Profile],
    site: Path,
    folder: Path | None,
) -> Iterator[Path]:
    """Make publications, enter each in the ledger, and yield where it is."""
    workshop = Workshop(session.shown, session.store, session.site_url, session.jobs)
    ledger = session.project.root / LEDGER_URI
    lines = read_ledger(ledger)
    cards: dict[Path, Appearance] = {}
    found: dict[Path, list[dict[str, Any]]] = {}
    try:
        slugs = list(dict.fromkeys(name for name in names if "/" not in name))
        workshop.start(names, profiles)
        start_cards(workshop, slugs, profiles)
        for done, made in enumerate(workshop.collect(), start=1):
            target = place_publication(made, site, session.press_target)
            if folder is not None:
                target = folder / (f"{CARDS.name}/{target.name}" if made.card else target.name)
            place = target.resolve()
            is_inside = place.is_relative_to(session.project.root)
            # Outside the project, its folder's name alone: where people keep things is theirs
            uri = session.project.relate(place) if is_inside else "/".join(place.parts[-2:])
            shown = session.shown[find_profile_channels(made)]
            appearance = Appearance(uri, made.path, shown, made.records)
            if made.card:
                cards[target] = appearance
            added = build_lines(lines, [appearance], session.day)
            append_lines(ledger, added)
            lines += added
            write_whole(target, made.path.read_bytes())
            if made.report is not None:
                control = (folder or session.press_target / made.slug) / CONTROL_NAME
                found.setdefault(control, []).append(read_report(made.report))
                log_controls(found[control][-1:])
            report(_("Publications"), done, workshop.count)
            yield target
        if folder is None and PRINT in profiles:
            _remove_stale_cards(session, slugs, cards)
    finally:
        workshop.close()
        # Once each: with many editions, a growing file would be written over and over
        for control, reports in found.items():
            write_whole(control, render_json(merge_reports(reports, control)))


def _remove_stale_cards(
    session: Session, slugs: Sequence[str], cards: Mapping[Path, Appearance]
) -> None:
    """Take away the cards of who no longer appears: a whole build would not leave them either."""
    ledger = session.project.root / LEDGER_URI
    for slug in slugs:
        if remove_stale_cards(session.press_target, slug, cards):
            place = session.project.relate(session.press_target / slug / CARDS.name)
            gone = build_lines(read_ledger(ledger), cards.values(), session.day, [place])
            append_lines(ledger, gone)
